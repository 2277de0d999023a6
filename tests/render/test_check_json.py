"""Problems for scripts, and how often each kind was found."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from faults import ANNA, CATALOGUE, LONG, PEOPLE, PROBLEMS, REPORT, TURNED, TWICE, UNKNOWN, saying
from hypothesis import given
from hypothesis import strategies as st
from test_text import Check, console

from kio.problem import Severity
from kio.render.check_json import report_json
from kio.render.check_report import Report
from kio.render.check_statistics import Kind, statistics
from kio.render.check_text import statistics_text
from kio.render.face import face_of

MANY = Report((ANNA,), (LONG, TURNED, TWICE, UNKNOWN, UNKNOWN, LONG, TWICE._replace(code="bad-day")))


def test_a_report() -> None:
    said = report_json(REPORT._replace(problems=(TWICE, UNKNOWN)), CATALOGUE, "en")
    assert said == {
        "files": 3,
        "silenced": 2,
        "problems": [
            {
                "file": ANNA,
                "line": 7,
                "column": 5,
                "severity": "error",
                "code": "duplicate-key",
                "message": "the key date stands twice here",
                "hint": "keep the line that is right and take the other away; if both happened, "
                "make two entries of them",
                "related": [{"file": ANNA, "line": 5, "column": 5, "message": "first given here"}],
            },
            {
                "file": ANNA,
                "line": 8,
                "column": 41,
                "severity": "warning",
                "code": "unknown-person",
                "message": "jan-riet is not in people.yaml",
                "hint": "did you mean 'jan-rietveld'?",
                "related": [{"file": PEOPLE, "line": 3, "column": 1, "message": "jan-rietveld stands here"}],
            },
        ],
        "statistics": [
            {"code": "duplicate-key", "severity": "error", "count": 1, "title": "title of duplicate-key"},
            {"code": "unknown-person", "severity": "warning", "count": 1, "title": "title of unknown-person"},
        ],
    }


def test_nothing_found_has_the_same_keys() -> None:
    assert report_json(Report((), ()), {}, "nl") == {"files": 0, "silenced": 0, "problems": [], "statistics": []}


def test_no_problem_is_left_out() -> None:
    said = report_json(Report((ANNA,), PROBLEMS * 100), CATALOGUE, "nl")
    assert [problem["code"] for problem in said["problems"]] == [problem.code for problem in PROBLEMS] * 100


def test_the_most_frequent_first_then_the_worst_then_by_code() -> None:
    assert statistics(MANY) == [
        Kind("unknown-person", Severity.WARNING, 2),
        Kind("long-text", Severity.NOTE, 2),
        Kind("bad-day", Severity.ERROR, 1),
        Kind("duplicate-key", Severity.ERROR, 1),
        Kind("hidden-character", Severity.WARNING, 1),
    ]


def test_a_code_with_two_severities_is_counted_for_each() -> None:
    report = Report((), (UNKNOWN, UNKNOWN._replace(severity=Severity.ERROR)))
    assert statistics(report) == [
        Kind("unknown-person", Severity.ERROR, 1),
        Kind("unknown-person", Severity.WARNING, 1),
    ]


@pytest.mark.parametrize(("language", "width", "ascii_only"), [("nl", 80, False), ("en", 80, True), ("en", 30, False)])
def test_the_table(language: str, width: int, ascii_only: bool, golden: Check) -> None:
    report = MANY._replace(problems=(*MANY.problems, *[TWICE] * 12))
    shown = statistics_text(report, CATALOGUE, face_of(console(width), language, ascii_only)).plain()
    golden(f"check-statistics-{language}-{width}.txt", shown + "\n")


def test_an_empty_table() -> None:
    assert statistics_text(Report((), ()), CATALOGUE, face_of(console(80), "en")).plain() == ""


@given(value=st.text() | st.text(alphabet="\x1b\udcff\uffff\u2028"))
def test_anything_is_valid_json(value: str) -> None:
    written = json.dumps(report_json(Report((value,), (saying(value),)), CATALOGUE, "en"), allow_nan=False)
    [problem] = json.loads(written)["problems"]
    assert problem["file"] == problem["related"][0]["file"] == value
    assert problem["message"].replace("\u00a0", "").replace("\u202f", "").isprintable()


@pytest.mark.parametrize("module", ["check_json", "check_statistics"])
def test_data_need_no_rich(module: str) -> None:
    code = f"import sys, kio.render.{module}; print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

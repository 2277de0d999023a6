"""The kinds that stand in other kinds: `not`, `met`, and whatever may stand under `when`."""

from __future__ import annotations

import pytest

from evaluation.sailing import asked, counted, judged, not_counted, status

PASSED = "count: {entries: exam, where: {outcome: pass}}"
EXAMS = {
    "pass": "2025-01-01 exam outcome: pass",
    "fail": "2025-01-01 exam outcome: fail",
    "?": "2025-01-01 exam score: 9",
}


@pytest.mark.parametrize(("exam", "expected"), [("pass", "open"), ("fail", "met"), ("?", "review")])
def test_not(exam: str, expected: str) -> None:
    assert status(f"not: {{{PASSED}}}", EXAMS[exam]) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("not: {not: {count: lesson}}", "met"),
        ("not: {all: [{<a>, count: lesson}, {<b>, count: exam}]}", "met"),
        ("not: {any: [{<a>, count: lesson}, {<b>, count: exam}]}", "open"),
        ("not: {elapsed: {first: lesson}}", "open"),
        ("not: {elapsed: {days: 1, after: today}}", "met"),
        ("not: {count: lesson, at_least: 2}", "met"),
    ],
)
def test_not_of_any_kind(rule: str, expected: str) -> None:
    assert status(rule, "2025-01-01 lesson") == expected


def test_not_shows_what_was_looked_at() -> None:
    result = judged(f"not: {{{PASSED}}}", f"{EXAMS['pass']}; 2025-01-02 exam outcome: fail")
    assert counted(result) == ["01-01 1"]
    assert not_counted(result) == ["01-02 outcome is fail"]


BESIDE = """
- {<x>, count: lesson}
- {<y>, count: voyage, closes: {after: {first: lesson}}}
- {<z>, tracks: [yacht], count: licence}
- {<w>, when: {count: exam}, count: licence}
"""
GRANTED = "\n2025-02-01 dispensation of: d/y, decision: granted"


@pytest.mark.parametrize(
    ("name", "log", "expected"),
    [
        ("d/x", "", "open"),
        ("d/x", "2025-01-01 lesson", "met"),
        ("d/y", "2025-01-01 lesson", "open"),
        ("d/y", "2025-01-01 lesson" + GRANTED, "met"),
        ("d", "2025-01-01 lesson", "open"),
        ("d", "2025-01-01 lesson" + GRANTED, "met"),
        ("d", "2025-01-01 lesson; 2025-01-02 exam" + GRANTED, "open"),
        ("d", "2025-01-01 lesson; 2025-01-02 exam; 2025-01-03 licence" + GRANTED, "met"),
        # what is not asked of this trainee is not met either
        ("d/z", "2025-01-01 licence", "open"),
        ("d/w", "2025-01-01 licence", "open"),
    ],
)
def test_met(name: str, log: str, expected: str) -> None:
    assert status(f"met: {name}", log, beside=BESIDE) == expected


def test_a_checklist_of_which_nothing_is_asked_is_not_met() -> None:
    assert status("met: d", "2025-01-01 licence", beside="- {<z>, tracks: [yacht], count: licence}") == "open"
    assert status("met: d", "2025-01-01 licence", track="yacht", beside="- {<z>, count: licence}") == "met"


@pytest.mark.parametrize(
    ("when", "exam", "expected"),
    [
        ("{count: voyage}", "pass", "not_applicable: this is not asked of this trainee"),
        ("{count: exam}", "pass", "open 0/1: nothing recorded yet"),
        (f"{{{PASSED}}}", "?", "review 0/1: it is not clear whether this is asked here"),
        (f"{{{PASSED}}}", "fail", "not_applicable: this is not asked of this trainee"),
        (f"{{not: {{{PASSED}}}}}", "?", "review 0/1: it is not clear whether this is asked here"),
        ("{elapsed: {days: 1, after: {first: exam}}}", "pass", "open 0/1: nothing recorded yet"),
        ("{any: [{<a>, count: voyage}, {<b>, count: exam}]}", "pass", "open 0/1: nothing recorded yet"),
        (
            "{header: {field: mentor.basis, test: friend}}",
            "pass",
            "review 0/1: it is not clear whether this is asked here",
        ),
    ],
)
def test_when(when: str, exam: str, expected: str) -> None:
    assert asked(f"count: lesson\nwhen: {when}", EXAMS[exam]) == expected


@pytest.mark.parametrize("exam", ["pass", "?"])
def test_what_is_met_need_not_be_asked(exam: str) -> None:
    assert status(f"count: lesson\nwhen: {{{PASSED}}}", f"{EXAMS[exam]}; 2025-01-02 lesson") == "met"

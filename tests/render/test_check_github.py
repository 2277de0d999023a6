"""Workflow commands, read back as GitHub's runner reads them (ActionCommand.TryParseV2 in actions/runner)."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from faults import ANNA, CATALOGUE, COLON, LONG, REPORT, TWICE, UNKNOWN, saying
from hypothesis import given
from hypothesis import strategies as st

from kio.locale.shown import clean
from kio.message import Quoted, message
from kio.problem import Location, Problem, Severity
from kio.render.check_github import report_github
from kio.render.check_report import Report


class Command(NamedTuple):
    """A command as the runner takes it from a line."""

    name: str
    properties: dict[str, str]
    data: str


def unescaped(text: str, *more: tuple[str, str]) -> str:
    for escaped, sign in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(escaped, sign)
    return text


def command(line: str) -> Command:
    line = line.lstrip()
    assert line.startswith("::")
    head, found, data = line[2:].partition("::")
    assert found
    name, _, given = head.partition(" ")
    pairs = (part.split("=", 1) for part in given.strip().split(",") if part)
    properties = {pair[0]: unescaped(pair[1], ("%3A", ":"), ("%2C", ",")) for pair in pairs if len(pair) == 2}
    return Command(name, properties, unescaped(data))


def lines(*problems: Problem, prefix: str = "", language: str = "en") -> list[str]:
    return report_github(Report((), problems, prefix=prefix), CATALOGUE, language).split("\n")


def test_a_problem() -> None:
    [line] = lines(UNKNOWN, prefix="data/")
    assert line == (
        "::warning file=data/records/trainees/anna.yaml,line=8,col=41,"
        "title=unknown-person%3A title of unknown-person::"
        "jan-riet is not in people.yaml%0Ahint: did you mean 'jan-rietveld'?"
    )


def test_each_severity_has_its_command_and_the_order_stays() -> None:
    found = [command(line) for line in report_github(REPORT, CATALOGUE, "nl").split("\n")]
    assert [one.name for one in found] == ["error", "warning", "error", "notice", "warning", "error"]
    assert [int(one.properties["line"]) for one in found] == [7, 8, 2, 3, 4, 1]


def test_without_a_hint_there_is_one_line() -> None:
    assert command(lines(LONG)[0]).data == "a long text"


def test_a_code_that_nobody_described_is_its_own_title() -> None:
    assert command(lines(COLON)[0]).properties["title"] == "yaml-syntax"


def test_in_dutch() -> None:
    found = command(lines(TWICE, language="nl")[0])
    assert found.properties["title"] == "duplicate-key: titel van duplicate-key"
    assert found.data.partition("\n")[2].startswith("tip: houd ")


def test_nothing_found_is_nothing_said() -> None:
    assert report_github(Report((ANNA,), ()), CATALOGUE, "en") == ""


@pytest.mark.parametrize(
    "text", ["100%", "%0A", "%250A", "a,b:c", "::error::x", "a::b", "x=y", "##[error]x", "%", "%3A%2C"]
)
def test_what_is_escaped_comes_back(text: str) -> None:
    said = message("{value}", value=Quoted(text))
    problem = Problem(Location(text, 3, 4), Severity.ERROR, "odd-value", said, said)
    [line] = lines(problem, prefix="a,b/")
    assert command(line) == ("error", {"file": f"a,b/{text}", "line": "3", "col": "4", "title": "odd-value"},
                             f"{text}\nhint: {text}")  # fmt: skip


@given(value=st.text() | st.text(alphabet="%0AD23C,:;=\r\n#[] \x1b\u2028\udcff", max_size=20))
def test_anything_stays_in_its_line(value: str) -> None:
    [line] = lines(saying(value))
    assert line.replace("\u00a0", "").replace("\u202f", "").isprintable()
    found = command(line)
    assert (found.name, found.properties["line"], found.properties["col"]) == ("error", "1", "1")
    assert found.properties.get("file", "") == clean(value)
    shown = clean(value)
    if len(shown) <= 200:
        assert found.data == f"{shown}\nhint: {shown}"

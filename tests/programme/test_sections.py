"""The sections of several files: joined by name, each name once."""

from __future__ import annotations

import pytest

from kio.message import message
from kio.problem import Problem
from kio.programme.node import Node
from kio.programme.sections import KEYED, LISTED, SINGLE, Sections
from kio.source.reading import read_text
from programme.kennel import Fault, shown


def sections(*texts: str) -> tuple[Sections, list[Problem]]:
    problems: list[Problem] = []
    documents = [read_text(text.encode(), f"rules/{number}.yaml") for number, text in enumerate(texts)]
    return Sections(documents, problems), problems


def only(problems: list[Problem]) -> Fault:
    [problem] = problems
    return shown(problem)


def test_the_files_join() -> None:
    found, problems = sections(
        "title: {nl: a, en: b}\ndays: {one: today}\nphases: [{id: a}]\nroles:\n",
        "days: {two: today}\nphases: [{id: b}, {id: c}]\n",
        "programme: k\n",
    )
    assert problems == []
    assert list(found.keyed["days"]) == ["one", "two"]
    assert [node.need("id").text() for node in found.listed["phases"]] == ["a", "b", "c"]
    assert list(found.single) == ["title"]
    assert found.keyed["roles"] == {}


@pytest.mark.parametrize("section", KEYED)
def test_a_name_twice_names_the_first_place(section: str) -> None:
    found, problems = sections(f"title: x\n{section}:\n  one: 1\n", f"{section}:\n  two: 1\n  one: 2\n")
    assert only(problems) == ("duplicate-name", 3, 3, "'one' is declared twice; first in rules/0.yaml, line 3")
    assert problems[0].location.file == "rules/1.yaml"
    assert found.keyed[section]["one"].text() == "1"


@pytest.mark.parametrize("section", LISTED)
def test_an_id_twice_names_the_first_place(section: str) -> None:
    found, problems = sections(f"{section}:\n  - id: one\n", f"{section}: [{{id: two}}, {{id: one}}]\n")
    column = len(f"{section}: [{{id: two}}, ") + 1
    assert only(problems) == ("duplicate-name", 1, column, "'one' is declared twice; first in rules/0.yaml, line 2")
    assert [node.need("id").text() for node in found.listed[section]] == ["one", "two"]


def test_items_without_an_id_are_not_the_same() -> None:
    found, problems = sections("phases: [{title: a}, {title: b}, c]\n")
    assert problems == []
    assert len(found.listed["phases"]) == 3


@pytest.mark.parametrize("section", SINGLE)
def test_a_section_that_stands_once(section: str) -> None:
    _, problems = sections(f"{section}: {{a: b}}\n", f"\n{section}: {{a: c}}\n")
    assert only(problems) == ("duplicate-name", 2, 1, f"'{section}' is declared twice; first in rules/0.yaml, line 1")


@pytest.mark.parametrize(
    ("text", "code", "line", "part"),
    [
        ("title: x\nentires: {}\n", "unknown-key", 2, "the key 'entires' means nothing here (did you mean 'entries'?)"),
        ("title: x\nzzz: {}\n", "unknown-key", 2, "possible here: tracks, roles, actors, entries"),
        ("days: [one]\n", "wrong-shape", 1, "a mapping (key: value) was expected here"),
        ("title: x\nphases: {id: a}\n", "wrong-shape", 2, "a list was expected here"),
        ("checklists: []\n", "empty-list", 1, "this list is empty"),
        ("checklists:\n", "wrong-shape", 1, "a list was expected here"),
    ],
)
def test_fault(text: str, code: str, line: int, part: str) -> None:
    found = only(sections(text)[1])
    assert found[:3] == (code, line, 1)
    assert part in found[3]


def test_a_file_that_could_not_be_read_is_left_out() -> None:
    found, problems = sections("days: {one: today}\n", "a: b: c\n", "- list\n")
    assert problems == []
    assert list(found.keyed["days"]) == ["one"]


def test_what_is_malformed_is_left_out_and_the_rest_is_read() -> None:
    found, problems = sections("days: {one: a, two: [b], three: c}\nphases: [a, [b], c]\ntitle: [x]\n")
    assert found.read("days", lambda name, node: (name, node.text())) == {"one": ("one", "a"), "three": ("three", "c")}
    assert found.read_list("phases", Node.text) == ("a", "c")
    assert found.read_one("title", Node.text) is None
    assert [problem.code for problem in problems] == ["wrong-shape"] * 3


def test_a_section_that_is_absent_is_nothing() -> None:
    found, problems = sections("days: {one: a}\n")
    assert found.read_one("title", Node.text) is None
    assert found.read_list("phases", Node.text) == ()
    assert found.read("roles", lambda name, _: name) == {}
    assert problems == []


def test_problems_are_collected_in_one_list() -> None:
    found, problems = sections("days: {one: a}\n")
    found.keyed["days"]["one"].report("code", message("said"))
    assert only(problems) == ("code", 1, 8, "said")

"""A small vocabulary for the readers, and what a piece of YAML becomes or what is wrong with it, in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kio.locale import say
from kio.message import Text
from kio.problem import Problem
from kio.programme.fields import EntryType, Field
from kio.programme.grammar import RuleGrammar
from kio.programme.node import MalformedError, Node
from kio.programme.words import Words
from kio.source.reading import read_text

T = TypeVar("T")
Fault = tuple[str, int, int, str]
"""The code of a problem, its line and column, and a part of what it says (the hint follows the message)."""

TITLE = Text("iets", "thing")


def field(name: str, kind: str, *choices: str) -> Field:
    return Field(name, kind, TITLE, choices=dict.fromkeys(choices, TITLE))


def entry(name: str, *fields: Field) -> EntryType:
    return EntryType(name, TITLE, {one.name: one for one in fields})


PURPOSE = field("for", "choice", "course", "club")._replace(required=True)
FORM = field("form", "choice", "alone", "pack")
ENTRIES = {
    "walk": entry("walk", FORM, field("hours", "hours"), field("dogs", "whole_number"), field("end", "date"),
                  field("guide", "person"), field("wet", "yes_no"), field("film", "reference")),
    "lesson": entry("lesson", FORM, field("hours", "hours"), field("topic", "text")),
    "film": entry("film", field("film", "text"), field("shown", "date")),
    "fee": entry("fee", field("paid", "money"), PURPOSE, field("hours", "hours")),
}  # fmt: skip
WORDS = Words(
    entries=ENTRIES,
    header={"home": {"kind": FORM._replace(name="kind"), "of": field("of", "trainee")}},
    roles=frozenset({"vet", "guide"}),
    certifiable=frozenset({"vet"}),
    actors=frozenset({"walker"}),
    tracks=("small", "large"),
    parameters=frozenset({"hours_needed", "forms"}),
    lists=frozenset({"clubs"}),
    days=frozenset({"begun", "ended"}),
    selections={"long_walks": ("walk",), "broken": ()},
    picks=frozenset({"last_film"}),
    questions={"pack": ("one", "two")},
    requirements=frozenset({"basic", "basic/walks", "basic/films"}),
    phases=frozenset({"puppy", "grown"}),
    facts={"member": "yes_no", "litter": "whole_number", "gift": "money", "show_day": "date"},
    vat=frozenset({"taxed", "exempt"}),
    payees=frozenset({"club", "trainer"}),
    charges=frozenset({"course", "lead"}),
)
GRAMMAR = RuleGrammar(WORDS)


def node(text: str, problems: list[Problem] | None = None) -> Node:
    document = read_text(f"at: {text}".encode() if "\n" not in text else text.encode(), "rules/k.yaml")
    assert not document.problems, document.problems
    return Node(document, ("at",), document.data["at"], [] if problems is None else problems)


def value(read: Callable[[Node], T], text: str) -> T:
    """What a reader makes of the YAML behind `at: ` (or under `at:` in several lines), without any problem."""
    problems: list[Problem] = []
    found = read(node(text, problems))
    assert problems == []
    return found


def faults(read: Callable[[Node], object], text: str) -> list[Fault]:
    """All problems that a reader finds, with their whole text."""
    problems: list[Problem] = []
    try:
        read(node(text, problems))
    except MalformedError:
        assert problems, "refused without a problem"
    return [shown(problem) for problem in problems]


def shown(problem: Problem) -> Fault:
    hint = f" ({say(problem.hint, 'en')})" if problem.hint else ""
    return problem.code, problem.location.line, problem.location.column, say(problem.message, "en") + hint


def refused(read: Callable[[Node], object], text: str, code: str, part: str) -> None:
    """The reader finds one problem: with this code, at the place of `^` (else at the whole), and saying this."""
    [found] = faults(read, text.replace("^", ""))
    assert found[:3] == (code, *place(text)), found
    assert part in found[3], found


def place(text: str) -> tuple[int, int]:
    """Line and column of `^` in a piece of YAML as `node` reads it."""
    before, mark, _ = text.partition("^")
    if not mark:
        return 1, 1
    lines = before.split("\n")
    return (len(lines), len(lines[-1]) + 1) if "\n" in text else (1, len("at: ") + len(before) + 1)

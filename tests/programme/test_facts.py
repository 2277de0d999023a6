"""Facts: what a piece of YAML becomes, or what is wrong with it."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from typer.main import get_command

from kio.app import app
from kio.message import Text
from kio.problem import Problem
from kio.programme import facts
from kio.programme.language import (
    EntryDay,
    Holds,
    Measured,
    Missing,
    NamedDay,
    Number,
    ParameterValue,
    Selection,
    Told,
)
from kio.programme.measure import Measure
from kio.programme.node import MalformedError, Node
from kio.programme.requirement import Enough
from kio.programme.tariff import Fact
from kio.programme.words import FACT_TYPES
from programme.kennel import GRAMMAR, faults, node, refused, value

T = Text("a", "b")
TEXT = "{nl: a, en: b}"
TITLE = f"title: {TEXT}"
NOUGHT, ONE, TWO, THREE = (Number(Decimal(number)) for number in range(4))
NEEDED, BEGUN = ParameterValue("hours_needed"), NamedDay("begun")
WALKS = Measure("count", Selection(("walk",)))


def fact(node: Node) -> Fact:
    return facts.read_fact(GRAMMAR, "f", node)


def of(kind: str, more: str = "") -> str:
    return f"{{type: {kind}, {TITLE}{', ' if more else ''}{more}}}"


FLAG, COUNT, DAY = (Fact("f", kind, T) for kind in ("yes_no", "whole_number", "date"))


@pytest.mark.parametrize("kind", ["yes_no", "whole_number", "number", "hours", "money", "date"])
def test_every_type_of_fact(kind: str) -> None:
    assert value(fact, of(kind)) == Fact("f", kind, T)


def test_the_types_of_facts_are_these() -> None:
    assert set(FACT_TYPES) == {"yes_no", "whole_number", "number", "hours", "money", "date"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (of("yes_no", "tracks: small"), FLAG._replace(tracks=("small",))),
        (of("yes_no", "tracks: [small, large]"), FLAG._replace(tracks=("small", "large"))),
        (of("yes_no", f"explanation: {TEXT}"), FLAG._replace(explanation=T)),
        (of("yes_no", f"assumption: {TEXT}"), FLAG._replace(assumption=T)),
        (of("whole_number", "at_least: 1"), COUNT._replace(at_least=ONE)),
        (of("whole_number", "at_most: $hours_needed"), COUNT._replace(at_most=NEEDED)),
        (of("whole_number", "above: 0, at_most: 3"), COUNT._replace(above=NOUGHT, at_most=THREE)),
        (of("money", "implies: member"), Fact("f", "money", T, implies="member")),
        # what is taken where nobody tells it: one amount, from one to another, or a day
        (of("whole_number", "otherwise: 2"), COUNT._replace(lowest=TWO, highest=TWO)),
        (of("whole_number", "otherwise: $hours_needed"), COUNT._replace(lowest=NEEDED, highest=NEEDED)),
        (of("whole_number", "otherwise: {count: walk}"),
         COUNT._replace(lowest=Measured(WALKS), highest=Measured(WALKS))),
        (of("yes_no", "otherwise: {holds: {count: walk}}"),
         FLAG._replace(lowest=Holds(Enough(WALKS, ONE, None)), highest=Holds(Enough(WALKS, ONE, None)))),
        (of("whole_number", "otherwise: {from: 0, to: $hours_needed}"), COUNT._replace(lowest=NOUGHT, highest=NEEDED)),
        (of("whole_number", "otherwise: {from: {fact: litter}, to: {missing: basic/walks}}"),
         COUNT._replace(lowest=Told("litter"), highest=Missing("basic/walks"))),
        (of("yes_no", "otherwise: yes"), FLAG._replace(lowest=ONE, highest=ONE)),
        (of("yes_no", "otherwise: no"), FLAG._replace(lowest=NOUGHT, highest=NOUGHT)),
        (of("yes_no", "otherwise: {fact: member}"), FLAG._replace(lowest=Told("member"), highest=Told("member"))),
        (of("date", "otherwise: begun"), DAY._replace(day=BEGUN)),
        (of("date", "otherwise: {planned: walk, day: end}"),
         DAY._replace(day=EntryDay(False, Selection(("walk",)), "end", planned=True))),
        # the answers between which it is worth asking
        (of("yes_no", "asks: yes"), FLAG._replace(asks=(NOUGHT, ONE))),
        (of("yes_no", "asks: no"), FLAG),
        (of("yes_no", "asks: yes, otherwise: {from: 0, to: {holds: {count: walk}}}"),
         FLAG._replace(asks=(NOUGHT, ONE), lowest=NOUGHT, highest=Holds(Enough(WALKS, ONE, None)))),
        (of("whole_number", "asks: yes, otherwise: {from: 1, to: 3}"),
         COUNT._replace(asks=(ONE, THREE), lowest=ONE, highest=THREE)),
        (of("whole_number", "asks: no, otherwise: {from: 1, to: 3}"), COUNT._replace(lowest=ONE, highest=THREE)),
        (of("whole_number", "asks: [0, $hours_needed, 3], otherwise: {from: 1, to: 2}"),
         COUNT._replace(asks=(NOUGHT, NEEDED, THREE), lowest=ONE, highest=TWO)),
    ],
)  # fmt: skip
def test_a_fact(text: str, wanted: Fact) -> None:
    assert value(fact, text) == wanted


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (f"{{{TITLE}}}", "missing-key", "the key 'type' is missing here"),
        ("{type: date}", "missing-key", "the key 'title' is missing here"),
        ("[date]", "wrong-shape", "a mapping (key: value) was expected here"),
        (f"{{^type: flag, {TITLE}}}", "unknown-field-type", "'flag' is not a type of fact (possible here: yes_"),
        (f"{{^type: hour, {TITLE}}}", "unknown-field-type", "did you mean 'hours'?"),
        # a type of field, but not of fact
        (f"{{^type: choice, {TITLE}}}", "unknown-field-type", "'choice' is not a type of fact"),
        (f"{{^type: percentage, {TITLE}}}", "unknown-field-type", "'percentage' is not a type of fact"),
        ("{type: date, ^title: {nl: a}}", "missing-key", "the key 'en' is missing here"),
        (of("yes_no", "^asumption: x"), "unknown-key", "did you mean 'assumption'?"),
        (of("yes_no", "^default: yes"), "unknown-key", "the key 'default' means nothing here"),
        (of("yes_no", "^tracks: smal"), "unknown-track", "did you mean 'small'?"),
        (of("yes_no", "^explanation: x"), "wrong-shape", "a mapping"),
        (of("yes_no", "^assumption: {en: b}"), "missing-key", "the key 'nl' is missing here"),
        (of("hours", "^at_least: none"), "wrong-number", "a number was expected here"),
        (of("hours", "^at_most: $forma"), "unknown-parameter", "did you mean 'forms'?"),
        (of("hours", "^above: nil"), "wrong-number", "a number was expected here"),
        (of("money", "^implies: membre"), "unknown-fact", "'membre' is not a fact (did you mean 'member'?)"),
        (of("money", "^implies: litter"), "wrong-field-type", "'litter' is of type whole_number, this asks yes_no"),
        (of("money", "^implies: show_day"), "wrong-field-type", "'show_day' is of type date, this asks yes_no"),
        (of("money", "^otherwise: nothing"), "wrong-number", "a number was expected here"),
        (of("money", "^otherwise: begun"), "wrong-number", "a number was expected here"),
        (of("money", "^otherwise: {from: 1}"), "missing-key", "the key 'to' is missing here"),
        (of("money", "^otherwise: {to: 1}"), "unknown-kind", "this does not say an amount"),
        (of("money", "otherwise: {from: 1, to: 2, ^at_most: 3}"), "unknown-key", "the key 'at_most' means nothing"),
        (of("money", "otherwise: {^from: one, to: 2}"), "wrong-number", "a number was expected here"),
        (of("money", "otherwise: {from: 1, ^to: two}"), "wrong-number", "a number was expected here"),
        (of("money", "otherwise: {^fact: show_day}"), "wrong-field-type", "'show_day' is of type date, this asks"),
        (of("date", "^otherwise: 3"), "wrong-date", "this is not a date as 2026-03-01"),
        (of("date", "^otherwise: third"), "unknown-day", "'third' is not a day that is declared under 'days'"),
        (of("date", "^otherwise: {from: begun, to: ended}"), "unknown-kind", "this does not say a day"),
        (of("date", "otherwise: {^fact: litter}"), "wrong-field-type", "'litter' is of type whole_number, this as"),
        (of("yes_no", "^otherwise: 1"), "wrong-flag", "'1' is not yes or no"),
        (of("yes_no", "^otherwise: $hours_needed"), "wrong-flag", "'$hours_needed' is not yes or no"),
        (of("whole_number", "^otherwise: yes"), "wrong-number", "a number was expected here"),
        # a day has no bounds, and no answers between which to ask
        (of("date", "^at_least: 1"), "unknown-key", "the key 'at_least' means nothing here"),
        (of("date", "^at_most: begun"), "unknown-key", "the key 'at_most' means nothing here"),
        (of("date", "^above: 0"), "unknown-key", "the key 'above' means nothing here"),
        (of("date", "otherwise: begun, ^asks: yes"), "unknown-key", "the key 'asks' means nothing here"),
        (of("yes_no", "^unit: hour"), "unknown-key", "the key 'unit' means nothing here"),
        # without two ends there is nothing between which to ask
        (of("hours", "^asks: yes"), "wrong-shape", "a list of answers was expected here, as [0, 4]"),
        (of("hours", "otherwise: 2, ^asks: yes"), "wrong-shape", "a list of answers was expected here, as [0, 4]"),
        (of("yes_no", "^asks: maybe"), "wrong-flag", "'maybe' is not yes or no"),
        (of("hours", "^asks: []"), "empty-list", "this list is empty"),
        (of("hours", "asks: [0, ^much]"), "wrong-number", "a number was expected here"),
    ],
)  # fmt: skip
def test_a_wrong_fact(text: str, code: str, part: str) -> None:
    refused(fact, text, code, part)


OPTIONS = (
    "workspace", "lang", "on", "no_color", "json", "help", "version", "track", "color", "programme", "group",
    "compare", "csv", "explain", "sources",
)  # fmt: skip


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_of_the_command_is_no_fact(name: str) -> None:
    refused(partial(named, name), of("yes_no"), "reserved-name", f"'{name}' has a meaning of its own")
    assert value(partial(named, f"{name}_too"), of("yes_no")).name == f"{name}_too"


def named(name: str, node: Node) -> Fact:
    return facts.read_fact(GRAMMAR, name, node)


def test_every_option_of_the_command_is_reserved() -> None:
    command: Any = get_command(app)
    parameters = command.commands["cost"].params
    options = {one.removeprefix("--").replace("-", "_") for each in parameters for one in each.opts if one[:2] == "--"}
    assert {"workspace", "json", "compare"} <= options
    assert options <= set(facts.RESERVED)


@pytest.mark.parametrize("name", ["Foo", "foo-bar", "1st", "", "_x", "a b", "é", "x" + chr(0x661)])
def test_the_name_of_a_fact_can_be_an_option(name: str) -> None:
    read: list[Problem] = []
    with pytest.raises(MalformedError):
        facts.read_fact(GRAMMAR, name, node("{type: yes_no, title: {nl: a, en: b}}", read))
    assert [problem.code for problem in read] == ["wrong-id"]


def test_every_unknown_key_of_a_fact_is_reported() -> None:
    found = faults(fact, of("yes_no", "one: 1, two: 2"))
    assert [problem[0] for problem in found] == ["unknown-key", "unknown-key"]

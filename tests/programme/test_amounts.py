from __future__ import annotations

from decimal import Decimal

import pytest

from kio.programme.amounts import OPTIONS, read_amount, read_measure
from kio.programme.language import (
    Amount,
    ByReading,
    Difference,
    FieldTest,
    Holds,
    Measured,
    Missing,
    NamedDay,
    Number,
    OneOf,
    ParameterValue,
    Product,
    Selection,
    Told,
    Total,
)
from kio.programme.measure import Cap, Measure, Weight
from kio.programme.node import Node
from kio.programme.requirement import Elapsed, Enough, Header, Negated
from kio.programme.words import MEASURES
from programme.kennel import GRAMMAR, refused, value

WALK = Selection(("walk",))
PACK = FieldTest("form", (OneOf(("pack",)),), None)
NEEDED = ParameterValue("hours_needed")
WALKED = Enough(Measure("count", WALK), Number(Decimal(1)), None)
WAYS = ["count", "sum", "distinct", "span", "minus", "times", "plus", "missing", "holds", "fact", "by_reading"]


def number(text: str) -> Number:
    return Number(Decimal(text))


def amount(node: Node) -> Amount:
    return read_amount(GRAMMAR, node)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("6", number("6")),
        ("0.5", number("0.5")),
        ("-1", number("-1")),
        ("$hours_needed", NEEDED),
        ("{count: walk}", Measured(Measure("count", WALK))),
        ("{sum: {entries: walk, of: hours}}", Measured(Measure("sum", WALK, "hours"))),
        ("{plus: [1, $hours_needed]}", Total((number("1"), NEEDED))),
        ("{times: [0.5, $hours_needed]}", Product((number("0.5"), NEEDED))),
        ("{minus: [$hours_needed, 1, 2]}", Difference((NEEDED, number("1"), number("2")), None)),
        ("{minus: [4, {count: walk}], at_least: 0}",
         Difference((number("4"), Measured(Measure("count", WALK))), Decimal(0))),
        ("{plus: [{times: [2, 3]}, 1]}", Total((Product((number("2"), number("3"))), number("1")))),
        ("{missing: basic/walks}", Missing("basic/walks")),
        ("{holds: {count: walk}}", Holds(WALKED)),
        ("{holds: {not: {count: walk}}}", Holds(Negated(WALKED))),
        ("{holds: {elapsed: begun}}", Holds(Elapsed(NamedDay("begun")))),
        ("{holds: {fact: member}}", Holds(Told("member"))),
        ("{holds: {header: {field: home.kind, test: pack}}}",
         Holds(Header(("home", "kind"), FieldTest("kind", PACK.tests, None)))),
        ("{fact: gift}", Told("gift")),
        ("{fact: litter}", Told("litter")),
        ("{fact: member}", Told("member")),  # yes and no are the amounts 1 and 0
        ("{by_reading: {question: pack, readings: {one: 2, two: $hours_needed}}}",
         ByReading("pack", {"one": number("2"), "two": NEEDED})),
        ("{by_reading: {question: pack, readings: {two: {times: [2, {count: walk}]}, one: 0}}}",
         ByReading("pack", {"two": Product((number("2"), Measured(Measure("count", WALK)))), "one": number("0")})),
        ("{times: [{fact: member}, {missing: basic/films}]}", Product((Told("member"), Missing("basic/films")))),
    ],
)  # fmt: skip
def test_amount(text: str, wanted: Amount) -> None:
    assert value(amount, text) == wanted


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("six", "wrong-number", "a number was expected here, as 6 or 2.5"),
        ("hours_needed", "wrong-number", "a number was expected here"),
        ("$hours_neded", "unknown-parameter", "'hours_neded' is not a parameter (did you mean 'hours_needed'?)"),
        ("{cuont: walk}", "unknown-kind", "this does not say an amount (did you mean 'count'?)"),
        ("{zzz: walk}", "unknown-kind", f"(possible here: {', '.join(WAYS)})"),
        ("{^plus: []}", "empty-list", "this list is empty"),
        ("{^times: 3}", "wrong-shape", "a list was expected here"),
        ("{times: [2, ^three]}", "wrong-number", "a number was expected here"),
        ("{plus: [1, 2], ^at_least: 0}", "unknown-key", "the key 'at_least' means nothing here"),
        ("{minus: [1, 2], ^at_least: $hours_needed}", "wrong-number", "a number was expected here"),
        ("{count: walk, ^sum: walk}", "unknown-key", "the key 'sum' means nothing here"),
        ("[1, 2]", "wrong-shape", "a mapping (key: value) was expected here"),
        ("{^missing: basic/walk}", "unknown-requirement", "'basic/walk' is not a requirement (did you mean 'basic/wal"),
        ("{^missing: basic}", "unknown-requirement", "'basic' is not a requirement"),  # a whole checklist has no amount
        ("{^missing: [basic/walks]}", "wrong-shape", "a text was expected here"),
        ("{missing: basic/walks, ^at_least: 1}", "unknown-key", "the key 'at_least' means nothing here"),
        ("{^holds: {zzz: walk}}", "unknown-kind", "no kind of requirement is named here"),
        ("{^holds: walk}", "wrong-shape", "a mapping"),
        ("{holds: {count: walk, ^at_leas: 2}}", "unknown-key", "did you mean 'at_least'?"),
        ("{holds: {^fact: show_day}}", "wrong-field-type", "'show_day' is of type date, this asks"),
        ("{holds: {count: walk}, ^at_least: 2}", "unknown-key", "the key 'at_least' means nothing here"),
        ("{^fact: lit}", "unknown-fact", "'lit' is not a fact (did you mean 'litter'?)"),
        ("{^fact: $hours_needed}", "unknown-fact", "'$hours_needed' is not a fact"),
        ("{^fact: show_day}", "wrong-field-type",
         "'show_day' is of type date, this asks yes_no, whole_number, number, hours, money"),
        ("{by_reading: {^question: pak, readings: {one: 1, two: 2}}}", "unknown-question", "did you mean 'pack'?"),
        ("{by_reading: {question: pack, readings: {one: 1, ^tow: 2, two: 3}}}", "unknown-reading", "mean 'two'?"),
        ("{by_reading: {question: pack, ^readings: {one: 1}}}", "missing-key", "the key 'two' is missing here"),
        ("{by_reading: {question: pack, readings: {one: 1, ^two: yes}}}", "wrong-number", "a number was expected"),
        ("{by_reading: {question: pack, readings: {one: 1, two: 2}, ^at_least: 0}}", "unknown-key", "'at_least' means"),
        ("{by_reading: {question: pack, readings: {one: 1, two: 2}}, ^at_least: 0}", "unknown-key", "'at_least' means"),
        ("{^by_reading: {question: pack}}", "missing-key", "the key 'readings' is missing here"),
        ("{^by_reading: {readings: {one: 1, two: 2}}}", "missing-key", "the key 'question' is missing here"),
        ("{by_reading: {question: pack, ^readings: [1, 2]}}", "wrong-shape", "a mapping (key: value) was expected"),
        ("{^fact: gift, holds: {count: walk}}", "unknown-key", "the key 'fact' means nothing here"),
    ],
)  # fmt: skip
def test_wrong_amount(text: str, code: str, part: str) -> None:
    refused(amount, text, code, part)


TABLE = {"alone": Decimal(1), "pack": Decimal("0.5")}


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("count", "walk", Measure("count", WALK)),
        ("count", "{entries: [walk, lesson]}", Measure("count", Selection(("walk", "lesson")))),
        ("count", "{selection: long_walks, where: {form: pack}}",
         Measure("count", Selection(("walk",), "long_walks", where=PACK))),
        ("sum", "{entries: walk, of: dogs, each_at_most: 3}",
         Measure("sum", WALK, "dogs", each_at_most=number("3"))),
        ("distinct", "{entries: walk, of: guide}", Measure("distinct", WALK, "guide")),
        ("span", "walk", Measure("span", WALK)),
        ("span", "{entries: walk, unit: months}", Measure("span", WALK, unit="months")),
        ("count", "{entries: walk, weights: [{where: {form: pack}, counts: 2}, {counts: $hours_needed}]}",
         Measure("count", WALK, weights=(Weight(PACK, number("2")), Weight(None, NEEDED)))),
        ("count", "{entries: walk, weights: [{counts: {field: dogs}}]}",
         Measure("count", WALK, weights=(Weight(None, None, "dogs"),))),
        ("sum", "{entries: walk, of: hours, weights: [{counts: {field: form, table: {alone: 1, pack: 0.5}}}]}",
         Measure("sum", WALK, "hours", (Weight(None, None, "form", TABLE),))),
        ("count", "{entries: walk, weights: [{counts: {field: dogs, table: {2: 0.75}}}]}",
         Measure("count", WALK, weights=(Weight(None, None, "dogs", {"2": Decimal("0.75")}),))),
        ("sum", "{entries: walk, of: hours, caps: [{where: {form: pack}, at_most: 4}]}",
         Measure("sum", WALK, "hours", caps=(Cap(PACK, number("4")),))),
    ],
)  # fmt: skip
def test_measure(kind: str, text: str, wanted: Measure) -> None:
    assert value(lambda node: read_measure(GRAMMAR, kind, node), text) == wanted


OF = "'of' names the field to sum or to tell apart, there and only there"


@pytest.mark.parametrize(
    ("kind", "text", "code", "part"),
    [
        ("count", "walks", "unknown-entry-type", "did you mean 'walk'?"),
        ("count", "long_walks", "unknown-entry-type", "'long_walks' is not an entry type"),
        ("sum", "walk", "missing-key", OF),
        ("sum", "{entries: walk}", "missing-key", OF),
        ("distinct", "walk", "missing-key", OF),
        ("count", "{entries: walk, of: hours}", "missing-key", OF),
        ("span", "{entries: walk, of: hours}", "missing-key", OF),
        ("sum", "{entries: walk, ^of: hour}", "unknown-field", "did you mean 'hours'?"),
        ("sum", "{entries: walk, ^of: form}", "wrong-field-type", "'form' is of type choice, this asks number"),
        ("sum", "{entries: [walk, lesson], ^of: dogs}", "unknown-field", "'dogs' is not a field of this entry type"),
        ("span", "{entries: walk, ^unit: month}", "unknown-kind", "did you mean 'months'?"),
        ("count", "{entries: walk, ^unit: months}", "unknown-key", "the key 'unit' means nothing here"),
        ("span", "{entries: walk, ^caps: [{where: {form: pack}, at_most: 1}]}", "unknown-key", "the key 'caps'"),
        ("distinct", "{entries: walk, of: form, ^weights: [{counts: 2}]}", "unknown-key", "the key 'weights'"),
        ("count", "{entries: walk, ^each_at_most: 3}", "unknown-key", "the key 'each_at_most' means nothing here"),
        ("count", "{entries: walk, ^at_least: 3}", "unknown-key", "the key 'at_least' means nothing here"),
        ("count", "{entries: walk, ^weights: []}", "empty-list", "this list is empty"),
        ("count", "{entries: walk, weights: [^{where: {form: pack}}]}", "missing-key", "the key 'counts' is missing"),
        ("count", "{entries: walk, weights: [{^counts: two}]}", "wrong-number", "a number was expected here"),
        ("count", "{entries: walk, weights: [{counts: 2, ^wher: {form: pack}}]}", "unknown-key", "did you mean 'where"),
        ("count", "{entries: walk, weights: [{counts: {^field: dog}}]}", "unknown-field", "did you mean 'dogs'?"),
        ("count", "{entries: walk, weights: [{counts: {^field: form}}]}", "wrong-field-type", "this asks number"),
        ("count", "{entries: walk, weights: [{counts: {field: form, table: {^pac: 1}}}]}", "unknown-choice", "'pack'?"),
        ("count", "{entries: walk, weights: [{counts: {field: form, table: {^pack: x}}}]}", "wrong-number", "a number"),
        ("count", "{entries: walk, weights: [{counts: {field: dogs, ^tabel: {1: 1}}}]}", "unknown-key", "'table'?"),
        ("count", "{entries: walk, caps: [^{at_most: 4}]}", "missing-key", "the key 'where' is missing here"),
        ("count", "{entries: walk, caps: [^{where: {form: pack}}]}", "missing-key", "the key 'at_most' is missing her"),
        ("count", "{entries: walk, caps: [{where: {form: pack}, at_most: 4, ^max: 1}]}", "unknown-key", "the key 'max"),
    ],
)
def test_wrong_measure(kind: str, text: str, code: str, part: str) -> None:
    refused(lambda node: read_measure(GRAMMAR, kind, node), text, code, part)


def test_every_measure_has_its_options() -> None:
    assert set(OPTIONS) == set(MEASURES)

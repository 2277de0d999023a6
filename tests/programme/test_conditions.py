from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kio.programme.conditions import read_condition, read_field_test
from kio.programme.language import (
    Both,
    ByReading,
    Compared,
    Condition,
    Either,
    FieldTest,
    InParameter,
    IsPick,
    Known,
    Listed,
    NamedDay,
    Neither,
    Not,
    Number,
    OneOf,
    OrderedDay,
    ParameterValue,
    Position,
    Present,
    Qualified,
    RefersTo,
    Selection,
    Test,
    Today,
    ValueIn,
)
from kio.programme.node import Node
from programme.kennel import FORM, GRAMMAR, refused, value

PACK = FieldTest("form", (OneOf(("pack",)),), None)
LONG = FieldTest("hours", (Compared("at_least", Number(Decimal(2))),), None)
BEGUN = NamedDay("begun")


def read(node: Node) -> Condition:
    return read_condition(GRAMMAR, node, ("walk",))


def one(field: str, *tests: Test, missing: str | None = None) -> FieldTest:
    return FieldTest(field, tests, missing)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{form: pack}", PACK),
        ("{form: [alone, pack]}", one("form", OneOf(("alone", "pack")))),
        ("{form: $forms}", one("form", InParameter("forms"))),
        ("{wet: yes}", one("wet", OneOf((True,)))),
        ("{wet: false}", one("wet", OneOf((False,)))),
        ("{dogs: [1, 2]}", one("dogs", OneOf((1, 2)))),
        ("{hours: 1.5}", one("hours", OneOf((Decimal("1.5"),)))),
        ("{end: 2025-02-28}", one("end", OneOf((date(2025, 2, 28),)))),
        ("{date: 2025-02-28}", one("date", OneOf((date(2025, 2, 28),)))),
        ("{form: pack, hours: {at_least: 2}}", Both((PACK, LONG))),
        ("{any: [{form: pack}, {hours: {at_least: 2}}]}", Either((PACK, LONG))),
        ("{all: [{form: pack}, {hours: {at_least: 2}}]}", Both((PACK, LONG))),
        ("{not: {form: pack}}", Neither(PACK)),
        ("{position: {in: long_walks, at_least: 3}}", Position("long_walks", Number(Decimal(3)))),
        (
            "{by_reading: {question: pack, readings: {one: yes, two: {form: pack}}}}",
            ByReading("pack", {"one": Both(()), "two": PACK}),
        ),
        (
            "{form: pack, by_reading: {question: pack, readings: {one: {hours: {at_least: 2}}, two: no}}}",
            Both((PACK, ByReading("pack", {"one": LONG, "two": Either(())}))),
        ),
    ],
)
def test_condition(text: str, wanted: Condition) -> None:
    assert value(read, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hours: {at_most: $hours_needed}", one("hours", Compared("at_most", ParameterValue("hours_needed")))),
        ("hours: {above: 1, below: 3}",
         one("hours", Compared("above", Number(Decimal(1))), Compared("below", Number(Decimal(3))))),
        ("hours: {at_least: 2, missing: no}", one("hours", Compared("at_least", Number(Decimal(2))), missing="no")),
        ("date: {after: begun}", one("date", OrderedDay("after", BEGUN, False))),
        ("date: {on_or_after: today}", one("date", OrderedDay("on_or_after", Today(), False))),
        ("end: {before: begun, if_unknown: yes}", one("end", OrderedDay("before", BEGUN, True))),
        ("end: {on_or_before: begun, missing: yes}", one("end", OrderedDay("on_or_before", BEGUN), missing="yes")),
        ("form: {one_of: [pack], unsure: [alone]}", one("form", OneOf(("pack",), ("alone",)))),
        ("form: {one_of: pack, missing: unknown}", one("form", OneOf(("pack",)), missing="unknown")),
        ("form: {one_of: $forms}", one("form", InParameter("forms"))),
        ("end: {present: yes}", one("end", Present(True))),
        ("end: {present: no}", one("end", Present(False))),
        ("guide: {known: yes}", one("guide", Known())),
        ("guide: {role: vet}", one("guide", Qualified("vet", False, "date"))),
        ("guide: {role: vet, certified: yes, on: end}", one("guide", Qualified("vet", True, "end"))),
        ("form: {listed: clubs}", one("form", Listed("clubs", Today()))),
        ("form: {listed: clubs, on: begun}", one("form", Listed("clubs", BEGUN))),
        ("film: {is: last_film}", one("film", IsPick("last_film"))),
        ("film: {refers_to: film}", one("film", RefersTo(Selection(("film",))))),
        ("guide: {value_in: {entries: walk, of: guide}}", one("guide", ValueIn("guide", Selection(("walk",))))),
        ("guide: {not: {known: yes}}", one("guide", Not(Known()))),
        ("guide: {not: {role: vet, on: end}}", one("guide", Not(Qualified("vet", False, "end")))),
    ],
)  # fmt: skip
def test_tests_of_a_field(text: str, wanted: FieldTest) -> None:
    assert value(read, f"{{{text}}}") == wanted


KINDS = "at_least, at_most, above, below, after, on_or_after, before, on_or_before, role, known, listed, is, refers_to"


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("{}", "empty-list", "these conditions are empty, so the rule would say nothing"),
        ("pack", "wrong-shape", "a mapping (key: value) was expected here"),
        ("{^from: pack}", "unknown-field", "'from' is not a field of this entry type (did you mean 'form'?)"),
        ("{^form: pak}", "unknown-choice", "'pak' is not a choice of the field 'form' (did you mean 'pack'?)"),
        ("{form: [pack, ^zzz]}", "unknown-choice", "possible here: alone, pack"),
        ("{^form: []}", "empty-list", "this list is empty"),
        ("{^form: ~}", "wrong-shape", "a text was expected here"),
        ("{^form: {}}", "unknown-kind", f"this does not say a test (possible here: {KINDS}"),
        ("{^hours: {at_lest: 2}}", "unknown-kind", "this does not say a test (did you mean 'at_least'?)"),
        ("{form: {present: yes, ^unsure: alone}}", "unknown-key", "the key 'unsure' means nothing here"),
        ("{end: {present: yes, ^if_unknown: yes}}", "unknown-key", "the key 'if_unknown' means nothing here"),
        ("{guide: {not: {known: yes, ^missing: no}}}", "unknown-key", "the key 'missing' means nothing here"),
        ("{form: {one_of: pack, ^usure: alone}}", "unknown-key", "did you mean 'unsure'?"),
        ("{form: {one_of: [pack, ^dry]}}", "unknown-choice", "'dry' is not a choice"),
        ("{form: {one_of: pack, ^missing: maybe}}", "unknown-kind", "'maybe' is not yes, no or unknown"),
        ("{^form: $form}", "unknown-parameter", "did you mean 'forms'?"),
        ("{form: {^at_least: 1}}", "wrong-field-type", "'form' is of type choice, this asks number"),
        ("{hours: {^after: begun}}", "wrong-field-type", "'hours' is of type hours, this asks date"),
        ("{hours: {^at_least: two}}", "wrong-number", "a number was expected here"),
        ("{^hours: two}", "wrong-number", "a number with a point and at most two decimals was expected"),
        ("{^wet: maybe}", "wrong-flag", "true or false was expected"),
        ("{^end: 28-02-2025}", "wrong-date", "this is not a date as 2026-03-01 (write 2025-02-28)"),
        ("{end: {^before: begin}}", "unknown-day", "did you mean 'begun'?"),
        ("{end: {before: begun, ^if_unknown: perhaps}}", "wrong-flag", "'perhaps' is not yes or no"),
        ("{end: {^present: perhaps}}", "wrong-flag", "'perhaps' is not yes or no"),
        ("{guide: {^known: no}}", "unknown-kind", "only 'known: yes' can be asked"),
        ("{form: {^known: yes}}", "wrong-field-type", "'form' is of type choice, this asks person"),
        ("{guide: {^role: vets}}", "unknown-role", "'vets' is not a role (did you mean 'vet'?)"),
        ("{film: {^role: vet}}", "wrong-field-type", "'film' is of type reference, this asks person"),
        ("{guide: {role: vet, ^on: ends}}", "unknown-field", "did you mean 'end'?"),
        ("{guide: {role: vet, ^on: hours}}", "wrong-field-type", "'hours' is of type hours, this asks date"),
        (
            "{guide: {^role: guide, certified: yes}}",
            "not-certifiable",
            "nobody is certified for this role: it is not 'certifiable: yes'",
        ),
        ("{guide: {known: yes, ^certified: yes}}", "unknown-key", "the key 'certified' means nothing here"),
        ("{form: {^listed: club}}", "unknown-list", "'club' is not a list (did you mean 'clubs'?)"),
        ("{form: {listed: clubs, ^on: end}}", "unknown-day", "'end' is not a day"),
        ("{film: {^is: film}}", "unknown-pick", "'film' is not a name that is declared under 'picks'"),
        ("{guide: {^refers_to: film}}", "wrong-field-type", "'guide' is of type person, this asks reference"),
        ("{film: {^refers_to: flim}}", "unknown-entry-type", "did you mean 'film'?"),
        ("{guide: {value_in: {entries: walk, ^of: guid}}}", "unknown-field", "did you mean 'guide'?"),
        ("{guide: {^value_in: {entries: walk}}}", "missing-key", "the key 'of' is missing here"),
        ("{guide: {^not: {known: yes, role: vet}}}", "unknown-kind", "'not' takes one test"),
        ("{^any: {form: pack}}", "wrong-shape", "a list was expected here"),
        ("{^all: []}", "empty-list", "this list is empty"),
        ("{any: [{form: pack}, {^forn: pack}]}", "unknown-field", "did you mean 'form'?"),
        ("{by_reading: {question: pack, readings: {one: yes, two: {^forn: pack}}}}", "unknown-field", "mean 'form'?"),
        ("{by_reading: {question: pack, readings: {one: yes, ^two: {}}}}", "empty-list", "these conditions are empty"),
        ("{by_reading: {question: pack, readings: {one: yes, ^two: ~}}}", "wrong-shape", "a mapping"),
        ("{^not: {}}", "empty-list", "these conditions are empty"),
        ("{position: {^in: long_walk, at_least: 3}}", "unknown-selection", "did you mean 'long_walks'?"),
        ("{^position: {in: long_walks}}", "missing-key", "the key 'at_least' is missing here"),
        ("{position: {in: long_walks, at_least: 3, ^at_most: 4}}", "unknown-key", "the key 'at_most' means nothing"),
    ],
)
def test_fault(text: str, code: str, part: str) -> None:
    refused(read, text, code, part)


def test_a_field_of_several_types_is_one_that_all_have() -> None:
    def both(node: Node) -> Condition:
        return read_condition(GRAMMAR, node, ("walk", "lesson"))

    assert value(both, "{hours: {at_least: 2}}") == LONG
    refused(both, "{^dogs: 1}", "unknown-field", "'dogs' is not a field of this entry type")


def test_in_the_header_no_field_gives_the_day_of_a_role() -> None:
    def header(node: Node) -> FieldTest:
        return read_field_test(GRAMMAR, node, FORM._replace(name="keeper", type="person"), ())

    assert value(header, "{role: vet}") == one("keeper", Qualified("vet", False, "date"))
    refused(header, "{role: vet, ^on: end}", "unknown-key", "the key 'on' means nothing here")

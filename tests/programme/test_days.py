from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kio.programme.days import read_day
from kio.programme.language import (
    ByReading,
    CalendarDay,
    Day,
    EntryDay,
    FieldTest,
    FirstKnown,
    LatestDay,
    MetDay,
    NamedDay,
    Number,
    OneOf,
    ParameterValue,
    Selection,
    Shifted,
    Today,
    Told,
)
from kio.programme.node import Node
from programme.kennel import GRAMMAR, refused, value

BEGUN, ENDED = NamedDay("begun"), NamedDay("ended")
WALK = Selection(("walk",))
PACK = Selection(("walk",), where=FieldTest("form", (OneOf(("pack",)),), None))


WAYS = [
    "first",
    "last",
    "planned",
    "met",
    "first_known",
    "latest",
    "fact",
    "by_reading",
    "days",
    "weeks",
    "months",
    "years",
]


def read(node: Node) -> Day:
    return read_day(GRAMMAR, node)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("today", Today()),
        ("begun", BEGUN),
        ("2026-11-01", CalendarDay(date(2026, 11, 1))),
        ("{weeks: 2, before: 2026-11-01}", Shifted(Number(Decimal(2)), "weeks", -1, CalendarDay(date(2026, 11, 1)))),
        ("{first: walk}", EntryDay(False, WALK, "date")),
        ("{last: walk}", EntryDay(True, WALK, "date")),
        ("{last: walk, day: end}", EntryDay(True, WALK, "end")),
        ("{first: {entries: walk, where: {form: pack}}, day: end}", EntryDay(False, PACK, "end")),
        ("{first: {selection: long_walks}}", EntryDay(False, Selection(("walk",), "long_walks"), "date")),
        ("{met: basic/walks}", MetDay(("basic/walks",))),
        ("{met: [basic/walks, basic/films]}", MetDay(("basic/walks", "basic/films"))),
        ("{days: 1, after: begun}", Shifted(Number(Decimal(1)), "days", 1, BEGUN)),
        ("{weeks: 2, before: begun}", Shifted(Number(Decimal(2)), "weeks", -1, BEGUN)),
        ("{months: $hours_needed, after: today}", Shifted(ParameterValue("hours_needed"), "months", 1, Today())),
        ("{years: 5, after: {first: walk}}", Shifted(Number(Decimal(5)), "years", 1, EntryDay(False, WALK, "date"))),
        ("{first_known: [begun, today]}", FirstKnown((BEGUN, Today()))),
        ("{latest: [begun, ended]}", LatestDay((BEGUN, ENDED))),
        ("{planned: walk}", EntryDay(False, WALK, "date", planned=True)),
        ("{planned: {entries: walk, where: {form: pack}}, day: end}", EntryDay(False, PACK, "end", planned=True)),
        ("{fact: show_day}", Told("show_day")),
        (
            "{by_reading: {question: pack, readings: {one: begun, two: {last: walk}}}}",
            ByReading("pack", {"one": BEGUN, "two": EntryDay(True, WALK, "date")}),
        ),
        ("{weeks: {fact: litter}, before: {fact: show_day}}", Shifted(Told("litter"), "weeks", -1, Told("show_day"))),
    ],
)
def test_value(text: str, wanted: Day) -> None:
    assert value(read, text) == wanted


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("begin", "unknown-day", "'begin' is not a day that is declared under 'days' (did you mean 'begun'?)"),
        ("2026-02-30", "wrong-date", "this day does not exist in the calendar"),
        ("1-11-2026", "wrong-date", "this is not a date as 2026-03-01"),
        ("{by_reading: {question: pack, readings: {one: begun, ^two: endet}}}", "unknown-day", "mean 'ended'?"),
        ("{by_reading: {question: pack, readings: {one: begun, ^two: ~}}}", "wrong-shape", "a mapping"),
        ("{^last: walks}", "unknown-entry-type", "'walks' is not an entry type (did you mean 'walk'?)"),
        ("{first: walk, ^day: ends}", "unknown-field", "did you mean 'end'?"),
        ("{first: walk, ^day: hours}", "wrong-field-type", "'hours' is of type hours, this asks date"),
        ("{^met: basic/walk}", "unknown-requirement", "did you mean 'basic/walks'?"),
        ("{met: [basic/walks, ^basic/cats]}", "unknown-requirement", "'basic/cats' is not a requirement"),
        ("{^met: basic}", "unknown-requirement", "'basic' is not a requirement"),
        ("{^met: []}", "empty-list", "this list is empty"),
        ("{^first_known: begun}", "wrong-shape", "a list was expected here"),
        ("{^latest: []}", "empty-list", "this list is empty"),
        ("{months: 3}", "missing-key", "the key 'after' is missing here"),
        ("{^months: three, after: begun}", "wrong-number", "a number was expected here"),
        ("{^months: $hours_neded, after: begun}", "unknown-parameter", "did you mean 'hours_needed'?"),
        ("{month: 3, after: begun}", "unknown-kind", "this does not say a day (did you mean 'months'?)"),
        ("{zzz: 3}", "unknown-kind", f"(possible here: {', '.join(WAYS)})"),
        ("{first: walk, ^last: walk}", "unknown-key", "the key 'last' means nothing here"),
        ("{first: walk, ^planned: walk}", "unknown-key", "the key 'planned' means nothing here"),
        ("{first: walk, ^planned: yes}", "unknown-key", "the key 'planned' means nothing here"),
        ("{^planned: walks}", "unknown-entry-type", "'walks' is not an entry type (did you mean 'walk'?)"),
        ("{planned: walk, ^day: ends}", "unknown-field", "did you mean 'end'?"),
        ("{planned: walk, ^day: hours}", "wrong-field-type", "'hours' is of type hours, this asks date"),
        ("{^fact: show_dai}", "unknown-fact", "'show_dai' is not a fact (did you mean 'show_day'?)"),
        ("{^fact: gift}", "wrong-field-type", "'gift' is of type money, this asks date"),
        ("{^fact: [show_day]}", "wrong-shape", "a text was expected here"),
        ("{fact: show_day, ^day: end}", "unknown-key", "the key 'day' means nothing here"),
        ("{months: 3, ^after: begun, before: ended}", "unknown-key", "the key 'after' means nothing here"),
        ("{first: walk, ^where: {form: pack}}", "unknown-key", "the key 'where' means nothing here"),
        ("[begun]", "wrong-shape", "a mapping (key: value) was expected here"),
    ],
)
def test_fault(text: str, code: str, part: str) -> None:
    refused(read, text, code, part)

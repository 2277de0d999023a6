"""Values that a field could have so that it meets a test: offered in an order, for the evaluator to judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import assert_never

from kio.evaluation.calendar import shift
from kio.evaluation.truth import Truth
from kio.evaluation.view import View
from kio.models.record import Entry
from kio.planning.change import TO_FILL_IN
from kio.programme.fields import NUMERIC, Field
from kio.programme.language import (
    Amount,
    Compared,
    Day,
    InParameter,
    IsPick,
    Known,
    Listed,
    Not,
    OneOf,
    OrderedDay,
    Present,
    Qualified,
    RefersTo,
    Selection,
    Test,
    ValueIn,
)
from kio.programme.model import WordList

ONE, DAY = Decimal(1), timedelta(days=1)
MOST_NUMBERS = 60
USUAL = ("text", "choice", "person", "trainee")
"""Types of which somebody usually takes the same value again: an association, whoever guides."""


def offered(view: View, draft: Entry, field: Field, tests: Iterable[Test]) -> Iterator[object]:
    """Values for a field of a draft: what was usual, what its tests ask for, and whatever its type allows."""
    yield from usual(view, draft, field)
    for test in tests:
        yield from _wanted(view, draft, field, test)
    yield from anything(view, draft, field)


def usual(view: View, draft: Entry, field: Field) -> Iterator[object]:
    """What entries of the same type have there, the latest first; then whoever has that role in other entries."""
    if field.type in USUAL and not is_key(view, draft, field):
        known = [entry.values.get(field.name) for entry in reversed(_of_type(view, draft.type))]
        if field.type == "person":
            known += _in_role(view, field.role)
        yield from (value for value in known if value not in (None, TO_FILL_IN) and not isinstance(value, tuple))


def _of_type(view: View, kind: str) -> list[Entry]:
    """The entries of a type by date, those to come too."""
    return [item.entry for item in view.ordered.of_types((kind,))]


def _in_role(view: View, role: str | None) -> Iterator[object]:
    """Whom other entries of the log name in a role, the latest first."""
    for entry in reversed([item.entry for item in view.ordered.log]):
        for other in view.programme.entries[entry.type].fields.values():
            if role is not None and other.type == "person" and other.role == role:
                yield entry.values.get(other.name)


def is_key(view: View, draft: Entry, field: Field) -> bool:
    """Whether other entries refer to this one by the field."""
    return view.programme.entries[draft.type].key == field.name


def _wanted(view: View, draft: Entry, field: Field, test: Test) -> Iterator[object]:
    match test:
        case OneOf(values):
            yield from values
        case InParameter(name):
            yield from _of_parameter(view, field, name)
        case Compared(relation, amount):
            yield from _beside(view, field, relation, amount)
        case OrderedDay(relation, day):
            yield from _days(view, draft, field, relation, day)
        case Listed(name, on):
            then = view.day(on) or view.on
            words = view.programme.lists[name]
            yield from (one.word for one in words if (one.first_day or then) <= then <= (one.last_day or then))
        case IsPick(name):
            yield from view.pick(name)
        case RefersTo(selection):
            yield from reversed(_keys(view, selection))
        case ValueIn(name, selection):
            counting = [item.entry for item in view.select(selection) if item.truth is Truth.YES]
            yield from (value for entry in counting for value in view.value(entry, name).each())
        case Qualified(role=role):
            yield from _people(view, role)
        case Present() | Known() | Not():
            return
        case _:
            assert_never(test)


def _of_parameter(view: View, field: Field, name: str) -> Iterator[object]:
    given = view.parameter(name)
    if isinstance(given, WordList):
        yield from given.words
    elif given is not None and (bounds := view.amount(given)) is not None:
        yield _number(field, bounds.low)


def _beside(view: View, field: Field, relation: str, amount: Amount) -> Iterator[object]:
    bounds = view.amount(amount)
    if bounds is not None:
        beyond = {"above": ONE, "below": -ONE}.get(relation, Decimal(0))
        yield _number(field, bounds.low + beyond)
        if bounds.high is not None:
            yield _number(field, bounds.high + beyond)


def _number(field: Field, value: Decimal) -> object:
    if field.type == "whole_number":
        return int(value.to_integral_value(rounding="ROUND_CEILING"))
    return value


def _days(view: View, draft: Entry, field: Field, relation: str, day: Day) -> Iterator[object]:
    bound = view.day(day)
    if field.limit:  # a last day of validity
        yield shift(max(draft.date, bound or draft.date), 1, "years")
    yield draft.date
    if bound is not None and date.min < bound < date.max:
        yield {"after": bound + DAY, "before": bound - DAY}.get(relation, bound)


def _keys(view: View, selection: Selection) -> list[object]:
    """The keys of entries that a selection takes, the first first."""
    key = {kind: view.programme.entries[kind].key for kind in selection.types}
    taken = [item.entry for item in view.select(selection) if item.truth is Truth.YES]
    return [value for entry in taken if (value := entry.values.get(key[entry.type] or "")) is not None]


def _people(view: View, role: str | None) -> Iterator[object]:
    """Everybody who has a role on the day, certified people first; everybody where no role is named."""
    rated = []
    for person in view.case.people.values():
        held = [one for one in person.roles if role in (None, one.role)]
        if held:
            rated.append((not any(one.certified for one in held), person.id))
    yield from (identifier for _, identifier in sorted(rated, key=lambda pair: pair[0]))


def anything(view: View, draft: Entry, field: Field) -> Iterator[object]:
    """Values that the type of the field allows."""
    programme = view.programme
    match field.type:
        case "choice":
            yield from field.choices
        case "yes_no":
            yield from (True, False)
        case "date":
            yield draft.date
        case "person":
            yield from _people(view, field.role)
        case "reference":
            yield from _referred(view, field)
        case "trainee":
            yield from view.case.others
        case "track":
            yield from programme.tracks
        case "edition":
            yield from (edition.id for edition in programme.editions)
        case "marks":
            yield {}
        case _ if field.type in NUMERIC:
            yield from _numbers(field)
    if is_key(view, draft, field):
        yield fresh_key(view, draft, field)
    elif field.type in ("text", "evidence", "person", "trainee", "requirement"):
        yield TO_FILL_IN


def _referred(view: View, field: Field) -> Iterator[object]:
    """The keys of entries to which the field can refer, the latest first."""
    key = view.programme.entries[field.refers_to].key if field.refers_to else None
    known = view.entries((field.refers_to,)) if field.refers_to and key else []
    yield from (value for entry in reversed(known) if (value := entry.values.get(key or "")) is not None)


def _numbers(field: Field) -> Iterator[object]:
    least = field.at_least if field.at_least is not None else (field.above + ONE if field.above is not None else ONE)
    most = field.at_most if field.at_most is not None else least + MOST_NUMBERS
    if least == 0 < most:
        least = min(ONE, most)
    number = least
    while number <= most and number < least + MOST_NUMBERS:
        yield _number(field, number)
        number += ONE


def fresh_key(view: View, draft: Entry, field: Field) -> str:
    """An id that no entry has yet, in the way of the last one: `film-3` after `film-2`."""
    taken = [str(entry.values.get(field.name)) for entry in _of_type(view, draft.type)]
    numbered = [found for text in taken if (found := re.fullmatch(r"(.*?)(\d+)", text, re.ASCII | re.DOTALL))]
    stem = numbered[-1][1] if numbered else f"{field.name.replace('_', '-')}-"
    first = max((int(found[2]) for found in numbered if found[1] == stem), default=0) + 1
    return next(name for number in count(first) if (name := f"{stem}{number}") not in taken)

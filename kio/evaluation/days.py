"""Computing days: the first and last of entries, the day something was met, terms from an anchor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from kio.evaluation.bindings import part_of
from kio.evaluation.calendar import shift
from kio.evaluation.result import DONE, Status
from kio.evaluation.selections import wanted
from kio.evaluation.truth import UNKNOWN, YES, Truth
from kio.evaluation.view import View
from kio.message import Message, Text, message
from kio.programme.language import (
    ByReading,
    CalendarDay,
    Day,
    EntryDay,
    FirstKnown,
    LatestDay,
    MetDay,
    NamedDay,
    Shifted,
    Today,
    Told,
)


def find_day(view: View, day: Day) -> date | None:
    """The day on what is known on the day of evaluation; None while it is not."""
    match day:
        case Today():
            return view.on
        case CalendarDay(fixed):
            return fixed
        case NamedDay(name):
            return view.day(view.programme.days[name])
        case EntryDay():
            return _entry_day(view, day)
        case MetDay(names):
            return _met_day(view, names)
        case Shifted():
            return _shifted(view, day)
        case FirstKnown(days):
            return next((found for part in days if (found := view.day(part)) is not None), None)
        case LatestDay(days):
            known = [found for part in days if (found := view.day(part)) is not None]
            return max(known) if len(known) == len(days) else None
        case Told(name):
            told = view.fact(name)
            return told if isinstance(told, date) else None
        case ByReading():
            return view.day(part_of(view, day))
        case _:
            assert_never(day)


def _entry_day(view: View, day: EntryDay) -> date | None:
    judged = view.select(day.selection, ongoing=day.field != "date")
    if day.field == "date":
        known = [(item.truth, item.entry.date) for item in judged]
    else:
        values = [(item.truth, view.value(item.entry, day.field).given) for item in judged]
        known = [(answer, value) for answer, value in values if isinstance(value, date) and value <= view.on]
    if day.planned:
        known += _ahead(view, day)
    certain = [value for answer, value in known if answer is YES]
    if not certain:
        return None
    best = max(certain) if day.last else min(certain)
    maybe = (value for answer, value in known if answer is UNKNOWN)
    # An entry that may count, and would move the day, leaves it unknown.
    return None if any(value > best if day.last else value < best for value in maybe) else best


def _ahead(view: View, day: EntryDay) -> Iterator[tuple[Truth, date]]:
    """The days of what lies ahead or is planned, with whether each is meant."""
    for entry in view.foreseen(day.selection.types):
        given = entry.date if day.field == "date" else entry.values.get(day.field)
        if isinstance(given, date):
            yield wanted(view, day.selection, entry), given


def _met_day(view: View, names: tuple[str, ...]) -> date | None:
    days = []
    for name in names:
        answer = view.answer(name)
        day = answer.met_on(view) if answer.status in DONE else None
        if day is None:
            return None
        days.append(day)
    return max(days)


def _shifted(view: View, day: Shifted) -> date | None:
    anchor, amount = view.day(day.anchor), view.amount(day.amount)
    if anchor is None or amount is None or amount.low != amount.high:
        return None
    return shift(anchor, day.sign * int(amount.low), day.unit)


def awaited(view: View, day: Day) -> tuple[Text, ...]:
    """The titles of the requirements that must still be met before a day can be known."""
    match day:
        case NamedDay(name):
            return awaited(view, view.programme.days[name])
        case Shifted(anchor=anchor):
            return awaited(view, anchor)
        case MetDay(names):
            answers = [view.answer(name) for name in names]
            return tuple(answer.requirement.title for answer in answers if answer.status not in DONE)
        case LatestDay(days) | FirstKnown(days):
            return tuple(title for part in days if view.day(part) is None for title in awaited(view, part))
        case Told(name) if (otherwise := view.programme.facts[name].day) is not None:
            return awaited(view, otherwise)
        case ByReading():
            return awaited(view, part_of(view, day))
        case _:
            return ()


def waiting_for(view: View, day: Day) -> Message:
    """What something waits for whose day is not known yet."""
    titles = awaited(view, day)
    return message("waits for: {titles}", titles=titles) if titles else message("its first day is not known yet")


def is_uncertain(view: View, day: Day) -> bool:
    """Whether a day that is not known may have come already: the record holds something that must be judged."""
    match day:
        case NamedDay(name):
            return is_uncertain(view, view.programme.days[name])
        case Shifted(anchor=anchor):
            return is_uncertain(view, anchor)
        case EntryDay():
            judged = view.select(day.selection, ongoing=day.field != "date")
            return any(item.truth is UNKNOWN for item in judged)
        case MetDay(names):
            return any(view.answer(name).status is Status.REVIEW for name in names)
        case LatestDay(days) | FirstKnown(days):
            return any(view.day(part) is None and is_uncertain(view, part) for part in days)
        case Told(name) if (otherwise := view.programme.facts[name].day) is not None:
            return is_uncertain(view, otherwise)
        case ByReading():
            return is_uncertain(view, part_of(view, day))
        case _:
            return False

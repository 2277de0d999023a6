"""Days on which something can change by itself: a term ends, something planned happens, a membership lapses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kio.evaluation.bindings import part_of
from kio.evaluation.calendar import shift
from kio.evaluation.engine import Engine
from kio.models.record import Entry
from kio.planning.groups import next_first
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
)
from kio.programme.model import Programme
from kio.programme.requirement import Enough, Grouped

DAYS = (CalendarDay, NamedDay, EntryDay, MetDay, Shifted, FirstKnown, LatestDay)


class Turns:
    """The days of a programme, its windows and periods, found once."""

    def __init__(self, programme: Programme) -> None:
        rules = (programme.checklists, programme.phases, programme.selections, programme.picks, programme.days)
        parts = list({id(part): part for part in walk(rules)}.values())
        self._days = [part for part in parts if isinstance(part, DAYS)]
        self._moving = [part for part in self._days if isinstance(part, Shifted) and isinstance(part.anchor, Today)]
        self._spans = [part for part in parts if isinstance(part, Enough) and part.measure.kind == "span"]
        self._periods = {part.period for part in parts if isinstance(part, Grouped) and part.period}
        self._fixed = sorted(set(_of_programme(programme)))

    def after(self, view: Engine) -> list[date]:
        """The days after that of the view on which an answer can differ from that of the day before."""
        found = {*self._fixed, *self._of_people(view), *self._of_log(view), *self._of_rules(view)}
        return sorted(day for day in found if day > view.on)

    def _of_log(self, view: Engine) -> Iterator[date]:
        for entry in view.case.trainee.log:
            for day in days_of(entry):
                if day >= view.on:
                    yield from (day, next_day(day))
            for moving in self._moving:
                if (amount := view.amount(moving.amount)) is not None:
                    edge = shift(entry.date, -moving.sign * int(amount.low), moving.unit)
                    yield from (edge, next_day(edge))

    def _of_rules(self, view: Engine) -> Iterator[date]:
        for day in self._days:
            if (known := view.day(day)) is not None and not _is_today(view, day):
                yield from (known, next_day(known))
        for kind in self._spans:
            need = view.amount(kind.at_least) if kind.at_least else None
            counted = [item.entry.date for item in view.select(kind.measure.selection)]
            if need is not None and counted:
                yield shift(min(counted), int(need.low), kind.measure.unit or "days")
        yield from (next_first(view.on, period) for period in self._periods)

    def _of_people(self, view: Engine) -> Iterator[date]:
        for person in view.case.people.values():
            for role in person.roles:
                yield from _edges(role.first_day, role.last_day)


def _is_today(view: Engine, day: Day) -> bool:
    """Whether a day moves with the day of evaluation: it turns on no day of its own."""
    match day:
        case Today():
            return True
        case NamedDay(name):
            return _is_today(view, view.programme.days[name])
        case Shifted(anchor=anchor):
            return _is_today(view, anchor)
        case FirstKnown(days):
            first = next((part for part in days if view.day(part) is not None), None)
            return first is not None and _is_today(view, first)
        case LatestDay(days):
            return any(_is_today(view, part) for part in days)
        case ByReading():
            return _is_today(view, part_of(view, day))
        case _:
            return False


def days_of(entry: Entry) -> Iterator[date]:
    """Every day that an entry names."""
    yield entry.date
    for value in entry.values.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, date):
                yield one


def next_day(day: date) -> date:
    """The day after; the last day of the calendar has none."""
    return day if day == date.max else day + timedelta(days=1)


def _edges(first: date | None, last: date | None) -> Iterator[date]:
    if first is not None:
        yield first
    if last is not None:
        yield next_day(last)


def _of_programme(programme: Programme) -> Iterator[date]:
    yield from (edition.first_day for edition in programme.editions)
    yield from (question.decided.on for question in programme.questions.values() if question.decided)
    for parameter in programme.parameters.values():
        for value in parameter.values:
            yield from _edges(value.first_day, value.last_day)
    for members in programme.lists.values():
        for member in members:
            yield from _edges(member.first_day, member.last_day)


def walk(value: object) -> Iterator[object]:
    """Everything that a rule is made of."""
    if isinstance(value, tuple):
        yield value
        for part in value:
            yield from walk(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from walk(part)

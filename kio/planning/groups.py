"""The groups of a requirement, each as a requirement of its own that counts the entries of that group alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from kio.evaluation.calendar import period_of, shift
from kio.evaluation.truth import Truth
from kio.evaluation.view import View
from kio.models.record import Entry
from kio.models.scalars import convert
from kio.planning.offers import anything
from kio.programme.fields import field_of
from kio.programme.language import Both, CalendarDay, Condition, FieldTest, OneOf, OrderedDay
from kio.programme.model import WordList
from kio.programme.requirement import Enough, Grouped

MOST_GROUPS = 40


class Groups:
    """Makes the parts of groups, and keeps them: what the evaluator remembers, it remembers by the part itself."""

    def __init__(self) -> None:
        self._parts: dict[tuple[int, object], Enough] = {}

    def parts(self, view: View, kind: Grouped, day: date) -> Iterator[Enough]:
        """The groups that there must be; else those that there are, and further ones that could be begun."""
        if kind.period:
            yield self._part(kind, period_of(day, kind.period), _within(day, kind.period))
            return
        kinds = [view.programme.entries[name] for name in kind.selection.types]
        field = field_of(kinds[0], kind.by)
        if field is None:
            return
        given = view.parameter(kind.key_parameter) if kind.key_parameter else None
        wanted = kind.keys or (given.words if isinstance(given, WordList) else ())
        known = [item.entry for item in view.select(kind.selection) if item.truth is not Truth.NO]
        there = (str(value) for entry in known for value in view.value(entry, kind.by).each())
        further = (str(value) for value in anything(view, Entry(kinds[0].id, day, {}), field))
        for key in wanted or dict.fromkeys(islice((*there, *further), MOST_GROUPS)):
            test = FieldTest(kind.by, (OneOf((convert(field.type, key),)),), None)
            yield self._part(kind, key, test)

    def _part(self, kind: Grouped, key: object, test: Condition) -> Enough:
        found = self._parts.get((id(kind), key))
        if found is None:
            selection = kind.selection
            about = test if selection.about is None else Both((test, selection.about))
            measure = kind.each.measure._replace(selection=selection._replace(about=about))
            found = self._parts[id(kind), key] = kind.each._replace(measure=measure)
        return found


def _within(day: date, period: str) -> FieldTest:
    """The days of the week, month, quarter or year in which a day lies."""
    first = first_of(day, period)
    last = next_first(first, period) - timedelta(days=1)
    tests = (OrderedDay("on_or_after", CalendarDay(first)), OrderedDay("on_or_before", CalendarDay(last)))
    return FieldTest("date", tests, None)


def first_of(day: date, period: str) -> date:
    """The first day of the week, month, quarter or year in which a day lies."""
    match period:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case _:
            return date(day.year, 1, 1)


def next_first(day: date, period: str) -> date:
    """The first day of the next one."""
    first = first_of(day, period)
    if period == "quarter":
        return shift(first, 3, "months")
    return shift(first, 1, f"{period}s")

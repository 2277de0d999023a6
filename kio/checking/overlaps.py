"""What cannot go on at the same time, in a record, in what its group plans for it, and in a group's plan."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kio.checking.days import A_SLIP
from kio.checking.holdings import GROUPS
from kio.checking.known import Checked, Expected, by_type
from kio.message import message
from kio.models.record import Entry, Group
from kio.problem import Location, Problem, Related, Severity
from kio.programme.model import Programme
from kio.source.document import Document


class Span(NamedTuple):
    """An entry with its first and its last day."""

    first: date
    last: date
    entry: Entry

    @property
    def place(self) -> tuple[date, int]:
        """What decides which of two is the later one: the first day, then the line."""
        return self.first, self.entry.line


class Calendar:
    """Entries by their first day."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=lambda span: span.place)
        self._firsts = [span.first for span in ordered]
        self._places = [span.place for span in ordered]
        self._lasting: list[Span] = []  # of all up to here, the one that goes on longest
        for span in ordered:
            longest = self._lasting[-1] if self._lasting else span
            self._lasting.append(span if span.last > longest.last else longest)

    def during(self, span: Span) -> Span | None:
        """One that goes on during these days."""
        return self._among(bisect_right(self._firsts, span.last), span)

    def begun_before(self, span: Span) -> Span | None:
        """One that stands before this one, by its first day, and still goes on."""
        return self._among(bisect_left(self._places, span.place), span)

    def _among(self, count: int, span: Span) -> Span | None:
        found = self._lasting[count - 1] if count else None
        return found if found is not None and found.last >= span.first else None


class Busy:
    """When entries go on that exclude others, or are excluded."""

    def __init__(self, of_type: Mapping[str, Sequence[Entry]], expected: Expected) -> None:
        self._exclusive = expected.exclusive
        self._calendars: dict[str, Calendar] = {}
        self.spans = [
            span
            for kind in expected.busy & of_type.keys()
            for span in _spans(of_type[kind], expected.entries[kind].spans)
        ]

    def other(self, span: Span) -> Span | None:
        """One of these that excludes another one of them; of two that exclude each other the later one is told."""
        for kind in self._exclusive.get(span.entry.type, ()):
            mutual = span.entry.type in self._exclusive.get(kind, ())
            calendar = self._calendar(kind)
            found = calendar.begun_before(span) if mutual else calendar.during(span)
            if found:
                return found
        return None

    def beside(self, span: Span) -> Span | None:
        """One of these that excludes an entry which is none of them."""
        found = (self._calendar(kind).during(span) for kind in self._exclusive.get(span.entry.type, ()))
        return next((one for one in found if one), None)

    def _calendar(self, kind: str) -> Calendar:
        if kind not in self._calendars:
            self._calendars[kind] = Calendar(span for span in self.spans if span.entry.type == kind)
        return self._calendars[kind]


def _spans(entries: Iterable[Entry], fields: Sequence[str]) -> Iterator[Span]:
    """The days on which entries go on: most have one."""
    for entry in entries:
        yield Span(*_first_and_last(entry, fields), entry)


def _first_and_last(entry: Entry, fields: Sequence[str]) -> tuple[date, date]:
    first = last = entry.date
    for name in fields:
        day = entry.values.get(name)
        if isinstance(day, date):
            first, last = min(first, day), max(last, day)
    return first, last


def _is_busy_twice(checked: Checked, planned: Sequence[Entry]) -> bool:
    """Whether any two go on at the same time: of most records none do, and that is quickly seen."""
    expected, of_type = checked.expected, checked.of_type
    days: list[tuple[date, date]] = []
    for kind in expected.busy & of_type.keys():
        fields = expected.entries[kind].spans
        days += [_first_and_last(one, fields) if fields else (one.date, one.date) for one in of_type[kind]]
    if not days:
        return False
    days += [_first_and_last(one, expected.entries[one.type].spans) for one in planned if one.type in expected.busy]
    until = date.min
    for first, last in sorted(days):
        if first <= until:
            return True
        until = last
    return False


def overlapping(checked: Checked) -> Iterator[Problem]:
    """Entries on days on which something else goes on, in the log or in the plan of the group."""
    expected, trainee = checked.expected, checked.trainee
    foreseen = checked.known.planned(trainee) if expected.busy else ()
    if not _is_busy_twice(checked, foreseen):
        return
    own, planned = Busy(checked.of_type, expected), Busy(by_type(foreseen), expected)
    what = expected.programme.entries
    for span in sorted(own.spans, key=lambda span: span.entry.position):
        if other := own.other(span):
            path = ("log", other.entry.position, "date")
            values = {"what": what[other.entry.type].title, "line": other.entry.line}
            text = message("this overlaps with '{what}' of line {line}", **values)
            related = checked.related(path, message("the other entry"))
        elif other := planned.beside(span):
            text = message("this overlaps with '{what}' in the plan of the group", what=what[other.entry.type].title)
            related = (Related(Location(f"{GROUPS}/{trainee.group}.yaml", other.entry.line), message("the plan")),)
        else:
            continue
        yield checked.warning(("log", span.entry.position, "date"), "overlapping-entries", text, A_SLIP, related)


def overlapping_plans(document: Document, group: Group, programme: Programme, expected: Expected) -> Iterator[Problem]:
    """What a group plans for days on which it plans something else."""
    plans = Busy(by_type(group.planned), expected)
    lists = {plan.entries: plan for plan in programme.groups.values()}
    for span in plans.spans:
        other = plans.other(span)
        if other:
            text = message("this overlaps with line {line}", line=other.entry.line)
            mine, theirs = (
                document.location((lists[one.type].key, one.position, lists[one.type].date), value=True)
                for one in (span.entry, other.entry)
            )
            related = (Related(theirs, message("the other one")),)
            yield Problem(mine, Severity.WARNING, "overlapping-entries", text, A_SLIP, related)

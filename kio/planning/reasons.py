"""What holds a day: the chain of terms, plans and paces from the goal back to what is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from kio.evaluation.bindings import part_of
from kio.evaluation.engine import Engine
from kio.evaluation.result import Result
from kio.message import Message, Text, message, plural
from kio.models.record import Entry
from kio.planning.asked import kind_of, result_of
from kio.planning.lacking import PASSED
from kio.planning.simulating import Hold, Made, Simulation
from kio.planning.turns import days_of, next_day
from kio.programme.language import (
    ByReading,
    Day,
    EntryDay,
    FirstKnown,
    LatestDay,
    MetDay,
    NamedDay,
    Shifted,
)
from kio.programme.requirement import Elapsed

ONE_DAY = timedelta(days=1)
MOST_LINKS = 12
NOT_BEFORE = "not before {day}"


class Link(NamedTuple):
    """One part of the chain: what has its day, and why it is not earlier; `requirement` as `checklist/id`."""

    title: Text
    day: date
    why: Message
    requirement: str | None = None


class Origin(NamedTuple):
    """Where a day comes from, in words, and the requirement that gave it."""

    said: Message
    cause: str | None = None


def origin(view: Engine, day: Day) -> Origin | None:
    """Where a day comes from; None while it is not known."""
    known = view.day(day)
    if known is None:
        return None
    match day:
        case NamedDay(name):
            return origin(view, view.programme.days[name])
        case MetDay(names):
            last = next((one for one in map(view.answer, reversed(names)) if one.met_on(view) == known), None)
            if last is not None:
                return Origin(message("{title} ({day})", title=last.requirement.title, day=known), last.name)
        case EntryDay(selection=selection):
            title = view.programme.entries[selection.types[0]].title
            return Origin(message("{title} ({day})", title=title, day=known))
        case Shifted():
            return _shifted(view, day)
        case ByReading():
            return origin(view, part_of(view, day))
        case FirstKnown(days) | LatestDay(days):
            return next((found for part in days if view.day(part) == known and (found := origin(view, part))), None)
        case _:
            return Origin(message("{day}", day=known))
    return Origin(message("{day}", day=known))


def _shifted(view: Engine, day: Shifted) -> Origin | None:
    anchor, amount = origin(view, day.anchor), view.amount(day.amount)
    if anchor is None or amount is None:
        return None
    span = _span(amount.low, day.unit)
    if day.sign > 0:
        return Origin(message("{span} after {what}", span=span, what=anchor.said), anchor.cause)
    return Origin(message("{span} before {what}", span=span, what=anchor.said), anchor.cause)


def _span(count: Decimal, unit: str) -> Message:
    match unit:
        case "days":
            return plural("{count} day", "{count} days", count)
        case "weeks":
            return plural("{count} week", "{count} weeks", count)
        case "months":
            return plural("{count} month", "{count} months", count)
        case _:
            return plural("{count} year", "{count} years", count)


class Reasons:
    """Why the goal is not reached before a day, by what the simulation planned and made up."""

    def __init__(self, simulation: Simulation, day: date) -> None:
        self._simulation = simulation
        self._day = day
        self._view = simulation.engine(day)

    def chain(self, names: list[str]) -> tuple[Link, ...]:
        """From what is met on the day and no earlier, back to what is known."""
        if self._day == self._simulation.on:
            return ()
        before = self._simulation.engine(self._day - ONE_DAY)
        late = [name for name in names if before.answer(name).status not in PASSED]
        # A term comes first: it can be held by nothing that somebody does.
        late.sort(
            key=lambda name: not isinstance(kind_of(self._view, self._view.answer(name).requirement.kind), Elapsed)
        )
        if not late:
            return self._interrupted(before)
        links: list[Link] = []
        for name in late:
            found = [link for link in self._links(name, frozenset()) if link not in links]
            # What only had to wait for the same day says nothing more.
            if not links or (found and found[0].why.template != NOT_BEFORE and not self._follows(found[0], late)):
                links += found
        return tuple(links[:MOST_LINKS])

    def _follows(self, link: Link, late: list[str]) -> bool:
        """Whether something is held by nothing but another one of these that is late too."""
        made = [one for one in self._simulation.made if one.requirement == link.requirement]
        return any(one.hold is not None and set(one.hold.names) & set(late) for one in made)

    def _interrupted(self, before: Engine) -> tuple[Link, ...]:
        phase = before.phase()
        return (Link(phase.title, self._day, message("until {day}", day=self._day - ONE_DAY)),) if phase.idle else ()

    def _links(self, name: str, seen: frozenset[str]) -> Iterator[Link]:
        if name in seen:
            return
        result, seen = result_of(self._view, name), seen | {name}
        kind = kind_of(self._view, result.requirement.kind)
        if isinstance(kind, Elapsed) and (found := origin(self._view, kind.day)) is not None:
            yield self._link(result, self._day_of(kind.day), found.said)
            yield from self._links(found.cause, seen) if found.cause else ()
            return
        entry = self._deciding(result)
        if entry is None:
            return
        made = next((one for one in self._simulation.made if one.change.entry is entry), None)
        if made is None or made.change.instead is not None:
            planned = entry.date > self._simulation.on
            said = message("planned for {day}", day=entry.date) if planned else message("done on {day}", day=entry.date)
            yield self._link(result, max(day for day in days_of(entry) if day <= self._day), said)
            return
        yield from self._made(result, made, seen)

    def _day_of(self, day: Day) -> date:
        return self._view.day(day) or self._day

    def _link(self, result: Result, day: date, why: Message) -> Link:
        return Link(result.requirement.title, day, why, result.name)

    def _deciding(self, result: Result) -> Entry | None:
        """The entry that met it last, of those that count."""
        entries = [item.entry for item in result.why.evidence]
        entries += [entry for child in result.children if (entry := self._deciding(child)) is not None]
        return max(entries, key=self._effective, default=None)

    def _effective(self, entry: Entry) -> date:
        return max(day for day in (*days_of(entry), entry.date) if day <= self._day or day == entry.date)

    def _made(self, result: Result, made: Made, seen: frozenset[str]) -> Iterator[Link]:
        day, hold = made.change.entry.date, made.hold
        if day == self._simulation.on:
            yield self._link(result, day, message("can be done at once"))
            return
        said, cause = self._why(result, hold, day)
        yield self._link(result, day, said)
        yield from self._links(cause, seen) if cause else ()

    def _why(self, result: Result, hold: Hold | None, day: date) -> tuple[Message, str | None]:
        if hold is not None and hold.rate is not None:
            pace = hold.rate.pace
            return self._by_pace(result, message("{pace}: {number}", pace=pace.title, number=hold.rate.number))
        if hold is not None and hold.names:
            last = max(hold.names, key=lambda name: self._view.answer(name).met_on(self._view) or date.min)
            title = self._view.answer(last).requirement.title
            return message("only after {title}", title=title), last
        if hold is not None and hold.idle is not None:
            return message("after the phase: {phase}", phase=hold.idle.title), None
        earliest, since = result.requirement.earliest, hold.day if hold else None
        if earliest is not None and self._turned(earliest, day) and (found := origin(self._view, earliest)):
            return message("possible from {day}: {why}", day=day, why=found.said), found.cause
        if since is not None and self._turned(since, day) and (found := origin(self._view, since)):
            return message("only after {title}", title=found.said), found.cause
        return message(NOT_BEFORE, day=day), None

    def _turned(self, term: Day, day: date) -> bool:
        """Whether a term came on the day or on the one before."""
        known = self._view.day(term)
        return known is not None and known <= day <= next_day(known)

    def _by_pace(self, result: Result, said: Message) -> tuple[Message, str | None]:
        """The first one that was made up begins the row; what held that one holds all."""
        own = [one for one in self._simulation.made if one.requirement == result.name]
        first = min(own, key=lambda one: one.change.entry.date)
        count = len(own)
        begun = first.change.entry.date
        more = message("{count} more, from {begun} on; {pace}", count=count, begun=begun, pace=said)
        if first.hold is None or first.hold.rate is not None:
            return more, None
        return more, self._why(result, first.hold, begun)[1]

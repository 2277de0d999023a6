"""Paces: on which days one more entry of a type fits, and how many a period a number of them takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kio.evaluation.calendar import shift
from kio.models.record import Entry
from kio.programme.model import Programme
from kio.programme.pace import PERIODS, Pace

QUARTER = 3


class Rate(NamedTuple):
    """At most so many entries of the pace's type in each of its periods; 0.5 a month is one in two months."""

    pace: Pace
    number: Decimal

    def after(self, day: date) -> date:
        """The first day of which the period no longer holds that day."""
        return shift(day, self._length()[0], self._length()[1])

    def before(self, day: date) -> date:
        """The last day whose period no longer holds that day."""
        return shift(day, -self._length()[0], self._length()[1])

    def at_once(self) -> int:
        """How many there may be until `after`."""
        return Fraction(self.number).numerator

    def _length(self) -> tuple[int, str]:
        periods = Fraction(self.number).denominator
        if self.pace.per == "quarter":
            return periods * QUARTER, "months"
        return periods, PERIODS[self.pace.per]

    def fits(self, days: Iterable[date], day: date) -> bool:
        """Whether one more fits on a day beside those of these days."""
        known = sorted([*days, day])
        size = self.at_once()
        windows = zip(known, known[size:], strict=False)
        return all(last >= self.after(first) for first, last in windows if first <= day <= last)


def rates(programme: Programme, given: Mapping[str, Decimal]) -> tuple[Rate, ...]:
    """The paces that are assumed: what was given, else what the rules say, else none."""
    chosen = ((pace, given.get(name, pace.default)) for name, pace in programme.paces.items())
    return tuple(Rate(pace, number) for pace, number in chosen if number is not None)


def days_of_type(log: Iterable[Entry], kind: str) -> list[date]:
    """The days of all entries of a type."""
    return [entry.date for entry in log if entry.type == kind]


def free_days(paces: Iterable[Rate], log: tuple[Entry, ...], day: date) -> Iterator[date]:
    """The days after a day on which a period ends that was full."""
    for rate in paces:
        yield from (free for known in days_of_type(log, rate.pace.entries) if (free := rate.after(known)) > day)

"""What judging a requirement yields: a finding of its kind, and with its terms and exceptions an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from kio.evaluation.result import DONE, Evidence, NotCounted, Status, Waiver
from kio.evaluation.truth import YES, Truth
from kio.evaluation.view import Bounds, View
from kio.message import Message, message, plural
from kio.programme.requirement import Requirement

RECORDED = message("recorded")
NO_NUMBER = message("the rules give no number for this track")


class Grounds(NamedTuple):
    """What a finding rests on: why it is so, the entries that count and those that do not."""

    reason: Message
    evidence: tuple[Evidence, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()


def plainly(reason: Message) -> Callable[[View], Grounds]:
    """Grounds that are nothing but a reason."""
    grounds = Grounds(reason)
    return lambda _: grounds


def never(_: View) -> None:
    """The day since which something is met that is not met, or never was on a day of its own."""


class Finding(NamedTuple):
    """What a kind found: its truth at once; why, and since when it is met, when somebody asks with the same view.

    It holds no view, so that what a view remembers does not keep it alive. `status` is set by kinds whose parts decide
    it, `day` by those that wait for one; `parts` are the answers of the parts.
    """

    truth: Truth
    grounds: Callable[[View], Grounds]
    have: Decimal | None = None
    need: Decimal | None = None
    parts: tuple[Answer, ...] = ()
    met_on: Callable[[View], date | None] = never
    status: Status | None = None
    day: date | None = None


class Answer(NamedTuple):
    """Where a requirement stands on the day, not explained: all that other requirements need to know.

    `beneath` is the status without any exception; `asked` whether it is asked here at all.
    """

    name: str
    requirement: Requirement
    status: Status
    beneath: Status
    finding: Finding
    waiver: Waiver = Waiver()
    asked: Truth = YES

    def met_on(self, view: View) -> date | None:
        """The day since which it is met or waived."""
        day, since = self.finding.met_on(view), self.waiver.since
        # Who does later what was waived before does not lose the days since.
        if since is None or self.status not in DONE:
            return day
        return since if self.status is Status.WAIVED or day is None else min(day, since)


def reached_on(days: Iterable[date | None], need: Bounds) -> date | None:
    """The day on which so many parts were met, by the days of those that are; None where too few days are known."""
    known = sorted(day for day in days if day is not None)
    return known[int(need.low) - 1] if len(known) >= need.low > 0 else None


MOST_REASONS = 6


def together(whys: Sequence[Message]) -> Message | None:
    """Several reasons as one sentence; after some, only how many more there are."""
    if len(whys) == 1:
        return whys[0]
    if not whys:
        return None
    parts = list(whys)
    if len({why.template for why in whys}) < len(whys):  # messages hold mappings, so they cannot be hashed
        parts = list({repr(why): why for why in whys}.values())
    more = len(parts) - MOST_REASONS
    shown = [*parts[:MOST_REASONS], plural("and {count} more", "and {count} more", more)] if more > 1 else parts
    return reduce(lambda first, second: message("{first}; {second}", first=first, second=second), shown)

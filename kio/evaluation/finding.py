"""What judging a kind of requirement yields."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from kio.evaluation.result import Evidence, NotCounted, Result, Status
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds
from kio.message import Message, message, plural
from kio.models.record import Entry

RECORDED = message("recorded")
NO_NUMBER = message("the rules give no number for this track")


class Finding(NamedTuple):
    """What a kind found: `status` is set by kinds whose parts decide it, `day` by those that wait for one."""

    truth: Truth
    reason: Message
    have: Decimal | None = None
    need: Decimal | None = None
    evidence: tuple[Evidence, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    planned: tuple[Entry, ...] = ()
    children: tuple[Result, ...] = ()
    met_on: date | None = None
    status: Status | None = None
    day: date | None = None


def reached_on(days: Iterable[date | None], need: Bounds) -> date | None:
    """The day on which so many parts were met, by the days of those that are; None where too few days are known."""
    known = sorted(day for day in days if day is not None)
    return known[int(need.low) - 1] if len(known) >= need.low > 0 else None


MOST_REASONS = 6


def together(whys: Sequence[Message]) -> Message | None:
    """Several reasons as one sentence; after some, only how many more there are."""
    if len(whys) == 1:
        return whys[0]
    parts = list({repr(why): why for why in whys}.values())  # messages hold mappings, so they cannot be hashed
    if not parts:
        return None
    more = len(parts) - MOST_REASONS
    shown = [*parts[:MOST_REASONS], plural("and {count} more", "and {count} more", more)] if more > 1 else parts
    return reduce(lambda first, second: message("{first}; {second}", first=first, second=second), shown)

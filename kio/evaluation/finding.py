"""What judging a kind of requirement yields."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kio.evaluation.result import Evidence, NotCounted, Result, Status
from kio.evaluation.truth import Truth
from kio.message import Message, message
from kio.models.record import Entry


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


def together(whys: Sequence[Message]) -> Message | None:
    """Several reasons as one sentence."""
    parts = list({repr(why): why for why in whys}.values())  # messages hold mappings, so they cannot be hashed
    if not parts:
        return None
    joined = parts[0]
    for part in parts[1:]:
        joined = message("{first}; {second}", first=joined, second=part)
    return joined

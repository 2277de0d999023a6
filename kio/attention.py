"""Who of a cohort asks for attention: the stuck, the ready, the late; and in which order they are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kio.cohort import Row
from kio.outlook import Ready


class Attention(NamedTuple):
    """Whom to tell: all where nothing is asked, else those to whom everything applies that is asked."""

    stuck: bool = False
    ready: bool = False
    late: bool = False


ALL = Attention()


def chosen(rows: Sequence[Row], asked: Attention) -> list[Row]:
    """The rows that are asked for: the longest without progress first, else the longest late, else as they were.

    Of whom nothing counts yet it is not known since when; they come last. Rows need their outlook where anything is
    asked.
    """
    found = [row for row in rows if _applies(row, asked)]
    if asked.stuck:
        return sorted(found, key=_last_progress)
    if asked.late:
        return sorted(found, key=_first_deadline)
    return sorted(found, key=_readiness) if asked.ready else found


def _applies(row: Row, asked: Attention) -> bool:
    seen = row.outlook
    if asked.late and not row.late:
        return False
    return not (seen and ((asked.stuck and seen.idle) or (asked.ready and seen.ready is None)))


def _last_progress(row: Row) -> date:
    return (row.outlook and row.outlook.progressed) or date.max


def _first_deadline(row: Row) -> date:
    todo = row.outlook.todo if row.outlook else ()
    return min((action.until for action in todo if action.late and action.until), default=date.max)


def _readiness(row: Row) -> bool:
    return not row.outlook or row.outlook.ready is not Ready.NOW

"""Days in a rules file, and what holds from one until another: neither a gap nor an overlap is left to chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from kio.message import message
from kio.models.scalars import WrongValueError, to_date
from kio.problem import Severity
from kio.programme.node import Node


def read_date(node: Node) -> date:
    """A calendar day."""
    try:
        return to_date(node.text())
    except WrongValueError as error:
        raise node.refuse(error.code, error.message, error.hint) from None


def optional_date(node: Node | None) -> date | None:
    """A calendar day, or None where none is given."""
    return read_date(node) if node else None


class Span(NamedTuple):
    """From when until when something holds (both days included), and for which tracks (all, when empty)."""

    node: Node
    first_day: date
    last_day: date | None = None
    tracks: tuple[str, ...] = ()


def refuse_unclear(spans: Sequence[Span], tracks: Iterable[str], gaps: Severity = Severity.ERROR) -> None:
    """Report spans of one track that overlap, have a gap between them or end before they begin.

    One without a last day holds until the next one begins. One for all tracks and one for a track may begin on the same
    day: the second holds for its track.
    """
    for span in spans:
        if span.last_day is not None and span.last_day < span.first_day:
            span.node.report("wrong-date", message("the last day lies before the first"))
    reported: set[int] = set()
    for track in (None, *tracks):
        mine = [span for span in spans if (track in span.tracks if track else not span.tracks)]
        mine.sort(key=lambda span: span.first_day)
        for one, other in pairwise(mine):
            if id(other) not in reported and _report(one, other, gaps, tracked=bool(tracks)):
                reported.add(id(other))


def _report(one: Span, other: Span, gaps: Severity, *, tracked: bool) -> bool:
    if one.first_day == other.first_day or (one.last_day is not None and one.last_day >= other.first_day):
        line = one.node.location.line
        text = message("from {day} on two hold, this one and that of line {line}", day=other.first_day, line=line)
        hint = message("end one of them with 'until'")
        other.node.report(
            "overlapping-dates",
            text,
            message("end one of them with 'until', or name its 'tracks'") if tracked else hint,
        )
        return True
    if one.last_day is not None and one.last_day + timedelta(days=1) < other.first_day:
        line = one.node.location.line
        text = message(
            "nothing holds after {last}, the last day of line {line}, until {first}",
            last=one.last_day,
            line=line,
            first=other.first_day,
        )
        other.node.report("gap-in-dates", text, message("leave out 'until', or begin a day after it"), gaps)
        return True
    return False

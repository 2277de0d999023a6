"""Judging groups of entries: so many of them, or all, must reach what each is asked."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kio.evaluation.amounts import at_least
from kio.evaluation.calendar import period_of
from kio.evaluation.enough import find_enough
from kio.evaluation.finding import Finding
from kio.evaluation.selections import planned_entries
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds, View
from kio.message import message
from kio.models.record import Entry
from kio.programme.model import WordList
from kio.programme.requirement import (
    Grouped,
)


def find_grouped(view: View, kind: Grouped) -> Finding:
    """How many groups of entries reach what each is asked."""
    judged = view.select(kind.selection)
    key_of = _key_of(view, kind)
    wanted = kind.keys or _parameter_words(view, kind.key_parameter)
    keys = wanted or tuple(dict.fromkeys(key for item in judged for key in key_of(item.entry)))
    groups = {key: tuple(item for item in judged if key in key_of(item.entry)) for key in keys}
    parts = {key: find_enough(view, kind.each, items, ()) for key, items in groups.items()}
    answers = [part.truth for part in parts.values()]
    have = Bounds(Decimal(answers.count(Truth.YES)), Decimal(len(answers) - answers.count(Truth.NO)))
    need = (view.amount(kind.at_least) if kind.at_least else None) or Bounds(Decimal(len(keys)), Decimal(len(keys)))
    answer = at_least(have, need) if keys else Truth.NO
    lacking = ", ".join(key for key, part in parts.items() if part.truth is not Truth.YES)
    reached = sorted(part.met_on for part in parts.values() if part.truth is Truth.YES and part.met_on)
    return Finding(
        answer,
        message("recorded") if answer is Truth.YES else message("not enough for: {groups}", groups=lacking or "-"),
        have.low,
        need.low,
        tuple(item for part in parts.values() for item in part.evidence),
        tuple(item for part in parts.values() for item in part.not_counted),
        planned_entries(view, kind.selection),
        met_on=reached[int(need.low) - 1] if answer is Truth.YES and len(reached) >= need.low > 0 else None,
    )


def _parameter_words(view: View, name: str | None) -> tuple[str, ...]:
    given = view.parameter(name) if name else None
    return given.words if isinstance(given, WordList) else ()


def _key_of(view: View, kind: Grouped) -> Callable[[Entry], tuple[str, ...]]:
    period = kind.period
    if period:
        return lambda entry: (period_of(entry.date, period),)

    def values(entry: Entry) -> tuple[str, ...]:
        return tuple(str(value) for value in view.value(entry, kind.by).each())

    return values

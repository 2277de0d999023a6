"""Judging groups of entries: so many of them, or all, must reach what each is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from kio.evaluation.amounts import at_least
from kio.evaluation.calendar import period_of
from kio.evaluation.enough import find_enough
from kio.evaluation.finding import NO_NUMBER, RECORDED, Finding, Grounds, reached_on
from kio.evaluation.truth import NO, UNKNOWN, YES, Truth
from kio.evaluation.view import Bounds, View
from kio.message import Message, message
from kio.models.record import Entry
from kio.programme.model import WordList
from kio.programme.requirement import Grouped


def find_grouped(view: View, kind: Grouped) -> Finding:
    """How many groups of entries reach what each is asked."""
    judged = view.select(kind.selection)
    key_of = _key_of(view, kind)
    counting = [item.entry for item in judged if item.truth is not NO]
    wanted = kind.keys or _parameter_words(view, kind.key_parameter)
    keys = wanted or tuple(dict.fromkeys(key for entry in counting for key in key_of(entry)))
    groups = {key: tuple(item for item in judged if key in key_of(item.entry)) for key in keys}
    parts = {key: find_enough(view, kind.each, items, ()) for key, items in groups.items()}
    have = Bounds.counted([part.truth for part in parts.values()])
    every = Bounds(Decimal(len(keys)), Decimal(len(keys)))
    need = view.amount(kind.at_least) if kind.at_least is not None else every
    answer = UNKNOWN if need is None else at_least(have, need) if keys else NO

    def met_on(view: View) -> date | None:
        reached = (part.met_on(view) for part in parts.values() if part.truth is YES)
        return reached_on(reached, need) if answer is YES and need else None

    return Finding(answer, partial(_grounds, parts, answer, need), have.low, need.low if need else None, met_on=met_on)


def _grounds(parts: Mapping[str, Finding], answer: Truth, need: Bounds | None, view: View) -> Grounds:
    found = [part.grounds(view) for part in parts.values()]
    return Grounds(
        _reason(answer, need, [key for key, part in parts.items() if part.truth is not YES]),
        tuple(item for part in found for item in part.evidence),
        tuple(item for part in found for item in part.not_counted),
    )


def _reason(answer: Truth, need: Bounds | None, lacking: list[str]) -> Message:
    if answer is YES:
        return RECORDED
    if need is None:
        return NO_NUMBER
    if lacking:
        return message("not enough for: {groups}", groups=", ".join(lacking))
    return message("there are too few of them")


def _parameter_words(view: View, name: str | None) -> tuple[str, ...]:
    given = view.parameter(name) if name else None
    return given.words if isinstance(given, WordList) else ()


def _key_of(view: View, kind: Grouped) -> Callable[[Entry], tuple[str, ...]]:
    period = kind.period
    if period:
        return lambda entry: (period_of(entry.date, period),)

    def values(entry: Entry) -> tuple[str, ...]:
        return tuple(str(value) for value in view.each(entry, kind.by))

    return values

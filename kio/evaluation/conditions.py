"""Judging one entry: every test is made, and each that is not clearly met says why."""

from __future__ import annotations

from typing import assert_never

from kio.evaluation.amounts import at_least
from kio.evaluation.truth import Truth, all_of, any_of
from kio.evaluation.values import judge_value
from kio.evaluation.view import Bounds, Verdict, View, joined, verdict
from kio.message import message
from kio.models.record import Entry
from kio.programme.language import Both, Condition, Either, FieldTest, Neither, Position


def judge(view: View, condition: Condition, entry: Entry) -> Verdict:
    """Whether an entry meets a condition."""
    match condition:
        case FieldTest():
            return judge_value(view, condition, view.value(entry, condition.field), entry)
        case Position(name, amount):
            return _position(view, name, view.amount(amount), entry)
        case Both(conditions):
            return joined([judge(view, part, entry) for part in conditions], all_of)
        case Either(conditions):
            return joined([judge(view, part, entry) for part in conditions], any_of)
        case Neither(part):
            return verdict(~judge(view, part, entry).truth, message("what must not hold does hold, or may"))
        case _:
            assert_never(condition)


def _position(view: View, name: str, wanted: Bounds | None, entry: Entry) -> Verdict:
    judged = view.select(view.programme.selections[name])
    own = next((item.truth for item in judged if item.entry is entry), Truth.NO)
    before = Bounds.counted([item.truth for item in judged if item.entry.date < entry.date])
    same = Bounds.counted([item.truth for item in judged if item.entry.date == entry.date])
    # Which one came first on a day nobody can tell.
    rank = Bounds(before.low + 1, (before.high or before.low) + (same.high or same.low))
    if wanted is None:
        return Verdict(Truth.UNKNOWN)
    why = message("it is number {rank} by date; number {wanted} or later is asked", rank=rank.low, wanted=wanted.low)
    return verdict(all_of((own, at_least(rank, wanted))), why)

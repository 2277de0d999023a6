"""Judging one entry: every test is made, and each that is not clearly met says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from kio.evaluation.amounts import at_least
from kio.evaluation.bindings import part_of, reading_of
from kio.evaluation.inputs import Inputs
from kio.evaluation.truth import Truth, all_of, any_of
from kio.evaluation.values import judge_value
from kio.evaluation.view import YES, Bounds, Verdict, View, joined, verdict
from kio.message import message
from kio.models.record import Entry
from kio.programme.language import Both, ByReading, Condition, Either, FieldTest, Neither, Position


def binding_values(view: View, inputs: Inputs) -> list[object]:
    """What the rules that bind say of it: the values of the parameters, and how the questions are read."""
    read = (reading_of(view, view.programme.questions[name]).id for name in inputs.questions)
    return [*(view.parameter(name) for name in inputs.parameters), *read]


def judge_each(view: View, condition: Condition, entries: Sequence[Entry]) -> list[Verdict]:
    """Whether each of these entries meets a condition."""
    match condition:
        case FieldTest(field):
            return [judge_value(view, condition, view.value(entry, field), entry) for entry in entries]
        case Either(()):
            return [verdict(Truth.NO, message("as the sources are read here, it does not count"))] * len(entries)
        case Both(()):
            return [YES] * len(entries)
        case Both(conditions):
            return _joined(view, conditions, entries, all_of)
        case Either(conditions):
            return _joined(view, conditions, entries, any_of)
        case Neither(part):
            why = message("what must not hold does hold, or may")
            return [verdict(~found.truth, why) for found in view.judge_each(part, entries)]
        case Position(name, amount):
            wanted = view.amount(amount)
            return [_position(view, name, wanted, entry) for entry in entries]
        case ByReading():
            return view.judge_each(part_of(view, condition), entries)
        case _:
            assert_never(condition)


def _joined(
    view: View, parts: Sequence[Condition], entries: Sequence[Entry], join: Callable[[Iterable[Truth]], Truth]
) -> list[Verdict]:
    found = [view.judge_each(part, entries) for part in parts]
    return [joined([verdicts[place] for verdicts in found], join) for place in range(len(entries))]


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

"""Judging entries: every test is made, and each that is not clearly met says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import assert_never

from kio.evaluation.amounts import at_least
from kio.evaluation.bindings import reading_of
from kio.evaluation.calendar import is_ordered
from kio.evaluation.inputs import inputs_of
from kio.evaluation.memo import Remembered
from kio.evaluation.truth import NO, UNKNOWN, Truth, all_of, any_of
from kio.evaluation.values import judge_order, judge_value
from kio.evaluation.view import CLEAR, Bounds, Judge, Verdict, View, joined, verdict
from kio.message import message
from kio.models.record import Entry
from kio.programme.fields import field_of
from kio.programme.language import Both, ByReading, Condition, Either, FieldTest, Neither, OrderedDay, Position
from kio.programme.model import Programme


def prepared(programme: Programme, condition: Condition) -> Judge:
    """How to judge entries by a condition; where a verdict depends on values alone, it is remembered."""
    inputs = inputs_of(programme, condition)
    judge = _judge_of(programme, condition)
    if inputs is None:
        return judge
    return Remembered(judge, inputs, partial(_read, inputs.questions) if inputs.questions else None)


def _read(questions: Sequence[str], view: View) -> tuple[str, ...]:
    """How these questions are read."""
    return tuple([reading_of(view, view.programme.questions[name]).id for name in questions])


def _judge_of(programme: Programme, condition: Condition) -> Judge:
    match condition:
        case FieldTest(tests=(OrderedDay() as test,)):
            return partial(_by_order, condition, test)
        case FieldTest():
            return partial(_by_field, condition)
        case Both(()):
            return _always
        case Either(()):
            return _never
        case Both(conditions):
            return partial(_by_all, _parts(programme, conditions, Both), all_of)
        case Either(conditions):
            return partial(_by_all, _parts(programme, conditions, Either), any_of)
        case Neither(part):
            return partial(_by_opposite, prepared(programme, part))
        case Position():
            return partial(_by_position, condition)
        case ByReading(question, parts):
            return partial(_by_reading, question, {name: prepared(programme, part) for name, part in parts.items()})
        case _:
            assert_never(condition)


def _parts(programme: Programme, conditions: Sequence[Condition], join: type[Both] | type[Either]) -> list[Judge]:
    """How to judge by each; neighbours that depend on values alone are one, which asks and says the same."""
    plain = [inputs_of(programme, condition) is not None for condition in conditions]
    if all(plain):
        return [prepared(programme, condition) for condition in conditions]
    found: list[Condition] = []
    for alike, group in groupby(zip(plain, conditions, strict=True), itemgetter(0)):
        parts = tuple(condition for _, condition in group)
        found += [join(parts)] if alike and len(parts) > 1 else parts
    return [prepared(programme, condition) for condition in found]


def _by_field(condition: FieldTest, view: View, entries: Sequence[Entry]) -> list[Verdict]:
    return [judge_value(view, condition, view.value(entry, condition.field), entry) for entry in entries]


def _by_order(condition: FieldTest, test: OrderedDay, view: View, entries: Sequence[Entry]) -> list[Verdict]:
    """The same, without detours where both days are known; most of them lie as they should."""
    day = view.day(test.day)
    if day is None:
        return _by_field(condition, view, entries)
    return [_ordered(condition, test, day, view, entry) for entry in entries]


def _ordered(condition: FieldTest, test: OrderedDay, day: date, view: View, entry: Entry) -> Verdict:
    name = condition.field
    given = entry.date if name == "date" else entry.values.get(name)
    if isinstance(given, date):
        come = given <= view.on
        if come and is_ordered(test.relation, given, day):
            return CLEAR
        field = field_of(view.programme.entries[entry.type], name)
        if field is not None and (come or field.limit):
            return judge_order(test.relation, field, given, day)
    return judge_value(view, condition, view.value(entry, name), entry)


def _by_all(
    parts: Sequence[Judge], join: Callable[[Iterable[Truth]], Truth], view: View, entries: Sequence[Entry]
) -> list[Verdict]:
    found = [judge(view, entries) for judge in parts]
    return [joined(verdicts, join) for verdicts in zip(*found, strict=True)]


def _always(_: View, entries: Sequence[Entry]) -> list[Verdict]:
    return [CLEAR] * len(entries)


def _never(_: View, entries: Sequence[Entry]) -> list[Verdict]:
    return [verdict(NO, message("as the sources are read here, it does not count"))] * len(entries)


def _by_reading(question: str, judges: Mapping[str, Judge], view: View, entries: Sequence[Entry]) -> list[Verdict]:
    return judges[reading_of(view, view.programme.questions[question]).id](view, entries)


def _by_opposite(judge: Judge, view: View, entries: Sequence[Entry]) -> list[Verdict]:
    why = message("what must not hold does hold, or may")
    return [verdict(~found.truth, why) for found in judge(view, entries)]


def _by_position(condition: Position, view: View, entries: Sequence[Entry]) -> list[Verdict]:
    wanted = view.amount(condition.at_least)
    return [_placed(view, condition.selection, wanted, entry) for entry in entries]


def _placed(view: View, name: str, wanted: Bounds | None, entry: Entry) -> Verdict:
    judged = view.select(view.programme.selections[name])
    own = next((item.truth for item in judged if item.entry is entry), NO)
    before = Bounds.counted([item.truth for item in judged if item.entry.date < entry.date])
    same = Bounds.counted([item.truth for item in judged if item.entry.date == entry.date])
    # Which one came first on a day nobody can tell.
    rank = Bounds(before.low + 1, (before.high or before.low) + (same.high or same.low))
    if wanted is None:
        return Verdict(UNKNOWN)
    why = message("it is number {rank} by date; number {wanted} or later is asked", rank=rank.low, wanted=wanted.low)
    return verdict(all_of((own, at_least(rank, wanted))), why)

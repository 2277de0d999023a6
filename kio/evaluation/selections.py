"""Selecting entries: narrow silently, judge, pick one, judge that one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kio.evaluation.truth import Truth, all_of
from kio.evaluation.view import Judged, View
from kio.message import message
from kio.models.record import Entry
from kio.programme.language import Condition, Selection
from kio.programme.model import Pick

REPLACED = message("another one of later date counts instead")
FIRST_COUNTS = message("an earlier one counts")
AMBIGUOUS = message("entries of the same day contradict each other; somebody must judge")


def find_selection(view: View, selection: Selection, ongoing: bool) -> tuple[Judged, ...]:
    """The candidates with their verdicts, by date; what `about` excludes is not among them."""
    if selection.base:
        pool = view.select(view.programme.selections[selection.base], ongoing)
    else:
        pool = tuple(Judged(entry, Truth.YES) for entry in view.entries(selection.types, ongoing))
    judged = [_further(view, selection.where, item) for item in _narrowed(view, selection.about, pool)]
    if selection.pick:
        judged = _picked(view, selection, judged)
    return tuple(judged)


def _narrowed(view: View, about: Condition | None, pool: tuple[Judged, ...]) -> list[Judged]:
    if about is None:
        return list(pool)
    verdicts = [view.judge(about, item.entry) for item in pool]
    return [
        Judged(item.entry, all_of((item.truth, verdict.truth)), item.whys + verdict.whys)
        for item, verdict in zip(pool, verdicts, strict=True)
        if verdict.truth is not Truth.NO
    ]


def planned_entries(view: View, selection: Selection) -> tuple[Entry, ...]:
    """Entries of a later day that this selection is about."""
    base = view.programme.selections[selection.base].about if selection.base else None
    conditions = [condition for condition in (base, selection.about) if condition is not None]
    return tuple(
        entry
        for entry in view.later(selection.types)
        if all(view.judge(condition, entry).truth is not Truth.NO for condition in conditions)
    )


def _further(view: View, condition: Condition | None, item: Judged) -> Judged:
    if condition is None:
        return item
    verdict = view.judge(condition, item.entry)
    return Judged(item.entry, all_of((item.truth, verdict.truth)), item.whys + verdict.whys)


def _picked(view: View, selection: Selection, judged: list[Judged]) -> list[Judged]:
    last = selection.pick == "last"
    days = [item.entry.date for item in judged if item.truth is Truth.YES]
    best = (max(days) if last else min(days)) if days else None
    why = REPLACED if last else FIRST_COUNTS
    beats = _beats(best, last)
    result = [
        item if item.truth is Truth.NO or beats(item) else Judged(item.entry, Truth.NO, (*item.whys, why))
        for item in judged
    ]
    chosen = [_further(view, selection.must, item) for item in result if item.truth is not Truth.NO]
    rejected = [item for item in result if item.truth is Truth.NO]
    return sorted([*_agreed(chosen), *rejected], key=lambda item: item.entry.date)


def _beats(best: date | None, last: bool) -> Callable[[Judged], bool]:
    # An entry that is not certain stays in play when it would be the one to pick if it held.
    if best is None:
        return lambda _: True
    return lambda item: item.entry.date >= best if last else item.entry.date <= best


def _agreed(chosen: list[Judged]) -> list[Judged]:
    answers = {item.truth for item in chosen}
    if len(answers) > 1:
        return [Judged(item.entry, Truth.UNKNOWN, (*item.whys, AMBIGUOUS)) for item in chosen]
    return chosen


def find_pick(view: View, pick: Pick) -> tuple[object, ...]:
    """The values of the first selection that has a certain entry, with those that uncertain ones before it may mean."""
    found: dict[object, None] = {}
    for selection in pick.selections:
        judged = [item for item in view.select(selection) if item.truth is not Truth.NO]
        values = [(item.truth, each) for item in judged for each in view.value(item.entry, pick.field).each()]
        found |= {value: None for _, value in values}
        if any(known is Truth.YES for known, _ in values):
            break
    return tuple(found)

"""Selecting entries: narrow silently, judge, pick one, judge that one."""

from __future__ import annotations

from collections.abc import Sequence

from kio.evaluation.picks import in_play, picked
from kio.evaluation.truth import NO, YES, Truth, all_of
from kio.evaluation.view import CLEAR, Judged, Verdict, View
from kio.models.record import Entry
from kio.programme.language import Selection
from kio.programme.model import Pick


def find_selection(view: View, selection: Selection, ongoing: bool) -> Sequence[Judged]:
    """The candidates with their verdicts, by date; what `about` excludes is not among them."""
    judged = _judged(view, selection, ongoing)
    return picked(view, selection, judged) if judged and selection.pick else judged


def _judged(view: View, selection: Selection, ongoing: bool = False) -> Sequence[Judged]:
    if selection.base:
        pool = view.select(view.programme.selections[selection.base], ongoing)
    else:
        pool = view.pool(selection.types, ongoing)
    if pool and selection.about is not None:
        verdicts = view.judge_each(selection.about, [item.entry for item in pool])
        pool = [
            item if found is CLEAR else _with(item, found)
            for item, found in zip(pool, verdicts, strict=True)
            if found.truth is not NO
        ]
    if pool and selection.where is not None:
        verdicts = view.judge_each(selection.where, [item.entry for item in pool])
        pool = [item if found is CLEAR else _with(item, found) for item, found in zip(pool, verdicts, strict=True)]
    return pool


def planned_entries(view: View, selection: Selection) -> tuple[Entry, ...]:
    """Entries of a later day that this selection is about."""
    later = view.later(selection.types)
    if not later:
        return ()
    base = view.programme.selections[selection.base].about if selection.base else None
    conditions = [condition for condition in (base, selection.about) if condition is not None]
    return tuple(
        entry for entry in later if all(view.judge(condition, entry).truth is not NO for condition in conditions)
    )


def wanted(view: View, selection: Selection, entry: Entry) -> Truth:
    """Whether an entry that may lie ahead is one that a selection wants; which of several it picks is not asked."""
    base = wanted(view, view.programme.selections[selection.base], entry) if selection.base else YES
    conditions = (condition for condition in (selection.about, selection.where) if condition is not None)
    return all_of((base, *(view.judge(condition, entry).truth for condition in conditions)))


def _with(item: Judged, verdict: Verdict) -> Judged:
    return Judged(item.entry, all_of((item.truth, verdict.truth)), item.whys + verdict.whys)


def find_pick(view: View, pick: Pick) -> tuple[object, ...]:
    """The values of the first selection that has a certain entry, with those that uncertain ones before it may mean."""
    found: dict[object, None] = {}
    for selection in pick.selections:
        judged = _judged(view, selection)
        meant = in_play(judged, selection.pick) if selection.pick else judged
        candidates = [item for item in meant if item.truth is not NO]
        values = [(item.truth, each) for item in candidates for each in view.each(item.entry, pick.field)]
        found |= {value: None for _, value in values}
        if any(known is YES for known, _ in values):
            break
    return tuple(found)

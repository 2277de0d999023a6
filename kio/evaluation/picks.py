"""Keeping one entry of several: the first or the last, as far as the record can tell which one that is."""

from __future__ import annotations

from collections.abc import Sequence

from kio.evaluation.truth import NO, UNKNOWN, YES, all_of
from kio.evaluation.view import Judged, Verdict, View
from kio.message import message
from kio.programme.language import Selection

LATER_COUNTS = message("one of a later date counts instead")
EARLIER_COUNTS = message("one of an earlier date counts instead")
OTHER_COUNTS = message("another one counts, and this one would too")
CONTRADICT = message("it is not certain which entry counts, and they differ; somebody must judge")


def in_play(judged: Sequence[Judged], pick: str) -> list[Judged]:
    """The entries that can be the one that is meant.

    That is the certain one that comes first or last, others of its day, and each uncertain one that would be meant
    if it held.
    """
    candidates = [item for item in judged if item.truth is not NO]
    certain = [item.entry.date for item in candidates if item.truth is YES]
    if not certain:
        return candidates
    if pick == "last":
        return [item for item in candidates if item.entry.date >= max(certain)]
    return [item for item in candidates if item.entry.date <= min(certain)]


def picked(view: View, selection: Selection, judged: Sequence[Judged]) -> list[Judged]:
    """All entries again, of which those that are not meant, or not good enough, do not count."""
    play = in_play(judged, selection.pick or "last")
    verdicts = {id(item): _must(view, selection, item) for item in play}
    answers = {verdict.truth for verdict in verdicts.values()}
    chosen = next((item for item in play if item.truth is YES), None)
    why = LATER_COUNTS if selection.pick == "last" else EARLIER_COUNTS
    result = []
    for item in judged:
        verdict = verdicts.get(id(item))
        if item.truth is NO:
            result.append(item)
        elif verdict is None:
            result.append(Judged(item.entry, NO, (*item.whys, why)))
        elif answers == {YES} and chosen is not None:
            result.append(item if item is chosen else Judged(item.entry, NO, (*item.whys, OTHER_COUNTS)))
        elif len(answers) > 1:
            result.append(Judged(item.entry, UNKNOWN, (*item.whys, *verdict.whys, CONTRADICT)))
        else:
            result.append(Judged(item.entry, all_of((item.truth, verdict.truth)), item.whys + verdict.whys))
    return result


def _must(view: View, selection: Selection, item: Judged) -> Verdict:
    return view.judge(selection.must, item.entry) if selection.must is not None else Verdict(YES)

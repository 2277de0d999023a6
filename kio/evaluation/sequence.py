"""Judging steps in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from kio.evaluation.finding import RECORDED, Finding, Grounds, never, together
from kio.evaluation.result import Evidence, NotCounted
from kio.evaluation.truth import NO, UNKNOWN, YES, Truth
from kio.evaluation.view import Judged, View
from kio.message import Message, message
from kio.programme.requirement import Step, Steps

ONE = Decimal(1)
Lists = Sequence[Sequence[Judged]]


def find_steps(view: View, kind: Steps) -> Finding:
    """The chain that takes each step's first entry on or after the step before it; no other chain ends earlier."""
    judged = [view.select(step.selection) for step in kind.steps]
    certain = _chain(judged, {YES})
    possible = _chain(judged, {YES, UNKNOWN})
    complete = len(certain) == len(kind.steps)
    answer = YES if complete else UNKNOWN if len(possible) == len(kind.steps) else NO
    return Finding(
        answer,
        partial(_grounds, kind.steps, judged, certain),
        Decimal(len(certain)),
        Decimal(len(kind.steps)),
        met_on=(lambda _: certain[-1].entry.date) if complete else never,
    )


def _grounds(steps: Sequence[Step], judged: Lists, certain: Sequence[Judged], _: View) -> Grounds:
    left_out = tuple(_left_out(steps, judged, certain))
    reason = RECORDED if len(certain) == len(steps) else _reason(steps[len(certain)], left_out)
    return Grounds(reason, tuple(Evidence(item.entry, ONE) for item in certain), left_out)


def _chain(judged: Lists, allowed: set[Truth]) -> list[Judged]:
    """One entry for each step, as far as they can be followed."""
    chain: list[Judged] = []
    since = date.min
    for items in judged:
        usable = [item for item in items if item.truth in allowed and item.entry.date >= since]
        if not usable:
            break
        chain.append(usable[0])
        since = usable[0].entry.date
    return chain


def _left_out(steps: Sequence[Step], judged: Lists, chain: Sequence[Judged]) -> Iterator[NotCounted]:
    """What does not count by itself, and what came before the step that it must follow."""
    for index, items in enumerate(judged):
        for item in items:
            why = together(item.whys)
            if why:
                yield NotCounted(item.entry, why, item.truth is UNKNOWN)
            elif 0 < index == len(chain) and item.entry.date < chain[-1].entry.date:
                yield NotCounted(item.entry, message("it came before the step: {step}", step=steps[index - 1].title))


def _reason(missing: Step, left_out: Sequence[NotCounted]) -> Message:
    reason = message("the next step is missing: {step}", step=missing.title)
    return message("{first}; {second}", first=reason, second=left_out[-1].why) if left_out else reason

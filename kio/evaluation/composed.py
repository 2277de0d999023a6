"""Judging compositions: all parts, or so many of them; every part is judged and shown."""

from __future__ import annotations

from decimal import Decimal

from kio.evaluation.amounts import at_least
from kio.evaluation.finding import Finding, together
from kio.evaluation.result import DONE, WORST_FIRST, Result, Status
from kio.evaluation.truth import Truth, all_of
from kio.evaluation.view import Bounds, View
from kio.message import Message, message
from kio.programme.requirement import (
    Requirement,
)

NOTHING_ASKED = Finding(Truth.NO, message("nothing of this is asked here"), status=Status.NOT_APPLICABLE)


def part_results(view: View, name: str, parts: tuple[Requirement, ...]) -> tuple[Result, ...]:
    """The results of the parts that hold for this track."""
    track = view.track()
    mine = (part for part in parts if not part.tracks or track in part.tracks)
    return tuple(view.result_of(f"{name}/{part.id}", part) for part in mine)


def find_met(results: tuple[Result, ...]) -> Finding:
    """All of these requirements are met or waived, and there is at least one."""
    asked = _asked(results)
    answer = all_of(_answer(result) for result in asked) if asked else Truth.NO
    titles = tuple(result.requirement.title for result in asked if result.status not in DONE)
    return Finding(answer, message("not met yet: {titles}", titles=titles) if titles else message("recorded"))


def _asked(results: tuple[Result, ...]) -> list[Result]:
    return [result for result in results if result.status is not Status.NOT_APPLICABLE]


def _answer(result: Result) -> Truth:
    if result.status in DONE:
        return Truth.YES
    return Truth.UNKNOWN if result.status is Status.REVIEW else Truth.NO


def find_all(results: tuple[Result, ...]) -> Finding:
    """Every part that is asked is met or waived; the worst of the others decides the status."""
    asked = _asked(results)
    if not asked:
        return NOTHING_ASKED
    answer = all_of(_answer(result) for result in asked)
    worst = next((status for status in WORST_FIRST if any(r.status is status for r in asked)), None)
    done = [result for result in asked if result.status in DONE]
    days = [result.met_on for result in done]
    return Finding(
        answer,
        _parts_reason(asked, answer),
        Decimal(len(done)),
        Decimal(len(asked)),
        children=results,
        met_on=max((day for day in days if day), default=None) if answer is Truth.YES and None not in days else None,
        status=worst,
    )


def find_any(results: tuple[Result, ...], need: Bounds | None) -> Finding:
    """Enough of the parts are met or waived; what can still be reached decides the status."""
    asked = _asked(results)
    if not asked:
        return NOTHING_ASKED
    have = Bounds.counted([_answer(result) for result in asked])
    if need is None:
        none = message("the rules give no number for this track")
        return Finding(Truth.UNKNOWN, none, have.low, children=results)
    answer = at_least(have, need)
    days = sorted(result.met_on for result in asked if result.status in DONE and result.met_on)
    reachable = [result for result in asked if result.status is not Status.FAILED]
    status = Status.FAILED if len(reachable) < need.low else _best(reachable)
    return Finding(
        answer,
        _parts_reason(asked, answer),
        have.low,
        need.low,
        children=results,
        met_on=days[int(need.low) - 1] if answer is Truth.YES and len(days) >= need.low > 0 else None,
        status=status if answer is Truth.NO else None,
    )


def _best(results: list[Result]) -> Status:
    # Something can be done as long as one way is open; a part that only waits does not make the whole wait.
    return Status.OPEN if any(result.status is Status.OPEN for result in results) else Status.WAITING


def _parts_reason(results: list[Result], answer: Truth) -> Message:
    if answer is Truth.YES:
        return message("recorded")
    lacking = [result for result in results if result.status not in DONE]
    reasons = [message("{title}: {reason}", title=r.requirement.title, reason=r.reason) for r in lacking]
    return together(reasons) or message("nothing recorded yet")

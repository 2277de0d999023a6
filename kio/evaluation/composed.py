"""Judging compositions: all parts, or so many of them; every part is judged and shown."""

from __future__ import annotations

from decimal import Decimal

from kio.evaluation.amounts import at_least
from kio.evaluation.finding import NO_NUMBER, RECORDED, Finding, reached_on, together
from kio.evaluation.result import DONE, Result, Status, applicable, worst
from kio.evaluation.truth import Truth, all_of
from kio.evaluation.view import Bounds, View
from kio.message import Message, message
from kio.programme.requirement import Requirement

NOTHING_ASKED = Finding(Truth.NO, message("nothing of this is asked here"), status=Status.NOT_APPLICABLE)


def part_results(view: View, name: str, parts: tuple[Requirement, ...]) -> tuple[Result, ...]:
    """The results of the parts that hold for this track."""
    track = view.track()
    mine = (part for part in parts if not part.tracks or track in part.tracks)
    return tuple(view.result_of(f"{name}/{part.id}", part) for part in mine)


def find_met(results: tuple[Result, ...]) -> Finding:
    """All of these requirements are met or waived, and there is at least one."""
    mine = applicable(results)
    answer = all_of(_answer(result) for result in mine) if mine else Truth.NO
    titles = tuple(result.requirement.title for result in mine if result.status not in DONE)
    return Finding(answer, message("not met yet: {titles}", titles=titles) if titles else RECORDED)


def _answer(result: Result) -> Truth:
    if result.status in DONE:
        return Truth.YES
    return Truth.UNKNOWN if result.status is Status.REVIEW else Truth.NO


def find_all(results: tuple[Result, ...]) -> Finding:
    """Every part that is asked is met or waived; the worst of the others decides the status."""
    mine = applicable(results)
    if not mine:
        return NOTHING_ASKED
    answer = all_of(_answer(result) for result in mine)
    done = [result for result in mine if result.status in DONE]
    days = [result.met_on for result in done]
    return Finding(
        answer,
        _parts_reason(mine, answer),
        Decimal(len(done)),
        Decimal(len(mine)),
        children=results,
        met_on=max((day for day in days if day), default=None) if answer is Truth.YES and None not in days else None,
        status=worst(mine),
    )


def find_any(results: tuple[Result, ...], need: Bounds | None) -> Finding:
    """Enough of the parts are met or waived; what can still be reached decides the status."""
    mine = applicable(results)
    if not mine:
        return NOTHING_ASKED
    have = Bounds.counted([_answer(result) for result in mine])
    if need is None:
        return Finding(Truth.UNKNOWN, NO_NUMBER, have.low, children=results)
    answer = at_least(have, need)
    reachable = [result for result in mine if result.status is not Status.FAILED]
    status = Status.FAILED if len(reachable) < need.low else _best(reachable)
    return Finding(
        answer,
        _parts_reason(mine, answer),
        have.low,
        need.low,
        children=results,
        met_on=reached_on((r.met_on for r in mine if r.status in DONE), need) if answer is Truth.YES else None,
        status=status if answer is Truth.NO else None,
    )


def _best(results: list[Result]) -> Status:
    # Something can be done as long as one way is open; a part that only waits does not make the whole wait.
    return Status.OPEN if any(result.status is Status.OPEN for result in results) else Status.WAITING


def _parts_reason(results: tuple[Result, ...], answer: Truth) -> Message:
    if answer is Truth.YES:
        return RECORDED
    lacking = [result for result in results if result.status not in DONE]
    reasons = [message("{title}: {reason}", title=r.requirement.title, reason=r.reason) for r in lacking]
    return together(reasons) or message("nothing recorded yet")

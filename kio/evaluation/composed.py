"""Judging compositions: all parts, or so many of them; every part is judged and shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from kio.evaluation.amounts import at_least
from kio.evaluation.finding import NO_NUMBER, RECORDED, Answer, Finding, Grounds, plainly, reached_on, together
from kio.evaluation.outcome import reason_of
from kio.evaluation.result import DONE, Status, applicable, worst
from kio.evaluation.truth import NO, UNKNOWN, YES, Truth, all_of
from kio.evaluation.view import Bounds, View
from kio.message import message
from kio.programme.requirement import Requirement

NOTHING_ASKED = Finding(NO, plainly(message("nothing of this is asked here")), status=Status.NOT_APPLICABLE)


def answers_of(view: View, name: str, parts: tuple[Requirement, ...]) -> tuple[Answer, ...]:
    """The answers of the parts that hold for this track."""
    track = view.track()
    mine = (part for part in parts if not part.tracks or track in part.tracks)
    return tuple(view.answer_of(f"{name}/{part.id}", part) for part in mine)


def find_met(answers: tuple[Answer, ...]) -> Finding:
    """All of these requirements are met or waived, and there is at least one."""
    mine = applicable(answers)
    truth = all_of(_truth(answer) for answer in mine) if mine else NO
    titles = tuple(answer.requirement.title for answer in mine if answer.status not in DONE)
    return Finding(truth, plainly(message("not met yet: {titles}", titles=titles) if titles else RECORDED))


def _truth(answer: Answer) -> Truth:
    if answer.status in DONE:
        return YES
    return UNKNOWN if answer.status is Status.REVIEW else NO


def find_all(parts: tuple[Answer, ...]) -> Finding:
    """Every part that is asked is met or waived; the worst of the others decides the status."""
    mine = applicable(parts)
    if not mine:
        return NOTHING_ASKED
    truth = all_of(_truth(answer) for answer in mine)

    def met_on(view: View) -> date | None:
        days = [answer.met_on(view) for answer in mine] if truth is YES else []
        return max((day for day in days if day), default=None) if None not in days else None

    return Finding(
        truth,
        partial(_grounds, mine, truth),
        Decimal(sum(answer.status in DONE for answer in mine)),
        Decimal(len(mine)),
        parts,
        met_on,
        worst(mine),
    )


def find_any(parts: tuple[Answer, ...], need: Bounds | None) -> Finding:
    """Enough of the parts are met or waived; what can still be reached decides the status."""
    mine = applicable(parts)
    if not mine:
        return NOTHING_ASKED
    have = Bounds.counted([_truth(answer) for answer in mine])
    if need is None:
        return Finding(UNKNOWN, plainly(NO_NUMBER), have.low, parts=parts)
    truth = at_least(have, need)
    reachable = [answer for answer in mine if answer.status is not Status.FAILED]
    status = Status.FAILED if len(reachable) < need.low else _best(reachable)

    def met_on(view: View) -> date | None:
        done = (answer.met_on(view) for answer in mine if answer.status in DONE)
        return reached_on(done, need) if truth is YES else None

    return Finding(
        truth,
        partial(_grounds, mine, truth),
        have.low,
        need.low,
        parts,
        met_on,
        status if truth is NO else None,
    )


def _best(answers: list[Answer]) -> Status:
    # Something can be done as long as one way is open; a part that only waits does not make the whole wait.
    return Status.OPEN if any(answer.status is Status.OPEN for answer in answers) else Status.WAITING


def _grounds(parts: tuple[Answer, ...], truth: Truth, view: View) -> Grounds:
    if truth is YES:
        return Grounds(RECORDED)
    lacking = [answer for answer in parts if answer.status not in DONE]
    reasons = [
        message("{title}: {reason}", title=answer.requirement.title, reason=reason_of(view, answer))
        for answer in lacking
    ]
    return Grounds(together(reasons) or message("nothing recorded yet"))

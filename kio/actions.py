"""From a standing to work: who must do what, from when and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kio.evaluation.result import DONE, Result, Standing, Status
from kio.message import Message, Text, message
from kio.programme.requirement import Act

TRAINEE, COORDINATOR = "trainee", "coordinator"
IDLE = DONE | {Status.NOT_APPLICABLE}


class Action(NamedTuple):
    """Something that somebody must do for a requirement (`checklist/id`), or for the phase itself (None).

    `from_` is its first possible day while that lies ahead, `until` its last one; `late` means that `until` has
    passed; `planned` is the day for which it is planned already.
    """

    who: str
    what: Text | Message
    requirement: str | None
    from_: date | None = None
    until: date | None = None
    late: bool = False
    planned: date | None = None


class Due(NamedTuple):
    """A result that asks for an action, or what the phase asks, and when; who and what an `Action` says."""

    about: Result | Act
    from_: date | None = None
    until: date | None = None
    late: bool = False
    planned: date | None = None

    def action(self) -> Action:
        """Who must do what."""
        if isinstance(self.about, Act):
            return Action(self.about.who, self.about.what, None)
        who, what = _task(self.about)
        return Action(who, what, self.about.name, self.from_, self.until, self.late, self.planned)


def actions(standing: Standing) -> tuple[Action, ...]:
    """What must be done next: late first, then by last day, first or planned day and the order of the checklists."""
    return tuple(item.action() for item in due(standing))


def due(standing: Standing) -> list[Due]:
    """The same, without who and what: that may have to be worked out."""
    phase = standing.phase
    if phase.idle:
        return []
    results = (result for part in standing.checklists if part.relevant for result in part.results)
    pending = set(_pending(standing))
    todo = [_due(result, standing.on) for result in results if _is_due(result, pending)]
    return sorted([*([Due(phase.act)] if phase.act else ()), *todo], key=_urgency)


def _pending(standing: Standing) -> Iterator[str]:
    """The names of requirements and checklists of which something is still to be done."""
    for part in standing.checklists:
        unmet = [result.name for result in part.results if result.status not in IDLE]
        yield from (part.checklist.id, *unmet) if unmet else ()


def _is_due(result: Result, pending: set[str]) -> bool:
    """Whether somebody can do something for a requirement now, or can plan it."""
    if result.status in IDLE or (result.status is Status.FAILED and result.waiver.refused):
        return False
    act = result.requirement.act
    if result.status is Status.WAITING:
        return act is not None
    return result.status is not Status.OPEN or act is None or pending.isdisjoint(act.once)


def _due(result: Result, on: date) -> Due:
    # A judgement or a decision on an exception need not wait for the day on which the requirement can be met.
    ahead = result.status in (Status.OPEN, Status.WAITING) and result.earliest is not None and result.earliest > on
    planned = min((entry.date for entry in result.why.planned), default=None)
    return Due(result, result.earliest if ahead else None, result.deadline, result.late, planned)


def _task(result: Result) -> tuple[str, Text | Message]:
    title, act = result.requirement.title, result.requirement.act
    if result.status is Status.FAILED:
        return COORDINATOR, message("decide whether an exception is possible: {title}", title=title)
    if result.status is Status.REVIEW and result.waiver.requested:
        return COORDINATOR, message("decide on the exception: {title}", title=title)
    if result.status is Status.REVIEW:
        return COORDINATOR, message("judge: {title}", title=title)
    if act is None:
        return TRAINEE, title
    # Where there is an entry already, what it lacks may be all that is to be done.
    if result.status is Status.OPEN and result.need is not None and result.need <= 1 and result.why.not_counted:
        return act.who, message("{what} ({reason})", what=act.what, reason=result.why.reason)
    return act.who, act.what


def _urgency(item: Due) -> tuple[bool, date, date]:
    # `sorted` is stable: what is equally urgent keeps the order of the checklists.
    return not item.late, item.until or date.max, item.from_ or item.planned or date.min

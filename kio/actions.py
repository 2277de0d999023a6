"""From a standing to work: who must do what, from when and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kio.evaluation.result import DONE, Reminded, Result, Standing, Status
from kio.message import Message, Text, message

TRAINEE, COORDINATOR = "trainee", "coordinator"
IDLE = DONE | {Status.NOT_APPLICABLE}


class Kind(StrEnum):
    """Why something is to be done."""

    REQUIREMENT = "requirement"
    EXCEPTION = "exception"
    REMINDER = "reminder"
    PAYMENT = "payment"
    PHASE = "phase"


class Wanted(NamedTuple):
    """What is to be written down: entries of these types, and what of them matters."""

    entries: tuple[Text, ...]
    fields: tuple[Text | Message, ...] = ()


class Unlocked(NamedTuple):
    """A requirement (by its name) or a phase that waits for something."""

    kind: str
    id: str
    title: Text


class Action(NamedTuple):
    """Something that somebody must do for a requirement (`checklist/id`), or for something else (None), as `kind` says.

    `from_` is its first possible day while that lies ahead, `until` its last one; `late` means that `until` has
    passed; `planned` is the day for which it is planned already. `person` is the id of who must act, where the record
    names one; `reminder` is the id of the rule that asks for it, where that is a reminder.
    """

    who: str
    what: Text | Message
    requirement: str | None
    from_: date | None = None
    until: date | None = None
    late: bool = False
    planned: date | None = None
    kind: Kind = Kind.REQUIREMENT
    reminder: str | None = None
    person: str | None = None
    evidence: tuple[Wanted, ...] = ()
    unlocks: tuple[Unlocked, ...] = ()

    @property
    def name(self) -> str:
        """The requirement or the reminder that it is for, else its kind."""
        return self.requirement or self.reminder or self.kind.value


def actions(standing: Standing) -> tuple[Action, ...]:
    """What must be done next, the most urgent first; without who exactly, with which evidence and what waits for it."""
    pending = set(_pending(standing))
    todo = list(_of_requirements(standing, pending))
    act = standing.phase.act
    own = [Action(act.who, act.what, None, kind=Kind.PHASE)] if act and not standing.phase.idle else []
    return by_urgency([*own, *todo, *_of_reminders(standing, pending)])


def by_urgency(todo: Iterable[Action]) -> tuple[Action, ...]:
    """Late first, then by last day, by first or planned day, and in the order given."""
    return tuple(sorted(todo, key=urgency))


def urgency(action: Action) -> tuple[bool, date, date]:
    """What sorts actions; what is equally urgent stays in its order."""
    return not action.late, action.until or date.max, action.from_ or action.planned or date.min


def _pending(standing: Standing) -> Iterator[str]:
    """The names of requirements and checklists of which something is still to be done."""
    for part in standing.checklists:
        unmet = [result.name for result in part.results if result.status not in IDLE]
        yield from (part.checklist.id, *unmet) if unmet else ()


# --- requirements and their exceptions


def _of_requirements(standing: Standing, pending: set[str]) -> Iterator[Action]:
    if standing.phase.idle:
        return
    for part in standing.checklists:
        if part.relevant:
            yield from (_action(result, standing.on) for result in part.results if _is_due(result, pending))


def _is_due(result: Result, pending: set[str]) -> bool:
    """Whether somebody can do something for a requirement now, or can plan it."""
    if result.status in IDLE or (result.status is Status.FAILED and result.waiver.refused):
        return False
    act = result.requirement.act
    if result.status is Status.WAITING:
        return act is not None
    return result.status is not Status.OPEN or act is None or pending.isdisjoint(act.once)


def _action(result: Result, on: date) -> Action:
    kind, who, what = _task(result)
    # A judgement or a decision on an exception need not wait for the day on which the requirement can be met.
    ahead = result.status in (Status.OPEN, Status.WAITING) and result.earliest is not None and result.earliest > on
    first = result.earliest if ahead else None
    planned = min((entry.date for entry in result.planned), default=None)
    return Action(who, what, result.name, first, result.deadline, result.late, planned, kind)


def _task(result: Result) -> tuple[Kind, str, Text | Message]:
    title, act = result.requirement.title, result.requirement.act
    if result.status is Status.FAILED:
        return Kind.EXCEPTION, COORDINATOR, message("decide whether an exception is possible: {title}", title=title)
    if result.status is Status.REVIEW and result.waiver.requested:
        return Kind.EXCEPTION, COORDINATOR, message("decide on the exception: {title}", title=title)
    if result.status is Status.REVIEW:
        return Kind.REQUIREMENT, COORDINATOR, message("judge: {title}", title=title)
    if act is None:
        return Kind.REQUIREMENT, TRAINEE, title
    # Where there is an entry already, what it lacks may be all that is to be done.
    if result.status is Status.OPEN and result.not_counted and result.need is not None and result.need <= 1:
        return Kind.REQUIREMENT, act.who, message("{what} ({reason})", what=act.what, reason=result.reason)
    return Kind.REQUIREMENT, act.who, act.what


# --- reminders, and exceptions that end


def _of_reminders(standing: Standing, pending: set[str]) -> Iterator[Action]:
    for item in standing.reminders:
        if (item.first_day is None or item.first_day <= standing.on) and _is_time(item, pending):
            yield _reminder(item, standing.on)


def _is_time(item: Reminded, pending: set[str]) -> bool:
    return item.rule is None or pending.isdisjoint(item.rule.act.once)


def _reminder(item: Reminded, on: date) -> Action:
    if item.rule is None:
        what = message("decide what follows the exception that ends: {title}", title=item.title)
        return Action(COORDINATOR, what, item.result, until=item.due, kind=Kind.EXCEPTION)
    act, late = item.rule.act, item.due is not None and item.due < on
    said = message("{what}: {values}", what=act.what, values=item.shown) if item.shown else act.what
    return Action(act.who, said, None, None, item.due, late, kind=Kind.REMINDER, reminder=item.rule.id)

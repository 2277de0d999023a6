"""From a standing to work: who must do what, from when and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from kio.evaluation.result import DONE, Reminded, Result, Standing, Status
from kio.message import Message, Text, message
from kio.programme.requirement import Act

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


class Due(NamedTuple):
    """What asks for an action, and when; an `Action` says who must do what."""

    about: Result | Act | Reminded
    from_: date | None = None
    until: date | None = None
    late: bool = False
    planned: date | None = None

    @property
    def name(self) -> str:
        """As of an action."""
        match self.about:
            case Result(name):
                return name
            case Reminded(rule=rule, result=result):
                return rule.id if rule else result or Kind.EXCEPTION.value
            case Act():
                return Kind.PHASE.value

    def action(self) -> Action:
        """Who must do what."""
        match self.about:
            case Act(who, what):
                return Action(who, what, None, kind=Kind.PHASE)
            case Reminded() as item:
                return _reminder(self, item)
            case Result(name) as result:
                kind, who, said = _task(result)
                return Action(who, said, name, self.from_, self.until, self.late, self.planned, kind)


def actions(standing: Standing) -> tuple[Action, ...]:
    """What must be done next, the most urgent first; without who exactly, with which evidence and what waits for it."""
    return tuple(worded(item) for item in by_urgency(due(standing)))


def due(standing: Standing) -> list[Due]:
    """The same in the order of the rules, without who and what: that may have to be worked out."""
    act, pending = standing.phase.act, set(_pending(standing))
    own = [Due(act)] if act and not standing.phase.idle else []
    return [*own, *_of_requirements(standing, pending), *_of_reminders(standing, pending)]


def worded(item: Due | Action) -> Action:
    """The action itself."""
    return item.action() if isinstance(item, Due) else item


T = TypeVar("T", bound="Due | Action")


def by_urgency(todo: Iterable[T]) -> tuple[T, ...]:
    """Late first, then what the phase asks, then by last day, by first or planned day, and in the order given."""
    return tuple(sorted(todo, key=urgency))


def urgency(item: Due | Action) -> tuple[bool, bool, date, date]:
    """What sorts actions; what is equally urgent stays in its order."""
    of_phase = item.kind is Kind.PHASE if isinstance(item, Action) else isinstance(item.about, Act)
    return not item.late, not of_phase, item.until or date.max, item.from_ or item.planned or date.min


def _pending(standing: Standing) -> Iterator[str]:
    """The names of requirements and checklists of which something is still to be done."""
    for part in standing.checklists:
        unmet = [result.name for result in part.results if result.status not in IDLE]
        yield from (part.checklist.id, *unmet) if unmet else ()


# --- requirements and their exceptions


def _of_requirements(standing: Standing, pending: set[str]) -> Iterator[Due]:
    if standing.phase.idle:
        return
    for part in standing.checklists:
        if part.relevant:
            yield from (_due(result, standing.on) for result in part.results if _is_due(result, pending))


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
    # Where there is an entry already, what it lacks may be all that is to be done; of several it is how many more.
    if result.status is Status.OPEN and result.need is not None and _has_begun(result):
        return Kind.REQUIREMENT, act.who, message("{what} ({reason})", what=act.what, reason=result.why.reason)
    return Kind.REQUIREMENT, act.who, act.what


def _has_begun(result: Result) -> bool:
    """Whether there is something already, so that what is still lacking says more than what is asked."""
    return bool(result.have) if result.need is not None and result.need > 1 else bool(result.why.not_counted)


# --- reminders, and exceptions that end


def _of_reminders(standing: Standing, pending: set[str]) -> Iterator[Due]:
    for item in standing.reminders:
        if (item.first_day is None or item.first_day <= standing.on) and _is_time(item, pending):
            late = item.rule is not None and item.due is not None and item.due < standing.on
            yield Due(item, until=item.due, late=late)


def _is_time(item: Reminded, pending: set[str]) -> bool:
    return item.rule is None or pending.isdisjoint(item.rule.act.once)


def _reminder(due: Due, item: Reminded) -> Action:
    if item.rule is None:
        what = message("decide what follows the exception that ends: {title}", title=item.title)
        return Action(COORDINATOR, what, item.result, until=due.until, kind=Kind.EXCEPTION)
    act = item.rule.act
    said = message("{what}: {values}", what=act.what, values=item.shown) if item.shown else act.what
    return Action(act.who, said, None, None, due.until, due.late, kind=Kind.REMINDER, reminder=item.rule.id)

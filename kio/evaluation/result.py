"""What an evaluation yields: one tree of results that explains itself and that every view reads."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kio.message import Message, Text
from kio.models.record import Entry, Trainee
from kio.programme.model import Checklist, Edition, Phase, Programme, Question, Reading, Track
from kio.programme.reminder import Reminder
from kio.programme.requirement import Requirement


class Status(StrEnum):
    """The answer for one requirement; the interface fixes the words."""

    MET = "met"
    WAIVED = "waived"
    OPEN = "open"
    WAITING = "waiting"
    REVIEW = "review"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"


DONE = frozenset({Status.MET, Status.WAIVED})
WORST_FIRST = (Status.FAILED, Status.REVIEW, Status.OPEN, Status.WAITING)


class Evidence(NamedTuple):
    """An entry that counts, and how much."""

    entry: Entry
    counts: Decimal
    remarks: tuple[Text | Message, ...] = ()


class NotCounted(NamedTuple):
    """An entry that does not count (or not for certain), and why."""

    entry: Entry
    why: Message
    uncertain: bool = False


class Waiver(NamedTuple):
    """What exceptions say on the day: `granted` is in force, `requested` awaits a decision, `refused` was the last.

    A grant has held without a gap since `since` and holds until `until`, the last day included.
    """

    granted: Entry | None = None
    requested: Entry | None = None
    refused: Entry | None = None
    since: date | None = None
    until: date | None = None


class Result(NamedTuple):
    """The answer for one requirement of one trainee on one day.

    `beneath` is the status without any exception; `late` means that the deadline lies before the day and it is not met.
    """

    name: str
    requirement: Requirement
    status: Status
    beneath: Status
    reason: Message
    have: Decimal | None = None
    need: Decimal | None = None
    evidence: tuple[Evidence, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    planned: tuple[Entry, ...] = ()
    children: tuple["Result", ...] = ()
    met_on: date | None = None
    earliest: date | None = None
    deadline: date | None = None
    late: bool = False
    waiver: Waiver = Waiver()
    readings: tuple[tuple[Question, Reading], ...] = ()


class ChecklistResult(NamedTuple):
    """A checklist's answer: met when all is met or waived, else the worst of its requirements."""

    checklist: Checklist
    status: Status
    results: tuple[Result, ...]
    relevant: bool


class Reminded(NamedTuple):
    """Something to remember: due on a day (None: without a term), shown from `first_day` on (None: always).

    `rule` is None where it is an exception that ends: then `result` and `title` are those of what it waives. `shown`
    are values of the entries concerned.
    """

    rule: Reminder | None
    entries: tuple[Entry, ...] = ()
    due: date | None = None
    first_day: date | None = None
    shown: tuple[object, ...] = ()
    result: str | None = None
    title: Text | None = None


class Standing(NamedTuple):
    """Where a trainee stands on a day."""

    on: date
    programme: Programme
    trainee: Trainee
    track: Track
    edition: Edition | None
    phase: Phase
    checklists: tuple[ChecklistResult, ...]
    met: int
    of: int
    reminders: tuple[Reminded, ...] = ()

    def results(self) -> tuple[Result, ...]:
        """All results that concern this trainee, in the order of the checklists."""
        return applicable(result for part in self.checklists for result in part.results)


def applicable(results: Iterable[Result]) -> tuple[Result, ...]:
    """The results of what is asked of this trainee."""
    return tuple(result for result in results if result.status is not Status.NOT_APPLICABLE)


def worst(results: Iterable[Result]) -> Status | None:
    """The worst status among these; None where all that is asked is done."""
    statuses = {result.status for result in results}
    return next((status for status in WORST_FIRST if status in statuses), None)

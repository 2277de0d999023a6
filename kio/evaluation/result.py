"""What an evaluation yields: one tree of results that explains itself and that every view reads."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar

from kio.message import Message, Text
from kio.models.record import Entry, Trainee
from kio.programme.language import ByReading
from kio.programme.model import Checklist, Edition, Phase, Programme, Question, Reading, Track
from kio.programme.reminder import Reminder
from kio.programme.requirement import Kind, Requirement


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


Readings = tuple[tuple[Question, Reading], ...]
"""Questions that the sources leave open, each with a way to read it."""


class Why(Protocol):
    """What explains a result; each part may be worked out only when it is read."""

    @property
    def reason(self) -> Message:
        """Why the status is what it is, in a sentence."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The entries that count."""

    @property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """The entries that do not count, or not for certain."""

    @property
    def planned(self) -> tuple[Entry, ...]:
        """Entries of a later day that it is about."""

    @property
    def met_on(self) -> date | None:
        """The day since which it is met or waived."""

    @property
    def readings(self) -> Readings:
        """The questions on which the answer depends."""


class Explanation(NamedTuple):
    """What explains a result, all of it there."""

    reason: Message
    evidence: tuple[Evidence, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    planned: tuple[Entry, ...] = ()
    met_on: date | None = None
    readings: Readings = ()


class Result(NamedTuple):
    """The answer for one requirement of one trainee on one day, and what explains it.

    `beneath` is the status without any exception; `late` means that the deadline lies before the day and it is not met.
    """

    name: str
    requirement: Requirement
    status: Status
    beneath: Status
    why: Why
    have: Decimal | None = None
    need: Decimal | None = None
    children: tuple["Result", ...] = ()
    earliest: date | None = None
    deadline: date | None = None
    late: bool = False
    waiver: Waiver = Waiver()

    def kind(self, questions: Mapping[str, Question]) -> Kind:
        """What was judged, by the readings that hold; a question that does not arise here has its default."""
        kind, used = self.requirement.kind, None
        while isinstance(kind, ByReading):
            used = used or {question.id: reading.id for question, reading in self.why.readings}
            kind = kind.parts[used.get(kind.question, questions[kind.question].default)]
        return kind


class Under(NamedTuple):
    """What a requirement comes to when the questions behind it are read in one way.

    `changed` are the readings in it that do not hold.
    """

    taken: Readings
    changed: Readings
    status: Status
    have: Decimal | None
    need: Decimal | None


class Unders(NamedTuple):
    """A requirement under every way to read what is open: its `status` under what holds, and the other ways.

    `complete` is false where there are too many ways, so that each question was changed by itself.
    """

    status: Status
    others: tuple[Under, ...]
    complete: bool = True

    @property
    def same(self) -> bool:
        """Whether the status is the same under all of them."""
        return self.complete and not self.differing

    @property
    def differing(self) -> tuple[Under, ...]:
        """The ways under which the status is another one, as far as fewer changes do not lead there too."""
        found = [other for other in self.others if other.status is not self.status]
        changes = [{(question.id, reading.id) for question, reading in other.changed} for other in found]
        return tuple(
            other for other, mine in zip(found, changes, strict=True) if not any(known < mine for known in changes)
        )


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
    """Where a trainee stands on a day.

    `unders` has, by the names of requirements, what other readings of open questions would make of them, once that
    was asked for. `supposed` are readings that were asked for instead of those that hold; so can the edition be.
    """

    on: date
    programme: Programme
    trainee: Trainee
    track: Track
    edition: Edition | None
    phase: Phase
    checklists: tuple[ChecklistResult, ...]
    met: int
    of: int
    unders: Mapping[str, Unders] = {}
    supposed: Readings = ()
    supposed_edition: bool = False
    reminders: tuple[Reminded, ...] = ()

    def results(self) -> tuple[Result, ...]:
        """All results that concern this trainee, in the order of the checklists."""
        return applicable(result for part in self.checklists for result in part.results)


class HasStatus(Protocol):
    """Something that has a status."""

    @property
    def status(self) -> Status:
        """The status."""


Some = TypeVar("Some", bound=HasStatus)


def applicable(results: Iterable[Some]) -> tuple[Some, ...]:
    """Those of what is asked of this trainee."""
    absent = Status.NOT_APPLICABLE
    return tuple([result for result in results if result.status is not absent])


def worst(results: Iterable[HasStatus]) -> Status | None:
    """The worst status among these; None where all that is asked is done."""
    statuses = {result.status for result in results}
    return next((status for status in WORST_FIRST if status in statuses), None)

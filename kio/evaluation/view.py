"""What exists on a day: the record cut at that day, the people, and the values that bind this trainee.

`View` declares what the parts of the engine ask of each other; `kio.evaluation.engine` joins them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kio.evaluation.truth import Truth
from kio.message import Message
from kio.models.record import Entry, Person, Trainee
from kio.programme.fields import Field, field_of
from kio.programme.model import Programme
from kio.programme.model import Value as Given

if TYPE_CHECKING:
    from kio.evaluation.result import Result, Waiver
    from kio.programme.language import Amount, Condition, Day, Selection
    from kio.programme.measure import Measure
from kio.programme.requirement import Kind, Requirement


class Case(NamedTuple):
    """One trainee with all that an evaluation may look at.

    `planned` is what the group foresees; `told` are facts by their names, yes and no as 1 and 0.
    """

    programme: Programme
    trainee: Trainee
    people: Mapping[str, Person]
    others: Mapping[str, Trainee] = {}
    planned: tuple[Entry, ...] = ()
    told: Mapping[str, Decimal | date] = {}


class Verdict(NamedTuple):
    """Whether an entry meets a condition, and for each test that it does not clearly meet: why."""

    truth: Truth
    whys: tuple[Message, ...] = ()


def verdict(answer: Truth, why: Message) -> Verdict:
    """A verdict that says why, unless the answer is yes."""
    return Verdict(answer, () if answer is Truth.YES else (why,))


def joined(verdicts: Sequence[Verdict], join: Callable[[Iterable[Truth]], Truth]) -> Verdict:
    """Several verdicts as one; the reasons of those that are not yes, unless the whole is."""
    answer = join(verdict.truth for verdict in verdicts)
    return Verdict(answer, () if answer is Truth.YES else tuple(why for item in verdicts for why in item.whys))


class Judged(NamedTuple):
    """An entry of a selection with its verdict."""

    entry: Entry
    truth: Truth
    whys: tuple[Message, ...] = ()


class Bounds(NamedTuple):
    """An amount of which `low` is certain and at most `high` is possible (None: nobody can say)."""

    low: Decimal
    high: Decimal | None

    @classmethod
    def counted(cls, answers: Sequence[Truth]) -> Bounds:
        """How many answers are certainly yes, and how many may be."""
        return cls(Decimal(answers.count(Truth.YES)), Decimal(len(answers) - answers.count(Truth.NO)))


class Value(NamedTuple):
    """What a field of an entry says on the day: `later` is a date that has not come yet."""

    field: Field
    given: object = None
    later: date | None = None

    def each(self) -> tuple[object, ...]:
        """The values one by one: several where the field takes several, none where nothing is recorded."""
        if self.given is None:
            return ()
        return self.given if isinstance(self.given, tuple) else (self.given,)


class Ordered(NamedTuple):
    """The log of a record by date, and the same with what the group plans."""

    log: list[Entry]
    foreseen: list[Entry]


def _ordered(case: Case) -> Ordered:
    return Ordered(sorted(case.trainee.log, key=in_order), sorted((*case.trainee.log, *case.planned), key=in_order))


class View(ABC):
    """A case on a day."""

    def __init__(self, case: Case, on: date, decided_by: date | None = None, like: View | None = None) -> None:
        self.case = case
        self.on = on
        self.decided_by = decided_by or on
        """Decisions between readings are known that were taken until this day."""
        self.programme = case.programme
        self.ordered: Ordered = like.ordered if like else _ordered(case)

    def value(self, entry: Entry, name: str) -> Value:
        """A field of an entry; a date on which something happens does not exist before it has come."""
        kind = self.programme.entries[entry.type]
        field = field_of(kind, name)
        if field is None:
            raise KeyError(name)
        given = entry.date if name == "date" else entry.values.get(name)
        if field.type != "date" or field.limit or given is None:
            return Value(field, given)
        days = given if isinstance(given, tuple) else (given,)
        come = tuple(day for day in days if day <= self.on)
        if not come:
            return Value(field, None, min(days))
        return Value(field, come if isinstance(given, tuple) else given)

    def entries(self, types: tuple[str, ...], ongoing: bool = False) -> list[Entry]:
        """Entries of these types that exist on the day, by date; `ongoing` adds those that have begun."""
        log = (entry for entry in self.ordered.log if entry.type in types)
        return [entry for entry in log if entry.date <= self.on or (ongoing and self._begun(entry))]

    def later(self, types: tuple[str, ...]) -> list[Entry]:
        """Entries of these types that are planned: dated after the day."""
        return [entry for entry in self.ordered.foreseen if entry.type in types and entry.date > self.on]

    def foreseen(self, types: tuple[str, ...]) -> list[Entry]:
        """Entries of these types that lie ahead, and all that the group plans, also what should have happened."""
        log = [entry for entry in self.ordered.log if entry.type in types and entry.date > self.on]
        return [*log, *(entry for entry in self.case.planned if entry.type in types)]

    def _begun(self, entry: Entry) -> bool:
        fields = self.programme.entries[entry.type].fields.values()
        days = (entry.values.get(field.name) for field in fields if field.type == "date" and not field.limit)
        return any(isinstance(day, date) and day <= self.on for day in days)

    @abstractmethod
    def track(self) -> str:
        """The track on this day."""

    @abstractmethod
    def parameter(self, name: str) -> Given:
        """A parameter's value in the edition and track that bind."""

    @abstractmethod
    def fact(self, name: str) -> Bounds | date | None:
        """What is known of a fact: what was told, else what the rules take."""

    @abstractmethod
    def day(self, day: Day) -> date | None:
        """A day, or None while it is not known."""

    @abstractmethod
    def amount(self, amount: Amount) -> Bounds | None:
        """An amount, or None where the rules give none."""

    @abstractmethod
    def judge(self, condition: Condition, entry: Entry) -> Verdict:
        """Whether an entry meets a condition."""

    @abstractmethod
    def select(self, selection: Selection, ongoing: bool = False) -> tuple[Judged, ...]:
        """The candidates of a selection with their verdicts, by date."""

    @abstractmethod
    def pick(self, name: str) -> tuple[object, ...]:
        """The value that a pick means; several where the record cannot tell, none while there is none."""

    @abstractmethod
    def measure(self, measure: Measure) -> Bounds:
        """What a measure of its selection yields."""

    @abstractmethod
    def holds(self, kind: Kind) -> Truth:
        """Whether a kind of requirement holds."""

    @abstractmethod
    def result(self, name: str) -> Result:
        """The result of a requirement by its name `checklist/requirement`."""

    @abstractmethod
    def result_of(self, name: str, requirement: Requirement) -> Result:
        """The result of a requirement under a name."""

    @abstractmethod
    def waiver(self, name: str) -> Waiver:
        """What the exceptions say of a requirement on the day."""

    @abstractmethod
    def checklist_results(self, name: str) -> tuple[Result, ...]:
        """The results of a checklist; those of other tracks are left out."""

    @abstractmethod
    def beside(self, other: Trainee) -> tuple[str, str]:
        """The track and the phase of another trainee on the same day."""


def in_order(entry: Entry) -> tuple[object, ...]:
    """By date, then by content: the order of lines in a log never matters."""
    return entry.date, entry.type, sorted((name, str(value)) for name, value in entry.values.items())

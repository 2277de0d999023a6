"""What exists on a day: the record cut at that day, the people, and the values that bind this trainee.

`View` declares what the parts of the engine ask of each other; `kio.evaluation.engine` joins them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kio.evaluation.memo import Memo
from kio.evaluation.truth import Truth
from kio.message import Message
from kio.models.record import Entry, Person, Trainee
from kio.programme.fields import COMMON_FIELDS, Field, field_of
from kio.programme.model import Programme
from kio.programme.model import Value as Given

if TYPE_CHECKING:
    from kio.evaluation.result import Result, Waiver
    from kio.programme.language import Amount, Condition, Day, Selection
    from kio.programme.measure import Measure
from kio.programme.requirement import Kind, Requirement


class Case(NamedTuple):
    """One trainee with all that an evaluation may look at.

    `planned` is what the group foresees; `told` are facts by their names, yes and no as 1 and 0. What is supposed:
    `readings` by question, and an `edition`, instead of those that hold.
    """

    programme: Programme
    trainee: Trainee
    people: Mapping[str, Person]
    others: Mapping[str, Trainee] = {}
    planned: tuple[Entry, ...] = ()
    told: Mapping[str, Decimal | date] = {}
    readings: Mapping[str, str] = {}
    edition: str | None = None


class Verdict(NamedTuple):
    """Whether an entry meets a condition, and for each test that it does not clearly meet: why."""

    truth: Truth
    whys: tuple[Message, ...] = ()


YES = Verdict(Truth.YES)
DATE = COMMON_FIELDS["date"]


def verdict(answer: Truth, why: Message) -> Verdict:
    """A verdict that says why, unless the answer is yes."""
    return YES if answer is Truth.YES else Verdict(answer, (why,))


def joined(verdicts: Sequence[Verdict], join: Callable[[Iterable[Truth]], Truth]) -> Verdict:
    """Several verdicts as one; the reasons of those that are not yes, unless the whole is."""
    if len(verdicts) == 1:
        return verdicts[0]
    answer = join(verdict.truth for verdict in verdicts)
    return YES if answer is Truth.YES else Verdict(answer, tuple([why for item in verdicts for why in item.whys]))


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


class Ordered:
    """The log of a record by date, and the same with what the group plans."""

    def __init__(self, case: Case) -> None:
        self.log = _by_date(case.trainee.log)
        self.foreseen = _by_date((*case.trainee.log, *case.planned)) if case.planned else self.log
        self._of_type: dict[str, list[Entry]] = {}
        for entry in self.log:
            self._of_type.setdefault(entry.type, []).append(entry)

    def of_types(self, types: tuple[str, ...]) -> list[Entry]:
        """The entries of these types in the log."""
        if len(types) == 1:
            return self._of_type.get(types[0], [])
        return [entry for entry in self.log if entry.type in types]


def _by_date(entries: Sequence[Entry]) -> list[Entry]:
    if len({entry.date for entry in entries}) == len(entries):  # no day has two, whose content would have to decide
        return sorted(entries, key=attrgetter("date"))
    return sorted(entries, key=in_order)


class View(ABC):
    """A case on a day."""

    def __init__(
        self,
        case: Case,
        on: date,
        decided_by: date | None = None,
        *,
        like: View | None = None,
        memo: Memo | None = None,
    ) -> None:
        self.case = case
        self.memo = memo or Memo(case.programme)
        self.on = on
        self.decided_by = decided_by or on
        """Decisions between readings are known that were taken until this day."""
        self.programme = case.programme
        self.supposed = frozenset(case.readings.items())
        self.ordered: Ordered = like.ordered if like else Ordered(case)
        self._pools: dict[tuple[tuple[str, ...], bool], tuple[Judged, ...]] = {}
        self._ahead = [entry for entry in self.ordered.foreseen if entry.date > on]

    def value(self, entry: Entry, name: str) -> Value:
        """A field of an entry; a date on which something happens does not exist before it has come."""
        if name == "date":
            return Value(DATE, entry.date) if entry.date <= self.on else Value(DATE, None, entry.date)
        field = field_of(self.programme.entries[entry.type], name)
        if field is None:
            raise KeyError(name)
        given = entry.values.get(name)
        if field.type != "date" or field.limit or given is None:
            return Value(field, given)
        if isinstance(given, tuple):
            come = tuple(day for day in given if day <= self.on)
            return Value(field, come) if come else Value(field, None, min(given))
        return Value(field, None, given) if isinstance(given, date) and given > self.on else Value(field, given)

    def entries(self, types: tuple[str, ...], ongoing: bool = False) -> list[Entry]:
        """Entries of these types that exist on the day, by date; `ongoing` adds those that have begun."""
        log = self.ordered.of_types(types)
        if not self._ahead:
            return log
        return [entry for entry in log if entry.date <= self.on or (ongoing and self._begun(entry))]

    def pool(self, types: tuple[str, ...], ongoing: bool) -> tuple[Judged, ...]:
        """The same entries, of which nothing was asked yet."""
        key = (types, ongoing)
        found = self._pools.get(key)
        if found is None:
            found = tuple([Judged(entry, Truth.YES) for entry in self.entries(types, ongoing)])
            self._pools[key] = found
        return found

    def later(self, types: tuple[str, ...]) -> list[Entry]:
        """Entries of these types that are planned: dated after the day."""
        return [entry for entry in self._ahead if entry.type in types]

    def foreseen(self, types: tuple[str, ...]) -> list[Entry]:
        """Entries of these types that lie ahead, and all that the group plans, also what should have happened."""
        log = [entry for entry in self.ordered.of_types(types) if entry.date > self.on]
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
    def judge_each(self, condition: Condition, entries: Sequence[Entry]) -> list[Verdict]:
        """Whether each of these entries meets a condition."""

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

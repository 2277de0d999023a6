"""What exists on a day: the record cut at that day, the people, and the values that bind this trainee.

`View` declares what the parts of the engine ask of each other; `kio.evaluation.engine` joins them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kio.evaluation.memo import Memo
from kio.evaluation.truth import NO, YES, Truth
from kio.message import Message
from kio.models.record import Entry, Person, Trainee
from kio.programme.fields import COMMON_FIELDS, Field, field_of
from kio.programme.model import Programme
from kio.programme.model import Value as Given

if TYPE_CHECKING:
    from kio.evaluation.finding import Answer
    from kio.evaluation.result import Readings, Waiver
    from kio.programme.language import Amount, Condition, Day, Selection
    from kio.programme.measure import Measure
from kio.programme.requirement import Enough, Kind, Requirement


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


Judge = Callable[["View", Sequence[Entry]], list[Verdict]]
"""A condition made ready: whether each of some entries meets it."""
CLEAR = Verdict(YES)
DATE = COMMON_FIELDS["date"]


def verdict(answer: Truth, why: Message) -> Verdict:
    """A verdict that says why, unless the answer is yes."""
    return CLEAR if answer is YES else Verdict(answer, (why,))


def joined(verdicts: Sequence[Verdict], join: Callable[[Iterable[Truth]], Truth]) -> Verdict:
    """Several verdicts as one; the reasons of those that are not yes, unless the whole is."""
    if len(verdicts) == 1:
        return verdicts[0]
    answer = join([verdict.truth for verdict in verdicts])
    return CLEAR if answer is YES else Verdict(answer, tuple([why for item in verdicts for why in item.whys]))


class Judged(NamedTuple):
    """An entry of a selection with its verdict."""

    entry: Entry
    truth: Truth
    whys: tuple[Message, ...] = ()


class Bounds(NamedTuple):
    """An amount of which `low` is certain and at most `high` is possible (None: nobody can say)."""

    low: Decimal
    high: Decimal | None

    @staticmethod
    def counted(answers: Sequence[Truth]) -> Bounds:
        """How many answers are certainly yes, and how many may be."""
        return _whole(answers.count(YES), len(answers) - answers.count(NO))


Limits = tuple[Bounds | None, Bounds | None]
"""The least and the most of something."""


@cache
def _whole(low: int, high: int) -> Bounds:
    return Bounds(Decimal(low), Decimal(high))


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
    """The log of a record by date, whole and by types; of its entries nothing was asked yet."""

    def __init__(self, trainee: Trainee) -> None:
        self.log = [Judged(entry, YES) for entry in by_date(trainee.log)]
        self._of_types: dict[tuple[str, ...], list[Judged]] = {}
        for item in self.log:
            self._of_types.setdefault((item.entry.type,), []).append(item)

    def of_types(self, types: tuple[str, ...]) -> list[Judged]:
        """The entries of these types."""
        found = self._of_types.get(types)
        if found is None:
            log = self.log if len(types) > 1 else ()  # of one type all are known
            found = self._of_types[types] = [item for item in log if item.entry.type in types]
        return found


def by_date(entries: Sequence[Entry]) -> list[Entry]:
    """By date, then by content: the order of lines in a log never matters."""
    if len({entry.date for entry in entries}) == len(entries):  # no day has two, whose content would have to decide
        return sorted(entries, key=attrgetter("date"))
    return sorted(entries, key=_in_order)


def _in_order(entry: Entry) -> tuple[object, ...]:
    return entry.date, entry.type, sorted((name, str(value)) for name, value in entry.values.items())


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
        self.ordered: Ordered = like.ordered if like else Ordered(case.trainee)
        self._pools: dict[tuple[tuple[str, ...], bool], list[Judged]] = {}
        self._is_cut = any(item.entry.date > on for item in self.ordered.log[-1:])
        own = case.trainee.log if self._is_cut else ()
        self._ahead = by_date([entry for entry in (*own, *case.planned) if entry.date > on])

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

    def each(self, entry: Entry, name: str) -> tuple[object, ...]:
        """The values of a field one by one."""
        given = entry.values.get(name)
        if given is None or isinstance(given, (date, tuple)):
            return self.value(entry, name).each()
        return (given,)

    def entries(self, types: tuple[str, ...]) -> list[Entry]:
        """Entries of these types that exist on the day, by date."""
        return [item.entry for item in self.pool(types, ongoing=False)]

    def pool(self, types: tuple[str, ...], ongoing: bool) -> list[Judged]:
        """The same, of which nothing was asked yet; `ongoing` adds those that have begun."""
        if not self._is_cut:
            return self.ordered.of_types(types)
        key = types, ongoing
        found = self._pools.get(key)
        if found is None:
            log = self.ordered.of_types(types)
            found = [item for item in log if item.entry.date <= self.on or (ongoing and self._begun(item.entry))]
            self._pools[key] = found
        return found

    def later(self, types: tuple[str, ...]) -> list[Entry]:
        """Entries of these types that are planned: dated after the day."""
        return [entry for entry in self._ahead if entry.type in types]

    def foreseen(self, types: tuple[str, ...]) -> list[Entry]:
        """Entries of these types that lie ahead, and all that the group plans, also what should have happened."""
        log = [item.entry for item in self.ordered.of_types(types) if item.entry.date > self.on]
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
    def limits(self, kind: Enough) -> Limits:
        """How much is asked at least and at most, where something is."""

    @abstractmethod
    def judge(self, condition: Condition, entry: Entry) -> Verdict:
        """Whether an entry meets a condition."""

    @abstractmethod
    def judge_each(self, condition: Condition, entries: Sequence[Entry]) -> list[Verdict]:
        """Whether each of these entries meets a condition."""

    @abstractmethod
    def select(self, selection: Selection, ongoing: bool = False) -> Sequence[Judged]:
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
    def answer(self, name: str) -> Answer:
        """The answer of a requirement by its name `checklist/requirement`."""

    @abstractmethod
    def answer_of(self, name: str, requirement: Requirement) -> Answer:
        """The answer of a requirement under a name."""

    @abstractmethod
    def readings(self, requirement: Requirement) -> Readings:
        """The questions on which a requirement depends, with the reading that was used."""

    @abstractmethod
    def waiver(self, name: str) -> Waiver:
        """What the exceptions say of a requirement on the day."""

    @abstractmethod
    def checklist_answers(self, name: str) -> tuple[Answer, ...]:
        """The answers of a checklist; those of other tracks are left out."""

    @abstractmethod
    def beside(self, other: Trainee) -> tuple[str, str]:
        """The track and the phase of another trainee on the same day."""

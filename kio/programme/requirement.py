"""The closed set of requirement kinds, and a requirement with everything that belongs to it."""

from typing import NamedTuple

from kio.message import Text
from kio.programme.language import Amount, ByReading, Condition, Day, FieldTest, Selection, Told
from kio.programme.measure import Measure


class Enough(NamedTuple):
    """A measure compared with bounds; both bounds are inclusive."""

    measure: Measure
    at_least: Amount | None
    at_most: Amount | None


class Grouped(NamedTuple):
    """Entries grouped by a field or by a period of their date; so many groups (or all) reach `each`."""

    selection: Selection
    by: str
    period: str | None
    keys: tuple[str, ...]
    key_parameter: str | None
    each: Enough
    at_least: Amount | None


class AllOf(NamedTuple):
    """Every part holds."""

    parts: tuple["Requirement", ...]


class AnyOf(NamedTuple):
    """At least so many of the parts hold."""

    parts: tuple["Requirement", ...]
    at_least: Amount


class Negated(NamedTuple):
    """The part does not hold."""

    part: "Kind"


class Elapsed(NamedTuple):
    """The day has come."""

    day: Day


class Ordered(NamedTuple):
    """A day lies `after`, `on_or_after`, `before` or `on_or_before` another."""

    day: Day
    relation: str
    other: Day


class Step(NamedTuple):
    """One step of a sequence."""

    title: Text
    selection: Selection


class Steps(NamedTuple):
    """Each step's entry lies on or after the one before it."""

    steps: tuple[Step, ...]


class Header(NamedTuple):
    """A field of the record's header meets the tests."""

    path: tuple[str, ...]
    test: FieldTest


class LinkedRecord(NamedTuple):
    """A field of the header names another trainee of one of these tracks, who is in none of these phases."""

    path: tuple[str, ...]
    tracks: tuple[str, ...]
    not_in: tuple[str, ...]


class Met(NamedTuple):
    """Another requirement, or a whole checklist, is met or waived."""

    name: str


class Settled(NamedTuple):
    """It holds, or it does not, whatever is recorded: what one of several readings may say."""

    holds: bool


Kind = (
    Enough
    | Grouped
    | AllOf
    | AnyOf
    | Negated
    | Elapsed
    | Ordered
    | Steps
    | Header
    | LinkedRecord
    | Met
    | Told
    | Settled
    | ByReading["Kind"]
)


class Source(NamedTuple):
    """Where a rule or a value comes from."""

    document: str
    section: str


class Unit(NamedTuple):
    """What is counted, for one and for many."""

    one: Text
    many: Text


class Remark(NamedTuple):
    """Something to say about an entry that counts; `show` names a field whose value is said too."""

    where: Condition
    say: Text
    show: str | None = None


class Record(NamedTuple):
    """What is written down once it is done: an entry of a type, with these fields."""

    entries: str
    fields: tuple[str, ...] = ()


class Act(NamedTuple):
    """Who must do what so that a requirement is met; proposed `once` these other requirements are met or waived.

    `record` is what is written down then, where the requirement itself does not say it.
    """

    who: str
    what: Text
    once: tuple[str, ...] = ()
    record: Record | None = None


class Closing(NamedTuple):
    """After this day (from it on, unless `inclusive`) the requirement cannot be met any more."""

    day: Day
    inclusive: bool


class Requirement(NamedTuple):
    """One thing that is asked; `kind` says how it is judged, the rest when it applies and what it says.

    `mentions` are the section and name of everything that it refers to by name.
    """

    id: str
    title: Text
    kind: Kind
    explanation: Text | None = None
    source: Source | None = None
    tracks: tuple[str, ...] = ()
    unit: Unit | None = None
    when: Kind | None = None
    waits_for: Day | None = None
    earliest: Day | None = None
    deadline: Day | None = None
    closes: Closing | None = None
    remarks: tuple[Remark, ...] = ()
    act: Act | None = None
    questions: tuple[str, ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()


def parts_of(kind: Kind) -> tuple[Requirement, ...]:
    """The requirements that a kind is composed of, by whatever reading; each once by its id."""
    if isinstance(kind, AllOf | AnyOf):
        return kind.parts
    if isinstance(kind, ByReading):
        return tuple({part.id: part for one in kind.parts.values() for part in parts_of(one)}.values())
    return ()

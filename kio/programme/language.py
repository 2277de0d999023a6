"""The closed sets of kinds that rules are composed of: days, amounts, tests, conditions and selections.

Each kind has one explicit name in YAML (see docs/rules.md). Values only: `kio.evaluation` gives them meaning.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from kio.programme.measure import Measure
    from kio.programme.requirement import Kind


Part = TypeVar("Part")


class ByReading(NamedTuple, Generic[Part]):
    """The part that belongs to the reading of a question that holds; `parts` has one for every reading."""

    question: str
    parts: Mapping[str, Part]


class Told(NamedTuple):
    """What was told of a fact that the programme declares: an amount, a day, or yes and no as 1 and 0."""

    name: str


# --- days: a named day or a way to compute one; each is known or not known on the day of evaluation


class Today(NamedTuple):
    """The day of evaluation."""


class CalendarDay(NamedTuple):
    """A day of the calendar that the rules name, as the last day of an early price."""

    day: date


class NamedDay(NamedTuple):
    """A day that the programme defines under `days`."""

    name: str


class EntryDay(NamedTuple):
    """The first or last day that a field of the selected entries gives; if `planned`, also one that lies ahead."""

    last: bool
    selection: "Selection"
    field: str
    planned: bool = False


class MetDay(NamedTuple):
    """The day on which the last of these requirements was met or waived."""

    requirements: tuple[str, ...]


class Shifted(NamedTuple):
    """So many days, weeks, months or years after a day (before it when negative); months are clamped."""

    amount: "Amount"
    unit: str
    sign: int
    anchor: "Day"


class FirstKnown(NamedTuple):
    """The first of these days that is known."""

    days: tuple["Day", ...]


class LatestDay(NamedTuple):
    """The latest of these days, known when all of them are."""

    days: tuple["Day", ...]


Day = Today | CalendarDay | NamedDay | EntryDay | MetDay | Shifted | FirstKnown | LatestDay | Told | ByReading["Day"]


# --- amounts: numbers, parameters and what can be computed from them


class Number(NamedTuple):
    """A number that stands in the rule itself."""

    value: Decimal


class ParameterValue(NamedTuple):
    """The value of a parameter in the edition and track that bind the trainee."""

    name: str


class Measured(NamedTuple):
    """What a measure of selected entries yields."""

    measure: "Measure"


class Difference(NamedTuple):
    """The first term less the others, never below `floor` where there is one."""

    terms: tuple["Amount", ...]
    floor: Decimal | None


class Product(NamedTuple):
    """All factors multiplied: a share of another sum is 0.5 times that sum."""

    factors: tuple["Amount", ...]


class Total(NamedTuple):
    """All terms added."""

    terms: tuple["Amount", ...]


class Missing(NamedTuple):
    """How much of what a requirement asks is not there yet; nothing once it is met or waived."""

    requirement: str


class Holds(NamedTuple):
    """One where something holds, nought where it does not."""

    kind: "Kind"


Amount = (
    Number | ParameterValue | Measured | Difference | Product | Total | Missing | Holds | Told | ByReading["Amount"]
)


# --- tests of one field of one entry: yes, no or unknown


class OneOf(NamedTuple):
    """The value is one of these; one of `unsure` must be judged by a person."""

    values: tuple[object, ...]
    unsure: tuple[object, ...] = ()


class InParameter(NamedTuple):
    """The value equals a parameter's value, or is one of its list."""

    name: str


class Compared(NamedTuple):
    """The number stands in this relation (`at_least`, `at_most`, `above`, `below`) to an amount."""

    relation: str
    amount: Amount


class OrderedDay(NamedTuple):
    """The date lies `after`, `on_or_after`, `before` or `on_or_before` a day.

    `if_unknown` is the answer while that day is not known.
    """

    relation: str
    day: Day
    if_unknown: bool = False


class Present(NamedTuple):
    """A value is given (or is not)."""

    wanted: bool


class Qualified(NamedTuple):
    """The person has this role on a day (and is certified for it); unknown where people.yaml does not say."""

    role: str
    certified: bool
    on: str


class Known(NamedTuple):
    """The person stands in people.yaml."""


class Listed(NamedTuple):
    """The value stands on a dated list of the programme on that day; one that does not must be judged."""

    name: str
    on: Day


class IsPick(NamedTuple):
    """The value is the one that the programme defines under `picks`."""

    name: str


class RefersTo(NamedTuple):
    """The value names an entry of this selection."""

    selection: "Selection"


class ValueIn(NamedTuple):
    """The value is among the values that a field of selected entries has."""

    field: str
    selection: "Selection"


class Not(NamedTuple):
    """The opposite of another test; unknown stays unknown."""

    test: "Test"


Test = (
    OneOf
    | InParameter
    | Compared
    | OrderedDay
    | Present
    | Qualified
    | Known
    | Listed
    | IsPick
    | RefersTo
    | ValueIn
    | Not
)


# --- conditions on an entry


class FieldTest(NamedTuple):
    """All tests of one field. `missing` is the answer for a value that is not recorded (None: as the kind says)."""

    field: str
    tests: tuple[Test, ...]
    missing: str | None


class Position(NamedTuple):
    """The entry is at least the n-th, by date, of a named selection."""

    selection: str
    at_least: Amount


class Both(NamedTuple):
    """All conditions hold."""

    conditions: tuple["Condition", ...]


class Either(NamedTuple):
    """At least one condition holds."""

    conditions: tuple["Condition", ...]


class Neither(NamedTuple):
    """The condition does not hold."""

    condition: "Condition"


Condition = FieldTest | Position | Both | Either | Neither | ByReading["Condition"]

EVERY, NONE = Both(()), Either(())
"""The conditions that every entry meets, and that none does: what one of several readings may ask."""


# --- selections


class Selection(NamedTuple):
    """Entries of some types: `about` narrows silently, `where` judges, `pick` keeps one, `must` judges that one."""

    types: tuple[str, ...]
    base: str | None = None
    about: Condition | None = None
    where: Condition | None = None
    pick: str | None = None
    must: Condition | None = None

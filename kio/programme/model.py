"""A programme as a value: everything that `rules/` says of one training."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kio.message import Text
from kio.programme.fields import EntryType, Field
from kio.programme.independence import Duty, Separation
from kio.programme.language import Amount, Day, Selection
from kio.programme.pace import Pace
from kio.programme.reminder import Lead, Reminder
from kio.programme.requirement import Act, Kind, Requirement, Source
from kio.programme.tariff import Fact, Tariff


class Track(NamedTuple):
    """A way through the programme."""

    id: str
    title: Text


class Edition(NamedTuple):
    """A version of the rules and the first day on which it holds.

    Without a last day it holds until the next one begins; of two that hold on one day it is the newer one.
    """

    id: str
    first_day: date
    title: Text | None
    last_day: date | None = None


class WordList(NamedTuple):
    """Several words as the value of a parameter."""

    words: tuple[str, ...]


Value = Amount | WordList | None
"""What a parameter can be: an amount, a list of words, or nothing ("not asked")."""


class DatedValue(NamedTuple):
    """A parameter's value from a day until a day (both inclusive), for some tracks (all, when empty).

    Without a last day it holds until the next one begins. A question decides it by its reading: by the value of the
    reading itself, or by the one that `by_reading` gives for it.
    """

    first_day: date
    tracks: tuple[str, ...]
    value: Value
    question: str | None
    source: Source | None
    last_day: date | None = None
    by_reading: Mapping[str, Value] = {}


class Parameter(NamedTuple):
    """A named value that rules refer to as `$name`."""

    name: str
    title: Text | None
    values: tuple[DatedValue, ...]


class Member(NamedTuple):
    """A word on a dated list; both days are inclusive."""

    word: str
    title: Text | None
    first_day: date | None
    last_day: date | None


class Reading(NamedTuple):
    """One way to read an open question of the sources; `changes` says what it means for whoever is judged."""

    id: str
    title: Text
    value: Value
    source: Source | None
    changes: Text | None = None


class Decision(NamedTuple):
    """Who decided a question, when, and where that is written down."""

    reading: str
    by: str
    on: date
    minute: str | None


class Question(NamedTuple):
    """Where the sources contradict themselves or are silent; `default` holds until somebody decides.

    It may arise for some `tracks` only (for all, when empty); on others the default always holds.
    """

    id: str
    title: Text
    readings: Mapping[str, Reading]
    default: str
    decided: Decision | None
    tracks: tuple[str, ...] = ()


class Checklist(NamedTuple):
    """Requirements that belong together; its items become next steps once `relevant_from` has come."""

    id: str
    title: Text
    requirements: tuple[Requirement, ...]
    relevant_from: Day | None


class Phase(NamedTuple):
    """Where a trainee stands: the first phase whose condition holds.

    In an `idle` one nobody has to do anything and no plan holds; `act` is what a phase itself asks of somebody. The
    `goal` is the phase to which the training leads.
    """

    id: str
    title: Text
    when: Kind
    tracks: tuple[str, ...] = ()
    idle: bool = False
    act: Act | None = None
    goal: bool = False


class Exceptions(NamedTuple):
    """Which entry type records exceptions, and which of its fields and words mean what.

    Where so many trainees as `often` were granted the same one, the rule itself is in question. That one ends is said
    `ahead` of its last day.
    """

    entries: str
    requirement: str
    decision: str
    until: str
    requested: str
    granted: str
    refused: str
    often: int | None = None
    ahead: Lead | None = None


class Change(NamedTuple):
    """The entry type and field that move a trainee to another track or edition."""

    entries: str
    field: str


class Pick(NamedTuple):
    """The first of these selections that has an entry gives, by a field, the value that is meant."""

    selections: tuple[Selection, ...]
    field: str


class HeaderSection(NamedTuple):
    """A key of the record's header that the programme adds, for some tracks."""

    name: str
    tracks: tuple[str, ...]
    fields: Mapping[str, Field]


class GroupPlan(NamedTuple):
    """A list in a group's file that plans entries of a type; `date` names the field that becomes their date."""

    key: str
    entries: str
    date: str
    same: tuple[str, ...]
    fields: Mapping[str, Field]


class Programme(NamedTuple):
    """One training; `tariff` is what it costs, where its rules say that."""

    id: str
    title: Text
    file: str
    tracks: Mapping[str, Track] = {}
    editions: tuple[Edition, ...] = ()
    roles: Mapping[str, Text] = {}
    actors: Mapping[str, Text] = {}
    entries: Mapping[str, EntryType] = {}
    header: Mapping[str, HeaderSection] = {}
    groups: Mapping[str, GroupPlan] = {}
    parameters: Mapping[str, Parameter] = {}
    lists: Mapping[str, tuple[Member, ...]] = {}
    questions: Mapping[str, Question] = {}
    days: Mapping[str, Day] = {}
    selections: Mapping[str, Selection] = {}
    picks: Mapping[str, Pick] = {}
    checklists: tuple[Checklist, ...] = ()
    phases: tuple[Phase, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    exceptions: Exceptions | None = None
    track_changes: Change | None = None
    edition_changes: Change | None = None
    binding_day: Day | None = None
    facts: Mapping[str, Fact] = {}
    tariff: Tariff | None = None
    duties: Mapping[str, Duty] = {}
    independence: tuple[Separation, ...] = ()
    paces: Mapping[str, Pace] = {}

"""What the checks of a record look at besides the record: who and what exists, and what the rules expect."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kio.evaluation.calendar import shift
from kio.message import Message
from kio.models.record import Entry, Person, Trainee
from kio.problem import MOST_OF_A_FILE, Problem, Related, Severity
from kio.programme.fields import COMMON_FIELDS, EntryType, Field
from kio.programme.independence import Naming, duties_named
from kio.programme.language import ByReading, Condition, Day, EntryDay, FirstKnown, LatestDay, NamedDay, Shifted
from kio.programme.model import Programme
from kio.programme.requirement import Requirement, parts_of
from kio.source.document import Document, Path

YEARS_AHEAD = 2


class Known(NamedTuple):
    """A workspace as a record sees it. `people` holds those who can be used, `people_ids` all who are named.

    `group_programme` and `person_of` look into another file: the programme of a group, the `person` of a record.
    `evidence` are the files of the folder evidence/, None where there is no such folder. `held` collects who was found
    to have which role, certified where that is asked, on which day, since records of a group name the same people on
    the same days. `planned` is what the group plans for a trainee.
    """

    people: Mapping[str, Person]
    people_ids: Collection[str]
    trainees: frozenset[str]
    groups: frozenset[str]
    group_programme: Callable[[str], str | None]
    person_of: Callable[[str], str | None]
    evidence: frozenset[str] | None
    held: set[tuple[str, str | None, bool, date]]
    planned: Callable[[Trainee], tuple[Entry, ...]]


class Watched(NamedTuple):
    """The fields of an entry type that have something to check, by what there is to check.

    `other_days` are the names of its days besides its own; the entry goes on until, or from, those in `spans`.
    """

    key: str | None
    naming: tuple[Field, ...]
    days: tuple[Field, ...]
    ordered: tuple[tuple[Field, str, bool], ...]
    hours: tuple[str, ...]
    evidence: tuple[str, ...]
    earliest: date | None
    slips: bool
    other_days: frozenset[str]
    spans: tuple[str, ...]


class Expected(NamedTuple):
    """What a programme lets a record say, worked out once for all records.

    `naming` is by entry type: whom it names for which duty; `exclusive`: the types in whose days none of it lies;
    `busy` are all types of which either is said.
    """

    programme: Programme
    entries: Mapping[str, Watched]
    requirements: tuple[str, ...]
    horizon: date
    naming: Mapping[str, tuple[tuple[str, Naming], ...]]
    exclusive: Mapping[str, tuple[str, ...]]
    busy: frozenset[str]


NAMING = frozenset({"person", "trainee", "reference", "requirement", "track", "edition"})


def expected_of(programme: Programme, on: date) -> Expected:
    """What the rules of a programme expect of a record that is checked on a day."""
    binding = set(_types(programme, programme.binding_day))
    first_day = programme.editions[0].first_day if programme.editions else None
    entries = {
        name: _watched(entry_type, first_day if entry_type.since_first_edition or name in binding else None)
        for name, entry_type in programme.entries.items()
    }
    names = tuple(name for part in programme.checklists for name in _names(part.id, part.requirements))
    exclusive = {name: kind.not_during for name, kind in programme.entries.items() if kind.not_during}
    return Expected(
        programme,
        entries,
        names,
        shift(on, YEARS_AHEAD, "years"),
        duties_named(programme.duties),
        exclusive,
        frozenset(exclusive).union(*exclusive.values()),
    )


def _watched(entry_type: EntryType, earliest: date | None) -> Watched:
    fields = [*COMMON_FIELDS.values(), *entry_type.fields.values()]
    ordered = ordered_fields(entry_type.fields.values())
    days = tuple(field for field in fields if field.type == "date" and not field.limit)
    # Of an entry that goes on for days the hours are not those of one day.
    spans = any("date" in (field.not_before, field.not_after) for field in fields)
    return Watched(
        entry_type.key,
        tuple(field for field in fields if field.type in NAMING),
        days,
        ordered,
        tuple(field.name for field in fields if field.type == "hours") if entry_type.slips and not spans else (),
        tuple(field.name for field in fields if field.type == "evidence"),
        earliest,
        entry_type.slips,
        frozenset(field.name for field in (*days, *(field for field, _, _ in ordered))) - {"date"},
        tuple(field.name for field in fields if field.type == "date" and field.default == "date"),
    )


def ordered_fields(fields: Iterable[Field]) -> tuple[tuple[Field, str, bool], ...]:
    """The dates that are compared with another one of the same entry: which, with which, and whether not before it."""
    return tuple(
        (field, other, before)
        for field in fields
        for other, before in ((field.not_before, True), (field.not_after, False))
        if other is not None
    )


def _types(programme: Programme, day: Day | None) -> Iterator[str]:
    """The types of entries that a day is taken from."""
    match day:
        case NamedDay(name):
            yield from _types(programme, programme.days[name])
        case Shifted(anchor=anchor):
            yield from _types(programme, anchor)
        case EntryDay(selection=selection):
            yield from selection.types
        case FirstKnown(days) | LatestDay(days):
            for part in days:
                yield from _types(programme, part)
        case ByReading(parts=parts):
            for part in parts.values():
                yield from _types(programme, part)


def _names(prefix: str, requirements: Iterable[Requirement]) -> Iterator[str]:
    """The names of requirements and of the parts they are composed of."""
    for requirement in requirements:
        name = f"{prefix}/{requirement.id}"
        yield name
        yield from _names(name, parts_of(requirement.kind))


def by_type(log: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries by their type, each in the order of the log."""
    found: dict[str, list[Entry]] = {}
    for entry in log:
        found.setdefault(entry.type, []).append(entry)
    return found


Meets = Callable[[Condition, Entry], bool]
"""Whether an entry of a record certainly meets a condition."""


class Checked(NamedTuple):
    """A record with all that its checks look at; after `most` errors, or warnings, no more are looked for.

    `of_type` is the log by type: of most types that a check is about, a record has none.
    """

    trainee: Trainee
    document: Document
    expected: Expected
    known: Known
    most: int = MOST_OF_A_FILE
    meets: Meets | None = None
    of_type: Mapping[str, Sequence[Entry]] = {}

    def error(
        self, path: Path, code: str, text: Message, hint: Message | None = None, related: tuple[Related, ...] = ()
    ) -> Problem:
        """An error at the value of a path."""
        return Problem(self.document.location(path, value=True), Severity.ERROR, code, text, hint, related)

    def warning(
        self, path: Path, code: str, text: Message, hint: Message | None = None, related: tuple[Related, ...] = ()
    ) -> Problem:
        """A warning at the value of a path."""
        return Problem(self.document.location(path, value=True), Severity.WARNING, code, text, hint, related)

    def related(self, path: Path, said: Message) -> tuple[Related, ...]:
        """Another place of the same record."""
        return (Related(self.document.location(path, value=True), said),)

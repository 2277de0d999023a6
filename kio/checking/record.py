"""What one record must keep beyond its shape: names that exist, ids that are unique, days that can be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from kio.evaluation.calendar import shift
from kio.message import Message, message
from kio.models.files import is_id
from kio.models.record import Entry, Trainee
from kio.near import did_you_mean
from kio.problem import Location, Problem, Severity
from kio.programme.fields import Field, field_of
from kio.programme.language import Day, EntryDay, FirstKnown, LatestDay, NamedDay, Shifted
from kio.programme.model import Programme
from kio.programme.requirement import AllOf, AnyOf, Requirement
from kio.source.reading import Document

YEARS_AHEAD = 2


class Checked(NamedTuple):
    """A record with all that its checks look at; `people`, `trainees` and `groups` are the ids that exist."""

    trainee: Trainee
    document: Document
    programme: Programme
    people: Collection[str]
    trainees: frozenset[str]
    groups: frozenset[str]
    on: date

    def problem(
        self, path: tuple[str | int, ...], code: str, text: Message, hint: Message | None = None, *, warn: bool = False
    ) -> Problem:
        """A problem at the value of a path."""
        where = self.document.location(path, value=True)
        return Problem(where, Severity.WARNING if warn else Severity.ERROR, code, text, hint)

    def values(self) -> Iterator[tuple[Entry, Field, tuple[str | int, ...], object]]:
        """Every single value of every entry, with its field and place."""
        for entry in self.trainee.log:
            given = {"date": entry.date, **entry.values}
            for name, value in given.items():
                field = field_of(self.programme.entries[entry.type], name)
                if field:
                    for one in value if isinstance(value, tuple) else (value,):
                        yield entry, field, ("log", entry.position, name), one


def own_id(checked: Checked) -> Iterator[Problem]:
    """The id is the name of the file."""
    stem = PurePath(checked.document.name).stem
    if checked.trainee.id != stem:
        yield id_not_file_name(checked.trainee.id, stem, checked.document)


def id_not_file_name(identifier: str, stem: str, document: Document) -> Problem:
    """A record or group whose file is called otherwise."""
    text = message("the id is '{id}', the file is called '{stem}'", id=identifier, stem=stem)
    hint = message("call the file {id}.yaml", id=identifier)
    if is_id(stem):
        hint = message("write id: {stem}, or call the file {id}.yaml", stem=stem, id=identifier)
    return Problem(document.location(("id",), value=True), Severity.ERROR, "id-not-file-name", text, hint)


def unique_keys(checked: Checked) -> Iterator[Problem]:
    """What entries refer to exists once in a record."""
    first: dict[tuple[str, object], Entry] = {}
    for entry, field, path, value in checked.values():
        if field.name == checked.programme.entries[entry.type].key:
            earlier = first.setdefault((entry.type, value), entry)
            if earlier is not entry:
                text = message("'{value}' is used twice; first in line {line}", value=value, line=earlier.line)
                yield checked.problem(path, "duplicate-id", text, message("give each one an id of its own"))


def references(checked: Checked) -> Iterator[Problem]:
    """What a value names exists: another entry, a requirement, a track, an edition, a trainee; a person should."""
    entries = _entry_keys(checked)
    programme = checked.programme
    named: dict[str, Collection[str]] = {
        "requirement": [name for part in programme.checklists for name in _names(part.id, part.requirements)],
        "track": programme.tracks,
        "edition": [edition.id for edition in programme.editions],
        "trainee": checked.trainees,
        "person": checked.people,
    }
    for _, field, path, value in checked.values():
        known = entries.get(field.refers_to or "", []) if field.type == "reference" else named.get(field.type)
        if known is not None and str(value) not in known and not (field.type == "person" and not known):
            yield _unknown(checked, path, field.type, str(value), known)
    for section, given in checked.trainee.header.items():
        for name, value in given.items():
            if programme.header[section].fields[name].type == "trainee" and str(value) not in checked.trainees:
                yield _unknown(checked, (section, name), "trainee", str(value), checked.trainees)


def _names(prefix: str, requirements: Iterable[Requirement]) -> Iterator[str]:
    """The names of requirements and of the parts they are composed of."""
    for requirement in requirements:
        name = f"{prefix}/{requirement.id}"
        yield name
        if isinstance(requirement.kind, AllOf | AnyOf):
            yield from _names(name, requirement.kind.parts)


def _entry_keys(checked: Checked) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for entry in checked.trainee.log:
        key = checked.programme.entries[entry.type].key
        if key and key in entry.values:
            keys.setdefault(entry.type, []).append(str(entry.values[key]))
    return keys


UNKNOWN = {
    "reference": message("{value} is not in this record"),
    "requirement": message("there is no requirement {value}"),
    "track": message("there is no track {value}"),
    "edition": message("there is no edition {value}"),
    "trainee": message("there is no record of {value}"),
    "person": message("{value} is not in people.yaml"),
}


def unknown_person(value: str, where: Location, known: Collection[str]) -> Problem:
    """A person whom people.yaml does not name: a warning, since what depends on it is only to be judged."""
    text = UNKNOWN["person"]._replace(values={"value": value})
    return Problem(where, Severity.WARNING, "unknown-person", text, did_you_mean(value, known))


def _unknown(checked: Checked, path: tuple[str | int, ...], kind: str, value: str, known: Collection[str]) -> Problem:
    if kind == "person":
        return unknown_person(value, checked.document.location(path, value=True), known)
    text = UNKNOWN[kind]._replace(values={"value": value})
    known = sorted(known) if isinstance(known, frozenset) else known  # the same hint in every run
    return checked.problem(path, f"unknown-{kind}", text, did_you_mean(value, known))


def group_and_person(checked: Checked) -> Iterator[Problem]:
    """The group and the other record of the same person exist."""
    group, person = checked.trainee.group, checked.trainee.person
    if group and group not in checked.groups:
        text = message("there is no group {value}", value=group)
        yield checked.problem(("group",), "unknown-group", text, did_you_mean(group, sorted(checked.groups)))
    if person and person not in checked.trainees:
        yield _unknown(checked, ("person",), "trainee", person, checked.trainees)


def possible_days(checked: Checked) -> Iterator[Problem]:
    """What decides the edition does not lie before the first one; an entry far ahead is probably a slip."""
    editions = checked.programme.editions
    binding = set(_types(checked.programme, checked.programme.binding_day))
    horizon = shift(checked.on, YEARS_AHEAD, "years")
    for entry in checked.trainee.log:
        path = ("log", entry.position, "date")
        if editions and entry.type in binding and entry.date < editions[0].first_day:
            text = message("this lies before the first edition of the rules, {day}", day=editions[0].first_day)
            yield checked.problem(path, "before-first-edition", text)
        if entry.date > horizon:
            text = message("this lies more than two years ahead")
            yield checked.problem(path, "far-ahead", text, message("is the year right?"), warn=True)


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


def one_move_a_day(checked: Checked) -> Iterator[Problem]:
    """Two moves of one day to different tracks or editions contradict each other: which one holds nobody can tell."""
    changes = (checked.programme.track_changes, checked.programme.edition_changes)
    for change in (change for change in changes if change is not None):
        first: dict[date, Entry] = {}
        for entry in (entry for entry in checked.trainee.log if entry.type == change.entries):
            earlier = first.setdefault(entry.date, entry)
            if earlier.values.get(change.field) != entry.values.get(change.field):
                text = message("this contradicts line {line}, of the same day", line=earlier.line)
                yield checked.problem(("log", entry.position, change.field), "contradiction", text)


def usual_order(checked: Checked) -> Iterator[Problem]:
    """The days of one entry follow each other as the rules expect."""
    for entry, field, path, value in checked.values():
        for name, before in ((field.not_before, True), (field.not_after, False)):
            other = entry.date if name == "date" else entry.values.get(name or "")
            if not isinstance(value, date) or not isinstance(other, date):
                continue
            if (value < other) if before else (value > other):
                text = message(
                    "{field} {value} and {other} are in an unusual order", field=field.title, value=value, other=other
                )
                yield checked.problem(path, "unusual-order", text, message("is one of the two a slip?"), warn=True)


CHECKS: tuple[Callable[[Checked], Iterator[Problem]], ...] = (
    own_id,
    unique_keys,
    references,
    group_and_person,
    possible_days,
    usual_order,
    one_move_a_day,
)


def check_record(checked: Checked) -> list[Problem]:
    """Everything that is wrong with a record that could be read."""
    return [problem for check in CHECKS for problem in check(checked)]

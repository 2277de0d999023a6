"""What one record must keep beyond its shape: names that exist, ids that are unique, days that can be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from kio.evaluation.calendar import shift
from kio.message import Message, message
from kio.models.record import Entry, Person, Trainee
from kio.near import did_you_mean
from kio.problem import Problem, Severity
from kio.programme.model import Programme
from kio.programme.vocabulary import Field, field_of
from kio.source.reading import Document

YEARS_AHEAD = 2


class Checked(NamedTuple):
    """A record with all that its checks look at; `trainees` and `groups` are the ids that exist."""

    trainee: Trainee
    document: Document
    programme: Programme
    people: Mapping[str, Person]
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
        text = message("the id is '{id}', the file is called '{stem}'", id=checked.trainee.id, stem=stem)
        yield checked.problem(("id",), "id-not-file-name", text, message("write id: {stem}", stem=stem))


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
        "requirement": [f"{part.id}/{item.id}" for part in programme.checklists for item in part.requirements],
        "track": programme.tracks,
        "edition": [edition.id for edition in programme.editions],
        "trainee": checked.trainees,
        "person": checked.people,
    }
    for _, field, path, value in checked.values():
        known = entries.get(field.refers_to or "", []) if field.type == "reference" else named.get(field.type)
        if known is not None and str(value) not in known:
            yield _unknown(checked, path, field.type, str(value), known)
    for section, given in checked.trainee.header.items():
        for name, value in given.items():
            if programme.header[section].fields[name].type == "trainee" and str(value) not in checked.trainees:
                yield _unknown(checked, (section, name), "trainee", str(value), checked.trainees)


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


def _unknown(checked: Checked, path: tuple[str | int, ...], kind: str, value: str, known: Collection[str]) -> Problem:
    text = UNKNOWN[kind]._replace(values={"value": value})
    known = sorted(known) if isinstance(known, frozenset) else known  # the same hint in every run
    return checked.problem(path, f"unknown-{kind}", text, did_you_mean(value, known), warn=kind == "person")


def group_and_person(checked: Checked) -> Iterator[Problem]:
    """The group and the other record of the same person exist."""
    group, person = checked.trainee.group, checked.trainee.person
    if group and group not in checked.groups:
        text = message("there is no group {value}", value=group)
        yield checked.problem(("group",), "unknown-group", text, did_you_mean(group, sorted(checked.groups)))
    if person and person not in checked.trainees:
        yield _unknown(checked, ("person",), "trainee", person, checked.trainees)


def possible_days(checked: Checked) -> Iterator[Problem]:
    """No entry lies before the first edition of the rules; one far ahead is probably a slip."""
    editions = checked.programme.editions
    for entry in checked.trainee.log:
        path = ("log", entry.position, "date")
        if editions and entry.date < editions[0].first_day:
            text = message("this lies before the first edition of the rules, {day}", day=editions[0].first_day)
            yield checked.problem(path, "before-first-edition", text)
        if entry.date > shift(checked.on, YEARS_AHEAD, "years"):
            text = message("this lies more than two years ahead")
            yield checked.problem(path, "far-ahead", text, message("is the year right?"), warn=True)


CHECKS: tuple[Callable[[Checked], Iterator[Problem]], ...] = (
    own_id,
    unique_keys,
    references,
    group_and_person,
    possible_days,
)


def check_record(checked: Checked) -> list[Problem]:
    """Everything that is wrong with a record that could be read."""
    return [problem for check in CHECKS for problem in check(checked)]

"""What a record names exists: entries, requirements, tracks, editions, records, groups, people and their roles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from kio.checking.days import A_SLIP
from kio.checking.known import Checked
from kio.message import Quoted, Text, message
from kio.models.record import Entry, Person, Role
from kio.near import did_you_mean
from kio.problem import Problem, Severity
from kio.programme.fields import Field
from kio.source.document import Document, Path

UNKNOWN = {
    "reference": message("{value} is not in this record"),
    "requirement": message("there is no requirement {value}"),
    "track": message("there is no track {value}"),
    "edition": message("there is no edition {value}"),
    "trainee": message("there is no record of {value}"),
    "person": message("{value} is not in people.yaml"),
}


Keys = dict[str, dict[str, Entry]]
"""The entries that others can refer to, by type and by the value of their key."""


def names_of_entry(
    checked: Checked, entry: Entry, naming: Iterable[Field], keys: Keys, *, errors_only: bool = False
) -> list[Problem]:
    """Everything that an entry names; people who are unknown or have another role are warnings."""
    found: list[Problem] = []
    values, held = entry.values, checked.known.held
    for field in naming:
        given = values.get(field.name)
        if given is None:
            continue
        if field.type == "person" and (errors_only or (given, field.role, field.certified, entry.date) in held):
            continue
        path: Path = ("log", entry.position, field.name)
        if isinstance(given, tuple):
            is_list = isinstance(checked.document.data["log"][entry.position][field.name], list)
            for index, value in enumerate(given):
                found += _name(checked, entry, field, str(value), (*path, index) if is_list else path, keys=keys)
        else:
            found += _name(checked, entry, field, str(given), path, keys=keys)
    return found


def _name(checked: Checked, entry: Entry, field: Field, value: str, path: Path, *, keys: Keys) -> Iterator[Problem]:
    known, programme = checked.known, checked.expected.programme
    match field.type:
        case "person":
            place = (checked.document, path)
            if (person := known.people.get(value)) is not None:
                wrong = [*wrong_role(person, field, entry.date, programme.roles, place)]
                if not wrong:
                    known.held.add((value, field.role, field.certified, entry.date))
                yield from wrong
            elif value not in known.people_ids:
                yield from unknown_person(value, known.people, place)
        case "reference":
            yield from _reference(checked, entry, field, value, path, keys=keys)
        case "trainee":
            yield from trainee_named(checked, path, value)
        case "requirement":
            yield from _unknown(checked, path, field.type, value, checked.expected.requirements)
        case "track":
            yield from _unknown(checked, path, field.type, value, programme.tracks)
        case _:
            yield from _unknown(checked, path, field.type, value, [edition.id for edition in programme.editions])


def _unknown(checked: Checked, path: Path, kind: str, value: str, known: Collection[str]) -> Iterator[Problem]:
    if value not in known:
        text = UNKNOWN[kind]._replace(values={"value": Quoted(value)})
        hint = did_you_mean(value, known, quoted=kind == "trainee")  # the ids of people are often their names
        yield checked.error(path, f"unknown-{kind}", text, hint)


def _reference(
    checked: Checked, entry: Entry, field: Field, value: str, path: Path, *, keys: Keys
) -> Iterator[Problem]:
    own = keys.get(field.refers_to or "", {})
    meant = own.get(value)
    if meant is None:
        text = UNKNOWN["reference"]._replace(values={"value": Quoted(value)})
        hint = did_you_mean(value, own, quoted=True)
        yield checked.error(path, "unknown-reference", text, hint)
    elif meant.date > entry.date:
        text = message("this lies before the day of the entry that it refers to")
        related = checked.related(("log", meant.position, "date"), message("the entry that it refers to"))
        path = ("log", entry.position, "date")
        yield checked.warning(path, "unusual-order", text, A_SLIP, related)


def trainee_named(checked: Checked, path: Path, value: str) -> Iterator[Problem]:
    """Another record that is named: it exists, and it is another one."""
    if value == checked.trainee.id:
        text = message("a record cannot name itself here")
        yield checked.error(path, "self-reference", text, message("name the other record, or take the line away"))
    else:
        yield from _unknown(checked, path, "trainee", value, sorted(checked.known.trainees))


def unknown_person(value: str, known: Collection[str], place: tuple[Document, Path]) -> Iterator[Problem]:
    """A person whom people.yaml does not name: a warning, since what depends on it is only to be judged.

    Where nobody at all is named, that is told once for the workspace.
    """
    if known:
        document, path = place
        text = UNKNOWN["person"]._replace(values={"value": Quoted(value)})
        where = document.location(path, value=True)
        hint = did_you_mean(value, known, quoted=True)
        yield Problem(where, Severity.WARNING, "unknown-person", text, hint)


def wrong_role(
    person: Person, field: Field, day: date, roles: Mapping[str, Text], place: tuple[Document, Path]
) -> Iterator[Problem]:
    """Somebody who does not have the role that the field asks for on that day, or is not certified for it."""
    if field.role is None:
        return
    held = roles_on(person, field.role, day)
    if held:
        yield from _certified(person, field, held, roles, place) if field.certified else ()
        return
    document, path = place
    values = {"person": Quoted(person.id), "role": roles.get(field.role, field.role)}
    text = message("{person} is not a {role} according to people.yaml", **values)
    if any(role.role == field.role for role in person.roles):
        text = message("{person} is not a {role} on this day according to people.yaml", **values)
    hint = message("mend the name or the day here, or the roles in people.yaml")
    yield Problem(document.location(path, value=True), Severity.WARNING, "role-not-held", text, hint)


def roles_on(person: Person, role: str, day: date) -> list[Role]:
    """What people.yaml says of a role that somebody has on a day: two where spans overlap, else one or none."""
    return [
        held for held in person.roles if held.role == role and (held.first_day or day) <= day <= (held.last_day or day)
    ]


def _certified(
    person: Person, field: Field, held: Iterable[Role], roles: Mapping[str, Text], place: tuple[Document, Path]
) -> Iterator[Problem]:
    """A certificate that was not held is a warning; that nobody wrote down whether it was, a note."""
    said = {role.certified for role in held}
    if said == {True}:
        return
    document, path = place
    where = document.location(path, value=True)
    values = {"person": Quoted(person.id), "role": roles.get(field.role or "", field.role)}
    if said == {False}:
        text = message("{person} is not a certified {role} on this day according to people.yaml", **values)
        hint = message("mend the name or the day here, or the certificate in people.yaml")
        yield Problem(where, Severity.WARNING, "certificate-not-held", text, hint)
    else:
        text = message("people.yaml does not say whether {person} is a certified {role} on this day", **values)
        hint = message("write 'certified: yes' or 'certified: no' beside the role in people.yaml")
        yield Problem(where, Severity.NOTE, "certificate-unknown", text, hint)


def header_names(checked: Checked) -> Iterator[Problem]:
    """The group, the other record of the same person and the records that a section of the header names."""
    trainee, known, programme = checked.trainee, checked.known, checked.expected.programme
    if trainee.group and trainee.group not in known.groups:
        text = message("there is no group {value}", value=Quoted(trainee.group))
        hint = did_you_mean(trainee.group, sorted(known.groups))
        yield checked.error(("group",), "unknown-group", text, hint)
    elif trainee.group and (of := known.group_programme(trainee.group)) not in (None, programme.id):
        text = message("this group belongs to another programme ({programme})", programme=of)
        hint = message("name a group of {programme}", programme=programme.id)
        yield checked.error(("group",), "other-programme", text, hint)
    if trainee.person:
        yield from trainee_named(checked, ("person",), trainee.person)
        if trainee.person != trainee.id and trainee.person in known.trainees and known.person_of(trainee.person):
            text = message("the record that is named here is itself somebody's second record")
            yield checked.error(("person",), "person-chain", text, message("name that person's first record"))
    for section, given in trainee.header.items():
        for name, value in given.items():
            if programme.header[section].fields[name].type == "trainee":
                yield from trainee_named(checked, (section, name), str(value))

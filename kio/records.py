"""From documents to records: a trainee with the log, people with their roles, groups with their plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from kio.message import Quoted, message
from kio.models.files import GROUP, PERSON, TRAINEE, is_id, wrong_id
from kio.models.record import Entry, Group, Person, Role, Trainee
from kio.near import did_you_mean
from kio.problem import Problem, Severity, room_in
from kio.programme.model import GroupPlan, HeaderSection, Programme
from kio.source.document import Document
from kio.vocabulary import Vocabulary, declared_shape


def read_trainee(
    document: Document, programme: Programme, vocabulary: Vocabulary, problems: list[Problem]
) -> Trainee | None:
    """The record of a trainee; None where its header cannot be used. Entries that are wrong are left out."""
    if not isinstance(document.data, dict):
        return None
    added = {key: value for key, value in document.data.items() if key in programme.header}
    common = {key: value for key, value in document.data.items() if key not in added}
    log = vocabulary.read_log(document, problems)
    values = TRAINEE.read(common, document, (), problems)
    if values is None:
        return None
    values.pop("log", None)
    track = values["track"]
    if track not in programme.tracks:
        problems.append(_unknown(document, ("track",), track, message("a track"), programme.tracks))
        return None
    header = _header(document, programme.header, added, track, problems)
    values["programme"] = programme.id
    return Trainee(**values, header=header, log=log, file=document.name)


def rest_of_record(document: Document, programme: Programme, vocabulary: Vocabulary) -> Trainee:
    """What can still be checked of a record whose header cannot be used: never what somebody is judged by."""
    header = {name: value for name, value in document.data.items() if isinstance(value, str) and is_id(value)}
    return Trainee(
        id=header.get("id", PurePath(document.name).stem),
        name="",
        track="",
        programme=programme.id,
        log=vocabulary.read_log(document, []),
        group=header.get("group"),
        person=header.get("person"),
        file=document.name,
    )


def _unknown(document: Document, path: tuple[str | int, ...], word: str, what: Any, known: Any) -> Problem:
    text = message("'{word}' is not {what}", word=Quoted(word), what=what)
    code = f"unknown-{path[-1]}"
    return Problem(document.location(path, value=True), Severity.ERROR, code, text, did_you_mean(word, known))


def _header(
    document: Document,
    sections: Mapping[str, HeaderSection],
    added: dict[str, Any],
    track: str,
    problems: list[Problem],
) -> dict[str, dict[str, Any]]:
    header = {}
    for name, section in sections.items():
        if name not in added:
            if track in section.tracks:
                text = message("the key '{key}' is missing here", key=name)
                problems.append(Problem(document.location(()), Severity.ERROR, "missing-key", text))
            continue
        values = declared_shape(section.fields).read(added[name], document, (name,), problems)
        if values is not None:
            header[name] = values
    return header


def read_people(document: Document, roles: Mapping[str, Any] | None, problems: list[Problem]) -> dict[str, Person]:
    """Everybody in people.yaml who can be read; `roles` are the ones that rules declare, None where unknown."""
    people: dict[str, Person] = {}
    for identifier, raw in (document.data or {}).items() if isinstance(document.data, dict) else ():
        if not is_id(identifier):
            if not room_in(problems):
                break
            error = wrong_id(identifier)
            problems.append(
                Problem(document.location((identifier,)), Severity.ERROR, error.code, error.message, error.hint)
            )
            continue
        values = PERSON.read(raw, document, (identifier,), problems)
        if values is not None:
            roles_held = tuple(
                Role(held["role"], held.get("from"), held.get("until"), held.get("certified"))
                for held in values["roles"]
            )
            people[identifier] = Person(identifier, values["name"], roles_held)
            problems += _unknown_roles(document, people[identifier], roles)
    return people


def _unknown_roles(document: Document, person: Person, roles: Mapping[str, Any] | None) -> list[Problem]:
    if roles is None:
        return []
    return [
        _unknown(document, (person.id, "roles", index, "role"), role.role, message("a role"), roles)
        for index, role in enumerate(person.roles)
        if role.role not in roles
    ]


def read_group(
    document: Document, programme: Programme, vocabulary: Vocabulary, problems: list[Problem]
) -> Group | None:
    """A group and the entries that its lists plan."""
    if not isinstance(document.data, dict):
        return None
    lists = {key: value for key, value in document.data.items() if key in programme.groups}
    common = {key: value for key, value in document.data.items() if key not in lists}
    values = GROUP.read(common, document, (), problems)
    planned = [
        entry
        for key, raw in lists.items()
        for entry in _planned(document, programme.groups[key], raw, vocabulary, problems)
    ]
    return Group(values["id"], values["name"], programme.id, tuple(planned)) if values is not None else None


def _planned(
    document: Document, plan: GroupPlan, raw: Any, vocabulary: Vocabulary, problems: list[Problem]
) -> list[Entry]:
    if not isinstance(raw, list):
        text = message("a list was expected here")
        problems.append(Problem(document.location((plan.key,), value=True), Severity.ERROR, "wrong-shape", text))
        return []
    shape = declared_shape(plan.fields)
    known = vocabulary.entries[plan.entries].fields
    entries = []
    for index, item in enumerate(raw):
        values = shape.read(item, document, (plan.key, index), problems)
        if values is not None and plan.date in values:
            day = values.pop(plan.date)
            kept = {name: value for name, value in values.items() if name in known}
            for field in known.values():
                if field.default in ("date", *kept):
                    kept.setdefault(field.name, day if field.default == "date" else kept[field.default])
            entries.append(Entry(plan.entries, day, kept, document.line(item), index))
    return entries


def foreseen(group: Group, trainee: Trainee, programme: Programme) -> tuple[Entry, ...]:
    """What a group plans for a trainee, less what the trainee's own log has already, done or planned otherwise."""
    if group.programme != programme.id:
        return ()
    same = {plan.entries: plan.same for plan in programme.groups.values()}
    own = {_identity(entry, same[entry.type]) for entry in trainee.log if entry.type in same}
    return tuple(entry for entry in group.planned if _identity(entry, same[entry.type]) not in own)


def planned_for(group: Group, trainee: Trainee, programme: Programme) -> tuple[Entry, ...]:
    """The same without lines: theirs are of the group's file, and would be taken for those of the record."""
    return tuple(entry._replace(line=0) for entry in foreseen(group, trainee, programme))


def _identity(entry: Entry, fields: tuple[str, ...]) -> tuple[object, ...]:
    return entry.type, *(entry.values.get(field) for field in fields)

"""The schemas of the files of a workspace, from what its programmes declare.

They are written for draft 7, which every editor and checker knows; several editors know nothing newer. Whatever kio
accepts they accept. What needs more than one file or a calendar (whether a day, a person or a recording exists) they
leave to `kio check`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kio.message import Text
from kio.models.files import ID
from kio.programme.fields import Field
from kio.programme.model import Programme
from kio.schema import values, words
from kio.schema.log import log, named
from kio.schema.values import Schema, field_schema, optional, readings

DRAFT = "http://json-schema.org/draft-07/schema#"
MADE = "made by: kio schema --write"
LANGUAGES = {"nl": Text("Nederlands", "Dutch"), "en": Text("Engels", "English")}


class Programmes(NamedTuple):
    """All programmes of a workspace, and the one of a file that names none, where there is one."""

    all: Sequence[Programme]
    default: str | None


class Kind(NamedTuple):
    """A kind of file: what it is, where such files stand, and its schema."""

    title: Text
    place: str
    schema: Callable[[Programmes], Schema]


def schema_of(kind: str, programmes: Programmes) -> Schema:
    """The schema of a kind of file, by its name in KINDS."""
    found = KINDS[kind]
    head = {"$schema": DRAFT, "$comment": MADE, **words.titled(found.title, Text(found.place, found.place))}
    return {**head, **found.schema(programmes)}


def _trainee(programmes: Programmes) -> Schema:
    return _by_programme(programmes, _trainee_of)


def _group(programmes: Programmes) -> Schema:
    return _by_programme(programmes, _group_of)


def _by_programme(programmes: Programmes, of: Callable[[Programme, Schema], Schema]) -> Schema:
    """One programme that every file is of: its schema; else the key `programme` selects."""
    titles = {programme.id: programme.title for programme in programmes.all}
    selecting = _titled("programme", values.choice(titles))
    if list(titles) == [programmes.default]:
        return of(programmes.all[0], _titled("programme", optional(values.choice(titles))))
    needed = [] if programmes.default in titles else ["programme"]
    return {
        "type": "object",
        "properties": {"programme": selecting if needed else _titled("programme", optional(values.choice(titles)))},
        "required": needed,
        "allOf": [
            {"if": _selected(programme.id, programmes.default), "then": of(programme, {})}
            for programme in programmes.all
        ],
    }


def _selected(programme: str, default: str | None) -> Schema:
    if programme == default:
        return {"properties": {"programme": {"enum": [*readings(programme), None]}}}
    return named("programme", programme)


def _trainee_of(programme: Programme, selecting: Schema) -> Schema:
    tracks = {name: track.title for name, track in programme.tracks.items()}
    sections = {
        name: {**words.titled(Text(name, name)), **_mapping(section.fields, programme.roles)}
        for name, section in programme.header.items()
    }
    shape = {
        "type": "object",
        "properties": {
            "id": _titled("id", values.identifier()),
            "name": _titled("name", values.name()),
            "email": _titled("email", optional(values.email())),
            "language": _titled("language", optional(values.choice(LANGUAGES))),
            "programme": selecting,
            "track": _titled("track", values.choice(tracks)),
            "group": _titled("group", optional(values.identifier())),
            "person": _titled("person", optional(values.identifier())),
            **sections,
            "log": log(programme),
        },
        "required": ["id", "name", "track"],
        "additionalProperties": False,
    }
    needed = [
        {"if": named("track", track), "then": {"required": [name]}}
        for name, section in programme.header.items()
        for track in section.tracks
    ]
    return {**shape, "allOf": needed} if needed else shape


def _group_of(programme: Programme, selecting: Schema) -> Schema:
    plans = {
        plan.key: {
            **words.titled(programme.entries[plan.entries].title, PLANNED),
            "type": "array",
            "items": _mapping(plan.fields, programme.roles),
        }
        for plan in programme.groups.values()
    }
    return {
        "type": "object",
        "properties": {
            "id": _titled("id", values.identifier()),
            "name": _titled("name", values.name()),
            "programme": selecting,
            **plans,
        },
        "required": ["id", "name"],
        "additionalProperties": False,
    }


def _mapping(fields: Mapping[str, Field], roles: Mapping[str, Text]) -> Schema:
    return {
        "type": "object",
        "properties": {name: field_schema(field, roles, {}) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _people(programmes: Programmes) -> Schema:
    roles = {name: title for programme in reversed(programmes.all) for name, title in programme.roles.items()}
    role = {
        "type": "object",
        "properties": {
            "role": _titled("role", values.choice(roles) if roles else values.text()),
            "from": _titled("from", optional(values.date())),
            "until": _titled("until", optional(values.date())),
            "certified": _titled("certified", optional(values.flag())),
        },
        "required": ["role"],
        "additionalProperties": False,
    }
    person = {
        **words.titled(Text("iemand", "somebody"), Text("het veld is het id", "the key is the id")),
        "type": "object",
        "properties": {
            "name": _titled("name", values.name()),
            "email": _titled("email", optional(values.email())),
            "roles": _titled("roles", {"type": "array", "items": role}),
        },
        "required": ["name", "roles"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "propertyNames": {"pattern": values.whole(ID)},
        "additionalProperties": person,
    }


def _settings(programmes: Programmes) -> Schema:
    known = {"examples": [programme.id for programme in programmes.all]}
    return {
        "type": "object",
        "properties": {
            "organisation": _titled("organisation", values.text()),
            "language": _titled("language", optional(values.choice(LANGUAGES))),
            "programme": _titled("programme", {**optional(values.identifier()), **known}),
            "mail": _titled("mail", {}),
            "retention": _titled("retention", {}),
            "checks": _titled("checks", {}),
        },
        "additionalProperties": False,
    }


def _titled(key: str, schema: Schema) -> Schema:
    return {**words.titled(*KEYS[key]), **schema}


PLANNED = Text("gepland voor iedereen in de groep", "planned for everybody in the group")
KEYS: dict[str, tuple[Text, Text | None]] = {
    "id": (Text("id", "id"), Text("de naam van het bestand zonder .yaml", "the file's name without .yaml")),
    "name": (Text("naam", "name"), None),
    "email": (Text("e-mailadres", "e-mail address"), words.EMAIL),
    "language": (Text("taal", "language"), Text("voor teksten en brieven: nl of en", "of texts and letters: nl or en")),
    "programme": (
        Text("opleiding", "programme"),
        Text(
            "welke opleiding geldt; mag weg waar er één is of kio.yaml er een noemt",
            "which programme holds; may be left out where there is one, or kio.yaml names one",
        ),
    ),
    "track": (Text("traject", "track"), Text("het traject aan het begin", "the track at the start")),
    "group": (
        Text("groep", "group"),
        Text("de id van een bestand in records/groups", "the id of a file in records/groups"),
    ),
    "person": (
        Text("dezelfde persoon", "the same person"),
        Text("de id van een eerder dossier van deze persoon", "the id of an earlier record of this person"),
    ),
    "roles": (Text("rollen", "roles"), None),
    "role": (Text("rol", "role"), None),
    "from": (Text("vanaf", "from"), Text("de eerste dag", "the first day")),
    "until": (Text("tot en met", "until"), Text("de laatste dag", "the last day")),
    "certified": (Text("gecertificeerd", "certified"), words.FLAG),
    "organisation": (Text("organisatie", "organisation"), None),
    "mail": (Text("mail", "mail"), None),
    "retention": (Text("bewaartermijnen", "retention"), None),
    "checks": (
        Text("controles", "checks"),
        Text("wat kio check zwaarder of lichter neemt", "what kio check takes more or less seriously"),
    ),
}

KINDS: dict[str, Kind] = {
    "trainee": Kind(Text("dossier van een deelnemer", "a trainee's record"), "records/trainees/*.yaml", _trainee),
    "group": Kind(Text("groep", "group"), "records/groups/*.yaml", _group),
    "people": Kind(Text("mensen met een rol", "people with a role"), "records/people.yaml", _people),
    "settings": Kind(Text("instellingen", "settings"), "kio.yaml", _settings),
}

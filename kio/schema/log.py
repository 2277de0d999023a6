"""The schema of a log: each entry by its type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kio.message import Text
from kio.programme.fields import COMMON_FIELDS, EntryType
from kio.programme.model import Programme
from kio.programme.requirement import Requirement, parts_of
from kio.schema import words
from kio.schema.values import Schema, choice, field_schema, readings

LOG = Text("logboek", "log"), Text("wat er gebeurde, in willekeurige volgorde", "what happened, in any order")
ENTRY = Text("aantekening", "entry"), Text("met een dag en een soort", "with a day and a type")
TYPE = Text("soort", "type"), Text("wat voor aantekening dit is", "what kind of entry this is")


def log(programme: Programme) -> Schema:
    """The list of entries, which may be empty.

    An entry of a known type is held against that type alone, by conditions instead of a list of alternatives: so what
    is wrong is said of the key that is wrong, and an editor offers the keys of that type.
    """
    known = known_words(programme)
    types = {name: entry_type.title for name, entry_type in programme.entries.items()}
    date = field_schema(COMMON_FIELDS["date"], programme.roles, {})
    entry = {
        **words.titled(*ENTRY),
        "type": "object",
        "required": ["date", "type"],
        "properties": {"date": date, "type": {**words.titled(*TYPE), **(choice(types) if types else {})}},
    }
    rules = [_of_type(entry_type, programme.roles, known) for entry_type in programme.entries.values()]
    items = {**entry, "allOf": rules} if rules else entry
    return {**words.titled(*LOG), "if": {"type": "null"}, "else": {"type": "array"}, "items": items}


def _of_type(entry_type: EntryType, roles: Mapping[str, Text], known: Mapping[str, Mapping[str, Text]]) -> Schema:
    common = [field for field in COMMON_FIELDS.values() if field.name != "date"]
    fields = [*entry_type.fields.values(), *(field for field in common if field.name != "note" or entry_type.notes)]
    shape: dict[str, Any] = {
        **words.titled(entry_type.title, entry_type.explanation),
        "properties": {"date": True, "type": True, **{one.name: field_schema(one, roles, known) for one in fields}},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }
    return {"if": named("type", entry_type.id), "then": shape}


def named(key: str, word: str) -> Schema:
    """A condition: the key is there and holds this word."""
    return {"properties": {key: {"enum": readings(word)}}, "required": [key]}


def known_words(programme: Programme) -> dict[str, dict[str, Text]]:
    """By type of field: what a value in a log may name, with titles."""
    return {
        "track": {name: track.title for name, track in programme.tracks.items()},
        "edition": {one.id: one.title or Text(one.id, one.id) for one in programme.editions},
        "requirement": {
            name: title for part in programme.checklists for name, title in _requirements(part.id, part.requirements)
        },
    }


def _requirements(prefix: str, requirements: Iterable[Requirement]) -> Iterator[tuple[str, Text]]:
    for requirement in requirements:
        name = f"{prefix}/{requirement.id}"
        yield name, requirement.title
        yield from _requirements(name, parts_of(requirement.kind))

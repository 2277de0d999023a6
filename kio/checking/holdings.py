"""What must not get lost, as it stands in a file: records with their logs, groups with their lists, people, roles.

Read without the shapes of entries: an older version may have followed other rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kio.checking.accounting import Item, frozen
from kio.message import Message, Quoted, message
from kio.models.scalars import WrongValueError, to_date
from kio.programme.model import Programme
from kio.source.document import Document, Path

TRAINEES, GROUPS, PEOPLE = "records/trainees", "records/groups", "records/people.yaml"


class Holding(NamedTuple):
    """A record, a group or a person: what else it is known by than its id, its items, and the path they stand under."""

    known_by: frozenset[str]
    items: tuple[Item, ...]
    path: Path


def is_kept(name: str) -> bool:
    """Whether a file holds what must not get lost."""
    return name == PEOPLE or (folder_of(name) in (TRAINEES, GROUPS) and name.endswith(".yaml"))


def folder_of(name: str) -> str:
    """The folder in which a file of the workspace lies."""
    return str(PurePosixPath(name).parent)


def holdings(document: Document, programme: Programme | None) -> dict[str, Holding]:
    """Everybody in people.yaml by id; of another file its one record or group, under no name."""
    data = document.data
    if not isinstance(data, dict):
        return {}
    if document.name == PEOPLE:
        return {name: _person(document, name, said) for name, said in data.items()}
    known_by = _known_by(data)
    if folder_of(document.name) == GROUPS:
        return {"": Holding(known_by, tuple(_planned(document, data, programme)), ())}
    keys = {name: kind.key for name, kind in programme.entries.items() if kind.key} if programme else {}
    items = []
    for index, raw in enumerate(_listed(data.get("log"))):
        kind = _word(raw, "type")
        key = (keys[kind],) if kind in keys else ()
        items.append(_item(raw, kind, "date", key, document.location(("log", index)).line))
    return {"": Holding(known_by, tuple(items), ("log",))}


def _planned(document: Document, data: Mapping[str, object], programme: Programme | None) -> Iterator[Item]:
    """The items of all lists of a group; of one that the rules do not declare nothing is known but what it says."""
    plans = programme.groups if programme else {}
    for name, listed in data.items():
        date, key = (plans[name].date, plans[name].same) if name in plans else (None, ())
        for index, raw in enumerate(_listed(listed)):
            yield _item(raw, name, date, key, document.location((name, index)).line)


def _person(document: Document, name: str, said: object) -> Holding:
    roles = _listed(said.get("roles")) if isinstance(said, dict) else []
    items = [
        _item(raw, _word(raw, "role"), "from", (), document.location((name, "roles", index)).line)
        for index, raw in enumerate(roles)
    ]
    return Holding(_known_by(said), tuple(items), (name,))


def _item(raw: object, kind: str, date: str | None, key: tuple[str, ...], line: int) -> Item:
    if not isinstance(raw, dict):
        return Item(kind, None, None, frozen(raw), line)
    keyed = bool(key) and all(name in raw for name in key)
    return Item(
        kind,
        tuple(frozen(raw[name]) for name in key) if keyed else None,
        frozen(raw.get(date)) if date else None,
        frozen({name: value for name, value in raw.items() if name != date}),
        line,
    )


def _known_by(said: object) -> frozenset[str]:
    """The name and the e-mail address: by either somebody is known again under another id."""
    words = (_word(said, "name"), _word(said, "email"))
    return frozenset(word.casefold() for word in words if word)


def _word(raw: object, key: str) -> str:
    found = raw.get(key) if isinstance(raw, dict) else None
    return found if isinstance(found, str) else ""


def _listed(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else []


def called(item: Item, file: str, whose: str, words: Collection[str]) -> Message:
    """An item in a sentence. A word that the rules do not declare is a value of the record, as is its day."""
    kind = item.kind if item.kind in words else Quoted(item.kind)
    day = Quoted(day_of(item) or item.date)
    if file == PEOPLE:
        return message("the role '{role}' of {person}", role=kind, person=whose)
    if folder_of(file) == GROUPS:
        dated = message("the item of {day} in '{list}'", list=kind, day=day)
        return dated if item.date is not None else message("an item in '{list}'", list=kind)
    if item.kind and item.date is not None:
        return message("the entry '{type}' of {day}", type=kind, day=day)
    return message("the entry '{type}'", type=kind) if item.kind else message("an entry")


def day_of(item: Item) -> date | None:
    """The date as a day, where it is one."""
    try:
        return to_date(item.date) if isinstance(item.date, str) else None
    except WrongValueError:
        return None

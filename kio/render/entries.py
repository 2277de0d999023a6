"""An entry in words, without any name that only its file knows."""

from __future__ import annotations

from collections.abc import Container, Mapping
from decimal import Decimal

from kio.message import Cash, Message, Text, message
from kio.models.record import Entry, Person
from kio.programme.fields import EntryType, Field
from kio.programme.model import Programme

LEFT_OUT = frozenset({"note", "evidence", "recorded_by", "date"})
"""Fields of every entry: they say nothing of what it is."""


def entry_words(entry: Entry, programme: Programme, people: Mapping[str, Person]) -> Message | Text | str:
    """The title of an entry's type with what it says: choices by their titles, people by their names."""
    kind = programme.entries.get(entry.type)
    if kind is None:
        return entry.type
    values = value_words(entry, kind.fields.keys() - LEFT_OUT, programme, people)
    return message("{title} ({values})", title=kind.title, values=values) if values else kind.title


def value_words(
    entry: Entry, names: Container[str], programme: Programme, people: Mapping[str, Person]
) -> tuple[object, ...]:
    """What these fields of an entry say, in the order of its type."""
    kind = programme.entries[entry.type]
    currency = programme.tariff.currency if programme.tariff else ""
    known = ((field, entry.values.get(name)) for name, field in kind.fields.items() if name in names)
    return tuple(_field(kind, field, value, people, currency) for field, value in known if value is not None)


def _field(kind: EntryType, field: Field, value: object, people: Mapping[str, Person], currency: str) -> object:
    said = tuple(_value(field, one, people, currency) for one in (value if isinstance(value, tuple) else (value,)))
    if value is True:
        return field.title
    if field.type in ("choice", "money") or field.title == kind.title:
        return said
    return message("{field}: {value}", field=field.title, value=said)


def _value(field: Field, value: object, people: Mapping[str, Person], currency: str) -> object:
    match field.type:
        case "choice":
            return field.choices.get(str(value), value)
        case "person":
            known = people.get(str(value))
            return known.name if known else value
        case "money" if currency:
            return _cash(value, currency)
        case _:
            return value


def _cash(value: object, currency: str) -> object:
    return Cash(value, currency) if isinstance(value, Decimal) else value

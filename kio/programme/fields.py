"""The vocabulary of a programme: entry types, their fields and what a field may hold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from kio.message import Text, message
from kio.programme.node import MalformedError, Node

FIELD_TYPES = (
    "text",
    "choice",
    "date",
    "number",
    "hours",
    "money",
    "percentage",
    "whole_number",
    "yes_no",
    "person",
    "trainee",
    "reference",
    "evidence",
    "marks",
    "requirement",
    "track",
    "edition",
)
"""What a field can be. `reference` names another entry of the same record, `trainee` another record."""

NUMERIC = ("number", "hours", "money", "percentage", "whole_number")
FLAGS = ("required", "limit", "many", "certified", "once")
EVIDENCE_LIKE = frozenset({"date", "evidence"})
"""Types whose absence means "not there yet"; of every other type an absent value is unknown."""

COMMON_TITLES = {
    "date": Text("datum", "date"),
    "note": Text("opmerking", "note"),
    "evidence": Text("bewijs", "evidence"),
    "recorded_by": Text("genoteerd door", "recorded by"),
}


class Field(NamedTuple):
    """One field of an entry type or of the header.

    `limit` marks a last day of validity, which may lie ahead; every other date is a day on which something happens.
    `default` names the field whose value serves where this one is absent. `many` allows a list. `not_before` and
    `not_after` name another date of the same entry; one on its wrong side is a warning, for it may be a slip.
    `certified` says that whoever is named is certified for the role; `once`, that no two records name the same one.
    """

    name: str
    type: str
    title: Text
    required: bool = False
    choices: Mapping[str, Text] = {}
    role: str | None = None
    refers_to: str | None = None
    limit: bool = False
    many: bool = False
    default: str | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    above: Decimal | None = None
    not_before: str | None = None
    not_after: str | None = None
    certified: bool = False
    once: bool = False
    explanation: Text | None = None


class EntryType(NamedTuple):
    """A kind of entry in a log. `key` is the field that identifies an entry for references.

    `since_first_edition` says that it belongs to the programme, so that none can lie before its first edition.
    Among those with `slips` probable slips are looked for: the same entry twice, a day of more than 24 hours.
    None lies within the days of an entry of the types in `not_during`.
    """

    id: str
    title: Text
    fields: Mapping[str, Field]
    notes: bool = True
    key: str | None = None
    explanation: Text | None = None
    since_first_edition: bool = False
    slips: bool = False
    not_during: tuple[str, ...] = ()


COMMON_FIELDS = {
    "date": Field("date", "date", COMMON_TITLES["date"], required=True),
    "note": Field("note", "text", COMMON_TITLES["note"]),
    "evidence": Field("evidence", "evidence", COMMON_TITLES["evidence"]),
    "recorded_by": Field("recorded_by", "text", COMMON_TITLES["recorded_by"]),
}
"""What every entry has besides its type."""


def field_of(entry_type: EntryType, name: str) -> Field | None:
    """A field of the type, or one that all entries have."""
    return entry_type.fields.get(name) or COMMON_FIELDS.get(name)


def read_field(name: str, node: Node) -> Field:
    """Read one declared field; `{type: choice, choices: {a: {nl, en}}}`."""
    kind = node.need("type").choice(FIELD_TYPES, "unknown-field-type", message("a type of field"))
    choices_node = node.get("choices")
    choices = {word: child.bilingual() for word, child in choices_node.items()} if choices_node else {}
    if (kind == "choice") != bool(choices):
        raise node.refuse("wrong-choices", message("'choices' belongs to a field of type choice, and to no other"))
    once = node.get("once")
    if once is not None and kind != "trainee":
        values = {"field": name, "type": kind, "wanted": "trainee"}
        raise once.refuse("wrong-field-type", message("'{field}' is of type {type}, this asks {wanted}", **values))
    bounds = {edge: found.number() for edge in ("at_least", "at_most", "above") if (found := node.get(edge))}
    texts = {
        key: found.text()
        for key in ("role", "refers_to", "default", "not_before", "not_after")
        if (found := node.get(key))
    }
    flags = {key: found.flag() for key in FLAGS if (found := node.get(key))}
    explanation = node.get("explanation")
    field = Field(
        name,
        kind,
        node.need("title").bilingual(),
        choices=choices,
        explanation=explanation.bilingual() if explanation else None,
        role=texts.get("role"),
        refers_to=texts.get("refers_to"),
        default=texts.get("default"),
        not_before=texts.get("not_before"),
        not_after=texts.get("not_after"),
        required=flags.get("required", False),
        limit=flags.get("limit", False),
        many=flags.get("many", False),
        at_least=bounds.get("at_least"),
        at_most=bounds.get("at_most"),
        above=bounds.get("above"),
        certified=flags.get("certified", False),
        once=flags.get("once", False),
    )
    node.close()
    return field


def read_fields(node: Node | None) -> dict[str, Field]:
    """Read all declared fields; one that is malformed is left out and reported."""
    fields = {}
    for name, child in node.items() if node else ():
        try:
            if name in COMMON_FIELDS or name in ("type", "any", "all", "not", "position", "by_reading"):
                raise child.refuse("reserved-name", message("'{name}' has a meaning of its own", name=name))
            fields[name] = read_field(name, child)
        except MalformedError:
            continue
    return fields


def refuse_unknown_neighbours(node: Node, fields: Mapping[str, Field], *own: str) -> None:
    """The dates that a date is compared with are dates of the same entry; `own` are those that are not declared."""
    dates = [*own, *(field.name for field in fields.values() if field.type == "date")]
    for field in fields.values():
        for key in ("not_before", "not_after"):
            if getattr(field, key) is not None:
                place = node.need("fields").need(field.name).need(key)
                place.choice(dates, "unknown-field", message("a date of this entry type"))


def read_entry_type(name: str, node: Node) -> EntryType:
    """Read one declared entry type."""
    fields = read_fields(node.get("fields"))
    refuse_unknown_neighbours(node, fields, "date")
    key, notes, explanation = node.get("key"), node.get("notes"), node.get("explanation")
    since, slips = node.get("since_first_edition"), node.get("slips")
    not_during = node.get("not_during")
    entry_type = EntryType(
        name,
        node.need("title").bilingual(),
        fields,
        notes=notes.flag() if notes else True,
        key=key.choice(fields, "unknown-field", message("a field of this type")) if key else None,
        explanation=explanation.bilingual() if explanation else None,
        since_first_edition=since.flag() if since else False,
        slips=slips.flag() if slips else False,
        not_during=tuple(child.text() for child in not_during.one_or_many()) if not_during else (),
    )
    node.close()
    return entry_type

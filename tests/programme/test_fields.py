from __future__ import annotations

from decimal import Decimal

import pytest

from kio.message import Text
from kio.programme.fields import (
    COMMON_FIELDS,
    FIELD_TYPES,
    NUMERIC,
    EntryType,
    Field,
    field_of,
    read_entry_type,
    read_field,
    read_fields,
)
from kio.programme.node import Node
from programme.kennel import faults, node, refused, value

T = Text("a", "b")
TITLE = "title: {nl: a, en: b}"


def field(at: Node) -> Field:
    return read_field("f", at)


def entry(at: Node) -> EntryType:
    return read_entry_type("walk", at)


@pytest.mark.parametrize("kind", [kind for kind in FIELD_TYPES if kind != "choice"])
def test_every_type_of_field(kind: str) -> None:
    assert value(field, f"{{type: {kind}, {TITLE}}}") == Field("f", kind, T)


def test_the_numeric_types_are_types() -> None:
    assert set(NUMERIC) <= set(FIELD_TYPES)


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("type: choice, choices: {x: {nl: a, en: b}}", Field("f", "choice", T, choices={"x": T})),
        ("type: hours, required: yes", Field("f", "hours", T, required=True)),
        ("type: hours, required: no", Field("f", "hours", T)),
        (
            "type: number, at_least: 1, at_most: 4.5",
            Field("f", "number", T, at_least=Decimal(1), at_most=Decimal("4.5")),
        ),
        ("type: number, above: 0", Field("f", "number", T, above=Decimal(0))),
        ("type: person, role: vet", Field("f", "person", T, role="vet")),
        ("type: reference, refers_to: film, many: yes", Field("f", "reference", T, refers_to="film", many=True)),
        ("type: date, limit: yes", Field("f", "date", T, limit=True)),
        ("type: date, default: date", Field("f", "date", T, default="date")),
        ("type: date, not_before: date", Field("f", "date", T, not_before="date")),
        ("type: date, not_after: g, not_before: h", Field("f", "date", T, not_after="g", not_before="h")),
        ("type: text, explanation: {nl: a, en: b}", Field("f", "text", T, explanation=T)),
    ],
)
def test_keys_of_a_field(more: str, wanted: Field) -> None:
    assert value(field, f"{{{TITLE}, {more}}}") == wanted


CHOICES = "'choices' belongs to a field of type choice, and to no other"


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (f"{{{TITLE}}}", "missing-key", "the key 'type' is missing here"),
        ("{type: text}", "missing-key", "the key 'title' is missing here"),
        ("{type: text, ^title: {nl: a}}", "missing-key", "the key 'en' is missing here"),
        (f"{{^type: txt, {TITLE}}}", "unknown-field-type", "'txt' is not a type of field (did you mean 'text'?)"),
        (f"{{type: choice, {TITLE}}}", "wrong-choices", CHOICES),
        (f"{{type: text, {TITLE}, choices: {{x: {{nl: a, en: b}}}}}}", "wrong-choices", CHOICES),
        (f"{{type: choice, {TITLE}, choices: {{}}}}", "wrong-choices", CHOICES),
        (f"{{type: choice, {TITLE}, ^choices: [x, y]}}", "wrong-shape", "a mapping"),
        (f"{{type: choice, {TITLE}, choices: {{^x: a}}}}", "wrong-shape", "a mapping"),
        (f"{{type: number, {TITLE}, ^at_most: many}}", "wrong-number", "a number was expected here"),
        (f"{{type: text, {TITLE}, ^required: always}}", "wrong-flag", "'always' is not yes or no"),
        (f"{{type: text, {TITLE}, ^requird: yes}}", "unknown-key", "did you mean 'required'?"),
    ],
)
def test_wrong_field(text: str, code: str, part: str) -> None:
    refused(field, text, code, part)


@pytest.mark.parametrize("name", ["date", "note", "evidence", "recorded_by", "type", "any", "all", "not", "position"])
def test_reserved_names(name: str) -> None:
    refused(read_fields, f"{{^{name}: {{type: text, {TITLE}}}}}", "reserved-name", f"'{name}' has a meaning of its own")


def test_the_other_fields_are_kept() -> None:
    at = node(f"{{good: {{type: text, {TITLE}}}, bad: {{type: txt, {TITLE}}}, more: {{type: date, {TITLE}}}}}")
    assert list(read_fields(at)) == ["good", "more"]
    assert [problem.code for problem in at.problems] == ["unknown-field-type"]
    assert read_fields(None) == {}


def test_entry_type() -> None:
    assert value(entry, f"{{{TITLE}}}") == EntryType("walk", T, {})
    text = f"{{{TITLE}, explanation: {{nl: a, en: b}}, notes: no, key: f, fields: {{f: {{type: text, {TITLE}}}}}}}"
    wanted = EntryType("walk", T, {"f": Field("f", "text", T)}, notes=False, key="f", explanation=T)
    assert value(entry, text) == wanted


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("{}", "missing-key", "the key 'title' is missing here"),
        ("walk", "wrong-shape", "a mapping"),
        (f"{{{TITLE}, ^key: film}}", "unknown-field", "'film' is not a field of this type"),
        (f"{{{TITLE}, ^notes: none}}", "wrong-flag", "'none' is not yes or no (did you mean 'no'?)"),
        (f"{{{TITLE}, ^field: {{}}}}", "unknown-key", "did you mean 'fields'?"),
    ],
)
def test_wrong_entry_type(text: str, code: str, part: str) -> None:
    refused(entry, text, code, part)


def test_a_field_is_found_among_its_own_and_the_common_ones() -> None:
    kind = EntryType("walk", T, {"f": Field("f", "text", T)})
    assert field_of(kind, "f") == Field("f", "text", T)
    assert field_of(kind, "date") is COMMON_FIELDS["date"]
    assert field_of(kind, "g") is None


def test_several_wrong_fields_are_all_reported() -> None:
    text = f"{{{TITLE}, fields: {{one: {{type: txt, {TITLE}}}, two: {{{TITLE}}}}}}}"
    assert [found[0] for found in faults(entry, text)] == ["unknown-field-type", "missing-key"]

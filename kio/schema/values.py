"""Schemas of single values.

The tools that read a schema type the scalars of YAML themselves: to them the name `No`, the membership number 12345
and the empty value are no texts. A schema accepts every type that a tool can make of what kio accepts. So a text is
anything but a list or a mapping, also nothing, since the text `null` reaches a tool as nothing; and numbers have no
pattern, but a number between quotes has.

What is optional may be empty. It is written so that editors do not offer `null` (they offer the types and words that
stand in `type`, `enum` and `anyOf`, and do not look into `if` and `not`), which kio would take for a text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from kio.message import Text
from kio.models import files, scalars
from kio.programme.fields import NUMERIC, Field
from kio.schema import words
from kio.vocabulary import HIGHEST, LOWEST

Schema = dict[str, Any]

NOTHING: Schema = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}
DAY = r"^(19[0-9]{2}|2[01][0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


def whole(pattern: str) -> str:
    """A pattern for the whole of a text, with digits that mean the same to every tool."""
    return f"^(?:{pattern})$".replace(r"\d", "[0-9]")


def text() -> Schema:
    """A text with something in it."""
    return {"if": {"type": ["array", "object"]}, "then": {"type": "string"}, "minLength": 1}


def name() -> Schema:
    """A text on one line."""
    return {**text(), **_pattern(r"^[^\n\t]+$", words.NAME)}


def identifier() -> Schema:
    """An id, which may look like a number: the group 2026."""
    return {**text(), **_pattern(whole(files.ID), words.ID), "minimum": 0}


def email() -> Schema:
    """One e-mail address."""
    return {"type": "string", **_pattern(whole(files.EMAIL), words.EMAIL), "maxLength": files.LONGEST_EMAIL}


def date() -> Schema:
    """A calendar day; that it exists is for kio to say."""
    return {"type": "string", **_pattern(DAY, words.DATE)}


def flag() -> Schema:
    """True or false, also written yes or no."""
    return {"type": ["boolean", "string"], **_pattern("^(true|false|yes|no)$", words.FLAG)}


def choice(titles: Mapping[str, Text]) -> Schema:
    """One of some words; editors show their titles beside them."""
    found = [(reading, title) for word, title in titles.items() for reading in readings(word)]
    schema: Schema = {"enum": [reading for reading, _ in found]}
    shown = ["" if words.both(title) == reading else words.both(title) for reading, title in found]
    return {**schema, "enumDescriptions": shown} if any(shown) else schema


def optional(schema: Schema) -> Schema:
    """The value, or nothing."""
    if "if" in schema:
        return schema  # a text may be nothing already
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], NOTHING]}
    offers = "enum" in schema or "boolean" in schema["type"]
    return {"anyOf": [schema, NOTHING]} if offers else {"if": {"type": "null"}, "else": schema}


def readings(word: str) -> list[Any]:
    """A word and everything else that a tool may make of it where it stands without quotes."""
    found = [word, *(value for read in _readers(word) if (value := _value(read, word)) is not None)]
    if word.lower() in ("true", "yes", "on", "y"):
        found.append(True)
    if word.lower() in ("false", "no", "off", "n"):
        found.append(False)
    if word.lower() == "null":
        found.append(None)
    return list({json.dumps(value): value for value in found}.values())


def _readers(word: str) -> Iterable[Callable[[str], float]]:
    if not word.isascii() or not any(sign.isdigit() for sign in word):
        return ()
    octal = [partial(int, base=8)] if word.lstrip("+-").startswith("0") else []
    decimal: Callable[[str], float] = int if word.lstrip("+-").isdigit() else float
    return (decimal, partial(int, base=0), *octal)


def _value(read: Callable[[str], float], word: str) -> float | None:
    try:
        return read(word)
    except ValueError:
        return None


def _pattern(pattern: str, said: Text) -> Schema:
    return {"pattern": pattern, "patternErrorMessage": words.both(said)}


def field_schema(field: Field, roles: Mapping[str, Text], known: Mapping[str, Mapping[str, Text]]) -> Schema:
    """What a declared field may hold; `known` has the words, by type, of what may only be named where it exists."""
    schema = _one(field, known)
    if field.many and field.type != "marks":
        schema = _or_list(schema)
    described = words.titled(field.title, *words.expected(field, roles))
    return {**described, **(schema if field.required else optional(schema))}


def _one(field: Field, known: Mapping[str, Mapping[str, Text]]) -> Schema:
    if field.type == "choice":
        return choice(field.choices)
    if known.get(field.type):
        return choice(known[field.type])
    if field.type in NUMERIC:
        return _number(field)
    simple: dict[str, Callable[[], Schema]] = {"date": date, "yes_no": flag, "marks": _marks}
    return simple.get(field.type, text)()


def _number(field: Field) -> Schema:
    kind, pattern, said = "number", rf"(?=.*\d){scalars.DECIMAL}", words.NUMBER
    if field.type == "whole_number":
        kind, pattern, said = "integer", scalars.WHOLE, words.WHOLE
    low = field.at_least if field.at_least is not None else LOWEST.get(field.type)
    high = field.at_most if field.at_most is not None else HIGHEST.get(field.type)
    bounds = {"minimum": low, "maximum": high, "exclusiveMinimum": field.above}
    given = {keyword: _plain(bound) for keyword, bound in bounds.items() if bound is not None}
    return {"type": [kind, "string"], **_pattern(whole(pattern), said), **given}


def _plain(bound: Decimal | int) -> float:
    return int(bound) if bound == int(bound) else float(bound)


def _or_list(one: Schema) -> Schema:
    items = {"items": one, "minItems": 1}
    if "enum" in one:
        return {"anyOf": [one, {"type": "array", **items}]}
    if "type" in one:
        return {**one, "type": [*([one["type"]] if isinstance(one["type"], str) else one["type"]), "array"], **items}
    return {**one, "if": {"type": "object"}, **items}


def _marks() -> Schema:
    return {"type": "object", "additionalProperties": {**text(), "minLength": 0}}

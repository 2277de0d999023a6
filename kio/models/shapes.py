"""Shapes of mappings: pydantic's core validators, built straight from declared keys.

pydantic's model classes would cost half of a command's time to build (docs/performance.md), and here nearly every
model is declared in rules/ and used once. The core that stands behind them is used as it is: it refuses unknown and
missing keys, collects all errors and names the place of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError, core_schema

from kio.message import Message, Quoted, message
from kio.models.scalars import WrongValueError
from kio.near import did_you_mean, near
from kio.problem import Problem, Severity, room_in

if TYPE_CHECKING:
    from kio.source.document import Document, Path

LONGEST_REMEMBERED, MOST_REMEMBERED = 40, 5000
"""Of the texts of a key whose values are remembered: their length and how many of them."""


class Key(NamedTuple):
    """What a key of a mapping may hold; `remembered` are the values of texts that were converted before."""

    schema: core_schema.CoreSchema
    needed: bool
    remembered: dict[str, object]


class Shape:
    """What a mapping may hold: its keys, which of them are needed, and what each value becomes."""

    def __init__(self, keys: Mapping[str, Key]) -> None:
        fields = {name: core_schema.typed_dict_field(key.schema, required=key.needed) for name, key in keys.items()}
        self.schema = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
        self._validator = SchemaValidator(self.schema)
        self._remembered = {name: key.remembered for name, key in keys.items()}
        self._needed = frozenset(name for name, key in keys.items() if key.needed)

    def read(self, raw: object, document: Document, path: Path, problems: list[Problem]) -> dict[str, Any] | None:
        """The values that are given; None, with problems at their places, where the shape refuses them."""
        # The same days, people and choices occur again and again: most mappings hold nothing else.
        if isinstance(raw, dict) and (values := self._recalled(raw)) is not None:
            return values
        try:
            values = self._validator.validate_python(raw)
        except ValidationError as error:
            if room := room_in(problems):
                found = error.errors(include_url=False, include_input=False)[:room]
                problems += [_problem(item, self.schema, document, path) for item in found]
            return None
        return {name: value for name, value in values.items() if value is not None}

    def _recalled(self, raw: dict[str, Any]) -> dict[str, Any] | None:
        """The values, if all of them were converted before and none is missing."""
        remembered = self._remembered
        try:
            values = {name: remembered[name][text] for name, text in raw.items()}
        except (KeyError, TypeError):  # a key or text that is new; a list or mapping
            return None
        return values if values.keys() >= self._needed else None


def key(convert: Callable[[Any], object], *, needed: bool = False) -> Key:
    """A key whose value is converted by a function that raises WrongValueError for what it refuses."""
    remembered: dict[str, object] = {}
    carried = core_schema.no_info_plain_validator_function(_carried(convert, remembered))
    return Key(carried, needed, remembered)


def single_key(convert: Callable[[str], object], *, needed: bool = False) -> Key:
    """A key whose value is a single text before it is converted; an optional one may stand there without a value."""

    def read(raw: object) -> object:
        return None if raw is None and not needed else convert(single(raw))

    return key(read, needed=needed)


def list_key(shape: Shape, *, needed: bool = False) -> Key:
    """A key whose value is a list of mappings of a shape."""
    return Key(core_schema.list_schema(shape.schema), needed, {})


def single(raw: object) -> str:
    """The text of a value that is neither missing nor a list or mapping."""
    if raw is None:
        raise WrongValueError("missing-value", message("a value is missing here"))
    if not isinstance(raw, str):
        raise WrongValueError("wrong-shape", message("a single value was expected here"))
    return raw


def _carried(convert: Callable[[Any], object], remembered: dict[str, object]) -> Callable[[Any], object]:
    def validate(raw: object) -> object:
        try:
            value = convert(raw)
        except WrongValueError as error:
            context = {"message": error.message, "hint": error.hint}
            raise PydanticCustomError(error.code, "refused", context) from None
        if type(raw) is str and len(raw) <= LONGEST_REMEMBERED and len(remembered) < MOST_REMEMBERED:
            remembered[raw] = value
        return value

    return validate


def _problem(item: Any, schema: Any, document: Document, path: Path) -> Problem:
    place = (*path, *item["loc"])
    name = str(place[-1]) if item["loc"] else ""
    said = (item.get("ctx") or {}).get("message")
    if isinstance(said, Message):
        where = document.location(place, value=True)
        return Problem(where, Severity.ERROR, item["type"], said, item["ctx"].get("hint"))
    if item["type"] == "missing":
        text = message("the key '{key}' is missing here", key=name)
        return Problem(document.location(place[:-1]), Severity.ERROR, "missing-key", text)
    if item["type"] == "extra_forbidden":
        known = list(_keys_at(schema, item["loc"][:-1]))
        # What resembles no key may be a piece of a value, as after a comma between braces.
        shown = name if near(name, known) else Quoted(name)
        text = message("the key '{key}' means nothing here", key=shown)
        return Problem(document.location(place), Severity.ERROR, "unknown-key", text, _hint_for_key(name, known))
    text = message("something of another shape was expected here")
    return Problem(document.location(place, value=True), Severity.ERROR, "wrong-shape", text)


def _keys_at(schema: Any, path: Path) -> Iterable[str]:
    for part in path:
        schema = schema["items_schema"] if isinstance(part, int) else schema["fields"][part]["schema"]
    keys: Iterable[str] = schema["fields"]
    return keys


def _hint_for_key(name: str, known: list[str]) -> Message:
    # Between braces a comma ends a value, so that "1,5" or a note with a comma leaves its rest as a key.
    if re.fullmatch(r"\d{1,2}(\D.*)?", name):
        return message("write a number with a decimal point, as 1.5; a comma ends the value here")
    if ":" in name and name.partition(":")[0] in known:
        return message("the space after the colon is missing: {key}: …", key=name.partition(":")[0])
    if any(sign.isspace() for sign in name):
        return message("a key is one word: put a text with a comma or a colon in quotes")
    return did_you_mean(name, known)

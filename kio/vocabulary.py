"""From declared entry types to validators, built when they are first needed, and from raw logs to entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from kio.message import Quoted, message
from kio.models.record import Entry
from kio.models.scalars import WrongValueError, convert, to_date, to_note, to_text
from kio.models.shapes import Key, Shape, key, single, single_key
from kio.near import did_you_mean, near, possible
from kio.problem import Problem, Severity, room_in
from kio.programme.fields import EntryType, Field

if TYPE_CHECKING:
    from kio.source.document import Document, Path


def entry_shape(entry_type: EntryType) -> Shape:
    """What an entry of a declared type may hold."""
    common: dict[str, Key] = {
        "date": single_key(to_date, needed=True),
        "type": single_key(to_text, needed=True),
        "note": single_key(to_note) if entry_type.notes else key(_no_note),
        "evidence": single_key(to_text),
        "recorded_by": single_key(to_text),
    }
    return Shape({**common, **_keys(entry_type.fields)})


def declared_shape(fields: Mapping[str, Field]) -> Shape:
    """What a declared section of the header, or an item of a group's list, may hold."""
    return Shape(_keys(fields))


def _keys(fields: Mapping[str, Field]) -> dict[str, Key]:
    return {name: key(partial(field_value, field), needed=field.required) for name, field in fields.items()}


def _no_note(_: object) -> object:
    raise WrongValueError("note-forbidden", message("an entry of this type takes no note"))


def field_value(field: Field, raw: object) -> object:
    """The value of a declared field from what the file says; raises WrongValueError."""
    if raw is None and not field.required:
        return None
    if field.type == "marks":
        return _marks(raw)
    if isinstance(raw, list) and field.many:
        if not raw:
            raise WrongValueError("empty-list", message("this list is empty"))
        return tuple(_one(field, item) for item in raw)
    value = _one(field, raw)
    return (value,) if field.many else value


def _marks(raw: object) -> dict[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(mark, str) for mark in raw.values()):
        raise WrongValueError("wrong-shape", message("marks are a mapping (item: mark)"))
    return dict(raw)


def _one(field: Field, raw: object) -> object:
    text = single(raw)
    if field.type == "choice" and text not in field.choices:
        wrong = message("'{value}' is not a choice of the field '{field}'", value=Quoted(text), field=field.name)
        raise WrongValueError("unknown-choice", wrong, did_you_mean(text, field.choices))
    value = convert(field.type, text)
    _within(field, value)
    return value


LOWEST = {"percentage": 0, "hours": 0}
HIGHEST = {"percentage": 100}


def _within(field: Field, value: Any) -> None:
    low = field.at_least if field.at_least is not None else LOWEST.get(field.type)
    high = field.at_most if field.at_most is not None else HIGHEST.get(field.type)
    if low is not None and value < low:
        raise WrongValueError("out-of-range", message("at least {bound} was expected", bound=low))
    if high is not None and value > high:
        raise WrongValueError("out-of-range", message("at most {bound} was expected", bound=high))
    if field.above is not None and value <= field.above:
        raise WrongValueError("out-of-range", message("more than {bound} was expected", bound=field.above))


class Vocabulary:
    """The shapes of one programme's entries."""

    def __init__(self, entries: Mapping[str, EntryType]) -> None:
        self.entries = entries
        self._shapes: dict[str, Shape] = {}

    def read_log(self, document: Document, problems: list[Problem]) -> tuple[Entry, ...]:
        """All entries of a record that can be read; what is wrong with the others is appended to `problems`."""
        raw = document.data.get("log")
        if raw is None and "log" in document.data:
            text, hint = message("the log is empty"), message("write log: [] if nothing has happened yet")
            problems.append(Problem(document.location(("log",)), Severity.WARNING, "empty-log", text, hint))
        items = raw if isinstance(raw, list) else []
        entries = (self._entry(document, ("log", index), item, problems) for index, item in enumerate(items))
        return tuple(entry for entry in entries if entry is not None)

    def _entry(self, document: Document, path: Path, raw: object, problems: list[Problem]) -> Entry | None:
        if not isinstance(raw, dict):
            if not room_in(problems):
                return None
            text = message("an entry was expected here, as {example}", example="{date: 2026-03-01, type: …}")
            problems.append(Problem(document.location(path), Severity.ERROR, "wrong-shape", text))
            return None
        kind = raw.get("type")
        entry_type = self.entries.get(kind) if isinstance(kind, str) else None
        if entry_type is None:
            if room_in(problems):
                problems.append(_unknown_type(document, path, raw, self.entries))
            return None
        if entry_type.id not in self._shapes:
            self._shapes[entry_type.id] = entry_shape(entry_type)
        values = self._shapes[entry_type.id].read(raw, document, path, problems)
        if values is None:
            return None
        del values["type"]
        for field in entry_type.fields.values():
            if field.default in values:
                values.setdefault(field.name, values[field.default])
        return Entry(entry_type.id, values.pop("date"), values, document.line(raw), int(path[-1]))


def _unknown_type(document: Document, path: Path, raw: Mapping[str, object], known: Iterable[str]) -> Problem:
    kind = raw.get("type")
    if kind is not None and not isinstance(kind, str):
        where = document.location((*path, "type"), value=True)
        return Problem(where, Severity.ERROR, "wrong-shape", message("a single value was expected here"))
    if not isinstance(kind, str):
        slip = next((key for key in raw if key != "type" and near(key, ["type"])), None)
        if slip is not None:
            text = message("the key '{key}' means nothing here", key=slip)
            where = document.location((*path, slip))
            return Problem(where, Severity.ERROR, "unknown-key", text, did_you_mean(slip, ["type"]))
        text = message("the key '{key}' is missing here", key="type")
        return Problem(document.location(path), Severity.ERROR, "missing-key", text, possible(known))
    where = document.location((*path, "type"), value=True)
    text = message("'{word}' is not {what}", word=Quoted(kind), what=message("an entry type"))
    return Problem(where, Severity.ERROR, "unknown-entry-type", text, did_you_mean(kind, known))

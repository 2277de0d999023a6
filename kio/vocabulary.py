"""From declared entry types to pydantic models, and from raw logs to entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field, PlainValidator, ValidationError, create_model

from kio.message import Message, message
from kio.models.files import FileModel, checked, refused, single
from kio.models.record import Entry
from kio.models.scalars import WrongValueError, convert, to_date, to_text
from kio.problem import Problem, Severity
from kio.programme.node import did_you_mean
from kio.programme.vocabulary import EntryType
from kio.programme.vocabulary import Field as Declared

if TYPE_CHECKING:
    from kio.source.reading import Document

Path = tuple[str | int, ...]


class EntryFile(FileModel):
    """What every entry of a log has. Names are prefixed in the models so that any word can name a field in YAML."""

    f_date: Annotated[Any, checked(to_date)] = Field(alias="date")
    f_type: Annotated[Any, checked(to_text)] = Field(alias="type")
    f_note: Annotated[Any, checked(to_text)] = Field(None, alias="note")
    f_evidence: Annotated[Any, checked(to_text)] = Field(None, alias="evidence")
    f_recorded_by: Annotated[Any, checked(to_text)] = Field(None, alias="recorded_by")


def entry_model(entry_type: EntryType) -> type[BaseModel]:
    """The model of a declared entry type."""
    fields: dict[str, Any] = {name: _model_field(field) for name, field in entry_type.fields.items()}
    fields = {f"f_{name}": spec for name, spec in fields.items()}
    if not entry_type.notes:
        fields["f_note"] = (Annotated[Any, PlainValidator(_no_note)], Field(None, alias="note"))
    return create_model(f"Entry_{entry_type.id}", __base__=EntryFile, **fields)


def header_model(name: str, fields: Mapping[str, Declared]) -> type[BaseModel]:
    """The model of a declared section of the header or of a group's list."""
    specs: dict[str, Any] = {f"f_{key}": _model_field(field) for key, field in fields.items()}
    return create_model(f"Header_{name}", __base__=FileModel, **specs)


def _no_note(_: object) -> object:
    raise refused(WrongValueError("note-forbidden", message("an entry of this type takes no note")))


def _model_field(field: Declared) -> tuple[Any, Any]:
    default = ... if field.required else None
    return Annotated[Any, PlainValidator(_validator(field))], Field(default, alias=field.name)


def _validator(field: Declared) -> Any:
    def validate(raw: object) -> object:
        try:
            return field_value(field, raw)
        except WrongValueError as error:
            raise refused(error) from None

    return validate


def field_value(field: Declared, raw: object) -> object:
    """The value of a declared field from what the file says; raises WrongValueError."""
    if raw is None:
        if field.required:
            raise WrongValueError("missing-value", message("a value is missing here"))
        return None
    if field.type == "marks":
        return _marks(raw)
    if isinstance(raw, list) and field.many:
        if not raw:
            raise WrongValueError("empty-list", message("this list is empty"))
        return tuple(_single(field, one) for one in raw)
    return (_single(field, raw),) if field.many else _single(field, raw)


def _marks(raw: object) -> dict[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(mark, str) for mark in raw.values()):
        raise WrongValueError("wrong-shape", message("marks are a mapping (item: mark)"))
    return dict(raw)


def _single(field: Declared, raw: object) -> object:
    text = single(raw)
    if field.type == "choice" and text not in field.choices:
        wrong = message("'{value}' is not a choice of the field '{field}'", value=text, field=field.name)
        raise WrongValueError("unknown-choice", wrong, did_you_mean(text, field.choices))
    value = convert(field.type, text)
    _within(field, value)
    return value


def _within(field: Declared, value: Any) -> None:
    low = field.at_least if field.at_least is not None else {"percentage": 0, "hours": 0}.get(field.type)
    high = field.at_most if field.at_most is not None else {"percentage": 100}.get(field.type)
    if low is not None and value < low:
        raise WrongValueError("out-of-range", message("at least {bound} was expected", bound=low))
    if high is not None and value > high:
        raise WrongValueError("out-of-range", message("at most {bound} was expected", bound=high))
    if field.above is not None and value <= field.above:
        raise WrongValueError("out-of-range", message("more than {bound} was expected", bound=field.above))


class Vocabulary:
    """The models of one programme, each built when it is first needed."""

    def __init__(self, entries: Mapping[str, EntryType]) -> None:
        self.entries = entries
        self._models: dict[str, type[BaseModel]] = {}

    def read_log(self, document: Document, problems: list[Problem]) -> tuple[Entry, ...]:
        """All entries of a record that can be read; what is wrong with the others is appended to `problems`."""
        raw = document.data.get("log") or []
        if not isinstance(raw, list):
            return ()
        entries = (self._entry(document, ("log", index), item, problems) for index, item in enumerate(raw))
        return tuple(entry for entry in entries if entry is not None)

    def _entry(self, document: Document, path: Path, raw: object, problems: list[Problem]) -> Entry | None:
        if not isinstance(raw, dict):
            text = message("an entry was expected here, as {example}", example="{date: 2026-03-01, type: …}")
            problems.append(Problem(document.location(path), Severity.ERROR, "wrong-shape", text))
            return None
        kind = raw.get("type")
        entry_type = self.entries.get(kind) if isinstance(kind, str) else None
        if entry_type is None:
            problems.append(_unknown_type(document, path, raw, self.entries))
            return None
        values = self._values(document, path, raw, entry_type, problems)
        if values is None:
            return None
        return Entry(entry_type.id, values.pop("date"), values, document.location(path).line, int(path[-1]))

    def _values(
        self, document: Document, path: Path, raw: dict[str, Any], entry_type: EntryType, problems: list[Problem]
    ) -> dict[str, Any] | None:
        if entry_type.id not in self._models:
            self._models[entry_type.id] = entry_model(entry_type)
        values = validated(self._models[entry_type.id], raw, document, path, problems)
        if values is not None:
            values.pop("type", None)
            for field in entry_type.fields.values():
                if field.default and field.name not in values and field.default in values:
                    values[field.name] = values[field.default]
        return values


def validated(
    model: type[BaseModel], raw: object, document: Document, path: Path, problems: list[Problem]
) -> dict[str, Any] | None:
    """The given values by their name in YAML; None, with problems, where the model refuses them."""
    try:
        found = model.model_validate(raw)
    except ValidationError as error:
        problems += problems_of(error, model, document, path)
        return None
    names = {name: info.alias or name for name, info in model.model_fields.items()}
    return {alias: value for name, alias in names.items() if (value := getattr(found, name)) is not None}


def _unknown_type(document: Document, path: Path, raw: dict[str, Any], known: Iterable[str]) -> Problem:
    kind = raw.get("type")
    if not isinstance(kind, str):
        text = message("the key '{key}' is missing here", key="type")
        hint = message("possible here: {options}", options=", ".join(known))
        return Problem(document.location(path), Severity.ERROR, "missing-key", text, hint)
    where = document.location((*path, "type"), value=True)
    text = message("'{word}' is not {what}", word=kind, what=message("an entry type"))
    return Problem(where, Severity.ERROR, "unknown-entry-type", text, did_you_mean(kind, known))


def problems_of(error: ValidationError, model: type[BaseModel], document: Document, path: Path) -> list[Problem]:
    """Pydantic's errors as problems with their place and our words."""
    known = [info.alias or name for name, info in model.model_fields.items()]
    return [_problem(item, known, document, path) for item in error.errors(include_url=False, include_input=False)]


def _problem(item: Any, known: list[str], document: Document, path: Path) -> Problem:
    place = _place(document, path, item["loc"])
    key = str(item["loc"][-1]) if item["loc"] else ""
    context = item.get("ctx") or {}
    if isinstance(context.get("message"), Message):
        where = document.location(place, value=True)
        return Problem(where, Severity.ERROR, item["type"], context["message"], context.get("hint"))
    if item["type"] == "missing":
        text = message("the key '{key}' is missing here", key=key)
        return Problem(document.location(place[:-1]), Severity.ERROR, "missing-key", text)
    if item["type"] == "extra_forbidden":
        text = message("the key '{key}' means nothing here", key=key)
        return Problem(document.location(place), Severity.ERROR, "unknown-key", text, did_you_mean(key, known))
    text = message("something of another shape was expected here")
    return Problem(document.location(place, value=True), Severity.ERROR, "wrong-shape", text)


def _place(document: Document, path: Path, loc: tuple[str | int, ...]) -> Path:
    # pydantic's loc names union members and the like; parts that are not in the document are skipped.
    place = path
    for part in loc[:-1]:
        if (*place, part) in document.places:
            place = (*place, part)
    return (*place, *loc[-1:])

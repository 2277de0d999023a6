"""What a verdict on one entry depends on, by its condition: the same values always get the same verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kio.programme.language import (
    Both,
    ByReading,
    CalendarDay,
    Compared,
    Condition,
    Either,
    FieldTest,
    InParameter,
    IsPick,
    Known,
    Listed,
    Neither,
    Not,
    Number,
    OneOf,
    OrderedDay,
    ParameterValue,
    Position,
    Present,
    Qualified,
    RefersTo,
    Selection,
    Test,
    Today,
    ValueIn,
)
from kio.programme.model import Programme, Value, WordList


class Inputs(NamedTuple):
    """All that a verdict on an entry depends on besides its type: its date, other fields of it, what the rules say."""

    dated: bool = False
    fields: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def _field(name: str) -> Inputs:
    return Inputs(dated=True) if name == "date" else Inputs(fields=(name,))


def inputs_of(programme: Programme, condition: Condition) -> Inputs | None:
    """What a verdict depends on; None where that is more than values, as other entries."""
    match condition:
        case FieldTest(field) if _has_parts(programme, field):
            return None
        case FieldTest(field, tests):
            return _together(_field(field), *(_tested(programme, test) for test in tests))
        case Both(parts) | Either(parts):
            return _together(*(inputs_of(programme, part) for part in parts))
        case Neither(part):
            return inputs_of(programme, part)
        case ByReading(question, parts):
            return _together(Inputs(questions=(question,)), *(inputs_of(programme, part) for part in parts.values()))
        case Position():
            return None


def _has_parts(programme: Programme, name: str) -> bool:
    """Whether a field holds a mapping, which can be no key."""
    fields = [kind.fields.get(name) for kind in programme.entries.values()]
    return any(field is not None and field.type == "marks" for field in fields)


def _together(*parts: Inputs | None) -> Inputs | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    fields = dict.fromkeys(name for part in known for name in part.fields)
    parameters = dict.fromkeys(name for part in known for name in part.parameters)
    questions = dict.fromkeys(name for part in known for name in part.questions)
    return Inputs(any(part.dated for part in known), tuple(fields), tuple(parameters), tuple(questions))


def _tested(programme: Programme, test: Test) -> Inputs | None:
    match test:
        case OneOf() | Present() | Known() | Compared(amount=Number()) | Listed(on=Today() | CalendarDay()):
            return Inputs()
        case Qualified(on=field):
            return _field(field)
        case InParameter(name) | Compared(amount=ParameterValue(name)):
            return Inputs(parameters=(name,)) if _is_plain(programme, name) else None
        case Not(inner):
            return _tested(programme, inner)
        case IsPick() | RefersTo() | ValueIn() | OrderedDay() | Listed() | Compared():
            return None


def _is_plain(programme: Programme, parameter: str) -> bool:
    """Whether a parameter is numbers and words alone, however it is read."""
    return all(
        value is None or isinstance(value, Number | WordList)
        for dated in programme.parameters[parameter].values
        for value in (dated.value, *dated.by_reading.values(), *_read(programme, dated.question))
    )


def _read(programme: Programme, question: str | None) -> list[Value]:
    return [reading.value for reading in programme.questions[question].readings.values()] if question else []


def date_fields(
    programme: Programme, selection: Selection, part: Callable[[ByReading[Condition]], Condition]
) -> set[str]:
    """The dates that a selection tests: from the last of them an entry counts."""
    tested: set[str] = set()
    for condition in (selection.about, selection.where, selection.must):
        tested |= _tested_fields(condition, part)
    if selection.base:
        tested |= date_fields(programme, programme.selections[selection.base], part)
    kinds = [programme.entries[kind].fields for kind in selection.types]
    return {name for name in tested for fields in kinds if (f := fields.get(name)) and f.type == "date" and not f.limit}


def _tested_fields(condition: Condition | None, part: Callable[[ByReading[Condition]], Condition]) -> set[str]:
    match condition:
        case FieldTest(field):
            return {field}
        case Both(conditions) | Either(conditions):
            return {name for one in conditions for name in _tested_fields(one, part)}
        case Neither(inner):
            return _tested_fields(inner, part)
        case ByReading():
            return _tested_fields(part(condition), part)
        case _:
            return set()

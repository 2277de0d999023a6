"""What rules refer to by name: followed to find cycles and the readings behind an answer."""

from __future__ import annotations

from collections.abc import Iterator

from kio.programme.language import (
    ByReading,
    InParameter,
    IsPick,
    MetDay,
    Missing,
    NamedDay,
    ParameterValue,
    Position,
    Selection,
    Told,
)
from kio.programme.model import DatedValue
from kio.programme.requirement import Met

SECTION_OF: dict[type, str] = {
    NamedDay: "days",
    Met: "requirements",
    Told: "facts",
    ParameterValue: "parameters",
    InParameter: "parameters",
    IsPick: "picks",
}
"""Of each kind that is nothing but a name: the section in which that name is declared."""


def mentions(value: object) -> Iterator[tuple[str, str]]:
    """The section and name of everything that a rule, or a part of one, refers to by name."""
    section = SECTION_OF.get(type(value))
    match value:
        case (str() as name,) if section:
            yield section, name
        case Missing(name):
            yield "requirements", name
            yield "missing", name  # what it asks is behind the amount; what is only met is not
        case MetDay(names):
            yield from (("requirements", name) for name in names)
        case DatedValue(by_reading=by_reading) if by_reading:  # the values of the readings themselves are not used
            yield from mentions(by_reading)
        case DatedValue(question=str() as question):
            yield "questions", question
        case ByReading(question, parts):  # of every reading, since another one may be supposed
            yield "questions", question
            yield from mentions(parts)
        case Position(name, at_least):
            yield "selections", name
            yield from mentions(at_least)
        case Selection(base=str() as base):
            yield "selections", base
            yield from mentions(tuple(value)[2:])
        case tuple() | dict():
            for part in value.values() if isinstance(value, dict) else value:
                if isinstance(part, tuple | dict):  # most parts are texts and numbers
                    yield from mentions(part)

"""What rules refer to by name: followed to find cycles and the readings behind an answer."""

from __future__ import annotations

from collections.abc import Iterator

from kio.programme.language import InParameter, IsPick, MetDay, NamedDay, ParameterValue, Position, Selection
from kio.programme.model import DatedValue
from kio.programme.requirement import Met


def mentions(value: object) -> Iterator[tuple[str, str]]:
    """The section and name of everything that a rule, or a part of one, refers to by name."""
    match value:
        case NamedDay(name):
            yield "days", name
        case MetDay(names):
            yield from (("requirements", name) for name in names)
        case Met(name):
            yield "requirements", name
        case ParameterValue(name) | InParameter(name):
            yield "parameters", name
        case DatedValue(question=str() as question):
            yield "questions", question
        case IsPick(name):
            yield "picks", name
        case Position(name, at_least):
            yield "selections", name
            yield from mentions(at_least)
        case Selection(base=str() as base):
            yield "selections", base
            yield from mentions(tuple(value)[2:])
        case tuple():
            for part in value:
                yield from mentions(part)
        case dict():
            for part in value.values():
                yield from mentions(part)

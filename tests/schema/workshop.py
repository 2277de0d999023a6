"""The pottery with an entry that has a field of every type, its schemas, and how another tool reads a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

from check_jsonschema.parsers.yaml import (  # type: ignore[import-untyped]
    construct_yaml_implementation,
    impl2loader,
)
from checking.pottery import RULES
from jsonschema import Draft7Validator

from kio.problem import Problem, Severity
from kio.programme.fields import FIELD_TYPES
from kio.programme.model import Programme
from kio.programme.reading import read_programme
from kio.records import read_group, read_people, read_trainee
from kio.schema.files import Programmes, schema_of
from kio.source.reading import read_text
from kio.vocabulary import Vocabulary

CHOICES = "choices: {red: {nl: rood, en: red}, yes: {nl: ja, en: yes}, '1': {nl: een, en: one}, '1.50': {nl: x, en: y}}"


def field(name: str, kind: str, more: str) -> str:
    choices = f", {CHOICES}" if kind == "choice" else ", refers_to: pot" if kind == "reference" else ""
    return f"      {name}: {{type: {kind}{choices}{more}, title: {{nl: {name}, en: {name}}}}}\n"


EVERYTHING = (
    "".join(
        f"  one_{kind}:\n    title: {{nl: {kind}, en: {kind}}}\n    fields:\n"
        + field("needed", kind, ", required: yes")
        + field("free", kind, "")
        + field("several", kind, ", many: yes")
        + field("all", kind, ", many: yes, required: yes").replace("all:", "every:", 1)
        for kind in FIELD_TYPES
    )
    + "  bounds:\n    title: {nl: grenzen, en: bounds}\n    fields:\n"
    + field("between", "number", ", at_least: 0.5, at_most: 2.35")
    + field("above", "whole_number", ", above: 0")
)


EXTENDED = RULES.replace("entries:\n  pot", f"entries:\n{EVERYTHING}  pot")
WEAVING = """\
title: {nl: Weven, en: Weaving}
tracks: {weaver: {title: {nl: wever, en: weaver}}}
roles: {master: {title: {nl: meester, en: master}}}
entries: {cloth: {title: {nl: doek, en: cloth}}}
phases: [{id: learning, title: {nl: bezig, en: learning}, when: {elapsed: today}}]
"""


@cache
def programme(identifier: str = "pottery", rules: str = EXTENDED) -> Programme:
    problems: list[Problem] = []
    found = read_programme(identifier, [read_text(rules.encode(), f"rules/{identifier}.yaml")], problems)
    assert problems == []
    assert found is not None
    return found


@cache
def schema(kind: str, default: str | None = "pottery", *, weaving: bool = False) -> dict[str, Any]:
    others = [programme("weaving", WEAVING)] if weaving else []
    found = schema_of(kind, Programmes([programme(), *others], default))
    Draft7Validator.check_schema(found)
    return found


def validator(kind: str, default: str | None = "pottery", *, weaving: bool = False) -> Draft7Validator:
    return Draft7Validator(schema(kind, default, weaving=weaving))


_LOAD = impl2loader(construct_yaml_implementation())


def as_a_tool_reads(text: str) -> Any:
    """With the scalars typed as YAML 1.2 has them, days as texts, and keys as texts: what check-jsonschema reads."""
    return _LOAD(BytesIO(text.encode()))


def refusals(kind: str, text: str) -> list[str]:
    """Where a schema finds something wrong in a file, and by which keyword."""
    errors = validator(kind).iter_errors(as_a_tool_reads(text))
    return sorted(f"{'/'.join(str(part) for part in error.absolute_path)} {error.validator}" for error in errors)


def kio_accepts(kind: str, text: str) -> bool:
    """Whether kio reads a file without an error; whether what it names exists is left aside."""
    document = read_text(text.encode(), "a.yaml")
    problems = list(document.problems)
    found: Programme = programme()
    readers: Mapping[str, Any] = {
        "trainee": lambda: read_trainee(document, found, Vocabulary(found.entries), problems),
        "group": lambda: read_group(document, found, Vocabulary(found.entries), problems),
        "people": lambda: read_people(document, found.roles, problems),
    }
    readers[kind]()
    return not any(problem.severity is Severity.ERROR for problem in problems)

"""What must be written down so that a requirement is met: from the entries and fields that its rule looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import assert_never

from kio.actions import IDLE, Wanted
from kio.evaluation.result import Result, Status
from kio.message import Message, Text, message
from kio.programme.fields import Field, field_of
from kio.programme.language import (
    Both,
    ByReading,
    Condition,
    Either,
    FieldTest,
    Neither,
    Not,
    OneOf,
    Part,
    Position,
    Present,
    Selection,
    Told,
)
from kio.programme.model import Exceptions, Programme
from kio.programme.requirement import (
    AllOf,
    AnyOf,
    Elapsed,
    Enough,
    Grouped,
    Header,
    Kind,
    LinkedRecord,
    Met,
    Negated,
    Ordered,
    Record,
    Requirement,
    Settled,
    Steps,
)

MOST_VALUES = 4
"""Of a field that may have more values than these only its title is said."""


def evidence_for(programme: Programme, result: Result) -> tuple[Wanted, ...]:
    """What is lacking of a requirement; nothing of what a person must judge, and of what nothing can mend any more."""
    if result.status in (Status.REVIEW, Status.FAILED):
        return ()
    found: list[Wanted] = []
    for wanted in _of_kind(programme, result.kind(programme.questions), result):
        if wanted not in found:
            found.append(wanted)
    return tuple(found)


def exception_evidence(programme: Programme, rule: Exceptions) -> tuple[Wanted, ...]:
    """An entry that decides on an exception."""
    return record_evidence(programme, Record(rule.entries, (rule.decision,)))


def record_evidence(programme: Programme, record: Record) -> tuple[Wanted, ...]:
    """An entry with the fields that matter, and those that it must have."""
    kind = programme.entries[record.entries]
    fields = [found for name in record.fields if (found := field_of(kind, name))]
    return (_wanted(programme, (record.entries,), {field.name: field.title for field in fields}),)


def _wanted(programme: Programme, types: tuple[str, ...], said: dict[str, Text | Message]) -> Wanted:
    kinds = [programme.entries[name] for name in types]
    required = [field for kind in kinds[:1] for field in kind.fields.values() if field.required]
    for field in required:
        said.setdefault(field.name, field.title)
    return Wanted(tuple(kind.title for kind in kinds), tuple(said.values()))


def _of_kind(programme: Programme, kind: Kind, result: Result | None) -> Iterator[Wanted]:
    """`result` is the answer for the kind, where it has one of its own."""
    match kind:
        case Enough(measure, _, _):
            yield _of_selection(programme, result, measure.selection, measure.field)
        case Grouped(selection=selection, by=by, each=each):
            yield _of_selection(programme, result, selection, None if by == "date" else by, each.measure.field)
        case Steps(steps):
            done = int(result.have) if result and result.have is not None else 0
            for step in steps[done : done + 1]:
                yield _of_selection(programme, result, step.selection)
        case AllOf(parts) | AnyOf(parts, _):
            yield from _of_parts(programme, parts, result)
        case Header(path) | LinkedRecord(path):
            section, name = path
            yield Wanted((), (programme.header[section].fields[name].title,))
        case ByReading():
            yield from _of_kind(programme, _read(programme, result, kind), result)
        case Negated() | Elapsed() | Ordered() | Met() | Told() | Settled():
            return
        case _:
            assert_never(kind)


def _of_parts(programme: Programme, parts: Iterable[Requirement], result: Result | None) -> Iterator[Wanted]:
    """What is lacking of the parts; those that are done, or not asked, lack nothing."""
    found = {child.requirement.id: child for child in result.children} if result else {}
    for part in parts:
        child = found.get(part.id)
        if child is None or child.status not in IDLE:
            yield from _of_kind(programme, part.kind, child)


def _of_selection(programme: Programme, result: Result | None, selection: Selection, *fields: str | None) -> Wanted:
    said: dict[str, Text | Message] = {}
    base = programme.selections[selection.base] if selection.base else None
    sources = [base.about, base.where, base.must] if base else []
    kind = programme.entries[selection.types[0]]
    for condition in (*sources, selection.about, selection.where, selection.must):
        for test in _tests(programme, result, condition):
            field = field_of(kind, test.field)
            if field and test.field != "date":
                values = _values(field, test)
                if values or field.name not in said:
                    said[field.name] = values or field.title
    for name in fields:
        measured = field_of(kind, name) if name else None
        if measured:
            said.setdefault(measured.name, measured.title)
    return _wanted(programme, selection.types, said)


def _tests(programme: Programme, result: Result | None, condition: Condition | None) -> Iterator[FieldTest]:
    """The tests that an entry must pass; what it must not be says nothing of what is to be written."""
    match condition:
        case FieldTest(tests=tests):
            if not any(isinstance(test, Not) or test == Present(wanted=False) for test in tests):
                yield condition
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _tests(programme, result, part)
        case ByReading():
            yield from _tests(programme, result, _read(programme, result, condition))
        case Neither() | Position() | None:
            return
        case _:
            assert_never(condition)


def _read(programme: Programme, result: Result | None, choice: ByReading[Part]) -> Part:
    """What belongs to the reading by which a result was found."""
    used = {question.id: reading.id for question, reading in result.why.readings} if result else {}
    return choice.parts[used.get(choice.question, programme.questions[choice.question].default)]


def _values(field: Field, test: FieldTest) -> Message | None:
    """The field with the values that it may have, where they are few and the rule names them."""
    named = [value for one in test.tests if isinstance(one, OneOf) for value in one.values]
    told = [field.choices.get(str(value), value) for value in named]
    if not told or len(told) > MOST_VALUES or not all(isinstance(value, Text | bool | int | Decimal) for value in told):
        return None
    return message("{field}: {values}", field=field.title, values=_either(told))


def _either(values: list[object]) -> object:
    """The values, joined by the word for a choice."""
    said = values[0]
    for value in values[1:]:
        said = message("{first} or {second}", first=said, second=value)
    return said

"""Drafts of entries that a selection would take: its conditions turned into values, for the evaluator to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import assert_never

from kio.evaluation.bindings import part_of
from kio.evaluation.truth import Truth
from kio.evaluation.view import View
from kio.models.record import Entry
from kio.planning.change import with_defaults
from kio.planning.offers import anything, offered, usual
from kio.programme.fields import Field, field_of
from kio.programme.language import (
    Both,
    ByReading,
    Condition,
    Either,
    FieldTest,
    IsPick,
    Neither,
    Position,
    RefersTo,
    Selection,
    ValueIn,
)

TRIED, KEPT, DRAFTS = 80, 4, 12
"""How many values of a field are tried, how many of those that fit are kept, and how many drafts are made."""
ELSEWHERE = (IsPick, RefersTo, ValueIn)
May = Callable[[Field], bool]


def drafts(view: View, selection: Selection, day: date, given: dict[str, object] | None = None) -> Iterator[Entry]:
    """Entries of a day that this selection may take, beginning with these values; each is to be judged once added."""
    for kind in selection.types:
        yield from islice(_finished(view, selection, Entry(kind, day, dict(given or {}))), DRAFTS)


def _finished(view: View, selection: Selection, begun: Entry) -> Iterator[Entry]:
    for entry in filled(view, begun, conditions_of(view, selection)):
        for whole in _required(view, entry):
            yield with_defaults(view.programme, whole)


def completions(view: View, selection: Selection, entry: Entry, may: May) -> Iterator[Entry]:
    """An entry that is there with more in it: only what it lacks is filled in, and only where that may be."""
    for whole in islice(filled(view, entry, conditions_of(view, selection), may), DRAFTS):
        if whole.values != entry.values:
            yield whole


def conditions_of(view: View, selection: Selection) -> Condition:
    """Everything that a selection asks of an entry, with what the selection on which it is based asks."""
    base = (conditions_of(view, view.programme.selections[selection.base]),) if selection.base else ()
    own = (part for part in (selection.about, selection.where, selection.must) if part is not None)
    return Both((*base, *own))


def anywhere(field: Field) -> bool:
    """Any field may be filled in."""
    del field
    return True


def filled(view: View, entry: Entry, condition: Condition, may: May = anywhere) -> Iterator[Entry]:
    """The entry with values by which it meets the condition, in several ways where there are some."""
    match condition:
        case FieldTest():
            yield from _by_value(view, entry, condition, may)
        case Both(parts):
            yield from _all(view, entry, parts, may)
        case Either(parts):
            for part in parts:
                yield from filled(view, entry, part, may)
        case Neither(part):
            yield from _against(view, entry, part, may)
        case Position(name):  # which place it has the evaluator says; it has to be one of them
            yield from filled(view, entry, conditions_of(view, view.programme.selections[name]), may)
        case ByReading():
            yield from filled(view, entry, part_of(view, condition), may)
        case _:
            assert_never(condition)


def _all(view: View, entry: Entry, parts: tuple[Condition, ...], may: May) -> Iterator[Entry]:
    if not parts:
        yield entry
        return
    for begun in filled(view, entry, parts[0], may):
        yield from _all(view, begun, parts[1:], may)


def _by_value(view: View, entry: Entry, condition: FieldTest, may: May) -> Iterator[Entry]:
    # Which entry is picked or referred to can change with this one: the evaluator says it afterwards.
    moves = any(isinstance(test, ELSEWHERE) for test in condition.tests)
    if view.judge(condition, entry).truth is Truth.YES or (moves and condition.field in entry.values):
        yield entry
        return
    field = field_of(view.programme.entries[entry.type], condition.field)
    if field is None or field.name == "date" or field.name in entry.values or not may(field):
        return
    kept = 0
    for value in dict.fromkeys(islice(_hashable(offered(view, entry, field, condition.tests)), TRIED)):
        begun = _with(entry, field, value)
        if moves or view.judge(condition, begun).truth is Truth.YES:
            yield begun
            kept += 1
            if kept == KEPT:
                return


def _hashable(values: Iterator[object]) -> Iterator[object]:
    return (value for value in values if not isinstance(value, dict))


def _with(entry: Entry, field: Field, value: object) -> Entry:
    return entry._replace(values={**entry.values, field.name: value})


def _against(view: View, entry: Entry, part: Condition, may: May) -> Iterator[Entry]:
    """The entry with values by which the condition does not hold."""
    match part:
        case FieldTest():
            yield from _by_other_value(view, entry, part, may)
        case Both(parts):
            for one in parts:
                yield from _against(view, entry, one, may)
        case Either(parts):
            yield from _against_all(view, entry, parts, may)
        case Neither(inner):
            yield from filled(view, entry, inner, may)
        case Position():
            yield entry
        case ByReading():
            yield from _against(view, entry, part_of(view, part), may)
        case _:
            assert_never(part)


def _against_all(view: View, entry: Entry, parts: tuple[Condition, ...], may: May) -> Iterator[Entry]:
    if not parts:
        yield entry
        return
    for begun in _against(view, entry, parts[0], may):
        yield from _against_all(view, begun, parts[1:], may)


def _by_other_value(view: View, entry: Entry, part: FieldTest, may: May) -> Iterator[Entry]:
    if view.judge(part, entry).truth is Truth.NO:
        yield entry
        return
    field = field_of(view.programme.entries[entry.type], part.field)
    if field is None or field.name == "date" or field.name in entry.values or not may(field):
        return
    tried = (_with(entry, field, value) for value in islice(_hashable(anything(view, entry, field)), TRIED))
    yield from islice((begun for begun in tried if view.judge(part, begun).truth is Truth.NO), 1)


def _required(view: View, entry: Entry) -> Iterator[Entry]:
    """The entry with every field that must be there; in each of the ways that the first free choice allows."""
    fields = view.programme.entries[entry.type].fields.values()
    free = [field for field in fields if field.required and field.name not in entry.values]
    options: list[Entry] = [entry]
    for field in free:
        first = options[0]
        values = [value for source in (usual, anything) for value in islice(source(view, first, field), KEPT)]
        if not values:
            return
        branch = field.type == "choice" and len(options) == 1
        options = [_with(one, field, value) for one in options for value in (values if branch else values[:1])]
    yield from options

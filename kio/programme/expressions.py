"""Reading days, amounts, tests, conditions, selections and measures from a rules file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kio.message import message
from kio.models.scalars import WrongValueError, convert
from kio.programme.language import (
    Amount,
    Both,
    Cap,
    Compared,
    Condition,
    Day,
    Difference,
    Either,
    EntryDay,
    FieldTest,
    FirstKnown,
    InParameter,
    IsPick,
    Known,
    LatestDay,
    Listed,
    Measure,
    Measured,
    MetDay,
    NamedDay,
    Neither,
    Not,
    Number,
    OneOf,
    OrderedDay,
    ParameterValue,
    Position,
    Present,
    Product,
    Qualified,
    RefersTo,
    Selection,
    Shifted,
    Test,
    Today,
    Total,
    ValueIn,
    Weight,
)
from kio.programme.node import Node
from kio.programme.vocabulary import COMMON_FIELDS, EntryType, Field, field_of

RELATIONS = ("at_least", "at_most", "above", "below")
ORDERS = ("after", "on_or_after", "before", "on_or_before")
UNITS = ("days", "weeks", "months", "years")
MEASURES = ("count", "sum", "distinct", "span")


class Words(NamedTuple):
    """What rules may name: everything that the programme declares, by kind of name."""

    entries: Mapping[str, EntryType]
    header: Mapping[str, Mapping[str, Field]]
    roles: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    tracks: tuple[str, ...] = ()
    parameters: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    selections: Mapping[str, tuple[str, ...]] = {}
    picks: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    requirements: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()


# --- days


def read_day(node: Node, words: Words) -> Day:
    """Read a day: a name, or one of the ways to compute one."""
    if isinstance(node.data, str):
        if node.data == "today":
            return Today()
        return NamedDay(node.choice(words.days, "unknown-day", message("a day that is declared under 'days'")))
    day = _computed_day(node, words)
    node.close()
    return day


def _computed_day(node: Node, words: Words) -> Day:
    for which in ("first", "last"):
        if found := node.get(which):
            selection = read_selection(found, words)
            field = node.get("day")
            name = field.choice(*_field_names(selection, words)) if field else "date"
            return EntryDay(which == "last", selection, name)
    if found := node.get("met"):
        names = tuple(
            child.choice(words.requirements, "unknown-requirement", message("a requirement"))
            for child in found.one_or_many()
        )
        return MetDay(names)
    if found := node.get("first_known"):
        return FirstKnown(tuple(read_day(child, words) for child in found.elements()))
    if found := node.get("latest"):
        return LatestDay(tuple(read_day(child, words) for child in found.elements()))
    for unit in UNITS:
        if found := node.get(unit):
            before = node.get("before")
            anchor = before or node.need("after")
            return Shifted(read_amount(found, words), unit, -1 if before else 1, read_day(anchor, words))
    raise node.refuse(
        "unknown-kind",
        message("this does not say a day"),
        message("possible here: {options}", options="first, last, met, first_known, latest, " + ", ".join(UNITS)),
    )


# --- amounts


def read_amount(node: Node, words: Words) -> Amount:
    """Read an amount: a number, `$parameter`, a measure or arithmetic of amounts."""
    if isinstance(node.data, str):
        return _parameter(node, words) if node.data.startswith("$") else Number(node.number())
    if found := node.get("minus"):
        floor = node.get("at_least")
        terms = tuple(read_amount(child, words) for child in found.elements())
        amount: Amount = Difference(terms, floor.number() if floor else None)
    elif found := node.get("times"):
        amount = Product(tuple(read_amount(child, words) for child in found.elements()))
    elif found := node.get("plus"):
        amount = Total(tuple(read_amount(child, words) for child in found.elements()))
    else:
        amount = Measured(read_measure(node, words))
    node.close()
    return amount


def _parameter(node: Node, words: Words) -> ParameterValue:
    return ParameterValue(_parameter_name(node, words))


def _parameter_name(node: Node, words: Words) -> str:
    name = node.text().removeprefix("$")
    if name not in words.parameters:
        node.data = name
        node.choice(words.parameters, "unknown-parameter", message("a parameter"))
    return name


# --- selections


def read_selection(node: Node, words: Words) -> Selection:
    """Read a selection: an entry type, or a mapping with `entries` or `selection` and conditions."""
    if isinstance(node.data, str):
        return Selection((_entry_type(node, words),))
    selection = selection_keys(node, words)
    node.close()
    return selection


def selection_keys(node: Node, words: Words) -> Selection:
    """Read the keys of a selection that stand among others."""
    base = node.get("selection")
    if base:
        name = base.choice(words.selections, "unknown-selection", message("a selection"))
        types = words.selections[name]
    else:
        name = None
        types = tuple(_entry_type(child, words) for child in node.need("entries").one_or_many())
    conditions = {
        key: read_condition(found, words, types) for key in ("about", "where", "must") if (found := node.get(key))
    }
    pick = node.get("pick")
    chosen = pick.choice(("first", "last"), "unknown-kind", message("first or last")) if pick else None
    return Selection(types, name, pick=chosen, **conditions)


def _entry_type(node: Node, words: Words) -> str:
    return node.choice(words.entries, "unknown-entry-type", message("an entry type"))


def _field_names(selection: Selection, words: Words) -> tuple[list[str], str, object]:
    names = list(dict.fromkeys(name for kind in selection.types for name in words.entries[kind].fields))
    return [*names, *COMMON_FIELDS], "unknown-field", message("a field of this entry type")


# --- conditions


def read_condition(node: Node, words: Words, types: tuple[str, ...]) -> Condition:
    """Read the conditions on an entry of these types; several keys must all hold."""
    conditions: list[Condition] = []
    for key, child in node.items():
        if key in ("any", "all"):
            parts = tuple(read_condition(part, words, types) for part in child.elements())
            conditions.append(Either(parts) if key == "any" else Both(parts))
        elif key == "not":
            conditions.append(Neither(read_condition(child, words, types)))
        elif key == "position":
            conditions.append(_position(child, words))
        else:
            conditions.append(read_field_test(child, words, _field(key, child, words, types)))
    if not conditions:
        raise node.refuse("empty-list", message("these conditions are empty, so the rule would say nothing"))
    return conditions[0] if len(conditions) == 1 else Both(tuple(conditions))


def _position(node: Node, words: Words) -> Position:
    name = node.need("in").choice(words.selections, "unknown-selection", message("a selection"))
    position = Position(name, read_amount(node.need("at_least"), words))
    node.close()
    return position


def _field(name: str, node: Node, words: Words, types: tuple[str, ...]) -> Field:
    for kind in types:
        found = field_of(words.entries[kind], name)
        if found:
            return found
    node.data = name
    names, code, what = _field_names(Selection(types), words)
    node.choice(names, code, what)  # raises: the name is not among them
    raise AssertionError(name)


def read_field_test(node: Node, words: Words, field: Field) -> FieldTest:
    """Read the tests of one field: a value, a list of values, `$parameter`, or a mapping of tests."""
    if not isinstance(node.data, dict):
        if isinstance(node.data, str) and node.data.startswith("$"):
            return FieldTest(field.name, (InParameter(_parameter_name(node, words)),), None)
        return FieldTest(field.name, (OneOf(_values(node, field)),), None)
    missing = node.get("missing")
    answer = missing.choice(("yes", "no", "unknown"), "unknown-kind", message("yes, no or unknown")) if missing else None
    tests = _tests(node, words, field)
    node.close()
    if not tests:
        raise node.refuse(
            "unknown-kind",
            message("this does not say a test"),
            message("possible here: {options}", options=", ".join((*RELATIONS, *ORDERS, *READERS, "one_of"))),
        )
    return FieldTest(field.name, tuple(tests), answer)


def _tests(node: Node, words: Words, field: Field) -> list[Test]:
    tests: list[Test] = [
        Compared(key, read_amount(found, words)) for key in RELATIONS if (found := node.get(key))
    ]
    permissive = node.get("if_unknown")
    otherwise = bool(permissive and permissive.flag())
    tests += [OrderedDay(key, read_day(found, words), otherwise) for key in ORDERS if (found := node.get(key))]
    tests += [reader(found, node, words, field) for key, reader in READERS.items() if (found := node.get(key))]
    return [*tests, *_membership(node, words, field)]


def _membership(node: Node, words: Words, field: Field) -> list[Test]:
    wanted, unsure = node.get("one_of"), node.get("unsure")
    if wanted is None:
        return []
    if isinstance(wanted.data, str) and wanted.data.startswith("$"):
        return [InParameter(_parameter_name(wanted, words))]
    return [OneOf(_values(wanted, field), _values(unsure, field) if unsure else ())]


def _values(node: Node, field: Field) -> tuple[object, ...]:
    return tuple(_value(child, field) for child in node.one_or_many())


def _value(node: Node, field: Field) -> object:
    if field.type == "choice":
        return node.choice(field.choices, "unknown-choice", message("a choice of the field '{field}'", field=field.name))
    try:
        return convert(field.type, node.text())
    except WrongValueError as error:
        raise node.refuse(error.code, error.message, error.hint) from None


def _qualified(node: Node, parent: Node, words: Words, field: Field) -> Test:
    _of_type(node, field, "person")
    certified, on = parent.get("certified"), parent.get("on")
    role = node.choice(words.roles, "unknown-role", message("a role"))
    return Qualified(role, bool(certified and certified.flag()), on.text() if on else "date")


def _listed(node: Node, parent: Node, words: Words, field: Field) -> Test:  # noqa: ARG001 - one shape for all readers
    on = parent.get("on")
    name = node.choice(words.lists, "unknown-list", message("a list"))
    return Listed(name, read_day(on, words) if on else Today())


def _value_in(node: Node, parent: Node, words: Words, field: Field) -> Test:  # noqa: ARG001
    selection = selection_keys(node, words)
    names, code, what = _field_names(selection, words)
    test = ValueIn(node.need("of").choice(names, code, what), selection)
    node.close()
    return test


def _refers_to(node: Node, parent: Node, words: Words, field: Field) -> Test:  # noqa: ARG001
    _of_type(node, field, "reference")
    return RefersTo(read_selection(node, words))


def _known(node: Node, parent: Node, words: Words, field: Field) -> Test:  # noqa: ARG001
    _of_type(node, field, "person")
    if not node.flag():
        raise node.refuse("unknown-kind", message("only 'known: yes' can be asked"))
    return Known()


def _is_pick(node: Node, parent: Node, words: Words, field: Field) -> Test:  # noqa: ARG001
    return IsPick(node.choice(words.picks, "unknown-pick", message("a name that is declared under 'picks'")))


def _negated(node: Node, parent: Node, words: Words, field: Field) -> Test:  # noqa: ARG001
    inner = read_field_test(node, words, field)
    if len(inner.tests) != 1:
        raise node.refuse("unknown-kind", message("'not' takes one test"))
    return Not(inner.tests[0])


def _present(node: Node, parent: Node, words: Words, field: Field) -> Test:  # noqa: ARG001
    return Present(node.flag())


def _of_type(node: Node, field: Field, wanted: str) -> None:
    if field.type != wanted:
        raise node.refuse(
            "wrong-field-type",
            message("the field '{field}' is of type {type}, this test asks {wanted}", field=field.name, type=field.type, wanted=wanted),
        )


READERS: dict[str, Callable[[Node, Node, Words, Field], Test]] = {
    "role": _qualified,
    "known": _known,
    "listed": _listed,
    "is": _is_pick,
    "refers_to": _refers_to,
    "value_in": _value_in,
    "present": _present,
    "not": _negated,
}


# --- measures


def read_measure(node: Node, words: Words) -> Measure:
    """Read `count`, `sum`, `distinct` or `span`, whose value is a selection with its options."""
    kind = next((key for key in MEASURES if node.has(key)), None)
    if kind is None:
        raise node.refuse(
            "unknown-kind",
            message("this does not say an amount"),
            message("possible here: {options}", options=", ".join((*MEASURES, "minus", "times", "plus"))),
        )
    return measure_of(kind, node.need(kind), words)


def measure_of(kind: str, node: Node, words: Words) -> Measure:
    """Read what a measure measures."""
    if isinstance(node.data, str):
        selection = read_selection(node, words)
        node = Node(node.document, node.path, {}, node.problems)
    else:
        selection = selection_keys(node, words)
    of, unit, most = node.get("of"), node.get("unit"), node.get("each_at_most")
    if (kind in ("sum", "distinct")) != (of is not None):
        raise node.refuse("missing-key", message("'of' names the field to sum or to tell apart, there and only there"))
    weights, caps = node.get("weights"), node.get("caps")
    measure = Measure(
        kind,
        selection,
        of.choice(*_field_names(selection, words)) if of else None,
        tuple(_weight(child, words, selection) for child in weights.elements()) if weights else (),
        tuple(_cap(child, words, selection) for child in caps.elements()) if caps else (),
        read_amount(most, words) if most else None,
        unit.choice(UNITS, "unknown-kind", message("a unit of time")) if unit else None,
    )
    node.close()
    return measure


def _weight(node: Node, words: Words, selection: Selection) -> Weight:
    where = node.get("where")
    condition = read_condition(where, words, selection.types) if where else None
    counts = node.need("counts")
    if isinstance(counts.data, dict) and counts.has("field"):
        names, code, what = _field_names(selection, words)
        field = counts.need("field").choice(names, code, what)
        rows = counts.get("table")
        table = {key: child.number() for key, child in rows.items()} if rows else None
        counts.close()
        weight = Weight(condition, None, field, table)
    else:
        weight = Weight(condition, read_amount(counts, words))
    node.close()
    return weight


def _cap(node: Node, words: Words, selection: Selection) -> Cap:
    cap = Cap(
        read_condition(node.need("where"), words, selection.types), read_amount(node.need("at_most"), words)
    )
    node.close()
    return cap

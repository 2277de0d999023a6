"""Reading conditions on entries and tests of fields from a rules file."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kio.message import message
from kio.models.scalars import WrongValueError, convert
from kio.programme.by_reading import flag_of, read_by_reading
from kio.programme.fields import NUMERIC, Field
from kio.programme.language import (
    EVERY,
    NONE,
    Amount,
    Both,
    Compared,
    Condition,
    Day,
    Either,
    FieldTest,
    InParameter,
    IsPick,
    Known,
    Listed,
    Neither,
    Not,
    OneOf,
    OrderedDay,
    Position,
    Present,
    Qualified,
    RefersTo,
    Test,
    Today,
    ValueIn,
)
from kio.programme.node import Node
from kio.programme.words import ORDERS, Grammar, of_type

RELATIONS = ("at_least", "at_most", "above", "below")


def read_condition(grammar: Grammar, node: Node, types: tuple[str, ...]) -> Condition:
    """Read the conditions on an entry of these types; several keys must all hold."""
    conditions = tuple(_condition(grammar, key, child, types) for key, child in node.items())
    if not conditions:
        raise node.refuse("empty-list", message("these conditions are empty, so the rule would say nothing"))
    return conditions[0] if len(conditions) == 1 else Both(conditions)


def _condition(grammar: Grammar, key: str, node: Node, types: tuple[str, ...]) -> Condition:
    if key in ("any", "all"):
        parts = tuple(grammar.condition(part, types) for part in node.elements())
        return Either(parts) if key == "any" else Both(parts)
    if key == "not":
        return Neither(grammar.condition(node, types))
    if key == "by_reading":
        return read_by_reading(grammar, node, lambda part: _read_part(grammar, part, types))
    if key == "position":
        name = grammar.selection_name(node.need("in"))
        position = Position(name, grammar.amount(node.need("at_least")))
        node.close()
        return position
    return grammar.field_test(node, grammar.field(node, key, types), types)


def _read_part(grammar: Grammar, node: Node, types: tuple[str, ...]) -> Condition:
    """What one reading asks of an entry: `yes` for nothing, `no` where none meets it, else conditions."""
    flag = flag_of(node)
    if flag is None:
        return grammar.condition(node, types)
    return EVERY if flag else NONE


class Around(NamedTuple):
    """What stands around the key of a test: its mapping, the field and the entry types (none for the header)."""

    parent: Node
    field: Field
    types: tuple[str, ...]


def read_field_test(grammar: Grammar, node: Node, field: Field, types: tuple[str, ...]) -> FieldTest:
    """Read the tests of one field: a value, a list of values, `$parameter`, or a mapping of tests."""
    if not isinstance(node.data, dict):
        return FieldTest(field.name, (_one_of(grammar, node, field, ()),), None)
    missing = node.get("missing")
    answer = (
        missing.choice(("yes", "no", "unknown"), "unknown-kind", message("yes, no or unknown")) if missing else None
    )
    tests = tuple(_tests(grammar, node, Around(node, field, types)))
    if not tests:
        raise node.refuse_kind(message("this does not say a test"), (*RELATIONS, *ORDERS, *READERS, "one_of"))
    node.close()
    return FieldTest(field.name, tests, answer)


def _tests(grammar: Grammar, node: Node, around: Around) -> list[Test]:
    field = around.field
    tests: list[Test] = [
        Compared(key, _compared(grammar, found, field)) for key in RELATIONS if (found := node.get(key))
    ]
    permissive = node.get("if_unknown") if any(node.has(key) for key in ORDERS) else None
    otherwise = bool(permissive and permissive.flag())
    tests += [OrderedDay(key, _ordered(grammar, found, field), otherwise) for key in ORDERS if (found := node.get(key))]
    tests += [read(grammar, found, around) for key, read in READERS.items() if (found := node.get(key))]
    if wanted := node.get("one_of"):
        unsure = node.get("unsure")
        tests.append(_one_of(grammar, wanted, field, _values(unsure, field) if unsure else ()))
    return tests


def _compared(grammar: Grammar, node: Node, field: Field) -> Amount:
    of_type(node, field, NUMERIC)
    return grammar.amount(node)


def _ordered(grammar: Grammar, node: Node, field: Field) -> Day:
    of_type(node, field, ("date",))
    return grammar.day(node)


def _one_of(grammar: Grammar, node: Node, field: Field, unsure: tuple[object, ...]) -> Test:
    if isinstance(node.data, str) and node.data.startswith("$"):
        return InParameter(grammar.parameter_name(node))
    return OneOf(_values(node, field), unsure)


def _values(node: Node, field: Field) -> tuple[object, ...]:
    return tuple(_value(child, field) for child in node.one_or_many())


def _value(node: Node, field: Field) -> object:
    if field.type == "choice":
        return node.choice(
            field.choices, "unknown-choice", message("a choice of the field '{field}'", field=field.name)
        )
    try:
        return convert(field.type, node.text())
    except WrongValueError as error:
        raise node.refuse(error.code, error.message, error.hint) from None


# --- tests with a key of their own; each reader gets the value of its key and what is around it


def _qualified(grammar: Grammar, node: Node, around: Around) -> Test:
    of_type(node, around.field, ("person",))
    certified = around.parent.get("certified")
    on = around.parent.get("on") if around.types else None
    role = node.choice(grammar.words.roles, "unknown-role", message("a role"))
    day = grammar.field(on, on.text(), around.types, ("date",)).name if on else "date"
    asked = bool(certified and certified.flag())
    if asked and role not in grammar.words.certifiable:
        raise node.refuse("not-certifiable", message("nobody is certified for this role: it is not 'certifiable: yes'"))
    return Qualified(role, asked, day)


def _listed(grammar: Grammar, node: Node, around: Around) -> Test:
    on = around.parent.get("on")
    name = node.choice(grammar.words.lists, "unknown-list", message("a list"))
    return Listed(name, grammar.day(on) if on else Today())


def _value_in(grammar: Grammar, node: Node, _around: Around) -> Test:
    selection = grammar.selection_keys(node)
    test = ValueIn(grammar.field_name(node.need("of"), selection.types), selection)
    node.close()
    return test


def _refers_to(grammar: Grammar, node: Node, around: Around) -> Test:
    of_type(node, around.field, ("reference",))
    return RefersTo(grammar.selection(node))


def _known(_grammar: Grammar, node: Node, around: Around) -> Test:
    of_type(node, around.field, ("person",))
    if not node.flag():
        raise node.refuse("unknown-kind", message("only 'known: yes' can be asked"))
    return Known()


def _is_pick(grammar: Grammar, node: Node, _around: Around) -> Test:
    return IsPick(node.choice(grammar.words.picks, "unknown-pick", message("a name that is declared under 'picks'")))


def _negated(grammar: Grammar, node: Node, around: Around) -> Test:
    inner = grammar.field_test(node, around.field, around.types)
    if len(inner.tests) != 1:
        raise node.refuse("unknown-kind", message("'not' takes one test"))
    if inner.missing is not None:
        key = "missing"  # it stands beside 'not': inside, it would have to be turned round
        raise node.need(key).refuse("unknown-key", message("the key '{key}' means nothing here", key=key))
    return Not(inner.tests[0])


def _present(_grammar: Grammar, node: Node, _around: Around) -> Test:
    return Present(node.flag())


READERS: dict[str, Callable[[Grammar, Node, Around], Test]] = {
    "role": _qualified,
    "known": _known,
    "listed": _listed,
    "is": _is_pick,
    "refers_to": _refers_to,
    "value_in": _value_in,
    "present": _present,
    "not": _negated,
}

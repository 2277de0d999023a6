"""Reading the kinds of requirements from a rules file: exactly one key of a mapping names the kind."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kio.message import message
from kio.programme.amounts import possible
from kio.programme.by_reading import flag_of, read_by_reading
from kio.programme.fields import COMMON_FIELDS, Field
from kio.programme.language import Amount, Number, Told
from kio.programme.measure import Measure
from kio.programme.node import Node
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
    Requirement,
    Settled,
    Step,
    Steps,
)
from kio.programme.words import MEASURES, NUMBER_FACTS, ORDERS, Grammar

PERIODS = ("week", "month", "quarter", "year")
SELECTING = ("entries", "selection", "about", "where", "pick", "must")
ONE = Number(Decimal(1))
PartReader = Callable[[Grammar, Node], Requirement]


def read_kind(grammar: Grammar, node: Node, read_part: PartReader) -> Kind:
    """Read the one kind that a mapping names among its other keys; `read_part` reads the parts of a composition."""
    named = [key for key in KINDS if node.has(key)]
    if len(named) > 1:
        raise node.refuse("unknown-kind", message("only one of these can stand here: {found}", found=", ".join(named)))
    if not named:
        raise node.refuse_kind(message("no kind of requirement is named here"), KINDS)
    value = node.need(named[0])
    if named[0] in ("all", "any"):
        return _composed(grammar, node, named[0], tuple(read_part(grammar, child) for child in value.elements()))
    if named[0] == "not":
        negated = Negated(read_kind(grammar, value, read_part))
        value.close()
        return negated
    if named[0] == "by_reading":
        return read_by_reading(grammar, value, lambda part: _read_part(grammar, part, read_part))
    return SIMPLE[named[0]](grammar, node, value)


def _read_part(grammar: Grammar, node: Node, read_part: PartReader) -> Kind:
    """What one reading asks: a kind with what stands beside it, or `yes` and `no` for what is settled by it."""
    flag = flag_of(node)
    if flag is not None:
        return Settled(flag)
    kind = read_kind(grammar, node, read_part)
    node.close()
    return kind


def _composed(grammar: Grammar, node: Node, name: str, parts: tuple[Requirement, ...]) -> Kind:
    if name == "all":
        return AllOf(parts)
    least = node.get("at_least")
    return AnyOf(parts, grammar.amount(least) if least else ONE)


def _measured(name: str) -> Callable[[Grammar, Node, Node], Kind]:
    def read(grammar: Grammar, node: Node, value: Node) -> Kind:
        return _bounded(grammar, node, grammar.measure(name, value))

    return read


def _bounded(grammar: Grammar, node: Node, measure: Measure) -> Enough:
    least, most, exactly = node.get("at_least"), node.get("at_most"), node.get("exactly")
    if exactly and (least or most):
        raise exactly.refuse("wrong-shape", message("'exactly' stands alone"))
    if exactly:
        amount = grammar.amount(exactly)
        return Enough(measure, amount, amount)
    lower: Amount | None = grammar.amount(least) if least else None
    if lower is None and most is None:
        lower = ONE
    return Enough(measure, lower, grammar.amount(most) if most else None)


def _grouped(grammar: Grammar, _node: Node, value: Node) -> Kind:
    selection = grammar.selection_keys(value)
    by, keys, least = value.need("by"), value.get("keys"), value.get("at_least")
    period = by.text() if by.text() in PERIODS else None
    field = COMMON_FIELDS["date"] if period else grammar.field(by, by.text(), selection.types)
    named = bool(keys and isinstance(keys.data, str))
    grouped = Grouped(
        selection,
        field.name,
        period,
        tuple(possible(child, child.text(), field) for child in keys.elements()) if keys and not named else (),
        grammar.parameter_name(keys) if keys and named else None,
        _each(grammar, value.need("each"), value),
        grammar.amount(least) if least else None,
    )
    value.close()
    return grouped


def _each(grammar: Grammar, node: Node, around: Node) -> Enough:
    """What every group must reach: a measure that takes its selection from around it, with its bounds."""
    name = next((key for key in MEASURES if node.has(key)), None)
    if name is None:
        raise node.refuse_kind(message("'each' takes a measure"), MEASURES)
    inner = node.need(name)
    options = {} if isinstance(inner.data, str) else dict(inner.keys())
    shared = {key: around.data[key] for key in ("entries", "selection") if key in around.data}
    for key in SELECTING:
        if inner.has(key):
            inner.need(key).report("unknown-key", message("the key '{key}' means nothing here", key=key))
    measure = grammar.measure(name, inner.replaced({**shared, **options}))
    each = _bounded(grammar, node, measure)
    node.close()
    return each


def _elapsed(grammar: Grammar, _node: Node, value: Node) -> Kind:
    return Elapsed(grammar.day(value))


def _ordered(grammar: Grammar, node: Node, value: Node) -> Kind:
    relations = [relation for relation in ORDERS if node.has(relation)]
    if len(relations) != 1:
        text = message("a day is compared with one other day: {options}", options=", ".join(ORDERS))
        raise node.refuse("unknown-kind", text)
    return Ordered(grammar.day(value), relations[0], grammar.day(node.need(relations[0])))


def _told(grammar: Grammar, _node: Node, value: Node) -> Kind:
    return Told(grammar.fact_name(value, NUMBER_FACTS))


def _steps(grammar: Grammar, _node: Node, value: Node) -> Kind:
    steps = []
    for child in value.elements():
        title = child.need("title").bilingual()
        steps.append(Step(title, grammar.selection_keys(child)))
        child.close()
    return Steps(tuple(steps))


def _header(grammar: Grammar, _node: Node, value: Node) -> Kind:
    path, field = _header_field(grammar, value.need("field"))
    kind = Header(path, grammar.field_test(value.need("test"), field, ()))
    value.close()
    return kind


def _header_field(grammar: Grammar, node: Node) -> tuple[tuple[str, ...], Field]:
    """A field of the record's header, written `section.field`."""
    sections = grammar.words.header.items()
    names = {f"{section}.{name}": field for section, fields in sections for name, field in fields.items()}
    chosen = node.choice(names, "unknown-field", message("a field of the header"))
    return tuple(chosen.split(".")), names[chosen]


def _linked(grammar: Grammar, _node: Node, value: Node) -> Kind:
    path, _ = _header_field(grammar, value.need("field"))
    phases, known = value.get("not_in"), grammar.words.phases
    named = (
        [child.choice(known, "unknown-phase", message("a phase")) for child in phases.one_or_many()] if phases else []
    )
    kind = LinkedRecord(path, grammar.tracks(value.get("tracks")), tuple(named))
    value.close()
    return kind


def _met(grammar: Grammar, _node: Node, value: Node) -> Kind:
    return Met(grammar.requirement_name(value))


SIMPLE: dict[str, Callable[[Grammar, Node, Node], Kind]] = {
    **{name: _measured(name) for name in MEASURES},
    "groups": _grouped,
    "elapsed": _elapsed,
    "day": _ordered,
    "fact": _told,
    "steps": _steps,
    "header": _header,
    "record": _linked,
    "met": _met,
}
KINDS = (*SIMPLE, "all", "any", "not", "by_reading")

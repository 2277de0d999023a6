"""Reading amounts and measures from a rules file."""

from __future__ import annotations

from kio.message import message
from kio.programme.by_reading import read_by_reading
from kio.programme.fields import NUMERIC, Field
from kio.programme.language import (
    Amount,
    Difference,
    Holds,
    Measured,
    Missing,
    Number,
    ParameterValue,
    Product,
    Selection,
    Told,
    Total,
)
from kio.programme.measure import Cap, Measure, Weight
from kio.programme.node import Node
from kio.programme.words import MEASURES, NUMBER_FACTS, UNITS, Grammar

OPTIONS = {
    "count": ("weights", "caps"),
    "sum": ("of", "each_at_most", "weights", "caps"),
    "distinct": ("of",),
    "span": ("unit",),
}
"""What may stand beside the selection of a measure, by its kind."""


def read_amount(grammar: Grammar, node: Node) -> Amount:
    """Read an amount: a number, `$parameter`, a measure or arithmetic of amounts."""
    if isinstance(node.data, str):
        return ParameterValue(grammar.parameter_name(node)) if node.data.startswith("$") else Number(node.number())
    amount = _computed(grammar, node)
    node.close()
    return amount


def _computed(grammar: Grammar, node: Node) -> Amount:
    if found := node.get("minus"):
        floor = node.get("at_least")
        return Difference(_terms(grammar, found), floor.number() if floor else None)
    if found := node.get("times"):
        return Product(_terms(grammar, found))
    if found := node.get("plus"):
        return Total(_terms(grammar, found))
    if found := node.get("missing"):
        return Missing(grammar.single_requirement(found))
    if found := node.get("holds"):
        return Holds(grammar.kind(found))
    if found := node.get("fact"):
        return Told(grammar.fact_name(found, NUMBER_FACTS))
    if found := node.get("by_reading"):
        return read_by_reading(grammar, found, grammar.amount)
    kind = next((key for key in MEASURES if node.has(key)), None)
    if kind is None:
        kinds = (*MEASURES, "minus", "times", "plus", "missing", "holds", "fact", "by_reading")
        raise node.refuse_kind(message("this does not say an amount"), kinds)
    return Measured(grammar.measure(kind, node.need(kind)))


def _terms(grammar: Grammar, node: Node) -> tuple[Amount, ...]:
    return tuple(grammar.amount(child) for child in node.elements())


def read_measure(grammar: Grammar, kind: str, node: Node) -> Measure:
    """Read what a measure measures: an entry type, or a selection with its options."""
    if isinstance(node.data, str):
        selection, node = grammar.selection(node), node.replaced({})
    else:
        selection = grammar.selection_keys(node)
    of, unit, most, weights, caps = (
        node.get(key) if key in OPTIONS[kind] or key == "of" else None
        for key in ("of", "unit", "each_at_most", "weights", "caps")
    )
    if (kind in ("sum", "distinct")) != (of is not None):
        raise node.refuse("missing-key", message("'of' names the field to sum or to tell apart, there and only there"))
    measure = Measure(
        kind,
        selection,
        grammar.field(of, of.text(), selection.types, NUMERIC if kind == "sum" else ()).name if of else None,
        tuple(_weight(grammar, child, selection) for child in weights.elements()) if weights else (),
        tuple(_cap(grammar, child, selection) for child in caps.elements()) if caps else (),
        grammar.amount(most) if most else None,
        unit.choice(UNITS, "unknown-kind", message("a unit of time")) if unit else None,
    )
    node.close()
    return measure


def _weight(grammar: Grammar, node: Node, selection: Selection) -> Weight:
    where = node.get("where")
    condition = grammar.condition(where, selection.types) if where else None
    counts = node.need("counts")
    if counts.has("field"):
        rows, named = counts.get("table"), counts.need("field")
        field = grammar.field(named, named.text(), selection.types, () if rows else NUMERIC)
        table = {key: child.number() for key, child in _rows(rows, field)} if rows else None
        counts.close()
        weight = Weight(condition, None, field.name, table)
    else:
        weight = Weight(condition, grammar.amount(counts))
    node.close()
    return weight


def _rows(node: Node, field: Field) -> list[tuple[str, Node]]:
    rows = list(node.items())
    for word, child in rows:
        possible(child, word, field)
    return rows


def possible(node: Node, word: str, field: Field) -> str:
    """A word that the field can hold, as far as that is known."""
    if field.type != "choice":
        return word
    return node.known(
        word, field.choices, "unknown-choice", message("a choice of the field '{field}'", field=field.name)
    )


def _cap(grammar: Grammar, node: Node, selection: Selection) -> Cap:
    cap = Cap(grammar.condition(node.need("where"), selection.types), grammar.amount(node.need("at_most")))
    node.close()
    return cap

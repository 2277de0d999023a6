"""Reading selections from a rules file."""

from __future__ import annotations

from kio.message import message
from kio.programme.language import Selection
from kio.programme.node import MalformedError, Node
from kio.programme.words import Grammar


def read_selection(grammar: Grammar, node: Node) -> Selection:
    """Read a selection: an entry type, or a mapping with `entries` or `selection` and conditions."""
    if isinstance(node.data, str):
        return Selection((grammar.entry_type(node),))
    selection = read_keys(grammar, node)
    node.close()
    return selection


def read_keys(grammar: Grammar, node: Node) -> Selection:
    """Read the keys of a selection that stand among others."""
    base = node.get("selection")
    name = grammar.selection_name(base) if base else None
    if name is not None:
        types = grammar.words.selections[name]
        if not types:
            raise MalformedError  # the declaration of that selection has its problem
    else:
        types = tuple(grammar.entry_type(child) for child in node.need("entries").one_or_many())
    conditions = {
        key: grammar.condition(found, types) for key in ("about", "where", "must") if (found := node.get(key))
    }
    pick = node.get("pick")
    chosen = pick.choice(("first", "last"), "unknown-kind", message("first or last")) if pick else None
    return Selection(types, name, pick=chosen, **conditions)

"""Reading facts from a rules file: what can be told, what is taken otherwise, and what is worth asking."""

from __future__ import annotations

import re
from decimal import Decimal

from kio.message import Text, message
from kio.programme.language import Amount, Number
from kio.programme.node import Node
from kio.programme.tariff import Fact
from kio.programme.words import FACT_TYPES, Grammar

ONE, NOUGHT = Number(Decimal(1)), Number(Decimal(0))
NAME = r"[a-z][a-z0-9_]*"
RESERVED = (
    "workspace", "lang", "on", "color", "no_color", "json", "help", "version", "track", "programme", "group", "compare",
    "csv", "explain", "sources", "reading",
)  # fmt: skip
"""Options of the command itself, so that no fact can be called so."""


def read_fact(grammar: Grammar, name: str, node: Node) -> Fact:
    """Something that can be told and changes a price."""
    if not re.fullmatch(NAME, name, re.ASCII):
        said = message("the name of a fact has only a-z, 0-9 and underscores, and begins with a letter")
        raise node.refuse("wrong-id", said)
    if name in RESERVED:
        raise node.refuse("reserved-name", message("'{name}' has a meaning of its own", name=name))
    kind = node.need("type").choice(FACT_TYPES, "unknown-field-type", message("a type of fact"))
    otherwise, implies, recorded = node.get("otherwise"), node.get("implies"), node.get("recorded")
    fact = Fact(
        name,
        kind,
        node.need("title").bilingual(),
        grammar.tracks(node.get("tracks")),
        optional_text(node, "explanation"),
        implies=_implied(grammar, name, implies) if implies else None,
        assumption=optional_text(node, "assumption"),
        question=optional_text(node, "question"),
        recorded=bool(recorded and recorded.flag()),
    )
    if kind == "date":
        fact = fact._replace(day=grammar.day(otherwise) if otherwise else None)
    else:
        fact = _with_amounts(grammar, fact, node, otherwise)
    node.close()
    return fact


def _implied(grammar: Grammar, name: str, node: Node) -> str:
    if node.text() == name:
        raise node.refuse("rule-cycle", message("this rule depends on itself: {chain}", chain=f"{name} -> {name}"))
    return grammar.fact_name(node, ("yes_no",))


def _with_amounts(grammar: Grammar, fact: Fact, node: Node, otherwise: Node | None) -> Fact:
    """What only a fact that is no day has: what is taken otherwise, bounds, and the answers worth asking for."""
    lowest, highest = _otherwise(grammar, fact.type, otherwise) if otherwise else (None, None)
    asks = node.get("asks")
    return fact._replace(
        lowest=lowest,
        highest=highest,
        at_least=optional_amount(grammar, node, "at_least"),
        at_most=optional_amount(grammar, node, "at_most"),
        above=optional_amount(grammar, node, "above"),
        asks=_asks(grammar, fact.type, asks, (lowest, highest)) if asks else (),
    )


def _otherwise(grammar: Grammar, kind: str, node: Node) -> tuple[Amount, Amount]:
    """What is taken where a fact was not told: an amount, or an amount from so much to so much; yes or no."""
    if kind == "yes_no" and isinstance(node.data, str):
        answer = ONE if node.flag() else NOUGHT
        return answer, answer
    if not node.has("from"):
        amount = grammar.amount(node)
        return amount, amount
    lowest, highest = grammar.amount(node.need("from")), grammar.amount(node.need("to"))
    node.close()
    return lowest, highest


def _asks(grammar: Grammar, kind: str, node: Node, ends: tuple[Amount | None, Amount | None]) -> tuple[Amount, ...]:
    """The answers between which it is worth asking: those of a list, yes and no, or the ends of what is taken."""
    if isinstance(node.data, list):
        return tuple(grammar.amount(child) for child in node.elements())
    if not node.flag():
        return ()
    if kind == "yes_no":
        return NOUGHT, ONE
    lowest, highest = ends
    if lowest is None or highest is None or lowest is highest:
        raise node.refuse("wrong-shape", message("a list of answers was expected here, as [0, 4]"))
    return lowest, highest


def optional_text(node: Node, key: str) -> Text | None:
    """A text in both languages, or None where there is none."""
    found = node.get(key)
    return found.bilingual() if found else None


def optional_amount(grammar: Grammar, node: Node, key: str) -> Amount | None:
    """An amount, or None where there is none."""
    found = node.get(key)
    return grammar.amount(found) if found else None

"""A pace: how many entries of a type are assumed in a period. Each is an option of `kio plan`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from kio.message import Text, message
from kio.programme.node import Node
from kio.programme.words import Grammar

NAME = r"[a-z][a-z0-9_]*"
PERIODS = {"week": "weeks", "month": "months", "quarter": "quarters", "year": "years"}
RESERVED = ("workspace", "lang", "on", "color", "no_color", "json", "help", "version", "by", "group", "trainee")
"""Options of the command itself, so that no pace can be called so."""


class Pace(NamedTuple):
    """At most so many entries of a type in every period; `default` where nobody says how many (None: no limit)."""

    name: str
    title: Text
    entries: str
    per: str
    default: Decimal | None = None


def read_pace(grammar: Grammar, name: str, node: Node) -> Pace:
    """Read an assumption about pace."""
    if not re.fullmatch(NAME, name, re.ASCII):
        said = message("the name of a pace has only a-z, 0-9 and underscores, and begins with a letter")
        raise node.refuse("wrong-id", said)
    if name in RESERVED:
        raise node.refuse("reserved-name", message("'{name}' has a meaning of its own", name=name))
    default = node.get("default")
    number = default.number() if default else None
    if default and number is not None and number <= 0:
        raise default.refuse("wrong-number", message("a number above 0 was expected here"))
    pace = Pace(
        name,
        node.need("title").bilingual(),
        grammar.entry_type(node.need("entries")),
        node.need("per").choice(PERIODS, "unknown-kind", message("a period")),
        number,
    )
    node.close()
    return pace

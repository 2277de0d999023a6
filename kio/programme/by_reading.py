"""Reading what differs from one reading of a question to another: a part for every one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kio.message import message
from kio.programme.language import ByReading
from kio.programme.node import Node
from kio.programme.words import Grammar

Part = TypeVar("Part")
FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def read_by_reading(grammar: Grammar, node: Node, read: Callable[[Node], Part]) -> ByReading[Part]:
    """Read `{question: …, readings: {…}}`."""
    asked, readings = node.need("question"), node.need("readings")
    choice = ByReading(grammar.question_name(asked), read_parts(grammar, asked, readings, read))
    node.close()
    return choice


def read_parts(grammar: Grammar, question: Node, node: Node, read: Callable[[Node], Part]) -> dict[str, Part]:
    """Read one part for each reading of the question; one that is left out is reported."""
    readings = grammar.words.questions[grammar.question_name(question)]
    parts = {}
    for name, child in node.items():
        child.known(name, readings, "unknown-reading", message("a reading of this question"))
        parts[name] = read(child)
    for name in readings:
        if name not in parts:
            node.report("missing-key", message("the key '{key}' is missing here", key=name))
    return parts


def read_choice(grammar: Grammar, node: Node, read: Callable[[Node], Part]) -> Part | ByReading[Part]:
    """Read a word, or `{by_reading: …}` with one for each reading."""
    if not isinstance(node.data, dict):
        return read(node)
    choice = read_by_reading(grammar, node.need("by_reading"), read)
    node.close()
    return choice


def flag_of(node: Node) -> bool | None:
    """`yes` or `no` instead of a part: nothing is asked, or it never holds; None for a part."""
    return FLAGS.get(node.data) if isinstance(node.data, str) else None

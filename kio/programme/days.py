"""Reading days from a rules file."""

from __future__ import annotations

import re

from kio.message import message
from kio.programme.by_reading import read_by_reading
from kio.programme.language import (
    CalendarDay,
    Day,
    EntryDay,
    FirstKnown,
    LatestDay,
    MetDay,
    NamedDay,
    Shifted,
    Today,
    Told,
)
from kio.programme.node import Node
from kio.programme.spans import read_date
from kio.programme.words import UNITS, Grammar

DATE = re.compile(r"\d")
"""What begins with a figure is a day of the calendar: no name does."""


def read_day(grammar: Grammar, node: Node) -> Day:
    """Read a day: a name, a day of the calendar, or one of the ways to compute one."""
    if isinstance(node.data, str):
        if node.data == "today":
            return Today()
        if DATE.match(node.data):
            return CalendarDay(read_date(node))
        what = message("a day that is declared under 'days'")
        return NamedDay(node.choice(grammar.words.days, "unknown-day", what))
    day = _computed(grammar, node)
    node.close()
    return day


def _computed(grammar: Grammar, node: Node) -> Day:
    for which in ("first", "last", "planned"):
        if found := node.get(which):
            return _entry_day(grammar, node, found, which)
    if found := node.get("met"):
        return MetDay(tuple(grammar.single_requirement(child) for child in found.one_or_many()))
    if found := node.get("fact"):
        return Told(grammar.fact_name(found, ("date",)))
    if found := node.get("first_known"):
        return FirstKnown(tuple(grammar.day(child) for child in found.elements()))
    if found := node.get("latest"):
        return LatestDay(tuple(grammar.day(child) for child in found.elements()))
    if found := node.get("by_reading"):
        return read_by_reading(grammar, found, grammar.day)
    for unit in UNITS:
        if found := node.get(unit):
            before = node.get("before")
            anchor = before or node.need("after")
            return Shifted(grammar.amount(found), unit, -1 if before else 1, grammar.day(anchor))
    kinds = ("first", "last", "planned", "met", "first_known", "latest", "fact", "by_reading", *UNITS)
    raise node.refuse_kind(message("this does not say a day"), kinds)


def _entry_day(grammar: Grammar, node: Node, found: Node, which: str) -> EntryDay:
    selection = grammar.selection(found)
    field = node.get("day")
    name = grammar.field(field, field.text(), selection.types, ("date",)).name if field else "date"
    return EntryDay(which == "last", selection, name, which == "planned")

"""Reading reminders from a rules file: whom they concern, when they are due and how long ahead they are shown."""

from __future__ import annotations

from kio.message import message
from kio.programme.language import Day
from kio.programme.node import Node
from kio.programme.reminder import EntryDue, Lead, Reminder
from kio.programme.requirements import read_act, read_source
from kio.programme.words import UNITS, Grammar


def read_reminder(grammar: Grammar, node: Node) -> Reminder:
    """Something that has to be done and is no requirement."""
    about, due, ahead, show, when = (node.get(key) for key in ("for", "due", "ahead", "show", "when"))
    explanation = node.get("explanation")
    selection = grammar.selection(about) if about else None
    types = selection.types if selection else ()
    flags = {key: found.flag() for key in ("each", "when_idle") if (found := node.get(key))}
    for key, found in (("show", show), ("each", node.get("each"))):
        if found and not types:
            raise found.refuse("missing-key", message("'{key}' needs entries, which 'for' names", key=key))
    if ahead and not due:
        raise ahead.refuse("missing-key", message("'{key}' needs a day, which 'due' names", key="ahead"))
    reminder = Reminder(
        node.need("id").text(),
        node.need("title").bilingual(),
        read_act(grammar, node.need("act")),
        grammar.tracks(node.get("tracks")),
        grammar.kind(when) if when else None,
        selection,
        flags.get("each", False),
        _due(grammar, due, types) if due else None,
        read_lead(grammar, ahead) if ahead else None,
        grammar.field_name(show, types) if show else None,
        flags.get("when_idle", False),
    )
    if explanation:
        explanation.bilingual()
    read_source(node.get("source"))
    node.close()
    return reminder


def read_lead(grammar: Grammar, node: Node) -> Lead:
    """How long ahead: one of the units with an amount."""
    for unit in UNITS:
        if found := node.get(unit):
            lead = Lead(grammar.amount(found), unit)
            node.close()
            return lead
    raise node.refuse_kind(message("this does not say how long"), UNITS)


def _due(grammar: Grammar, node: Node, types: tuple[str, ...]) -> Day | EntryDue:
    """A day, or one that a date of the entry gives, perhaps so much later or earlier."""
    if not isinstance(node.data, dict):
        return grammar.day(node)
    if node.has("field"):
        due = EntryDue(_date_field(grammar, node.need("field"), types))
        node.close()
        return due
    unit = next((unit for unit in UNITS if node.has(unit)), None)
    anchor = node.get("before") or node.get("after")
    if unit is None or anchor is None or not isinstance(anchor.data, dict) or not anchor.has("field"):
        return grammar.day(node.replaced(node.data))  # which reports what means nothing in a day
    sign = -1 if node.has("before") else 1
    due = EntryDue(_date_field(grammar, anchor.need("field"), types), grammar.amount(node.need(unit)), unit, sign)
    anchor.close()
    node.close()
    return due


def _date_field(grammar: Grammar, node: Node, types: tuple[str, ...]) -> str:
    if not types:
        raise node.refuse("missing-key", message("'{key}' needs entries, which 'for' names", key="field"))
    return grammar.field(node, node.text(), types, ("date",)).name

"""Reading what a programme declares besides its rules: tracks, editions, header and groups, values and questions."""

from __future__ import annotations

from collections.abc import Mapping

from kio.message import Text, message
from kio.programme.by_reading import read_parts
from kio.programme.fields import read_fields, refuse_unknown_neighbours
from kio.programme.model import (
    Change,
    DatedValue,
    Decision,
    Edition,
    Exceptions,
    GroupPlan,
    HeaderSection,
    Member,
    Parameter,
    Question,
    Reading,
    Value,
    WordList,
)
from kio.programme.node import WORD, Node
from kio.programme.reminders import read_lead
from kio.programme.requirements import read_source
from kio.programme.spans import Span, optional_date, read_date, refuse_unclear
from kio.programme.words import Grammar

TRAINEE_KEYS = ("id", "name", "track", "email", "language", "programme", "group", "person", "log")
"""The keys that every record has."""
TWICE = 2


def only_title(node: Node) -> Text:
    """A declaration that has a title and nothing else."""
    title = node.need("title").bilingual()
    node.close()
    return title


def read_role(node: Node) -> tuple[Text, bool]:
    """A role's title, and whether one can be certified for it."""
    title, certifiable = node.need("title").bilingual(), node.get("certifiable")
    node.close()
    return title, bool(certifiable and certifiable.flag())


def _optional_title(node: Node | None) -> Text | None:
    return node.bilingual() if node else None


def read_edition(node: Node) -> Edition:
    """An edition, its first day and perhaps its last."""
    edition = Edition(
        node.need("id").text(),
        read_date(node.need("from")),
        _optional_title(node.get("title")),
        optional_date(node.get("until")),
    )
    read_source(node.get("source"))
    node.close()
    return edition


def read_header(grammar: Grammar, name: str, node: Node) -> HeaderSection:
    """A key that the programme adds to a record's header."""
    if name in TRAINEE_KEYS or "." in name:
        raise node.refuse("reserved-name", message("'{name}' has a meaning of its own", name=name))
    section = HeaderSection(name, grammar.tracks(node.get("tracks")), read_fields(node.get("fields")))
    node.close()
    return section


def read_group_plan(grammar: Grammar, key: str, node: Node) -> GroupPlan:
    """A list in a group's file that plans entries."""
    same, fields = node.get("same"), read_fields(node.get("fields"))
    dates = [name for name, field in fields.items() if field.type == "date"]
    refuse_unknown_neighbours(node, fields)
    plan = GroupPlan(
        key,
        grammar.entry_type(node.need("entries")),
        node.need("date").choice(dates, "unknown-field", message("a date of this list")),
        tuple(child.text() for child in same.one_or_many()) if same else (),
        fields,
    )
    node.close()
    return plan


def read_parameter(grammar: Grammar, name: str, node: Node) -> Parameter:
    """A parameter with its dated values."""
    nodes = node.need("values").elements()
    values = tuple(_dated_value(grammar, child) for child in nodes)
    dated = zip(nodes, values, strict=True)
    spans = [Span(child, value.first_day, value.last_day, value.tracks) for child, value in dated]
    refuse_unclear(spans, grammar.words.tracks)
    ordered = tuple(sorted(values, key=lambda value: value.first_day))
    parameter = Parameter(name, _optional_title(node.get("title")), ordered)
    node.close()
    return parameter


def _dated_value(grammar: Grammar, node: Node) -> DatedValue:
    by_reading = node.get("by_reading")
    question = node.need("question") if by_reading else node.get("question")
    dated = DatedValue(
        read_date(node.need("from")),
        grammar.tracks(node.get("tracks")),
        None if question else read_value(grammar, node),
        grammar.question_name(question) if question else None,
        read_source(node.get("source")),
        optional_date(node.get("until")),
        read_parts(grammar, question, by_reading, lambda child: _value(grammar, child))
        if question and by_reading
        else {},
    )
    node.close()
    return dated


def read_value(grammar: Grammar, node: Node) -> Value:
    """The value under `value`: an amount, a list of words, or `~` for "not asked"."""
    if not node.names("value"):
        raise node.refuse("missing-key", message("the key '{key}' is missing here", key="value"))
    found = node.get("value")
    return _value(grammar, found) if found else None


def _value(grammar: Grammar, node: Node) -> Value:
    if node.data is None:
        return None
    if isinstance(node.data, list):
        return WordList(tuple(child.text() for child in node.elements()))
    if isinstance(node.data, str) and WORD.fullmatch(node.data):
        hint = message("a word stands in a list: {list}", list=f"[{node.data}]")
        raise node.refuse("wrong-number", message("a number was expected here, as 6 or 2.5"), hint)
    return grammar.amount(node)


def read_list(node: Node) -> tuple[Member, ...]:
    """A dated list of words."""
    return tuple(_member(word, item) for word, item in node.items())


def _member(word: str, node: Node) -> Member:
    if node.data is None:
        return Member(word, None, None, None)
    title, first, last = node.get("title"), node.get("from"), node.get("until")
    member = Member(word, _optional_title(title), optional_date(first), optional_date(last))
    node.close()
    return member


def read_question(grammar: Grammar, name: str, node: Node) -> Question:
    """An open question with its readings, its default and the decision where there is one."""
    readings = {word: _reading(grammar, word, child) for word, child in node.need("readings").items()}
    title, decided = node.need("title").bilingual(), node.get("decided")
    question = Question(
        name,
        title,
        readings,
        _reading_name(node.need("default"), readings),
        _decision(decided, readings) if decided else None,
        grammar.tracks(node.get("tracks")),
    )
    node.close()
    return question


def _reading(grammar: Grammar, name: str, node: Node) -> Reading:
    value = read_value(grammar, node) if node.names("value") else None
    title, changes = node.need("title").bilingual(), _optional_title(node.get("changes"))
    reading = Reading(name, title, value, read_source(node.get("source")), changes)
    node.close()
    return reading


def _reading_name(node: Node, readings: Mapping[str, Reading]) -> str:
    return node.choice(readings, "unknown-reading", message("a reading of this question"))


def _decision(node: Node, readings: Mapping[str, Reading]) -> Decision:
    minute = node.get("minute")
    decision = Decision(
        _reading_name(node.need("reading"), readings),
        node.need("by").text(),
        read_date(node.need("on")),
        minute.text() if minute else None,
    )
    node.close()
    return decision


def read_exceptions(grammar: Grammar, node: Node) -> Exceptions:
    """Which entries record exceptions and which of their words mean what."""
    entries = grammar.entry_type(node.need("entries"))
    names = {key: grammar.field_name(node.need(key), (entries,)) for key in ("requirement", "decision", "until")}
    choices = grammar.field(node.need("decision"), names["decision"], (entries,), ("choice",)).choices
    said = message("a choice of the field '{field}'", field=names["decision"])
    answers = {
        key: node.need(key).choice(choices, "unknown-choice", said) for key in ("requested", "granted", "refused")
    }
    often, ahead = node.get("often"), node.get("ahead")
    times = _times(often) if often else None
    lead = read_lead(grammar, ahead) if ahead else None
    node.close()
    return Exceptions(entries, **names, **answers, often=times, ahead=lead)


def _times(node: Node) -> int:
    """A whole number of trainees, more than one."""
    number = node.number()
    if number != int(number) or number < TWICE:
        raise node.refuse("wrong-number", message("a whole number from 2 on was expected here"))
    return int(number)


def read_change(grammar: Grammar, node: Node) -> Change:
    """Which entries move a trainee, and which field says where to."""
    entries = grammar.entry_type(node.need("entries"))
    change = Change(entries, grammar.field_name(node.need("field"), (entries,)))
    node.close()
    return change

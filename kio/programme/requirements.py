"""Reading requirements from a rules file: everything that belongs to one besides its kind."""

from __future__ import annotations

from kio.message import message
from kio.programme.kinds import read_kind
from kio.programme.language import ByReading
from kio.programme.mentions import mentions
from kio.programme.node import Node
from kio.programme.requirement import Act, Closing, Enough, Kind, Record, Remark, Requirement, Source, Unit
from kio.programme.words import Grammar


def read_source(node: Node | None) -> Source | None:
    """Read where a rule or value comes from."""
    if node is None:
        return None
    source = Source(node.need("document").text(), node.need("section").text())
    node.close()
    return source


def read_requirement(grammar: Grammar, node: Node) -> Requirement:
    """Read one requirement with everything that belongs to it."""
    kind = read_kind(grammar, node, read_requirement)
    explanation, when, questions = node.get("explanation"), node.get("when"), node.get("questions")
    days = {key: grammar.day(found) for key in ("waits_for", "earliest", "deadline") if (found := node.get(key))}
    requirement = Requirement(
        node.need("id").text(),
        node.need("title").bilingual(),
        kind,
        explanation=explanation.bilingual() if explanation else None,
        source=read_source(node.get("source")),
        tracks=grammar.tracks(node.get("tracks")),
        unit=read_unit(node.get("unit")),
        when=read_closed_kind(grammar, when) if when else None,
        closes=_closing(grammar, node.get("closes")),
        remarks=_remarks(grammar, node.get("remarks"), kind),
        act=optional_act(grammar, node.get("act")),
        questions=tuple(grammar.question_name(child) for child in questions.one_or_many()) if questions else (),
        waits_for=days.get("waits_for"),
        earliest=days.get("earliest"),
        deadline=days.get("deadline"),
    )
    node.close()
    return requirement._replace(mentions=tuple(dict.fromkeys(mentions(requirement))))


def read_closed_kind(grammar: Grammar, node: Node) -> Kind:
    """Read a kind that stands alone in its mapping, as under `when`."""
    kind = read_kind(grammar, node, read_requirement)
    node.close()
    return kind


def read_unit(node: Node | None) -> Unit | None:
    """Read what is counted."""
    if node is None:
        return None
    unit = Unit(node.need("one").bilingual(), node.need("many").bilingual())
    node.close()
    return unit


def _closing(grammar: Grammar, node: Node | None) -> Closing | None:
    if node is None:
        return None
    before = node.get("before")
    closing = Closing(grammar.day(before or node.need("after")), inclusive=before is None)
    node.close()
    return closing


def optional_act(grammar: Grammar, node: Node | None) -> Act | None:
    """Read who must do what, where that is said."""
    return read_act(grammar, node) if node else None


def read_act(grammar: Grammar, node: Node) -> Act:
    """Read who must do what."""
    who = node.need("who").choice(grammar.words.actors, "unknown-actor", message("one of the actors"))
    what, once = node.need("what").bilingual(), node.get("once")
    names = tuple(grammar.requirement_name(child) for child in once.one_or_many()) if once else ()
    record = node.get("record")
    act = Act(who, what, names, _record(grammar, record) if record else None)
    node.close()
    return act


def _record(grammar: Grammar, node: Node) -> Record:
    """An entry type, or one with the fields that matter."""
    if not isinstance(node.data, dict):
        return Record(grammar.entry_type(node))
    entries, fields = grammar.entry_type(node.need("entries")), node.get("fields")
    names = tuple(grammar.field_name(child, (entries,)) for child in fields.one_or_many()) if fields else ()
    node.close()
    return Record(entries, names)


def _remarks(grammar: Grammar, node: Node | None, kind: Kind) -> tuple[Remark, ...]:
    if node is None:
        return ()
    types = _counted(kind)
    if not types:
        raise node.refuse("wrong-shape", message("remarks belong to a requirement that counts entries"))
    return tuple(_remark(grammar, child, types) for child in node.elements())


def _counted(kind: Kind) -> tuple[str, ...]:
    """The types of the entries that a kind counts, by whatever reading; none where it counts no entries."""
    if isinstance(kind, ByReading):
        found = [_counted(part) for part in kind.parts.values()]
        return tuple(dict.fromkeys(name for types in found for name in types)) if all(found) else ()
    return kind.measure.selection.types if isinstance(kind, Enough) else ()


def _remark(grammar: Grammar, node: Node, types: tuple[str, ...]) -> Remark:
    show = node.get("show")
    where, say = grammar.condition(node.need("where"), types), node.need("say").bilingual()
    remark = Remark(where, say, grammar.field_name(show, types) if show else None)
    node.close()
    return remark

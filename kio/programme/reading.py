"""From the documents of `rules/` to a programme: first the names that rules may use, then the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from kio.message import message
from kio.problem import Problem, Severity
from kio.programme.cycles import cycles
from kio.programme.declarations import (
    only_title,
    read_change,
    read_edition,
    read_exceptions,
    read_group_plan,
    read_header,
    read_list,
    read_parameter,
    read_question,
    read_role,
)
from kio.programme.entry_sense import report_senseless_entries
from kio.programme.facts import read_fact
from kio.programme.fields import EntryType, Field, read_entry_type
from kio.programme.grammar import RuleGrammar
from kio.programme.independence import read_duty, read_separation
from kio.programme.model import Checklist, Edition, Phase, Pick, Programme, Track
from kio.programme.node import MalformedError, Node
from kio.programme.pace import read_pace
from kio.programme.price_sense import report_senseless_prices
from kio.programme.pricing import read_tariff
from kio.programme.reminders import read_reminder
from kio.programme.requirement import Requirement
from kio.programme.requirements import optional_act, read_closed_kind, read_requirement
from kio.programme.sections import SINGLE, Sections
from kio.programme.spans import Span, refuse_unclear
from kio.programme.words import Grammar, Words
from kio.source.document import Document

T = TypeVar("T")


def read_programme(identifier: str, documents: list[Document], problems: list[Problem]) -> Programme | None:
    """One programme from its files; None where it has no title. What is wrong is appended to `problems`."""
    sections = Sections(documents, problems)
    title = sections.read_one("title", Node.bilingual)
    if title is None:
        _report_no_title(documents, problems, sections)
        return None
    tracks_only = RuleGrammar(Words(tracks=tuple(sections.keyed["tracks"])))
    header = sections.read("header", lambda name, node: read_header(tracks_only, name, node))
    entries = sections.read("entries", read_entry_type)
    grammar = RuleGrammar(_words(sections, entries, {name: part.fields for name, part in header.items()}))
    roles = sections.read("roles", lambda _, node: read_role(node))
    programme = Programme(
        identifier,
        title,
        documents[0].name,
        tracks=sections.read("tracks", lambda name, node: Track(name, only_title(node))),
        editions=_editions(sections),
        roles={name: role_title for name, (role_title, _) in roles.items()},
        actors=sections.read("actors", lambda _, node: only_title(node)),
        entries=entries,
        header=header,
        groups=sections.read("groups", lambda name, node: read_group_plan(grammar, name, node)),
        parameters=sections.read("parameters", lambda name, node: read_parameter(grammar, name, node)),
        lists=sections.read("lists", lambda _, node: read_list(node)),
        questions=sections.read("questions", lambda name, node: read_question(grammar, name, node)),
        days=sections.read("days", lambda _, node: grammar.day(node)),
        selections=sections.read("selections", lambda _, node: grammar.selection(node)),
        picks=sections.read("picks", lambda _, node: _pick(grammar, node)),
        checklists=sections.read_list("checklists", lambda node: _checklist(grammar, node)),
        phases=sections.read_list("phases", lambda node: _phase(grammar, node)),
        reminders=sections.read_list("reminders", lambda node: read_reminder(grammar, node)),
        exceptions=sections.read_one("exceptions", lambda node: read_exceptions(grammar, node)),
        track_changes=sections.read_one("track_changes", lambda node: read_change(grammar, node)),
        edition_changes=sections.read_one("edition_changes", lambda node: read_change(grammar, node)),
        binding_day=sections.read_one("binding_day", grammar.day),
        facts=sections.read("facts", lambda name, node: read_fact(grammar, name, node)),
        tariff=read_tariff(grammar, sections),
        duties=sections.read("duties", lambda name, node: read_duty(grammar, name, node)),
        independence=sections.read_list("independence", lambda node: read_separation(grammar, node)),
        paces=sections.read("paces", lambda name, node: read_pace(grammar, name, node)),
    )
    report_senseless_entries(sections, grammar.words)
    report_senseless_prices(sections, programme)
    _report_cycles(programme, sections)
    _report_no_phase(programme, documents[0], sections)
    return programme


def _report_no_phase(programme: Programme, document: Document, sections: Sections) -> None:
    # A phase that was refused has its own problem.
    if len(programme.phases) != len(sections.listed["phases"]):
        return
    text = message("the key '{key}' is missing here", key="phases")
    if not programme.phases:
        Node(document, (), document.data, sections.problems).report("missing-key", text)
        return
    for track in programme.tracks:
        if not any(not phase.tracks or track in phase.tracks for phase in programme.phases):
            sections.keyed["tracks"][track].report("missing-key", text)


def _report_no_title(documents: list[Document], problems: list[Problem], sections: Sections) -> None:
    if "title" not in sections.single and documents[0].data is not None:
        root = Node(documents[0], (), documents[0].data, problems)
        root.report("missing-key", message("the key '{key}' is missing here", key="title"))


# --- the names that rules may use, read leniently: what is wrong with an item is reported when it is read itself


def _words(sections: Sections, entries: Mapping[str, EntryType], header: Mapping[str, Mapping[str, Field]]) -> Words:
    names = {section: frozenset(items) for section, items in sections.keyed.items()}
    return Words(
        entries,
        header,
        roles=names["roles"],
        certifiable=frozenset(name for name in names["roles"] if _is_certifiable(sections.keyed["roles"][name])),
        actors=names["actors"],
        tracks=tuple(sections.keyed["tracks"]),
        parameters=names["parameters"],
        lists=names["lists"],
        days=names["days"],
        selections=_selection_types(sections, entries),
        picks=names["picks"],
        questions={name: _keys(node, "readings") for name, node in sections.keyed["questions"].items()},
        requirements=frozenset(_requirement_names(sections)),
        phases=frozenset(_raw(node.data, "id") for node in sections.listed["phases"]),
        facts={name: _raw(node.data, "type") for name, node in sections.keyed["facts"].items()},
        vat=names["vat"],
        payees=names["payees"],
        charges=frozenset(_raw(node.data, "id") for node in sections.listed["charges"]),
        duties=names["duties"],
    )


def _requirement_names(sections: Sections) -> set[str]:
    names: set[str] = set()
    for node in sections.listed["checklists"]:
        checklist = _raw(node.data, "id")
        inner = node.data.get("requirements") if isinstance(node.data, dict) else None
        items = inner if isinstance(inner, list) else []
        names |= {checklist, *(f"{checklist}/{_raw(item, 'id')}" for item in items)}
    return names


def _is_certifiable(role: Node) -> bool:
    return _raw(role.data, "certifiable") in ("yes", "true")


def _keys(node: Node, key: str) -> tuple[str, ...]:
    inner = node.data.get(key) if isinstance(node.data, dict) else None
    return tuple(inner) if isinstance(inner, dict) else ()


def _raw(data: object, key: str) -> str:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def _selection_types(sections: Sections, entries: Mapping[str, EntryType]) -> dict[str, tuple[str, ...]]:
    return {name: _types_of(name, sections, entries, ()) for name in sections.keyed["selections"]}


def _types_of(
    name: str, sections: Sections, entries: Mapping[str, EntryType], trail: tuple[str, ...]
) -> tuple[str, ...]:
    """The entry types of a selection, through the selections on which it is based; none where they go in a circle."""
    node = sections.keyed["selections"][name]
    if name in trail:
        if name == trail[0] == min(trail):  # once, whichever of them is asked first
            _report_cycle(node, (*trail, name))
        return ()
    base = _raw(node.data, "selection")
    if base in sections.keyed["selections"]:
        return _types_of(base, sections, entries, (*trail, name))
    named = node.data.get("entries") if isinstance(node.data, dict) else node.data
    words = named if isinstance(named, list) else [named]
    return tuple(word for word in words if isinstance(word, str) and word in entries)


# --- parts with rules of their own


def _editions(sections: Sections) -> tuple[Edition, ...]:
    """The editions by their first days. A day between two of them may be meant: it only has to be known."""
    read = sections.read_list("editions", lambda node: (node, read_edition(node)))
    spans = [Span(node, edition.first_day, edition.last_day) for node, edition in read]
    refuse_unclear(spans, (), gaps=Severity.WARNING)
    return tuple(sorted((edition for _, edition in read), key=lambda edition: edition.first_day))


def _pick(grammar: Grammar, node: Node) -> Pick:
    selections = tuple(grammar.selection(child) for child in node.need("first_known").elements())
    types = tuple(kind for selection in selections for kind in selection.types)
    pick = Pick(selections, grammar.field_name(node.need("take"), types))
    node.close()
    return pick


def _checklist(grammar: Grammar, node: Node) -> Checklist:
    relevant = node.get("relevant_from")
    checklist = Checklist(
        node.need("id").text(),
        node.need("title").bilingual(),
        _requirements(grammar, node.need("requirements")),
        grammar.day(relevant) if relevant else None,
    )
    node.close()
    return checklist


def _requirements(grammar: Grammar, node: Node) -> tuple[Requirement, ...]:
    requirements: dict[str, Requirement] = {}
    for child in node.elements():
        try:
            requirement = read_requirement(grammar, child)
        except MalformedError:
            continue
        if requirement.id in requirements:
            child.report(
                "duplicate-name", message("the id '{name}' is used twice in this checklist", name=requirement.id)
            )
        requirements.setdefault(requirement.id, requirement)
    return tuple(requirements.values())


def _phase(grammar: Grammar, node: Node) -> Phase:
    idle, goal = node.get("idle"), node.get("goal")
    phase = Phase(
        node.need("id").text(),
        node.need("title").bilingual(),
        read_closed_kind(grammar, node.need("when")),
        grammar.tracks(node.get("tracks")),
        bool(idle and idle.flag()),
        optional_act(grammar, node.get("act")),
        bool(goal and goal.flag()),
    )
    node.close()
    return phase


def _report_cycles(programme: Programme, sections: Sections) -> None:
    for chain in cycles(programme):
        names = [link.partition(" ")[2] for link in chain]
        section = chain[0].partition(" ")[0]
        known = sections.single if section in SINGLE else sections.keyed.get(section, {})
        _report_cycle(known.get(names[0]) or _checklist_node(sections, names[0]), names)


def _report_cycle(node: Node, names: Sequence[str]) -> None:
    node.report("rule-cycle", message("this rule depends on itself: {chain}", chain=" -> ".join(names)))


def _checklist_node(sections: Sections, name: str) -> Node:
    wanted = name.partition("/")[0]
    return next(node for node in sections.listed["checklists"] if _raw(node.data, "id") == wanted)

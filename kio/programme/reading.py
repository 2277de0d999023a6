"""From the documents of `rules/` to programmes: sections, their items, what they may name, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from kio.message import message
from kio.models.scalars import WrongValueError, to_date
from kio.problem import Problem
from kio.programme.cycles import cycles
from kio.programme.expressions import Words, read_amount, read_day, read_selection
from kio.programme.model import (
    Change,
    Checklist,
    DatedValue,
    Decision,
    Edition,
    Exceptions,
    GroupPlan,
    HeaderSection,
    Member,
    Parameter,
    Phase,
    Pick,
    Programme,
    Question,
    Reading,
    Track,
    Value,
)
from kio.programme.node import Malformed, Node, did_you_mean
from kio.programme.requirements import read_kind, read_requirement, read_source, read_tracks
from kio.programme.vocabulary import Field, read_entry_type, read_fields
from kio.source.reading import Document

T = TypeVar("T")

KEYED = (
    "tracks",
    "roles",
    "actors",
    "entries",
    "header",
    "groups",
    "parameters",
    "lists",
    "questions",
    "days",
    "selections",
    "picks",
)
"""Sections whose items have names; several files of one programme may each hold some of them."""
LISTED = ("editions", "checklists", "phases")
SINGLE = ("title", "exceptions", "track_changes", "edition_changes", "binding_day")


class Sections:
    """The items of all files of one programme, by section and name, each with its place."""

    def __init__(self, documents: Iterable[Document], problems: list[Problem]) -> None:
        self.problems = problems
        self.keyed: dict[str, dict[str, Node]] = {section: {} for section in KEYED}
        self.listed: dict[str, list[Node]] = {section: [] for section in LISTED}
        self.single: dict[str, Node] = {}
        for document in documents:
            if isinstance(document.data, dict):
                self._add(Node(document, (), document.data, problems))

    def _add(self, root: Node) -> None:
        for section, node in root.items():
            try:
                self._add_section(section, node)
            except Malformed:
                continue

    def _add_section(self, section: str, node: Node) -> None:
        if section in KEYED:
            for name, item in node.items() if node.data is not None else ():
                self._once(self.keyed[section], name, item)
        elif section in LISTED:
            self.listed[section] += node.elements()
        elif section in SINGLE:
            self._once(self.single, section, node)
        elif section != "programme":
            known = (*KEYED, *LISTED, *SINGLE, "programme")
            node.report("unknown-key", message("the key '{key}' means nothing here", key=section), did_you_mean(section, known))

    def _once(self, items: dict[str, Node], name: str, node: Node) -> None:
        if name in items:
            first = items[name].location
            node.report(
                "duplicate-name",
                message("'{name}' is declared twice; first in {file}, line {line}", name=name, file=first.file, line=first.line),
            )
        else:
            items[name] = node

    def read(self, section: str, read: Callable[[str, Node], T]) -> dict[str, T]:
        """Read each item of a section; one that is malformed is left out, its problem collected."""
        return dict(self._each(self.keyed[section].items(), read))

    def read_list(self, section: str, read: Callable[[Node], T]) -> tuple[T, ...]:
        """Read each element of a listed section."""
        return tuple(item for _, item in self._each((("", node) for node in self.listed[section]), lambda _, n: read(n)))

    def read_one(self, section: str, read: Callable[[Node], T]) -> T | None:
        """Read a section that stands once, or None where it is absent."""
        found = self.single.get(section)
        return next((item for _, item in self._each([("", found)], lambda _, n: read(n))), None) if found else None

    def _each(self, items: Iterable[tuple[str, Node]], read: Callable[[str, Node], T]) -> Iterable[tuple[str, T]]:
        for name, node in items:
            try:
                yield name, read(name, node)
            except Malformed:
                continue


def read_programme(identifier: str, documents: list[Document], problems: list[Problem]) -> Programme | None:
    """One programme from its files; None where its title is missing. Problems are appended."""
    sections = Sections(documents, problems)
    header = sections.read("header", lambda name, node: _header(name, node, sections))
    entries = sections.read("entries", read_entry_type)
    words = _words(sections, entries, {name: part.fields for name, part in header.items()})
    title = sections.read_one("title", Node.bilingual)
    if title is None:
        if documents and documents[0].data is not None:
            Node(documents[0], (), documents[0].data, problems).report(
                "missing-key", message("the key '{key}' is missing here", key="title")
            )
        return None
    programme = Programme(
        identifier,
        title,
        documents[0].name,
        tracks=sections.read("tracks", lambda name, node: Track(name, _only_title(node))),
        editions=_editions(sections),
        roles=sections.read("roles", lambda _, node: _role_title(node)),
        certified_roles=_certified(sections),
        actors=sections.read("actors", lambda _, node: _only_title(node)),
        entries=entries,
        header=header,
        groups=sections.read("groups", lambda name, node: _group_plan(name, node, words)),
        parameters=sections.read("parameters", lambda name, node: _parameter(name, node, words)),
        lists=sections.read("lists", lambda _, node: tuple(_member(word, item) for word, item in node.items())),
        questions=sections.read("questions", lambda name, node: _question(name, node, words)),
        days=sections.read("days", lambda _, node: read_day(node, words)),
        selections=sections.read("selections", lambda _, node: read_selection(node, words)),
        picks=sections.read("picks", lambda _, node: _pick(node, words)),
        checklists=sections.read_list("checklists", lambda node: _checklist(node, words)),
        phases=sections.read_list("phases", lambda node: _phase(node, words)),
        exceptions=sections.read_one("exceptions", lambda node: _exceptions(node, words)),
        track_changes=sections.read_one("track_changes", lambda node: _change(node, words)),
        edition_changes=sections.read_one("edition_changes", lambda node: _change(node, words)),
        binding_day=sections.read_one("binding_day", lambda node: read_day(node, words)),
    )
    _report_cycles(programme, sections)
    return programme


def _words(sections: Sections, entries: Mapping[str, Any], header: Mapping[str, Mapping[str, Field]]) -> Words:
    names = {section: frozenset(items) for section, items in sections.keyed.items()}
    requirements: set[str] = set()
    for node in sections.listed["checklists"]:
        checklist = _raw(node.data, "id")
        inner = node.data.get("requirements") if isinstance(node.data, dict) else None
        requirements.add(checklist)
        requirements |= {f"{checklist}/{_raw(item, 'id')}" for item in (inner if isinstance(inner, list) else [])}
    return Words(
        entries,
        header,
        roles=names["roles"],
        actors=names["actors"],
        tracks=tuple(sections.keyed["tracks"]),
        parameters=names["parameters"],
        lists=names["lists"],
        days=names["days"],
        selections={name: _raw_types(node.data) for name, node in sections.keyed["selections"].items()},
        picks=names["picks"],
        questions=names["questions"],
        requirements=frozenset(requirements),
        phases=frozenset(_raw(node.data, "id") for node in sections.listed["phases"]),
    )


def _raw(data: object, key: str) -> str:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def _raw_types(data: object) -> tuple[str, ...]:
    found = data.get("entries") if isinstance(data, dict) else data
    words = found if isinstance(found, list) else [found]
    return tuple(word for word in words if isinstance(word, str))


def _only_title(node: Node) -> Any:
    title = node.need("title").bilingual()
    node.close()
    return title


def _role_title(node: Node) -> Any:
    certifiable = node.get("certifiable")
    if certifiable:
        certifiable.flag()
    return _only_title(node)


def _certified(sections: Sections) -> frozenset[str]:
    return frozenset(
        name for name, node in sections.keyed["roles"].items() if _raw(node.data, "certifiable") in ("yes", "true")
    )


def _date(node: Node) -> date:
    try:
        return to_date(node.text())
    except WrongValueError as error:
        raise node.refuse(error.code, error.message, error.hint) from None


def _editions(sections: Sections) -> tuple[Edition, ...]:
    editions = sections.read_list("editions", _edition)
    return tuple(sorted(editions, key=lambda edition: edition.first_day))


def _edition(node: Node) -> Edition:
    title = node.get("title")
    edition = Edition(node.need("id").text(), _date(node.need("from")), title.bilingual() if title else None)
    source = node.get("source")
    read_source(source)
    node.close()
    return edition


def _header(name: str, node: Node, sections: Sections) -> HeaderSection:
    words = Words({}, {}, tracks=tuple(sections.keyed["tracks"]))
    section = HeaderSection(name, read_tracks(node.get("tracks"), words), read_fields(node.get("fields")))
    node.close()
    return section


def _group_plan(key: str, node: Node, words: Words) -> GroupPlan:
    entries = node.need("entries").choice(words.entries, "unknown-entry-type", message("an entry type"))
    same = node.get("same")
    plan = GroupPlan(
        key,
        entries,
        node.need("date").text(),
        tuple(child.text() for child in same.one_or_many()) if same else (),
        read_fields(node.get("fields")),
    )
    node.close()
    return plan


def _parameter(name: str, node: Node, words: Words) -> Parameter:
    title = node.get("title")
    values = tuple(_dated_value(child, words) for child in node.need("values").elements())
    parameter = Parameter(
        name,
        title.bilingual() if title else None,
        tuple(sorted(values, key=lambda value: value.first_day)),
        node.location,
    )
    node.close()
    return parameter


def _dated_value(node: Node, words: Words) -> DatedValue:
    question = node.get("question")
    what = message("a question that is declared under 'questions'")
    dated = DatedValue(
        _date(node.need("from")),
        read_tracks(node.get("tracks"), words),
        None if question else read_value(node, words),
        question.choice(words.questions, "unknown-question", what) if question else None,
        read_source(node.get("source")),
    )
    node.close()
    return dated


def read_value(node: Node, words: Words) -> Value:
    """The value under `value`: an amount, a list of words, or `~` for "not asked"."""
    if "value" not in node.keys():
        raise node.refuse("missing-key", message("the key '{key}' is missing here", key="value"))
    found = node.get("value")
    if found is None:
        return None
    if isinstance(found.data, list):
        return tuple(child.text() for child in found.elements())
    return read_amount(found, words)


def _member(word: str, node: Node) -> Member:
    if node.data is None:
        return Member(word, None, None, None)
    title, first, last = node.get("title"), node.get("from"), node.get("until")
    member = Member(
        word, title.bilingual() if title else None, _date(first) if first else None, _date(last) if last else None
    )
    node.close()
    return member


def _question(name: str, node: Node, words: Words) -> Question:
    readings = {word: _reading(word, child, words) for word, child in node.need("readings").items()}
    decided = node.get("decided")
    what = message("a reading of this question")
    question = Question(
        name,
        node.need("title").bilingual(),
        readings,
        node.need("default").choice(readings, "unknown-reading", what),
        _decision(decided, readings) if decided else None,
    )
    node.close()
    return question


def _reading(name: str, node: Node, words: Words) -> Reading:
    value = read_value(node, words) if "value" in node.keys() else None
    reading = Reading(name, node.need("title").bilingual(), value, read_source(node.get("source")))
    node.close()
    return reading


def _decision(node: Node, readings: Mapping[str, Reading]) -> Decision:
    minute = node.get("minute")
    decision = Decision(
        node.need("reading").choice(readings, "unknown-reading", message("a reading of this question")),
        node.need("by").text(),
        _date(node.need("on")),
        minute.text() if minute else None,
    )
    node.close()
    return decision


def _pick(node: Node, words: Words) -> Pick:
    selections = tuple(read_selection(child, words) for child in node.need("first_known").elements())
    names = [name for selection in selections for kind in selection.types for name in words.entries[kind].fields]
    pick = Pick(selections, node.need("take").choice(names, "unknown-field", message("a field of this entry type")))
    node.close()
    return pick


def _checklist(node: Node, words: Words) -> Checklist:
    relevant = node.get("relevant_from")
    requirements = []
    for child in node.need("requirements").elements():
        try:
            requirements.append(read_requirement(child, words))
        except Malformed:
            continue
    checklist = Checklist(
        node.need("id").text(),
        node.need("title").bilingual(),
        tuple(requirements),
        read_day(relevant, words) if relevant else None,
    )
    node.close()
    return checklist


def _phase(node: Node, words: Words) -> Phase:
    ended = node.get("ended")
    when_node = node.need("when")
    when = read_kind(when_node, words)
    when_node.close()
    phase = Phase(
        node.need("id").text(),
        node.need("title").bilingual(),
        when,
        read_tracks(node.get("tracks"), words),
        ended.flag() if ended else False,
    )
    node.close()
    return phase


def _exceptions(node: Node, words: Words) -> Exceptions:
    entries = node.need("entries").choice(words.entries, "unknown-entry-type", message("an entry type"))
    fields = words.entries[entries].fields
    what = message("a field of this entry type")
    names = {
        key: node.need(key).choice(fields, "unknown-field", what) for key in ("requirement", "decision", "until")
    }
    choices = fields[names["decision"]].choices
    said = message("a choice of the field '{field}'", field=names["decision"])
    answers = {
        key: node.need(key).choice(choices, "unknown-choice", said) for key in ("requested", "granted", "refused")
    }
    node.close()
    return Exceptions(entries, **names, **answers)


def _change(node: Node, words: Words) -> Change:
    entries = node.need("entries").choice(words.entries, "unknown-entry-type", message("an entry type"))
    fields = words.entries[entries].fields
    change = Change(entries, node.need("field").choice(fields, "unknown-field", message("a field of this entry type")))
    node.close()
    return change


def _report_cycles(programme: Programme, sections: Sections) -> None:
    for chain in cycles(programme):
        section, _, name = chain[0].partition(" ")
        node = sections.keyed.get(section, {}).get(name)
        if node is None:
            node = next((n for n in sections.listed["checklists"] if name.startswith(_raw(n.data, "id"))), None)
        if node:
            node.report(
                "rule-cycle",
                message("this rule depends on itself: {chain}", chain=" -> ".join(link.partition(" ")[2] for link in chain)),
            )

"""The sections of a programme's files: items by name, each with its place, whichever file they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kio.message import message
from kio.near import did_you_mean
from kio.problem import Problem, room_in
from kio.programme.node import MalformedError, Node
from kio.source.document import Document

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
    "facts",
    "vat",
    "payees",
    "duties",
    "paces",
)
"""Sections whose items have names; several files of one programme may each hold some of them."""
LISTED = ("editions", "checklists", "phases", "reminders", "charges", "terms", "not_stated", "independence")
SINGLE = (
    "title",
    "exceptions",
    "track_changes",
    "edition_changes",
    "binding_day",
    "currency",
    "payments",
    "comparison",
)


class Sections:
    """The items of all files of one programme, by section and name, each with its place."""

    def __init__(self, documents: Iterable[Document], problems: list[Problem]) -> None:
        self.problems = problems
        self.keyed: dict[str, dict[str, Node]] = {section: {} for section in KEYED}
        self.listed: dict[str, list[Node]] = {section: [] for section in LISTED}
        self.single: dict[str, Node] = {}
        self.ids: dict[str, dict[str, Node]] = {section: {} for section in LISTED}
        for document in documents:
            if isinstance(document.data, dict):
                self._add(Node(document, (), document.data, problems))

    def _add(self, root: Node) -> None:
        for section, node in root.items():
            try:
                self._add_section(section, node)
            except MalformedError:
                continue

    def _add_section(self, section: str, node: Node) -> None:
        if section in KEYED:
            for name, item in node.items() if node.data is not None else ():
                self._once(self.keyed[section], name, item)
        elif section in LISTED:
            for item in node.elements():
                self._add_listed(section, item)
        elif section in SINGLE:
            self._once(self.single, section, node)
        elif section != "programme" and room_in(self.problems):
            hint = did_you_mean(section, (*KEYED, *LISTED, *SINGLE, "programme"))
            node.report("unknown-key", message("the key '{key}' means nothing here", key=section), hint)

    def _add_listed(self, section: str, node: Node) -> None:
        name = node.data.get("id") if isinstance(node.data, dict) else None
        if not isinstance(name, str) or self._once(self.ids[section], name, node):
            self.listed[section].append(node)

    def _once(self, items: dict[str, Node], name: str, node: Node) -> bool:
        if name in items:
            file, line, _ = items[name].location
            text = message("'{name}' is declared twice; first in {file}, line {line}", name=name, file=file, line=line)
            node.report("duplicate-name", text)
            return False
        items[name] = node
        return True

    def read(self, section: str, read: Callable[[str, Node], T]) -> dict[str, T]:
        """Read each item of a section; one that is malformed is left out, its problem collected."""
        items = self.keyed[section]
        return dict(self._each(items.values(), lambda node: (node.name, read(node.name, node))))

    def read_list(self, section: str, read: Callable[[Node], T]) -> tuple[T, ...]:
        """Read each element of a listed section."""
        return tuple(self._each(self.listed[section], read))

    def read_one(self, section: str, read: Callable[[Node], T]) -> T | None:
        """Read a section that stands once, or None where it is absent."""
        found = self.single.get(section)
        return next(iter(self._each([found], read)), None) if found else None

    def _each(self, nodes: Iterable[Node], read: Callable[[Node], T]) -> Iterator[T]:
        for node in nodes:
            try:
                yield read(node)
            except MalformedError:
                continue

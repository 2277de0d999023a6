"""What rules may name, and what the readers of the rule language ask of each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from kio.message import message
from kio.programme.vocabulary import COMMON_FIELDS, EntryType, Field

if TYPE_CHECKING:
    from kio.programme.language import Amount, Condition, Day, FieldTest, Measure, Selection
    from kio.programme.node import Node

UNITS = ("days", "weeks", "months", "years")
MEASURES = ("count", "sum", "distinct", "span")


class Words(NamedTuple):
    """Everything that the programme declares, by kind of name."""

    entries: Mapping[str, EntryType] = {}
    header: Mapping[str, Mapping[str, Field]] = {}
    roles: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    tracks: tuple[str, ...] = ()
    parameters: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    selections: Mapping[str, tuple[str, ...]] = {}
    picks: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    requirements: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()


class Grammar(ABC):
    """The readers of the language, which call each other; `kio.programme.grammar` joins them."""

    def __init__(self, words: Words) -> None:
        self.words = words

    @abstractmethod
    def day(self, node: Node) -> Day:
        """Read a day."""

    @abstractmethod
    def amount(self, node: Node) -> Amount:
        """Read an amount."""

    @abstractmethod
    def measure(self, kind: str, node: Node) -> Measure:
        """Read what a measure of a kind measures."""

    @abstractmethod
    def selection(self, node: Node) -> Selection:
        """Read a selection that stands alone."""

    @abstractmethod
    def selection_keys(self, node: Node) -> Selection:
        """Read the keys of a selection that stand among others."""

    @abstractmethod
    def condition(self, node: Node, types: tuple[str, ...]) -> Condition:
        """Read the conditions on an entry of these types."""

    @abstractmethod
    def field_test(self, node: Node, field: Field) -> FieldTest:
        """Read the tests of one field."""

    # --- names

    def parameter_name(self, node: Node) -> str:
        """The name in `$name`."""
        name = node.text().removeprefix("$")
        return node.known(name, self.words.parameters, "unknown-parameter", message("a parameter"))

    def field_name(self, node: Node, types: tuple[str, ...]) -> str:
        """The name of a field that entries of one of these types have."""
        return node.choice(self.field_names(types), "unknown-field", message("a field of this entry type"))

    def field_names(self, types: tuple[str, ...]) -> list[str]:
        """All fields of these entry types."""
        names = dict.fromkeys(name for kind in types for name in self.words.entries[kind].fields)
        return [*names, *COMMON_FIELDS]

    def entry_type(self, node: Node) -> str:
        """The name of an entry type."""
        return node.choice(self.words.entries, "unknown-entry-type", message("an entry type"))

    def selection_name(self, node: Node) -> str:
        """The name of a declared selection."""
        return node.choice(self.words.selections, "unknown-selection", message("a selection"))

    def requirement_name(self, node: Node) -> str:
        """The name `checklist/requirement`, or of a whole checklist."""
        return node.choice(self.words.requirements, "unknown-requirement", message("a requirement"))

    def question_name(self, node: Node) -> str:
        """The name of a declared question."""
        return node.choice(self.words.questions, "unknown-question", message("a question"))

    def tracks(self, node: Node | None) -> tuple[str, ...]:
        """The tracks that something holds for; none named means all."""
        if node is None:
            return ()
        return tuple(
            child.choice(self.words.tracks, "unknown-track", message("a track")) for child in node.one_or_many()
        )

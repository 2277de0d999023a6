"""What rules may name, and what the readers of the rule language ask of each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kio.message import message
from kio.programme.fields import COMMON_FIELDS, EntryType, Field, field_of

if TYPE_CHECKING:
    from kio.programme.language import Amount, Condition, Day, FieldTest, Selection
    from kio.programme.measure import Measure
    from kio.programme.node import Node
    from kio.programme.requirement import Kind

UNITS = ("days", "weeks", "months", "years")
MEASURES = ("count", "sum", "distinct", "span")
ORDERS = ("after", "on_or_after", "before", "on_or_before")
NUMBER_FACTS = ("yes_no", "whole_number", "number", "hours", "money")
FACT_TYPES = (*NUMBER_FACTS, "date")
"""What a fact can be; yes and no are the amounts 1 and 0."""


class Words(NamedTuple):
    """Everything that the programme declares, by kind of name."""

    entries: Mapping[str, EntryType] = {}
    header: Mapping[str, Mapping[str, Field]] = {}
    roles: frozenset[str] = frozenset()
    certifiable: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    tracks: tuple[str, ...] = ()
    parameters: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    selections: Mapping[str, tuple[str, ...]] = {}
    picks: frozenset[str] = frozenset()
    questions: Mapping[str, tuple[str, ...]] = {}
    requirements: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()
    facts: Mapping[str, str] = {}
    vat: frozenset[str] = frozenset()
    payees: frozenset[str] = frozenset()
    charges: frozenset[str] = frozenset()
    duties: frozenset[str] = frozenset()


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
    def field_test(self, node: Node, field: Field, types: tuple[str, ...]) -> FieldTest:
        """Read the tests of one field of entries of these types; of the header where there are none."""

    @abstractmethod
    def kind(self, node: Node) -> Kind:
        """Read a kind of requirement that stands alone."""

    # --- names

    def parameter_name(self, node: Node) -> str:
        """The name in `$name`."""
        name = node.text().removeprefix("$")
        return node.known(name, self.words.parameters, "unknown-parameter", message("a parameter"))

    def field_name(self, node: Node, types: tuple[str, ...]) -> str:
        """The name of a field that entries of all these types have."""
        return self.field(node, node.text(), types).name

    def field(self, node: Node, name: str, types: tuple[str, ...], wanted: Collection[str] = ()) -> Field:
        """The field of this name, which entries of all these types have, if it is of a wanted type of field."""
        node.known(name, self.field_names(types), "unknown-field", message("a field of this entry type"))
        found = field_of(self.words.entries[types[0]], name) or COMMON_FIELDS[name]
        if wanted:
            of_type(node, found, wanted)
        return found

    def field_names(self, types: tuple[str, ...]) -> list[str]:
        """The fields that all these entry types have."""
        first, *others = (self.words.entries[kind].fields for kind in types)
        return [*(name for name in first if all(name in fields for fields in others)), *COMMON_FIELDS]

    def entry_type(self, node: Node) -> str:
        """The name of an entry type."""
        return node.choice(self.words.entries, "unknown-entry-type", message("an entry type"))

    def selection_name(self, node: Node) -> str:
        """The name of a declared selection."""
        return node.choice(self.words.selections, "unknown-selection", message("a selection"))

    def requirement_name(self, node: Node) -> str:
        """The name `checklist/requirement`, or of a whole checklist."""
        return node.choice(self.words.requirements, "unknown-requirement", message("a requirement"))

    def single_requirement(self, node: Node) -> str:
        """The name `checklist/requirement`; which of a whole checklist's requirements count depends on the track."""
        single = sorted(name for name in self.words.requirements if "/" in name)
        return node.choice(single, "unknown-requirement", message("a requirement"))

    def fact_name(self, node: Node, wanted: Collection[str]) -> str:
        """The name of a declared fact of one of these types."""
        name = node.choice(self.words.facts, "unknown-fact", message("a fact"))
        if self.words.facts[name] not in ("", *wanted):  # one without a type has its own problem
            values = {"field": name, "type": self.words.facts[name], "wanted": ", ".join(wanted)}
            raise node.refuse("wrong-field-type", message("'{field}' is of type {type}, this asks {wanted}", **values))
        return name

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


def of_type(node: Node, field: Field, wanted: Collection[str]) -> None:
    """Refuse a field of another type; the first of the wanted types is the one that is named."""
    if field.type not in wanted:
        values = {"field": field.name, "type": field.type, "wanted": next(iter(wanted))}
        raise node.refuse("wrong-field-type", message("'{field}' is of type {type}, this asks {wanted}", **values))

"""The whole rule language: the readers of its parts, joined."""

from __future__ import annotations

from kio.programme import amounts, conditions, days, requirements, selections
from kio.programme.fields import Field
from kio.programme.language import Amount, Condition, Day, FieldTest, Selection
from kio.programme.measure import Measure
from kio.programme.node import Node
from kio.programme.requirement import Kind
from kio.programme.words import Grammar


class RuleGrammar(Grammar):
    """Reads what may stand in a rules file, for one programme's words."""

    def day(self, node: Node) -> Day:
        """See `kio.programme.days`."""
        return days.read_day(self, node)

    def amount(self, node: Node) -> Amount:
        """See `kio.programme.amounts`."""
        return amounts.read_amount(self, node)

    def measure(self, kind: str, node: Node) -> Measure:
        """See `kio.programme.amounts`."""
        return amounts.read_measure(self, kind, node)

    def selection(self, node: Node) -> Selection:
        """See `kio.programme.selections`."""
        return selections.read_selection(self, node)

    def selection_keys(self, node: Node) -> Selection:
        """See `kio.programme.selections`."""
        return selections.read_keys(self, node)

    def condition(self, node: Node, types: tuple[str, ...]) -> Condition:
        """See `kio.programme.conditions`."""
        return conditions.read_condition(self, node, types)

    def field_test(self, node: Node, field: Field, types: tuple[str, ...]) -> FieldTest:
        """See `kio.programme.conditions`."""
        return conditions.read_field_test(self, node, field, types)

    def kind(self, node: Node) -> Kind:
        """See `kio.programme.requirements`."""
        return requirements.read_closed_kind(self, node)

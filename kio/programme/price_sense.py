"""What a price list cannot mean though each part of it can be read: rates, prices, bounds, accounts that clash."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kio.message import Message, message
from kio.near import did_you_mean
from kio.problem import Problem, Severity
from kio.programme.model import Programme
from kio.programme.node import NUMBER, Node
from kio.programme.sections import Sections
from kio.programme.tariff import Tariff

HUNDRED, ZERO = Decimal(100), Decimal(0)
DEDUCTION = "{minus: [0, 45]}"


def report_senseless_prices(sections: Sections, programme: Programme) -> None:
    """Report every value of a price list that cannot be, at its place."""
    _Report(sections).numbers()
    _report_ways_of_vat(sections, programme)
    _report_bounds(sections)
    _report_clashing_options(sections)
    if programme.tariff:
        _report_accounts(sections, programme.tariff)


# --- values, wherever they stand


def _values(sections: Sections, node: Node, seen: frozenset[str] = frozenset()) -> Iterator[Node]:
    """The value itself; of a parameter each value that it may have, by date and by reading."""
    name = node.data.removeprefix("$") if isinstance(node.data, str) and node.data.startswith("$") else None
    if name is None and node.has("by_reading") and node.need("by_reading").has("readings"):
        for part in _items(node.need("by_reading").need("readings")):
            yield from _values(sections, part, seen)
        return
    if name is None:
        yield node
        return
    parameter = sections.keyed["parameters"].get(name)
    if name not in seen and parameter is not None:
        for dated in _elements(parameter, "values"):
            for found in _of_dated(sections, dated):
                yield from _values(sections, found, seen | {name})


def _of_dated(sections: Sections, dated: Node) -> Iterator[Node]:
    if dated.has("by_reading"):
        yield from _items(dated.need("by_reading"))
    elif dated.has("question"):
        question = sections.keyed["questions"].get(str(dated.need("question").data))
        readings = _items(question.need("readings")) if question and question.has("readings") else ()
        yield from (reading.need("value") for reading in readings if reading.has("value"))
    else:
        yield dated.need("value") if dated.has("value") else dated


def _elements(node: Node, key: str) -> list[Node]:
    """The elements of a list; none where it is no list, which was reported when it was read."""
    found = node.need(key) if node.has(key) else None
    return found.elements() if found is not None and isinstance(found.data, list) and found.data else []


def _items(node: Node) -> list[Node]:
    return [child for _, child in node.items()] if isinstance(node.data, dict) else []


def _number(node: Node | None) -> Decimal | None:
    """A number that stands there as it is."""
    plain = node is not None and isinstance(node.data, str) and NUMBER.fullmatch(node.data)
    return Decimal(node.data) if node is not None and plain else None


class _Report:
    """Numbers that are too small or too large for what they say; each place once."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self.places: set[object] = set()

    def numbers(self) -> None:
        rate = message("a rate of VAT lies from 0 to 100 per cent")
        for node in self.sections.keyed["vat"].values():
            self._within(node, "rate", HUNDRED, rate)
        price = message("a price is not below 0; write a deduction as {how}", how=DEDUCTION)
        for node in self.sections.listed["charges"]:
            self._within(node, "price", None, price)
        for node in self.sections.listed["terms"]:
            if node.has("deposit"):
                self._within(node.need("deposit"), "amount", None, message("a deposit is not below 0"))

    def _within(self, node: Node, key: str, most: Decimal | None, said: Message) -> None:
        for found in _values(self.sections, node.need(key)) if node.has(key) else ():
            number = _number(found)
            wrong = number is not None and (number < ZERO or (most is not None and number > most))
            if wrong and found.location not in self.places:
                self.places.add(found.location)
                found.report("wrong-number", said)


def _report_ways_of_vat(sections: Sections, programme: Programme) -> None:
    """A parameter that says how VAT is charged has one word, which stands for a way."""
    known = programme.tariff.vat if programme.tariff else {}
    named = [charge.need("vat") for charge in sections.listed["charges"] if charge.has("vat")]
    asked = {node.data: node for node in named if isinstance(node.data, str) and node.data.startswith("$")}
    for node in asked.values():
        for found in _values(sections, node):
            words = found.data if isinstance(found.data, list) else []
            if len(words) != 1 or not isinstance(words[0], str):
                found.report("unknown-vat", message("one way in which VAT is charged was expected here, as [standard]"))
            elif words[0] not in known:
                what = message("a way in which VAT is charged")
                text = message("'{word}' is not {what}", word=words[0], what=what)
                found.report("unknown-vat", text, did_you_mean(words[0], known))


# --- facts


def _report_bounds(sections: Sections) -> None:
    """What is taken for a fact lies within its own bounds."""
    for fact in sections.keyed["facts"].values():
        least, above, most = (
            _number(fact.get(key)) if fact.has(key) else None for key in ("at_least", "above", "at_most")
        )
        low = least if above is None else above
        if low is not None and most is not None and low > most:
            fact.need("at_most").report("wrong-number", message("this lies below the lower bound"))
        taken = _taken(fact)
        for node in taken:
            number = _number(node)
            if number is None:
                continue
            if (least is not None and number < least) or (most is not None and number > most):
                node.report("wrong-number", message("this lies outside the bounds of the fact"))
            if fact.has("type") and fact.need("type").data == "whole_number" and number % 1:
                node.report("wrong-number", message("a whole number was expected here"))
        ends = [_number(node) for node in taken]
        if len(ends) == len(("from", "to")) and None not in ends and ends[0] > ends[1]:  # type: ignore[operator]
            taken[1].report("wrong-number", message("this lies below the lower bound"))


def _taken(fact: Node) -> list[Node]:
    if not fact.has("otherwise"):
        return []
    otherwise = fact.need("otherwise")
    return [otherwise.need(key) for key in ("from", "to") if otherwise.has(key)] or [otherwise]


def _report_clashing_options(sections: Sections) -> None:
    """`--no-x` says that x does not hold, so nothing else can be called no_x."""
    facts = sections.keyed["facts"]
    for name, fact in facts.items():
        is_yes_no = fact.has("type") and fact.need("type").data == "yes_no"
        clash = facts.get(f"no_{name}") if is_yes_no else None
        if clash is not None:
            option = f"--no-{name}".replace("_", "-")
            clash.report("duplicate-name", message("{option} says no to '{name}' already", option=option, name=name))


# --- accounts


def _report_accounts(sections: Sections, tariff: Tariff) -> None:
    """What is paid for one account is paid by the same terms."""
    for terms in tariff.terms:
        named = {charge.account for charge in tariff.charges if charge.id in terms.charges}
        for charge in tariff.charges:
            if charge.account in named and charge.id not in terms.charges:
                said = "'{id}' is paid to the same account as other charges of the terms from {day}, and is not in them"
                text = message(said, id=charge.id, day=terms.first_day)
                hint = message("add it to their charges, or give it an account of its own")
                where = sections.ids["charges"][charge.id].location
                sections.problems.append(Problem(where, Severity.ERROR, "partial-account", text, hint))

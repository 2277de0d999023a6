"""Computing amounts as bounds: what is certain and what is possible."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import assert_never

from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds, View
from kio.programme.language import Amount, Difference, Measured, Number, ParameterValue, Product, Total
from kio.programme.model import WordList


def find_amount(view: View, amount: Amount) -> Bounds | None:
    """The amount, or None where a parameter of it has no value for this track and edition."""
    match amount:
        case Number(value):
            return Bounds(value, value)
        case ParameterValue(name):
            given = view.parameter(name)
            return None if given is None or isinstance(given, WordList) else view.amount(given)
        case Measured(measure):
            return view.measure(measure)
        case Difference(terms, floor):
            return _less(view, terms, floor)
        case Product(factors):
            return _joined(view, factors, _times)
        case Total(terms):
            return _joined(view, terms, _plus)
        case _:
            assert_never(amount)


def _all(view: View, parts: tuple[Amount, ...]) -> list[Bounds] | None:
    found = [view.amount(part) for part in parts]
    known = [bounds for bounds in found if bounds is not None]
    return known if len(known) == len(found) else None


def _joined(view: View, parts: tuple[Amount, ...], join: Callable[[Bounds, Bounds], Bounds]) -> Bounds | None:
    found = _all(view, parts)
    return reduce(join, found) if found else None


def _plus(one: Bounds, other: Bounds) -> Bounds:
    high = None if one.high is None or other.high is None else one.high + other.high
    return Bounds(one.low + other.low, high)


def _times(one: Bounds, other: Bounds) -> Bounds:
    high = None if one.high is None or other.high is None else one.high * other.high
    return Bounds(one.low * other.low, high)


def _less(view: View, terms: tuple[Amount, ...], floor: Decimal | None) -> Bounds | None:
    found = _all(view, terms)
    if not found:
        return None
    rest = reduce(_plus, found[1:], Bounds(Decimal(0), Decimal(0)))
    first = found[0]
    low = (floor or Decimal(0)) if rest.high is None else first.low - rest.high
    high = None if first.high is None else first.high - rest.low
    if floor is None:
        return Bounds(low, high)
    return Bounds(max(floor, low), None if high is None else max(floor, high))


def at_least(have: Bounds, need: Bounds) -> Truth:
    """Whether an amount reaches another: yes by what is certain, no by what is possible, else unknown."""
    if need.high is not None and have.low >= need.high:
        return Truth.YES
    if have.high is not None and have.high < need.low:
        return Truth.NO
    return Truth.UNKNOWN


def above(have: Bounds, need: Bounds) -> Truth:
    """Whether an amount exceeds another."""
    return ~at_least(need, have)


def number_of(given: object) -> Decimal | None:
    """A value as a number; None where it is none. Yes and no are no numbers."""
    return Decimal(given) if isinstance(given, int | Decimal) and not isinstance(given, bool) else None

"""Computing amounts as bounds: what is certain and what is possible."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import assert_never

from kio.evaluation.bindings import part_of
from kio.evaluation.result import DONE, Status
from kio.evaluation.truth import NO, UNKNOWN, YES, Truth
from kio.evaluation.view import Bounds, View
from kio.programme.language import (
    Amount,
    ByReading,
    Difference,
    Holds,
    Measured,
    Missing,
    Number,
    ParameterValue,
    Product,
    Told,
    Total,
)
from kio.programme.model import WordList
from kio.programme.requirement import Enough

NOTHING = Bounds(Decimal(0), Decimal(0))


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
        case Missing(name):
            return _missing(view, name)
        case Holds(kind):
            return Bounds.counted([view.holds(kind)])
        case Told(name):
            told = view.fact(name)
            return told if isinstance(told, Bounds) else None
        case ByReading():
            return view.amount(part_of(view, amount))
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
    if one.high is None or other.high is None:
        return Bounds(one.low * other.low, None)
    ends = [first * second for first in (one.low, one.high) for second in (other.low, other.high)]
    return Bounds(min(ends), max(ends))  # a factor below nought turns the ends around


def _less(view: View, terms: tuple[Amount, ...], floor: Decimal | None) -> Bounds | None:
    found = _all(view, terms)
    return less(found[0], reduce(_plus, found[1:], NOTHING), floor) if found else None


def less(first: Bounds, rest: Bounds, floor: Decimal | None) -> Bounds:
    """The first less the rest, never below the floor where there is one."""
    low = (floor or Decimal(0)) if rest.high is None else first.low - rest.high
    high = None if first.high is None else first.high - rest.low
    if floor is None:
        return Bounds(low, high)
    return Bounds(max(floor, low), None if high is None else max(floor, high))


def _missing(view: View, name: str) -> Bounds | None:
    """What a requirement still asks: of one that is not measured, one."""
    answer = view.answer(name)
    if answer.status in DONE or answer.status is Status.NOT_APPLICABLE:
        return NOTHING
    kind, when = answer.requirement.kind, answer.requirement.when
    while isinstance(kind, ByReading):
        kind = part_of(view, kind)
    if not isinstance(kind, Enough) or kind.at_least is None:
        return Bounds(Decimal(0) if answer.status is Status.REVIEW else Decimal(1), Decimal(1))
    need = view.amount(kind.at_least)
    if need is None:
        return None
    missing = less(need, view.measure(kind.measure), Decimal(0))
    # Where it is not clear whether it is asked at all, nothing may be missing.
    return missing if when is None or view.holds(when) is YES else missing._replace(low=Decimal(0))


def at_least(have: Bounds, need: Bounds) -> Truth:
    """Whether an amount reaches another: yes by what is certain, no by what is possible, else unknown."""
    if need.high is not None and have.low >= need.high:
        return YES
    if have.high is not None and have.high < need.low:
        return NO
    return UNKNOWN


def above(have: Bounds, need: Bounds) -> Truth:
    """Whether an amount exceeds another."""
    return ~at_least(need, have)


def number_of(given: object) -> Decimal | None:
    """A value as a number; None where it is none. Yes and no are no numbers."""
    return Decimal(given) if isinstance(given, int | Decimal) and not isinstance(given, bool) else None

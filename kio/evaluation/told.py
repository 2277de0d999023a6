"""What is known of a fact: what was told, else what the record shows or the rules take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kio.evaluation.view import Bounds, Case, View
from kio.programme.language import Told
from kio.programme.model import Programme

ONE = Decimal(1)


def find_fact(view: View, name: str) -> Bounds | date | None:
    """An amount as bounds, yes and no as 1 and 0, or a day; None where nobody can say."""
    fact, told = view.programme.facts[name], view.case.told
    if name in told:
        given = told[name]
        return given if isinstance(given, date) else Bounds(given, given)
    other_track = not fact.fits(view.track())
    if fact.type == "date":
        return view.day(fact.day) if fact.day and not other_track else None
    if other_track:
        return Bounds(Decimal(0), Decimal(0))
    if is_implied(view.case, name):
        return Bounds(ONE, ONE)
    low = view.amount(fact.lowest) if fact.lowest else Bounds(Decimal(0), Decimal(0))
    high = view.amount(fact.highest) if fact.highest else low
    if low is None or high is None or high.high is None:
        return None if low is None or high is None else Bounds(low.low, None)
    return Bounds(min(low.low, high.high), max(low.low, high.high))


def told_by(case: Case, rule: object) -> str | None:
    """The name of the fact that a rule is, where somebody told it."""
    return rule.name if isinstance(rule, Told) and rule.name in case.told else None


def contradicts(programme: Programme, told: Mapping[str, Decimal | date]) -> str | None:
    """The name of a fact that was told and says that another one holds, which was said not to; else None."""
    implied = ((name, programme.facts[name].implies or "") for name, value in told.items() if value)
    return next((name for name, other in implied if other in told and not told[other]), None)


def is_implied(case: Case, name: str) -> bool:
    """Whether another fact that was told says that this one holds."""
    return any(other.implies == name and case.told.get(other.name) for other in case.programme.facts.values())

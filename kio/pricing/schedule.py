"""The schedule of payments: a deposit, instalments and the last day, which together are exactly what is agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from kio.evaluation.told import told_by
from kio.message import Text, message
from kio.pricing.money import CENT, ZERO, Range, in_cents
from kio.pricing.pricer import Pricer, bounded
from kio.pricing.quote import Due
from kio.problem import KioError
from kio.programme.language import Day
from kio.programme.tariff import Terms


def schedule_of(pricer: Pricer, amount: Range) -> tuple[Due, ...]:
    """When the agreed amount is paid; empty while a day or an amount is not known, or nothing is to be paid.

    A registration after the last day makes the whole sum due on the day of registration. No part falls after the last
    day, and none before the registration; an instalment without a day of its own is due by agreement, the last one on
    the last day.
    """
    terms = pricer.terms
    if terms is None or not amount.certain or amount.min <= ZERO:
        return ()
    registered, final = pricer.agreed.day(terms.registered), pricer.agreed.day(terms.final)
    deposit = deposit_of(pricer, terms, amount.min)
    if registered is None or final is None or not deposit.certain:
        return ()
    if registered > final:
        late = message("the whole sum at once: the last day to pay, {day}, was before the registration", day=final)
        return (Due(registered, amount.min, late),)
    return tuple(_dues(pricer, parts_of(terms, amount.min, deposit.min), registered, final))


def deposit_of(pricer: Pricer, terms: Terms, amount: Decimal) -> Range:
    """What is paid first, VAT included, in whole cents and no more than there is to pay."""
    if terms.deposit is None:
        return Range.exactly(ZERO)
    asked = in_cents(bounded(pricer.agreed.amount(terms.deposit.amount), terms.deposit.title, pricer.agreed_on))
    if asked.min < ZERO:
        said = message("'{title}' would be less than nothing", title=terms.deposit.title)
        raise KioError(said, message("mend '{key}' in the rules", key="terms.deposit.amount"))
    return Range(min(asked.min, amount), min(asked.max, amount))


class Part(NamedTuple):
    """So much of what is agreed, and the rule that says when it is paid; None is by agreement."""

    what: Text
    amount: Decimal
    day: Day | None
    is_last: bool = False


def parts_of(terms: Terms, amount: Decimal, deposit: Decimal) -> Iterator[Part]:
    """The deposit and equal parts of the rest, without those of nothing."""
    if terms.deposit is not None:
        yield Part(terms.deposit.title, deposit, terms.deposit.due)
    number = len(terms.instalments)
    parts = zip(shares(amount - deposit, number), terms.instalments, strict=True)
    for place, (share, instalment) in enumerate(parts, start=1):
        if share > ZERO:
            yield Part(instalment.title, share, instalment.due, place == number)


def _dues(pricer: Pricer, parts: Iterable[Part], registered: date, final: date) -> Iterator[Due]:
    """Each part on its day, which lies within the registration and the last day."""
    for part in parts:
        found = pricer.agreed.day(part.day) if part.day else None
        day = max(registered, min(found, final)) if found else final if part.is_last else None
        yield Due(day, part.amount, part.what)


def shares(amount: Decimal, number: int) -> list[Decimal]:
    """An amount in so many equal parts of whole cents; the last one carries what cannot be divided."""
    part = (amount / number).quantize(CENT, ROUND_DOWN)
    return [part] * (number - 1) + [amount - part * (number - 1)]


def told_days(pricer: Pricer, terms: Terms) -> Iterator[tuple[str, date]]:
    """The facts by which somebody told the day of an instalment."""
    for instalment in terms.instalments:
        name = told_by(pricer.case, instalment.due)
        day = pricer.agreed.day(instalment.due) if name and instalment.due else None
        if name and day:
            yield name, day


def settled_by(schedule: Sequence[Due], paid: Decimal, on: date) -> tuple[Due, ...]:
    """The schedule with what was paid of each part, first what is due first; overdue is what lacks after its day.

    A part that is due by agreement comes after the one before it, and is overdue once all of it should have been paid.
    What was given back beyond what was paid lacks in the first part.
    """
    last = max((due.due for due in schedule if due.due is not None), default=date.max)
    left, dues = paid, list(schedule)
    for place in _in_time(schedule):
        due = schedule[place]
        covered = min(due.amount, left if left > ZERO or left == paid else ZERO)
        left -= covered
        until = due.due or last
        dues[place] = due._replace(paid=covered, until=until, overdue=until < on and covered < due.amount)
    return tuple(dues)


def _in_time(schedule: Sequence[Due]) -> list[int]:
    """The places of the parts in the order in which they are due."""
    times: list[date] = []
    for due in schedule:
        times.append(due.due or (times[-1] if times else date.min))
    return sorted(range(len(schedule)), key=lambda place: times[place])

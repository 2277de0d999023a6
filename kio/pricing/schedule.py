"""The schedule of payments: a deposit, instalments and the last day, which together are exactly what is agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from kio.message import Text, message
from kio.pricing.money import CENT, ZERO, Range
from kio.pricing.pricer import Pricer, bounded
from kio.pricing.quote import Due
from kio.pricing.telling import option
from kio.problem import KioError
from kio.programme.language import Told
from kio.programme.tariff import Terms


def schedule_of(pricer: Pricer, amount: Range) -> tuple[Due, ...]:
    """When the agreed amount is paid; empty while a day or the amount is not known, or nothing is to be paid.

    A registration after the last day makes the whole sum due on the day of registration. No part falls after the last
    day; an instalment without a day of its own is due by agreement, the last one on the last day.
    """
    terms = pricer.terms
    if terms is None or not amount.certain or amount.min <= ZERO:
        return ()
    registered, final = pricer.view.day(terms.registered), pricer.view.day(terms.final)
    if registered is None or final is None:
        return ()
    if registered > final:
        late = message("the whole sum at once: the last day to pay, {day}, was before the registration", day=final)
        return (Due(registered, amount.min, late),)
    return tuple(_dues(pricer, terms, amount.min, final))


def _dues(pricer: Pricer, terms: Terms, amount: Decimal, final: date) -> Iterator[Due]:
    rest, first = amount, date.min
    if terms.deposit is not None:
        asked = bounded(pricer.view.amount(terms.deposit.amount), terms.deposit.title, pricer.agreed_on).min
        deposit, day = min(asked, amount), pricer.view.day(terms.deposit.due)
        rest, first = rest - deposit, min(day, final) if day else first
        yield Due(min(day, final) if day else None, deposit, terms.deposit.title)
    parts = shares(rest, len(terms.instalments))
    for number, (part, instalment) in enumerate(zip(parts, terms.instalments, strict=True), start=1):
        day = pricer.view.day(instalment.due) if instalment.due else None
        last = final if number == len(parts) else None
        if part > ZERO:
            yield Due(max(first, min(day, final)) if day else last, part, instalment.title)


def shares(amount: Decimal, number: int) -> list[Decimal]:
    """An amount in so many equal parts of whole cents; the last one carries what cannot be divided."""
    part = (amount / number).quantize(CENT, ROUND_DOWN)
    return [part] * (number - 1) + [amount - part * (number - 1)]


def refuse_wrong_order(pricer: Pricer) -> None:
    """Raise KioError where what somebody told cannot be: a start or a payment before the registration."""
    if pricer.terms is None:
        return
    registered, begins = pricer.view.day(pricer.terms.registered), pricer.view.day(pricer.terms.begins)
    dues = [instalment.due for instalment in pricer.terms.instalments if instalment.due is not None]
    early = next((due.name for due in dues if isinstance(due, Told) and due.name in pricer.case.told), None)
    if early is not None and (registered is None or begins is None):
        raise KioError(
            message("{option} says nothing while registration and start are not known", option=option(early)),
            message("tell them too, or leave it out"),
        )
    if registered is None:
        return
    if begins is not None and begins < registered:
        raise KioError(
            message("the training begins on {start}, before the registration on {day}", start=begins, day=registered),
            message("name a start on or after the registration, or an earlier registration"),
        )
    for instalment in pricer.terms.instalments:
        _refuse_early(pricer.view.day(instalment.due) if instalment.due else None, registered, instalment.title)


def _refuse_early(day: date | None, registered: date, title: Text) -> None:
    if day is not None and day < registered:
        text = "{title}: {day} lies before the registration on {registered}"
        raise KioError(
            message(text, title=title, day=day, registered=registered),
            message("name a day from {day} on", day=registered),
        )


def settled_by(schedule: Sequence[Due], paid: Decimal, on: date) -> tuple[Due, ...]:
    """The schedule with what was paid of each part, in its order; overdue is what lacks something after its day.

    A part that is due by agreement is overdue once all of it should have been paid.
    """
    last = max((due.due for due in schedule if due.due is not None), default=date.max)
    left, dues = paid, []
    for due in schedule:
        covered = max(ZERO, min(due.amount, left))
        left -= covered
        overdue = (due.due or last) < on and covered < due.amount
        dues.append(due._replace(paid=covered, overdue=overdue))
    return tuple(dues)

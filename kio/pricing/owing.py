"""What of the agreed schedule is still to be paid: a part of a quote, without the rest of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kio.evaluation.engine import Engine
from kio.evaluation.view import Case
from kio.pricing.accounts import payments_by_account
from kio.pricing.lines import lines_of
from kio.pricing.money import NOTHING, ZERO, Range
from kio.pricing.paying import plan_of
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Account, Due


class Owing(NamedTuple):
    """The parts of the schedule that are not paid in full; without a schedule what is overdue however it turns out."""

    dues: tuple[Due, ...] = ()
    overdue: Range | None = None


def owing_of(case: Case, on: date, own: Engine | None = None) -> Owing:
    """What somebody with a record still owes by the terms that hold, as a quote of that day says it.

    `own` is an evaluator of the case on that day. Raises KioError where the rules have no price.
    """
    tariff = case.programme.tariff
    if tariff is None or tariff.payments is None or not tariff.terms:
        return Owing()
    pricer = Pricer(case, on, tariff, own=own)
    terms = pricer.terms
    if not pricer.settled or terms is None or pricer.agreed.day(terms.registered) is None:
        return Owing()
    paid = payments_by_account(pricer, pricer.view.entries((tariff.payments.entries,)))
    accounts = [Account(name, name, NOTHING, None, tuple(found)) for name, found in paid.items()]
    charges = [charge for charge in tariff.charges if charge.id in terms.charges]
    plan = plan_of(pricer, lines_of(pricer, charges), accounts)
    overdue = plan.overdue if not plan.schedule and plan.overdue and plan.overdue.max > ZERO else None
    return Owing(tuple(due for due in plan.schedule if due.paid < due.amount), overdue)

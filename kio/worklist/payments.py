"""What is still to be paid by the agreed terms, as actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kio.actions import COORDINATOR, TRAINEE, Action, Kind, Wanted
from kio.evaluation.engine import Engine
from kio.evaluation.view import Case
from kio.message import Cash, message
from kio.problem import KioError
from kio.programme.model import Programme
from kio.programme.requirement import Record
from kio.programme.tariff import Tariff
from kio.worklist.evidence import record_evidence
from kio.worklist.settled import owes_nothing

if TYPE_CHECKING:
    from kio.pricing.owing import Owing


def payments_due(case: Case, engine: Engine) -> tuple[Action, ...]:
    """The parts of the schedule that a record does not show as paid; `engine` is an evaluator of it.

    Where it cannot be said what has to be paid, that is what is to be mended first.
    """
    tariff = engine.programme.tariff
    if tariff is None or owes_nothing(engine, tariff):
        return ()
    from kio.pricing.owing import owing_of  # a price list is seldom needed, and takes long to load

    try:
        # The evaluator may leave out what the group plans, and a quote does not.
        owing = owing_of(case, engine.on, engine if engine.case is case else None)
    except KioError as error:
        what = message("what has to be paid cannot be said: {why}", why=error.message)
        return (Action(COORDINATOR, what, None, kind=Kind.PAYMENT),)
    return tuple(_payments(owing, tariff, _evidence(engine.programme)))


def _payments(owing: Owing, tariff: Tariff, evidence: tuple[Wanted, ...]) -> Iterator[Action]:
    for due in owing.dues:
        amount = Cash(due.amount - due.paid, tariff.currency)
        what = message("pay {amount}: {what}", amount=amount, what=due.what)
        if due.due is None:
            what = message("{what}, by agreement", what=what)
        yield Action(TRAINEE, what, None, until=due.until, late=due.overdue, kind=Kind.PAYMENT, evidence=evidence)
    if owing.overdue is not None:
        least, most = (Cash(end, tariff.currency) for end in owing.overdue)
        both = most if least == most else message("{low} to {high}", low=least, high=most)
        what = message("pay {amount}: this should have been paid already", amount=both)
        yield Action(TRAINEE, what, None, late=True, kind=Kind.PAYMENT, evidence=evidence)


def _evidence(programme: Programme) -> tuple[Wanted, ...]:
    payments = programme.tariff.payments if programme.tariff else None
    return record_evidence(programme, Record(payments.entries, (payments.amount, payments.account))) if payments else ()

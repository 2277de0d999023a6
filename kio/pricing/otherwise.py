"""Which of the questions behind a quote matter for it: those of which another reading makes another quote."""

from __future__ import annotations

from datetime import date

from kio.evaluation.memo import Memo
from kio.evaluation.view import Case
from kio.pricing.quote import Quote
from kio.pricing.quoting import priced
from kio.problem import KioError


def changing(case: Case, on: date, found: Quote) -> frozenset[str]:
    """The ids of the questions that, each read in another way by itself, would change what is paid, when or to whom."""
    own, memo = _figures(found), Memo(case.programme)
    return frozenset(
        question.id
        for question, taken in found.readings
        if any(_read_so(case, on, memo, question.id, name) != own for name in question.readings if name != taken.id)
    )


def _read_so(case: Case, on: date, memo: Memo, question: str, reading: str) -> object:
    """The figures by another reading; None where there is no quote by it."""
    try:
        return _figures(priced(case._replace(readings={**case.readings, question: reading}), on, memo))
    except KioError:
        return None


def _figures(found: Quote) -> object:
    """Everything of a quote that somebody pays by, without the words."""
    lines = [
        (line.charge.id, line.state, line.quantity, line.unit_price, line.vat.code, line.rate, line.charge.payee)
        for line in found.lines
    ]
    plan = found.plan
    dues = [(due.due, due.amount, due.paid, due.overdue, repr(due.when)) for due in (*plan.schedule, *plan.outline)]
    units = [(unit.charge.id, unit.ex_vat, unit.incl_vat) for unit in found.per_unit]
    return lines, found.total, dues, plan.overdue, units, found.open

"""A quote for scripts: the keys that the interface fixes, amounts as texts with two decimals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kio.locale import say
from kio.message import message
from kio.pricing.money import CENT, Range, added, in_cents
from kio.pricing.quote import Account, Basis, Due, Line, Payment, Quote, ScheduleBasis, UnitPrice, VatLine
from kio.problem import Problem
from kio.programme.requirement import Source
from kio.render.json import Json, problem_json


def quote_json(quote: Quote, language: str, compared: Sequence[Quote] = (), problems: Sequence[Problem] = ()) -> Json:
    """What `kio cost --json` says; one shape, whatever was asked."""
    trainee = quote.trainee
    return {
        **_figures(quote, language),
        "programme": quote.programme.id,
        "trainee": {"id": trainee.id, "name": trainee.name} if trainee else None,
        "agreed_on": quote.agreed_on.isoformat(),
        "group": quote.group,
        "told": {name: told_text(value) for name, value in quote.told.items()},
        "supposed": {"readings": {question.id: reading.id for question, reading in quote.supposed}},
        "accounts": [_account(account, language) for account in quote.accounts],
        "paid": money(quote.paid) if quote.accounted else None,
        "paid_before": money(quote.paid_before) if quote.accounted else None,
        "phase": quote.phase.id if quote.phase else None,
        "overdue": _ends(quote.plan.overdue) if quote.plan.overdue else None,
        "remaining": _ends(quote.remaining) if quote.remaining else None,
        "without": _ends(quote.without) if quote.without else None,
        "open": _ends(quote.open) if quote.open else None,
        "overpaid": money(quote.overpaid) if quote.open else None,
        "readings": [
            {"question": question.id, "reading": reading.id, "title": say(reading.title, language)}
            for question, reading in quote.readings
        ],
        "compared": [_figures(other, language) | {"told": _all_told(other)} for other in compared],
        "problems": [problem_json(problem, language) for problem in problems],
    }


def no_quote_json(on: date, identifier: str, problems: Sequence[Problem], language: str) -> Json:
    """What `kio cost --json` says of a record that cannot be used: the same keys, and why."""
    lists = (
        "lines", "vat", "schedule", "schedule_outline", "schedule_notes", "per_unit", "not_included", "assumptions",
        "accounts", "readings", "compared",
    )  # fmt: skip
    nothing = (
        "track", "edition", "currency", "exempt", "total", "total_ex_vat", "programme", "agreed_on", "paid",
        "paid_before", "remaining", "without", "open", "overpaid", "schedule_basis", "no_schedule", "phase",
        "overdue", "group",
    )  # fmt: skip
    return {
        "as_of": on.isoformat(),
        "trainee": {"id": identifier, "name": None},
        "told": {},
        "supposed": {"readings": {}},
        **{key: [] for key in lists},
        **dict.fromkeys(nothing),
        "problems": [problem_json(problem, language) for problem in problems],
    }


def _figures(quote: Quote, language: str) -> Json:
    return {
        "as_of": quote.on.isoformat(),
        "track": quote.track.id,
        "edition": quote.edition.id if quote.edition else None,
        "currency": quote.currency,
        "lines": [_line(line, language) for line in quote.lines],
        "vat": [_vat(item) for item in quote.vat],
        "exempt": {"base": _ends(added(line.amount for line in quote.lines if line.rate is None))},
        "total": _ends(quote.total) if quote.settled else None,
        "total_ex_vat": _ends(quote.total_ex_vat) if quote.settled else None,
        "schedule": [_due(due, language) for due in quote.plan.schedule],
        "per_unit": [_unit(price, language) for price in quote.per_unit],
        "not_included": [
            *(say(text, language) for text in quote.not_included),
            *(say(message("{title}: the price is not stated", title=text), language) for text in quote.unstated),
        ],
        "assumptions": [say(text, language) for text in quote.assumptions],
        "schedule_basis": _schedule_basis(quote.plan.basis, language) if quote.plan.basis else None,
        "schedule_outline": [_outlined(due, language) for due in quote.plan.outline],
        "schedule_notes": [say(note, language) for note in quote.plan.notes],
        "no_schedule": say(quote.plan.why, language) if quote.plan.why else None,
    }


def money(amount: Decimal) -> str:
    """An amount with two decimals, or with all that it has."""
    return str(amount.quantize(CENT)) if amount == amount.quantize(CENT) else f"{amount.normalize():f}"


def plain(amount: Decimal) -> str:
    """A quantity without needless noughts."""
    return f"{amount.normalize() + 0:f}"


def _ends(amount: Range) -> Json:
    return {"min": money(amount.min), "max": money(amount.max)}


def _plain_ends(amount: Range) -> Json:
    return {"min": plain(amount.min), "max": plain(amount.max)}


def told_text(value: Decimal | date) -> str:
    """What was told, as a script writes it."""
    return plain(value) if isinstance(value, Decimal) else value.isoformat()


def _all_told(quote: Quote) -> Json:
    return {name: told_text(value) for name, value in quote.told.items()}


def _line(line: Line, language: str) -> Json:
    charge = line.charge
    return {
        "id": charge.id,
        "title": say(charge.title, language),
        "quantity": _plain_ends(line.quantity),
        "unit": charge.unit.one.en if charge.unit else None,
        "unit_price": money(line.unit_price.min) if line.unit_price.certain else None,
        "amount": _ends(line.amount),
        "vat": {"code": line.vat.code, "rate": _rate(line.rate)},
        "payee": charge.payee,
        "source": _source(line.bases),
        "assumption": say(charge.assumption, language) if charge.assumption else None,
        "state": line.state.value,
        "listed_on": line.listed_on.isoformat(),
        "price_list": [_basis(basis, language) for basis in line.bases],
        "delivered": [{"day": item.day.isoformat(), "quantity": _plain_ends(item.quantity)} for item in line.delivered],
    }


def _schedule_basis(basis: ScheduleBasis, language: str) -> Json:
    return {
        "days": [{"title": say(title, language), "day": day.isoformat()} for title, day in basis.days],
        "price_list": [_basis(value, language) for value in basis.bases],
        "source": basis.source._asdict() if basis.source else None,
    }


def _source(bases: Sequence[Basis]) -> Json:
    found: Source | None = next((basis.source for basis in bases if basis.source), None)
    return found._asdict() if found else {}


def _basis(basis: Basis, language: str) -> Json:
    return {
        "title": say(basis.title, language),
        "from": basis.first_day.isoformat(),
        "value": str(basis.value),
        "reading": say(basis.reading, language) if basis.reading else None,
        "source": basis.source._asdict() if basis.source else None,
    }


def _rate(rate: Decimal | None) -> str | None:
    return None if rate is None else plain(rate)


def _vat(item: VatLine) -> Json:
    base, amount = _ends(item.base), _ends(item.amount)
    return {"code": item.vat.code, "rate": _rate(item.rate), "base": base, "amount": amount, "account": item.account}


def _due(due: Due, language: str) -> Json:
    return {
        "due": due.due.isoformat() if due.due else None,
        "amount": money(due.amount),
        "what": say(due.what, language),
        "paid": money(due.paid),
        "overdue": due.overdue,
    }


def _outlined(due: Due, language: str) -> Json:
    when = say(due.when, language) if due.when else None
    return {
        "due": due.due.isoformat() if due.due else None,
        "when": when,
        "amount": money(due.amount),
        "what": say(due.what, language),
    }


def _unit(price: UnitPrice, language: str) -> Json:
    unit = price.charge.unit
    return {
        "id": price.charge.id,
        "title": say(price.charge.title, language),
        "unit": unit.one.en if unit else None,
        "ex_vat": money(price.ex_vat.max) if price.ex_vat.certain else None,
        "incl_vat": money(price.incl_vat.max) if price.incl_vat.certain else None,
        "vat": {"code": price.vat.code, "rate": _rate(price.rate)},
    }


def _payment(payment: Payment) -> Json:
    return {"day": payment.day.isoformat(), "amount": money(payment.amount)}


def _account(account: Account, language: str) -> Json:
    return {
        "id": account.id,
        "title": say(account.title, language),
        "total": _ends(in_cents(account.total)) if account.remaining else None,
        "paid": money(account.paid),
        "refunded": money(account.refunded),
        "payments": [_payment(payment) for payment in account.payments],
        "planned": [_payment(payment) for payment in account.planned],
        "delivered": _ends(account.delivered) if account.delivered else None,
        "payees": list(account.payees),
        "remaining": _ends(account.remaining) if account.remaining else None,
        "overpaid": money(account.overpaid) if account.remaining else None,
    }

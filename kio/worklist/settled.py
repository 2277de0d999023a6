"""Whether it is plain without a price list that somebody owes nothing: of most in a cohort it is."""

from __future__ import annotations

from decimal import Decimal

from kio.evaluation.engine import Engine
from kio.evaluation.truth import Truth
from kio.pricing.money import ZERO, cents
from kio.programme.tariff import Charge, Payments, Tariff, Terms


def owes_nothing(engine: Engine, tariff: Tariff) -> bool:
    """Yes is certain, no is not: then a quote has to say it."""
    payments = tariff.payments
    if payments is None or engine.phase().id in payments.unsettled:
        return True
    return all(
        engine.day(terms.registered) is None or _is_paid(engine, tariff, terms, payments) for terms in tariff.terms
    )


def _is_paid(engine: Engine, tariff: Tariff, terms: Terms, payments: Payments) -> bool:
    """Whether all that these terms can ask was paid, as far as that is as plain as a sum."""
    charges = [charge for charge in tariff.charges if charge.id in terms.charges]
    if not _is_bound(engine) or not all(_is_plain(tariff, charge) for charge in charges):
        return False
    most: dict[str, Decimal] = {}
    for charge in charges:
        if charge.tracks and engine.track() not in charge.tracks:
            continue
        if charge.when is None or engine.holds(charge.when) is not Truth.NO:
            amount = _most(engine, charge)
            if amount is None:
                return False
            most[charge.account] = most.get(charge.account, ZERO) + amount
    accounts = {name for name, amount in most.items() if amount}
    return sum(most.values(), ZERO) <= _paid(engine, payments, accounts)


def _is_bound(engine: Engine) -> bool:
    """Whether the prices of the evaluator are those that were agreed, and no later decision changed them."""
    binding = engine.programme.binding_day
    undecided = all(question.decided is None for question in engine.programme.questions.values())
    return undecided and binding is not None and engine.day(binding) is not None


def _is_plain(tariff: Tariff, charge: Charge) -> bool:
    """Whether a charge has a fixed price without VAT, and is charged as a whole."""
    exempt = isinstance(charge.vat, str) and charge.vat in tariff.vat and tariff.vat[charge.vat].rate is None
    return charge.fixed and charge.done is None and exempt


def _most(engine: Engine, charge: Charge) -> Decimal | None:
    """The most that a charge can be; None where nobody can say."""
    price, quantity = engine.amount(charge.price), engine.amount(charge.quantity)
    if price is None or quantity is None or price.high is None or quantity.high is None:
        return None
    ends = ((one, other) for one in (price.low, price.high) for other in (quantity.low, quantity.high))
    return cents(max(one * max(ZERO, other) for one, other in ends))


def _paid(engine: Engine, payments: Payments, accounts: set[str]) -> Decimal:
    given = (
        entry.values.get(payments.amount)
        for entry in engine.entries((payments.entries,))
        if entry.values.get(payments.account) in accounts
    )
    return sum((amount for amount in given if isinstance(amount, Decimal)), ZERO)

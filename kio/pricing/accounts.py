"""What was paid: payments by account, against what is charged there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kio.evaluation.amounts import number_of
from kio.message import Text
from kio.pricing.lines import unpriced
from kio.pricing.money import NOTHING, ZERO
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Account, Line
from kio.pricing.totals import parted, with_vat
from kio.programme.model import Programme


def account_of(line: Line) -> str:
    """The account to which a line is paid."""
    return line.charge.account


def payments_by_account(pricer: Pricer) -> dict[str, list[Decimal]]:
    """What was paid until the day of the quote, refunds as negative amounts; the order does not matter."""
    payments = pricer.tariff.payments
    found: dict[str, list[Decimal]] = {}
    for entry in pricer.view.entries((payments.entries,)) if payments else ():
        amount = number_of(entry.values.get(payments.amount)) if payments else None
        if payments and amount is not None:
            found.setdefault(str(entry.values.get(payments.account)), []).append(amount)
    return found


def accounts_of(pricer: Pricer, lines: Iterable[Line]) -> tuple[tuple[Account, ...], Decimal]:
    """Every account with a charge or a payment, and what was paid to accounts that a charge takes off."""
    payments = pricer.tariff.payments
    if payments is None:
        return (), ZERO
    charged, paid = parted(lines, account_of), payments_by_account(pricer)
    before = sum((amount for name in payments.deducted for amount in paid.pop(name, ())), ZERO)
    titles, open_ended = account_titles(pricer.view.programme, charged), _unpriced_accounts(pricer)
    accounts = []
    for name in dict.fromkeys([*charged, *paid]):
        total = with_vat(charged[name]) if name in charged else NOTHING
        amounts = paid.get(name, [])
        sum_paid = sum(amounts, ZERO)
        accounts.append(
            Account(
                name,
                titles.get(name, name),
                total,
                sum_paid,
                total.less(sum_paid) if pricer.settled else None,
                len(amounts),
                -sum((amount for amount in amounts if amount < ZERO), ZERO),
                tuple(dict.fromkeys(line.charge.payee for line in charged.get(name, ()))),
                name in open_ended,
            )
        )
    return tuple(accounts), before


def _unpriced_accounts(pricer: Pricer) -> set[str]:
    names = unpriced(pricer)
    return {charge.account for charge in pricer.tariff.charges if charge.id in names}


def account_titles(programme: Programme, charged: Mapping[str, Sequence[Line]]) -> dict[str, Text]:
    """What accounts are called: as in the entries that record payments, else as their first charge."""
    titles = {name: lines[0].charge.title for name, lines in charged.items()}
    payments = programme.tariff.payments if programme.tariff else None
    field = programme.entries[payments.entries].fields[payments.account] if payments else None
    return {**titles, **(field.choices if field else {})}

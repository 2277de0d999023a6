"""What was paid: payments by account, against what is charged there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kio.evaluation.amounts import number_of
from kio.message import Text
from kio.models.record import Entry
from kio.pricing.lines import unpriced
from kio.pricing.money import ZERO, Range
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Account, Line, Payment, State
from kio.pricing.totals import parted, with_vat
from kio.programme.model import Programme


def account_of(line: Line) -> str:
    """The account to which a line is paid."""
    return line.charge.account


def payments_by_account(pricer: Pricer, entries: Iterable[Entry]) -> dict[str, list[Payment]]:
    """What these entries record as paid, refunds as negative amounts; their order does not matter."""
    payments = pricer.tariff.payments
    found: dict[str, list[Payment]] = {}
    for entry in entries if payments else ():
        amount = number_of(entry.values.get(payments.amount)) if payments else None
        if payments and amount is not None:
            found.setdefault(str(entry.values.get(payments.account)), []).append(Payment(entry.date, amount))
    return found


def accounts_of(pricer: Pricer, lines: Iterable[Line]) -> tuple[tuple[Account, ...], Decimal]:
    """Every account with a charge or a payment, and what was paid to accounts that a charge takes off."""
    payments = pricer.tariff.payments
    if payments is None:
        return (), ZERO
    charged = parted(lines, account_of)
    paid = payments_by_account(pricer, pricer.view.entries((payments.entries,)))
    planned = payments_by_account(pricer, pricer.view.later((payments.entries,)))
    planned = {name: found for name, found in planned.items() if name not in payments.deducted}
    before = sum((payment.amount for name in payments.deducted for payment in paid.pop(name, ())), ZERO)
    titles, open_ended = account_titles(pricer.view.programme, charged), _unpriced_accounts(pricer)
    accounts = []
    for name in dict.fromkeys([*charged, *paid, *planned]):
        found = charged.get(name, [])
        total, given = with_vat(found), tuple(paid.get(name, ()))
        account = Account(name, titles.get(name, name), total, None, given, tuple(planned.get(name, ())))
        accounts.append(
            account._replace(
                remaining=total.less(account.paid) if pricer.settled else None,
                payees=tuple(dict.fromkeys(line.charge.payee for line in found)),
                delivered=_delivered(found),
                unpriced=name in open_ended,
            )
        )
    return tuple(accounts), before


def _delivered(lines: Sequence[Line]) -> Range | None:
    """What of an account was delivered already, where some of it is charged piece by piece."""
    if all(line.state is State.WHOLE for line in lines):
        return None
    return with_vat([line for line in lines if line.state is not State.TO_COME])


def _unpriced_accounts(pricer: Pricer) -> set[str]:
    names = unpriced(pricer)
    return {charge.account for charge in pricer.tariff.charges if charge.id in names}


def account_titles(programme: Programme, charged: Mapping[str, Sequence[Line]]) -> dict[str, Text]:
    """What accounts are called: as in the entries that record payments, else as their first charge."""
    titles = {name: lines[0].charge.title for name, lines in charged.items()}
    payments = programme.tariff.payments if programme.tariff else None
    field = programme.entries[payments.entries].fields[payments.account] if payments else None
    return {**titles, **(field.choices if field else {})}

"""What was paid of what is charged, and what is open, account by account."""

from __future__ import annotations

from collections.abc import Iterator

from kio.message import Message, Text, message
from kio.pricing.accounts import account_titles
from kio.pricing.money import ZERO
from kio.pricing.quote import Account, Payment, Quote
from kio.render.layout import Line, Piece, flow, indented
from kio.render.money import Money
from kio.render.sections import below, heading
from kio.render.symbols import LATE
from kio.render.words import dotted


def account_lines(quote: Quote, money: Money, *, explain: bool) -> list[Line]:
    """Every account of somebody with a record; nothing for an applicant."""
    face = money.face
    if quote.trainee is None:
        return []
    rows: list[Line] = []
    for account in quote.accounts:
        rows += indented(flow(_account(account, money, settled=quote.settled), face.width - 1), 1)
        if explain and account.payments:
            paid = tuple(_payment(payment, money) for payment in account.payments)
            rows += indented(flow([Piece(face.say(message("paid: {payments}", payments=paid)))], face.width - 3), 3)
    if quote.paid_before:
        titles = _titles_before(quote)
        rows += below(
            message("paid for {titles}: {amount}", titles=titles, amount=money.amount(quote.paid_before)), face
        )
    if quote.alarming and quote.open and quote.open.max:
        rows += below(message("what was paid too much may be meant for what is open; it is not set off"), face)
    return [*heading(message("Paid and open, by the record"), face), *rows] if rows else []


def _titles_before(quote: Quote) -> tuple[Text | str, ...]:
    """What the accounts are called of which what was paid is taken off a charge, or is not."""
    payments = quote.programme.tariff.payments if quote.programme.tariff else None
    titles = account_titles(quote.programme, {})
    return tuple(titles.get(name, name) for name in payments.deducted) if payments else ()


def _payment(payment: Payment, money: Money) -> Message:
    return message("{amount} on {day}", amount=money.amount(payment.amount), day=payment.day)


def _account(account: Account, money: Money, *, settled: bool) -> list[Piece]:
    """What is charged, paid, open, and what was given back or paid too much."""
    face = money.face
    texts = [face.say(text) for text in _facts_of(account, money, settled=settled)]
    pieces = [Piece(face.say(message("{title}:", title=account.title))), *dotted(texts, face)]
    if account.overpaid:
        over = message("{amount} too much was paid", amount=money.amount(account.overpaid))
        pieces += [Piece(face.symbols.dot), Piece(face.say(over), LATE)]
    if account.is_rounding:
        pieces.append(Piece(face.say(message("(perhaps the rounding of separate invoices)"))))
    return pieces


def _facts_of(account: Account, money: Money, *, settled: bool) -> Iterator[Message]:
    if account.total.max > ZERO:
        yield message("to be paid: {total}", total=money.range(account.total))
    if account.total.max < ZERO:
        yield message("more is taken off than is charged: {total}", total=money.range(account.total))
    if account.delivered and account.delivered.max and account.delivered != account.total:
        yield message("of this delivered: {amount}", amount=money.range(account.delivered))
    yield from _paid(account, money)
    if settled and account.open.max and account.payments:
        yield message("open: {amount}", amount=money.range(account.open))
    if account.payments and account.remaining and account.remaining.min < ZERO < account.remaining.max:
        yield message("perhaps {amount} too much", amount=money.amount(-account.remaining.min))
    if account.unpriced:
        yield message("beside what was delivered and cannot be priced")
    for payment in account.planned:
        yield message("planned, not counted: {payment}", payment=_payment(payment, money))


def _paid(account: Account, money: Money) -> Iterator[Message]:
    """Nobody wrote a payment down: that is not the same as that nothing was paid."""
    paid = money.amount(account.paid)
    if not account.payments:
        yield message("no payment is recorded")
    elif account.refunded:
        given, back = money.amount(account.paid + account.refunded), money.amount(account.refunded)
        yield message("{given} paid, {back} given back: {paid}", given=given, back=back, paid=paid)
    else:
        yield message("{paid} paid", paid=paid)
    if account.paid < ZERO:
        yield message("{amount} more was given back than was paid", amount=money.amount(-account.paid))

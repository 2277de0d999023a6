"""The screen of `kio cost`: lines, VAT and total, when it is paid, and everything that is not certain."""

from __future__ import annotations

from collections.abc import Sequence

from kio.message import Message, message, plural
from kio.pricing.money import CENT, ZERO
from kio.pricing.quote import Account, Quote, UnitPrice
from kio.problem import Problem
from kio.render.cost_lines import line_table
from kio.render.cost_parts import parts_of_total
from kio.render.cost_schedule import schedule_lines
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, flow, indented
from kio.render.money import Money
from kio.render.problems import problem_lines
from kio.render.sections import below, heading, listed, spaced
from kio.render.symbols import LATE, STRONG
from kio.render.words import dotted


def quote_text(quote: Quote, problems: Sequence[Problem], face: Face, *, explain: bool = False) -> Sheet:
    """A quote for an applicant, or what is charged, paid and open for somebody with a record."""
    money = Money(quote.currency, face)
    sections = [
        _head(quote, money),
        line_table(quote, money, explain=explain),
        parts_of_total(quote, money),
        _accounts(quote, money),
        schedule_lines(quote, money, explain=explain),
        _per_unit(quote, money),
        listed(message("Not included"), _left_out(quote, face), face),
        listed(message("Assumed"), _assumed(quote, face), face),
        listed(message("Problems in this record"), _problems(problems, face), face),
    ]
    return Sheet(spaced(sections))


def _head(quote: Quote, money: Money) -> list[Line]:
    face = money.face
    trainee = quote.trainee
    title = message("What {name} pays", name=trainee.name) if trainee else message("Quote")
    facts = [
        message("track: {title}", title=quote.track.title),
        message("edition: {title}", title=quote.edition.title or quote.edition.id) if quote.edition else None,
        message("as of {day}", day=quote.on),
    ]
    said = [face.say(fact) for fact in facts if fact]
    answer = [line for pieces in _answer(quote, money) for line in flow(pieces, face.width)]
    return [*flow([Piece(face.say(title), STRONG)], face.width), *flow(dotted(said, face), face.width), *answer]


def _answer(quote: Quote, money: Money) -> list[list[Piece]]:
    """What is asked first, at the top: the total, or what remains and what of it is late."""
    face = money.face
    if quote.trainee is None:
        return [[Piece(face.say(message("together {amount} with VAT", amount=money.range(quote.total))), STRONG)]]
    if quote.open is None:
        return [[Piece(face.say(message("what remains to be paid is not stated")), STRONG)]]
    said = [
        [Piece(face.say(message("still to be paid, by the record: {amount}", amount=money.range(quote.open))), STRONG)]
    ]
    late = sum((due.amount - due.paid for due in quote.schedule if due.overdue), ZERO)
    over = quote.overpaid
    if late:
        said.append([Piece(face.say(message("overdue: {amount}", amount=money.amount(late))), LATE)])
    if over:
        said.append([Piece(face.say(message("{amount} too much was paid", amount=money.amount(over))), LATE)])
    return said


def _left_out(quote: Quote, face: Face) -> list[str]:
    said = [face.say(text) for text in quote.not_included]
    if quote.unstated:
        said.append(face.say(message("the sources state no price for: {names}", names=quote.unstated)))
    return said


def _assumed(quote: Quote, face: Face) -> list[str]:
    readings = (
        message("reading: {question} {reading}", question=question.title, reading=reading.title)
        for question, reading in quote.readings
    )
    return [face.say(text) for text in (*quote.assumptions, *readings)]


def _problems(problems: Sequence[Problem], face: Face) -> list[str]:
    each = (problem_lines(problem, face.language) for problem in problems)
    return [face.fit(" ".join(line.strip() for line in said)) for said in each]


def _accounts(quote: Quote, money: Money) -> list[Line]:
    face = money.face
    if quote.trainee is None:
        return []
    rows = [line for account in quote.accounts for line in indented(flow(_account(account, money), face.width - 1), 1)]
    if quote.deducted:
        text = message("paid before and taken off above: {amount}", amount=money.amount(quote.deducted))
        rows += below(text, face)
    return [*heading(message("Paid, by the record"), face), *rows]


def _account(account: Account, money: Money) -> list[Piece]:
    face = money.face
    total = money.range(account.total)
    paid = message("{paid} of {total}", paid=money.amount(account.paid), total=total)
    # Nobody wrote a payment down: that is not the same as that nothing was paid.
    said = [
        message("{title}:", title=account.title),
        paid if account.payments else message("no payment recorded of {total}", total=total),
    ]
    pieces = [Piece(face.say(text)) for text in said]
    over = account.overpaid
    if over:
        text = message("{amount} too much was paid", amount=money.amount(over))
        pieces += [Piece(face.symbols.dot), Piece(face.say(text), LATE)]
        if over <= CENT * account.payments:
            pieces.append(Piece(face.say(message("(perhaps the rounding of separate invoices)"))))
    elif account.remaining is not None and account.remaining.max > ZERO:
        text = message("open: {amount}", amount=money.range(account.remaining))
        pieces += [Piece(face.symbols.dot), Piece(face.say(text))]
    return pieces


def _per_unit(quote: Quote, money: Money) -> list[Line]:
    face = money.face
    texts = [face.say(_price_of_one(price, money)) for price in quote.per_unit]
    return listed(plural("Price per unit", "Prices per unit", len(texts)), texts, face)


def _price_of_one(price: UnitPrice, money: Money) -> Message:
    unit, title = price.charge.unit, price.charge.title
    incl, ex = money.amount(price.incl_vat), money.amount(price.ex_vat)
    if unit is None:
        return message("{title}: {incl} ({ex} without VAT)", title=title, incl=incl, ex=ex)
    text = "{title}: {incl} per {unit} ({ex} without VAT)"
    return message(text, title=title, incl=incl, ex=ex, unit=unit.one)

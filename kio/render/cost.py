"""The screen of `kio cost`: lines, VAT and total, when it is paid, and everything that is not certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kio.message import Message, message, plural
from kio.pricing.accounts import account_of, account_titles
from kio.pricing.money import CENT, ZERO
from kio.pricing.quote import Account, Due, Quote, UnitPrice
from kio.pricing.telling import option
from kio.pricing.totals import parted, with_vat
from kio.problem import Problem
from kio.render.cost_lines import line_table
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.money import Money, to_the_right
from kio.render.problems import problem_lines
from kio.render.symbols import BAR, LATE, STRONG
from kio.render.words import dotted, late_by

BAR_WIDTH, PART_WIDTH, DAY_WIDTH, AMOUNT_WIDTH = 30, 28, 14, 14


def quote_text(quote: Quote, problems: Sequence[Problem], face: Face, *, explain: bool = False) -> Sheet:
    """A quote for an applicant, or what is charged, paid and open for somebody with a record."""
    money = Money(quote.currency, face)
    sections = [
        _head(quote, money),
        line_table(quote, money, explain=explain),
        _parts(quote, money),
        _accounts(quote, money),
        _schedule(quote, money),
        _per_unit(quote, money),
        _listed(message("Not included"), _left_out(quote, face), face),
        _listed(message("Assumed"), _assumed(quote, face), face),
        _listed(message("Problems in this record"), _problems(problems, face), face),
    ]
    return Sheet([line for section in sections if section for line in ((), *section)][1:])


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


def _heading(text: object, face: Face) -> list[Line]:
    return flow([Piece(face.say(text), STRONG)], face.width)


def _listed(title: object, texts: Iterable[str], face: Face) -> list[Line]:
    """A heading and a list; nothing where the list is empty."""
    width, bullet = face.width - 3, [[Piece(face.symbols.bullet)]]
    items = [line for text in texts for line in beside([bullet, flow([Piece(text)], width)], (1, width), 1)]
    return [*_heading(title, face), *indented(items, 1)] if items else []


def _below(said: object, face: Face) -> list[Line]:
    """A sentence below a heading."""
    return indented(flow([Piece(face.say(said))], face.width - 1), 1)


def _assumed(quote: Quote, face: Face) -> list[str]:
    readings = (
        message("reading: {question} {reading}", question=question.title, reading=reading.title)
        for question, reading in quote.readings
    )
    return [face.say(text) for text in (*quote.assumptions, *readings)]


def _problems(problems: Sequence[Problem], face: Face) -> list[str]:
    each = (problem_lines(problem, face.language) for problem in problems)
    return [face.fit(" ".join(line.strip() for line in said)) for said in each]


# --- what the total consists of


def _parts(quote: Quote, money: Money) -> list[Line]:
    """A bar for each account: what is certain of it full, what may come on top light; the longest is the total."""
    face, most = money.face, quote.total.max
    charged = parted(quote.lines, account_of)
    parts = {name: with_vat(lines) for name, lines in charged.items()}
    shown = [(name, amount) for name, amount in parts.items() if amount.max > ZERO]
    if len(shown) < 2 or most <= ZERO:  # noqa: PLR2004 - one bar would say nothing
        return []
    titles = account_titles(quote.programme, charged)
    size = max(1, min(BAR_WIDTH, face.width - 9 - (0 if face.narrow else PART_WIDTH)))
    rows: list[Line] = []
    for name, amount in shown:
        full, up_to = _columns(amount.min, most, size), _columns(amount.max, most, size)
        drawn = face.symbols.full * full + face.symbols.empty * (up_to - full)
        percent = f"{(amount.max * 100 / most).quantize(Decimal(1))} %"
        title = flow([Piece(face.say(titles[name]))], face.width - 1 if face.narrow else PART_WIDTH)
        bar: list[Line] = [[Piece(drawn, BAR), Piece(" " * (size - up_to + 1)), *to_the_right(percent, 5)]]
        rows += [*title, *bar] if face.narrow else beside([title, bar], (PART_WIDTH, size + 6))
    return [*_heading(message("What the total consists of, at most"), face), *indented(rows, 1)]


def _columns(amount: Decimal, most: Decimal, size: int) -> int:
    return int((max(amount, ZERO) * size / most).quantize(Decimal(1)))


# --- when it is paid


def _schedule(quote: Quote, money: Money) -> list[Line]:
    face = money.face
    if not quote.schedule:
        return _no_schedule(quote, face)
    rows = [line for due in quote.schedule for line in _due(due, quote, money)]
    together = money.amount(sum((due.amount for due in quote.schedule), ZERO))
    whole = message("together {amount}", amount=together)
    return [*_heading(message("When it is paid"), face), *rows, *_below(whole, face)]


def _no_schedule(quote: Quote, face: Face) -> list[Line]:
    """Which options would give the days of payment."""
    if not quote.missing_days:
        return []
    options = " ".join(option(name) for name in quote.missing_days)
    said = message("the days are known once these are: {options} (or --group)", options=options)
    if quote.trainee is not None:
        said = message("no schedule yet: registration or start are not recorded")
    return [*_heading(message("When it is paid"), face), *_below(said, face)]


def _due(due: Due, quote: Quote, money: Money) -> list[Line]:
    face = money.face
    day = face.say(due.due or message("by agreement"))
    what = [Piece(face.say(due.what)), *_covered(due, quote, money)]
    if face.narrow:
        head = flow([Piece(day), Piece(money.amount(due.amount), STRONG)], face.width - 1)
        return [*indented(head, 1), *indented(flow(what, face.width - 3), 3)]
    width = face.width - DAY_WIDTH - AMOUNT_WIDTH - 5
    amount: Line = to_the_right(money.amount(due.amount), AMOUNT_WIDTH, STRONG)
    cells: list[Sequence[Line]] = [[[Piece(day)]], [amount], flow(what, width)]
    return indented(beside(cells, (DAY_WIDTH, AMOUNT_WIDTH, width)), 1)


def _covered(due: Due, quote: Quote, money: Money) -> list[Piece]:
    """For somebody with a record: whether a part has been paid, and how late it is."""
    face = money.face
    if quote.trainee is None:
        return []
    if due.paid == due.amount:
        return [Piece(face.symbols.dot), Piece(face.say(message("paid")))]
    lacking = message("{amount} not paid", amount=money.amount(due.amount - due.paid))
    late = [Piece(face.say(late_by(due.due, quote.on)), LATE)] if due.overdue and due.due else []
    return [Piece(face.symbols.dot), Piece(face.say(lacking)), *late]


# --- what was paid


def _accounts(quote: Quote, money: Money) -> list[Line]:
    face = money.face
    if quote.trainee is None:
        return []
    rows = [line for account in quote.accounts for line in indented(flow(_account(account, money), face.width - 1), 1)]
    if quote.deducted:
        text = message("paid before and taken off above: {amount}", amount=money.amount(quote.deducted))
        rows += _below(text, face)
    return [*_heading(message("Paid, by the record"), face), *rows]


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
    return _listed(plural("Price per unit", "Prices per unit", len(texts)), texts, face)


def _price_of_one(price: UnitPrice, money: Money) -> Message:
    unit, title = price.charge.unit, price.charge.title
    incl, ex = money.amount(price.incl_vat), money.amount(price.ex_vat)
    if unit is None:
        return message("{title}: {incl} ({ex} without VAT)", title=title, incl=incl, ex=ex)
    text = "{title}: {incl} per {unit} ({ex} without VAT)"
    return message(text, title=title, incl=incl, ex=ex, unit=unit.one)

"""The lines of a quote on the screen: amounts with VAT first and without beside them, VAT and total below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from rich.cells import cell_len

from kio.message import Message, message
from kio.pricing.accounts import account_of, account_titles
from kio.pricing.money import added
from kio.pricing.quote import Basis, Delivered, Quote, State
from kio.pricing.quote import Line as QuoteLine
from kio.pricing.totals import parted, with_vat
from kio.programme.requirement import Source
from kio.render.face import Face
from kio.render.layout import Line, Piece, beside, flow, indented
from kio.render.money import Money, quantity, to_the_right
from kio.render.symbols import STRONG
from kio.render.words import dotted

READABLE = 100
"""Columns in which the eye still finds the amount to a title."""
LEAST_TITLE = 22
"""Columns that a title needs beside the amounts; with less everything stands below each other."""

ROUNDING = message("rounding of VAT over the total")
ROUNDING_OF_ACCOUNTS = message("rounding of VAT over each account")


class Row(NamedTuple):
    """A row of the table: a title, the amounts with and without VAT, and what is said below it."""

    title: str
    incl: str
    ex: str
    below: tuple[list[Piece], ...] = ()
    style: str = ""


def line_table(quote: Quote, money: Money, *, explain: bool) -> list[Line]:
    """The table of lines with rounding, total and VAT."""
    face = money.face
    rows = [_row(line, quote, money, explain=explain) for line in quote.lines]
    rows += _rounding(quote, money)
    total = face.say(message("Total") if quote.settled else message("Delivered"))
    rows.append(Row(total, money.range(quote.total), money.range(quote.total_ex_vat), (), STRONG))
    head = Row("", face.say(message("with VAT")), face.say(message("without VAT")), (), STRONG)
    below = [
        line
        for text in _vat(quote, money, explain=explain)
        for line in indented(flow([Piece(text)], face.width - 1), 1)
    ]
    return [*_laid_out([head, *rows], money), *below]


def _laid_out(rows: Sequence[Row], money: Money) -> list[Line]:
    face = money.face
    columns = [row.incl for row in rows], [row.ex for row in rows]
    widths = [max(cell_len(text) for text in column) for column in columns]
    rest = min(face.width, READABLE) - sum(widths) - 4
    if rest < LEAST_TITLE:
        return [line for row in rows[1:] for line in _stacked(row, rows[0], money)]
    return [line for row in rows for line in _in_columns(row, rest, widths)]


def _in_columns(row: Row, rest: int, widths: Sequence[int]) -> Iterator[Line]:
    title = [*flow([Piece(row.title, row.style or STRONG)], rest)]
    amounts: list[Sequence[Line]] = [
        [to_the_right(text, width, row.style)] for text, width in zip((row.incl, row.ex), widths, strict=True)
    ]
    yield from beside([title, *amounts], (rest, *widths))
    full = rest + sum(widths) + 2
    for pieces in row.below:
        yield from indented(flow(pieces, full), 2)


def _stacked(row: Row, head: Row, money: Money) -> Iterator[Line]:
    face = money.face
    yield from flow([Piece(row.title, STRONG)], face.width)
    for name, amount in ((head.incl, row.incl), (head.ex, row.ex)) if row.ex else ((head.incl, row.incl),):
        yield from indented(flow([Piece(f"{name}:"), Piece(amount, row.style)], face.width - 2), 2)
    for pieces in row.below:
        yield from indented(flow(pieces, face.width - 2), 2)


def _row(line: QuoteLine, quote: Quote, money: Money, *, explain: bool) -> Row:
    face = money.face
    below = [_how(line, quote, money, product=not explain)]
    if explain:
        below += [[Piece(text)] for text in _explained(line, money)]
    elif face.sources:
        sources = dict.fromkeys([*(basis.source for basis in (*line.bases, *line.behind.rate)), line.vat.source])
        below += [[Piece(face.say(source_text(source)))] for source in sources if source]
    title = line.charge.title
    if quote.trainee and line.charge.done:
        state = message("delivered") if line.state is State.DONE else message("still to come")
        title_text = face.say(message("{title} ({state})", title=title, state=state))
    else:
        title_text = face.say(title)
    return Row(title_text, money.range(with_vat([line])), money.range(line.amount), tuple(below))


def _how(line: QuoteLine, quote: Quote, money: Money, *, product: bool) -> list[Piece]:
    """Quantity and price, how VAT is charged, and to whom it is paid."""
    face, tariff = money.face, quote.programme.tariff
    texts = [_product(line, money)] if line.charge.unit and product else []
    texts.append(_vat_words(line, money))
    payees = tariff.payees if tariff else {}
    texts.append(face.say(message("to {payee}", payee=payees[line.charge.payee])))
    return dotted(texts, face)


def _product(line: QuoteLine, money: Money) -> str:
    unit = line.charge.unit
    many = line.quantity.max != 1
    counted = quantity(line.quantity, money.face)
    if unit:
        counted = f"{counted} {money.face.say(unit.many if many else unit.one)}"
    return f"{counted} {money.face.symbols.times} {money.range(line.unit_price)}"


def _vat_words(line: QuoteLine, money: Money) -> str:
    if line.rate is None:
        return money.face.say(line.vat.title)
    return money.face.say(message("{title} {rate} %", title=line.vat.title, rate=line.rate))


def _explained(line: QuoteLine, money: Money) -> Iterator[str]:
    """The computation of a line: quantity times price, what both rest on with its sources, and where it is rounded."""
    face = money.face
    yield face.say(message("{product} = {amount}", product=_product(line, money), amount=money.range(line.amount)))
    if line.rate is not None:
        total = money.range(with_vat([line]))
        yield face.say(message("with {rate} % VAT: {total}, rounded for this line", rate=line.rate, total=total))
    if line.delivered:
        each = tuple(_delivered(item, face) for item in line.delivered)
        yield face.say(message("delivered: {each}", each=each))
    yield from (face.say(message("{title}: {value}", title=title, value=value)) for title, value in line.behind.facts)
    if line.behind.quantity:
        yield face.say(message("how much is still to come rests on:"))
        yield from _listed(line.behind.quantity, face)
    bases = (*line.bases, *line.behind.rate)
    if bases and len({item.day for item in line.delivered}) > 1:
        yield face.say(message("price on each of these days, from:"))
    elif bases:
        yield face.say(message("price as on {day}, from:", day=line.listed_on))
    yield from _listed(bases, face)


def _delivered(item: Delivered, face: Face) -> Message:
    return message("{quantity} on {day}", quantity=quantity(item.quantity, face), day=item.day)


def _listed(bases: Iterable[Basis], face: Face) -> Iterator[str]:
    for basis in bases:
        yield f"- {face.say(sourced_text(basis))}"


def sourced_text(basis: Basis) -> Message:
    """A value of the price list, since when it holds or by which reading, and its source."""
    value = message("{title}: {value}, in force since {day}", title=basis.title, value=basis.value, day=basis.first_day)
    if basis.reading is not None:
        text = "{title}: {value}, by the reading: {reading}"
        value = message(text, title=basis.title, value=basis.value, reading=basis.reading)
    if basis.source is None:
        return value
    return message("{value} ({source})", value=value, source=source_text(basis.source))


def source_text(source: Source) -> Message:
    """Where something stands."""
    return message("source: {document}, {section}", document=source.document, section=source.section)


def rounding(quote: Quote) -> tuple[Decimal, Decimal]:
    """What rounding once over the total, or an account, differs from rounding every line, for the least and the most.

    Each belongs to its own end, so that columns add up; the first one may be the larger.
    """
    lines = added(with_vat([line]) for line in quote.lines)
    return quote.total.min - lines.min, quote.total.max - lines.max


def _rounding(quote: Quote, money: Money) -> list[Row]:
    title = ROUNDING_OF_ACCOUNTS if quote.trainee else ROUNDING
    return [Row(money.face.say(title), money.ends(*rounding(quote)), "", ())] if any(rounding(quote)) else []


def _vat(quote: Quote, money: Money, *, explain: bool) -> Iterable[str]:
    """What VAT the total contains, by rate, and what is exempt."""
    face = money.face
    if explain and quote.vat:
        total = message("VAT is rounded once over the total, half a cent up; the lines above each by themselves")
        account = message("VAT is rounded once over each account, half a cent up; the lines above each by themselves")
        yield face.say(account if quote.trainee else total)
    titles = account_titles(quote.programme, parted(quote.lines, account_of))
    for item in quote.vat:
        values = {"title": item.vat.title, "rate": item.rate, "base": money.range(item.base)}
        text = "of this {title} {rate} % on {base}: {amount}"
        said = message(text, **values, amount=money.range(item.amount))
        if item.account is not None and item.account in titles:
            said = message("{vat} ({account})", vat=said, account=titles[item.account])
        yield face.say(said)
    exempt = [line for line in quote.lines if line.rate is None]
    for title in dict.fromkeys(line.vat.title for line in exempt):
        amount = money.range(added(line.amount for line in exempt if line.vat.title == title))
        yield face.say(message("of this {title}: {amount}", title=title, amount=amount))

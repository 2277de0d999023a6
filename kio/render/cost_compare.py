"""Quotes beside each other on the screen: a column for each track, a table for each way in which the facts can be."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from kio.message import message
from kio.pricing.money import added
from kio.pricing.quote import Quote
from kio.pricing.totals import with_vat
from kio.render.cost_lines import LEAST_TITLE, READABLE, ROUNDING, rounding
from kio.render.cost_told import as_option, told_words
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.money import Money, to_the_right
from kio.render.sections import heading, listed, spaced, supposed_lines
from kio.render.symbols import STRONG
from kio.render.words import dotted


def comparison_text(quotes: Sequence[Sequence[Quote]], face: Face) -> Sheet:
    """Every table, with a sentence above it that says what holds in it, and where the rest is said."""
    money = Money(quotes[0][0].currency, face)
    head = message("Amounts with VAT, as of {day}", day=quotes[0][0].on)
    rest = message("What is not included, what was assumed and when it is paid")
    commands = [face.fit(_command(quote, several=len(quotes) > 1)) for quote in quotes[0]]
    tables = [_table(row, money) for row in quotes]
    supposed = {item[0].id: item for row in quotes for quote in row for item in quote.supposed}
    top = [*heading(head, face), *supposed_lines(tuple(supposed.values()), face)]
    return Sheet(spaced([top, *tables, listed(rest, commands, face)]))


def _command(quote: Quote, *, several: bool) -> str:
    """The command that says the rest of a quote; without the facts by which several tables differ."""
    tariff = quote.programme.tariff
    compared = tariff.comparison.facts if tariff and tariff.comparison and several else ()
    told = [as_option(quote, name) for name in quote.told if name not in compared]
    group = [f"--group {quote.group}"] if quote.group else []
    supposed = [f"--reading {question.id}={reading.id}" for question, reading in quote.supposed]
    return " ".join([f"kio cost --track {quote.track.id}", *group, *told, *supposed])


def _table(quotes: Sequence[Quote], money: Money) -> list[Line]:
    face = money.face
    told = told_words(quotes, face) or [face.say(message("nothing was told"))]
    holds = flow([Piece(part.text, STRONG) for part in dotted(told, face)], face.width)
    charged = {line.charge.id for quote in quotes for line in quote.lines}
    tariff = quotes[0].programme.tariff
    charges = [charge for charge in tariff.charges if charge.id in charged] if tariff else []
    rows = [(face.say(charge.title), [_of(quote, charge.id, money) for quote in quotes]) for charge in charges]
    rounded = [rounding(quote) for quote in quotes]
    if any(any(difference) for difference in rounded):
        rows.append((face.say(ROUNDING), [money.ends(*difference) for difference in rounded]))
    total = (face.say(message("Total")), [money.range(quote.total) for quote in quotes])
    head = ("", [face.say(quote.track.title) for quote in quotes])
    return [*holds, *_laid_out([head, *rows, total], money)]


def _laid_out(rows: Sequence[tuple[str, list[str]]], money: Money) -> list[Line]:
    face = money.face
    widths = [max(cell_len(amounts[place]) for _, amounts in rows) for place in range(len(rows[0][1]))]
    rest = min(face.width, READABLE) - sum(widths) - 2 * len(widths)
    if rest >= LEAST_TITLE:
        return [line for row in rows for line in _in_columns(row, (rest, *widths), row in (rows[0], rows[-1]))]
    lines: list[Line] = []
    for title, amounts in rows[1:]:
        lines += flow([Piece(title, STRONG)], face.width)
        for name, amount in zip(rows[0][1], amounts, strict=True):
            lines += indented(flow([Piece(f"{name}:"), Piece(amount)], face.width - 2), 2)
    return lines


def _in_columns(row: tuple[str, list[str]], widths: Sequence[int], strong: bool) -> list[Line]:
    style = STRONG if strong else ""
    cells: list[Sequence[Line]] = [flow([Piece(row[0], style)], widths[0])]
    cells += [[to_the_right(text, width, style)] for text, width in zip(row[1], widths[1:], strict=True)]
    return beside(cells, widths)


def _of(quote: Quote, charge: str, money: Money) -> str:
    """What a charge comes to with its VAT; a dash where it is not made, which is not the same as nothing."""
    lines = [line for line in quote.lines if line.charge.id == charge]
    return money.range(added(with_vat([line]) for line in lines)) if lines else money.face.symbols.dash

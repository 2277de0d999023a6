"""A quote as a table for a spreadsheet: one row for each line, VAT, total and part of the schedule."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kio.locale import say
from kio.pricing.money import Range
from kio.pricing.quote import Quote
from kio.render.cost_json import money, plain, told_text
from kio.render.face import Face
from kio.render.symbols import can_show

COLUMNS = (
    "track", "told", "kind", "id", "title", "quantity_min", "quantity_max", "unit", "unit_price", "amount_min",
    "amount_max", "vat_code", "vat_rate", "payee", "state", "due", "currency",
)  # fmt: skip
NUMBERS = ("quantity_min", "quantity_max", "unit_price", "amount_min", "amount_max", "vat_rate")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""
Row = dict[str, str]


class Dialect(NamedTuple):
    """How the spreadsheets of a language read a table: its first sign, what parts its cells, the point of numbers."""

    mark: str
    delimiter: str
    point: str


DIALECTS = {"nl": Dialect("\ufeff", ";", ","), "en": Dialect("", ",", ".")}
"""A Dutch spreadsheet reads a point as thousands, a comma as no new cell, and UTF-8 only behind its mark."""


def quotes_csv(quotes: Iterable[Quote], face: Face) -> str:
    """The rows of quotes as the spreadsheets of the language read them; the keys are English."""
    language, dialect = face.language, DIALECTS[face.language]
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n", delimiter=dialect.delimiter)
    writer.writeheader()
    for quote in quotes:
        told = " ".join(f"{name}={told_text(value)}" for name, value in quote.told.items())
        common = {"track": quote.track.id, "told": told, "currency": quote.currency}
        rows = (*_lines(quote, language), *_totals(quote), *_schedule(quote, language))
        writer.writerows(_pointed({**common, **row}, dialect) for row in rows)
    mark = dialect.mark if can_show(dialect.mark, face.encoding) else ""
    return mark + written.getvalue().rstrip("\n")


def _pointed(row: Row, dialect: Dialect) -> Row:
    return {key: text.replace(".", dialect.point) if key in NUMBERS else text for key, text in row.items()}


def harmless(text: str) -> str:
    """A text that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _ends(name: str, amount: Range) -> Row:
    return {f"{name}_min": money(amount.min), f"{name}_max": money(amount.max)}


def _lines(quote: Quote, language: str) -> Iterator[Row]:
    for line in quote.lines:
        charge = line.charge
        yield {
            "kind": "line",
            "id": charge.id,
            "title": harmless(say(charge.title, language)),
            "quantity_min": plain(line.quantity.min),
            "quantity_max": plain(line.quantity.max),
            "unit": charge.unit.one.en if charge.unit else "",
            "unit_price": money(line.unit_price.min) if line.unit_price.certain else "",
            **_ends("amount", line.amount),
            "vat_code": line.vat.code,
            "vat_rate": "" if line.rate is None else plain(line.rate),
            "payee": charge.payee,
            "state": line.state.value,
        }


def _totals(quote: Quote) -> Iterator[Row]:
    for item in quote.vat:
        rate = "" if item.rate is None else plain(item.rate)
        yield {
            "kind": "vat",
            "id": item.vat.code,
            "vat_code": item.vat.code,
            "vat_rate": rate,
            **_ends("amount", item.amount),
        }
    yield {"kind": "total_ex_vat", **_ends("amount", quote.total_ex_vat)}
    yield {"kind": "total", **_ends("amount", quote.total)}
    for account in quote.accounts:
        yield {"kind": "paid", "id": account.id, **_ends("amount", Range.exactly(account.paid))}
    if quote.trainee is not None and quote.open is not None:
        yield {"kind": "open", **_ends("amount", quote.open)}


def _schedule(quote: Quote, language: str) -> Iterator[Row]:
    for due in quote.schedule:
        yield {
            "kind": "due",
            "title": harmless(say(due.what, language)),
            **_ends("amount", Range.exactly(due.amount)),
            "due": due.due.isoformat() if due.due else "",
        }

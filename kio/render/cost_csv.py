"""A quote as a table for a spreadsheet: one row for each line, VAT, total and part of the schedule."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kio.locale import say
from kio.message import message
from kio.pricing.accounts import account_of
from kio.pricing.money import Range, added
from kio.pricing.quote import Quote
from kio.pricing.totals import parted, with_vat
from kio.render.cost_json import money, plain, told_text
from kio.render.cost_lines import rounding
from kio.render.face import Face
from kio.render.symbols import can_show

COLUMNS = (
    "as_of", "trainee", "track", "told", "supposed", "kind", "id", "title", "quantity_min", "quantity_max", "unit",
    "unit_price", "amount_min", "amount_max", "vat_code", "vat_rate", "vat_min", "vat_max", "with_vat_min",
    "with_vat_max", "payee", "account", "state", "due", "overdue", "paid", "open_min", "open_max", "overpaid",
    "currency",
)  # fmt: skip
ENDS = ("_min", "_max")
NUMBERS = [name for name in COLUMNS if name.endswith(ENDS) or name in ("unit_price", "vat_rate", "paid", "overpaid")]
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
        common = {
            "as_of": quote.on.isoformat(),
            "trainee": quote.trainee.id if quote.trainee else "",
            "track": quote.track.id,
            "told": told,
            "supposed": " ".join(f"{question.id}={reading.id}" for question, reading in quote.supposed),
            "currency": quote.currency,
        }
        rows = (*_lines(quote, language), *_totals(quote), *_schedule(quote, language), *_accounts(quote, language))
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
            "unit": harmless(say(charge.unit.one, language)) if charge.unit else "",
            "unit_price": money(line.unit_price.min) if line.unit_price.certain else "",
            **_ends("amount", line.amount),
            **_ends("with_vat", with_vat([line])),
            "vat_code": line.vat.code,
            "vat_rate": "" if line.rate is None else plain(line.rate),
            "payee": charge.payee,
            "account": account_of(line),
            "state": line.state.value,
        }


def _totals(quote: Quote) -> Iterator[Row]:
    """What VAT is charged on and the VAT, what is exempt, what rounding once adds to the lines, and the total."""
    for item in quote.vat:
        yield {
            "kind": "vat",
            "id": item.vat.code,
            "vat_code": item.vat.code,
            "vat_rate": "" if item.rate is None else plain(item.rate),
            **_ends("amount", item.base),
            **_ends("vat", item.amount),
            "account": item.account or "",
        }
    exempt = parted((line for line in quote.lines if line.rate is None), lambda line: line.vat.code)
    for code, lines in exempt.items():
        base = added(line.amount for line in lines)
        yield {"kind": "exempt", "id": code, "vat_code": code, **_ends("amount", base)}
    least, most = rounding(quote)
    if least or most:
        yield {"kind": "rounding", "with_vat_min": money(least), "with_vat_max": money(most)}
    if quote.settled:
        yield {"kind": "total", **_ends("amount", quote.total_ex_vat), **_ends("with_vat", quote.total)}


def _accounts(quote: Quote, language: str) -> Iterator[Row]:
    """For somebody with a record: what is charged, paid, open and paid too much, account by account and together."""
    for account in quote.accounts:
        open_ = _ends("open", account.open) if account.remaining else {}
        yield {
            "kind": "account",
            "id": account.id,
            "title": harmless(say(account.title, language)),
            **(_ends("with_vat", account.total) if account.remaining else {}),
            "payee": " ".join(account.payees),
            "account": account.id,
            "paid": money(account.paid),
            **open_,
            "overpaid": money(account.overpaid) if account.remaining else "",
        }
    if quote.trainee is not None:
        yield {
            "kind": "accounts",
            **(_ends("with_vat", quote.total) if quote.settled else {}),
            "paid": money(quote.paid),
            **(_ends("open", quote.open) if quote.open else {}),
            "overpaid": money(quote.overpaid) if quote.settled else "",
        }


def _schedule(quote: Quote, language: str) -> Iterator[Row]:
    for due in quote.plan.schedule:
        recorded = {"paid": money(due.paid), "overdue": "yes" if due.overdue else "no"} if quote.trainee else {}
        yield {
            "kind": "due",
            "title": harmless(say(due.what, language)),
            **_ends("with_vat", Range.exactly(due.amount)),
            "due": due.due.isoformat() if due.due else "",
            **recorded,
        }
    for due in quote.plan.outline:
        said = message("{what}: {when}", what=due.what, when=due.when) if due.when else due.what
        yield {
            "kind": "outline",
            "title": harmless(say(said, language)),
            **_ends("with_vat", Range.exactly(due.amount)),
            "due": due.due.isoformat() if due.due else "",
        }

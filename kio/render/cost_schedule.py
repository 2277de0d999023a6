"""When it is paid, on the screen: the parts of the schedule, what was paid of them, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kio.message import message
from kio.pricing.money import ZERO
from kio.pricing.quote import Due, Quote
from kio.pricing.telling import option
from kio.render.cost_lines import basis_text, source_text
from kio.render.face import Face
from kio.render.layout import Line, Piece, beside, flow, indented
from kio.render.money import Money, to_the_right
from kio.render.sections import below, heading
from kio.render.symbols import LATE, STRONG
from kio.render.words import late_by

DAY_WIDTH, AMOUNT_WIDTH = 14, 14


def schedule_lines(quote: Quote, money: Money, *, explain: bool) -> list[Line]:
    """Day, amount and name of every part, with what was paid of it where there is a record."""
    face = money.face
    if not quote.schedule:
        return _no_schedule(quote, face)
    rows = [line for due in quote.schedule for line in _due(due, quote, money)]
    together = money.amount(sum((due.amount for due in quote.schedule), ZERO))
    said = [message("together {amount}", amount=together), *_rests_on(quote, explain=explain, sources=face.sources)]
    return [*heading(message("When it is paid"), face), *rows, *(line for text in said for line in below(text, face))]


def _rests_on(quote: Quote, *, explain: bool, sources: bool) -> Iterator[object]:
    """What the days and parts are computed from, and where the terms stand."""
    basis = quote.schedule_basis
    if basis is None:
        return
    if explain:
        yield from (message("{title}: {value}", title=title, value=day) for title, day in basis.days)
        yield from (basis_text(value) for value in basis.bases)
        yield message("the instalments are equal parts of what remains; cents that are left over are in the last one")
    if basis.source and (explain or sources):
        yield source_text(basis.source)


def _no_schedule(quote: Quote, face: Face) -> list[Line]:
    """Which options would give the days of payment."""
    if not quote.missing_days:
        return []
    options = " ".join(option(name) for name in quote.missing_days)
    said = message("the days are known once these are: {options} (or --group)", options=options)
    if quote.trainee is not None:
        said = message("no schedule yet: registration or start are not recorded")
    return [*heading(message("When it is paid"), face), *below(said, face)]


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

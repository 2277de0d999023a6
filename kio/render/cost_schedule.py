"""When it is paid, on the screen: the parts of the schedule, what was paid of them, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kio.message import Message, message
from kio.pricing.money import ZERO
from kio.pricing.quote import Due, Plan, Quote
from kio.pricing.telling import option
from kio.render.cost_lines import source_text, sourced_text
from kio.render.layout import Line, Piece, beside, flow, indented
from kio.render.money import Money, to_the_right
from kio.render.sections import below, heading
from kio.render.symbols import LATE, STRONG
from kio.render.words import late_by

DAY_WIDTH, AMOUNT_WIDTH = 14, 14


def schedule_lines(quote: Quote, money: Money, *, explain: bool) -> list[Line]:
    """Day, amount and name of every part, with what was paid of it where there is a record."""
    face, plan = money.face, quote.plan
    if plan.schedule:
        said = [_together(plan.schedule, money), *_rests_on(plan, explain=explain, sources=face.sources)]
        rows = [line for due in plan.schedule for line in _due(due, quote, money)]
    elif plan.outline:
        said = [_together(plan.outline, money), *_late(quote), *_needs(quote)]
        said += _rests_on(plan, explain=explain, sources=face.sources)
        rows = [line for due in plan.outline for line in _due(due, quote, money)]
    elif plan.why:
        said, rows = [plan.why, *_needs(quote)], []
    else:
        return []
    said += plan.notes
    if plan.beside:
        said.append(message("when this is paid is not stated: {titles}", titles=plan.beside))
    below_rows = [line for text in said if text for line in below(text, face)]
    return [*heading(message("When it is paid"), face), *rows, *below_rows]


def _together(dues: Sequence[Due], money: Money) -> Message:
    return message("together {amount}", amount=money.amount(sum((due.amount for due in dues), ZERO)))


def _rests_on(plan: Plan, *, explain: bool, sources: bool) -> Iterator[object]:
    """What the days and parts are computed from, and where the terms stand."""
    basis = plan.basis
    if basis is None:
        return
    if explain:
        yield from (message("{title}: {value}", title=title, value=day) for title, day in basis.days)
        yield from (sourced_text(value) for value in basis.bases)
    if explain and len(plan.schedule or plan.outline) > 1:
        yield message("the instalments are equal parts of what remains; cents that are left over are in the last one")
    if basis.source and (explain or sources):
        yield source_text(basis.source)


def _late(quote: Quote) -> Iterator[Message]:
    """What happens to an applicant who registers after the last day to pay."""
    if quote.trainee is None and quote.plan.last_day is not None:
        yield message("who registers later than {day} pays the whole sum at once", day=quote.plan.last_day)


def _needs(quote: Quote) -> Iterator[Message]:
    """Which options would give the days of payment; of somebody with a record what is not recorded."""
    names, facts = quote.plan.missing_days, quote.programme.facts
    if names and quote.trainee is not None and quote.plan.outline:
        titles = tuple(facts[name].title for name in names)
        yield message("not recorded yet: {titles}", titles=titles)
    elif names and quote.trainee is None:
        options = tuple(option(name) for name in names)
        yield message("with {options} the days can be named", options=options)


def _due(due: Due, quote: Quote, money: Money) -> list[Line]:
    face = money.face
    day = "" if due.when else face.say(due.due or message("by agreement"))
    when = [Piece(face.symbols.dot), Piece(face.say(due.when))] if due.when else []
    what = [Piece(face.say(due.what)), *when, *_covered(due, quote, money)]
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
    dot, rest = Piece(face.symbols.dot), money.amount(due.amount - due.paid)
    if not due.overdue or due.until is None:
        return [dot, Piece(face.say(message("{amount} still to be paid", amount=rest)))]
    lacking = message("{amount} not paid", amount=rest)
    return [dot, Piece(face.say(lacking)), dot, Piece(face.say(late_by(due.until, quote.on)), LATE)]

"""The screen of `kio cost`: lines, VAT and total, when it is paid, and everything that is not certain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kio.message import Message, message, plural
from kio.pricing.money import Range, added
from kio.pricing.quote import Quote, UnitPrice
from kio.pricing.totals import parted, with_vat
from kio.problem import Problem
from kio.render.cost_accounts import account_lines
from kio.render.cost_lines import line_table
from kio.render.cost_parts import parts_of_total
from kio.render.cost_schedule import schedule_lines
from kio.render.cost_told import told_words
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, flow
from kio.render.money import Money
from kio.render.problems import problem_lines
from kio.render.sections import listed, spaced, supposed_lines, warned
from kio.render.symbols import LATE, STRONG
from kio.render.words import dotted


def quote_text(
    quote: Quote,
    problems: Sequence[Problem],
    face: Face,
    *,
    explain: bool = False,
    changing: Collection[str] | None = None,
) -> Sheet:
    """A quote for an applicant, or what is charged, paid and open for somebody with a record.

    `changing` are the questions that matter for it; without it all are named.
    """
    money = Money(quote.currency, face)
    sections = [
        _head(quote, problems, money),
        line_table(quote, money, explain=explain) if quote.lines else [],
        parts_of_total(quote, money),
        account_lines(quote, money, explain=explain),
        schedule_lines(quote, money, explain=explain),
        _per_unit(quote, money),
        listed(message("Not included"), _left_out(quote, face), face),
        listed(message("Assumed"), [face.say(text) for text in quote.assumptions], face),
        listed(
            message("Where the sources are unclear, this was taken"),
            _readings(quote, None if face.sources else changing, face),
            face,
        ),
        listed(message("Problems in this record"), _problems(problems, face), face),
    ]
    return Sheet(spaced(sections))


def _head(quote: Quote, problems: Sequence[Problem], money: Money) -> list[Line]:
    face = money.face
    trainee = quote.trainee
    title = message("Costs of {name}", name=trainee.name) if trainee else message("Quote")
    facts = [
        message("track: {title}", title=quote.track.title),
        message("group: {group}", group=quote.group) if quote.group else None,
        message("phase: {title}", title=quote.phase.title) if quote.phase else None,
        message("edition: {title}", title=quote.edition.title or quote.edition.id) if quote.edition else None,
        message("as of {day}", day=quote.on),
    ]
    said = [face.say(fact) for fact in facts if fact]
    return [
        *flow([Piece(face.say(title), STRONG)], face.width),
        *flow(dotted(said, face), face.width),
        *supposed_lines(quote.supposed, face),
        *_doubted(problems, face),
        *_told(quote, face),
        *(line for pieces in _answer(quote, money) for line in flow(pieces, face.width)),
    ]


def _doubted(problems: Sequence[Problem], face: Face) -> list[Line]:
    """A payment that cannot be read is no payment that was not made."""
    errors = warned(problems, face)
    said = message("what cannot be read is not counted, so what is open or overdue may be wrong")
    return [*errors, *flow([Piece(face.say(said), LATE)], face.width)] if errors else []


def _told(quote: Quote, face: Face) -> list[Line]:
    """What was told; of somebody with a record it is a supposition beside what is recorded."""
    told = told_words([quote], face)
    lead = [Piece(face.say(message("supposing that:")), LATE)] if told and quote.trainee else []
    return flow([*lead, *dotted(told, face)], face.width) if told else []


def _answer(quote: Quote, money: Money) -> Iterator[list[Piece]]:
    """What is asked first, at the top: the total, or what remains and what of it is late."""
    face = money.face
    if quote.trainee is None:
        yield [Piece(face.say(message("together {amount} with VAT", amount=money.range(quote.total))), STRONG)]
        yield from _to_payees(quote, _charged_by_payee(quote), money)
    elif quote.settled and quote.open is None:
        yield [Piece(face.say(message("together {amount} with VAT", amount=money.range(quote.total))), STRONG)]
        yield [Piece(face.say(message("payments are not recorded here")))]
    elif quote.open is None:
        said = "what remains to be paid, or comes back, is not stated by the sources: it has to be agreed"
        yield [Piece(face.say(message(said)), STRONG)]
    else:
        yield from _remaining(quote, quote.open, money)
    if quote.counted:
        unstated = message("and without a stated price: {names}", names=quote.counted)
        yield [Piece(face.say(unstated), STRONG)]


def _remaining(quote: Quote, rest: Range, money: Money) -> Iterator[list[Piece]]:
    """What somebody with a record has still to pay, to whom, and what is late or was too much."""
    face = money.face
    by_record = message("still to be paid, by the record: {amount}", amount=money.range(rest))
    supposed = message("still to be paid, with what is supposed: {amount}", amount=money.range(rest))
    yield [Piece(face.say(supposed if quote.told or quote.supposed else by_record), STRONG)]
    if quote.without is not None:
        yield [Piece(face.say(message("without it: {amount}", amount=money.range(quote.without))))]
    yield from _to_payees(quote, _open_by_payee(quote), money)
    overdue = quote.plan.overdue
    if overdue and overdue.min:
        yield [Piece(face.say(message("overdue: {amount}", amount=money.range(overdue))), LATE)]
    elif overdue and overdue.max:
        yield [Piece(face.say(message("perhaps overdue: {amount}", amount=money.amount(overdue.max))))]
    for account in quote.accounts:
        if account.overpaid and not account.is_rounding:
            values = {"title": account.title, "amount": money.amount(account.overpaid)}
            yield [Piece(face.say(message("{title}: {amount} too much was paid", **values)), LATE)]


def _charged_by_payee(quote: Quote) -> dict[str, Range]:
    return {payee: with_vat(lines) for payee, lines in parted(quote.lines, lambda line: line.charge.payee).items()}


def _open_by_payee(quote: Quote) -> dict[str, Range]:
    """What is open to each payee; nothing where an account is paid to several."""
    found: dict[str, list[Range]] = {}
    for account in quote.accounts:
        if account.open.max and len(account.payees) != 1:
            return {}
        for payee in account.payees:
            found.setdefault(payee, []).append(account.open)
    return {payee: added(amounts) for payee, amounts in found.items()}


def _to_payees(quote: Quote, amounts: dict[str, Range], money: Money) -> Iterator[list[Piece]]:
    """To whom how much of it is paid."""
    tariff = quote.programme.tariff
    asked = {payee: amount for payee, amount in amounts.items() if amount.max}
    if tariff and asked:
        face = money.face
        texts = (
            message("to {payee}: {amount}", payee=tariff.payees[payee], amount=money.range(amount))
            for payee, amount in asked.items()
        )
        yield dotted([face.say(text) for text in texts], face)


def _left_out(quote: Quote, face: Face) -> list[str]:
    said = [face.say(text) for text in quote.not_included]
    if quote.unstated:
        said.append(face.say(message("the sources state no price for: {names}", names=quote.unstated)))
    return said


def _readings(quote: Quote, changing: Collection[str] | None, face: Face) -> list[str]:
    """How the sources were read: all of it, or what would change the quote."""
    mine = [item for item in quote.readings if changing is None or item[0].id in changing]
    said = [face.say(message("{question} {reading}", question=q.title, reading=r.title)) for q, r in mine]
    more = len({question.id for question, _ in quote.readings} - {question.id for question, _ in mine})
    if more:
        text = "{count} more, of which another reading changes nothing here; --sources names them"
        said.append(face.say(message(text, count=more)))
    return said


def _problems(problems: Sequence[Problem], face: Face) -> list[str]:
    each = (problem_lines(problem, face.language) for problem in problems)
    return [face.fit(f" {face.symbols.dot} ".join(line.strip() for line in said)) for said in each]


def _per_unit(quote: Quote, money: Money) -> list[Line]:
    face = money.face
    texts = [face.say(_price_of_one(price, money)) for price in quote.per_unit]
    return listed(plural("Price per unit", "Prices per unit", len(texts)), texts, face)


def _price_of_one(price: UnitPrice, money: Money) -> Message:
    unit, title = price.charge.unit, price.charge.title
    incl, ex = money.range(price.incl_vat), money.range(price.ex_vat)
    if unit is None:
        return message("{title}: {incl} ({ex} without VAT)", title=title, incl=incl, ex=ex)
    text = "{title}: {incl} per {unit} ({ex} without VAT)"
    return message(text, title=title, incl=incl, ex=ex, unit=unit.one)

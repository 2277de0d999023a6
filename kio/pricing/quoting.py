"""From a case and a day to a quote; depends on its arguments alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from kio.evaluation.bindings import everything_behind, readings_behind
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds, Case
from kio.message import Cash, Message, Text, message
from kio.models.record import Trainee
from kio.pricing.accounts import account_of, accounts_of
from kio.pricing.lines import lines_of, unpriced
from kio.pricing.money import ZERO, Range, added, cents, vat_on
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Line, Quote, ScheduleBasis, State, UnitPrice
from kio.pricing.schedule import refuse_wrong_order, schedule_of, settled_by
from kio.pricing.totals import joined_vat, parted, vat_lines, with_vat
from kio.problem import KioError
from kio.programme.language import Amount
from kio.programme.measure import Measure
from kio.programme.mentions import mentions
from kio.programme.model import Programme
from kio.programme.tariff import Fact


def applicant(programme: Programme, track: str, told: Mapping[str, Decimal | date]) -> Case:
    """Somebody of whom nothing is recorded: everything is still to come."""
    return Case(programme, Trainee("", "", track, programme.id), {}, told=told)


def quote(case: Case, on: date) -> Quote:
    """What somebody pays on what is known on a day; for a record also what was delivered and paid until that day.

    Raises KioError where the rules charge nothing, have no price on a day, or where what was told cannot be.
    """
    programme, tariff = case.programme, case.programme.tariff
    if tariff is None:
        raise KioError(message("the rules of programme {programme} name no prices", programme=programme.id))
    pricer = Pricer(case, on, tariff)
    recorded = bool(case.trainee.id)
    if not recorded:
        refuse_wrong_order(pricer)
    lines = lines_of(pricer)
    # Each account is paid by itself, so of a record its VAT is rounded by itself; a quote is one sum.
    vat = joined_vat(parted(lines, account_of).values()) if recorded else vat_lines(lines)
    accounts, deducted = accounts_of(pricer, lines) if recorded else ((), ZERO)
    agreed = [line for line in lines if pricer.terms and line.charge.id in pricer.terms.charges]
    names = {account_of(line) for line in agreed}
    paid = sum((account.paid for account in accounts if account.id in names), ZERO)
    schedule = schedule_of(pricer, with_vat(agreed)) if pricer.settled else ()
    units = tuple(_per_unit(pricer))
    mentioned = list(_mentioned(pricer, lines, units, scheduled=bool(schedule)))
    return Quote(
        on,
        programme,
        programme.tracks[pricer.view.track()],
        pricer.view.edition()[1],
        pricer.agreed_on,
        tariff.currency,
        case.trainee if recorded else None,
        case.told,
        lines,
        vat,
        added([*(line.amount for line in lines), *(item.amount for item in vat)]),
        settled_by(schedule, paid, on) if recorded else schedule,
        units,
        tuple(_not_included(pricer, lines)),
        tuple(_unstated(pricer)),
        _once(_assumptions(pricer, lines, recorded=recorded)),
        readings_behind(pricer.view, pricer.agreed_on, mentioned),
        accounts,
        deducted,
        pricer.settled,
        () if schedule else tuple(_missing_days(pricer)),
        _schedule_basis(pricer) if schedule else None,
    )


def _missing_days(pricer: Pricer) -> Iterator[str]:
    """The facts without which there is no schedule."""
    if pricer.terms is not None and pricer.settled:
        days = (pricer.terms.registered, pricer.terms.begins, pricer.terms.final)
        yield from (name for name, day in _days_behind(pricer, days) if day is None)


def _days_behind(pricer: Pricer, rule: object) -> Iterator[tuple[str, date | None]]:
    """The facts behind a part of the rules that are days, each with its day where somebody knows it."""
    for section, name in everything_behind(pricer.view, list(mentions(rule))):
        if section == "facts" and pricer.view.programme.facts[name].type == "date":
            day = pricer.view.fact(name)
            yield name, day if isinstance(day, date) else None


def _schedule_basis(pricer: Pricer) -> ScheduleBasis | None:
    terms = pricer.terms
    if terms is None:
        return None
    facts = pricer.view.programme.facts
    days = tuple((facts[name].title, day) for name, day in _days_behind(pricer, terms) if day is not None)
    return ScheduleBasis(days, pricer.bases(terms, pricer.agreed_on), terms.source)


def _once(texts: Iterable[Text | Message]) -> tuple[Text | Message, ...]:
    return tuple({repr(text): text for text in texts}.values())  # messages hold mappings, so they cannot be hashed


def _mentioned(
    pricer: Pricer, lines: Sequence[Line], units: Sequence[UnitPrice], *, scheduled: bool
) -> Iterator[tuple[str, str]]:
    for line in lines:
        yield from mentions(line.charge)
    for unit in units:
        yield from mentions((unit.charge.price, unit.charge.vat))
    if scheduled:
        yield from mentions(pricer.terms)


def _per_unit(pricer: Pricer) -> Iterator[UnitPrice]:
    for charge in pricer.tariff.charges:
        if charge.per_unit and pricer.asked(charge) is not Truth.NO:
            day = pricer.listed_on(charge, pricer.on)
            price, (vat, rate) = pricer.price(charge, day).max, pricer.vat(charge, day)
            incl = price if rate is None else cents(price) + vat_on(Range.exactly(price), rate).min
            yield UnitPrice(charge, vat, rate, cents(price), cents(incl))


def _not_included(pricer: Pricer, lines: Sequence[Line]) -> Iterator[Text | Message]:
    yield from unpriced(pricer)
    charged = {line.charge.id for line in lines}
    for charge in pricer.tariff.charges:
        if charge.left_out and charge.id not in charged and pricer.asked(charge) is not Truth.NO:
            yield charge.left_out


def _unstated(pricer: Pricer) -> Iterator[Text | Message]:
    for item in pricer.tariff.unstated:
        if pricer.concerns(item.tracks):
            count = _count(pricer, item.quantity, item.done)
            yield message("{title} ({count})", title=item.title, count=count) if count else item.title


def _count(pricer: Pricer, quantity: Amount | None, done: Measure | None) -> Decimal:
    """How often something without a price is known to come or to have been."""
    coming = pricer.view.amount(quantity) if quantity else None
    return (coming.low if coming else ZERO) + (pricer.view.measure(done).low if done else ZERO)


def _assumptions(pricer: Pricer, lines: Sequence[Line], *, recorded: bool) -> Iterator[Text | Message]:
    """In words: what was taken where nobody told it, and on which day's prices it rests."""
    used = set(everything_behind(pricer.view, list(_asked(pricer))))
    for fact in pricer.view.programme.facts.values():
        if fact.name not in pricer.case.told and ("facts", fact.name) in used and pricer.concerns(fact.tracks):
            yield from _taken(pricer, fact, recorded=recorded)
    yield from (line.charge.assumption for line in lines if line.charge.assumption)
    yield from (line.vat.assumption for line in lines if line.vat.assumption)
    if pricer.terms and pricer.terms.assumption:
        yield pricer.terms.assumption
    if any(line.charge.fixed for line in lines):
        yield message("fixed prices are those of the price list of {day}", day=pricer.agreed_on)
    if any(not line.charge.fixed and line.state is State.TO_COME for line in lines):
        text = "what is still to come has the price of its own day; here it has that of {day}"
        yield message(text, day=pricer.on)
    if recorded and any(line.rate for line in lines):
        yield message("VAT is rounded once for each account and rate, as each is paid by itself")
    if not pricer.settled:
        yield message("what remains to be paid, or comes back, is not stated by the sources: it has to be agreed")


def _asked(pricer: Pricer) -> Iterator[tuple[str, str]]:
    for charge in pricer.tariff.charges:
        if pricer.asked(charge) is not Truth.NO and not (pricer.finished and charge.done):
            yield from mentions(charge)


def _taken(pricer: Pricer, fact: Fact, *, recorded: bool) -> Iterator[Text | Message]:
    """What was taken for a fact that nobody told; nothing where a record shows it for certain."""
    known = pricer.view.fact(fact.name)
    if not isinstance(known, Bounds) or (recorded and known.low == known.high):
        return
    if known.low != known.high and fact.type == "yes_no":
        yield message("{title}: not known", title=fact.title)
    elif known.low != known.high:
        yield message("{title}: {low} to {high}", title=fact.title, low=known.low, high=known.high)
    elif fact.type == "yes_no":
        yield message("{title}: {value}", title=fact.title, value=known.low > ZERO)
    elif known.low:
        value = Cash(known.low, pricer.tariff.currency) if fact.type == "money" else known.low
        yield message("{title}: {value}", title=fact.title, value=value)
    if fact.assumption:
        yield fact.assumption

"""From a case and a day to a quote; depends on its arguments alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from kio.evaluation.bindings import supposed_readings
from kio.evaluation.memo import Memo
from kio.evaluation.truth import Truth
from kio.evaluation.view import Case
from kio.message import Cash, Message, Text, message
from kio.models.record import Trainee
from kio.pricing.accounts import account_of, account_titles, accounts_of
from kio.pricing.assuming import assumptions_of
from kio.pricing.lines import lines_of, to_come, unpriced_texts
from kio.pricing.money import NOTHING, ZERO, added, in_cents, vat_on
from kio.pricing.paying import missing_days, plan_of
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Line, Quote, UnitPrice, VatLine
from kio.pricing.readings import readings_of
from kio.pricing.refusing import refuse_early_start, refuse_told_days
from kio.pricing.totals import parted, vat_lines, with_vat
from kio.problem import KioError
from kio.programme.language import Amount
from kio.programme.measure import Measure
from kio.programme.model import Programme


def applicant(programme: Programme, track: str, told: Mapping[str, Decimal | date]) -> Case:
    """Somebody of whom nothing is recorded: everything is still to come."""
    return Case(programme, Trainee("", "", track, programme.id), {}, told=told)


def quote(case: Case, on: date) -> Quote:
    """What somebody pays on what is known on a day; for a record also what was delivered and paid until that day.

    Raises KioError where the rules charge nothing, have no price on a day, or where what was told cannot be.
    """
    found = priced(case, on)
    if found.trainee is None or not (case.told or case.readings):
        return found
    return found._replace(without=priced(case._replace(told={}, readings={}), on).open)


def priced(case: Case, on: date, memo: Memo | None = None) -> Quote:
    """The same, but for what would be open without what is supposed; `memo` as for `Pricer`."""
    programme, tariff = case.programme, case.programme.tariff
    if tariff is None:
        raise KioError(message("the rules of programme {programme} name no prices", programme=programme.id))
    pricer = Pricer(case, on, tariff, memo=memo)
    recorded = bool(case.trainee.id)
    refuse_early_start(pricer)
    refuse_told_days(pricer, tuple(missing_days(pricer)))
    lines = lines_of(pricer)
    vat = _vat_of_accounts(lines) if recorded else vat_lines(lines)
    accounts, paid_before = accounts_of(pricer, lines) if recorded else ((), ZERO)
    plan, units = plan_of(pricer, lines, accounts), tuple(_per_unit(pricer))
    scheduled = bool(plan.schedule)
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
        plan,
        units,
        tuple(_not_included(pricer, lines)),
        tuple(_unstated(pricer)),
        _once(assumptions_of(pricer, lines, recorded=recorded)),
        readings_of(pricer, lines, units, scheduled=scheduled),
        accounts,
        paid_before,
        pricer.settled,
        pricer.phase if recorded else None,
        case.trainee.group,
        tuple(_counted(pricer)) if pricer.settled and not pricer.finished else (),
        supposed=supposed_readings(pricer.view),
    )


def _vat_of_accounts(lines: Sequence[Line]) -> tuple[VatLine, ...]:
    """The VAT of a record: each account is paid by itself, so it is rounded by itself; a quote is one sum."""
    parts = parted(lines, account_of).items()
    return tuple(item._replace(account=name) for name, found in parts for item in vat_lines(found))


def _once(texts: Iterable[Text | Message]) -> tuple[Text | Message, ...]:
    return tuple({repr(text): text for text in texts}.values())  # messages hold mappings, so they cannot be hashed


def _per_unit(pricer: Pricer) -> Iterator[UnitPrice]:
    for charge in pricer.tariff.charges:
        if charge.per_unit and not pricer.finished and pricer.asked(charge) is not Truth.NO:
            day = pricer.listed_on(charge, pricer.on)
            price, (vat, rate) = in_cents(pricer.price(charge, day)), pricer.vat(charge, day)
            tax = NOTHING if rate is None else vat_on(pricer.price(charge, day), rate)
            yield UnitPrice(charge, vat, rate, price, added([price, tax]))


def _not_included(pricer: Pricer, lines: Sequence[Line]) -> Iterator[Text | Message]:
    yield from unpriced_texts(pricer)
    yield from _unsettled(pricer)
    charged = {line.charge.id for line in lines}
    for charge in pricer.tariff.charges:
        if charge.left_out and charge.id not in charged and pricer.asked(charge) is not Truth.NO:
            yield charge.left_out


def _unsettled(pricer: Pricer) -> Iterator[Message]:
    """Of somebody who stopped: what was charged as a whole, account by account."""
    if not pricer.settled:
        charges = (charge for charge in pricer.tariff.charges if charge.done is None)
        charged = parted((line for charge in charges for line in to_come(pricer, charge)), account_of)
        titles = account_titles(pricer.view.programme, charged)
        asked = {name: lines for name, lines in charged.items() if with_vat(lines).max > ZERO}
        for name, lines in asked.items():
            least, most = (Cash(end, pricer.tariff.currency) for end in with_vat(lines))
            amount = most if least == most else message("{low} to {high}", low=least, high=most)
            text = "{title} ({amount}): what of it has to be paid is not stated"
            yield message(text, title=titles[name], amount=amount)


def _unstated(pricer: Pricer) -> Iterator[Text | Message]:
    for item in pricer.tariff.unstated:
        if pricer.concerns(item.tracks):
            count = _count(pricer, item.quantity if pricer.settled else None, item.done)
            if count:
                yield message("{title} ({count})", title=item.title, count=count)
            elif not pricer.finished:
                yield item.title


def _counted(pricer: Pricer) -> Iterator[Message]:
    """What replaces something that has a price, so that the total is lower for it."""
    for item in pricer.tariff.unstated:
        coming = _count(pricer, item.quantity, None) if pricer.concerns(item.tracks) else ZERO
        if coming:
            yield message("{title} ({count})", title=item.title, count=coming)


def _count(pricer: Pricer, quantity: Amount | None, done: Measure | None) -> Decimal:
    """How often something without a price is known to come or to have been."""
    coming = pricer.view.amount(quantity) if quantity else None
    return (coming.low if coming else ZERO) + (pricer.view.measure(done).low if done else ZERO)

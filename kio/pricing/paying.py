"""When it is paid: the schedule with what was paid of it, or what is known of it and what is lacking for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import product

from kio.evaluation.bindings import everything_behind
from kio.evaluation.told import is_told
from kio.evaluation.view import Bounds
from kio.message import Message, Text, message, plural
from kio.pricing.accounts import account_of, account_titles
from kio.pricing.lines import lines_of
from kio.pricing.money import NOTHING, ZERO, Range
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Account, Due, Line, Plan, ScheduleBasis
from kio.pricing.schedule import deposit_of, schedule_of, settled_by, shares
from kio.pricing.totals import parted, with_vat
from kio.programme.language import Day, NamedDay, Shifted, Told
from kio.programme.mentions import mentions
from kio.programme.tariff import Terms

FEW = 4
"""More unknown answers than this are not tried one by one."""


def plan_of(pricer: Pricer, lines: Sequence[Line], accounts: Sequence[Account]) -> Plan:
    """How what is agreed is paid; `accounts` are those of a record, none for an applicant."""
    terms = pricer.terms
    if terms is None or not pricer.settled:
        why = message("no terms of payment hold on {day}", day=pricer.agreed_on)
        return Plan(why=why if pricer.tariff.terms and pricer.settled else None)
    agreed = [line for line in lines if line.charge.id in terms.charges]
    amount, missing = with_vat(agreed), tuple(missing_days(pricer))
    if amount.max <= ZERO:
        return Plan()
    beside = _beside(pricer, lines, terms)
    schedule = schedule_of(pricer, amount)
    if schedule:
        names = {account_of(line) for line in agreed}
        paid = sum((account.paid for account in accounts if account.id in names), ZERO)
        dues = settled_by(schedule, paid, pricer.on) if pricer.case.trainee.id else schedule
        late = sum((due.amount - due.paid for due in dues if due.overdue), ZERO)
        notes = tuple(_not_kept(pricer, terms))
        return Plan(dues, _basis(pricer, terms), beside=beside, overdue=Range.exactly(late), notes=notes)
    unknown = _unknown(pricer, terms)
    return Plan(
        basis=_basis(pricer, terms),
        outline=tuple(_outline(pricer, terms, amount.min)) if amount.certain and not unknown else (),
        missing_days=missing,
        why=_why(pricer, unknown, missing),
        beside=beside,
        overdue=_overdue_if(pricer, accounts, unknown) if pricer.case.trainee.id else NOTHING,
    )


def missing_days(pricer: Pricer) -> Iterator[str]:
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


def _basis(pricer: Pricer, terms: Terms) -> ScheduleBasis:
    facts = pricer.view.programme.facts
    days = tuple((facts[name].title, day) for name, day in _days_behind(pricer, terms) if day is not None)
    return ScheduleBasis(days, pricer.bases(terms, pricer.agreed_on), terms.source)


def _not_kept(pricer: Pricer, terms: Terms) -> Iterator[Message]:
    """The days of parts that lie after the last day to pay, and what holds instead."""
    registered, final = pricer.view.day(terms.registered), pricer.view.day(terms.final)
    parts = ([terms.deposit] if terms.deposit else []) + [part for part in terms.instalments if part.due]
    for part in parts if registered and final else ():
        day = pricer.view.day(part.due) if part.due else None
        if day and registered and final and registered > final and is_told(pricer.case, part.due):
            yield message("{title} on {day}: does not hold, since all is due at once", title=part.title, day=day)
        elif day and registered and final and registered <= final < day:
            text = "{title}: {day} lies after the last day to pay, {final}, which holds instead"
            yield message(text, title=part.title, day=day, final=final)


def _beside(pricer: Pricer, lines: Sequence[Line], terms: Terms) -> tuple[Text, ...]:
    """What is charged too and stands in no schedule."""
    charged = parted((line for line in lines if line.charge.id not in terms.charges), account_of)
    titles = account_titles(pricer.view.programme, charged)
    return tuple(titles[name] for name, found in charged.items() if with_vat(found).max > ZERO)


# --- without a schedule


def _unknown(pricer: Pricer, terms: Terms) -> tuple[str, ...]:
    """The facts that leave the sum, the deposit or a day open."""
    charges = tuple(charge for charge in pricer.tariff.charges if charge.id in terms.charges)
    behind = everything_behind(pricer.view, list(mentions((charges, terms))))
    return tuple(name for section, name in behind if section == "facts" and _is_open(pricer.view.fact(name)))


def _is_open(known: Bounds | date | None) -> bool:
    return isinstance(known, Bounds) and known.low != known.high


def _why(pricer: Pricer, unknown: Sequence[str], missing: Sequence[str]) -> Message | None:
    facts = pricer.view.programme.facts
    # Once the first are known the others are too, or only then is it known whether they are needed.
    first = [name for name in unknown if facts[name].implies not in unknown] or missing
    titles = tuple(facts[name].title for name in first)
    if titles:
        return message("no schedule yet, since this is not known: {titles}", titles=titles)
    return message("no schedule yet, since what is to be paid is not certain")


def _overdue_if(pricer: Pricer, accounts: Sequence[Account], unknown: Sequence[str]) -> Range:
    """From the least to the most that is overdue, however what is not known turns out to be."""
    facts = pricer.view.programme.facts
    names = [name for name in unknown if facts[name].type == "yes_no"]
    if not names or len(names) > FEW:
        return NOTHING
    found = []
    for answers in product((ZERO, Decimal(1)), repeat=len(names)):
        told = {**pricer.case.told, **dict(zip(names, answers, strict=True))}
        other = Pricer(pricer.case._replace(told=told), pricer.on, pricer.tariff)
        found.append(plan_of(other, lines_of(other), accounts).overdue)
    return Range(min(late.min for late in found), max(late.max for late in found))


def _outline(pricer: Pricer, terms: Terms, amount: Decimal) -> Iterator[Due]:
    """The parts of the schedule, with their days in words as far as they are not known."""
    deposit = deposit_of(pricer, terms, amount)
    if not deposit.certain:
        return
    if terms.deposit is not None:
        yield _outlined(pricer, terms.deposit.due, deposit.min, terms.deposit.title)
    parts = shares(amount - deposit.min, len(terms.instalments))
    for number, (part, instalment) in enumerate(zip(parts, terms.instalments, strict=True), start=1):
        day = instalment.due if instalment.due and _is_set(pricer, instalment.due) else None
        if part > ZERO:
            yield _outlined(pricer, day or (terms.final if number == len(parts) else None), part, instalment.title)


def _is_set(pricer: Pricer, day: Day) -> bool:
    """Whether an instalment has a day of its own: a fact that nobody told has none."""
    return not isinstance(day, Told) or is_told(pricer.case, day) is not None


def _outlined(pricer: Pricer, day: Day | None, amount: Decimal, what: Text) -> Due:
    if day is None:
        return Due(None, amount, what)
    known = pricer.view.day(day)
    return Due(known, amount, what, when=None if known else in_words(pricer, day))


def in_words(pricer: Pricer, day: Day) -> Message | Text | None:
    """A day that is not known yet, by what it will be counted from; None where there are no words for it."""
    match day:
        case Told(name):
            return pricer.view.programme.facts[name].title
        case NamedDay(name):
            return in_words(pricer, pricer.view.programme.days[name])
        case Shifted(amount, unit, sign, anchor):
            number, start = pricer.view.amount(amount), in_words(pricer, anchor)
            if number is None or number.low != number.high or start is None:
                return None
            length = _length(int(number.low), unit)
            if sign < 0:
                return message("{length} before {day}", length=length, day=start)
            return message("{length} after {day}", length=length, day=start)
        case _:
            return None


def _length(number: int, unit: str) -> Message:
    match unit:
        case "days":
            return plural("{count} day", "{count} days", number)
        case "weeks":
            return plural("{count} week", "{count} weeks", number)
        case "months":
            return plural("{count} month", "{count} months", number)
        case _:
            return plural("{count} year", "{count} years", number)

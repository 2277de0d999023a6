"""When it is paid: the schedule with what was paid of it, or what is known of it and what is lacking for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kio.evaluation.bindings import facts_behind
from kio.evaluation.told import contradicts, told_by
from kio.evaluation.view import Bounds
from kio.message import Message, Text, message
from kio.pricing.accounts import account_of, account_titles
from kio.pricing.lines import lines_of
from kio.pricing.money import ZERO, Range
from kio.pricing.outlining import day_in_words, outline_of
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Account, Due, Line, Plan, ScheduleBasis
from kio.pricing.schedule import schedule_of, settled_by
from kio.pricing.totals import parted, with_vat
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
    names = {account_of(line) for line in agreed}
    paid = sum((account.paid for account in accounts if account.id in names), ZERO)
    schedule = schedule_of(pricer, amount)
    if schedule:
        plan = Plan(schedule, _basis(pricer, terms), beside=beside, notes=tuple(_not_kept(pricer, terms)))
        if not pricer.is_accounted:
            return plan
        dues = settled_by(schedule, paid, pricer.on)
        late = sum((due.amount - due.paid for due in dues if due.overdue), ZERO)
        return plan._replace(schedule=dues, overdue=Range.exactly(late))
    unknown = _unknown(pricer, terms)
    outline = tuple(outline_of(pricer, terms, amount.min)) if amount.certain and not unknown else ()
    overdue = _overdue_if(pricer, accounts, unknown) if unknown else _overdue_so_far(outline, paid, pricer.on)
    return Plan(
        basis=_basis(pricer, terms),
        outline=outline,
        last_day=pricer.agreed.day(terms.final) or day_in_words(pricer, terms.final),
        missing_days=missing,
        why=_why(pricer, unknown, missing, certain=amount.certain),
        beside=beside,
        overdue=overdue if pricer.is_accounted else None,
    )


def missing_days(pricer: Pricer) -> Iterator[str]:
    """The facts without which there is no schedule."""
    if pricer.terms is not None and pricer.settled:
        days = (pricer.terms.registered, pricer.terms.begins, pricer.terms.final)
        yield from (name for name, day in _days_behind(pricer, days) if day is None)


def _days_behind(pricer: Pricer, rule: object) -> Iterator[tuple[str, date | None]]:
    """The facts behind a part of the rules that are days, each with its day where somebody knows it."""
    for name in facts_behind(pricer.agreed, mentions(rule)):
        if pricer.view.programme.facts[name].type == "date":
            day = pricer.agreed.fact(name)
            yield name, day if isinstance(day, date) else None


def _basis(pricer: Pricer, terms: Terms) -> ScheduleBasis:
    facts = pricer.view.programme.facts
    days = tuple((facts[name].title, day) for name, day in _days_behind(pricer, terms) if day is not None)
    return ScheduleBasis(days, pricer.bases(terms, pricer.agreed_on), terms.source)


def _not_kept(pricer: Pricer, terms: Terms) -> Iterator[Message]:
    """The days of parts that lie after the last day to pay, and what holds instead."""
    registered, final = pricer.agreed.day(terms.registered), pricer.agreed.day(terms.final)
    if registered is None or final is None:
        return
    for part in (*([terms.deposit] if terms.deposit else ()), *terms.instalments):
        day = pricer.agreed.day(part.due) if part.due else None
        if day is None:
            continue
        if registered > final and told_by(pricer.case, part.due):
            yield message("{title} on {day}: does not hold, since all is due at once", title=part.title, day=day)
        elif registered <= final < day:
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
    behind = facts_behind(pricer.agreed, mentions((charges, terms)))
    return tuple(name for name in behind if _is_open(pricer.agreed.fact(name)))


def _is_open(known: Bounds | date | None) -> bool:
    return isinstance(known, Bounds) and known.low != known.high


def _why(pricer: Pricer, unknown: Sequence[str], missing: Sequence[str], *, certain: bool) -> Message:
    facts = pricer.view.programme.facts
    # Once the first are known the others are too, or only then is it known whether they are needed.
    first = [name for name in unknown if facts[name].implies not in unknown] or missing
    if first:
        titles = tuple(facts[name].title for name in first)
        return message("no schedule yet, since this is not known: {titles}", titles=titles)
    if certain:
        return message("no schedule yet, since the registration or the last day to pay is not known")
    return message("no schedule yet, since what is to be paid is not certain")


def _overdue_so_far(outline: Sequence[Due], paid: Decimal, on: date) -> Range | None:
    """What is overdue by the days that are known, up to all that is not paid; None where nothing is for certain."""
    whole = sum((due.amount for due in outline), ZERO)
    due_by_now = sum((due.amount for due in outline if due.due is not None and due.due < on), ZERO)
    return Range(due_by_now - paid, whole - paid) if due_by_now > paid else None


def _overdue_if(pricer: Pricer, accounts: Sequence[Account], unknown: Sequence[str]) -> Range | None:
    """From the least to the most that is overdue, however what is not known turns out; None where it cannot be said.

    A fact that says yes or no is tried first, since others may follow from it.
    """
    facts, terms = pricer.view.programme.facts, pricer.terms
    name = next(iter(sorted(unknown, key=lambda name: facts[name].type != "yes_no")), None)
    known = pricer.agreed.fact(name) if name else None
    if name is None or terms is None or len(unknown) > FEW or not isinstance(known, Bounds) or known.high is None:
        return None
    charges = [charge for charge in pricer.tariff.charges if charge.id in terms.charges]
    found = []
    for answer in (known.low, known.high):
        told = {**pricer.case.told, name: answer}
        if not contradicts(pricer.view.programme, told):
            other = Pricer(pricer.case._replace(told=told), pricer.on, pricer.tariff, pricer.view)
            found.append(plan_of(other, lines_of(other, charges), accounts).overdue)
    late = [overdue for overdue in found if overdue is not None]
    if not late or len(late) < len(found):
        return None
    return Range(min(overdue.min for overdue in late), max(overdue.max for overdue in late))

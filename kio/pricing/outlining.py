"""What is known of a schedule while its days are not: the parts, with their days in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kio.evaluation.bindings import part_of
from kio.message import Message, Text, message, plural
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Due
from kio.pricing.schedule import Part, deposit_of, parts_of
from kio.programme.language import ByReading, Day, NamedDay, Shifted, Told
from kio.programme.tariff import Terms


def outline_of(pricer: Pricer, terms: Terms, amount: Decimal) -> Iterator[Due]:
    """The parts that a schedule will have; none while the deposit is not certain."""
    deposit = deposit_of(pricer, terms, amount)
    if deposit.certain:
        yield from (_outlined(pricer, terms, part) for part in parts_of(terms, amount, deposit.min))


def _outlined(pricer: Pricer, terms: Terms, part: Part) -> Due:
    day = part.day if part.day and not _is_agreed(pricer, part.day) else terms.final if part.is_last else None
    if day is None:
        return Due(None, part.amount, part.what)
    known = pricer.agreed.day(day)
    return Due(known, part.amount, part.what, when=None if known else day_in_words(pricer, day))


def _is_agreed(pricer: Pricer, day: Day) -> bool:
    """Whether a part is paid by agreement: its day is a fact that nobody told, and of which nothing else is taken."""
    fact = pricer.view.programme.facts[day.name] if isinstance(day, Told) else None
    return fact is not None and fact.day is None and pricer.agreed.day(day) is None


def day_in_words(pricer: Pricer, day: Day) -> Message | Text:
    """A day that is not known, by what it will be counted from."""
    return in_words(pricer, day) or message("a day that is not known yet")


def in_words(pricer: Pricer, day: Day) -> Message | Text | None:
    """A day that is not known yet, by what it will be counted from; None where there are no words for it."""
    match day:
        case Told(name):
            return pricer.view.programme.facts[name].title
        case NamedDay(name):
            return in_words(pricer, pricer.view.programme.days[name])
        case ByReading():
            return in_words(pricer, part_of(pricer.agreed, day))
        case Shifted(amount, unit, sign, anchor):
            number, start = pricer.agreed.amount(amount), in_words(pricer, anchor)
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

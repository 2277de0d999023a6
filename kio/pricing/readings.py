"""Which questions of the sources a quote depends on, with the reading that was used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kio.evaluation.bindings import readings_behind
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Line, State, UnitPrice
from kio.programme.mentions import mentions
from kio.programme.model import Question, Reading
from kio.programme.tariff import Charge

Used = tuple[Question, Reading]


def readings_of(
    pricer: Pricer, lines: Sequence[Line], units: Sequence[UnitPrice], *, scheduled: bool
) -> tuple[Used, ...]:
    """Each question once for each reading: a price of another day may rest on another one."""
    found = [*_behind_lines(pricer, lines), *_behind_units(pricer, units), *_behind_nothing(pricer, lines)]
    if scheduled:
        found += readings_behind(pricer.agreed, pricer.agreed_on, mentions(pricer.terms))
    return tuple({(question.id, reading.id): (question, reading) for question, reading in found}.values())


def _behind_lines(pricer: Pricer, lines: Sequence[Line]) -> Iterator[Used]:
    for line in lines:
        charge = line.charge
        yield from _of_price(pricer, charge, line.listed_on)
        for day in dict.fromkeys(item.day for item in line.delivered) or (pricer.on,):
            yield from readings_behind(pricer.at(day), day, mentions((charge.payee_by, charge.fixed_by)))
        how_much = charge.done if line.state is State.DONE else (charge.quantity, charge.when)
        yield from readings_behind(pricer.view, pricer.agreed_on, mentions(how_much))


def _behind_units(pricer: Pricer, units: Sequence[UnitPrice]) -> Iterator[Used]:
    for unit in units:
        charge = unit.charge
        yield from _of_price(pricer, charge, pricer.listed_on(charge, pricer.on))
        yield from readings_behind(pricer.view, pricer.on, mentions((charge.payee_by, charge.fixed_by)))


def _of_price(pricer: Pricer, charge: Charge, day: date) -> Iterator[Used]:
    yield from readings_behind(pricer.at(day), day, mentions((charge.price, charge.vat)))


def _behind_nothing(pricer: Pricer, lines: Sequence[Line]) -> Iterator[Used]:
    """For a charge that comes to nothing: a question by which a known fact would have changed it, read otherwise."""
    shown = {line.charge.id for line in lines}
    for charge in pricer.tariff.charges:
        if charge.id not in shown and pricer.asked(charge) is not Truth.NO:
            for question, reading in _of_price(pricer, charge, pricer.listed_on(charge, pricer.on)):
                values = tuple(other.value for other in question.readings.values())
                if any(_counts(pricer, name) for section, name in mentions(values) if section == "facts"):
                    yield question, reading


def _counts(pricer: Pricer, name: str) -> bool:
    known = pricer.view.fact(name)
    return isinstance(known, Bounds) and known.high != Decimal(0)

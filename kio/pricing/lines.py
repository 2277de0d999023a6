"""The lines of a quote: what was delivered at the price of its day, and what is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kio.evaluation.measures import Share, tally
from kio.evaluation.truth import Truth
from kio.message import Message, message
from kio.pricing.money import NOTHING, ZERO, Range, added, in_cents
from kio.pricing.pricer import Pricer, bounded
from kio.pricing.quote import Line, State
from kio.programme.tariff import Charge


class Delivered(NamedTuple):
    """What a charge's entries add up to on a day; None where its amount is not recorded."""

    day: date
    quantity: Range | None


def lines_of(pricer: Pricer) -> tuple[Line, ...]:
    """All lines, in the order of the charges; what comes to nothing is left out."""
    found = (line for charge in pricer.tariff.charges for line in _of_charge(pricer, charge))
    return tuple(line for line in found if NOTHING not in (line.quantity, line.unit_price))


def _of_charge(pricer: Pricer, charge: Charge) -> Iterator[Line]:
    """What was delivered, on whatever track; and what is still to come, where it is asked."""
    known = [item for item in delivered(pricer, charge) if item.quantity is not None]
    groups: dict[object, list[Delivered]] = {}
    for item in known:
        day = pricer.listed_on(charge, item.day)
        groups.setdefault((pricer.price(charge, day), pricer.vat(charge, day)[1]), []).append(item)
    for items in groups.values():
        quantity = added(item.quantity for item in items if item.quantity is not None)
        yield _line(pricer, charge, State.DONE, quantity, pricer.listed_on(charge, items[0].day))
    asked = pricer.asked(charge)
    if asked is not Truth.NO and (charge.done is None or not pricer.finished):
        day = pricer.listed_on(charge, pricer.on)
        quantity = bounded(pricer.view.amount(charge.quantity), charge.title, day)
        least = quantity.min if asked is Truth.YES else ZERO
        yield _line(pricer, charge, State.TO_COME, Range(least, quantity.max), day)


def _line(pricer: Pricer, charge: Charge, state: State, quantity: Range, day: date) -> Line:
    price = pricer.price(charge, day)
    vat, rate = pricer.vat(charge, day)
    amount = in_cents(quantity.times(price))
    return Line(charge, state, quantity, price, amount, vat, rate, day, pricer.bases(charge.price, day))


def delivered(pricer: Pricer, charge: Charge) -> list[Delivered]:
    """What the record shows as delivered, entry by entry."""
    if charge.done is None:
        return []
    counted = tally(pricer.view, charge.done, pricer.view.select(charge.done.selection))
    return [
        Delivered(share.item.entry.date, _quantity(share))
        for share in counted.shares
        if share.item.truth is not Truth.NO
    ]


def _quantity(share: Share) -> Range | None:
    most = share.most if share.counts is None else share.counts
    if most is None:
        return None
    certain = share.counts is not None and share.item.truth is Truth.YES
    return Range(most if certain else ZERO, most)


def unpriced(pricer: Pricer) -> Iterator[Message]:
    """What was delivered and cannot be priced, since nobody recorded how much it was."""
    for charge in pricer.tariff.charges:
        days = [item.day for item in delivered(pricer, charge) if item.quantity is None]
        if days:
            text = "{title} of {days}: how much it was is not recorded"
            yield message(text, title=charge.title, days=tuple(days))

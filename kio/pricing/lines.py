"""The lines of a quote: what was delivered at the price of its day, and what is still to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kio.evaluation.bindings import facts_behind
from kio.evaluation.measures import Share, tally
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds
from kio.message import Message, Text, message
from kio.pricing.money import NOTHING, ZERO, Range, added, in_cents
from kio.pricing.pricer import Pricer, bounded
from kio.pricing.quote import Behind, Delivered, Line, State
from kio.programme.mentions import mentions
from kio.programme.tariff import Charge, Fact


class Shown(NamedTuple):
    """What an entry shows as delivered on a day; None where its amount is not recorded."""

    day: date
    quantity: Range | None


def lines_of(pricer: Pricer, charges: Iterable[Charge] | None = None) -> tuple[Line, ...]:
    """All lines, or those of some charges, in their order; what comes to nothing is left out.

    Of somebody who stopped only what was delivered is charged: what else has to be paid nobody can say.
    """
    asked = pricer.tariff.charges if charges is None else charges
    found = (line for charge in asked for line in _of_charge(pricer, charge))
    return tuple(line for line in found if NOTHING not in (line.quantity, line.unit_price))


def _of_charge(pricer: Pricer, charge: Charge) -> Iterator[Line]:
    """What was delivered, on whatever track; and what is still to come, where it is asked."""
    known = [Delivered(item.day, item.quantity) for item in shown(pricer, charge) if item.quantity is not None]
    groups: dict[object, list[Delivered]] = {}
    for item in known:
        day, then = pricer.listed_on(charge, item.day), pricer.in_force(charge, item.day)
        vat, rate = pricer.vat(charge, day)
        same = pricer.price(charge, day), vat.code, rate, pricer.bases(charge.price, day), then.payee, then.fixed
        groups.setdefault(same, []).append(item)
    for items in groups.values():
        quantity, first = added(item.quantity for item in items), items[0].day
        line = _line(pricer, pricer.in_force(charge, first), State.DONE, quantity, pricer.listed_on(charge, first))
        yield line._replace(delivered=tuple(items))
    if pricer.settled and (charge.done is None or not pricer.finished):
        yield from to_come(pricer, charge)


def to_come(pricer: Pricer, charge: Charge) -> Iterator[Line]:
    """The line of what is still to come of a charge, or of what is charged as a whole."""
    asked = pricer.asked(charge)
    if asked is not Truth.NO:
        day, charge = pricer.listed_on(charge, pricer.on), pricer.in_force(charge, pricer.on)
        quantity = bounded(pricer.view.amount(charge.quantity), charge.title, pricer.agreed_on)
        # More was delivered than was asked: then nothing is still to come, which is no credit.
        least, most = max(ZERO, quantity.min), max(ZERO, quantity.max)
        state = State.WHOLE if charge.done is None else State.TO_COME
        yield _line(pricer, charge, state, Range(least if asked is Truth.YES else ZERO, most), day)


def _line(pricer: Pricer, charge: Charge, state: State, quantity: Range, day: date) -> Line:
    price = pricer.price(charge, day)
    vat, rate = pricer.vat(charge, day)
    return Line(
        charge,
        state,
        quantity,
        price,
        in_cents(quantity.times(price)),
        vat,
        rate,
        day,
        pricer.bases(charge.price, day),
        Behind(
            () if state is State.DONE else _known(pricer, charge),
            () if state is State.DONE else pricer.bases(charge.quantity),
            pricer.bases(vat.rate, day) if vat.rate else (),
        ),
    )


def _known(pricer: Pricer, charge: Charge) -> tuple[tuple[Text, object], ...]:
    """The facts behind quantity and price, with what is known of them; what is nothing says nothing."""
    facts = pricer.view.programme.facts
    names = facts_behind(pricer.view, mentions((charge.quantity, charge.price)))
    known = ((facts[name], pricer.view.fact(name)) for name in names)
    return tuple((fact.title, _said(pricer, fact, found)) for fact, found in known if _is_worth(found))


def _is_worth(found: Bounds | date | None) -> bool:
    return isinstance(found, Bounds) and found.high != ZERO


def _said(pricer: Pricer, fact: Fact, found: object) -> object:
    if not isinstance(found, Bounds) or found.high is None:
        return message("not known")
    if fact.type == "yes_no":  # what is certainly no is not shown
        return True if found.low == found.high else message("not known")
    low, high = (fact.shown(end, pricer.tariff.currency) for end in (found.low, found.high))
    return low if found.low == found.high else message("{low} to {high}", low=low, high=high)


def shown(pricer: Pricer, charge: Charge) -> list[Shown]:
    """What the record shows as delivered, entry by entry."""
    if charge.done is None:
        return []
    counted = tally(pricer.view, charge.done, pricer.view.select(charge.done.selection))
    shares = [share for share in counted.shares if share.item.truth is not Truth.NO]
    if charge.done.kind == "distinct":
        shares = _first_of_each(pricer, charge.done.field or "date", shares)
    return [Shown(share.item.entry.date, _quantity(share)) for share in shares]


def _first_of_each(pricer: Pricer, field: str, shares: Sequence[Share]) -> list[Share]:
    """Of entries with the same value the first that counts for certain, else the first."""
    found: dict[object, Share] = {}
    for share in sorted(shares, key=lambda share: share.item.truth is not Truth.YES):
        given = pricer.view.value(share.item.entry, field).given
        found.setdefault(id(share) if given is None else given, share)
    return sorted(found.values(), key=lambda share: share.item.entry.date)


def _quantity(share: Share) -> Range | None:
    most = share.most if share.counts is None else share.counts
    if most is None:
        return None
    certain = share.counts is not None and share.item.truth is Truth.YES
    return Range(most if certain else ZERO, most)


def unpriced(pricer: Pricer) -> dict[str, tuple[date, ...]]:
    """By the id of its charge: the days of what was delivered and cannot be priced, since nobody recorded how much."""
    found = {
        charge.id: tuple(item.day for item in shown(pricer, charge) if item.quantity is None)
        for charge in pricer.tariff.charges
    }
    return {name: days for name, days in found.items() if days}


def unpriced_texts(pricer: Pricer) -> Iterator[Message]:
    """What was delivered and cannot be priced, in words."""
    titles = {charge.id: charge.title for charge in pricer.tariff.charges}
    for name, days in unpriced(pricer).items():
        yield message("{title} of {days}: how much it was is not recorded", title=titles[name], days=days)

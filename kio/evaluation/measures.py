"""Measuring judged entries: counted, summed, told apart, spanned; weighted and capped; always as bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kio.evaluation.amounts import number_of
from kio.evaluation.calendar import whole_units
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds, Judged, View
from kio.models.record import Entry
from kio.programme.measure import Measure, Weight

ZERO, ONE = Decimal(0), Decimal(1)


class Share(NamedTuple):
    """What one entry contributes; None where its value is not recorded, and then `most` where that is limited."""

    item: Judged
    counts: Decimal | None
    most: Decimal | None = None


class Tally(NamedTuple):
    """A measured selection: the bounds, each entry's share, and what caps cut from the certain part."""

    have: Bounds
    shares: tuple[Share, ...]
    cut: Decimal = ZERO


def measured(view: View, measure: Measure, judged: Sequence[Judged]) -> Bounds:
    """What entries that are already judged come to."""
    if is_plain(measure):
        return Bounds.counted([item.truth for item in judged])
    return tally(view, measure, judged).have


def tally(view: View, measure: Measure, judged: Sequence[Judged]) -> Tally:
    """What entries that are already judged come to, with what each of them contributes."""
    if is_plain(measure):
        return Tally(measured(view, measure, judged), tuple([Share(item, ONE) for item in judged]))
    shares = [_shared(view, measure, item) for item in judged]
    # What is uncertain and takes something off, as a refund, may be true in the worst case and false in the best.
    certain = [s for s in shares if s.item.truth is Truth.YES or (s.item.truth is Truth.UNKNOWN and _takes_off(s))]
    possible = [s for s in shares if s.item.truth is Truth.YES or (s.item.truth is Truth.UNKNOWN and not _takes_off(s))]
    low, cut = _total(view, measure, certain, Truth.UNKNOWN)
    if certain == possible and not measure.caps and all(share.counts is not None for share in certain):
        return Tally(Bounds(low, low), tuple(shares), cut)
    high, _ = _total(view, measure, [share._replace(counts=_at_most(share)) for share in possible], Truth.YES)
    unbounded = any(_at_most(share) is None for share in possible)
    return Tally(Bounds(low, None if unbounded else max(low, high)), tuple(shares), cut)


def is_plain(measure: Measure) -> bool:
    """Whether every entry counts once, whatever it says."""
    return measure.kind == "count" and not (measure.weights or measure.caps or measure.each_at_most)


def _shared(view: View, measure: Measure, item: Judged) -> Share:
    counts = _share(view, measure, item.entry)
    if counts is not None or measure.each_at_most is None:
        return Share(item, counts)
    # How long it was is not recorded, but no more than this enters the sum.
    most, weight = view.amount(measure.each_at_most), _weight(view, measure.weights, item.entry)
    return Share(item, None, most.low * weight if most and weight is not None else None)


def _at_most(share: Share) -> Decimal | None:
    return share.most if share.counts is None else share.counts


def _takes_off(share: Share) -> bool:
    return share.counts is not None and share.counts < ZERO


def _total(view: View, measure: Measure, shares: list[Share], unclear: Truth) -> tuple[Decimal, Decimal]:
    match measure.kind:
        case "distinct":
            return Decimal(len(_values(view, measure, shares))), ZERO
        case "span":
            return _span(measure, [share.item.entry.date for share in shares]), ZERO
        case _:
            return _capped(view, measure, shares, unclear)


def _values(view: View, measure: Measure, shares: list[Share]) -> set[object]:
    return {one for share in shares for one in view.value(share.item.entry, measure.field or "date").each()}


def _span(measure: Measure, days: list[date]) -> Decimal:
    return Decimal(whole_units(min(days), max(days), measure.unit or "days")) if days else ZERO


def _capped(view: View, measure: Measure, shares: list[Share], unclear: Truth) -> tuple[Decimal, Decimal]:
    # For what is certain an entry that may fall under a cap does; for what is possible it does not. What one cap has
    # cut of an entry, newest first, no other cap cuts again.
    left = [share.counts or ZERO for share in shares]
    if not measure.caps:
        return sum(left, ZERO), ZERO
    for cap in measure.caps:
        most = view.amount(cap.at_most)
        answers = [view.judge(cap.where, share.item.entry).truth for share in shares]
        inside = [index for index, answer in enumerate(answers) if answer in (Truth.YES, unclear)]
        excess = sum((left[index] for index in inside), ZERO) - most.low if most else ZERO
        for index in reversed(inside):
            cut = min(left[index], max(excess, ZERO))
            left[index] -= cut
            excess -= cut
    total = sum(left, ZERO)
    return total, sum((share.counts or ZERO for share in shares), ZERO) - total


def _share(view: View, measure: Measure, entry: Entry) -> Decimal | None:
    if measure.kind in ("distinct", "span"):
        return ONE
    base = number_of(view.value(entry, measure.field).given) if measure.field else ONE
    most = view.amount(measure.each_at_most) if measure.each_at_most else None
    if base is not None and most is not None:
        base = min(base, most.low)
    weight = _weight(view, measure.weights, entry)
    return None if base is None or weight is None else base * weight


def _weight(view: View, weights: Iterable[Weight], entry: Entry) -> Decimal | None:
    """The first weight that applies; None, an amount that nobody can tell, where one before it may apply."""
    for weight in weights:
        applies = view.judge(weight.where, entry).truth if weight.where is not None else Truth.YES
        if applies is Truth.UNKNOWN:
            return None
        if applies is Truth.YES:
            return _counts(view, weight, entry)
    return ONE


def _counts(view: View, weight: Weight, entry: Entry) -> Decimal | None:
    if weight.field is None:
        bounds = view.amount(weight.counts) if weight.counts else None
        return bounds.low if bounds else None
    given = view.value(entry, weight.field).given
    if weight.table is not None:
        return weight.table.get(str(given))
    return number_of(given)

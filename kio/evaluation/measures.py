"""Measuring judged entries: counted, summed, told apart, spanned; weighted and capped; always as bounds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kio.evaluation.amounts import number_of
from kio.evaluation.calendar import whole_units
from kio.evaluation.truth import NO, UNKNOWN, YES, Truth
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
    if measure.kind not in ("distinct", "span"):
        return _weighed(view, measure, judged).have
    certain = [item.entry for item in judged if item.truth is YES]
    possible = [item.entry for item in judged if item.truth is not NO]
    low = _extent(view, measure, certain)
    return Bounds(low, low if len(possible) == len(certain) else max(low, _extent(view, measure, possible)))


def tally(view: View, measure: Measure, judged: Sequence[Judged]) -> Tally:
    """What entries that are already judged come to, with what each of them contributes."""
    if is_plain(measure) or measure.kind in ("distinct", "span"):
        return Tally(measured(view, measure, judged), tuple([Share(item, ONE) for item in judged]))
    return _weighed(view, measure, judged)


def is_plain(measure: Measure) -> bool:
    """Whether every entry counts once, whatever it says."""
    return measure.kind == "count" and not (measure.weights or measure.caps or measure.each_at_most)


def _extent(view: View, measure: Measure, entries: Sequence[Entry]) -> Decimal:
    """How many values there are in entries, or how far apart they lie."""
    if measure.kind == "span":
        days = [entry.date for entry in entries]
        return Decimal(whole_units(min(days), max(days), measure.unit or "days")) if days else ZERO
    return Decimal(len({one for entry in entries for one in view.each(entry, measure.field or "date")}))


def _weighed(view: View, measure: Measure, judged: Sequence[Judged]) -> Tally:
    weights = _weights(view, measure.weights, [item.entry for item in judged])
    shares = [_shared(view, measure, item, weight) for item, weight in zip(judged, weights, strict=True)]
    # What is uncertain and takes something off, as a refund, may be true in the worst case and false in the best.
    certain = [s for s in shares if s.item.truth is YES or (s.item.truth is UNKNOWN and _takes_off(s))]
    possible = [s for s in shares if s.item.truth is YES or (s.item.truth is UNKNOWN and not _takes_off(s))]
    low, cut = _capped(view, measure, certain, UNKNOWN)
    if certain == possible and not measure.caps and all(share.counts is not None for share in certain):
        return Tally(Bounds(low, low), tuple(shares), cut)
    high, _ = _capped(view, measure, [share._replace(counts=_at_most(share)) for share in possible], YES)
    unbounded = any(_at_most(share) is None for share in possible)
    return Tally(Bounds(low, None if unbounded else max(low, high)), tuple(shares), cut)


def _shared(view: View, measure: Measure, item: Judged, weight: Decimal | None) -> Share:
    base = number_of(view.value(item.entry, measure.field).given) if measure.field else ONE
    most = view.amount(measure.each_at_most) if measure.each_at_most is not None else None
    if base is not None and weight is not None:
        return Share(item, (base if most is None else min(base, most.low)) * weight)
    # How long it was is not recorded, but no more than this enters the sum.
    return Share(item, None, None if most is None or weight is None else most.low * weight)


def _at_most(share: Share) -> Decimal | None:
    return share.most if share.counts is None else share.counts


def _takes_off(share: Share) -> bool:
    return share.counts is not None and share.counts < ZERO


def _capped(view: View, measure: Measure, shares: list[Share], unclear: Truth) -> tuple[Decimal, Decimal]:
    # For what is certain an entry that may fall under a cap does; for what is possible it does not. What one cap has
    # cut of an entry, newest first, no other cap cuts again.
    left = [share.counts or ZERO for share in shares]
    if not measure.caps:
        return sum(left, ZERO), ZERO
    for cap in measure.caps:
        most = view.amount(cap.at_most)
        answers = [view.judge(cap.where, share.item.entry).truth for share in shares]
        inside = [index for index, answer in enumerate(answers) if answer in (YES, unclear)]
        excess = sum((left[index] for index in inside), ZERO) - most.low if most else ZERO
        for index in reversed(inside):
            cut = min(left[index], max(excess, ZERO))
            left[index] -= cut
            excess -= cut
    total = sum(left, ZERO)
    return total, sum((share.counts or ZERO for share in shares), ZERO) - total


def _weights(view: View, weights: Sequence[Weight], entries: Sequence[Entry]) -> list[Decimal | None]:
    """By the first weight that applies; None, an amount that nobody can tell, where one before it may apply."""
    found: list[Decimal | None] = [ONE] * len(entries)
    left = list(range(len(entries)))
    for weight in weights:
        judged = view.judge_each(weight.where, [entries[place] for place in left]) if weight.where is not None else None
        answers = [item.truth for item in judged] if judged is not None else [YES] * len(left)
        for place, answer in zip(left, answers, strict=True):
            if answer is not NO:
                found[place] = _counts(view, weight, entries[place]) if answer is YES else None
        left = [place for place, answer in zip(left, answers, strict=True) if answer is NO]
    return found


def _counts(view: View, weight: Weight, entry: Entry) -> Decimal | None:
    if weight.field is None:
        bounds = view.amount(weight.counts) if weight.counts else None
        return bounds.low if bounds else None
    given = view.value(entry, weight.field).given
    if weight.table is not None:
        return weight.table.get(str(given))
    return number_of(given)

"""Judging enough of a measure: how much counts, what does not and why, and since when it is enough."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from math import ceil
from operator import itemgetter

from kio.evaluation.amounts import at_least
from kio.evaluation.bindings import part_of
from kio.evaluation.finding import NO_NUMBER, RECORDED, Finding, Grounds, never, together
from kio.evaluation.measures import Tally, is_plain, measured, tally
from kio.evaluation.result import Evidence, NotCounted, Status
from kio.evaluation.truth import UNKNOWN, YES, Truth, all_of
from kio.evaluation.view import Bounds, Judged, View
from kio.message import Message, Text, message, plural
from kio.models.record import Entry
from kio.programme.requirement import Enough, Remark

ZERO, ONE = Decimal(0), Decimal(1)
UNCLEAR = message("it is not clear whether it counts")
NOTHING_YET = message("nothing recorded yet")


def find_enough(view: View, kind: Enough, judged: Sequence[Judged], remarks: tuple[Remark, ...]) -> Finding:
    """How a measure of judged entries compares with its bounds."""
    have = measured(view, kind.measure, judged)
    need, most = view.limits(kind)
    answer, shown = _within(kind, have, need, most), need or most
    return Finding(
        answer,
        partial(_grounds, kind, judged, remarks),
        have.low,
        shown.low if shown else None,
        met_on=partial(_reached_on, kind, judged) if answer is YES else never,
        # Nothing that is still to come takes away what there is too much of, unless another entry is then picked.
        status=Status.FAILED if _is_too_many(have, most) and kind.measure.selection.pick is None else None,
    )


def _is_too_many(have: Bounds, most: Bounds | None) -> bool:
    return most is not None and most.high is not None and have.low > most.high


def _grounds(kind: Enough, judged: Sequence[Judged], remarks: tuple[Remark, ...], view: View) -> Grounds:
    counted = tally(view, kind.measure, judged)
    need, most = view.limits(kind)
    if most is not None and _is_too_many(counted.have, most):
        reason = message("there are {have}, at most {most} may be", have=counted.have.low, most=most.low)
    else:
        reason = _reason(counted, _within(kind, counted.have, need, most), need or most)
    return Grounds(_said_of(counted, reason), _evidence(view, counted, remarks), _not_counted(counted))


def is_enough(view: View, kind: Enough) -> Truth:
    """Whether a measure of its selection is within its bounds, for those who need not know why."""
    return _within(kind, view.measure(kind.measure), *view.limits(kind))


def _within(kind: Enough, have: Bounds, need: Bounds | None, most: Bounds | None) -> Truth:
    lower = YES if kind.at_least is None else UNKNOWN if need is None else at_least(have, need)
    if kind.at_most is None:
        return lower
    return all_of((lower, UNKNOWN if most is None else at_least(most, have)))


def _evidence(view: View, counted: Tally, remarks: tuple[Remark, ...]) -> tuple[Evidence, ...]:
    counting = [share for share in counted.shares if share.item.truth is YES]
    if not remarks:
        return tuple([Evidence(share.item.entry, share.counts or ZERO) for share in counting])
    return tuple(
        Evidence(share.item.entry, share.counts or ZERO, _said(view, share.item.entry, remarks)) for share in counting
    )


def _said(view: View, entry: Entry, remarks: tuple[Remark, ...]) -> tuple[Text | Message, ...]:
    said: list[Text | Message] = []
    for remark in remarks:
        if view.judge(remark.where, entry).truth is YES:
            given = view.value(entry, remark.show).given if remark.show else None
            said.append(remark.say if given is None else message("{text}: {value}", text=remark.say, value=given))
    return tuple(said)


def _not_counted(counted: Tally) -> tuple[NotCounted, ...]:
    return tuple(
        NotCounted(share.item.entry, together(share.item.whys) or UNCLEAR, share.item.truth is UNKNOWN)
        for share in counted.shares
        if share.item.truth is not YES
    )


def _said_of(counted: Tally, reason: Message) -> Message:
    """The reason, with what caps took off."""
    if counted.cut == ZERO:
        return reason
    cut = message("{cut} of it is above what may count", cut=counted.cut)
    return message("{first}; {second}", first=reason, second=cut)


def _reason(counted: Tally, answer: Truth, need: Bounds | None) -> Message:
    if answer is YES:
        return RECORDED
    if need is None:
        return NO_NUMBER
    if answer is UNKNOWN:
        return _to_be_judged(counted)
    lacking = [share.item for share in counted.shares if share.item.truth is not YES]
    if counted.have.low == ZERO and not lacking:
        return NOTHING_YET
    if need.low == ONE and (what := _each(lacking)):
        return what
    missing = need.low - counted.have.low
    return plural("{count} more is needed", "{count} more are needed", missing)


def _each(items: Sequence[Judged]) -> Message | None:
    """Why these do not count, or not for certain; with their days where there are several reasons."""
    said = [(why, item.entry.date) for item in items if (why := together(item.whys)) is not None]
    if len(said) == 1:
        return said[0][0]
    reasons: dict[str, tuple[Message, list[date]]] = {}
    for why, day in said:
        reasons.setdefault(repr(why), (why, []))[1].append(day)
    if len(reasons) == 1:
        return said[0][0]
    dated = (message("{days}: {why}", days=tuple(days), why=why) for why, days in reasons.values())
    return together(list(dated))


def _to_be_judged(counted: Tally) -> Message:
    uncertain = [share.item for share in counted.shares if share.item.truth is UNKNOWN]
    valueless = [share for share in counted.shares if share.counts is None and share.item.truth is YES]
    parts = [plural("{count} to be judged", "{count} to be judged", len(uncertain) + len(valueless))]
    if valueless:
        parts.append(message("how much it counts is not recorded"))
    said = _each(uncertain)
    return together([*parts, said] if said else parts) or parts[0]


def _reached_on(kind: Enough, judged: Sequence[Judged], view: View) -> date | None:
    """The day on which the bound was first reached, by the entries that count."""
    measure, (need, _) = kind.measure, view.limits(kind)
    fields = view.memo.dates_of(measure.selection, view.track(), view.supposed, partial(part_of, view))
    sure = [item for item in judged if item.truth is YES]
    certain = sorted([(_effective(view, item.entry, fields), item) for item in sure], key=itemgetter(0))
    days = [day for day, _ in certain]
    if need is None:
        return days[0] if days else None
    if is_plain(measure) and need.high is not None:  # so many days, so many that count
        first = max(ceil(need.high), 1) - 1
        return days[first] if first < len(days) else None

    def reaches(day: date) -> bool:
        reached = [item for effective, item in certain if effective <= day]
        return at_least(measured(view, measure, reached), need) is YES

    # What counts only grows from day to day, so the first day can be found by halving.
    first = bisect_left(days, True, key=reaches)
    return days[first] if first < len(days) else None


def _effective(view: View, entry: Entry, fields: Sequence[str]) -> date:
    if not fields:
        return entry.date
    days = (view.value(entry, field).given for field in fields)
    return max([entry.date, *(day for day in days if isinstance(day, date))])

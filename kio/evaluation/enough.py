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
from kio.evaluation.finding import NO_NUMBER, RECORDED, Finding, together
from kio.evaluation.measures import Tally, is_plain, tally, totalled
from kio.evaluation.result import Evidence, NotCounted, Status
from kio.evaluation.selections import planned_entries
from kio.evaluation.truth import Truth, all_of
from kio.evaluation.view import Bounds, Judged, View
from kio.message import Message, Text, message, plural
from kio.models.record import Entry
from kio.programme.requirement import Enough, Remark

ZERO, ONE = Decimal(0), Decimal(1)
UNCLEAR = message("it is not clear whether it counts")
NOTHING_YET = message("nothing recorded yet")


def find_enough(view: View, kind: Enough, judged: Sequence[Judged], remarks: tuple[Remark, ...]) -> Finding:
    """How a measure of judged entries compares with its bounds."""
    counted = tally(view, kind.measure, judged)
    need = view.amount(kind.at_least) if kind.at_least else None
    most = view.amount(kind.at_most) if kind.at_most else None
    answer = _within(kind, counted.have, need, most)
    planned = planned_entries(view, kind.measure.selection)
    shown = need or most
    too_many = most is not None and most.high is not None and counted.have.low > most.high
    return Finding(
        answer,
        _said_of(counted, _too_many(counted, most) if too_many else _reason(counted, answer, shown)),
        counted.have.low,
        shown.low if shown else None,
        _evidence(view, counted, remarks),
        _not_counted(counted),
        planned,
        met_on=_reached_on(view, kind, counted, need) if answer is Truth.YES else None,
        # Nothing that is still to come takes away what there is too much of, unless another entry is then picked.
        status=Status.FAILED if too_many and kind.measure.selection.pick is None else None,
    )


def is_enough(view: View, kind: Enough) -> Truth:
    """Whether a measure of its selection is within its bounds, for those who need not know why."""
    have = view.measure(kind.measure)
    need = view.amount(kind.at_least) if kind.at_least else None
    most = view.amount(kind.at_most) if kind.at_most else None
    return _within(kind, have, need, most)


def _within(kind: Enough, have: Bounds, need: Bounds | None, most: Bounds | None) -> Truth:
    lower = Truth.YES if kind.at_least is None else Truth.UNKNOWN if need is None else at_least(have, need)
    if kind.at_most is None:
        return lower
    return all_of((lower, Truth.UNKNOWN if most is None else at_least(most, have)))


def _evidence(view: View, counted: Tally, remarks: tuple[Remark, ...]) -> tuple[Evidence, ...]:
    counting = [share for share in counted.shares if share.item.truth is Truth.YES]
    if not remarks:
        return tuple([Evidence(share.item.entry, share.counts or ZERO) for share in counting])
    return tuple(
        Evidence(share.item.entry, share.counts or ZERO, _said(view, share.item.entry, remarks)) for share in counting
    )


def _said(view: View, entry: Entry, remarks: tuple[Remark, ...]) -> tuple[Text | Message, ...]:
    said: list[Text | Message] = []
    for remark in remarks:
        if view.judge(remark.where, entry).truth is Truth.YES:
            given = view.value(entry, remark.show).given if remark.show else None
            said.append(remark.say if given is None else message("{text}: {value}", text=remark.say, value=given))
    return tuple(said)


def _not_counted(counted: Tally) -> tuple[NotCounted, ...]:
    return tuple(
        NotCounted(share.item.entry, together(share.item.whys) or UNCLEAR, share.item.truth is Truth.UNKNOWN)
        for share in counted.shares
        if share.item.truth is not Truth.YES
    )


def _too_many(counted: Tally, most: Bounds | None) -> Message:
    return message("there are {have}, at most {most} may be", have=counted.have.low, most=most.low if most else ZERO)


def _said_of(counted: Tally, reason: Message) -> Message:
    """The reason, with what caps took off."""
    if counted.cut == ZERO:
        return reason
    cut = message("{cut} of it is above what may count", cut=counted.cut)
    return message("{first}; {second}", first=reason, second=cut)


def _reason(counted: Tally, answer: Truth, need: Bounds | None) -> Message:
    if answer is Truth.YES:
        return RECORDED
    if need is None:
        return NO_NUMBER
    if answer is Truth.UNKNOWN:
        return _to_be_judged(counted)
    lacking = [share.item for share in counted.shares if share.item.truth is not Truth.YES]
    if counted.have.low == ZERO and not lacking:
        return NOTHING_YET
    if need.low == ONE and (what := _each(lacking)):
        return what
    missing = need.low - counted.have.low
    return plural("{count} more is needed", "{count} more are needed", missing)


def _each(items: Sequence[Judged]) -> Message | None:
    """Why these do not count, or not for certain; with their days where there are several reasons."""
    reasons: dict[str, tuple[Message, list[date]]] = {}
    for item in items:
        why = together(item.whys)
        if why is not None:
            reasons.setdefault(repr(why), (why, []))[1].append(item.entry.date)
    if len(reasons) == 1:
        return next(iter(reasons.values()))[0]
    dated = (message("{days}: {why}", days=tuple(days), why=why) for why, days in reasons.values())
    return together(list(dated))


def _to_be_judged(counted: Tally) -> Message:
    uncertain = [share.item for share in counted.shares if share.item.truth is Truth.UNKNOWN]
    valueless = [share for share in counted.shares if share.counts is None and share.item.truth is Truth.YES]
    parts = [plural("{count} to be judged", "{count} to be judged", len(uncertain) + len(valueless))]
    if valueless:
        parts.append(message("how much it counts is not recorded"))
    said = _each(uncertain)
    return together([*parts, said] if said else parts) or parts[0]


def _reached_on(view: View, kind: Enough, counted: Tally, need: Bounds | None) -> date | None:
    """The day on which the bound was first reached, by the entries that count."""
    fields = view.memo.dates_of(kind.measure.selection, view.track(), view.supposed, partial(part_of, view))
    sure = [share for share in counted.shares if share.item.truth is Truth.YES]
    certain = sorted(((_effective(view, share.item.entry, fields), share) for share in sure), key=itemgetter(0))
    days = [day for day, _ in certain]
    if need is None:
        return days[0] if days else None
    if is_plain(kind.measure) and need.high is not None:  # so many days, so many that count
        first = max(ceil(need.high), 1) - 1
        return days[first] if first < len(days) else None

    def reaches(day: date) -> bool:
        reached = [share for effective, share in certain if effective <= day]
        return at_least(totalled(view, kind.measure, reached).have, need) is Truth.YES

    # What counts only grows from day to day, so the first day can be found by halving.
    first = bisect_left(days, True, key=reaches)
    return days[first] if first < len(days) else None


def _effective(view: View, entry: Entry, fields: Sequence[str]) -> date:
    if not fields:
        return entry.date
    days = (view.value(entry, field).given for field in fields)
    return max([entry.date, *(day for day in days if isinstance(day, date))])

"""Judging the kinds of requirements: each yields a finding with everything that explains it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, assert_never

from kio.evaluation.amounts import at_least
from kio.evaluation.calendar import period_of
from kio.evaluation.conditions import judge_value
from kio.evaluation.measures import Share, Tally, tally
from kio.evaluation.result import DONE, WORST_FIRST, Evidence, NotCounted, Result, Status
from kio.evaluation.selections import planned_entries
from kio.evaluation.truth import Truth, all_of, truth
from kio.evaluation.view import Bounds, Judged, Value, View
from kio.message import Message, Text, message, plural
from kio.models.record import Entry
from kio.programme.language import (
    AllOf,
    AnyOf,
    Both,
    Condition,
    Either,
    Elapsed,
    Enough,
    FieldTest,
    Grouped,
    Header,
    Kind,
    LinkedRecord,
    Met,
    Neither,
    Negated,
    Remark,
    Requirement,
    Selection,
    Steps,
)

ZERO, ONE = Decimal(0), Decimal(1)


class Finding(NamedTuple):
    """What a kind found: `status` is set by kinds whose parts decide it, `day` by those that wait for one."""

    truth: Truth
    reason: Message
    have: Decimal | None = None
    need: Decimal | None = None
    evidence: tuple[Evidence, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    planned: tuple[Entry, ...] = ()
    children: tuple[Result, ...] = ()
    met_on: date | None = None
    status: Status | None = None
    day: date | None = None


def find(view: View, name: str, kind: Kind, remarks: tuple[Remark, ...] = ()) -> Finding:
    """Judge a kind; `name` is the requirement's, under which parts get theirs."""
    match kind:
        case Enough():
            return _enough(view, kind, view.select(kind.measure.selection), remarks)
        case Grouped():
            return _grouped(view, kind)
        case AllOf(parts):
            return _all_of(_results(view, name, parts))
        case AnyOf(parts, amount):
            return _any_of(_results(view, name, parts), view.amount(amount))
        case Negated(part):
            inner = find(view, name, part)
            return Finding(~inner.truth, inner.reason, evidence=inner.evidence, not_counted=inner.not_counted)
        case Elapsed(day):
            return _elapsed(view, view.day(day))
        case Steps():
            return _steps(view, kind)
        case Header(path, test):
            return _header(view, path, test)
        case LinkedRecord():
            return _linked(view, kind)
        case Met(other):
            answer = view.met_checklist(other) if "/" not in other else truth(view.result(other).status in DONE)
            return Finding(answer, message("{name} is met", name=other))
        case _:
            assert_never(kind)


# --- enough of a measure


def _enough(view: View, kind: Enough, judged: Sequence[Judged], remarks: tuple[Remark, ...]) -> Finding:
    counted = tally(view, kind.measure, judged)
    need = view.amount(kind.at_least) if kind.at_least else None
    most = view.amount(kind.at_most) if kind.at_most else None
    answer = _within(kind, counted.have, need, most)
    planned = planned_entries(view, kind.measure.selection)
    shown = need or most
    return Finding(
        answer,
        _enough_reason(counted, answer, shown, planned),
        counted.have.low,
        shown.low if shown else None,
        _evidence(view, counted, remarks),
        _not_counted(counted),
        planned,
        met_on=_reached_on(view, kind, judged, need) if answer is Truth.YES else None,
    )


def _within(kind: Enough, have: Bounds, need: Bounds | None, most: Bounds | None) -> Truth:
    lower = Truth.UNKNOWN if need is None else at_least(have, need)
    upper = Truth.UNKNOWN if most is None else at_least(most, have)
    return all_of(
        answer for answer, bound in ((lower, kind.at_least), (upper, kind.at_most)) if bound is not None
    )


def _evidence(view: View, counted: Tally, remarks: tuple[Remark, ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(share.item.entry, share.counts or ZERO, _said(view, share.item.entry, remarks))
        for share in counted.shares
        if share.item.truth is Truth.YES
    )


def _said(view: View, entry: Entry, remarks: tuple[Remark, ...]) -> tuple[Text | Message, ...]:
    said: list[Text | Message] = []
    for remark in remarks:
        if view.judge(remark.where, entry).truth is Truth.YES:
            given = view.value(entry, remark.show).given if remark.show else None
            said.append(remark.say if given is None else message("{text}: {value}", text=remark.say, value=given))
    return tuple(said)


def _not_counted(counted: Tally) -> tuple[NotCounted, ...]:
    unclear = message("it is not clear whether it counts")
    return tuple(
        NotCounted(share.item.entry, together(share.item.whys) or unclear, share.item.truth is Truth.UNKNOWN)
        for share in counted.shares
        if share.item.truth is not Truth.YES
    )


def together(whys: Sequence[Message]) -> Message | None:
    """Several reasons as one sentence."""
    distinct = list(dict.fromkeys((why.template, tuple(why.values.items()), why.many) for why in whys))
    parts = [Message(template, dict(values), many) for template, values, many in distinct]
    if not parts:
        return None
    joined = parts[0]
    for part in parts[1:]:
        joined = message("{first}; {second}", first=joined, second=part)
    return joined


def _enough_reason(counted: Tally, answer: Truth, need: Bounds | None, planned: tuple[Entry, ...]) -> Message:
    uncertain = [share for share in counted.shares if share.item.truth is Truth.UNKNOWN]
    whys = [why for share in counted.shares if share.item.truth is not Truth.YES for why in share.item.whys]
    if answer is Truth.YES:
        return message("recorded")
    if need is None:
        return message("the rules give no number for this track")
    if answer is Truth.UNKNOWN:
        judge = plural("{count} to be judged", "{count} to be judged", len(uncertain))
        return together([judge, *[why for share in uncertain for why in share.item.whys]]) or judge
    if counted.have.low == ZERO and not whys:
        return message("planned for {day}", day=planned[0].date) if planned else message("nothing recorded yet")
    if need.low == ONE and whys:
        return together(whys) or whys[0]
    missing = need.low - counted.have.low
    return plural("{count} more is needed", "{count} more are needed", missing)


def _reached_on(view: View, kind: Enough, judged: Sequence[Judged], need: Bounds | None) -> date | None:
    """The day on which the bound was first reached, by the entries that count."""
    fields = sorted(_date_fields(view, kind.measure.selection))
    days = sorted({day for item in judged if item.truth is Truth.YES for day in [_effective(view, item.entry, fields)]})
    for day in days:
        reached = [item for item in judged if item.truth is Truth.YES and _effective(view, item.entry, fields) <= day]
        if need is None or at_least(tally(view, kind.measure, reached).have, need) is Truth.YES:
            return day
    return None


def _effective(view: View, entry: Entry, fields: Sequence[str]) -> date:
    days = (view.value(entry, field).given for field in fields)
    return max([entry.date, *(day for day in days if isinstance(day, date))])


def _date_fields(view: View, selection: Selection) -> set[str]:
    tested: set[str] = set()
    for condition in (selection.about, selection.where, selection.must):
        tested |= _tested_fields(condition)
    if selection.base:
        tested |= _date_fields(view, view.programme.selections[selection.base])
    kinds = [view.programme.entries[kind].fields for kind in selection.types]
    return {name for name in tested for fields in kinds if (f := fields.get(name)) and f.type == "date" and not f.limit}


def _tested_fields(condition: Condition | None) -> set[str]:
    match condition:
        case FieldTest(field):
            return {field}
        case Both(parts) | Either(parts):
            return {name for part in parts for name in _tested_fields(part)}
        case Neither(part):
            return _tested_fields(part)
        case _:
            return set()


# --- groups of entries


def _grouped(view: View, kind: Grouped) -> Finding:
    judged = view.select(kind.selection)
    key_of = _key_of(view, kind)
    wanted = kind.keys or _parameter_words(view, kind.key_parameter)
    keys = wanted or tuple(dict.fromkeys(key for item in judged for key in key_of(item.entry)))
    groups = {key: tuple(item for item in judged if key in key_of(item.entry)) for key in keys}
    parts = {key: _enough(view, kind.each, items, ()) for key, items in groups.items()}
    answers = [part.truth for part in parts.values()]
    have = Bounds(Decimal(answers.count(Truth.YES)), Decimal(len(answers) - answers.count(Truth.NO)))
    need = (view.amount(kind.at_least) if kind.at_least else None) or Bounds(Decimal(len(keys)), Decimal(len(keys)))
    answer = at_least(have, need) if keys else Truth.NO
    lacking = ", ".join(key for key, part in parts.items() if part.truth is not Truth.YES)
    good = {entry.entry for part in parts.values() if part.truth is Truth.YES for entry in part.evidence}
    return Finding(
        answer,
        message("recorded") if answer is Truth.YES else message("not enough for: {groups}", groups=lacking or "-"),
        have.low,
        need.low,
        tuple(item for part in parts.values() for item in part.evidence),
        tuple(item for part in parts.values() for item in part.not_counted),
        planned_entries(view, kind.selection),
        met_on=max((entry.date for entry in good), default=None) if answer is Truth.YES else None,
    )


def _parameter_words(view: View, name: str | None) -> tuple[str, ...]:
    words = view.parameter(name) if name else ()
    return words if type(words) is tuple else ()


def _key_of(view: View, kind: Grouped) -> Callable[[Entry], tuple[str, ...]]:
    period = kind.period
    if period:
        return lambda entry: (period_of(entry.date, period),)

    def values(entry: Entry) -> tuple[str, ...]:
        given = view.value(entry, kind.by).given
        found = given if isinstance(given, tuple) else (given,)
        return tuple(str(value) for value in found if value is not None)

    return values


# --- compositions


def _results(view: View, name: str, parts: tuple[Requirement, ...]) -> tuple[Result, ...]:
    track = view.track()
    mine = (part for part in parts if not part.tracks or track in part.tracks)
    return tuple(view.result_of(f"{name}/{part.id}", part) for part in mine)


def _answer(result: Result) -> Truth:
    if result.status in DONE:
        return Truth.YES
    return Truth.UNKNOWN if result.status is Status.REVIEW else Truth.NO


def _all_of(results: tuple[Result, ...]) -> Finding:
    asked = [result for result in results if result.status is not Status.NOT_APPLICABLE]
    answer = all_of(_answer(result) for result in asked)
    worst = next((status for status in WORST_FIRST if any(r.status is status for r in asked)), None)
    done = [result for result in asked if result.status in DONE]
    days = [result.met_on for result in done]
    return Finding(
        answer,
        _parts_reason(asked, answer),
        Decimal(len(done)),
        Decimal(len(asked)),
        children=results,
        met_on=max((day for day in days if day), default=None) if answer is Truth.YES and None not in days else None,
        status=worst,
    )


def _any_of(results: tuple[Result, ...], wanted: Bounds | None) -> Finding:
    asked = [result for result in results if result.status is not Status.NOT_APPLICABLE]
    answers = [_answer(result) for result in asked]
    have = Bounds(Decimal(answers.count(Truth.YES)), Decimal(len(answers) - answers.count(Truth.NO)))
    need = wanted or Bounds(ONE, ONE)
    answer = at_least(have, need)
    days = sorted(result.met_on for result in asked if result.status in DONE and result.met_on)
    reachable = [result for result in asked if result.status is not Status.FAILED]
    status = Status.FAILED if len(reachable) < need.low else _best(reachable)
    return Finding(
        answer,
        _parts_reason(asked, answer),
        have.low,
        need.low,
        children=results,
        met_on=days[int(need.low) - 1] if answer is Truth.YES and len(days) >= need.low > 0 else None,
        status=status if answer is Truth.NO else None,
    )


def _best(results: list[Result]) -> Status:
    # Something can be done as long as one way is open; a part that only waits does not make the whole wait.
    return Status.OPEN if any(result.status is Status.OPEN for result in results) else Status.WAITING


def _parts_reason(results: list[Result], answer: Truth) -> Message:
    if answer is Truth.YES:
        return message("recorded")
    lacking = [result for result in results if result.status not in DONE]
    reasons = [message("{title}: {reason}", title=r.requirement.title, reason=r.reason) for r in lacking]
    return together(reasons) or message("nothing recorded yet")


# --- days, steps, header and other records


def _elapsed(view: View, day: date | None) -> Finding:
    if day is None:
        return Finding(Truth.NO, message("its first day is not known yet"), status=Status.WAITING)
    if view.on >= day:
        return Finding(Truth.YES, message("since {day}", day=day), met_on=day, day=day)
    return Finding(Truth.NO, message("from {day} on", day=day), status=Status.WAITING, day=day)


def _steps(view: View, kind: Steps) -> Finding:
    """The chain that takes each step's first entry on or after the step before it; no other chain ends earlier."""
    evidence: list[Evidence] = []
    rejected: list[NotCounted] = []
    planned: list[Entry] = []
    answer, since, missing = Truth.YES, date.min, None
    for step in kind.steps:
        judged = view.select(step.selection)
        rejected += [NotCounted(item.entry, why, item.truth is Truth.UNKNOWN) for item in judged if (why := together(item.whys))]
        planned += planned_entries(view, step.selection)
        usable = [item for item in judged if item.truth is Truth.YES and item.entry.date >= since]
        if answer is not Truth.YES:
            continue
        if usable:
            since = usable[0].entry.date
            evidence.append(Evidence(usable[0].entry, ONE))
        else:
            maybe = any(item.truth is Truth.UNKNOWN and item.entry.date >= since for item in judged)
            answer, missing = (Truth.UNKNOWN if maybe else Truth.NO), step
    reason = message("recorded") if missing is None else message("the next step is missing: {step}", step=missing.title)
    if rejected and missing is not None:
        reason = message("{first}; {second}", first=reason, second=rejected[-1].why)
    return Finding(
        answer,
        reason,
        Decimal(len(evidence)),
        Decimal(len(kind.steps)),
        tuple(evidence),
        tuple(rejected),
        tuple(planned),
        met_on=since if answer is Truth.YES else None,
    )


def _header_value(view: View, path: tuple[str, ...]) -> Value:
    section, name = path
    field = view.programme.header[section].fields[name]
    return Value(field, view.case.trainee.header.get(section, {}).get(name))


def _header(view: View, path: tuple[str, ...], test: FieldTest) -> Finding:
    value = _header_value(view, path)
    verdict = judge_value(view, test, value, None)
    return Finding(verdict.truth, together(verdict.whys) or message("recorded"))


def _linked(view: View, kind: LinkedRecord) -> Finding:
    value = _header_value(view, kind.path)
    if value.given is None:
        return Finding(Truth.NO, message("{field}: not recorded", field=value.field.title), ZERO, ONE)
    other = view.case.others.get(str(value.given))
    if other is None:
        return Finding(Truth.UNKNOWN, message("there is no record of {person}", person=value.given), ZERO, ONE)
    if kind.tracks and other.track not in kind.tracks:
        track = view.programme.tracks[other.track].title if other.track in view.programme.tracks else other.track
        return Finding(Truth.NO, message("{person} follows the track {track}", person=other.name, track=track), ZERO, ONE)
    phase = view.phase_of(other)
    if phase in kind.not_in:
        title = next(item.title for item in view.programme.phases if item.id == phase)
        return Finding(Truth.UNKNOWN, message("{person} is: {phase}", person=other.name, phase=title), ZERO, ONE)
    return Finding(Truth.YES, message("with {person}", person=other.name), ONE, ONE)


__all__ = ["Finding", "Share", "find", "together"]

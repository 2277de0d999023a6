"""Judging days and what was told, the header and the records that it names."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from kio.evaluation.amounts import at_least
from kio.evaluation.calendar import is_ordered
from kio.evaluation.days import is_uncertain, waiting_for
from kio.evaluation.finding import RECORDED, Finding, Grounds, plainly, together
from kio.evaluation.result import Status
from kio.evaluation.truth import NO, UNKNOWN, YES, Truth, truth
from kio.evaluation.values import judge_value
from kio.evaluation.view import Bounds, Value, View
from kio.message import Message, message
from kio.programme.language import Day, FieldTest, Told
from kio.programme.requirement import Elapsed, LinkedRecord, Ordered, Settled

ZERO, ONE = Decimal(0), Decimal(1)


def find_fact(view: View, kind: Elapsed | Ordered | Told | Settled) -> Finding:
    """Judge what is known without counting entries: days, and what was told."""
    match kind:
        case Elapsed():
            return _elapsed(view, kind)
        case Ordered():
            return _ordered(view, kind)
        case Told():
            return _told(view, kind)
        case Settled(holds):
            return Finding(truth(holds), plainly(message("nothing of this is asked here")))


def _elapsed(view: View, kind: Elapsed) -> Finding:
    """Whether a day has come; while it has not, the requirement waits for it."""
    day = view.day(kind.day)
    if day is None and is_uncertain(view, kind.day):
        return Finding(UNKNOWN, plainly(message("whether its day has come must be judged")))
    if day is None:
        return Finding(NO, partial(_waiting, kind.day), status=Status.WAITING)
    if view.on >= day:
        return Finding(YES, plainly(message("since {day}", day=day)), met_on=lambda _: day, day=day)
    return Finding(NO, plainly(message("from {day} on", day=day)), status=Status.WAITING, day=day)


def _waiting(day: Day, view: View) -> Grounds:
    return Grounds(waiting_for(view, day))


def _ordered(view: View, kind: Ordered) -> Finding:
    """How two days follow each other; unknown while one of them is."""
    day, other = view.day(kind.day), view.day(kind.other)
    if day is None or other is None:
        return Finding(UNKNOWN, plainly(message("one of the days is not known yet")))
    reason = message("{day}, {other}", day=day, other=other)
    return Finding(truth(is_ordered(kind.relation, day, other)), plainly(reason))


def _told(view: View, kind: Told) -> Finding:
    """Whether a fact holds: yes, or an amount of one or more."""
    told = view.fact(kind.name)
    title = view.programme.facts[kind.name].title
    answer = at_least(told, Bounds(ONE, ONE)) if isinstance(told, Bounds) else UNKNOWN
    if answer is UNKNOWN:
        return Finding(answer, plainly(message("{title}: not known", title=title)))
    return Finding(answer, plainly(message("{title}: {value}", title=title, value=answer is YES)))


def _header_value(view: View, path: tuple[str, ...]) -> Value:
    section, name = path
    field = view.programme.header[section].fields[name]
    return Value(field, view.case.trainee.header.get(section, {}).get(name))


def find_header(view: View, path: tuple[str, ...], test: FieldTest) -> Finding:
    """Whether a field of the record's header meets its test."""
    value = _header_value(view, path)
    verdict = judge_value(view, test, value, None)
    return Finding(verdict.truth, plainly(together(verdict.whys) or RECORDED))


def find_linked(view: View, kind: LinkedRecord) -> Finding:
    """Whether the record that the header names is there, on the right track and in a fitting phase."""
    answer, reason = _linked(view, kind)
    return Finding(answer, plainly(reason), ONE if answer is YES else ZERO, ONE)


def _linked(view: View, kind: LinkedRecord) -> tuple[Truth, Message]:
    value = _header_value(view, kind.path)
    if value.given is None:
        return NO, message("{field}: not recorded", field=value.field.title)
    other = view.case.others.get(str(value.given))
    if other is None:
        return UNKNOWN, message("the record of {person} is not there or cannot be read", person=value.given)
    if other.programme != view.programme.id:
        return NO, message("{person} follows another programme", person=other.name)
    track, phase = view.beside(other)
    if kind.tracks and track not in kind.tracks:
        title = view.programme.tracks[track].title
        return NO, message("{person} follows the track {track}", person=other.name, track=title)
    if phase in kind.not_in:
        said = next(item.title for item in view.programme.phases if item.id == phase)
        return UNKNOWN, message("{person} is: {phase}", person=other.name, phase=said)
    return YES, message("with {person}", person=other.name)

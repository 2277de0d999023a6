"""Judging days that have come, the header and the records that it names."""

from __future__ import annotations

from decimal import Decimal

from kio.evaluation.days import is_uncertain, waiting_for
from kio.evaluation.finding import RECORDED, Finding, together
from kio.evaluation.result import Status
from kio.evaluation.truth import Truth
from kio.evaluation.values import judge_value
from kio.evaluation.view import Value, View
from kio.message import message
from kio.programme.language import FieldTest
from kio.programme.requirement import Elapsed, LinkedRecord

ZERO, ONE = Decimal(0), Decimal(1)


def find_elapsed(view: View, kind: Elapsed) -> Finding:
    """Whether a day has come; while it has not, the requirement waits for it."""
    day = view.day(kind.day)
    if day is None and is_uncertain(view, kind.day):
        return Finding(Truth.UNKNOWN, message("whether its day has come must be judged"))
    if day is None:
        return Finding(Truth.NO, waiting_for(view, kind.day), status=Status.WAITING)
    if view.on >= day:
        return Finding(Truth.YES, message("since {day}", day=day), met_on=day, day=day)
    return Finding(Truth.NO, message("from {day} on", day=day), status=Status.WAITING, day=day)


def _header_value(view: View, path: tuple[str, ...]) -> Value:
    section, name = path
    field = view.programme.header[section].fields[name]
    return Value(field, view.case.trainee.header.get(section, {}).get(name))


def find_header(view: View, path: tuple[str, ...], test: FieldTest) -> Finding:
    """Whether a field of the record's header meets its test."""
    value = _header_value(view, path)
    verdict = judge_value(view, test, value, None)
    return Finding(verdict.truth, together(verdict.whys) or RECORDED)


def find_linked(view: View, kind: LinkedRecord) -> Finding:
    """Whether the record that the header names is there, on the right track and in a fitting phase."""
    value = _header_value(view, kind.path)
    if value.given is None:
        return Finding(Truth.NO, message("{field}: not recorded", field=value.field.title), ZERO, ONE)
    other = view.case.others.get(str(value.given))
    if other is None:
        return Finding(
            Truth.UNKNOWN,
            message("the record of {person} is not there or cannot be read", person=value.given),
            ZERO,
            ONE,
        )
    if other.programme != view.programme.id:
        return Finding(Truth.NO, message("{person} follows another programme", person=other.name), ZERO, ONE)
    track, phase = view.beside(other)
    if kind.tracks and track not in kind.tracks:
        title = view.programme.tracks[track].title
        text = message("{person} follows the track {track}", person=other.name, track=title)
        return Finding(Truth.NO, text, ZERO, ONE)
    if phase in kind.not_in:
        said = next(item.title for item in view.programme.phases if item.id == phase)
        return Finding(Truth.UNKNOWN, message("{person} is: {phase}", person=other.name, phase=said), ZERO, ONE)
    return Finding(Truth.YES, message("with {person}", person=other.name), ONE, ONE)

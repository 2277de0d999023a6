"""Judging days that have come, steps in their order, the header and records that it names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kio.evaluation.days import waiting_for
from kio.evaluation.finding import Finding, together
from kio.evaluation.result import Evidence, NotCounted, Status
from kio.evaluation.selections import planned_entries
from kio.evaluation.tests import judge_value
from kio.evaluation.truth import Truth
from kio.evaluation.view import Value, View
from kio.message import message
from kio.models.record import Entry
from kio.programme.language import FieldTest
from kio.programme.requirement import (
    Elapsed,
    LinkedRecord,
    Steps,
)

ZERO, ONE = Decimal(0), Decimal(1)


def find_elapsed(view: View, kind: Elapsed) -> Finding:
    """Whether a day has come; while it has not, the requirement waits for it."""
    day = view.day(kind.day)
    if day is None:
        return Finding(Truth.NO, waiting_for(view, kind.day), status=Status.WAITING)
    if view.on >= day:
        return Finding(Truth.YES, message("since {day}", day=day), met_on=day, day=day)
    return Finding(Truth.NO, message("from {day} on", day=day), status=Status.WAITING, day=day)


def find_steps(view: View, kind: Steps) -> Finding:
    """The chain that takes each step's first entry on or after the step before it; no other chain ends earlier."""
    evidence: list[Evidence] = []
    rejected: list[NotCounted] = []
    planned: list[Entry] = []
    answer, since, missing = Truth.YES, date.min, None
    for step in kind.steps:
        judged = view.select(step.selection)
        rejected += [
            NotCounted(item.entry, why, item.truth is Truth.UNKNOWN) for item in judged if (why := together(item.whys))
        ]
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


def find_header(view: View, path: tuple[str, ...], test: FieldTest) -> Finding:
    """Whether a field of the record's header meets its test."""
    value = _header_value(view, path)
    verdict = judge_value(view, test, value, None)
    return Finding(verdict.truth, together(verdict.whys) or message("recorded"))


def find_linked(view: View, kind: LinkedRecord) -> Finding:
    """Whether the record that the header names is there, on the right track and in a fitting phase."""
    value = _header_value(view, kind.path)
    if value.given is None:
        return Finding(Truth.NO, message("{field}: not recorded", field=value.field.title), ZERO, ONE)
    other = view.case.others.get(str(value.given))
    if other is None:
        return Finding(Truth.UNKNOWN, message("there is no record of {person}", person=value.given), ZERO, ONE)
    if kind.tracks and other.track not in kind.tracks:
        track = view.programme.tracks[other.track].title if other.track in view.programme.tracks else other.track
        return Finding(
            Truth.NO, message("{person} follows the track {track}", person=other.name, track=track), ZERO, ONE
        )
    phase = view.phase_of(other)
    if phase in kind.not_in:
        title = next(item.title for item in view.programme.phases if item.id == phase)
        return Finding(Truth.UNKNOWN, message("{person} is: {phase}", person=other.name, phase=title), ZERO, ONE)
    return Finding(Truth.YES, message("with {person}", person=other.name), ONE, ONE)

"""Actions with everything that whoever must act needs: who exactly, what to write down, and what waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kio.actions import IDLE, Action, Due, Kind, Wanted, by_urgency, due, worded
from kio.evaluation.engine import Engine, engine_for, standing_of
from kio.evaluation.result import Result, Standing
from kio.evaluation.view import Case
from kio.programme.requirement import Act
from kio.worklist.evidence import evidence_for, exception_evidence, record_evidence
from kio.worklist.payments import payments_due
from kio.worklist.people import person_for
from kio.worklist.unlocking import Links


def detailed(standing: Standing, todo: Iterable[Action], links: Links | None = None) -> tuple[Action, ...]:
    """The same actions with their details; `links` are those of the programme, for use with many trainees."""
    links = links or Links(standing.programme)
    results = {result.name: result for result in standing.results()}
    found = []
    for action in todo:
        result = results.get(action.requirement or "")
        person = person_for(standing, action.who, result)
        opens = links.unlocked(standing, result.name) if result and result.status not in IDLE else ()
        wanted = action.evidence or _wanted(standing, action, result)
        found.append(action._replace(person=person, evidence=wanted, unlocks=opens))
    return tuple(found)


def todo_of(case: Case, engine: Engine, standing: Standing) -> tuple[Due | Action, ...]:
    """What must be done for somebody, payments included, the most urgent first; `engine` found the standing."""
    return by_urgency([*due(standing), *payments_due(case, engine)])


def work_of(case: Case, on: date) -> tuple[Standing, tuple[Action, ...]]:
    """Where somebody stands, and what must be done with its details."""
    engine = engine_for(case, on)
    standing = standing_of(engine)
    return standing, detailed(standing, map(worded, todo_of(case, engine, standing)))


def _wanted(standing: Standing, action: Action, result: Result | None) -> tuple[Wanted, ...]:
    programme = standing.programme
    if action.kind is Kind.EXCEPTION and result is not None and programme.exceptions:
        return exception_evidence(programme, programme.exceptions)
    act = _act(standing, action, result)
    if act and act.record and action.who == act.who:
        return record_evidence(programme, act.record)
    return evidence_for(programme, result) if result is not None else ()


def _act(standing: Standing, action: Action, result: Result | None) -> Act | None:
    """What the rules say that is to be done."""
    if action.kind is Kind.PHASE:
        return standing.phase.act
    if result is not None:
        return result.requirement.act
    return next((rule.act for rule in standing.programme.reminders if rule.id == action.reminder), None)

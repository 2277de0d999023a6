"""A plan as data: keys in English, days in ISO, texts in the chosen language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kio.evaluation.result import Result
from kio.locale import say
from kio.models.record import Entry
from kio.planning.plan import Plan, Step
from kio.problem import Problem
from kio.render.json import number, problem_json

Json = dict[str, Any]


def plan_json(plan: Plan, problems: Sequence[Problem], language: str) -> Json:
    """What `kio plan --json` says; one shape, whatever the answer."""
    standing = plan.standing
    trainee = standing.trainee
    return {
        "as_of": standing.on.isoformat(),
        "trainee": {"id": trainee.id, "name": trainee.name, "track": standing.track.id, "group": trainee.group},
        "programme": standing.programme.id,
        "phase": standing.phase.id,
        "goal": plan.goal.id if plan.goal else None,
        "answer": plan.answer.value,
        "day": _day(plan.day),
        "if_decided": _day(plan.if_decided),
        "not_before": _day(plan.not_before),
        "by": _day(plan.by),
        "in_time": plan.in_time,
        "chain": [
            {"requirement": link.requirement, "title": say(link.title, language), "day": _day(link.day),
             "why": say(link.why, language)}
            for link in plan.chain
        ],
        "steps": [_step(step, language) for step in plan.steps],
        "undecided": [_result(result, language) for result in plan.undecided],
        "unplanned": [
            {**_result(one.result, language), "missed": _day(one.missed.date if one.missed else None)}
            for one in plan.unplanned
        ],
        "unsolved": [_result(result, language) for result in plan.unsolved],
        "beside": [_result(result, language) for result in plan.beside],
        "skipped": [entry_json(entry) for entry in plan.skipped],
        "needed": [{"pace": one.rate.pace.name, "number": number(one.rate.number)} for one in plan.needed],
        "assumptions": [say(said, language) for said in plan.assumptions],
        "problems": [problem_json(problem, language) for problem in problems],
    }  # fmt: skip


def unusable_plan_json(on: date, identifier: str, problems: Sequence[Problem], language: str) -> Json:
    """The same keys for a record that cannot be judged, and why."""
    lists = ("chain", "steps", "undecided", "unplanned", "unsolved", "beside", "skipped", "needed", "assumptions")
    return {
        "as_of": on.isoformat(),
        "trainee": {"id": identifier, "name": None, "track": None, "group": None},
        **dict.fromkeys(("programme", "phase", "goal", "answer", "day", "if_decided", "not_before", "by", "in_time")),
        **{key: [] for key in lists},
        "problems": [problem_json(problem, language) for problem in problems],
    }


def _step(step: Step, language: str) -> Json:
    result = step.requirement
    act = result.requirement.act if result else None
    return {
        "day": _day(step.day),
        **entry_json(step.entry),
        "planned": step.planned,
        "requirement": result.name if result else None,
        "title": say(result.requirement.title, language) if result else None,
        "who": act.who if act else None,
        "adds": list(step.adds),
        "latest": _day(step.latest),
        "late": step.late,
    }


def entry_json(entry: Entry) -> Json:
    """An entry that is recorded or would be, without its note."""
    values = {name: _value(value) for name, value in entry.values.items() if name != "note"}
    return {"date": entry.date.isoformat(), "type": entry.type, "values": values}


def _value(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return number(value)
        case tuple():
            return [_value(one) for one in value]
        case _:
            return value


def _result(result: Result, language: str) -> Json:
    return {
        "requirement": result.name,
        "title": say(result.requirement.title, language),
        "status": result.status.value,
        "reason": say(result.why.reason, language),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

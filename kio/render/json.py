"""The faces for scripts: plain dictionaries whose keys the interface fixes; texts in the chosen language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kio.actions import Action, Wanted
from kio.cohort import Row
from kio.evaluation.result import ChecklistResult, Evidence, NotCounted, Result, Standing
from kio.locale import say
from kio.models.record import Entry
from kio.problem import Problem

Json = dict[str, Any]


def status_json(standing: Standing, actions: Sequence[Action], problems: Sequence[Problem], language: str) -> Json:
    """What `kio status --json` says."""
    trainee = standing.trainee
    return {
        "as_of": standing.on.isoformat(),
        "trainee": _who(trainee.id, trainee.name, standing.track.id, trainee.group),
        "programme": standing.programme.id,
        "edition": standing.edition.id if standing.edition else None,
        "phase": standing.phase.id,
        "progress": {"met": standing.met, "of": standing.of},
        "checklists": [_checklist(part, language) for part in standing.checklists],
        "next": [action_json(action, language) for action in actions],
        "problems": [problem_json(problem, language) for problem in problems],
    }


def unusable_json(on: date, identifier: str, problems: Sequence[Problem], language: str) -> Json:
    """What `kio status --json` says of a record that cannot be judged: the same keys, and why."""
    return {
        "as_of": on.isoformat(),
        "trainee": {"id": identifier, "name": None, "track": None, "group": None},
        "programme": None,
        "edition": None,
        "phase": None,
        "progress": {"met": 0, "of": 0},
        "checklists": [],
        "next": [],
        "problems": [problem_json(problem, language) for problem in problems],
    }


def list_json(on: date, rows: Sequence[Row], unusable: Sequence[str], language: str) -> Json:
    """What `kio list --json` says.

    `late` holds the names of what is late: of requirements (`checklist/id`), of reminders, and `payment`.
    `unusable` are the ids of records that cannot be judged.
    """
    trainees = [_row(row, language) for row in rows]
    return {"as_of": on.isoformat(), "trainees": trainees, "unusable": list(unusable)}


def problem_json(problem: Problem, language: str) -> Json:
    """One problem."""
    return {
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": say(problem.message, language),
        "hint": say(problem.hint, language) if problem.hint else None,
    }


def _who(identifier: str, name: str, track: str, group: str | None) -> Json:
    return {"id": identifier, "name": name, "track": track, "group": group}


def _row(row: Row, language: str) -> Json:
    return {
        **_who(row.id, row.name, row.track.id, row.group),
        "programme": row.programme,
        "phase": row.phase,
        "progress": {"met": row.met, "of": row.of},
        "late": list(row.late),
        "next": action_json(row.next, language) if row.next else None,
    }


def _checklist(part: ChecklistResult, language: str) -> Json:
    return {
        "id": part.checklist.id,
        "title": say(part.checklist.title, language),
        "status": part.status.value,
        "relevant": part.relevant,
        "requirements": [_result(result, language) for result in part.results],
    }


def _result(result: Result, language: str) -> Json:
    asked = result.requirement
    return {
        "id": result.name.rpartition("/")[2],
        "title": say(asked.title, language),
        "status": result.status.value,
        "have": number(result.have),
        "need": number(result.need),
        "unit": say(asked.unit.many, language) if asked.unit else None,
        "reason": say(result.reason, language),
        "source": asked.source._asdict() if asked.source else None,
        "deadline": _day(result.deadline),
        "earliest": _day(result.earliest),
        "late": result.late,
        "met_on": _day(result.met_on),
        "beneath": result.beneath.value,
        "exception": _exception(result),
        "evidence": [_evidence(item, language) for item in result.evidence],
        "not_counted": [_not_counted(item, language) for item in result.not_counted],
        "planned": [_entry(entry) for entry in result.planned],
        "readings": [
            {"question": question.id, "reading": reading.id, "title": say(reading.title, language)}
            for question, reading in result.readings
        ],
        "children": [_result(child, language) for child in result.children],
    }


def _exception(result: Result) -> Json | None:
    said = result.waiver._asdict()
    decision = next((word for word, entry in said.items() if entry is not None), None)
    return {**_entry(said[decision]), "decision": decision} if decision else None


def _entry(entry: Entry) -> Json:
    return {"date": entry.date.isoformat(), "type": entry.type, "line": entry.line}


def _evidence(item: Evidence, language: str) -> Json:
    remarks = [say(remark, language) for remark in item.remarks]
    return {**_entry(item.entry), "counts": number(item.counts), "remarks": remarks}


def _not_counted(item: NotCounted, language: str) -> Json:
    return {**_entry(item.entry), "why": say(item.why, language), "uncertain": item.uncertain}


def action_json(action: Action, language: str) -> Json:
    """Something that must be done."""
    return {
        "who": action.who,
        "what": say(action.what, language),
        "requirement": action.requirement,
        "from": _day(action.from_),
        "until": _day(action.until),
        "late": action.late,
        "planned": _day(action.planned),
        "kind": action.kind.value,
        "reminder": action.reminder,
        "person": action.person,
        "evidence": [_wanted(wanted, language) for wanted in action.evidence],
        "unlocks": [{"kind": one.kind, "id": one.id, "title": say(one.title, language)} for one in action.unlocks],
    }


def _wanted(wanted: Wanted, language: str) -> Json:
    return {
        "entries": [say(title, language) for title in wanted.entries],
        "fields": [say(field, language) for field in wanted.fields],
    }


def number(value: Decimal | None) -> int | float | None:
    """An amount as a JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(str(value))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""The faces for scripts: plain dictionaries whose keys the interface fixes; texts in the chosen language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kio.actions import Action, Wanted
from kio.cohort import Row
from kio.evaluation.result import ChecklistResult, Evidence, NotCounted, Readings, Result, Standing, Unders
from kio.locale import say
from kio.models.record import Entry
from kio.problem import Problem

Json = dict[str, Any]


def status_json(standing: Standing, actions: Sequence[Action], problems: Sequence[Problem], language: str) -> Json:
    """What `kio status --json` says."""
    return {
        **standing_json(standing),
        "progress": {"met": standing.met, "of": standing.of},
        "checklists": [_checklist(part, standing, language) for part in standing.checklists],
        "next": [action_json(action, language) for action in actions],
        "problems": [problem_json(problem, language) for problem in problems],
    }


def standing_json(standing: Standing) -> Json:
    """Of whom and of which day an answer speaks, by which rules, and what is supposed for it."""
    trainee = standing.trainee
    return {
        "as_of": standing.on.isoformat(),
        "trainee": _who(trainee.id, trainee.name, standing.track.id, trainee.group),
        "programme": standing.programme.id,
        "edition": standing.edition.id if standing.edition else None,
        "supposed": {
            "readings": _taken(standing.supposed),
            "edition": standing.edition.id if standing.edition and standing.supposed_edition else None,
        },
        "phase": standing.phase.id,
    }


def unusable_json(on: date, identifier: str, problems: Sequence[Problem], language: str) -> Json:
    """What `kio status --json` says of a record that cannot be judged: the same keys, and why."""
    return {
        "as_of": on.isoformat(),
        "trainee": {"id": identifier, "name": None, "track": None, "group": None},
        "programme": None,
        "edition": None,
        "supposed": {"readings": {}, "edition": None},
        "phase": None,
        "progress": {"met": 0, "of": 0},
        "checklists": [],
        "next": [],
        "problems": [problem_json(problem, language) for problem in problems],
    }


def list_json(
    on: date,
    rows: Sequence[Row],
    unusable: Sequence[str],
    language: str,
    *,
    matrix: bool = False,
    checklist: str | None = None,
) -> Json:
    """What `kio list --json` says.

    `late` holds the names of what is late: of requirements (`checklist/id`), of reminders, and `payment`. `unusable`
    are the ids of records that cannot be judged; `matrix` is null where it was not asked for.
    """
    trainees = [{**_row(row, language), "matrix": _matrix(row, checklist) if matrix else None} for row in rows]
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
        "review": list(row.review),
        "failed": list(row.failed),
        **_outlook(row, language),
    }


def _outlook(row: Row, language: str) -> Json:
    seen = row.outlook
    return {
        "progressed": day_json(seen.progressed) if seen else None,
        "ready": seen.ready.value if seen and seen.ready else None,
        "todo": [action_json(action, language) for action in seen.todo] if seen else [],
    }


def _matrix(row: Row, checklist: str | None) -> Json:
    cells = row.outlook.cells if row.outlook else {}
    return {
        name: {"status": cell.status.value, "have": number(cell.have), "need": number(cell.need), "late": cell.late}
        for name, cell in cells.items()
        if checklist in (None, name.partition("/")[0])
    }


def _checklist(part: ChecklistResult, standing: Standing, language: str) -> Json:
    return {
        "id": part.checklist.id,
        "title": say(part.checklist.title, language),
        "status": part.status.value,
        "relevant": part.relevant,
        "requirements": [result_json(result, language, standing.unders.get(result.name)) for result in part.results],
    }


def result_json(result: Result, language: str, unders: Unders | None = None) -> Json:
    """A requirement's answer; `unders` is what other readings make of it."""
    asked = result.requirement
    return {
        "id": result.name.rpartition("/")[2],
        "title": say(asked.title, language),
        "status": result.status.value,
        "have": number(result.have),
        "need": number(result.need),
        "unit": say(asked.unit.many, language) if asked.unit else None,
        "reason": say(result.why.reason, language),
        "source": asked.source._asdict() if asked.source else None,
        "deadline": day_json(result.deadline),
        "earliest": day_json(result.earliest),
        "late": result.late,
        "met_on": day_json(result.why.met_on),
        "beneath": result.beneath.value,
        "exception": _exception(result),
        "evidence": [_evidence(item, language) for item in result.why.evidence],
        "not_counted": [_not_counted(item, language) for item in result.why.not_counted],
        "planned": [_entry(entry) for entry in result.why.planned],
        "readings": [
            {"question": question.id, "reading": reading.id, "title": say(reading.title, language)}
            for question, reading in result.why.readings
        ],
        **_unders(unders),
        "children": [result_json(child, language) for child in result.children],
    }


def _unders(unders: Unders | None) -> Json:
    """What other readings make of a requirement; nothing is known where no question behind it is open."""
    others = unders.others if unders else ()
    return {
        "same_under_every_reading": unders.same if unders else None,
        "other_readings": [
            {
                "readings": _taken(under.taken),
                "status": under.status.value,
                "have": number(under.have),
                "need": number(under.need),
            }
            for under in others
        ],
    }


def _taken(taken: Readings) -> dict[str, str]:
    return {question.id: reading.id for question, reading in taken}


def _exception(result: Result) -> Json | None:
    said = result.waiver._asdict()
    decision = next((word for word, entry in said.items() if entry is not None), None)
    return {**_entry(said[decision]), "decision": decision} if decision else None


def _entry(entry: Entry) -> Json:
    return {"date": entry.date.isoformat(), "type": entry.type, "line": entry.line or None}


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
        "from": day_json(action.from_),
        "until": day_json(action.until),
        "late": action.late,
        "planned": day_json(action.planned),
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


def day_json(day: date | None) -> str | None:
    """A day in ISO form."""
    return day.isoformat() if day else None

"""What `kio next --json` says: the same shape for one trainee and for a cohort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kio.models.record import Person
from kio.render.json import Json, action_json
from kio.worklist.choosing import Task


def work_json(
    on: date, tasks: Iterable[Task], people: Mapping[str, Person], language: str, unusable: Sequence[str] = ()
) -> Json:
    """All tasks in their order; `unusable` are the ids of records that cannot be judged."""
    actions = [
        {
            "trainee": {"id": task.row.id, "name": task.row.name},
            **action_json(task.action, language),
            "person": _person(task.action.person, people),
        }
        for task in tasks
    ]
    return {"as_of": on.isoformat(), "actions": actions, "unusable": list(unusable)}


def _person(identifier: str | None, people: Mapping[str, Person]) -> Json | None:
    """Who must act; without a name where nobody knows it."""
    if identifier is None:
        return None
    return {"id": identifier, "name": people[identifier].name if identifier in people else None}

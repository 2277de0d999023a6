"""Choosing of all work: for whom, until when, only what is late; and sorting it by who acts, by day or by trainee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kio.actions import COORDINATOR, TRAINEE, Action, urgency
from kio.cohort import Row
from kio.worklist.cohort import Work

GROUPINGS = ("person", "date", "trainee")


class Choice(NamedTuple):
    """What is asked for: who must act (a role, a person), by when at the latest, and whether only what is late."""

    role: str | None = None
    person: str | None = None
    until: date | None = None
    overdue: bool = False

    def fits(self, action: Action, trainee: str) -> bool:
        """Whether something that must be done for a trainee is asked for."""
        person = trainee if action.who == TRAINEE else action.person
        return (
            (self.role is None or action.who == self.role)
            and (self.person is None or person == self.person)
            and (self.until is None or _is_near(action, self.until))
            and (action.late or not self.overdue)
        )


def _is_near(action: Action, until: date) -> bool:
    """Whether it is (or was) due, planned or first possible by then; what has no day at all can be done now."""
    days = [day for day in (action.until, action.planned, action.from_) if day]
    return not days or min(days) <= until


def chosen(works: Iterable[Work], choice: Choice) -> Iterator[Work]:
    """The work that is asked for; those for whom nothing is left are left out."""
    for work in works:
        found = tuple(action for action in work.actions if choice.fits(action, work.row.id))
        if found:
            yield Work(work.row, found)


class Task(NamedTuple):
    """Something to do for somebody."""

    row: Row
    action: Action


class Group(NamedTuple):
    """Work that belongs together: of one who must act, of one day, or for one trainee.

    `who` and `person` are those of the first kind; `day` is that of the second, with `late` for what is overdue.
    """

    tasks: tuple[Task, ...]
    who: str | None = None
    person: str | None = None
    day: date | None = None
    late: bool = False


def tasks_of(works: Iterable[Work]) -> list[Task]:
    """All that must be done, the most urgent first."""
    tasks = [Task(work.row, action) for work in works for action in work.actions]
    return sorted(tasks, key=lambda task: urgency(task.action))


def by_person(tasks: Sequence[Task], roles: Sequence[str]) -> list[Group]:
    """A group for each who must act: the coordinator first, trainees last, the others in the order of their roles."""
    found: dict[tuple[str, str], list[Task]] = {}
    for task in tasks:
        action = task.action
        person = task.row.id if action.who == TRAINEE else action.person or ""
        found.setdefault((action.who, person), []).append(task)

    def place(key: tuple[str, str]) -> tuple[bool, bool, int, str]:
        role, person = key
        return role == TRAINEE, role != COORDINATOR, roles.index(role) if role in roles else len(roles), person

    return [
        Group(tuple(found[role, person]), who=role, person=person or None) for role, person in sorted(found, key=place)
    ]


def by_date(tasks: Sequence[Task]) -> list[Group]:
    """A group for what is late, one for each day, and one for what has no day."""
    found: dict[tuple[int, date], list[Task]] = {}
    for task in tasks:
        action = task.action
        day = action.until or action.planned or action.from_
        place = 0 if action.late else 2 if day is None else 1
        found.setdefault((place, day if day and place == 1 else date.max), []).append(task)
    return [
        Group(tuple(found[place, day]), day=day if place == 1 else None, late=place == 0)
        for place, day in sorted(found)
    ]


def by_trainee(tasks: Sequence[Task]) -> list[Group]:
    """A group for each trainee; first whose work is most urgent."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.row.id, []).append(task)
    return [Group(tuple(mine)) for mine in found.values()]

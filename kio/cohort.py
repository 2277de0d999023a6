"""Everybody's place in one line each: record by record, keeping only that line, in several processes where it pays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kio.actions import Action, Due, by_urgency, due, worded
from kio.evaluation.engine import engine_for, standing_of
from kio.evaluation.memo import Memo
from kio.evaluation.result import Standing, Status
from kio.message import Text
from kio.outlook import Outlook, outlook
from kio.problem import Severity
from kio.processes import each, processes_for
from kio.programme.model import Track
from kio.worklist.details import detailed, todo_of
from kio.worklist.unlocking import Links
from kio.workspace import Workspace

WORTH_A_PROCESS = 20
"""Records; judging one takes longer than checking it."""


class Row(NamedTuple):
    """One trainee of a cohort.

    `next` is what must be done first, by `actor` where the programme has a word of its own for who must do it; `late`
    are the names of all requirements and reminders that are late, and `payment` for a payment; `review` and `failed`
    of the requirements that somebody must judge or that cannot be met any more. `outlook` is there only where it was
    asked for.
    """

    id: str
    name: str
    group: str | None
    programme: str
    track: Track
    phase: str
    phase_title: Text
    met: int
    of: int
    late: tuple[str, ...] = ()
    next: Action | None = None
    actor: Text | None = None
    review: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    outlook: Outlook | None = None


def row_of(standing: Standing, todo: Sequence[Due | Action] | None = None, full: bool = False) -> Row:
    """The line of a standing; `todo` is what must be done, where more is known of it than the standing says.

    A full one has its outlook.
    """
    trainee, phase = standing.trainee, standing.phase
    todo = by_urgency(due(standing)) if todo is None else todo
    first = worded(todo[0]) if todo else None
    return Row(
        trainee.id,
        trainee.name,
        trainee.group,
        standing.programme.id,
        standing.track,
        phase.id,
        phase.title,
        standing.met,
        standing.of,
        tuple(item.name for item in todo if item.late),
        first,
        standing.programme.actors.get(first.who) if first else None,
        _names(standing, Status.REVIEW),
        _names(standing, Status.FAILED),
        outlook(standing, tuple(map(worded, todo))) if full else None,
    )


def _names(standing: Standing, status: Status) -> tuple[str, ...]:
    """The requirements with this status, of the checklists that are about something now."""
    parts = () if standing.phase.idle else standing.checklists
    return tuple(result.name for part in parts if part.relevant for result in part.results if result.status is status)


class Cohort:
    """Judges the records of one workspace on one day, one at a time."""

    def __init__(self, workspace: Workspace, on: date, full: bool = False) -> None:
        self._workspace = workspace
        self._on = on
        self._full = full
        self._memos: dict[str, Memo] = {}
        self._links: dict[str, Links] = {}

    def row(self, identifier: str) -> Row | None:
        """The line of a record, of which nothing else is kept; None where it or its rules cannot be used."""
        found = self.judged(identifier)
        if found is None:
            return None
        standing, todo = found
        return row_of(standing, (*self.detailed(standing, todo[:1]), *todo[1:]), self._full)

    def judged(self, identifier: str) -> tuple[Standing, tuple[Due | Action, ...]] | None:
        """Where somebody stands and what must be done, without its details; nothing of the record is kept."""
        workspace = self._workspace
        trainee = workspace.trainee(identifier)
        if trainee is None or not self._usable(trainee.programme):
            return None
        case = workspace.case(trainee)
        engine = engine_for(case, self._on, self._memos[trainee.programme])
        standing = standing_of(engine)
        todo = todo_of(case, engine, standing)
        workspace.forget(identifier)
        return standing, todo

    def detailed(self, standing: Standing, todo: Iterable[Due | Action]) -> tuple[Action, ...]:
        """Actions with their details; what waits for a requirement is looked up once for all."""
        programme = standing.programme
        links = self._links.setdefault(programme.id, Links(programme))
        return detailed(standing, map(worded, todo), links)

    def _usable(self, identifier: str) -> bool:
        programme = self._workspace.programme(identifier)
        if identifier not in self._memos and programme is not None:
            if any(problem.severity is Severity.ERROR for problem in self._workspace.rules_problems(identifier)):
                return False
            self._memos[identifier] = Memo(programme)
        return identifier in self._memos


def rows(workspace: Workspace, on: date, processes: int | None = None, *, full: bool = False) -> Iterator[Row | None]:
    """A line for every record, in the order of their ids; full ones have their outlook."""
    names = workspace.trainee_ids()
    wanted = processes_for(len(names), WORTH_A_PROCESS) if processes is None else processes
    return each(names, Cohort(workspace, on, full).row, wanted)

"""Everybody's place in one line each: record by record, keeping only that line, in several processes where it pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kio.actions import Action, actions
from kio.evaluation.engine import engine_of, standing_of
from kio.evaluation.memo import Memo
from kio.evaluation.result import Standing
from kio.message import Text
from kio.problem import Severity
from kio.processes import each, processes_for
from kio.programme.model import Track
from kio.worklist.details import detailed, todo_of
from kio.worklist.unlocking import Links
from kio.workspace import Workspace

WORTH_A_PROCESS = 150
"""Records; judging one takes longer than checking it."""


class Row(NamedTuple):
    """One trainee of a cohort.

    `next` is what must be done first, by `actor` where the programme has a word of its own for who must do it; `late`
    are the names of all requirements and reminders that are late, and `payment` for a payment.
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


def row_of(standing: Standing, todo: Sequence[Action] | None = None) -> Row:
    """The line of a standing; `todo` is what must be done, where more is known of it than the standing says."""
    trainee, phase = standing.trainee, standing.phase
    todo = actions(standing) if todo is None else todo
    first = todo[0] if todo else None
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
        tuple(action.name for action in todo if action.late),
        first,
        standing.programme.actors.get(first.who) if first else None,
    )


class Cohort:
    """Judges the records of one workspace on one day, one at a time."""

    def __init__(self, workspace: Workspace, on: date) -> None:
        self._workspace = workspace
        self._on = on
        self._memos: dict[str, Memo] = {}
        self._links: dict[str, Links] = {}

    def row(self, identifier: str) -> Row | None:
        """The line of a record, of which nothing else is kept; None where it or its rules cannot be used."""
        found = self.judged(identifier)
        if found is None:
            return None
        standing, todo = found
        return row_of(standing, (*self.detailed(standing, todo[:1]), *todo[1:]))

    def judged(self, identifier: str) -> tuple[Standing, tuple[Action, ...]] | None:
        """Where somebody stands and what must be done, without its details; nothing of the record is kept."""
        workspace = self._workspace
        trainee = workspace.trainee(identifier)
        if trainee is None or not self._usable(trainee.programme):
            return None
        case = workspace.case(trainee)
        engine = engine_of(case, self._on, self._memos[trainee.programme])
        standing = standing_of(engine)
        todo = todo_of(case, engine, standing)
        workspace.forget(identifier)
        return standing, todo

    def detailed(self, standing: Standing, todo: Iterable[Action]) -> tuple[Action, ...]:
        """Actions with their details; what waits for a requirement is looked up once for all."""
        programme = standing.programme
        links = self._links.setdefault(programme.id, Links(programme))
        return detailed(standing, todo, links)

    def _usable(self, identifier: str) -> bool:
        programme = self._workspace.programme(identifier)
        if identifier not in self._memos and programme is not None:
            if any(problem.severity is Severity.ERROR for problem in self._workspace.rules_problems(identifier)):
                return False
            self._memos[identifier] = Memo(programme)
        return identifier in self._memos


def rows(workspace: Workspace, on: date, processes: int | None = None) -> Iterator[Row | None]:
    """A line for every record, in the order of their ids."""
    names = workspace.trainee_ids()
    wanted = processes_for(len(names), WORTH_A_PROCESS) if processes is None else processes
    return each(names, Cohort(workspace, on).row, partial(_anew, workspace.root, on), wanted)


def _anew(root: Path, on: date) -> Callable[[str], Row | None]:
    return Cohort(Workspace(root), on).row

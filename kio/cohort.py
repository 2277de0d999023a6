"""Everybody's place in one line each: record by record, keeping only that line, in several processes where it pays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kio.actions import Action, due
from kio.evaluation.engine import evaluate
from kio.evaluation.memo import Memo
from kio.evaluation.result import Result, Standing, Status
from kio.message import Text
from kio.outlook import Outlook, outlook
from kio.problem import Severity
from kio.processes import each, processes_for
from kio.programme.model import Track
from kio.workspace import Workspace

WORTH_A_PROCESS = 20
"""Records; judging one takes longer than checking it."""


class Row(NamedTuple):
    """One trainee of a cohort.

    `next` is what must be done first, by `actor` where the programme has a word of its own for who must do it; `late`
    are the names of all requirements that are late, `review` and `failed` of those that somebody must judge or that
    cannot be met any more. `outlook` is there only where it was asked for.
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


def row_of(standing: Standing, full: bool = False) -> Row:
    """The line of a standing; a full one has its outlook."""
    trainee, phase, todo = standing.trainee, standing.phase, due(standing)
    first = todo[0].action() if todo else None
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
        tuple(item.about.name for item in todo if item.late and isinstance(item.about, Result)),
        first,
        standing.programme.actors.get(first.who) if first else None,
        _names(standing, Status.REVIEW),
        _names(standing, Status.FAILED),
        outlook(standing, tuple(item.action() for item in todo)) if full else None,
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

    def row(self, identifier: str) -> Row | None:
        """The line of a record, of which nothing else is kept; None where it or its rules cannot be used."""
        workspace = self._workspace
        trainee = workspace.trainee(identifier)
        if trainee is None or not self._usable(trainee.programme):
            return None
        case = workspace.case(trainee)
        row = row_of(evaluate(case, self._on, self._memos[trainee.programme]), self._full)
        workspace.forget(identifier)
        return row

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

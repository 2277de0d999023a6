"""The work of everybody: record by record, keeping only what must be done, in several processes where it pays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kio.actions import Action
from kio.cohort import WORTH_A_PROCESS, Cohort, Row, row_of
from kio.processes import each, processes_for
from kio.workspace import Workspace


class Work(NamedTuple):
    """What must be done for one trainee, the most urgent first."""

    row: Row
    actions: tuple[Action, ...]


class Worklist(Cohort):
    """Finds the work of the records of one workspace on one day, one at a time."""

    def work(self, identifier: str) -> Work | None:
        """The work for a record, of which nothing else is kept; None where it or its rules cannot be used."""
        found = self.judged(identifier)
        if found is None:
            return None
        standing, todo = found
        actions = self.detailed(standing, todo)
        return Work(row_of(standing, actions), actions)


def works(workspace: Workspace, on: date, processes: int | None = None) -> Iterator[Work | None]:
    """The work for every record, in the order of their ids."""
    names = workspace.trainee_ids()
    wanted = processes_for(len(names), WORTH_A_PROCESS) if processes is None else processes
    return each(names, Worklist(workspace, on).work, wanted)

"""What is kept of every record while the check goes on, for what only several of them can show."""

from __future__ import annotations

from collections.abc import Iterator

from kio.checking.across import linked_twice, shared_emails
from kio.checking.exceptions import Grants
from kio.checking.workspace import Found
from kio.problem import Problem
from kio.workspace import Workspace

OF_ALL = ("repeated-exception",)
"""What is only found where all records are checked."""


class Gathered:
    """A line of each record that has something to be held against others."""

    def __init__(self) -> None:
        self._lines: list[Found] = []
        self._grants = Grants()

    def add(self, found: Found) -> None:
        """Keep of a record what others may have too; what is only counted is counted."""
        self._grants.add(found.name, found.granted)
        if found.email or found.links:
            self._lines.append(found._replace(problems=(), ignores=(), granted=()))

    def problems(self, workspace: Workspace, *, complete: bool) -> Iterator[Problem]:
        """What the records show together; `complete` says that all of them were added."""
        yield from shared_emails(workspace, self._lines, complete=complete)
        yield from linked_twice(workspace, self._lines, complete=complete)
        if complete:
            known = (workspace.programme(name) for name in workspace.programme_ids())
            yield from self._grants.repeated(workspace, (programme for programme in known if programme))

"""Judging records for the commands that show them: what cannot be judged ends with its problems and exit code 1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from kio.checking.workspace import record_problems
from kio.render.problems import problems_text
from kio.worklist.details import work_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kio.actions import Action
    from kio.commands.session import Session
    from kio.evaluation.result import Standing
    from kio.models.record import Trainee
    from kio.problem import Problem


Unusable = Callable[[date, str, "Sequence[Problem]", str], dict[str, Any]]


def judged(session: Session, identifier: str, unusable: Unusable | None = None) -> tuple[Standing, tuple[Action, ...]]:
    """Where one trainee stands and what must be done; a record that cannot be used ends the command with 1."""
    trainee = usable_trainee(session, identifier, unusable)
    return work_of(session.workspace.case(trainee), session.on)


def usable_trainee(session: Session, identifier: str, unusable: Unusable | None = None) -> Trainee:
    """A record by rules that can be used; one that cannot be shows its problems and ends the command with 1.

    `unusable` says them as data, in the shape that the command's scripts know.
    """
    workspace = session.workspace
    trainee = workspace.trainee(identifier)
    if trainee is None:
        for programme in workspace.used_programmes():
            workspace.require_rules(programme)
        problems = record_problems(workspace, identifier, session.on)
        if unusable:
            session.show_json(unusable(session.on, identifier, problems, session.language))
        else:
            session.aside(problems_text(problems, session.language))
        raise typer.Exit(1)
    workspace.require_rules(trainee.programme)
    return trainee

"""Judging records for the commands that show them: what cannot be judged ends with its problems and exit code 1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from kio.checking.workspace import record_problems
from kio.message import message
from kio.problem import KioError
from kio.render.problems import problems_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kio.commands.session import Session
    from kio.evaluation.view import Case
    from kio.models.record import Trainee
    from kio.problem import Problem
    from kio.programme.model import Programme


Unusable = Callable[[date, str, "Sequence[Problem]", str], dict[str, Any]]


def usable_case(session: Session, identifier: str, unusable: Unusable | None = None) -> Case:
    """The case of one trainee; a record that cannot be used shows its problems and ends the command with 1.

    `unusable` says the problems as data. Raises KioError where the rules have errors, or do not reach back to the day
    of this run.
    """
    trainee = usable_trainee(session, identifier, unusable)
    case = session.workspace.case(trainee)
    require_edition(case.programme, session.on)
    return case


def require_edition(programme: Programme, on: date) -> None:
    """Stop where there were no rules on a day: what is asked then is not nothing, but unknown."""
    first = programme.editions[0].first_day if programme.editions else None
    if first is not None and on < first:
        said = message("on {day} there were no rules yet; the first edition begins on {first}", day=on, first=first)
        raise KioError(said, message("choose a later day"))


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

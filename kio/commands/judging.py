"""Judging records for the commands that show them: what cannot be judged ends with its problems and exit code 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kio.checking.workspace import record_problems
from kio.evaluation.engine import evaluate
from kio.render.json import unusable_json
from kio.render.problems import problems_text

if TYPE_CHECKING:
    from kio.commands.session import Session
    from kio.evaluation.result import Standing
    from kio.models.record import Trainee


def judged(session: Session, identifier: str, *, as_json: bool = False) -> Standing:
    """Where one trainee stands; a record that cannot be used shows its problems and ends the command with 1."""
    trainee = session.workspace.trainee(identifier)
    if trainee is None:
        for programme in session.workspace.used_programmes():
            session.workspace.require_rules(programme)
        problems = record_problems(session.workspace, identifier, session.on)
        if as_json:
            session.show_json(unusable_json(session.on, identifier, problems, session.language))
        else:
            session.aside(problems_text(problems, session.language))
        raise typer.Exit(1)
    return standing_of(session, trainee)


def standing_of(session: Session, trainee: Trainee) -> Standing:
    """Where a trainee stands on the day of this run; raises KioError where the rules have errors."""
    session.workspace.require_rules(trainee.programme)
    return evaluate(session.workspace.case(trainee), session.on)

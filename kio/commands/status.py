"""`kio status`: where a trainee stands and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.completion import complete_trainee
from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.commands.supposing import EditionOption, ReadingOption
from kio.message import message

if TYPE_CHECKING:
    from kio.commands.judging import Unusable

TraineeArgument = Annotated[
    str,
    typer.Argument(
        metavar=help_text(message("TRAINEE")),
        help=help_text(message("an id, or a unique part of an id or a name")),
        autocompletion=complete_trainee,
    ),
]

Sources = Annotated[
    bool,
    typer.Option("--sources", help=help_text(message("also where each requirement comes from and how it was read"))),
]


@with_session
def status(
    session: Session,
    trainee: TraineeArgument,
    *,
    sources: Sources = False,
    reading: ReadingOption = None,
    edition: EditionOption = None,
    as_json: Json = False,
) -> None:
    """Where a trainee stands on a day, with the reason for every answer."""
    from kio.checking.workspace import record_problems
    from kio.commands.judging import usable_case
    from kio.commands.supposing import supposed
    from kio.evaluation.readings import with_readings
    from kio.lookup import find_trainee
    from kio.problem import Severity
    from kio.worklist.details import work_of

    identifier = find_trainee(session.workspace, trainee)
    case = supposed(usable_case(session, identifier, _unusable() if as_json else None), reading, edition)
    standing, todo = work_of(case, session.on)
    standing = with_readings(case, standing)
    problems = record_problems(session.workspace, identifier, session.on)
    if as_json:
        from kio.render.json import status_json

        session.show_json(status_json(standing, todo, problems, session.language))
    else:
        from kio.render.text import status_text

        session.show(status_text(standing, todo, problems, session.face()._replace(sources=sources)))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(1)


def _unusable() -> Unusable:
    from kio.render.json import unusable_json

    return unusable_json

"""`kio plan`: the earliest day on which somebody can be certified, and what holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.commands.status import TraineeArgument
from kio.message import message

if TYPE_CHECKING:
    from datetime import date

    from kio.evaluation.view import Case

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar=help_text(message("YYYY-MM-DD")),
        help=help_text(message("whether it can be by this day, and what it takes")),
    ),
]
Group = Annotated[
    str | None,
    typer.Option(
        "--group", metavar=help_text(message("GROUP")), help=help_text(message("go on with the plan of this group"))
    ),
]


@with_session
def plan(
    session: Session,
    trainee: TraineeArgument,
    *,
    by: By = None,
    group: Group = None,
    as_json: Json = False,
    **paces: str | None,
) -> None:
    """The earliest day of the goal, the chain that holds it and the steps on the way."""
    from kio.checking.workspace import record_problems
    from kio.commands.judging import require_edition, usable_trainee
    from kio.commands.paces import read_paces
    from kio.lookup import find_trainee
    from kio.planning import planner
    from kio.planning.plan import Assumed
    from kio.problem import Severity
    from kio.render.plan_json import plan_json, unusable_plan_json

    identifier = find_trainee(session.workspace, trainee)
    record = usable_trainee(session, identifier, unusable_plan_json if as_json else None)
    case = _in_group(session, session.workspace.case(record), group)
    require_edition(case.programme, session.on)
    assumed = Assumed(read_paces(case.programme, paces), _day(by), group)
    found = planner.plan(case, session.on, assumed)
    problems = record_problems(session.workspace, identifier, session.on)
    if as_json:
        session.show_json(plan_json(found, problems, session.language))
    else:
        from kio.render.plan import plan_text

        session.show(plan_text(found, problems, session.face()))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(1)


def _in_group(session: Session, case: Case, name: str | None) -> Case:
    """The case with what another group plans for it."""
    if name is None:
        return case
    from kio.commands.pricing import plan_of
    from kio.records import foreseen

    plan_of(session, case.programme, name)
    group = session.workspace.group(name)
    return case._replace(planned=foreseen(group, case.trainee, case.programme) if group else ())


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    from kio.models.scalars import WrongValueError, to_date
    from kio.problem import KioError

    try:
        return to_date(text)
    except WrongValueError as error:
        raise KioError(
            message("{where} {value}: {why}", where="--by", value=text, why=error.message), error.hint
        ) from None

"""`kio next`: who must do what, for one trainee or for everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.completion import complete_trainee
from kio.commands.listing import Group, Phase, Track, fits, programmes_of, refuse_unknown, tell_unusable, usable_rows
from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.message import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kio.cohort import Row
    from kio.message import Text
    from kio.problem import Problem
    from kio.render.json import Json as Data
    from kio.worklist.choosing import Choice, Task
    from kio.worklist.cohort import Work

TraineeArgument = Annotated[
    str | None,
    typer.Argument(
        metavar=help_text(message("[TRAINEE]")),
        help=help_text(message("only for this trainee")),
        autocompletion=complete_trainee,
    ),
]
Who = Annotated[
    str | None,
    typer.Option(
        "--who",
        metavar=help_text(message("ROLE[:PERSON]")),
        help=help_text(message("only what this role or person must do")),
    ),
]
Within = Annotated[
    str | None,
    typer.Option(
        "--within", metavar="30d|2w|3m", help=help_text(message("only what is late, due or possible within this time"))
    ),
]
Overdue = Annotated[bool, typer.Option("--overdue", help=help_text(message("only what is late")))]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="person|date|trainee", help=help_text(message("in which groups (else by person)"))),
]
TIME = re.compile(r"([0-9]{1,4})([dwmy])")
UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


@with_session
def following(
    session: Session,
    trainee: TraineeArgument = None,
    *,
    who: Who = None,
    within: Within = None,
    overdue: Overdue = False,
    by: By = None,
    group: Group = None,
    track: Track = None,
    phase: Phase = None,
    as_json: Json = False,
) -> None:
    """Who must do what, with which evidence, from when and until when."""
    from kio.worklist.choosing import Choice

    choice = Choice(until=_until(session.on, within) if within is not None else None, overdue=overdue)
    if trainee is None:
        _of_cohort(session, (group, track, phase), who, choice, by, as_json=as_json)
    else:
        _refuse_of_one({"--by": by, "--group": group, "--track": track, "--phase": phase})
        _of_one(session, trainee, who, choice, as_json=as_json)


# --- one trainee


def _refuse_of_one(given: Mapping[str, str | None]) -> None:
    from kio.problem import KioError

    for option, value in given.items():
        if value is not None:
            raise KioError(message("{option} is for everybody", option=option), message("leave out the name"))


def _of_one(session: Session, query: str, who: str | None, choice: Choice, *, as_json: bool) -> None:
    from kio.checking.workspace import record_problems
    from kio.cohort import row_of
    from kio.commands.judging import usable_case
    from kio.lookup import find_trainee
    from kio.problem import Severity
    from kio.worklist.choosing import chosen, tasks_of
    from kio.worklist.cohort import Work
    from kio.worklist.details import work_of

    identifier = find_trainee(session.workspace, query)
    case = usable_case(session, identifier, _unusable if as_json else None)
    standing, todo = work_of(case, session.on)
    row = row_of(standing, todo)
    choice = _with_who(session, choice, who, [row])
    found = list(chosen([Work(row, todo)], choice))
    if as_json:
        from kio.render.work_json import work_json

        session.show_json(work_json(session.on, tasks_of(found), session.workspace.people, session.language))
    else:
        from kio.render.work import Names, next_text
        from kio.worklist.idle import why_nothing

        nothing = None if found else message("nothing of this kind") if todo else why_nothing(standing)
        names = Names(standing.programme.actors, session.workspace.people)
        actions = found[0].actions if found else ()
        session.show(next_text(standing, actions, session.face(), names, nothing))
    problems = record_problems(session.workspace, identifier, session.on)
    if any(problem.severity is Severity.ERROR for problem in problems):
        session.aside(session.say(message("this record has errors (kio status shows them), so this may be wrong")))
        raise typer.Exit(1)


def _unusable(on: date, identifier: str, _problems: Sequence[Problem], language: str) -> Data:
    from kio.render.work_json import work_json

    return work_json(on, (), {}, language, [identifier])


# --- the cohort


def _of_cohort(
    session: Session,
    only: tuple[str | None, str | None, str | None],
    who: str | None,
    choice: Choice,
    by: str | None,
    *,
    as_json: bool,
) -> None:
    from kio.worklist.choosing import chosen, tasks_of
    from kio.worklist.cohort import works

    grouping = _grouping(by)
    found, unusable = usable_rows(session, works(session.workspace, session.on))
    group, track, phase = only
    programmes = programmes_of(session, [work.row for work in found])
    refuse_unknown(session, programmes, {"group": group, "track": track, "phase": phase})
    choice = _with_who(session, choice, who, [work.row for work in found])
    wanted = [work for work in found if fits(work.row, group, track, phase)]
    tasks = tasks_of(chosen(wanted, choice))
    if as_json:
        from kio.render.work_json import work_json

        session.show_json(work_json(session.on, tasks, session.workspace.people, session.language, unusable))
    else:
        _show_groups(session, found, grouping, tasks)
    tell_unusable(session, unusable)


def _grouping(by: str | None) -> str:
    from kio.near import did_you_mean
    from kio.problem import KioError
    from kio.worklist.choosing import GROUPINGS

    if by is None:
        return GROUPINGS[0]
    if by not in GROUPINGS:
        raise KioError(message("it cannot be grouped by {value}", value=by), did_you_mean(by, GROUPINGS))
    return by


def _show_groups(session: Session, works: Iterable[Work], grouping: str, tasks: Sequence[Task]) -> None:
    from kio.render.work import Names, worklist_text
    from kio.worklist.choosing import by_date, by_person, by_trainee

    actors = _actors(session, [work.row for work in works])
    if grouping == "person":
        groups = by_person(tasks, list(actors))
    else:
        groups = by_date(tasks) if grouping == "date" else by_trainee(tasks)
    names = Names(actors, session.workspace.people)
    session.show(worklist_text(session.on, groups, grouping, session.face(), names))


# --- what is asked for


def _until(on: date, within: str) -> date:
    from kio.evaluation.calendar import shift
    from kio.problem import KioError

    found = TIME.fullmatch(within)
    if found is None:
        raise KioError(message("{value} does not say how long", value=within), message("write 30d, 2w or 3m"))
    return shift(on, int(found[1]), UNITS[found[2]])


def _with_who(session: Session, choice: Choice, who: str | None, rows: Sequence[Row]) -> Choice:
    """The choice with a role, a person or both; raises KioError for one that is not known."""
    if who is None or not rows:
        return choice
    from kio.actions import COORDINATOR, TRAINEE
    from kio.near import did_you_mean
    from kio.problem import KioError

    roles = dict.fromkeys([*_actors(session, rows), COORDINATOR, TRAINEE])
    people = [*session.workspace.people, *(row.id for row in rows)]
    role, colon, person = who.partition(":")
    if not colon:
        role, person = (who, "") if who in roles else ("", who)
        if not role and person not in people:
            said = message("there is nobody called {value}, and no such role", value=who)
            raise KioError(said, did_you_mean(who, [*roles, *people]))
    if role and role not in roles:
        raise KioError(message("there is no role {value}", value=role), did_you_mean(role, roles))
    if colon and person not in people:
        raise KioError(message("there is nobody called {value}", value=person), did_you_mean(person, people))
    return choice._replace(role=role or None, person=person or None)


def _actors(session: Session, rows: Iterable[Row]) -> dict[str, Text]:
    """What the programmes of these records call those who must act."""
    found: dict[str, Text] = {}
    for identifier in dict.fromkeys(row.programme for row in rows):
        programme = session.workspace.programme(identifier)
        found = {**(programme.actors if programme else {}), **found}
    return found

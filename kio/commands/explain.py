"""`kio explain`: what a requirement asks and why somebody has met it or not; what an entry is used for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.completion import complete_requirement, complete_trainee
from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.commands.supposing import EditionOption, ReadingOption, supposed
from kio.message import message

if TYPE_CHECKING:
    from kio.evaluation.view import Case
    from kio.programme.model import Programme

What = Annotated[
    str,
    typer.Argument(
        metavar=help_text(message("REQUIREMENT")),
        help=help_text(message("a requirement, or the number of a line of the record")),
        autocompletion=complete_requirement,
    ),
]
OptionalTrainee = Annotated[
    str | None,
    typer.Argument(
        metavar=help_text(message("[TRAINEE]")),
        help=help_text(message("an id, or a unique part of an id or a name")),
        autocompletion=complete_trainee,
    ),
]
LINE = re.compile(r"(?:.*?:)?([1-9][0-9]{0,5})(?::[0-9]*)?")
"""A line of a record, by itself or as kio check writes it: `file:line:column`."""


@with_session
def explain(
    session: Session,
    requirement: What,
    trainee: OptionalTrainee = None,
    *,
    reading: ReadingOption = None,
    edition: EditionOption = None,
    as_json: Json = False,
) -> None:
    """Say what is asked, from which source and by which reading; for somebody, which entries count and why."""
    from kio.commands.judging import usable_case
    from kio.lookup import find_trainee

    line = LINE.fullmatch(requirement)
    if trainee is None:
        _explain_rule(session, requirement, line is not None, as_json=as_json)
        return
    case = supposed(usable_case(session, find_trainee(session.workspace, trainee)), reading, edition)
    if line:
        _explain_entry(session, case, int(line[1]), as_json=as_json)
    else:
        _explain_result(session, case, requirement, as_json=as_json)


def _explain_result(session: Session, case: Case, query: str, *, as_json: bool) -> None:
    from kio.breakdown import break_down
    from kio.lookup import find_requirement

    found = break_down(case, session.on, find_requirement(case.programme, query))
    if as_json:
        from kio.render.explain_json import explanation_json

        session.show_json(explanation_json(found, session.language))
    else:
        from kio.render.explain import explanation_text

        session.show(explanation_text(found, session.face()))


def _explain_entry(session: Session, case: Case, line: int, *, as_json: bool) -> None:
    from kio.breakdown import entry_at, uses_of
    from kio.problem import KioError

    lines = len(session.workspace.lines(case.trainee.file) or ())
    entry = entry_at(case.trainee, line) if line <= lines else None
    if entry is None:
        said = message("no entry of {trainee} stands on line {line}", trainee=case.trainee.id, line=line)
        first = min((one.line for one in case.trainee.log), default=None)
        hint = message("the log stands on lines {first} to {last}", first=first, last=lines) if first else None
        raise KioError(said, hint)
    found = uses_of(case, session.on, entry)
    if as_json:
        from kio.render.explain_json import uses_json

        session.show_json(uses_json(found, session.language))
    else:
        from kio.render.explain_entry import uses_text

        session.show(uses_text(found, case, session.face()))


def _explain_rule(session: Session, query: str, is_line: bool, *, as_json: bool) -> None:
    from kio.breakdown import beginner, break_down
    from kio.commands.judging import require_edition
    from kio.lookup import find_requirement
    from kio.problem import KioError

    if is_line:
        said = message("line {line} of whose record?", line=query)
        raise KioError(said, message("name the trainee: kio explain {line} TRAINEE", line=query))
    programme = _programme_with(session, query)
    require_edition(programme, session.on)
    name = find_requirement(programme, query)
    cases = [beginner(programme, track) for track in programme.tracks]
    found = [break_down(case, session.on, name) for case in cases if _asked_of(programme, name, case.trainee.track)]
    if as_json:
        from kio.render.explain_json import requirement_json

        session.show_json(requirement_json(found, session.language))
    else:
        from kio.render.explain import requirement_text

        session.show(requirement_text(found, session.face()))


def _asked_of(programme: Programme, name: str, track: str) -> bool:
    from kio.evaluation.outcome import asked_somewhere

    tracks = asked_somewhere(programme, name).tracks
    return not tracks or track in tracks


def _programme_with(session: Session, query: str) -> Programme:
    """The first programme that has such a requirement: the default one is looked at first."""
    from kio.lookup import requirement_names
    from kio.problem import KioError

    workspace = session.workspace
    names = dict.fromkeys([name for name in (workspace.default_programme(),) if name] + workspace.programme_ids())
    programmes = [programme for name in names if (programme := workspace.programme(name))]
    for name in names:
        workspace.require_rules(name)
    if not programmes:
        raise KioError(message("there are no rules here"))
    return next((one for one in programmes if requirement_names(one, query)), programmes[0])

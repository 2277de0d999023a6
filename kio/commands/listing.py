"""`kio list`: the cohort, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.message import Message, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kio.cohort import Row
    from kio.programme.model import Programme

Group = Annotated[
    str | None, typer.Option("--group", metavar=help_text(message("GROUP")), help=help_text(message("only this group")))
]
Track = Annotated[
    str | None, typer.Option("--track", metavar=help_text(message("TRACK")), help=help_text(message("only this track")))
]
Phase = Annotated[
    str | None, typer.Option("--phase", metavar=help_text(message("PHASE")), help=help_text(message("only this phase")))
]


Matrix = Annotated[bool, typer.Option("--matrix", help=help_text(message("everybody's answer for every requirement")))]
Checklist = Annotated[
    str | None,
    typer.Option("--checklist", metavar="CHECKLIST", help=help_text(message("with --matrix: only this checklist"))),
]
Stuck = Annotated[
    bool,
    typer.Option(
        "--stuck", help=help_text(message("the longest without progress first, of those of whom something is asked"))
    ),
]
Ready = Annotated[
    bool,
    typer.Option(
        "--ready", help=help_text(message("only those for whom nothing is open but what somebody else must do"))
    ),
]
Late = Annotated[
    bool, typer.Option("--late", help=help_text(message("only those with something late, the longest late first")))
]


@with_session
def cohort(
    session: Session,
    *,
    group: Group = None,
    track: Track = None,
    phase: Phase = None,
    matrix: Matrix = False,
    checklist: Checklist = None,
    stuck: Stuck = False,
    ready: Ready = False,
    late: Late = False,
    as_json: Json = False,
) -> None:
    """Everybody's phase, progress and next step."""
    from kio.attention import ALL, Attention, chosen

    asked = Attention(stuck, ready, late)
    _refuse_alone(checklist, matrix)
    found, unusable = _rows(session, full=matrix or as_json or asked != ALL)
    programmes = {name: programme for name in _programmes(found) if (programme := session.workspace.programme(name))}
    _refuse_unknown(session, programmes, {"group": group, "track": track, "phase": phase, "checklist": checklist})
    rows = chosen([row for row in found if _fits(row, group, track, phase)], asked)
    if as_json:
        from kio.render.json import list_json

        session.show_json(list_json(session.on, rows, unusable, session.language, matrix=matrix, checklist=checklist))
    elif matrix:
        from kio.render.matrix import matrix_text

        face = session.face(piped=WIDE)
        session.show(matrix_text(session.on, rows, programmes, face, checklist=checklist, asked=asked))
    else:
        from kio.render.cohort import list_text

        actors = {name: programme.actors for name, programme in programmes.items()}
        session.show(list_text(session.on, rows, session.face(piped=WIDE), asked, actors))
    _tell_unusable(session, unusable)


def _tell_unusable(session: Session, unusable: list[str]) -> None:
    if unusable:
        names = tuple(unusable)
        one = "{count} record cannot be read: {names} (kio check says why)"
        many = "{count} records cannot be read: {names} (kio check says why)"
        session.aside(session.say(plural(one, many, len(unusable), names=names)))


def _rows(session: Session, full: bool) -> tuple[list[Row], list[str]]:
    """A row of everybody who can be judged, and the ids of the others."""
    from kio.cohort import rows
    from kio.commands.judging import require_edition

    workspace = session.workspace
    found = dict(zip(workspace.trainee_ids(), rows(workspace, session.on, full=full), strict=True))
    unusable = [identifier for identifier, row in found.items() if row is None]
    for identifier in unusable:  # perhaps because of the rules, which then say why
        workspace.trainee(identifier)
    if unusable:
        for programme in workspace.used_programmes():
            workspace.require_rules(programme)
    judged = [row for row in found.values() if row]
    for name in _programmes(judged):
        if (rules := workspace.programme(name)) is not None:
            require_edition(rules, session.on)
    return judged, unusable


def _programmes(rows: Iterable[Row]) -> dict[str, None]:
    return dict.fromkeys(row.programme for row in rows)


def _fits(row: Row, group: str | None, track: str | None, phase: str | None) -> bool:
    return (
        (group is None or row.group == group)
        and (track is None or row.track.id == track)
        and (phase is None or row.phase == phase)
    )


def _refuse_alone(checklist: str | None, matrix: bool) -> None:
    from kio.problem import KioError

    if checklist is not None and not matrix:
        hint = message("add --matrix")
        raise KioError(message("--checklist is about the columns of --matrix"), hint)


def _refuse_unknown(session: Session, programmes: Mapping[str, Programme], asked: dict[str, str | None]) -> None:
    from kio.near import did_you_mean
    from kio.problem import KioError

    known = {
        "group": session.workspace.group_ids(),
        "track": [track for programme in programmes.values() for track in programme.tracks],
        "phase": [phase.id for programme in programmes.values() for phase in programme.phases],
        "checklist": [part.id for programme in programmes.values() for part in programme.checklists],
    }
    for kind, word in asked.items():
        if word is not None and programmes and word not in known[kind]:
            raise KioError(Message(UNKNOWN_TEXT[kind], {"value": word}), did_you_mean(word, dict.fromkeys(known[kind])))


WIDE = 200
"""Columns where nobody looks: a line for each trainee, whole, for grep and the like."""
UNKNOWN_TEXT = {
    "group": "there is no group {value}",
    "track": "there is no track {value}",
    "phase": "there is no phase {value}",
    "checklist": "there is no checklist {value}",
}

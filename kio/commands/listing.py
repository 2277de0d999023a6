"""`kio list`: the cohort, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.message import Message, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kio.cohort import Row
    from kio.programme.model import Programme

T = TypeVar("T")
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
    from kio.cohort import rows as found_rows

    asked = Attention(stuck, ready, late)
    _refuse_alone(checklist, matrix)
    full = matrix or as_json or asked != ALL
    found, unusable = usable_rows(session, found_rows(session.workspace, session.on, full=full))
    programmes = programmes_of(session, found)
    refuse_unknown(session, programmes, {"group": group, "track": track, "phase": phase, "checklist": checklist})
    rows = chosen([row for row in found if fits(row, group, track, phase)], asked)
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
    tell_unusable(session, unusable)


def tell_unusable(session: Session, unusable: Sequence[str]) -> None:
    """Name the records that cannot be judged, beside the answer."""
    if unusable:
        names = tuple(unusable)
        one = "{count} record cannot be read: {names} (kio check says why)"
        many = "{count} records cannot be read: {names} (kio check says why)"
        session.aside(session.say(plural(one, many, len(unusable), names=names)))


def usable_rows(session: Session, rows: Iterable[T | None]) -> tuple[list[T], list[str]]:
    """What was found of everybody who can be judged, and the ids of the others."""
    workspace = session.workspace
    found = dict(zip(workspace.trainee_ids(), rows, strict=True))
    unusable = [identifier for identifier, row in found.items() if row is None]
    for identifier in unusable:  # perhaps because of the rules, which then say why
        workspace.trainee(identifier)
    if unusable:
        for programme in workspace.used_programmes():
            workspace.require_rules(programme)
    return [row for row in found.values() if row], unusable


def programmes_of(session: Session, rows: Iterable[Row]) -> dict[str, Programme]:
    """The programmes of these rows by their ids; raises KioError where one had no rules yet on the day."""
    from kio.commands.judging import require_edition

    names = dict.fromkeys(row.programme for row in rows)
    found = {name: programme for name in names if (programme := session.workspace.programme(name))}
    for programme in found.values():
        require_edition(programme, session.on)
    return found


def fits(row: Row, group: str | None, track: str | None, phase: str | None) -> bool:
    """Whether a row is of this group, track and phase, as far as they are named."""
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


def refuse_unknown(session: Session, programmes: Mapping[str, Programme], asked: dict[str, str | None]) -> None:
    """Raise KioError for a group, a track, a phase or a checklist that there is not."""
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

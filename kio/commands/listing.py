"""`kio list`: the cohort, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.message import Message, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kio.render.json import Row

Group = Annotated[str | None, typer.Option("--group", metavar="GROUP", help=help_text(message("only this group")))]
Track = Annotated[str | None, typer.Option("--track", metavar="TRACK", help=help_text(message("only this track")))]
Phase = Annotated[str | None, typer.Option("--phase", metavar="PHASE", help=help_text(message("only this phase")))]


@with_session
def cohort(
    session: Session, *, group: Group = None, track: Track = None, phase: Phase = None, as_json: Json = False
) -> None:
    """Everybody's phase, progress and next step."""
    rows, unusable = _rows(session)
    _refuse_unknown(session, rows, {"group": group, "track": track, "phase": phase})
    wanted = [row for row in rows if _fits(row, group, track, phase)]
    if as_json:
        from kio.render.json import list_json

        session.show_json(list_json(session.on, wanted, unusable, session.language))
    else:
        from kio.render.cohort import list_text

        session.show(list_text(session.on, wanted, session.face(piped=WIDE)))
    if unusable:
        names = ", ".join(unusable)
        one = "{count} record cannot be read: {names} (kio check says why)"
        many = "{count} records cannot be read: {names} (kio check says why)"
        session.aside(session.say(plural(one, many, len(unusable), names=names)))


def _rows(session: Session) -> tuple[list[Row], list[str]]:
    from kio.actions import actions
    from kio.commands.judging import standing_of
    from kio.render.json import Row

    workspace = session.workspace
    trainees = {identifier: workspace.trainee(identifier) for identifier in workspace.trainee_ids()}
    if None in trainees.values():  # perhaps because of the rules, which then say why
        for programme in workspace.used_programmes():
            workspace.require_rules(programme)
    standings = [standing_of(session, trainee) for trainee in trainees.values() if trainee]
    rows = [Row(standing, actions(standing)) for standing in standings]
    return rows, [identifier for identifier, trainee in trainees.items() if trainee is None]


def _fits(row: Row, group: str | None, track: str | None, phase: str | None) -> bool:
    standing = row.standing
    return (
        (group is None or standing.trainee.group == group)
        and (track is None or standing.track.id == track)
        and (phase is None or standing.phase.id == phase)
    )


def _refuse_unknown(session: Session, rows: Iterable[Row], asked: dict[str, str | None]) -> None:
    from kio.near import did_you_mean
    from kio.problem import KioError

    programmes = list({row.standing.programme.id: row.standing.programme for row in rows}.values())
    known = {
        "group": session.workspace.group_ids(),
        "track": [track for programme in programmes for track in programme.tracks],
        "phase": [phase.id for programme in programmes for phase in programme.phases],
    }
    for kind, word in asked.items():
        if word is not None and rows and word not in known[kind]:
            raise KioError(Message(UNKNOWN_TEXT[kind], {"value": word}), did_you_mean(word, dict.fromkeys(known[kind])))


WIDE = 200
"""Columns where nobody looks: a line for each trainee, whole, for grep and the like."""
UNKNOWN_TEXT = {
    "group": "there is no group {value}",
    "track": "there is no track {value}",
    "phase": "there is no phase {value}",
}

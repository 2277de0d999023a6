"""`kio list`: the cohort, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.message import Message, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kio.cohort import Row

T = TypeVar("T")
Group = Annotated[str | None, typer.Option("--group", metavar="GROUP", help=help_text(message("only this group")))]
Track = Annotated[str | None, typer.Option("--track", metavar="TRACK", help=help_text(message("only this track")))]
Phase = Annotated[str | None, typer.Option("--phase", metavar="PHASE", help=help_text(message("only this phase")))]


@with_session
def cohort(
    session: Session, *, group: Group = None, track: Track = None, phase: Phase = None, as_json: Json = False
) -> None:
    """Everybody's phase, progress and next step."""
    from kio.cohort import rows as found_rows

    rows, unusable = usable_rows(session, found_rows(session.workspace, session.on))
    refuse_unknown(session, rows, {"group": group, "track": track, "phase": phase})
    wanted = [row for row in rows if fits(row, group, track, phase)]
    if as_json:
        from kio.render.json import list_json

        session.show_json(list_json(session.on, wanted, unusable, session.language))
    else:
        from kio.render.cohort import list_text

        session.show(list_text(session.on, wanted, session.face(piped=WIDE)))
    tell_unusable(session, unusable)


def tell_unusable(session: Session, unusable: Sequence[str]) -> None:
    """Name the records that cannot be judged, beside the answer."""
    if unusable:
        names = ", ".join(unusable)
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


def fits(row: Row, group: str | None, track: str | None, phase: str | None) -> bool:
    """Whether a row is of this group, track and phase, as far as they are named."""
    return (
        (group is None or row.group == group)
        and (track is None or row.track.id == track)
        and (phase is None or row.phase == phase)
    )


def refuse_unknown(session: Session, rows: Iterable[Row], asked: dict[str, str | None]) -> None:
    """Raise KioError for a group, track or phase that there is not."""
    from kio.near import did_you_mean
    from kio.problem import KioError

    workspace = session.workspace
    named = [workspace.programme(identifier) for identifier in dict.fromkeys(row.programme for row in rows)]
    programmes = [programme for programme in named if programme]
    known = {
        "group": workspace.group_ids(),
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

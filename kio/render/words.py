"""The words that several screens share: of a status, of an actor, of a day that comes or has passed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kio.evaluation.result import Result, Status
from kio.message import Message, Text, message, plural
from kio.render.face import Face
from kio.render.layout import Piece
from kio.render.symbols import LATE

STATUS_WORDS = {
    Status.MET: message("met"),
    Status.WAIVED: message("waived"),
    Status.OPEN: message("open"),
    Status.WAITING: message("waiting"),
    Status.REVIEW: message("to be judged"),
    Status.FAILED: message("failed"),
    Status.NOT_APPLICABLE: message("not applicable"),
}
ACTOR_WORDS = {
    "trainee": message("trainee"),
    "coordinator": message("coordinator"),
}


def actor(who: str, own: Text | None) -> Message | Text | str:
    """Who must act: in the programme's own word, else in one of ours."""
    return own or ACTOR_WORDS.get(who) or who


def share(have: object, need: object) -> Message:
    """So much of so much."""
    return message("{have} of {need}", have=have, need=need)


def amount(result: Result) -> Message | None:
    """What there is of what is needed, with its unit; None where the status says it all (one, without a unit)."""
    have, need, unit = result.have, result.need, result.requirement.unit
    if need is None or (unit is None and need <= 1):
        return None
    counted = share(Decimal(0) if have is None else have, need)
    if have is not None and have > need:
        counted = message("{have} ({need} needed)", have=have, need=need)
    if unit is None:
        return counted
    return message("{amount} {unit}", amount=counted, unit=unit.one if need == 1 else unit.many)


def late_by(until: date, on: date) -> Message:
    """How long ago the last day was."""
    days = (on - until).days
    return plural("{count} day late", "{count} days late", days)


def _term(until: date | None, late: bool, on: date, face: Face) -> list[Piece]:
    """The last day and, where it has passed, by how much."""
    if until is None:
        return []
    last = face.say(message("by {day}", day=until))
    return [Piece(f"{last},"), Piece(face.say(late_by(until, on)), LATE)] if late else [Piece(last)]


class Term(NamedTuple):
    """When something is planned, possible and due."""

    from_: date | None
    until: date | None
    late: bool
    planned: date | None


def _start(from_: date | None, face: Face) -> list[Piece]:
    """The first possible day."""
    return [Piece(face.say(message("possible from {day}", day=from_)))] if from_ else []


def window(term: Term, on: date, face: Face) -> list[Piece]:
    """For when something is planned, and from when until when it must be done, with dots between them."""
    planned = [Piece(face.say(message("planned for {day}", day=term.planned)))] if term.planned else []
    parts = [planned, _start(term.from_, face), _term(term.until, term.late, on, face)]
    return [piece for part in parts if part for piece in (Piece(face.symbols.dot), *part)][1:]


def dotted(texts: list[str], face: Face) -> list[Piece]:
    """Texts with dots between them."""
    dot = Piece(face.symbols.dot)
    return [part for text in texts if text for part in (dot, Piece(text))][1:]


def bar(met: int, of: int, size: int, face: Face) -> str:
    """A bar that is full only when everything is met."""
    filled = size * met // of if of else 0
    return face.symbols.full * filled + face.symbols.empty * (size - filled)

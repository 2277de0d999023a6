"""What is said of somebody in `kio list`: the next step or several, the last progress, why ready, and of nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kio.actions import Action
from kio.attention import Attention
from kio.cohort import Row
from kio.message import Message, Text, message, plural
from kio.outlook import Outlook, Ready
from kio.render.face import Face
from kio.render.layout import Piece
from kio.render.symbols import LATE
from kio.render.words import Term, actor, late_by, window

Actors = Mapping[str, Mapping[str, Text]]
"""By programme: its own words for who must act."""
READY_WORDS = {Ready.NOW: message("now"), Ready.OTHERS: message("waits for others")}


def seen_titles(asked: Attention, face: Face) -> list[str]:
    """The titles of what was asked for."""
    titles = [message("last progress")] if asked.stuck else []
    return [face.say(title) for title in (*titles, *([message("ready")] if asked.ready else []))]


def seen(row: Row, on: date, asked: Attention, face: Face) -> tuple[str, ...]:
    """What was asked for, in the order of its titles."""
    if row.outlook is None:
        return ()
    said = [_progress(row.outlook, on)] if asked.stuck else []
    if asked.ready and row.outlook.ready:
        said.append(READY_WORDS[row.outlook.ready])
    return tuple(face.say(text) for text in said)


def _progress(outlook: Outlook, on: date) -> Message:
    day = outlook.progressed
    if day is None:
        return message("nothing counts yet")
    return plural("{day}, {count} day ago", "{day}, {count} days ago", (on - day).days, day=day)


def steps(row: Row, on: date, asked: Attention, face: Face, actors: Actors) -> list[list[Piece]]:
    """What must be done: all that is late or left where that was asked for, else only what comes next."""
    todo = row.outlook.todo if row.outlook else ()
    listed = [action for action in todo if (asked.late and action.late) or (asked.ready and not asked.late)]
    own = actors.get(row.programme, {})
    return [list(_step(action, own, on, face)) for action in listed] or [[*_next(row, on, face), *_marks(row, face)]]


def _step(action: Action, own: Mapping[str, Text], on: date, face: Face) -> Iterator[Piece]:
    yield _task(action, own.get(action.who), face)
    when = window(Term(action.from_, action.until, action.late, action.planned), on, face)
    if when:
        yield Piece(face.symbols.dot)
        yield from when


def _task(action: Action, own: Text | None, face: Face) -> Piece:
    return Piece(face.say(message("{who}: {what}", who=actor(action.who, own), what=action.what)))


def _next(row: Row, on: date, face: Face) -> Iterator[Piece]:
    """The first action, and in words how late it is and how many others are."""
    first = row.next
    if first is None:
        yield Piece(face.say(message("nothing has to be done now")))
        return
    yield _task(first, row.actor, face)
    if first.late and first.until:
        more = len(row.late) - 1
        yield Piece(face.symbols.dot)
        yield Piece(face.say(late_by(first.until, on)), LATE)
        if more:
            yield Piece(face.say(plural("({count} more late)", "({count} more late)", more)))
    elif first.from_:
        yield Piece(face.symbols.dot)
        yield Piece(face.say(message("possible from {day}", day=first.from_)))


def _marks(row: Row, face: Face) -> Iterator[Piece]:
    """How much else must be judged or cannot be met any more, which the next step does not show."""
    first = row.next.requirement if row.next else None
    judged, failed = (sum(name != first for name in names) for names in (row.review, row.failed))
    said = [plural("{count} to be judged", "{count} to be judged", judged)] if judged else []
    said += [plural("{count} failed", "{count} failed", failed)] if failed else []
    for text in said:
        yield Piece(face.symbols.dot)
        yield Piece(face.say(text))


def nobody(asked: Attention) -> Message:
    """Said where nobody is as was asked for."""
    match asked:
        case Attention(stuck=True, ready=False, late=False):
            return message("nobody here can be stuck: nothing is asked of anybody now")
        case Attention(stuck=False, ready=True, late=False):
            return message("nobody here is ready yet: everybody still has something to do, or a day to wait for")
        case Attention(stuck=False, ready=False, late=True):
            return message("nobody here is late: no last day has passed")
        case _:
            return message("there is nobody here to whom all of this applies")

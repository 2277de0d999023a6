"""The screen of `kio list`: a line for each trainee, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from kio.cohort import Row
from kio.message import message, plural
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.symbols import LATE, STRONG
from kio.render.words import actor, dotted, late_by

NAME_WIDTH = 26
WIDEST = (24, 20, 16, 14, 14, 7)
"""Columns of the table: name, id, track, group, phase, progress. Only a long word makes one wider."""
ID = 1
ROOM_FOR_NEXT, AMPLE = 24, 60
"""Columns that the next step needs, and that it should have before ids are shown too."""
COLUMN_TITLES = (
    message("trainee"),
    message("id"),
    message("track"),
    message("group"),
    message("phase"),
    message("met"),
    message("next step"),
)


def list_text(on: date, rows: Sequence[Row], face: Face) -> Sheet:
    """A cohort: who stands where, what comes next and what is late."""
    if face.narrow:
        lines = [line for row in rows for line in (*_stacked(row, on, face), ())]
    else:
        table = _table(rows, on, face) if face.wide else None
        lines = [*(table or (line for row in rows for line in _pairs(row, on, face))), ()]
    return Sheet([*lines, *_summary(on, rows, face)])


def _fields(row: Row, face: Face) -> tuple[str, ...]:
    return (
        face.say(row.name),
        face.say(row.id),
        face.say(row.track.title),
        face.say(row.group or "-"),
        face.say(row.phase_title),
        face.say(message("{met}/{of}", met=row.met, of=row.of)),
    )


def _next(row: Row, on: date, face: Face) -> list[Piece]:
    """The first action, and in words how late it is and how many others are."""
    first = row.next
    if first is None:
        return [Piece(face.say(message("nothing has to be done now")))]
    pieces = [Piece(face.say(message("{who}: {what}", who=actor(first.who, row.actor), what=first.what)))]
    if first.late and first.until:
        more = len(row.late) - 1
        pieces += [Piece(face.symbols.dot), Piece(face.say(late_by(first.until, on)), LATE)]
        if more:
            pieces.append(Piece(face.say(plural("({count} more late)", "({count} more late)", more))))
    elif first.from_:
        pieces += [Piece(face.symbols.dot), Piece(face.say(message("possible from {day}", day=first.from_)))]
    return pieces


def _table(rows: Sequence[Row], on: date, face: Face) -> list[Line] | None:
    """A line for each; None where long words leave no room for the next step."""
    head = [face.say(title) for title in COLUMN_TITLES]
    fields = [_fields(row, face) for row in rows]
    widths = [_width([head[place], *(said[place] for said in fields)], most) for place, most in enumerate(WIDEST)]
    rest = face.width - sum(widths) - 2 * len(widths)
    shown = list(range(len(widths)))
    if rest < AMPLE:
        # Ids only repeat the names for most, and a name finds its record as well.
        shown.remove(ID)
        rest += widths[ID] + 2
    if rest < ROOM_FOR_NEXT:
        return None
    columns = (*(widths[place] for place in shown), rest)
    lines = beside([[[Piece(head[place], STRONG)]] for place in (*shown, -1)], columns)
    for row, said in zip(rows, fields, strict=True):
        cells = [flow([Piece(said[place], "" if place else STRONG)], widths[place]) for place in shown]
        lines += beside([*cells, flow(_next(row, on, face), rest)], columns)
    return lines


def _width(texts: Sequence[str], most: int) -> int:
    natural = max(cell_len(text) for text in texts)
    return natural if natural <= most else max(most, *(cell_len(word) for text in texts for word in text.split()))


def _pairs(row: Row, on: date, face: Face) -> list[Line]:
    """Two columns, two fields below each other in the first, the rest in the second."""
    name, identifier, track, group, phase, met = _fields(row, face)
    width = face.width - NAME_WIDTH - 2
    left = [*flow([Piece(name, STRONG)], NAME_WIDTH), *flow([Piece(identifier)], NAME_WIDTH)]
    facts = [text for text in (met, phase, track, group) if text != "-"]
    right = [*flow(dotted(facts, face), width), *flow(_next(row, on, face), width)]
    return beside([left, right], (NAME_WIDTH, width))


def _stacked(row: Row, on: date, face: Face) -> list[Line]:
    name, *others = _fields(row, face)
    fields = [*([Piece(text)] for text in others if text != "-"), _next(row, on, face)]
    body = [line for field in fields for line in flow(field, face.width - 2)]
    return [*flow([Piece(name, STRONG)], face.width), *indented(body, 2)]


def _summary(on: date, rows: Sequence[Row], face: Face) -> list[Line]:
    late = sum(bool(row.late) for row in rows)
    phases = Counter(face.say(row.phase_title) for row in rows)
    texts = [
        face.say(plural("{count} trainee", "{count} trainees", len(rows))),
        face.say(plural("{count} with something late", "{count} with something late", late)),
        *(f"{phase} {count}" for phase, count in phases.items()),
        face.say(message("as of {day}", day=on)),
    ]
    return flow(dotted(texts, face), face.width)

"""The screen of `kio list`: a line for each trainee, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from kio.message import message, plural
from kio.render.face import Face
from kio.render.json import Row
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.symbols import LATE, STRONG
from kio.render.words import actor, dotted, late_by

MOST = (26, 22, 18, 16, 16, 7)
"""The widest that columns of the table become: name, id, track, group, phase, progress; the rest is the next step."""
ROOM_FOR_NEXT = 24


def list_text(on: date, rows: Sequence[Row], face: Face) -> Sheet:
    """A cohort: who stands where, what comes next and what is late."""
    if face.narrow:
        lines = [line for row in rows for line in (*_stacked(row, face), ())]
    elif face.wide:
        lines = [*_table(rows, face), ()]
    else:
        lines = [*(line for row in rows for line in _pairs(row, face)), ()]
    return Sheet([*lines, *_summary(on, rows, face)])


def _fields(row: Row, face: Face) -> tuple[str, ...]:
    standing, trainee = row.standing, row.standing.trainee
    return (
        face.say(trainee.name),
        face.say(trainee.id),
        face.say(standing.track.title),
        face.say(trainee.group or "-"),
        face.say(standing.phase.title),
        face.say(message("{met}/{of}", met=standing.met, of=standing.of)),
    )


def _next(row: Row, face: Face) -> list[Piece]:
    """The first action, and in words how late it is and how many others are."""
    if not row.actions:
        return [Piece(face.say(message("nothing has to be done now")))]
    first, on = row.actions[0], row.standing.on
    who = actor(first.who, row.standing.programme)
    pieces = [Piece(face.say(message("{who}: {what}", who=who, what=first.what)))]
    if first.late and first.until:
        more = sum(action.late for action in row.actions) - 1
        pieces += [Piece(face.symbols.dot), Piece(face.say(late_by(first.until, on)), LATE)]
        if more:
            pieces.append(Piece(face.say(plural("({count} more late)", "({count} more late)", more))))
    elif first.from_:
        pieces += [Piece(face.symbols.dot), Piece(face.say(message("possible from {day}", day=first.from_)))]
    return pieces


def _table(rows: Sequence[Row], face: Face) -> list[Line]:
    titles = [
        message("trainee"), message("id"), message("track"), message("group"), message("phase"), message("met"),
        message("next step"),
    ]  # fmt: skip
    head = [face.say(title) for title in titles]
    fields = [_fields(row, face) for row in rows]
    widths = [min(most, max(cell_len(line[place]) for line in (head, *fields))) for place, most in enumerate(MOST)]
    rest = max(face.width - sum(widths) - 2 * len(widths), ROOM_FOR_NEXT)
    columns = (*widths, rest)
    lines = beside([[[Piece(title, STRONG)]] for title in head], columns)
    for row, said in zip(rows, fields, strict=True):
        cells = [flow([Piece(text, "" if place else STRONG)], widths[place]) for place, text in enumerate(said)]
        lines += beside([*cells, flow(_next(row, face), rest)], columns)
    return lines


def _pairs(row: Row, face: Face) -> list[Line]:
    """Two columns, two fields below each other in the first, the rest in the second."""
    name, identifier, track, group, phase, met = _fields(row, face)
    width = face.width - MOST[0] - 2
    left = [*flow([Piece(name, STRONG)], MOST[0]), *flow([Piece(identifier)], MOST[0])]
    facts = [text for text in (met, phase, track, group) if text != "-"]
    right = [*flow(dotted(facts, face), width), *flow(_next(row, face), width)]
    return beside([left, right], (MOST[0], width))


def _stacked(row: Row, face: Face) -> list[Line]:
    name, *others = _fields(row, face)
    fields = [*([Piece(text)] for text in others if text != "-"), _next(row, face)]
    body = [line for field in fields for line in flow(field, face.width - 2)]
    return [*flow([Piece(name, STRONG)], face.width), *indented(body, 2)]


def _summary(on: date, rows: Sequence[Row], face: Face) -> list[Line]:
    late = sum(any(action.late for action in row.actions) for row in rows)
    phases = Counter(face.say(row.standing.phase.title) for row in rows)
    texts = [
        face.say(plural("{count} trainee", "{count} trainees", len(rows))),
        face.say(plural("{count} with something late", "{count} with something late", late)),
        *(f"{phase} {count}" for phase, count in phases.items()),
        face.say(message("as of {day}", day=on)),
    ]
    return flow(dotted(texts, face), face.width)

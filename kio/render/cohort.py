"""The screen of `kio list`: a line for each trainee, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from kio.attention import ALL, Attention
from kio.cohort import Row
from kio.message import message, plural
from kio.render.attention import Actors, nobody, seen, seen_titles, steps
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.symbols import STRONG
from kio.render.words import dotted

NAME_WIDTH = 26
WIDEST = (24, 20, 16, 14, 14, 7)
"""Columns of the table: name, id, track, group, phase, progress. Only a long word makes one wider."""
WIDEST_SEEN = 30
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


def list_text(on: date, rows: Sequence[Row], face: Face, asked: Attention = ALL, actors: Actors | None = None) -> Sheet:
    """A cohort: who stands where, what comes next and what is late; `actors` are the programmes' own words."""
    if not rows and asked != ALL:
        return Sheet(flow([Piece(face.say(nobody(asked)))], face.width))
    told = [
        Told(_fields(row, face), seen(row, on, asked, face), steps(row, on, asked, face, actors or {})) for row in rows
    ]
    if face.narrow:
        lines = [line for one in told for line in (*_stacked(one, asked, face), ())]
    else:
        table = _table(told, asked, face) if face.wide else None
        lines = [*(table or (line for one in told for line in _pairs(one, asked, face))), ()]
    return Sheet([*lines, *summary(on, rows, face)])


class Told(NamedTuple):
    """What is said of somebody: the fields of the table, what was asked for, and steps for a line each."""

    fields: tuple[str, ...]
    seen: tuple[str, ...]
    steps: list[list[Piece]]


def _fields(row: Row, face: Face) -> tuple[str, ...]:
    return (
        face.say(row.name),
        face.say(row.id),
        face.say(row.track.title),
        face.say(row.group or "-"),
        face.say(row.phase_title),
        face.say(message("{met}/{of}", met=row.met, of=row.of)),
    )


def _table(told: Sequence[Told], asked: Attention, face: Face) -> list[Line] | None:
    """A line for each; None where long words leave no room for the next step."""
    *titles, last = [face.say(title) for title in COLUMN_TITLES]
    head = [*titles, *seen_titles(asked, face)]
    fields = [[*one.fields, *one.seen] for one in told]
    most = (*WIDEST, *[WIDEST_SEEN] * (len(head) - len(WIDEST)))
    widths = [width_of([head[place], *(said[place] for said in fields)], most[place]) for place in range(len(head))]
    rest = face.width - sum(widths) - 2 * len(widths)
    shown = list(range(len(widths)))
    if rest < AMPLE:
        # Ids only repeat the names for most, and a name finds its record as well.
        shown.remove(ID)
        rest += widths[ID] + 2
    if rest < ROOM_FOR_NEXT:
        return None
    columns = (*(widths[place] for place in shown), rest)
    lines = beside([*([[Piece(head[place], STRONG)]] for place in shown), [[Piece(last, STRONG)]]], columns)
    for one, said in zip(told, fields, strict=True):
        cells = [flow([Piece(said[place], "" if place else STRONG)], widths[place]) for place in shown]
        lines += beside([*cells, _flowed(one.steps, rest)], columns)
    return lines


def _flowed(steps: Sequence[Sequence[Piece]], width: int) -> list[Line]:
    return [line for step in steps for line in flow(step, width)]


def width_of(texts: Sequence[str], most: int) -> int:
    """The columns that texts need: at most so many, unless a word is longer."""
    natural = max(cell_len(text) for text in texts)
    return natural if natural <= most else max(most, *(cell_len(word) for text in texts for word in text.split()))


def _pairs(told: Told, asked: Attention, face: Face) -> list[Line]:
    """Two columns, two fields below each other in the first, the rest in the second."""
    name, identifier, track, group, phase, met = told.fields
    width = face.width - NAME_WIDTH - 2
    left = [*flow([Piece(name, STRONG)], NAME_WIDTH), *flow([Piece(identifier)], NAME_WIDTH)]
    facts = [text for text in (met, phase, track, group) if text != "-"]
    more = [line for field in _labelled(told, asked, face) for line in flow(field, width)]
    return beside([left, [*flow(dotted(facts, face), width), *more, *_flowed(told.steps, width)]], (NAME_WIDTH, width))


def _stacked(told: Told, asked: Attention, face: Face) -> list[Line]:
    name, *others = told.fields
    fields = [*([Piece(text)] for text in others if text != "-"), *_labelled(told, asked, face), *told.steps]
    return [*flow([Piece(name, STRONG)], face.width), *indented(_flowed(fields, face.width - 2), 2)]


def _labelled(told: Told, asked: Attention, face: Face) -> list[list[Piece]]:
    titles = seen_titles(asked, face)
    return [[Piece(f"{title}:"), Piece(text)] for title, text in zip(titles, told.seen, strict=True)]


def summary(on: date, rows: Sequence[Row], face: Face) -> list[Line]:
    """How many there are, with something late or to be judged, and in which phase."""
    late, judged = sum(bool(row.late) for row in rows), sum(bool(row.review) for row in rows)
    judging = plural("{count} with something to be judged", "{count} with something to be judged", judged)
    phases = Counter(face.say(row.phase_title) for row in rows)
    texts = [
        face.say(plural("{count} trainee", "{count} trainees", len(rows))),
        face.say(plural("{count} with something late", "{count} with something late", late)),
        *([face.say(judging)] if judged else []),
        *(f"{phase} {count}" for phase, count in phases.items()),
        face.say(message("as of {day}", day=on)),
    ]
    return flow(dotted(texts, face), face.width)

"""The screen of `kio list --matrix`: trainees and requirements, a table for each track and checklist, and a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kio.attention import ALL, Attention
from kio.cohort import Row
from kio.evaluation.result import Status
from kio.message import message
from kio.programme.model import Programme
from kio.render.attention import nobody
from kio.render.cohort import summary
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, flow
from kio.render.matrix_tables import turned, upright
from kio.render.matrix_values import LATE_SIGN, Block, Cells, Column, Section
from kio.render.sections import spaced
from kio.render.symbols import FILLS, LATE, STRONG
from kio.render.words import STATUS_WORDS


def matrix_text(
    on: date,
    rows: Sequence[Row],
    programmes: Mapping[str, Programme],
    face: Face,
    *,
    checklist: str | None = None,
    asked: Attention = ALL,
) -> Sheet:
    """Everybody's answer for every requirement, or for those of one checklist; those of one track stand together.

    A table whose columns do not fit is told in several. Where the trainees fit beside each other, and that is shorter
    or saves numbers and several tables, it is turned.
    """
    if not rows:
        text = message("there is nobody") if asked == ALL else nobody(asked)
        return Sheet(flow([Piece(face.say(text))], face.width))
    cells = Cells(face)
    several = len({row.programme for row in rows}) > 1
    parts = [part for block in _blocks(rows, programmes, checklist) for part in _block(block, cells, several)]
    return Sheet(spaced([*parts, _legend(cells, face), summary(on, rows, face)]))


def _blocks(rows: Sequence[Row], programmes: Mapping[str, Programme], checklist: str | None) -> Iterator[Block]:
    """Those of one programme and track, who are asked the same; tracks in the order of the rules."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.programme, row.track.id), []).append(row)
    for programme in programmes.values():
        for track in programme.tracks.values():
            mine = groups.get((programme.id, track.id))
            if mine:
                yield Block(programme, track, mine, tuple(_sections(programme, mine, checklist)))


def _sections(programme: Programme, rows: Sequence[Row], checklist: str | None) -> Iterator[Section]:
    # Whoever changed track is asked what the new one asks, so that the rows of a track have the same names.
    names = {name for row in rows if row.outlook for name in row.outlook.cells}
    for part in programme.checklists:
        named = [(f"{part.id}/{asked.id}", asked.title) for asked in part.requirements]
        columns = tuple(Column(name, title) for name, title in named if name in names)
        if columns and checklist in (None, part.id):
            yield Section(part.title, columns)


def _block(block: Block, cells: Cells, several: bool) -> Iterator[list[Line]]:
    face = cells.face
    title = [face.say(block.programme.title)] if several else []
    heading = flow([Piece(text, STRONG) for text in (*title, face.say(block.track.title))], face.width)
    if not block.sections:
        yield [*heading, *flow([Piece(face.say(message("nothing of this is asked here")))], face.width)]
        return
    found = [upright(section, block.rows, cells) for section in block.sections]
    tables = [table for part in found for table in part.tables]
    other = turned(block, cells)
    if other and not (all(part.whole for part in found) and sum(map(len, tables)) + len(tables) - 1 <= len(other)):
        tables = [other]
    first, *others = tables
    yield [*heading, *first]
    yield from others


def _legend(cells: Cells, face: Face) -> list[Line]:
    """What the signs mean that are there."""
    said = [
        Piece(f"{face.symbols.status[status]} {face.say(STATUS_WORDS[status])}", FILLS[status])
        for status in Status
        if status in cells.statuses
    ]
    if cells.late:
        said.append(Piece(f"{LATE_SIGN} {face.say(message('late'))}", LATE))
    if cells.counted:
        said.append(Piece(face.say(message("3/6: 3 of the 6 that are needed"))))
    return flow([piece for one in said for piece in (Piece(face.symbols.dot), one)][1:], face.width)

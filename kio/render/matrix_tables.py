"""Tables of a matrix for a width: trainees below each other, in as many as are needed, or beside each other in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from kio.cohort import Row
from kio.message import message
from kio.render.cohort import width_of
from kio.render.face import Face
from kio.render.layout import Line, Piece, beside, flow, indented
from kio.render.matrix_values import Block, Cells, Drawn, Section
from kio.render.symbols import STRONG
from kio.render.words import dotted, share

GAP = 2
INDENT, NAME, TITLE, NARROWEST = 2, 24, 38, 24
"""Columns for a name, and before and for the title of a requirement where those stand below each other."""
TALLEST = (2, 3, 4)
"""Lines that a heading may have: the fewest with which no further table is needed."""


class Field(NamedTuple):
    """A column of a table: its heading in lines, a cell for each trainee, its width, and what a number stands for."""

    heading: list[Line]
    cells: list[Drawn]
    width: int
    key: str = ""


class Left(NamedTuple):
    """The first column: the names, each in lines, and its width."""

    names: list[list[Line]]
    width: int


class Tables(NamedTuple):
    """A checklist in one table or several; `whole` where all its columns stand beside each other under their titles."""

    tables: list[list[Line]]
    whole: bool


def upright(section: Section, rows: Sequence[Row], cells: Cells) -> Tables:
    """A line for each trainee. Columns are headed by titles or, where tables would be more, by numbers."""
    face = cells.face
    names = [_name(row, face) for row in rows]
    natural = width_of([" ".join(piece.text for piece in name) for name in names], max(NAME, face.width // 6))
    width = min(natural, max(face.width // 2, 1))
    left = Left([flow(name, width) for name in names], width)
    met = _field([[Piece(face.say(message("met")), STRONG)]], [cells.share(row, section) for row in rows])
    drawn = [(face.say(column.title), [cells.of(row, column.name) for row in rows]) for column in section.columns]
    room = face.width - width - GAP
    titled = [_pages([met, *(_titled(title, mine, most) for title, mine in drawn)], room) for most in TALLEST]
    written = min(titled, key=len)
    if len(written) == 1:
        return Tables(_tables(section, written, left, face), whole=True)
    numbers = [_numbered(place, title, mine) for place, (title, mine) in enumerate(drawn, 1)]
    found = [_tables(section, _pages([met, *numbers], room), left, face)]
    if all(field.width <= room for page in written for field in page):
        found.insert(0, _tables(section, written, left, face))
    return Tables(min(found, key=_height), whole=False)


def turned(block: Block, cells: Cells) -> list[Line] | None:
    """A column for each of few trainees, all checklists in one table; None where that does not fit."""
    face, rows = cells.face, block.rows
    columns = [column for section in block.sections for column in section.columns]
    if len(rows) >= len(columns):
        return None
    headings = [face.say(section.title) for section in block.sections]
    titles = [face.say(column.title) for column in columns]
    fields = [_turned_field(row, block, cells) for row in rows]
    room = face.width - sum(field.width + GAP for field in fields)
    least = max(cell_len(word) + INDENT for text in (*headings, *titles) for word in text.split())
    if room < max(least, NARROWEST):
        return None
    title = min(room, max(width_of(titles, TITLE) + INDENT, width_of(headings, TITLE)))
    widths = [title, *(field.width for field in fields)]
    lines = _headed([[], *(field.heading for field in fields)], widths)
    each = iter(zip(*(field.cells for field in fields), strict=True))
    for section, heading in zip(block.sections, headings, strict=True):
        left = [flow([Piece(heading, STRONG)], title)]
        left += [indented(flow([Piece(face.say(c.title))], title - INDENT), INDENT) for c in section.columns]
        for said in left:
            lines += beside([said, *([drawn.line] for drawn in next(each))], widths)
    return lines


def _turned_field(row: Row, block: Block, cells: Cells) -> Field:
    mine = [
        drawn
        for section in block.sections
        for drawn in (cells.share(row, section), *(cells.of(row, column.name) for column in section.columns))
    ]
    name = _name(row, cells.face)
    width = max(*(drawn.width for drawn in mine), *(cell_len(word) for piece in name for word in piece.text.split()))
    return Field(flow(name, width), mine, width)


def _name(row: Row, face: Face) -> list[Piece]:
    """The name, with the phase where that asks nothing of anybody."""
    name = Piece(face.say(row.name), STRONG)
    return [name, Piece(f"({face.say(row.phase_title)})")] if row.outlook and row.outlook.idle else [name]


def _field(heading: list[Line], mine: list[Drawn]) -> Field:
    width = max(*(sum(cell_len(piece.text) for piece in line) for line in heading), *(drawn.width for drawn in mine))
    return Field(heading, mine, width)


def _titled(title: str, mine: list[Drawn], most: int) -> Field:
    """The narrowest column in which the title has at most so many lines, and no word of it is broken."""
    width = max(1, *map(cell_len, title.split()), *(drawn.width for drawn in mine))
    while len(heading := flow([Piece(title, STRONG)], width)) > most:
        width += 1
    return Field(heading, mine, width)


def _numbered(place: int, title: str, mine: list[Drawn]) -> Field:
    return _field([[Piece(str(place), STRONG)]], mine)._replace(key=f"{place} {title}")


def _pages(fields: Sequence[Field], room: int) -> list[list[Field]]:
    """The columns in as few tables as there is room for, as equal in number as they can be."""
    pages: list[list[Field]] = []
    left = 0
    for field in fields:
        if not pages or field.width > left:
            pages.append([])
            left = room
        pages[-1].append(field)
        left -= field.width + GAP
    size = -(-len(fields) // len(pages))
    even = [list(fields[start : start + size]) for start in range(0, len(fields), size)]
    fits = all(sum(field.width for field in page) + GAP * (len(page) - 1) <= room for page in even)
    return even if fits else pages


def _height(tables: Sequence[list[Line]]) -> int:
    return sum(len(table) + 1 for table in tables)


def _tables(section: Section, pages: Sequence[Sequence[Field]], left: Left, face: Face) -> list[list[Line]]:
    tables = []
    for number, page in enumerate(pages, 1):
        heading = [Piece(face.say(section.title), STRONG)]
        if len(pages) > 1:
            heading += [Piece(face.symbols.dot), Piece(face.say(share(number, len(pages))))]
        room = max(face.width - left.width - GAP, 1)
        fields = [field if field.width <= room else _narrowed(field, room) for field in page]
        widths = [left.width, *(field.width for field in fields)]
        trainee = flow([Piece(face.say(message("trainee")), STRONG)], left.width)
        lines = [*flow(heading, face.width), *_headed([trainee, *(field.heading for field in fields)], widths)]
        for place, name in enumerate(left.names):
            lines += beside([name, *(_lines(field.cells[place], field.width) for field in fields)], widths)
        keys = [field.key for field in page if field.key]
        tables.append([*lines, *(flow(dotted(keys, face), face.width) if keys else [])])
    return tables


def _narrowed(field: Field, width: int) -> Field:
    """A column that is wider than the screen by itself."""
    return field._replace(heading=flow([part for line in field.heading for part in line], width), width=width)


def _lines(drawn: Drawn, width: int) -> list[Line]:
    return [drawn.line] if drawn.width <= width else flow([Piece(p.text.strip(), p.style) for p in drawn.line], width)


def _headed(headings: Sequence[list[Line]], widths: Sequence[int]) -> list[Line]:
    """Headings beside each other, all ending on the same line."""
    tallest = max(map(len, headings))
    return beside([[*([()] * (tallest - len(heading))), *heading] for heading in headings], widths)

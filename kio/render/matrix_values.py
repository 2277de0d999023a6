"""The parts of a matrix: what stands together, and a cell with its sign, a short word or how much there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from kio.cohort import Row
from kio.evaluation.result import DONE, Status
from kio.message import Message, Text, message
from kio.outlook import Cell
from kio.programme.model import Programme, Track
from kio.render.face import Face
from kio.render.layout import Line, Piece
from kio.render.symbols import FILLS, LATE

SHORT_WORDS = {
    Status.MET: message("met"),
    Status.WAIVED: message("waived"),
    Status.OPEN: message("open"),
    Status.WAITING: message("waiting"),
    Status.REVIEW: message("judge"),
    Status.FAILED: message("failed"),
    Status.NOT_APPLICABLE: message("n/a"),
}
COUNTED = frozenset({Status.OPEN, Status.REVIEW})
"""Where how much there is says more than the word."""
LATE_SIGN = "!"


class Column(NamedTuple):
    """A requirement: its name (`checklist/id`) and title."""

    name: str
    title: Text


class Section(NamedTuple):
    """The requirements of a checklist."""

    title: Text
    columns: tuple[Column, ...]


class Block(NamedTuple):
    """Those who are asked the same, and what."""

    programme: Programme
    track: Track
    rows: Sequence[Row]
    sections: tuple[Section, ...]


class Drawn(NamedTuple):
    """A cell on the screen, and how wide it is."""

    line: Line
    width: int


NOTHING = Drawn((), 0)


class Cells:
    """Draws cells, each kind of them once, and remembers what a legend has to explain."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.statuses: set[Status] = set()
        self.counted = False
        self.late = False
        self._drawn: dict[Cell, Drawn] = {}

    def of(self, row: Row, name: str) -> Drawn:
        """The cell of a trainee and a requirement; nothing where it is not asked of this track."""
        cell = row.outlook.cells.get(name) if row.outlook else None
        if cell is None:
            return NOTHING
        if cell not in self._drawn:
            self._drawn[cell] = self._draw(cell)
        return self._drawn[cell]

    def share(self, row: Row, section: Section) -> Drawn:
        """How many of those that are asked are met or waived."""
        found = row.outlook.cells if row.outlook else {}
        statuses = [found[column.name].status for column in section.columns if column.name in found]
        asked = [status for status in statuses if status is not Status.NOT_APPLICABLE]
        met = sum(status in DONE for status in asked)
        text = self.face.say(message("{met}/{of}", met=met, of=len(asked)))
        return Drawn((Piece(text),), cell_len(text))

    def _draw(self, cell: Cell) -> Drawn:
        face = self.face
        self.statuses.add(cell.status)
        pieces = [Piece(face.symbols.status[cell.status], FILLS[cell.status]), Piece(f" {face.say(self._word(cell))}")]
        if cell.late:
            self.late = True
            pieces.append(Piece(LATE_SIGN, LATE))
        return Drawn(pieces, sum(cell_len(piece.text) for piece in pieces))

    def _word(self, cell: Cell) -> Message:
        if cell.status in COUNTED and cell.have is not None and cell.need is not None and cell.need > 1:
            self.counted = True
            return message("{have}/{need}", have=cell.have, need=cell.need)
        return SHORT_WORDS[cell.status]

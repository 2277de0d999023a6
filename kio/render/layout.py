"""Lines of styled pieces, wrapped and set beside each other; a `Sheet` of them is what rich prints.

Own, because rich's tables are many times slower, and blank or cut cells that are too narrow. Text is never read as
markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, chop_cells

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.style import Style


class Piece(NamedTuple):
    """A text in one style."""

    text: str
    style: str = ""


Line = Sequence[Piece]
SPACE = Piece(" ")
BREAKS = re.compile(r"[ \t\r\n]+")
"""Where a text may be broken: never at a no-break space, as between a currency and its amount."""
TOGETHER = re.compile(r"(?<![\u2013-])(?<!(?<!\S)\d)(?<!(?<!\S)\d\d)[ \t\r\n]+(?![\u2013-])")
"""Where it is broken if there is room: not beside the dash of a range, nor after a number, as in `1 Dec`."""
KEPT = 24
"""A piece of at most so many columns, as a date or `12 days late`, is not broken."""


def flow(pieces: Iterable[Piece], width: int) -> list[Line]:
    """The pieces with a space between them, broken at spaces; only a word wider than the width is broken itself.

    A short piece stays whole.
    """
    given = [piece for piece in pieces if piece.text]
    if sum(cell_len(piece.text) for piece in given) + len(given) - 1 <= width:
        return [[part for piece in given for part in (SPACE, piece)][1:]]
    lines: list[list[Piece]] = [[]]
    used = 0
    for word, style, space in _words(given, max(width, 1)):
        size = cell_len(word)
        if used and used + 1 + size <= width:
            lines[-1] += (space, Piece(word, style))
            used += 1 + size
        else:
            if used:
                lines.append([])
            lines[-1].append(Piece(word, style))
            used = size
    return list(lines)


def _words(pieces: Iterable[Piece], width: int) -> Iterator[tuple[str, str, Piece]]:
    # The space between two words of one piece has its style, so that a fill has no gaps.
    for text, style in pieces:
        space = SPACE
        for word in [text] if cell_len(text) <= min(KEPT, width) else _broken(text.strip(), width):
            for part in chop_cells(word, width) if cell_len(word) > width else (word,):
                yield part, style, space
            space = Piece(" ", style)


def _broken(text: str, width: int) -> Iterator[str]:
    """The words of a text; what belongs together stays so as far as there is room."""
    for words in TOGETHER.split(text):
        yield from [words] if cell_len(words) <= width else BREAKS.split(words)


def beside(cells: Sequence[Sequence[Line]], widths: Sequence[int], gap: int = 2) -> list[Line]:
    """Cells next to each other, each padded to its width, all but the last with a gap after it."""
    rows: list[Line] = []
    for parts in zip_longest(*cells, fillvalue=()):
        row: list[Piece] = []
        pending = 0
        for part, width in zip(parts, widths, strict=True):
            if part:
                row += (Piece(" " * pending), *part) if pending else part
                pending = 0
            pending += width - sum(cell_len(piece.text) for piece in part) + gap
        rows.append(row)
    return rows


def indented(lines: Iterable[Line], by: int) -> list[Line]:
    """The lines, each so many columns to the right."""
    return [[Piece(" " * by), *line] for line in lines]


class Sheet:
    """Lines that rich prints as they are, in colour, or that can be had as plain text."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = list(lines)

    def plain(self) -> str:
        """The lines without colours."""
        return "\n".join("".join(piece.text for piece in line) for line in self.lines)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.segment import Segment

        del options  # the lines were made for a width
        styles: dict[str, Style | None] = {"": None}
        end = Segment.line()
        for line in self.lines:
            for text, name in line:
                if name not in styles:
                    styles[name] = console.get_style(name)
                yield Segment(text, styles[name])
            yield end

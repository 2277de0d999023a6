"""The line in which a problem stands, with carets under the word that is meant, cut to what a screen can show."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from kio.locale.shown import clean
from kio.problem import Location
from kio.render.face import Face
from kio.render.layout import Line, Piece
from kio.render.problems import OLD_COMMAND

TAB = 8
REACH = 500
LONGEST_READ = 5000
"""Characters of a line; of a longer one only a piece could be seen, out of the middle of a text."""
"""How many characters on each side are looked at: no screen shows more, and a line may have millions."""
LEAST = 20
"""A frame is at least so many columns wide, however narrow the screen is."""
_FIRST = r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[\[\]{},]|[-?:](?=\s|$)|\s|"""
_BLOCK = re.compile(_FIRST + r".+?(?=\s*(?::(?=\s|$)|\s\#|$))")
_FLOW = re.compile(_FIRST + r".+?(?=\s*(?:[,\[\]{}]|:(?=\s|$)|\s\#|$))")
"""A word of YAML: a quoted text, a sign, or a plain text; between brackets a comma ends it too."""


class Window(NamedTuple):
    """A part of a line as it is shown, where the word begins in it and how wide that is, in columns."""

    text: str
    start: int
    width: int


def frame(location: Location, lines: Sequence[str] | None, face: Face, style: str) -> list[Line]:
    """The line of a problem and the carets below it; nothing where there is no such line, or one that nobody reads."""
    if lines is None or not 0 < location.line <= len(lines) or len(lines[location.line - 1]) > LONGEST_READ:
        return []
    number = str(location.line)
    room = max(face.width, LEAST) - len(number) - 6
    shown = window(lines[location.line - 1].rstrip("\r\n"), location.column - 1, room, face)
    return [
        [Piece(f"  {number} | {shown.text}".rstrip())],
        [Piece(f"  {' ' * len(number)} | {' ' * shown.start}"), Piece("^" * shown.width, style)],
    ]


def window(line: str, at: int, room: int, face: Face) -> Window:
    """What `room` columns can show of a line around the word that begins at an index, with … where it is cut."""
    at = min(max(at, 0), len(line))
    first, last = max(0, at - REACH), at + REACH
    text, start = line[first:last], at - first
    end = start + len(word_at(text, start))
    shown = _shown(text, face)
    ends = _ends(shown)
    if first == 0 and last >= len(line) and ends[-1] <= room:
        return Window("".join(shown), ends[start], max(1, ends[end] - ends[start]))
    mark = face.fit("…")
    room -= 2 * cell_len(mark)
    low, high = _cut(ends, start, end, room)
    before = mark if first or low else ""
    after = mark if last < len(line) or high < len(shown) else ""
    offset = cell_len(before) - ends[low]
    width = min(ends[end], ends[high]) - ends[start]
    return Window(before + "".join(shown[low:high]) + after, ends[start] + offset, max(1, width))


def word_at(line: str, start: int) -> str:
    """The word that begins at an index; empty at the end of the line."""
    before = line[:start]
    opened = sum(before.count(sign) for sign in "[{") > sum(before.count(sign) for sign in "]}")
    found = (_FLOW if opened else _BLOCK).match(line, start)
    return found.group() if found else ""


def _shown(text: str, face: Face) -> list[str]:
    """What stands for each character."""
    shown: list[str] = []
    column, last = 0, ""
    for character in text:
        seen = " " * (TAB - column % TAB) if character == "\t" else face.fit(clean(character))
        # By what is shown, not by what stands there: a sign that the screen cannot show is left out.
        if f"{last}{seen}".endswith(OLD_COMMAND):
            seen = f"{seen[:-1]}\\["
        last = f"{last}{seen}"[-2:]
        shown.append(seen)
        column += cell_len(seen)
    return shown


def _ends(shown: list[str]) -> list[int]:
    """The column at which each character begins, and that at which the last one ends; an accent takes no column."""
    ends, before = [0], ""
    for seen in shown:
        # A sign may make the one before it wider, as the one that turns a heart into a picture of it.
        ends.append(ends[-1] + max(0, cell_len(before + seen) - cell_len(before)))
        before = seen
    return ends


def _cut(ends: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """The characters to show: from the beginning if the word fits there, else with some of what stands before it."""
    left = 0 if ends[end] <= room else max(0, min(ends[start] - room // 3, ends[-1] - room))
    low = bisect_right(ends, ends[bisect_left(ends, left)]) - 1  # an accent stays with its letter
    return low, bisect_right(ends, ends[low] + room) - 1

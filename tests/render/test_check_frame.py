"""The line of a problem: which word is meant, how wide it is, and what is cut of a line that is too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kio.problem import Location
from kio.render.check_frame import REACH, frame, window, word_at
from kio.render.face import Face
from kio.render.symbols import ASCII, RICH

WIDE, NARROW = Face("en", 80, RICH), Face("en", 80, ASCII, "ascii")


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ("track: gardener", 1, "track"),
        ("track: gardener", 8, "gardener"),
        ("name: Anna de Vries  # hers", 7, "Anna de Vries"),
        ("name: Vries, Anna de ", 7, "Vries, Anna de"),
        ("at: 10:30 # c", 5, "10:30"),
        ("link: a#b", 7, "a#b"),
        ("name: 'Anna: it''s' # x", 7, "'Anna: it''s'"),
        (r'name: "a \"b\" c": d', 7, r'"a \"b\" c"'),
        ("name: 'open", 7, "'open"),
        ("- {date: 2026-01-10, by: jan riet}", 3, "{"),
        ("- {date: 2026-01-10, by: jan riet}", 4, "date"),
        ("- {date: 2026-01-10, by: jan riet}", 10, "2026-01-10"),
        ("- {date: 2026-01-10, by: jan riet}", 26, "jan riet"),
        ("pots: [bowl, cup]", 14, "cup"),
        ("[a] b, c", 5, "b, c"),
        ("- date: 2026-01-10", 1, "-"),
        ("-5: x", 1, "-5"),
        ("name: a: b", 8, ":"),
        ("name:", 5, ":"),
        ("name: ", 7, ""),
        ("", 1, ""),
        ("a  b", 2, " "),
        ("\tname: x", 1, "\t"),
        ("<<<<<<< HEAD", 1, "<<<<<<< HEAD"),
        ("b: &anchor x", 4, "&anchor x"),
    ],
)
def test_the_word_that_is_meant(line: str, column: int, word: str) -> None:
    assert word_at(line, column - 1) == word


@pytest.mark.parametrize(
    ("line", "column", "text", "start", "width"),
    [
        ("track: gardener", 8, "track: gardener", 7, 8),
        ("name: 宋慶齡", 7, "name: 宋慶齡", 6, 6),
        ("宋: 慶", 4, "宋: 慶", 4, 2),
        ("e\u0301t\u00e9: x", 6, "e\u0301t\u00e9: x", 4, 1),  # é is one column, written in one character or in two
        ("h: \u2764\ufe0f b", 4, "h: \u2764\ufe0f b", 3, 4),  # a heart that is shown as a picture is two columns
        ("a:\tb", 4, "a:      b", 8, 1),
        ("a:\tb", 3, "a:      b", 2, 6),
        ("宋:\tb", 4, "宋:     b", 8, 1),
        ("n: a\u202eb", 4, "n: a<U+202E>b", 3, 10),
        ("n: a\x1b[2Jb", 5, "n: a<U+001B>[2Jb", 4, 12),
        ("name:", 6, "name:", 5, 1),
        ("name:", 60, "name:", 5, 1),
        ("name:", -3, "name:", 0, 4),
        ("", 1, "", 0, 1),
        ("a ##[error]b", 5, "a ##\\[error]b", 4, 2),
    ],
)
def test_what_is_shown_of_it(line: str, column: int, text: str, start: int, width: int) -> None:
    assert window(line, column - 1, 40, WIDE) == (text, start, width)


DIGITS = "0123456789" * 10


@pytest.mark.parametrize(
    ("line", "column", "text", "start", "width"),
    [
        # 20 columns, two of them for the marks: the word begins in the third part of the rest, six columns in.
        (f"{'a ' * 30}word: {'b ' * 30}", 61, "…a a a word: b b b …", 7, 4),
        # The word ends within the first 18 columns: nothing is cut before it.
        (f"word: {DIGITS}", 1, "word: 012345678901…", 0, 4),
        # Nothing is cut after it, so that all 18 columns go to the end of the line.
        (f"{DIGITS} end", 102, "…67890123456789 end", 16, 3),
        (DIGITS, 1, "012345678901234567…", 0, 18),
        ("宋" * 50, 26, "…" + "宋" * 9 + "…", 7, 12),
        (DIGITS[:20], 5, DIGITS[:20], 4, 16),
        (DIGITS[:21], 5, "012345678901234567…", 4, 14),
        ("e\u0301" * 40, 41, "…" + "e\u0301" * 18 + "…", 7, 12),
    ],
)
def test_what_is_cut(line: str, column: int, text: str, start: int, width: int) -> None:
    assert window(line, column - 1, 20, WIDE) == (text, start, width)


def test_marks_of_three_columns_where_there_is_no_better_sign() -> None:
    assert window(f"word: {DIGITS}", 0, 20, NARROW) == ("word: 01234567...", 0, 4)
    assert window("naïve €5 Łuk 宋", 6, 40, NARROW) == ("naive EUR5 ?uk ?", 6, 10)


def test_a_very_long_line_is_not_looked_through() -> None:
    line = "x" * 10**6
    assert window(line, 500_000, 20, WIDE) == ("…" + "x" * 18 + "…", 7, 12)
    assert window("\u0301" * 10**6, 500_000, 20, WIDE).text.startswith("…")
    assert window("a" + "\u0301" * 2 * REACH, 0, 20, WIDE).text.endswith("…")


def test_the_gutter_has_the_number_of_the_line() -> None:
    lines = [""] * 99 + ["track: gardener\r\n"]
    found = frame(Location("x.yaml", 100, 8), lines, WIDE, "bold")
    assert ["".join(piece.text for piece in line) for line in found] == [
        "  100 | track: gardener",
        "      |        ^^^^^^^^",
    ]
    assert found[1][-1].style == "bold"


@given(line=st.text(), at=st.integers(-5, 1200), room=st.integers(14, 120), repeated=st.integers(1, 200))
def test_it_fits_and_the_caret_stands_below_it(line: str, at: int, room: int, repeated: int) -> None:
    line = line.replace("##[", "") * repeated
    text, start, width = window(line, at, room, WIDE)
    assert width >= 1
    # Past the end of the line there is a caret below nothing.
    assert max(cell_len(text), start + width - 1) <= room
    assert start <= cell_len(text)

"""The tables of `kio list --matrix` against golden files, and that they lose nothing at any width."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from orchard import BEUK, ELS, GARDEN, GARDENERS, LINDE, MANY, MET, ORCHARD, PROGRAMMES, PRUNERS, TITLES, WILG
from rich.cells import cell_len

from kio.attention import ALL, Attention
from kio.cohort import Row
from kio.evaluation.result import Status
from kio.message import Text
from kio.outlook import Cell
from kio.render.face import Face
from kio.render.matrix import matrix_text
from kio.render.symbols import ASCII, RICH

ON = date(2025, 6, 1)
SCREENS = [
    ("nl", 80, False), ("nl", 140, False), ("nl", 50, False), ("en", 80, False), ("en", 140, False), ("en", 200, False),
    ("en", 80, True), ("nl", 50, True),
]  # fmt: skip
Check = Callable[[str, str], None]


def screen(
    rows: tuple[Row, ...], width: int, language: str = "en", ascii_only: bool = False, checklist: str | None = None
) -> str:
    face = Face(language, width, ASCII if ascii_only else RICH, "ascii" if ascii_only else "utf-8")
    return matrix_text(ON, rows, PROGRAMMES, face, checklist=checklist).plain() + "\n"


@pytest.mark.parametrize(("language", "width", "ascii_only"), SCREENS)
def test_matrix(golden: Check, language: str, width: int, ascii_only: bool) -> None:
    text = screen(ORCHARD, width, language, ascii_only)
    golden(f"matrix-{language}-{width}{'-ascii' if ascii_only else ''}.txt", text)
    assert text.isascii() or not ascii_only


@pytest.mark.parametrize(("language", "width"), [("nl", 80), ("nl", 140), ("en", 60), ("en", 80), ("en", 140)])
def test_matrix_of_many(golden: Check, language: str, width: int) -> None:
    golden(f"matrix-many-{language}-{width}.txt", screen(MANY, width, language))


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [*range(36, 100), 120, 140, 200, 300])
def test_nothing_is_cut_or_torn(width: int, language: str) -> None:
    """Every cell of everybody is there, every title in whole words, and no line is wider than the screen."""
    for rows in (GARDENERS, MANY):
        complete(rows, screen(rows, width, language), width, language)


def complete(rows: tuple[Row, ...], text: str, width: int, language: str) -> None:
    assert max(map(cell_len, text.splitlines())) <= width
    found = words(text)
    for part in TITLES.values():
        for _, nl, en in part:
            assert set(words(nl if language == "nl" else en)) <= set(found)
    table = text.rpartition("\n\n")[0].rpartition("\n\n")[0]
    signs = {status: table.count(f"{sign} ") for status, sign in RICH.status.items() if sign != "-"}
    cells = [cell.status for row in rows if row.outlook for cell in row.outlook.cells.values()]
    assert signs == {status: cells.count(status) for status in Status if status is not Status.NOT_APPLICABLE}


def lines_of(text: str, start: str) -> list[str]:
    return [re.sub(r" {2,}", " | ", line) for line in text.splitlines() if line.startswith(start)]


def test_a_line_has_the_cells_of_one_trainee_in_order() -> None:
    """By hand: what does not apply is not asked for in the count; a met requirement needs no number."""
    text = screen(MANY, 140)
    assert lines_of(text, "Wilg van Dam") == [
        "Wilg van Dam | 2/2 | ✓ met | ≈ waived | - n/a",
        "Wilg van Dam | 1/7 | ○ 4.5/6! | … waiting | ○ open | ? judge | ✗ failed | ○ open | ✓ met",
        "Wilg van Dam | 0/1 | ○ open",
    ]
    assert lines_of(text, "Beuk Janszoon")[1:] == [
        "Beuk Janszoon | 0/7 | ? 2/6 | … waiting | … waiting | … waiting | ○ open | ○ open | ○ open",
        "Beuk Janszoon | 0/1 | ○ open",
    ]
    assert lines_of(text, "Linde Kerstens")[1].startswith("Linde Kerstens | 7/7 | ✓ met | ")
    assert [line.partition(" | ")[0] for line in lines_of(text, "Iep Smit")] == ["Iep Smit (Left)"] * 3


def test_decimals_are_those_of_the_language() -> None:
    assert "○ 4,5/6!" in screen((WILG,), 140, "nl")


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    def legend(*cells: Cell) -> str:
        outlook = WILG.outlook
        assert outlook is not None
        names = list(outlook.cells)
        mine = {**dict.fromkeys(names, MET), **dict(zip(names, cells, strict=False))}
        return screen((WILG._replace(outlook=outlook._replace(cells=mine)),), 140).split("\n\n")[-2]

    assert legend() == "✓ met"
    assert legend(Cell(Status.FAILED), Cell(Status.REVIEW)) == "✓ met · ? to be judged · ✗ failed"
    assert legend(Cell(Status.OPEN, late=True)) == "✓ met · ○ open · ! late"
    some = Cell(Status.OPEN, *map(type(ON.year), (1, 3)))  # type: ignore[arg-type]
    assert legend(some) == "✓ met · ○ open · 3/6: 3 of the 6 that are needed"


def test_few_trainees_stand_beside_each_other() -> None:
    """Where titles do not fit above the columns, a table for two is turned; its first lines are the names."""
    text = screen((BEUK, ELS), 80)
    assert text.splitlines()[:5] == [
        "gardener",
        " " * 42 + "Beuk       Els",
        " " * 42 + "Janszoon   Vuur",
        "Start" + " " * 37 + "3/3        3/3",
        "  Soil sample" + " " * 29 + "✓ met      ✓ met",
    ]
    assert "of 2" not in text


def test_a_table_that_fits_under_its_titles_is_not_turned() -> None:
    assert lines_of(screen(GARDENERS, 80, checklist="start"), "trainee") == [
        "trainee | met | sample | one's own | insurance"
    ]


def test_a_table_in_parts_numbers_each_and_explains_its_numbers() -> None:
    text = screen(MANY, 60, checklist="work")
    parts = re.findall(r"^Work · (\d) of (\d)$", text, re.MULTILINE)
    assert parts == [(str(number), parts[0][1]) for number in range(1, len(parts) + 1)]
    assert int(parts[0][1]) == len(parts) >= 2
    heads = [re.findall(r"\d+", line) for line in text.splitlines() if line.startswith("trainee")]
    assert [number for head in heads for number in head] == [str(number) for number in range(1, 8)]
    tables = text.split("\n\n")
    for head, table in zip(heads, tables, strict=False):
        keys = table.rpartition("Lijster Bes")[2]
        assert re.findall(r"(?:^|· |\n)(\d) [A-Z]", keys) == head


def test_tracks_in_the_order_of_the_rules() -> None:
    text = screen((*PRUNERS, *MANY), 80)
    assert text.index("gardener") < text.index("pruner")
    assert re.findall(r"^(Start|Work|Proof)( · 1 of 2)?$", text, re.MULTILINE)[:3] == [
        ("Start", ""), ("Work", " · 1 of 2"), ("Proof", ""),
    ]  # fmt: skip
    # The pruners are asked what stands in one checklist only.
    assert "Start" not in text.partition("\npruner\n")[2]


@pytest.mark.parametrize("checklist", ["start", "work", "proof"])
def test_one_checklist_alone(checklist: str) -> None:
    text = screen(ORCHARD, 140, checklist=checklist)
    told = {part for part, title in (("start", "Start"), ("work", "Work"), ("proof", "Proof")) if title in text}
    assert told == {checklist}
    assert ("nothing of this is asked here" in text) == (checklist != "work")


def test_programmes_are_named_where_there_are_several() -> None:
    forest = GARDEN._replace(id="forest", title=Text("Bosbouw", "Forestry"))
    rows = (LINDE, LINDE._replace(programme="forest"))
    face = Face("en", 140, RICH)
    text = matrix_text(ON, rows, {**PROGRAMMES, "forest": forest}, face).plain()
    assert [line for line in text.splitlines() if line.endswith("gardener")] == [
        "School of gardening gardener", "Forestry gardener",
    ]  # fmt: skip


def test_nobody() -> None:
    assert screen((), 80) == "there is nobody\n"
    face = Face("en", 80, RICH)
    told = matrix_text(ON, (), PROGRAMMES, face, asked=Attention(late=True)).plain()
    assert told == "nobody here is late: no last day has passed"
    assert matrix_text(ON, (), PROGRAMMES, face, asked=ALL).plain() == "there is nobody"


@pytest.mark.parametrize("name", ["[red]Ana[/red] [/]", "x" * 190, "宋" * 70, "a b " * 40])
@pytest.mark.parametrize("width", [1, 10, 20, 50, 80, 140])
def test_hostile_names(name: str, width: int) -> None:
    rows = (WILG._replace(name=name), *PRUNERS)
    text = screen(rows, width)
    assert text.replace("\n", "").isprintable()
    if width >= 20:
        assert max(map(cell_len, text.splitlines())) <= width
    assert sum(text.count(letter) for letter in set(name)) >= sum(name.count(letter) for letter in set(name))


def test_a_title_without_words_has_a_column_too() -> None:
    start = GARDEN.checklists[0]
    asked = start.requirements[0]._replace(title=Text("", ""))
    part = start._replace(requirements=(asked, *start.requirements[1:]))
    face = Face("en", 140, RICH)
    text = matrix_text(ON, (WILG,), {"garden": GARDEN._replace(checklists=(part,))}, face).plain()
    assert lines_of(text, "Wilg van Dam") == ["Wilg van Dam | 2/2 | ✓ met | ≈ waived | - n/a"]


def test_what_is_not_asked_of_somebody_stays_empty() -> None:
    outlook = BEUK.outlook
    assert outlook is not None
    fewer = {name: cell for name, cell in outlook.cells.items() if name != "start/tools"}
    rows = (*GARDENERS, BEUK._replace(name="Esdoorn", outlook=outlook._replace(cells=fewer)))
    text = screen(rows, 80, checklist="start")
    assert [line for line in text.splitlines() if line.startswith("Esdoorn")] == [
        "Esdoorn          2/2  ✓ met" + " " * (1 + 2 + 9 + 2) + "✓ met"
    ]  # fmt: skip

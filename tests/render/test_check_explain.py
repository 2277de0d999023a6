"""What a check is, on a screen and as data, and the pages of documentation that are made from the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import ANNA, CATALOGUE, EXAMPLE, PEOPLE, SCENE
from markdown_it import MarkdownIt
from rich.cells import cell_len
from test_text import Check, console

from kio.checking.catalogue import read_catalogue
from kio.locale import LANGUAGES
from kio.message import Text
from kio.problem import Severity
from kio.render.check_explain import explain_json, explain_text
from kio.render.checks_page import PAGES, checks_page
from kio.render.face import face_of

DOCS = Path(__file__).parents[2] / "docs"
DUPLICATE = CATALOGUE["duplicate-key"]


@pytest.mark.parametrize(
    ("language", "width", "ascii_only"), [("nl", 80, False), ("en", 80, False), ("nl", 50, False), ("en", 80, True)]
)
def test_screens(language: str, width: int, ascii_only: bool, golden: Check) -> None:
    shown = explain_text(DUPLICATE, face_of(console(width), language, ascii_only)).plain()
    golden(f"check-explain-{language}-{width}{'-ascii' if ascii_only else ''}.txt", shown + "\n")
    assert max(map(cell_len, shown.splitlines())) <= width
    assert shown.isascii() or not ascii_only


def test_without_an_example() -> None:
    shown = explain_text(CATALOGUE["unknown-person"], face_of(console(80), "en")).plain()
    assert shown == (
        "unknown-person · title of unknown-person\nwarning, error\n"
        "\nWhy\n Why unknown-person.\n\nHow to mend it\n How to mend unknown-person."
    )


def test_an_example_in_words() -> None:
    check = CATALOGUE["long-text"]._replace(scene=SCENE)
    shown = explain_text(check, face_of(console(30), "nl")).plain()
    assert "\n\nVoorbeeld\n het dossier is een koppeling\n naar <elders>\n\nZo herstel je het\n" in shown


def test_the_marked_line_has_the_colour_of_the_worst_severity() -> None:
    check = DUPLICATE._replace(levels=(Severity.NOTE, Severity.WARNING))
    lines = explain_text(check, face_of(console(80), "en")).lines
    [marked] = [line for line in lines if any(piece.text == ">" for piece in line)]
    assert [piece.style for piece in marked] == ["", "#000000 on #f0e442", "", "bold"]


@pytest.mark.parametrize("code", read_catalogue())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_fits_a_screen(code: str, language: str) -> None:
    shown = explain_text(read_catalogue()[code], face_of(console(80), language)).plain()
    assert [line for line in shown.splitlines() if cell_len(line) > 80] == []


def test_as_data() -> None:
    assert explain_json(DUPLICATE, "nl") == {
        "code": "duplicate-key",
        "severities": ["error"],
        "fixed": True,
        "title": "titel van duplicate-key",
        "why": "Waarom duplicate-key.",
        "remedy": "Zo herstel je duplicate-key.",
        "example": {
            "file": ANNA,
            "text": EXAMPLE.text,
            "line": 5,
            "mended": EXAMPLE.mended,
            "besides": {PEOPLE: "jan: {name: Jan}\n"},
            "renamed": "",
        },
        "scene": None,
    }
    assert explain_json(CATALOGUE["long-text"], "en")["example"] is None
    assert explain_json(CATALOGUE["long-text"]._replace(scene=SCENE), "en")["scene"] == SCENE.en


# --- pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_current(language: str, request: pytest.FixtureRequest) -> None:
    page, path = checks_page(read_catalogue(), language), DOCS / PAGES[language]
    if request.config.getoption("--update-docs"):
        path.write_text(page, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == page


def test_a_page() -> None:
    page = checks_page(CATALOGUE, "en")
    assert "| [duplicate-key](#duplicate-key) | error, fixed | title of duplicate-key |\n" in page
    assert "| [unknown-person](#unknown-person) | warning, error | title of unknown-person |\n" in page
    section = page.partition("\n## duplicate-key\n")[2].partition("\n## ")[0]
    assert section == (
        "\n**title of duplicate-key** (error, fixed)\n\nWhy duplicate-key.\n\nHow to mend duplicate-key.\n"
        f"\nWrong, in line 5 of `{ANNA}`:\n\n```yaml\n{EXAMPLE.text}```\n"
        f"\nwith `{PEOPLE}`:\n\n```yaml\njan: {{name: Jan}}\n```\n"
        f"\nRight:\n\n```yaml\n{EXAMPLE.mended}```\n"
    )


def test_an_example_in_words_stands_on_the_page() -> None:
    page = checks_page({"long-text": CATALOGUE["long-text"]._replace(scene=SCENE)}, "nl")
    section = page.partition("\n## long-text\n")[2]
    assert "\n\nZo herstel je long-text.\n\nVoorbeeld: het dossier is een koppeling naar \\<elders\\>\n\n" in section


def test_texts_are_no_markup_and_examples_stay_as_they_are() -> None:
    odd = Text("", "a *b* <U+202E> [c](d) _e_ | f, `*g* <h>`")
    example = EXAMPLE._replace(text="note: |\n  ```\n  </pre> &amp;\n", mended="", besides={})
    check = DUPLICATE._replace(title=odd, why=odd, remedy=odd, example=example)
    tokens = MarkdownIt("commonmark").enable("table").parse(checks_page({"duplicate-key": check}, "en"))
    shown = "".join(child.content for token in tokens for child in token.children or () if child.type == "text")
    assert shown.count("a *b* <U+202E> [c](d) _e_ | f, ") == 4
    assert [child.content for token in tokens for child in token.children or () if child.type == "code_inline"].count(
        "*g* <h>"
    ) == 4
    assert [token.content for token in tokens if token.type == "fence"] == [example.text]

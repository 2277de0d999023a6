"""The screens of `kio list --stuck`, `--ready` and `--late`, and what the plain list marks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from garden import STANDING
from orchard import BEUK, ELS, GARDENERS, IEP, LATE_HARVEST, LINDE, ORCHARD, PROGRAMMES, ROOS, WILG
from rich.cells import cell_len

from kio.actions import Action
from kio.attention import ALL, Attention, chosen
from kio.cohort import Row, row_of
from kio.message import Text
from kio.render.cohort import list_text
from kio.render.face import Face
from kio.render.symbols import RICH

ON = date(2025, 6, 1)
STUCK, READY, LATE = Attention(stuck=True), Attention(ready=True), Attention(late=True)
VIEWS = {"stuck": STUCK, "ready": READY, "late": LATE}
ACTORS = {name: programme.actors for name, programme in PROGRAMMES.items()}
Check = Callable[[str, str], None]


def screen(rows: tuple[Row, ...], asked: Attention, width: int = 140, language: str = "en") -> str:
    face = Face(language, width, RICH)
    return list_text(ON, chosen(rows, asked), face, asked, ACTORS).plain() + "\n"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [50, 80, 140])
@pytest.mark.parametrize("view", VIEWS)
def test_views(golden: Check, view: str, width: int, language: str) -> None:
    text = screen(ORCHARD, VIEWS[view], width, language)
    golden(f"list-{view}-{language}-{width}.txt", text)
    assert max(map(cell_len, text.splitlines())) <= width


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 6, 1), "1 Jun 2025, 0 days ago"),
        (date(2025, 5, 31), "31 May 2025, 1 day ago"),
        (date(2024, 6, 1), "1 Jun 2024, 365 days ago"),
        (None, "nothing counts yet"),
    ],
)
def test_days_since_the_last_progress(day: date | None, said: str) -> None:
    assert ROOS.outlook is not None
    row = ROOS._replace(outlook=ROOS.outlook._replace(progressed=day))
    assert f"  {said}  " in screen((row,), STUCK)


def test_everything_that_is_late_has_a_line() -> None:
    """The longest late first, as its actions are; what is not late is left out."""
    lines = screen((WILG,), LATE).splitlines()
    assert lines[1].endswith("  trainee: Harvest · by 30 Apr 2025, 32 days late")
    assert lines[2].endswith("  trainee: Join a neighbour · by 20 May 2025, 12 days late")
    assert not any("graft" in line for line in lines)


def test_what_others_must_do_is_told_in_the_words_of_the_programme() -> None:
    text = screen((ELS, LINDE), READY)
    assert "waits for others  pruning master: Look at the graft · planned for 20 Jun 2025" in text
    assert "now               nothing has to be done now" in text


def test_both_at_once() -> None:
    text = screen((ELS, BEUK), Attention(stuck=True, ready=True))
    assert text.splitlines()[0].split()[-5:] == ["last", "progress", "ready", "next", "step"]
    assert "31 May 2025, 1 day ago  waits for others  " in text
    assert "Beuk" not in text


MARKED = [
    (WILG, " · 32 days late (1 more late) · 1 to be judged · 1 failed"),
    (BEUK, "Join a neighbour · 1 to be judged"),
    (ROOS, "Join a neighbour"),
    (IEP, "nothing has to be done now"),
    # What comes first is to be judged itself.
    (BEUK._replace(next=Action("coordinator", Text("Oordeel", "Judge"), "work/walks")), "coordinator: Judge"),
    (WILG._replace(next=LATE_HARVEST, late=("x",), failed=("a/b", "a/c"), review=()), " · 32 days late · 2 failed"),
]


@pytest.mark.parametrize(("row", "end"), MARKED)
def test_the_plain_list_marks_what_the_next_step_hides(row: Row, end: str) -> None:
    assert screen((row,), ALL).splitlines()[1].endswith(end)


def test_a_row_without_outlook_has_its_next_step() -> None:
    row = row_of(STANDING)
    assert "decide whether an exception is possible" in screen((row,), ALL)


def test_how_many_have_something_to_be_judged() -> None:
    assert "6 trainees · 1 with something late · 2 with something to be judged · Growing 5" in screen(GARDENERS, ALL)
    assert "to be judged" not in screen((ELS, ROOS), ALL)

"""Whom a coordinator asks for: who it applies to, and in which order."""

from __future__ import annotations

from datetime import date

import pytest

from kio.actions import Action
from kio.attention import ALL, Attention, chosen
from kio.cohort import Row
from kio.message import Text
from kio.outlook import Outlook, Ready
from kio.programme.model import Track

TITLE = Text("Snoeien", "Pruning")


def row(
    name: str,
    progress: str | None = "2025-05-01",
    *until: str,
    ready: Ready | None = None,
    idle: bool = False,
) -> Row:
    """Somebody with these last days that have passed, besides one that has not."""
    late = [Action("trainee", TITLE, f"a/{day}", until=date.fromisoformat(day), late=True) for day in until]
    todo = (*late, Action("trainee", TITLE, "a/ahead", until=date(2020, 1, 1)), Action("trainee", TITLE, None))
    seen = Outlook(date.fromisoformat(progress) if progress else None, ready, idle, todo, {})
    names = tuple(action.requirement for action in late if action.requirement)
    return Row(name, name, None, "garden", Track("g", TITLE), "now", TITLE, 1, 2, names, outlook=seen)


ROWS = [
    row("ash"),
    row("box", None, "2025-04-01"),
    row("cedar", "2024-02-01", ready=Ready.OTHERS),
    row("date", "2025-05-02", "2025-05-01", "2025-03-31", ready=Ready.NOW),
    row("elm", "2023-01-01", idle=True),
    row("fir", "2024-02-01", ready=Ready.NOW),
    row("gum", None),
]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (ALL, ["ash", "box", "cedar", "date", "elm", "fir", "gum"]),
        # The longest first; those of the same day as they were; of whom it is not known last.
        (Attention(stuck=True), ["cedar", "fir", "ash", "date", "box", "gum"]),
        (Attention(ready=True), ["date", "fir", "cedar"]),
        # By the earliest of the last days that have passed, not by one that is not late.
        (Attention(late=True), ["date", "box"]),
        (Attention(stuck=True, ready=True), ["cedar", "fir", "date"]),
        (Attention(stuck=True, late=True), ["date", "box"]),
        (Attention(ready=True, late=True), ["date"]),
        (Attention(stuck=True, ready=True, late=True), ["date"]),
    ],
)
def test_who_and_in_which_order(asked: Attention, names: list[str]) -> None:
    assert [found.id for found in chosen(ROWS, asked)] == names


def test_rows_without_an_outlook_stay_as_they_are() -> None:
    bare = [found._replace(outlook=None) for found in ROWS]
    assert chosen(bare, ALL) == bare
    assert [found.id for found in chosen(bare, Attention(late=True))] == ["box", "date"]

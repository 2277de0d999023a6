"""The screens in the README that are of a day and of the records beside it are those that kio shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kio.app import main

ROOT = Path(__file__).parent.parent


SCREENS = [
    part.partition("```\n")[0].partition("\n")
    for part in (ROOT / "README.md").read_text(encoding="utf-8").split("```\n$ kio ")[1:]
    if "--on " in part.partition("\n")[0]  # else of an invented workspace
]


@pytest.mark.parametrize(("command", "_", "shown"), SCREENS, ids=[command for command, _, _ in SCREENS])
def test_the_screen_is_real(
    command: str, _: str, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("KIO_LANG", "en")
    assert main(["-C", str(ROOT), *command.split()]) == 0
    assert capsys.readouterr().out == shown

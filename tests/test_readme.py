"""The screen in the README is the one that kio shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kio.app import main

ROOT = Path(__file__).parent.parent


def test_the_screen_is_real(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    command, _, shown = text.partition("```\n$ kio ")[2].partition("```\n")[0].partition("\n")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("KIO_LANG", "en")
    assert main(["-C", str(ROOT), *command.split()]) == 0
    assert capsys.readouterr().out == shown

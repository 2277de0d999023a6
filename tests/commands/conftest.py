"""Running kio in this process, and as it is installed, in an environment that says nothing by itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.running import Done
from kio.app import main

SPEAKING = (
    "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "LC_ALL", "LC_MESSAGES", "LANG", "PYTHONIOENCODING",
    "PYTHONUTF8", "CI",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _silent_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*SPEAKING, *(name for name in os.environ if name.startswith("KIO_"))):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def kio(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Done]:
    """`kio` with these arguments, in an empty folder."""
    monkeypatch.setattr("kio.app.LANGUAGE", "en")  # else what the tests were started with
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    def run(*arguments: object) -> Done:
        code = main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run

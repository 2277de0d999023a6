"""Completion of trainees by the names of files alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking.pottery import pottery

from commands.running import installed
from kio.commands.completion import complete_trainee

FILES: dict[str, str | bytes] = {
    "records/trainees/anton.yaml": "broken: [",
    "records/trainees/ben.yaml": b"\xff",
    "records/trainees/c.txt": "",
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("", ["anna", "anton", "ben"]), ("an", ["anna", "anton"]), ("anna", ["anna"]), ("x", []), ("nna", [])],
)
def test_ids_that_begin_so(typed: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = pottery(tmp_path, FILES)
    monkeypatch.chdir(root / "records/groups")
    assert complete_trainee(typed) == expected
    monkeypatch.chdir("/")
    assert complete_trainee(typed) == []
    monkeypatch.setenv("KIO_WORKSPACE", str(root))
    assert complete_trainee(typed) == expected


def test_a_named_workspace_is_the_only_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pottery(tmp_path / "here"))
    monkeypatch.setenv("KIO_WORKSPACE", str(tmp_path / "here/records"))
    assert complete_trainee("") == []


@pytest.mark.parametrize(
    ("shell", "words", "expected"),
    [
        ("complete_bash", {"COMP_WORDS": "kio status an", "COMP_CWORD": "2"}, ["anna", "anton"]),
        ("complete_bash", {"COMP_WORDS": "kio --lang nl status b", "COMP_CWORD": "4"}, ["ben"]),
        ("complete_bash", {"COMP_WORDS": "kio st", "COMP_CWORD": "1"}, ["status"]),
        ("complete_fish", {"_TYPER_COMPLETE_ARGS": "kio status be", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
         ["ben"]),
    ],
)  # fmt: skip
def test_what_a_shell_gets(shell: str, words: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    done = installed(env={"_KIO_COMPLETE": shell, **words}, cwd=pottery(tmp_path, FILES))
    assert (done.code, done.out.split(), done.err) == (0, expected, "")

"""How kio ends: 0, 1, 2, 70 or 130, in one line, and never with a traceback that nobody asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
import typer
from checking.pottery import pottery, record

import kio as package
from commands.running import KIO, Kio, installed
from kio.app import main, run
from kio.commands.session import Session
from kio.workspace import Workspace

BUG = "this is a bug in kio: ZeroDivisionError; KIO_DEBUG=1 shows where\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return pottery(tmp_path / "pottery", {"records/trainees/cas.yaml": "id: cas\n"})


def spoil(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(_: Workspace) -> list[str]:
        raise error

    monkeypatch.setattr(Workspace, "trainee_ids", fail)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--version",), 0),
        (("--help",), 0),
        (("-h",), 0),
        ((), 0),
        (("status", "anna"), 0),
        (("list",), 0),
        (("check",), 1),
        (("status", "cas"), 1),
        (("status", "nobody"), 2),
        (("status",), 2),
        (("frobnicate",), 2),
        (("list", "--bad"), 2),
        (("list", "too", "much"), 2),
        (("list", "--on"), 2),
        (("list", "--on", "never"), 2),
        (("check", "--format", "xml"), 2),
    ],
)
def test_exit_codes(
    arguments: tuple[str, ...], code: int, kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    done = kio(*arguments)
    assert done.code == code
    assert bool(done.out) != (code == 2 or arguments == ("status", "cas"))
    assert (done.err.startswith("error: ") and done.err.count("\n") <= 2) == (code == 2)
    assert "Traceback" not in done.err


def test_wrong_use_says_what_is_wrong(kio: Kio) -> None:
    hint = "  hint: possible here: status, next, explain, plan, list, cost, check, schema, init, rules\n"
    assert kio("frobnicate").err == f"error: there is no command frobnicate\n{hint}"
    hint = "  hint: write it after the command: kio status TRAINEE\n"
    text = "error: TRAINEE is missing: an id, or a unique part of an id or a name\n"
    assert kio("status").err == text + hint


def test_without_a_command_there_is_the_help(kio: Kio) -> None:
    assert kio() == kio("--help")
    assert kio().out.startswith("Usage: kio [OPTIONS] COMMAND [ARGS]...\n")


def test_the_version(kio: Kio) -> None:
    assert kio("--version") == (0, f"kio {package.__version__}\n", "")


def test_a_bug_is_one_line(kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, ZeroDivisionError("secret"))
    assert kio("-C", root, "list") == (70, "", BUG)


def test_a_bug_shows_its_trace_when_asked(kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, ZeroDivisionError("secret"))
    monkeypatch.setenv("KIO_DEBUG", "1")
    done = kio("-C", root, "list")
    assert (done.code, done.out) == (70, "")
    assert done.err.startswith("Traceback (most recent call last):\n")
    assert done.err.endswith(f"ZeroDivisionError: secret\n{BUG}")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), typer.Abort()])
def test_an_interruption(error: BaseException, kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, error)
    assert kio("-C", root, "list").code == 130


def test_a_fault_of_the_computer(kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, OSError(28, "No space left on device"))
    assert kio("-C", root, "list") == (2, "", "error: cannot go on: No space left on device\n")
    spoil(monkeypatch, OSError("odd"))
    assert kio("-C", root, "list") == (2, "", "error: cannot go on: odd\n")


def test_a_reader_that_has_gone_is_no_failure(kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    silenced: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "dup2", lambda *numbers: silenced.append(numbers))
    monkeypatch.setattr("sys.stdout.fileno", lambda: 1, raising=False)
    monkeypatch.setattr(Session, "show", gone)
    assert kio("-C", root, "list").code == 0
    assert len(silenced) == 1


def test_typer_hides_a_reader_that_has_gone(kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typer turns a broken pipe into an end with 1; here that is done without its replacing the streams."""

    def gone(*_: object, **__: object) -> None:
        end = SystemExit(1)
        end.__context__ = BrokenPipeError(32, "Broken pipe")
        raise end

    monkeypatch.setattr("kio.app.app", gone)
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    monkeypatch.setattr("sys.stdout.fileno", lambda: 1, raising=False)
    assert kio("-C", root, "list") == (0, "", "")


def test_a_stream_that_is_closed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Python has None for it; what follows must neither fail nor go to the other stream."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", None)
        assert main(["-C", str(root), "status", "nobody"]) == 2
        assert sys.stderr.name == os.devnull
        sys.stderr.close()
    assert capsys.readouterr() == ("", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", None)
        assert main(["-C", str(root), "list"]) == 2
    assert capsys.readouterr() == ("", "error: cannot go on: Bad file descriptor\n")


def test_streams_that_cannot_be_softened_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = StringIO(), StringIO()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    assert main(["--version"]) == 0
    assert (out.getvalue(), err.getvalue()) == (f"kio {package.__version__}\n", "")


def test_an_end_that_typer_makes_is_kept(kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, SystemExit(3))
    with pytest.raises(SystemExit, match="3"):
        kio("-C", root, "list")


def test_the_process_ends_with_the_code(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["kio", "-C", str(root), "check"])
    with pytest.raises(SystemExit, match="1"):
        run()
    with pytest.raises(SystemExit, match="0"):
        run(["--version"])


def test_a_bug_in_the_installed_program(tmp_path: Path) -> None:
    """A package of ours that cannot be used, as after a broken installation."""
    (tmp_path / "yaml.py").write_text("1 / 0\n", encoding="utf-8")
    done = installed("list", env={"PYTHONPATH": str(tmp_path)})
    assert done == (70, "", BUG)


def test_a_folder_that_has_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && exec "$0" list'
    done = subprocess.run(["/bin/sh", "-c", script, KIO], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: cannot go on: No such file or directory\n"


def test_a_record_with_bad_words_is_shown_and_never_obeyed(kio: Kio, tmp_path: Path) -> None:
    """Markup of rich, links, emoji codes: a text is a text."""
    name = "Ana [/red] [link=http://x.example]y[/link] :skull: {0} %s"
    root = pottery(tmp_path / "b", {"records/trainees/ana.yaml": record("ana").replace("Ana", f"'{name}'", 1)})
    done = kio("-C", root, "status", "ana")
    assert (done.code, done.err) == (0, "")
    assert name in done.out.replace("\n", " ")

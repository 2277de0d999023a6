"""The installed program on all kinds of screens, pipes and encodings."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from checking.pottery import pottery, record

from commands.running import DAY, KIO, ROOT, Kio, installed
from kio.commands.session import Given, Session
from kio.render.layout import Piece, Sheet

WIDE = {f"records/trainees/t-{number:03}.yaml": record(f"t-{number:03}") for number in range(800)}
FULL = Path("/dev/full")
ENGLISH = {"KIO_LANG": "en"}


def shell(script: str, cwd: Path = ROOT) -> tuple[int, str, str]:
    done = subprocess.run(
        ["/bin/bash", "-c", script, KIO],
        cwd=cwd,
        env={**os.environ, "KIO_TODAY": DAY, **ENGLISH},
        check=False,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("arguments", ["list", "list --json", "check --format concise", "--help"])
def test_head_ends_it_quietly(arguments: str, tmp_path: Path) -> None:
    """More than a pipe holds, so that writing fails in the middle."""
    files = {f"records/trainees/x-{number:03}.yaml": "id: [\n" for number in range(800)}
    root = pottery(tmp_path, {**WIDE, **(files if arguments.startswith("check") else {})})
    code, out, err = shell(f'"$0" {arguments} | head -1; echo "${{PIPESTATUS[0]}}"', root)
    assert (code, out.splitlines()[1:]) == (0, ["0"])
    assert not re.search("Traceback|Broken|Errno|bug", err)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", ["list", "list --json", "status femke", "check --format json", "--help"])
def test_a_full_disk_is_a_failure(arguments: str) -> None:
    assert shell(f'"$0" {arguments} > {FULL}') == (2, "", "error: cannot go on: No space left on device\n")


def test_a_closed_output_is_a_failure() -> None:
    assert shell('"$0" list >&-') == (2, "", "error: cannot go on: Bad file descriptor\n")


def test_without_standard_error_the_data_stay_clean(tmp_path: Path) -> None:
    root = pottery(tmp_path, {"records/trainees/cas.yaml": "id: cas\n"})
    code, out, _ = shell('"$0" list 2>&-', root)
    assert code == 0
    assert "cas" not in out
    assert shell('"$0" status nobody 2>&-', root) == (2, "", "")


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"PYTHONIOENCODING": "ascii"}, "ascii"),
        ({"PYTHONIOENCODING": "cp1252"}, "cp1252"),
        ({"PYTHONIOENCODING": "utf-8"}, "utf-8"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
    ],
)
def test_no_encoding_ends_it(environment: dict[str, str], encoding: str) -> None:
    everybody = installed("list", env=environment, encoding=encoding)
    assert (everybody.code, everybody.err) == (0, "")
    assert ("Elif Çelik" if encoding != "ascii" else "Elif Celik") in everybody.out
    nobody = installed("status", "nobody ☃", env={**ENGLISH, **environment}, encoding=encoding)
    assert (nobody.code, nobody.out) == (2, "")
    assert nobody.err.startswith("error: there is no trainee 'nobody ")
    assert "Traceback" not in nobody.err


@pytest.mark.parametrize("columns", ["1", "2", "0", "-5", "abc", "", "40", "80", "140", "100000"])
def test_no_width_ends_it(columns: str, kio: Kio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("KIO_LANG", "en")
    for arguments in (("list",), ("status", "femke")):
        done = kio("-C", ROOT, "--on", DAY, *arguments)
        assert (done.code, done.err) == (0, "")
        if columns in ("40", "80", "140"):
            assert max(map(len, done.out.splitlines())) <= int(columns)
        assert "FemketenHave" in "".join(done.out.split())  # nothing is left out, however narrow
    assert kio("-C", ROOT, "--on", DAY, "check").code == 0


@pytest.mark.parametrize(("arguments", "columns"), [(("list",), "200"), (("status", "femke"), "80")])
def test_a_width_that_is_none_is_the_usual_one(arguments: tuple[str, ...], columns: str) -> None:
    usual = installed(*arguments, env=ENGLISH)
    assert usual.code == 0
    assert usual == installed(*arguments, env={"COLUMNS": columns, **ENGLISH})
    assert usual == installed(*arguments, env={"COLUMNS": "abc", **ENGLISH})
    assert usual == installed(*arguments, env={"COLUMNS": "0", **ENGLISH})
    assert usual != installed(*arguments, env={"COLUMNS": "50", **ENGLISH})


def test_a_list_that_nobody_looks_at_has_a_line_for_each() -> None:
    lines = installed("list", env=ENGLISH).out.splitlines()
    everybody = {path.stem for path in (ROOT / "records/trainees").glob("*.yaml")}
    assert {name for name in everybody if sum(f" {name} " in line for line in lines) == 1} == everybody
    assert max(map(len, lines)) <= 200


@pytest.mark.parametrize(
    ("environment", "flags", "coloured"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "1", "TERM": "xterm"}, (), True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1"}, ("--no-color",), False),
        ({"NO_COLOR": "1"}, (), False),
    ],
)
def test_colours_where_they_are_wanted(environment: dict[str, str], flags: tuple[str, ...], coloured: bool) -> None:
    plain = installed("status", "femke", env=ENGLISH)
    done = installed("status", "femke", *flags, env={**environment, **ENGLISH})
    assert ("\x1b[" in done.out) == coloured
    assert done.code == 0
    without = re.sub(r"\x1b\[[0-9;]*m", "", done.out)
    assert [line.rstrip() for line in without.splitlines()] == [line.rstrip() for line in plain.out.splitlines()]


def test_colours_in_this_process(kio: Kio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    done = kio("-C", ROOT, "--on", DAY, "status", "femke")
    assert (done.code, done.err) == (0, "")
    assert "\x1b[" in done.out
    assert "\x1b[" not in kio("-C", ROOT, "--on", DAY, "status", "femke", "--no-color").out
    assert "\x1b[" not in kio("-C", ROOT, "--on", DAY, "status", "femke", "--json").out


def test_a_long_line_is_whole_on_a_coloured_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    Session(Given()).show(Sheet([[Piece("records/trainees/anna.yaml:7:5")]]))
    assert capsys.readouterr().out == "records/trainees/anna.yaml:7:5\n"


@pytest.mark.parametrize(
    ("environment", "coloured"), [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({}, True)]
)
def test_a_terminal_has_colours(environment: dict[str, str], coloured: bool) -> None:
    """On a terminal, also when nobody says of which kind (TERM is unset)."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [KIO, "status", "femke"],
        cwd=ROOT,
        env={**os.environ, "KIO_TODAY": DAY, "COLUMNS": "80", **environment},
        stdout=theirs,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # Linux ends a terminal that nobody writes to with EIO
            pass
        os.close(ours)
        assert process.wait() == 0
    assert (b"\x1b[" in shown) == coloured
    assert "Femke ten Have" in shown.decode()


@pytest.mark.parametrize(
    ("arguments", "environment", "parts"),
    [
        (("--help",), {"KIO_LANG": "en"}, ("the language of texts", "Where a trainee stands")),
        (("--help",), {"KIO_LANG": "nl"}, ("de taal van de teksten", "Waar een deelnemer staat")),
        (("--lang", "nl", "status", "--help"), {}, ("Waar een deelnemer staat", "gegevens voor een script")),
        (("list", "--help"), {"LANG": "nl_NL.UTF-8"}, ("alleen deze groep",)),
        (("check", "--help"), {"LC_ALL": "C"}, ("only these files or folders", "warnings too make it fail")),
    ],
)
def test_help_in_both_languages(
    arguments: tuple[str, ...], environment: dict[str, str], parts: tuple[str, ...]
) -> None:
    done = installed(*arguments, env=environment)
    assert (done.code, done.err) == (0, "")
    for part in parts:
        assert part in done.out


def test_an_error_in_dutch() -> None:
    assert installed("status", "zzz", "--lang", "nl") == (
        2, "", "fout: er is geen deelnemer 'zzz'\n  tip: kio list toont iedereen\n",
    )  # fmt: skip


def test_as_a_module() -> None:
    done = subprocess.run(
        [str(Path(KIO).with_name("python")), "-m", "kio", "--version"], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, installed("--version").out)

"""The options that every command takes: before its name or after it, from the environment or from kio.yaml."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from checking.pottery import pottery

from commands.running import DAY, Kio
from kio.commands.session import Given, Session, language_of, startup_language
from kio.problem import KioError

ENGLISH, DUTCH = "Three pots", "Drie potten"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return pottery(tmp_path / "pottery")


def as_of(done: Any) -> str:
    return str(json.loads(done.out)["as_of"])


def test_options_stand_before_the_command_or_after_it(kio: Kio, root: Path) -> None:
    options = ("-C", root, "--lang", "nl", "--on", DAY, "--no-color")
    before, after = kio(*options, "list"), kio("list", *options)
    assert before == after
    assert before.code == 0
    assert "pottenbakker" in before.out


def test_what_stands_after_the_command_counts(kio: Kio, root: Path, tmp_path: Path) -> None:
    options = ("-C", tmp_path, "--lang", "nl", "--on", "2020-01-01")
    done = kio(*options, "status", "anna", "-C", root, "--lang", "en", "--on", DAY)
    assert ENGLISH in done.out
    assert "1 Jun 2026" in done.out


def test_the_day_is_the_option_else_kio_today_else_today(kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = datetime.now(UTC).astimezone().date().isoformat()
    today = as_of(kio("-C", root, "list", "--json"))
    assert before <= today <= datetime.now(UTC).astimezone().date().isoformat()
    monkeypatch.setenv("KIO_TODAY", "2026-05-05")
    assert as_of(kio("-C", root, "list", "--json")) == "2026-05-05"
    assert as_of(kio("-C", root, "list", "--json", "--on", DAY)) == DAY
    monkeypatch.setenv("KIO_TODAY", "")
    assert as_of(kio("-C", root, "list", "--json")) >= before


def test_a_run_has_one_day_though_midnight_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(Given())
    monkeypatch.setenv("KIO_TODAY", "2026-05-05")
    assert session.on.isoformat() == "2026-05-05"
    monkeypatch.setenv("KIO_TODAY", "2026-05-06")
    assert session.on.isoformat() == "2026-05-05"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-13-01", "2026-13-01: this day does not exist in the calendar"),
        ("1-6-2026", "1-6-2026: this is not a date as 2026-03-01\n  hint: write 2026-06-01"),
        ("31-6-2026", "31-6-2026: this day does not exist in the calendar"),
        ("2026-6-1", "2026-6-1: this is not a date as 2026-03-01\n  hint: write 2026-06-01"),
        ("2301-01-01", "2301-01-01: a year from 1900 to 2200 was expected"),
    ],
)
def test_a_wrong_day_says_where_it_stands(
    day: str, message: str, kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kio("-C", root, "list", "--on", day) == (2, "", f"error: --on {message}\n")
    monkeypatch.setenv("KIO_TODAY", day)
    assert kio("-C", root, "list") == (2, "", f"error: KIO_TODAY {message}\n")
    assert kio("-C", root, "list", "--on", "x").err.startswith("error: --on x: ")  # the option counts
    assert kio("-C", root, "list", "--on", DAY).code == 0


def test_the_workspace_is_the_option_else_the_environment_else_where_one_is(
    kio: Kio, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = pottery(tmp_path / "other", without=("records/trainees/anna.yaml",))
    assert kio("list").err.startswith("error: there is no workspace here")
    assert kio("list").code == 2
    monkeypatch.chdir(root / "records")
    assert "anna" in kio("list").out
    monkeypatch.setenv("KIO_WORKSPACE", str(other))
    assert "anna" not in kio("list").out
    assert "anna" in kio("-C", root, "list").out
    assert "anna" in kio("list", "--workspace", root).out
    monkeypatch.setenv("KIO_WORKSPACE", str(tmp_path / "none"))
    assert kio("list") == (
        2,
        "",
        (
            f"error: there is no workspace in {tmp_path / 'none'}: it has no folder 'records'\n"
            "  hint: name a folder that holds records/ with -C\n"
        ),
    )


@pytest.mark.parametrize(
    ("environment", "settings", "flags", "title"),
    [
        ({}, "", (), ENGLISH),
        ({"LANG": "nl_NL.UTF-8"}, "", (), DUTCH),
        ({"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "", (), ENGLISH),
        ({"LC_MESSAGES": "de_DE.UTF-8", "LC_ALL": "nl_BE"}, "", (), DUTCH),
        ({"LC_ALL": "C", "LANG": "nl_NL"}, "", (), ENGLISH),
        ({"LC_ALL": "C"}, "language: nl\n", (), DUTCH),
        ({"KIO_LANG": "en", "LANG": "nl_NL"}, "language: nl\n", (), ENGLISH),
        ({"KIO_LANG": "nl"}, "language: en\n", (), DUTCH),
        ({"KIO_LANG": ""}, "language: nl\n", (), DUTCH),
        ({"KIO_LANG": "nl"}, "", ("--lang", "en"), ENGLISH),
        ({"KIO_LANG": "xx"}, "", ("--lang", "nl"), DUTCH),
    ],
)
def test_the_language(
    *,
    environment: dict[str, str],
    settings: str,
    flags: tuple[str, ...],
    title: str,
    kio: Kio,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = pottery(tmp_path, {"kio.yaml": settings} if settings else {})
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = kio("-C", root, "status", "anna", *flags)
    assert (title in done.out, done.err) == (True, "")
    word = "fout" if title == DUTCH else "error"
    assert kio("-C", root, "status", "zzz", *flags).err.startswith(f"{word}: ")
    assert kio("-C", root, "cost", "--programme", "zzz", *flags).err.startswith(f"{word}: ")


def test_an_unknown_language(kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = "error: '{}' is not a language: nl or en\n"
    assert kio("-C", root, "list", "--lang", "de") == (2, "", message.format("de"))
    monkeypatch.setenv("KIO_LANG", "fr")
    assert kio("-C", root, "list") == (2, "", message.format("fr"))


def test_broken_settings_do_not_stop_a_command(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, {"kio.yaml": "language: de\n"})
    assert ENGLISH in kio("-C", root, "status", "anna").out
    checked = kio("-C", root, "check", "--format", "concise")
    assert checked.out == "kio.yaml:1:11: error[wrong-language]: nl or en was expected\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["list"], {}, "en"),
        (["--lang", "nl", "list"], {}, "nl"),
        (["list", "--lang=nl"], {"KIO_LANG": "en"}, "nl"),
        (["list", "--lang", "xx"], {}, "en"),
        (["list", "--lang"], {"KIO_LANG": "nl"}, "nl"),
        ([], {"KIO_LANG": "xx", "LANG": "nl_NL"}, "nl"),  # help never fails for it
        ([], {"LANG": "NL"}, "nl"),
    ],
)
def test_the_language_before_the_workspace_is_known(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    assert startup_language(arguments, environment) == expected


def test_a_language_of_the_settings_is_checked_too() -> None:
    assert language_of(None, "nl", {}) == "nl"
    with pytest.raises(KioError):
        language_of(None, "de", {})

"""`kio list`: everybody, those who are asked for, and who cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checking.pottery import RULES, pottery, record

from commands.running import DAY, ROOT, Kio

FILES = {
    "records/trainees/ben.yaml": record("ben", track="helper", more="group: spring\nhelps: {of: anna}\n"),
    "records/trainees/cas.yaml": "id: cas\nname: a: b\n",
}
UNREADABLE = "1 record cannot be read: cas (kio check says why)\n"


def test_everybody(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, FILES), "list", "--on", DAY)
    assert (done.code, done.err) == (0, UNREADABLE)
    for part in ("Anna Bakker", "anna", "Ben", "helper", "spring", "Three pots", "0/1", "2 trainees", "1 Jun 2026"):
        assert part in done.out
    assert "cas" not in done.out


def test_in_dutch(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, FILES), "--lang", "nl", "list", "--on", DAY)
    assert "2 deelnemers" in done.out
    assert "pottenbakker" in done.out
    assert done.err.startswith("1 dossier is niet te lezen: cas")


def test_several_that_cannot_be_read(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, {**FILES, "records/trainees/dot.yaml": ""}), "list", "--on", DAY)
    assert done.err == "2 records cannot be read: cas, dot (kio check says why)\n"


def names(done: object) -> list[str]:
    assert isinstance(done, tuple)
    return [row["id"] for row in json.loads(done[1])["trainees"]]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((), ["anna", "ben"]),
        (("--group", "spring"), ["ben"]),
        (("--track", "potter"), ["anna"]),
        (("--phase", "learning"), ["anna", "ben"]),
        (("--track", "potter", "--group", "spring"), []),
    ],
)
def test_those_who_are_asked_for(flags: tuple[str, ...], expected: list[str], kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, FILES), "list", "--on", DAY, "--json", *flags)
    assert (done.code, names(done), done.err) == (0, expected, UNREADABLE)


@pytest.mark.parametrize(
    ("files", "flags", "unusable"),
    [
        ({}, (), ["cas"]),
        ({}, ("--group", "spring"), ["cas"]),
        ({"records/trainees/bob.yaml": ""}, (), ["bob", "cas"]),
        ({"records/trainees/cas.yaml": record("cas")}, (), []),
    ],
)
def test_what_cannot_be_read_is_listed_for_scripts(
    files: dict[str, str], flags: tuple[str, ...], unusable: list[str], kio: Kio, tmp_path: Path
) -> None:
    done = kio("-C", pottery(tmp_path, {**FILES, **files}), "list", "--on", DAY, "--json", *flags)
    found = json.loads(done.out)
    assert (list(found), found["unusable"]) == (["as_of", "trainees", "unusable"], unusable)


def test_by_phase_and_track_of_the_day(kio: Kio) -> None:
    """The track is the one of the day, the phase too."""
    done = kio("-C", ROOT, "list", "--on", "2026-11-22", "--json", "--phase", "eligible")
    assert names(done) == ["joris-claes", "wietske-bergsma"]
    done = kio("-C", ROOT, "list", "--on", "2026-11-22", "--json", "--track", "coach")
    assert "nadia-osman" not in names(done)
    done = kio("-C", ROOT, "list", "--on", "2026-05-31", "--json", "--track", "coach")
    assert "nadia-osman" in names(done)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--group", "sprin"), "there is no group sprin\n  hint: did you mean 'spring'?"),
        (("--track", "x"), "there is no track x\n  hint: possible here: potter, helper"),
        (("--phase", "lerning"), "there is no phase lerning\n  hint: did you mean 'learning'?"),
    ],
)
def test_asking_for_what_is_not_there(flags: tuple[str, str], message: str, kio: Kio, tmp_path: Path) -> None:
    assert kio("-C", pottery(tmp_path, FILES), "list", *flags) == (2, "", f"error: {message}\n")


def test_the_data_have_the_keys_that_scripts_rely_on(kio: Kio) -> None:
    found = json.loads(kio("-C", ROOT, "list", "--on", "2026-11-22", "--json").out)
    assert list(found) == ["as_of", "trainees", "unusable"]
    assert found["unusable"] == []
    assert found["as_of"] == "2026-11-22"
    assert len(found["trainees"]) == 30
    for row in found["trainees"]:
        assert set(row) >= {"id", "name", "track", "group", "phase", "progress", "late", "next"}
        assert {type(row[key]) for key in ("id", "name", "track", "group", "phase")} == {str}
        assert all(type(row["progress"][key]) is int for key in ("met", "of"))
        assert row["progress"]["met"] <= row["progress"]["of"]
        assert all(type(name) is str for name in row["late"])
        assert row["next"] is None or set(row["next"]) >= {"who", "what", "requirement", "from", "until"}
    late = {row["id"]: row["late"] for row in found["trainees"] if row["late"]}
    assert late == {
        "bram-de-clercq": ["insurance-lapses"],  # until 31 August
        "milan-kovac": ["payment"],  # the last instalment, due on 28 August
        "nadia-osman": ["certification/paper-certification"],
        "sjoerd-wiarda": ["certification/paper-certification"],
        "tomas-novak": ["payment"],  # the deposit, due on 16 November
    }


def test_nobody_at_all(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, without=("records/trainees/anna.yaml",))
    assert names(kio("-C", root, "list", "--json")) == []
    done = kio("-C", root, "list", "--on", DAY)
    assert (done.code, done.err) == (0, "")
    assert "0 trainees" in done.out


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (RULES.replace("count: pot", "cuont: pot"), "error[unknown-kind]: no kind of "),
        (RULES.replace("title:", "title", 1), "error[yaml-syntax]: "),
    ],
)  # fmt: skip
def test_broken_rules_end_it(rules: str, message: str, kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, {"rules/pottery.yaml": rules}), "list")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: the rules have errors; mend them first\nrules/pottery.yaml:")
    assert message in done.err
    assert "Traceback" not in done.err

"""`kio check`: every problem with its place and its mend, for people and for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checking.pottery import RULES, pottery, record

from commands.running import DAY, ROOT, Kio

BEN, CAS = "records/trainees/ben.yaml", "records/trainees/cas.yaml"
WARNING = {BEN: record("ben", "{date: 2026-01-10, type: firing, teacher: guus}")}
BAD = {**WARNING, CAS: "id: cas\nname: a: b\n", "rules/more/x.yaml": "never: read\n"}
FIRST = """\
records/trainees/ben.yaml:5:47: warning[unknown-person]: guus is not in people.yaml
  5 |   - {date: 2026-01-10, type: firing, teacher: guus}
    |                                               ^^^^
  hint: did you mean 'gus'?
"""
SECOND = """\
records/trainees/cas.yaml:2:8: error[yaml-syntax]: a colon with a space after it stands inside a text
  2 | name: a: b
    |        ^
  hint: put the text in quotes
"""


def test_this_repository_is_in_order(kio: Kio) -> None:
    done = kio("-C", ROOT, "check", "--on", "2026-11-22")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(" files checked: 0 errors, 0 warnings, 3 silenced\n")


def test_problems_for_people(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, BAD), "check", "--on", DAY)
    assert done == (1, f"{FIRST}\n{SECOND}", "6 files checked: 1 error, 1 warning\n")


def test_in_dutch(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, BAD), "--lang=nl", "check", "--on", DAY)
    assert done.out.splitlines()[5].startswith(
        "records/trainees/cas.yaml:2:8: error[yaml-syntax]: midden in een tekst "
    )
    assert done.out.splitlines()[3].startswith("  tip: ")


@pytest.mark.parametrize(
    ("files", "paths", "summary"),
    [
        ({}, (BEN,), "1 file checked: 0 errors, 1 warning"),
        ({CAS: "id: cas\n"}, (CAS,), "1 file checked: 2 errors, 0 warnings"),
        ({CAS: "id: cas\nname: a: b\n"}, (CAS,), "1 file checked: 1 error, 0 warnings"),
        ({CAS: "id: cas\nname: a: b\n"}, (), "6 files checked: 1 error, 1 warning"),
        ({CAS: WARNING[BEN].replace("ben", "cas")}, (), "6 files checked: 0 errors, 2 warnings"),
    ],
)
def test_the_summary_counts_one_and_more(
    files: dict[str, str], paths: tuple[str, ...], summary: str, kio: Kio, tmp_path: Path
) -> None:
    root = pottery(tmp_path, {**WARNING, **files})
    done = kio("-C", root, "check", "--on", DAY, *(root / path for path in paths))
    assert (done.code, done.err) == (0 if " 0 errors" in summary else 1, f"{summary}\n")


@pytest.mark.parametrize("flags", [("--format", "json"), ("--json",), ("--json", "--format", "json")])
def test_problems_for_scripts(flags: tuple[str, ...], kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, BAD), "check", "--on", DAY, *flags)
    found = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert found == {
        "files": 6,
        "problems": [
            {
                "file": BEN, "line": 5, "column": 47, "severity": "warning", "code": "unknown-person",
                "message": "guus is not in people.yaml", "hint": "did you mean 'gus'?", "related": [],
            },
            {
                "file": CAS, "line": 2, "column": 8, "severity": "error", "code": "yaml-syntax",
                "message": "a colon with a space after it stands inside a text", "hint": "put the text in quotes",
                "related": [],
            },
        ],
        "silenced": 0,
        "statistics": [
            {"code": "yaml-syntax", "severity": "error", "count": 1, "title": "not valid YAML"},
            {"code": "unknown-person", "severity": "warning", "count": 1, "title": "person is not in people.yaml"},
        ],
    }  # fmt: skip


def test_a_problem_without_a_mend_of_its_own_has_the_one_of_its_kind(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, {BEN: "id: ben\nname: Ben\n"}), "check", "--format", "json")
    [problem] = json.loads(done.out)["problems"]
    assert (problem["code"], problem["hint"]) == ("missing-key", "Add the key that the message names.")


@pytest.mark.parametrize(("flags", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_fail_only_when_asked(flags: tuple[str, ...], code: int, kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path, WARNING), "check", "--on", DAY, *flags)
    assert done == (code, FIRST, "5 files checked: 0 errors, 1 warning\n")


def test_strict_finds_nothing_where_nothing_is(kio: Kio, tmp_path: Path) -> None:
    assert kio("-C", pottery(tmp_path), "check", "--strict").code == 0


@pytest.mark.parametrize(
    ("paths", "files", "code"),
    [
        ((BEN,), 1, 0),
        ((CAS,), 1, 1),
        ((BEN, CAS), 2, 1),
        ((BEN, BEN), 1, 0),
        (("records/trainees",), 3, 1),
        (("records/trainees/",), 3, 1),
        (("records/people.yaml", "rules"), 2, 0),
        (("records/../rules/pottery.yaml",), 1, 0),
        (("records",), 5, 1),
        ((".",), 6, 1),
    ],
)
def test_only_these_files(
    *, paths: tuple[str, ...], files: int, code: int, kio: Kio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = pottery(tmp_path, BAD)
    monkeypatch.chdir(root)
    done = kio("check", "--on", DAY, "--format", "json", *paths)
    assert (done.code, json.loads(done.out)["files"]) == (code, files)


@pytest.mark.parametrize("path", ["nowhere", "records/trainees/nobody.yaml", "rules/more", "/dev/null"])
def test_a_path_that_is_not_checked(path: str, kio: Kio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pottery(tmp_path, BAD))
    assert kio("check", path) == (
        2, "", f"error: {path} is no file or folder that kio checks in this workspace\n",
    )  # fmt: skip


def test_links_do_not_lead_astray(kio: Kio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link is a problem where it stands, wherever it leads; also one that goes round in a circle."""
    root = pottery(tmp_path / "real")
    (root / BEN).symlink_to("ben.yaml")
    (root / CAS).symlink_to("/etc/passwd")
    (tmp_path / "other").symlink_to(root)
    for start in (root, tmp_path / "other"):
        monkeypatch.chdir(start)
        for paths in (("records",), (BEN, CAS), (str(tmp_path / "other"),), (str(root / "records/trainees"),)):
            done = kio("check", "--format", "json", *paths)
            assert [problem["file"] for problem in json.loads(done.out)["problems"]] == [BEN, CAS]
            assert (done.code, done.err) == (1, "")


def test_broken_rules_are_problems_like_others(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, {**BAD, "rules/pottery.yaml": RULES.replace("at_least: 3", "atleast: 3")})
    done = kio("-C", root, "check", "--on", DAY)
    assert done.code == 1
    assert done.out.startswith(f"{FIRST}\n{SECOND}")
    assert "rules/pottery.yaml:" in done.out
    assert "did you mean 'at_least'?" in done.out


def test_without_rules(kio: Kio, tmp_path: Path) -> None:
    bare = ("rules/pottery.yaml", "records/trainees/anna.yaml", "records/groups/spring.yaml")
    root = pottery(tmp_path, without=bare)
    (root / "rules").mkdir()
    assert kio("-C", root, "check", "--format", "concise") == (
        1, "rules:1:1: error[no-rules]: there are no rules\n", "2 files checked: 1 error, 0 warnings\n",
    )  # fmt: skip


def test_an_unknown_format(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path), "check", "--format", "xml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: there is no format xml\n")

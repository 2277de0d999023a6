"""Whatever a file holds: a problem with its place and a mend, the other records load, and never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from checking.pottery import RULES, pottery, record

from commands.running import DAY, Kio

BEN = "records/trainees/ben.yaml"
HEAD = "id: ben\nname: Ben\ntrack: potter\n"


def log(line: str) -> str:
    return record("ben", line)


@pytest.mark.parametrize(
    ("content", "place", "code", "mend", "usable"),
    [
        ("", "1:1", "empty-file", "fill it in", False),
        ("# only a remark\n", "1:1", "empty-file", "fill it in", False),
        ("- id: ben\n- name: Ben\n", "1:1", "not-a-mapping", "write each line as a key", False),
        ("Ben\n", "1:1", "not-a-mapping", "write each line as a key", False),
        (log("{date: 2026-01-10, type: pott, pot: cup}"), "5:30", "unknown-entry-type", "did you mean 'pot'?", True),
        (log("{date: 2026-02-30, type: firing}"), "5:12", "wrong-date", "does not exist in the calendar", True),
        (log("{date: 10-1-2026, type: firing}"), "5:12", "wrong-date", "write 2026-01-10", True),
        (log("{date: 2026-01-10, type: pot}"), "5:5", "missing-key", "is missing here", True),
        (log("{type: firing}"), "5:5", "missing-key", "is missing here", True),
        ("id: ben\ntrack: potter\n", "1:1", "missing-key", "is missing here", False),
        (f"{HEAD}name: Bob\n", "4:1", "duplicate-key", "keep one of the two", True),
        (log("{date: 2026-01-10, date: 2026-01-11, type: firing}"), "5:24", "duplicate-key", "keep one", True),
        (f"{HEAD}email: *mail\n", "4:8", "alias", "put text that starts with * in quotes", False),
        (f"{HEAD}email: &mail a@b.nl\n", "4:8", "anchor", "put text that starts with & in quotes", False),
        (f"{HEAD}email: !!str a@b.nl\n", "4:8", "tag", "put text that starts with ! in quotes", False),
        (f"{HEAD}<<: {{a: b}}\n", "4:1", "merge-key", "write the keys out", False),
        (f"{HEAD}---\nid: ben\n", "4:1", "second-document", "remove the line", False),
        (f"{HEAD}\tlog: []\n", "4:1", "yaml-syntax", "replace the tab by spaces", False),
        (f"{HEAD}email: {'[' * 30}\n", None, "too-deep", "in quotes", False),
        (b"\x7fELF\x02\x01\x01\x00\xff\xfe", "1:9", "not-utf8", "save the file as UTF-8", False),
        (b"id: ben\nname: Ren\xe9\n", "2:10", "not-utf8", "save the file as UTF-8", False),
        (HEAD.encode("utf-16"), "1:1", "not-utf8", "save the file as UTF-8", False),
        (b"id: ben\nname: B\x00n\n", "2:8", "control-character", "remove the character", False),
        (f"{HEAD}<<<<<<< HEAD\n", "4:1", "conflict-marker", "keep the lines that are right", False),
    ],
)
def test_a_bad_record(
    *, content: str | bytes, place: str | None, code: str, mend: str, usable: bool, kio: Kio, tmp_path: Path
) -> None:
    root = pottery(tmp_path, {BEN: content})
    checked = kio("-C", root, "check", "--on", DAY)
    assert (checked.code, checked.err) == (1, "5 files checked: 1 error, 0 warnings\n")
    assert checked.out.startswith(f"{BEN}:{place or ''}")
    assert f": error[{code}]: " in checked.out
    assert mend in checked.out
    shown = kio("-C", root, "list", "--on", DAY)
    assert shown.code == 0
    assert "Anna Bakker" in shown.out
    assert ("ben" in shown.out) == usable
    assert shown.err == ("" if usable else "1 record cannot be read: ben (kio check says why)\n")


@pytest.mark.parametrize(
    ("kind", "code"),
    [("folder", "unreadable-file"), ("fifo", "unreadable-file"), ("nowhere", "link"), ("loop", "link")],
)
def test_a_record_that_cannot_be_opened(kind: str, code: str, kio: Kio, tmp_path: Path) -> None:
    """Faults that root meets too, to whom no file is forbidden."""
    root = pottery(tmp_path)
    if kind == "folder":
        (root / BEN).mkdir()
    elif kind == "fifo":
        os.mkfifo(root / BEN)
    else:
        (root / BEN).symlink_to("nowhere" if kind == "nowhere" else "ben.yaml")
    checked = kio("-C", root, "check", "--on", DAY)
    assert checked.code == 1
    assert checked.out.startswith(f"{BEN}:1:1: error[{code}]: ")
    assert checked.out.splitlines()[1].startswith("  hint: ")
    shown = kio("-C", root, "list", "--on", DAY)
    assert (shown.code, shown.err) == (0, "1 record cannot be read: ben (kio check says why)\n")
    assert "Anna Bakker" in shown.out


@pytest.mark.parametrize(
    ("old", "new", "code", "mend"),
    [
        ("        count: pot", "        cuont: pot", "unknown-kind", "did you mean 'count'?"),
        ("        count: pot", "        count: pott", "unknown-entry-type", "did you mean 'pot'?"),
        ("{elapsed: today}", "{elapsd: today}", "unknown-kind", "did you mean 'elapsed'?"),
        ("type: hours,", "type: hour,", "unknown-field-type", "did you mean 'hours'?"),
        ("checklists:", "cheklists:", "unknown-key", "did you mean 'checklists'?"),
        ("from: 2020-01-01", "from: 1-1-2020", "wrong-date", "write 2020-01-01"),
    ],
)
def test_a_slip_in_the_rules(*, old: str, new: str, code: str, mend: str, kio: Kio, tmp_path: Path) -> None:
    assert old in RULES
    root = pottery(tmp_path, {"rules/pottery.yaml": RULES.replace(old, new)})
    checked = kio("-C", root, "check", "--on", DAY)
    assert checked.code == 1
    assert f": error[{code}]: " in checked.out
    assert mend in checked.out
    for command in (("list",), ("status", "anna")):
        done = kio("-C", root, *command, "--on", DAY)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("error: the rules have errors; mend them first\nrules/pottery.yaml:")
        assert f": error[{code}]: " in done.err
        assert mend in done.err


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("records/people.yaml", "", "empty-file"),
        ("records/people.yaml", "- gus\n", "not-a-mapping"),
        ("records/people.yaml", "gus: Gus\n", "wrong-shape"),
        ("records/groups/spring.yaml", "id: spring\nname: *x\n", "alias"),
        ("records/groups/spring.yaml", "firings: x\n", "wrong-shape"),
        ("kio.yaml", "language: !nl x\n", "tag"),
    ],
)
def test_another_bad_file(name: str, content: str, code: str, kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, {name: content})
    checked = kio("-C", root, "check", "--on", DAY)
    assert checked.code == 1
    assert {line.partition(":")[0] for line in checked.out.splitlines() if "error[" in line} == {name}
    assert f"error[{code}]" in checked.out
    shown = kio("-C", root, "list", "--on", DAY)
    assert (shown.code, shown.err) == (0, "")
    assert "Anna Bakker" in shown.out

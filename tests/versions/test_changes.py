"""What differs from a version, by the content of files alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from checking.pottery import FILES, put

from kio.locale import say
from kio.problem import KioError
from kio.source.refusals import LARGEST_FILE
from kio.versions.changes import Changes, changed_files
from versions.repository import commit, git, repository

ANNA, BEN, RULES = "records/trainees/anna.yaml", "records/trainees/ben.yaml", "rules/pottery.yaml"


def found(root: Path, revision: str = "HEAD") -> tuple[set[str], set[str], set[str]]:
    changes = changed_files(root, revision)
    assert changes.names == changes.changed | changes.added | changes.removed
    return set(changes.changed), set(changes.added), set(changes.removed)


@pytest.mark.parametrize("form", ["sha1", "sha256"])
@pytest.mark.parametrize("place", ["", "a/b"])
def test_changed_added_and_removed(tmp_path: Path, form: str, place: str) -> None:
    root = tmp_path / place
    repository(tmp_path, {f"{place}/{name}".lstrip("/"): text for name, text in FILES.items()}, form=form)
    assert found(root) == (set(), set(), set())
    put(root, {ANNA: FILES[ANNA] + "\n", BEN: "", "kio.yaml": "language: nl\n", "README.md": "other"})
    (root / RULES).unlink()
    assert found(root) == ({ANNA}, {BEN, "kio.yaml"}, {RULES})
    assert changed_files(root) == Changes(frozenset({ANNA}), frozenset({BEN, "kio.yaml"}), frozenset({RULES}))
    commit(tmp_path)
    assert found(root) == (set(), set(), set())
    assert found(root, "HEAD~1") == ({ANNA}, {BEN, "kio.yaml"}, {RULES})


def test_neither_the_index_nor_a_time_is_trusted(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    git(root, "update-index", "--assume-unchanged", ANNA)
    before = (root / ANNA).stat()
    changed = FILES[ANNA].replace("hours: 2", "hours: 3")
    put(root, {ANNA: changed})
    os.utime(root / ANNA, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert git(root, "status", "--porcelain") == ""
    assert found(root) == ({ANNA}, set(), set())
    git(root, "add", ANNA)
    assert found(root) == ({ANNA}, set(), set())


def test_what_git_ignores_is_seen(tmp_path: Path) -> None:
    root = repository(tmp_path, {**FILES, ".gitignore": "records/trainees/b*\n"})
    put(root, {BEN: "id: ben\n"})
    assert found(root) == (set(), {BEN}, set())


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        (b"a\nb\n", b"a\r\nb\r\n", True),
        (b"a\r\nb\r\n", b"a\nb\n", True),
        (b"a\r\nb\n", b"a\nb\n", True),
        (b"a\r\nb\n", b"a\r\nb\n", True),
        (b"a\nb\n", b"a\r\nb\n", False),  # mixed now: a check says so
        (b"a\nb\n", b"a\rb\r", False),
        (b"a\nb\n", b"a\r\r\nb\r\r\n", False),
        (b"a\nb\n", b"a\r\nb", False),
        (b"a\n", b"a\n\n", False),
        (b"", b"\n", False),
    ],
)
def test_line_ends_alone_are_no_change(tmp_path: Path, then: bytes, now: bytes, same: bool) -> None:
    root = repository(tmp_path, {**FILES, ANNA: then})
    put(root, {ANNA: now})
    assert found(root) == (set() if same else {ANNA}, set(), set())


def link(path: Path) -> None:
    path.symlink_to("anna.yaml")


def same_link(path: Path) -> None:
    """A link to a file that says the same."""
    (path.parent / "copy").write_text("anna.yaml", encoding="utf-8")
    path.symlink_to("copy")


def large(path: Path) -> None:
    path.write_bytes(b"x" * (LARGEST_FILE + 1))


@pytest.mark.parametrize("spoil", [link, same_link, os.mkfifo, large])
def test_an_odd_file_counts_as_changed(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    root = repository(tmp_path, {**FILES, BEN: "anna.yaml"})
    (root / BEN).unlink()
    spoil(root / BEN)
    assert BEN in changed_files(root).changed
    if spoil is not os.mkfifo:  # git holds no pipes
        commit(root)
        assert BEN in changed_files(root).changed, "also where it was odd before"
    (root / BEN).unlink()
    put(root, {BEN: "anna.yaml"})
    assert (BEN in changed_files(root).changed) == (spoil is not os.mkfifo)


def test_a_folder_in_the_place_of_a_file_and_the_reverse(tmp_path: Path) -> None:
    root = repository(tmp_path, {**FILES, "rules/more/a.yaml": "a"})
    (root / ANNA).unlink()
    put(root, {f"{ANNA}/inside": "x"})
    (root / "rules/more/a.yaml").unlink()
    (root / "rules/more").rmdir()
    put(root, {"rules/more": "a"})
    assert found(root) == (set(), {f"{ANNA}/inside", "rules/more"}, {ANNA, "rules/more/a.yaml"})


def test_a_folder_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    root = repository(tmp_path / "a", FILES)
    (root / "records/trainees").rename(tmp_path / "elsewhere")
    (root / "records/trainees").symlink_to(tmp_path / "elsewhere")
    assert found(root) == (set(), {"records/trainees"}, {ANNA})
    (root / "rules").rename(tmp_path / "rules")
    (root / "rules").symlink_to(tmp_path / "rules")
    assert found(root) == (set(), {"records/trainees", "rules"}, {ANNA, RULES})


def test_a_repository_inside_is_seen_by_its_files(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    repository(root / "records/more", {"x.yaml": "x"})
    assert found(root) == (set(), {"records/more/x.yaml"}, set())


def test_evidence_is_compared_by_name(tmp_path: Path) -> None:
    root = repository(tmp_path, {**FILES, "evidence/a.pdf": "a", "evidence/deep/b.pdf": "b"})
    put(root, {"evidence/a.pdf": "other", "evidence/c.pdf": "c"})
    (root / "evidence/deep/b.pdf").unlink()
    assert found(root) == (set(), {"evidence/c.pdf"}, {"evidence/deep/b.pdf"})


def test_evidence_that_git_does_not_hold_is_not_new_each_time(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    put(root, {"evidence/a.pdf": "a"})
    assert found(root) == (set(), set(), set())


def test_a_folder_that_cannot_be_listed_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may list every folder, so that the fault is made here."""
    root = repository(tmp_path, FILES)

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(KioError) as caught:
        changed_files(root)
    assert say(caught.value.message, "en").startswith("the folder r")


def test_git_writes_nothing(tmp_path: Path) -> None:
    """Neither the index nor a lock nor an object: looking at a version changes nothing."""
    root = repository(tmp_path, FILES)
    put(root, {ANNA: "other"})
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    changed_files(root)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before

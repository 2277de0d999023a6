"""Writing: whole files or none, where they belong, and not for others to change."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kio.locale import say
from kio.problem import KioError
from kio.writing import present, replace, write_new


def refusal(root: Path, name: str) -> str:
    with pytest.raises(KioError) as caught:
        write_new(root, name, "x")
    with pytest.raises(KioError):
        replace(root, name, "x")
    return say(caught.value.message, "en")


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))


def test_a_new_file_is_written_once(tmp_path: Path) -> None:
    assert write_new(tmp_path, "a/b/c.txt", "één\n")
    assert not write_new(tmp_path, "a/b/c.txt", "two\n")
    assert present(tmp_path, "a/b/c.txt") == "één\n".encode()
    assert present(tmp_path, "a/d.txt") is None
    assert names(tmp_path) == ["a", "a/b", "a/b/c.txt"]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    for text in ("one\n", "two\n"):
        replace(tmp_path, "a/c.txt", text)
        assert present(tmp_path, "a/c.txt") == text.encode()
    assert names(tmp_path) == ["a", "a/c.txt"]


@pytest.fixture(params=[(0o022, 0o644, 0o755), (0o000, 0o644, 0o755), (0o077, 0o600, 0o700)])
def modes(request: pytest.FixtureRequest) -> Iterator[tuple[int, int]]:
    mask, file, folder = request.param
    before = os.umask(mask)
    yield file, folder
    os.umask(before)


def test_nobody_else_may_write_there(modes: tuple[int, int], tmp_path: Path) -> None:
    write_new(tmp_path, "a/new.txt", "x")
    replace(tmp_path, "a/replaced.txt", "x")
    found = {name: (tmp_path / "a" / name).stat().st_mode & 0o777 for name in ("new.txt", "replaced.txt", ".")}
    assert found == {"new.txt": modes[0], "replaced.txt": modes[0], ".": modes[1]}


@pytest.mark.parametrize("link", ["a", "a/b.txt"])
@pytest.mark.parametrize("target", ["real", "nowhere"])
def test_links_are_refused(link: str, target: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / link).parent.mkdir(parents=True)
    (tmp_path / "real").mkdir()
    (root / link).symlink_to(tmp_path / target)
    assert refusal(root, "a/b.txt") == f"{link} is a link, and kio writes through no links"
    assert list((tmp_path / "real").iterdir()) == []
    with pytest.raises(KioError):
        present(root, "a/b.txt")


def test_the_root_itself_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert write_new(tmp_path / "link", "a.txt", "x")
    assert names(tmp_path / "real") == ["a.txt"]


def test_what_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    assert refusal(tmp_path, "file/a.txt") == "file is in the way: it is not what kio wants to write there"
    assert refusal(tmp_path, "folder") == "folder is in the way: it is not what kio wants to write there"


def test_a_file_system_without_links(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    assert write_new(tmp_path, "a.txt", "one")
    assert not write_new(tmp_path, "a.txt", "two")
    assert (present(tmp_path, "a.txt"), names(tmp_path)) == (b"one", ["a.txt"])


@pytest.mark.parametrize("supported", [True, False])
def test_a_file_that_comes_in_between_stays(
    *, supported: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def raced(_: object, path: Path) -> None:
        path.write_text("theirs", encoding="utf-8")
        raise FileExistsError if supported else PermissionError

    monkeypatch.setattr(os, "link", raced)
    assert not write_new(tmp_path, "a.txt", "ours")
    assert (present(tmp_path, "a.txt"), names(tmp_path)) == (b"theirs", ["a.txt"])


def test_a_full_disk_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    replace(tmp_path, "a.txt", "one")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KioError) as caught:
        replace(tmp_path, "a.txt", "two")
    assert say(caught.value.message, "en") == "a.txt cannot be read or written: No space left on device"
    assert (present(tmp_path, "a.txt"), names(tmp_path)) == (b"one", ["a.txt"])

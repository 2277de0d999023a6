"""Files that cannot be read, also by root: they are told, and the others load all the same."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checking.pottery import codes, found_in, pottery
from kio.locale import say
from kio.problem import KioError
from kio.workspace import Workspace

BEN = "records/trainees/ben.yaml"
HEAD = "id: ben\nname: Ben\ntrack: potter\n"


def fifo(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def dangling(path: Path) -> None:
    path.symlink_to("nowhere.yaml")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def link(path: Path) -> None:
    aside = path.parents[2] / "aside.yaml"
    aside.write_text(HEAD, encoding="utf-8")
    path.symlink_to(aside)


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)))


def latin(path: Path) -> None:
    path.write_bytes("id: ben\nname: René\n".encode("latin-1"))


FAULTS = [
    (fifo, "unreadable-file", 1), (folder, "unreadable-file", 1), (dangling, "link", 1), (loop, "link", 1),
    (link, "link", 1), (binary, "not-utf8", 2), (latin, "not-utf8", 2),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "code", "line"), FAULTS)
def test_a_record_that_cannot_be_read_does_not_stop_the_others(
    spoil: Callable[[Path], None], code: str, line: int, tmp_path: Path
) -> None:
    root = pottery(tmp_path)
    spoil(root / BEN)
    workspace = Workspace(root)
    assert workspace.trainee("ben") is None
    anna = workspace.trainee("anna")
    assert anna is not None
    assert anna.name == "Anna Bakker"
    found = found_in(root)
    assert {name: codes(problems) for name, problems in found.items()} == {BEN: [code]}
    assert (found[BEN][0].location.line, bool(found[BEN][0].hint)) == (line, True)


@pytest.mark.parametrize("name", ["kio.yaml", "records/people.yaml", "records/groups/spring.yaml"])
@pytest.mark.parametrize("spoil", [fifo, folder, dangling, loop])
def test_another_file_that_cannot_be_read_is_told(name: str, spoil: Callable[[Path], None], tmp_path: Path) -> None:
    root = pottery(tmp_path)
    (root / name).unlink(missing_ok=True)
    spoil(root / name)
    expected = "link" if spoil in (dangling, loop) else "unreadable-file"
    nobody = ["no-people"] if name == "records/people.yaml" else []
    assert {file: codes(problems) for file, problems in found_in(root).items()} == {name: sorted([expected, *nobody])}


def test_a_rules_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    root = pottery(tmp_path)
    (root / "rules/pottery").mkdir()
    loop(root / "rules/pottery/more.yaml")
    assert codes(found_in(root)["rules/pottery/more.yaml"]) == ["link"]


def test_a_folder_that_cannot_be_listed_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may list every folder, so that the fault is made here."""

    def refuse(self: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(KioError) as caught:
        Workspace(pottery(tmp_path)).trainee_ids()
    assert say(caught.value.message, "en") == "the folder trainees cannot be read: Permission denied"

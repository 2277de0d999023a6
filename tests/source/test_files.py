"""A file is read whole or not at all, and what stands in its way is said in plain words."""

import os
import socket
from pathlib import Path

import pytest

from kio.locale import say
from kio.message import Message
from kio.problem import Location, Severity
from kio.source.document import Document
from kio.source.files import read_file

OPEN_FILES = Path("/proc/self/fd")


def refusal(document: Document) -> tuple[str, str]:
    """The code and the sentence of the one problem of a file that was not read."""
    [problem] = document.problems
    assert document.data is None
    assert problem.severity == Severity.ERROR
    assert problem.location == Location("records/a.yaml", 1, 1)
    assert isinstance(problem.hint, Message)
    return problem.code, say(problem.message, "en")


def test_a_file_is_read_under_the_name_that_people_see(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"id: a\r\nname: \xc3\xa9\r\n")
    document = read_file(path, "records/a.yaml")
    assert document.data == {"id": "a", "name": "é"}
    assert document.location(("name",)) == Location("records/a.yaml", 2, 1)
    assert document.problems == ()


def test_an_empty_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.touch()
    assert refusal(read_file(path, "records/a.yaml")) == ("empty-file", "the file is empty")


def test_a_file_of_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"id: abc\n")
    assert read_file(path, "records/a.yaml", limit=8).data == {"id": "abc"}
    refused = read_file(path, "records/a.yaml", limit=7)
    assert refusal(refused) == ("too-large", "the file is larger than 7 bytes")


@pytest.mark.parametrize("target", ["b.yaml", "missing.yaml", "a.yaml"])
def test_a_link_is_not_followed(tmp_path: Path, target: str) -> None:
    (tmp_path / "b.yaml").write_bytes(b"password: secret\n")
    path = tmp_path / "a.yaml"
    path.symlink_to(target)
    sentence = "this is a link to another file, and kio follows no links"
    assert refusal(read_file(path, "records/a.yaml")) == ("link", sentence)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    sentence = "this is a folder, where a file is expected"
    assert refusal(read_file(tmp_path, "records/a.yaml")) == ("unreadable-file", sentence)


def test_a_pipe_does_not_hold_the_reader_up(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    os.mkfifo(path)
    sentence = "this is not an ordinary file but a device, a pipe or a socket"
    assert refusal(read_file(path, "records/a.yaml")) == ("unreadable-file", sentence)


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket has a limit
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("a.yaml")
        sentence = "this is not an ordinary file but a device, a pipe or a socket"
        assert refusal(read_file(Path("a.yaml"), "records/a.yaml")) == ("unreadable-file", sentence)


def test_a_vanished_file_is_a_problem(tmp_path: Path) -> None:
    refused = read_file(tmp_path / "a.yaml", "records/a.yaml")
    assert refusal(refused) == ("unreadable-file", "this file is no longer there")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied"), "this file may not be read"),
        (OSError(5, "Input/output error"), "this file cannot be read (Input/output error)"),
    ],
)
def test_what_the_system_refuses_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    def refuse(path: Path, flags: int) -> int:  # noqa: ARG001 (the signature of os.open)
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(read_file(tmp_path / "a.yaml", "records/a.yaml")) == ("unreadable-file", sentence)


@pytest.mark.parametrize(("writes", "is_read"), [(0, True), (1, True), (2, False)])
def test_a_file_that_changes_under_the_reader_is_read_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int, is_read: bool
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"id: a\n")
    pending = [b"id: b\nname: half", b"id: c\nname: written\n"][:writes]
    real = os.read

    def read_while_an_editor_writes(descriptor: int, wanted: int) -> bytes:
        data = real(descriptor, wanted)
        if pending:
            path.write_bytes(pending.pop(0))
        return data

    monkeypatch.setattr(os, "read", read_while_an_editor_writes)
    document = read_file(path, "records/a.yaml")
    if is_read:
        assert document.problems == ()
    else:
        assert refusal(document) == ("unreadable-file", "the file changed while it was being read")


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not list open files")
def test_no_file_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"id: a\n")
    before = len(list(OPEN_FILES.iterdir()))
    for path in (tmp_path, tmp_path / "a.yaml"):
        read_file(path, "records/a.yaml")
    assert len(list(OPEN_FILES.iterdir())) == before

"""Writing files of a workspace: a whole file or none, never through a link, never writable for others.

A link is refused wherever below the root it stands, so that nothing is written outside the workspace; the root itself
may be reached by one. A file is made beside its place and then moved there, so that a reader never sees half of it.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from kio.message import message
from kio.problem import KioError, reason

FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""At most this, less what the umask takes: others may never write."""


def present(root: Path, name: str) -> bytes | None:
    """The bytes of an ordinary file below the root; None where nothing stands there."""
    with _told(name):
        path = _place(root, name)
        return path.read_bytes() if os.path.lexists(path) else None


def replace(root: Path, name: str, text: str) -> None:
    """Write a file below the root, in the place of the one that is there."""
    with _told(name):
        path = _place(root, name)
        _make_folders(root, name)
        with _beside(path, text) as written:
            written.replace(path)


def write_new(root: Path, name: str, text: str) -> bool:
    """Write a file below the root unless something stands there already; whether it was written."""
    with _told(name):
        path = _place(root, name)
        if os.path.lexists(path):
            return False
        _make_folders(root, name)
        with _beside(path, text) as written:
            return _moved(written, path)


def make_folder(root: Path, name: str) -> None:
    """Make a folder below the root, and those on the way to it, where they are not there."""
    with _told(name):
        inside = f"{name}/x"
        _place(root, inside)
        _make_folders(root, inside)


def make_root(root: Path) -> None:
    """Make the folder that everything else is written below, and those above it, where they are not there."""
    with _told(str(root)):
        for folder in (*reversed(root.parents), root):
            if not folder.is_dir():
                if os.path.lexists(folder):
                    raise KioError(message("{folder} is not a folder", folder=str(folder)))
                folder.mkdir(FOLDER_MODE)


def _moved(written: Path, path: Path) -> bool:
    try:
        os.link(written, path)  # unlike a move it never takes the place of a file that came in between
    except FileExistsError:
        return False
    except OSError:  # some network and memory-stick file systems have no links
        if os.path.lexists(path):
            return False
        written.replace(path)
    return True


@contextmanager
def _beside(path: Path, text: str) -> Iterator[Path]:
    """The text in a new file beside its place; what is left of it afterwards is removed."""
    written = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        yield written
    finally:
        with suppress(FileNotFoundError):
            written.unlink()


def _place(root: Path, name: str) -> Path:
    """The path of a name below the root; refuses what is no folder on the way, and a link or a folder at its end."""
    path = root
    parts = PurePosixPath(name).parts
    for position, part in enumerate(parts, 1):
        path = path / part
        if not os.path.lexists(path):
            continue
        mode = os.lstat(path).st_mode
        shown = "/".join(parts[:position])
        if stat.S_ISLNK(mode):
            raise KioError(
                message("{name} is a link, and kio writes through no links", name=shown),
                message("put the folder or the file itself in the place of the link"),
            )
        if stat.S_ISDIR(mode) == (position == len(parts)):
            raise KioError(message("{name} is in the way: it is not what kio wants to write there", name=shown))
    return path


def _make_folders(root: Path, name: str) -> None:
    path = root
    for part in PurePosixPath(name).parts[:-1]:
        path = path / part
        with suppress(FileExistsError):
            path.mkdir(FOLDER_MODE)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KioError(message("{name} cannot be read or written: {why}", name=name, why=reason(error))) from None

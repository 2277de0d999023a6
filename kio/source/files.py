"""Reading a file without being led astray: no links, no waiting, nothing but a regular file of a sensible size."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from kio.message import Message, message
from kio.problem import Location, Problem, Severity, reason
from kio.source.document import Document
from kio.source.reading import read_text
from kio.source.refusals import LARGEST_FILE

# O_NONBLOCK keeps a pipe from holding kio up. Windows has neither of the first two, and needs the third.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path, name: str, *, limit: int = LARGEST_FILE) -> Document:
    """The document in a file of at most `limit` bytes, under the name that people see; never raises an OSError."""
    try:
        data = bytes_of(path, limit)
        if data is None:  # it changed while it was read: an editor is writing
            data = bytes_of(path, limit)
    except OSError as error:
        return _unread(name, *_reason(error))
    if data is None:
        said = message("the file changed while it was being read")
        return _unread(name, "unreadable-file", said, message("try again when nothing writes to it"))
    return read_text(data, name, limit=limit)


def read_bytes(path: Path) -> bytes:
    """What a file holds, where it can be read as safely as a document; else nothing."""
    try:
        return bytes_of(path, LARGEST_FILE) or b""
    except OSError:
        return b""


def bytes_of(path: Path, limit: int) -> bytes | None:
    """At most limit + 1 bytes, which is enough to know that a file is too large; None when it changed meanwhile."""
    descriptor = os.open(path, _FLAGS)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(errno.EISDIR if stat.S_ISDIR(before.st_mode) else errno.ENXIO, "not a regular file")
        wanted = min(before.st_size, limit + 1)
        data = os.read(descriptor, wanted)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(data) == wanted
    return data if unchanged else None


def _reason(error: OSError) -> tuple[str, Message, Message]:
    code, hint = "unreadable-file", message("put a plain text file in its place, or take it away")
    if error.errno == errno.ELOOP:
        said = message("this is a link to another file, and kio follows no links")
        return "link", said, message("put the file itself in the place of the link")
    if isinstance(error, PermissionError):
        return code, message("this file may not be read"), message("ask for permission to read it")
    if isinstance(error, FileNotFoundError):
        return code, message("this file is no longer there"), message("take it back from a copy, or try again")
    if isinstance(error, IsADirectoryError):
        return code, message("this is a folder, where a file is expected"), hint
    if error.errno == errno.ENXIO:
        return code, message("this is not an ordinary file but a device, a pipe or a socket"), hint
    said = message("this file cannot be read ({reason})", reason=reason(error))
    return code, said, message("see whether the disk or the network folder can be reached")


def _unread(name: str, code: str, said: Message, hint: Message) -> Document:
    return Document(name, None, (Problem(Location(name), Severity.ERROR, code, said, hint),))

"""What differs between a version and the files as they are now, without `git status` or `git diff`.

Those two look at working files, and so run what a repository names for them. Here the content of every file is hashed
as git would hash it, which takes no index and no trust in times of change.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kio.message import message
from kio.problem import KioError, reason
from kio.source.files import bytes_of
from kio.source.refusals import LARGEST_FILE
from kio.versions.version import File, Version, open_version

CHECKED = ("kio.yaml", "records", "rules")
NAMED = "evidence"
"""Files that records refer to by name; what they hold is looked at by nobody, so they are compared by name alone."""

SHA1_DIGITS = 40


class Changes(NamedTuple):
    """Names, relative to the workspace: other content, only now, only then."""

    changed: frozenset[str]
    added: frozenset[str]
    removed: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """All of them."""
        return self.changed | self.added | self.removed


def changed_files(root: Path, revision: str = "HEAD") -> Changes:
    """What differs from a version: settings, records, rules, and which files of evidence there are."""
    return changes_since(open_version(root, revision), root)


def changes_since(version: Version, root: Path) -> Changes:
    """As `changed_files`, for a version that is open. What git ignores is seen too."""
    held = version.files(*CHECKED, NAMED)
    evidence_then = {name for name in held if name.startswith(f"{NAMED}/")}
    then = {name: file for name, file in held.items() if name not in evidence_then}
    now = set(_lying_in(root, CHECKED))
    # Where git holds no evidence at all, what there is of it is not new each time.
    evidence_now = set(_lying_in(root, (NAMED,))) if evidence_then else set()
    other = {name: file for name, file in then.items() if name in now and not _is_same(root / name, file)}
    names_then, names_now = held.keys(), now | evidence_now
    return Changes(
        frozenset(other.keys() - set(_only_line_ends_differ(version, root, other))),
        frozenset(names_now - names_then),
        frozenset(names_then - names_now),
    )


def _lying_in(root: Path, parts: Iterable[str]) -> Iterator[str]:
    """The names of everything in these files and folders; a link is a name of its own, wherever it leads."""
    found = [part for part in parts if os.path.lexists(root / part)]
    folders = [part for part in found if (root / part).is_dir() and not (root / part).is_symlink()]
    yield from (part for part in found if part not in folders)
    while folders:
        folder = folders.pop()
        for entry in _entries(root / folder, folder):
            name = f"{folder}/{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                yield name
            elif entry.name != ".git":
                folders.append(name)


def _entries(path: Path, name: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as found:
            return list(found)
    except OSError as error:
        raise KioError(message("the folder {folder} cannot be read: {why}", folder=name, why=reason(error))) from None


def _is_same(path: Path, file: File) -> bool:
    """Whether an ordinary file still has the content of an ordinary one; what is too large to be read never has."""
    data = _ordinary(path)
    if data is None or not file.ordinary:
        return False
    start = hashlib.sha1(usedforsecurity=False) if len(file.blob) == SHA1_DIGITS else hashlib.sha256()
    start.update(b"blob %d\0" % len(data))
    start.update(data)
    return start.hexdigest() == file.blob


def _ordinary(path: Path) -> bytes | None:
    try:
        data = bytes_of(path, LARGEST_FILE)
    except OSError:
        return None
    return data if data is not None and len(data) <= LARGEST_FILE else None


def _only_line_ends_differ(version: Version, root: Path, files: dict[str, File]) -> Iterator[str]:
    """Which of these files git, or an editor on Windows, gave other line ends, the same ones in every line."""
    for content in version.read(files):
        now = _ordinary(root / content.name)
        if now is None or content.data is None or now.count(b"\r\n") not in (0, now.count(b"\n")):
            continue
        if unix(now) == unix(content.data):
            yield content.name


def unix(data: bytes) -> bytes:
    """A text with the line ends of Unix."""
    return data.replace(b"\r\n", b"\n")

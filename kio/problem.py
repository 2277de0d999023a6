"""What is wrong and where: problems are values that are collected; KioError means "cannot go on"."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from kio.message import Message, discreet, message, quotes

MOST_OF_A_FILE = 100
"""After so many errors of a file no more are looked for: nobody reads them, and each one costs time."""
MOST_AT_ALL = 10_000
"""The same where some of them may be silenced, so that those that are not might stand behind them."""
MORE = "more-problems"


class Severity(StrEnum):
    """How bad a problem is: only an error makes a record invalid."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Location(NamedTuple):
    """A place in a file: `file` as people name it (relative to the workspace), line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


class Related(NamedTuple):
    """Another place that a problem has to do with, and what stands there."""

    location: Location
    message: Message


class Problem(NamedTuple):
    """One thing that is wrong. `code` is kebab-case and stable; `hint` says how to mend it."""

    location: Location
    severity: Severity
    code: str
    message: Message
    hint: Message | None = None
    related: tuple[Related, ...] = ()

    def discreet(self) -> Problem:
        """The problem without any value of a record; a hint that needs one is left out."""
        hint = None if self.hint is None or quotes(self.hint) else self.hint
        related = tuple(place._replace(message=discreet(place.message)) for place in self.related)
        return self._replace(message=discreet(self.message), hint=hint, related=related)


class Collected(list[Problem]):
    """The problems of one file while they are looked for, `limit` errors at most."""

    limit = MOST_OF_A_FILE


def limit_of(problems: list[Problem]) -> int:
    """How many errors of a file are looked for at most."""
    return problems.limit if isinstance(problems, Collected) else MOST_OF_A_FILE


def room_in(problems: list[Problem]) -> int:
    """How many more errors of a file are looked for."""
    return max(0, limit_of(problems) - len(problems))


REASONS = {
    errno.EACCES: message("Permission denied"),
    errno.EBADF: message("Bad file descriptor"),
    errno.EBUSY: message("Device or resource busy"),
    errno.EDQUOT: message("Disk quota exceeded"),
    errno.EEXIST: message("File exists"),
    errno.EIO: message("Input/output error"),
    errno.EISDIR: message("Is a directory"),
    errno.ELOOP: message("Too many levels of symbolic links"),
    errno.EMFILE: message("Too many open files"),
    errno.ENAMETOOLONG: message("File name too long"),
    errno.ENOENT: message("No such file or directory"),
    errno.ENOSPC: message("No space left on device"),
    errno.ENOTDIR: message("Not a directory"),
    errno.EPERM: message("Operation not permitted"),
    errno.EROFS: message("Read-only file system"),
    errno.ESTALE: message("Stale file handle"),
}
"""What the computer answers, in the words of Linux; of an answer that is not among these its own words are shown."""


def reason(error: OSError) -> Message | str:
    """Why the computer refused something."""
    known = REASONS.get(error.errno or 0)
    return known or error.strerror or str(error)


class KioError(Exception):
    """The command cannot go on: said in one line with a hint and the problems that are the reason; exit code 2."""

    language: str | None = None
    """The language in which it is to be said, where that was known."""

    def __init__(self, message: Message, hint: Message | None = None, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message.template)
        self.message = message
        self.hint = hint
        self.problems = problems

    def __reduce__(self) -> tuple[type[KioError], tuple[Message, Message | None, Sequence[Problem]]]:
        """What another process makes it of."""
        return type(self), (self.message, self.hint, self.problems)

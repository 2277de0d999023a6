"""The git program, run so that nothing a repository, a folder or the environment names is run with it.

Only `rev-parse`, `cat-file` and `ls-tree` are asked: they look at no working files, so that no filter, text conversion,
hook or file-system monitor of a repository is called. The rest of the guards holds should that ever be otherwise.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import IO, Self, cast

from kio.message import message
from kio.problem import KioError

PATIENCE = 60
"""Seconds for an answer, and without any progress where one is long: a hostile repository can hold a pipe."""

GUARDS = (
    "--no-pager", "--no-optional-locks", "--literal-pathspecs", "--no-replace-objects",
    "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "core.pager=cat",
    "-c", "core.askPass=",
    "-c", "core.sshCommand=false",
    "-c", "credential.helper=",
    "-c", "protocol.allow=never",
    "-c", "safe.bareRepository=explicit",  # not a repository that lies as ordinary files in a workspace
    "-c", "core.warnAmbiguousRefs=true",
    "-c", "core.bigFileThreshold=1m",  # a larger object is passed on in pieces
)  # fmt: skip
OWN_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_NO_LAZY_FETCH": "1",  # objects that a partial clone lacks are not fetched; since git 2.39.4
    "GIT_ALLOW_PROTOCOL": "none",  # … and before that the fetch goes nowhere, whatever the repository allows
    "GIT_TERMINAL_PROMPT": "0",
}


class GitError(Exception):
    """Git refused; `said` is what it wrote to standard error, in English."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Git:
    """The git program for one workspace."""

    def __init__(self, root: Path) -> None:
        self._root = Path(os.path.realpath(root))
        self._program = find_git(self._root)

    def ask(self, *arguments: str, asked: bytes = b"") -> tuple[bytes, str]:
        """The whole answer of one call, and what git wrote to standard error; raises GitError where git refuses."""
        try:
            done = subprocess.run(  # noqa: S603 - an absolute path and a list of arguments, no shell
                [self._program, *GUARDS, *arguments],
                input=asked,
                capture_output=True,
                check=False,
                cwd=self._root,
                env=_environment(),
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            raise too_slow() from None
        except OSError as error:
            raise GitError(str(error.strerror)) from None
        said = done.stderr.decode("utf-8", "replace")
        if done.returncode:
            raise GitError(said)
        return done.stdout, said

    def start(self, *arguments: str, asked: IO[bytes]) -> Answer:
        """A call whose answer is read while it comes; what it asks stands in a file, so that neither side waits."""
        process = subprocess.Popen(  # noqa: S603 - an absolute path and a list of arguments, no shell
            [self._program, *GUARDS, *arguments],
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._root,
            env=_environment(),
        )
        return Answer(process, cast(IO[bytes], process.stdout))


def find_git(root: Path) -> str:
    """The absolute path of git; an entry of PATH that is relative, the current folder or in the workspace is skipped.

    Somebody else's files can lie there, and one of them can be called git.
    """
    program = "git.exe" if os.name == "nt" else "git"
    here = Path(os.path.realpath(os.curdir))
    for entry in os.get_exec_path():
        folder = Path(os.path.realpath(entry))
        if Path(entry).is_absolute() and folder != here and not folder.is_relative_to(root):
            path = folder / program
            if os.access(path, os.X_OK) and path.is_file():  # in this order: a folder may be forbidden
                return str(path)
    hint = message("install git; kio needs it only to compare with an earlier version")
    raise KioError(message("the program git was not found"), hint)


def too_slow() -> KioError:
    """Git gave no answer in time."""
    hint = message("try again; if it stays so, look at the repository with 'git fsck'")
    return KioError(message("git gave no answer within {count} seconds", count=PATIENCE), hint)


def _environment() -> dict[str, str]:
    """The user's environment without what would lead git elsewhere; the user's own settings of git still hold."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return kept | OWN_ENVIRONMENT


class Answer:
    """An answer that is read while it comes; git is ended where it does not go on, or is no longer listened to."""

    def __init__(self, process: subprocess.Popen[bytes], answer: IO[bytes]) -> None:
        self._process = process
        self._answer = answer
        self._steps = 0
        self._is_waiting = False
        self._gave_up = False
        self._over = Event()
        Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._process.kill()
        self._answer.close()
        self._process.wait()

    def line(self, longest: int) -> bytes:
        """The next line; empty at the end."""
        return self._waited_for(self._answer.readline, longest)

    def read(self, size: int) -> bytes:
        """So many bytes; fewer at the end."""
        return self._waited_for(self._answer.read, size)

    def _waited_for(self, take: Callable[[int], bytes], size: int) -> bytes:
        self._is_waiting = True
        taken = take(size)
        self._is_waiting = False
        self._steps += 1
        if self._gave_up:
            raise too_slow()
        return taken

    def _watch(self) -> None:
        """A read of a pipe has no time-out of its own: look now and then whether it still waits for the same bytes."""
        seen = -1
        while not self._over.wait(PATIENCE):
            if self._is_waiting and self._steps == seen:
                self._gave_up = True
                self._process.kill()
                return
            seen = self._steps

"""One version of a workspace in git: its files by name, and what they say."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from kio.message import message
from kio.problem import KioError
from kio.source.refusals import LARGEST_FILE
from kio.versions.git import Answer, Git, GitError

ORDINARY = (b"100644", b"100755")
PIECE = 1_048_576
LONGEST_LINE = 256


class File(NamedTuple):
    """A file of a version: the id of its content, and whether it is an ordinary one, not a link or a submodule."""

    blob: str
    ordinary: bool


class Content(NamedTuple):
    """What a file said. Without data it is larger than a record may be, or (no size) not on this machine."""

    name: str
    data: bytes | None
    size: int | None


class Version:
    """A commit, and the folder of a workspace in it; `revision` is what people call it."""

    def __init__(self, git: Git, revision: str, commit: str, folder: str) -> None:
        self.revision = revision
        self.commit = commit
        self._git = git
        self._folder = folder

    def files(self, *parts: str) -> dict[str, File]:
        """Everything in these files and folders of the workspace, by its name there; a name can hold any bytes."""
        try:
            listed, _ = self._git.ask("ls-tree", "-r", "-z", self.commit, *parts)
        except GitError as error:
            raise explained(error.said) from None
        found = {}
        for line in listed.split(b"\0")[:-1]:
            about, _, name = line.partition(b"\t")
            mode, _, blob = about.split()
            found[os.fsdecode(name)] = File(blob.decode("ascii"), mode in ORDINARY)
        return found

    def read(self, files: Mapping[str, File]) -> Iterator[Content]:
        """What ordinary files of this version say, one after the other, from one process of git."""
        wanted = [(name, file.blob) for name, file in files.items() if file.ordinary]
        if not wanted:
            return
        with TemporaryFile() as asked:
            asked.writelines(f"{blob}\n".encode() for _, blob in wanted)
            asked.seek(0)
            with self._git.start("cat-file", "--batch", "--buffer", asked=asked) as answer:
                for name, blob in wanted:
                    size = _size(answer.line(LONGEST_LINE), blob)
                    data = None if size is None else _content(answer, size)
                    yield Content(name, data, size)

    def command(self, name: str) -> str:
        """What to type to see a file as it was; holds anywhere in the repository."""
        return f"git show {shlex.quote(f'{self.revision}:{self._folder}{name}')}"

    def restoring(self, name: str) -> str:
        """What to type to have a file back as it was, where it is gone; holds anywhere in the repository."""
        place = f":(top,literal){self._folder}{name}"
        if not set("*?[\\") & set(place):
            place = f":/{self._folder}{name}"
        return shlex.join(["git", "restore", f"--source={self.revision}", "--", place])


def _size(header: bytes, blob: str) -> int | None:
    """The size that git announces; None where it has no such object."""
    words = header.split()
    if len(words) == len(("id", "blob", "size")) and words[:2] == [blob.encode(), b"blob"]:
        return int(words[2])
    if words == [blob.encode(), b"missing"]:
        return None
    raise _broken_off()


def _content(answer: Answer, size: int) -> bytes | None:
    """The bytes that git announced, without the line end that it adds; of a file that is too large none."""
    if size <= LARGEST_FILE:
        data = answer.read(size + 1)
        if len(data) <= size:
            raise _broken_off()
        return data[:-1]
    left = size + 1
    while left:
        passed = len(answer.read(min(left, PIECE)))
        if not passed:
            raise _broken_off()
        left -= passed
    return None


def open_version(root: Path, revision: str = "HEAD") -> Version:
    """The version that a name of git means, for the workspace in `root`; raises KioError where there is none."""
    git = Git(root)
    try:
        place, _ = git.ask("rev-parse", "--is-shallow-repository", "--is-inside-work-tree", "--show-prefix")
        shallow, inside, folder = place.split(b"\n", 2)
        if inside != b"true":
            raise _no_repository()
        named = os.fsencode(revision)
        if b"\n" in named:
            raise _unknown(revision, is_shallow=False)
        # Asked on standard input, a name is never taken for an option.
        found, said = git.ask("cat-file", "--batch-check", asked=named + b"^{commit}\n")
    except GitError as error:
        raise explained(error.said) from None
    commit, _, kind = found.partition(b" ")
    if "is ambiguous" in said:
        hint = message("write refs/heads/… for a branch, refs/tags/… for a tag, or more letters of a commit's id")
        raise KioError(message("'{revision}' means several things in git", revision=revision), hint)
    if not kind.startswith(b"commit "):
        raise _unknown(revision, is_shallow=shallow == b"true")
    return Version(git, revision, commit.decode("ascii"), os.fsdecode(folder[:-1]))


def explained(said: str) -> KioError:
    """Why git refused, for people; `said` is what it wrote to standard error."""
    if "not a git repository" in said or "cannot use bare repository" in said:
        return _no_repository()
    if found := re.search(r"(?:dubious ownership in repository at|unsafe repository \()\s*'(.+)'", said):
        command = f"git config --global --add safe.directory {shlex.quote(found[1])}"
        hint = message("if you trust what is in it: {command}", command=command)
        return KioError(message("git does not open this repository, for its folder belongs to somebody else"), hint)
    reason = next((line.removeprefix("fatal: ") for line in said.splitlines() if line), "?")
    hint = message("look at the repository with 'git fsck'; of a partial clone, fetch the rest first")
    return KioError(message("git cannot read the repository: {reason}", reason=reason), hint)


def incomplete(version: Version, name: str) -> KioError:
    """A partial clone lacks what a file said."""
    hint = message("fetch it first: clone without --filter, in CI with fetch-depth: 0 and without filter")
    text = message(
        "what {file} said in version {revision} is not on this machine", file=name, revision=version.revision
    )
    return KioError(text, hint)


def _broken_off() -> KioError:
    hint = message("look at the repository with 'git fsck'; of a partial clone, fetch the rest first")
    return KioError(message("git broke off while it read a version"), hint)


def _no_repository() -> KioError:
    hint = message("go to the repository that holds the records, or begin one with 'git init' and a first commit")
    return KioError(message("the workspace does not lie in a git repository"), hint)


def _unknown(revision: str, *, is_shallow: bool) -> KioError:
    text = message("git knows no version '{revision}'", revision=revision)
    if is_shallow:
        hint = message(
            "this clone lacks older versions: fetch them with 'git fetch --unshallow', in CI by fetch-depth: 0"
        )
        return KioError(text, hint)
    if revision == "HEAD":
        return KioError(text, message("nothing was committed yet"))
    return KioError(text, message("name a branch, a tag or a commit; 'git log --oneline' lists the commits"))

"""What disappeared since a version: records, groups, people, entries. A file that was cut off still reads well."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kio.checking.accounting import Item, compare, same
from kio.checking.holdings import GROUPS, PEOPLE, TRAINEES, Holding, called, day_of, folder_of, holdings, is_kept
from kio.message import Message, message, plural
from kio.problem import Location, Problem, Related, Severity
from kio.programme.model import Programme
from kio.source.bytes import MOST_PROBLEMS
from kio.source.document import Document, Path
from kio.source.files import bytes_of
from kio.source.reading import read_text
from kio.source.refusals import LARGEST_FILE
from kio.versions.changes import Changes, changes_since, unix
from kio.versions.version import Content, File, Version, incomplete, open_version
from kio.workspace import Workspace


class _Loss(NamedTuple):
    """A problem, and by what its entries would be known again elsewhere: the marks of all of them, or none."""

    problem: Problem
    marks: tuple[int, ...] = ()


def lost_since(workspace: Workspace, revision: str, on: date) -> Iterator[Problem]:
    """What a version of the workspace had that is not there now.

    Nothing is lost by an edit, a new id or a move. A record or person that is found again under another id by its name
    or e-mail address is a note, and its entries are compared. An entry that another record has gained is a warning and
    not silent: several records have equal entries of one day, so that it may be lost all the same. An entry after `on`
    was a plan: that is a warning, too.
    """
    version = open_version(workspace.root, revision)
    changes = changes_since(version, workspace.root)
    comparison = _Comparison(workspace, version, changes, on)
    losses = list(comparison.losses())
    sought = Counter(mark for loss in losses for mark in loss.marks)
    gains = comparison.gains(sought) if sought else {}
    yield from (_settled(loss, gains) for loss in losses)


def _settled(loss: _Loss, gains: Mapping[int, list[Location]]) -> Problem:
    """The problem, milder where everything that is gone was gained elsewhere; each gain is taken once."""
    needed = Counter(loss.marks)
    if not needed or any(len(gains.get(mark, ())) < count for mark, count in needed.items()):
        return loss.problem
    places = [gains[mark].pop() for mark in loss.marks]
    first = sorted({place.file: place for place in sorted(places, reverse=True)}.values())
    files = ", ".join(place.file for place in first)
    return loss.problem._replace(
        severity=Severity.WARNING,
        hint=message("this is new in {files}; if it was moved there, nothing is lost", files=files),
        related=tuple(Related(place, message("this is new here")) for place in first),
    )


class _Newcomers:
    """New records, groups or people by what they are known by; each is taken once."""

    def __init__(self, found: Iterable[tuple[str, Holding]]) -> None:
        self._by: dict[str, list[str]] = {}
        self._taken: set[str] = set()
        for identifier, holding in found:
            for word in holding.known_by:
                self._by.setdefault(word, []).append(identifier)

    def take(self, known_by: Iterable[str]) -> str | None:
        """The first of those that are known by one of these words."""
        free = sorted(name for word in known_by for name in self._by.get(word, ()) if name not in self._taken)
        self._taken.update(free[:1])
        return free[0] if free else None


class _Comparison:
    """The files that differ from a version; they are read one at a time and not kept."""

    def __init__(self, workspace: Workspace, version: Version, changes: Changes, on: date) -> None:
        then = version.files("records")
        differing = changes.changed | changes.removed
        self._workspace, self._version, self._on = workspace, version, on
        self._then = {name: then[name] for name in sorted(then) if name in differing and is_kept(name)}
        self._added = sorted(name for name in changes.added if is_kept(name))
        self._newcomers: dict[str, _Newcomers] = {}
        self._moved: dict[str, File] = {}  # of a record that has a new id, its file of then

    def losses(self) -> Iterator[_Loss]:
        """What is missing of each file."""
        for name, file in self._then.items():
            if not file.ordinary:
                yield self._unreadable(name, message("it was no ordinary file"))
        for content in self._version.read(self._then):
            yield from self._of_file(content)

    def _of_file(self, content: Content) -> Iterator[_Loss]:
        name = content.name
        if content.size is None:
            raise incomplete(self._version, name)
        if content.data is None:
            yield self._unreadable(name, message("the file is larger than {limit} bytes", limit=LARGEST_FILE))
            return
        then = read_text(content.data, name)
        if not isinstance(then.data, dict):
            yield self._unreadable(name, then.problems[0].message)
        elif not self._is_there(name):
            yield from self._gone(then)
        else:
            data = self._bytes(name)
            now = read_text(data, name)
            if isinstance(now.data, dict):  # else the check of the file says why not
                found = list(self._missing(then, now))
                yield from found
                if then.data != now.data:
                    yield from self._cut_off(unix(content.data), unix(data), name, told=bool(found))

    def _is_there(self, name: str) -> bool:
        return os.path.lexists(self._workspace.root / name)

    def _bytes(self, name: str) -> bytes:
        """A file as it is; nothing where it is none."""
        try:
            return bytes_of(self._workspace.root / name, LARGEST_FILE) or b""
        except OSError:
            return b""

    def _gone(self, then: Document) -> Iterator[_Loss]:
        """A file that is not there any more, where it has not become another one."""
        name, held = then.name, holdings(then, self._programme(then))
        if name != PEOPLE and (successor := self._newcomers_of(folder_of(name)).take(held[""].known_by)):
            self._moved[successor] = self._then[name]
            text = message("'{id}' has had another id since version {version}", id=PurePosixPath(name).stem)
            yield self._loss(Location(successor), Severity.NOTE, "record-disappeared", text, name)
            yield from self._missing(then, self._read(successor))
            return
        if name == PEOPLE:
            text = plural("this is gone, with {count} person", "this is gone, with {count} people", len(held))
        else:
            count = len(held[""].items)
            text = plural("this is gone, with {count} entry", "this is gone, with {count} entries", count)
        marks = tuple(map(_mark, held[""].items)) if folder_of(name) == TRAINEES else ()
        loss = self._loss(Location(name), Severity.ERROR, "record-disappeared", text, name)
        hint = message("get it back: {command}", command=self._version.restoring(name))
        yield loss._replace(problem=loss.problem._replace(hint=hint), marks=marks)

    def _newcomers_of(self, folder: str) -> _Newcomers:
        if folder not in self._newcomers:
            names = [name for name in self._added if folder_of(name) == folder]
            documents = map(self._read, names)
            found = ((document.name, held) for document in documents for held in holdings(document, None).values())
            self._newcomers[folder] = _Newcomers(found)
        return self._newcomers[folder]

    def _missing(self, then: Document, now: Document) -> Iterator[_Loss]:
        """The people and entries of a file that it has no more, or that the one it has become has not."""
        programme = self._programme(now)
        before, after = holdings(then, programme), holdings(now, programme)
        newcomers = _Newcomers((name, held) for name, held in after.items() if name not in before)
        for name, held in before.items():
            found = name if name in after else newcomers.take(held.known_by)
            if found is None:
                line = then.location((name,)).line
                text = message("{what} is gone; line {line} of version {version} has it", what=name, line=line)
                yield self._loss(Location(now.name), Severity.ERROR, "person-disappeared", text, then.name)
                continue
            if found != name:
                text = message("'{id}' has had another id since version {version}", id=name)
                yield self._loss(now.location((found,)), Severity.NOTE, "person-disappeared", text, then.name)
            yield from self._missing_of(name, held, after[found], then.name, now)

    def _missing_of(self, whose: str, before: Holding, after: Holding, file: str, now: Document) -> Iterator[_Loss]:
        """The entries of a record, group or person that are not accounted for."""
        lost = compare(before.items, after.items).lost
        where = _end(now, after.path) if lost else Location(now.name)
        for item in lost[:MOST_PROBLEMS]:
            day = day_of(item)
            severity = Severity.WARNING if day and day > self._on else Severity.ERROR
            what = called(item, file, whose, self._words(now))
            text = message("{what} is gone; line {line} of version {version} has it", what=what, line=item.line)
            marks = (_mark(item),) if folder_of(file) == TRAINEES else ()
            yield self._loss(where, severity, "entry-disappeared", text, file)._replace(marks=marks)
        if len(lost) > MOST_PROBLEMS:
            text = message("this file has more problems; the first {count} are listed", count=MOST_PROBLEMS)
            yield _Loss(Problem(where, Severity.NOTE, "more-problems", text))

    def _cut_off(self, was: bytes, now: bytes, name: str, *, told: bool) -> Iterator[_Loss]:
        """A file that is the beginning of what it was; where that ends with a line, only if nothing else tells of it.

        In the middle of a line nobody stops, so that it was cut off; whole lines somebody may have taken out.
        """
        if not was.startswith(now):
            return
        rest = was[len(now) :]
        with_line = rest.startswith(b"\n") or now.endswith(b"\n")
        if not (with_line and told):
            line = max(now.count(b"\n") + (not now.endswith(b"\n")), 1)
            text = message("the file ends here, where version {version} goes on")
            severity = Severity.WARNING if with_line else Severity.ERROR
            yield self._loss(Location(name, line), severity, "cut-short", text, name)

    def _unreadable(self, name: str, why: Message) -> _Loss:
        text = message("this cannot be compared with version {version}: {why}", why=why)
        return self._loss(Location(name), Severity.WARNING, "unreadable-version", text, name)

    def _loss(self, where: Location, severity: Severity, code: str, text: Message, then: str) -> _Loss:
        """A problem about a file of then, whose version and command are the same in all of them."""
        text = text._replace(values={**text.values, "version": self._version.revision})
        hint = message("see what it said: {command}", command=self._version.command(then))
        return _Loss(Problem(where, severity, code, text, hint))

    def _programme(self, document: Document) -> Programme | None:
        return None if document.name == PEOPLE else self._workspace.programme_of(document, [])

    def _words(self, document: Document) -> Collection[str]:
        """The words that the rules declare, of which none is a secret of a record."""
        if document.name == PEOPLE:
            known = map(self._workspace.programme, self._workspace.programme_ids())
            return {role for programme in known if programme for role in programme.roles}
        programme = self._programme(document)
        if programme is None:
            return ()
        return programme.groups if folder_of(document.name) == GROUPS else programme.entries

    def gains(self, sought: Collection[int]) -> dict[int, list[Location]]:
        """Where records have an entry with one of these marks that they had not, in the order of files and lines."""
        gains: dict[int, list[Location]] = {}
        for name, then, now in self._changed_records():
            programme = self._programme(now)
            before, after = holdings(then, programme), holdings(now, programme)
            items = before[""].items if before else ()
            for item in compare(items, after[""].items).gained if after else ():
                if _mark(item) in sought:
                    gains.setdefault(_mark(item), []).append(Location(name, item.line))
        return gains

    def _changed_records(self) -> Iterator[tuple[str, Document, Document]]:
        """Every record that is new or changed, with what it was."""
        before = {**self._then, **self._moved}
        files = {name: file for name, file in before.items() if folder_of(name) == TRAINEES and self._is_there(name)}
        for content in self._version.read(files):
            then = read_text(content.data or b"", content.name)
            if isinstance(then.data, dict):  # else what is new in it cannot be said
                yield content.name, then, self._read(content.name)
        for name in self._added:
            if folder_of(name) == TRAINEES and name not in self._moved:
                yield name, read_text(b"", name), self._read(name)

    def _read(self, name: str) -> Document:
        return read_text(self._bytes(name), name)


def _mark(item: Item) -> int:
    """A number in the place of all that an entry says, for many are looked for and none is kept."""
    return hash(same(item))


def _end(document: Document, path: Path) -> Location:
    """The last line in which something of a path stands, else the first of the file."""
    found = (
        place
        for places in (document.places, document.value_places)
        for at, place in places.items()
        if at[: len(path)] == path
    )
    return Location(document.name, max((line for line, _ in found), default=1))

"""A document: what a file says as plain data, with the place of everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from kio.problem import Location, Problem
from kio.source.bytes import Place

Path: TypeAlias = tuple[str | int, ...]


class Document:
    """What a file says. Columns count characters, from 1, after a byte-order mark if there is one.

    `text` is what was parsed, for those who show a line of it. Places are found by reading the text again when the
    first one is asked for: most files have nothing to point to.
    """

    __slots__ = ("_find_places", "_lines", "_places", "data", "name", "problems", "text")

    def __init__(
        self,
        name: str,
        data: Any,
        problems: tuple[Problem, ...],
        *,
        text: str | None = None,
        lines: dict[int, int] | None = None,
        find_places: Callable[[], Places] | None = None,
    ) -> None:
        self.name = name
        self.data = data
        self.problems = problems
        self.text = text
        self._lines = lines or {}
        self._find_places = find_places
        self._places: Places | None = None

    def _placed(self) -> Places:
        if self._places is None:
            self._places = self._find_places() if self._find_places else Places()
        return self._places

    @property
    def places(self) -> dict[Path, Place]:
        """Where every key and every item of a list stands."""
        return self._placed().keys

    @property
    def value_places(self) -> dict[Path, Place]:
        """Where the value of every key stands."""
        return self._placed().values

    def location(self, path: Path, *, value: bool = False) -> Location:
        """Where a path stands, by its key or (`value`) by its value; for a path that is missing, its parent."""
        if value and path in self.value_places:
            return Location(self.name, *self.value_places[path])
        while path and path not in self.places:
            path = path[:-1]
        return Location(self.name, *self.places.get(path, (1, 1)))

    def line(self, item: object) -> int:
        """The line in which a mapping that is an item of a list begins; it is the very object in the data."""
        return self._lines.get(id(item), 1)


class Places:
    """Where things stand, told in the order of the events."""

    def __init__(self) -> None:
        self.keys: dict[Path, Place] = {}
        self.values: dict[Path, Place] = {}
        self._path: Path = ()  # of the innermost open mapping or list
        self._key_path: Path | None = None  # in a mapping: the path of the key whose value comes next
        self._outer: list[tuple[Path, int]] = []
        self._count = 0

    def path_of(self, key: str | int) -> Path:
        """The path of a key or an item of the innermost open mapping or list."""
        return (*self._path, key)

    def key(self, key: str | int, place: Place) -> None:
        """A key of the innermost open mapping."""
        self._key_path = self.path_of(key)
        self.keys[self._key_path] = place

    def value(self, place: Place) -> Path:
        """The value of the last key, the next item of a list, or the document itself."""
        if self._key_path is not None:
            path, self._key_path = self._key_path, None
            self.values[path] = place
            return path
        path = self.path_of(self._count) if self._outer else ()
        self._count += 1
        self.keys[path] = place
        return path

    def start(self, place: Place) -> None:
        """A mapping or a list begins."""
        path = self.value(place)
        self._outer.append((self._path, self._count))
        self._path, self._count = path, 0

    def end(self) -> None:
        """The innermost mapping or list ends."""
        self._path, self._count = self._outer.pop()


def drop_refused(value: Any) -> None:
    """Take the values of refused keys, which stand under numbers, out of the data; the mappings stay the same ones."""
    if isinstance(value, dict):
        for key in [key for key in value if not isinstance(key, str)]:
            del value[key]
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        drop_refused(part)

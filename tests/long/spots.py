"""Where everything stands in a good file: every key with its value, found by PyYAML's own composer and not by kio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

import yaml

from kio.programme.fields import COMMON_TITLES, Field
from kio.programme.model import Programme

HEADER = ("id", "name", "email", "language", "programme", "track", "group")


class Spot(NamedTuple):
    """A key with its value: the path to it, where both stand, what the value is and the type of its field."""

    path: tuple[str | int, ...]
    begin: int  # of the key
    start: int  # of the value
    end: int
    line: int  # of the key, from 1
    text: str  # the value as it is written; empty for a list or mapping
    type: str  # of the field; for what is no declared field, its key
    entry: str  # the type of the entry in whose log it stands
    field: Field | None
    flow: bool  # whether it stands between braces

    @property
    def key(self) -> str:
        return str(self.path[-1])


class Good(NamedTuple):
    """A good file of records/: its name, its text and its spots."""

    name: str
    text: str
    spots: tuple[Spot, ...]

    @property
    def stem(self) -> str:
        return PurePath(self.name).stem

    @property
    def folder(self) -> str:
        return PurePath(self.name).parent.name

    def line_of(self, index: int) -> int:
        """The line of a character, from 1."""
        return self.text.count("\n", 0, index) + 1

    def bounds(self, line: int) -> tuple[int, int]:
        """Where a line begins, and where it ends without its line end."""
        start = 0
        for _ in range(line - 1):
            start = self.text.index("\n", start) + 1
        return start, self.text.index("\n", start)


def good(name: str, text: str, programme: Programme) -> Good:
    """A file with its spots."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    return Good(name, text, tuple(_spots(root, (), Good(name, text, ()), programme)))


def _spots(
    node: yaml.Node, path: tuple[str | int, ...], file: Good, programme: Programme, entry: str = ""
) -> Iterator[Spot]:
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _spots(item, (*path, index), file, programme, entry)
    if isinstance(node, yaml.MappingNode):
        if path[:1] == ("log",) and len(path) == 2:
            entry = next(value.value for key, value in node.value if key.value == "type")
        for key, value in node.value:
            inner = (*path, key.value)
            start, end = value.start_mark.index, value.end_mark.index
            written = file.text[start:end] if isinstance(value, yaml.ScalarNode) else ""
            field = _field(inner, programme, entry)
            kind = field.type if field else key.value if path or file.stem == "people" else f"header {key.value}"
            line, flow = key.start_mark.line + 1, bool(node.flow_style)
            yield Spot(inner, key.start_mark.index, start, end, line, written, kind, entry, field, flow)
            yield from _spots(value, inner, file, programme, entry)


def _field(path: tuple[str | int, ...], programme: Programme, entry: str) -> Field | None:
    match path:
        case ("log", int(), str(name)) if entry:
            common = {"date": "date", "evidence": "evidence"}
            declared: Mapping[str, Field] = programme.entries[entry].fields
            return declared.get(name) or (Field(name, common[name], COMMON_TITLES[name]) if name in common else None)
        case (str(section), str(name)) if section in programme.header:
            return programme.header[section].fields.get(name)
        case (str(section), int(), str(name)) if section in programme.groups:
            return programme.groups[section].fields.get(name)
    return None

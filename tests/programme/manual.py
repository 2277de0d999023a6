"""The manual docs/rules.md as data: its fenced blocks by their info string, each loaded in a frame."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

from kio.problem import Problem
from kio.programme.model import Programme
from kio.programme.reading import read_programme
from kio.source.document import Document
from kio.source.reading import read_text

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "rules.md"
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TITLE = "title: {nl: voorbeeld, en: example}\n"


class Block(NamedTuple):
    """A fenced block: the language, the words after it, the text and the line on which it begins."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int


@cache
def blocks() -> tuple[Block, ...]:
    manual = MANUAL.read_text(encoding="utf-8")
    return tuple(
        Block(found[1], tuple((found[2] or "").split()), found[3], manual.count("\n", 0, found.start()) + 1)
        for found in BLOCK.finditer(manual)
    )


def marked(*words: str) -> list[Block]:
    """The YAML blocks whose info string begins with these words."""
    return [block for block in blocks() if block.words[: len(words)] == words]


def document(text: str, name: str) -> Document:
    found = read_text(text.encode(), name)
    assert not found.problems, (found.problems, text)
    return found


def load(*texts: str) -> tuple[Programme | None, list[Problem]]:
    """A programme of several files, the first of which is rules/p.yaml."""
    problems: list[Problem] = []
    names = ["rules/p.yaml", *(f"rules/p/{number}.yaml" for number in range(1, len(texts)))]
    read = [document(text, name) for text, name in zip(texts, names, strict=True)]
    return read_programme("p", read, problems), problems


def frame() -> str:
    [block] = marked("frame")
    return block.text


def requirement(text: str) -> str:
    """A file with one requirement; `id` and `title` are added where they are left out."""
    head = "" if re.search("^id:", text, re.MULTILINE) else f"id: example\n{TITLE}"
    item = "- " + indent(head + text, "  ").lstrip()
    return f"checklists:\n- id: examples\n  {TITLE}  requirements:\n{indent(item, '  ')}"


def conditions(entry_type: str, text: str) -> str:
    return requirement(f"count:\n  entries: {entry_type}\n  where:\n{indent(text, '    ')}")


def in_frame(kind: tuple[str, ...], text: str) -> list[Problem]:
    """The problems of a block of this kind (`rules`, `requirement` or `conditions TYPE`) in the frame."""
    match kind:
        case ("rules",):
            extra = text
        case ("requirement",):
            extra = requirement(text)
        case ("conditions", entry_type):
            extra = conditions(entry_type, text)
        case _:
            raise AssertionError(kind)
    _, problems = load(frame(), extra)
    return problems

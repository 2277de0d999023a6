"""`kio check --explain CODE`: what a check finds, why that matters, an example and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import chop_cells

from kio.checking.catalogue import Check, Example
from kio.locale import say
from kio.locale.shown import clean
from kio.message import message
from kio.problem import Severity
from kio.render.check_text import STYLES
from kio.render.checks_page import levels
from kio.render.face import Face
from kio.render.json import Json
from kio.render.layout import Line, Piece, Sheet, flow, indented
from kio.render.sections import below, heading, spaced
from kio.render.symbols import STRONG

LEAST = 20
"""Columns of an example, however narrow the screen."""


def explain_text(check: Check, face: Face) -> Sheet:
    """One check on a screen."""
    worst = min(check.levels, key=tuple(Severity).index)
    head = [Piece(check.code, STRONG), Piece(face.symbols.dot), Piece(face.say(check.title))]
    sections = [
        [*flow(head, face.width), *flow([Piece(levels(check))], face.width), *_fixed(check, face)],
        [*heading(message("Why"), face), *below(check.why, face)],
        _example(check, STYLES[worst], face),
        [*heading(message("How to mend it"), face), *below(check.remedy, face), *_mended(check.example, face)],
    ]
    return Sheet(spaced(sections))


def explain_json(check: Check, language: str) -> Json:
    """One check as data; the example as it stands in the catalogue."""
    return {
        "code": check.code,
        "severities": [level.value for level in check.levels],
        "fixed": check.fixed,
        "title": say(check.title, language),
        "why": say(check.why, language),
        "remedy": say(check.remedy, language),
        "example": check.example._asdict() if check.example else None,
        "scene": say(check.scene, language) if check.scene else None,
    }


def _fixed(check: Check, face: Face) -> list[Line]:
    said = message("it cannot be lowered in kio.yaml or silenced in a record")
    return flow([Piece(face.say(said))], face.width) if check.fixed else []


def _example(check: Check, style: str, face: Face) -> list[Line]:
    scene = below(check.scene, face) if check.scene else []
    shown = [*scene, *_wrong(check.example, style, face)] if check.example else scene
    return [*heading(message("Example"), face), *shown] if shown else []


def _wrong(example: Example, style: str, face: Face) -> Iterator[Line]:
    """The example with its line marked, and the files that it needs besides."""
    yield from _file(example.file, example.text, face, example.line, style)
    for file, text in example.besides.items():
        yield []
        yield from _file(file, text, face)


def _mended(example: Example | None, face: Face) -> Iterator[Line]:
    if example and example.mended:
        yield []
        yield from _file(example.file, example.mended, face)


def _file(file: str, text: str, face: Face, marked: int = 0, style: str = "") -> Iterator[Line]:
    lines = text.rstrip("\n").split("\n")
    size = len(str(len(lines)))
    yield from indented([[Piece(face.fit(clean(file)))]], 1)
    for number, line in enumerate(lines, start=1):
        sign = Piece(">", style) if number == marked else Piece(" ")
        shown, room = face.fit(clean(line)), max(face.width - size - 6, LEAST)
        for place, part in enumerate(chop_cells(shown, room) or [""]):
            about = f" {number:>{size}} | " if place == 0 else f" {' ' * size} : "  # a long line goes on below
            yield [Piece(" "), sign if place == 0 else Piece(" "), Piece(about), Piece(part, _strong(number, marked))]


def _strong(number: int, marked: int) -> str:
    return STRONG if number == marked else ""

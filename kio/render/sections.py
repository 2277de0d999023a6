"""The sections of a screen: headings, sentences and lists below them, with a free line between two sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kio.message import message, plural
from kio.problem import Problem, Severity
from kio.programme.model import Question, Reading
from kio.render.face import Face
from kio.render.layout import Line, Piece, beside, flow, indented
from kio.render.symbols import LATE, STRONG


def spaced(sections: Iterable[list[Line]]) -> list[Line]:
    """The lines of all sections that have any."""
    return [line for section in sections if section for line in ((), *section)][1:]


def heading(said: object, face: Face) -> list[Line]:
    """What stands above a section."""
    return flow([Piece(face.say(said), STRONG)], face.width)


def below(said: object, face: Face) -> list[Line]:
    """A sentence below a heading."""
    return indented(flow([Piece(face.say(said))], face.width - 1), 1)


def warned(problems: Sequence[Problem], face: Face) -> list[Line]:
    """Said at once, since what cannot be read does not count: there are problems below."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    one = "{count} error in this record, see below"
    many = "{count} errors in this record, see below"
    return flow([Piece(face.say(plural(one, many, len(errors))), LATE)], face.width) if errors else []


def supposed_lines(supposed: Sequence[tuple[Question, Reading]], face: Face) -> list[Line]:
    """Readings that do not hold but were asked for, so that nobody takes the answer for the decided one."""
    said = (message("supposed: {question} {reading}", question=q.title, reading=r.title) for q, r in supposed)
    return [line for one in said for line in flow([Piece(face.say(one), LATE)], face.width)]


def listed(title: object, texts: Iterable[str], face: Face) -> list[Line]:
    """A heading and a list; nothing where the list is empty."""
    width, bullet = face.width - 3, [[Piece(face.symbols.bullet)]]
    items = [line for text in texts for line in beside([bullet, flow([Piece(text)], width)], (1, width), 1)]
    return [*heading(title, face), *indented(items, 1)] if items else []

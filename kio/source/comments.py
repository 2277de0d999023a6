"""Comments, which the parser passes over: where they stand and what they say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import ScalarEvent

from kio.source.bytes import place_of

_SIGN = r"(?m)(?:^|(?<=[ \t]))#"


_KIO = ("kio:", "Kio:", "KIO:")
_IGNORE = r"(?i)kio:\s*ignore\b"


def may_ignore(text: str | None) -> bool:
    """Whether a text may have a comment that silences a check; most have none, and are not looked through for one."""
    return text is not None and any(word in text for word in _KIO) and re.search(_IGNORE, text) is not None


class Comment(NamedTuple):
    """What stands from a # to the end of its line; `before` is the line up to there. Line and column are from 1."""

    line: int
    column: int
    text: str
    before: str


def comments_in(text: str) -> Iterator[Comment]:
    """The comments of a text that can be parsed, in order; a # inside a value is none. Of another text none is sure."""
    try:
        spans = list(_scalars(text))
    except YAMLError:
        return
    starts = [start for start, _ in spans]
    done = 0
    for start in (found.start() for found in re.finditer(_SIGN, text)):
        position = bisect_right(starts, start) - 1
        if start >= done and (position < 0 or start >= spans[position][1]):
            line, column = place_of(text, start)
            done = text.find("\n", start) + 1 or len(text)
            yield Comment(line, column, text[start:done].rstrip(), text[start - column + 1 : start])


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        start: Any = event.start_mark
        end: Any = event.end_mark
        if type(event) is ScalarEvent and end.index > start.index:
            yield start.index, end.index

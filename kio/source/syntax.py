"""Why a parser stumbled over a text, in the words of a coordinator: where it went wrong and how to mend it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from yaml import MarkedYAMLError
from yaml.events import CollectionStartEvent

from kio.message import Message, message
from kio.source.bytes import Place, code_point

Cause = tuple[Place, Message, Message]  # where, what and the mend

_OTHER_SPACE = re.compile(r"[ \t]*(?:- +)*(?:[\w-]+:)?([\u00a0\u2000-\u200a\u202f\u3000])")
_TAB = re.compile(r"[ -]*(\t)")
_NO_SPACE_AFTER_COLON = re.compile(r" *(?:- +)*[\w-]+:(?=[^\s:])")
_OPENING_BRACKET = re.compile(r"[^\[{]*: +([\[{])")


class _Stumble(NamedTuple):
    """Where libyaml gave up, in its own words; counted from 0, as it counts."""

    words: str
    lines: list[str]
    line: int
    column: int
    before: str  # the line, up to there
    character: str
    opened: Place  # where the text, bracket or line began that could not be finished
    opening: str  # the character there
    last: Any  # the event before; the last text, if it has a style

    def cause(self, said: Message, hint: Message, place: Place | None = None) -> Cause:
        line, column = place or (self.line, self.column)
        return (line + 1, column + 1), said, hint


def cause_of(error: Exception, text: str, last: object) -> Cause:
    """Why the parser stumbled after the last event that it gave; a general sentence where the cause is not clear."""
    said = message("the file cannot be read from here on: it does not have the form of a YAML file")
    hint = message("compare the indentation, colons and quotes of this line and the one above with a good record")
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return (1, 1), said, hint
    mark, opened = error.problem_mark, error.context_mark or error.problem_mark
    lines = [*text.split("\n"), ""]
    at = _Stumble(
        words=f"{error.context} | {error.problem}",
        lines=lines,
        line=mark.line,
        column=mark.column,
        before=lines[mark.line][: mark.column],
        character=lines[mark.line][mark.column : mark.column + 1],
        opened=(opened.line, opened.column),
        opening=lines[opened.line][opened.column : opened.column + 1],
        last=last,
    )
    for explain in (_whitespace, _quotes, _start_of_text, _brackets, _colon, _indentation):
        if cause := explain(at):
            return _inside(cause, lines)
    return _inside(at.cause(said, hint), lines)


def directive_before(text: str, line: int) -> int | None:
    """The line of a directive inside a document, which ends it, so that the parser stumbles over what follows."""
    lines = text.split("\n")[: line - 1]
    return next((number for number, words in reversed([*enumerate(lines, 1)]) if words.startswith("%")), None)


def _inside(cause: Cause, lines: list[str]) -> Cause:
    """The parser goes on to a line after the last one, where nothing stands; what is missing is missing before it."""
    (line, _), said, hint = cause
    last = len(lines) - 1
    return cause if line <= last else ((last, len(lines[last - 1]) + 1), said, hint)


def _whitespace(at: _Stumble) -> Cause | None:
    for number in (at.opened[0], max(at.line - 1, 0), at.line):
        if found := _OTHER_SPACE.match(at.lines[number]):
            said = message("a no-break space ({character}) stands here", character=code_point(found[1]))
            hint = message("type an ordinary space in its place; it was probably pasted from a text program")
            return at.cause(said, hint, (number, found.start(1)))
    if (tab := _TAB.match(at.lines[at.line])) or at.character == "\t":
        said = message("a tab stands here, where only spaces may stand")
        return at.cause(said, message("replace the tab by spaces"), (at.line, tab.start(1)) if tab else None)
    return None


def _quotes(at: _Stumble) -> Cause | None:
    opened, quote, is_open = at.opened, at.opening, "scalar | found unexpected" in at.words
    if "parsing a quoted scalar" in at.words:
        said = message("a backslash in double quotes has a special meaning and is not understood here")
        return at.cause(said, message("put the text in single quotes, or write each backslash twice"))
    if getattr(at.last, "style", "") in ("'", '"') and at.last.end_mark.line == at.line:
        opened, quote = (at.last.start_mark.line, at.last.start_mark.column), at.last.style
        is_open = opened[0] < at.line
        if not is_open:
            said = message("the text goes on after the quote ({quote}) that closes it", quote=quote)
            hint = message("put the whole text in single quotes")
            if quote == "'":
                hint = message("double the apostrophe (''), or put the whole text in double quotes")
            return at.cause(said, hint, (at.line, at.last.end_mark.column - 1))
    if is_open:
        said = message("the quote ({quote}) that opens here is not closed", quote=quote)
        hint = message("close it at the end of the text; put a text with an apostrophe in double quotes")
        return at.cause(said, hint, opened)
    return None


def _start_of_text(at: _Stumble) -> Cause | None:
    place, mark = (at.line, at.column), at.character
    if re.search("scanning an? (alias|anchor|tag|block scalar)|parsing a tag|undefined tag", at.words):
        place, mark = at.opened, at.opening
    elif "not allowed in this context" in at.words and mark in ("-", "?"):
        mark = f"{mark} "
    elif "expected key" in at.words and at.character not in ("]", "}") and (found := _OPENING_BRACKET.match(at.before)):
        place, mark = (at.line, found.start(1)), found[1]
    elif mark not in ("&", "*", "!") and not re.search(r"start any token|block node \|", at.words):
        return None
    said = message("a text that is not in quotes may not start with {mark}", mark=mark)
    return at.cause(said, message("put the text in quotes"), place)


def _brackets(at: _Stumble) -> Cause | None:
    if "flow node" in at.words and isinstance(at.last, CollectionStartEvent) and at.line >= len(at.lines) - 1:
        mark: Any = at.last.start_mark
        at = at._replace(opened=(mark.line, mark.column), opening=at.lines[mark.line][mark.column])
    elif not re.search("flow (sequence|mapping)", at.words):
        return None
    said = message("the bracket ({bracket}) is not closed, or a comma is missing after it", bracket=at.opening)
    closing = "}" if at.opening == "{" else "]"
    hint = message("close it with {bracket}; if it belongs to a text, put the text in quotes", bracket=closing)
    return at.cause(said, hint, at.opened)


def _colon(at: _Stumble) -> Cause | None:
    after_text = "mapping values are not allowed" in at.words
    if not after_text and "expected ':'" not in at.words:
        return None
    if after_text and ": " in at.before:
        said = message("a colon with a space after it stands inside a text")
        return at.cause(said, message("put the text in quotes"))
    number = max(at.line - 1, 0) if after_text else at.opened[0]
    if found := _NO_SPACE_AFTER_COLON.match(at.lines[number]):
        said = message("the space after the colon is missing")
        return at.cause(said, message("write a space after the colon, as in 'name: Ana'"), (number, found.end()))
    if after_text:
        return None
    said = message("this line does not have the form 'key: value'")
    hint = message("write a key, a colon, a space and the value; put a text of several lines in quotes")
    return at.cause(said, hint, at.opened)


def _indentation(at: _Stumble) -> Cause | None:
    line = at.lines[at.line]
    column = len(line) - len(line.lstrip())
    if line.startswith(":", column) or (column != at.column and "mapping values are not allowed" not in at.words):
        return None
    said = message("this line does not line up with the lines above it")
    hint = message("let it start below the first letter of the line above that it belongs with")
    return at.cause(said, hint, (at.line, column))

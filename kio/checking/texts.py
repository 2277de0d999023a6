"""Texts that are allowed and yet probably not what was meant: signs that nobody sees, leftovers, what a sheet cuts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from kio.message import message
from kio.problem import Location, Problem, Severity
from kio.source.bytes import code_point
from kio.source.comments import comments_in, may_ignore
from kio.source.document import Document, Path

LONGEST_IN_A_CELL = 32_767
"""Characters; a spreadsheet cuts what is longer."""

_INVISIBLE = "[\u00a0\u00ad\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
"""Spaces that look like ordinary ones and signs of no width; joiners, which some scripts need, are not among them."""
_CURLY = re.compile(
    "[\u201c\u201d\u201e\u00ab][^\u201c\u201d\u201e\u00ab\u00bb]*[\u201c\u201d\u00bb]"
    "|[\u2018\u2019\u201a\u2039][^\u2018\u2019\u201a\u2039\u203a]*[\u2018\u2019\u203a]"
)
"""A text in the quotes of a text program, double or single; others inside it are not around the whole."""
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Scripts with letters that look alike."""


def odd_texts(document: Document) -> Iterator[Problem]:
    """Everything odd in the texts of a document; those called `name` are read most closely."""
    text = document.text or ""
    if "note:" in text and " #" in text and _BEFORE_COMMENT.search(text):
        yield from _cut_notes(document, text)
    if text.isascii() and len(text) <= LONGEST_IN_A_CELL and not _has_signs(text):
        return
    for path, value in _texts(document.data, ()):
        for code, said, hint in _odd(path, value):
            yield Problem(document.location(path, value=True), Severity.WARNING, code, said, hint)


def _has_signs(text: str) -> bool:
    """Whether an ASCII text can have a tab, or a value that ends in a comma; most have no comma without a space."""
    if "\t" in text or "\\t" in text or text.count(",") != text.count(", "):
        return True
    return ", #" in text or ", \n" in text or ", \r" in text or text.endswith(", ")


_BEFORE_COMMENT = re.compile(r"\bnote:[ \t]+[^\"'|>\s#][^\n]*[ \t]#")
_NOTE = re.compile(r"^[ \t-]*note:[ \t]+[^\"'|>\s#].*$")


def _cut_notes(document: Document, text: str) -> Iterator[Problem]:
    """Notes without quotes that a comment follows: what was meant as text may stand behind the #."""
    for comment in comments_in(text):
        if _NOTE.search(comment.before) and not may_ignore(comment.text):
            said = message("what follows here is a comment and not part of the note")
            hint = message("put the whole note in quotes, or the comment on a line of its own")
            where = Location(document.name, comment.line, comment.column)
            yield Problem(where, Severity.WARNING, "comment-in-text", said, hint)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(part, (*path, key))


def _odd(path: Path, value: str) -> Iterator[tuple[str, Any, Any]]:
    if len(value) > LONGEST_IN_A_CELL:
        said = message("this text is longer than {limit} characters", limit=LONGEST_IN_A_CELL)
        yield "long-text", said, message("a cell of a spreadsheet cuts it: keep long texts in a file of their own")
    if value.rstrip().endswith(","):
        said = message("this text ends in a comma")
        yield "trailing-comma", said, message("remove the comma, unless it belongs to the text")
    if "\ufffd" in value:
        said = message("a character was lost here earlier ({character})", character=code_point("\ufffd"))
        yield "lost-character", said, message("write the character that was meant")
    if "\t" in value and path and path[-1] == "note":
        said = message("this text contains a tab")
        yield "tab-in-note", said, message("in double quotes \\t is a tab: use single quotes, or write \\\\t")
    if path and path[-1] != "note" and (found := re.search(_INVISIBLE, value)):
        said = message(
            "this text contains a character that looks like a space or like nothing ({character})",
            character=code_point(found[0]),
        )
        yield "invisible-character", said, message("type it again by hand: it was probably pasted from a text program")
    if path and path[-1] != "note" and _CURLY.fullmatch(value):
        said = message("the quotes around this text are not those of YAML: they belong to it")
        yield "curly-quotes", said, message("remove them, or write straight quotes")
    if path and path[-1] == "name":
        yield from _odd_name(value)


def _odd_name(name: str) -> Iterator[tuple[str, Any, Any]]:
    for word in name.split() if not name.isascii() else ():
        scripts = {script for character in word if character.isalpha() and (script := _script(character))}
        if len(scripts) > 1:
            said = message("letters of different scripts stand in one word of this name")
            yield "mixed-script", said, message("type the name again by hand: letters that look alike are not the same")
            return


def _script(character: str) -> str | None:
    first = unicodedata.name(character, "").partition(" ")[0]
    return first if first in _SCRIPTS else None

"""The one reader of YAML: text to plain data with the place of everything, and a problem for whatever is refused.

A strict loop over libyaml's events: every scalar stays text, and no value, tag or alias is ever constructed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias
from unicodedata import normalize

from yaml import MarkedYAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kio.message import Message, message
from kio.problem import Location, Problem
from kio.source.bytes import Findings, Place, code_point, decode, first_in_lines, place_of

LARGEST_FILE = 1_048_576
DEEPEST_NESTING = 20
MOST_EVENTS = 200_000
LONGEST_TEXT = 100_000
LONGEST_SHOWN = 40

Path: TypeAlias = tuple[str | int, ...]

_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
_TURN = "[\u202a-\u202e\u2066-\u2069]"  # bidirectional controls: they turn the direction of reading


class Document(NamedTuple):
    """What a file says. Columns count characters, from 1, after a byte-order mark if there is one."""

    name: str
    data: Any
    places: dict[Path, Place]
    value_places: dict[Path, Place]
    problems: tuple[Problem, ...]

    def location(self, path: Path, *, value: bool = False) -> Location:
        """Where a path stands, by its key or (`value`) by its value; for a path that is missing, its parent."""
        if value and path in self.value_places:
            return Location(self.name, *self.value_places[path])
        while path and path not in self.places:
            path = path[:-1]
        return Location(self.name, *self.places.get(path, (1, 1)))


def read_text(data: bytes, name: str, *, limit: int = LARGEST_FILE) -> Document:
    """The document in the bytes of a file of at most `limit` bytes; never raises.

    Every scalar is text, except that a plain `~` and an empty value are None. Keys are in NFC. The data are None when
    a fault may have changed them; of a key that is there twice the first value stays, and a control or bidirectional
    character becomes U+FFFD, so that such a record still loads with its problem.
    """
    findings = Findings(name)
    text = decode(data, findings, limit)
    if text is None:
        return Document(name, None, {}, {}, findings.listed())
    reader = _Reader(text, findings)
    reader.read()
    root = reader.root if findings.data_usable else None
    return Document(name, root, reader.places, reader.value_places, findings.listed())


class _Reader:
    """Puts what the events bring into the innermost open mapping or list."""

    def __init__(self, text: str, findings: Findings) -> None:
        self.root: Any = None
        self.places: dict[Path, Place] = {}
        self.value_places: dict[Path, Place] = {}
        self._text = text
        self._findings = findings
        self._open: Any = None  # the innermost open mapping or list
        self._path: Path = ()  # its path
        self._key_path: Path | None = None  # in a mapping: the path of the key whose value comes next
        self._outer: list[tuple[Any, Path, Path | None]] = []  # what to go on with at the end of _open
        self._stopped = False
        self._raw_turns = first_in_lines(_TURN, text)
        self._has_turns = bool(self._raw_turns)

    def read(self) -> None:
        """Follow the events to the end of the document, or to where going on makes no sense."""
        for count, event in enumerate(self._events()):
            kind = type(event)
            mark = event.start_mark
            place = (mark.line + 1, mark.column + 1)
            if kind is ScalarEvent:
                self._scalar(event, place)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._open, self._path, self._key_path = self._outer.pop()
            elif kind is MappingStartEvent:
                self._start({}, event, place)
            elif kind is SequenceStartEvent:
                self._start([], event, place)
            elif kind is AliasEvent:
                self._alias(place)
            elif kind is DocumentStartEvent:
                self._document(event, place)
            if count == MOST_EVENTS:
                said = message("the file has more than {limit} parts", limit=MOST_EVENTS)
                self._stop(place, "too-large", said, message("check that this is the right file"))
            if self._stopped:
                break
        if not self._stopped:
            self._check_root()
        for index in self._raw_turns:  # outside every text that was read
            self._report_turn(place_of(self._text, index), self._text[index], in_comment=not self._stopped)

    def _events(self) -> Iterator[Any]:
        event = None
        try:
            parser = CParser(self._text)
            while (event := parser.get_event()) is not None:
                yield event
        except Exception as error:  # noqa: BLE001 (PyYAML lets more through than its own errors: pyyaml #899)
            self._stumble(error, event)

    def _scalar(self, event: ScalarEvent, place: Place) -> None:
        text: str = event.value
        if event.tag is not None or event.anchor is not None:
            self._refuse_tag_and_anchor(event, place)
        if self._has_turns or event.style == '"' or len(text) > LONGEST_TEXT:
            text = self._checked(event, place)
        is_plain = event.style == ""  # by libyaml; the parser in Python says None
        if self._key_path is None and type(self._open) is dict:
            self._key(text, place, is_plain=is_plain)
        else:
            self._put(None if is_plain and text in ("", "~") else text, place)

    def _key(self, text: str, place: Place, *, is_plain: bool) -> None:
        key = text if text.isascii() else normalize("NFC", text)
        path = (*self._path, key)
        if is_plain and key == "<<":
            said = message("the key << (take over other keys) is not used in records")
            self._findings.add(place, "merge-key", said, message("write the keys out"))
        elif is_plain and key in ("", "~"):
            self._refuse_key(place)
        elif key in self._open:
            first, line = self.places[path][0], place[0]
            shown = key[:LONGEST_SHOWN]
            said = message(
                "the key {key} stands on line {first} and again on line {line}", key=shown, first=first, line=line
            )
            hint = message("keep one of the two, with the lines of both below it if both are needed")
            self._findings.add(place, "duplicate-key", said, hint, harmless=True)
        else:
            self.places[path] = place
            self._key_path = path
            return
        self._key_path = self._nowhere(place)

    def _nowhere(self, place: Place) -> Path:
        """A path that nobody asks for: the value of a refused key is read for its own faults and then dropped."""
        return (*self._path, -place[0])

    def _put(self, value: Any, place: Place) -> Path:
        if self._key_path is not None:
            path, self._key_path = self._key_path, None
            self.value_places[path] = place
            if isinstance(path[-1], str):
                self._open[path[-1]] = value
        elif self._open is None:
            path, self.root = (), value
            self.places[path] = place
        else:
            path = (*self._path, len(self._open))
            self.places[path] = place
            self._open.append(value)
        return path

    def _start(self, empty: dict[str, Any] | list[Any], event: CollectionStartEvent, place: Place) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_tag_and_anchor(event, place)
        if self._key_path is None and type(self._open) is dict:
            self._refuse_key(place)
            path = self._nowhere(place)
            self._outer.append((self._open, self._path, path))
        else:
            path = self._put(empty, place)
            self._outer.append((self._open, self._path, None))
        self._open, self._path = empty, path
        if len(self._outer) > DEEPEST_NESTING:
            said = message("nesting is deeper than {limit} levels", limit=DEEPEST_NESTING)
            self._stop(place, "too-deep", said, message("put text that starts with a bracket or '- ' in quotes"))

    def _alias(self, place: Place) -> None:
        said = message("an alias (a word that starts with *) is not used in records")
        self._findings.add(place, "alias", said, message("put text that starts with * in quotes"))
        if self._key_path is None and type(self._open) is dict:
            self._key_path = self._nowhere(place)
        else:
            self._put(None, place)

    def _document(self, event: DocumentStartEvent, place: Place) -> None:
        if () in self.places:
            self._refuse_second_document(place)
        elif event.version or event.tags:
            self._refuse_directive(place)

    def _checked(self, event: Any, place: Place) -> str:
        """The text with U+FFFD for each character that is refused."""
        text: str = event.value
        if len(text) > LONGEST_TEXT:
            said = message("the text is longer than {limit} characters", limit=LONGEST_TEXT)
            self._findings.add(place, "too-long-text", said, message("keep long texts in a file of their own"))
        if found := re.search(_CONTROL, text):
            said = message("a backslash code makes a control character ({character})", character=code_point(found[0]))
            hint = message("remove the code, or put the text in single quotes")
            self._findings.add(place, "control-character", said, hint, harmless=True)
        if found := re.search(_TURN, text):
            start, end = event.start_mark.index, event.end_mark.index
            inside = [index for index in self._raw_turns if start <= index < end]
            self._raw_turns = [index for index in self._raw_turns if index not in inside]
            for where in [place_of(self._text, index) for index in inside] or [place]:
                self._report_turn(where, found[0])
        return re.sub(_TURN, "\ufffd", re.sub(_CONTROL, "\ufffd", text))

    def _report_turn(self, place: Place, character: str, *, in_comment: bool = False) -> None:
        said = message(
            "a character that turns the reading direction ({character}) stands here", character=code_point(character)
        )
        hint = message("remove the character: a reader sees another text than the program")
        self._findings.add(place, "bidirectional-character", said, hint, warning=in_comment, harmless=True)

    def _refuse_tag_and_anchor(self, event: ScalarEvent | CollectionStartEvent, place: Place) -> None:
        if event.tag is not None:
            said = message("a tag (a word that starts with !) is not used in records")
            self._findings.add(place, "tag", said, message("put text that starts with ! in quotes"))
        if event.anchor is not None:
            said = message("an anchor (a word that starts with &) is not used in records")
            self._findings.add(place, "anchor", said, message("put text that starts with & in quotes"))

    def _refuse_key(self, place: Place) -> None:
        said = message("a key has to be a word: this one is empty, or a list or a group of keys")
        self._findings.add(place, "complex-key", said, message("write a word before the colon"))

    def _refuse_second_document(self, place: Place) -> None:
        said = message("a second document starts here, but a file holds one record")
        hint = message("remove the line with --- or ..., or move what follows to a file of its own")
        self._stop(place, "second-document", said, hint)

    def _refuse_directive(self, place: Place) -> None:
        said = message("a directive (a line that starts with %) is not used in records")
        self._findings.add(place, "directive", said, message("remove the line; put text that starts with % in quotes"))

    def _stop(self, place: Place, code: str, said: Message, hint: Message) -> None:
        self._findings.add(place, code, said, hint)
        self._stopped = True

    def _stumble(self, error: Exception, last: Event | None) -> None:
        self._stopped = True
        from kio.source.syntax import cause_of  # only for a file that is broken

        place, said, hint = cause_of(error, self._text, last)
        words = f"{error.context} {error.problem}" if isinstance(error, MarkedYAMLError) else ""
        if "directive" in words or "incompatible YAML" in words:
            self._refuse_directive((place[0], 1))
        elif isinstance(last, DocumentEndEvent) and last.explicit:
            self._refuse_second_document(place)
        else:
            self._findings.add(place, "yaml-syntax", said, hint)

    def _check_root(self) -> None:
        if self.root is None:
            said = message("the file is empty")
            self._findings.add((1, 1), "empty-file", said, message("fill it in, or take the record back from a copy"))
        elif not isinstance(self.root, dict):
            said = message("the file does not consist of lines of the form 'key: value'")
            hint = message("write each line as a key, a colon, a space and the value")
            self._findings.add(self.places[()], "not-a-mapping", said, hint)

"""The one reader of YAML: text to plain data with the place of everything, and a problem for whatever is refused.

A strict loop over libyaml's events: every scalar stays text, and no value, tag or alias is ever constructed.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any
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

from kio.message import Quoted, message
from kio.problem import Location, Related
from kio.source import refusals
from kio.source.bytes import Findings, IrregularError, NoFindings, Place, code_point, decode, first_in_lines, place_of
from kio.source.document import Document, Places, without_refused
from kio.source.refusals import LARGEST_FILE, LONGEST_KEY, LONGEST_TEXT, Refusal

LONGEST_SHOWN = 40

_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
_TURN = "[\u202a-\u202e\u2066-\u2069]"  # bidirectional controls: they turn the direction of reading
_NOTHING = frozenset({"", "~"})
_KEY = "[a-z_]{1,40}"
_ODD_KEYS = _NOTHING | {"<<"}


def read_text(data: bytes, name: str, *, limit: int = LARGEST_FILE) -> Document:
    """The document in the bytes of a file of at most `limit` bytes; never raises.

    Every scalar is text, except that a plain `~` and an empty value are None. Keys are in NFC. The data are None when
    a fault may have changed them; of a key that is there twice the first value stays, and a control or bidirectional
    character becomes U+FFFD, so that such a record still loads with its problem.
    """
    findings = Findings(name)
    text = decode(data, findings, limit)
    if text is None:
        return Document(name, None, findings.listed())
    reader = _Reader(text, NoFindings(name), None)
    try:
        reader.read()
    except IrregularError:
        reader = _placed(text, findings)
    root = reader.root if findings.data_usable else None
    # Most files have nothing to point to: they are read again when the first place is asked for.
    find_places = partial(_places_of, text, reader.places)
    return Document(name, root, findings.listed(), text=text, lines=reader.lines, find_places=find_places)


def _placed(text: str, findings: Findings) -> _Reader:
    reader = _Reader(text, findings, Places())
    reader.read()
    return reader


def _places_of(text: str, places: Places | None) -> Places:
    return places or _placed(text, Findings("")).places or Places()


class _Reader:
    """Builds the data from the events. A first run keeps no places, and ends where something has to be said."""

    __slots__ = ("_dropped", "_findings", "_inner", "_key", "_outer", "_raw_turns", "_stopped", "_text",
                 "_top", "_watched", "lines", "places")  # fmt: skip

    def __init__(self, text: str, findings: Findings, places: Places | None) -> None:
        self.lines: dict[int, int] = {}
        self._text = text
        self._findings = findings
        self.places = places
        self._top: list[Any] = []
        self._inner: Any = self._top  # the innermost open mapping or list
        self._outer: list[Any] = []  # those around it
        self._key: str | int | None = None  # in a mapping: the key whose value comes next; a number for a refused one
        self._dropped = 0  # how many keys were refused
        self._stopped = False
        self._raw_turns = [] if text.isascii() else first_in_lines(_TURN, text)
        self._watched = -1 if self._raw_turns else LONGEST_TEXT  # a longer scalar is looked at closely

    @property
    def root(self) -> Any:
        """The data; without the values of refused keys, which were only read for their own faults."""
        root = self._top[0] if self._top else None
        return without_refused(root) if self._dropped else root

    def read(self) -> None:
        """Follow the events to the end of the document, or to where going on makes no sense."""
        last: Any = None
        fetching = True  # a fault of the parser is the file's, any other one is ours
        try:
            get_event = CParser(self._text).get_event
            for _ in range(refusals.MOST_EVENTS + 1):
                fetching = True
                event = get_event()
                fetching = False
                if event is None:
                    break
                last = event
                self._take(event)
                if self._stopped or self._findings.is_full:
                    break
            else:
                self._stop(_place(last), refusals.TOO_MANY_PARTS)
        except Exception as error:
            if not fetching:
                raise
            self._stumble(error, last)
        if not self._stopped and not self._findings.is_full:
            self._check_root()
        for index in self._raw_turns:  # outside every text that was read
            self._report_turn(place_of(self._text, index), self._text[index], in_comment=not self._stopped)

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            text = event.value
            if event.style == '"' or event.tag is not None or event.anchor is not None or len(text) > self._watched:
                text = self._checked(event)
            inner = self._inner
            if type(inner) is not dict:
                inner.append(None if text in _NOTHING and event.style == "" else text)
            elif self._key is None:
                self._take_key(text, event)
                return
            else:
                inner[self._key] = None if text in _NOTHING and event.style == "" else text
                self._key = None
            if self.places is not None:
                self.places.value(_place(event))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._inner = self._outer.pop()
            if self.places is not None:
                self.places.end()
        elif kind is MappingStartEvent:
            self._start({}, event)
        elif kind is SequenceStartEvent:
            self._start([], event)
        elif kind is AliasEvent:
            self._alias(_place(event))
        elif kind is DocumentStartEvent:
            self._document(event)

    def _take_key(self, key: str, event: Any) -> None:
        if len(key) > LONGEST_KEY:
            self._refuse_key(refusals.COMPLEX_KEY, _place(event))
            return
        if not key.isascii():
            key = normalize("NFC", key)
        if key in self._inner:
            self._refuse_duplicate(key, _place(event))
        elif key in _ODD_KEYS and event.style == "":  # a plain one, by libyaml; the parser in Python says None
            self._refuse_key(refusals.MERGE_KEY if key == "<<" else refusals.COMPLEX_KEY, _place(event))
        else:
            self._key = key
            if self.places is not None:
                self.places.key(key, _place(event))

    def _drop(self, place: Place) -> None:
        """A key that nobody asks for: its value is read for its own faults and then dropped."""
        self._dropped += 1
        self._key = -self._dropped
        if self.places is not None:
            self.places.key(self._key, place)

    def _start(self, new: Any, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_tag_and_anchor(event)
        inner, mark = self._inner, event.start_mark
        if type(inner) is dict:
            if self._key is None:
                self._refuse_key(refusals.COMPLEX_KEY, _place(event))
            inner[self._key] = new
            self._key = None
        else:
            inner.append(new)
            self.lines[id(new)] = mark.line + 1
        self._outer.append(inner)
        self._inner = new
        if self.places is not None:
            self.places.start(_place(event))
        if len(self._outer) > refusals.DEEPEST_NESTING:
            self._stop(_place(event), refusals.TOO_DEEP)

    def _alias(self, place: Place) -> None:
        self._findings.add(place, *refusals.ALIAS)
        inner = self._inner
        if type(inner) is dict and self._key is None:
            self._drop(place)
            return
        if type(inner) is dict:
            inner[self._key] = None
            self._key = None
        else:
            inner.append(None)
        if self.places is not None:
            self.places.value(place)

    def _document(self, event: DocumentStartEvent) -> None:
        if self._top:
            self._stop(_place(event), refusals.SECOND_DOCUMENT)
        elif event.version or event.tags:
            self._findings.add(_place(event), *refusals.DIRECTIVE)

    def _checked(self, event: Any) -> str:
        """The text with U+FFFD for each character that is refused."""
        if event.tag is not None or event.anchor is not None:
            self._refuse_tag_and_anchor(event)
        text: str = event.value
        place = _place(event)
        if len(text) > LONGEST_TEXT:
            self._findings.add(place, *refusals.TOO_LONG_TEXT)
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

    def _refuse_tag_and_anchor(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.tag is not None:
            self._findings.add(_place(event), *refusals.TAG)
        if event.anchor is not None:
            self._findings.add(_place(event), *refusals.ANCHOR)

    def _refuse_key(self, refusal: Refusal, place: Place) -> None:
        self._findings.add(place, *refusal)
        self._drop(place)

    def _refuse_duplicate(self, key: str, place: Place) -> None:
        first = self.places.keys[self.places.path_of(key)] if self.places else place
        said = message(
            "the key {key} stands on line {first} and again on line {line}",
            key=key if re.fullmatch(_KEY, key, re.ASCII) else Quoted(key[:LONGEST_SHOWN]),
            first=first[0],
            line=place[0],
        )
        hint = message("keep one of the two, with the lines of both below it if both are needed")
        here = Related(Location(self._findings.name, *first), message("first given here"))
        self._findings.add(place, "duplicate-key", said, hint, harmless=True, related=(here,))
        self._drop(place)

    def _stop(self, place: Place, refusal: Refusal) -> None:
        self._findings.add(place, *refusal)
        self._stopped = True

    def _stumble(self, error: Exception, last: Event | None) -> None:
        self._stopped = True
        from kio.source.syntax import cause_of, directive_before  # only for a file that is broken

        place, said, hint = cause_of(error, self._text, last)
        words = f"{error.context} {error.problem}" if isinstance(error, MarkedYAMLError) else ""
        if "directive" in words or "incompatible YAML" in words:
            self._findings.add((place[0], 1), *refusals.DIRECTIVE)
        elif "<document start>" in words and (line := directive_before(self._text, place[0])):
            self._findings.add((line, 1), *refusals.DIRECTIVE)
        elif isinstance(last, DocumentEndEvent) and last.explicit:
            self._stop(place, refusals.SECOND_DOCUMENT)
        else:
            self._findings.add(place, "yaml-syntax", said, hint)

    def _check_root(self) -> None:
        if self.root is None:
            self._findings.add((1, 1), *refusals.EMPTY_FILE)
        elif not isinstance(self.root, dict):
            self._findings.add(self.places.keys[()] if self.places else (1, 1), *refusals.NOT_A_MAPPING)


def _place(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1

"""One strict loop over libyaml's events: every scalar stays text, and no value, tag or alias is ever constructed."""

from __future__ import annotations

import re
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
from kio.source.bytes import Findings, Place, code_point, first_in_lines, place_of
from kio.source.document import Places, drop_refused
from kio.source.refusals import LONGEST_KEY, LONGEST_TEXT, Refusal

LONGEST_SHOWN = 40

_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
_TURN = "[\u202a-\u202e\u2066-\u2069]"  # bidirectional controls: they turn the direction of reading
_ORDINARY: set[str] = set()
MOST_ORDINARY = 1000
"""Keys that were found to be words: the same few are used in every file."""
_NOTHING = frozenset({"", "~"})
_ODD_SIGNS = ("!", "&", "\\")
"""Of tags, anchors and the backslash, which can make any character between quotes."""
_KEY = "[a-z_]{1,40}"
_ODD_KEYS = _NOTHING | {"<<"}


class Reader:
    """Builds the data from the events. A first run keeps no places, and ends where something has to be said."""

    __slots__ = ("_dropped", "_findings", "_has_turns", "_inner", "_is_odd", "_key", "_outer", "_raw_turns", "_stopped",
                 "_text", "_top", "lines", "places")  # fmt: skip

    def __init__(self, text: str, findings: Findings, places: Places | None) -> None:
        self.lines: dict[int, int] = {}
        self._text = text
        self._findings = findings
        self.places = places
        self._top: list[Any] = []
        self._inner: Any = self._top  # the innermost open mapping or list
        self._outer: list[tuple[Any, int | str | None]] = []  # those around it, and the key that goes on after this one
        self._key: str | int | None = None  # in a mapping: the key whose value comes next; a number for a refused one
        self._dropped = 0  # how many keys were refused
        self._stopped = False
        self._raw_turns = [] if text.isascii() else first_in_lines(_TURN, text)
        self._has_turns = bool(self._raw_turns)
        # Without these signs no scalar can have anything that is refused, so that none is looked at closely.
        self._is_odd = self._has_turns or len(text) > LONGEST_TEXT or any(sign in text for sign in _ODD_SIGNS)

    @property
    def root(self) -> Any:
        """The data; without the values of refused keys, which were only read for their own faults."""
        if self._dropped:
            drop_refused(self._top)
        return self._top[0] if self._top else None

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
                if type(event) is ScalarEvent:
                    self._scalar(event)
                else:
                    self._structure(event)
                if self._stopped or (self.places is not None and self._findings.is_full):
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

    def _scalar(self, event: Any) -> None:
        text = event.value
        if self._is_odd:
            text = self._checked(event)
        inner = self._inner
        if type(inner) is not dict:
            inner.append(None if text in _NOTHING and event.style == "" else text)
        elif self._key is None:
            if self.places is None and text in _ORDINARY and text not in inner:
                self._key = text
            else:
                self._take_key(text, event)
            return
        else:
            inner[self._key] = None if text in _NOTHING and event.style == "" else text
            self._key = None
        if self.places is not None:
            self.places.value(_place(event))

    def _structure(self, event: Any) -> None:
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            self._inner, self._key = self._outer.pop()
            if self.places is not None:
                self.places.end()
                if self._key is not None:
                    self.places.key(self._key, _place(event))
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
            elif key not in _ODD_KEYS and len(_ORDINARY) < MOST_ORDINARY:
                _ORDINARY.add(key)

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
        key_after = None
        if type(inner) is dict:
            if self._key is None:  # this is a key itself: its own value follows after its end
                self._refuse_key(refusals.COMPLEX_KEY, _place(event))
                key_after = self._key
            inner[self._key] = new
            self._key = None
        else:
            inner.append(new)
            self.lines[id(new)] = mark.line + 1
        self._outer.append((inner, key_after))
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
        if event.style != '"' and not self._has_turns and len(text) <= LONGEST_TEXT:
            return text
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

"""A cursor over a rules file: every read checks the shape and says where it is wrong and what fits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Set
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kio.message import Message, Text, message
from kio.near import did_you_mean, near
from kio.problem import Location, Problem, Severity, room_in

if TYPE_CHECKING:
    from kio.source.document import Document

NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,4})?", re.ASCII)

AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
COMMA = re.compile(r"-?\d{1,9},\d{1,4}", re.ASCII)
WORD = re.compile(r"[A-Za-z_-]+", re.ASCII)


class MalformedError(Exception):
    """The thing being read cannot be used; its problem is already collected."""


class Node:
    """A value in a document, with its place and the list in which problems are collected."""

    __slots__ = ("data", "document", "path", "problems", "seen")

    def __init__(self, document: Document, path: tuple[str | int, ...], data: Any, problems: list[Problem]) -> None:
        self.document = document
        self.path = path
        self.data = data
        self.problems = problems
        self.seen: set[str] = set()

    @property
    def name(self) -> str:
        """The key or number under which this value stands."""
        return str(self.path[-1]) if self.path else ""

    @property
    def location(self) -> Location:
        """Where this value stands."""
        return self.document.location(self.path)

    def report(
        self, code: str, text: Message, hint: Message | None = None, severity: Severity = Severity.ERROR
    ) -> None:
        """Collect a problem at this place."""
        if room_in(self.problems):
            self.problems.append(Problem(self.location, severity, code, text, hint))

    def refuse(self, code: str, text: Message, hint: Message | None = None) -> MalformedError:
        """Collect a problem and return the exception to raise."""
        self.report(code, text, hint)
        return MalformedError()

    def refuse_kind(self, text: Message, kinds: Iterable[str]) -> MalformedError:
        """Collect a problem for a mapping that has none of the keys that would say what it is."""
        kinds = list(kinds)
        guess = next((found for key in self.keys() if (found := near(key, kinds))), None)
        hint = message("did you mean '{guess}'?", guess=guess) if guess else None
        return self.refuse("unknown-kind", text, hint or message("possible here: {options}", options=", ".join(kinds)))

    # --- mappings and lists

    def keys(self) -> dict[str, Any]:
        """The keys of a mapping, with their values; anything else is refused."""
        if not isinstance(self.data, dict):
            raise self.refuse("wrong-shape", message("a mapping (key: value) was expected here"))
        return self.data

    def has(self, key: str) -> bool:
        """Whether a mapping has this key with a value."""
        return isinstance(self.data, dict) and self.data.get(key) is not None

    def names(self, key: str) -> bool:
        """Whether a mapping has this key, also without a value."""
        return key in self.keys()

    def get(self, key: str) -> Node | None:
        """The value of a key, or None where it is absent or empty."""
        self.seen.add(key)
        data = self.data if isinstance(self.data, dict) else self.keys()
        found = data.get(key)
        return None if found is None else Node(self.document, (*self.path, key), found, self.problems)

    def need(self, key: str) -> Node:
        """The value of a key that must be there."""
        found = self.get(key)
        if found is None:
            raise self.refuse("missing-key", message("the key '{key}' is missing here", key=key))
        return found

    def items(self) -> Iterator[tuple[str, Node]]:
        """The items of a mapping."""
        for key in self.keys():
            self.seen.add(key)
            yield key, self._child(key)

    def elements(self) -> list[Node]:
        """The elements of a list that is not empty; a single value is refused."""
        if not isinstance(self.data, list):
            raise self.refuse("wrong-shape", message("a list was expected here"))
        if not self.data:
            raise self.refuse("empty-list", message("this list is empty, so the rule would say nothing"))
        return [self._child(index) for index in range(len(self.data))]

    def one_or_many(self) -> list[Node]:
        """The elements of a list, or the value itself as the only one."""
        return self.elements() if isinstance(self.data, list) else [self]

    def replaced(self, data: Any) -> Node:
        """Another value at this place, for one that was written in its short form."""
        return Node(self.document, self.path, data, self.problems)

    def _child(self, key: str | int) -> Node:
        return Node(self.document, (*self.path, key), self.data[key], self.problems)

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.keys():
            if key not in self.seen and room_in(self.problems):
                unknown = self._child(key)
                unknown.report(
                    "unknown-key",
                    message("the key '{key}' means nothing here", key=key),
                    did_you_mean(key, sorted(self.seen)),
                )

    # --- scalars

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.data, str) or not self.data.strip():
            raise self.refuse("wrong-shape", message("a text was expected here"))
        return self.data

    def choice(self, options: Collection[str], code: str, what: Message) -> str:
        """One of the known words, else a problem with the nearest one; `what` names what was expected."""
        return self.known(self.text(), options, code, what)

    def known(self, word: str, options: Collection[str], code: str, what: Message) -> str:
        """A word that stands at this place, or as its key, if it is known."""
        if word not in options:
            known = sorted(options) if isinstance(options, Set) else list(options)
            raise self.refuse(code, message("'{word}' is not {what}", word=word, what=what), did_you_mean(word, known))
        return word

    def number(self) -> Decimal:
        """A plain decimal number; one with three decimals is refused, since 2.600 may be meant for 2600."""
        text = self.data if isinstance(self.data, str) else ""
        if AMBIGUOUS.fullmatch(text):
            plain = text.replace(",", ".")
            values = {"text": text, "one": plain.replace(".", ""), "other": f"{plain}0"}
            said = message("'{text}' can be {one} or {other}", **values)
            raise self.refuse("wrong-number", said, message("write it in one of these two ways"))
        if not NUMBER.fullmatch(text):
            hint = message("write a point: {number}", number=text.replace(",", ".")) if COMMA.fullmatch(text) else None
            raise self.refuse("wrong-number", message("a number was expected here, as 6 or 2.5"), hint)
        return Decimal(text)

    def flag(self) -> bool:
        """`yes` or `no` (also true, false)."""
        word = self.choice(("yes", "no", "true", "false"), "wrong-flag", message("yes or no"))
        return word in ("yes", "true")

    def bilingual(self) -> Text:
        """A text in both languages."""
        match self.data:
            case {"nl": str(nl), "en": str(en)} if nl and en and len(self.data) == len(Text._fields):
                return Text(nl, en)  # the common case, without a node for each
        result = Text(self.need("nl").text(), self.need("en").text())
        self.close()
        return result

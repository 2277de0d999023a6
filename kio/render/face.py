"""What a screen can show and in which language: its width, its encoding and its signs."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple, Protocol

from kio.locale import say
from kio.render.symbols import ASCII, Symbols, can_show, symbols_for


class Screen(Protocol):
    """Where a text will be shown: a console of rich, or any place with a width and an encoding."""

    @property
    def width(self) -> int:
        """How many columns there are."""

    @property
    def encoding(self) -> str:
        """The name of the encoding that it takes."""


CODES = {"€": "EUR", "£": "GBP"}
"""What stands for the sign of a currency that a screen cannot show."""
NARROW, WIDE = 60, 120
"""Below the first number of columns every field has a line of its own; from the second on there is room for a table."""


class Face(NamedTuple):
    """The language, what the screen can show and whether sources and readings were asked for."""

    language: str
    width: int
    symbols: Symbols
    encoding: str = "utf-8"
    sources: bool = False

    @property
    def narrow(self) -> bool:
        """Whether fields have to stand below each other."""
        return self.width < NARROW

    @property
    def wide(self) -> bool:
        """Whether there is room for every field in a column of its own."""
        return self.width >= WIDE

    def say(self, said: object) -> str:
        """Anything in words that this screen can show."""
        return self.fit(say(said, self.language))

    def fit(self, text: str) -> str:
        """A text as far as this screen can show it."""
        return text if can_show(text, self.encoding) else _plainer(text, self.encoding)


def face_of(screen: Screen, language: str, ascii_only: bool = False) -> Face:
    """The face for a screen; `ascii_only` where somebody asked for plain signs."""
    if ascii_only:
        return Face(language, screen.width, ASCII, "ascii")
    return Face(language, screen.width, symbols_for(screen.encoding), screen.encoding)


def _plainer(text: str, encoding: str) -> str:
    return "".join(c if can_show(c, encoding) else _bare(c, encoding) for c in text)


def _bare(character: str, encoding: str) -> str:
    if character in CODES:
        return CODES[character]
    # Without its accents a name can still be read; what even then cannot be written becomes a question mark.
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return bare if can_show(bare, encoding) else "?"

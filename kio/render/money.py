"""Amounts of money and quantities on a screen."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from rich.cells import cell_len

from kio.message import Cash
from kio.pricing.money import Range
from kio.render.face import Face
from kio.render.layout import Piece


class Money(NamedTuple):
    """A currency on a screen."""

    currency: str
    face: Face

    def amount(self, amount: Decimal) -> str:
        """An amount as people of the language write it."""
        return self.face.say(Cash(amount, self.currency))

    def range(self, amount: Range) -> str:
        """From the least to the most, or the amount that is certain."""
        return self.ends(*amount)

    def ends(self, least: Decimal, most: Decimal) -> str:
        """What belongs to the least and what to the most, in that order, or once where both are the same."""
        if least == most:
            return self.amount(least)
        return f"{self.amount(least)} {self.face.symbols.dash} {self.amount(most)}"


def quantity(amount: Range, face: Face) -> str:
    """How much, from the least to the most."""
    if amount.certain:
        return face.say(amount.min)
    return f"{face.say(amount.min)} {face.symbols.dash} {face.say(amount.max)}"


def to_the_right(text: str, width: int, style: str = "") -> list[Piece]:
    """A text at the right end of a cell."""
    return [Piece(" " * max(0, width - cell_len(text))), Piece(text, style)]

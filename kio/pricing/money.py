"""Money: whole cents, rounded half up, and VAT once per rate over what it is charged on."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CENT, HUNDRED, ZERO = Decimal("0.01"), Decimal(100), Decimal(0)


class Range(NamedTuple):
    """From the least to the most that it can be; both ends are the same where it is certain."""

    min: Decimal
    max: Decimal

    @classmethod
    def exactly(cls, amount: Decimal) -> Range:
        """What is certain."""
        return cls(amount, amount)

    @property
    def certain(self) -> bool:
        """Whether both ends are the same."""
        return self.min == self.max

    def less(self, amount: Decimal) -> Range:
        """Both ends less an amount, which may make them negative."""
        return Range(self.min - amount, self.max - amount)

    def times(self, other: Range) -> Range:
        """The least and the most that a product of both can be; either may be negative, as a deduction is."""
        ends = [one * two for one in self for two in other]
        return Range(min(ends), max(ends))


NOTHING = Range(ZERO, ZERO)


def cents(amount: Decimal) -> Decimal:
    """Whole cents, a half upwards (away from nought), as the tax authority rounds."""
    return amount.quantize(CENT, ROUND_HALF_UP) + ZERO  # adding nought turns -0.00 into 0.00


def in_cents(amount: Range) -> Range:
    """Both ends in whole cents."""
    return Range(cents(amount.min), cents(amount.max))


def added(amounts: Iterable[Range]) -> Range:
    """The ends added."""
    found = list(amounts)
    return Range(sum((one.min for one in found), ZERO), sum((one.max for one in found), ZERO))


def vat_on(base: Range, rate: Decimal) -> Range:
    """The VAT on an amount at a rate in per cent, each end rounded once."""
    return in_cents(Range(base.min * rate / HUNDRED, base.max * rate / HUNDRED))

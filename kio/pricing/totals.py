"""VAT and totals: once per rate over what is added up, a whole quote or one account of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from kio.pricing.money import Range, added, vat_on
from kio.pricing.quote import Line, VatLine


def vat_lines(lines: Iterable[Line]) -> tuple[VatLine, ...]:
    """The VAT of these lines, rounded once for each code and rate; exempt lines have none."""
    groups: dict[tuple[str, Decimal], list[Line]] = {}
    for line in lines:
        if line.rate is not None:
            groups.setdefault((line.vat.code, line.rate), []).append(line)
    bases = ((rate, found[0].vat, added(line.amount for line in found)) for (_, rate), found in groups.items())
    return tuple(VatLine(vat, rate, base, vat_on(base, rate)) for rate, vat, base in bases)


def with_vat(lines: Sequence[Line]) -> Range:
    """These lines with their VAT."""
    return added([*(line.amount for line in lines), *(item.amount for item in vat_lines(lines))])


def parted(lines: Iterable[Line], key: Callable[[Line], str]) -> dict[str, list[Line]]:
    """The lines by a key, in their order."""
    parts: dict[str, list[Line]] = {}
    for line in lines:
        parts.setdefault(key(line), []).append(line)
    return parts

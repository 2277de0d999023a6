"""What a measure is: how entries of a selection are counted, summed, told apart or spanned."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from kio.programme.language import Amount, Condition, Selection


class Weight(NamedTuple):
    """An entry that meets the condition counts so many times (a number, a field of it, or a row of a table)."""

    where: Condition | None
    counts: Amount | None
    field: str | None = None
    table: Mapping[str, Decimal] | None = None


class Cap(NamedTuple):
    """Of the entries that meet the condition, at most this amount enters the total."""

    where: Condition
    at_most: Amount


class Measure(NamedTuple):
    """`count`, `sum`, `distinct` or `span` of a selection; `span` is in `unit` (days, weeks, months or years)."""

    kind: str
    selection: Selection
    field: str | None = None
    weights: tuple[Weight, ...] = ()
    caps: tuple[Cap, ...] = ()
    each_at_most: Amount | None = None
    unit: str | None = None

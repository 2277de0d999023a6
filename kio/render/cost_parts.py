"""What the total consists of: a bar and a share in per cent for each account."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from kio.message import message
from kio.pricing.accounts import account_of, account_titles
from kio.pricing.money import HUNDRED, ZERO
from kio.pricing.quote import Quote
from kio.pricing.totals import parted, with_vat
from kio.render.layout import Line, Piece, beside, flow, indented
from kio.render.money import Money, to_the_right
from kio.render.sections import heading
from kio.render.symbols import BAR

BAR_WIDTH, PART_WIDTH = 30, 28


def parts_of_total(quote: Quote, money: Money) -> list[Line]:
    """A bar for each account: what is certain of it full, what may come on top light; the longest is the total."""
    face = money.face
    charged = parted(quote.lines, account_of)
    parts = {name: with_vat(lines) for name, lines in charged.items()}
    shown = {name: amount for name, amount in parts.items() if amount.max > ZERO}
    if len(shown) < 2:  # noqa: PLR2004 - one bar would say nothing
        return []
    most = sum((amount.max for amount in shown.values()), ZERO)
    titles = account_titles(quote.programme, charged)
    size = max(1, min(BAR_WIDTH, face.width - 9 - (0 if face.narrow else PART_WIDTH)))
    rows: list[Line] = []
    light = False
    for (name, amount), share in zip(shown.items(), percents([part.max for part in shown.values()]), strict=True):
        full, up_to = _columns(amount.min, most, size), _columns(amount.max, most, size)
        drawn = face.symbols.full * full + face.symbols.empty * (up_to - full)
        light = light or up_to > full
        title = flow([Piece(face.say(titles[name]))], face.width - 1 if face.narrow else PART_WIDTH)
        bar: list[Line] = [[Piece(drawn, BAR), Piece(" " * (size - up_to + 1)), *to_the_right(f"{share} %", 5)]]
        rows += [*title, *bar] if face.narrow else beside([title, bar], (PART_WIDTH, size + 6))
    if light:
        legend = face.say(message("what may come on top of what is certain"))
        rows += flow([Piece(face.symbols.empty, BAR), Piece(legend)], face.width - 1)
    return [*heading(message("What the total consists of, at most"), face), *indented(rows, 1)]


def _columns(amount: Decimal, most: Decimal, size: int) -> int:
    return int((max(amount, ZERO) * size / most).quantize(Decimal(1)))


def percents(amounts: Sequence[Decimal]) -> list[int]:
    """Whole per cents that add up to 100: those with the largest fractions are rounded up."""
    exact = [amount * HUNDRED / sum(amounts) for amount in amounts]
    whole = [share.quantize(Decimal(1), ROUND_DOWN) for share in exact]
    fractions = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    up = fractions[: 100 - int(sum(whole))]
    return [int(share) + (place in up) for place, share in enumerate(whole)]

"""What was told of a quote, in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kio.message import Cash, message
from kio.pricing.quote import Quote
from kio.render.face import Face


def told_words(quotes: Sequence[Quote], face: Face) -> list[str]:
    """Each fact with its value; some of them may be for one of the tracks alone."""
    told = {name: quote for quote in quotes for name in quote.told}
    facts = quotes[0].programme.facts
    return [
        face.say(message("{title}: {value}", title=facts[name].title, value=_value(quote, name)))
        for name, quote in told.items()
    ]


def _value(quote: Quote, name: str) -> object:
    value, kind = quote.told[name], quote.programme.facts[name].type
    if isinstance(value, Decimal) and kind in ("yes_no", "money"):
        return value > 0 if kind == "yes_no" else Cash(value, quote.currency)
    return value

"""What was told of a quote, in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kio.message import Message, Text, message
from kio.pricing.quote import Quote
from kio.pricing.telling import option
from kio.programme.mentions import mentions
from kio.render.cost_json import told_text
from kio.render.face import Face


def told_words(quotes: Sequence[Quote], face: Face) -> list[str]:
    """Each fact with its value; some of them may be for one of the tracks alone."""
    told = {name: quote for quote in quotes for name in quote.told}
    facts = quotes[0].programme.facts
    return [face.say(_said(quote, name, facts[name].title)) for name, quote in told.items()]


def _said(quote: Quote, name: str, title: Text) -> Message:
    """Of somebody with a record a quantity is told of what is still to come, beside what was delivered."""
    tariff, value = quote.programme.tariff, _value(quote, name)
    coming = [charge.quantity for charge in tariff.charges if charge.done] if tariff and quote.trainee else []
    if ("facts", name) in mentions(tuple(coming)):
        return message("{title}, still to come: {value}", title=title, value=value)
    return message("{title}: {value}", title=title, value=value)


def _value(quote: Quote, name: str) -> object:
    value, fact = quote.told[name], quote.programme.facts[name]
    if not isinstance(value, Decimal):
        return value
    return value > 0 if fact.type == "yes_no" else fact.shown(value, quote.currency)


def as_option(quote: Quote, name: str) -> str:
    """What was told of a fact, as an option of the command."""
    value, flag = quote.told[name], option(name)
    if quote.programme.facts[name].type == "yes_no":
        return flag if value else flag.replace("--", "--no-", 1)
    return f"{flag} {told_text(value)}"

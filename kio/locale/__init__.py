"""Saying messages in Dutch or English: templates are translated, then filled with values that are made fit to show.

The English text is the template itself; Dutch stands in `nl/LC_MESSAGES/kio.po`, compiled to `kio.mo`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from kio.locale.shown import clean, show
from kio.message import Cash, Message, Quoted, Text, message

LANGUAGES = ("nl", "en")
MONTHS = (
    message("Jan"),
    message("Feb"),
    message("Mar"),
    message("Apr"),
    message("May"),
    message("Jun"),
    message("Jul"),
    message("Aug"),
    message("Sep"),
    message("Oct"),
    message("Nov"),
    message("Dec"),
)
CURRENCY_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}
SWAPPED = str.maketrans(",.", ".,")
YES, NO = message("yes"), message("no")


class _Values:
    """The values of a message as texts; each is said only when the template asks for it."""

    def __init__(self, values: Mapping[str, object], language: str) -> None:
        self._values = values
        self._language = language

    def __getitem__(self, name: str) -> str:
        return say(self._values[name], self._language) if name in self._values else f"{{{name}}}"


def say(said: object, language: str) -> str:
    """A message, a text of the rules, a day, a number or any other value in words of this language.

    Only templates of our own are formatted, never data. A value that is missing leaves its name in braces.
    """
    match said:
        case Message():
            return _template(said, language).format_map(_Values(said.values, language))
        case Text():
            return clean(said.nl if language == "nl" else said.en)
        case Quoted(value):
            return say(value, language)
        case Cash():
            return _cash(said, language)
        case tuple() | list():
            return ", ".join(say(part, language) for part in said)
        case _:
            return _scalar(said, language)


def _scalar(value: object, language: str) -> str:
    match value:
        case bool():
            return say(YES if value else NO, language)
        case date():
            return f"{value.day} {say(MONTHS[value.month - 1], language)} {value.year}"
        case Decimal():
            return _number(value, language)
        case _:
            return show(value)


def _number(value: Decimal, language: str) -> str:
    # Adding nothing turns -0 into 0; `normalize` drops the zeros at the end and `f` keeps 1E+2 from appearing.
    text = f"{value.normalize() + 0:f}" if value.is_finite() else str(value)
    return text.replace(".", ",") if language == "nl" else text


def _cash(said: Cash, language: str) -> str:
    """€ 1.855,00 in Dutch, €1,855.00 in English; with more decimals where the amount has them."""
    amount, sign = said.amount, CURRENCY_SIGNS.get(said.currency)
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    number = f"{abs(amount):,.{places}f}"
    minus = "-" if amount < 0 else ""
    if language == "nl":
        return f"{sign or said.currency}\u00a0{minus}{number.translate(SWAPPED)}"
    return f"{minus}{sign}{number}" if sign else f"{said.currency}\u00a0{minus}{number}"


def _template(said: Message, language: str) -> str:
    catalogue = _catalogue(language)
    if said.many is None:
        return catalogue.gettext(said.template) if said.template else ""
    return catalogue.ngettext(said.template, said.many, 1 if said.values.get("count") == 1 else 2)


@cache
def _catalogue(language: str) -> NullTranslations:
    path = Path(__file__).parent / language / "LC_MESSAGES" / "kio.mo"
    if language not in LANGUAGES or not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)

"""Sentences that know neither language nor screen: a template and its values, said in Dutch or English later.

The pure core returns messages; `kio.locale.say` turns them into text. A template is its own English text.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple


class Message(NamedTuple):
    """A sentence to be said. `many` is the template for any `values["count"]` other than one."""

    template: str
    values: Mapping[str, object] = {}
    many: str | None = None


class Text(NamedTuple):
    """A text that the rules give in both languages."""

    nl: str
    en: str


class Cash(NamedTuple):
    """An amount of money in a currency, by its code of three capitals."""

    amount: Decimal
    currency: str


class Quoted(NamedTuple):
    """A value as it stands in a record, which may be somebody's secret, unlike a word that the rules declare."""

    value: object

    def __str__(self) -> str:
        return str(self.value)


def message(template: str, **values: object) -> Message:
    """A sentence with its values; a value may be a Text, a date, a Decimal or another Message."""
    return Message(template, values)


def plural(one: str, many: str, count: object, **values: object) -> Message:
    """A sentence that depends on a number, which is the value `count` in both templates."""
    return Message(one, {"count": count, **values}, many)


def quotes(said: Message) -> bool:
    """Whether a sentence repeats a value of a record, itself or in a sentence that is part of it."""
    return any(
        isinstance(value, Quoted) or (isinstance(value, Message) and quotes(value)) for value in said.values.values()
    )


def discreet(said: Message) -> Message:
    """The sentence with three dots in the place of every value of a record."""
    hidden = {
        name: "…" if isinstance(value, Quoted) else discreet(value) if isinstance(value, Message) else value
        for name, value in said.values.items()
    }
    return said._replace(values=hidden)

"""Titles and descriptions of a schema: one schema serves everybody, so that they stand in it in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kio.message import Text
from kio.programme.fields import Field


def both(text: Text) -> str:
    """A title in both languages, or once where they say the same."""
    return text.nl if text.nl == text.en else f"{text.nl} · {text.en}"


def lines(sentences: Iterable[Text | None]) -> str:
    """Sentences for people: those in Dutch on the first line, those in English on the second."""
    said = [text for text in sentences if text is not None]
    return "\n".join(dict.fromkeys(("; ".join(text.nl for text in said), "; ".join(text.en for text in said))))


def titled(title: Text, *sentences: Text | None) -> dict[str, str]:
    """The title of a part of a schema and, where there is more to say, its description."""
    described = lines(sentences)
    return {"title": both(title), **({"description": described} if described else {})}


def expected(field: Field, roles: Mapping[str, Text]) -> list[Text | None]:
    """What a field says of itself, what it holds, and whose value serves where it is absent."""
    held = EXPECTED.get(field.type)
    if field.type == "choice":
        held = Text(
            ", ".join(_named(word, title.nl) for word, title in field.choices.items()),
            ", ".join(_named(word, title.en) for word, title in field.choices.items()),
        )
    if field.role is not None and field.role in roles:
        role = roles[field.role]
        held = Text(f"een id uit people.yaml, met de rol {role.nl}", f"an id of people.yaml, with the role {role.en}")
    absent = None
    if field.default is not None:
        absent = Text(f"zonder waarde geldt '{field.default}'", f"without a value '{field.default}' holds")
    return [field.explanation, held, LIST if field.many else None, absent]


def _named(word: str, title: str) -> str:
    return word if word == title else f"{word} ({title})"


DATE = Text("een dag, als 2026-03-01", "a day, as 2026-03-01")
FLAG = Text("true of false", "true or false")
ID = Text(
    "a-z, 0-9 en streepjes; begint met een letter of cijfer", "a-z, 0-9 and hyphens; begins with a letter or digit"
)
NAME = Text("op één regel", "on one line")
EMAIL = Text("één e-mailadres, als naam@example.org", "one e-mail address, as name@example.org")
LIST = Text("één waarde of een lijst", "one value or a list")
NUMBER = Text("een getal met hoogstens twee decimalen, als 2.5", "a number with at most two decimals, as 2.5")
WHOLE = Text("een geheel getal", "a whole number")

EXPECTED: dict[str, Text] = {
    "date": DATE,
    "number": NUMBER,
    "hours": Text("uren als decimaal getal, als 1.5", "hours as a decimal number, as 1.5"),
    "money": Text("een bedrag, als 1855.00", "an amount, as 1855.00"),
    "percentage": Text("een percentage, als 72.5", "a percentage, as 72.5"),
    "whole_number": WHOLE,
    "yes_no": FLAG,
    "person": Text("een id uit people.yaml", "an id of people.yaml"),
    "trainee": Text("de id van een dossier", "the id of a record"),
    "reference": Text("wat elders in dit dossier zo heet", "what is called so elsewhere in this record"),
    "evidence": Text("een bestandsnaam of een adres", "a file name or an address"),
    "marks": Text("bij elk onderdeel een waardering", "a mark for each item"),
    "requirement": Text("een vereiste: lijst/vereiste", "a requirement: checklist/requirement"),
}

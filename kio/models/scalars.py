"""From the text of a scalar to a value: dates, hours, money, percentages, numbers, yes and no.

Nothing changes its type by itself: what does not match its pattern is refused with what was expected and, where
the intended value can be seen, with the text to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from kio.message import Message, Quoted, message

# Patterns are compiled when they are first used: most runs need two of them.
ISO_DATE = r"\d{4}-\d{2}-\d{2}"
UNPADDED_DATE = r"\d{4}-\d{1,2}-\d{1,2}"
DUTCH_DATE = r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})"
DECIMAL = r"[+-]?(?:0|[1-9]\d{0,8})?(?:\.\d{1,2})?"
COMMA = r"-?\d{1,3}(?:\.?\d{3})*,(\d{1,2}|-)"
WITH_UNIT = r"([+-]?\d+(?:\.\d+)?)\s?(?:%|h|u|hours?|uur|EUR|€)"
CLOCK = r"(\d{1,2}):([0-5]\d)"
WHOLE = r"-?(?:0|[1-9]\d{0,8})"
SIGN_OF_MONEY = r"^(€|euro?) ?| ?(€|euro?)$"
NO_CENTS = r"[.,]-+$"
AMBIGUOUS = r"(-?[1-9]\d{0,2})[.,](\d{3})"
MEANT = {"true": ("true", "yes", "ja", "y", "j", "on", "1"), "false": ("false", "no", "nee", "n", "off", "0")}
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200


class WrongValueError(ValueError):
    """A text that does not say a value of the wanted type."""

    def __init__(self, code: str, text: Message, hint: Message | None = None) -> None:
        super().__init__(text.template)
        self.code = code
        self.message = text
        self.hint = hint


def to_date(text: str) -> date:
    """A calendar day written as 2026-03-01, in the years 1900 to 2200."""
    if not re.fullmatch(ISO_DATE, text, re.ASCII):
        raise WrongValueError("wrong-date", message("this is not a date as 2026-03-01"), _iso_hint(text))
    day = _calendar_day(*(int(part) for part in text.split("-")))
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise WrongValueError("wrong-date", message("a year from 1900 to 2200 was expected"))
    return day


def _calendar_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise WrongValueError("wrong-date", message("this day does not exist in the calendar")) from None


def _iso_hint(text: str) -> Message | None:
    dutch = re.fullmatch(DUTCH_DATE, text, re.ASCII)
    if dutch:
        day, month, year = (int(part) for part in dutch.groups())
        return message("write {value}", value=Quoted(_calendar_day(year, month, day).isoformat()))
    if re.fullmatch(UNPADDED_DATE, text, re.ASCII):
        year, month, day = (int(part) for part in text.split("-"))
        return message("write {value}", value=Quoted(_calendar_day(year, month, day).isoformat()))
    if re.match(ISO_DATE, text, re.ASCII):
        return message("write the day alone: {value}", value=Quoted(text[:10]))
    return message("write year-month-day with hyphens")


def to_decimal(text: str) -> Decimal:
    """A number with a point and at most two decimals."""
    if not re.fullmatch(DECIMAL, text, re.ASCII) or not any(sign.isdigit() for sign in text):
        raise WrongValueError(
            "wrong-number", message("a number with a point and at most two decimals was expected"), _number_hint(text)
        )
    value = Decimal(text)
    if value == 0 and text.startswith("-"):
        raise WrongValueError("wrong-number", message("minus nought is not a number here"), message("write 0"))
    return value


def _number_hint(text: str) -> Message | None:
    clock, unit = re.fullmatch(CLOCK, text, re.ASCII), re.fullmatch(WITH_UNIT, text, re.ASCII)
    if re.fullmatch(COMMA, text, re.ASCII):
        value = text.replace(".", "").replace(",-", "").replace(",", ".")
        return message("write {value} with a decimal point", value=Quoted(value))
    if clock and int(clock[2]) * 5 % 3 == 0:
        hours = int(clock[1]) + Decimal(int(clock[2])) / 60
        return message("write hours as a decimal number: {value}", value=Quoted(f"{hours.normalize():f}"))
    if unit:
        return message("write the number alone: {value}", value=Quoted(unit[1]))
    return None


def to_amount(text: str) -> Decimal:
    """A number as people write it, in Dutch or English: 0,5, 1855.00, 1.855,00, 1,855.00, 1 855,00, € 1.855,-.

    What can be read in two ways, as 1.855, is refused with both.
    """
    bare = re.sub(r"\s+", " ", text).strip()
    bare = re.sub(SIGN_OF_MONEY, "", bare, flags=re.IGNORECASE)
    plain = re.sub(NO_CENTS, "", bare)
    if plain == bare and (both := re.fullmatch(AMBIGUOUS, plain, re.ASCII)):
        first, second = f"{both[1]}{both[2]}.00", f"{both[1]}.{both[2]}"
        raise WrongValueError(
            "ambiguous-amount",
            message("'{text}' can be {first} or {second}", text=text, first=first, second=second),
            message("write {value} or the other one with a point and two decimals", value=first),
        )
    for mark, decimals in ((".", ","), (",", r"\."), (" ", "[.,]")):
        whole = rf"-?(?:\d{{1,9}}|[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}}){{1,2}})"
        if re.fullmatch(whole if plain != bare else rf"{whole}(?:{decimals}\d{{1,2}})?", plain, re.ASCII):
            return Decimal(plain.replace(mark, "").replace(",", ".")) + 0  # minus nought is nought
    raise WrongValueError(
        "wrong-number",
        message("'{text}' is not a number with at most two decimals", text=text),
        message("write it as 0.5, 1855.00 or 1.855,00"),
    )


def to_whole(text: str) -> int:
    """A whole number."""
    if not re.fullmatch(WHOLE, text, re.ASCII):
        raise WrongValueError("wrong-number", message("a whole number was expected"), _whole_hint(text))
    return int(text)


def _whole_hint(text: str) -> Message | None:
    unit = re.fullmatch(WITH_UNIT, text, re.ASCII)
    return message("write the number alone: {value}", value=Quoted(unit[1])) if unit and unit[1].isdigit() else None


def to_flag(text: str) -> bool:
    """True or false, also written yes or no."""
    if text in ("true", "yes"):
        return True
    if text in ("false", "no"):
        return False
    meant = next((flag for flag, words in MEANT.items() if text.lower() in words), None)
    hint = message("write {value}", value=Quoted(meant)) if meant else None
    raise WrongValueError("wrong-flag", message("true or false was expected"), hint)


def to_text(text: str) -> str:
    """A text with something in it, on one line; the line end that a folded text brings along is dropped."""
    line = to_note(text).removesuffix("\n")
    if "\n" in line or "\t" in line:
        hint = message("write it on one line; a longer story belongs in a note")
        raise WrongValueError("wrong-text", message("this text has several lines or a tab in it"), hint)
    return line


def to_note(text: str) -> str:
    """A text with something in it, of any number of lines."""
    if not text.strip():
        raise WrongValueError("empty-text", message("this text is empty"))
    return text


CONVERTERS: dict[str, Callable[[str], object]] = {
    "date": to_date,
    "number": to_decimal,
    "hours": to_decimal,
    "money": to_decimal,
    "percentage": to_decimal,
    "whole_number": to_whole,
    "yes_no": to_flag,
}
"""By type of field; every other type stays text."""


def convert(field_type: str, text: str) -> object:
    """The value that a text says for this type of field; raises WrongValueError."""
    return CONVERTERS.get(field_type, to_text)(text)

"""What a text says as a date, a number, yes or no: nothing changes its type by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from kio.locale import say
from kio.models.scalars import (
    CONVERTERS,
    WrongValueError,
    convert,
    to_amount,
    to_date,
    to_decimal,
    to_flag,
    to_text,
    to_whole,
)

NUMBER = "a number with a point and at most two decimals was expected"
NOT_A_DATE = "this is not a date as 2026-03-01"
NO_DAY = "this day does not exist in the calendar"
HYPHENS = "write year-month-day with hyphens"


def refusal(read: Callable[[str], object], text: str) -> tuple[str, str, str | None]:
    with pytest.raises(WrongValueError) as caught:
        read(text)
    error = caught.value
    assert str(error) == error.message.template
    return error.code, say(error.message, "en"), say(error.hint, "en") if error.hint else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-05", date(2024, 1, 5)),
        ("2024-02-29", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2200-12-31", date(2200, 12, 31)),
    ],
)
def test_a_day_is_year_month_day(text: str, day: date) -> None:
    assert to_date(text) == day


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0665", NOT_A_DATE, HYPHENS),  # digits of Arabic
        ("20240105", NOT_A_DATE, HYPHENS),
        ("2024-01-05 10:00", NOT_A_DATE, "write the day alone: 2024-01-05"),
        ("2024-01-05T10:00:00Z", NOT_A_DATE, "write the day alone: 2024-01-05"),
        ("2024-01-05 ", NOT_A_DATE, "write the day alone: 2024-01-05"),
        ("2024-01-05\n", NOT_A_DATE, "write the day alone: 2024-01-05"),
        ("2024–01–05", NOT_A_DATE, HYPHENS),  # noqa: RUF001 - en dashes
        ("today", NOT_A_DATE, HYPHENS),
        ("24-01-05", NOT_A_DATE, HYPHENS),
        ("12024-01-05", NOT_A_DATE, HYPHENS),
        ("", NOT_A_DATE, HYPHENS),
        ("2024-1-5", NOT_A_DATE, "write 2024-01-05"),
        ("2024-01-5", NOT_A_DATE, "write 2024-01-05"),
        ("2024-12-5", NOT_A_DATE, "write 2024-12-05"),
        ("2024-1-05", NOT_A_DATE, "write 2024-01-05"),
        ("2024-001-05", NOT_A_DATE, HYPHENS),
        ("2024/1/5", NOT_A_DATE, HYPHENS),
        ("2024-2-30", NO_DAY, None),
        ("2024-13-5", NO_DAY, None),
        ("5-1-2024", NOT_A_DATE, "write 2024-01-05"),
        ("05/01/2024", NOT_A_DATE, "write 2024-01-05"),
        ("5.1.2024", NOT_A_DATE, "write 2024-01-05"),
        ("5 1 2024", NOT_A_DATE, "write 2024-01-05"),
        ("31-2-2024", NO_DAY, None),
        ("29.2.2023", NO_DAY, None),
        ("1/13/2024", NO_DAY, None),  # a month and a day the other way round are not guessed
        ("0-1-2024", NO_DAY, None),
        ("29-2-2024", NOT_A_DATE, "write 2024-02-29"),
        ("2023-02-29", NO_DAY, None),
        ("2024-02-30", NO_DAY, None),
        ("2024-13-01", NO_DAY, None),
        ("0000-00-00", NO_DAY, None),
        ("1899-12-31", "a year from 1900 to 2200 was expected", None),
        ("2201-01-01", "a year from 1900 to 2200 was expected", None),
    ],
)
def test_what_is_no_day_is_refused_with_the_day_that_was_meant(text: str, message: str, hint: str | None) -> None:
    assert refusal(to_date, text) == ("wrong-date", message, hint)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"), ("2", "2"), ("1.25", "1.25"), (".5", "0.5"), ("+2", "2"), ("-3.5", "-3.5"), ("0.00", "0.00"),
        ("750.00", "750.00"), ("999999999", "999999999"), ("-0.01", "-0.01"),
    ],
)  # fmt: skip
def test_a_number_is_exact(text: str, value: str) -> None:
    found = to_decimal(text)
    assert (found, str(found)) == (Decimal(value), value)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("0b101", None),
        ("1,5", "write 1.5 with a decimal point"),
        ("1.234,56", "write 1234.56 with a decimal point"),
        ("3710,-", "write 3710 with a decimal point"),
        ("-1,5", "write -1.5 with a decimal point"),
        ("=1+1", None),
        ("½", None),
        ("Infinity", None),
        (".nan", None),
        (".inf", None),
        ("012", None),
        ("00", None),
        ("1-2", None),
        ("1e3", None),
        ("1_000", None),
        ("0.333333333", None),
        ("3.710", None),  # 3710 or 3.71: nobody knows
        ("2 3", None),
        ("٢", None),  # a digit of Arabic
        ("", None),
        ("+", None),
        (".", None),
        ("5.", None),
        (" 2", None),
        ("2\n", None),
        ("1000000000", None),
        ("2h", "write the number alone: 2"),
        ("2 uur", "write the number alone: 2"),
        ("1.5 hours", "write the number alone: 1.5"),
        ("70%", "write the number alone: 70"),
        ("750 €", "write the number alone: 750"),
        ("1:30", "write hours as a decimal number: 1.5"),
        ("0:45", "write hours as a decimal number: 0.75"),
        ("10:00", "write hours as a decimal number: 10"),
        ("1:20", None),  # a third has no end
        ("1:99", None),
        ("1:60", None),
    ],
)
def test_what_is_no_number_is_refused_with_the_number_that_was_meant(text: str, hint: str | None) -> None:
    assert refusal(to_decimal, text) == ("wrong-number", NUMBER, hint)


@pytest.mark.parametrize("text", ["-0", "-0.0", "-.00"])
def test_minus_nought_is_refused(text: str) -> None:
    assert refusal(to_decimal, text) == ("wrong-number", "minus nought is not a number here", "write 0")


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("4", 4), ("-12", -12), ("999999999", 999999999)])
def test_a_whole_number(text: str, value: int) -> None:
    assert to_whole(text) == value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.0", None), ("1,5", None), ("1:30", None), ("+1", None), ("01", None), ("1e3", None), ("", None),
        ("1 2", None), ("1\n", None), ("²", None), ("1.5h", None), ("2 h", "write the number alone: 2"),
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_refused(text: str, hint: str | None) -> None:
    assert refusal(to_whole, text) == ("wrong-number", "a whole number was expected", hint)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1855", "1855"), ("1855.00", "1855.00"), ("1855.5", "1855.5"), ("1855,00", "1855.00"), ("1855,5", "1855.5"),
        ("0", "0"), ("0.50", "0.50"), ("0,5", "0.5"), ("12.5", "12.5"), ("1,85", "1.85"), ("1.85", "1.85"),
        # in groups of three, with decimals after the other mark
        ("1.855,00", "1855.00"), ("1,855.00", "1855.00"), ("1.855,5", "1855.5"), ("12,855.50", "12855.50"),
        ("1.234.567,89", "1234567.89"), ("1,234,567.89", "1234567.89"),
        # two marks of one kind can only be groups
        ("1.234.567", "1234567"), ("1,234,567", "1234567"),
        # no cents
        ("1855,-", "1855"), ("1855.-", "1855"), ("1855,--", "1855"), ("1.234.567,-", "1234567"),
        # after which the other mark can only be one of groups
        ("€ 1.855,-", "1855"), ("1.855,-", "1855"), ("€12.855,--", "12855"), ("1,855.-", "1855"), ("-1.855,-", "-1855"),
        # the currency
        ("€ 1.855,00", "1855.00"), ("€1855", "1855"), ("1855 €", "1855"), ("EUR 740", "740"), ("740 EUR", "740"),
        ("eur 740", "740"), ("740 euro", "740"), ("Euro 740", "740"), ("EUR 1,855.00", "1855.00"),
        # spaces, also such as do not break a line
        (" 740 ", "740"), ("1855.00\n", "1855.00"), ("1\u00a0855,00", "1855.00"), ("1\u202f855,00", "1855.00"),
        ("€\u00a01.855,00", "1855.00"), ("1 855,00", "1855.00"),
        # the largest
        ("999999999", "999999999"), ("999999999.99", "999999999.99"), ("999.999.999,99", "999999999.99"),
        # what is taken off
        ("-5", "-5"), ("-1.855,00", "-1855.00"),
    ],
)  # fmt: skip
def test_an_amount_as_people_write_it(text: str, value: str) -> None:
    found = to_amount(text)
    assert (found, str(found)) == (Decimal(value), value)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.855", "1855.00 or 1.855"), ("1,855", "1855.00 or 1.855"), ("12.855", "12855.00 or 12.855"),
        ("123,456", "123456.00 or 123.456"), ("1.000", "1000.00 or 1.000"), ("-1.855", "-1855.00 or -1.855"),
        ("€ 1.855", "1855.00 or 1.855"), ("EUR 1,855", "1855.00 or 1.855"), ("1.855 €", "1855.00 or 1.855"),
        ("740.000", "740000.00 or 740.000"),
    ],
)  # fmt: skip
def test_an_amount_that_can_be_read_in_two_ways_is_refused_with_both(text: str, readings: str) -> None:
    code, message, hint = refusal(to_amount, text)
    assert (code, message) == ("ambiguous-amount", f"'{text}' can be {readings}")
    assert hint == f"write {readings.partition(' ')[0]} or the other one with a point and two decimals"


@pytest.mark.parametrize(
    "text",
    [
        "12 50", "1 2", "18 55,00", "1.85,-", "1855,00,-", "1,85.--",
        "", " ", "€", "EUR", "abc", "twelve", "1855 per month", "12a", "a12", "--5", "5-", "1-2", "-", ",-", "1e3",
        "euros", "0x10", "1_000", "NaN", "nan", "Infinity", "-inf", "½", "²", "1/2", "12%", "=1+1",
        # neither cents nor groups of three
        "0.855", "0,855", "1.8555", "1855.000", "1.85.5", "1.85,50", "18,55.00", "1..855", "1.,855", "12.34.56",
        "1.855,000",
        # groups and decimals with the same mark, or mixed
        "1.855.00", "1,855,00", "1.234,567.89", "1,234.567,89", "1,234.567", "1.234,567",
        # digits that are no plain ones: full-width, of Arabic
        "\uff11\uff12\uff13", "\u0661\u0662", "1\uff0c5",
        # more than fits
        "1000000000", "1.234.567.890", "1.234.567.890,00",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str) -> None:
    said = f"'{text}' is not a number with at most two decimals"
    assert refusal(to_amount, text) == ("wrong-number", said, "write it as 0.5, 1855.00 or 1.855,00")


@pytest.mark.parametrize("text", ["9" * 5000, "1." * 5000, "1,234" * 1000, "€" * 5000, " " * 5000])
def test_a_very_long_text_is_no_amount(text: str) -> None:
    assert refusal(to_amount, text)[0] == "wrong-number"


@pytest.mark.parametrize("number", [0, 5, 1000, 1234567, 999999999])
def test_every_notation_of_an_amount_is_read_as_the_same(number: int) -> None:
    english = f"{number:,}.25"
    dutch = english.translate(str.maketrans(",.", ".,"))
    assert [to_amount(text) for text in (f"{number}.25", f"{number},25", english, dutch, f"€ {dutch}")] == [
        number + Decimal("0.25")
    ] * 5


@pytest.mark.parametrize(("text", "value"), [("true", True), ("yes", True), ("false", False), ("no", False)])
def test_yes_and_no(text: str, value: bool) -> None:
    assert to_flag(text) is value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("ja", "write true"), ("Ja", "write true"), ("True", "write true"), ("YES", "write true"), ("1", "write true"),
        ("on", "write true"), ("nee", "write false"), ("False", "write false"), ("No", "write false"),
        ("0", "write false"), ("off", "write false"), ("misschien", None), ("", None), ("true ", None),
    ],
)  # fmt: skip
def test_what_is_neither_yes_nor_no_is_refused(text: str, hint: str | None) -> None:
    assert refusal(to_flag, text) == ("wrong-flag", "true or false was expected", hint)


@pytest.mark.parametrize(
    "text", ["N", "Nan", "Null", "True", "false", "no", "null", "off", "08:30", "2024-01-05", "room#5", "~/x", " a "]
)
def test_a_text_stays_as_it_is(text: str) -> None:
    assert to_text(text) == text


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_an_empty_text_is_refused(text: str) -> None:
    assert refusal(to_text, text) == ("empty-text", "this text is empty", None)


def test_each_type_of_field_has_its_value() -> None:
    values = {name: convert(name, "2024-01-05" if name == "date" else "yes" if name == "yes_no" else "7")
              for name in CONVERTERS}  # fmt: skip
    seven = Decimal(7)
    assert values == {
        "date": date(2024, 1, 5), "number": seven, "hours": seven, "money": seven, "percentage": seven,
        "whole_number": 7, "yes_no": True,
    }  # fmt: skip
    assert type(values["whole_number"]) is int
    assert {type(values[name]) for name in ("number", "hours", "money", "percentage")} == {Decimal}
    assert convert("person", "7") == "7"

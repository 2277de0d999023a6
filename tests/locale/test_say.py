from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kio.locale import LANGUAGES, say
from kio.locale.shown import show
from kio.message import Message, Text, message, plural


def test_languages() -> None:
    assert LANGUAGES == ("nl", "en")


@pytest.mark.parametrize(
    ("said", "dutch", "english"),
    [
        (message("this comes later"), "dit komt later", "this comes later"),
        (Text("boom", "tree"), "boom", "tree"),
        (date(2024, 10, 27), "27 okt 2024", "27 Oct 2024"),
        (date(2025, 5, 1), "1 mei 2025", "1 May 2025"),
        (Decimal("2.50"), "2,5", "2.5"),
        (Decimal(100), "100", "100"),
        (Decimal("0.00"), "0", "0"),
        (Decimal("-0"), "0", "0"),
        (True, "ja", "yes"),
        (7, "7", "7"),
        ((date(2024, 3, 1), Text("eik", "oak")), "1 mrt 2024, eik", "1 Mar 2024, oak"),
        (message("by {day}", day=date(2024, 8, 5)), "uiterlijk 5 aug 2024", "by 5 Aug 2024"),
        (
            message("{who}: {what}", who=Text("Enten", "Grafting"), what=message("this comes later")),
            "Enten: dit komt later",
            "Grafting: this comes later",
        ),
        (plural("{count} day late", "{count} days late", 1), "1 dag te laat", "1 day late"),
        (plural("{count} day late", "{count} days late", 0), "0 dagen te laat", "0 days late"),
        (plural("{count} day late", "{count} days late", Decimal("1.5")), "1,5 dagen te laat", "1.5 days late"),
        (plural("{count} day late", "{count} days late", Decimal("1.0")), "1 dag te laat", "1 day late"),
        (message("a sentence that nobody translated"), *["a sentence that nobody translated"] * 2),
        (Message(""), "", ""),
    ],
)
def test_say(said: object, dutch: str, english: str) -> None:
    assert (say(said, "nl"), say(said, "en")) == (dutch, english)


def test_a_language_that_is_not_there_is_english() -> None:
    assert say(message("this comes later"), "../nl") == "this comes later"


def test_a_missing_value_leaves_its_name() -> None:
    assert say(message("by {day}"), "nl") == "uiterlijk {day}"


def test_data_is_never_a_template() -> None:
    assert say(message("note: {remark}", remark="{0.__class__} {remark}"), "nl") == "let op: {0.__class__} {remark}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Zoë  [red]", "Zoë  [red]"),
        ("a\x1b[31mb", "a<U+001B>[31mb"),
        ("a\u202eb\u2066c", "a<U+202E>b<U+2066>c"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("two\nlines\r\n\tand\u2028more", "two lines   and more"),
        ("\x9b1m", "<U+009B>1m"),
        ("\ud800", "<U+D800>"),
        ("€\u00a05", "€\u00a05"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 197 + "..."),
        ("\x00" * 1000, "<U+0000>" * 24 + "<U+00..."),
    ],
)
def test_show(value: str, shown: str) -> None:
    assert show(value) == shown


def test_texts_of_the_rules_are_cleaned_too() -> None:
    assert say(Text("a\x07b", "c"), "nl") == "a<U+0007>b"

"""What somebody who mistyped a word probably meant."""

from __future__ import annotations

import pytest

from kio.locale import say
from kio.near import did_you_mean, near

WORDS = ("supervision", "degree", "module", "membership")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("supervison", "supervision"), ("modul", "module"), ("degrees", "degree"), ("zzz", None), ("", None)],
)
def test_the_nearest_word(word: str, expected: str | None) -> None:
    assert near(word, WORDS) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (WORDS, "did you mean 'degree'?"),
        (iter(WORDS), "did you mean 'degree'?"),
        (("a", "b"), "possible here: a, b"),
        ((), "nothing of this kind is declared"),
    ],
)
def test_a_hint_names_the_nearest_word_else_all(known: tuple[str, ...], expected: str) -> None:
    assert say(did_you_mean("degre", known), "en") == expected


def test_hints_are_in_dutch_too() -> None:
    assert say(did_you_mean("degre", WORDS), "nl") == "bedoel je 'degree'?"

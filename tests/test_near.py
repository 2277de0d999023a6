"""What somebody who mistyped a word probably meant."""

from __future__ import annotations

import pytest

from kio.locale import say
from kio.message import Quoted, discreet
from kio.near import did_you_mean, near, possible

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
        ([f"kind-{number}" * 5 for number in range(40)],
         "possible here: " + ", ".join(f"kind-{number}" * 5 for number in range(40))),
        ([f"x{number}" for number in range(43)],
         "possible here: " + ", ".join(f"x{number}" for number in range(40)) + " and 3 more"),
    ],
)  # fmt: skip
def test_a_hint_names_the_nearest_word_else_all(known: tuple[str, ...], expected: str) -> None:
    assert say(did_you_mean("degre", known), "en") == expected


def test_hints_are_in_dutch_too() -> None:
    assert say(did_you_mean("degre", WORDS), "nl") == "bedoel je 'degree'?"


def test_everything_possible_is_named_whole() -> None:
    """A value of a record is cut at 200 characters; what can stand here is not, and no word of it."""
    many = [f"word-{number:02}" for number in range(60)]
    listed = ", ".join(many[:40])
    assert say(possible(many), "en") == f"possible here: {listed} and 20 more"
    assert say(possible(many), "nl") == f"hier kan: {listed} en nog 20"
    assert say(possible(many[:3], quoted=True), "en") == "possible here: word-00, word-01, word-02"
    assert say(discreet(possible(many, quoted=True)), "en") == "possible here: … and 20 more"
    assert isinstance(possible(many, quoted=True).values["options"], Quoted)

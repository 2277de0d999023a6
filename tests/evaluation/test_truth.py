from __future__ import annotations

import pytest

from kio.evaluation.truth import Truth, all_of, any_of, truth

BY_LETTER = {"y": Truth.YES, "n": Truth.NO, "?": Truth.UNKNOWN}


def answers(letters: str) -> list[Truth]:
    return [BY_LETTER[letter] for letter in letters]


@pytest.mark.parametrize(("of", "expected"), [("y", "n"), ("n", "y"), ("?", "?")])
def test_the_opposite_of_unknown_is_unknown(of: str, expected: str) -> None:
    assert ~BY_LETTER[of] is BY_LETTER[expected]


# Kleene's strong logic, all nine pairs, and the empty ones: all of nothing holds, any of nothing does not.
@pytest.mark.parametrize(
    ("of", "all_", "any_"),
    [
        ("", "y", "n"),
        ("y", "y", "y"), ("n", "n", "n"), ("?", "?", "?"),
        ("yy", "y", "y"), ("yn", "n", "y"), ("y?", "?", "y"),
        ("ny", "n", "y"), ("nn", "n", "n"), ("n?", "n", "?"),
        ("?y", "?", "y"), ("?n", "n", "?"), ("??", "?", "?"),
        ("y?n", "n", "y"),
    ],
)  # fmt: skip
def test_all_and_any(of: str, all_: str, any_: str) -> None:
    assert (all_of(answers(of)), any_of(answers(of))) == (BY_LETTER[all_], BY_LETTER[any_])


@pytest.mark.parametrize(("holds", "expected"), [(True, Truth.YES), (False, Truth.NO)])
def test_a_plain_comparison_is_never_unknown(holds: bool, expected: Truth) -> None:
    assert truth(holds) is expected

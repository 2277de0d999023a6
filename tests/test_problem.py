"""Why the computer refused something, in both languages."""

from __future__ import annotations

import errno
import os

import pytest

from kio.locale import say
from kio.problem import REASONS, reason


@pytest.mark.parametrize("number", REASONS)
def test_what_the_computer_answers_is_dutch_too(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))
    assert say(said, "en") == os.strerror(number)
    assert say(said, "nl") != os.strerror(number)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "x.yaml"), "dit bestand of deze map is er niet"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link"),
        (OSError("odd"), "odd"),
    ],
)
def test_another_answer_is_shown_as_it_is(error: OSError, expected: str) -> None:
    assert say(reason(error), "nl") == expected

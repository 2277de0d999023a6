"""Near names: what somebody who mistyped a word probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from kio.message import Message, message


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that somebody who wrote `word` probably meant."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> Message:
    """A hint with the nearest known word, or with all of them where none is near."""
    options = list(known)
    guess = near(word, options)
    if guess:
        return message("did you mean '{guess}'?", guess=guess)
    if not options:
        return message("nothing of this kind is declared")
    return message("possible here: {options}", options=", ".join(options))

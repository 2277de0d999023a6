"""Near names: what somebody who mistyped a word probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from kio.message import Message, Quoted, message

MOST_LISTED, MOST_COMPARED, LONGEST_COMPARED = 40, 1000, 100


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that somebody who wrote `word` probably meant; of many, one that begins like it."""
    from difflib import get_close_matches

    options = list(known)
    if len(options) > MOST_COMPARED:
        options = [option for option in options if option[:1] == word[:1]][:MOST_COMPARED]
    return next(iter(get_close_matches(word[:LONGEST_COMPARED], options, n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str], *, quoted: bool = False) -> Message:
    """A hint with the nearest known word, or with the first of them where none is near.

    `quoted` says that the known words are values of the record itself.
    """
    options = list(known)
    guess = near(word, options)
    if guess:
        return message("did you mean '{guess}'?", guess=Quoted(guess) if quoted else guess)
    return possible(options, quoted=quoted) if options else message("nothing of this kind is declared")


def possible(known: Iterable[str], *, quoted: bool = False) -> Message:
    """A hint with everything that can stand here; of very much the first, and how many more there are."""
    options = list(known)
    first, more = tuple(options[:MOST_LISTED]), len(options) - MOST_LISTED
    # A tuple is said word for word: as one text it would be cut where a value of a record is.
    listed = Quoted(first) if quoted else first
    if more > 0:
        return message("possible here: {options} and {count} more", options=listed, count=more)
    return message("possible here: {options}", options=listed)

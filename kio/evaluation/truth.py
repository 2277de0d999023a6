"""Yes, no and unknown, after Kleene: unknown is neither."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """The answer to one question about the record."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __invert__(self) -> Truth:
        if self is Truth.UNKNOWN:
            return self
        return Truth.NO if self is Truth.YES else Truth.YES


YES, NO, UNKNOWN = Truth
"""The answers by names of their own: looking one up in its class takes longer than all that is done with it."""


def truth(holds: bool) -> Truth:
    """The answer that a plain comparison gives."""
    return YES if holds else NO


def all_of(answers: Iterable[Truth]) -> Truth:
    """No if one is no, else unknown if one is unknown, else yes."""
    result = YES
    for answer in answers:
        if answer is NO:
            return answer
        if answer is UNKNOWN:
            result = answer
    return result


def any_of(answers: Iterable[Truth]) -> Truth:
    """Yes if one is yes, else unknown if one is unknown, else no."""
    result = NO
    for answer in answers:
        if answer is YES:
            return answer
        if answer is UNKNOWN:
            result = answer
    return result

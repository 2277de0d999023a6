"""Doing the same with many names, in several processes where that pays; the results come in the order of the names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kio.message import Message

MOST_PROCESSES = 8

T = TypeVar("T")


def processes_for(names: int, worth: int) -> int:
    """How many processes to use; for fewer than `worth` names, starting another one takes longer than it saves."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_PROCESSES, max(1, names // worth))


def each(names: Sequence[str], work: Callable[[str], T], processes: int, hint: Message | None = None) -> Iterator[T]:
    """What `work` makes of each name; `hint` says what to do when another process is ended from outside.

    Where processes cannot be forked, as on Windows, this one does everything.
    """
    if processes < 2 or len(names) < 2 or not hasattr(os, "fork"):  # noqa: PLR2004 - no other process
        yield from map(work, names)
        return
    from kio.forking import shared

    yield work(names[0])  # what it reads, as rules, is there for all when the others begin
    yield from shared(names[1:], work, processes, hint)

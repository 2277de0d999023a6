"""Doing the same with many names, in several processes where that pays; the results come in the order of the names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from kio.message import Message, message
from kio.problem import KioError

MOST_PROCESSES, MOST_AT_ONCE = 8, 100
"""How many processes, and how many names each is given at a time."""

T = TypeVar("T")


def processes_for(names: int, worth: int) -> int:
    """How many processes to use; for fewer than `worth` names, starting another one takes longer than it saves."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_PROCESSES, max(1, names // worth))


def each(
    names: Sequence[str],
    work: Callable[[str], T],
    renew: Callable[[], Callable[[str], T]],
    processes: int,
    hint: Message | None = None,
) -> Iterator[T]:
    """What `work` makes of each name; `renew` makes `work` anew, in a process that inherits nothing.

    The first is done here: what it reads, as rules, is there for all when the processes begin. `hint` says what to do
    when one of them is ended from outside.
    """
    if processes < 2 or len(names) < 2:  # noqa: PLR2004 - no other process
        return map(work, names)
    return chain((work(names[0]),), _elsewhere(names[1:], work, renew, processes, hint))


def _elsewhere(
    names: Sequence[str],
    work: Callable[[str], T],
    renew: Callable[[], Callable[[str], T]],
    processes: int,
    hint: Message | None,
) -> Iterator[T]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
    size = min(MOST_AT_ONCE, -(-len(names) // (4 * processes)))
    parts = [names[start : start + size] for start in range(0, len(names), size)]
    _Here.work = work
    try:
        with ProcessPoolExecutor(processes, context, _begin, (renew,)) as pool:
            for found in pool.map(_part, parts):
                yield from found
    except BrokenProcessPool:
        text = message("a process that read records was ended from outside, probably for want of memory")
        raise KioError(text, hint) from None
    finally:
        _Here.work = None


class _Here:
    """What this process does with a name: inherited from the one that began it, or made anew."""

    work: Callable[[str], Any] | None = None


def _begin(renew: Callable[[], Callable[[str], Any]]) -> None:
    _Here.work = _Here.work or renew()


def _part(names: Sequence[str]) -> list[Any]:
    return [_Here.work(name) for name in names] if _Here.work else []

"""Processes that are forks of this one: each does a part of the names and sends what it finds through a pipe.

This process does a part too. The parts go round, and are taken in their order: what waits to be taken is no more than
a pipe holds, so that memory stays flat.
"""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple, Never, TypeVar

from kio.message import Message, message
from kio.problem import KioError

MOST_AT_ONCE = 100
"""How many names are done before what was found is sent."""

T = TypeVar("T")


class _Child(NamedTuple):
    """Another process, by its number, and what it sends."""

    process: int
    sent: BinaryIO


def shared(names: Sequence[str], work: Callable[[str], T], processes: int, hint: Message | None) -> Iterator[T]:
    """What `work` makes of each name, in several processes; `hint` says what to do when one is ended from outside."""
    size = min(MOST_AT_ONCE, -(-len(names) // (4 * processes)))
    parts = [names[start : start + size] for start in range(0, len(names), size)]
    children: list[_Child] = []
    try:
        for turn in range(1, processes):
            _begin(children, work, parts[turn::processes])
        for number, part in enumerate(parts):
            turn = number % processes
            yield from _taken(children[turn - 1], hint) if turn else map(work, part)
    finally:
        _end(children)


def _begin(children: list[_Child], work: Callable[[str], Any], parts: Sequence[Sequence[str]]) -> None:
    receiving, sending = os.pipe()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        # Ctrl-C waits until the child is known here; the child never hears of it: this process ends it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        process = os.fork()
        if process == 0:
            _leave_after(work, parts, sending, [receiving, *(child.sent.fileno() for child in children)])
        children.append(_Child(process, os.fdopen(receiving, "rb")))
    finally:
        os.close(sending)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _leave_after(
    work: Callable[[str], Any], parts: Sequence[Sequence[str]], sending: int, inherited: Sequence[int]
) -> Never:
    """Do the parts; what this process was about to do, its buffers and its end are its parent's, so it just leaves."""
    try:
        for descriptor in inherited:
            os.close(descriptor)  # a pipe from which nobody reads any more ends the process that writes to it
        with os.fdopen(sending, "wb") as sent:
            for part in parts:
                sent.write(packed(work, part))
                sent.flush()
    finally:
        os._exit(0)


def packed(work: Callable[[str], Any], part: Sequence[str]) -> bytes:
    """What was found and None, or nothing and what was raised, with where."""
    try:
        return pickle.dumps(([work(name) for name in part], None))
    except Exception as error:  # noqa: BLE001 - it is raised again by the parent
        sendable = _sendable(error)
        sendable.add_note("".join(traceback.format_exception(error)))
        return pickle.dumps(([], sendable))


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - one that cannot be made again from its arguments
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _taken(child: _Child, hint: Message | None) -> list[Any]:
    """The next part that a child did; raises what it raised, and KioError where it is no longer there."""
    try:
        found, error = pickle.load(child.sent)  # noqa: S301 - our own child wrote it
    except (EOFError, pickle.UnpicklingError):
        text = message("a process that read records was ended from outside, probably for want of memory")
        raise KioError(text, hint) from None
    if error is not None:
        raise error
    return list(found)


def _end(children: Sequence[_Child]) -> None:
    """Leave no process behind, whether or not they are done."""
    for child in children:
        child.sent.close()
        with suppress(ProcessLookupError):
            os.kill(child.process, signal.SIGKILL)
    for child in children:
        with suppress(ChildProcessError):  # where whoever started kio ignores the end of children
            os.waitpid(child.process, 0)

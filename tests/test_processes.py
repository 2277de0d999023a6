"""Doing the same with many names in several processes: all of them, in order, and what happens when one ends."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from kio.forking import packed
from kio.message import message
from kio.problem import KioError
from kio.processes import each, processes_for

NAMES = [f"n{number}" for number in range(250)]
OWN = os.getpid()
ENDED = "a process that read records was ended from outside"


def work(name: str) -> tuple[str, int]:
    return name.upper(), os.getpid()


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Neither a process, also one that has ended and was not asked for, nor an open pipe."""
    before = open_files()
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert open_files() == before


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("many", [2, 3, 5, 250])
def test_all_of_them_in_their_order(count: int, many: int) -> None:
    found = list(each(NAMES[:many], work, count))
    assert [name for name, _ in found] == [name.upper() for name in NAMES[:many]]
    assert found[0][1] == OWN  # what is common is read here, before other processes begin
    assert len({process for _, process in found}) == (count if many == len(NAMES) else min(count, max(1, many - 1)))


@pytest.mark.parametrize("names", [[], ["one"]])
def test_too_few_for_another_process(names: list[str]) -> None:
    assert list(each(names, work, 2)) == [(name.upper(), OWN) for name in names]


def test_one_process_where_there_is_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert list(each(NAMES, work, 2)) == [(name.upper(), OWN) for name in NAMES]


@pytest.mark.parametrize(
    ("names", "worth", "most", "expected"),
    [(0, 300, 4, 1), (599, 300, 4, 1), (600, 300, 4, 2), (600, 150, 4, 4), (100_000, 300, 4, 4), (100_000, 300, 64, 8)],
)
def test_how_many(names: int, worth: int, most: int, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(most)))
    assert processes_for(names, worth) == expected


def test_more_than_a_pipe_holds() -> None:
    found = each(NAMES, lambda name: name * 100_000, 3)
    assert all(text == name * 100_000 for text, name in zip(found, NAMES, strict=True))


# --- one that ends


@pytest.mark.parametrize("name", ["n40", "n249"])
@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0)])
def test_one_that_is_ended_from_outside(name: str, end: Callable[[], None]) -> None:
    def work_until(given: str) -> str:
        if given == name and os.getpid() != OWN:
            end()
        return given

    hint = message("try fewer")
    with pytest.raises(KioError, match=ENDED) as raised:
        list(each(NAMES, work_until, 2, hint))
    assert raised.value.hint == hint


def test_one_that_is_ended_while_it_sends() -> None:
    def work_slowly(name: str) -> str:
        if os.getpid() != OWN:
            signal.setitimer(signal.ITIMER_REAL, 0.2)  # it is killed while it waits for us with a full pipe
        elif name == "n1":
            time.sleep(0.5)
        return name * 100_000

    with pytest.raises(KioError, match=ENDED):
        list(each(NAMES, work_slowly, 2))


class OddError(Exception):
    """One that cannot be made again from its arguments."""

    def __init__(self, text: str, number: int) -> None:
        super().__init__(text)
        self.number = number


@pytest.mark.parametrize(
    ("error", "wanted", "text"),
    [
        (ValueError("bad record"), ValueError, "bad record"),
        (KioError(message("no {what}", what="x"), message("try")), KioError, "no "),
        (OddError("odd", 1), RuntimeError, "OddError: odd"),
    ],
)
@pytest.mark.parametrize("name", ["n40", "n249"])
def test_what_another_process_raises_is_raised_here(
    error: Exception, wanted: type[Exception], text: str, name: str
) -> None:
    def fail(given: str) -> str:
        if given == name and os.getpid() != OWN:
            raise error
        return given

    found: list[str] = []
    with pytest.raises(wanted, match=text) as raised:
        found.extend(each(NAMES, fail, 2))
    assert type(raised.value) is wanted
    assert found == NAMES[: len(found)]
    assert 0 < len(found) <= NAMES.index(name)
    if wanted is ValueError:
        assert "in fail" in raised.value.__notes__[0]  # where it was raised
    if isinstance(raised.value, KioError):
        assert raised.value.hint == message("try")


def test_what_cannot_be_sent_is_told() -> None:
    found, error = pickle.loads(packed(lambda name: lambda: name, ["a"]))  # noqa: S301 - our own
    assert found == []
    assert "pickle" in str(error)


def test_what_this_process_raises_ends_the_others() -> None:
    def fail(name: str) -> str:
        if os.getpid() == OWN and name == "n200":
            raise LookupError
        return name

    with pytest.raises(LookupError):
        list(each(NAMES, fail, 3))


def test_ending_early_leaves_nothing() -> None:
    found = each(NAMES, lambda name: name * 100_000, 3)
    assert [next(found) for _ in range(30)] == [name * 100_000 for name in NAMES[:30]]
    assert isinstance(found, Generator)
    found.close()


def test_what_is_found_is_sent_when_a_part_is_done_and_nobody_is_waited_for() -> None:
    def sleep(name: str) -> str:
        if os.getpid() != OWN and name >= "n40":  # from its second part on
            time.sleep(60)
        return name

    found = each(NAMES[:100], sleep, 2)
    begun = time.monotonic()
    assert [next(found) for _ in range(30)] == NAMES[:30]
    assert isinstance(found, Generator)
    found.close()
    assert time.monotonic() - begun < 30


def test_where_the_end_of_children_is_ignored() -> None:
    def work_late(name: str) -> str:
        if name == "n3":
            time.sleep(0.3)  # meanwhile the other one has ended, and nobody knows its number any more
        return name

    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert list(each(NAMES[:4], work_late, 2)) == NAMES[:4]
    finally:
        signal.signal(signal.SIGCHLD, before)


# --- what belongs to the parent

SCRIPT = """
import atexit, os, signal, sys, time
from kio.processes import each
signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored
print("said once")  # to a pipe it is kept back
atexit.register(print, "at the end")
own = os.getpid()
def work(name):
    if os.getpid() != own:
        open(sys.argv[1], "w").close()
        {there}
    return name * 100_000
def main():
    try:
        return sum(map(len, each(["n"] * 50, work, 3)))
    except KeyboardInterrupt:
        print("interrupted")
    finally:
        print("cleaned")
print(main())
"""


def started(tmp_path: Path, there: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT.format(there=there), str(tmp_path / "there")]
    pipe = subprocess.PIPE
    kept_back = {**os.environ, "PYTHONUNBUFFERED": ""}
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True, env=kept_back)
    limit = time.monotonic() + 30
    while not (tmp_path / "there").exists() and time.monotonic() < limit:
        time.sleep(0.01)
    return process


def is_empty(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def test_another_process_neither_prints_nor_ends_for_this_one(tmp_path: Path) -> None:
    process = started(tmp_path, "pass")
    assert process.communicate(timeout=30) == ("said once\ncleaned\n5000000\nat the end\n", "")
    assert is_empty(process.pid)


def test_interrupting_is_heard_by_this_process_alone() -> None:
    def state(_: str) -> tuple[bool, bool]:
        return os.getpid() == OWN, signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())

    assert list(each(["a", "b", "c"], state, 2)) == [(True, False), (True, False), (False, True)]


def test_interrupting_all_of_them_is_told_once(tmp_path: Path) -> None:
    process = started(tmp_path, "time.sleep(0.3)")  # what comes just before we wait is heard after a part
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=30) == ("said once\ninterrupted\ncleaned\nNone\nat the end\n", "")
    assert is_empty(process.pid)


def test_the_others_end_when_this_one_was_killed(tmp_path: Path) -> None:
    process = started(tmp_path, "time.sleep(0.05)")
    process.kill()
    assert process.communicate(timeout=30) == ("", "")
    limit = time.monotonic() + 30
    while not is_empty(process.pid) and time.monotonic() < limit:
        time.sleep(0.01)
    assert is_empty(process.pid)

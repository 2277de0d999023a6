"""Doing the same with many names in several processes: all of them, in order, and what happens when one ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Never

import pytest

from kio import processes
from kio.message import message
from kio.problem import KioError
from kio.processes import each, processes_for

NAMES = [f"n{number}" for number in range(250)]


def work(name: str) -> tuple[str, int]:
    return name.upper(), os.getpid()


def never() -> Never:
    raise AssertionError


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    yield
    assert processes._Here.work is None


@pytest.mark.parametrize("count", [1, 2, 3])
def test_all_of_them_in_their_order(count: int) -> None:
    found = list(each(NAMES, work, lambda: work, count))
    assert [name for name, _ in found] == [name.upper() for name in NAMES]
    assert found[0][1] == os.getpid()  # what is common is read here, before other processes begin
    others = {process for _, process in found[1:]} - {os.getpid()}
    assert bool(others) == (count > 1)
    assert len(others) <= count


@pytest.mark.parametrize("names", [[], ["one"]])
def test_too_few_for_another_process(names: list[str]) -> None:
    assert list(each(names, work, never, 2)) == [(name.upper(), os.getpid()) for name in names]


@pytest.mark.parametrize(
    ("names", "worth", "most", "expected"),
    [(0, 300, 4, 1), (599, 300, 4, 1), (600, 300, 4, 2), (600, 150, 4, 4), (100_000, 300, 4, 4), (100_000, 300, 64, 8)],
)
def test_how_many(names: int, worth: int, most: int, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(most)))
    assert processes_for(names, worth) == expected


def test_one_that_is_ended_from_outside() -> None:
    own = os.getpid()

    def end(name: str) -> str:
        if os.getpid() != own:
            os._exit(9)
        return name

    hint = message("try fewer")
    with pytest.raises(KioError, match="a process that read records was ended from outside") as raised:
        list(each(NAMES, end, never, 2, hint))
    assert raised.value.hint == hint


def test_a_process_that_inherits_nothing_makes_its_work_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def renew() -> Callable[[str], str]:
        return str.upper

    monkeypatch.setattr(processes._Here, "work", None)
    processes._begin(renew)
    assert processes._part(["a", "b"]) == ["A", "B"]
    processes._begin(never)  # what is there already serves
    assert processes._part(["c"]) == ["C"]
    monkeypatch.undo()

"""Entries of then and now are paired as a person would pair them, and nothing is called lost that can be paired."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kio.checking.accounting import Compared, Item, compare, frozen


def item(text: str) -> Item:
    """An item written as `kind key date rest`, with `-` for none; its text is found back in the rest."""
    kind, key, date, rest = text.split()
    return Item(kind, None if key == "-" else key, None if date == "-" else date, rest, 1)


def text(one: Item) -> str:
    return " ".join("-" if part is None else str(part) for part in one[:4])


def compared(then: list[str], now: list[str]) -> tuple[list[str], list[str]]:
    found = compare([item(one) for one in then], [item(one) for one in now])
    return [text(one) for one in found.lost], [text(one) for one in found.gained]


@pytest.mark.parametrize(
    ("then", "now", "lost", "gained"),
    [
        ([], [], [], []),
        (["a - 1 x"], ["a - 1 x"], [], []),
        (["a - 1 x"], [], ["a - 1 x"], []),
        ([], ["a - 1 x"], [], ["a - 1 x"]),
        (["a - 1 x", "a - 1 x"], ["a - 1 x"], ["a - 1 x"], []),  # one of two equal ones is gone
        (["a - 1 x"], ["a - 1 y"], [], []),  # edited
        (["a - 1 x"], ["a - 2 x"], [], []),  # another date
        (["a - 1 x"], ["a - 2 y"], ["a - 1 x"], ["a - 2 y"]),  # both: something else
        (["a - 1 x"], ["b - 1 x"], ["a - 1 x"], ["b - 1 x"]),  # never across kinds
        (["a k 1 x"], ["a k 2 y"], [], []),  # the key says that it is the same
        (["a k 1 x"], ["b k 2 y"], ["a k 1 x"], ["b k 2 y"]),
        (["a - 1 x"], ["a - 2 y", "a - 1 x"], [], ["a - 2 y"]),
        (["a - - x"], ["a - - y"], ["a - - x"], ["a - - y"]),  # no date is not a date that two share
        (["a - - x"], ["a - 1 x"], [], []),
        # An equal one is never given up for one that is only like it.
        (["a - 1 y", "a - 1 x"], ["a - 1 x", "a - 2 x"], ["a - 1 y"], ["a - 2 x"]),
        # A key binds more than a date.
        (["a k 1 x", "a m 2 y"], ["a k 2 z", "a n 1 w"], ["a m 2 y"], ["a n 1 w"]),
        (["a k 1 x", "a k 2 y"], ["a k 2 z", "a k 3 w"], [], []),  # a key that is there twice: one for each
        (["a k 1 x", "a k 2 y"], ["a k 3 z"], ["a k 2 y"], []),
        # The first would take what the second needs.
        (["a - 1 v", "a - 1 w"], ["a - 2 v", "a - 1 z"], [], []),
        (["a - 1 v", "a - 2 v"], ["a - 3 v", "a - 1 w"], [], []),
        (["a - 1 v", "a - 2 v", "a - 2 w"], ["a - 1 z", "a - 3 v", "a - 4 w"], [], []),
    ],
)
def test_entries_are_paired(then: list[str], now: list[str], lost: list[str], gained: list[str]) -> None:
    assert compared(then, now) == (lost, gained)


def made(key: str | None, date: str | None, word: str) -> Item:
    """As of a file, where the key is one of the values."""
    return Item("a", key, date, f"{key}{word}", 1)


KEYS, DATES = st.sampled_from([None, "k", "m"]), st.sampled_from([None, "1", "2", "3"])
ITEMS = st.lists(st.builds(made, KEYS, DATES, st.sampled_from("vwxyz")), max_size=5)


def may_pair(one: Item, other: Item) -> bool:
    shared = [part for part, others in zip(one[1:4], other[1:4], strict=True) if part == others]
    return any(part is not None for part in shared)


def most_pairs(then: list[Item], now: list[Item]) -> int:
    """By trying every way."""
    fewer, more = sorted((then, now), key=len)
    return max(sum(may_pair(*pair) for pair in zip(fewer, way, strict=False)) for way in permutations(more, len(fewer)))


def without_strong_pairs(then: list[Item], now: list[Item]) -> tuple[list[Item], list[Item]]:
    """Without those that are equal, and then without those whose key nobody else has."""
    then, now = list(then), list(now)
    for one in list(then):
        if one in now:
            then.remove(one)
            now.remove(one)
    for key in ("k", "m"):
        pair = [[one for one in items if one.key == key] for items in (then, now)]
        if [len(found) for found in pair] == [1, 1]:
            then.remove(pair[0][0])
            now.remove(pair[1][0])
    return then, now


@given(ITEMS, ITEMS)
def test_nothing_is_lost_that_can_be_paired(then: list[Item], now: list[Item]) -> None:
    found = compare(then, now)
    left_then, left_now = without_strong_pairs(then, now)
    pairs = most_pairs(left_then, left_now)
    assert (len(found.lost), len(found.gained)) == (len(left_then) - pairs, len(left_now) - pairs)
    assert set(found.lost) <= set(left_then)
    assert set(found.gained) <= set(left_now)


@given(ITEMS, ITEMS)
def test_the_order_of_now_decides_nothing(then: list[Item], now: list[Item]) -> None:
    assert len(compare(then, now).lost) == len(compare(then, now[::-1]).lost)


@given(ITEMS, ITEMS)
def test_what_is_only_added_loses_nothing(then: list[Item], more: list[Item]) -> None:
    found = compare(then, [*more, *then])
    assert (found.lost, len(found.gained)) == ((), len(more))


@given(ITEMS)
def test_everything_is_lost_where_nothing_is(then: list[Item]) -> None:
    assert compare(then, []) == Compared(tuple(then), ())


def test_many_entries_of_one_day_take_no_time_that_grows_with_their_square() -> None:
    """Twenty thousand alike: by pairs it would be hours."""
    then = [Item("a", None, "1", f"v{number}", 1) for number in range(20_000)]
    now = [Item("a", None, "1", f"w{number}", 1) for number in range(19_990)]
    assert len(compare(then, now).lost) == 10


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"a": "1", "b": ["x", "y"]}, {"b": ["x", "y"], "a": "1"}, True),
        ({"a": ["x", "y"]}, {"a": ["y", "x"]}, False),
        ({"a": None}, {"a": ""}, False),
        ({"a": None}, {}, False),
        ({"a": {"b": "c"}}, {"a": {"b": "c"}}, True),
        ({"a": "x"}, {"a": ["x"]}, False),
    ],
)
def test_data_are_compared_by_what_they_say(one: object, other: object, alike: bool) -> None:
    assert (frozen(one) == frozen(other)) == alike

"""Which entries of then are still there now, edited or not: each entry of now accounts for one of then at most."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple


class Item(NamedTuple):
    """An entry of a log, an item of a group's list or a role of a person, as it stands in its file.

    `key` is what identifies it among those of its kind, where the rules say so; `rest` is all but kind and date.
    """

    kind: str
    key: Hashable
    date: Hashable
    rest: Hashable
    line: int


class Compared(NamedTuple):
    """What is no longer accounted for, and what is new."""

    lost: tuple[Item, ...]
    gained: tuple[Item, ...]


def frozen(value: object) -> Hashable:
    """The data of a document as something that can be looked up."""
    if isinstance(value, dict):
        return frozenset((name, frozen(part)) for name, part in value.items())
    if isinstance(value, list):
        return tuple(frozen(part) for part in value)
    return value if isinstance(value, str) else None


def same(item: Item) -> Hashable:
    """Alike in two entries that say the same."""
    return item.kind, item.date, item.rest


def _key(item: Item) -> Hashable:
    return None if item.key is None else (item.kind, item.key)


def _day(item: Item) -> Hashable:
    return None if item.date is None else (item.kind, item.date)


def _values(item: Item) -> Hashable:
    return item.kind, item.rest


Trait = Callable[[Item], Hashable]


def compare(then: Sequence[Item], now: Sequence[Item]) -> Compared:
    """An entry is still there when an equal one is; else one of its kind with its key; else with its date or values.

    The last two are weak, for an entry of now can account by them for several of then. So as many as possible are
    paired off: an entry is lost only where no way of pairing leaves one for it.
    """
    waiting = Counter(same(item) for item in then)
    gained = []
    for item in now:
        if waiting[same(item)]:
            waiting[same(item)] -= 1
        else:
            gained.append(item)
    lost = [item for item in reversed(then) if _takes_one(waiting, same(item))][::-1]
    lost, gained = _paired_by_key(lost, gained)
    pairing = _Pairing(lost, gained, (_key, _day, _values))
    return Compared(tuple(pairing.unpaired_then()), tuple(pairing.unpaired_now()))


def _takes_one(left: Counter[Hashable], name: Hashable) -> bool:
    """Whether there is one of these left; then it is taken."""
    left[name] -= 1
    return left[name] >= 0


def _paired_by_key(then: list[Item], now: list[Item]) -> tuple[list[Item], list[Item]]:
    """What is left without those whose key is theirs alone, then and now."""
    counted = [Counter(_key(item) for item in items if item.key is not None) for items in (then, now)]
    pairs = {key for key, count in counted[0].items() if count == counted[1][key] == 1}
    return [item for item in then if _key(item) not in pairs], [item for item in now if _key(item) not in pairs]


class _Pairing:
    """As many pairs as possible of items that share one of these traits (augmenting paths, as by Kuhn)."""

    def __init__(self, then: Sequence[Item], now: Sequence[Item], traits: Sequence[Trait]) -> None:
        self._then, self._now = then, now
        self._traits = traits
        self._sharing: dict[tuple[int, Hashable], list[int]] = {}
        for index, item in enumerate(now):
            for shared in self._shared(item):
                self._sharing.setdefault(shared, []).append(index)
        self._then_of: dict[int, int] = {}  # of an item of now, the item of then that it accounts for
        self._now_of: dict[int, int] = {}
        self._exhausted: set[tuple[int, Hashable]] = set()
        self._pair()

    def unpaired_then(self) -> Iterable[Item]:
        return (item for index, item in enumerate(self._then) if index not in self._now_of)

    def unpaired_now(self) -> Iterable[Item]:
        return (item for index, item in enumerate(self._now) if index not in self._then_of)

    def _shared(self, item: Item) -> list[tuple[int, Hashable]]:
        return [(number, found) for number, trait in enumerate(self._traits) if (found := trait(item)) is not None]

    def _pair(self) -> None:
        # The stronger trait first, while there is no need to look further.
        free = {shared: deque(found) for shared, found in self._sharing.items()}
        for number in range(len(self._traits)):
            for index, item in enumerate(self._then):
                ways = [shared for shared in self._shared(item) if shared[0] == number and index not in self._now_of]
                for found in (free.get(shared, deque()) for shared in ways):
                    while found and index not in self._now_of:
                        self._join(index, found.popleft())
        for index in range(len(self._then)):
            if index not in self._now_of and self._found_way(index):
                self._exhausted.clear()

    def _join(self, then: int, now: int) -> None:
        if now not in self._then_of:
            self._then_of[now], self._now_of[then] = then, now

    def _found_way(self, start: int) -> bool:
        """Whether others can be paired otherwise so that one is left for this; what was in vain is not tried again."""
        came_from: dict[int, int] = {}
        waiting = [start]
        while waiting:
            then = waiting.pop()
            for shared in self._shared(self._then[then]):
                if shared in self._exhausted:
                    continue
                self._exhausted.add(shared)
                for now in self._sharing.get(shared, ()):
                    if now in came_from:
                        continue
                    came_from[now] = then
                    if now not in self._then_of:
                        self._move_up(now, came_from)
                        return True
                    waiting.append(self._then_of[now])
        return False

    def _move_up(self, now: int, came_from: Mapping[int, int]) -> None:
        """Pair the last one of a way with the item it came from, which leaves its own to the one before, and so on."""
        following: int | None = now
        while following is not None:
            then = came_from[following]
            before = self._now_of.get(then)
            self._then_of[following], self._now_of[then] = then, following
            following = before

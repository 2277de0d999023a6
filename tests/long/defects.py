"""Single defects of a good file, by kind: each says how the file reads then, and on which line that has to be told.

Where the cause is on another line than the edit, or can be told on either of two, the kind says which and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from random import Random
from typing import NamedTuple

from kio.programme.fields import NUMERIC
from long.spots import HEADER, Good, Spot


class Defect(NamedTuple):
    """A damaged file and the lines on one of which something has to be reported."""

    data: bytes
    lines: tuple[int, ...]
    edit: str


Kind = Callable[[Good, Random], Defect | None]
Wanted = Callable[[Spot], bool]


def spliced(good: Good, start: int, end: int, text: str, *lines: int, edit: str = "") -> Defect:
    """The file with other text from `start` to `end`."""
    line = good.line_of(start)
    data = good.text[:start] + text + good.text[end:]
    before, after = good.bounds(line)
    shown = edit or f"{good.text[before:start]}>>>{text}<<<{good.text[end:after] if end <= after else ''}"
    return Defect(data.encode(), lines or (line,), shown.strip())


def pick(spots: Iterable[Spot], chance: Random) -> Spot | None:
    found = list(spots)
    return chance.choice(found) if found else None


def value(wanted: Wanted, *texts: str) -> Kind:
    """Another value, one of these, in a place of this kind; `{}` stands for what was there."""

    def make(good: Good, chance: Random) -> Defect | None:
        spot = pick((spot for spot in good.spots if spot.text and wanted(spot)), chance)
        return spot and spliced(good, spot.start, spot.end, chance.choice(texts).replace("{}", spot.text.strip("\"'")))

    return make


def of_type(*types: str) -> Wanted:
    return lambda spot: spot.type in types


def anything(_: Spot) -> bool:
    return True


def is_day(spot: Spot) -> bool:
    return spot.type in ("date", "from", "until")


def is_moment(spot: Spot) -> bool:
    """A day on which something happens, besides that of the entry itself; not the last day of a validity."""
    return (
        spot.type == "date" and spot.path[0] == "log" and spot.key != "date" and not (spot.field and spot.field.limit)
    )


def in_log(spot: Spot) -> bool:
    return spot.path[0] == "log" and len(spot.path) == 3


# --- keys


def key_renamed(good: Good, chance: Random) -> Defect | None:
    spot = pick((spot for spot in good.spots if len(spot.path) != 1 or spot.key in HEADER), chance)
    new = {"name": "naam", "date": "datum", "type": "typ"}.get(spot.key, f"{spot.key}s") if spot else ""
    return spot and spliced(good, spot.begin, spot.begin + len(spot.key), new)


def key_in_capitals(good: Good, chance: Random) -> Defect | None:
    spot = pick((spot for spot in good.spots if good.text.startswith(spot.key, spot.begin)), chance)
    return spot and spliced(good, spot.begin, spot.begin + len(spot.key), spot.key.title())


def key_doubled(good: Good, chance: Random) -> Defect | None:
    """Told where it stands again."""
    spot = pick((spot for spot in good.spots if spot.text and (spot.flow or len(spot.path) == 1)), chance)
    if spot is None:
        return None
    glue = ", " if spot.flow else "\n"
    again = good.text[spot.begin : spot.end]
    return spliced(good, spot.end, spot.end, glue + again, good.line_of(spot.end) + (not spot.flow))


def required_key_removed(good: Good, chance: Random) -> Defect | None:
    """Told where its entry begins, or the record."""

    def needed(spot: Spot) -> bool:
        if in_log(spot):
            return spot.key in ("date", "type") or bool(spot.field and spot.field.required)
        return spot.path in {("id",), ("name",), ("track",)} or spot.key in ("role", "roles", "module", "start", "end")

    spot = pick((spot for spot in good.spots if spot.text and needed(spot)), chance)
    if spot is None:
        return None
    if not spot.flow:
        start, end = good.bounds(spot.line)
        first = min((other for other in good.spots if other.path[:-1] == spot.path[:-1]), key=lambda other: other.begin)
        if first is spot and in_log(spot):  # the hyphen stays, with the next key on a line of its own
            return spliced(good, spot.begin, spot.end, "", spot.line, spot.line + 1)
        others = [other.line for other in good.spots if other.path[:-1] == spot.path[:-1] and other is not spot]
        line = min(others) - (min(others) > spot.line)
        return spliced(good, start, end + 1, "", line, edit=f"without {good.text[start:end]}")
    end = spot.end + (2 if good.text.startswith(", ", spot.end) else 0)
    start = spot.begin - (2 if end == spot.end and good.text[spot.begin - 2 : spot.begin] == ", " else 0)
    return spliced(good, start, end, "")


# --- days


def out_of_order(where: str, *, first: str, last: str) -> Kind:
    """A last day before the first one, or a first day after the last one, in a part of a file."""

    def make(good: Good, chance: Random) -> Defect | None:
        days = {
            (spot.path[:-1], spot.key): spot for spot in good.spots if spot.type == "date" or spot.key in (first, last)
        }
        pairs = [
            (days[path, first], days[path, last])
            for path, key in days
            if key == first and (path, last) in days and where in (path[0], path[1])
        ]
        if not pairs:
            return None
        begin, end = chance.choice(pairs)
        changed, new = chance.choice([(begin, "2027-12-31"), (end, "2001-01-01")])
        return spliced(good, changed.start, changed.end, new, begin.line, end.line)

    return make


def before_first_edition(good: Good, chance: Random) -> Defect | None:
    binding = ("agreement", "registration", "application")
    return value(
        lambda spot: spot.entry in binding and in_log(spot) and spot.key == "date", "2009-12-31", "1950-01-01"
    )(good, chance)


# --- numbers


def number_out_of_range(good: Good, chance: Random) -> Defect | None:
    spot = pick((spot for spot in good.spots if spot.text and _beyond(spot)), chance)
    return spot and spliced(good, spot.start, spot.end, chance.choice(_beyond(spot)))


def _beyond(spot: Spot) -> list[str]:
    """A number below the field's range and one above it, where it has one."""
    field = spot.field
    if field is None or spot.type not in NUMERIC:
        return []
    low = field.at_least if field.at_least is not None else field.above
    high = field.at_most
    if spot.type in ("hours", "percentage"):
        low = low or Decimal(0)
    if spot.type == "percentage":
        high = high or Decimal(100)
    return [
        str(bound)
        for bound in (None if low is None else low - 1, None if high is None else high + 1)
        if bound is not None
    ]


# --- names


def duplicate_id(good: Good, chance: Random) -> Defect | None:
    """Told at the second of the two."""
    keys = [spot for spot in good.spots if spot.entry == "recording" and spot.key == "recording"]
    if len(keys) < 2:
        return None
    first, second = sorted(chance.sample(keys, 2))
    return spliced(good, second.start, second.end, first.text)


# --- one entry beside another


def recorded_again(good: Good, chance: Random) -> Defect | None:
    """The same recording under another id, in a line of its own; told there."""
    keys = [spot for spot in good.spots if spot.entry == spot.key == "recording" and spot.flow and in_log(spot)]
    spot = pick(keys, chance)
    if spot is None:
        return None
    start, end = good.bounds(spot.line)
    again = f"\n{good.text[start : spot.start]}again-{spot.text}{good.text[spot.end : end]}"
    return spliced(good, end, end, again, spot.line + 1, edit=again)


def during_a_module(good: Good, chance: Random) -> Defect | None:
    """A conversation on the first or the last day of a module; told at the conversation."""
    days = [spot for spot in good.spots if spot.entry == "module" and spot.key in ("start", "date")]
    moved = [spot for spot in good.spots if spot.entry in ("supervision", "guidance") and spot.key == "date"]
    day, spot = pick(days, chance), pick(moved, chance)
    return spliced(good, spot.start, spot.end, day.text) if day and spot else None


def judge_in_own_case(good: Good, chance: Random) -> Defect | None:
    """Who supervised assesses the recording; told at the assessment."""
    told = {spot.path[:-1] for spot in good.spots if spot.key == "by" and spot.text == "assessor"}
    judges = [spot for spot in good.spots if spot.key == "assessor" and spot.path[:-1] in told]
    guides = [spot for spot in good.spots if spot.key == "supervisor" and spot.entry in ("supervision", "guidance")]
    spot, guide = pick(judges, chance), pick(guides, chance)
    return spliced(good, spot.start, spot.end, guide.text) if spot and guide else None


def not_certified(person: str) -> Kind:
    """Somebody without a certificate, where one is asked and no comment says that this is known."""

    def make(good: Good, chance: Random) -> Defect | None:
        asked = [spot for spot in good.spots if spot.field and spot.field.certified]
        spot = pick((spot for spot in asked if "kio: ignore" not in good.text.splitlines()[spot.line - 1]), chance)
        return spot and spliced(good, spot.start, spot.end, person)

    return make

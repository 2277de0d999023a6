"""What is known of a fact: told, implied by another that was told, else what the record shows or the rules take."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from evaluation.sailing import LAST_DAY, between, case_of
from kio.evaluation.engine import Engine
from kio.evaluation.told import is_implied

RULES = """
parameters:
  berths: {values: [{from: 2020-01-01, value: 4}, {from: 2020-01-01, tracks: [yacht], value: ~}]}
facts:
  member: {type: yes_no, (member), otherwise: {from: 0, to: 1}}
  paid: {type: yes_no, (paid), otherwise: {holds: {count: {entries: exam, where: {outcome: pass}}}}}
  gift: {type: money, (gift), implies: member, otherwise: {times: [25, {count: exam}]}}
  friend: {type: yes_no, (friend), implies: member}
  fee: {type: money, (fee)}
  hours: {type: hours, (hours), tracks: [yacht], otherwise: {from: 1, to: {count: lesson}}}
  guests: {type: whole_number, (guests), otherwise: $berths}
  beds: {type: whole_number, (beds), otherwise: {from: 0, to: $berths}}
  room: {type: whole_number, (room), otherwise: {from: $berths, to: 9}}
  words: {type: number, (words), otherwise: {plus: [{fact: gift}, {fact: paid}]}}
  start: {type: date, (start), otherwise: {first: voyage}}
  end: {type: date, (end), otherwise: {days: 7, after: {fact: start}}}
  birthday: {type: date, (birthday)}
"""


def fact(name: str, log: str = "", on: str = LAST_DAY, **given: Any) -> str:
    found = Engine(case_of(RULES, log, **given), date.fromisoformat(on)).fact(name)
    return found.isoformat() if isinstance(found, date) else between(found)


PASSED, OPEN = "2025-02-01 exam outcome: pass", "2025-02-01 exam score: 60"


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("member", "member 1", "1..1"), ("member", "member 0", "0..0"), ("gift", "gift 12.50", "12.5..12.5"),
        ("guests", "guests 0", "0..0"), ("birthday", "birthday 2025-03-04", "2025-03-04"),
        ("start", "start 2026-03-04", "2026-03-04"), ("fee", "gift 3", "0..0"),
    ],
)  # fmt: skip
def test_what_was_told(name: str, told: str, expected: str) -> None:
    assert fact(name, told=told) == expected
    # neither the record nor the rules say otherwise
    assert fact(name, f"{PASSED}; 2025-03-01 voyage voyage: a", told=told) == expected


@pytest.mark.parametrize(
    ("name", "log", "expected"),
    [
        ("member", "", "0..1"),
        ("fee", "", "0..0"),  # without `otherwise` it is nothing, and a day is not known
        ("birthday", PASSED, "None"),
        ("paid", "", "0..0"),
        ("paid", PASSED, "1..1"),
        ("paid", OPEN, "0..1"),
        ("gift", "", "0..0"),
        ("gift", f"{PASSED}; {OPEN}", "50..50"),
        ("guests", "", "4..4"),
        ("beds", "", "0..4"),
        ("start", "", "None"),
        ("start", "2025-03-01 voyage voyage: a; 2025-02-01 voyage voyage: b", "2025-02-01"),
        ("end", "2025-03-01 voyage voyage: a", "2025-03-08"),
        ("end", "", "None"),
    ],
)
def test_what_is_taken_where_nobody_tells(name: str, log: str, expected: str) -> None:
    assert fact(name, log) == expected


@pytest.mark.parametrize(("on", "expected"), [("2025-01-31", "0..0"), ("2025-02-01", "1..1")])
def test_the_record_is_that_of_the_day(on: str, expected: str) -> None:
    assert fact("paid", PASSED, on) == expected


@pytest.mark.parametrize("name", ["guests", "beds", "room"])
def test_what_has_no_value_for_this_track_is_not_known(name: str) -> None:
    assert fact(name, track="yacht") == "None"
    assert fact(name, track="yacht", told=f"{name} 2") == "2..2"


@pytest.mark.parametrize(
    ("log", "track", "told", "expected"),
    [
        ("2025-01-01 lesson; 2025-01-02 lesson; 2025-01-03 lesson", "yacht", "", "1..3"),
        ("2025-01-01 lesson; 2025-01-02 lesson; 2025-01-03 lesson", "dinghy", "", "0..0"),
        # the track of that day
        ("2025-01-01 lesson; 2025-02-01 switch to: yacht", "dinghy", "", "1..1"),
        ("2025-01-01 lesson; 2025-02-01 switch to: dinghy", "yacht", "", "0..0"),
        ("2025-01-01 lesson; 2026-02-01 switch to: yacht", "dinghy", "", "0..0"),
        ("", "yacht", "hours 7", "7..7"),
    ],
)
def test_a_fact_of_another_track_is_nothing(log: str, track: str, told: str, expected: str) -> None:
    assert fact("hours", log, track=track, told=told) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", "0..1"),
        ("gift 50", "1..1"),
        ("gift 0.01", "1..1"),
        ("friend 1", "1..1"),
        ("friend 1, gift 50", "1..1"),
        # who says that the one does not hold does not say that the other does
        ("friend 0", "0..1"),
        ("friend 0, gift 50", "1..1"),
        ("fee 50", "0..1"),
        # what was told itself goes first
        ("gift 50, member 0", "0..0"),
    ],
)
def test_telling_one_fact_tells_another(told: str, expected: str) -> None:
    assert fact("member", told=told) == expected


def test_only_what_is_told_implies() -> None:
    # the record shows a gift, and nobody told it
    assert (fact("gift", PASSED), fact("member", PASSED)) == ("25..25", "0..1")
    assert is_implied(case_of(RULES, PASSED, told="gift 1"), "member")
    assert not is_implied(case_of(RULES, PASSED, told="gift 1"), "friend")
    assert not is_implied(case_of(RULES, PASSED), "member")


def test_a_fact_may_rest_on_others() -> None:
    assert fact("words", OPEN) == "25..26"
    assert fact("words", OPEN, told="gift 3, paid 1") == "4..4"
    assert fact("end", told="start 2025-12-28") == "2026-01-04"
    assert fact("end", told="start 2025-12-28, end 2025-12-29") == "2025-12-29"


def test_a_fact_is_known_once_for_a_day() -> None:
    engine = Engine(case_of(RULES, PASSED), date(2025, 12, 31))
    assert engine.fact("gift") is engine.fact("gift")

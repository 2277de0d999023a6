from __future__ import annotations

from decimal import Decimal

import pytest

from evaluation.sailing import asked
from kio.evaluation.amounts import above, at_least
from kio.evaluation.view import Bounds

PARAMETERS = """
parameters:
  wanted: {values: [{from: 2020-01-01, value: 3}]}
  nothing: {values: [{from: 2020-01-01, value: ~}]}
  words: {values: [{from: 2020-01-01, value: [knots]}]}
  computed: {values: [{from: 2020-01-01, value: {plus: [$wanted, 1]}}]}
"""
THREE = "2025-01-01 lesson hours: 10; 2025-01-02 lesson hours: 20; 2025-01-03 lesson hours: 30"
TWO_VOYAGES = THREE + "; 2025-02-01 voyage voyage: a; 2025-02-02 voyage voyage: b"


@pytest.mark.parametrize(
    ("amount", "log", "expected"),
    [
        ("3", THREE, "met 3/3: recorded"),
        ("3.5", THREE, "open 3/3.5: 0.5 more are needed"),
        ("$wanted", THREE, "met 3/3: recorded"),
        ("$computed", THREE, "open 3/4: 1 more is needed"),
        ("$nothing", THREE, "review: the rules give no number for this track"),
        ("$words", THREE, "review: the rules give no number for this track"),
        # arithmetic
        ("{minus: [5, 1, 1]}", THREE, "met 3/3: recorded"),
        ("{minus: [$wanted, {count: voyage}]}", TWO_VOYAGES, "met 3/1: recorded"),
        ("{minus: [1, {count: lesson}], at_least: 0}", THREE, "met 3/0: recorded"),
        ("{minus: [1, {count: lesson}], at_least: 4}", THREE, "open 3/4: 1 more is needed"),
        ("{minus: [9, {count: lesson}], at_least: 4}", THREE, "open 3/6: 3 more are needed"),
        ("{minus: [1, 3]}", THREE, "met 3/-2: recorded"),
        ("{minus: [$nothing, 3]}", THREE, "review: the rules give no number for this track"),
        ("{minus: [3, $nothing]}", THREE, "review: the rules give no number for this track"),
        ("{plus: [1, 2, 3]}", THREE, "open 3/6: 3 more are needed"),
        ("{plus: [1, $nothing]}", THREE, "review: the rules give no number for this track"),
        ("{times: [2, 1.5]}", THREE, "met 3/3: recorded"),
        ("{times: [2, $nothing]}", THREE, "review: the rules give no number for this track"),
        # a share of another sum
        ("{times: [0.05, {sum: {entries: lesson, of: hours}}]}", THREE, "met 3/3: recorded"),
        ("{times: [0.06, {sum: {entries: lesson, of: hours}}]}", THREE, "open 3/3.6: 0.6 more are needed"),
    ],
)
def test_what_is_wanted(amount: str, log: str, expected: str) -> None:
    said = asked(f"count: lesson\nat_least: {amount}", log, more=PARAMETERS)
    assert said.replace(" 3/None", "") == expected


# One voyage certainly counts and one may: the amount lies between 1 and 2.
@pytest.mark.parametrize(
    ("amount", "lessons", "expected"),
    [
        ("{voyages}", 0, "open"), ("{voyages}", 1, "review"), ("{voyages}", 2, "met"),
        ("{plus: [1, {voyages}]}", 1, "open"), ("{plus: [1, {voyages}]}", 2, "review"),
        ("{plus: [1, {voyages}]}", 3, "met"),
        ("{times: [2, {voyages}]}", 1, "open"), ("{times: [2, {voyages}]}", 2, "review"),
        ("{times: [2, {voyages}]}", 3, "review"), ("{times: [2, {voyages}]}", 4, "met"),
        # what is taken off turns the bounds around: 3 - 2 = 1 to 3 - 1 = 2
        ("{minus: [3, {voyages}]}", 0, "open"), ("{minus: [3, {voyages}]}", 1, "review"),
        ("{minus: [3, {voyages}]}", 2, "met"),
        ("{minus: [{voyages}, 1], at_least: 0}", 0, "review"), ("{minus: [{voyages}, 1], at_least: 0}", 1, "met"),
        ("{minus: [{voyages}, 5], at_least: 1}", 0, "open"), ("{minus: [{voyages}, 5], at_least: 1}", 1, "met"),
    ],
)  # fmt: skip
def test_an_amount_that_is_not_certain(amount: str, lessons: int, expected: str) -> None:
    voyages = "{count: {entries: voyage, where: {miles: {at_least: 10}}}}"
    log = "2025-02-01 voyage voyage: a, miles: 10; 2025-02-02 voyage voyage: b\n"
    log += ";".join(f"2025-01-{day:02} lesson" for day in range(1, lessons + 1))
    rule = f"count: lesson\nat_least: {amount.replace('{voyages}', voyages)}"
    assert asked(rule, log).split(" ", maxsplit=1)[0] == expected


# The hours of one lesson are not recorded: between 2 and no limit.
@pytest.mark.parametrize(
    ("amount", "voyages", "expected"),
    [
        ("{hours}", 1, "open"), ("{hours}", 2, "review"), ("{hours}", 3, "review"),
        ("{plus: [{hours}, 1]}", 2, "open"), ("{plus: [{hours}, 1]}", 3, "review"),
        ("{times: [{hours}, 2]}", 3, "open"), ("{times: [{hours}, 2]}", 4, "review"),
        ("{minus: [4, {hours}], at_least: 0}", 1, "review"), ("{minus: [4, {hours}], at_least: 0}", 2, "met"),
        ("{minus: [{hours}, 1]}", 0, "open"), ("{minus: [{hours}, 1]}", 1, "review"),
        ("{minus: [{hours}, 1], at_least: 2}", 1, "open"), ("{minus: [{hours}, 1], at_least: 2}", 9, "review"),
    ],
)  # fmt: skip
def test_an_amount_without_an_upper_bound(amount: str, voyages: int, expected: str) -> None:
    hours = "{sum: {entries: lesson, of: hours}}"
    log = "2025-02-01 lesson hours: 2; 2025-02-02 lesson size: 3\n"
    log += ";".join(f"2025-01-{day:02} voyage voyage: v{day}" for day in range(1, voyages + 1))
    rule = f"count: voyage\nat_least: {amount.replace('{hours}', hours)}"
    assert asked(rule, log).split(" ", maxsplit=1)[0] == expected


def bounds(low: int, high: int | None) -> Bounds:
    return Bounds(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("have", "need", "reaches", "exceeds"),
    [
        (bounds(3, 3), bounds(3, 3), "yes", "no"),
        (bounds(4, 4), bounds(3, 3), "yes", "yes"),
        (bounds(2, 2), bounds(3, 3), "no", "no"),
        (bounds(2, 3), bounds(3, 3), "unknown", "no"),
        (bounds(2, 4), bounds(3, 3), "unknown", "unknown"),
        (bounds(3, None), bounds(3, 3), "yes", "unknown"),
        (bounds(2, None), bounds(3, 3), "unknown", "unknown"),
        (bounds(9, 9), bounds(3, None), "unknown", "unknown"),
        (bounds(2, 2), bounds(3, None), "no", "no"),
        (bounds(3, 3), bounds(2, 4), "unknown", "unknown"),
        (bounds(4, 4), bounds(2, 4), "yes", "unknown"),
    ],
)
def test_comparing_bounds(have: Bounds, need: Bounds, reaches: str, exceeds: str) -> None:
    assert (at_least(have, need).value, above(have, need).value) == (reaches, exceeds)

from __future__ import annotations

from datetime import date

import pytest

from evaluation.sailing import asked, between, counted, judged, one_rule, people, school, trainee
from kio.evaluation.engine import Engine
from kio.evaluation.measures import Tally, tally
from kio.evaluation.view import Case
from kio.programme.requirement import Enough

LESSONS = """
2025-01-31 lesson hours: 2, topic: knots, form: single, size: 1, teacher: anna
2025-02-28 lesson hours: 3.5, topic: tides, form: group, size: 4, teacher: bram
2025-04-30 lesson hours: 4, topic: tides, form: group, size: 8, teacher: anna
"""
PARAMETERS = """
parameters:
  worth: {values: [{from: 2020-01-01, value: 2}, {from: 2020-01-01, tracks: [yacht], value: ~}]}
"""


def measured(measure: str, log: str, track: str = "dinghy") -> Tally:
    programme = school(one_rule(f"{measure}\nat_least: 1", PARAMETERS))
    case = Case(programme, trainee(programme, log, track), people())
    engine = Engine(case, date(2025, 12, 31))
    kind = programme.checklists[0].requirements[0].kind
    assert isinstance(kind, Enough)
    return tally(engine, kind.measure, engine.select(kind.measure.selection))


def bounds(measure: str, log: str, track: str = "dinghy") -> str:
    """What is certain and what is possible, as `low..high`."""
    return between(measured(measure, log, track).have)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("count: lesson", "3..3"),
        ("count: voyage", "0..0"),
        ("count: {entries: [lesson, voyage]}", "3..3"),
        ("sum: {entries: lesson, of: hours}", "9.5..9.5"),
        ("sum: {entries: lesson, of: size}", "13..13"),
        ("sum: {entries: lesson, of: hours, each_at_most: 3}", "8..8"),
        ("sum: {entries: lesson, of: hours, each_at_most: $worth}", "6..6"),
        ("distinct: {entries: lesson, of: topic}", "2..2"),
        ("distinct: {entries: lesson, of: teacher}", "2..2"),
        ("distinct: {entries: lesson, of: date}", "3..3"),
        # 31 Jan + 2 months = 31 Mar, + 3 months = 30 Apr (clamped)
        ("span: {entries: lesson, unit: months}", "3..3"),
        ("span: {entries: lesson, unit: days}", "89..89"),
        ("span: {entries: lesson, unit: weeks}", "12..12"),
        ("span: {entries: lesson, unit: years}", "0..0"),
        ("span: lesson", "89..89"),
        ("span: voyage", "0..0"),
    ],
)
def test_a_measure(measure: str, expected: str) -> None:
    assert bounds(measure, LESSONS) == expected


GROUP = "where: {form: group}"
TABLE = "counts: {field: topic, table: {knots: 0.25, tides: 1.5}}"


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (f"[{{{GROUP}, counts: 2}}]", "5..5"),
        (f"[{{{GROUP}, counts: $worth}}]", "5..5"),
        (f"[{{{GROUP}, counts: 0}}]", "1..1"),
        ("[{counts: 0.5}]", "1.5..1.5"),
        ("[{counts: {field: size}}]", "13..13"),
        (f"[{{{TABLE}}}]", "3.25..3.25"),
        # the first that fits
        (f"[{{where: {{size: {{at_least: 8}}}}, counts: 3}}, {{{GROUP}, counts: 2}}]", "6..6"),
        (f"[{{{GROUP}, counts: 2}}, {{where: {{size: {{at_least: 8}}}}, counts: 3}}]", "5..5"),
        (f"[{{{GROUP}, counts: 2}}, {{counts: 10}}]", "14..14"),
    ],
)
def test_weights(weights: str, expected: str) -> None:
    assert bounds(f"count: {{entries: lesson, weights: {weights}}}", LESSONS) == expected


def test_a_weight_multiplies_what_is_summed() -> None:
    assert bounds(f"sum: {{entries: lesson, of: hours, weights: [{{{GROUP}, counts: 0.5}}]}}", LESSONS) == "5.75..5.75"


def test_a_weight_belongs_to_the_requirement_and_the_track() -> None:
    log = "2025-03-01 lesson form: group"
    rule = "count: {entries: lesson, weights: [{where: {form: group}, counts: $weight}]}\nat_least: 2"
    weight = (
        "parameters: {weight: {values: [{from: 2020-01-01, value: 1}, {from: 2020-01-01, tracks: [yacht], value: 2}]}}"
    )
    assert asked(rule, log, more=weight) == "open 1/2: 1 more is needed"
    assert asked(rule, log, more=weight, track="yacht") == "met 2/2: recorded"
    moved = log + "; 2025-06-01 switch to: yacht"
    assert asked(rule, moved, "2025-05-31", more=weight) == "open 1/2: 1 more is needed"
    assert asked(rule, moved, "2025-06-01", more=weight) == "met 2/2: recorded"


@pytest.mark.parametrize(
    ("measure", "log", "expected"),
    [
        ("sum: {entries: lesson, of: hours}", "2025-01-01 lesson hours: 2; 2025-01-02 lesson size: 2", "2.."),
        ("count: {entries: lesson, weights: [{counts: {field: size}}]}", "2025-01-01 lesson hours: 2", "0.."),
        (f"count: {{entries: lesson, weights: [{{{TABLE}}}]}}", "2025-01-01 lesson topic: other", "0.."),
        (f"count: {{entries: lesson, weights: [{{{TABLE}}}]}}", "2025-01-01 lesson hours: 2", "0.."),
        ("distinct: {entries: lesson, of: topic}", "2025-01-01 lesson hours: 2", "0..0"),
        ("sum: {entries: lesson, of: hours, where: {passed: true}}",
         "2025-01-01 lesson hours: 2, passed: true; 2025-01-02 lesson hours: 3; 2025-01-03 lesson hours: 4, passed: no",
         "2..5"),
        ("count: {entries: lesson, where: {passed: true}}", "2025-01-01 lesson; 2025-01-02 lesson", "0..2"),
        ("distinct: {entries: lesson, of: topic, where: {passed: true}}",
         "2025-01-01 lesson topic: knots, passed: true; 2025-01-02 lesson topic: knots; 2025-01-03 lesson topic: tides",
         "1..2"),
        ("span: {entries: lesson, where: {passed: true}, unit: days}",
         "2025-01-01 lesson; 2025-01-05 lesson passed: true; 2025-01-06 lesson passed: true; 2025-01-09 lesson",
         "1..8"),
        ("sum: {entries: lesson, of: hours, where: {passed: true}}",
         "2025-01-01 lesson size: 2, passed: no; 2025-01-02 lesson hours: 3, passed: true", "3..3"),
    ],
)  # fmt: skip
def test_what_is_certain_and_what_is_possible(measure: str, log: str, expected: str) -> None:
    assert bounds(measure, log) == expected


def caps(*limits: str) -> str:
    return f"caps: [{', '.join(limits)}]"


GROUP_5 = "{where: {form: group}, at_most: 5}"
HEAVY = "weights: [{where: {topic: tides}, counts: 2}]"


@pytest.mark.parametrize(
    ("measure", "log", "expected", "cut"),
    [
        # 4 of at most 5 stand; the next weighs 2: one of the two enters
        (f"count: {{entries: lesson, {HEAVY}, {caps(GROUP_5)}}}",
         "\n".join(f"2025-01-0{day} lesson form: group, topic: knots" for day in range(1, 5))
         + "\n2025-01-05 lesson form: group, topic: tides", "5..5", 1),
        (f"sum: {{entries: lesson, of: hours, {caps(GROUP_5)}}}", LESSONS, "7..7", 2.5),
        (f"sum: {{entries: lesson, of: hours, {caps('{where: {form: group}, at_most: 7.5}')}}}",
         LESSONS, "9.5..9.5", 0),
        (f"sum: {{entries: lesson, of: hours, {caps('{where: {form: group}, at_most: 0}')}}}", LESSONS, "2..2", 7.5),
        (f"sum: {{entries: lesson, of: hours, {caps('{where: {form: group}, at_most: $worth}')}}}",
         LESSONS, "4..4", 5.5),
        (f"sum: {{entries: lesson, of: hours, {caps(GROUP_5, '{where: {form: single}, at_most: 1.5}')}}}",
         LESSONS, "6.5..6.5", 3),
        # what does not count uses up no cap
        (f"sum: {{entries: lesson, of: hours, where: {{size: {{at_most: 4}}}}, {caps(GROUP_5)}}}",
         LESSONS, "5.5..5.5", 0),
        # a lesson of unknown form: under the cap for what is certain, outside it for what is possible
        (f"sum: {{entries: lesson, of: hours, {caps(GROUP_5)}}}", "2025-01-01 lesson hours: 8", "5..8", 3),
        # at most half of all lessons in a group
        ("sum: {entries: lesson, of: hours, "
         + caps("{where: {form: group}, at_most: {times: [0.5, {sum: {entries: lesson, of: hours}}]}}") + "}",
         LESSONS, "6.75..6.75", 2.75),
    ],
)  # fmt: skip
def test_caps(measure: str, log: str, expected: str, cut: float) -> None:
    assert bounds(measure, log) == expected
    assert float(measured(measure, log).cut) == cut


def test_a_cap_without_a_number_for_this_track_cuts_nothing() -> None:
    measure = f"sum: {{entries: lesson, of: hours, {caps('{where: {form: group}, at_most: $worth}')}}}"
    assert (bounds(measure, LESSONS, "dinghy"), bounds(measure, LESSONS, "yacht")) == ("4..4", "9.5..9.5")


def test_a_weight_without_a_number_for_this_track_is_not_known() -> None:
    measure = "count: {entries: lesson, weights: [{where: {form: group}, counts: $worth}]}"
    assert (bounds(measure, LESSONS, "dinghy"), bounds(measure, LESSONS, "yacht")) == ("5..5", "1..")


def test_each_share_is_shown() -> None:
    rule = f"sum: {{entries: lesson, of: hours, each_at_most: 3, weights: [{{{GROUP}, counts: 2}}]}}\nat_least: 14"
    result = judged(rule, LESSONS)
    assert counted(result) == ["01-31 2", "02-28 6", "04-30 6"]
    assert result.have == 14


@pytest.mark.parametrize(
    ("night", "expected"),
    [
        # 8 miles for certain, of which nobody knows whether 3 are taken off again
        ("", "review 5/8"),
        (", night: no", "met 8/8"),
        (", night: yes", "open 5/8"),
    ],
)
def test_what_may_be_taken_off_is_not_certain(night: str, expected: str) -> None:
    rule = "sum: {entries: voyage, of: miles, where: {night: true}}\nat_least: 8"
    log = f"2025-01-01 voyage voyage: a, miles: 8, night: yes; 2025-01-02 voyage voyage: b, miles: -3{night}"
    assert asked(rule, log).startswith(expected)


UNKNOWN = "2025-01-01 lesson hours: 1; 2025-01-02 lesson size: 2"


@pytest.mark.parametrize(
    ("options", "log", "expected"),
    [
        # of an entry whose value is not recorded, anything from nought to the most that enters
        ("each_at_most: 3", UNKNOWN, "1..4"),
        ("each_at_most: 0.5", UNKNOWN, "0.5..1"),
        ("each_at_most: 0", UNKNOWN, "0..0"),
        ("each_at_most: $worth", UNKNOWN, "1..3"),
        ("each_at_most: 3", "2025-01-02 lesson size: 2; 2025-01-03 lesson size: 3", "0..6"),
        ("each_at_most: 3", "2025-01-02 lesson hours: 9; 2025-01-03 lesson size: 3", "3..6"),
        # without it nobody can say
        ("where: {topic: {present: no}}", UNKNOWN, "1.."),
        # it comes before the weights
        (f"each_at_most: 3, weights: [{{{GROUP}, counts: 2}}]", "2025-01-02 lesson form: group", "0..6"),
        (f"each_at_most: 3, weights: [{{{GROUP}, counts: 0.5}}]", "2025-01-02 lesson form: group", "0..1.5"),
        (f"each_at_most: 3, weights: [{{{GROUP}, counts: 2}}]", "2025-01-02 lesson form: single", "0..3"),
        ("each_at_most: 3, weights: [{counts: {field: size}}]", "2025-01-02 lesson size: 4", "0..12"),
        # and where the weight is not known either, nobody can say
        (f"each_at_most: 3, weights: [{{{GROUP}, counts: 2}}]", "2025-01-02 lesson size: 4", "0.."),
        ("each_at_most: 3, weights: [{counts: {field: size}}]", "2025-01-02 lesson form: group", "0.."),
        # of what may count
        ("each_at_most: 3, where: {passed: true}", "2025-01-02 lesson size: 2", "0..3"),
        ("each_at_most: 3, where: {passed: true}", "2025-01-02 lesson size: 2, passed: no", "0..0"),
        ("each_at_most: 3, where: {passed: true}", "2025-01-02 lesson size: 2; 2025-01-03 lesson hours: 2, passed: yes",
         "2..5"),
        # caps hold for what is possible too
        (f"each_at_most: 3, {caps(GROUP_5)}", "2025-01-02 lesson form: group", "0..3"),
        (f"each_at_most: 3, {caps(GROUP_5)}", "2025-01-02 lesson form: group; 2025-01-03 lesson form: group", "0..5"),
        (f"each_at_most: 3, {caps(GROUP_5)}", "2025-01-02 lesson form: group, hours: 3; 2025-01-03 lesson form: group",
         "3..5"),
        (f"each_at_most: 3, {caps(GROUP_5)}", "2025-01-02 lesson form: single; 2025-01-03 lesson form: single", "0..6"),
        # of an unknown form: outside the cap for what is possible
        (f"each_at_most: 3, {caps('{where: {form: group}, at_most: 1}')}", "2025-01-02 lesson size: 2", "0..3"),
    ],
)  # fmt: skip
def test_what_is_not_recorded_is_no_more_than_what_may_enter(options: str, log: str, expected: str) -> None:
    assert bounds(f"sum: {{entries: lesson, of: hours, {options}}}", log) == expected


def test_without_a_number_for_this_track_nothing_bounds_what_is_not_recorded() -> None:
    measure = "sum: {entries: lesson, of: hours, each_at_most: $worth}"
    assert (bounds(measure, UNKNOWN, "dinghy"), bounds(measure, UNKNOWN, "yacht")) == ("1..3", "1..")


@pytest.mark.parametrize(
    ("least", "expected"),
    [(1, "met 1/1: recorded"), (4, "review 1/4: 1 to be judged; how much it counts is not recorded"),
     (5, "open 1/5: 4 more are needed")],
)  # fmt: skip
def test_what_is_not_recorded_and_could_not_be_enough_leaves_nothing_to_judge(least: int, expected: str) -> None:
    rule = f"sum: {{entries: lesson, of: hours, each_at_most: 3}}\nat_least: {least}"
    assert asked(rule, UNKNOWN) == expected


def test_a_share_that_is_not_recorded_counts_for_nothing_that_is_certain() -> None:
    rule = "sum: {entries: lesson, of: hours, each_at_most: 3}\nat_least: 4"
    assert counted(judged(rule, UNKNOWN)) == ["01-01 1", "01-02 0"]
    [known, unknown] = measured("sum: {entries: lesson, of: hours, each_at_most: 3}", UNKNOWN).shares
    assert [(share.counts, share.most) for share in (known, unknown)] == [(1, None), (None, 3)]

"""Where nobody can say, or where the answer would be wrong if each part were judged by itself."""

from __future__ import annotations

import pytest

from evaluation.sailing import asked, counted, judged, not_counted, status

EXAM = "- {<x>, count: {entries: exam, where: {outcome: pass}}}"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("met: d/x", "review: not met yet: x"),
        ("not: {met: d/x}", "review: not met yet: x"),
        ("met: d", "review: not met yet: x"),
        ("count: lesson\nwhen: {met: d/x}", "review 0/1: it is not clear whether this is asked here"),
    ],
)
def test_whether_something_is_met_may_be_unknown(rule: str, expected: str) -> None:
    assert asked(rule, "2025-01-01 exam score: 9", beside=EXAM) == expected


def test_what_is_not_met_is_named() -> None:
    assert asked("met: d/x", "", beside=EXAM) == "open: not met yet: x"
    assert asked("met: d/x", "2025-01-01 exam outcome: pass", beside=EXAM) == "met: recorded"


def test_too_many() -> None:
    log = "2025-01-01 lesson; 2025-01-02 lesson"
    assert asked("count: lesson\nat_most: 1", log) == "failed 2/1: there are 2, at most 1 may be"


def test_an_amount_that_is_not_recorded() -> None:
    rule = "sum: {entries: lesson, of: hours}\nat_least: 3"
    log = "2025-01-01 lesson hours: 2; 2025-01-02 lesson size: 2"
    assert asked(rule, log) == "review 2/3: 1 to be judged; how much it counts is not recorded"


def test_caps_that_overlap_cut_once() -> None:
    caps = "caps: [{where: {form: group}, at_most: 5}, {where: {topic: knots}, at_most: 5}]"
    rule = f"sum: {{entries: lesson, of: hours, {caps}}}\nat_least: 9"
    said = "open 5/9: 4 more are needed; 5 of it is above what may count"
    assert asked(rule, "2025-01-01 lesson hours: 10, form: group, topic: knots") == said


def test_a_weight_that_may_apply() -> None:
    rule = "count: {entries: lesson, weights: [{where: {form: group}, counts: 0.5}]}"
    said = "review 0/1: 1 to be judged; how much it counts is not recorded"
    assert asked(rule, "2025-01-01 lesson hours: 1") == said
    assert asked(rule, "2025-01-01 lesson form: single") == "met 1/1: recorded"


def test_what_a_cap_cuts_is_said() -> None:
    rule = "sum: {entries: lesson, of: hours, caps: [{where: {form: group}, at_most: 5}]}\nat_least: 9"
    said = "open 5/9: 4 more are needed; 3 of it is above what may count"
    assert asked(rule, "2025-01-01 lesson hours: 8, form: group") == said


def test_not_among_values_that_are_not_recorded() -> None:
    rule = "count: {entries: lesson, where: {teacher: {not: {value_in: {entries: exam, of: examiner}}}}}"
    log = "2025-01-01 lesson teacher: anna; 2025-01-02 exam score: 9"
    assert asked(rule, log) == "review 0/1: 1 to be judged; teacher is anna"


def test_a_chain_that_may_be_complete() -> None:
    steps = "steps: [{(one), entries: lesson, where: {passed: true}}, {(two), entries: exam}]"
    log = "2025-01-01 lesson; 2025-01-03 exam score: 9; 2025-01-05 lesson passed: yes"
    result = judged(steps, log)
    assert (result.status.value, counted(result)) == ("review", ["01-05 1"])
    assert not_counted(result) == ["01-01? passed: not recorded", "01-03 it came before the step: one"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("score: 70", "met 1/1: recorded"),
        ("score: 70, outcome: fail", "met 1/1: recorded"),
    ],
)
def test_a_pick_among_entries_that_are_all_good(second: str, expected: str) -> None:
    rule = "count: {entries: exam, where: {outcome: pass}, pick: last, must: {score: {at_least: 50}}}"
    assert asked(rule, f"2025-01-01 exam outcome: pass, score: 60; 2025-02-01 exam {second}") == expected


def test_a_pick_of_one_day_counts_once() -> None:
    result = judged("count: {entries: exam, pick: last}", "2025-01-01 exam score: 60; 2025-01-01 exam score: 70")
    assert (counted(result), not_counted(result)) == (
        ["01-01 1"],
        ["01-01 another one counts, and this one would too"],
    )


def test_parts_none_of_which_is_asked() -> None:
    said = "not_applicable: this is not asked of this trainee"
    assert asked("any: [{<a>, tracks: [yacht], count: lesson}]", "") == said
    assert asked("all: [{<a>, tracks: [yacht], count: lesson}]", "") == said


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2025-01-31", "met 1/1: with Other-0"), ("2025-02-01", "open 0/1: Other-0 follows the track dinghy")],
)
def test_another_record_that_changed_track(on: str, expected: str) -> None:
    rule = "record: {field: mentor.of, tracks: [yacht]}"
    assert asked(rule, "", on, header="mentor: {of: other-0}", others=("2025-02-01 switch to: dinghy",)) == expected


def test_what_waits_does_not_hide_what_has_failed() -> None:
    rule = "all: [{<a>, count: exam, closes: {after: {first: lesson}}}]\nwaits_for: {first: voyage}"
    said = "failed 0/1: a: nothing recorded yet; this was possible until 1 Jan 2025"
    assert asked(rule, "2025-01-01 lesson") == said


def test_a_group_of_which_nothing_counts_is_no_group() -> None:
    rule = "groups: {entries: lesson, by: topic, where: {hours: {at_least: 1}}, each: {count: {}}}"
    log = "2025-01-01 lesson topic: knots, hours: 2; 2025-02-01 lesson topic: tides, hours: 0.5"
    assert asked(rule, log) == "met 1/1: recorded"


NO_NUMBER = "parameters: {none: {values: [{from: 2020-01-01, value: ~}]}}"


@pytest.mark.parametrize(
    "rule",
    [
        "any: [{<a>, count: lesson}]\nat_least: $none",
        "groups: {entries: lesson, by: topic, each: {count: {}}, at_least: $none}",
    ],
)
def test_parts_and_groups_without_a_number(rule: str) -> None:
    assert judged(rule, "2025-01-01 lesson topic: knots", more=NO_NUMBER).status.value == "review"


@pytest.mark.parametrize(
    ("which", "log", "expected"),
    [
        ("last", "2025-01-31 lesson passed: yes; 2025-05-01 lesson", "None"),
        ("last", "2025-01-31 lesson; 2025-05-01 lesson passed: yes", "2025-05-01"),
        ("first", "2025-01-31 lesson passed: yes; 2025-05-01 lesson", "2025-01-31"),
        ("first", "2025-01-31 lesson; 2025-05-01 lesson passed: yes", "None"),
    ],
)
def test_a_day_that_an_uncertain_entry_would_move_is_not_known(which: str, log: str, expected: str) -> None:
    day = f"{{{which}: {{entries: lesson, where: {{passed: true}}}}}}"
    assert str(judged(f"elapsed: {day}", log).earliest) == expected


PASSED = "{first: {entries: lesson, where: {passed: true}}}"


@pytest.mark.parametrize(
    ("rule", "log", "expected"),
    [
        # a lesson of which nobody knows whether it was passed: its day may have come already
        (f"elapsed: {PASSED}", "2025-01-10 lesson", "review"),
        (f"elapsed: {{months: 6, after: {PASSED}}}", "2025-01-10 lesson", "review"),
        (f"elapsed: {PASSED}", "2025-01-10 lesson passed: no", "waiting"),
        (f"elapsed: {PASSED}", "2025-01-10 lesson passed: yes", "met"),
        # and what must lie before or after it is as uncertain
        (f"count: {{entries: exam, where: {{date: {{before: {PASSED}, if_unknown: yes}}}}}}",
         "2025-01-10 lesson; 2025-01-20 exam score: 9", "review"),
        (f"count: {{entries: exam, where: {{date: {{after: {PASSED}}}}}}}",
         "2025-01-10 lesson; 2025-01-20 exam score: 9", "review"),
        (f"count: {{entries: exam, where: {{date: {{after: {PASSED}}}}}}}",
         "2025-01-10 lesson passed: no; 2025-01-20 exam score: 9", "open"),
    ],
)  # fmt: skip
def test_a_day_that_may_have_come_is_neither_known_nor_unknown(rule: str, log: str, expected: str) -> None:
    assert status(rule, log) == expected

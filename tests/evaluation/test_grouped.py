from __future__ import annotations

import pytest

from evaluation.sailing import asked, counted, judged, not_counted

LOG = """
2025-01-10 lesson topic: knots, teacher: anna, hours: 1
2025-01-20 lesson topic: tides, teacher: anna, hours: 2
2025-02-10 lesson topic: knots, teacher: bram, hours: 3
2025-04-10 lesson topic: rescue, teacher: bram, hours: 4
2025-04-11 lesson teacher: bram, hours: 5
"""


def groups(keys: str) -> str:
    return f"groups: {{entries: lesson, {keys}}}"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # every group that there is must reach it
        ("by: topic, each: {count: {}}", "met 3/3: recorded"),
        ("by: topic, each: {count: {}, at_least: 2}", "open 1/3: not enough for: tides, rescue"),
        ("by: topic, each: {sum: {of: hours}, at_least: 2}", "met 3/3: recorded"),
        ("by: topic, each: {sum: {of: hours}, at_least: 3}", "open 2/3: not enough for: tides"),
        ("by: topic, each: {distinct: {of: teacher}, at_least: 2}", "open 1/3: not enough for: tides, rescue"),
        ("by: topic, each: {span: {unit: days}, at_least: 31}", "open 1/3: not enough for: tides, rescue"),
        ("by: topic, each: {count: {}, at_most: 1}", "open 2/3: not enough for: knots"),
        ("by: topic, each: {count: {}, exactly: 1}", "open 2/3: not enough for: knots"),
        ("by: teacher, each: {count: {}, at_least: 2}", "met 2/2: recorded"),
        ("by: teacher, each: {sum: {of: hours}, at_least: 12}", "open 1/2: not enough for: anna"),
        # so many of them
        ("by: topic, each: {count: {}, at_least: 2}, at_least: 1", "met 1/1: recorded"),
        ("by: topic, each: {count: {}, at_least: 2}, at_least: 2", "open 1/2: not enough for: tides, rescue"),
        ("by: topic, each: {count: {}}, at_least: $two", "met 3/2: recorded"),
        # given groups, whether there is anything of them or not
        ("by: topic, keys: [knots, tides], each: {count: {}}", "met 2/2: recorded"),
        ("by: topic, keys: [knots, other], each: {count: {}}", "open 1/2: not enough for: other"),
        ("by: topic, keys: [knots, other], each: {count: {}}, at_least: 1", "met 1/1: recorded"),
        ("by: topic, keys: $topics, each: {count: {}}", "open 1/2: not enough for: other"),
        # by period
        ("by: week, each: {count: {}}, at_least: 4", "met 4/4: recorded"),
        ("by: week, each: {count: {}}, at_least: 5", "open 4/5: there are too few of them"),
        ("by: month, each: {count: {}}, at_least: 3", "met 3/3: recorded"),
        ("by: month, each: {sum: {of: hours}, at_least: 3}", "met 3/3: recorded"),
        ("by: month, each: {sum: {of: hours}, at_least: 4}", "open 1/3: not enough for: 2025-01, 2025-02"),
        ("by: quarter, each: {count: {}, at_least: 3}", "open 1/2: not enough for: 2025-Q2"),
        ("by: year, each: {count: {}, at_least: 5}", "met 1/1: recorded"),
        ("by: date, each: {count: {}}, at_least: 5", "met 5/5: recorded"),
    ],
)
def test_groups(keys: str, expected: str) -> None:
    more = """
    parameters:
      two: {values: [{from: 2020-01-01, value: 2}]}
      topics: {values: [{from: 2020-01-01, value: [knots, other]}]}
    """
    assert asked(groups(keys), LOG, more=more) == expected


def test_where_there_is_nothing_no_group_reaches_it() -> None:
    assert asked(groups("by: topic, each: {count: {}}"), "") == "open 0/0: there are too few of them"
    assert asked(groups("by: topic, each: {count: {}, at_most: 1}"), "") == "open 0/0: there are too few of them"
    assert asked(groups("by: topic, keys: [knots], each: {count: {}, at_most: 1}"), "") == "met 1/1: recorded"


def test_an_entry_with_several_values_is_in_several_groups() -> None:
    rule = "groups: {entries: voyage, by: waters, keys: [lake, river, sea], each: {count: {}}}"
    assert asked(rule, "2025-01-01 voyage voyage: a, waters: [lake, sea]") == "open 2/3: not enough for: river"


@pytest.mark.parametrize(
    ("second", "expected"),
    [("passed: yes", "met 2/2"), ("size: 3", "review 1/2"), ("passed: no", "met 1/1")],
)
def test_a_group_of_which_it_is_not_certain(second: str, expected: str) -> None:
    rule = groups("by: topic, where: {passed: true}, each: {count: {}}")
    log = f"2025-01-01 lesson topic: knots, passed: yes; 2025-01-02 lesson topic: tides, {second}"
    assert asked(rule, log).partition(":")[0] == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("by: topic, each: {count: {}}", "2025-04-10"),
        ("by: topic, keys: [knots, tides], each: {count: {}}", "2025-01-20"),
        ("by: topic, each: {count: {}}, at_least: 1", "2025-01-10"),
        ("by: topic, each: {count: {}}, at_least: 2", "2025-01-20"),
        ("by: topic, keys: [knots], each: {count: {}, at_least: 2}", "2025-02-10"),
        ("by: teacher, each: {sum: {of: hours}, at_least: 3}", "2025-02-10"),
        ("by: topic, each: {count: {}}, at_least: 0", "None"),
        # a group without entries has reached an upper bound on no day
        ("by: topic, keys: [tides, other], each: {count: {}, at_most: 1}", "None"),
    ],
)
def test_the_day_on_which_enough_groups_had_reached_it(keys: str, expected: str) -> None:
    assert str(judged(groups(keys), LOG).why.met_on) == expected


def test_what_counts_and_what_does_not_is_shown_for_all_groups() -> None:
    log = LOG + "\n2025-05-01 lesson topic: knots, hours: 0.5; 2026-02-01 lesson topic: knots"
    result = judged(groups("by: topic, where: {hours: {at_least: 1}}, each: {sum: {of: hours}, at_least: 1}"), log)
    assert counted(result) == ["01-10 1", "02-10 3", "01-20 2", "04-10 4"]
    assert not_counted(result) == ["05-01 hours is 0.5; at least 1 is asked"]
    assert [str(entry.date) for entry in result.why.planned] == ["2026-02-01"]


def test_practice_counts_in_months_with_enough_supervision() -> None:
    """A join by period: a group by month of hours, of which so many must be in a group."""
    keys = "by: month, where: {teacher: anna}, each: {sum: {of: hours}, at_least: 3}"
    assert asked(groups(f"{keys}, at_least: 1"), LOG) == "met 1/1: recorded"

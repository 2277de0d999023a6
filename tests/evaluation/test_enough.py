from __future__ import annotations

from datetime import date

import pytest

from evaluation.sailing import asked, counted, judged, line, not_counted, one_rule, people, school, trainee
from kio.evaluation.engine import evaluate
from kio.evaluation.view import Case
from kio.locale import say
from kio.models.record import Entry

PASSED = "count: {entries: lesson, where: {passed: true}}\nat_least: 3"


def lessons(certain: int, uncertain: int, refused: int = 0) -> str:
    given = ["passed: yes"] * certain + ["size: 2"] * uncertain + ["passed: no"] * refused
    return "\n".join(f"2025-01-{day:02} lesson {values}" for day, values in enumerate(given, 1))


# Three are needed: met by what is certain, open where what is possible cannot reach it, else somebody must judge.
@pytest.mark.parametrize(
    ("certain", "uncertain", "refused", "expected"),
    [
        (0, 0, 0, "open 0/3: nothing recorded yet"),
        (1, 0, 0, "open 1/3: 2 more are needed"),
        (2, 0, 0, "open 2/3: 1 more is needed"),
        (3, 0, 0, "met 3/3: recorded"),
        (4, 0, 0, "met 4/3: recorded"),
        (0, 2, 0, "open 0/3: 3 more are needed"),
        (0, 3, 0, "review 0/3: 3 to be judged; passed: not recorded"),
        (1, 1, 0, "open 1/3: 2 more are needed"),
        (1, 2, 0, "review 1/3: 2 to be judged; passed: not recorded"),
        (2, 1, 0, "review 2/3: 1 to be judged; passed: not recorded"),
        (2, 5, 0, "review 2/3: 5 to be judged; passed: not recorded"),
        (3, 1, 0, "met 3/3: recorded"),
        (2, 0, 4, "open 2/3: 1 more is needed"),
        (2, 1, 4, "review 2/3: 1 to be judged; passed: not recorded"),
        (0, 0, 2, "open 0/3: 3 more are needed"),
    ],
)
def test_so_many_certain_and_so_many_uncertain(certain: int, uncertain: int, refused: int, expected: str) -> None:
    assert asked(PASSED, lessons(certain, uncertain, refused)) == expected


@pytest.mark.parametrize(
    ("bounds", "certain", "uncertain", "expected"),
    [
        ("at_most: 2", 0, 0, "met"), ("at_most: 2", 2, 0, "met"), ("at_most: 2", 3, 0, "failed"),
        ("at_most: 2", 1, 1, "met"), ("at_most: 2", 1, 2, "review"), ("at_most: 2", 3, 1, "failed"),
        ("exactly: 2", 1, 0, "open"), ("exactly: 2", 2, 0, "met"), ("exactly: 2", 3, 0, "failed"),
        ("exactly: 2", 1, 1, "review"), ("exactly: 2", 2, 1, "review"), ("exactly: 2", 0, 1, "open"),
        ("exactly: 2", 3, 2, "failed"),
        ("{at_least: 1, at_most: 2}", 0, 0, "open"), ("{at_least: 1, at_most: 2}", 1, 0, "met"),
        ("{at_least: 1, at_most: 2}", 2, 0, "met"), ("{at_least: 1, at_most: 2}", 3, 0, "failed"),
        ("{at_least: 1, at_most: 2}", 1, 1, "met"), ("{at_least: 1, at_most: 2}", 0, 1, "review"),
        ("{at_least: 1, at_most: 2}", 1, 2, "review"),
        ("at_least: 0", 0, 0, "met"), ("at_least: 2.5", 2, 0, "open"), ("at_least: 2.5", 3, 0, "met"),
        ("", 0, 0, "open"), ("", 1, 0, "met"),
        ("{at_least: 1, at_most: $none}", 1, 0, "review"), ("{at_least: 2, at_most: $none}", 1, 0, "open"),
        ("{at_least: $none, at_most: 2}", 1, 0, "review"), ("{at_least: $none, at_most: 2}", 3, 0, "failed"),
    ],
)  # fmt: skip
def test_bounds_are_inclusive(bounds: str, certain: int, uncertain: int, expected: str) -> None:
    keys = bounds.strip("{}").replace(", ", "\n")
    rule = f"count: {{entries: lesson, where: {{passed: true}}}}\n{keys}"
    none = "parameters: {none: {values: [{from: 2020-01-01, value: ~}]}}"
    assert judged(rule, lessons(certain, uncertain), more=none).status.value == expected


def test_what_counts_and_what_does_not_are_shown_with_their_reasons() -> None:
    result = judged("count: {entries: lesson, where: {passed: true, hours: {at_least: 2}}}\nat_least: 5", """
        2025-01-01 lesson passed: yes, hours: 2
        2025-01-02 lesson passed: no, hours: 1.5
        2025-01-03 lesson passed: yes
        2025-01-04 lesson hours: 1
        2025-01-05 lesson passed: yes, hours: 3
    """)  # fmt: skip
    assert counted(result) == ["01-01 1", "01-05 1"]
    assert not_counted(result) == [
        "01-02 passed is no; hours is 1.5; at least 2 is asked",
        "01-03? hours: not recorded",
        "01-04 passed: not recorded; hours is 1; at least 2 is asked",
    ]


def test_where_one_is_enough_the_reason_says_what_is_wrong_with_those_there_are() -> None:
    rule = "count: {entries: exam, where: {score: {at_least: 60}}}"
    assert asked(rule, "2025-01-01 exam score: 50") == "open 0/1: score is 50; at least 60 is asked"
    assert asked(rule, "2025-01-01 exam score: 50; 2025-01-02 exam score: 50") == (
        "open 0/1: score is 50; at least 60 is asked"
    )
    assert asked(rule, "2025-01-01 exam score: 50; 2025-01-02 exam score: 55") == (
        "open 0/1: 1 Jan 2025: score is 50; at least 60 is asked; 2 Jan 2025: score is 55; at least 60 is asked"
    )


@pytest.mark.parametrize(
    ("log", "on", "expected", "planned"),
    [
        ("2025-03-01 lesson", "2025-02-28", "open 0/1: nothing recorded yet", 1),
        ("2025-03-01 lesson", "2025-03-01", "met 1/1: recorded", 0),
        ("2025-03-05 lesson; 2025-03-01 lesson", "2025-02-28", "open 0/1: nothing recorded yet", 2),
        ("2025-03-01 lesson; 2025-03-05 lesson", "2025-03-02", "met 1/1: recorded", 1),
        ("2025-03-01 voyage voyage: a", "2025-02-28", "open 0/1: nothing recorded yet", 0),
    ],
)
def test_what_is_planned(log: str, on: str, expected: str, planned: int) -> None:
    result = judged("count: lesson", log, on)
    assert (line(result), len(result.why.planned)) == (expected, planned)


def test_what_the_group_foresees_is_planned_too() -> None:
    programme = school(one_rule("count: {entries: lesson, about: {topic: knots}}"))
    foreseen = tuple(Entry("lesson", date(2025, month, 1), {"topic": "knots"}) for month in (3, 1))
    other = Entry("lesson", date(2025, 3, 2), {"topic": "tides"})
    case = Case(programme, trainee(programme, "2025-04-01 lesson topic: knots"), people(), planned=(*foreseen, other))
    result = evaluate(case, date(2025, 2, 1)).checklists[0].results[0]
    assert (result.status.value, [entry.date.month for entry in result.why.planned]) == ("open", [3, 4])
    # what the group foresaw for a day that has come is no fact of this record
    assert evaluate(case, date(2025, 3, 15)).checklists[0].results[0].status.value == "open"


def test_only_what_the_rule_is_about_is_planned() -> None:
    rule = "count: {selection: knots, about: {form: single}}"
    more = "selections: {knots: {entries: lesson, about: {topic: knots}, where: {hours: {at_least: 9}}}}"
    log = """
        2025-03-01 lesson topic: knots, form: group
        2025-03-02 lesson topic: tides, form: single
        2025-03-03 lesson topic: knots, form: single
        2025-03-04 lesson topic: knots
        2025-03-05 lesson form: single, hours: 1
    """
    result = judged(rule, log, "2025-02-01", more=more)
    assert [entry.date.day for entry in result.why.planned] == [3, 4, 5]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("count: lesson", "2025-01-10"),
        ("count: lesson\nat_least: 2", "2025-02-10"),
        ("count: lesson\nat_least: 3", "2025-02-10"),
        ("count: lesson\nat_least: 4", "2025-04-10"),
        ("count: lesson\nat_least: 0", "2025-01-10"),
        ("sum: {entries: lesson, of: hours}\nat_least: 5", "2025-02-10"),
        ("sum: {entries: lesson, of: hours}\nat_least: 6.5", "2025-04-10"),
        ("distinct: {entries: lesson, of: topic}\nat_least: 2", "2025-04-10"),
        ("span: {entries: lesson, unit: months}\nat_least: 2", "2025-04-10"),
        ("count: lesson\nat_most: 9", "2025-01-10"),
        ("count: {entries: lesson, where: {hours: {at_least: 3}}}", "2025-04-10"),
        # a tested date of the entry itself: from then on it counts
        ("count: {entries: voyage, where: {logged: {present: yes}}}", "2025-06-01"),
        ("count: {selection: logged}", "2025-06-01"),
        ("count: {entries: voyage, where: {any: [{logged: {present: yes}}, {night: yes}]}}", "2025-06-01"),
        ("count: {entries: voyage, where: {not: {not: {logged: {present: yes}}}}}", "2025-06-01"),
        ("count: {entries: voyage, about: {logged: {present: yes}}}", "2025-06-01"),
        ("count: {entries: voyage, pick: last, must: {logged: {present: yes}}}", "2025-06-01"),
        ("count: {entries: voyage, where: {night: {present: no}}}", "2025-05-01"),
        # the start lies before the entry's own day, a limit is not a day on which something happens
        ("count: {entries: voyage, where: {start: {on_or_before: today}}}", "2025-05-01"),
        ("count: {entries: licence, where: {valid_until: {on_or_after: today}}}", "2025-07-01"),
        ("count: {entries: withdrawal}\nat_most: 0", "None"),
    ],
)
def test_the_day_on_which_it_was_enough(rule: str, expected: str) -> None:
    log = """
        2025-04-10 lesson hours: 3, topic: tides
        2025-01-10 lesson hours: 2, topic: knots
        2025-02-10 lesson hours: 2, topic: knots
        2025-02-10 lesson hours: 1, topic: knots
        2025-05-01 voyage voyage: a, logged: 2025-06-01, start: 2025-04-28
        2025-07-01 licence valid_until: 2026-12-31
    """
    result = judged(rule, log, more="selections: {logged: {entries: voyage, where: {logged: {present: yes}}}}")
    assert result.status == "met"
    assert str(result.why.met_on) == expected


def test_an_uncertain_entry_does_not_make_it_enough_earlier() -> None:
    log = "2025-01-01 lesson; 2025-02-01 lesson passed: yes; 2025-03-01 lesson passed: no"
    assert str(judged("count: {entries: lesson, where: {passed: true}}", log).why.met_on) == "2025-02-01"


REMARKS = """
count: {entries: lesson, where: {hours: {at_least: 1}}}
remarks:
  - {where: {form: group}, say: {nl: groep, en: in a group}, show: size}
  - {where: {size: {present: no}}, say: {nl: grootte, en: no size recorded}}
"""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("form: group, size: 4", ["in a group: 4"]),
        ("form: group", ["in a group", "no size recorded"]),
        ("form: single, size: 4", []),
        ("size: 4", []),  # whether it was in a group is not known
    ],
)
def test_remarks(values: str, expected: list[str]) -> None:
    [evidence] = judged(REMARKS, f"2025-01-01 lesson hours: 2, {values}").why.evidence
    assert [say(remark, "en") for remark in evidence.remarks] == expected

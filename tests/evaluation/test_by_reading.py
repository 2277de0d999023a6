"""What differs by the reading of a question: days, amounts, conditions and whole kinds."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation.sailing import LAST_DAY, case_of, counted, line, not_counted, one_rule
from kio.breakdown import break_down
from kio.evaluation.engine import evaluate
from kio.evaluation.memo import Memo
from kio.evaluation.readings import with_readings
from kio.evaluation.result import Result

# Strictly read a lesson lasts two hours or more, and what is counted from is the first voyage, not the first lesson.
MORE = """
questions:
  how: {(how), readings: {freely: {(freely)}, strictly: {(strictly)}}, default: freely}
parameters:
  needed:
    values: [{from: 2020-01-01, value: {by_reading: {question: how, readings: {freely: 1, strictly: {plus: [1, 2]}}}}}]
days:
  begun: {by_reading: {question: how, readings: {freely: {first: lesson}, strictly: {met: c/voyage}}}}
"""
VOYAGE = "- {<voyage>, count: voyage}"
LESSONS = "2025-02-01 lesson hours: 1; 2025-03-01 lesson hours: 2; 2025-04-01 lesson hours: 3"


def judged(rule: str, log: str, reading: str = "freely", more: str = "") -> Result:
    rules = one_rule(rule, MORE.replace("c/voyage", "d/voyage") + more, VOYAGE)
    case = case_of(rules, log)._replace(readings={"how": reading})
    return evaluate(case, date.fromisoformat(LAST_DAY)).checklists[0].results[0]


CONDITION = """
count:
  entries: lesson
  where: {by_reading: {question: how, readings: {freely: yes, strictly: {hours: {at_least: 2}}}}}
"""
KIND = """
by_reading:
  question: how
  readings:
    freely: {count: lesson, at_least: 3}
    strictly: {sum: {entries: lesson, of: hours}, at_least: 7}
"""
NOTHING = "by_reading: {question: how, readings: {freely: yes, strictly: {count: voyage}}}"
NEVER = "count: {entries: lesson, where: {by_reading: {question: how, readings: {freely: no, strictly: yes}}}}"


@pytest.mark.parametrize(
    ("rule", "freely", "strictly"),
    [
        ("count: lesson\nat_least: $needed", "met 3/1", "met 3/3"),
        (CONDITION, "met 3/1", "met 2/1"),
        (KIND, "met 3/3", "open 6/7"),
        (NOTHING, "met", "open 0/1"),
        (NEVER, "open 0/1", "met 3/1"),
        ("elapsed: begun", "met", "waiting"),
        ("count: lesson\nwhen: {by_reading: {question: how, readings: {freely: no, strictly: yes}}}",
         "not_applicable", "met 3/1"),
        ("count: {entries: lesson, where: {date: {after: begun}}}", "met 2/1", "open 0/1"),
    ],
)  # fmt: skip
def test_each_reading_has_its_own_part(rule: str, freely: str, strictly: str) -> None:
    for reading, expected in (("freely", freely), ("strictly", strictly)):
        assert line(judged(rule, LESSONS, reading)).partition(":")[0] == expected


def test_a_day_waits_for_what_its_reading_waits_for() -> None:
    assert line(judged("elapsed: begun", LESSONS, "strictly")) == "waiting: waits for: voyage"


def test_what_does_not_count_by_a_reading_says_why() -> None:
    found = judged(CONDITION, LESSONS, "strictly")
    assert counted(found) == ["03-01 1", "04-01 1"]
    assert not_counted(found) == ["02-01 hours is 1; at least 2 is asked"]
    assert not_counted(judged(CONDITION, LESSONS)) == []
    assert not_counted(judged(NEVER, "2025-02-01 lesson")) == ["02-01 as the sources are read here, it does not count"]


def test_a_day_that_may_have_come_by_one_reading_is_to_be_judged() -> None:
    more = "  may: {by_reading: {question: how, readings: {freely: today, strictly: {first: {entries: lesson, "
    more += "where: {hours: {at_least: 2}}}}}}}\n"
    log = "2025-02-01 lesson"  # of how many hours is not recorded
    assert judged("elapsed: may", log, "freely", more=more).status == "met"
    assert judged("elapsed: may", log, "strictly", more=more).status == "review"


# Strictly read a lesson also needs a day on which it began, which may be later than the one by which it is recorded.
DATED = """
count:
  entries: lesson
  where: {by_reading: {question: how, readings: {freely: yes, strictly: {start: {on_or_after: 2025-01-01}}}}}
"""


def test_only_the_dates_that_the_reading_tests_decide_since_when_it_is_met() -> None:
    log = "2025-02-01 lesson start: 2025-06-01"
    assert judged(DATED, log).why.met_on == date(2025, 2, 1)
    assert judged(DATED, log, "strictly").why.met_on == date(2025, 6, 1)


def test_what_is_still_missing_follows_the_reading() -> None:
    more = "facts: {rest: {type: number, (rest), otherwise: {missing: c/r}}}\n"
    for reading, missing in (("freely", 0), ("strictly", 1)):
        rules = one_rule(KIND, MORE.replace("c/voyage", "d/voyage") + more, f"{VOYAGE}\n- {{<more>, fact: rest}}")
        case = case_of(rules, LESSONS)._replace(readings={"how": reading})
        rest = evaluate(case, date(2025, 12, 31)).checklists[1].results[1]
        assert (rest.status == "met") is bool(missing)


def test_what_is_planned_is_that_of_the_reading() -> None:
    rule = "by_reading: {question: how, readings: {freely: {count: lesson}, strictly: {count: voyage}}}"
    log = f"{LESSONS}; 2026-02-01 lesson; 2026-03-01 voyage voyage: v"
    assert [entry.type for entry in judged(rule, log).why.planned] == ["lesson"]
    assert [entry.type for entry in judged(rule, log, "strictly").why.planned] == ["voyage"]


def behind(rule: str, log: str = LESSONS) -> list[str]:
    return [f"{question.id}={reading.id}" for question, reading in judged(rule, log).why.readings]


@pytest.mark.parametrize(
    "rule",
    [
        "count: lesson\nat_least: $needed",
        "count: lesson\nat_least: {by_reading: {question: how, readings: {freely: 1, strictly: 2}}}",
        CONDITION,
        KIND,
        NOTHING,
        "count: lesson\ndeadline: {months: 1, after: begun}",
        "count: lesson\nwhen: {by_reading: {question: how, readings: {freely: no, strictly: yes}}}",
    ],
)
def test_the_question_is_named_wherever_its_parts_stand(rule: str) -> None:
    assert behind(rule) == ["how=freely"]


def test_what_is_not_asked_may_be_by_another_reading() -> None:
    rule = "count: voyage\nwhen: {by_reading: {question: how, readings: {freely: no, strictly: yes}}}"
    case = case_of(one_rule(rule, MORE.replace("c/voyage", "d/voyage"), VOYAGE), LESSONS)
    standing = with_readings(case, evaluate(case, date(2025, 12, 31)))
    [other] = standing.unders["c/r"].differing
    assert (standing.unders["c/r"].status, other.status) == ("not_applicable", "open")


def test_on_a_track_for_which_a_question_does_not_arise_the_default_holds() -> None:
    more = MORE.replace("default: freely", "default: freely, tracks: [yacht]").replace("c/voyage", "d/voyage")
    rules = one_rule(CONDITION, more, VOYAGE)
    memo = Memo(case_of(rules, "").programme)
    for track, have, readings in (("dinghy", 3, 0), ("yacht", 2, 1), ("dinghy", 3, 0)):
        case = case_of(rules, LESSONS, track=track)._replace(readings={"how": "strictly"})
        found = evaluate(case, date(2025, 12, 31), memo).checklists[0].results[0]
        assert found.have == have
        assert len(found.why.readings) == readings


NEITHER = """
count: {entries: lesson, where: {not: {by_reading: {question: how, readings: {freely: {hours: 1}, strictly: no}}}}}
"""
EITHER = """
count:
  entries: lesson
  where: {any: [{hours: 3}, {by_reading: {question: how, readings: {freely: yes, strictly: no}}}]}
"""


# What one memo keeps for one reading must not answer for another: numbers, dates that are tested, readings behind.
@pytest.mark.parametrize(
    ("rule", "freely", "strictly"),
    [
        ("count: lesson\nat_least: $needed", "3/1 2025-02-01", "3/3 2025-04-01"),
        (
            "count: lesson\nat_least: {by_reading: {question: how, readings: {freely: 1, strictly: 3}}}",
            "3/1 2025-02-01", "3/3 2025-04-01",
        ),
        (DATED + "at_least: 3", "3/3 2025-04-01", "3/3 2025-06-01"),
        (NEITHER, "2/1 2025-03-01", "3/1 2025-02-01"),
        (EITHER, "3/1 2025-02-01", "1/1 2025-04-01"),
    ],
)  # fmt: skip
def test_one_memo_serves_all_readings(rule: str, freely: str, strictly: str) -> None:
    rules = one_rule(rule, MORE.replace("c/voyage", "d/voyage"), VOYAGE)
    log = LESSONS.replace("hours: 2", "hours: 2, start: 2025-06-01")
    memo = Memo(case_of(rules, "").programme)
    for reading, expected in (("freely", freely), ("strictly", strictly), ("freely", freely), ("strictly", strictly)):
        case = case_of(rules, log)._replace(readings={"how": reading})
        found = evaluate(case, date(2025, 12, 31), memo).checklists[0].results[0]
        assert f"{found.have}/{found.need} {found.why.met_on}" == expected
        assert [taken.id for _, taken in found.why.readings] == [reading]


def test_a_number_that_a_record_gives_by_one_reading_is_not_kept_for_others() -> None:
    rule = "count: lesson\nat_least: {by_reading: {question: how, readings: {freely: {count: voyage}, strictly: 5}}}"
    rules = one_rule(rule, MORE.replace("c/voyage", "d/voyage"), VOYAGE)
    memo = Memo(case_of(rules, "").programme)
    for voyages, need in (("", 0), ("; 2025-05-01 voyage voyage: v", 1)):
        found = evaluate(case_of(rules, LESSONS + voyages), date(2025, 12, 31), memo).checklists[0].results[0]
        assert found.need == need


def test_what_is_not_asked_of_this_track_hangs_on_no_reading() -> None:
    rules = one_rule(f"{CONDITION}tracks: [yacht]", MORE.replace("c/voyage", "d/voyage"), VOYAGE)
    for track, readings in (("dinghy", []), ("yacht", ["freely"])):
        found = break_down(case_of(rules, LESSONS, track=track), date(2025, 12, 31), "c/r")
        assert [taken.id for _, taken in found.result.why.readings] == readings


DECIDED = MORE.replace("default: freely}", "default: freely, decided: {reading: strictly, by: board, on: 2025-06-01}}")


def test_a_decision_changes_only_its_day_and_later_ones() -> None:
    rules = one_rule(CONDITION + "at_least: 3", DECIDED.replace("c/voyage", "d/voyage"), VOYAGE)
    case = case_of(rules, LESSONS)
    for on, status in (("2025-05-31", "met"), ("2025-06-01", "open"), ("2025-12-31", "open")):
        assert evaluate(case, date.fromisoformat(on)).checklists[0].results[0].status == status


def test_what_is_remembered_of_one_record_serves_others_under_the_same_reading_alone() -> None:
    rules = one_rule(CONDITION, MORE.replace("c/voyage", "d/voyage"), VOYAGE)
    memo = Memo(case_of(rules, "").programme)
    for reading, have in (("freely", 3), ("strictly", 2), ("freely", 3), ("strictly", 2)):
        case = case_of(rules, LESSONS)._replace(readings={"how": reading})
        found = evaluate(case, date(2025, 12, 31), memo).checklists[0].results[0]
        assert found.have == have

from __future__ import annotations

from datetime import date

import pytest

from evaluation.sailing import asked, counted, judged, line, not_counted, one_rule, people, school, trainee
from kio.evaluation.engine import evaluate
from kio.evaluation.view import Case

STEPS = """
steps:
  - {(theory), entries: exam, about: {part: theory}, where: {outcome: pass}}
  - {(voyage), entries: voyage}
  - {(practice), entries: exam, about: {part: practice}, where: {outcome: pass}}
"""
FAILED = "exam part: practice, outcome: fail"
THEORY, SAILED, PRACTICE = "exam part: theory, outcome: pass", "voyage voyage: a", "exam part: practice, outcome: pass"


@pytest.mark.parametrize(
    ("log", "expected", "chain"),
    [
        ("", "open 0/3: the next step is missing: theory", []),
        (f"2025-01-01 {THEORY}", "open 1/3: the next step is missing: voyage", ["01-01 1"]),
        (f"2025-01-01 {THEORY}; 2025-02-01 {SAILED}", "open 2/3: the next step is missing: practice",
         ["01-01 1", "02-01 1"]),
        (f"2025-01-01 {THEORY}; 2025-02-01 {SAILED}; 2025-03-01 {PRACTICE}", "met 3/3: recorded",
         ["01-01 1", "02-01 1", "03-01 1"]),
        # the same day is in order
        (f"2025-01-01 {THEORY}; 2025-01-01 {SAILED}; 2025-01-01 {PRACTICE}", "met 3/3: recorded",
         ["01-01 1", "01-01 1", "01-01 1"]),
        # wrong order
        (f"2025-01-02 {THEORY}; 2025-01-01 {SAILED}; 2025-03-01 {PRACTICE}",
         "open 1/3: the next step is missing: voyage; it came before the step: theory", ["01-02 1"]),
        (f"2025-01-01 {THEORY}; 2025-02-01 {SAILED}; 2025-01-15 {PRACTICE}",
         "open 2/3: the next step is missing: practice; it came before the step: voyage", ["01-01 1", "02-01 1"]),
        (f"2025-02-01 {SAILED}; 2025-03-01 {PRACTICE}", "open 0/3: the next step is missing: theory", []),
        # a later voyage mends the chain; the first that fits is taken
        (f"2025-01-02 {THEORY}; 2025-01-01 {SAILED}; 2025-02-01 {SAILED}b; 2025-03-01 {PRACTICE}", "met 3/3: recorded",
         ["01-02 1", "02-01 1", "03-01 1"]),
        (f"2025-01-01 {THEORY}; 2025-02-01 {SAILED}; 2025-02-02 {SAILED}b; 2025-03-01 {PRACTICE}", "met 3/3: recorded",
         ["01-01 1", "02-01 1", "03-01 1"]),
        # rejected in between, and passed after that
        (f"2025-01-01 {THEORY}; 2025-02-01 {SAILED}; 2025-03-01 {FAILED}",
         "open 2/3: the next step is missing: practice; outcome is fail", ["01-01 1", "02-01 1"]),
        (f"2025-01-01 {THEORY}; 2025-02-01 {SAILED}; 2025-03-01 {FAILED}; 2025-04-01 {PRACTICE}",
         "met 3/3: recorded", ["01-01 1", "02-01 1", "04-01 1"]),
        # not certain
        (f"2025-01-01 exam part: theory; 2025-02-01 {SAILED}; 2025-03-01 {PRACTICE}",
         "review 0/3: the next step is missing: theory; outcome: not recorded", []),
        (f"2025-01-01 exam part: theory; 2025-02-01 {SAILED}",
         "open 0/3: the next step is missing: theory; outcome: not recorded", []),
        (f"2025-01-01 {THEORY}; 2025-02-01 {SAILED}; 2025-01-15 exam part: practice",
         "open 2/3: the next step is missing: practice; outcome: not recorded", ["01-01 1", "02-01 1"]),
        (f"2025-01-01 {THEORY}; 2025-02-01 {SAILED}; 2025-02-01 exam part: practice",
         "review 2/3: the next step is missing: practice; outcome: not recorded", ["01-01 1", "02-01 1"]),
        (f"2025-01-01 exam part: theory, outcome: fail; 2025-02-01 {SAILED}",
         "open 0/3: the next step is missing: theory; outcome is fail", []),
    ],
)  # fmt: skip
def test_steps(log: str, expected: str, chain: list[str]) -> None:
    result = judged(STEPS, log)
    assert (line(result), counted(result)) == (expected, chain)


def test_steps_are_met_on_the_day_of_the_last() -> None:
    log = f"2025-01-01 {THEORY}; 2025-02-01 {SAILED}; 2025-03-01 {PRACTICE}; 2025-04-01 {PRACTICE}"
    assert str(judged(STEPS, log).why.met_on) == "2025-03-01"
    assert judged(STEPS, log, "2025-02-28").why.met_on is None


def test_steps_show_what_was_rejected_and_what_is_planned() -> None:
    log = "2025-01-01 exam part: theory, outcome: fail; 2025-02-01 exam part: practice"
    result = judged(STEPS, f"{log}; 2025-03-01 {PRACTICE}; 2025-03-02 {SAILED}", "2025-02-28")
    assert not_counted(result) == ["01-01 outcome is fail", "02-01? outcome: not recorded"]
    assert [entry.date.day for entry in result.why.planned] == [2, 1]


@pytest.mark.parametrize(
    ("header", "test", "expected"),
    [
        ("mentor: {basis: friend}", "friend", "met: recorded"),
        ("mentor: {basis: club}", "friend", "open: basis is club"),
        ("mentor: {basis: club}", "[friend, club]", "met: recorded"),
        ("mentor: {basis: club}", "{not: friend}", "met: recorded"),
        ("", "friend", "review: basis: not recorded"),
        ("mentor: {of: other-0}", "friend", "review: basis: not recorded"),
        ("mentor: {of: other-0}", "{one_of: friend, missing: no}", "open: basis: not recorded"),
        ("mentor: {of: other-0}", "{one_of: friend, missing: yes}", "met: recorded"),
        ("mentor: {of: other-0}", "{present: yes}", "open: basis: not recorded"),
        ("mentor: {basis: club}", "{present: yes}", "met: recorded"),
    ],
)
def test_header(header: str, test: str, expected: str) -> None:
    assert asked(f"header: {{field: mentor.basis, test: {test}}}", "", header=header) == expected


@pytest.mark.parametrize(
    ("teacher", "on", "expected"),
    [
        ("dirk", "2025-04-30", "open: Dirk was no examiner on 30 Apr 2025"),
        ("dirk", "2025-05-01", "met: recorded"),
        ("eva", "2025-05-01", "review: eva is not in people.yaml"),
    ],
)
def test_a_person_in_the_header_is_judged_on_the_day_itself(teacher: str, on: str, expected: str) -> None:
    rule = "header: {field: mentor.teacher, test: {role: examiner}}"
    assert asked(rule, "", on, header=f"mentor: {{teacher: {teacher}}}") == expected


RECORD = "record: {field: mentor.of, tracks: [yacht], not_in: [withdrawn]}"


@pytest.mark.parametrize(
    ("rule", "other", "expected"),
    [
        (RECORD, "", "met 1/1: with Other-0"),
        (RECORD, "2025-06-01 withdrawal", "review 0/1: Other-0 is: withdrawn"),
        (RECORD, "2026-01-01 withdrawal", "met 1/1: with Other-0"),
        (RECORD.replace("yacht", "dinghy"), "", "open 0/1: Other-0 follows the track yacht"),
        (RECORD.replace("yacht", "dinghy, yacht"), "", "met 1/1: with Other-0"),
        ("record: {field: mentor.of}", "2025-06-01 withdrawal", "met 1/1: with Other-0"),
        ("record: {field: mentor.of, not_in: [sailing]}", "", "review 0/1: Other-0 is: sailing"),
        ("record: {field: mentor.of, not_in: [sailing]}", "2025-06-01 withdrawal", "met 1/1: with Other-0"),
    ],
)
def test_another_record(rule: str, other: str, expected: str) -> None:
    assert asked(rule, "", header="mentor: {of: other-0}", others=(other,)) == expected


def test_another_record_that_is_not_there_or_not_named() -> None:
    assert (
        asked(RECORD, "", header="mentor: {of: other-9}", others=("",))
        == "review 0/1: the record of other-9 is not there or cannot be read"
    )
    assert asked(RECORD, "", header="mentor: {basis: club}", others=("",)) == "open 0/1: mentor: not recorded"
    assert asked(RECORD, "", others=("",)) == "open 0/1: mentor: not recorded"


def test_another_record_of_another_programme() -> None:
    programme = school(one_rule(RECORD))
    other = trainee(programme, "", "yacht", "other-0")._replace(programme="diving")
    case = Case(programme, trainee(programme, "", header="mentor: {of: other-0}"), people(), {"other-0": other})
    result = evaluate(case, date(2025, 12, 31)).checklists[0].results[0]
    assert line(result) == "open 0/1: Other-0 follows another programme"


FACTS = """
facts:
  member: {type: yes_no, (member), otherwise: {from: 0, to: 1}}
  guests: {type: whole_number, (guests), otherwise: {from: 1, to: 3}}
  crew: {type: whole_number, (crew), tracks: [yacht], otherwise: 3}
  nobody: {type: whole_number, (nobody), otherwise: $nothing}
  start: {type: date, (start)}
  end: {type: date, (end), otherwise: {first: voyage}}
parameters: {nothing: {values: [{from: 2020-01-01, value: ~}]}}
days: {sailed: {first: voyage}}
"""
EXAM = "2025-03-01 exam"


@pytest.mark.parametrize(
    ("relation", "before", "same", "after"),
    [
        ("before", "met", "open", "open"),
        ("on_or_before", "met", "met", "open"),
        ("after", "open", "open", "met"),
        ("on_or_after", "open", "met", "met"),
    ],
)
def test_how_two_days_follow_each_other(relation: str, before: str, same: str, after: str) -> None:
    rule = f"day: {{first: exam}}\n{relation}: sailed"
    for day, expected in (("2025-03-02", before), ("2025-03-01", same), ("2025-02-28", after)):
        result = judged(rule, f"{EXAM}; {day} voyage voyage: a", more=FACTS)
        assert (day, result.status.value) == (day, expected)


@pytest.mark.parametrize(
    ("log", "told", "on", "expected"),
    [
        ("", "", "2025-12-31", "review"),
        (EXAM, "", "2025-12-31", "review"),
        ("", "start 2025-03-02", "2025-12-31", "review"),
        (EXAM, "start 2025-03-02", "2025-12-31", "met"),
        (EXAM, "start 2025-03-01", "2025-12-31", "open"),
        # a day that lies ahead is known, once somebody tells it
        (EXAM, "start 2027-03-02", "2025-12-31", "met"),
        (EXAM, "start 2025-03-02", "2025-02-28", "review"),
    ],
)
def test_a_day_that_is_not_known_leaves_the_order_open(log: str, told: str, on: str, expected: str) -> None:
    said = asked("day: {first: exam}\nbefore: {fact: start}", log, on, more=FACTS, told=told)
    assert said.partition(":")[0] == expected
    assert (said == "review: one of the days is not known yet") == (expected == "review")


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("member", "member 1", "met"),
        ("member", "member 0", "open"),
        ("member", "", "review"),
        # an amount of one or more
        ("guests", "guests 0", "open"), ("guests", "guests 1", "met"), ("guests", "guests 4", "met"),
        ("guests", "guests 0.5", "open"), ("guests", "", "met"),
        ("crew", "", "open"),  # of another track
        ("nobody", "", "review"),
        ("nobody", "nobody 1", "met"),
    ],
)  # fmt: skip
def test_whether_a_fact_holds(name: str, told: str, expected: str) -> None:
    opposite = {"met": "open", "open": "met", "review": "review"}
    assert judged(f"fact: {name}", "", more=FACTS, told=told).status.value == expected
    assert judged(f"not: {{fact: {name}}}", "", more=FACTS, told=told).status.value == opposite[expected]


@pytest.mark.parametrize(
    ("told", "expected"),
    [("member 1", "not_applicable"), ("member 0", "open"), ("", "review")],
)
def test_a_requirement_may_be_asked_only_where_a_fact_holds(told: str, expected: str) -> None:
    assert judged("count: exam\nwhen: {not: {fact: member}}", "", more=FACTS, told=told).status.value == expected


def test_a_fact_says_what_was_told() -> None:
    assert asked("fact: member", "", more=FACTS, told="member 1") == "met: member: yes"
    assert asked("fact: member", "", more=FACTS, told="member 0") == "open: member: no"


def test_a_fact_that_is_not_known_is_not_said_to_be_no() -> None:
    assert not asked("fact: member", "", more=FACTS).endswith(": no")


@pytest.mark.parametrize(
    ("otherwise", "log"),
    [
        ("{first: {entries: exam, where: {outcome: pass}}}", "2025-03-01 exam"),
        ("{latest: [{first: exam}, {first: {entries: exam, where: {outcome: pass}}}]}", "2025-03-01 exam"),
        ("{days: 7, after: {met: d/x}}", ""),
        ("{met: d/x}", ""),
        ("{met: d/x}", "2025-03-01 licence"),
        ("{first: exam}", ""),
    ],
)
def test_a_day_that_a_fact_takes_waits_as_the_day_itself(otherwise: str, log: str) -> None:
    more = f"facts: {{day: {{type: date, (day), otherwise: {otherwise}}}}}"
    beside = "- {<x>, count: licence}"
    itself = asked(f"elapsed: {otherwise}", log, beside=beside)
    assert asked("elapsed: {fact: day}", log, more=more, beside=beside) == itself

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from evaluation.sailing import LAST_DAY, case_of, judged, line, one_rule, school
from kio.evaluation.engine import Engine
from kio.programme.requirement import Elapsed

DAYS = """
days:
  begun: {first: lesson}
  term: {months: 6, after: begun}
parameters:
  months:
    values:
      - {from: 2020-01-01, tracks: [dinghy], value: 2}
      - {from: 2020-01-01, tracks: [yacht], value: ~}
"""
LOG = """
2025-01-31 lesson hours: 2, start: 2025-01-30
2025-03-15 lesson hours: 3, start: 2025-03-10
2025-06-10 exam score: 50
2025-06-20 exam score: 80
"""
FIRST = "{first: lesson}"


def day(rule: str, log: str = LOG, on: str = "2025-12-31", track: str = "dinghy") -> str:
    """A day as the rules compute it, shown through a requirement that waits for it."""
    result = judged(f"elapsed: {rule}", log, on, more=DAYS, track=track)
    assert result.earliest == result.why.met_on or result.why.met_on is None
    return str(result.earliest)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("today", "2025-12-31"),
        ("2025-05-31", "2025-05-31"),
        ("2026-05-31", "2026-05-31"),  # known, though it has not come
        ("{months: 1, before: 2025-03-31}", "2025-02-28"),
        ("begun", "2025-01-31"),
        ("term", "2025-07-31"),
        (FIRST, "2025-01-31"),
        ("{last: lesson}", "2025-03-15"),
        ("{first: lesson, day: start}", "2025-01-30"),
        ("{last: lesson, day: start}", "2025-03-10"),
        ("{first: {entries: exam, where: {score: {at_least: 60}}}}", "2025-06-20"),
        ("{first: voyage}", "None"),
        # terms: from the anchor, clamped to the month's end
        (f"{{days: 1, after: {FIRST}}}", "2025-02-01"),
        (f"{{weeks: 2, after: {FIRST}}}", "2025-02-14"),
        (f"{{months: 1, after: {FIRST}}}", "2025-02-28"),
        (f"{{months: 2, after: {FIRST}}}", "2025-03-31"),
        (f"{{years: 1, after: {FIRST}}}", "2026-01-31"),
        (f"{{months: 2, before: {FIRST}}}", "2024-11-30"),
        (f"{{weeks: 3, before: {FIRST}}}", "2025-01-10"),
        (f"{{months: {{count: exam}}, after: {FIRST}}}", "2025-03-31"),
        (f"{{months: $months, after: {FIRST}}}", "2025-03-31"),
        ("{months: 1, after: {first: voyage}}", "None"),
        ("{months: 1, after: {days: 1, after: begun}}", "2025-03-01"),
        # one of several
        ("{first_known: [{first: voyage}, {first: exam}, begun]}", "2025-06-10"),
        ("{first_known: [{first: voyage}, {last: voyage}]}", "None"),
        ("{latest: [begun, {first: exam}]}", "2025-06-10"),
        ("{latest: [{first: exam}, begun]}", "2025-06-10"),
        ("{latest: [begun, {first: voyage}]}", "None"),
    ],
)
def test_the_day(rule: str, expected: str) -> None:
    assert day(rule) == expected


def test_a_term_that_this_track_has_not_has_no_day() -> None:
    assert day(f"{{months: $months, after: {FIRST}}}", track="yacht") == "None"


@pytest.mark.parametrize(
    ("rule", "on", "expected"),
    [
        (FIRST, "2025-01-30", "None"),
        (FIRST, "2025-01-31", "2025-01-31"),
        # the lesson has begun, though it ends tomorrow
        ("{first: lesson, day: start}", "2025-01-29", "None"),
        ("{first: lesson, day: start}", "2025-01-30", "2025-01-30"),
        ("{last: lesson, day: start}", "2025-03-09", "2025-01-30"),
        ("{last: lesson, day: start}", "2025-03-10", "2025-03-10"),
        ("{last: exam}", "2025-06-19", "2025-06-10"),
        ("today", "2025-01-05", "2025-01-05"),
    ],
)
def test_only_what_has_come_is_known(rule: str, on: str, expected: str) -> None:
    assert day(rule, on=on) == expected


@pytest.mark.parametrize("score", ["", "score: 59"])
def test_an_entry_that_does_not_count_for_certain_gives_no_day(score: str) -> None:
    assert day("{last: {entries: exam, where: {score: {at_least: 60}}}}", f"2025-06-10 exam {score}") == "None"


def test_a_last_day_of_validity_that_lies_ahead_gives_no_day_yet() -> None:
    licence = "2025-01-01 licence valid_until: 2025-09-30"
    assert day("{last: licence, day: valid_until}", licence, "2025-09-29") == "None"
    assert day("{last: licence, day: valid_until}", licence, "2025-09-30") == "2025-09-30"


MET = """
- {<lessons>, count: lesson, at_least: 2}
- {<exam>, count: exam}
- {<exempt>, count: licence}
- {<never>, count: withdrawal}
- {<asked>, header: {field: mentor.basis, test: friend}}
"""
GRANT = "\n2025-08-01 dispensation of: d/exempt, decision: granted"


@pytest.mark.parametrize(
    ("names", "log", "expected"),
    [
        ("d/lessons", LOG, "2025-03-15"),
        ("d/exam", LOG, "2025-06-10"),
        ("[d/lessons, d/exam]", LOG, "2025-06-10"),
        ("[d/exam, d/lessons]", LOG, "2025-06-10"),
        ("[d/lessons, d/never]", LOG, "None"),
        ("d/exempt", LOG, "None"),
        ("d/exempt", LOG + GRANT, "2025-08-01"),
        ("[d/exempt, d/exam]", LOG + GRANT, "2025-08-01"),
        ("d/asked", LOG, "None"),  # a field of the header has no day
        ("[d/asked, d/exam]", LOG, "None"),
    ],
)
def test_the_day_on_which_requirements_were_met(names: str, log: str, expected: str) -> None:
    header = "mentor: {basis: friend}"
    result = judged(f"elapsed: {{met: {names}}}", log, beside=MET, header=header)
    assert str(result.earliest) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2025-01-30", "waiting: its first day is not known yet"),
        ("2025-01-31", "waiting: from 28 Feb 2025 on"),
        ("2025-02-27", "waiting: from 28 Feb 2025 on"),
        ("2025-02-28", "met: since 28 Feb 2025"),
        ("2025-03-01", "met: since 28 Feb 2025"),
    ],
)
def test_a_day_that_must_have_come(on: str, expected: str) -> None:
    assert line(judged("elapsed: {months: 1, after: begun}", LOG, on, more=DAYS)) == expected


MET_EXAM = "{met: [d/lessons, d/exam]}"
NAMED = """
days:
  both: {met: [d/lessons, d/exam]}
"""


@pytest.mark.parametrize(
    ("day", "log", "expected"),
    [
        (MET_EXAM, "", "waits for: lessons, exam"),
        (MET_EXAM, "2025-06-10 exam", "waits for: lessons"),
        ("both", "2025-06-10 exam", "waits for: lessons"),
        ("{months: 1, after: both}", "2025-06-10 exam", "waits for: lessons"),
        (f"{{latest: [{MET_EXAM}, {{met: d/never}}]}}", "2025-06-10 exam", "waits for: lessons, never"),
        # what is known already is waited for no more
        ("{latest: [{met: d/exam}, {met: d/never}]}", "2025-06-10 exam", "waits for: never"),
        ("{first_known: [{met: d/exempt}, {met: d/never}]}", "", "waits for: exempt, never"),
        ("{met: d/other}", "", "waits for: other"),
        ("{first: voyage}", "", "its first day is not known yet"),
        ("{latest: [{first: voyage}, {met: d/exam}]}", "2025-06-10 exam", "its first day is not known yet"),
    ],
)
def test_what_a_day_waits_for(day: str, log: str, expected: str) -> None:
    beside = MET + "- {<other>, tracks: [yacht], count: licence}"
    said = f"waiting: {expected}"
    assert line(judged(f"elapsed: {day}", log, more=NAMED, beside=beside)) == said
    assert line(judged(f"count: exam\nat_least: 2\nwaits_for: {day}", log, more=NAMED, beside=beside)).endswith(
        expected
    )


FACTS = """
facts:
  start: {type: date, (start), otherwise: {first: voyage}}
  birthday: {type: date, (birthday)}
  weeks: {type: whole_number, (weeks), otherwise: 2}
  either: {type: whole_number, (either), otherwise: {from: 0, to: $none}}
selections:
  knots: {entries: lesson, about: {topic: knots}}
  passed_knots: {selection: knots, where: {passed: true}}
parameters: {none: {values: [{from: 2020-01-01, value: ~}]}}
"""


def found(text: str, log: str, on: str = LAST_DAY, **given: Any) -> str:
    """A day as the rules compute it, also one that lies ahead."""
    rules = one_rule(f"elapsed: {text}", FACTS)
    kind = school(rules).checklists[0].requirements[0].kind
    assert isinstance(kind, Elapsed)
    return str(Engine(case_of(rules, log, **given), date.fromisoformat(on)).day(kind.day))


@pytest.mark.parametrize(
    ("rule", "told", "expected"),
    [
        ("{fact: birthday}", "", "None"),
        ("{fact: birthday}", "birthday 2024-02-29", "2024-02-29"),
        ("{fact: birthday}", "birthday 2026-02-28", "2026-02-28"),  # also one that lies ahead
        ("{fact: start}", "", "2025-04-01"),
        ("{fact: start}", "start 2025-05-01", "2025-05-01"),
        ("{years: 1, after: {fact: birthday}}", "birthday 2024-02-29", "2025-02-28"),
        ("{days: 21, before: {fact: start}}", "start 2026-09-17", "2026-08-27"),
        ("{weeks: {fact: weeks}, after: {fact: start}}", "", "2025-04-15"),
        ("{weeks: {fact: weeks}, after: {fact: start}}", "weeks 0", "2025-04-01"),
        ("{weeks: {fact: either}, after: {fact: start}}", "", "None"),
        ("{first_known: [{fact: birthday}, {fact: start}]}", "", "2025-04-01"),
        ("{first_known: [{fact: birthday}, {fact: start}]}", "birthday 2024-02-29", "2024-02-29"),
        ("{latest: [{fact: birthday}, {fact: start}]}", "birthday 2024-02-29", "2025-04-01"),
        ("{latest: [{fact: birthday}, {fact: start}]}", "", "None"),
    ],
)
def test_a_day_that_was_told(rule: str, told: str, expected: str) -> None:
    assert found(rule, "2025-04-01 voyage voyage: a", told=told) == expected


FIRST_TO_COME = "{planned: {entries: lesson, about: {topic: knots}}}"
KNOTS, TIDES = "lesson topic: knots", "lesson topic: tides"


@pytest.mark.parametrize(
    ("log", "planned", "on", "expected"),
    [
        ("", "", "2025-03-01", "None"),
        # what the record shows, as `first` would
        (f"2025-02-02 {KNOTS}; 2025-02-01 {KNOTS}", "", "2025-03-01", "2025-02-01"),
        (f"2025-03-01 {KNOTS}", "", "2025-03-01", "2025-03-01"),
        # what lies ahead in the record, or is planned by the group
        (f"2025-03-02 {KNOTS}", "", "2025-03-01", "2025-03-02"),
        (f"2025-04-02 {KNOTS}; 2025-04-01 {KNOTS}", "", "2025-03-01", "2025-04-01"),
        ("", f"2025-04-01 {KNOTS}", "2025-03-01", "2025-04-01"),
        ("", f"2025-04-02 {KNOTS}; 2025-04-01 {KNOTS}", "2025-03-01", "2025-04-01"),
        (f"2025-04-02 {KNOTS}", f"2025-04-01 {KNOTS}", "2025-03-01", "2025-04-01"),
        (f"2025-04-01 {KNOTS}", f"2025-04-02 {KNOTS}", "2025-03-01", "2025-04-01"),
        (f"2025-02-01 {KNOTS}", f"2025-04-02 {KNOTS}", "2025-03-01", "2025-02-01"),
        # also what the group planned for a day that has come
        ("", f"2025-02-01 {KNOTS}; 2025-04-01 {KNOTS}", "2025-03-01", "2025-02-01"),
        ("", f"2025-03-01 {KNOTS}; 2025-04-01 {KNOTS}", "2025-03-01", "2025-03-01"),
        # something else
        (f"2025-04-01 {TIDES}", f"2025-04-02 {TIDES}", "2025-03-01", "None"),
        (f"2025-04-01 {TIDES}; 2025-04-05 {KNOTS}", f"2025-04-02 {TIDES}", "2025-03-01", "2025-04-05"),
        ("2025-04-01 voyage voyage: a", "2025-04-01 voyage voyage: a", "2025-03-01", "None"),
        # nobody knows what it is about: it leaves the day open where it would move it
        ("2025-04-01 lesson", "", "2025-03-01", "None"),
        (f"2025-04-01 lesson; 2025-04-05 {KNOTS}", "", "2025-03-01", "None"),
        (f"2025-02-01 lesson; 2025-04-05 {KNOTS}", "", "2025-03-01", "None"),
        (f"2025-04-05 {KNOTS}", "2025-04-01 lesson", "2025-03-01", "None"),
        (f"2025-04-01 lesson; 2025-02-01 {KNOTS}", "2025-04-01 lesson", "2025-03-01", "2025-02-01"),
        (f"2025-04-06 lesson; 2025-04-05 {KNOTS}", "", "2025-03-01", "2025-04-05"),
        (f"2025-04-05 lesson; 2025-04-05 {KNOTS}", "", "2025-03-01", "2025-04-05"),
    ],
)
def test_the_first_day_with_what_is_planned(log: str, planned: str, on: str, expected: str) -> None:
    assert found(FIRST_TO_COME, log, on, planned=planned) == expected


@pytest.mark.parametrize(
    ("log", "planned", "expected"),
    [
        ("2025-04-03 lesson start: 2025-04-01, topic: knots", "", "2025-04-01"),
        ("", "2025-04-03 lesson start: 2025-04-01, topic: knots", "2025-04-01"),
        ("2025-04-03 lesson start: 2025-04-01, topic: knots", "2025-05-03 lesson start: 2025-03-30, topic: knots",
         "2025-03-30"),
        # it has begun, and ends on a day that has not come
        ("2025-03-03 lesson start: 2025-02-27, topic: knots; 2025-04-01 lesson start: 2025-04-01, topic: knots", "",
         "2025-02-27"),
        ("", "2025-03-03 lesson start: 2025-02-27, topic: knots; 2025-04-01 lesson start: 2025-04-01, topic: knots",
         "2025-02-27"),
        ("2025-04-03 lesson start: 2025-04-01, topic: tides", "", "None"),
        # when it begins is not recorded
        ("2025-04-03 exam part: theory", "", "None"),
    ],
)  # fmt: skip
def test_a_field_of_what_is_planned(log: str, planned: str, expected: str) -> None:
    rule = "{planned: {entries: lesson, about: {topic: knots}}, day: start}"
    assert found(rule, log, "2025-03-01", planned=planned) == expected


def test_what_is_planned_without_the_day_that_is_asked_gives_none() -> None:
    rule, planned = "{planned: voyage, day: logged}", "2025-04-01 voyage voyage: a"
    assert found(rule, "", "2025-03-01", planned=planned) == "None"
    logged = "2025-05-01 voyage voyage: b, logged: 2025-05-02"
    assert found(rule, "", "2025-03-01", planned=f"{planned}; {logged}") == "2025-05-02"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{planned: {selection: knots}}", "2025-04-01"),
        ("{planned: {selection: passed_knots}}", "2025-04-02"),
        ("{planned: {selection: knots, where: {passed: false}}}", "2025-04-01"),
        ("{planned: {entries: lesson, where: {passed: true}}}", "2025-03-31"),
        ("{planned: {entries: [exam, lesson]}}", "2025-03-31"),
        # which of several it picks, and what that one must be, is not asked
        ("{planned: {selection: knots, pick: last, must: {passed: false}}}", "2025-04-01"),
        # `first` knows nothing of what lies ahead
        ("{first: {selection: knots}}", "None"),
        ("{last: {selection: knots}}", "None"),
    ],
)
def test_which_of_what_is_planned_is_meant(rule: str, expected: str) -> None:
    log = """
        2025-04-01 lesson topic: knots, passed: no
        2025-04-02 lesson topic: knots, passed: yes
        2025-03-31 lesson topic: tides, passed: yes
    """
    assert found(rule, log, "2025-03-01") == expected


@pytest.mark.parametrize(
    ("rule", "on", "expected"),
    [
        # of what the record shows `pick` and `must` are asked
        ("{planned: {entries: exam, pick: last}}", "2025-03-01", "2025-02-01"),
        ("{planned: {entries: exam, pick: first}}", "2025-03-01", "2025-01-01"),
        ("{planned: {entries: exam, pick: first, must: {outcome: pass}}}", "2025-03-01", "None"),
        ("{planned: {entries: exam, pick: last, must: {outcome: pass}}}", "2025-03-01", "2025-02-01"),
        ("{planned: {entries: exam, pick: last, must: {outcome: pass}}}", "2025-01-15", "2025-02-01"),
    ],
)
def test_what_is_picked_of_the_record_itself(rule: str, on: str, expected: str) -> None:
    assert found(rule, "2025-01-01 exam outcome: fail; 2025-02-01 exam outcome: pass", on) == expected


def test_what_is_planned_has_not_come() -> None:
    rule, log = "elapsed: {planned: lesson}", "2025-03-02 lesson"
    assert line(judged(rule, log, "2025-03-01")) == "waiting: from 2 Mar 2025 on"
    assert line(judged(rule, log, "2025-03-02")) == "met: since 2 Mar 2025"
    assert line(judged(rule, "", "2025-03-01")) == "waiting: its first day is not known yet"
    assert line(judged(rule, "", "2025-03-01", planned=log)) == "waiting: from 2 Mar 2025 on"


def test_what_the_group_plans_is_not_for_somebody_who_does_not_come() -> None:
    rule, planned = "elapsed: {planned: lesson}", "2025-03-02 lesson"
    assert line(judged(rule, "2025-02-01 withdrawal", "2025-03-01", planned=planned)) == (
        "waiting: its first day is not known yet"
    )
    # what stands in the record itself does
    assert line(judged(rule, f"2025-02-01 withdrawal; {planned}", "2025-03-01")) == "waiting: from 2 Mar 2025 on"

from __future__ import annotations

import pytest

from evaluation.sailing import judged, line

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
    assert result.earliest == result.met_on or result.met_on is None
    return str(result.earliest)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("today", "2025-12-31"),
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

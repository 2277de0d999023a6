"""Why nothing has to be done now."""

from __future__ import annotations

from textwrap import dedent

import pytest
from evaluation.sailing import one_rule, standing

from kio.actions import actions
from kio.locale import say
from kio.worklist.idle import why_nothing

PHASES = """
phases:
  - {<ashore>, idle: yes, when: {count: {entries: leave, where: {until: {on_or_after: today, missing: yes}}}}}
  - {<closed>, idle: yes, when: {elapsed: 2025-12-01}}
"""
REMINDER = """
reminders:
  - id: renew
    (renew)
    for: licence
    due: {field: valid_until}
    ahead: {months: 1}
    act: {who: trainee, what: {nl: a, en: a}}
"""


def why(log: str = "", on: str = "2025-06-30", rule: str = "count: voyage", more: str = "") -> str:
    found = standing(one_rule(rule, dedent(PHASES) + more), log, on)
    assert actions(found) == ()
    return say(why_nothing(found), "en")


WAITS = "elapsed: {months: 1, after: {first: lesson}}"


@pytest.mark.parametrize(
    ("log", "on", "expected"),
    [
        ("2025-01-01 withdrawal", "2025-06-30", "in this phase (withdrawn) nothing is asked"),
        ("", "2025-12-01", "in this phase (closed) nothing is asked"),
        ("2025-06-01 leave until: 2025-06-30", "2025-06-30",
         "in this phase (ashore) nothing is asked, until 30 Jun 2025"),
        ("2025-06-01 leave", "2025-06-30", "in this phase (ashore) nothing is asked"),
        ("2025-01-01 leave until: 2025-03-31; 2025-06-01 leave until: 2025-07-31; 2025-06-02 leave until: 2025-07-15",
         "2025-06-30", "in this phase (ashore) nothing is asked, until 31 Jul 2025"),
        ("2025-01-01 voyage voyage: v", "2025-06-30", "everything is met"),
    ],
)  # fmt: skip
def test_a_phase_or_the_end(log: str, on: str, expected: str) -> None:
    assert why(log, on) == expected


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        # 20 June and a month
        ("2025-06-20 lesson", "nothing before 20 Jul 2025: r"),
        ("", "what is left waits for something else"),
        # 31 August less a month is before 20 July and a month, 20 August
        ("2025-06-20 lesson; 2025-01-01 licence valid_until: 2025-08-10", "nothing before 10 Jul 2025: renew"),
        ("2025-06-20 lesson; 2025-01-01 licence valid_until: 2025-08-31", "nothing before 20 Jul 2025: r"),
    ],
)
def test_the_next_day_that_is_known(log: str, expected: str) -> None:
    assert why(log, rule=WAITS, more=dedent(REMINDER)) == expected


def test_an_exception_that_ends_later_is_a_day_too() -> None:
    log = "2025-01-01 dispensation of: c/r, decision: granted, until: 2025-12-31"
    found = standing(one_rule("count: voyage"), log, "2025-06-30")
    assert say(why_nothing(found), "en") == "everything is met"

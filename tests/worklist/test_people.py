"""Who exactly must act."""

from __future__ import annotations

import pytest
from evaluation.sailing import judged, one_rule, standing

from kio.worklist.people import person_for

MORE = """
roles: {coach: {(coach)}}
entries:
  trip:
    (trip)
    fields:
      coach: {type: person, role: coach, (coach)}
      guest: {type: person, (guest)}
      both: {type: person, role: coach, many: yes, (both)}
"""


def person(log: str, who: str = "coach", on: str = "2025-06-30", rule: str = "count: trip") -> str | None:
    found = standing(one_rule(rule, MORE), log, on)
    return person_for(found, who, judged(rule, log, on, more=MORE))


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("", None),
        ("2025-01-01 trip coach: anna", "anna"),
        # the newest
        ("2025-02-01 trip coach: bram\n2025-01-01 trip coach: anna", "bram"),
        ("2025-02-01 trip guest: bram\n2025-01-01 trip coach: anna", "anna"),
        # two on one day, also in one entry: nobody knows which
        ("2025-01-01 trip coach: anna\n2025-01-01 trip coach: bram", None),
        ("2025-01-01 trip coach: anna\n2025-01-01 trip coach: anna", "anna"),
        ("2025-01-01 trip both: [anna, bram]", None),
        ("2025-01-01 trip both: [anna]", "anna"),
        # whom no role is meant of is not meant
        ("2025-01-01 trip guest: anna", None),
    ],
)
def test_the_newest_entry_names_somebody(log: str, expected: str | None) -> None:
    assert person(log) == expected


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        # a plan of the requirement says who it will be, in whatever field
        ("2025-01-01 trip coach: anna\n2025-07-01 trip coach: bram", "bram"),
        ("2025-01-01 trip coach: anna\n2025-07-01 trip guest: bram", "bram"),
        ("2025-01-01 trip coach: anna\n2025-08-01 trip coach: cora\n2025-07-01 trip coach: bram", "bram"),
        ("2025-01-01 trip coach: anna\n2025-07-01 trip coach: bram, guest: cora", None),
        ("2025-01-01 trip coach: anna\n2025-07-01 trip", "anna"),
    ],
)
def test_a_plan_names_somebody(log: str, expected: str | None) -> None:
    assert person(log, rule="count: trip\nat_least: 5") == expected


def test_a_plan_of_another_requirement_serves_where_nothing_else_does() -> None:
    rule = "count: enrolment"
    assert person("2025-07-01 trip coach: anna\n2025-08-01 trip coach: bram", rule=rule) == "anna"
    assert person("2025-07-01 trip guest: anna", rule=rule) is None


@pytest.mark.parametrize("who", ["trainee", "coordinator", "examiner"])
def test_who_is_no_role_or_is_named_nowhere(who: str) -> None:
    assert person("2025-01-01 trip coach: anna", who) is None


def test_without_a_requirement() -> None:
    log = "2025-01-01 trip coach: anna\n2025-07-01 trip coach: bram"
    found = standing(one_rule("count: trip", MORE), log, "2025-06-30")
    assert person_for(found, "coach", None) == "anna"

from __future__ import annotations

import pytest

from evaluation.sailing import asked, judged, not_counted


def verdict(test: str, teacher: str, day: str = "2025-05-15", values: str = "size: 1") -> str:
    result = judged(
        f"count: {{entries: lesson, where: {{teacher: {{{test}}}}}}}", f"{day} lesson teacher: {teacher}, {values}"
    )
    answer = {"met": "yes", "open": "no", "review": "unknown"}[result.status]
    return ": ".join([answer, *(why.partition(" ")[2] for why in not_counted(result))])


def test_known() -> None:
    assert verdict("known: yes", "anna") == "yes"
    assert verdict("known: yes", "eva") == "unknown: eva is not in people.yaml"


@pytest.mark.parametrize(
    ("teacher", "day", "expected"),
    [
        ("anna", "2019-12-31", "no: Anna was no skipper on 31 Dec 2019"),
        ("anna", "2020-01-01", "yes"),
        ("bram", "2025-02-28", "no: Bram was no skipper on 28 Feb 2025"),
        ("bram", "2025-03-01", "yes"),
        ("bram", "2025-06-30", "yes"),
        ("bram", "2025-07-01", "no: Bram was no skipper on 1 Jul 2025"),
        ("cora", "2001-01-01", "yes"),
        # a gap
        ("dirk", "2025-03-31", "yes"), ("dirk", "2025-04-01", "no: Dirk was no skipper on 1 Apr 2025"),
        ("dirk", "2025-05-31", "no: Dirk was no skipper on 31 May 2025"), ("dirk", "2025-06-01", "yes"),
        ("eva", "2025-05-15", "unknown: eva is not in people.yaml"),
    ],
)  # fmt: skip
def test_a_role_on_the_day_of_the_entry(teacher: str, day: str, expected: str) -> None:
    assert verdict("role: skipper", teacher, day) == expected
    assert verdict("role: skipper, on: date", teacher, day) == expected


@pytest.mark.parametrize(
    ("teacher", "day", "expected"),
    [
        ("anna", "2025-05-15", "yes"),
        ("bram", "2025-05-15", "no: Bram was no certified skipper on 15 May 2025"),
        ("bram", "2025-02-28", "no: Bram was no skipper on 28 Feb 2025"),
        ("cora", "2025-05-15", "unknown: whether Cora was a certified skipper on 15 May 2025 is not known"),
        ("dirk", "2025-03-31", "yes"),
        ("dirk", "2025-06-01", "no: Dirk was no certified skipper on 1 Jun 2025"),
        ("eva", "2025-05-15", "unknown: eva is not in people.yaml"),
    ],
)
def test_certified_for_a_role(teacher: str, day: str, expected: str) -> None:
    assert verdict("role: skipper, certified: yes", teacher, day) == expected


def test_one_role_is_not_another() -> None:
    assert verdict("role: examiner", "anna") == "no: Anna was no examiner on 15 May 2025"
    assert verdict("role: examiner", "dirk") == "yes"


def test_what_somebody_is_today_says_nothing_of_the_day_of_the_lesson() -> None:
    rule = "count: {entries: lesson, where: {teacher: {role: skipper}}}"
    assert asked(rule, "2025-02-28 lesson teacher: bram", "2025-05-01").startswith("open")
    assert asked(rule, "2025-03-01 lesson teacher: bram", "2025-12-31").startswith("met")


def test_on_another_day_of_the_entry() -> None:
    test = "role: skipper, on: start"
    assert verdict(test, "bram", "2025-03-01", "start: 2025-02-28") == "no: Bram was no skipper on 28 Feb 2025"
    assert verdict(test, "bram", "2025-07-01", "start: 2025-06-30") == "yes"
    # the first day of a lesson is its own day where no other is given
    assert verdict(test, "bram", "2025-06-30") == "yes"


def test_on_a_day_that_is_not_recorded_or_has_not_come() -> None:
    rule = "count: {entries: voyage, where: {skipper: {role: skipper, on: logged}}}"
    unknown = "review 0/1: 1 to be judged; Bram: the day is not recorded"
    assert asked(rule, "2025-05-01 voyage voyage: a, skipper: bram") == unknown
    later = "2025-05-01 voyage voyage: a, skipper: bram, logged: 2025-06-01"
    assert (asked(rule, later, "2025-05-31"), asked(rule, later, "2025-06-01")) == (unknown, "met 1/1: recorded")


def test_somebody_with_two_roles_at_once() -> None:
    """One certified role is enough; where one is known not to be and of the other nothing is known, nobody knows."""
    from datetime import date

    from evaluation.sailing import one_rule, people, school, trainee
    from kio.evaluation.engine import evaluate
    from kio.evaluation.view import Case

    rule = "count: {entries: lesson, where: {teacher: {role: skipper, certified: yes}}}"
    programme = school(one_rule(rule))
    found = []
    for certified in (("true", "false"), ("false", "false"), ("false", None)):
        roles = ", ".join("{role: skipper" + (f", certified: {word}" if word else "") + "}" for word in certified)
        known = people(f"fem: {{name: Fem, roles: [{roles}]}}")
        case = Case(programme, trainee(programme, "2025-05-15 lesson teacher: fem"), known)
        found.append(evaluate(case, date(2025, 12, 31)).checklists[0].results[0].status.value)
    # two roles of one day that contradict each other leave it open
    assert found == ["review", "open", "review"]

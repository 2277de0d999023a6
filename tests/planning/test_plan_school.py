"""What holds a day, in words, on the invented sailing school: terms, plans, paces and the order of steps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from evaluation.sailing import case_of

from kio.evaluation.engine import evaluate
from kio.locale import say
from kio.planning.plan import Assumed, Plan, Prospect
from kio.planning.planner import plan

RULES = """
checklists:
  - id: c
    (c)
    requirements:
{requirements}
phases: [{{<ready>, goal: yes, when: {{met: c}}}}]
paces: {{exams_a_week: {{title: {{nl: examens, en: exams a week}}, entries: exam, per: week}}}}
{more}
"""


def planned(
    *requirements: str, log: str = "", on: str = "2025-05-02", more: str = "", pace: str = "", **given: str
) -> Plan:
    rules = RULES.format(requirements="\n".join(f"      - {{{one}}}" for one in requirements), more=more)
    case = case_of(rules, log, **given)  # type: ignore[arg-type]
    found = plan(case, date.fromisoformat(on), Assumed({"exams_a_week": Decimal(pace)} if pace else {}))
    if found.day is not None:
        assert evaluate(found.case, found.day).phase.id == "ready"
    return found


def chain(found: Plan) -> list[str]:
    return [f"{link.day:%m-%d} {say(link.title, 'en')}: {say(link.why, 'en')}" for link in found.chain]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("{days: 1, after: {days: 1, after: {first: lesson}}}", "05-03 r: 1 day after 1 day after lesson (1 May 2025)"),
        ("{weeks: 2, after: {first: lesson}}", "05-15 r: 2 weeks after lesson (1 May 2025)"),
        ("{months: 1, after: {first: lesson}}", "06-01 r: 1 month after lesson (1 May 2025)"),
        ("{years: 1, after: {first: lesson}}", "05-01 r: 1 year after lesson (1 May 2025)"),
        ("{days: 10, before: 2025-06-30}", "06-20 r: 10 days before 30 Jun 2025"),
        ("2025-06-30", "06-30 r: 30 Jun 2025"),
        ("{weeks: 1, after: named}", "05-08 r: 1 week after lesson (1 May 2025)"),
        ("{weeks: 1, after: {first_known: [{first: exam}, named]}}", "05-08 r: 1 week after lesson (1 May 2025)"),
        ("{weeks: 1, after: {latest: [2025-01-01, {first: lesson}]}}", "05-08 r: 1 week after lesson (1 May 2025)"),
    ],
)  # fmt: skip
def test_a_term_says_from_what_it_counts(day: str, expected: str) -> None:
    found = planned(f"<r>, elapsed: {day}", log="2025-05-01 lesson", more="days: {named: {first: lesson}}")
    assert chain(found) == [expected]


def test_a_term_goes_back_to_what_it_counts_from() -> None:
    """The exam is planned; a week after it the rest can come, and a step only after another one."""
    found = planned(
        "<exam>, count: exam",
        "<rest>, elapsed: {weeks: 1, after: {met: c/exam}}",
        log="2025-05-10 exam",
    )
    assert chain(found) == ["05-17 rest: 1 week after exam (10 May 2025)", "05-10 exam: planned for 10 May 2025"]


def test_an_earliest_day_is_a_reason() -> None:
    found = planned(
        "<r>, count: {entries: exam, where: {date: {on_or_after: later}}}, earliest: later",
        log="2025-05-01 lesson",
        more="days: {later: {weeks: 1, after: {first: lesson}}}",
    )
    assert chain(found) == ["05-08 r: possible from 8 May 2025: 1 week after lesson (1 May 2025)"]


def test_a_condition_of_a_day_alone_is_one_too() -> None:
    found = planned("<r>, count: {entries: exam, where: {date: {after: 2025-05-20}}}")
    assert chain(found) == ["05-21 r: not before 21 May 2025"]


def test_what_waits_says_for_what() -> None:
    found = planned("<r>, count: exam, waits_for: {met: c/l}", "<l>, count: lesson", log="2025-05-09 lesson")
    assert chain(found) == ["05-09 r: only after l (9 May 2025)", "05-09 l: planned for 9 May 2025"]


def test_a_step_comes_after_the_steps_before_it() -> None:
    act = "act: {who: trainee, what: {nl: x, en: x}, once: c/l}"
    found = planned(f"<r>, count: exam, {act}", "<l>, count: lesson", log="2025-05-09 lesson")
    assert chain(found) == ["05-09 r: only after l", "05-09 l: planned for 9 May 2025"]
    assert [f"{step.day:%m-%d}" for step in found.steps] == ["05-09", "05-09"]


def test_a_pace_says_how_many_are_still_to_come() -> None:
    found = planned("<r>, count: exam, at_least: 3", log="2025-05-01 exam", pace="1")
    assert found.day == date(2025, 5, 15)
    assert chain(found) == ["05-15 r: 2 more, from 8 May 2025 on; exams a week: 1"]


def test_all_at_once_has_no_chain() -> None:
    found = planned("<r>, count: exam, at_least: 3")
    assert (found.day, chain(found), len(found.steps)) == (date(2025, 5, 2), [], 3)


def test_an_entry_that_serves_twice_is_made_once() -> None:
    """The first theory exam is made up at once, but a week later one is asked that does for both."""
    found = planned(
        "<a>, count: {entries: exam, about: {part: theory}}",
        "<b>, count: {entries: exam, about: {part: theory}, where: {date: {on_or_after: 2025-05-09}}}",
    )
    assert [f"{step.day:%m-%d}" for step in found.steps] == ["05-09"]


def test_what_comes_too_soon_does_not_stand_in_the_way() -> None:
    """The first exam is the one that counts: it waits for its day, and so does the other that asks of it."""
    found = planned(
        "<a>, count: {entries: exam, pick: first}",
        "<b>, count: {entries: exam, pick: first, must: {date: {on_or_after: 2025-05-09}}}",
    )
    assert (found.answer, found.day) == (Prospect.POSSIBLE, date(2025, 5, 9))


def test_what_nobody_can_work_out_has_no_day() -> None:
    found = planned("<r>, not: {count: exam}", log="2025-05-01 exam")
    assert (found.answer, found.day, found.chain) == (Prospect.UNKNOWN, None, ())
    assert [one.name for one in found.unsolved] == ["c/r"]


def test_a_decision_has_a_day_that_follows() -> None:
    found = planned(
        "<r>, count: {entries: lesson, where: {teacher: {known: yes}}}", log="2025-05-01 lesson teacher: zed"
    )
    assert (found.answer, found.if_decided) == (Prospect.UNDECIDED, date(2025, 5, 2))


def test_of_an_unclear_count_what_is_certain_is_made_up() -> None:
    """One of two lessons must be judged: a further one makes it certain, so no decision has to come first."""
    rule = "<r>, count: {entries: lesson, where: {teacher: {known: yes}}}, at_least: 2"
    found = planned(rule, log="2025-04-01 lesson teacher: anna; 2025-05-01 lesson teacher: zed")
    assert (found.answer, found.day, len(found.steps)) == (Prospect.POSSIBLE, date(2025, 5, 2), 1)


def test_a_phase_that_needs_somebody_is_the_goal_where_none_is_named() -> None:
    rules = """
    checklists: [{id: c, (c), requirements: [{<r>, count: exam}]}]
    phases: [{<ready>, when: {met: c}, act: {who: trainee, what: {nl: x, en: x}}}]
    """
    found = plan(case_of(rules, ""), date(2025, 5, 2))
    assert found.goal is not None
    assert (found.goal.id, found.day) == ("ready", date(2025, 5, 2))

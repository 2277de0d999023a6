"""Plans of records in every phase, worked out by hand: the answer, the day, what holds it and what comes on the way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kio.evaluation.view import Case
from kio.locale import say
from kio.models.record import Entry
from kio.planning.plan import Assumed, Plan, Prospect
from kio.planning.planner import plan
from planning.lives import cohort

ON = date(2026, 11, 24)


def somebody(name: str, *more: Entry, without: tuple[str, ...] = (), plan_too: bool = True) -> Case:
    """Somebody of the cohort, with further entries and without those of some types."""
    case = next(one for one in cohort() if one.trainee.id == name)
    log = (*(entry for entry in case.trainee.log if entry.type not in without), *more)
    return case._replace(trainee=case.trainee._replace(log=log), planned=case.planned if plan_too else ())


def entry(text: str, **values: object) -> Entry:
    day, kind = text.split()
    return Entry(kind, date.fromisoformat(day), values)


def planned(case: Case, on: date = ON, by: str | None = None, **paces: str) -> Plan:
    numbers = {name: Decimal(number) for name, number in paces.items()}
    return plan(case, on, Assumed(numbers, date.fromisoformat(by) if by else None))


def chain(found: Plan) -> list[str]:
    return [f"{link.day} {say(link.title, 'en')}: {say(link.why, 'en')}" for link in found.chain]


def steps(found: Plan, requirement: str) -> list[str]:
    """The steps for a requirement, as `day` or `day*` where it is planned, and the last day."""
    return [
        f"{step.day}{'*' if step.planned else ''} {step.latest or ''}".strip()
        for step in found.steps
        if step.requirement is not None and step.requirement.name == requirement
    ]


# --- a phase each


@pytest.mark.parametrize(
    ("name", "day", "held"),
    [
        # an applicant and somebody admitted: the group's last module is on 7 November 2027
        ("daan-oosterhuis", "2028-05-07", ["2028-05-07 Six months of Part II: 6 months after Module IV (7 Nov 2027)",
                                           "2027-11-07 Module IV: planned for 7 Nov 2027"]),
        ("tomas-novak", "2028-05-07", ["2028-05-07 Six months of Part II: 6 months after Module IV (7 Nov 2027)",
                                       "2027-11-07 Module IV: planned for 7 Nov 2027"]),
        # in Part I: the group's on 11 April 2027; one catches up the second module on 23 May, after the others
        ("saskia-van-rijn", "2027-10-11", ["2027-10-11 Six months of Part II: 6 months after Module IV (11 Apr 2027)",
                                           "2027-04-11 Module IV: planned for 11 Apr 2027"]),
        ("mei-lin-tan", "2027-11-23", ["2027-11-23 Six months of Part II: 6 months after Module II (23 May 2027)",
                                       "2027-05-23 Module II: planned for 23 May 2027"]),
        # in Part II since 25 October 2026
        ("lotte-verschueren", "2027-04-25", ["2027-04-25 Six months of Part II: 6 months after Module IV (25 Oct 2026)",
                                             "2026-10-25 Module IV: done on 25 Oct 2026"]),
        # everything but an appointment with the assessor
        ("zoe-vandenberghe", "2026-12-08", ["2026-12-08 Assessment of the final recording: planned for 8 Dec 2026"]),
        # the six months have passed: no term holds it
        ("bram-de-clercq", "2026-11-24", []),
        # an auditor gets no certificate: the goal is the end of Part I
        ("amina-haddad", "2027-04-11", ["2027-04-11 Module IV: planned for 11 Apr 2027"]),
    ],
)  # fmt: skip
def test_the_earliest_day_and_what_holds_it(name: str, day: str, held: list[str]) -> None:
    found = planned(somebody(name))
    assert (found.answer, found.day) == (Prospect.POSSIBLE, date.fromisoformat(day))
    assert chain(found) == held


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("joris-claes", "2026-11-17"),  # eligible by the assessor's outcome
        ("marijke-hoekstra", "2025-11-04"),  # certified a week after the assessor's outcome
        ("koen-vermeulen", "2026-10-25"),  # an auditor after the last module
    ],
)
def test_who_is_there_already_has_been_since_a_day(name: str, since: str) -> None:
    found = planned(somebody(name))
    assert (found.answer, found.day, found.steps) == (Prospect.REACHED, date.fromisoformat(since), ())


@pytest.mark.parametrize(("name", "phase"), [("gijs-van-der-meulen", "withdrawn"), ("jelle-bouma", "refused")])
def test_who_has_stopped_has_no_plan(name: str, phase: str) -> None:
    found = planned(somebody(name))
    assert found.answer is Prospect.ENDED
    assert found.ended is not None
    assert found.ended.id == phase
    assert (found.day, found.steps, found.chain) == (None, (), ())


def test_of_somebody_interrupted_the_modules_have_no_plan() -> None:
    """Until 28 February 2027 nothing happens; modules on the day after would make it 1 September."""
    found = planned(somebody("xander-kuipers"))
    assert (found.answer, found.day) == (Prospect.UNPLANNED, None)
    assert [one.result.name for one in found.unplanned] == ["part-1/module-3", "part-1/module-4"]
    assert [one.missed.date for one in found.unplanned if one.missed] == [date(2026, 8, 30), date(2026, 10, 25)]
    assert found.not_before == date(2027, 9, 1)


def test_a_plan_of_the_group_does_not_hold_while_somebody_is_interrupted() -> None:
    """The third module, on 31 January 2027, falls into an interruption until the end of March."""
    case = somebody("femke-ten-have", entry("2027-01-10 interruption", until=date(2027, 3, 31)))
    found = planned(case)
    assert found.answer is Prospect.UNPLANNED
    assert [one.date for one in found.skipped] == [date(2027, 1, 31)]
    assert [one.result.name for one in found.unplanned] == ["part-1/module-3"]


def test_without_a_group_nobody_knows_when_the_modules_are() -> None:
    found = planned(somebody("femke-ten-have", plan_too=False))
    assert (found.answer, found.day) == (Prospect.UNPLANNED, None)


def test_who_is_interrupted_with_everything_met_waits_for_its_end() -> None:
    found = planned(somebody("joris-claes", entry("2026-11-20 interruption", until=date(2026, 12, 31))))
    assert (found.answer, found.day, found.steps) == (Prospect.POSSIBLE, date(2027, 1, 1), ())
    assert chain(found) == ["2027-01-01 interrupted: until 31 Dec 2026"]


def test_who_stopped_after_everything_was_met_is_said_to_have() -> None:
    found = planned(somebody("joris-claes", entry("2026-11-20 withdrawal")))
    assert (found.answer, found.day) == (Prospect.REACHED, date(2026, 11, 17))
    assert found.ended is not None
    assert found.ended.id == "withdrawn"


# --- who must decide


@pytest.mark.parametrize(
    ("name", "requirement"),
    [("tjitske-feenstra", "certification/assistance"), ("elif-celik", "certification/active-membership")],
)
def test_what_must_be_judged_is_not_made_up(name: str, requirement: str) -> None:
    found = planned(somebody(name))
    assert (found.answer, found.day) == (Prospect.UNDECIDED, None)
    assert [one.name for one in found.undecided] == [requirement]
    assert found.if_decided == ON  # the six months have passed; everything else can be done at once
    assert steps(found, requirement) == []


def test_what_certification_does_not_ask_is_said_beside_the_day() -> None:
    """The weekend after the first module: failed, and the exception was refused. The goal does not depend on it."""
    found = planned(somebody("femke-ten-have"))
    assert (found.answer, found.day) == (Prospect.POSSIBLE, date(2027, 10, 11))
    assert [(one.name, one.status.value) for one in found.beside] == [("admission/relationship-weekend", "failed")]


def test_of_two_decisions_none_is_anticipated() -> None:
    found = planned(somebody("anouk-peeters"))
    assert found.day == date(2028, 5, 7)
    assert [one.name for one in found.beside] == ["admission/degree", "admission/association-membership"]


# --- steps


def test_steps_come_on_their_first_day_and_can_wait_until_their_last() -> None:
    found = planned(somebody("daan-oosterhuis"))
    # before the first day of the first module, which is 12 March 2027
    assert steps(found, "admission/relationship-weekend") == ["2026-11-24 2027-03-11"]
    # and the decision before that day too, since the modules are for who was admitted
    assert steps(found, "admission/admission-decision") == ["2026-11-24 2027-03-12"]
    # recordings of Part I until its last day, supervision from the day after, papers within three and six months
    assert steps(found, "part-1/recording-appreciation") == ["2026-11-24 2027-11-07"]
    assert steps(found, "part-1/module-4") == ["2027-11-07*"]
    assert steps(found, "certification/supervision") == ["2027-11-08 2028-05-07"] * 6
    assert steps(found, "certification/paper-halfway") == ["2027-11-07 2028-02-07"]
    assert steps(found, "certification/paper-certification") == ["2027-11-07 2028-05-07"]
    assert steps(found, "certification/assistance") == ["2027-11-08 2028-05-07"]


def test_what_is_planned_counts_and_is_completed() -> None:
    """Two sessions are there or planned, so four are made up; the planned weekend still lacks what follows it."""
    found = planned(somebody("lotte-verschueren"))
    assert steps(found, "certification/supervision") == ["2026-11-24 2027-04-25"] * 4 + ["2026-12-10*"]
    [weekend] = [step for step in found.steps if step.entry.type == "assistance"]
    assert weekend.planned
    assert weekend.adds == ("feedback_hours", "assessment", "received_by_supervisor", "received_by_docent")
    # the endorsement comes once recordings, supervision and the weekend are there
    assert steps(found, "certification/endorsement") == ["2027-01-24 2027-04-25"]
    # the membership ends with the year
    assert steps(found, "certification/active-membership") == ["2027-01-01 2027-04-25"]


def test_a_term_that_has_passed_is_named() -> None:
    late = [step for step in planned(somebody("nadia-osman")).steps if step.late]
    assert [step.requirement.name for step in late if step.requirement] == ["certification/paper-certification"]


def test_a_coach_offers_a_recording_and_hands_in_the_project_after_six_months() -> None:
    found = planned(somebody("youssef-benali"))
    assert found.day == date(2027, 4, 25)
    assert steps(found, "certification/project") == ["2026-11-24 2026-11-24", *["2027-04-25 2027-04-25"] * 2]
    assert steps(found, "certification/final-recording") == ["2027-04-25 2027-04-25"]
    why = "possible from 25 Apr 2027: 6 months after Module IV (25 Oct 2026)"
    assert chain(found)[2:] == [
        f"2027-04-25 Imago project: {why}",
        f"2027-04-25 Recording offered for certification: {why}",
    ]


@pytest.mark.parametrize(("last", "day"), [("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29")])
def test_six_months_are_calendar_months_up_to_the_end_of_the_month(last: str, day: str) -> None:
    case = somebody("koen-vermeulen", entry(f"{last} module", module=4), without=(), plan_too=False)
    log = tuple(
        one for one in case.trainee.log if one.values.get("module") != 4 or one.date == date.fromisoformat(last)
    )
    coach = case.trainee._replace(track="coach", header={}, log=log)
    assert planned(case._replace(trainee=coach), date.fromisoformat(last)).day == date.fromisoformat(day)


# --- paces


@pytest.mark.parametrize(
    ("number", "day", "sessions"),
    [
        # sessions on 12 November and 10 December; then one a month, ready on 10 April, before the six months
        ("1", "2027-04-25", ["2026-12-10*", "2027-01-10", "2027-02-10", "2027-03-10", "2027-04-10"]),
        # one in two months: the last one holds it
        ("0.5", "2027-08-10", ["2026-12-10*", "2027-02-10", "2027-04-10", "2027-06-10", "2027-08-10"]),
        # no three within a month: not before 12 December beside those two, then a month after the one before the last
        ("2", "2027-04-25", ["2026-12-10*", "2026-12-12", "2027-01-10", "2027-01-12", "2027-02-10"]),
    ],
)
def test_a_pace_spreads_what_is_still_to_come(number: str, day: str, sessions: list[str]) -> None:
    found = planned(somebody("lotte-verschueren"), sessions_per_month=number)
    assert found.day == date.fromisoformat(day)
    assert [step.split()[0] for step in steps(found, "certification/supervision")] == sessions


def test_a_pace_can_hold_the_day() -> None:
    found = planned(somebody("bram-de-clercq"), sessions_per_month="1")
    assert found.day == date(2026, 12, 24)  # the last was on 8 October: one today, one in a month
    [held] = chain(found)
    assert held == ("2026-12-24 Supervision sessions: 2 more, from 24 Nov 2026 on; supervision sessions per month: 1")


# --- by a day


@pytest.mark.parametrize(
    ("by", "in_time"), [("2027-04-24", False), ("2027-04-25", True), ("2027-06-01", True), ("2026-12-01", False)]
)
def test_by_a_day_it_can_be_or_not(by: str, in_time: bool) -> None:
    found = planned(somebody("lotte-verschueren"), by=by)
    assert (found.day, found.in_time) == (date(2027, 4, 25), in_time)


def test_by_a_day_says_until_when_each_step_can_wait_and_how_many_a_month_it_takes() -> None:
    found = planned(somebody("bram-de-clercq"), by="2027-03-01")
    assert steps(found, "certification/supervision") == ["2026-11-24 2027-03-01"] * 2
    needed = [(one.rate.pace.name, int(one.rate.number)) for one in found.needed]
    assert needed == [("sessions_per_month", 1), ("recordings_per_month", 1)]
    # two sessions within two weeks are not one a month
    soon = planned(somebody("bram-de-clercq"), by="2026-12-08")
    assert [one.rate.number for one in soon.needed] == [2, 1]


def test_by_a_day_modules_without_a_plan_have_a_last_day() -> None:
    found = planned(somebody("xander-kuipers"), by="2028-01-01")
    assert (found.answer, found.not_before, found.in_time) == (Prospect.UNPLANNED, date(2027, 9, 1), None)
    assert steps(found, "part-1/module-4") == ["2027-03-01 2027-07-01"]  # six months before
    assert planned(somebody("xander-kuipers"), by="2027-08-31").in_time is False


def test_by_a_day_is_asked_too_of_who_must_wait_for_a_decision_and_of_who_is_there() -> None:
    assert planned(somebody("tjitske-feenstra"), by="2027-01-01").in_time is True
    assert planned(somebody("joris-claes"), by="2027-01-01").in_time is True

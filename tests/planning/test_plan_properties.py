"""What holds of every plan and of everything that is lacking: with it in the log, the evaluator says so on that day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from evaluation.logs import DAYS, logs
from evaluation.test_properties import MOVES, School, every_school, shipped
from hypothesis import given, settings
from hypothesis import strategies as st

from kio.evaluation.engine import evaluate
from kio.evaluation.result import DONE, Status
from kio.evaluation.view import Case
from kio.models.record import Entry
from kio.planning.ahead import with_plan
from kio.planning.change import applied
from kio.planning.lacking import lacking
from kio.planning.plan import Assumed, Plan, Prospect
from kio.planning.planner import plan
from kio.planning.remedy import remedy
from kio.planning.running import goals_of
from kio.planning.stepping import Stepper
from planning.lives import LIFE_DAYS, lives

ONE_DAY = timedelta(days=1)
QUICK = settings(max_examples=10, deadline=None, derandomize=True)
SOME, FEW = (settings(max_examples=number, deadline=None, derandomize=True) for number in (30, 10))
PACES = st.sampled_from([None, Decimal("0.5"), Decimal(1), Decimal(2)])


def modules(first: date) -> tuple[Entry, ...]:
    """What a group of the shipped programme plans: four modules, 60 days apart."""
    days = [first + timedelta(days=60 * number) for number in range(4)]
    return tuple(Entry("module", day, {"module": at, "start": day - ONE_DAY}) for at, day in enumerate(days, 1))


def assumed(case: Case, number: Decimal | None) -> Assumed:
    return Assumed({} if number is None else dict.fromkeys(case.programme.paces, number))


def reached(case: Case, day: date) -> bool:
    return evaluate(case, day).phase in goals_of(case.programme)


def day_of(found: Plan) -> date | None:
    return found.day or found.if_decided or found.not_before


def holds(found: Plan) -> None:
    """The day is one on which the evaluator finds the goal with the steps in the log, and finds it on none before."""
    day, on = day_of(found), found.standing.on
    if found.answer is Prospect.REACHED or day is None:
        return
    assert day >= on
    assert reached(found.case, day)
    assert day == on or not reached(found.case, day - ONE_DAY)
    assert all(step.day >= on for step in found.steps)
    assert all(step.latest is None or step.latest >= step.day for step in found.steps)


@SOME
@given(case=lives(), on=LIFE_DAYS, number=PACES)
def test_with_its_steps_the_evaluator_finds_the_goal_on_the_day_and_not_before(
    case: Case, on: date, number: Decimal | None
) -> None:
    holds(plan(case, on, assumed(case, number)))


@every_school
@QUICK
@given(data=st.data(), on=DAYS, number=PACES, planned=st.booleans())
def test_so_it_does_whatever_is_recorded(
    given_school: School, data: st.DataObject, on: date, number: Decimal | None, planned: bool
) -> None:
    case = given_school.case(data.draw(logs(given_school.programme(), MOVES)))
    if planned and given_school.programme is shipped:
        case = case._replace(planned=modules(data.draw(DAYS)))
    holds(plan(case, on, assumed(case, number)))


@FEW
@given(case=lives(), on=LIFE_DAYS, days=st.integers(1, 700))
def test_the_goal_is_never_reached_before_with_what_is_planned_alone(case: Case, on: date, days: int) -> None:
    """Somebody for whom everything happens as planned does not get there before the day of the plan."""
    found, log = plan(case, on), (*case.trainee.log, *(entry for entry in case.planned if entry.date > on))
    day = on + timedelta(days=days)
    alone = case._replace(planned=(), trainee=case.trainee._replace(log=log))
    first = day_of(found)
    if found.answer is not Prospect.REACHED and first is not None and reached(alone, day):
        assert day >= first


@FEW
@given(case=lives(), on=LIFE_DAYS, days=st.integers(0, 900))
def test_by_a_day_it_can_be_reached_exactly_when_the_earliest_day_is_not_later(case: Case, on: date, days: int) -> None:
    found, by = plan(case, on), on + timedelta(days=days)
    asked = plan(case, on, Assumed(by=by))
    assert (asked.answer, asked.day) == (found.answer, found.day)
    if found.answer is Prospect.POSSIBLE and found.day:
        assert asked.in_time == (found.day <= by)
        assert all(step.latest is None or step.latest <= max(by, found.day) for step in asked.steps)


@every_school
@QUICK
@given(data=st.data(), on=DAYS)
def test_a_goal_that_is_reached_takes_no_steps(given_school: School, data: st.DataObject, on: date) -> None:
    case = given_school.case(data.draw(logs(given_school.programme())))
    found = plan(case, on)
    if reached(case, on):
        assert found.answer is Prospect.REACHED
        assert found.steps == ()
        assert found.day is None or found.day <= on


@every_school
@QUICK
@given(data=st.data(), on=DAYS)
def test_a_plan_keeps_what_is_recorded(given_school: School, data: st.DataObject, on: date) -> None:
    case = given_school.case(data.draw(logs(given_school.programme())))
    after = plan(case, on).case.trainee.log
    for entry in case.trainee.log:
        assert any(
            (other.type, other.date) == (entry.type, entry.date) and entry.values.items() <= other.values.items()
            for other in after
        )


@every_school
@QUICK
@given(data=st.data(), on=DAYS)
def test_what_is_lacking_meets_the_requirement_on_its_day(given_school: School, data: st.DataObject, on: date) -> None:
    case = given_school.case(data.draw(logs(given_school.programme(), MOVES)))
    results = evaluate(case, on).results()
    result = data.draw(st.sampled_from(results))
    found = lacking(case, on, result.name)
    assert (found.way is None) or (found.day is None and found.changes == ()) or result.status is Status.REVIEW
    if result.status in (Status.FAILED, Status.REVIEW):
        assert found.way is not None
    if found.day is not None:
        after = evaluate(applied(case, found.changes), found.day)
        assert next(one for one in after.results() if one.name == result.name).status in DONE


@FEW
@given(case=lives(), on=LIFE_DAYS)
def test_what_would_meet_it_does_so_on_its_day_with_what_is_planned(case: Case, on: date) -> None:
    """And what is said to be enough without the plan is enough with nothing of a later day in the log."""
    whole, _ = with_plan(Stepper(on), case, on)
    log = tuple(entry for entry in case.trainee.log if entry.date <= on)
    alone = whole._replace(trainee=whole.trainee._replace(log=log))
    for result in evaluate(case, on).results():
        found = remedy(case, on, result.name)
        assert (found is None) is (result.status in DONE)
        if found is None or found.lack.day is None:
            continue
        for basis in (whole,) if found.by_plan else (whole, alone):
            after = evaluate(applied(basis, found.lack.changes), found.lack.day)
            assert next(one for one in after.results() if one.name == result.name).status in DONE

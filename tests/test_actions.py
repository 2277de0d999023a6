from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kio.actions import Action, Kind, actions
from kio.evaluation.result import ChecklistResult, Explanation, NotCounted, Result, Standing, Status, Waiver
from kio.message import Message, Text, message
from kio.models.record import Entry, Trainee
from kio.programme.language import Today
from kio.programme.model import Checklist, Phase, Programme, Track
from kio.programme.requirement import Act, Elapsed, Requirement

ON = date(2025, 6, 1)
TITLE = Text("Snoeien", "Pruning")
ACT = Act("pruner", Text("Snoei de haag", "Prune the hedge"))
DAY = timedelta(days=1)
PAST, SOON, LATER = ON - DAY, ON + 5 * DAY, ON + 50 * DAY


def result(
    status: Status,
    act: Act | None = ACT,
    name: str = "a/x",
    *,
    not_counted: tuple[NotCounted, ...] = (),
    planned: tuple[Entry, ...] = (),
    **more: object,
) -> Result:
    requirement = Requirement("x", TITLE, Elapsed(Today()), act=act)
    why = Explanation(message("recorded"), not_counted=not_counted, planned=planned)
    return Result(name, requirement, status, status, why)._replace(**more)  # type: ignore[arg-type]


def todo(*results: Result, relevant: bool = True, idle: bool = False, act: Act | None = None) -> tuple[Action, ...]:
    return actions(standing_of(part_of(*results, relevant=relevant), idle=idle, act=act))


def part_of(*results: Result, relevant: bool = True) -> ChecklistResult:
    return ChecklistResult(Checklist("a", TITLE, (), None), Status.OPEN, results, relevant)


def standing_of(*parts: ChecklistResult, idle: bool = False, act: Act | None = None) -> Standing:
    phase = Phase("now", TITLE, Elapsed(Today()), (), idle, act)
    trainee = Trainee("wilg", "Wilg", "gardener", "garden")
    programme = Programme("garden", TITLE, "rules/garden.yaml")
    of = sum(len(part.results) for part in parts)
    return Standing(ON, programme, trainee, Track("gardener", TITLE), None, phase, parts, 0, of)


REQUESTED = Waiver(requested=Entry("waiver", PAST, {}, 3))
REFUSED = Waiver(refused=Entry("waiver", PAST, {}, 3))
REJECTED = (NotCounted(Entry("cut", PAST, {}, 4), message("too short")),)
ONE, TWO = Decimal(1), Decimal(2)
WITH_REASON = message("{what} ({reason})", what=ACT.what, reason=message("recorded"))


@pytest.mark.parametrize(
    ("given", "who", "what", "from_", "until"),
    [
        (result(Status.OPEN), "pruner", ACT.what, None, None),
        (result(Status.OPEN, None), "trainee", TITLE, None, None),
        (result(Status.OPEN, earliest=SOON, deadline=LATER), "pruner", ACT.what, SOON, LATER),
        (result(Status.OPEN, earliest=ON), "pruner", ACT.what, None, None),
        (result(Status.OPEN, earliest=PAST), "pruner", ACT.what, None, None),
        (result(Status.WAITING, earliest=LATER), "pruner", ACT.what, LATER, None),
        (result(Status.WAITING), "pruner", ACT.what, None, None),
        (result(Status.OPEN, not_counted=REJECTED, need=ONE), "pruner", WITH_REASON, None, None),
        (result(Status.OPEN, not_counted=REJECTED, need=ONE, deadline=SOON), "pruner", WITH_REASON, None, SOON),
        (result(Status.OPEN, not_counted=REJECTED, need=TWO), "pruner", ACT.what, None, None),
        (result(Status.OPEN, not_counted=REJECTED), "pruner", ACT.what, None, None),
        (result(Status.OPEN, need=ONE), "pruner", ACT.what, None, None),
        (
            result(Status.OPEN, have=ONE, need=TWO),
            "pruner",
            message("{what} ({reason})", what=ACT.what, reason=message("recorded")),
            None,
            None,
        ),
        (result(Status.OPEN, None, not_counted=REJECTED, need=ONE), "trainee", TITLE, None, None),
        (result(Status.WAITING, not_counted=REJECTED, need=ONE), "pruner", ACT.what, None, None),
        (result(Status.OPEN, waiver=REFUSED), "pruner", ACT.what, None, None),
        (
            result(Status.REVIEW, waiver=REFUSED, not_counted=REJECTED, need=ONE),
            "coordinator",
            message("judge: {title}", title=TITLE),
            None,
            None,
        ),
        (result(Status.REVIEW, deadline=SOON), "coordinator", message("judge: {title}", title=TITLE), None, SOON),
        (
            result(Status.REVIEW, waiver=REQUESTED, earliest=SOON),
            "coordinator",
            message("decide on the exception: {title}", title=TITLE),
            None,
            None,
        ),
        (
            result(Status.FAILED),
            "coordinator",
            message("decide whether an exception is possible: {title}", title=TITLE),
            None,
            None,
        ),
    ],
)
def test_one_action(given: Result, who: str, what: Text | Message, from_: date | None, until: date | None) -> None:
    exceptional = given.status is Status.FAILED or (given.status is Status.REVIEW and given.waiver.requested)
    kind = Kind.EXCEPTION if exceptional else Kind.REQUIREMENT
    assert todo(given) == (Action(who, what, "a/x", from_, until, kind=kind),)


@pytest.mark.parametrize("status", [Status.MET, Status.WAIVED, Status.NOT_APPLICABLE])
def test_nothing_to_do(status: Status) -> None:
    assert todo(result(status)) == ()


def test_nothing_of_a_checklist_whose_time_has_not_come() -> None:
    assert todo(result(Status.OPEN), relevant=False) == ()


def test_nothing_in_an_idle_phase() -> None:
    assert todo(result(Status.OPEN), idle=True) == ()
    assert todo(result(Status.REVIEW, waiver=REQUESTED), act=ACT, idle=True) == ()
    assert todo(act=ACT) == (Action("pruner", ACT.what, None, kind=Kind.PHASE),)


def test_waiting_is_nothing_to_do_where_nobody_can_act() -> None:
    assert todo(result(Status.WAITING, None, earliest=LATER)) == ()


def test_a_refused_exception_is_not_asked_for_again() -> None:
    assert todo(result(Status.FAILED, waiver=REFUSED)) == ()
    assert todo(result(Status.FAILED, None, waiver=REFUSED)) == ()


AFTER = ACT._replace(once=("a/first", "a/second"))


@pytest.mark.parametrize(
    ("first", "second", "proposed"),
    [
        (Status.MET, Status.MET, True),
        (Status.WAIVED, Status.MET, True),
        (Status.WAIVED, Status.WAIVED, True),
        (Status.MET, Status.OPEN, False),
        (Status.MET, Status.WAITING, False),
        (Status.MET, Status.REVIEW, False),
        (Status.FAILED, Status.MET, False),
        (Status.OPEN, Status.OPEN, False),
    ],
)
def test_an_action_is_proposed_once_others_are_met(first: Status, second: Status, proposed: bool) -> None:
    others = (result(first, name="a/first"), result(second, name="a/second"))
    names = [action.requirement for action in todo(*others, result(Status.OPEN, AFTER))]
    assert ("a/x" in names) == proposed


@pytest.mark.parametrize("status", [Status.REVIEW, Status.FAILED])
def test_what_the_coordinator_decides_waits_for_nothing(status: Status) -> None:
    assert [action.who for action in todo(result(status, AFTER))] == ["coordinator"]


def test_what_comes_first_may_stand_in_a_checklist_whose_time_has_not_come() -> None:
    """Or in one that is later: the order of the checklists decides nothing."""
    after = result(Status.OPEN, ACT._replace(once=("b/first",)))
    standing = standing_of(part_of(after), part_of(result(Status.MET, name="b/first"), relevant=False))
    assert [action.requirement for action in actions(standing)] == ["a/x"]


def test_order() -> None:
    given = (
        result(Status.OPEN, name="a/planned-later", planned=(Entry("cut", LATER, {}, 5), Entry("cut", SOON, {}, 6))),
        result(Status.OPEN, name="a/possible-later", earliest=SOON + DAY, planned=(Entry("cut", SOON - DAY, {}, 7),)),
        result(Status.OPEN, name="a/planned", planned=(Entry("cut", SOON - DAY, {}, 8),)),
        result(Status.OPEN, name="a/later", earliest=SOON),
        result(Status.OPEN, name="a/first-of-two"),
        result(Status.OPEN, name="a/second-of-two"),
        result(Status.OPEN, name="a/in-fifty", deadline=LATER),
        result(Status.OPEN, name="a/in-five", deadline=SOON, earliest=SOON),
        result(Status.OPEN, name="a/in-five-now", deadline=SOON),
        result(Status.OPEN, name="a/late", deadline=PAST, late=True),
        result(Status.OPEN, name="a/later-still", deadline=PAST - DAY, late=True),
    )
    names = [action.requirement for action in todo(*given)]
    assert names == [
        "a/later-still", "a/late", "a/in-five-now", "a/in-five", "a/in-fifty", "a/first-of-two", "a/second-of-two",
        "a/planned", "a/planned-later", "a/later", "a/possible-later",
    ]  # fmt: skip
    assert [action.late for action in todo(*given)] == [True] * 2 + [False] * 9

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kio.actions import Action, actions
from kio.evaluation.result import ChecklistResult, Result, Standing, Status, Waiver
from kio.message import Message, Text, message
from kio.models.record import Entry, Trainee
from kio.problem import Location
from kio.programme.language import Today
from kio.programme.model import Checklist, Phase, Programme, Track
from kio.programme.requirement import Act, Elapsed, Requirement

ON = date(2025, 6, 1)
TITLE = Text("Snoeien", "Pruning")
ACT = Act("pruner", Text("Snoei de haag", "Prune the hedge"))
PAST, SOON, LATER = ON - timedelta(days=1), ON + timedelta(days=5), ON + timedelta(days=50)


def result(status: Status, act: Act | None = ACT, name: str = "a/x", **more: object) -> Result:
    requirement = Requirement("x", TITLE, Elapsed(Today()), Location("f"), act=act)
    return Result(name, requirement, status, status, message("recorded"))._replace(**more)  # type: ignore[arg-type]


def todo(*results: Result, relevant: bool = True, ended: bool = False) -> tuple[Action, ...]:
    part = ChecklistResult(Checklist("a", TITLE, (), None), Status.OPEN, results, relevant)
    phase = Phase("now", TITLE, Elapsed(Today()), (), ended)
    trainee = Trainee("wilg", "Wilg", "gardener", "garden")
    programme = Programme("garden", TITLE, "rules/garden.yaml")
    return actions(Standing(ON, programme, trainee, Track("gardener", TITLE), None, phase, (part,), 0, len(results)))


REQUESTED = Waiver(requested=Entry("waiver", PAST, {}, 3))


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
    assert todo(given) == (Action(who, what, "a/x", from_, until),)


@pytest.mark.parametrize("status", [Status.MET, Status.WAIVED, Status.NOT_APPLICABLE])
def test_nothing_to_do(status: Status) -> None:
    assert todo(result(status)) == ()


def test_nothing_of_a_checklist_whose_time_has_not_come() -> None:
    assert todo(result(Status.OPEN), relevant=False) == ()


def test_nothing_in_a_phase_that_ended() -> None:
    assert todo(result(Status.OPEN), idle=True) == ()


def test_order() -> None:
    given = (
        result(Status.OPEN, name="a/later", earliest=SOON),
        result(Status.OPEN, name="a/first-of-two"),
        result(Status.OPEN, name="a/second-of-two"),
        result(Status.OPEN, name="a/in-fifty", deadline=LATER),
        result(Status.OPEN, name="a/in-five", deadline=SOON, earliest=SOON),
        result(Status.OPEN, name="a/in-five-now", deadline=SOON),
        result(Status.OPEN, name="a/late", deadline=PAST, late=True),
    )
    names = [action.requirement for action in todo(*given)]
    assert names == [
        "a/late", "a/in-five-now", "a/in-five", "a/in-fifty", "a/first-of-two", "a/second-of-two", "a/later",
    ]  # fmt: skip
    assert [action.late for action in todo(*given)] == [True] + [False] * 6

"""Choosing work, and putting it into groups."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kio.actions import Action
from kio.cohort import Row
from kio.message import Text
from kio.programme.model import Track
from kio.worklist.choosing import Choice, Group, Task, by_date, by_person, by_trainee, chosen, tasks_of
from kio.worklist.cohort import Work

ON = date(2026, 6, 1)
T = Text("a", "b")
PAST, SOON, LATER = ON - timedelta(3), ON + timedelta(10), ON + timedelta(60)


def row(name: str) -> Row:
    return Row(name, name.title(), None, "garden", Track("gardener", T), "now", T, 0, 1)


def act(name: str, who: str = "trainee", person: str | None = None, **more: object) -> Action:
    return Action(who, T, name, person=person)._replace(**more)  # type: ignore[arg-type]


LATE = act("late", until=PAST, late=True)
DUE = act("due", until=SOON)
FAR = act("far", until=LATER)
AHEAD = act("ahead", from_=SOON)
PLANNED = act("planned", until=LATER, planned=SOON)
FREE = act("free")
LATER_ON = act("later-on", from_=LATER)
ALL = (LATE, DUE, FAR, AHEAD, PLANNED, FREE, LATER_ON)


def names(choice: Choice, *actions: Action) -> list[str | None]:
    found = chosen([Work(row("ann"), actions)], choice)
    return [action.requirement for work in found for action in work.actions]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), ["late", "due", "far", "ahead", "planned", "free", "later-on"]),
        (Choice(overdue=True), ["late"]),
        # late, due or possible by then, that day included; what has no day can be done now
        (Choice(until=SOON), ["late", "due", "ahead", "planned", "free"]),
        (Choice(until=SOON - timedelta(1)), ["late", "free"]),
        (Choice(until=LATER), ["late", "due", "far", "ahead", "planned", "free", "later-on"]),
        (Choice(until=SOON, overdue=True), ["late"]),
    ],
)
def test_by_time(choice: Choice, expected: list[str]) -> None:
    assert names(choice, *ALL) == expected


OF_TOM, OF_EVA, OF_SOMEBODY = act("tom", "judge", "tom"), act("eva", "judge", "eva"), act("some", "judge")
OF_TOM_TOO = act("tom-too", "mentor", "tom")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(role="judge"), ["tom", "eva", "some"]),
        (Choice(role="judge", person="tom"), ["tom"]),
        (Choice(person="tom"), ["tom", "tom-too"]),
        (Choice(role="trainee"), ["own"]),
        # a trainee is the person who must act for what is the trainee's
        (Choice(person="ann"), ["own"]),
        (Choice(role="judge", person="ann"), []),
        (Choice(role="trainee", person="bob"), []),
    ],
)
def test_by_who_must_act(choice: Choice, expected: list[str]) -> None:
    assert names(choice, OF_TOM, OF_EVA, OF_SOMEBODY, OF_TOM_TOO, act("own")) == expected


def test_nobody_is_left_without_work() -> None:
    assert list(chosen([Work(row("ann"), ()), Work(row("bob"), (FREE,))], Choice())) == [Work(row("bob"), (FREE,))]


def test_the_most_urgent_first_whoever_it_is_of() -> None:
    works = [Work(row("ann"), (DUE, FREE)), Work(row("bob"), (LATE, FREE))]
    assert [(task.row.id, task.action.requirement) for task in tasks_of(works)] == [
        ("bob", "late"), ("ann", "due"), ("ann", "free"), ("bob", "free"),
    ]  # fmt: skip


def tasks(*given: tuple[str, Action]) -> list[Task]:
    return tasks_of(Work(row(name), (action,)) for name, action in given)


def test_by_person() -> None:
    """The coordinator, the roles in their order with named people after nobody in particular, trainees."""
    given = tasks(
        ("bob", FREE), ("ann", FREE), ("ann", OF_TOM), ("bob", OF_EVA), ("ann", OF_SOMEBODY), ("bob", OF_TOM),
        ("bob", act("decide", "coordinator")), ("ann", OF_TOM_TOO), ("ann", act("other", "stranger")),
    )  # fmt: skip
    found = by_person(given, ["mentor", "judge", "trainee"])
    assert [(group.who, group.person, [task.row.id for task in group.tasks]) for group in found] == [
        ("coordinator", None, ["bob"]),
        ("mentor", "tom", ["ann"]),
        ("judge", None, ["ann"]),
        ("judge", "eva", ["bob"]),
        ("judge", "tom", ["ann", "bob"]),
        ("stranger", None, ["ann"]),
        ("trainee", "ann", ["ann"]),
        ("trainee", "bob", ["bob"]),
    ]


def test_by_date() -> None:
    found = by_date(tasks(*(("ann", action) for action in ALL), ("bob", LATE)))
    assert [(group.late, group.day, [task.action.requirement for task in group.tasks]) for group in found] == [
        (True, None, ["late", "late"]),
        (False, SOON, ["due", "ahead"]),
        (False, LATER, ["far", "planned", "later-on"]),
        (False, None, ["free"]),
    ]


def test_what_is_late_without_a_day_is_late_first() -> None:
    found = by_date(tasks(("ann", FREE), ("ann", act("owed", late=True)), ("bob", LATE)))
    assert [group.late for group in found] == [True, False]


def test_by_trainee() -> None:
    found = by_trainee(tasks(("ann", FREE), ("bob", LATE), ("ann", DUE)))
    assert [[task.action.requirement for task in group.tasks] for group in found] == [["late"], ["due", "free"]]


def test_nothing_has_no_groups() -> None:
    none: list[Group] = []
    assert by_person([], []) == none
    assert by_date([]) == none
    assert by_trainee([]) == none

"""A plan as a value: the answer, the chain that holds it, the steps on the way and what is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kio.evaluation.result import Result, Standing
from kio.evaluation.view import Case
from kio.message import Message
from kio.models.record import Entry
from kio.planning.pacing import Rate
from kio.planning.reasons import Link
from kio.programme.model import Phase


class Assumed(NamedTuple):
    """What somebody assumes: how many of a pace, the day by which the goal should be reached, another group's plan."""

    paces: Mapping[str, Decimal] = {}
    by: date | None = None
    group: str | None = None


class Prospect(StrEnum):
    """What a plan says of the goal."""

    REACHED = "reached"
    POSSIBLE = "possible"
    UNDECIDED = "undecided"
    UNPLANNED = "unplanned"
    ENDED = "ended"
    UNKNOWN = "unknown"
    NO_GOAL = "no_goal"


class Step(NamedTuple):
    """An entry on the way, with the day on which it is recorded: `planned` already, or assumed for a requirement.

    `latest` is the last day on which the goal is still reached in time, where that is known. `adds` are the fields
    that are assumed besides what is planned.
    """

    day: date
    entry: Entry
    planned: bool
    requirement: Result | None
    adds: tuple[str, ...] = ()
    latest: date | None = None
    late: bool = False


class Unplanned(NamedTuple):
    """What comes from plans alone and has none; `missed` was planned for a day that has passed."""

    result: Result
    missed: Entry | None = None


class Needed(NamedTuple):
    """The least pace by which so many entries are ready by a day."""

    rate: Rate
    entries: int


class Plan(NamedTuple):
    """What `kio plan` says.

    `day` is the earliest day; `if_decided` the one that holds if `undecided` is decided in favour; `not_before` the one
    that would hold if everything that is not planned were done at once. `unsolved` is what nothing that could be
    recorded was found for. `beside` is what is asked and not met on the
    day, though the goal does not depend on it. `skipped` are plans of the group for days on which the trainee does not
    come. `case` is the record with all steps in it.
    """

    standing: Standing
    goal: Phase | None
    answer: Prospect
    case: Case
    day: date | None = None
    if_decided: date | None = None
    not_before: date | None = None
    chain: tuple[Link, ...] = ()
    steps: tuple[Step, ...] = ()
    undecided: tuple[Result, ...] = ()
    unplanned: tuple[Unplanned, ...] = ()
    unsolved: tuple[Result, ...] = ()
    beside: tuple[Result, ...] = ()
    skipped: tuple[Entry, ...] = ()
    ended: Phase | None = None
    by: date | None = None
    in_time: bool | None = None
    needed: tuple[Needed, ...] = ()
    assumptions: tuple[Message, ...] = ()

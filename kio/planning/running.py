"""Running a simulation towards the goal that the rules name, once more where it got in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kio.evaluation.bindings import everything_behind
from kio.evaluation.engine import Engine
from kio.evaluation.result import Status
from kio.evaluation.view import Case
from kio.planning.asked import answers
from kio.planning.pacing import Rate
from kio.planning.simulating import Simulation, types_of
from kio.programme.mentions import mentions
from kio.programme.model import Phase, Programme

MOST_TRIES = 3


def goals_of(programme: Programme) -> tuple[Phase, ...]:
    """The phases to which the training leads; where the rules name none, the first in which somebody must act."""
    named = tuple(phase for phase in programme.phases if phase.goal)
    return named or tuple(phase for phase in programme.phases if phase.act and not phase.idle)[:1]


def simulated(
    case: Case, on: date, paces: tuple[Rate, ...], goals: tuple[Phase, ...], *, supposed: bool = False
) -> tuple[Simulation, date, bool]:
    """A simulation that was run, the day on which it ended and whether the goal was reached.

    Where it ends since entries that were made up too soon stand in the way, what got stuck comes first in another one.
    """
    first: tuple[str, ...] = ()
    begun = run = Simulation(case, on, paces, goals, supposed=supposed)
    end, found = begun.run()
    stuck = (end, found)
    while not found and len(first) < MOST_TRIES:
        blocked = next((name for name in _blocked(run, end) if name not in first), None)
        if blocked is None:
            break
        first = (*first, blocked)
        run = Simulation(case, on, paces, goals, supposed=supposed, first=first)
        end, found = run.run()
    return (run, end, found) if found else (begun, *stuck)


def _blocked(simulation: Simulation, day: date) -> Iterator[str]:
    """What could be done but for what was made up before it."""
    view = simulation.engine(day)
    own = {made.change.entry.type for made in simulation.made}
    for answer in answers(view):
        if answer.status is Status.OPEN and types_of(answer.requirement.kind) & own:
            yield answer.name


def goal_names(view: Engine, goal: Phase) -> list[str]:
    """The requirements on which a phase depends, by their names, in the order of the checklists."""
    named = {name for section, name in everything_behind(view, mentions(goal.when)) if section == "requirements"}
    return [one.name for one in answers(view) if {one.name, one.name.partition("/")[0]} & named]

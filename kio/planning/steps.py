"""The steps of a plan, what they assume, and the paces that it takes to be ready by a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kio.evaluation.engine import Engine
from kio.evaluation.view import Case
from kio.message import Message, message
from kio.models.record import Entry
from kio.planning.asked import answers, result_of, results
from kio.planning.moving import Mover
from kio.planning.pacing import Rate
from kio.planning.plan import Assumed, Needed, Step
from kio.planning.running import simulated
from kio.planning.simulating import Simulation


def steps_of(simulation: Simulation, target: date) -> tuple[Step, ...]:
    """What is planned and what was made up, by date, with the last day for what was made up."""
    view, early = simulation.engine(target), list(simulation.made)
    planned = [entry for entry in simulation.case.trainee.log if entry.date > simulation.on]
    own = {id(made.change.entry): made for made in early}
    steps = [_planned(view, entry) for entry in planned if id(entry) not in own and entry.date <= target]
    Mover(simulation, target).delay()
    for made, late in zip(early, simulation.made, strict=True):
        result = result_of(view, made.requirement)
        change = made.change
        fresh = change.instead is None
        latest = late.change.entry.date if fresh else None
        over = result.deadline is not None and change.entry.date > result.deadline
        adds = () if fresh else tuple(change.added())
        steps.append(
            Step(
                max(change.entry.date, made.day),
                change.entry,
                not fresh and change.entry.date > simulation.on,
                result,
                adds,
                latest,
                over,
            )
        )
    places = {name: at for at, name in enumerate(_every_name(view))}
    return tuple(
        sorted(steps, key=lambda one: (one.day, places.get(one.requirement.name, -1) if one.requirement else -1))
    )


def _every_name(view: Engine) -> list[str]:
    return [answer.name for answer in answers(view)]


def _planned(view: Engine, entry: Entry) -> Step:
    uses = (one for one in results(view) if any(item.entry is entry for item in one.why.evidence))
    return Step(entry.date, entry, True, next(uses, None))


def assumptions_of(simulation: Simulation, steps: tuple[Step, ...], assumed: Assumed) -> tuple[Message, ...]:
    """Under which assumptions the day of a plan holds."""
    said = []
    if assumed.group is not None:
        said.append(message("what is still to come is followed with the group {group}", group=assumed.group))
    if any(step.planned for step in steps):
        said.append(message("what is planned happens on its day"))
    if any(not step.planned or step.adds for step in steps):
        said.append(
            message("what is not planned yet happens on the first day on which it can count, and turns out well")
        )
    said += [message("{pace}: {number}", pace=rate.pace.title, number=rate.number) for rate in simulation.paces]
    fresh = {step.entry.type for step in steps if not step.planned}
    without = [
        pace for name, pace in simulation.case.programme.paces.items()
        if pace.entries in fresh and name not in {rate.pace.name for rate in simulation.paces}
    ]  # fmt: skip
    for pace in without:
        option = "--" + pace.name.replace("_", "-")
        said.append(message("no limit for: {pace} ({option} gives one)", pace=pace.title, option=option))
    return tuple(said)


def needed_for(case: Case, simulation: Simulation, by: date) -> tuple[Needed, ...]:
    """For each pace that nobody gave: the least whole number by which the goal is still reached by a day.

    Without any limit it is reached by then.
    """
    found = []
    given = {rate.pace.name for rate in simulation.paces}
    for name, pace in case.programme.paces.items():
        entries = sum(made.change.entry.type == pace.entries for made in simulation.made)
        if name in given or not entries:
            continue
        least, enough = 1, entries
        while least < enough:
            number = least if least == 1 else (least + enough) // 2  # one is enough where there is time
            paces = (*simulation.paces, Rate(pace, Decimal(number)))
            _, day, reached = simulated(case, simulation.on, paces, simulation.goals, supposed=simulation.supposed)
            if reached and day <= by:
                enough = number
            else:
                least = number + 1
        found.append(Needed(Rate(pace, Decimal(enough)), entries))
    return tuple(found)

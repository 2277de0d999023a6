"""From a case, a day and assumptions to a plan: the simulation run, what it made up moved, and the answer put together.

Every day that is given is one on which the evaluator, with the steps in the log, finds the goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kio.evaluation.engine import Engine, evaluate
from kio.evaluation.explaining import explained
from kio.evaluation.result import Result, Status
from kio.evaluation.selections import wanted
from kio.evaluation.truth import Truth
from kio.evaluation.view import Case
from kio.message import message
from kio.models.record import Entry
from kio.planning.asked import kind_of, result_of, results
from kio.planning.change import Change, applied
from kio.planning.lacking import PASSED, waits
from kio.planning.moving import ONE_DAY, Mover
from kio.planning.pacing import rates
from kio.planning.plan import Assumed, Plan, Prospect, Unplanned
from kio.planning.reasons import Reasons
from kio.planning.running import goal_names, goals_of, simulated
from kio.planning.simulating import Simulation, types_of
from kio.planning.steps import assumptions_of, needed_for, steps_of
from kio.programme.model import Phase
from kio.programme.requirement import Enough, Kind

NOTHING_ASSUMED = Assumed()


def plan(case: Case, on: date, assumed: Assumed = NOTHING_ASSUMED) -> Plan:
    """The earliest day from `on` on which the goal can be reached, and what holds it, by its arguments alone."""
    standing = evaluate(case, on)
    goals = goals_of(case.programme)
    track = standing.track.id
    goal = next((phase for phase in goals if not phase.tracks or track in phase.tracks), None)
    begun = Plan(standing, goal, Prospect.NO_GOAL, case, by=assumed.by)
    if goal is None:
        return begun
    paces = rates(case.programme, assumed.paces)
    now = Engine(case._replace(planned=()), on)
    there = begun._replace(answer=Prospect.REACHED, day=_since(now, goal), in_time=None if assumed.by is None else True)
    if now.phase() in goals:
        return there
    simulation, day, found = simulated(case, on, paces, goals)
    if not found:  # who was there may be somewhere else by now, for good
        behind = now.is_in(goal.id)
        return there._replace(ended=_ended(now, goals)) if behind else _stuck(begun, simulation, day, assumed)
    certain = _reached(begun, simulation, day, assumed)
    undecided = _undecided(now, goal)
    return _sooner(certain, begun._replace(undecided=undecided), simulation, assumed) if undecided else certain


def _undecided(view: Engine, goal: Phase) -> tuple[Result, ...]:
    """What the goal depends on that somebody must judge or decide before anything else helps."""
    asked = (view.answer(name) for name in goal_names(view, goal))
    unclear = (one for one in asked if one.status in (Status.REVIEW, Status.FAILED) and waits(one))
    return tuple(explained(view, one) for one in unclear)


def _sooner(certain: Plan, open_: Plan, simulation: Simulation, assumed: Assumed) -> Plan:
    """The plan that depends on a decision, where that makes a difference; else the one that does not."""
    waiting = _decided(open_._replace(answer=Prospect.UNDECIDED), simulation, assumed)
    sooner = waiting.if_decided is not None and certain.day is not None and waiting.if_decided < certain.day
    return waiting if sooner else certain


def _ended(view: Engine, goals: tuple[Phase, ...]) -> Phase | None:
    phase = view.phase()
    return phase if phase.idle and phase not in goals else None


def _since(view: Engine, goal: Phase) -> date | None:
    """The first day on which all that the goal depends on was met, where every day of it is known."""
    asked = [result_of(view, name) for name in goal_names(view, goal)]
    days = [one.why.met_on for one in asked if one.status is not Status.NOT_APPLICABLE]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


# --- the goal can be reached


def _reached(begun: Plan, simulation: Simulation, day: date, assumed: Assumed) -> Plan:
    """The plan for a simulation that reached the goal."""
    mover = Mover(simulation, day)
    mover.drop()
    mover.settle()
    while day > simulation.on and simulation.reached(day - ONE_DAY):
        day -= ONE_DAY
    goal = begun.goal
    names = goal_names(simulation.engine(day), goal) if goal else []
    chain = Reasons(simulation, day).chain(names)
    by = assumed.by
    in_time = None if by is None else day <= by
    earliest = simulation.case
    needed = needed_for(begun.case, simulation, by) if by is not None and in_time else ()
    steps = steps_of(simulation, by if by is not None and in_time else day)
    return begun._replace(
        answer=Prospect.POSSIBLE,
        case=earliest,
        day=day,
        chain=chain,
        steps=steps,
        beside=_beside(simulation.stepper.engine(earliest, day), names, simulation.start),
        skipped=simulation.skipped,
        in_time=in_time,
        needed=needed,
        assumptions=assumptions_of(simulation, steps, assumed),
    )


def _beside(view: Engine, names: list[str], now: Engine) -> tuple[Result, ...]:
    """What is asked and not met though the goal does not depend on it; as it is now, where that stays so."""
    lacking = (one for one in results(view) if one.status not in PASSED and one.name not in names)
    return tuple(same if (same := result_of(now, one.name)).status is one.status else one for one in lacking)


# --- the goal cannot be reached yet


def _stuck(begun: Plan, simulation: Simulation, day: date, assumed: Assumed) -> Plan:
    """The plan for a simulation that came to an end before the goal: why, and what would follow if that changed."""
    view = simulation.engine(day)
    ended = _ended(view, simulation.goals)
    if ended is not None:
        return begun._replace(answer=Prospect.ENDED, ended=ended)
    names = goal_names(view, begun.goal) if begun.goal else []
    asked = [result_of(view, name) for name in names]
    stuck = begun._replace(
        answer=Prospect.UNKNOWN,
        undecided=tuple(one for one in asked if one.status in (Status.REVIEW, Status.FAILED)),
        unplanned=tuple(_unplanned(view, begun.case, simulation)),
        skipped=simulation.skipped,
        beside=tuple(
            one for one in _beside(view, names, simulation.start) if one.status in (Status.REVIEW, Status.FAILED)
        ),
    )
    if stuck.undecided:
        return _decided(stuck._replace(answer=Prospect.UNDECIDED), simulation, assumed)
    if stuck.unplanned:
        return _supposed(stuck._replace(answer=Prospect.UNPLANNED), simulation, assumed)
    return stuck._replace(unsolved=tuple(one for one in asked if one.status is Status.OPEN))


def _unplanned(view: Engine, case: Case, simulation: Simulation) -> Iterator[Unplanned]:
    """What comes from plans alone and has none, of the checklists whose turn has come."""
    passed = [entry for entry in case.planned if entry.date <= simulation.on]
    for part in view.programme.checklists:
        if part.relevant_from is not None and view.day(part.relevant_from) is None:
            continue
        for answer in view.checklist_answers(part.id):
            kind = kind_of(view, answer.requirement.kind)
            if answer.status is Status.OPEN and types_of(kind) & simulation.stepper.barred:
                yield Unplanned(explained(view, answer), next((one for one in passed if _meets(view, kind, one)), None))


def _meets(view: Engine, kind: Kind, entry: Entry) -> bool:
    return isinstance(kind, Enough) and entry.type in kind.measure.selection.types and (
        wanted(view, kind.measure.selection, entry) is Truth.YES
    )  # fmt: skip


def _decided(stuck: Plan, simulation: Simulation, assumed: Assumed) -> Plan:
    """The same plan with the day that follows if everything is decided in favour, as by exceptions."""
    rule = stuck.case.programme.exceptions
    if rule is None:
        return stuck
    values = ({rule.requirement: one.name, rule.decision: rule.granted} for one in stuck.undecided)
    granted = [Change(Entry(rule.entries, simulation.on, given)) for given in values]
    case = applied(stuck.case, granted)
    again, day, found = simulated(case, simulation.on, simulation.paces, simulation.goals)
    if not found:
        return stuck
    follows = _reached(stuck._replace(case=case), again, day, assumed)
    return follows._replace(
        answer=Prospect.UNDECIDED,
        day=None,
        if_decided=follows.day,
        assumptions=(message("what is to be decided is decided in favour"), *follows.assumptions),
    )


def _supposed(stuck: Plan, simulation: Simulation, assumed: Assumed) -> Plan:
    """The same plan with the day that would follow if what has no plan were done as soon as it can be."""
    again, day, found = simulated(stuck.case, simulation.on, simulation.paces, simulation.goals, supposed=True)
    if not found:
        return stuck
    follows = _reached(stuck, again, day, assumed)
    return follows._replace(
        answer=Prospect.UNPLANNED,
        day=None,
        not_before=follows.day,
        in_time=False if follows.in_time is False else None,
        assumptions=(message("what has no plan is done on the first day on which it can be"), *follows.assumptions),
    )

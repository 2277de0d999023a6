"""What a requirement still lacks: the smallest change of a record that would meet it, and from which day it can."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kio.evaluation.engine import Engine
from kio.evaluation.finding import Answer
from kio.evaluation.result import DONE, Result, Status
from kio.evaluation.view import Case
from kio.message import Message, Text, message
from kio.planning.asked import named, result_of
from kio.planning.change import Change, Changes, applied
from kio.planning.stepping import MOST_STEPS, Moment, Stepper, merged
from kio.planning.turns import Turns
from kio.programme.requirement import Ordered, Requirement

MOST_DAYS = 60
PASSED = DONE | {Status.NOT_APPLICABLE}
DECIDE = message("somebody must judge what is recorded")
DECIDE_EXCEPTION = message("somebody must decide on the exception that was requested")
EXCEPTION = message("nothing that can be recorded meets it any more; only an exception helps")
NOT_ASKED = message("this is not asked of this trainee")
NO_WAY = message("it cannot be worked out what would have to be recorded")


class Lack(NamedTuple):
    """What a requirement lacks on a day.

    With `changes` in the log it is met on `day`, as the evaluator says; `day` is the earliest on which it can be, and
    None where that is not known. `way` says what else it takes where nothing that could be recorded meets it, and what
    would do instead where somebody must judge.
    """

    result: Result
    changes: Changes = ()
    day: date | None = None
    way: Message | None = None


def lacking(case: Case, on: date, name: str) -> Lack:
    """What would meet the requirement `checklist/requirement`, if it were recorded from this day on.

    Everything else stays as it is: what has to be met before is not made up. Nothing is proposed that the evaluator
    does not take for enough.
    """
    stepper = Stepper(on)
    view = stepper.engine(case, on)
    answer, result = view.answer(name), result_of(view, name)
    way = way_out(answer)
    if result.status in DONE:
        return Lack(result, day=on)
    if way is None:
        return _searched(stepper, case, result, on)
    if way != DECIDE:
        return Lack(result, way=way)
    # What is unclear need not be judged where something that certainly counts can be recorded beside it.
    return _searched(stepper, case, result, on)._replace(way=way)


def way_out(answer: Answer) -> Message | None:
    """What it takes where it is not for the log to meet a requirement; None where it may be, or is met."""
    match answer.status:
        case Status.NOT_APPLICABLE:
            return NOT_ASKED
        case Status.FAILED:
            return EXCEPTION
        case Status.REVIEW if answer.waiver.requested:
            return DECIDE_EXCEPTION
        case Status.REVIEW if not isinstance(answer.requirement.kind, Ordered):
            return DECIDE
        case _:
            return None


def _searched(stepper: Stepper, case: Case, result: Result, on: date) -> Lack:
    """From day to day on which something changes by itself, as much as can be recorded on each."""
    turns, day, changed = Turns(case.programme), on, case
    done: list[Change] = []
    for _ in range(MOST_DAYS):
        for _ in range(MOST_STEPS):
            now = stepper.engine(changed, day).answer(result.name)
            if now.status in DONE:
                return Lack(result, least(stepper, case, result.name, tuple(done), day), day)
            held = waits(now) and now.status is not Status.REVIEW
            at = Moment(changed, day, day)
            found = None if held else stepper.step(at, now.requirement.kind, now.name)
            if found is None:
                break
            stepper.own(found)
            changed, done = applied(changed, found), merged(done, found)
        later = turns.after(stepper.engine(changed, day))
        if not later:
            break
        day = later[0]
    return Lack(result, way=_unsolved(stepper, case, result, on))


def least(stepper: Stepper, case: Case, name: str, changes: Changes, day: date) -> Changes:
    """The changes without those that a requirement does without on a day."""
    kept = changes
    for change in changes:
        fewer = tuple(one for one in kept if one is not change)
        if stepper.engine(applied(case, fewer), day).answer(name).status in DONE:
            kept = fewer
    return kept


def _unsolved(stepper: Stepper, case: Case, result: Result, on: date) -> Message:
    """Why nothing is proposed: what has to be met before, where the rules say so."""
    if result.status is Status.WAITING:
        return result.why.reason
    titles = first_met(stepper.engine(case, on), result.requirement)
    return message("first, this must be met: {titles}", titles=titles) if titles else NO_WAY


def first_met(view: Engine, requirement: Requirement) -> tuple[Text, ...]:
    """The titles of what must be met before the step of a requirement is proposed."""
    names = requirement.act.once if requirement.act else ()
    before = [one for name in names for one in named(view, name)]
    return tuple(one.requirement.title for one in before if one.status not in PASSED)


def waits(answer: Answer) -> bool:
    """Whether nothing that is recorded now would help: it waits, is closed or to be judged."""
    if answer.status is Status.REVIEW:
        unknown_day = isinstance(answer.requirement.kind, Ordered) and not answer.waiver.requested
        need = answer.finding.need
        return not unknown_day and (need is None or need <= 1)
    return answer.status in (Status.WAITING, Status.FAILED)

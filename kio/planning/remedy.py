"""What would meet a requirement, beside all that is planned: as little as possible, or what else it takes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kio.evaluation.result import DONE, Status
from kio.evaluation.view import Case
from kio.planning.ahead import days_ahead, with_plan
from kio.planning.change import Changes, applied
from kio.planning.lacking import Lack, lacking, least
from kio.planning.stepping import Stepper


class Remedy(NamedTuple):
    """What a requirement lacks, as `lacking` says; `by_plan` where that is enough only if what is planned happens."""

    lack: Lack
    by_plan: bool = False


def remedy(case: Case, on: date, name: str) -> Remedy | None:
    """What would meet the requirement `checklist/requirement`; None where it is met, waived or not asked.

    What the log and the group plan happens on its day, and is not proposed again.
    """
    stepper = Stepper(on)
    planned, _ = with_plan(stepper, case, on)
    found = lacking(planned, on, name)
    if found.result.status in DONE or found.result.status is Status.NOT_APPLICABLE:
        return None
    found = _fewer(stepper, planned, on, found)
    log = tuple(entry for entry in planned.trainee.log if entry.date <= on)
    alone = planned._replace(trainee=planned.trainee._replace(log=log))
    rests = found.day is not None and not _met(stepper, alone, found.changes, found.day, name)
    return Remedy(found, rests)


def _fewer(stepper: Stepper, case: Case, on: date, found: Lack) -> Lack:
    """What is still lacking on a day on which something that is planned has happened, where that is less."""
    name, best = found.result.name, found
    for day in days_ahead(case.trainee.log, on):
        if not _met(stepper, case, found.changes, day, name):
            continue
        kept = least(stepper, case, name, found.changes, day)
        if best.day is None or len(kept) < len(best.changes):
            best = found._replace(changes=kept, day=day)
    return best


def _met(stepper: Stepper, case: Case, changes: Changes, day: date, name: str) -> bool:
    return stepper.engine(applied(case, changes), day).answer(name).status in DONE

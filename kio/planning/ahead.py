"""What is planned: what the group foresees among what the log has, and the days on which something of it happens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kio.evaluation.view import Case
from kio.models.record import Entry
from kio.planning.change import Change, applied
from kio.planning.stepping import Stepper
from kio.planning.turns import days_of


def with_plan(stepper: Stepper, case: Case, on: date) -> tuple[Case, tuple[Entry, ...]]:
    """What the group plans as entries of the log, and what of it does not hold, since nobody comes on that day."""
    skipped = []
    ahead = sorted((entry for entry in case.planned if entry.date > on), key=lambda entry: entry.date)
    case = case._replace(planned=())
    for entry in ahead:
        if stepper.engine(case, entry.date).phase().idle:
            skipped.append(entry)
        else:
            case = applied(case, (Change(entry),))
    return case, tuple(skipped)


def days_ahead(log: Iterable[Entry], on: date) -> list[date]:
    """The days after a day that entries name."""
    return sorted({day for entry in log for day in days_of(entry) if day > on})

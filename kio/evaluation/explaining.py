"""Explaining an answer: every part is worked out when somebody reads it, from what its view remembers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from kio.evaluation.bindings import part_of
from kio.evaluation.finding import Answer, Grounds
from kio.evaluation.outcome import ABSENT, reason_of
from kio.evaluation.result import DONE, Evidence, Explanation, NotCounted, Readings, Result, Status
from kio.evaluation.selections import planned_entries
from kio.evaluation.view import View
from kio.message import Message
from kio.models.record import Entry
from kio.programme.language import ByReading, Selection
from kio.programme.requirement import Enough, Grouped, Kind, Steps


class Explained:
    """Why a requirement has its answer. It keeps the view, and with it what evaluations share."""

    def __init__(self, view: View, answer: Answer) -> None:
        self._view = view
        self._answer = answer

    @cached_property
    def _grounds(self) -> Grounds:
        return self._answer.finding.grounds(self._view)

    @property
    def reason(self) -> Message:
        """See `kio.evaluation.outcome`."""
        return reason_of(self._view, self._answer)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The entries that count."""
        return self._grounds.evidence

    @property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """The entries that do not count, or not for certain."""
        return self._grounds.not_counted

    @property
    def planned(self) -> tuple[Entry, ...]:
        """Entries of a later day that it is about."""
        selections = _selections(self._view, self._answer.requirement.kind)
        return tuple([entry for selection in selections for entry in planned_entries(self._view, selection)])

    @property
    def met_on(self) -> date | None:
        """The day since which it is met or waived."""
        return self._answer.met_on(self._view)

    @property
    def readings(self) -> Readings:
        """See `kio.evaluation.bindings`."""
        return self._view.readings(self._answer.requirement)


def _selections(view: View, kind: Kind) -> Iterator[Selection]:
    """The selections whose entries a kind counts itself."""
    match kind:
        case Enough(measure):
            yield measure.selection
        case Grouped(selection):
            yield selection
        case Steps(steps):
            yield from (step.selection for step in steps)
        case ByReading():
            yield from _selections(view, part_of(view, kind))
        case _:  # the parts of others have plans of their own, or there is nothing to plan
            return


def explained(view: View, answer: Answer) -> Result:
    """The result of an answer: with its terms, and with what explains it."""
    name, requirement, status, beneath, finding, waiver, _ = answer
    if status is Status.NOT_APPLICABLE:
        # By another reading it may be asked.
        why = Explanation(ABSENT.grounds(view).reason, readings=view.readings(requirement))
        return Result(name, requirement, status, beneath, why)
    deadline = view.day(requirement.deadline) if requirement.deadline is not None else None
    return Result(
        name,
        requirement,
        status,
        beneath,
        Explained(view, answer),
        finding.have,
        finding.need,
        tuple([explained(view, part) for part in finding.parts]) if finding.parts else (),
        view.day(requirement.earliest) if requirement.earliest is not None else finding.day,
        deadline,
        status not in DONE and deadline is not None and view.on > deadline,
        waiver,
    )

"""From a status without exceptions to the result: what exceptions change, and what a whole checklist has."""

from __future__ import annotations

from datetime import date

from kio.evaluation.result import DONE, Result, Status, Waiver, applicable, worst
from kio.message import Message, message
from kio.programme.model import Programme
from kio.programme.requirement import Requirement


def absent(requirement: Requirement, name: str) -> Result:
    """The result of a requirement that is not asked."""
    status = Status.NOT_APPLICABLE
    return Result(name, requirement, status, status, message("this is not asked of this trainee"))


def asked_somewhere(programme: Programme, name: str) -> Requirement:
    """The requirement of this name, also where it is not asked of a track."""
    checklist, _, identifier = name.partition("/")
    return next(
        requirement
        for part in programme.checklists
        if part.id == checklist
        for requirement in part.requirements
        if requirement.id == identifier
    )


def status_of(beneath: Status, waiver: Waiver) -> Status:
    """A status with what the exceptions say of it."""
    if beneath is Status.MET:
        return beneath
    if waiver.granted:
        return Status.WAIVED
    return Status.REVIEW if waiver.requested else beneath


def met_on(day: date | None, status: Status, waiver: Waiver) -> date | None:
    """The day since which it is met or waived."""
    # Who does later what was waived before does not lose the days since.
    if waiver.since is None or status not in DONE:
        return day
    return waiver.since if status is Status.WAIVED or day is None else min(day, waiver.since)


def reason_of(reason: Message, status: Status, waiver: Waiver) -> Message:
    """The reason with the exception that was granted, asked for or refused."""
    if status is Status.WAIVED and waiver.granted:
        day, until = waiver.granted.date, waiver.until
        if until:
            return message(
                "exception of {day}, until {until}; without it: {reason}", day=day, until=until, reason=reason
            )
        return message("exception of {day}; without it: {reason}", day=day, reason=reason)
    if status is Status.REVIEW and waiver.requested:
        asked = waiver.requested.date
        return message("exception requested on {day}, not decided yet; {reason}", day=asked, reason=reason)
    if status is not Status.MET and waiver.refused:
        return message("{reason}; exception refused on {day}", reason=reason, day=waiver.refused.date)
    return reason


def overall(results: tuple[Result, ...]) -> Status:
    """The status of a checklist."""
    return (worst(results) or Status.MET) if applicable(results) else Status.NOT_APPLICABLE

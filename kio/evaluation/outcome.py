"""From a finding to an answer: what terms and exceptions change, why, and what a whole checklist has."""

from __future__ import annotations

from collections.abc import Sequence

from kio.evaluation.days import waiting_for
from kio.evaluation.finding import Answer, Finding, plainly
from kio.evaluation.result import HasStatus, Status, Waiver, applicable, worst
from kio.evaluation.truth import NO, UNKNOWN, YES, Truth
from kio.evaluation.view import View
from kio.message import Message, message
from kio.programme.model import Programme
from kio.programme.requirement import Closing, Requirement

ABSENT = Finding(NO, plainly(message("this is not asked of this trainee")))


def absent(requirement: Requirement, name: str) -> Answer:
    """The answer of a requirement that is not asked."""
    status = Status.NOT_APPLICABLE
    return Answer(name, requirement, status, status, ABSENT)


def beneath(view: View, requirement: Requirement, finding: Finding, asked: Truth) -> Status:
    """The status without exceptions."""
    if finding.truth is YES:
        return Status.MET
    if UNKNOWN in (asked, finding.truth):
        return Status.REVIEW
    if requirement.closes is not None and _closed(view, requirement.closes):
        return Status.FAILED
    if finding.status is not Status.FAILED and _waits(view, requirement):
        return Status.WAITING
    return finding.status or Status.OPEN


def _reason_beneath(view: View, answer: Answer, found: Message) -> Message:
    """The reason without exceptions."""
    requirement = answer.requirement
    if answer.finding.truth is YES:
        return found
    if answer.asked is UNKNOWN:
        return message("it is not clear whether this is asked here")
    if answer.finding.truth is UNKNOWN:
        return found
    closed = _closed(view, requirement.closes) if requirement.closes is not None else None
    if closed:
        return message("{first}; {second}", first=found, second=closed)
    if answer.beneath is Status.WAITING and requirement.waits_for is not None and _waits(view, requirement):
        return waiting_for(view, requirement.waits_for)
    return found


def _closed(view: View, closing: Closing) -> Message | None:
    """Until when it was possible, once that day has passed."""
    day = view.day(closing.day)
    if day is None or view.on < day or (view.on == day and closing.inclusive):
        return None
    if closing.inclusive:
        return message("this was possible until {day}", day=day)
    return message("this was possible before {day}", day=day)


def _waits(view: View, requirement: Requirement) -> bool:
    return requirement.waits_for is not None and view.day(requirement.waits_for) is None


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


def reason_of(view: View, answer: Answer) -> Message:
    """Why an answer is what it is, with the exception that was granted, asked for or refused."""
    status, waiver = answer.status, answer.waiver
    reason = _reason_beneath(view, answer, answer.finding.grounds(view).reason)
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


def overall(results: Sequence[HasStatus]) -> Status:
    """The status of a checklist."""
    return (worst(results) or Status.MET) if applicable(results) else Status.NOT_APPLICABLE

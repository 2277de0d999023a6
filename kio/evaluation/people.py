"""Judging people: who stands in people.yaml, and who had which role on a day."""

from __future__ import annotations

from datetime import date

from kio.evaluation.truth import NO, UNKNOWN, YES, truth
from kio.evaluation.view import Verdict, View, verdict
from kio.message import message
from kio.models.record import Entry, Person, Role
from kio.programme.language import Qualified


def judge_known(view: View, identifier: str) -> Verdict:
    """Yes for somebody in people.yaml; of anybody else nothing is known."""
    known = identifier in view.case.people
    return verdict(YES if known else UNKNOWN, message("{person} is not in people.yaml", person=identifier))


def judge_qualified(view: View, test: Qualified, identifier: str, entry: Entry | None) -> Verdict:
    """Whether somebody had a role (and was certified for it) on the day that the test names."""
    person = view.case.people.get(identifier)
    if person is None:
        return judge_known(view, identifier)
    on = view.value(entry, test.on).given if entry else view.on
    if not isinstance(on, date):
        return Verdict(UNKNOWN, (message("{person}: the day is not recorded", person=person.name),))
    held = [role for role in person.roles if role.role == test.role and _holds(role, on)]
    return _answer(view, test, person, held, on)


def _holds(role: Role, on: date) -> bool:
    return (role.first_day or on) <= on <= (role.last_day or on)


def _answer(view: View, test: Qualified, person: Person, held: list[Role], on: date) -> Verdict:
    values = {"person": person.name, "role": view.programme.roles[test.role], "day": on}
    if not held:
        return Verdict(NO, (message("{person} was no {role} on {day}", **values),))
    if not test.certified:
        return Verdict(YES)
    said = {role.certified for role in held}
    # Two roles of one day that contradict each other, or one that does not say, leave it open.
    answer = UNKNOWN if len(said) > 1 or None in said else truth(True in said)
    if answer is UNKNOWN:
        unclear = message("whether {person} was a certified {role} on {day} is not known", **values)
        return Verdict(answer, (unclear,))
    return verdict(answer, message("{person} was no certified {role} on {day}", **values))

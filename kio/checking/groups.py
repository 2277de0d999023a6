"""What a group's file must keep beyond its shape."""

from __future__ import annotations

from collections.abc import Iterator

from kio.checking.days import A_SLIP, FAR_AHEAD, IS_THE_YEAR_RIGHT, before_first_edition, disorder
from kio.checking.known import Expected, ordered_fields
from kio.checking.names import unknown_person, wrong_role
from kio.checking.overlaps import overlapping_plans
from kio.checking.record import id_not_file_name
from kio.checking.texts import odd_texts
from kio.checking.workspace import Checker
from kio.message import message
from kio.models.record import Entry
from kio.problem import Problem, Related, Severity
from kio.programme.model import GroupPlan, Programme
from kio.source.document import Document
from kio.workspace import Workspace


def group_problems(checker: Checker, identifier: str) -> Iterator[Problem]:
    """An id that is not the file's name, people whom nobody knows, days that cannot be, a plan twice, odd texts."""
    workspace = checker.workspace
    group = workspace.group(identifier)
    programme = workspace.programme(group.programme) if group else None
    if group is None or programme is None:
        return
    document = workspace.document(f"records/groups/{identifier}.yaml")
    if group.id != identifier:
        yield id_not_file_name(group.id, identifier, document, workspace.known_groups)
    plans = {plan.entries: plan for plan in programme.groups.values()}
    expected = checker.expected(programme)
    first: dict[tuple[object, ...], Entry] = {}
    for entry in group.planned:
        plan = plans[entry.type]
        yield from _days(document, plan, entry, expected)
        yield from _twice(document, plan, entry, first)
        yield from _people(workspace, programme, document, plan, entry)
        yield from _order(document, plan, entry)
    yield from overlapping_plans(document, group, programme, expected)
    yield from odd_texts(document)


def _days(document: Document, plan: GroupPlan, entry: Entry, expected: Expected) -> Iterator[Problem]:
    earliest = expected.entries[entry.type].earliest
    where = (plan.key, entry.position, plan.date)
    if earliest is not None and entry.date < earliest:
        text = before_first_edition(earliest)
        yield Problem(document.location(where, value=True), Severity.ERROR, "before-first-edition", text)
    elif entry.date > expected.horizon:
        place = document.location(where, value=True)
        yield Problem(place, Severity.WARNING, "far-ahead", FAR_AHEAD, IS_THE_YEAR_RIGHT)


def _twice(
    document: Document, plan: GroupPlan, entry: Entry, first: dict[tuple[object, ...], Entry]
) -> Iterator[Problem]:
    """By the fields that make a plan the same as an entry of a log: the same thing cannot be planned twice."""
    if not plan.same:
        return
    earlier = first.setdefault((entry.type, *(entry.values.get(name) for name in plan.same)), entry)
    if earlier is not entry:
        text = message("this plans the same as line {line}", line=earlier.line)
        where = document.location((plan.key, entry.position))
        related = (Related(document.location((plan.key, earlier.position)), message("first given here")),)
        yield Problem(where, Severity.WARNING, "duplicate-entry", text, message("keep one of the two"), related)


def _people(
    workspace: Workspace, programme: Programme, document: Document, plan: GroupPlan, entry: Entry
) -> Iterator[Problem]:
    for field in plan.fields.values():
        if field.type != "person" or field.name not in entry.values:
            continue
        value, place = str(entry.values[field.name]), (document, (plan.key, entry.position, field.name))
        if (person := workspace.people.get(value)) is not None:
            yield from wrong_role(person, field, entry.date, programme.roles, place)
        elif value not in workspace.known_people:
            yield from unknown_person(value, workspace.people, place)


def _order(document: Document, plan: GroupPlan, entry: Entry) -> Iterator[Problem]:
    ordered = ordered_fields(plan.fields.values())
    for field, _, text in disorder({plan.date: entry.date, **entry.values}, ordered):
        where = document.location((plan.key, entry.position, field), value=True)
        yield Problem(where, Severity.WARNING, "unusual-order", text, A_SLIP)

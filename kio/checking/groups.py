"""What a group's file must keep beyond its shape."""

from __future__ import annotations

from collections.abc import Iterator

from kio.checking.days import A_SLIP, disorder
from kio.checking.known import ordered_fields
from kio.checking.names import unknown_person, wrong_role
from kio.checking.record import id_not_file_name
from kio.checking.texts import odd_texts
from kio.models.record import Entry
from kio.problem import Problem, Severity
from kio.programme.model import GroupPlan, Programme
from kio.source.document import Document
from kio.workspace import Workspace


def group_problems(workspace: Workspace, identifier: str) -> Iterator[Problem]:
    """An id that is not the file's name, people whom nobody knows, days in an unusual order, odd texts."""
    group = workspace.group(identifier)
    programme = workspace.programme(group.programme) if group else None
    if group is None or programme is None:
        return
    document = workspace.document(f"records/groups/{identifier}.yaml")
    if group.id != identifier:
        yield id_not_file_name(group.id, identifier, document)
    plans = {plan.entries: plan for plan in programme.groups.values()}
    for entry in group.planned:
        plan = plans[entry.type]
        yield from _people(workspace, programme, document, plan, entry)
        yield from _order(document, plan, entry)
    yield from odd_texts(document)


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

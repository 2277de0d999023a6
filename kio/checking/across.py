"""What only several records together can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kio.checking.workspace import Found, record_name
from kio.message import message
from kio.problem import Location, Problem, Related, Severity
from kio.source.files import read_bytes
from kio.workspace import Workspace


def shared_emails(workspace: Workspace, found: Iterable[Found], *, complete: bool) -> Iterator[Problem]:
    """Records of different people with one address: letters of one would go to the other.

    Where not all records were read (`complete`), the others are searched for the addresses of those that were.
    """
    owners: dict[str, list[Found]] = {}
    for record in found:
        if record.email:
            owners.setdefault(record.email, []).append(record)
    checked = {record.name for records in owners.values() for record in records}
    if not complete:
        for record in _elsewhere(workspace, owners, checked):
            owners[record.email or ""].append(record)
    for records in owners.values():
        people = {_owner(record) for record in records}
        if len(people) > 1:
            for record in records:
                other = next(other for other in records if _owner(other) != _owner(record))
                if record.name in checked:
                    yield _shared(workspace, record, other)


def _owner(record: Found) -> str:
    return record_name(record.person) if record.person else record.name


def _elsewhere(workspace: Workspace, owners: dict[str, list[Found]], checked: set[str]) -> list[Found]:
    others = [name for name in workspace.trainee_ids() if record_name(name) not in checked]
    found = []
    wanted = [email.encode() for email in owners]
    for identifier in others:
        # Most records hold none of the addresses: that is seen without parsing them.
        data = read_bytes(workspace.root / record_name(identifier)).lower()
        if not any(word in data for word in wanted):
            continue
        trainee = workspace.trainee(identifier)
        if trainee and trainee.email and trainee.email.lower() in owners:
            found.append(Found(record_name(identifier), email=trainee.email.lower(), person=trainee.person))
        workspace.forget(identifier)
    return found


def _shared(workspace: Workspace, record: Found, other: Found) -> Problem:
    text = message("the record {other} has the same address", other=other.name)
    hint = message("give each person an own address; a second record of one person says so with 'person'")
    where = workspace.document(record.name).location(("email",), value=True)
    related = (Related(Location(other.name), message("the other record")),)
    return Problem(where, Severity.WARNING, "shared-email", text, hint, related)

"""What only several records together can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kio.checking.links import Link, links_of
from kio.checking.workspace import Found, record_name
from kio.message import message
from kio.models.record import Trainee
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
        for trainee in _elsewhere(workspace, owners, checked):
            if trainee.email and trainee.email.lower() in owners:
                owners[trainee.email.lower()].append(Found(trainee.file, person=trainee.person))
    for records in owners.values():
        people = {_owner(record) for record in records}
        if len(people) > 1:
            for record in records:
                other = next(other for other in records if _owner(other) != _owner(record))
                if record.name in checked:
                    yield _shared(workspace, record, other)


def _owner(record: Found) -> str:
    return record_name(record.person) if record.person else record.name


def _elsewhere(workspace: Workspace, words: Iterable[str], checked: set[str]) -> Iterator[Trainee]:
    """The records that were not checked and hold one of these words, one after the other; none is kept."""
    others = [name for name in workspace.trainee_ids() if record_name(name) not in checked]
    wanted = [word.encode() for word in words]
    for identifier in others if wanted else ():
        # Most records hold none of the words: that is seen without parsing them.
        data = read_bytes(workspace.root / record_name(identifier)).lower()
        if any(word in data for word in wanted):
            trainee = workspace.trainee(identifier)
            if trainee:
                yield trainee
            workspace.forget(identifier)


def _shared(workspace: Workspace, record: Found, other: Found) -> Problem:
    text = message("the record {other} has the same address", other=other.name)
    hint = message("give each person an own address; a second record of one person says so with 'person'")
    where = workspace.document(record.name).location(("email",), value=True)
    related = (Related(Location(other.name), message("the other record")),)
    return Problem(where, Severity.WARNING, "shared-email", text, hint, related)


def linked_twice(workspace: Workspace, found: Iterable[Found], *, complete: bool) -> Iterator[Problem]:
    """Records of different people that name the same record where the rules let only one do so.

    Where not all records were read (`complete`), the others are searched for the records that were named.
    """
    naming: dict[Link, list[Found]] = {}
    for record in found:
        for link in record.links:
            naming.setdefault(link, []).append(record)
    checked = {record.name for records in naming.values() for record in records}
    if not complete:
        for trainee in _elsewhere(workspace, {link.of for link in naming}, checked):
            programme = workspace.programme(trainee.programme)
            for link in links_of(trainee, programme) if programme else ():
                naming.get(link, []).append(Found(trainee.file, person=trainee.person))
    for link, records in naming.items():
        for record in records if len({_owner(record) for record in records}) > 1 else ():
            if record.name in checked:
                other = next(other for other in records if _owner(other) != _owner(record))
                yield _linked_twice(workspace, record, other, link)


def _linked_twice(workspace: Workspace, record: Found, other: Found, link: Link) -> Problem:
    text = message("the record {other} names the same record here", other=other.name)
    hint = message("only one of the two can be right")
    where = workspace.document(record.name).location((link.section, link.field), value=True)
    related = (Related(Location(other.name), message("the other record")),)
    return Problem(where, Severity.WARNING, "linked-twice", text, hint, related)

"""What surrounds the records: people, names of files, and what is missing or not read."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from kio.checking.days import A_SLIP
from kio.checking.texts import odd_texts
from kio.folders import stray_files
from kio.message import Quoted, message
from kio.problem import Location, Problem, Related, Severity
from kio.workspace import PEOPLE, Workspace


def surroundings(workspace: Workspace) -> Iterator[Problem]:
    """Files that are missing, that nobody reads, or that some computers take for one."""
    if not workspace.programme_ids():
        yield Problem(Location("rules"), Severity.ERROR, "no-rules", message("there are no rules"))
    programmes = [workspace.programme(name) for name in workspace.programme_ids()]
    if not workspace.known_people and any(programme.roles for programme in programmes if programme):
        text = message("nobody is recorded in records/people.yaml, so who did what cannot be judged")
        yield Problem(Location(PEOPLE), Severity.WARNING, "no-people", text)
    for name in stray_files(workspace.root):
        text = message("this is not read: it has another name, or lies in another place, than what kio reads")
        yield Problem(Location(name), Severity.WARNING, "stray-file", text, message("rename it, or move it away"))
    yield from _collisions("records/trainees", workspace.trainee_ids())
    yield from _collisions("records/groups", workspace.group_ids())


def _collisions(folder: str, stems: list[str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for stem in stems:
        earlier = first.setdefault(normalize("NFC", normalize("NFC", stem).casefold()), stem)
        if earlier != stem:
            text = message("some computers take this file and {other} for one, and one of them is lost", other=earlier)
            hint = message("rename one of the two: only a-z, 0-9 and hyphens")
            related = (Related(Location(f"{folder}/{earlier}.yaml"), message("the other one")),)
            yield Problem(
                Location(f"{folder}/{stem}.yaml"), Severity.ERROR, "name-collision", text, hint, related
            )  # fmt: skip


def people_problems(workspace: Workspace) -> Iterator[Problem]:
    """What is odd about those who stand in people.yaml."""
    if not workspace.people:
        return
    document = workspace.document(PEOPLE)
    yield from odd_texts(document)
    for person in workspace.people.values():
        for index, role in enumerate(person.roles):
            if role.first_day and role.last_day and role.last_day < role.first_day:
                text = message(
                    "the last day {last} lies before the first day {first}",
                    last=Quoted(role.last_day),
                    first=Quoted(role.first_day),
                )
                where = document.location((person.id, "roles", index, "until"), value=True)
                hint = A_SLIP
                yield Problem(where, Severity.WARNING, "unusual-order", text, hint)

"""Checking a workspace: every file is read, every record is checked, nothing stops at the first fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kio.checking.record import Checked, check_record, id_not_file_name, unknown_person
from kio.message import message
from kio.models.files import is_id
from kio.models.record import Trainee
from kio.problem import Location, Problem, Severity
from kio.workspace import Workspace


def trainee_problems(workspace: Workspace, trainee: Trainee, on: date) -> list[Problem]:
    """What is wrong with one record that could be read, beyond what reading it found."""
    programme = workspace.programme(trainee.programme)
    if programme is None:
        return []
    return check_record(
        Checked(
            trainee,
            workspace.document(trainee.file),
            programme,
            workspace.known_people,
            workspace.known_trainees,
            workspace.known_groups,
            on,
        )
    )


def record_problems(workspace: Workspace, identifier: str, on: date) -> list[Problem]:
    """All problems of one record: of reading it and of checking it, by place."""
    trainee = workspace.trainee(identifier)
    name = f"records/trainees/{identifier}.yaml"
    found = [*workspace.problems.get(name, []), *(trainee_problems(workspace, trainee, on) if trainee else [])]
    return sorted(found, key=_place)


def check_workspace(workspace: Workspace, on: date) -> dict[str, list[Problem]]:
    """The problems of every file of a workspace, by file; a file without any has an empty list."""
    for programme in workspace.programme_ids():
        workspace.programme(programme)
    if not workspace.programme_ids():
        where = Location("rules")
        workspace.problems["rules"] = [Problem(where, Severity.ERROR, "no-rules", message("there are no rules"))]
    _ = workspace.settings, workspace.people
    groups = [_group_problems(workspace, group) for group in workspace.group_ids()]
    by_file = {name: list(problems) for name, problems in workspace.problems.items()}
    for problem in [*(problem for found in groups for problem in found), *_around(workspace)]:
        by_file.setdefault(problem.location.file, []).append(problem)
    for identifier in workspace.trainee_ids():
        name = f"records/trainees/{identifier}.yaml"
        by_file[name] = [*_stem_problem(identifier, name), *record_problems(workspace, identifier, on)]
    return {name: sorted(problems, key=_place) for name, problems in sorted(by_file.items())}


def _group_problems(workspace: Workspace, identifier: str) -> list[Problem]:
    """What reading a group does not find: an id that is not the file's name, people whom nobody knows."""
    group = workspace.group(identifier)
    programme = workspace.programme(group.programme) if group else None
    if group is None or programme is None:
        return []
    document = workspace.document(f"records/groups/{identifier}.yaml")
    wrong_id = [] if group.id == identifier else [id_not_file_name(group.id, identifier, document)]
    plans = {plan.entries: plan for plan in programme.groups.values()}
    named = [
        (entry.values[field.name], document.location((plans[entry.type].key, entry.position, field.name), value=True))
        for entry in group.planned
        for field in plans[entry.type].fields.values()
        if field.type == "person" and field.name in entry.values
    ]
    known = workspace.known_people
    unknown = (unknown_person(str(person), where, known) for person, where in named if person not in known)
    return [*wrong_id, *(unknown if known else ())]


def _around(workspace: Workspace) -> Iterator[Problem]:
    """Files that are missing or that nobody reads."""
    programmes = [workspace.programme(name) for name in workspace.programme_ids()]
    if not workspace.known_people and any(programme.roles for programme in programmes if programme):
        text = message("nobody is recorded in records/people.yaml, so who did what cannot be judged")
        yield Problem(Location("records/people.yaml"), Severity.WARNING, "no-people", text)
    for name in workspace.stray_files():
        text = message("this is not read: a record lies directly in its folder and its name ends in .yaml")
        yield Problem(Location(name), Severity.WARNING, "stray-file", text, message("rename it, or move it away"))


def _stem_problem(identifier: str, name: str) -> list[Problem]:
    if is_id(identifier):
        return []
    text = message("the name of this file is not an id: a-z, 0-9 and hyphens")
    hint = message("rename it, as fenna-de-boer.yaml")
    return [Problem(Location(name), Severity.ERROR, "wrong-file-name", text, hint)]


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return (*problem.location, problem.code)

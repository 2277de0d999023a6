"""Checking a workspace: every file is read, every record is checked, nothing stops at the first fault."""

from __future__ import annotations

from datetime import date

from kio.checking.record import Checked, check_record
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
            workspace.people,
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
    programmes = [found for name in workspace.programme_ids() if (found := workspace.programme(name))]
    if not workspace.programme_ids():
        where = Location("rules")
        workspace.problems["rules"] = [Problem(where, Severity.ERROR, "no-rules", message("there are no rules"))]
    _ = workspace.settings, workspace.people
    for group in workspace.group_ids():
        if programmes:
            workspace.group(group, programmes[0])
    by_file = {name: list(problems) for name, problems in workspace.problems.items()}
    for identifier in workspace.trainee_ids():
        name = f"records/trainees/{identifier}.yaml"
        by_file[name] = [*_stem_problem(identifier, name), *record_problems(workspace, identifier, on)]
    return {name: sorted(problems, key=_place) for name, problems in sorted(by_file.items())}


def _stem_problem(identifier: str, name: str) -> list[Problem]:
    if is_id(identifier):
        return []
    text = message("the name of this file is not an id: a-z, 0-9 and hyphens")
    return [Problem(Location(name), Severity.ERROR, "wrong-file-name", text)]


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return (*problem.location, problem.code)

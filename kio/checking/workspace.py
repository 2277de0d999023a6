"""Checking a workspace: every file is read, every record is checked, nothing stops at the first fault."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

from kio.checking.ignores import Ignore, ignores_in
from kio.checking.known import Checked, Expected, Known, expected_of
from kio.checking.record import check_record, more_problems
from kio.message import message
from kio.models.files import is_id
from kio.models.record import Trainee
from kio.problem import MORE, Location, Problem, Severity, limit_of, room_in
from kio.programme.model import Programme
from kio.workspace import Workspace


class Found(NamedTuple):
    """What one record gives to the check of the whole: little enough to keep it of every record.

    `email` is in lower case; `person` is the record that it belongs to, which may share the address.
    """

    name: str
    problems: tuple[Problem, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    email: str | None = None
    person: str | None = None


class Checker:
    """Checks the records of one workspace, one at a time."""

    def __init__(self, workspace: Workspace, on: date) -> None:
        self.workspace = workspace
        self._on = on
        self._expected: dict[str, Expected] = {}

    @cached_property
    def known(self) -> Known:
        """What exists in the workspace."""
        workspace = self.workspace
        return Known(
            workspace.people,
            workspace.known_people,
            workspace.known_trainees,
            workspace.known_groups,
            self._group_programme,
            self._person_of,
            workspace.evidence,
            set(),
        )

    def _group_programme(self, identifier: str) -> str | None:
        group = self.workspace.group(identifier)
        return group.programme if group else None

    def _person_of(self, identifier: str) -> str | None:
        data = self.workspace.document(f"records/trainees/{identifier}.yaml").data
        person = data.get("person") if isinstance(data, dict) else None
        return person if isinstance(person, str) else None

    def beyond_shape(self, trainee: Trainee) -> list[Problem]:
        """What is wrong with a record that could be read, beyond what reading it found."""
        programme = self.workspace.programme(trainee.programme)
        if programme is None:
            return []
        document = self.workspace.document(trainee.file)
        most = limit_of(self.workspace.problems.get(trainee.file, []))
        return check_record(Checked(trainee, document, self.expected(programme), self.known, most))

    def expected(self, programme: Programme) -> Expected:
        """What the rules of a programme expect, worked out once for all records and groups."""
        if programme.id not in self._expected:
            self._expected[programme.id] = expected_of(programme, self._on)
        return self._expected[programme.id]

    def record(self, identifier: str) -> Found:
        """Everything that one record says to the check; nothing else of it is kept."""
        name = record_name(identifier)
        trainee = self.workspace.trainee(identifier)
        of_shape = self.workspace.problems.get(name, [])
        found = [*_stem_problem(identifier, name), *of_shape]
        if not room_in(of_shape):
            found.append(more_problems(found[-1].location))
        readable = trainee or self.workspace.rest_of_record(identifier)
        if readable is not None:
            found += self.beyond_shape(readable)
        ignores = ignores_in(name, self.workspace.document(name).text)
        self.workspace.forget(identifier)
        if trainee is None:
            return Found(name, tuple(found), ignores)
        email = trainee.email.lower() if trainee.email else None
        return Found(name, tuple(found), ignores, email, trainee.person)


def record_name(identifier: str) -> str:
    """The file of a record, as people name it."""
    return f"records/trainees/{identifier}.yaml"


def record_problems(workspace: Workspace, identifier: str, on: date) -> list[Problem]:
    """All problems of one record: of reading it and of checking it, by place."""
    trainee = workspace.trainee(identifier)
    found = workspace.problems.get(record_name(identifier), [])
    beyond = Checker(workspace, on).beyond_shape(trainee) if trainee else []
    return sorted([*found, *beyond], key=by_place)


def by_place(problem: Problem) -> tuple[str, int, int, bool, str]:
    """How problems are ordered: by file, line, column and code; that there are more stands behind the others."""
    return (*problem.location, problem.code == MORE, problem.code)


def _stem_problem(identifier: str, name: str) -> list[Problem]:
    if is_id(identifier):
        return []
    text = message("the name of this file is not an id: a-z, 0-9 and hyphens")
    hint = message("rename it, as fenna-de-boer.yaml")
    return [Problem(Location(name), Severity.ERROR, "wrong-file-name", text, hint)]

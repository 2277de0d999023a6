"""Checking a workspace: every file is read, every record is checked, nothing stops at the first fault."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

from kio.checking.exceptions import Granted, granted, unneeded
from kio.checking.ignores import Ignore, ignores_in
from kio.checking.independence import Side, not_independent_of, side_of
from kio.checking.judging import Judge
from kio.checking.known import Checked, Expected, Known, by_type, expected_of
from kio.checking.links import Link, links_of, named_records, unfit_links
from kio.checking.record import check_record, more_problems
from kio.message import message
from kio.models.files import is_id
from kio.models.record import Entry, Trainee
from kio.problem import MORE, Location, Problem, Severity, limit_of, room_in
from kio.programme.model import Programme
from kio.records import foreseen
from kio.workspace import Workspace


class Found(NamedTuple):
    """What one record gives to the check of the whole: little enough to keep it of every record.

    `email` is in lower case; `person` is the record that it belongs to, which may share the address. `links` are those
    that it names and no other may name too, `granted` the exceptions that it was granted.
    """

    name: str
    problems: tuple[Problem, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    email: str | None = None
    person: str | None = None
    links: tuple[Link, ...] = ()
    granted: tuple[Granted, ...] = ()


class Checker:
    """Checks the records of one workspace, one at a time."""

    def __init__(self, workspace: Workspace, on: date) -> None:
        self.workspace = workspace
        self._on = on
        self._expected: dict[str, Expected] = {}
        self._judge = Judge(workspace, on)

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
            self._planned,
        )

    def _group_programme(self, identifier: str) -> str | None:
        group = self.workspace.group(identifier)
        return group.programme if group else None

    def _person_of(self, identifier: str) -> str | None:
        data = self.workspace.document(f"records/trainees/{identifier}.yaml").data
        person = data.get("person") if isinstance(data, dict) else None
        return person if isinstance(person, str) else None

    def _planned(self, trainee: Trainee) -> tuple[Entry, ...]:
        group = self.workspace.group(trainee.group) if trainee.group else None
        programme = self.workspace.programme(trainee.programme)
        return foreseen(group, trainee, programme) if group and programme else ()

    def _checked(self, trainee: Trainee) -> Checked | None:
        programme = self.workspace.programme(trainee.programme)
        if programme is None:
            return None
        document = self.workspace.document(trainee.file)
        most = limit_of(self.workspace.problems.get(trainee.file, []))
        meets = self._judge.meets(trainee) if trainee.track else None
        return Checked(trainee, document, self.expected(programme), self.known, most, meets, by_type(trainee.log))

    def beyond_shape(self, trainee: Trainee) -> list[Problem]:
        """What is wrong with a record that could be read, beyond what reading it found; no other record is asked."""
        checked = self._checked(trainee)
        return self._of_itself(checked) if checked else []

    def _of_itself(self, checked: Checked) -> list[Problem]:
        found = check_record(checked)
        if checked.meets is not None:
            found += unneeded(checked, self._judge.standing, self._on)
        return found

    def _beside_others(self, checked: Checked) -> list[Problem]:
        """What is wrong with a record once those are looked at that it names."""
        trainee = checked.trainee
        found = list(unfit_links(checked, self._judge.standing)) if trainee.header else []
        first = self._first_record(trainee) if trainee.person and self._has_rules_across else None
        return [*found, *not_independent_of(checked, first)] if first else found

    @cached_property
    def _has_rules_across(self) -> bool:
        """Whether some programme says of the duties of another one who may not have them."""
        programmes = [self.workspace.programme(name) for name in self.workspace.programme_ids()]
        return any(rule.programme for programme in programmes if programme for rule in programme.independence)

    def _first_record(self, trainee: Trainee) -> Side | None:
        other = self.workspace.trainee(trainee.person) if trainee.person not in (None, trainee.id) else None
        programme = self.workspace.programme(other.programme) if other else None
        if other is None or programme is None:
            return None
        return side_of(other, self.expected(programme), self._judge.meets(other))

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
        checked = self._checked(readable) if readable else None
        if checked is None:
            return self._done(identifier, Found(name, tuple(found)))
        found += self._of_itself(checked)
        if trainee is None:
            return self._done(identifier, Found(name, tuple(found)))
        found += self._beside_others(checked)
        email = trainee.email.lower() if trainee.email else None
        links = links_of(trainee, checked.expected.programme) if trainee.header else ()
        line = Found(name, tuple(found), (), email, trainee.person, links, granted(checked, self._on))
        return self._done(identifier, line, *named_records(trainee))

    def _done(self, identifier: str, found: Found, *others: str) -> Found:
        """What was found, with the comments of the file; the record is kept no longer, nor are those that it names."""
        ignores = ignores_in(found.name, self.workspace.document(found.name).text)
        for name in (*others, identifier):
            self.workspace.forget(name)
        return found._replace(ignores=ignores) if ignores else found


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

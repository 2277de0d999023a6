"""A folder as a workspace: finds it, reads its files when they are first needed and keeps what is wrong with each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from kio.evaluation.view import Case
from kio.folders import SETTINGS_FILE, SHIPPED, files_below, folder_problem, listed
from kio.message import Quoted, message
from kio.models.files import SETTINGS
from kio.models.record import Group, Person, Trainee
from kio.near import did_you_mean, possible
from kio.problem import MOST_AT_ALL, MOST_OF_A_FILE, Collected, KioError, Location, Problem, Severity, reason
from kio.programme.model import Programme
from kio.programme.reading import read_programme
from kio.records import planned_for, read_group, read_people, read_trainee, rest_of_record
from kio.source.comments import may_ignore
from kio.source.document import Document
from kio.source.files import read_bytes, read_file
from kio.vocabulary import Vocabulary

PEOPLE = "records/people.yaml"


class Workspace:
    """One workspace. Everything is read once, when asked for; `problems` are by file, in the order of reading."""

    def __init__(self, root: Path, most: int = MOST_OF_A_FILE) -> None:
        self.root = root
        self.most = most
        self.problems: dict[str, list[Problem]] = {}
        self._documents: dict[str, Document] = {}
        self._unusable: dict[Path, bool] = {}
        self._stems_of: dict[Path, list[str]] = {}
        self._programmes: dict[str, Programme | None] = {}
        self._vocabularies: dict[str, Vocabulary] = {}
        self._trainees: dict[str, Trainee | None] = {}
        self._groups: dict[str, Group | None] = {}
        self._people: dict[str, Person] | None = None
        self._settings: dict[str, Any] | None = None

    # --- files

    def trainee_ids(self) -> list[str]:
        """The stems of all record files, in order; names alone, nothing is read."""
        return self._stems(self.root / "records/trainees")

    def group_ids(self) -> list[str]:
        """The stems of all group files."""
        return self._stems(self.root / "records/groups")

    @cached_property
    def known_trainees(self) -> frozenset[str]:
        """The ids that have a record."""
        return frozenset(self.trainee_ids())

    @cached_property
    def known_groups(self) -> frozenset[str]:
        """The ids of groups that have a file."""
        return frozenset(self.group_ids())

    def _stems(self, folder: Path) -> list[str]:
        if folder not in self._stems_of:
            found = [] if self._is_unusable(folder) else listed(folder)
            self._stems_of[folder] = sorted(path.stem for path in found if path.suffix == ".yaml")
        return self._stems_of[folder]

    def _is_unusable(self, folder: Path) -> bool:
        if folder not in self._unusable:
            problem = folder_problem(folder, self.root)
            self._unusable[folder] = problem is not None
            if problem:
                self.problems[problem.location.file] = [problem]
        return self._unusable[folder]

    def texts(self) -> Iterator[tuple[str, str | None]]:
        """The files that were read so far, with their texts."""
        return ((name, document.text) for name, document in self._documents.items())

    def lines(self, name: str) -> list[str] | None:
        """The lines of a file that kio reads, for those who show one; None where nothing of it can be shown."""
        if name in self._documents:
            text = self._documents[name].text
        elif name.startswith("records/trainees/"):  # it was read by another process, or is kept no longer
            text = read_bytes(self.root / name).decode("utf-8", "replace").removeprefix("\ufeff") or None
        else:
            return None
        return None if text is None else text.split("\n")

    def forget(self, identifier: str) -> None:
        """Keep nothing of a record that was read, so that a workspace of any size can be gone through."""
        name = f"records/trainees/{identifier}.yaml"
        self._documents.pop(name, None)
        self._trainees.pop(identifier, None)
        self.problems.pop(name, None)

    @cached_property
    def evidence(self) -> frozenset[str] | None:
        """The files below evidence/, by their names there in NFC; None where there is no such folder."""
        folder = self.root / "evidence"
        try:
            return None if self._is_unusable(folder) else files_below(folder)
        except OSError as error:
            text = message("this folder cannot be read: {why}", why=reason(error))
            self.problems["evidence"] = [Problem(Location("evidence"), Severity.ERROR, "unreadable-file", text)]
            return None

    def _is_there(self, name: str) -> bool:
        # Also a link that leads nowhere: reading it says so.
        path = self.root / name
        return os.path.lexists(path) and not self._is_unusable(path.parent)

    def document(self, name: str, path: Path | None = None) -> Document:
        """A file of the workspace by its name there; read once."""
        if name not in self._documents:
            document = read_file(path or self.root / name, name)
            self._documents[name] = document
            found = self.problems.setdefault(name, Collected())
            found.extend(document.problems)
            if isinstance(found, Collected):
                found.limit = MOST_AT_ALL if may_ignore(document.text) else self.most
        return self._documents[name]

    # --- settings and rules

    @property
    def settings(self) -> dict[str, Any]:
        """What `kio.yaml` says; nothing where there is none or it cannot be used."""
        if self._settings is None:
            self._settings = {}
            if self._is_there(SETTINGS_FILE):
                document = self.document(SETTINGS_FILE)
                if document.data is None and {problem.code for problem in document.problems} == {"empty-file"}:
                    self.problems[SETTINGS_FILE].clear()  # nothing but remarks: nothing is set
                elif document.data is not None:
                    self._settings = SETTINGS.read(document.data, document, (), self.problems[SETTINGS_FILE]) or {}
        return self._settings

    @cached_property
    def rules_folder(self) -> Path:
        """The workspace's own rules, or those that are shipped."""
        own = self.root / "rules"
        if own.is_dir():
            return own
        return next((folder for folder in SHIPPED if folder.is_dir()), own)

    def programme_ids(self) -> list[str]:
        """The programmes of the rules folder, by the names of their files."""
        return self._stems(self.rules_folder)

    def programme(self, identifier: str) -> Programme | None:
        """A programme: `rules/<id>.yaml` and what stands in `rules/<id>/`; None where it cannot be used."""
        if identifier not in self._programmes:
            self._programmes[identifier] = self._read_programme(identifier)
        return self._programmes[identifier]

    def rules_documents(self, identifier: str) -> list[Document]:
        """The files of a programme, the main one first."""
        folder = self.rules_folder
        parts = self._stems(folder / identifier)
        names = [f"{identifier}.yaml", *(f"{identifier}/{part}.yaml" for part in parts)]
        return [self.document(f"rules/{name}", folder / name) for name in names]

    def _read_programme(self, identifier: str) -> Programme | None:
        documents = self.rules_documents(identifier)
        problems: list[Problem] = []
        programme = read_programme(identifier, documents, problems)
        for problem in problems:
            self.problems[problem.location.file].append(problem)
        return programme

    def default_programme(self) -> str | None:
        """The programme of a record that names none: the setting, else the only one there is."""
        known = self.programme_ids()
        return self.settings.get("programme") or (known[0] if len(known) == 1 else None)

    def rules_problems(self, identifier: str) -> list[Problem]:
        """What is wrong with the files of a programme."""
        return [
            problem
            for name, problems in self.problems.items()
            if name == f"rules/{identifier}.yaml" or name.startswith(f"rules/{identifier}/")
            for problem in problems
        ]

    def vocabulary(self, programme: Programme) -> Vocabulary:
        """The models of a programme's entries."""
        return self._vocabularies.setdefault(programme.id, Vocabulary(programme.entries))

    # --- records

    @property
    def people(self) -> dict[str, Person]:
        """Everybody in people.yaml."""
        if self._people is None:
            name = PEOPLE
            roles = {role for known in self._programmes.values() if known for role in known.roles}
            if self._is_there(name):
                document = self.document(name)
                self._people = read_people(document, dict.fromkeys(roles) if roles else None, self.problems[name])
            else:
                self._people = {}
        return self._people

    @cached_property
    def known_people(self) -> frozenset[str]:
        """The ids in people.yaml, also of those whose entry cannot be used."""
        data = self.document(PEOPLE).data if self._is_there(PEOPLE) else None
        return frozenset(data) if isinstance(data, dict) else frozenset()

    def group(self, identifier: str) -> Group | None:
        """A group; None where it is not there or cannot be used."""
        if identifier not in self._groups:
            self._groups[identifier] = self._read_group(identifier) if identifier in self.known_groups else None
        return self._groups[identifier]

    def _read_group(self, identifier: str) -> Group | None:
        document = self.document(f"records/groups/{identifier}.yaml")
        problems = self.problems[document.name]
        programme = self.programme_of(document, problems)
        return read_group(document, programme, self.vocabulary(programme), problems) if programme else None

    def name_of(self, identifier: str) -> str | None:
        """The name in a record, without checking anything else of it."""
        data = self.document(f"records/trainees/{identifier}.yaml").data
        name = data.get("name") if isinstance(data, dict) else None
        return name if isinstance(name, str) else None

    def trainee(self, identifier: str) -> Trainee | None:
        """A trainee's record; None where it is not there or cannot be used."""
        if identifier not in self._trainees:
            name = f"records/trainees/{identifier}.yaml"
            self._trainees[identifier] = self._read_trainee(name) if identifier in self.known_trainees else None
        return self._trainees[identifier]

    def _read_trainee(self, name: str) -> Trainee | None:
        document = self.document(name)
        problems = self.problems[name]
        if not isinstance(document.data, dict):
            return None
        programme = self.programme_of(document, problems)
        if programme is None:
            return None
        return read_trainee(document, programme, self.vocabulary(programme), problems)

    def rest_of_record(self, identifier: str) -> Trainee | None:
        """What can still be checked of a record that cannot be used; None where that is nothing."""
        document = self.document(f"records/trainees/{identifier}.yaml")
        programme = self.programme_of(document, [])
        return rest_of_record(document, programme, self.vocabulary(programme)) if programme else None

    def programme_of(self, document: Document, problems: list[Problem]) -> Programme | None:
        """The programme of a record or group: the one it names, else the default."""
        if not isinstance(document.data, dict):
            return None
        named = document.data.get("programme")
        identifier = named if isinstance(named, str) else self.default_programme()
        if identifier in self.programme_ids():
            return self.programme(identifier)
        known = self.programme_ids()
        if identifier is None:
            text = message("the key '{key}' is missing here", key="programme")
            problems.append(Problem(document.location(()), Severity.ERROR, "missing-key", text, possible(known)))
            return None
        text = message("'{word}' is not {what}", word=Quoted(identifier), what=message("a programme of rules/"))
        where = document.location(("programme",), value=True)
        problems.append(Problem(where, Severity.ERROR, "unknown-programme", text, did_you_mean(identifier, known)))
        return None

    def case(self, trainee: Trainee) -> Case:
        """A trainee with what an evaluation needs: the people, the group's plan, the records that the header names."""
        programme = self.programme(trainee.programme)
        if programme is None:
            raise KioError(message("the rules of programme {programme} cannot be used", programme=trainee.programme))
        others = {name: other for name in _named_trainees(trainee, programme) if (other := self.trainee(name))}
        group = self.group(trainee.group) if trainee.group else None
        return Case(programme, trainee, self.people, others, planned_for(group, trainee, programme) if group else ())

    def used_programmes(self) -> list[str]:
        """The programmes that were read so far."""
        return list(self._programmes)

    def require_rules(self, programme: str) -> None:
        """Stop where the rules themselves are wrong: an answer by broken rules cannot be trusted."""
        errors = [problem for problem in self.rules_problems(programme) if problem.severity is Severity.ERROR]
        if errors:
            raise KioError(message("the rules have errors; mend them first"), problems=errors)


def _named_trainees(trainee: Trainee, programme: Programme) -> list[str]:
    return [
        str(value)
        for section, values in trainee.header.items()
        for name, value in values.items()
        if programme.header[section].fields[name].type == "trainee"
    ]

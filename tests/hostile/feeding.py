"""A record checked again and again from bytes, without a disk, and what has to hold of everything that is found."""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from pathlib import Path, PurePath
from string import Formatter

from hostile.children import COMMANDS, DECEIVES
from kio.checking.running import check_workspace, run_check
from kio.checking.workspace import record_problems
from kio.locale import LANGUAGES, say
from kio.message import Message
from kio.problem import Problem
from kio.programme.model import Programme
from kio.render.problems import problem_lines
from kio.source.reading import read_text
from kio.workspace import Workspace


class Feeder:
    """A workspace that is read once, in which one of its files holds other bytes each time."""

    def __init__(self, root: Path, on: date) -> None:
        self._on = on
        self._warm = Workspace(root)
        check_workspace(self._warm, on)

    @property
    def programmes(self) -> dict[str, Programme]:
        """The programmes of the workspace."""
        return {name: known for name in self._warm.programme_ids() if (known := self._warm.programme(name))}

    def record(self, identifier: str, data: bytes) -> list[Problem]:
        """What is wrong with this record when it holds these bytes: the way of `kio check`, without its screen."""
        workspace = self._with(f"records/trainees/{identifier}.yaml", data)
        return record_problems(workspace, identifier, self._on)

    def file(self, name: str, data: bytes) -> list[Problem]:
        """What a check finds in a file of records/ that holds these bytes."""
        return run_check(self._with(name, data), self._on, chosen=lambda known: known == name).problems[name]

    def _with(self, name: str, data: bytes) -> Workspace:
        """The workspace with all that it has read, but for this file and what was made of it."""
        workspace = copy(self._warm)
        for key, value in vars(self._warm).items():
            if key in ("_people", "known_people") and name == "records/people.yaml":
                del vars(workspace)[key]
            elif isinstance(value, dict):
                kept = {known: what for known, what in value.items() if known not in (name, PurePath(name).stem)}
                setattr(workspace, key, kept)
        workspace._people = workspace.__dict__.get("_people")
        document = read_text(data, name)
        workspace._documents[name] = document
        workspace.problems[name] = list(document.problems)
        return workspace


def rendered(problem: Problem) -> list[str]:
    """The problem as it is printed, in both languages, with and without the values of the record."""
    return [
        line
        for version in (problem, problem.discreet())
        for language in sorted(LANGUAGES)
        for line in problem_lines(version, language)
    ]


def faults_of(problem: Problem, data: bytes) -> list[str]:
    """What is wrong with a problem of a file with these bytes."""
    lines = data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    places = [problem.location, *(place.location for place in problem.related)]
    outside = [place for place in places if not _is_inside(place.line, place.column, lines)]
    printed = rendered(problem)
    found = {
        "outside the file": outside,
        "a character that deceives": [line for line in printed if DECEIVES.search(line)],
        "a command for the CI": [line for line in printed if COMMANDS.search(line)],
        "several lines in one": [line for line in printed if "\n" in line],
        "a code that is none": not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", problem.code),
        "a value that is missing": [said for said in _messages(problem) if not _is_whole(said)],
    }
    return [f"{name}: {printed[0]}" for name, is_so in found.items() if is_so]


def _is_inside(line: int, column: int, lines: list[str]) -> bool:
    """Also just after the last character, where something is missing."""
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


def _messages(problem: Problem) -> list[Message]:
    return [said for said in (problem.message, problem.hint, *(place.message for place in problem.related)) if said]


def _is_whole(said: Message) -> bool:
    """Whether every place in the sentence has a value, and something is said."""
    inner = [value for value in said.values.values() if isinstance(value, Message)]
    names = {name for _, name, _, _ in Formatter().parse(said.template) if name is not None}
    return names <= set(said.values) and all(map(_is_whole, inner)) and all(say(said, one) for one in LANGUAGES)

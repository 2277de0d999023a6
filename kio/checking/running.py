"""Running the check over a workspace of any size: record by record, on every core, keeping only what was found."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from kio.checking.around import people_problems, surroundings
from kio.checking.catalogue import Check, read_catalogue
from kio.checking.duties import unknown_duties
from kio.checking.gathering import OF_ALL, Gathered
from kio.checking.groups import group_problems
from kio.checking.ignores import ignores_in, without_ignored
from kio.checking.levels import levels_of
from kio.checking.workspace import Checker, Found, by_place, record_name
from kio.folders import SETTINGS_FILE
from kio.message import message
from kio.problem import MOST_AT_ALL, KioError, Location, Problem, Severity
from kio.processes import each, processes_for
from kio.workspace import PEOPLE, Workspace

WORTH_A_PROCESS = 30
"""Records; with fewer of them starting another process takes about as long as it saves (docs/performance.md)."""
INTERNAL = "internal-error"
OF_VERSIONS = ("cut-short", "entry-disappeared", "person-disappeared", "record-disappeared", "unreadable-version")
"""What only a comparison with a version can find."""


class Outcome(NamedTuple):
    """What a check found, by file; a file without problems has an empty list. `files` are those that were read.

    `silenced` says of how many problems a file holds the comment that silences them, `levels` are those of kio.yaml.
    """

    files: tuple[str, ...]
    problems: dict[str, list[Problem]]
    silenced: dict[str, int]
    levels: Mapping[str, str]


def check_workspace(workspace: Workspace, on: date) -> dict[str, list[Problem]]:
    """The problems of every file of a workspace, by file, as the rules and the comments in the files have it."""
    return run_check(workspace, on).problems


def run_check(
    workspace: Workspace,
    on: date,
    *,
    chosen: Callable[[str], bool] | None = None,
    lost: Sequence[Problem] | None = None,
    processes: int | None = None,
) -> Outcome:
    """Check a workspace, or only the files whose names are `chosen`; the others are read where they matter to them.

    `lost` is what has disappeared since a version, None where that was not asked.
    """
    checks: dict[str, Check] = {}  # read when something depends on what a code means

    def catalogue() -> dict[str, Check]:
        checks.update(checks or read_catalogue())
        return checks

    checker = Checker(workspace, on)
    by_file = _around_records(checker)
    levels: Mapping[str, str] = {}
    if "checks" in workspace.settings:
        workspace.most = MOST_AT_ALL  # what is taken lightly must not hide what is not
        document = workspace.document(SETTINGS_FILE)
        levels = levels_of(workspace.settings["checks"], document, catalogue(), by_file[SETTINGS_FILE])
    ignores = {name: ignores_in(name, text) for name, text in workspace.texts()}
    records = [name for name in workspace.trainee_ids() if chosen is None or chosen(record_name(name))]
    gathered = Gathered()
    for found in _records(checker, records, processes):
        by_file.setdefault(found.name, []).extend(found.problems)
        if found.ignores:
            ignores[found.name] = found.ignores
        gathered.add(found)
    files = tuple(sorted(name for name in by_file if chosen is None or chosen(name)))
    for problem in (*gathered.problems(workspace, complete=chosen is None), *(lost or ())):
        by_file.setdefault(problem.location.file, []).append(problem)
    unasked = (*(OF_VERSIONS if lost is None else ()), *(OF_ALL if chosen is not None else ()))
    silenced, problems = {}, {}
    for name in sorted(name for name in by_file if chosen is None or chosen(name)):
        kept = by_file[name]
        if ignores.get(name):
            kept, silenced[name] = without_ignored(kept, ignores[name], catalogue(), unasked)
        problems[name] = sorted(kept, key=by_place)
    return Outcome(files, problems, silenced, levels)


def _around_records(checker: Checker) -> dict[str, list[Problem]]:
    """The problems of everything but records."""
    workspace = checker.workspace
    found: list[Problem] = []
    for programme in workspace.programme_ids():
        found += _guarded(f"rules/{programme}.yaml", partial(_read_rules, workspace, programme))
    for programme in workspace.programme_ids():
        found += _guarded(f"rules/{programme}.yaml", partial(unknown_duties, workspace, programme))
    found += _guarded(SETTINGS_FILE, partial(_read_settings, workspace))
    found += _guarded(PEOPLE, lambda: people_problems(workspace))
    for group in workspace.group_ids():
        found += _guarded(f"records/groups/{group}.yaml", partial(group_problems, checker, group))
    found += surroundings(workspace)
    by_file = {name: list(problems) for name, problems in workspace.problems.items()}
    for problem in found:
        by_file.setdefault(problem.location.file, []).append(problem)
    return by_file


def _read_rules(workspace: Workspace, programme: str) -> Iterable[Problem]:
    workspace.programme(programme)
    return ()


def _read_settings(workspace: Workspace) -> Iterable[Problem]:
    _ = workspace.settings
    return ()


def _guarded(name: str, check: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """What a check finds, or that kio itself failed over a file: that must not hide what is wrong with the others."""
    try:
        return list(check())
    except KioError:
        raise
    except Exception as error:  # noqa: BLE001 - a bug of kio becomes a problem of the file that brings it out
        return [_bug(name, error)]


def _bug(name: str, error: Exception) -> Problem:
    if os.environ.get("KIO_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
    text = message("this is a bug in kio: {kind}; KIO_DEBUG=1 shows where", kind=type(error).__name__)
    return Problem(Location(name), Severity.ERROR, INTERNAL, text)


# --- records, in this process or in several


def _records(checker: Checker, records: Sequence[str], processes: int | None) -> Iterator[Found]:
    wanted = processes_for(len(records), WORTH_A_PROCESS) if processes is None else processes
    hint = message("check fewer files at a time: kio check FOLDER")
    return each(records, partial(_checked, checker), wanted, hint)


def _checked(checker: Checker, identifier: str) -> Found:
    name = record_name(identifier)
    try:
        return checker.record(identifier)
    except Exception as error:  # noqa: BLE001 - as above
        checker.workspace.forget(identifier)
        return Found(name, (_bug(name, error),))

"""What `kio check` does with what it was asked: find, leave out what may not be read, write it in a format."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kio.checking.catalogue import Check, read_catalogue
from kio.checking.levels import Levels
from kio.checking.levels import asked as checks_asked
from kio.checking.record import more_problems
from kio.checking.running import INTERNAL, Outcome, run_check
from kio.commands.formats import Format
from kio.commands.session import json_text
from kio.folders import SETTINGS_FILE
from kio.message import message
from kio.near import did_you_mean
from kio.problem import MORE, MOST_AT_ALL, MOST_OF_A_FILE, KioError, Problem, Severity
from kio.render.check_report import Report, summary

if TYPE_CHECKING:
    from kio.commands.session import Session
    from kio.render.layout import Sheet
    from kio.workspace import Workspace


READ = ("records", "rules", "evidence", "schemas", "kio.yaml")
"""What a workspace holds that a report must not be written over."""

Chosen: TypeAlias = Callable[[str], bool]


class Asked(NamedTuple):
    """The options of one run. `discreet`: no value of a record may be repeated."""

    paths: tuple[Path, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    changed: str | None
    against: str | None
    form: Format
    statistics: bool
    strict: bool
    output: Path | None
    discreet: bool


class Looked(NamedTuple):
    """What was found, as bad as it is taken; files by name, in order."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    silenced: int

    @property
    def has_bug(self) -> bool:
        """Whether kio itself failed over a file."""
        return any(problem.code == INTERNAL for problem in self.problems)

    def fails(self, *, strict: bool) -> bool:
        """Whether the exit code is 1."""
        failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(problem.severity in failing for problem in self.problems)


def find(session: Session, asked: Asked) -> Looked:
    """Check what was asked for."""
    workspace = session.workspace
    levels = levels_asked(asked)  # an unknown code is told before anything is read
    if asked.select or asked.ignore:
        workspace.most = MOST_AT_ALL
    inside = inside_of(workspace.root, asked.paths) if asked.paths else None
    lost = None if asked.against is None else _lost(session, asked.against, inside)
    outcome = run_check(workspace, session.on, chosen=_chosen(workspace, asked, inside), lost=lost)
    if asked.changed is None:
        _refuse_unmet(workspace.root, asked.paths, outcome.problems)
    return adjusted(outcome, levels)


def levels_asked(asked: Asked) -> Levels:
    """The checks that the options name; raises KioError for one that does not exist."""
    if not asked.select and not asked.ignore:
        return Levels()
    return checks_asked(asked.select, asked.ignore, read_catalogue())


def adjusted(outcome: Outcome, levels: Levels) -> Looked:
    """What was found, by the levels of kio.yaml and of the command line, as much of it as anybody reads."""
    taken = levels._replace(levels=outcome.levels)
    found = [first_of_file(taken.adjusted(problems)) for problems in outcome.problems.values()]
    problems = tuple(problem for listed in found for problem in listed)
    return Looked(outcome.files, problems, sum(outcome.silenced.values()))


def first_of_file(problems: list[Problem]) -> list[Problem]:
    """As many errors and warnings of a file as anybody reads, and that there are more."""
    kept: list[Problem] = []
    counted: Counter[Severity] = Counter()
    for problem in problems:
        counted[problem.severity] += 1
        if counted[problem.severity] <= MOST_OF_A_FILE:
            kept.append(problem)
    if len(kept) == len(problems) or any(problem.code == MORE for problem in kept):
        return kept
    return [*kept, more_problems(kept[-1].location)]


# --- which files


def _chosen(workspace: Workspace, asked: Asked, inside: Chosen | None) -> Chosen | None:
    if asked.changed is None:
        return inside
    names = _changed(workspace, asked.changed)
    if names is None:
        return inside
    return lambda name: name in names and (inside is None or inside(name))


def inside_of(root: Path, paths: Iterable[Path]) -> Chosen:
    """Whether a file of the workspace is one of these paths or lies in one of them."""
    # A file that is a link stands where the link stands: kio does not follow it, and it may go round in a circle.
    meant = {place for path in paths for place in (_place(path), Path(os.path.realpath(path)))}
    real = cache(os.path.realpath)  # most files stand in one folder

    def is_inside(name: str) -> bool:
        path = root / name
        place = Path(real(path.parent), path.name)
        return not meant.isdisjoint((place, *place.parents))

    return is_inside


def _place(path: Path) -> Path:
    return Path(os.path.realpath(path.parent), path.name)


def _refuse_unmet(root: Path, paths: Sequence[Path], found: Iterable[str]) -> None:
    names = list(found)
    for path in paths:
        if not any(map(inside_of(root, [path]), names)):
            raise KioError(message("{path} is no file or folder that kio checks in this workspace", path=str(path)))


def _changed(workspace: Workspace, revision: str) -> frozenset[str] | None:
    """The files that differ from a version and those that depend on them; None where everything does."""
    from kio.checking.dependents import dependents
    from kio.versions.changes import changed_files

    changes = changed_files(workspace.root, revision)
    if any(name == SETTINGS_FILE or name.startswith("rules/") for name in changes.names):
        return None
    return changes.names | dependents(workspace, changes)


def _lost(session: Session, revision: str, inside: Chosen | None) -> Sequence[Problem]:
    from kio.checking.lost import lost_since

    found = lost_since(session.workspace, revision, session.on)
    return tuple(problem for problem in found if inside is None or inside(problem.location.file))


# --- how it is written


def write_report(session: Session, asked: Asked, looked: Looked) -> None:
    """Write what was found, to standard output or a file; the summary for people goes to standard error."""
    found = tuple(problem.discreet() for problem in looked.problems) if asked.discreet else looked.problems
    if asked.form is not Format.CONCISE:
        found = with_remedies(found)
    report = Report(looked.files, found, looked.silenced, repository_prefix(session.workspace.root))
    written = _rendered(session, asked, report)
    if asked.output is not None:
        text = written if isinstance(written, str) else written.plain()
        write_output(session.workspace.root, asked.output, f"{text}\n" if text else "")
    elif isinstance(written, str):
        if written:
            session.data(written)
    elif written.lines:
        session.show(written)
    if asked.output is not None or asked.form in (Format.TEXT, Format.CONCISE, Format.GITHUB):
        session.aside(session.say(summary(report)))


def write_output(root: Path, path: Path, text: str) -> None:
    """Write a report to a file, whole or not at all; to a device or a pipe as it is.

    Refuses what kio itself reads: a report in its place would be a loss.
    """
    from kio.writing import replace

    if not path.name:
        raise KioError(message("--output needs the name of a file"))
    place = Path(os.path.realpath(path))
    real = Path(os.path.realpath(root))
    if place.is_relative_to(real) and place.relative_to(real).parts[0] in READ:
        text_said = message("{path} is read by kio: a report in its place would destroy it", path=str(path))
        raise KioError(text_said, message("name a file elsewhere"))
    if place.exists() and not place.is_file() and not place.is_dir():
        place.write_text(text, encoding="utf-8")
    else:
        replace(path.parent, path.name, text)


def with_remedies(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems, each with a hint: where it has none of its own, the remedy for its kind."""
    if all(problem.hint for problem in problems):
        return problems
    checks = read_catalogue()
    return tuple(
        problem
        if problem.hint or problem.code not in checks
        else problem._replace(hint=message("{remedy}", remedy=checks[problem.code].remedy))
        for problem in problems
    )


def _rendered(session: Session, asked: Asked, report: Report) -> Sheet | str:
    match asked.form:
        case Format.TEXT | Format.CONCISE if not report.problems:
            return ""  # the common case, for which nothing has to be loaded
        case Format.TEXT | Format.CONCISE if asked.statistics:
            from kio.render.check_text import statistics_text

            return statistics_text(report, read_catalogue(), session.face())
        case Format.TEXT:
            from kio.render.check_text import report_text

            lines_of = _no_lines if asked.discreet else cache(session.workspace.lines)
            return report_text(report, lines_of, session.face(), wrap=session.is_terminal and asked.output is None)
        case Format.CONCISE:
            from kio.render.problems import concise

            return concise(report.problems, session.language)
        case Format.GITHUB:
            from kio.render.check_github import report_github

            return report_github(report, read_catalogue(), session.language)
        case Format.JUNIT:
            from kio.render.check_junit import report_junit

            return report_junit(report, session.language, strict=asked.strict)
        case Format.JSON:
            from kio.render.check_json import report_json

            return json_text(report_json(report, read_catalogue(), session.language))
        case _:
            from kio.render.check_sarif import report_sarif

            return json_text(report_sarif(report, read_catalogue(), session.language))


def _no_lines(_: str) -> None:
    return None


def repository_prefix(root: Path) -> str:
    """From the root of the repository around a workspace to it, as `data/`; nothing where there is no repository."""
    place = root.resolve()
    for folder in (place, *place.parents):
        if os.path.lexists(folder / ".git"):
            inner = place.relative_to(folder).as_posix()
            return "" if inner == "." else f"{inner}/"
    return ""


# --- one check in words


def explain_check(session: Session, code: str, *, as_json: bool) -> None:
    """Tell what a check means, why it matters, an example and the remedy; no workspace is needed for it."""
    from kio.render.check_explain import explain_json, explain_text

    session.may_go_without()
    checks: Mapping[str, Check] = read_catalogue()
    if code not in checks:
        raise KioError(message("there is no check {code}", code=code), did_you_mean(code, checks))
    if as_json:
        session.show_json(explain_json(checks[code], session.language))
    else:
        session.show(explain_text(checks[code], session.face()))

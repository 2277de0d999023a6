"""What `kio check` does with what it was asked: find, leave out what may not be read, write it in a format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kio.checking.catalogue import Check, read_catalogue
from kio.checking.levels import Levels, named_checks
from kio.checking.running import INTERNAL, Outcome, run_check
from kio.commands.formats import Format
from kio.commands.session import json_text
from kio.folders import SETTINGS_FILE
from kio.message import message
from kio.near import did_you_mean
from kio.problem import KioError, Problem, Severity
from kio.render.check_report import Report, summary

if TYPE_CHECKING:
    from kio.commands.session import Session
    from kio.render.layout import Sheet
    from kio.workspace import Workspace


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
    outcome = run_check(workspace, session.on, chosen=_chosen(workspace, asked))
    if asked.changed is None:
        _refuse_unmet(workspace.root, asked.paths, outcome.problems)
    return adjusted(outcome, levels, lost(session, asked))


def levels_asked(asked: Asked) -> Levels:
    """The checks that the options name; raises KioError for one that does not exist."""
    checks = read_catalogue() if asked.select or asked.ignore else {}
    return Levels({}, named_checks(asked.select, checks), named_checks(asked.ignore, checks))


def adjusted(outcome: Outcome, levels: Levels, more: Iterable[Problem] = ()) -> Looked:
    """What was found, by the levels of kio.yaml and of the command line."""
    by_file = dict(outcome.problems)
    for problem in more:
        by_file[problem.location.file] = [*by_file.get(problem.location.file, ()), problem]
    taken = levels._replace(levels=outcome.levels)
    problems = tuple(problem for name in sorted(by_file) for problem in taken.adjusted(by_file[name]))
    return Looked(tuple(outcome.problems), problems, sum(outcome.silenced.values()))


# --- which files


def _chosen(workspace: Workspace, asked: Asked) -> Callable[[str], bool] | None:
    inside = _inside(workspace.root, asked.paths) if asked.paths else None
    if asked.changed is None:
        return inside
    names = _changed(workspace, asked.changed)
    if names is None:
        return inside
    return lambda name: name in names and (inside is None or inside(name))


def _inside(root: Path, paths: Iterable[Path]) -> Callable[[str], bool]:
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
        if not any(map(_inside(root, [path]), names)):
            raise KioError(message("{path} is no file or folder that kio checks in this workspace", path=str(path)))


def _changed(workspace: Workspace, revision: str) -> frozenset[str] | None:
    """The files that differ from a version and those that depend on them; None where everything does."""
    from kio.checking.dependents import dependents
    from kio.versions.changes import changed_files

    changes = changed_files(workspace.root, revision)
    if any(name == SETTINGS_FILE or name.startswith("rules/") for name in changes.names):
        return None
    return changes.names | dependents(workspace, changes)


def lost(session: Session, asked: Asked) -> Sequence[Problem]:
    """What has disappeared since the version that was named, where one was."""
    if asked.against is None:
        return ()
    from kio.checking.lost import lost_since

    return tuple(lost_since(session.workspace, asked.against, session.on))


# --- how it is written


def write_report(session: Session, asked: Asked, looked: Looked) -> None:
    """Write what was found, to standard output or a file; the summary for people goes to standard error."""
    found = tuple(problem.discreet() for problem in looked.problems) if asked.discreet else looked.problems
    if asked.form is not Format.CONCISE:
        found = with_remedies(found)
    report = Report(looked.files, found, looked.silenced, repository_prefix(session.workspace.root))
    written = _rendered(session, asked, report)
    if asked.output is not None:
        from kio.writing import replace

        text = written if isinstance(written, str) else written.plain()
        replace(asked.output.parent, asked.output.name, f"{text}\n" if text else "")
    elif isinstance(written, str):
        if written:
            session.data(written)
    elif written.lines:
        session.show(written)
    if asked.output is not None or asked.form in (Format.TEXT, Format.CONCISE, Format.GITHUB):
        session.aside(session.say(summary(report)))


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

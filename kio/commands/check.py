"""`kio check`: everything that is wrong with the records and the rules, with its place and how to mend it."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.message import message, plural

if TYPE_CHECKING:
    from kio.problem import Problem


class Format(StrEnum):
    """How problems are written."""

    TEXT = "text"
    JSON = "json"


Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH]…", help=help_text(message("only these files or folders")))
]
FormatOption = Annotated[Format, typer.Option("--format", help=help_text(message("for people or for scripts")))]
Strict = Annotated[bool, typer.Option("--strict", help=help_text(message("warnings too make it fail")))]


@with_session
def check(
    session: Session,
    paths: Paths = None,
    *,
    form: FormatOption = Format.TEXT,
    as_json: Json = False,
    strict: Strict = False,
) -> None:
    """Find everything that is wrong with records, people, groups and rules."""
    from kio.checking.running import check_workspace
    from kio.problem import Severity

    found = check_workspace(session.workspace, session.on)
    wanted = _selected(session, found, paths or [])
    problems = [problem for listed in wanted.values() for problem in listed]
    _show(session, len(wanted), problems, Format.JSON if as_json else form)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(problem.severity in failing for problem in problems):
        raise typer.Exit(1)


def _selected(session: Session, found: dict[str, list[Problem]], paths: list[Path]) -> dict[str, list[Problem]]:
    from kio.problem import KioError

    if not paths:
        return found
    root = session.workspace.root
    places = {name: _place(root / name) for name in found}
    chosen: dict[str, list[Problem]] = {}
    for path in paths:
        meant = {_place(path), Path(os.path.realpath(path))}
        inside = {name: found[name] for name, place in places.items() if meant & {place, *place.parents}}
        if not inside:
            raise KioError(message("{path} is no file or folder that kio checks in this workspace", path=str(path)))
        chosen |= inside
    return chosen


def _place(path: Path) -> Path:
    # A file that is a link stands where the link stands: kio does not follow it, and it may go round in a circle.
    return Path(os.path.realpath(path.parent), path.name)


def _show(session: Session, files: int, problems: list[Problem], form: Format) -> None:
    from kio.problem import Severity
    from kio.render.problems import problems_text

    if form is Format.JSON:
        from kio.render.json import problems_json

        session.show_json(problems_json(files, problems, session.language))
        return
    if problems:
        session.line(problems_text(problems, session.language))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    text = message(
        "{files}: {errors}, {warnings}",
        files=plural("{count} file checked", "{count} files checked", files),
        errors=plural("{count} error", "{count} errors", errors),
        warnings=plural("{count} warning", "{count} warnings", warnings),
    )
    session.aside(session.say(text))

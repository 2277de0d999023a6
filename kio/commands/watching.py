"""`kio check --watch`: check again what is saved, and what depends on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kio.checking.dependents import dependents
from kio.checking.running import Outcome, run_check
from kio.commands.checking import Chosen, adjusted, inside_of, levels_asked, write_report
from kio.message import message
from kio.problem import KioError
from kio.versions.changes import Changes

if TYPE_CHECKING:
    from watchfiles import Change

    from kio.commands.checking import Asked
    from kio.commands.session import Session

CLEAR = "\x1b[H\x1b[2J"
WATCHED = {("records",), ("rules",), ("evidence",), ("kio.yaml",)}


def watch_files(session: Session, asked: Asked) -> None:
    """Check, show, and check again whenever something is saved; goes on until it is interrupted."""
    try:
        from watchfiles import watch
    except ModuleNotFoundError:
        text = message("--watch needs the package watchfiles, which is not installed")
        raise KioError(text, message("install it: pip install watchfiles")) from None
    root = session.workspace.root.resolve()
    inside = inside_of(root, asked.paths) if asked.paths else None
    outcome = run_check(session.workspace, session.on, chosen=inside)
    _show(session, asked, outcome)

    def is_watched(_: Change, path: str) -> bool:
        return Path(path).relative_to(root).parts[:1] in WATCHED

    # The whole folder: a file that is saved by a new one in its place, or a folder that is new, is seen too.
    for changes in watch(root, watch_filter=is_watched, raise_interrupt=True):
        saved = {Path(path).relative_to(root).as_posix() for _, path in changes}
        outcome = again(session, outcome, saved, inside)
        _show(session, asked, outcome)


def again(session: Session, before: Outcome, saved: Iterable[str], inside: Chosen | None) -> Outcome:
    """The outcome after some files were saved: they and what depends on them are checked anew, the others kept."""
    names = frozenset(saved)
    workspace = session.renewed()
    if not all(name.startswith(("records/trainees/", "records/groups/", "evidence/")) for name in names):
        return run_check(workspace, session.on, chosen=inside)
    anew = names | dependents(workspace, Changes(names, frozenset(), frozenset()))
    fresh = run_check(workspace, session.on, chosen=lambda name: name in anew and (inside is None or inside(name)))
    problems = {**{name: found for name, found in before.problems.items() if name not in anew}, **fresh.problems}
    silenced = {**{name: count for name, count in before.silenced.items() if name not in anew}, **fresh.silenced}
    files = {*(name for name in before.files if name not in anew), *fresh.files}
    return Outcome(tuple(sorted(files)), dict(sorted(problems.items())), silenced, fresh.levels)


def _show(session: Session, asked: Asked, outcome: Outcome) -> None:
    if session.is_terminal:
        session.line(CLEAR)
    write_report(session, asked, adjusted(outcome, levels_asked(asked)))
    session.aside(session.say(message("waiting for changes; Ctrl-C ends")))

"""`kio init`: a new workspace in one step; what stands there already stays as it is."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.options import help_text, with_session
from kio.commands.session import Session
from kio.message import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kio.workspace import Workspace

Folder = Annotated[
    Path,
    typer.Argument(
        metavar=help_text(message("DIR")),
        readable=False,
        help=help_text(message("the folder; made if it is not there")),
    ),
]
FOLDERS = ("records/trainees", "records/groups")


@with_session
def init(session: Session, folder: Folder) -> None:
    """Make a new workspace; a file that is there is never touched."""
    from kio.commands.schema import not_current, programmes_of, schema_files
    from kio.starter import EXAMPLES, starter_files
    from kio.writing import make_folder, make_root, present, write_new

    workspace = session.work_in(folder)
    schemas = schema_files(programmes_of(workspace))
    begins = _begins(workspace)
    files = starter_files(session.language)
    wanted = {name: text for name, text in files.items() if begins or not name.startswith(EXAMPLES)} | schemas
    for name in wanted:
        present(folder, name)  # refuses a link or a folder in the way, before anything is written
    make_root(folder)
    for name in FOLDERS:
        make_folder(folder, name)
    written = {name: write_new(folder, name, wanted[name]) for name in sorted(wanted)}
    for name, new in written.items():
        text = message("written: {name}", name=name) if new else message("stays as it is: {name}", name=name)
        session.line(session.say(text))
    _say_next(session, folder, written, stale=bool(not_current(workspace, schemas)))


def _begins(workspace: Workspace) -> bool:
    """Whether an example helps: there are no records yet, and the rules that it was made for serve here."""
    records = workspace.root / "records"
    own_rules = workspace.root / "rules"
    return not own_rules.is_dir() and not any(path.is_file() for path in records.rglob("*"))


def _say_next(session: Session, folder: Path, written: Mapping[str, bool], *, stale: bool) -> None:
    from kio.commands.checking import repository_prefix
    from kio.render.layout import Piece, Sheet, flow

    if not any(written.values()) and not stale:
        session.aside(session.say(message("everything was there already; nothing was changed")))
        return
    face = session.face()
    lines = [[Piece(face.say(message("What comes next:")))]]
    inner = repository_prefix(folder).rstrip("/")
    for step in [*_steps(folder, written, stale), *_moves(inner)]:
        broken = flow([Piece(face.say(step))], max(1, face.width - 2))
        lines += [[Piece("  " if position else "- "), *line] for position, line in enumerate(broken)]
    session.aside(Sheet(lines).plain())


def _steps(folder: Path, written: Mapping[str, bool], stale: bool) -> list[Message]:
    steps = []
    if folder != Path():
        steps.append(message("go there: cd {folder}", folder=quote(str(folder))))
    example = next((PurePosixPath(name).stem for name, new in written.items() if new and "trainees/" in name), None)
    if example is not None:
        steps += [
            message("look at the example: kio status {name}", name=example),
            message("put your own people, groups and records in its place; kio check says what is wrong"),
        ]
    if stale:
        steps.append(message("the schemas there are not current: kio schema --write"))
    return [*steps, message("read README.md: what stands where, and a check of every change")]


def _moves(inner: str) -> list[Message]:
    """What to do where the folder is no repository but lies in one: what checks a change is looked for at its top."""
    if not inner:
        return []
    github, gitlab, hook = ".github/workflows/kio.yaml", ".gitlab-ci.yml", ".pre-commit-config.yaml"
    from json import dumps

    folder = quote(inner)
    return [
        message(
            "this is the folder {folder} of a git repository; GitHub, GitLab and pre-commit look only at the top of a "
            "repository, so nothing is checked by itself yet: move there what you use of {files}, and adapt it:",
            folder=inner,
            files=f".github/, {gitlab}, {hook}",
        ),
        message(
            "in {file} add: {line}",
            file=github,
            line=f"defaults: {{run: {{working-directory: {dumps(inner, ensure_ascii=False)}}}}}",
        ),
        message(
            "in {file} begin before_script with: {line}; and write at the end: {report}",
            file=gitlab,
            line=f"- cd {folder}",
            report=f"junit: {inner}/report.xml",
        ),
        message("in {file} write: {line}", file=hook, line=f"entry: kio -C {folder} check"),
    ]

"""`kio schema`: JSON Schemas of the files of a workspace, shown, written for editors, or held against what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.options import help_text, with_session
from kio.commands.session import Session
from kio.message import Message, message, plural
from kio.problem import KioError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kio.schema.files import Programmes
    from kio.workspace import Workspace

FOLDER = "schemas"

Name = Annotated[
    str | None,
    typer.Argument(metavar=help_text(message("[NAME]")), help=help_text(message("trainee, group, people or settings"))),
]
Write = Annotated[
    bool, typer.Option("--write", help=help_text(message("write them into the folder schemas of the workspace")))
]
Check = Annotated[bool, typer.Option("--check", help=help_text(message("say which of those files are not current")))]


@with_session
def schema(session: Session, name: Name = None, *, write: Write = False, check: Check = False) -> None:
    """Show, write or check JSON Schemas of the workspace's files; without a name or option, list them."""
    if write and check:
        raise KioError(message("--write and --check do not go together"))
    _refuse_unknown(name)
    if not write and not check:
        session.may_go_without()
    if name is None and not write and not check:
        _list(session)
        return
    texts = schema_files(programmes_of(session.workspace), [name] if name else None)
    if write:
        _write(session, texts)
    elif check:
        _check(session, texts)
    else:
        session.data("".join(texts.values()).rstrip("\n"))


def _refuse_unknown(name: str | None) -> None:
    from kio.near import did_you_mean
    from kio.schema.files import KINDS

    if name is not None and name not in KINDS:
        raise KioError(message("there is no schema {name}", name=name), did_you_mean(name, KINDS))


def programmes_of(workspace: Workspace) -> Programmes:
    """All programmes of a workspace; raises KioError where rules are wrong or where there are none."""
    from kio.schema.files import Programmes

    found = {name: workspace.programme(name) for name in workspace.programme_ids()}
    for name in found:
        workspace.require_rules(name)
    if not found:
        raise KioError(message("there are no rules"))
    return Programmes([programme for programme in found.values() if programme], workspace.default_programme())


def schema_files(programmes: Programmes, names: Iterable[str] | None = None) -> dict[str, str]:
    """The texts of the schemas by the names of their files in a workspace."""
    from kio.schema.files import KINDS, schema_of
    from kio.schema.text import schema_text

    return {file_of(kind): schema_text(schema_of(kind, programmes)) for kind in names or KINDS}


def file_of(kind: str) -> str:
    """Where the schema of a kind of file stands."""
    return f"{FOLDER}/{kind}.schema.json"


def _list(session: Session) -> None:
    from kio.render.layout import Piece, Sheet, flow
    from kio.schema.files import KINDS

    face = session.face()
    lines = [
        line
        for name, kind in KINDS.items()
        for line in flow([Piece(f"{name:<10}"), Piece(face.say(kind.title)), Piece(f"({kind.place})")], face.width)
    ]
    session.show(Sheet(lines))
    session.aside(session.say(message("kio schema NAME shows one; kio schema --write writes all of them")))


def not_current(workspace: Workspace, texts: Mapping[str, str]) -> dict[str, bool]:
    """The files that do not hold the text that they should, and whether they are there."""
    from kio.writing import present

    found = {name: present(workspace.root, name) for name in texts}
    return {
        name: data is not None
        for name, data in found.items()
        if data is None or data.replace(b"\r\n", b"\n") != texts[name].encode()
    }


def _write(session: Session, texts: Mapping[str, str]) -> None:
    from kio.writing import replace

    changed = not_current(session.workspace, texts)
    for name in changed:
        replace(session.workspace.root, name, texts[name])
        session.line(session.say(message("written: {name}", name=name)))
    if not changed:
        session.aside(session.say(_all_current(len(texts))))


def _check(session: Session, texts: Mapping[str, str]) -> None:
    stale = not_current(session.workspace, texts)
    for name, there in stale.items():
        text = message("not current: {name}", name=name) if there else message("not there: {name}", name=name)
        session.line(session.say(text))
    if stale:
        session.aside(session.say(message("kio schema --write writes them anew")))
        raise typer.Exit(1)
    session.aside(session.say(_all_current(len(texts))))


def _all_current(count: int) -> Message:
    return plural("{count} schema is current", "{count} schemas are current", count)

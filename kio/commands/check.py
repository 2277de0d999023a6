"""`kio check`: everything that is wrong with the records and the rules, with its place and how to mend it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kio.commands.formats import Format
from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.commands.usage import KioCommand
from kio.message import message
from kio.near import did_you_mean
from kio.problem import KioError

if TYPE_CHECKING:
    from kio.commands.checking import Asked

BUG = 70


def named_format(word: str) -> Format:
    """The format of this name."""
    if word not in list(Format):
        raise KioError(message("there is no format {value}", value=word), did_you_mean(word, Format))
    return Format(word)


def complete_format(incomplete: str) -> list[str]:
    """The formats that begin with what was typed."""
    return [form for form in Format if form.startswith(incomplete)]


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=help_text(message("[PATH]…")), readable=False, help=help_text(message("only these files or folders"))
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        parser=named_format,
        autocompletion=complete_format,
        metavar="|".join(Format),
        help=help_text(message("for people (text, concise), for scripts or for a CI service")),
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=help_text(message("warnings too make it fail")))]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar=help_text(message("CODE")),
        help=help_text(message("only these checks, as unknown-* or far-ahead")),
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar=help_text(message("CODE")), help=help_text(message("all but these checks"))),
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help=help_text(message("how often each check found something")))
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar=help_text(message("FILE")), readable=False, help=help_text(message("write it to this file"))
    ),
]
ShowValues = Annotated[
    bool | None,
    typer.Option(
        "--show-values/--no-values",
        show_default=False,
        help=help_text(message("repeat what stands in records (else only where CI is not set)")),
    ),
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar=help_text(message("CODE")),
        help=help_text(message("what a check means, why, and how to mend it")),
    ),
]
Changed = Annotated[
    str | None,
    typer.Option(
        "--changed",
        metavar=help_text(message("[REV]")),
        help=help_text(message("only what differs from a version in git (HEAD), and what depends on it")),
    ),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar=help_text(message("REV")),
        help=help_text(message("also what has disappeared since a version in git")),
    ),
]
Watch = Annotated[
    bool, typer.Option("--watch", help=help_text(message("check again whenever a file is saved, until Ctrl-C")))
]


class CheckCommand(KioCommand):
    """A command whose option `--changed` may stand alone."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Where no version follows `--changed`, the last one is meant; a file or folder is no version."""
        given = []
        for index, word in enumerate(args):
            given.append(word)
            if word == "--changed":
                after = args[index + 1] if index + 1 < len(args) else "-"
                if after.startswith("-") or Path(after).exists():
                    given.append("HEAD")
        return super().parse_args(ctx, given)


@with_session
def check(
    session: Session,
    paths: Paths = None,
    *,
    form: FormatOption = None,
    as_json: Json = False,
    strict: Strict = False,
    select: Select = None,
    ignore: Ignore = None,
    statistics: Statistics = False,
    changed: Changed = None,
    against: Against = None,
    output: Output = None,
    show_values: ShowValues = None,
    watch: Watch = False,
    explain: Explain = None,
) -> None:
    """Find everything that is wrong with records, people, groups and rules."""
    from kio.commands.checking import Asked, Looked, explain_check, find, write_report

    if as_json and form not in (None, Format.JSON):
        hint = message("leave one of them out")
        raise KioError(message("--json and --format {format} do not go together", format=form), hint)
    chosen = Format.JSON if as_json else form or Format.TEXT
    if explain is not None:
        explain_check(session, explain, as_json=chosen is Format.JSON)
        return
    asked = Asked(
        paths=tuple(paths or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        changed=changed,
        against=against,
        form=chosen,
        statistics=statistics,
        strict=strict,
        output=output,
        discreet=not show_values if show_values is not None else _is_ci(),
    )
    if watch:
        _watch(session, asked)
        return
    looked: Looked = find(session, asked)
    write_report(session, asked, looked)
    if looked.has_bug:
        raise typer.Exit(BUG)
    if looked.fails(strict=strict):
        raise typer.Exit(1)


def _is_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false", "no")


def _watch(session: Session, asked: Asked) -> None:
    from kio.commands.watching import watch_files

    if asked.output or asked.form not in (Format.TEXT, Format.CONCISE):
        raise KioError(message("--watch is for people: it goes with the formats text and concise alone"))
    if asked.changed or asked.against:
        raise KioError(
            message("--watch looks at what is saved, not at versions: use it without --changed and --against")
        )
    watch_files(session, asked)

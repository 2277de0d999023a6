"""The options that every command takes, before its name or after it."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from kio.commands.session import Given, Session, startup_language
from kio.locale import say
from kio.message import Message, message
from kio.problem import KioError

READ = "kio.session"
"""Where a command keeps the session that it needed before its options could be read."""
LANGUAGE = startup_language(sys.argv[1:], os.environ)


def help_text(said: Message) -> str:
    """A help text in the language of this run."""
    return say(said, LANGUAGE)


Workspace = Annotated[
    str | None,
    typer.Option(
        "--workspace",
        "-C",
        metavar=help_text(message("DIR")),
        help=help_text(message("the folder with the records (else the one you are in)")),
    ),
]
Language = Annotated[
    str | None, typer.Option("--lang", metavar="nl|en", help=help_text(message("the language of texts")))
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar=help_text(message("YYYY-MM-DD")), help=help_text(message("judge as of this day (else today)"))
    ),
]
NoColor = Annotated[bool, typer.Option("--no-color", help=help_text(message("no colours")))]
Json = Annotated[bool, typer.Option("--json", help=help_text(message("data for a script")))]


def with_session(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the global options and, as its first argument, the session they make."""

    @wraps(command)
    def run(
        ctx: typer.Context,
        workspace: str | None = None,
        lang: str | None = None,
        on: str | None = None,
        no_color: bool = False,
        **options: Any,
    ) -> Any:
        before: Given = ctx.obj or Given()
        given = Given(
            workspace or before.workspace,
            lang or before.language,
            before.on if on is None else on,
            no_color or before.no_color,
        )
        session = ctx.meta.get(READ) or Session(given)
        try:
            return command(session, **options)
        except KioError as error:
            raise session.spoken(error) from None

    own = [
        parameter
        for parameter in list(inspect.signature(command, eval_str=True).parameters.values())[1:]
        if parameter.kind is not inspect.Parameter.VAR_KEYWORD  # options that are declared by rules
    ]
    first = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, kind, default in (
            ("workspace", Workspace, None),
            ("lang", Language, None),
            ("on", On, None),
            ("no_color", NoColor, False),
        )
    ]
    parameters = [first, *own, *added]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run

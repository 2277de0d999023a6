"""`kio rules`: the rules themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.commands.usage import KioCommand, KioGroup
from kio.message import message

if TYPE_CHECKING:
    from kio.programme.model import Programme

rules = typer.Typer(
    cls=KioGroup,
    help=help_text(message("The rules themselves: what the sources leave open.")),
    rich_markup_mode=None,
)

ProgrammeOption = Annotated[
    str | None, typer.Option("--programme", metavar="ID", help=help_text(message("which programme of rules/")))
]


@rules.callback(invoke_without_command=True)
def _rules(ctx: typer.Context) -> None:
    """Say what there is where no command is named."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@with_session
def readings(session: Session, *, programme: ProgrammeOption = None, as_json: Json = False) -> None:
    """List the open questions with their readings, what is decided, and for whom another reading matters."""
    from kio.commands.judging import require_edition
    from kio.effects import everybody

    workspace = session.workspace
    chosen = chosen_programme(session, programme)
    require_edition(chosen, session.on)
    found = [one for one in everybody(workspace, session.on) if one and one.programme == chosen.id]
    if as_json:
        from kio.render.readings import readings_json

        session.show_json(readings_json(chosen, session.on, found, session.language))
    else:
        from kio.render.readings import readings_text

        session.show(readings_text(chosen, session.on, found, session.face()))


rules.command(
    "readings", cls=KioCommand, help=help_text(message("What the sources leave open, and for whom it matters."))
)(readings)


def chosen_programme(session: Session, name: str | None) -> Programme:
    """The programme that is named, else the default; raises KioError where its rules cannot be used."""
    from kio.near import did_you_mean
    from kio.problem import KioError

    workspace = session.workspace
    known = workspace.programme_ids()
    wanted = name or workspace.default_programme()
    if wanted is None:
        hint = message("name one with --programme: {options}", options=", ".join(known))
        raise KioError(message("there are several programmes here"), hint)
    if wanted not in known:
        raise KioError(message("there is no programme {value}", value=wanted), did_you_mean(wanted, known))
    found = workspace.programme(wanted)
    workspace.require_rules(wanted)
    if found is None:
        raise KioError(message("the rules of programme {programme} cannot be used", programme=wanted))
    return found

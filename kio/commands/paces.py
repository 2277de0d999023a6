"""Options that the rules declare: every pace can be assumed on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from typer.core import TyperOption

from kio.commands.facts import HELP, given_options
from kio.commands.options import READ, help_text
from kio.commands.session import Session
from kio.commands.usage import KioCommand
from kio.message import message
from kio.problem import KioError

if TYPE_CHECKING:
    from kio.programme.model import Programme
    from kio.programme.pace import Pace

PACES, BEFORE_PACES, PREFIX = "kio.paces", "by", "pace_"


class PacesCommand(KioCommand):
    """A command whose options are its own and those of the paces that the rules of the workspace declare."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the rules before the options; where they cannot be read, only help goes on without them."""
        session = Session(given_options(ctx, args))
        try:
            ctx.meta[PACES] = declared_paces(session)
            ctx.meta[READ] = session
        except (KioError, OSError) as error:
            if not set(HELP) & set(args):
                raise session.spoken(error) if isinstance(error, KioError) else error from None
        return super().parse_args(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        """The options of the command and one for each pace."""
        own = super().get_params(ctx)
        place = next((index for index, one in enumerate(own, 1) if one.name == BEFORE_PACES), len(own))
        return [*own[:place], *map(_option, ctx.meta.get(PACES, ())), *own[place:]]


def declared_paces(session: Session) -> list[Pace]:
    """The paces of all programmes; of two with one name the first."""
    found: dict[str, Pace] = {}
    for name in session.workspace.programme_ids():
        programme = session.workspace.programme(name)
        found = {**(programme.paces if programme else {}), **found}
    return list(found.values())


def option_of(name: str) -> str:
    """The option by which a pace is given."""
    return "--" + name.replace("_", "-")


def _option(pace: Pace) -> TyperOption:
    return TyperOption(
        param_decls=[f"{PREFIX}{pace.name}", option_of(pace.name)],
        type=str,
        default=None,
        metavar="N",
        help=help_text(message("assume at most so many: {title}", title=pace.title)),
    )


def read_paces(programme: Programme, given: Mapping[str, str | None]) -> dict[str, Decimal]:
    """The numbers that were given; raises KioError for what is no number above 0, or no pace of this programme."""
    from kio.models.scalars import WrongValueError, to_amount

    paces = {}
    for key, text in given.items():
        if text is None:
            continue
        name = key.removeprefix(PREFIX)
        option = option_of(name)
        if name not in programme.paces:
            said = message("{option} says nothing for {programme}", option=option, programme=programme.title)
            raise KioError(said, message("leave it out"))
        try:
            number = to_amount(text)
        except WrongValueError as error:
            said = message("{where} {value}: {why}", where=option, value=text, why=error.message)
            raise KioError(said, error.hint) from None
        if number <= 0:
            why = message("a number above 0 was expected here")
            raise KioError(message("{where} {value}: {why}", where=option, value=text, why=why))
        paces[name] = number
    return paces

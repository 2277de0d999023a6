"""Options that the rules declare: every fact of a price list can be told on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from typer.core import TyperOption

from kio.commands.options import READ, help_text
from kio.commands.session import Given, Session
from kio.commands.usage import KioCommand
from kio.message import message
from kio.problem import KioError

if TYPE_CHECKING:
    from kio.programme.model import Programme
    from kio.programme.tariff import Fact

METAVARS = {"date": help_text(message("YYYY-MM-DD")), "hours": help_text(message("HOURS"))}
FACTS, AFTER_FACTS = "kio.facts", "compare"
PREFIX = "fact_"
"""Before the names of facts among the parameters of the command, so that no fact can be taken for one of its own."""
HELP = ("--help", "-h")


class FactsCommand(KioCommand):
    """A command whose options are its own and those of the facts that the rules of the workspace declare."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the rules before the options; where they cannot be read, only help goes on without them."""
        session = Session(given_options(ctx, args))
        try:
            session.may_go_without()
            ctx.meta[FACTS] = declared_facts(session, value_after(args, "--programme"))
            ctx.meta[READ] = session
        except (KioError, OSError) as error:
            if not set(HELP) & set(args):
                raise session.spoken(error) if isinstance(error, KioError) else error from None
        return super().parse_args(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        """The options of the command and one for each fact."""
        own = super().get_params(ctx)
        place = next((index for index, parameter in enumerate(own) if parameter.name == AFTER_FACTS), len(own))
        return [*own[:place], *(_option(*found) for found in ctx.meta.get(FACTS, ())), *own[place:]]


def declared_facts(session: Session, programme: str | None) -> list[tuple[Fact, str]]:
    """The facts of the programme that is named or the default, with the currency of money.

    Where neither says which programme, those of all that have prices; of two with one name the first.
    """
    facts: dict[str, tuple[Fact, str]] = {}
    for found in priced_programmes(session, programme):
        currency = found.tariff.currency if found.tariff else ""
        facts = {**{name: (fact, currency) for name, fact in found.facts.items()}, **facts}
    return list(facts.values())


def priced_programmes(session: Session, named: str | None) -> list[Programme]:
    """The programmes with prices that may be meant; raises KioError for one that is not there or has none."""
    from kio.near import did_you_mean

    workspace = session.workspace
    chosen = workspace.default_programme() if named is None else named
    known = workspace.programme_ids()
    if not known:
        raise KioError(message("there are no rules"))
    if chosen is not None and chosen not in known:
        text = message("'{word}' is not {what}", word=chosen, what=message("a programme of rules/"))
        raise KioError(text, did_you_mean(chosen, known))
    found = []
    for name in [chosen] if chosen else known:
        programme = workspace.programme(name)
        workspace.require_rules(name)
        if programme and programme.tariff:
            found.append(programme)
    if not found:
        raise KioError(
            message("the rules of programme {programme} name no prices", programme=chosen or ", ".join(known))
        )
    return found


def _option(fact: Fact, currency: str) -> TyperOption:
    from kio.pricing.telling import option

    flag = fact.type == "yes_no"
    name = option(fact.name)
    declared = f"{name}/--no-{name.removeprefix('--')}" if flag else name
    more = message(". {text}", text=fact.explanation) if fact.explanation else ""
    said = message("{title}{more}", title=fact.title, more=more)
    return TyperOption(
        param_decls=[f"{PREFIX}{fact.name}", declared],
        type=None if flag else str,
        is_flag=flag,
        default=None,
        metavar=None if flag else {**METAVARS, "money": currency}.get(fact.type, "N"),
        help=help_text(said),
    )


def given_options(ctx: Any, args: Sequence[str]) -> Given:
    """The global options, before the command or after it, as far as they are needed to read the rules."""
    before, on = ctx.obj if isinstance(ctx.obj, Given) else Given(), value_after(args, "--on")
    return Given(
        value_after(args, "--workspace", "-C") or before.workspace,
        value_after(args, "--lang") or before.language,
        before.on if on is None else on,
        "--no-color" in args or before.no_color,
    )


def value_after(args: Iterable[str], *names: str) -> str | None:
    """The value that follows one of these options."""
    words = list(args)
    for name in names:
        for word, following in pairwise([*words, ""]):
            if word == name:
                return following
            if word.startswith(f"{name}="):
                return word.partition("=")[2]
            if len(name) == len("-C") and word.startswith(name) and len(word) > len(name):
                return word.removeprefix(name)
    return None


def is_interactive() -> bool:
    """Whether somebody can be asked: a terminal on both sides."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()

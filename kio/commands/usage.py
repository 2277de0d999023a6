"""The words of the command line itself: its help, and what is said of wrong use, in the language of this run.

The library says both in English. Its exceptions are told apart by their kinds and by the values that they carry; what
they say is never read. One of a kind that is not known here is passed on as it is.
"""

from __future__ import annotations

from shlex import join
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from kio.commands.completion import install_completion, show_completion
from kio.commands.options import help_text
from kio.message import Text, message
from kio.near import did_you_mean, near
from kio.problem import KioError

if TYPE_CHECKING:
    from collections.abc import Iterable

    Spoken = TyperCommand
else:
    Spoken = object

OWN_WORDS = {
    "install_completion": message("install completion for this shell"),
    "show_completion": message("show completion for this shell, to copy or to adapt it"),
    "help": message("show this help and end"),
}
"""The help of the options that the library makes, by their names."""
OWN_DEEDS = {"install_completion": install_completion, "show_completion": show_completion}
REQUIRED = message("[required]")


class Words(Spoken):
    """What commands and their group have in common: help and errors in the language of this run."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.options_metavar = help_text(message("[OPTIONS]"))

    def get_params(self, ctx: Any) -> list[Any]:
        """The options and arguments; those that the library makes with help of our own."""
        found: list[Any] = super().get_params(ctx)
        for parameter in found:
            if parameter.name in OWN_WORDS:
                parameter.help = help_text(OWN_WORDS[parameter.name])
                parameter.callback = OWN_DEEDS.get(parameter.name, parameter.callback)
        return found

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line; what is wrong with it is said in words of our own."""
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise wrong_use(self, ctx, error) from None

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The first line of the help."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{help_text(message('Usage:'))} ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """A section for the arguments, and one for the options."""
        for kind, title in (("argument", message("Arguments")), ("option", message("Options"))):
            given = [parameter for parameter in self.get_params(ctx) if parameter.param_type_name == kind]
            _section(formatter, help_text(title), [row for parameter in given if (row := _row(parameter, ctx))])


class KioCommand(Words, TyperCommand):
    """A command."""

    allow_extra_args = True  # they are refused here

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line, and refuse what the command has no place for."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise _too_much(self, ctx, rest)
        return rest


class KioGroup(Words, TyperGroup):
    """The commands together."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.subcommand_metavar = help_text(message("COMMAND [ARGS]..."))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The options, and the commands with all that is said of them."""
        super().format_options(ctx, formatter)
        _section(
            formatter, help_text(message("Commands")), [(name, one.help or "") for name, one in self.commands.items()]
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise KioError(message("there is no command {name}", name=args[0]), did_you_mean(args[0], self.commands))
        return super().resolve_command(ctx, args)


def no_command(ctx: Any) -> KioError:
    """Options stand there, and no command after them."""
    return KioError(message("a command is missing"), did_you_mean("", ctx.command.commands))


def wrong_use(command: Any, ctx: Any, error: typer.TyperException) -> Exception:
    """The error in words of our own; the error itself where its kind is not known."""
    match type(error).__name__, vars(error):
        case "NoSuchOption", {"option_name": name}:
            return _no_option(command, ctx, name)
        case "BadOptionUsage", {"option_name": name}:
            return _value_of(command, ctx, name)
        case "MissingParameter", {"param": parameter} if parameter is not None:
            return _missing(ctx, parameter)
        case _:
            return error


def _no_option(command: Any, ctx: Any, name: str) -> KioError:
    known = {option.lstrip("-"): option for option in _names(command.get_params(ctx))}
    guess = near(name.lstrip("-"), known)
    hint = message("did you mean '{guess}'?", guess=known[guess]) if guess else _see_help(ctx)
    after = [other.name for other in getattr(command, "commands", {}).values() if name in _names(other.params)]
    if after:
        hint = message("it stands after the name of a command: {commands}", commands=tuple(after))
    elif ctx.parent and name in _names(ctx.parent.command.get_params(ctx.parent)):
        hint = message("it stands before the command: {line}", line=f"{ctx.parent.command_path} {name}")
    return KioError(message("{command} has no option {option}", command=ctx.command_path, option=name), hint)


def _value_of(command: Any, ctx: Any, name: str) -> KioError:
    """An option without the value that it needs, or with one that it cannot have."""
    found = next(parameter for parameter in command.get_params(ctx) if name in _names([parameter]))
    if found.is_flag:
        return KioError(message("{option} takes no value", option=name), message("write {option} alone", option=name))
    written = f"{name} {found.make_metavar(ctx)}"
    hint = message("{option}: {help}", option=written, help=Text(found.help, found.help))
    return KioError(message("{option} needs a value", option=name), hint)


def _missing(ctx: Any, parameter: Any) -> KioError:
    name = _called(parameter)
    text = message("{name} is missing: {help}", name=name, help=Text(parameter.help, parameter.help))
    return KioError(text, message("write it after the command: {line}", line=f"{ctx.command_path} {name}"))


def _too_much(command: Any, ctx: Any, rest: list[str]) -> KioError:
    words = tuple(f"'{word}'" for word in rest)
    text = message("{command} can do nothing with {words}", command=ctx.command_path, words=words)
    own = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    if len(own) != 1:
        return KioError(text, _see_help(ctx))
    line = f"{ctx.command_path} {join([' '.join([str(ctx.params[own[0].name]), *rest])])}"
    hint = message("one {name} at a time; with a space in it between quotes: {line}", name=_called(own[0]), line=line)
    return KioError(text, hint)


def _see_help(ctx: Any) -> Any:
    return message("{command} shows what is possible", command=f"{ctx.command_path} --help")


def _called(parameter: Any) -> str:
    return str(parameter.human_readable_name).strip("[]…")


def _names(parameters: Iterable[Any]) -> list[str]:
    """How the options among these are written."""
    options = (one for one in parameters if one.param_type_name == "option")
    return [name for one in options for name in (*one.opts, *one.secondary_opts)]


def _row(parameter: Any, ctx: Any) -> tuple[str, str] | None:
    """How an option or argument is written, and what it is for; nothing of one that is hidden."""
    written = parameter.get_help_record(ctx)
    if written is None:
        return None
    said = parameter.help or ""
    return written[0], f"{said}  {help_text(REQUIRED)}" if parameter.required else said


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)

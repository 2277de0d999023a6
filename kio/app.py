"""The kio command: its global options, its commands and the one place that decides how it fails."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from errno import EBADF
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kio import __version__
from kio.commands.check import CheckCommand, check
from kio.commands.cost import cost
from kio.commands.explain import explain
from kio.commands.facts import FactsCommand
from kio.commands.following import following
from kio.commands.init import init
from kio.commands.listing import cohort
from kio.commands.options import LANGUAGE, Language, NoColor, On, Workspace, help_text
from kio.commands.paces import PacesCommand
from kio.commands.plan import plan
from kio.commands.rules import rules
from kio.commands.schema import schema
from kio.commands.session import Given
from kio.commands.status import status
from kio.commands.usage import KioCommand, KioGroup, no_command
from kio.locale import say
from kio.message import message
from kio.problem import KioError, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG_USE, BUG, INTERRUPTED = 2, 70, 130

app = typer.Typer(
    name="kio",
    cls=KioGroup,
    help=help_text(message("Plain YAML records of a training, held against rules that are data.")),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command("status", cls=KioCommand, help=help_text(message("Where a trainee stands and what comes next.")))(status)
app.command(
    "next", cls=KioCommand, help=help_text(message("Who must do what, by when: for a trainee or for everybody."))
)(following)
app.command(
    "explain", cls=KioCommand, help=help_text(message("What is asked, why it is met or not, what an entry is for."))
)(explain)
app.command("plan", cls=PacesCommand, help=help_text(message("The earliest day of certification, and what holds it.")))(
    plan
)
app.command("list", cls=KioCommand, help=help_text(message("The cohort: phase, progress and next step.")))(cohort)
app.command(
    "cost", cls=FactsCommand, help=help_text(message("What an applicant pays, or a trainee has still to pay."))
)(cost)
app.command(
    "check", cls=CheckCommand, help=help_text(message("Find everything that is wrong with records and rules."))
)(check)
app.command(
    "schema",
    cls=KioCommand,
    help=help_text(message("JSON Schemas of records, groups, people and settings, for editors.")),
)(schema)
app.command("init", cls=KioCommand, help=help_text(message("Make a new workspace, with an example to begin from.")))(
    init
)
app.add_typer(rules, name="rules")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kio {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def options(
    ctx: typer.Context,
    workspace: Workspace = None,
    lang: Language = None,
    on: On = None,
    no_color: NoColor = False,
    _shown: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help=help_text(message("show the version and end"))
        ),
    ] = False,
) -> None:
    """Keep the global options that stand before the command."""
    if ctx.invoked_subcommand is None:
        raise no_command(ctx)
    ctx.obj = Given(workspace, lang, on, no_color)


def run(arguments: Sequence[str] | None = None) -> None:
    """Run kio and end the process with its exit code."""
    # What is read lives as long as the process: looking for garbage now and then costs time and finds none.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)  # also at the end: the system takes everything back at once
    sys.exit(main(sys.argv[1:] if arguments is None else arguments))


def main(arguments: Sequence[str]) -> int:
    """Run kio on these arguments; the exit code is 0, 1, 2, 70 or 130 as the interface says."""
    try:
        _soften_output()
        result = app(list(arguments) or ["--help"], prog_name="kio", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as end:
        # typer itself ends the process for a pipe that nobody reads, and after completion.
        if isinstance(end.__context__, BrokenPipeError):
            return _reader_gone()
        raise
    except KioError as error:
        return _fail(error)
    except typer.TyperException as error:
        print(say(message("error: {text}", text=error.format_message()), LANGUAGE), file=sys.stderr)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        return _fail(KioError(message("cannot go on: {why}", why=reason(error))))
    except Exception as error:  # noqa: BLE001 - the one place where a bug of kio becomes a line
        return _bug(error)
    return result if isinstance(result, int) else 0


def _reader_gone() -> int:
    # Whoever read us has gone, as in `kio list | head`; nothing more can or need be said.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _soften_output() -> None:
    # Started with a closed stream, as in `kio list >&-`: Python has None there, and prints to the other stream.
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the process ends
    if sys.stdout is None:
        raise OSError(EBADF, os.strerror(EBADF))
    # A sign that the terminal's encoding lacks must never end a command.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _fail(error: KioError) -> int:
    language = error.language or LANGUAGE
    lines = [say(message("error: {text}", text=error.message), language)]
    if error.hint:
        lines.append(say(message("  hint: {hint}", hint=error.hint), language))
    print(*lines, sep="\n", file=sys.stderr)
    if error.problems:
        from kio.render.problems import problems_text

        print(problems_text(error.problems, language), file=sys.stderr)
    return WRONG_USE


def _bug(error: Exception) -> int:
    if os.environ.get("KIO_DEBUG"):
        import traceback

        traceback.print_exception(error)
    text = message("this is a bug in kio: {kind}; KIO_DEBUG=1 shows where", kind=type(error).__name__)
    print(say(text, LANGUAGE), file=sys.stderr)
    return BUG

"""Completion: of trainees by the names of their files alone, so that no record is read, and its place in the shell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import typer

from kio.commands.options import help_text
from kio.message import message
from kio.problem import KioError


def complete_trainee(incomplete: str) -> list[str]:
    """The ids that begin with what was typed, in the workspace that KIO_WORKSPACE names or the current one."""
    named = os.environ.get("KIO_WORKSPACE")
    here = Path(named) if named else Path.cwd()
    for folder in (here, *([] if named else here.parents)):
        trainees = folder / "records" / "trainees"
        if trainees.is_dir():
            with os.scandir(trainees) as entries:
                stems = [entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml")]
            return sorted(stem for stem in stems if stem.startswith(incomplete))
    return []


def complete_requirement(incomplete: str) -> list[str]:
    """The ids of requirements that begin with what was typed, read from the rules of this workspace or the shipped."""
    from kio.folders import find_workspace
    from kio.problem import KioError
    from kio.workspace import Workspace

    try:
        workspace = Workspace(find_workspace(Path.cwd(), os.environ.get("KIO_WORKSPACE") or None))
        programmes = [workspace.programme(name) for name in workspace.programme_ids()]
    except (KioError, OSError):
        return []
    names = [item.id for one in programmes if one for part in one.checklists for item in part.requirements]
    return sorted(dict.fromkeys(name for name in names if name.startswith(incomplete)))


def install_completion(ctx: Any, _parameter: Any, wanted: bool) -> None:
    """Write completion to where the shell from which kio was started looks for it, and end."""
    if not wanted or ctx.resilient_parsing:
        return
    from typer._completion_shared import install

    shell, path = install(shell=_shell())
    text = message("completion for {shell} is installed in {path}", shell=shell, path=str(path))
    typer.echo(help_text(text))
    typer.echo(help_text(message("it works from the next terminal on")))
    raise typer.Exit


def show_completion(ctx: Any, _parameter: Any, wanted: bool) -> None:
    """Print what completion consists of in the shell from which kio was started, and end."""
    if not wanted or ctx.resilient_parsing:
        return
    from typer._completion_shared import get_completion_script

    typer.echo(get_completion_script(prog_name="kio", complete_var="_KIO_COMPLETE", shell=_shell()))
    raise typer.Exit


def _shell() -> str:
    from typer._completion_shared import Shells, _get_shell_name

    found, known = _get_shell_name(), [shell.value for shell in Shells]
    if found in known:
        return found
    hint = message("start kio from one of these: {shells}", shells=", ".join(known))
    if found is None:
        raise KioError(message("it cannot be seen which shell this is"), hint)
    raise KioError(message("there is no completion for the shell {shell}", shell=found), hint)

"""Completion of trainees by the names of their files alone: no record is read."""

from __future__ import annotations

import os
from pathlib import Path


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

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

"""What a run of kio leaves behind, and running it as it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DAY = "2026-06-01"
KIO = str(Path(sys.executable).with_name("kio"))


class Done(NamedTuple):
    """An exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Kio = Callable[..., Done]


def installed(
    *arguments: object, env: Mapping[str, str] | None = None, cwd: Path = ROOT, encoding: str = "utf-8"
) -> Done:
    """The installed program, in its own process, with the day DAY unless `env` says another."""
    done = subprocess.run(
        [KIO, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "KIO_TODAY": DAY, **(env or {})},
        check=False,
        capture_output=True,
    )
    return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

"""How fast kio starts, next to what its libraries need alone: each ratio has to stay within its bound.

Absolute times on a shared machine drift by a factor of two, so that both sides of a ratio run in turns in one process
tree and only medians are compared. Run: `python benchmarks/startup.py [ROUNDS]`; ends with 1 beyond a bound.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, BOUND = 15, 1.3
LIBRARIES = "import yaml, typer, rich.table; from pydantic import BaseModel"
TYPER = "import typer"
COMPLETION = {"_KIO_COMPLETE": "complete_bash", "COMP_WORDS": "kio status fe", "COMP_CWORD": "2"}


class Work(NamedTuple):
    """Something that kio does, and the imports that it is held against."""

    name: str
    arguments: tuple[str, ...]
    baseline: str
    environment: Mapping[str, str] = {}


WORKS = (
    Work("kio status ID", ("status", "femke-ten-have"), LIBRARIES),
    Work("kio --help", ("--help",), TYPER),
    Work("kio --version", ("--version",), TYPER),
    Work("completion", (), TYPER, COMPLETION),
)


def seconds(command: list[str], environment: Mapping[str, str]) -> float:
    """How long a process takes."""
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def ratio(work: Work, rounds: int, environment: Mapping[str, str]) -> tuple[float, float, float]:
    """Medians of kio and of its baseline, in seconds, and of their ratio in each round."""
    kio = [sys.executable, "-c", "from kio.app import run; run()", *work.arguments]
    baseline = [sys.executable, "-c", work.baseline]
    with_words = {**environment, **work.environment}
    seconds(kio, with_words), seconds(baseline, environment)  # writes the bytecode and warms the disk's cache
    ours, theirs = [], []
    for turn in range(rounds):
        if turn % 2:
            theirs.append(seconds(baseline, environment))
            ours.append(seconds(kio, with_words))
        else:
            ours.append(seconds(kio, with_words))
            theirs.append(seconds(baseline, environment))
    return median(ours), median(theirs), median(ours) / median(theirs)


def main(rounds: int) -> int:
    """Measure everything; 1 where a bound is passed."""
    # Without bytecode every start compiles kio anew, which its users never see.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    slow = []
    print(f"{'':16}{'kio ms':>8}{'base ms':>9}{'ratio':>7}   (medians of {rounds}, bound {BOUND})")
    for work in WORKS:
        ours, theirs, found = ratio(work, rounds, environment)
        print(f"{work.name:16}{1000 * ours:8.0f}{1000 * theirs:9.0f}{found:7.2f}   {work.baseline}")
        if found > BOUND:
            slow.append(f"{work.name} takes {found:.2f} times as long as `{work.baseline}`; the bound is {BOUND}")
    print(*slow, sep="\n", file=sys.stderr, end="\n" if slow else "")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS))

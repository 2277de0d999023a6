"""Measuring whole processes: their time, the memory of all that they start, and several of them in turns."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter, sleep
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
EVERY = 0.02
"""Seconds between two looks at the memory."""
KILOBYTES = 1024
# Without bytecode every start compiles kio anew, which its users never see; in CI kio says less.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "CI")}


class Took(NamedTuple):
    """How long a process took, and how much of a core all that it started used, in seconds."""

    wall: float
    cpu: float


class Command(NamedTuple):
    """A process to measure: its words, the exit codes that it may end with, a text that it must say."""

    words: Sequence[str]
    ends: Sequence[int] = (0,)
    says: str = ""
    one_core: bool = False
    environment: Mapping[str, str] = ENVIRONMENT


def kio(folder: Path, *words: str, day: str, ends: Sequence[int] = (0,), says: str = "") -> Command:
    """kio, as a user starts it, in a workspace."""
    return Command((sys.executable, "-m", "kio", "-C", str(folder), "--lang", "en", "--on", day, *words), ends, says)


def _pin() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _start(command: Command, output: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command.words,
        cwd=ROOT,
        env=dict(command.environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        preexec_fn=_pin if command.one_core else None,  # noqa: PLW1509 - this program has one thread
    )


def _end(command: Command, code: int, said: bytes) -> None:
    text = said.decode("utf-8", "replace")
    if code not in command.ends or command.says not in text:
        sys.exit(f"{' '.join(command.words[:12])} … ended with {code}:\n{text[-3000:]}")


def took(command: Command) -> Took:
    """Run a process and say how long it took; what it writes is kept out of the way and looked at afterwards."""
    with TemporaryFile() as output:
        before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
        code = _start(command, output).wait()
        wall, after = perf_counter() - start, getrusage(RUSAGE_CHILDREN)
        output.seek(0)
        _end(command, code, output.read())
    return Took(wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def in_turns(commands: Mapping[str, Command], rounds: int, *, warm: bool = False) -> dict[str, list[Took]]:
    """Every command so many times, in turns and each round in the other direction; `warm` does one round before."""
    if warm:
        for command in commands.values():
            took(command)
    found: dict[str, list[Took]] = {name: [] for name in commands}
    for turn in range(rounds):
        for name in list(commands)[:: -1 if turn % 2 else 1]:
            found[name].append(took(commands[name]))
    return found


def wall(times: Sequence[Took]) -> float:
    """The median of the time by the clock."""
    return median(time.wall for time in times)


def cpu(times: Sequence[Took]) -> float:
    """The median of the time that cores worked."""
    return median(time.cpu for time in times)


def spread(ours: Sequence[Took], theirs: Sequence[Took]) -> tuple[float, float]:
    """The least and the greatest ratio of one round: how much the machine's other work shows."""
    ratios = [one.wall / other.wall for one, other in zip(ours, theirs, strict=True)]
    return min(ratios), max(ratios)


# --- memory


def peak(command: Command) -> float:
    """The most memory in MiB that a process and all that it started had at one time, each shared page counted once."""
    most = 0
    with TemporaryFile() as output:
        process = _start(command, output)
        while process.poll() is None:
            most = max(most, sum(_memory(identifier) for identifier in _family(process.pid)))
            sleep(EVERY)
        output.seek(0)
        _end(command, process.returncode, output.read())
    return most / KILOBYTES


def _family(identifier: int) -> list[int]:
    try:
        children = Path(f"/proc/{identifier}/task/{identifier}/children").read_text("ascii").split()
    except OSError:  # it has ended
        return []
    return [identifier, *(member for child in children for member in _family(int(child)))]


def _memory(identifier: int) -> int:
    """The proportional set size of a process in kB: of a page that several share, each has its part."""
    try:
        lines = Path(f"/proc/{identifier}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

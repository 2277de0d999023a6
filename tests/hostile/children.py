"""kio in a process of its own, under limits and measured; never more than two at once.

As a script this reads jobs from standard input and answers on standard output. It is one because the most memory that
a process has ever used is counted from its parent on: a child of a large pytest would seem as large as pytest.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any, NamedTuple

KIO = str(Path(sys.executable).with_name("kio"))
DAY = "2026-06-01"
AT_ONCE = 2
PATIENCE = 60  # seconds of a clock, which on a busy machine are many: a child that waits for something is ended
LIMITS = 'ulimit -c 0; ulimit -t 10; ulimit -f 131072; ulimit -v 2097152 2>/dev/null; exec "$@"'
KEPT = 200_000
MOST_SECONDS, MOST_MEMORY, MOST_OUTPUT = 2, 300, 20_000

DECEIVES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What may not reach a terminal; as a lone surrogate, a byte that is not UTF-8."""

COMMANDS = re.compile(r"(?m)^\s*::|##\[")
"""What GitHub's runner obeys when it stands in a log: `::` at the start of a line, after blanks; `##[` anywhere."""


class Ended(NamedTuple):
    """A run that has ended: its exit code (a signal is negative), both streams and what it took."""

    code: int
    output: str  # the first KEPT bytes
    size: int  # of all output, in bytes
    seconds: float  # of the processor
    memory: float  # at most, in MiB


def run_all(
    runs: Iterable[tuple[str, ...]], *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> list[Ended]:
    """Run kio with each of these arguments, in an environment that says only what is given."""
    said = {"PATH": os.environ["PATH"], "KIO_TODAY": DAY, "PYTHONUTF8": "1", "TERM": "dumb", **(env or {})}
    jobs = [{"command": [KIO, *arguments], "env": said, "cwd": str(cwd) if cwd else None} for arguments in runs]
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", __file__], input=json.dumps(jobs).encode(), check=True, capture_output=True
    )
    return [Ended(*ended) for ended in json.loads(done.stdout)]


def misbehaviour(ended: Ended) -> list[str]:
    """What no file may bring about, whatever is wrong with it."""
    found = {
        f"ended by signal {-ended.code}": ended.code < 0,
        "a bug of kio": ended.code > 2,
        "a traceback": "Traceback (most recent call last)" in ended.output,
        f"{ended.size} bytes of output": ended.size > MOST_OUTPUT,
        f"{ended.seconds} s": ended.seconds > MOST_SECONDS,
        f"{ended.memory} MiB": ended.memory > MOST_MEMORY,
        "a character that deceives": DECEIVES.search(ended.output),
        "a command for the CI": COMMANDS.search(ended.output),
    }
    return [name for name, is_so in found.items() if is_so]


def reported(ended: Ended, file: str) -> list[tuple[int, str]]:
    """Line and severity of every problem of a file."""
    pattern = rf"(?m)^{re.escape(file)}:(\d+):\d+: (error|warning|note)\["
    return [(int(line), severity) for line, severity in re.findall(pattern, ended.output)]


def _run(job: Mapping[str, Any]) -> Ended:
    with TemporaryFile() as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", LIMITS, "sh", *job["command"]],
            env=job["env"], cwd=job["cwd"], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        watchdog = Timer(PATIENCE, process.kill)
        watchdog.start()
        _, status, used = os.wait4(process.pid, 0)
        watchdog.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        size = output.seek(0, os.SEEK_END)
        output.seek(0)
        text = output.read(KEPT).decode("utf-8", "surrogateescape" if size <= KEPT else "ignore")
    memory = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return Ended(process.returncode, text, size, round(used.ru_utime + used.ru_stime, 2), round(memory, 1))


def _main() -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        json.dump(list(pool.map(_run, json.load(sys.stdin))), sys.stdout)


if __name__ == "__main__":
    _main()

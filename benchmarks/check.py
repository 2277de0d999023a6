"""How fast `kio check`, `list` and `next` are, next to other programs and to themselves: each ratio has its bound.

Absolute times on a shared machine drift by a factor of two, so that both sides of a ratio run in turns, as whole
processes, and medians are compared; what is flat is measured in time of one core. Prints a table in Markdown and ends
with 1 beyond a bound. Run: `python benchmarks/check.py [SIZE…] [--only WORK…] [--peers ENVIRONMENT]`
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from measuring import Command, Took, cpu, in_turns, kio, peak, spread, wall
from peers import PEERS, commands_in, make_environment, peer_commands, versions

from records import DAY, make_workspace, name_of

SIZES = (100, 1_000, 10_000, 100_000)
OFTEN, SELDOM = 7, 3
"""Rounds of what takes seconds, and of what takes minutes."""
FEW, MANY, BEARABLE = 100, 10_000, 1_000
MEBIBYTE = 1024 * 1024
LOAD = """\
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    with path.open("rb") as file:
        yaml.load(file, yaml.CSafeLoader)
"""
SHARED = "shared-email"
"""What is wrong with the first and the last record; to be found, they must be held against each other."""


class Measured(NamedTuple):
    """A line of the table; without a bound it is a figure."""

    work: str
    beside: str
    found: float
    bound: float | None
    told: str

    @property
    def beyond(self) -> bool:
        """Whether it is more than its bound."""
        return self.bound is not None and self.found > self.bound

    def row(self) -> str:
        """The line in Markdown."""
        bound = "" if self.bound is None else f"{self.bound:g}"
        return f"| {self.work} | {self.beside} | {self.found:.3g} | {bound} | {self.told} |"


class Bench:
    """Workspaces of all sizes and the peers, made when they are first needed."""

    def __init__(self, place: Path, sizes: tuple[int, ...], environment: Path | None) -> None:
        self.place = place
        self.sizes = sizes
        self._environment = environment
        self._made: dict[int, Path] = {}

    def workspace(self, size: int) -> Path:
        """A workspace with so many records."""
        if size not in self._made:
            print(f"making {size} records", file=sys.stderr)
            self._made[size] = make_workspace(self.place / str(size), size)
        return self._made[size]

    @cached_property
    def commands(self) -> Path:
        """The folder with the peers' commands."""
        return commands_in(self._environment) if self._environment else make_environment(self.place / "peers")

    def check(self, size: int, *words: str) -> Command:
        """A check of a whole workspace, which looks at all records together too."""
        return kio(self.workspace(size), "check", *words, day=DAY, says=SHARED if size > 1 else "0 errors")


def compare(work: str, beside: str, bound: float | None, ours: list[Took], theirs: list[Took]) -> Measured:
    """A ratio with both times, and how far it went up and down from round to round."""
    low, high = spread(ours, theirs)
    rounds = "one round" if len(ours) == 1 else f"rounds {low:.3g} to {high:.3g}"
    told = f"{wall(ours):.2f} s, {wall(theirs):.2f} s; {rounds}"
    return Measured(work, beside, wall(ours) / wall(theirs), bound, told)


# --- what is measured


def peers(bench: Bench) -> Iterator[Measured]:
    """The checkers on the same files, kio beside each; the schema's bound is at a hundred."""
    for size, rounds in ((FEW, OFTEN), (BEARABLE, 1)):
        if size not in bench.sizes:
            continue
        others = peer_commands(bench.commands, bench.workspace(size))
        times = in_turns({"kio": bench.check(size), **others}, rounds, warm=rounds > 1)
        for name in others:
            bound = 0.06 if (name, size) == ("check-jsonschema", FEW) else None
            yield compare(f"`kio check` of {size:,}", name, bound, times["kio"], times[name])


def loading(bench: Bench) -> Iterator[Measured]:
    """The whole check, on all cores, and reading alone, on one."""
    if MANY in bench.sizes:
        load = Command((sys.executable, "-c", LOAD, str(bench.workspace(MANY) / "records" / "trainees")))
        times = in_turns({"kio": bench.check(MANY), "load": load}, SELDOM)
        yield compare(f"`kio check` of {MANY:,}", "`yaml.CSafeLoader` alone", 0.35, times["kio"], times["load"])


def listing(bench: Bench) -> Iterator[Measured]:
    """The cohort and its check."""
    for size in (FEW, BEARABLE):
        if size in bench.sizes:
            cohort = kio(bench.workspace(size), "list", day=DAY, says=f"{size} trainees")
            times = in_turns({"list": cohort, "check": bench.check(size)}, OFTEN, warm=True)
            bound = 1.3 if size == BEARABLE else None
            yield compare(f"`kio list` of {size:,}", f"`kio check` of {size:,}", bound, times["list"], times["check"])


def matrix(bench: Bench) -> Iterator[Measured]:
    """The cohort as a table, and with everything for a script, next to the plain list."""
    if BEARABLE in bench.sizes:
        workspace, says = bench.workspace(BEARABLE), f"{BEARABLE} trainees"
        ways = {"--matrix": ("--matrix",), "--matrix --json": ("--matrix", "--json"), "--stuck": ("--stuck",)}
        said = {"--matrix --json": "certification/recordings"}
        commands = {"list": kio(workspace, "list", day=DAY, says=says)}
        commands |= {name: kio(workspace, "list", *w, day=DAY, says=said.get(name, says)) for name, w in ways.items()}
        times = in_turns(commands, SELDOM, warm=True)
        for name in ways:
            told = f"`kio list {name}` of {BEARABLE:,}"
            bound = 2 if name == "--matrix" else None
            yield compare(told, f"`kio list` of {BEARABLE:,}", bound, times[name], times["list"])


def following(bench: Bench) -> Iterator[Measured]:
    """The work of a cohort, and the cohort."""
    for size in (FEW, BEARABLE):
        if size in bench.sizes:
            work = kio(bench.workspace(size), "next", day=DAY, says=f"for {size} trainees")
            cohort = kio(bench.workspace(size), "list", day=DAY, says=f"{size} trainees")
            times = in_turns({"next": work, "list": cohort}, OFTEN, warm=True)
            bound = 2 if size == BEARABLE else None
            yield compare(f"`kio next` of {size:,}", f"`kio list` of {size:,}", bound, times["next"], times["list"])


def growth(bench: Bench) -> Iterator[Measured]:
    """The time of one core per record; that of a workspace with one record is taken off as the start."""
    pinned = {size: bench.check(size)._replace(one_core=True) for size in (1, *bench.sizes)}
    short = in_turns({str(size): command for size, command in pinned.items() if size <= BEARABLE}, OFTEN, warm=True)
    long = in_turns({str(size): command for size, command in pinned.items() if size > BEARABLE}, SELDOM)
    times = {**short, **long}
    each = {size: 1000 * (cpu(times[str(size)]) - cpu(times["1"])) / (size - 1) for size in bench.sizes if size > 1}
    told = ", ".join(f"{milliseconds:.3f} ms of {size:,}" for size, milliseconds in each.items())
    least, most = min(each.values()), max(each.values())
    yield Measured("`kio check`, time of one core per record", "the least of all sizes", most / least, 1.3, told)
    free = in_turns({str(size): bench.check(size) for size in bench.sizes}, SELDOM)
    told = ", ".join(f"{wall(taken):.2f} s for {int(size):,}" for size, taken in free.items())
    largest = max(bench.sizes)
    gained = wall(times[str(largest)]) / wall(free[str(largest)])
    yield Measured(
        f"`kio check` of {largest:,} on one core", "the same on all cores", gained, None, f"all cores: {told}"
    )


def memory(bench: Bench) -> Iterator[Measured]:
    """The peak of all its processes together, above that of a thousand records and an index of all ids."""
    largest = max(bench.sizes)
    if largest > BEARABLE:
        ids = [name_of(number) for number in range(largest)]
        index = (sum(map(sys.getsizeof, ids)) + sys.getsizeof(ids) + sys.getsizeof(frozenset(ids))) / MEBIBYTE
        few, many = peak(bench.check(BEARABLE)), peak(bench.check(largest))
        told = f"{many:.0f} MiB; {few:.0f} MiB for {BEARABLE:,}, {index:.0f} MiB for a list and a set of the ids"
        yield Measured(f"`kio check` of {largest:,}, peak in MiB", "what is left", many - few - index, 150, told)


def one_of_many(bench: Bench) -> Iterator[Measured]:
    """One file, and one that changed since the last commit, in a workspace with many."""
    if MANY not in bench.sizes:
        return
    workspace = bench.workspace(MANY)
    for words in (("init", "-q"), ("add", "-A"), ("-c", "user.name=b", "-c", "user.email=b@example.org", *COMMIT)):
        subprocess.run(["git", "-C", str(workspace), *words], check=True)  # noqa: S607 - git, from wherever it is
    name = f"records/trainees/{name_of(MANY // 2)}.yaml"
    with (workspace / name).open("a", encoding="utf-8") as file:
        file.write("  - {date: 2026-03-10, type: payment, amount: 10.00, for: assessment}\n")
    clean = "1 file checked"
    commands = {
        "all": bench.check(MANY),
        "PATH": kio(workspace, "check", str(workspace / name), day=DAY, says=clean),
        "--changed": kio(workspace, "check", "--changed", day=DAY, says=clean),
    }
    times = in_turns(commands, OFTEN)
    for word in ("PATH", "--changed"):
        yield compare(f"`kio check {word}`, one of {MANY:,}", f"all {MANY:,}", None, times[word], times["all"])


COMMIT = ("commit", "-q", "-m", "records")
WORKS: dict[str, Callable[[Bench], Iterator[Measured]]] = {
    "peers": peers,
    "loading": loading,
    "list": listing,
    "matrix": matrix,
    "next": following,
    "growth": growth,
    "memory": memory,
    "one": one_of_many,
}


def main() -> int:
    """Measure what is asked, print it, and say what is beyond its bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", help=f"numbers of records, else {SIZES}")
    parser.add_argument("--only", nargs="+", choices=WORKS, default=WORKS, help="only these works")
    parser.add_argument("--peers", type=Path, metavar="ENVIRONMENT", help="a virtual environment that has the peers")
    given = parser.parse_args()
    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place), tuple(given.sizes) or SIZES, given.peers)
        print("| work | next to | found | bound | |", "|---|---|--:|--:|---|", sep="\n")
        for name in given.only:
            for measured in WORKS[name](bench):
                rows.append(measured)
                print(measured.row(), flush=True)
        if "peers" in given.only:
            print("", "| checker | looks at | not at |", "|---|---|---|", sep="\n")
            print(*(f"| {peer.name} | {peer.looks_at} | {peer.not_at} |" for peer in PEERS), sep="\n")
            print("", " · ".join(versions(bench.commands)), sep="\n")
    beyond = [row for row in rows if row.beyond]
    for row in beyond:
        print(f"beyond its bound: {row.work} / {row.beside}: {row.found:.3g}, at most {row.bound:g}", file=sys.stderr)
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())

"""Random and damaged records through the whole check: bytes, document, record, checks and the lines that are printed.

    .venv/bin/python tests/long/fuzz.py [COUNT] [SEED]

Says how many inputs were tried and how fast, and shows the shortest input of each kind of fault, to be pasted into a
test. Ends with exit code 1 if there is a fault: an exception, an input that takes more than two seconds, a problem
outside the file, or a line that nobody should print.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from hostile.feeding import Feeder, faults_of  # noqa: E402 (a script finds its neighbours by the line above)

COUNT, SEED = 200_000, 2026
DAY = date(2026, 11, 22)
SLOW = 2.0

INDICATORS = [
    "[x]: 1\n", "{a: b}: ", "- {[x]: 1, ", "? [a]\n: ", "  - [a]: ",  # keys that are lists and groups
    "- ", "-", "? ", "?", ": ", ":", ", ", ",", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!", "!!str ", "!<x> ", "|",
    ">", "|2-\n", ">+\n", "'", '"', "''", "%", "%YAML 1.1\n", "@", "`", "---\n", "...\n", "<<: ", "~", "=", "\\", "\\x",
    "\\e", "\n", "\r", "\r\n", "\t", "  ", "    ", "\n\n", "\n  - ", "\n    ", "{date: ", "log:\n", "id: ", "type: ",
]  # fmt: skip
HOSTILE = [
    "\x00", "\x07", "\x1b[31m", "\x7f", "\u0085", "\u009b", "\u00a0", "\u00ad", "\u0301\u0316", "\u200b", "\u200d",
    "\u2028", "\u2029", "\u202e", "\u2066", "\u3000", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U000e0041",
    "\U0010ffff",
    "::error::x", "##[error]x", "\n::add-mask::x", "[/red]", "{value}", "{0.__class__}", "%s%n", "<b>", "=1+1",
    "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "version https://git-lfs", "null", "Null", "no", "on", "1:30", "012",
    "1_000", "1e3", ".nan", "-0", "1,5", "½", "٢", "2024-02-30", "3024-01-01", "0000-00-00", "1-2-2026", "26-01-01",
    "9" * 400, "a" * 3000, "../../x", "marga-nijland", "opname-1", "part-1/module-1", "therapist", "recording",
]  # fmt: skip
TOKENS = [text.encode() for text in (*INDICATORS, *HOSTILE)] + [
    b"\xff",
    b"\xc3",
    b"\xe2\x82",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
]


class Fault(NamedTuple):
    """What went wrong with an input."""

    kind: str
    what: str
    data: bytes


class Report(NamedTuple):
    """What was tried and what was found."""

    tried: int
    seconds: float
    slowest: float
    problems: int
    clean: int
    faults: list[Fault]


def inputs(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Records without any meaning, and good ones with one to eight changes; the same ones for a seed."""
    chance = random.Random(seed)
    good = {path.stem: path.read_bytes() for path in sorted((ROOT / "records/trainees").glob("*.yaml"))}
    for number in range(count):
        identifier = chance.choice(list(good))
        if number % 10 == 0:
            yield identifier, _noise(chance)
            continue
        data = bytearray(good[identifier])
        for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
            _change(data, chance, list(good.values()))
        yield identifier, bytes(data)


def _noise(chance: random.Random) -> bytes:
    match chance.randrange(3):
        case 0:
            return chance.randbytes(chance.randrange(200))
        case 1:
            return bytes(chance.choices(b" \n-:,[]{}'\"#&*!|>%@`?abc019\t\r~\\", k=chance.randrange(200)))
        case _:
            return b"".join(chance.choices(TOKENS, k=chance.randrange(40)))


def _change(data: bytearray, chance: random.Random, good: list[bytes]) -> None:
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((0, 1, 1, 2, 5, 20, 200)))
    match chance.randrange(8):
        case 0 if start < len(data):
            data[start] ^= 1 << chance.randrange(8)
        case 1:
            del data[start:end]
        case 2:
            data[start:start] = data[start:end] * chance.choice((1, 1, 2, 50))
        case 3:
            del data[start:]
        case 4:
            other = chance.choice(good)
            cut = chance.randrange(len(other))
            data[start:end] = other[cut : cut + chance.choice((5, 50, 500))]
        case 5:
            del data[: chance.choice((0, 1, 2, start))]
        case _:
            data[start:end] = chance.choice(TOKENS)


def search(count: int, seed: int) -> Report:
    """Check each input in this process; nothing may be raised, and what is found has to hold."""
    feeder = Feeder(ROOT, DAY)
    faults: list[Fault] = []
    slowest, problems, clean, begun = 0.0, 0, 0, perf_counter()
    for identifier, data in inputs(count, seed):
        before = process_time()
        try:
            found = feeder.record(identifier, data)
            wrong = [fault for problem in found for fault in faults_of(problem, data)]
        except Exception as error:  # noqa: BLE001 (whatever it is, it is what is searched for)
            found, wrong = [], [f"{type(error).__name__}: {error}"]
        took = process_time() - before
        if took > SLOW:
            wrong.append(f"slow: {took:.1f} s")
        slowest = max(slowest, took)
        problems += len(found)
        clean += not found
        faults += [Fault(what.partition(":")[0], what, data) for what in wrong]
    return Report(count, perf_counter() - begun, slowest, problems, clean, faults)


def main(count: int = COUNT, seed: int = SEED) -> int:
    """Search, and show the shortest input of each kind of fault."""
    report = search(count, seed)
    print(
        f"{report.tried} inputs in {report.seconds:.0f} s, {report.tried / report.seconds:.0f} a second, "
        f"the slowest {report.slowest:.3f} s; {report.problems} problems, {report.clean} inputs without any"
    )
    for kind in sorted({fault.kind for fault in report.faults}):
        alike = [fault for fault in report.faults if fault.kind == kind]
        shortest = min(alike, key=lambda fault: len(fault.data))
        print(f"\n{kind}: {len(alike)} times; the shortest input:\n  {shortest.data!r}\n  {shortest.what}")
    print(f"{len(report.faults)} faults")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

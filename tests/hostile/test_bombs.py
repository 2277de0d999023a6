"""Files that are made to be too much: refused with a line, in little time, memory and output.

They are made when the test runs and never kept. Each stands where a file of the workspace stands; the others are good.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from hostile.children import Ended, misbehaviour, reported, run_all

ROOT = Path(__file__).parents[2]
LARGEST = 1_048_576
RECORD = "records/trainees/griet-maes.yaml"
HEAD = "id: griet-maes\nname: Griet Maes\ntrack: coach\n"  # three lines
LOG = f"{HEAD}log:\n"  # four lines
MARKS = "\u0301\u0316"  # above and below: put in order for NFC, these two change places


class Bomb(NamedTuple):
    """What a file holds, and the line on which something has to be reported."""

    make: Callable[[], str]
    line: int
    file: str = RECORD
    code: int = 1


def full(piece: str, head: str = "") -> str:
    """As much of it as a file may hold."""
    return head + piece * ((LARGEST - len(head)) // len(piece.encode()))


def numbered(count: int, line: str, head: str = "") -> str:
    return head + "".join(line.replace("#", str(number)) for number in range(count))


def laughs() -> str:
    lists = (f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n" for n in range(1, 10))
    return f"{HEAD}x0: &x0 [lol]\n{''.join(lists)}"


def merges() -> str:
    return f"{HEAD}a0: &a0 {{k: 1}}\n" + "".join(
        f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )


RECORDING = "  - {date: 2026-01-01, type: recording, recording: opname-#, kind: full_dialogue}\n"
ASSESSED = "  - {date: 2026-01-01, type: assessment, recording: opnane-#x, by: self}\n"

BOMBS = {
    # too deep
    "100,000 brackets": Bomb(lambda: f"{HEAD}log: {'[' * 100_000}", 4),
    "25,000 lists": Bomb(lambda: f"{LOG}  {'- ' * 25_000}", 5),
    "200,000 mappings": Bomb(lambda: f"{HEAD}log: {'{a: ' * 200_000}", 4),
    "200,000 complex keys": Bomb(lambda: f"{HEAD}{'? ' * 200_000}", 4),
    # too large
    "64 MB": Bomb(lambda: "# remark\n" * 7_456_541, 1),
    "a million keys": Bomb(lambda: numbered(1_000_000, "a#: 1\n"), 1),
    "a text of 900,000": Bomb(lambda: f"{LOG}  - {{date: 2026-01-01, type: application, note: {'x' * 900_000}}}\n", 5),
    "200,000 parts": Bomb(lambda: full("- a\n"), 199_998),
    "a key of 100,000": Bomb(lambda: f"{HEAD}{'k' * 100_000}: 1\n", 4),
    "a complex key of 900,000": Bomb(lambda: f"{HEAD}? {'track' * 180_000}\n: x\n", 4),
    # more than was written
    "billion laughs": Bomb(laughs, 4),
    "quadratic": Bomb(lambda: f"{HEAD}a: &a {'x' * 50_000}\nb: [{', '.join(['*a'] * 50_000)}]\n", 4),
    "merges": Bomb(merges, 4),
    # full of one thing
    "full of dashes": Bomb(lambda: full("- "), 1),
    "full of braces": Bomb(lambda: full("{"), 1),
    "full of quotes": Bomb(lambda: full('"'), 1),
    "full of remarks": Bomb(lambda: full("#"), 1),
    "full of colons": Bomb(lambda: full(": "), 1),
    "full of tabs": Bomb(lambda: full("\t"), 1),
    "full of tags": Bomb(lambda: full("!a "), 1),
    "full of anchors": Bomb(lambda: full("&a "), 1),
    "full of carriage returns": Bomb(lambda: full("\r"), 1),
    "full of no-break spaces": Bomb(lambda: full("\u00a0"), 1),
    "full of zero bytes": Bomb(lambda: full("\x00"), 1),
    "full of turned text": Bomb(lambda: full("\u202e\n ", f'{HEAD}name: "'), 4),
    "full of conflicts": Bomb(lambda: full("=======\n"), 1),
    # costly to compare
    "a key with 400,000 marks": Bomb(lambda: f"{HEAD}? a{MARKS * 200_000}\n: x\n", 4),
    "a name with 80,000 marks": Bomb(lambda: f"id: griet-maes\nname: a{MARKS * 40_000}\ntrack: x\n", 3),
    "long words that are nearly right": Bomb(lambda: f"{HEAD.replace('coach', 'coach' * 19_000)}", 3),
    "an address that is nearly right": Bomb(lambda: f"{HEAD}email: {'a@' * 40_000}\n", 4),
    "a thousand recordings and none that is meant": Bomb(
        lambda: numbered(1000, RECORDING, LOG) + numbered(1000, ASSESSED), 1005
    ),
    # thousands of problems
    "60,000 aliases": Bomb(lambda: LOG + "  - *a\n" * 60_000, 5),
    "60,000 entries that are none": Bomb(lambda: LOG + "  - x\n" * 60_000, 5),
    "60,000 unknown keys": Bomb(lambda: numbered(60_000, "a#: 1\n", HEAD), 4),
    "20,000 unknown types": Bomb(lambda: LOG + "  - {date: 2026-01-01, type: q}\n" * 20_000, 5),
    "10,000 wrong numbers": Bomb(
        lambda: LOG + "  - {date: 2026-01-01, type: payment, amount: q, for: part_1}\n" * 10_000, 5
    ),
    "10,000 unknown people": Bomb(
        lambda: numbered(10_000, "  - {date: 2026-01-01, type: endorsement, by: q#}\n", LOG), 5, code=0
    ),
    "10,000 equal ids": Bomb(lambda: LOG + RECORDING * 10_000, 6),
    "a list of 50,000 unknown recordings": Bomb(
        lambda: (
            f"{LOG}  - {{date: 2026-01-01, type: supervision, form: individual, hours: 1, supervisor: marga-nijland, "
            f"recording: [{', '.join(f'q{number}' for number in range(50_000))}]}}\n"
        ),
        5,
    ),
    "60,000 equal keys": Bomb(lambda: HEAD + "a: 1\n" * 60_000, 5),
    # in the other files
    "60,000 people who are none": Bomb(lambda: numbered(60_000, "a#: 1\n"), 1, "records/people.yaml"),
    "30,000 wrong modules": Bomb(
        lambda: "id: 2025-najaar\nname: N\nmodules:\n" + "  - {module: 9}\n" * 30_000,
        4,
        "records/groups/2025-najaar.yaml",
    ),
    "60,000 unknown settings": Bomb(lambda: numbered(60_000, "a#: 1\n"), 1, "kio.yaml"),
    "60,000 unknown rules": Bomb(lambda: numbered(60_000, "a#: 1\n"), 1, "rules/kio/zz.yaml"),
    "60,000 entry types that are none": Bomb(
        lambda: numbered(60_000, "  a#: 1\n", "entries:\n"), 2, "rules/kio/zz.yaml"
    ),
    "a rule with 400,000 marks": Bomb(lambda: f'title: "a{MARKS * 200_000}"\n', 1, "rules/kio/zz.yaml"),
    "100,000 brackets in the rules": Bomb(lambda: f"days: {'[' * 100_000}", 1, "rules/kio/zz.yaml"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    root = tmp_path_factory.mktemp("bombs")
    for number, bomb in enumerate(BOMBS.values()):
        folder = root / str(number)
        for part in ("records", "rules"):
            shutil.copytree(ROOT / part, folder / part)
        (folder / bomb.file).write_text(bomb.make(), encoding="utf-8", newline="")
    ended = run_all(("-C", str(root / str(number)), "check") for number in range(len(BOMBS)))
    shutil.rmtree(root)
    return dict(zip(BOMBS, ended, strict=True))


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_reported_at_little_cost(name: str, outcomes: dict[str, Ended]) -> None:
    bomb, ended = BOMBS[name], outcomes[name]
    assert misbehaviour(ended) == []
    assert bomb.line in [line for line, _ in reported(ended, bomb.file)]
    assert ended.code == bomb.code

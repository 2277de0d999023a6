"""How long `kio list` and `kio check` take with the size of a cohort: time per record, which should stay flat.

Makes workspaces of invented records in a temporary folder, always the same ones, and runs kio in turns, so that a
machine that slows down slows down both sides. Run: `python benchmarks/cohort.py [SIZE…]`
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

SIZES, ROUNDS = (100, 1000), 3
DAY = "2026-11-22"
ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
id: {name}
name: Invented {number}
email: {name}@example.org
language: nl
programme: kio
track: {track}
group: 2025-najaar
log:
"""


def entries(random_day: random.Random) -> Iterator[str]:
    """About forty entries of somebody in Part II, as in a record of 4 kB."""
    day = date(2025, 1, 1) + timedelta(days=random_day.randrange(60))

    def line(kind: str, values: str = "") -> str:
        nonlocal day
        day += timedelta(days=random_day.randrange(5, 15))
        return f"  - {{date: {day}, type: {kind}{', ' if values else ''}{values}}}\n"

    yield line("application")
    yield line("relationship_weekend", "with: partner, provider: annelies-brouwer")
    yield line("degree", "level: master, field: psychology, institution: Utrecht")
    yield line("membership", "association: NIP, valid_until: 2027-12-31, proof: licentie.pdf")
    yield line("insurance", "insurer: Voorbeeld, valid_until: 2027-12-31, proof: polis.pdf")
    yield line("agreement", "signed: true")
    yield line("admission", "decision: admitted, decided_by: hester-van-dalen")
    yield line("registration", "for: part_1")
    for module in range(1, 5):
        yield line("payment", "amount: 927.50, for: part_1")
        yield line("module", f"module: {module}, hours: 24, trainer: joost-wiersma")
        yield line("recording", f"recording: rec-{module}, kind: full_dialogue, full_session: true, module: {module}")
    for number in range(5, 13):
        yield line("recording", f"recording: rec-{number}, kind: full_dialogue, full_session: true, consent: true")
        yield line("supervision", f"form: individual, hours: 1, supervisor: marga-nijland, recording: rec-{number}")
    yield line("paper", "moment: halfway, pages: 1, to: hester-van-dalen")
    yield line("assistance", "days: 2, provider: annelies-brouwer, feedback_hours: 1, assessment: positive")


def make_cohort(folder: Path, size: int) -> None:
    """A workspace with this many records; the people and the groups are those of this repository."""
    seeded = random.Random(20261122)  # noqa: S311 - the same records in every run
    (folder / "records" / "groups").mkdir(parents=True)
    (folder / "records" / "trainees").mkdir()
    for source in (ROOT / "records" / "people.yaml", *(ROOT / "records" / "groups").glob("*.yaml")):
        target = folder / source.relative_to(ROOT)
        target.write_bytes(source.read_bytes())
    for number in range(size):
        name, track = f"t-{number:06}", seeded.choice(("therapist", "therapist", "coach"))
        text = HEAD.format(name=name, number=number, track=track) + "".join(entries(seeded))
        (folder / "records" / "trainees" / f"{name}.yaml").write_text(text, encoding="utf-8")


def seconds(folder: Path, command: str) -> float:
    """How long one run takes, start included."""
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kio", "-C", str(folder), "--on", DAY, command],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"kio {command} ended with {done.returncode}:\n{done.stdout[:2000]}{done.stderr[:2000]}")
    return perf_counter() - start


def main(sizes: tuple[int, ...]) -> None:
    """Measure in turns and print medians."""
    with tempfile.TemporaryDirectory() as place:
        folders = {size: Path(place, str(size)) for size in sizes}
        for size, folder in folders.items():
            make_cohort(folder, size)
        taken: dict[tuple[str, int], list[float]] = {}
        for _ in range(ROUNDS):
            for size, folder in folders.items():
                for command in ("list", "check"):
                    taken.setdefault((command, size), []).append(seconds(folder, command))
    print(f"{'':8}{'records':>8}{'seconds':>9}{'ms each':>9}")
    for (command, size), measured in taken.items():
        print(f"{command:8}{size:8}{median(measured):9.2f}{1000 * median(measured) / size:9.2f}")
    for size in sizes:
        ratio = median(taken["list", size]) / median(taken["check", size])
        print(f"list / check of {size}: {ratio:.2f} (bound 1.3)")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)

"""Invented records of about 4 kB with forty entries, always the same ones, in a workspace of any size.

The people and the groups are those of this repository. Run: `python benchmarks/records.py FOLDER SIZE`
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-22"
"""The day of evaluation: all that these records say has happened by then."""
HEAD = """\
id: {name}
name: Invented {number}
email: {email}@example.org
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


def name_of(number: int) -> str:
    """The id of a record; its file is called so too."""
    return f"t-{number:06}"


def make_workspace(folder: Path, size: int) -> Path:
    """A workspace with this many records, of which the first and the last have one address.

    Only a check that looks across all of them finds that, in whichever process each was read.
    """
    seeded = random.Random(20261122)  # noqa: S311 - the same records in every run
    records = folder / "records" / "trainees"
    (folder / "records" / "groups").mkdir(parents=True)
    records.mkdir()
    for source in (ROOT / "records" / "people.yaml", *(ROOT / "records" / "groups").glob("*.yaml")):
        (folder / source.relative_to(ROOT)).write_bytes(source.read_bytes())
    for number in range(size):
        name, track = name_of(number), seeded.choice(("therapist", "therapist", "coach"))
        email = name_of(0) if number == size - 1 else name
        text = HEAD.format(name=name, number=number, email=email, track=track) + "".join(entries(seeded))
        (records / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    make_workspace(Path(sys.argv[1]), int(sys.argv[2]))

"""docs/readings.md names every place where the sources are not clear, and every question of the rules."""

from __future__ import annotations

import re

from programme.manual import ROOT
from programme.test_shipped import kio

PAGE = ROOT / "docs" / "readings.md"
ROW = re.compile(r"^\| (C\d+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)


def rows() -> dict[str, str]:
    return dict(ROW.findall(PAGE.read_text(encoding="utf-8")))


def test_every_place_has_one_row_in_order() -> None:
    found = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert [name for name, _ in found] == [f"C{number}" for number in range(1, 56)]


def test_a_row_names_the_questions_of_its_place_or_says_why_there_is_none() -> None:
    named = {}
    for place, said in rows().items():
        named[place] = set(re.findall(rf"`({place}-[a-z0-9-]+)`", said))
        assert named[place] or said.startswith("none: "), place
    asked: dict[str, set[str]] = {place: set() for place in named}
    for name in kio().questions:
        asked[name.partition("-")[0]].add(name)
    assert named == asked

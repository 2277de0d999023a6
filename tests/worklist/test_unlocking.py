"""What waits for a requirement."""

from __future__ import annotations

import pytest
from evaluation.sailing import standing

from kio.worklist.unlocking import Links

RULES = """
checklists:
  - id: c
    (c)
    requirements:
      - {<first>, count: enrolment}
      - {<second>, count: voyage, waits_for: ready}
      - {<third>, count: exam, earliest: {days: 3, after: ready}}
      - {<fourth>, count: exam, deadline: {months: 1, after: {latest: [ready, {first: lesson}]}}}
      - {<fifth>, count: exam, act: {who: trainee, what: {nl: a, en: a}, once: c/second}}
      - {<sixth>, count: exam, when: {met: c/second}}
      - {<seventh>, elapsed: {years: 1, after: ready}}
      - {<eighth>, count: exam, tracks: yacht, waits_for: ready}
      # a day with which an entry is compared does not make anything wait
      - {<ninth>, count: {entries: licence, where: {date: {before: ready, if_unknown: yes}}}}
      - {<tenth>, all: [{<a>, met: d}, {<b>, count: exam}]}
  - id: d
    (d)
    requirements:
      - {<one>, count: leave}
      - {<two>, count: leave, act: {who: trainee, what: {nl: a, en: a}, once: c}}
days: {ready: {met: c/first}}
phases:
  - {<done>, when: {all: [{<x>, met: d}, {<y>, elapsed: ready}]}}
  - {<same>, when: {count: voyage}}
  - {<other>, tracks: yacht, when: {met: c/first}}
  - {<begun>, when: {met: c/first}}
"""


def unlocked(name: str, log: str = "", **given: str) -> list[str]:
    found = standing(RULES, log, **given)
    return [f"{one.kind} {one.id}" for one in Links(found.programme).unlocked(found, name)]


def test_what_waits() -> None:
    assert unlocked("c/first") == [
        "phase done", "phase begun", "requirement c/second", "requirement c/third", "requirement c/fourth",
        "requirement c/seventh", "requirement d/two",
    ]  # fmt: skip
    assert unlocked("c/second") == ["phase same", "requirement c/fifth", "requirement d/two"]
    assert unlocked("d/one") == ["phase done", "requirement c/tenth"]
    assert unlocked("c/ninth") == ["requirement d/two"]


def test_only_what_is_asked_of_the_track() -> None:
    found = unlocked("c/first", track="yacht")
    assert "requirement c/eighth" in found
    assert "phase other" in found


@pytest.mark.parametrize(
    ("log", "lacking"),
    [
        # what is met, and the phases that are over, do not wait
        ("2025-01-02 voyage voyage: v", {"requirement c/second", "phase begun"}),
        ("2025-01-02 exam", {"requirement c/third", "requirement c/fourth"}),
    ],
)
def test_what_no_longer_waits(log: str, lacking: set[str]) -> None:
    assert set(unlocked("c/first")) - set(unlocked("c/first", log)) == lacking


def test_of_what_nothing_waits_for() -> None:
    assert unlocked("c/seventh") == ["requirement d/two"]
    assert unlocked("c/nothing") == []

"""Records that the header of another one names: they fit what the rules ask, and no two name the same one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checking.diving import DIVING, TODAY, diver, faults, school, told
from checking.pottery import codes, found_in
from kio.checking.running import run_check
from kio.checking.workspace import record_problems
from kio.locale import say
from kio.workspace import Workspace

STOP = "date: 2026-05-01, type: stop"


def buddy(name: str, of: str, *entries: str, kind: str = "pair", more: str = "") -> dict[str, str]:
    """A record that names another one in line 5."""
    return diver(name, *entries, track="buddy", more=f"with: {{kind: {kind}, of: {of}}}\n{more}")


def test_a_record_that_fits(tmp_path: Path) -> None:
    assert told(school(tmp_path, buddy("ben", "anna"))) == []


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (diver("cas", track="helper"), "Cas follows the track helper"),
        (diver("cas", STOP), "Cas is: stopped"),
        (diver("cas", track="talker", programme="talks"), "Cas follows another programme"),
        (buddy("cas", "anna"), "Cas follows the track buddy"),
    ],
)
def test_a_record_that_does_not_fit(other: dict[str, str], why: str, tmp_path: Path) -> None:
    root = school(tmp_path, buddy("ben", "cas"), other)
    assert faults(root) == {
        "ben.yaml": [(5, 24, "warning", "unfit-link", (f"this record does not fit here: {why} "
                      "(is it the right record? the rules ask: Of a diver)"))],
    }  # fmt: skip
    [problem] = found_in(root)["records/trainees/ben.yaml"]
    assert "Cas" not in say(problem.discreet().message, "en")
    assert record_problems(Workspace(root), "ben", TODAY) == []  # the requirement says it there


BY_READING = """
        by_reading:
          question: whose
          readings:
            diver: {record: {field: with.of, tracks: [diver], not_in: [stopped]}}
            nobody: {count: film}
questions:
  whose:
    title: {nl: van wie, en: whose}
    readings: {diver: {title: {nl: duiker, en: diver}}, nobody: {title: {nl: niemand, en: nobody}}}
"""


@pytest.mark.parametrize(("default", "codes_told"), [("diver", ["unfit-link"]), ("nobody", [])])
def test_what_is_asked_by_the_reading_that_holds(default: str, codes_told: list[str], tmp_path: Path) -> None:
    record = "\n        record: {field: with.of, tracks: [diver], not_in: [stopped]}\n"
    assert DIVING.endswith(record)
    rules = f"{DIVING.removesuffix(record)}{BY_READING}    default: {default}\n"
    root = school(tmp_path, buddy("ben", "cas"), diver("cas", STOP), diving=rules)
    assert [code for _, _, _, code in told(root)] == codes_told


def test_the_phase_is_that_of_the_day(tmp_path: Path) -> None:
    root = school(tmp_path, buddy("ben", "cas"), diver("cas", STOP))
    assert (told(root, date(2026, 4, 30)), len(told(root, date(2026, 5, 1)))) == ([], 1)


def test_what_is_not_asked_of_this_record_is_not_told(tmp_path: Path) -> None:
    waiver = "date: 2026-05-01, type: waiver, of: basics/pair, said: given"
    root = school(
        tmp_path, diver("cas", STOP), buddy("ben", "cas", kind="lone"),
        diver("dee", waiver, track="buddy", more="with: {kind: pair, of: eva}\n"), diver("eva", STOP),
    )  # fmt: skip
    assert told(root) == []


def test_a_record_that_is_not_there_or_is_itself_is_told_once(tmp_path: Path) -> None:
    root = school(tmp_path, buddy("ben", "gone"), buddy("cas", "cas"))
    assert told(root) == [("ben.yaml", 5, "error", "unknown-trainee"), ("cas.yaml", 5, "error", "self-reference")]


def test_two_that_name_the_same_one(tmp_path: Path) -> None:
    root = school(tmp_path, buddy("ben", "anna"), buddy("cas", "anna"), buddy("dee", "eva"), diver("eva"))
    assert faults(root) == {
        f"{name}.yaml": [(5, 24, "warning", "linked-twice", (f"the record records/trainees/{other}.yaml names the same "
                          "record here (only one of the two can be right)"))]
        for name, other in (("ben", "cas"), ("cas", "ben"))
    }  # fmt: skip
    [problem] = found_in(root)["records/trainees/ben.yaml"]
    assert [place.location.file for place in problem.related] == ["records/trainees/cas.yaml"]


def test_two_records_of_one_person_may(tmp_path: Path) -> None:
    assert told(school(tmp_path, buddy("ben", "anna"), buddy("ben-2", "anna", more="person: ben\n"))) == []


def test_only_where_the_rules_say_once(tmp_path: Path) -> None:
    rules = DIVING.replace("once: yes, ", "")
    assert told(school(tmp_path, buddy("ben", "anna"), buddy("cas", "anna"), diving=rules)) == []


def test_one_that_is_checked_alone_is_held_against_the_others(tmp_path: Path) -> None:
    root = school(tmp_path, buddy("ben", "anna"), buddy("cas", "anna"), diver("anna-2"))
    workspace = Workspace(root)
    outcome = run_check(workspace, TODAY, chosen=lambda name: name.endswith("cas.yaml"))
    assert {name: codes(listed) for name, listed in outcome.problems.items()} == {
        "records/trainees/cas.yaml": ["linked-twice"]
    }
    assert workspace._trainees == {}


def test_nothing_is_kept_of_a_record_that_is_named(tmp_path: Path) -> None:
    workspace = Workspace(school(tmp_path, buddy("ben", "zoe"), diver("zoe", STOP)))
    outcome = run_check(workspace, TODAY, processes=1)
    assert codes(outcome.problems["records/trainees/ben.yaml"]) == ["unfit-link"]
    assert [name for name in workspace._documents if "trainees" in name] == []
    assert workspace._trainees == {}

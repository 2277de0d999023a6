"""Exceptions: one that is no longer needed, and one that is made again and again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checking.diving import DIVING, TODAY, diver, faults, school, told
from checking.pottery import codes, found_in
from kio.checking.exceptions import MOST_NAMED
from kio.checking.running import run_check
from kio.checking.workspace import record_problems
from kio.locale import say
from kio.workspace import Workspace

FILM = "date: 2026-02-10, type: film, film: a"


def waiver(of: str, more: str = "", *, said: str = "given", day: str = "2026-01-10") -> str:
    return f"date: {day}, type: waiver, of: basics/{of}, said: {said}{more}"


def test_met_without_it(tmp_path: Path) -> None:
    root = school(tmp_path, diver("ben", waiver("film"), FILM))
    assert faults(root) == {
        "ben.yaml": [(6, 42, "note", "unneeded-exception", ("'Film' is met without this exception since 10 Feb 2026 "
                      "(nothing depends on it any more; it may stay, or be given a last day)"))],
    }  # fmt: skip
    workspace = Workspace(root)
    [problem] = record_problems(workspace, "ben", TODAY)
    assert "2026" not in say(problem.discreet().message, "en")


@pytest.mark.parametrize(
    "entries",
    [
        [waiver("film")],  # not met otherwise
        [waiver("film"), FILM.replace("02-10", "12-10")],  # not yet
        [waiver("film", said="asked"), FILM],
        [waiver("film"), waiver("film", said="denied"), FILM],  # of one day both
        [waiver("film", day="2026-06-02"), FILM],  # does not hold yet
        [waiver("film"), FILM, "date: 2026-05-01, type: stop"],  # nobody has to do anything
    ],
)
def test_what_is_needed_or_does_not_hold(entries: list[str], tmp_path: Path) -> None:
    assert told(school(tmp_path, diver("ben", *entries))) == []


@pytest.mark.parametrize(("until", "is_told"), [("2026-05-31", False), ("2026-06-01", True), ("2026-12-31", True)])
def test_it_holds_until_its_last_day(until: str, is_told: bool, tmp_path: Path) -> None:
    root = school(tmp_path, diver("ben", waiver("film", f", until: {until}"), FILM))
    assert told(root) == ([("ben.yaml", 6, "note", "unneeded-exception")] if is_told else [])


def test_one_on_whose_day_something_depends_is_needed(tmp_path: Path) -> None:
    """The dives count from the day on which the week was waived; without that, from the week that was done later."""
    week, early = "date: 2026-04-10, type: week, part: 1", "date: 2026-02-01, type: dive, guide: ida"
    assert told(school(tmp_path / "a", diver("ben", waiver("week"), week, early))) == []
    late = early.replace("02-01", "04-20")
    assert told(school(tmp_path / "b", diver("ben", waiver("week"), week, late))) == [
        ("ben.yaml", 6, "note", "unneeded-exception")
    ]


def test_each_of_several_is_looked_at_alone(tmp_path: Path) -> None:
    """A part of a requirement too; the day is left out where none is known."""
    root = school(tmp_path, diver("ben", waiver("film"), waiver("show/trip"), waiver("show/exam"), FILM,
                                  "date: 2026-03-01, type: trip"))  # fmt: skip
    assert [(line, code) for line, _, _, code, _ in faults(root)["ben.yaml"]] == [
        (6, "unneeded-exception"), (7, "unneeded-exception"),
    ]  # fmt: skip


def test_a_requirement_that_is_met_on_no_day_that_is_known(tmp_path: Path) -> None:
    rules = DIVING.replace("tracks: [diver, helper], count: film}", "tracks: [diver, helper], not: {count: stop}}")
    [(*_, text)] = faults(school(tmp_path, diver("ben", waiver("film")), diving=rules))["ben.yaml"]
    assert text.startswith("'Film' is met without this exception (")


# --- again and again


def test_as_often_as_the_rules_say(tmp_path: Path) -> None:
    names = ("ben", "cas", "dee")
    twice = school(
        tmp_path / "a", *(diver(name, waiver("film"), waiver("film", day="2026-03-01")) for name in names[:2])
    )
    assert told(twice) == []
    often = school(tmp_path / "b", *(diver(name, waiver("film")) for name in names))
    assert faults(often) == {
        "diving.yaml": [(104, 9, "note", "repeated-exception", ("3 records have an exception to this: change the rule? "
                         "(decide whether the rule still says what is meant)"))],
    }  # fmt: skip
    [problem] = found_in(often)["rules/diving.yaml"]
    assert [(place.location, say(place.message, "en")) for place in problem.related] == [
        ((f"records/trainees/{name}.yaml", 6, 1), "an exception to it") for name in names
    ]
    assert DIVING.splitlines()[problem.location.line - 1].startswith("      - {id: film")


@pytest.mark.parametrize(
    ("third", "is_told"),
    [
        (waiver("film", day="2026-06-01"), True),
        (waiver("film", day="2026-06-02"), False),  # not yet
        (waiver("film", ", until: 2026-02-01"), True),  # it was made, though it holds no longer
        (waiver("film", said="asked"), False),
        (waiver("film", said="denied"), False),
        (waiver("week"), False),
    ],
)
def test_what_counts_as_one(third: str, is_told: bool, tmp_path: Path) -> None:
    root = school(tmp_path, diver("ben", waiver("film")), diver("cas", waiver("film")), diver("dee", third))
    assert [code for *_, code in told(root)] == (["repeated-exception"] if is_told else [])


def test_a_part_is_counted_by_itself(tmp_path: Path) -> None:
    root = school(tmp_path, *(diver(name, waiver(f"show/{part}")) for name, part in
                              (("ben", "trip"), ("cas", "trip"), ("dee", "trip"), ("eva", "exam"))))  # fmt: skip
    [problem] = found_in(root)["rules/diving.yaml"]
    assert DIVING.splitlines()[problem.location.line - 1].startswith("          - {id: trip")


def test_a_part_by_whatever_reading_is_counted(tmp_path: Path) -> None:
    parts = DIVING.index("        all:\n"), DIVING.index("      - id: pair\n")
    inner = DIVING[slice(*parts)].replace("\n", "\n        ")
    rules = (
        f"{DIVING[: parts[0]]}        by_reading:\n          question: how\n          readings:\n"
        f"            one: {{count: film}}\n            both:\n        {inner.rstrip()}\n{DIVING[parts[1] :]}"
        "questions:\n  how:\n    title: {nl: hoe, en: how}\n"
        "    readings: {one: {title: {nl: een, en: one}}, both: {title: {nl: beide, en: both}}}\n    default: one\n"
    )
    root = school(tmp_path, *(diver(name, waiver("show/trip")) for name in ("ben", "cas", "dee")), diving=rules)
    assert [code for _, _, _, code in told(root)] == ["repeated-exception"]


def test_of_very_many_some_are_named(tmp_path: Path) -> None:
    root = school(tmp_path, *(diver(f"r-{number}", waiver("film")) for number in range(MOST_NAMED + 5)))
    [problem] = found_in(root)["rules/diving.yaml"]
    assert say(problem.message, "en").startswith(f"{MOST_NAMED + 5} records")
    assert len(problem.related) == MOST_NAMED


def test_only_where_the_rules_ask_it_and_all_records_are_checked(tmp_path: Path) -> None:
    records = [diver(name, waiver("film")) for name in ("ben", "cas", "dee")]
    assert told(school(tmp_path / "a", *records, diving=DIVING.replace(", often: 3", ""))) == []
    root = school(tmp_path / "b", *records)
    assert not any(run_check(Workspace(root), TODAY, chosen=lambda name: name != "x").problems.values())


def test_a_comment_silences_it_and_is_of_use_though_it_is_not_asked(tmp_path: Path) -> None:
    silent = DIVING.replace("- {id: film,", "- {id: film, # kio: ignore[repeated-exception] decided in May\n         ")
    assert silent != DIVING
    root = school(tmp_path, *(diver(name, waiver("film")) for name in ("ben", "cas", "dee")), diving=silent)
    outcome = run_check(Workspace(root), TODAY)
    assert (codes(outcome.problems["rules/diving.yaml"]), outcome.silenced["rules/diving.yaml"]) == ([], 1)
    some = run_check(Workspace(root), TODAY, chosen=lambda name: name.startswith("rules/"))
    assert codes(some.problems["rules/diving.yaml"]) == []


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    root = school(tmp_path, *(diver(f"r-{number}", waiver("film"), FILM) for number in range(9)))
    alone, together = (run_check(Workspace(root), date(2026, 6, 1), processes=number) for number in (1, 2))
    assert alone == together
    assert codes(alone.problems["rules/diving.yaml"]) == ["repeated-exception"]
    assert codes(alone.problems["records/trainees/r-8.yaml"]) == ["unneeded-exception"]


def test_a_level_of_the_workspace_lets_it_pass(tmp_path: Path) -> None:
    records = [diver(name, waiver("film")) for name in ("ben", "cas", "dee")]
    root = school(tmp_path, *records, {"kio.yaml": "checks: {repeated-exception: warning, unneeded-exception: off}\n"})
    outcome = run_check(Workspace(root), TODAY)
    assert outcome.levels == {"repeated-exception": "warning", "unneeded-exception": "off"}

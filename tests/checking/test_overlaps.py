"""What cannot go on at the same time: in a record, beside the plan of the group, and in a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.diving import DIVING, TODAY, diver, faults, school, told
from checking.pottery import found_in
from kio.checking.workspace import record_problems
from kio.locale import say
from kio.workspace import Workspace

WEEK = "date: 2026-02-13, type: week, part: 1, start: 2026-02-09"


@pytest.mark.parametrize(
    ("day", "is_told"),
    [("2026-02-08", False), ("2026-02-09", True), ("2026-02-11", True), ("2026-02-13", True), ("2026-02-14", False)],
)
def test_from_the_first_to_the_last_day(day: str, is_told: bool, tmp_path: Path) -> None:
    for number, entries in enumerate(((WEEK, f"date: {day}, type: dive"), (f"date: {day}, type: dive", WEEK))):
        root = school(tmp_path / str(number), diver("ben", *entries))
        expected = [("ben.yaml", 7 - number, "warning", "overlapping-entries")] if is_told else []
        assert told(root) == expected


def test_what_is_said_and_shown(tmp_path: Path) -> None:
    root = school(tmp_path, diver("ben", WEEK, "date: 2026-02-11, type: dive"))
    [problem] = found_in(root)["records/trainees/ben.yaml"]
    assert faults(root)["ben.yaml"] == [
        (7, 12, "warning", "overlapping-entries",
         "this overlaps with 'week of diving' of line 6 (is one of the two a slip?)")
    ]  # fmt: skip
    assert [(place.location, say(place.message, "en")) for place in problem.related] == [
        (("records/trainees/ben.yaml", 6, 12), "the other entry")
    ]


@pytest.mark.parametrize(("end", "is_told"), [("2026-02-08", False), ("2026-02-09", True), ("2026-02-20", True)])
def test_an_entry_of_several_days(end: str, is_told: bool, tmp_path: Path) -> None:
    """A trip goes on from its date to `end`; until when it is paid does not matter."""
    root = school(tmp_path, diver("ben", WEEK, f"date: 2026-02-01, type: trip, end: {end}, pays_until: 2026-03-01"))
    assert told(root) == ([("ben.yaml", 7, "warning", "overlapping-entries")] if is_told else [])


def test_only_what_the_rules_name(tmp_path: Path) -> None:
    """Two dives of a day may be, a dive during a trip too, and an exam during a week."""
    trip = "date: 2026-03-01, type: trip, end: 2026-03-09"
    entries = ("date: 2026-01-01, type: dive, note: a", "date: 2026-01-01, type: dive", trip,
               "date: 2026-03-04, type: dive", WEEK, "date: 2026-02-11, type: exam")  # fmt: skip
    assert told(school(tmp_path, diver("ben", *entries))) == []


@pytest.mark.parametrize(
    ("start", "line"), [("2026-02-14", None), ("2026-02-13", 7), ("2026-02-09", 7), ("2026-02-08", 6)]
)
def test_of_two_of_a_type_the_one_that_begins_later_is_told(start: str, line: int | None, tmp_path: Path) -> None:
    other = f"date: 2026-02-20, type: week, part: 2, start: {start}"
    expected = [] if line is None else [("ben.yaml", line, "warning", "overlapping-entries")]
    assert told(school(tmp_path, diver("ben", WEEK, other))) == expected


def test_one_that_lasts_long_is_not_forgotten(tmp_path: Path) -> None:
    """Between the trip and the week another one begins and ends; two of them exclude each other by their types."""
    rules = DIVING.replace(
        "    not_during: week\n    fields:\n      part", "    not_during: [week, trip]\n    fields:\n      part"
    )
    entries = [
        "date: 2026-01-01, type: trip, end: 2026-04-30",
        "date: 2026-01-20, type: week, part: 1, start: 2026-01-12",
        "date: 2026-04-30, type: week, part: 2, start: 2026-04-30",
        "date: 2026-05-01, type: week, part: 3",
    ]
    assert told(school(tmp_path, diver("ben", *entries), diving=rules)) == [
        ("ben.yaml", 7, "warning", "overlapping-entries"), ("ben.yaml", 8, "warning", "overlapping-entries"),
    ]  # fmt: skip


def test_one_that_lasts_long_is_not_forgotten_for_one_that_is_short(tmp_path: Path) -> None:
    long, short = "date: 2026-01-01, type: trip, end: 2026-04-30", "date: 2026-02-01, type: trip, end: 2026-02-02"
    last, after = "date: 2026-04-30, type: trip", "date: 2026-05-01, type: trip"
    assert [line for _, line, *_ in told(school(tmp_path / "a", diver("ben", long, short, last, after)))] == [7, 8]
    weeks = ("date: 2026-04-30, type: week, part: 1, start: 2026-01-01", "date: 2026-02-02, type: week, part: 2")
    dives = ("date: 2026-04-30, type: dive", "date: 2026-05-01, type: dive")
    assert [line for _, line, *_ in told(school(tmp_path / "b", diver("ben", *weeks, *dives)))] == [7, 8]


@pytest.mark.parametrize(
    ("day", "is_told"), [("2026-05-10", False), ("2026-05-11", True), ("2026-05-15", True), ("2026-05-16", False)]
)
def test_the_plan_of_the_group(day: str, is_told: bool, tmp_path: Path) -> None:
    root = school(tmp_path, diver("ben", f"date: {day}, type: dive", more="group: spring\n"),
                  diver("cas", f"date: {day}, type: dive"))  # fmt: skip
    text = "this overlaps with 'week of diving' in the plan of the group (is one of the two a slip?)"
    expected = [(7, 12, "warning", "overlapping-entries", text)]
    assert faults(root) == ({"ben.yaml": expected} if is_told else {})
    found = record_problems(Workspace(root), "ben", TODAY)
    assert [place.location for problem in found for place in problem.related] == (
        [("records/groups/spring.yaml", 5, 1)] if is_told else []
    )


def test_what_the_log_has_instead_of_the_plan(tmp_path: Path) -> None:
    """Part 1 was caught up with others, so that the plan of the own group is no longer meant."""
    root = school(tmp_path, diver("ben", WEEK, "date: 2026-05-12, type: dive", more="group: spring\n"))
    assert told(root) == []


def test_a_plan_that_overlaps_with_itself(tmp_path: Path) -> None:
    text = "id: spring\nname: Spring\nprogramme: diving\nweeks:\n" + "".join(
        f"  - {{part: {part}, start: {start}, end: {end}}}\n"
        for part, start, end in ((1, "2026-05-15", "2026-05-20"), (2, "2026-05-11", "2026-05-15"),
                                 (3, "2026-05-21", "2026-05-22"))
    )  # fmt: skip
    root = school(tmp_path, spring=text)
    assert faults(root) == {
        "spring.yaml": [(5, 39, "warning", "overlapping-entries",
                         "this overlaps with line 6 (is one of the two a slip?)")]
    }  # fmt: skip
    [problem] = found_in(root)["records/groups/spring.yaml"]
    assert [place.location for place in problem.related] == [("records/groups/spring.yaml", 6, 39)]


def test_without_a_word_in_the_rules_nothing_is_told(tmp_path: Path) -> None:
    rules = DIVING.replace("    not_during: week\n", "").replace("    not_during: [week, trip]\n", "")
    assert told(school(tmp_path, diver("ben", WEEK, WEEK, "date: 2026-02-11, type: dive"), diving=rules)) == []


# --- the same under two ids


FILM = "date: 2026-02-13, type: film, film: a, depth: 5"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (FILM.replace("film: a", "film: b"), "same-with-two-ids"),
        (FILM.replace("film: a", "film: b") + ", cuts: {x: 1}", None),
        (FILM.replace("film: a", "film: b") + ", note: of another reef", None),
        (FILM.replace("film: a", "film: b").replace("depth: 5", "depth: 6"), None),
        (FILM.replace("film: a", "film: b").replace("02-13", "02-14"), None),
    ],
)
def test_two_that_differ_in_their_id_alone(other: str, code: str | None, tmp_path: Path) -> None:
    found = faults(school(tmp_path, diver("ben", FILM, other)))
    expected = (7, 42, "warning", "same-with-two-ids", ("but for its id this says the same as line 6 (if it happened "
                "once, remove one of the two; if twice, say in a note how they differ)"))  # fmt: skip
    assert found == ({"ben.yaml": [expected]} if code else {})


def test_the_same_id_is_another_fault(tmp_path: Path) -> None:
    assert sorted(code for *_, code in told(school(tmp_path, diver("ben", FILM, FILM)))) == [
        "duplicate-entry", "duplicate-id",
    ]  # fmt: skip

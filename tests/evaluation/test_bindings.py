from __future__ import annotations

from datetime import date

import pytest

from evaluation.sailing import asked, judged, one_rule, people, school, standing, trainee
from kio.evaluation.engine import evaluate
from kio.evaluation.result import Waiver
from kio.evaluation.view import Case

EDITIONS = {
    "2019-12-31": None,
    "2020-01-01": "2020",
    "2024-12-31": "2020",
    "2025-01-01": "2025",
    "2030-01-01": "2025",
}
RULES = one_rule("count: lesson\nat_least: $wanted", """
parameters:
  wanted:
    values:
      - {from: 2025-01-01, value: 5}
      - {from: 2020-01-01, value: 3}
      - {from: 2025-01-01, tracks: [yacht], value: 7}
""")  # fmt: skip


def bound(log: str, on: str, track: str = "dinghy") -> tuple[str | None, str]:
    """The edition that binds, and how many lessons are needed."""
    found = standing(RULES, log, on, track=track)
    return found.edition.id if found.edition else None, str(found.checklists[0].results[0].need)


@pytest.mark.parametrize(("day", "edition"), EDITIONS.items())
def test_the_edition_of_the_day_of_enrolment_binds(day: str, edition: str | None) -> None:
    assert bound(f"{day} enrolment", "2030-12-31")[0] == edition
    # before that, and where nobody enrols, it is the edition of the day of evaluation
    assert bound("2031-01-01 enrolment", day)[0] == edition
    assert bound("", day)[0] == edition


@pytest.mark.parametrize(
    ("day", "dinghy", "yacht"),
    [
        ("2019-12-31", "None", "None"),
        ("2020-01-01", "3", "3"),
        ("2024-12-31", "3", "3"),
        ("2025-01-01", "5", "7"),
        ("2029-01-01", "5", "7"),
    ],
)
def test_the_newest_value_of_the_binding_day_and_the_track(day: str, dinghy: str, yacht: str) -> None:
    for track, expected in (("dinghy", dinghy), ("yacht", yacht)):
        assert bound(f"{day} enrolment", "2030-12-31", track)[1] == expected


def test_before_the_first_value_nobody_can_say() -> None:
    assert asked("count: lesson\nat_least: $w", "2019-01-01 enrolment; 2019-01-02 lesson",
                 more="parameters: {w: {values: [{from: 2020-01-01, value: 1}]}}"
                 ) == "review 1/None: the rules give no number for this track"  # fmt: skip


def test_the_first_enrolment_binds_and_a_new_edition_undoes_nothing() -> None:
    log = "2024-06-01 enrolment; 2025-06-01 enrolment"
    assert bound(log, "2024-12-31") == ("2020", "3")
    assert bound(log, "2025-12-31") == ("2020", "3")


@pytest.mark.parametrize(
    ("moves", "on", "expected"),
    [
        ('2025-03-01 move to: "2025"', "2025-02-28", ("2020", "3")),
        ('2025-03-01 move to: "2025"', "2025-03-01", ("2025", "5")),
        ('2025-03-01 move to: "2025"; 2025-05-01 move to: "2020"', "2025-04-30", ("2025", "5")),
        ('2025-03-01 move to: "2025"; 2025-05-01 move to: "2020"', "2025-05-01", ("2020", "3")),
        ('2025-03-01 move to: "2031"', "2025-12-31", ("2020", "3")),
    ],
)
def test_only_an_explicit_move_leads_to_another_edition(moves: str, on: str, expected: tuple[str, str]) -> None:
    assert bound(f"2024-06-01 enrolment; {moves}", on) == expected


@pytest.mark.parametrize(
    ("switches", "on", "expected"),
    [
        ("", "2025-12-31", "dinghy"),
        ("2025-03-01 switch to: yacht", "2025-02-28", "dinghy"),
        ("2025-03-01 switch to: yacht", "2025-03-01", "yacht"),
        ("2025-05-01 switch to: dinghy; 2025-03-01 switch to: yacht", "2025-04-30", "yacht"),
        ("2025-05-01 switch to: dinghy; 2025-03-01 switch to: yacht", "2025-05-01", "dinghy"),
        # a track that the programme has not is a problem of the record; the change is left out
        ("2025-03-01 switch to: raft", "2025-12-31", "dinghy"),
        ("2025-03-01 switch to: yacht; 2025-04-01 switch to: raft", "2025-12-31", "yacht"),
    ],
)
def test_a_change_of_track(switches: str, on: str, expected: str) -> None:
    found = standing(RULES, f"2025-02-01 enrolment; {switches}", on)
    assert found.track.id == expected
    assert found.checklists[0].results[0].need == (7 if expected == "yacht" else 5)


QUESTION = """
parameters:
  wanted: {values: [{from: 2020-01-01, question: how-many}, {from: 2020-01-01, tracks: [yacht], value: 9}]}
  topics: {values: [{from: 2020-01-01, question: which}]}
  double: {values: [{from: 2020-01-01, value: {times: [2, $wanted]}}]}
days: {term: {months: $wanted, after: {first: lesson}}}
selections: {listed: {entries: lesson, where: {topic: $topics}}}
picks: {chosen: {take: place, first_known: [{selection: listed}]}}
questions:
  how-many:
    (how many)
    readings: {two: {(two), value: 2}, three: {(three), value: 3}}
    default: two
    decided: {reading: three, by: the board, on: 2025-06-01}
  which:
    (which)
    readings: {all: {(all), value: [knots, tides]}, some: {(some), value: [knots]}}
    default: some
  idle: {(idle), readings: {yes-then: {(yes)}}, default: yes-then}
"""


def readings(rule: str, on: str, track: str = "dinghy", log: str = "") -> list[str]:
    result = judged(rule, log, on, more=QUESTION, track=track)
    return [f"{question.id}: {reading.id}" for question, reading in result.readings]


@pytest.mark.parametrize(
    ("on", "need", "reading"),
    [("2025-05-31", 2, "two"), ("2025-06-01", 3, "three"), ("2026-01-01", 3, "three")],
)
def test_a_question_is_read_by_its_default_until_it_is_decided(on: str, need: int, reading: str) -> None:
    rule = "count: lesson\nat_least: $wanted"
    assert judged(rule, "", on, more=QUESTION).need == need
    assert readings(rule, on) == [f"how-many: {reading}"]


@pytest.mark.parametrize(
    ("rule", "track", "expected"),
    [
        ("count: lesson", "dinghy", []),
        ("count: lesson\nat_least: $wanted", "yacht", []),
        ("count: lesson\nquestions: [idle]", "yacht", ["idle: yes-then"]),
        ("count: lesson\nquestions: [how-many]\nat_least: $wanted", "dinghy", ["how-many: three"]),
        ("count: {entries: lesson, where: {topic: $topics}}\nat_least: $wanted", "dinghy",
         ["which: some", "how-many: three"]),
        ("all: [{<a>, count: {entries: lesson, where: {any: [{not: {topic: $topics}}, {passed: true}]}}}]", "dinghy",
         ["which: some"]),
        ("count: lesson\ndeadline: {months: $wanted, after: {first: lesson}}", "dinghy", ["how-many: three"]),
        ("count: lesson\nwhen: {count: exam, at_least: {minus: [$wanted, 3]}}", "dinghy", ["how-many: three"]),
        # by way of something that has a name
        ("count: {selection: listed}", "dinghy", ["which: some"]),
        ("count: {entries: lesson, where: {place: {is: chosen}}}", "dinghy", ["which: some"]),
        ("elapsed: term", "dinghy", ["how-many: three"]),
        ("count: lesson\nat_least: $double", "dinghy", ["how-many: three"]),
        ("count: lesson\nat_least: $double", "yacht", []),
    ],
)  # fmt: skip
def test_a_result_names_the_readings_behind_it(rule: str, track: str, expected: list[str]) -> None:
    assert readings(rule, "2025-12-31", track) == expected


def test_a_reading_with_a_list() -> None:
    rule = "count: {entries: lesson, where: {topic: $topics}}"
    said = [asked(rule, f"2025-01-01 lesson topic: {topic}", more=QUESTION)[:4] for topic in ("knots", "tides")]
    assert said == ["met ", "open"]


def test_a_programme_without_changes_and_exceptions() -> None:
    programme = school(RULES)._replace(track_changes=None, edition_changes=None, exceptions=None, binding_day=None)
    log = """
        2024-01-01 enrolment
        2025-02-01 switch to: yacht
        2025-02-01 move to: "2020"
        2025-02-01 dispensation of: c/r, decision: granted
    """
    found = evaluate(Case(programme, trainee(programme, log), people()), date(2025, 12, 31))
    result = found.checklists[0].results[0]
    assert (found.track.id, found.edition and found.edition.id, result.status.value) == ("dinghy", "2025", "open")
    assert result.waiver == Waiver()

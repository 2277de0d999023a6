from __future__ import annotations

from datetime import date

import pytest

from evaluation.sailing import asked, between, case_of, judged, one_rule, people, school, standing, trainee
from kio.evaluation.bindings import everything_behind, parameters_behind, readings_behind
from kio.evaluation.engine import Engine, evaluate
from kio.evaluation.result import Waiver
from kio.evaluation.view import Case
from kio.programme.language import ParameterValue

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
    return [f"{question.id}: {reading.id}" for question, reading in result.why.readings]


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


UNTIL = """
parameters:
  ended: {values: [{from: 2020-01-01, until: 2020-12-31, value: 3}]}
  changed:
    values:
      - {from: 2021-01-01, value: 5}
      - {from: 2020-01-01, until: 2020-12-31, value: 3}
  for_some:
    values:
      - {from: 2021-01-01, until: 2021-12-31, tracks: [yacht], value: 7}
      - {from: 2020-01-01, value: 3}
      - {from: 2022-06-01, value: 4}
  both:
    values:
      - {from: 2020-01-01, tracks: [yacht], value: 7}
      - {from: 2020-01-01, value: 3}
      - {from: 2021-01-01, value: 4}
      - {from: 2022-01-01, tracks: [dinghy], value: 5}
  named:
    values:
      - {from: 2020-01-01, tracks: [yacht], value: 7}
      - {from: 2021-01-01, until: 2021-12-31, tracks: [dinghy, yacht], value: 9}
  not_asked: {values: [{from: 2020-01-01, value: 3}, {from: 2020-01-01, tracks: [yacht], value: ~}]}
"""


def value_on(name: str, day: str, track: str = "dinghy") -> str:
    """What a parameter is where this day binds."""
    rules = f"{UNTIL}checklists: [{{<c>, requirements: [{{<r>, count: lesson, at_least: ${name}}}]}}]"
    [checklist] = standing(rules, f"{day} enrolment", "2031-01-01", track=track).checklists
    return str(checklist.results[0].need)


@pytest.mark.parametrize(
    ("name", "day", "dinghy", "yacht"),
    [
        # to the last day, that day included
        ("ended", "2019-12-31", "None", "None"), ("ended", "2020-01-01", "3", "3"), ("ended", "2020-12-31", "3", "3"),
        ("ended", "2021-01-01", "None", "None"),
        ("changed", "2019-12-31", "None", "None"), ("changed", "2020-12-31", "3", "3"),
        ("changed", "2021-01-01", "5", "5"), ("changed", "2029-01-01", "5", "5"),
        # while the value for the track holds, it does; before and after that the one for all tracks
        ("for_some", "2020-12-31", "3", "3"), ("for_some", "2021-01-01", "3", "7"),
        ("for_some", "2021-12-31", "3", "7"), ("for_some", "2022-01-01", "3", "3"),
        ("for_some", "2022-06-01", "4", "4"),
        # of one day the one that names the track, whichever stands first; of different days the one that begins later
        ("both", "2020-01-01", "3", "7"), ("both", "2020-12-31", "3", "7"), ("both", "2021-01-01", "4", "4"),
        ("both", "2021-12-31", "4", "4"), ("both", "2022-01-01", "5", "4"),
        # one without a last day held until the next one began, and is not back after that
        ("named", "2020-12-31", "None", "7"), ("named", "2021-01-01", "9", "9"), ("named", "2021-12-31", "9", "9"),
        ("named", "2022-01-01", "None", "None"),
        ("not_asked", "2020-01-01", "3", "None"),
    ],
)  # fmt: skip
def test_a_value_holds_from_its_first_day_to_its_last(name: str, day: str, dinghy: str, yacht: str) -> None:
    assert (value_on(name, day), value_on(name, day, "yacht")) == (dinghy, yacht)


BY_READING = """
parameters:
  wanted:
    values:
      - {from: 2020-01-01, until: 2023-12-31, value: 9}
      - {from: 2024-01-01, question: how-many, by_reading: {two: 20, three: {plus: [$more, 10]}, none: ~}}
  more: {values: [{from: 2020-01-01, question: beside}]}
  own: {values: [{from: 2020-01-01, question: how-many}]}
questions:
  how-many:
    (how many)
    readings: {two: {(two), value: 2}, three: {(three), value: 3}, none: {(none), value: 4}}
    default: two
    decided: {reading: DECIDED, by: the board, on: 2025-06-01}
  beside: {(beside), readings: {twenty: {(twenty), value: 20}}, default: twenty}
"""


@pytest.mark.parametrize(
    ("decided", "on", "expected", "readings"),
    [
        ("three", "2025-05-31", ("20", "2"), ["how-many: two"]),
        ("three", "2025-06-01", ("30", "3"), ["how-many: three", "beside: twenty"]),
        ("none", "2025-06-01", ("None", "4"), ["how-many: none"]),
    ],
)
def test_a_value_for_each_reading(decided: str, on: str, expected: tuple[str, str], readings: list[str]) -> None:
    more = BY_READING.replace("DECIDED", decided)
    results = [judged(f"count: lesson\nat_least: ${name}", "", on, more=more) for name in ("wanted", "own")]
    assert tuple(str(result.need) for result in results) == expected
    assert [f"{question.id}: {reading.id}" for question, reading in results[0].why.readings] == readings


def test_a_value_of_another_day_hangs_on_no_question() -> None:
    more = BY_READING.replace("DECIDED", "three")
    result = judged("count: lesson\nat_least: $wanted", "2023-12-31 enrolment", more=more)
    assert (str(result.need), result.why.readings) == ("9", ())


BEHIND = """
parameters:
  least: {values: [{from: 2020-01-01, value: {plus: [1, $more]}}]}
  more: {values: [{from: 2020-01-01, question: how-many}]}
  other: {values: [{from: 2020-01-01, value: 5}]}
  choice: {values: [{from: 2020-01-01, question: which, by_reading: {one: $other, two: {fact: guests}}}]}
questions:
  how-many: {(how many), readings: {two: {(two), value: {fact: member}}}, default: two}
  which: {(which), readings: {one: {(one)}, two: {(two)}}, default: two}
facts:
  member: {type: yes_no, (member), at_most: $other, otherwise: {holds: {elapsed: sailed}}}
  guests: {type: whole_number, (guests), otherwise: {from: 0, to: $other}}
  start: {type: date, (start), otherwise: sailed}
  gift: {type: money, (gift), implies: member, otherwise: $least}
days: {sailed: {first: {selection: nights}}}
selections: {nights: {entries: voyage, where: {night: true, miles: {at_least: $other}}}}
"""
SAILED = ["days sailed", "selections nights", "parameters other"]
LEAST = ["parameters least", "parameters more", "facts member"]


@pytest.mark.parametrize(
    ("section", "name", "told", "expected"),
    [
        ("parameters", "other", "", ["parameters other"]),
        ("parameters", "least", "", [*LEAST, *SAILED]),
        ("facts", "start", "", ["facts start", *SAILED]),
        ("facts", "guests", "", ["facts guests", "parameters other"]),
        ("facts", "gift", "", ["facts gift", *LEAST, *SAILED]),
        # what was told hangs on nothing
        ("facts", "start", "start 2025-01-01", ["facts start"]),
        ("facts", "guests", "guests 3", ["facts guests"]),
        ("facts", "gift", "gift 3", ["facts gift"]),
        ("parameters", "least", "member 1", LEAST),
        ("parameters", "least", "guests 1", [*LEAST, *SAILED]),
        # of several values the one of the reading
        ("parameters", "choice", "", ["parameters choice", "facts guests", "parameters other"]),
        ("parameters", "choice", "guests 1", ["parameters choice", "facts guests"]),
    ],
)
def test_what_something_is_made_of(section: str, name: str, told: str, expected: list[str]) -> None:
    engine = Engine(case_of(BEHIND, "", told=told), date(2025, 12, 31))
    found = list(everything_behind(engine, [(section, name)]))
    assert [" ".join(pair) for pair in found] == expected
    names = [item.removeprefix("parameters ") for item in expected if item.startswith("parameters")]
    assert list(parameters_behind(engine, [(section, name)])) == names


def test_what_is_mentioned_twice_is_found_once() -> None:
    engine = Engine(case_of(BEHIND, ""), date(2025, 12, 31))
    twice = [("facts", "start"), ("days", "sailed"), ("facts", "start"), ("requirements", "c/r")]
    assert [" ".join(pair) for pair in everything_behind(engine, twice)] == ["facts start", *SAILED, "requirements c/r"]


@pytest.mark.parametrize(
    ("mentioned", "told", "expected"),
    [
        ([("parameters", "least")], "", ["how-many"]),
        ([("facts", "gift")], "", ["how-many"]),
        ([("facts", "gift")], "gift 3", []),
        ([("parameters", "choice"), ("parameters", "more")], "", ["which", "how-many"]),
        ([("parameters", "more"), ("parameters", "least")], "member 1", ["how-many"]),
    ],
)
def test_the_readings_behind_what_is_mentioned(
    mentioned: list[tuple[str, str]], told: str, expected: list[str]
) -> None:
    day = date(2025, 12, 31)
    engine = Engine(case_of(BEHIND, "", told=told), day)
    assert [question.id for question, _ in readings_behind(engine, day, mentioned)] == expected
    assert [question.id for question, _ in readings_behind(engine, day, mentioned, ["which"])] == list(
        dict.fromkeys(["which", *expected])
    )


@pytest.mark.parametrize(
    ("binds", "edition", "amount"),
    [
        (None, "2020", "3..3"),
        (date(2019, 12, 31), None, "None"),
        (date(2020, 1, 1), "2020", "3..3"),
        (date(2024, 12, 31), "2020", "3..3"),
        (date(2025, 1, 1), "2025", "5..5"),
        (date(2029, 1, 1), "2025", "5..5"),  # also one that lies ahead
    ],
)
def test_another_day_may_bind(binds: date | None, edition: str | None, amount: str) -> None:
    case = case_of(RULES, "2024-06-01 enrolment; 2025-02-01 lesson")
    engine = Engine(case, date(2025, 12, 31), binds)
    day, found = engine.edition()
    assert (day, found.id if found else None) == (binds or date(2024, 6, 1), edition)
    assert between(engine.amount(ParameterValue("wanted"))) == amount
    # what exists is still that of the day of evaluation
    assert engine.answer("c/r").finding.have == 1


def test_another_day_goes_before_a_move_to_another_edition() -> None:
    case = case_of(RULES, '2024-06-01 enrolment; 2025-03-01 move to: "2025"')
    own, other = (Engine(case, date(2025, 12, 31), binds).edition() for binds in (None, date(2024, 1, 1)))
    assert (own[0], own[1] and own[1].id) == (date(2025, 1, 1), "2025")
    assert (other[0], other[1] and other[1].id) == (date(2024, 1, 1), "2020")

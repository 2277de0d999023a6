"""Every reading of what the sources leave open: which one changes an answer, and which does not."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation.sailing import LAST_DAY, case_of, one_rule
from kio.evaluation.engine import evaluate
from kio.evaluation.readings import with_readings
from kio.evaluation.result import Standing, Unders

# A lesson counts when its topic is one of those wanted; how many are wanted is asked in two ways, of which the
# second brings a third question into play.
OPEN = """
parameters:
  wanted: {values: [{from: 2020-01-01, question: how-many}]}
  topics: {values: [{from: 2020-01-01, question: which}]}
  more: {values: [{from: 2020-01-01, question: how-many-more}]}
questions:
  how-many:
    (how many)
    readings:
      two: {(two), value: 2}
      computed: {(computed), value: {plus: [1, $more]}}
      nothing: {(nothing), value: 0}
    default: two
  how-many-more: {(how many more), readings: {one: {(one), value: 1}, four: {(four), value: 4}}, default: one}
  which:
    (which)
    readings: {all: {(all), value: [knots, tides]}, some: {(some), value: [knots]}}
    default: all
"""
RULE = "count: {entries: lesson, where: {topic: $topics}}\nat_least: $wanted"


def found(log: str, on: str = LAST_DAY, *, rules: str = OPEN, rule: str = RULE, **supposed: str) -> Standing:
    case = case_of(one_rule(rule, rules, ""), log)
    case = case._replace(readings={name.replace("_", "-"): reading for name, reading in supposed.items()})
    return with_readings(case, evaluate(case, date.fromisoformat(on)))


def ways(unders: Unders) -> list[str]:
    """The ways that lead elsewhere, as `question=reading … status`."""
    changed = (" ".join(f"{q.id}={r.id}" for q, r in under.changed) for under in unders.differing)
    return [f"{said} {under.status}" for said, under in zip(changed, unders.differing, strict=True)]


def only(standing: Standing) -> Unders:
    return next(iter(standing.unders.values()))


TWO_KNOTS = "2025-02-01 lesson topic: knots; 2025-02-02 lesson topic: knots"
KNOTS_AND_TIDES = "2025-02-01 lesson topic: knots; 2025-02-02 lesson topic: tides"


@pytest.mark.parametrize(
    ("log", "status", "expected"),
    [
        # two of two are there; only five (one and four more) would be too many
        (TWO_KNOTS, "met", ["how-many=computed how-many-more=four open"]),
        # with tides left out there is one, which is enough only where nothing is asked
        (KNOTS_AND_TIDES, "met", ["which=some open", "how-many=computed how-many-more=four open"]),
        # nothing is there: only where nothing is asked that is enough
        ("", "open", ["how-many=nothing met"]),
    ],
)
def test_the_fewest_changes_that_lead_elsewhere_are_named(log: str, status: str, expected: list[str]) -> None:
    unders = only(found(log))
    assert unders.status == status
    assert sorted(ways(unders)) == sorted(expected)
    assert not unders.same


def test_what_is_the_same_under_every_reading_is_said_to_be() -> None:
    six = "; ".join(f"2025-02-0{day} lesson topic: knots" for day in range(1, 7))
    unders = only(found(six))
    assert (unders.same, ways(unders)) == (True, [])
    # two, one and one, one and four, nothing: for each of them two kinds of topics; one of these eight is the used one
    assert len(unders.others) == 7


def test_a_question_that_is_asked_about_is_no_longer_open() -> None:
    standing = found(TWO_KNOTS, how_many="nothing", which="some")
    assert standing.unders == {}
    assert [(question.id, reading.id) for question, reading in standing.supposed] == [
        ("how-many", "nothing"), ("which", "some"),
    ]  # fmt: skip
    assert standing.checklists[0].results[0].need == 0


DECIDED = OPEN.replace("default: all", "default: all\n    decided: {reading: some, by: the board, on: 2025-06-01}")


@pytest.mark.parametrize(("on", "status", "open_"), [("2025-05-31", "met", True), ("2025-06-01", "open", False)])
def test_a_decision_closes_the_question_from_its_day_on(on: str, status: str, open_: bool) -> None:
    unders = only(found(KNOTS_AND_TIDES, on, rules=DECIDED))
    assert unders.status == status
    taken = {question.id for under in unders.others for question, _ in under.taken}
    assert ("which" in taken) is open_


def test_what_hangs_on_no_question_is_not_among_them() -> None:
    assert found(TWO_KNOTS, rule="count: lesson\nat_least: 2").unders == {}


MANY = "parameters:\n" + "".join(f"  p{n}: {{values: [{{from: 2020-01-01, question: q{n}}}]}}\n" for n in range(7))
MANY += "questions:\n" + "".join(
    f"  q{n}: {{(q{n}), readings: {{low: {{(low), value: 0}}, high: {{(high), value: 1}}}}, default: low}}\n"
    for n in range(7)
)
SUM = f"count: lesson\nat_least: {{plus: [{', '.join(f'$p{n}' for n in range(7))}]}}"


def test_of_too_many_ways_each_question_is_changed_by_itself() -> None:
    # seven questions with two readings are 128 ways; nothing is there, so that any one of them changes the answer
    unders = only(found("", rules=MANY, rule=SUM))
    assert not unders.complete
    assert not unders.same
    assert ways(unders) == [f"q{n}=high open" for n in range(7)]


def test_an_answer_that_no_change_alone_alters_is_not_said_to_be_the_same_where_not_all_ways_were_tried() -> None:
    two = "2025-02-01 lesson; 2025-02-02 lesson"  # enough for one, not for seven
    unders = only(found(two, rules=MANY, rule=SUM))
    assert (unders.same, ways(unders)) == (False, [])


@pytest.mark.parametrize(
    ("enrolled", "edition"),
    [
        ("2019-12-31", None),
        ("2020-01-01", "2020"),
        ("2022-12-31", "2020"),
        ("2023-01-01", None),
        ("2024-12-31", None),
        ("2025-01-01", "2025"),
    ],
)
def test_between_two_editions_none_holds(enrolled: str, edition: str | None) -> None:
    case = case_of(one_rule("count: lesson", "", ""), f"{enrolled} enrolment")
    old, new = case.programme.editions
    programme = case.programme._replace(editions=(old._replace(last_day=date(2022, 12, 31)), new))
    found = evaluate(case._replace(programme=programme), date.fromisoformat(LAST_DAY)).edition
    assert (found.id if found else None) == edition


@pytest.mark.parametrize(
    ("edition", "need"), [(None, 5), ("2020", 3), ("2025", 5)], ids=["its own", "earlier", "the same"]
)
def test_another_edition_can_be_supposed(edition: str | None, need: int) -> None:
    rules = "parameters: {wanted: {values: [{from: 2020-01-01, value: 3}, {from: 2025-01-01, value: 5}]}}"
    case = case_of(one_rule("count: lesson\nat_least: $wanted", rules, ""), "2025-02-01 enrolment")
    standing = evaluate(case._replace(edition=edition), date.fromisoformat(LAST_DAY))
    assert standing.checklists[0].results[0].need == need
    assert standing.supposed_edition is (edition is not None)

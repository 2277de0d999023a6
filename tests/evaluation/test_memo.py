"""What evaluations of several records share: values of the right day and track, and no more than fits."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation.sailing import case_of, one_rule
from kio.evaluation import memo as memos
from kio.evaluation.engine import evaluate
from kio.evaluation.memo import Memo, Remembered

DAY = date(2030, 12, 31)
BORDERS = one_rule("count: {entries: lesson, where: {hours: {at_least: $hours}}}\nat_least: $wanted", """
questions:
  how:
    title: {nl: hoe, en: how}
    default: four
    readings:
      four: {title: {nl: vier, en: four}, value: 4}
      six: {title: {nl: zes, en: six}, value: 6}
parameters:
  hours: {values: [{from: 2020-01-01, value: 1}, {from: 2025-01-01, value: 2}]}
  wanted:
    values:
      - {from: 2020-01-01, value: 3}
      - {from: 2024-01-01, question: how}
      - {from: 2025-01-01, until: 2025-06-30, tracks: [yacht], value: 7}
""")  # fmt: skip
PLACES = "harbour", "pier"
LOG = "2025-01-03 lesson hours: 1; 2025-01-04 lesson hours: 2"


def test_what_binds_one_does_not_bind_another() -> None:
    """By hand: need by the day of enrolment and the track, what counts by the hours of that day, and the question."""
    expected = {
        ("2019-12-31", "dinghy"): (None, 2, []),  # no value yet, not of the hours either
        ("2020-01-01", "dinghy"): (3, 2, []),
        ("2023-12-31", "dinghy"): (3, 2, []),
        ("2024-01-01", "dinghy"): (4, 2, ["how"]),
        ("2024-12-31", "yacht"): (4, 2, ["how"]),
        ("2025-01-01", "dinghy"): (4, 1, ["how"]),
        ("2025-01-01", "yacht"): (7, 1, []),
        ("2025-06-30", "yacht"): (7, 1, []),
        ("2025-07-01", "yacht"): (4, 1, ["how"]),
    }
    shared: Memo | None = None
    for (day, track), (need, have, questions) in (*expected.items(), *reversed(expected.items())):
        case = case_of(BORDERS, f"{day} enrolment; {LOG}", track=track)
        shared = shared or Memo(case.programme)
        result = evaluate(case, DAY, shared).checklists[0].results[0]
        assert (result.need, [question.id for question, _ in result.why.readings]) == (need, questions), (day, track)
        assert day == "2019-12-31" or result.have == have, (day, track)


APART = {
    "by the day of the entry": ("lesson, where: {teacher: {role: skipper, certified: yes}}", {
        "2025-02-01 lesson teacher: dirk": "met",
        "2025-07-01 lesson teacher: dirk": "open",
        "2025-04-15 lesson teacher: dirk": "open",  # between two roles
    }),
    "by another day of the entry": ("lesson, where: {teacher: {role: skipper, certified: yes, on: start}}", {
        "2025-07-01 lesson teacher: dirk, start: 2025-02-01": "met",
        "2025-07-01 lesson teacher: dirk, start: 2025-06-30": "open",
    }),
    "by a day of the record": ("lesson, where: {date: {after: {first: exam}}}", {
        "2025-02-01 lesson; 2025-01-01 exam": "met",
        "2025-02-01 lesson; 2025-03-01 exam": "open",
    }),
    "by other entries": ("exam, where: {voyages: {refers_to: {entries: voyage}}}", {
        "2025-02-01 exam voyages: [v]; 2025-01-01 voyage voyage: v": "met",
        "2025-02-01 exam voyages: [v]; 2025-01-01 voyage voyage: w": "open",
    }),
    "by the type of the entry": ("[licence, swim], where: {proof: [a.pdf, b.pdf]}", {
        "2025-02-01 licence": "open",  # evidence that is not there
        "2025-02-01 swim": "review",  # a text that was not written down
    }),
    "by another field": ("lesson, where: {any: [{topic: knots}, {form: group}]}", {
        "2025-02-01 lesson topic: tides, form: group": "met",
        "2025-02-01 lesson topic: tides, form: single": "open",
    }),
}  # fmt: skip


@pytest.mark.parametrize(("selection", "logs"), APART.values(), ids=APART)
def test_what_is_said_of_one_is_not_said_of_another(selection: str, logs: dict[str, str]) -> None:
    more = "entries: {swim: {(swim), fields: {proof: {type: text, (proof)}}}}"
    rules = one_rule(f"count: {{entries: {selection}}}\nat_least: 1", more)
    shared = Memo(case_of(rules, "").programme)
    for log, status in (*logs.items(), *reversed(logs.items())):
        assert evaluate(case_of(rules, log), DAY, shared).checklists[0].results[0].status == status, log


@pytest.mark.parametrize(("most", "kept"), [(0, 8), (7, 8), (8, 16), (100, 16)])
def test_verdicts_are_forgotten_when_there_are_very_many(most: int, kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memos, "MOST_KEPT", most)
    rules = one_rule("count: {entries: lesson, where: {place: [harbour-3, harbour-4]}}\nat_least: 2")
    days = range(1, 9)
    cases = [
        case_of(rules, "; ".join(f"2025-01-{day:02} lesson place: {place}-{day}" for day in days)) for place in PLACES
    ]
    memo = Memo(cases[0].programme)
    assert [evaluate(case, DAY, memo).checklists[0].results[0].have for case in cases] == [2, 0]
    condition = cases[0].programme.checklists[0].requirements[0].kind.measure.selection.where  # type: ignore[union-attr]
    judge = memo.judges[id(condition)]
    assert isinstance(judge, Remembered)
    assert sum(map(len, judge.verdicts.values())) == kept
    assert [evaluate(case, DAY, memo).checklists[0].results[0].have for case in cases] == [2, 0]


def test_a_value_that_is_a_mapping_can_be_tested() -> None:
    more = "entries: {trial: {(trial), fields: {sheet: {type: marks, (sheet)}}}}"
    rules = one_rule("count: {entries: trial, where: {sheet: {present: yes}}}\nat_least: 1", more)
    case = case_of(rules, "2025-01-03 trial sheet: {steering: 3}; 2025-01-04 trial")
    result = evaluate(case, DAY).checklists[0].results[0]
    assert result.have == 1
    assert len(result.why.not_counted) == 1

"""What holds of every log, of the shipped programme and of the small one."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.logs import DAYS, cut, distinct, entries, logs
from evaluation.sailing import as_json, document, in_full, people, school, trainee
from kio.evaluation.engine import evaluate
from kio.evaluation.explaining import Explained
from kio.evaluation.memo import Memo
from kio.evaluation.result import Result, Standing
from kio.evaluation.view import Case
from kio.models.record import Trainee
from kio.programme.model import Programme
from kio.records import read_trainee
from kio.vocabulary import Vocabulary
from kio.workspace import Workspace

RULES = """
checklists:
  - id: c
    (c)
    requirements:
      - {<lessons>, count: {entries: lesson, where: {passed: true}}, at_least: 3}
      - id: hours
        (hours)
        sum: {entries: lesson, of: hours, each_at_most: 2, caps: [{where: {form: group}, at_most: 3}]}
        at_least: 6
      - id: topics
        (topics)
        distinct: {entries: lesson, of: topic, where: {teacher: {role: skipper, certified: yes}}}
        at_least: 2
      - {<span>, span: {entries: voyage, unit: months}, at_least: 6}
      - id: weighed
        (weighed)
        count: {entries: lesson, weights: [{where: {form: group}, counts: 2}, {counts: {field: size}}]}
        at_least: 4
      - {<named>, count: {entries: exam, where: {voyages: {refers_to: {selection: logged}}}}}
      - {<months>, groups: {entries: lesson, by: month, each: {sum: {of: hours}, at_least: 1}, at_least: 3}}
      - {<waters>, groups: {entries: voyage, by: waters, keys: [lake, sea], each: {count: {}}}}
      - {<any>, any: [{<a>, count: {entries: exam, where: {outcome: pass}}}, {<b>, count: licence, at_least: 2}]}
      - {<all>, all: [{<a>, count: {entries: exam, where: {score: {at_least: 70}}}}, {<b>, count: {selection: nights}}]}
      - id: chain
        (chain)
        steps: [{(one), entries: lesson}, {(two), selection: logged}, {(three), entries: exam}]
  - id: d
    (d)
    relevant_from: {met: [c/lessons, c/hours]}
    requirements:
      - {<last>, count: {entries: exam, pick: last, must: {outcome: pass}}}
      - {<first>, count: {entries: exam, where: {part: theory}, pick: first, must: {score: {at_least: 70}}}}
      - {<few>, count: {entries: lesson, where: {passed: false}}, at_most: 1}
      - {<two>, count: {entries: voyage, where: {night: true}}, exactly: 2}
      - {<none>, not: {count: {entries: exam, where: {outcome: fail}}}}
      - {<valid>, count: {entries: licence, where: {valid_until: {on_or_after: today, missing: yes}}}}
      - {<chosen>, count: {entries: exam, where: {voyages: {is: chosen}}}}
      - {<third>, count: {entries: voyage, where: {position: {in: nights, at_least: 3}}}}
      - {<term>, elapsed: {months: 6, after: {first: lesson}}}
      - id: soon
        (soon)
        count: voyage
        deadline: {months: 3, after: {first: lesson}}
        closes: {after: {first: exam}}
      - {<then>, count: exam, waits_for: {met: c/lessons}, when: {count: {entries: lesson, where: {form: group}}}}
      - {<free>, tracks: [yacht], met: c}
selections:
  nights: {entries: voyage, where: {night: true}}
  logged: {entries: voyage, where: {logged: {present: yes}}}
picks:
  chosen:
    take: voyages
    first_known: [{entries: exam, about: {outcome: pass}, pick: first}, {entries: exam, pick: last}]
"""
QUICK = settings(max_examples=25, deadline=None, derandomize=True)
MOVES = frozenset({"exception", "dispensation", "track_change", "switch", "edition", "move"})


@cache
def shipped() -> Programme:
    """The programme of this repository."""
    programme = Workspace(Path(__file__).parents[2]).programme("kio")
    assert programme is not None
    return programme


def small() -> Programme:
    """The sailing school with a rule of nearly every kind."""
    return school(RULES)


class School(NamedTuple):
    """A programme, a track of it and what stands in the header."""

    programme: Callable[[], Programme]
    track: str
    header: str = ""

    def case(self, log: list[str]) -> Case:
        programme = self.programme()
        text = f"id: tess\nname: Tess\ntrack: {self.track}\n{self.header}\nlog: [{', '.join(log)}]\n"
        read = read_trainee(document(text, "tess"), programme, vocabulary(self.programme), [])
        assert read is not None
        assert len(read.log) == len(log)
        return Case(programme, distinct(read), people(), {"other-0": other(self.programme)})


@cache
def vocabulary(programme: Callable[[], Programme]) -> Vocabulary:
    return Vocabulary(programme().entries)


@cache
def other(programme: Callable[[], Programme]) -> Trainee:
    return trainee(programme(), "", list(programme().tracks)[1], "other-0")


SCHOOLS = [
    School(small, "dinghy", "mentor: {of: other-0}"),
    School(shipped, "therapist"),
    School(shipped, "coach"),
    School(shipped, "auditor", "auditor: {basis: partner, of: other-0}"),
]
every_school = pytest.mark.parametrize("given_school", SCHOOLS, ids=lambda one: f"{one.programme.__name__}-{one.track}")


def on(case: Case, day: date) -> Standing:
    return evaluate(case, day)


@every_school
@QUICK
@given(data=st.data(), day=DAYS)
def test_the_order_of_lines_is_irrelevant(given_school: School, data: st.DataObject, day: date) -> None:
    case = given_school.case(data.draw(logs(given_school.programme())))
    shuffled = data.draw(st.permutations(case.trainee.log))
    found = on(case, day)
    again = on(case._replace(trainee=case.trainee._replace(log=tuple(shuffled))), day)
    assert in_full(again).checklists == in_full(found).checklists
    assert as_json(again) == as_json(found)


@every_school
@QUICK
@given(data=st.data(), day=DAYS)
def test_what_was_found_for_others_changes_nothing(given_school: School, data: st.DataObject, day: date) -> None:
    some = data.draw(st.lists(logs(given_school.programme()), min_size=3, max_size=3))
    others = [given_school._replace(track=track, header="") for track in given_school.programme().tracks]
    cases = [one.case(log) for one in (given_school, *others) for log in some]
    memo = Memo(given_school.programme())
    for case in (*cases, *reversed(cases)):
        assert in_full(evaluate(case, day, memo)) == in_full(evaluate(case, day))


@every_school
@QUICK
@given(data=st.data(), day=DAYS)
def test_what_was_worked_out_is_forgotten_with_the_standing(
    given_school: School, data: st.DataObject, day: date
) -> None:
    """At once: a cohort would fill the memory with what waits for a collection of what refers to itself."""
    case = given_school.case(data.draw(logs(given_school.programme())))
    gc.disable()
    try:
        found = on(case, day)
        assert as_json(found)
        views = [weakref.ref(result.why._view) for result in found.results() if isinstance(result.why, Explained)]
        del found
        assert [view() for view in views] == [None] * len(views)
    finally:
        gc.enable()


def without_plans(value: Any) -> Any:
    """The answer without what is planned: entries of a later day are named there and nowhere else."""
    if isinstance(value, dict):
        return {key: without_plans(item) for key, item in value.items() if key != "planned"}
    if isinstance(value, list):
        return [without_plans(item) for item in value]
    return value


@every_school
@QUICK
@given(data=st.data(), day=DAYS)
def test_the_past_is_the_record_cut_at_that_day(given_school: School, data: st.DataObject, day: date) -> None:
    case = given_school.case(data.draw(logs(given_school.programme())))
    then = case._replace(trainee=cut(case.trainee, case.programme, day))
    assert without_plans(as_json(on(case, day))) == without_plans(as_json(on(then, day)))


LASTING = {
    "small": {f"c/{name}" for name in (
        "lessons", "hours", "topics", "span", "weighed", "named", "months", "waters", "any", "all", "chain",
    )} | {"d/term"},
    "shipped": {f"part-1/module-{number}" for number in (1, 2, 3, 4)}
    | {"part-1/recording-appreciation", "part-1/recording-dialogue"}
    | {f"admission/{name}" for name in ("relationship-weekend", "degree", "training-agreement", "study-in-progress")}
    | {f"certification/{name}" for name in (
        "modules", "recordings", "supervision", "paper-halfway", "paper-certification", "assistance", "project",
        "part-2-duration", "endorsement", "certification-contract",
    )},
}  # fmt: skip
"""No validity that ends, no pick, no upper bound, no negation: what was met stays met as time goes by."""


def by_name(standing: Standing, names: set[str]) -> dict[str, Result]:
    return {result.name: result for part in standing.checklists for result in part.results if result.name in names}


def test_the_named_requirements_exist() -> None:
    for programme in (small, shipped):
        known = {f"{part.id}/{item.id}" for part in programme().checklists for item in part.requirements}
        assert LASTING[programme.__name__] <= known
        assert GROWING[programme.__name__] <= known


@every_school
@QUICK
@given(data=st.data(), days=st.tuples(DAYS, DAYS))
def test_a_later_day_loses_no_past_fact(given_school: School, data: st.DataObject, days: tuple[date, date]) -> None:
    case = given_school.case(data.draw(logs(given_school.programme(), MOVES)))
    names = LASTING[given_school.programme.__name__]
    before, after = (by_name(on(case, day), names) for day in sorted(days))
    lost = [name for name, result in before.items() if result.status == "met" and after[name].status != "met"]
    moved = [
        name for name, result in before.items() if result.why.met_on and after[name].why.met_on != result.why.met_on
    ]
    assert (lost, moved) == ([], [])


GROWING = {
    "small": {f"c/{name}" for name in (
        "lessons", "hours", "topics", "span", "named", "months", "waters", "any",
    )},
    "shipped": {f"part-1/module-{number}" for number in (1, 2, 3, 4)}
    | {f"admission/{name}" for name in ("degree", "training-agreement", "study-in-progress")}
    | {f"certification/{name}" for name in (
        "modules", "recordings", "supervision", "paper-halfway", "paper-certification", "assistance",
        "part-2-duration", "endorsement", "certification-contract",
    )},
}  # fmt: skip
"""Enough of something, with no term that another entry moves to its disadvantage.

`all` is not among them: its worst part decides, and one to be judged (review) hides one that is open until it is met.
"""
RANK = {"not_applicable": 0, "failed": 0, "open": 1, "waiting": 1, "review": 2, "met": 3}


@every_school
@QUICK
@given(data=st.data(), day=DAYS)
def test_more_evidence_never_lowers_a_status(given_school: School, data: st.DataObject, day: date) -> None:
    programme = given_school.programme()
    log = data.draw(logs(programme, MOVES))
    more = data.draw(entries(programme, tuple(name for name in programme.entries if name not in MOVES)))
    names = GROWING[given_school.programme.__name__]
    before, after = (by_name(on(given_school.case(lines), day), names) for lines in (log, [*log, more]))
    lowered = {
        name: (result.status.value, after[name].status.value)
        for name, result in before.items()
        if RANK[after[name].status] < RANK[result.status]
    }
    assert lowered == {}

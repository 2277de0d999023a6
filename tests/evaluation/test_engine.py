"""A requirement's result from its finding: conditions, terms and closing days; checklists, phases and the whole."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation.sailing import as_json, asked, case_of, judged, one_rule, people, school, standing, trainee
from kio.evaluation.engine import Engine, evaluate
from kio.evaluation.view import Case

VOYAGE = "2025-03-01 voyage voyage: a"


@pytest.mark.parametrize(
    ("closes", "log", "on", "expected"),
    [
        ("{after: {first: voyage}}", "", "2025-12-31", "open 0/1: nothing recorded yet"),
        ("{after: {first: voyage}}", VOYAGE, "2025-03-01", "open 0/1: nothing recorded yet"),
        ("{after: {first: voyage}}", VOYAGE, "2025-03-02",
         "failed 0/1: nothing recorded yet; this was possible until 1 Mar 2025"),
        ("{before: {first: voyage}}", VOYAGE, "2025-02-28", "open 0/1: nothing recorded yet"),
        ("{before: {first: voyage}}", VOYAGE, "2025-03-01",
         "failed 0/1: nothing recorded yet; this was possible before 1 Mar 2025"),
        ("{before: {first: voyage}}", VOYAGE, "2025-03-02",
         "failed 0/1: nothing recorded yet; this was possible before 1 Mar 2025"),
        ("{before: {first: voyage}}", f"{VOYAGE}; 2025-04-01 lesson passed: yes", "2025-12-31", "met 1/1: recorded"),
        # what is not certain can still be judged
        ("{before: {first: voyage}}", f"{VOYAGE}; 2025-02-01 lesson", "2025-12-31",
         "review 0/1: 1 to be judged; passed: not recorded"),
        ("{before: {first: voyage}}", f"{VOYAGE}; 2025-02-01 lesson passed: no", "2025-12-31",
         "failed 0/1: passed is no; this was possible before 1 Mar 2025"),
    ],
)  # fmt: skip
def test_what_closes(closes: str, log: str, on: str, expected: str) -> None:
    assert asked(f"count: {{entries: lesson, where: {{passed: true}}}}\ncloses: {closes}", log, on) == expected


@pytest.mark.parametrize(
    ("log", "on", "expected"),
    [
        ("", "2025-12-31", "waiting 0/1: its first day is not known yet"),
        (VOYAGE, "2025-02-28", "waiting 0/1: its first day is not known yet"),
        (VOYAGE, "2025-03-01", "open 0/1: nothing recorded yet"),
        ("2025-02-01 lesson passed: yes", "2025-12-31", "met 1/1: recorded"),
        ("2025-02-01 lesson", "2025-12-31", "review 0/1: 1 to be judged; passed: not recorded"),
        (
            "2025-02-01 lesson passed: no",
            "2025-12-31",
            "waiting 0/1: its first day is not known yet",
        ),
    ],
)
def test_what_waits(log: str, on: str, expected: str) -> None:
    assert asked("count: {entries: lesson, where: {passed: true}}\nwaits_for: {first: voyage}", log, on) == expected


def test_what_has_closed_does_not_wait() -> None:
    rule = "count: lesson\nwaits_for: {first: voyage}\ncloses: {after: {first: exam}}"
    assert asked(rule, "2025-01-01 exam")[:6] == "failed"


TERMS = "count: lesson\nearliest: {days: 1, after: {first: voyage}}\ndeadline: {months: 1, after: {first: voyage}}"
LATE = "2025-04-02 lesson"


@pytest.mark.parametrize(
    ("log", "on", "expected"),
    [
        ("", "2025-12-31", ("open", "None", "None", False)),
        (VOYAGE, "2025-03-01", ("open", "2025-03-02", "2025-04-01", False)),
        (VOYAGE, "2025-04-01", ("open", "2025-03-02", "2025-04-01", False)),
        (VOYAGE, "2025-04-02", ("open", "2025-03-02", "2025-04-01", True)),
        (f"{VOYAGE}; {LATE}", "2025-04-01", ("open", "2025-03-02", "2025-04-01", False)),
        (f"{VOYAGE}; {LATE}", "2025-04-02", ("met", "2025-03-02", "2025-04-01", False)),
        (f"{VOYAGE}; 2025-04-05 dispensation of: c/r, decision: requested", "2025-04-05",
         ("review", "2025-03-02", "2025-04-01", True)),
        (f"{VOYAGE}; 2025-04-05 dispensation of: c/r, decision: granted", "2025-04-05",
         ("waived", "2025-03-02", "2025-04-01", False)),
    ],
)  # fmt: skip
def test_terms(log: str, on: str, expected: tuple[str, str, str, bool]) -> None:
    result = judged(TERMS, log, on)
    assert (result.status, str(result.earliest), str(result.deadline), result.late) == expected


def test_an_elapsed_day_has_its_own_earliest_day() -> None:
    result = judged("elapsed: {months: 1, after: {first: voyage}}", VOYAGE, "2025-03-01")
    assert (result.status, str(result.earliest), result.why.met_on) == ("waiting", "2025-04-01", None)
    given = judged("elapsed: {months: 1, after: {first: voyage}}\nearliest: {first: voyage}", VOYAGE, "2025-03-01")
    assert str(given.earliest) == "2025-03-01"


def test_what_is_not_asked_says_nothing_else() -> None:
    result = judged(f"{TERMS}\nwhen: {{count: exam}}", VOYAGE, "2025-12-31")
    assert (result.status, result.beneath, result.have, result.deadline, result.late, result.why.evidence) == (
        "not_applicable", "not_applicable", None, None, False, (),
    )  # fmt: skip


CHECKLIST = {
    "met": "{<met>, count: lesson}",
    "open": "{<open>, count: exam}",
    "waiting": "{<waiting>, elapsed: {first: exam}}",
    "review": "{<review>, count: {entries: lesson, where: {passed: true}}}",
    "failed": "{<failed>, count: exam, closes: {after: {first: lesson}}}",
    "waived": "{<waived>, count: exam}",
    "absent": "{<absent>, when: {count: exam}, count: exam}",
    "yacht": "{<yacht>, tracks: [yacht], count: exam}",
}


@pytest.mark.parametrize(
    ("names", "expected", "met", "of"),
    [
        ("met", "met", 1, 1), ("met waived", "met", 2, 2), ("met waiting", "waiting", 1, 2),
        ("waiting open", "open", 0, 2), ("open review met", "review", 1, 3), ("review failed open", "failed", 0, 3),
        ("absent met", "met", 1, 1), ("absent open", "open", 0, 1), ("absent", "not_applicable", 0, 0),
        ("yacht met", "met", 1, 1),
    ],
)  # fmt: skip
def test_a_checklist(names: str, expected: str, met: int, of: int) -> None:
    rules = f"checklists: [{{<c>, requirements: [{', '.join(CHECKLIST[name] for name in names.split())}]}}]"
    log = "2025-01-01 lesson; 2025-01-02 dispensation of: c/waived, decision: granted"
    found = standing(rules, log)
    assert (found.checklists[0].status, found.met, found.of) == (expected, met, of)
    assert len(found.results()) == of


def test_a_checklist_of_another_track_is_left_out() -> None:
    first, second = "[{<a>, tracks: [yacht], count: exam}]", "[{<a>, count: exam}]"
    rules = f"checklists: [{{<c>, requirements: {first}}}, {{<c-2>, requirements: {second}}}]"
    assert [part.checklist.id for part in standing(rules, "").checklists] == ["c-2"]
    assert [part.checklist.id for part in standing(rules, "", track="yacht").checklists] == ["c", "c-2"]


@pytest.mark.parametrize(("on", "relevant"), [("2025-02-28", False), ("2025-03-01", True)])
def test_a_checklist_becomes_relevant(on: str, relevant: bool) -> None:
    parts = "requirements: [{<a>, count: exam}]"
    rules = f"checklists: [{{<c>, relevant_from: {{first: voyage}}, {parts}}}, {{<d>, {parts}}}]"
    assert [part.relevant for part in standing(rules, VOYAGE, on).checklists] == [relevant, True]


PHASES = """
phases:
  - {<licensed>, tracks: [yacht], when: {count: licence}}
  - {<examined>, when: {count: {entries: exam, where: {outcome: pass}}}}
  - {<afloat>, when: {met: c}}
checklists: [{<c>, requirements: [{<r>, count: voyage}]}]
"""


@pytest.mark.parametrize(
    ("log", "track", "expected"),
    [
        ("", "dinghy", "sailing"),
        (VOYAGE, "dinghy", "afloat"),
        (f"{VOYAGE}; 2025-04-01 exam outcome: pass", "dinghy", "examined"),
        # unknown is not yes
        (f"{VOYAGE}; 2025-04-01 exam score: 50", "dinghy", "afloat"),
        ("2025-04-01 licence", "dinghy", "sailing"),
        (f"{VOYAGE}; 2025-04-01 exam outcome: pass; 2025-04-01 licence", "yacht", "licensed"),
        ("2025-04-01 dispensation of: c/r, decision: granted", "dinghy", "afloat"),
        ("2025-04-01 withdrawal", "dinghy", "withdrawn"),
        ("2026-01-01 withdrawal", "dinghy", "sailing"),
    ],
)
def test_the_first_phase_that_holds(log: str, track: str, expected: str) -> None:
    assert standing(PHASES, log, track=track).phase.id == expected


@pytest.mark.parametrize(
    ("log", "track", "expected"),
    [
        ("", "dinghy", {"sailing"}),
        (VOYAGE, "dinghy", {"sailing", "afloat"}),
        (f"{VOYAGE}; 2025-04-01 exam outcome: pass", "dinghy", {"sailing", "afloat", "examined"}),
        (f"{VOYAGE}; 2025-04-01 exam score: 50", "dinghy", {"sailing", "afloat"}),  # unknown is not yes
        ("2025-04-01 licence", "dinghy", {"sailing"}),  # a phase of another track
        ("2025-04-01 licence", "yacht", {"sailing", "licensed"}),
        ("2025-04-01 withdrawal; 2025-04-01 licence", "yacht", {"sailing", "licensed", "withdrawn"}),
    ],
)
def test_a_phase_may_hold_after_the_first_one(log: str, track: str, expected: set[str]) -> None:
    engine = Engine(case_of(PHASES, log, track=track), date(2025, 12, 31))
    phases = ["withdrawn", "licensed", "examined", "afloat", "sailing", "unknown"]
    assert {phase for phase in phases if engine.is_in(phase)} == expected


def test_each_answer_is_about_the_same_day() -> None:
    found = standing(one_rule("count: lesson"), "2025-01-01 lesson", "2025-01-01")
    assert (found.on, found.trainee.id, found.programme.id) == (date(2025, 1, 1), "tess", "sailing")
    assert as_json(found)["as_of"] == "2025-01-01"


def test_the_same_arguments_give_the_same_answer() -> None:
    programme = school(one_rule("count: lesson\nat_least: 2"))
    case = Case(programme, trainee(programme, "2025-01-01 lesson; 2025-02-01 lesson"), people())
    days = [date(2025, 1, 15), date(2025, 2, 1), date(2025, 1, 15)]
    assert [evaluate(case, day).met for day in days] == [0, 1, 0]

"""Actions with their details, for one trainee and for a cohort in one process and in several."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from checking.pottery import RULES
from evaluation.sailing import case_of
from test_rows import DAY, many

from kio.actions import Action, worded
from kio.evaluation.engine import engine_for, standing_of
from kio.evaluation.view import Case
from kio.locale import say
from kio.programme.language import Number
from kio.programme.reminder import Lead
from kio.worklist.cohort import Work, Worklist, works
from kio.worklist.details import detailed, todo_of, work_of
from kio.workspace import Workspace

WHAT = "what: {nl: a, en: a}"
RULES_OF_ALL = f"""
checklists:
  - id: c
    (c)
    requirements:
      - {{<plain>, count: voyage}}
      - {{<told>, count: enrolment, act: {{who: trainee, {WHAT}, record: {{entries: exam, fields: score}}}}}}
      - {{<judged>, count: {{entries: lesson, where: {{topic: knots}}}}}}
      - {{<asked>, count: exam}}
      - {{<closed>, count: exam, closes: {{after: 2025-01-01}}}}
      - {{<waived>, count: exam}}
      - {{<waits>, count: exam, act: {{who: skipper, {WHAT}, once: c/plain}}}}
      - {{<after>, count: exam, act: {{who: skipper, {WHAT}, once: c/waived, record: exam}}}}
actors: {{skipper: {{(skipper)}}}}
reminders:
  - {{<renew>, for: licence, act: {{who: skipper, {WHAT}, record: {{entries: licence, fields: valid_until}}}}}}
  - {{<just>, for: licence, act: {{who: trainee, {WHAT}}}}}
  - {{<later>, act: {{who: trainee, {WHAT}, once: c/plain}}}}
  - {{<ahead>, due: 2026-12-31, ahead: {{months: 6}}, act: {{who: trainee, {WHAT}}}}}
  - {{<over>, due: 2025-06-29, act: {{who: trainee, {WHAT}}}}}
phases:
  - {{<sea>, when: {{elapsed: today}}, act: {{who: trainee, {WHAT}, record: leave}}}}
"""
LOG = """
2025-01-01 lesson hours: 1
2025-01-02 dispensation of: c/asked, decision: requested
2025-01-03 dispensation of: c/waived, decision: granted, until: 2025-12-31
2025-01-04 licence issuer: A
"""
ON = date(2025, 6, 30)


def case(log: str = LOG) -> Case:
    """With exceptions whose end is told half a year ahead: 31 December less six months is 30 June."""
    found = case_of(RULES_OF_ALL, log)
    assert found.programme.exceptions is not None
    rule = found.programme.exceptions._replace(ahead=Lead(Number(Decimal(6)), "months"))
    return found._replace(programme=found.programme._replace(exceptions=rule))


def line(action: Action) -> str:
    """The kind, the name, and what is to be recorded."""
    said = "; ".join(f"{say(item.entries, 'en')}: {say(item.fields, 'en')}" for item in action.evidence)
    return f"{action.kind} {action.name} [{said}]"


def test_every_kind_with_what_is_to_be_recorded() -> None:
    _, found = work_of(case(), ON)
    assert [line(action) for action in found] == [
        "reminder over []",
        "phase phase [leave: ]",
        "exception c/waived [dispensation: decision, of]",
        "requirement c/plain [voyage: voyage]",
        "requirement c/told [exam: score]",
        "requirement c/judged []",
        "exception c/asked [dispensation: decision, of]",
        "exception c/closed [dispensation: decision, of]",
        "requirement c/after [exam: ]",
        "reminder renew [licence: valid until]",
        "reminder just []",
    ]
    assert [(action.until, action.late) for action in (found[0], found[2])] == [
        (date(2025, 6, 29), True),
        (date(2025, 12, 31), False),
    ]


def test_a_reminder_waits_as_a_requirement_does() -> None:
    _, found = work_of(case(f"{LOG}\n2025-02-01 voyage voyage: v"), ON)
    assert [action.name for action in found if action.name in ("later", "c/waits")] == ["c/waits", "later"]


def test_what_waits_is_told_of_what_is_to_be_done_alone() -> None:
    """What is waived keeps nothing waiting, also when something is to be done for it."""
    _, found = work_of(case(), ON)
    told = {action.name: [one.id for one in action.unlocks] for action in found if action.unlocks}
    assert told == {"c/plain": ["c/waits"]}


def test_with_links_of_ones_own_it_is_the_same() -> None:
    engine = engine_for(case(), ON)
    standing = standing_of(engine)
    todo = todo_of(case(), engine, standing)
    assert detailed(standing, map(worded, todo)) == work_of(case(), ON)[1]
    assert detailed(standing, ()) == ()


# --- a cohort


@pytest.mark.parametrize("processes", [1, 2, None])
def test_everybody_in_order(processes: int | None, tmp_path: Path) -> None:
    workspace = Workspace(many(tmp_path))
    found = list(works(workspace, DAY, processes))
    assert [work.row.id if work else None for work in found] == [
        None if number == 9 else f"r-{number:02}" for number in range(20)
    ]  # fmt: skip
    alone = Workspace(workspace.root)
    for work in (work for work in found if work):
        trainee = alone.trainee(work.row.id)
        assert trainee is not None
        assert work.actions == work_of(alone.case(trainee), DAY)[1]
        assert work.row.next == (work.actions[0] if work.actions else None)


def test_of_a_record_only_its_work_is_kept(tmp_path: Path) -> None:
    workspace = Workspace(many(tmp_path))
    found = [work for work in works(workspace, DAY, 1) if work]
    assert {type(work) for work in found} == {Work}
    assert [name for name in workspace._documents if "trainees" in name] == ["records/trainees/r-09.yaml"]


def test_nobody_is_judged_by_rules_with_errors(tmp_path: Path) -> None:
    workspace = Workspace(many(tmp_path, RULES.replace("count: pot", "cuont: pot")))
    assert Worklist(workspace, DAY).work("r-00") is None

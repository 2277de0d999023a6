"""Every case of tests/cases/readings: what another reading of the sources changes, worked out by hand.

A case of status.yaml is a record as in tests/cases/*.yaml, a `reading` ({question: reading}), a `day`, and what is
expected on it by `default` and by the `other` reading. One of cost.yaml has `args` (an applicant) or a record, and what
is expected of the quote, as tests/test_cost_cases.py writes it, also `payees` and `listed_on` by line.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_cases import CASES, Record, answers, load, of_json, of_results, shipped, workspace_of
from test_cost_cases import compare, run
from test_cost_cases import said as said_of_quote

from kio.evaluation.engine import evaluate
from kio.programme.model import Decision
from kio.render.json import status_json

FOLDER = CASES / "readings"


def cases(name: str) -> Iterator[Any]:
    for case in load(FOLDER / name):
        [(question, reading)] = case["reading"].items()
        yield pytest.param(case, id=f"{question}={reading}: {case['case']}")


@pytest.mark.parametrize("case", list(cases("status.yaml")))
def test_another_reading_changes_what_is_expected(case: Record, tmp_path: Path) -> None:
    workspace, identifier = workspace_of(case, tmp_path)
    trainee = workspace.trainee(identifier)
    assert trainee is not None
    for readings, expected in (({}, case["default"]), (case["reading"], case["other"])):
        asked = workspace.case(trainee)._replace(readings=readings)
        standing = evaluate(asked, date.fromisoformat(case["day"]))
        for said in (of_results(standing), of_json(status_json(standing, (), (), "en"))):
            wanted, found = answers(expected, said)
            assert found == wanted


@pytest.mark.parametrize("case", list(cases("cost.yaml")))
def test_another_reading_costs_what_is_expected(
    case: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kio.app.LANGUAGE", "en")
    (tmp_path / "records" / "trainees").mkdir(parents=True)
    asked = shlex.split(case["args"]) if "args" in case else [workspace_of(case, tmp_path / "work")[1]]
    root = tmp_path if "args" in case else tmp_path / "work"
    [(question, reading)] = case["reading"].items()
    for options, expected in (([], case["default"]), (["--reading", f"{question}={reading}"], case["other"])):
        command = ("-C", str(root), "--on", case["day"], "cost", *asked, *options, "--json")
        code, out, err = run(capsys, *command)
        assert code == 0, err
        answer = json.loads(out)
        beside = {
            "payees": {line["id"]: line["payee"] for line in answer["lines"]},
            "listed_on": {line["id"]: line["listed_on"] for line in answer["lines"]},
        }
        compare(expected, {**said_of_quote(answer), **beside}, case["day"])
        assert answer["supposed"] == {"readings": case["reading"] if options else {}}


def test_every_reading_but_the_defaults_has_a_case() -> None:
    questions = shipped(CASES).questions.values()
    wanted = {(one.id, reading) for one in questions for reading in one.readings if reading != one.default}
    every = [case for name in ("status.yaml", "cost.yaml") for case in load(FOLDER / name)]
    assert {item for case in every for item in case["reading"].items()} == wanted


def test_some_case_of_every_reading_changes_something() -> None:
    every = [case for name in ("status.yaml", "cost.yaml") for case in load(FOLDER / name)]
    changed = {item for case in every if case["default"] != case["other"] for item in case["reading"].items()}
    assert {item for case in every for item in case["reading"].items()} == changed


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-05-19", {"status": "met", "need": 6}),
        ("2024-05-20", {"status": "open", "need": 7}),
        ("2024-06-20", {"status": "open", "need": 7}),
    ],
)
def test_a_decision_changes_only_its_day_and_later_ones(day: str, expected: Record, tmp_path: Path) -> None:
    """Decided on 2024-05-20 that the final recording comes on top of the six, which were shown by 2024-05-08."""
    workspace, identifier = workspace_of({"base": "therapist"}, tmp_path)
    programme = shipped(CASES)
    decided = Decision("extra", "bestuur", date(2024, 5, 20), "2024-3")
    question = programme.questions["C13-final"]._replace(decided=decided)
    workspace._programmes["kio"] = programme._replace(questions={**programme.questions, question.id: question})
    trainee = workspace.trainee(identifier)
    assert trainee is not None
    standing = evaluate(workspace.case(trainee), date.fromisoformat(day))
    wanted, found = answers({"certification/recordings": expected}, of_results(standing))
    assert found == wanted

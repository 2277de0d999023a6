"""Every case of tests/cases: a whole record of the shipped programme, and what is expected of it on some days.

A file holds cases: `base` (a record of cases/base), `set` (keys of the header), `without` (entries dropped that have
these values), `with` (entries added), `also` (other records), `reversed` (the order of the log), and `days`: for each
day the phase, the progress, statuses and fields of requirements; an empty expectation means "does not apply". A new
file is found by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kio.evaluation.engine import evaluate
from kio.evaluation.result import Result, Standing
from kio.programme.model import Programme
from kio.render.json import number, status_json
from kio.workspace import Workspace

CASES = Path(__file__).parent / "cases"
ABSENT = "not_applicable"
Record = dict[str, Any]


def plain(value: Any) -> Any:
    """Days as texts, all the way down."""
    if isinstance(value, dict):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def load(path: Path) -> Any:
    return plain(yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506


def all_cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in load(path) if path.name != "people.yaml" else ():
            yield pytest.param(case, id=f"{path.stem}: {case['case']}")


@cache
def shipped(folder: Path) -> Programme:
    """The shipped programme, read once."""
    programme = Workspace(folder).programme("kio")
    assert programme is not None
    return programme


def record_of(case: Record) -> Record:
    """The base record with the case's changes."""
    record: Record = {**load(CASES / "base" / f"{case['base']}.yaml")}
    dropped = case.get("without", [])
    kept = [
        entry
        for entry in record["log"]
        if not any(all(entry.get(key) == value for key, value in drop.items()) for drop in dropped)
    ]
    log = kept + case.get("with", [])
    return {**record, "log": log[::-1] if case.get("reversed") else log, **case.get("set", {})}


def workspace_of(case: Record, folder: Path) -> tuple[Workspace, str]:
    trainees = folder / "records" / "trainees"
    trainees.mkdir(parents=True)
    people = (CASES / "people.yaml").read_text(encoding="utf-8")
    (folder / "records" / "people.yaml").write_text(people, encoding="utf-8")
    record = record_of(case)
    for written in (*(load(CASES / "base" / f"{other}.yaml") for other in case.get("also", [])), record):
        text = yaml.safe_dump(written, sort_keys=False, allow_unicode=True)
        (trainees / f"{written['id']}.yaml").write_text(text, encoding="utf-8")
    workspace = Workspace(folder)
    workspace._programmes["kio"] = shipped(CASES)
    return workspace, record["id"]


def of_results(standing: Standing) -> dict[str, Any]:
    """What the results say, by the name of the checklist or `checklist/requirement`; a part goes by its own id."""
    said: dict[str, Any] = {
        "phase": standing.phase.id,
        "progress": {"met": standing.met, "of": standing.of},
        **{part.checklist.id: {"status": part.status.value} for part in standing.checklists},
    }
    for part in standing.checklists:
        for result in part.results:
            add_results(said, part.checklist.id, result)
    return said


def add_results(said: dict[str, Any], checklist: str, result: Result) -> None:
    days = {"earliest": result.earliest, "deadline": result.deadline, "met_on": result.why.met_on}
    values = {"status": result.status.value, "have": number(result.have), "need": number(result.need)}
    said.setdefault(f"{checklist}/{result.requirement.id}", plain({**values, **days, "late": result.late}))
    for child in result.children:
        add_results(said, checklist, child)


def of_json(answer: Record) -> dict[str, Any]:
    """The same of what scripts see."""
    said: dict[str, Any] = {"phase": answer["phase"], "progress": answer["progress"]}
    for checklist in answer["checklists"]:
        said[checklist["id"]] = checklist
        for requirement in checklist["requirements"]:
            add_nodes(said, checklist["id"], requirement)
    return said


def add_nodes(said: dict[str, Any], checklist: str, node: Record) -> None:
    said.setdefault(f"{checklist}/{node['id']}", node)
    for child in node["children"]:
        add_nodes(said, checklist, child)


def answers(expected: Record, said: Record) -> tuple[Record, Record]:
    """What is expected and what is said of the same names and keys."""
    wanted, found = {}, {}
    for name, want in expected.items():
        got = said.get(name, {"status": ABSENT})
        if want is None:
            want = ABSENT  # noqa: PLW2901
        if isinstance(want, dict):
            found[name] = {key: got.get(key, "(no such key)") for key in want}
        else:
            found[name] = got if name == "phase" else got["status"]
        wanted[name] = want
    return wanted, found


@pytest.mark.parametrize("case", list(all_cases()))
def test_the_case_gives_what_is_expected(case: Record, tmp_path: Path) -> None:
    workspace, identifier = workspace_of(case, tmp_path)
    trainee = workspace.trainee(identifier)
    assert trainee is not None
    for day, expected in case["days"].items():
        standing = evaluate(workspace.case(trainee), date.fromisoformat(day))
        for said in (of_results(standing), of_json(status_json(standing, (), (), "en"))):
            wanted, found = answers(expected, said)
            assert {day: found} == {day: wanted}


def test_cases_are_found() -> None:
    assert len(list(all_cases())) > 200
    assert all(case.values[0]["days"] for case in all_cases())


def test_a_case_that_expects_something_else_fails(tmp_path: Path) -> None:
    case = {"case": "wrong", "base": "therapist", "days": {"2022-11-01": {"phase": "certified"}}}
    with pytest.raises(AssertionError, match="certified"):
        test_the_case_gives_what_is_expected(case, tmp_path)

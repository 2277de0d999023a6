"""Every case of tests/cases/work: what `kio next` says of a whole record of the shipped programme on some days.

As those of tests/cases, with `days`: for each day the names of actions (of the requirement or the reminder; `payment`,
`phase`; `NAME ends` for an exception that ends) with some of their fields, or nothing where there is no such action. A
list stands for several of one name. `log` replaces the whole log of the base, `readings`
are taken instead of those that hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_cases import CASES, Record, load, record_of, shipped

from kio.actions import Action
from kio.locale import say
from kio.render.json import action_json
from kio.worklist.details import work_of
from kio.workspace import Workspace

PEOPLE = (CASES / "people.yaml").read_text(encoding="utf-8")
WITHOUT_ACT = {"certification/part-2-duration"}
"""Time alone: nobody can do anything for it."""
ALWAYS_THE_SAME = {"certification-request", "phase"}
"""Without a term and in words that do not depend on the record."""


def all_cases() -> Iterator[Any]:
    for path in sorted((CASES / "work").glob("*.yaml")):
        for case in load(path):
            yield pytest.param(case, id=f"{path.stem}: {case['case']}")


def named_record(case: Record) -> Record:
    record = record_of(case)
    return {**record, "log": case["log"]} if "log" in case else record


def workspace_of(case: Record, folder: Path) -> tuple[Workspace, str]:
    trainees = folder / "records" / "trainees"
    trainees.mkdir(parents=True)
    (folder / "records" / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    record = named_record(case)
    for written in (record, *(named_record(other) for other in case.get("also", []))):
        text = yaml.safe_dump(written, sort_keys=False, allow_unicode=True)
        (trainees / f"{written['id']}.yaml").write_text(text, encoding="utf-8")
    workspace = Workspace(folder)
    workspace._programmes["kio"] = shipped(CASES)
    return workspace, record["id"]


def label(action: Action) -> str:
    ends = say(action.what, "en").startswith("decide what follows the exception that ends")
    return f"{action.name} ends" if ends else action.name


def said_on(
    workspace: Workspace, identifier: str, day: str, readings: Mapping[str, str] = {}
) -> dict[str, list[Record]]:
    trainee = workspace.trainee(identifier)
    assert trainee is not None
    found: dict[str, list[Record]] = defaultdict(list)
    for action in work_of(workspace.case(trainee)._replace(readings=readings), date.fromisoformat(day))[1]:
        found[label(action)].append(action_json(action, "en"))
    return found


def as_list(expected: Any) -> list[Record]:
    if expected is None:
        return []
    return expected if isinstance(expected, list) else [expected]


@pytest.mark.parametrize("case", list(all_cases()))
def test_the_work_is_what_is_expected(case: Record, tmp_path: Path) -> None:
    workspace, identifier = workspace_of(case, tmp_path)
    for day, expected in case["days"].items():
        found = said_on(workspace, identifier, day, case.get("readings", {}))
        for name, wanted in expected.items():
            actions = found.get(name, [])
            keys = [set(one) for one in as_list(wanted)]
            assert len(actions) == len(keys), (day, name, actions)
            said = [{key: action[key] for key in these} for action, these in zip(actions, keys, strict=True)]
            assert (day, name, said) == (day, name, as_list(wanted))


def stages(case: Record, name: str) -> list[Any]:
    return [expected[name] for expected in case["days"].values() if name in expected]


def is_shown(states: list[Any], name: str) -> bool:
    """Whether it is not there, then there, then otherwise, then gone."""
    waiting: list[Callable[[Any], bool]] = [lambda state: state is None, lambda state: state is not None]
    if name not in ALWAYS_THE_SAME:
        waiting.append(lambda state: state is not None and state != seen[1])
    waiting.append(lambda state: state is None)
    seen: list[Any] = []
    for state in states:
        if len(seen) < len(waiting) and waiting[len(seen)](state):
            seen.append(state)
    return len(seen) == len(waiting)


def names_of_all() -> set[str]:
    programme = shipped(CASES)
    requirements = {f"{part.id}/{one.id}" for part in programme.checklists for one in part.requirements}
    return {*requirements, *(one.id for one in programme.reminders), "payment", "phase"}


@pytest.mark.parametrize("name", sorted(names_of_all() - WITHOUT_ACT))
def test_every_action_appears_changes_and_vanishes_in_a_case(name: str) -> None:
    assert any(is_shown(stages(case.values[0], name), name) for case in all_cases())


def test_an_exception_that_ends_appears_changes_and_vanishes() -> None:
    name = "admission/degree ends"
    assert any(is_shown(stages(case.values[0], name), name) for case in all_cases())


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        ([None, {"late": False}, {"late": True}, None], True),
        ([None, {"late": False}, {"late": False}, {"late": True}, None, {"late": False}], True),
        ([{"late": False}, {"late": True}, None], False),
        ([None, {"late": False}, {"late": True}], False),
        ([None, {"late": False}, {"late": False}, None], False),
        ([None], False),
        ([], False),
    ],
)
def test_what_is_asked_of_the_cases(states: list[Any], shown: bool) -> None:
    assert is_shown(states, "admission/degree") == shown


def test_a_case_that_expects_something_else_fails(tmp_path: Path) -> None:
    case = {"case": "wrong", "base": "therapist", "days": {"2022-11-01": {"phase": {"who": "trainee"}}}}
    with pytest.raises(AssertionError, match="phase"):
        test_the_work_is_what_is_expected(case, tmp_path)

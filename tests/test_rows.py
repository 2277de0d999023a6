"""A line for everybody: the same in one process and in several, and little is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from checking.pottery import RULES, pottery, record

from kio.cohort import Cohort, Row, row_of, rows
from kio.worklist.details import work_of
from kio.workspace import Workspace

DAY = date(2026, 6, 1)


def many(root: Path, rules: str = RULES) -> Path:
    """Twenty records with no to two pots; the ninth cannot be read."""
    files: dict[str, str | bytes] = {"rules/pottery.yaml": rules}
    for number in range(20):
        pots = [f"{{date: 2026-01-{day:02}, type: pot, pot: p{day}}}" for day in range(1, 1 + number % 3)]
        files[f"records/trainees/r-{number:02}.yaml"] = record(f"r-{number:02}", *pots)
    files["records/trainees/r-09.yaml"] = "id: r-09\nname: a: b\n"
    return pottery(root, files, without=("records/trainees/anna.yaml",))


@pytest.mark.parametrize("processes", [1, 2, None])
def test_everybody_in_order(processes: int | None, tmp_path: Path) -> None:
    workspace = Workspace(many(tmp_path))
    found = list(rows(workspace, DAY, processes))
    assert [row.id if row else None for row in found] == [
        None if number == 9 else f"r-{number:02}" for number in range(20)
    ]  # fmt: skip
    alone = Workspace(workspace.root)
    for row in (row for row in found if row):
        trainee = alone.trainee(row.id)
        assert trainee is not None
        assert row == row_of(*work_of(alone.case(trainee), DAY))


def test_of_a_record_only_its_line_is_kept(tmp_path: Path) -> None:
    workspace = Workspace(many(tmp_path))
    found = [row for row in rows(workspace, DAY, 1) if row]
    assert len(found) == 19
    assert {type(row) for row in found} == {Row}
    assert [name for name in workspace._documents if "trainees" in name] == ["records/trainees/r-09.yaml"]
    assert set(workspace._trainees.values()) == {None}


def test_nobody_is_judged_by_rules_with_errors(tmp_path: Path) -> None:
    workspace = Workspace(many(tmp_path, RULES.replace("count: pot", "cuont: pot")))
    assert workspace.programme("pottery") is not None  # some of it could be read
    assert [Cohort(workspace, DAY).row(f"r-{number:02}") for number in range(3)] == [None] * 3

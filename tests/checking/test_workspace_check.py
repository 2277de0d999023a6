"""Checking a workspace: every file is read, and nothing stops at the first fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.pottery import FILES, RULES, TODAY, codes, fault, found_in, pottery, record
from kio.checking.workspace import check_workspace, record_problems, trainee_problems
from kio.workspace import Workspace

BEN = "records/trainees/ben.yaml"


def test_every_file_is_named_though_nothing_is_wrong(tmp_path: Path) -> None:
    root = pottery(tmp_path, {"kio.yaml": "language: nl\n", "records/trainees/_note.txt": "x"})
    found = check_workspace(Workspace(root), TODAY)
    assert found == {name: [] for name in sorted([*FILES, "kio.yaml"])}
    assert list(found) == sorted(found)


def test_the_problems_of_all_files_are_found_at_once(tmp_path: Path) -> None:
    root = pottery(
        tmp_path,
        {
            BEN: record("ben", "{date: 2026-01-10, type: potje}"),
            "records/trainees/cas.yaml": "id: cas\nname: [\n",
            "records/trainees/dot.yaml": "- a\n",
            "records/people.yaml": "gus: {name: Gus}\n",
            "records/groups/spring.yaml": "id: spring\n",
            "kio.yaml": "lang: nl\n",
            "rules/pottery/more.yaml": "lists: 3\n",
        },
    )
    found = found_in(root)
    assert {name: codes(problems) for name, problems in found.items()} == {
        "kio.yaml": ["unknown-key"],
        "records/groups/spring.yaml": ["missing-key"],
        "records/people.yaml": ["missing-key"],
        BEN: ["unknown-entry-type"],
        "records/trainees/cas.yaml": ["yaml-syntax"],
        "records/trainees/dot.yaml": ["not-a-mapping"],
        "rules/pottery/more.yaml": ["wrong-shape"],
    }


def test_an_unknown_role_is_found_whatever_is_read_first(tmp_path: Path) -> None:
    root = pottery(tmp_path, {"records/people.yaml": "gus: {name: Gus, roles: [{role: techer}]}\n"})
    [problem] = found_in(root)["records/people.yaml"]
    assert fault(problem) == (
        1, 33, "error", "unknown-role", "'techer' is not a role (did you mean 'teacher'?)",
    )  # fmt: skip


def test_without_rules_that_is_the_problem(tmp_path: Path) -> None:
    root = pottery(tmp_path, without=("rules/pottery.yaml",))
    (root / "rules").mkdir()
    found = found_in(root)
    assert [fault(problem) for problem in found["rules"]] == [(1, 1, "error", "no-rules", "there are no rules")]
    assert codes(found["records/trainees/anna.yaml"]) == ["missing-key"]
    assert set(found) == {"rules", "records/trainees/anna.yaml"}


@pytest.mark.parametrize("stem", ["Ben", "ben_2", "bén", "ben 2", "-ben", "b" * 65])
def test_the_name_of_a_file_has_to_be_an_id(stem: str, tmp_path: Path) -> None:
    name = f"records/trainees/{stem}.yaml"
    found = found_in(pottery(tmp_path, {name: record("ben")}))
    assert list(found) == [name]
    assert [fault(problem)[:4] for problem in found[name]] == [
        (1, 1, "error", "wrong-file-name"), (1, 5, "error", "id-not-file-name"),
    ]  # fmt: skip


def test_one_record_without_the_others(tmp_path: Path) -> None:
    files = {BEN: record("bob"), "records/trainees/cas.yaml": "id: [\n"}
    workspace = Workspace(pottery(tmp_path, files))
    assert codes(record_problems(workspace, "ben", TODAY)) == ["id-not-file-name"]
    assert codes(record_problems(workspace, "ben", TODAY)) == ["id-not-file-name"]  # not twice when asked twice
    assert codes(record_problems(workspace, "cas", TODAY)) == ["yaml-syntax"]
    assert record_problems(workspace, "anna", TODAY) == []


def test_a_record_whose_rules_cannot_be_read_is_not_checked(tmp_path: Path) -> None:
    workspace = Workspace(pottery(tmp_path))
    anna = workspace.trainee("anna")
    assert anna is not None
    (tmp_path / "rules/gone.yaml").write_text("a: b: c\n", encoding="utf-8")
    other = Workspace(tmp_path)
    assert trainee_problems(other, anna._replace(programme="gone"), TODAY) == []
    assert {name: codes(problems) for name, problems in found_in(tmp_path).items()}["rules/gone.yaml"] == [
        "yaml-syntax"
    ]


def test_two_programmes_are_both_checked(tmp_path: Path) -> None:
    files = {"rules/garden.yaml": RULES.replace("count: pot", "cuont: pot"), "kio.yaml": "programme: pottery\n"}
    found = found_in(pottery(tmp_path, files))
    assert {name: codes(problems) for name, problems in found.items()} == {"rules/garden.yaml": ["unknown-kind"]}

"""Checking a workspace: every file is read, and nothing stops at the first fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.pottery import FILES, RULES, TODAY, Fault, codes, fault, found_in, pottery, put, record
from kio.checking.running import check_workspace
from kio.checking.workspace import Checker, record_problems
from kio.workspace import Workspace

BEN = "records/trainees/ben.yaml"


def test_every_file_is_named_though_nothing_is_wrong(tmp_path: Path) -> None:
    root = pottery(tmp_path, {"kio.yaml": "language: nl\n", "records/trainees/.note.txt": "x", "records/note.txt": "x"})
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
            "records/people.yaml": "gus: {name: Gus}\nida: {name: Ida, roles: []}\n",
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
    assert codes(found["records/groups/spring.yaml"]) == ["missing-key"]
    assert set(found) == {"rules", "records/trainees/anna.yaml", "records/groups/spring.yaml"}


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
    assert Checker(other, TODAY).beyond_shape(anna._replace(programme="gone")) == []
    assert {name: codes(problems) for name, problems in found_in(tmp_path).items()}["rules/gone.yaml"] == [
        "yaml-syntax"
    ]


def test_two_programmes_are_both_checked(tmp_path: Path) -> None:
    files = {"rules/garden.yaml": RULES.replace("count: pot", "cuont: pot"), "kio.yaml": "programme: pottery\n"}
    found = found_in(pottery(tmp_path, files))
    assert {name: codes(problems) for name, problems in found.items()} == {"rules/garden.yaml": ["unknown-kind"]}


# --- what lies among the records and is not read


@pytest.mark.parametrize("folder", ["trainees", "groups"])
@pytest.mark.parametrize("name", ["ben.yml", "ben.yaml~", "ben.yaml.bak", "ben.YAML", "notes.txt", "_note", "ben"])
def test_a_file_that_is_not_read_is_told(name: str, folder: str, tmp_path: Path) -> None:
    stray = f"records/{folder}/{name}"
    found = found_in(pottery(tmp_path, {stray: record("ben")}))
    assert list(found) == [stray]
    assert [fault(problem) for problem in found[stray]] == [
        (1, 1, "warning", "stray-file",
         ("this is not read: it has another name, or lies in another place, than what kio reads "
          "(rename it, or move it away)")),
    ]  # fmt: skip


def test_a_folder_among_the_records_is_told_once(tmp_path: Path) -> None:
    files = {"records/trainees/2024/ben.yaml": record("ben"), "records/trainees/2024/cas.txt": "x"}
    found = found_in(pottery(tmp_path, files))
    assert {name: codes(problems) for name, problems in found.items()} == {"records/trainees/2024": ["stray-file"]}


@pytest.mark.parametrize("name", ["trainees/.gitkeep", "trainees/.ben.yaml.swp", "groups/.hidden/x.txt", "notes.txt"])
def test_hidden_files_and_other_places_are_left_alone(name: str, tmp_path: Path) -> None:
    assert found_in(pottery(tmp_path, {f"records/{name}": "x"})) == {}


# --- people

NOBODY = (1, 1, "warning", "no-people", "nobody is recorded in records/people.yaml, so who did what cannot be judged")
FIRED = record("ben", "{date: 2026-01-10, type: firing, teacher: gus}")
PLANNED = "id: spring\nname: Spring\nfirings:\n  - {day: 2026-05-01, kiln: big, teacher: guus}\n"


@pytest.mark.parametrize("text", [None, "{}\n"])
def test_without_people_that_alone_is_told(text: str | None, tmp_path: Path) -> None:
    """Not once more for each of those who are named."""
    files = {BEN: FIRED, "records/groups/spring.yaml": PLANNED, **({"records/people.yaml": text} if text else {})}
    root = pottery(tmp_path, files, without=() if text else ("records/people.yaml",))
    found = found_in(root)
    assert [fault(problem) for problem in found["records/people.yaml"]] == [NOBODY]
    assert list(found) == ["records/people.yaml"]


def test_whose_entry_is_wrong_is_known_all_the_same(tmp_path: Path) -> None:
    people = "gus: {name: Gus}\nida: {name: Ida, roles: []}\n"
    found = found_in(pottery(tmp_path, {BEN: FIRED, "records/people.yaml": people}))
    assert {name: codes(problems) for name, problems in found.items()} == {"records/people.yaml": ["missing-key"]}


def test_also_where_nobody_else_is_there(tmp_path: Path) -> None:
    found = found_in(pottery(tmp_path, {BEN: FIRED, "records/people.yaml": "gus: {name: Gus}\n"}))
    assert {name: codes(problems) for name, problems in found.items()} == {"records/people.yaml": ["missing-key"]}


# --- groups

SPRING = "records/groups/spring.yaml"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLANNED.replace("guus", "gus"), []),
        (PLANNED, [(4, 43, "warning", "unknown-person", "guus is not in people.yaml (did you mean 'gus'?)")]),
        ("id: autumn\nname: Spring\n", [(1, 5, "error", "id-not-file-name",
         ("the id is 'autumn', the file is called 'spring' (write id: spring, or call the file autumn.yaml)"))]),
        ("id: spring\nname: Spring\nprogramme: potery\n", [(3, 12, "error", "unknown-programme",
         "'potery' is not a programme of rules/ (did you mean 'pottery'?)")]),
        ("id: spring\nname: Spring\nprogramme: pottery\n", []),
    ],
)  # fmt: skip
def test_a_group_is_checked(text: str, expected: list[Fault], tmp_path: Path) -> None:
    found = found_in(pottery(tmp_path, {SPRING: text}))
    assert [fault(problem) for problem in found.get(SPRING, [])] == expected
    assert set(found) <= {SPRING}


def test_a_group_is_read_with_its_own_programme(tmp_path: Path) -> None:
    """Not with the first one: the other programme plans something else."""
    other = RULES.replace("firings:", "bakings:")
    files = {"rules/garden.yaml": other, "kio.yaml": "programme: garden\n", "records/groups/spring.yaml": PLANNED}
    first = found_in(pottery(tmp_path / "a", files))[SPRING]
    assert [fault(problem)[:4] for problem in first] == [(3, 1, "error", "unknown-key")]
    files[SPRING] = PLANNED.replace("guus", "gus").replace("firings", "programme: pottery\nfirings")
    assert found_in(pottery(tmp_path / "b", files)) == {}


def test_a_training_without_roles_needs_nobody(tmp_path: Path) -> None:
    rules = """
        title: {nl: lopen, en: walking}
        tracks: {walker: {title: {nl: loper, en: walker}}}
        phases: [{id: on-foot, title: {nl: te voet, en: on foot}, when: {elapsed: today}}]
        """
    put(tmp_path, {"rules/walk.yaml": rules, "records/trainees/ben.yaml": "id: ben\nname: Ben\ntrack: walker\n"})
    assert found_in(tmp_path) == {}

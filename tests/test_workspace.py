"""A folder as a workspace: found, read when needed, and what is wrong with one file never hides the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from checking.pottery import ANNA, PEOPLE, RULES, TODAY, codes, found_in, pottery, put, record, said

from kio.evaluation.engine import evaluate
from kio.folders import SHIPPED, find_workspace
from kio.locale import say
from kio.problem import KioError
from kio.workspace import Workspace

BEN = "records/trainees/ben.yaml"
COUNT = RULES.splitlines().index("        count: pot") + 1  # two lines below the beginning of its requirement
HEAD = "id: ben\nname: Ben\ntrack: potter\n"


def refusal(start: Path, named: str | None) -> tuple[str, str]:
    with pytest.raises(KioError) as caught:
        find_workspace(start, named)
    return say(caught.value.message, "en"), say(caught.value.hint, "en")


# --- finding it


@pytest.mark.parametrize("below", [".", "records", "records/trainees", "records/trainees/deep/down"])
def test_it_is_found_upwards(below: str, tmp_path: Path) -> None:
    root = pottery(tmp_path)
    (root / below).mkdir(parents=True, exist_ok=True)
    assert find_workspace(root / below, None) == root


def test_the_nearest_one_is_meant(tmp_path: Path) -> None:
    inner = pottery(tmp_path / "inner")
    pottery(tmp_path)
    assert find_workspace(inner / "records", None) == inner


def test_settings_alone_make_a_workspace(tmp_path: Path) -> None:
    put(tmp_path, {"kio.yaml": "language: nl\n"})
    (tmp_path / "below").mkdir()
    assert find_workspace(tmp_path / "below", None) == tmp_path


def test_without_one_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()  # a folder of this name alone is not enough when nobody names it
    assert refusal(tmp_path, None) == (
        "there is no workspace here: no folder 'records/trainees' in this folder or above it",
        "go to the folder of your records, or name it: kio -C FOLDER …",
    )


def test_one_that_is_named(tmp_path: Path) -> None:
    root = pottery(tmp_path / "here")
    assert find_workspace(tmp_path, str(root)) == root
    assert refusal(root, str(tmp_path / "none")) == (
        f"there is no workspace in {tmp_path / 'none'}: it has no folder 'records'",
        "name a folder that holds records/ with -C",
    )
    assert refusal(root, str(root / "records"))[0].startswith("there is no workspace in ")  # never upwards from there


# --- rules


def test_the_rules_of_the_workspace_or_those_that_are_shipped(tmp_path: Path) -> None:
    own, bare = pottery(tmp_path / "own"), put(tmp_path / "bare", {"records/people.yaml": PEOPLE})
    assert Workspace(own).programme_ids() == ["pottery"]
    assert Workspace(bare).rules_folder in SHIPPED
    assert "kio" in Workspace(bare).programme_ids()
    (bare / "rules").mkdir()
    assert Workspace(bare).programme_ids() == []


def test_without_shipped_rules_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kio.workspace.SHIPPED", (tmp_path / "nowhere",))
    assert Workspace(tmp_path).rules_folder == tmp_path / "rules"
    assert Workspace(tmp_path).programme_ids() == []


def test_a_programme_of_several_files(tmp_path: Path) -> None:
    head, mark, rest = RULES.partition("checklists:\n")
    files = {
        "rules/pottery.yaml": head, "rules/pottery/b.yaml": mark + rest, "rules/pottery/readme.txt": "not: rules",
        "rules/pottery/a.yaml": "lists: {clays: {red: ~}}\n", "rules/other/c.yaml": "nonsense: x\n",
    }  # fmt: skip
    workspace = Workspace(pottery(tmp_path, files))
    programme = workspace.programme("pottery")
    assert programme is not None
    assert [part.id for part in programme.checklists] == ["craft"]
    assert list(programme.lists) == ["clays"]
    assert [name for name in workspace.problems if name.startswith("rules")] == [
        "rules/pottery.yaml", "rules/pottery/a.yaml", "rules/pottery/b.yaml",
    ]  # fmt: skip
    assert workspace.rules_problems("pottery") == []
    workspace.require_rules("pottery")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("rules/pottery.yaml", RULES.replace("count: pot", "cuont: pot"), COUNT - 2),
        ("rules/pottery/more.yaml", "lists: {clays: {red: {form: 2020-01-01}}}\n", 1),
        ("rules/pottery/more.yaml", "a: b: c\n", 1),
    ],
)
def test_broken_rules_stop_what_depends_on_them(name: str, text: str, line: int, tmp_path: Path) -> None:
    workspace = Workspace(pottery(tmp_path, {name: text}))
    workspace.programme("pottery")
    with pytest.raises(KioError) as caught:
        workspace.require_rules("pottery")
    assert say(caught.value.message, "en") == "the rules have errors; mend them first"
    assert [problem.location.file for problem in caught.value.problems] == [name]
    assert caught.value.problems[0].location.line == line
    assert workspace.used_programmes() == ["pottery"]


def test_problems_of_rules_are_those_of_that_programme(tmp_path: Path) -> None:
    workspace = Workspace(pottery(tmp_path, {"rules/pottery-2.yaml": "a: b: c\n"}))
    workspace.programme("pottery")
    workspace.programme("pottery-2")
    assert workspace.rules_problems("pottery") == []
    assert codes(workspace.rules_problems("pottery-2")) == ["yaml-syntax"]


# --- which programme a record follows


TWO = {"rules/garden.yaml": RULES}


@pytest.mark.parametrize(
    ("files", "programme", "expected"),
    [
        ({}, "", "pottery"),
        ({}, "programme: pottery\n", "pottery"),
        (TWO, "programme: garden\n", "garden"),
        ({**TWO, "kio.yaml": "programme: garden\n"}, "", "garden"),
        ({**TWO, "kio.yaml": "programme: garden\n"}, "programme: pottery\n", "pottery"),
        (TWO, "", ["missing-key: the key 'programme' is missing here (possible here: garden, pottery)"]),
        (
            {**TWO, "kio.yaml": "programme: gardn\n"},
            "",
            ["unknown-programme: 'gardn' is not a programme of rules/ (did you mean 'garden'?)"],
        ),
        (
            {},
            "programme: potery\n",
            ["unknown-programme: 'potery' is not a programme of rules/ (did you mean 'pottery'?)"],
        ),
    ],
)
def test_the_programme_of_a_record(
    files: dict[str, str], programme: str, expected: str | list[str], tmp_path: Path
) -> None:
    workspace = Workspace(pottery(tmp_path, {**files, BEN: HEAD + programme}))
    found = workspace.trainee("ben")
    problems = [f"{problem.code}: {said(problem)}" for problem in workspace.problems[BEN]]
    assert (found.programme if found else problems) == expected
    assert bool(problems) != bool(found)


# --- settings


def test_settings_are_read_once_and_only_where_there_are_any(tmp_path: Path) -> None:
    text = "organisation: Clay\nlanguage: nl\nprogramme: pottery\nmail: {a: b}\n"
    workspace = Workspace(pottery(tmp_path / "a", {"kio.yaml": text}))
    assert workspace.settings == {
        "organisation": "Clay", "language": "nl", "programme": "pottery", "mail": {"a": "b"},
    }  # fmt: skip
    assert workspace.settings is workspace.settings
    assert Workspace(pottery(tmp_path / "b")).settings == {}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("langage: nl\n", "unknown-key", (1, 1)),
        ("language: de\n", "wrong-language", (1, 11)),
        ("programme: a/b\n", "wrong-id", (1, 12)),
        ("- nl\n", "not-a-mapping", (1, 1)),
        ("language: a: b\n", "yaml-syntax", (1, 12)),
        ("\x00", "control-character", (1, 1)),
    ],
)
def test_broken_settings_are_told_and_left_out(text: str, code: str, place: tuple[int, int], tmp_path: Path) -> None:
    root = pottery(tmp_path, {"kio.yaml": text})
    assert Workspace(root).settings == {}
    [problem] = found_in(root)["kio.yaml"]
    assert (problem.code, problem.location[1:]) == (code, place)


# --- records


def test_only_files_that_end_in_yaml_are_records(tmp_path: Path) -> None:
    files = {f"records/trainees/{name}": ANNA for name in ("b.yml", "c.yaml~", ".yaml", "d.txt", "e.YAML")}
    assert Workspace(pottery(tmp_path, files)).trainee_ids() == ["anna"]


def test_a_record_is_read_once(tmp_path: Path) -> None:
    workspace = Workspace(pottery(tmp_path))
    anna = workspace.trainee("anna")
    assert anna is not None
    assert workspace.trainee("anna") is anna
    assert workspace.trainee("nobody") is None
    assert workspace.name_of("anna") == "Anna Bakker"
    assert workspace.known_groups == {"spring"}
    programme = workspace.programme("pottery")
    assert programme is not None
    group = workspace.group("spring")
    assert group is not None
    assert workspace.group("spring") is group
    assert workspace.group("autumn") is None
    assert workspace.vocabulary(programme) is workspace.vocabulary(programme)


@pytest.mark.parametrize(("text", "name"), [("name: Ben\n", "Ben"), ("name: [Ben]\n", None), ("- a\n", None)])
def test_the_name_of_a_record_that_is_otherwise_wrong(text: str, name: str | None, tmp_path: Path) -> None:
    assert Workspace(pottery(tmp_path, {BEN: text})).name_of("ben") == name


def test_without_people_there_are_none(tmp_path: Path) -> None:
    assert Workspace(pottery(tmp_path, without=("records/people.yaml",))).people == {}


def test_a_case_has_what_an_evaluation_needs(tmp_path: Path) -> None:
    text = record("ben", track="helper", more="group: spring\nhelps: {of: anna}\n")
    workspace = Workspace(pottery(tmp_path, {BEN: text}))
    ben = workspace.trainee("ben")
    assert ben is not None
    case = workspace.case(ben)
    assert list(case.others) == ["anna"]
    assert list(case.people) == ["gus"]
    assert [entry.date for entry in case.planned] == [date(2026, 5, 1)]
    assert evaluate(case, TODAY).phase.id == "learning"


@pytest.mark.parametrize("other", ["nobody", "../groups/spring", "x" * 300, "ben"])
def test_a_record_that_names_nobody_or_itself(other: str, tmp_path: Path) -> None:
    """What stands there is looked up among the records, never used as a path."""
    workspace = Workspace(pottery(tmp_path, {BEN: record("ben", track="helper", more=f"helps: {{of: {other}}}\n")}))
    ben = workspace.trainee("ben")
    assert ben is not None
    assert list(workspace.case(ben).others) == (["ben"] if other == "ben" else [])
    assert not any("groups" in name for name in workspace.problems)


def test_no_case_without_the_rules(tmp_path: Path) -> None:
    workspace = Workspace(pottery(tmp_path))
    anna = workspace.trainee("anna")
    assert anna is not None
    (tmp_path / "rules/gone.yaml").write_text("a: b: c\n", encoding="utf-8")
    with pytest.raises(KioError) as caught:
        Workspace(tmp_path).case(anna._replace(programme="gone"))
    assert say(caught.value.message, "en") == "the rules of programme gone cannot be used"


@pytest.mark.parametrize("text", ["", "# nothing is set\n", "---\n"])
def test_settings_without_anything_set_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "kio.yaml").write_text(text, encoding="utf-8")
    workspace = Workspace(tmp_path)
    assert workspace.settings == {}
    assert workspace.problems["kio.yaml"] == []

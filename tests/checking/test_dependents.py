"""What is checked again after a change: enough, and not everything."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checking.pottery import FILES, GROUP, RULES, pottery, put, record
from kio.checking.dependents import FEW, dependents
from kio.source.document import Document
from kio.source.reading import read_text
from kio.versions.changes import Changes
from kio.workspace import Workspace

NOBODY: frozenset[str] = frozenset()
DAY = "      day: {type: date, title: {nl: dag, en: day}}\n"
FRIEND = "      friend: {type: trainee, title: {nl: vriend, en: friend}}\n"


def trainee(name: str) -> str:
    return f"records/trainees/{name}.yaml"


COHORT = {
    trainee("ben"): record("ben", "{date: 2026-01-01, type: pardon, friend: anna}"),
    trainee("cas"): record("cas", more="group: spring\n"),
    trainee("dirk"): record("dirk", track="helper", more="helps: {of: anna}\n"),
    trainee("eva"): record("eva", more="person: ben\n"),
    trainee("fay"): record("fay", "{date: 2026-01-01, type: start, evidence: contracts/start.pdf, note: anna spring}"),
    "records/groups/autumn.yaml": GROUP.replace("spring", "autumn"),
}
EVERY = {*COHORT, *(name for name in FILES if name.startswith(("records/trainees", "records/groups")))}


def again(root: Path, *names: str) -> set[str]:
    """What is checked again, the same whether these names changed, are new or are gone."""
    ways = [Changes(frozenset(names), NOBODY, NOBODY), Changes(NOBODY, frozenset(names), NOBODY)]
    found = [dependents(Workspace(root), way) for way in (*ways, Changes(NOBODY, NOBODY, frozenset(names)))]
    assert found[0] == found[1] == found[2]
    return found[0]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return pottery(tmp_path, COHORT)


def test_nothing_changed(root: Path) -> None:
    (root / trainee("gijs")).symlink_to("eva.yaml")
    assert again(root) == set()


@pytest.mark.parametrize(
    "name",
    ["kio.yaml", "records/people.yaml", "rules/pottery.yaml", "rules/more/x", "rules", "records", "records/trainees"],
)
def test_everything_rests_on_these(root: Path, name: str) -> None:
    assert again(root, name) == EVERY


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("anna", {"anna", "ben", "dirk"}),
        ("ben", {"ben", "eva"}),
        ("eva", {"eva"}),
    ],
)
def test_a_record_and_those_that_name_it(root: Path, name: str, expected: set[str]) -> None:
    assert again(root, trainee(name)) == {trainee(one) for one in expected}
    (root / trainee(name)).unlink()
    assert again(root, trainee(name)) == {trainee(one) for one in expected - {name}}, "what is gone is not checked"


def test_a_group_and_its_people(root: Path) -> None:
    assert again(root, "records/groups/spring.yaml") == {"records/groups/spring.yaml", trainee("cas")}
    assert again(root, "records/groups/autumn.yaml") == {"records/groups/autumn.yaml"}
    assert again(root, "records/groups/gone.yaml") == set()


def test_a_group_of_the_name_of_a_record_is_not_that_record(root: Path) -> None:
    put(root, {"records/groups/anna.yaml": GROUP.replace("spring", "anna")})
    assert again(root, "records/groups/anna.yaml") == {"records/groups/anna.yaml"}


def test_what_a_group_plans_can_name_a_record(root: Path) -> None:
    group = GROUP.replace("{day", "{friend: eva, day")
    put(root, {"rules/pottery.yaml": RULES.replace(DAY, DAY + FRIEND), "records/groups/spring.yaml": group})
    assert again(root, trainee("eva")) == {trainee("eva"), "records/groups/spring.yaml"}


@pytest.mark.parametrize("name", ["evidence/start.pdf", "evidence/contracts/start.pdf"])
def test_a_file_of_evidence_and_the_records_that_refer_to_it(root: Path, name: str) -> None:
    assert again(root, name) == {trainee("fay")}
    assert again(root, "evidence/art.pdf") == set()


@pytest.mark.parametrize("name", ["één bewijs.pdf", "it's.pdf", "a  b.pdf", "é.é"])
def test_evidence_of_an_odd_name(root: Path, name: str) -> None:
    quoted = name.replace("'", "''")
    put(root, {trainee("gijs"): record("gijs", f"{{date: 2026-01-01, type: start, evidence: '{quoted}'}}")})
    assert again(root, f"evidence/{name}") == {trainee("gijs")}


@pytest.mark.parametrize("name", ["records/notes.txt", "records/trainees/old/anna.yaml", "records/trainees/anna.txt"])
def test_what_nobody_reads_changes_nothing(root: Path, name: str) -> None:
    assert again(root, name) == set()


@pytest.mark.parametrize(
    "value", ['"ann\\u0061"', "'anna'", '"an\\\n        na"', ">-\n        anna", "\n        anna"]
)
def test_an_id_can_be_written_in_many_ways(root: Path, value: str) -> None:
    text = f"id: gijs\nname: Gijs\ntrack: potter\nlog:\n  - date: 2026-01-01\n    type: pardon\n    friend: {value}\n"
    put(root, {trainee("gijs"): text})
    assert trainee("gijs") in again(root, trainee("anna"))


def test_a_backslash_alone_is_no_reason(root: Path) -> None:
    put(root, {trainee("gijs"): record("gijs", "{date: 2026-01-01, type: start, note: a\\b}")})
    assert trainee("gijs") not in again(root, trainee("anna"))


@pytest.mark.parametrize(
    "text",
    [
        "friend: anna\n\tx: [",
        "- anna",
        "programme: unknown\nname: anna",
    ],
)
def test_what_cannot_be_read_is_checked_again(root: Path, text: str) -> None:
    put(root, {trainee("gijs"): text})
    assert trainee("gijs") in again(root, trainee("anna"))


def test_a_link_is_checked_again_and_not_read(root: Path) -> None:
    (root / trainee("gijs")).symlink_to("eva.yaml")
    assert again(root, trainee("anna")) == {trainee(name) for name in ("anna", "ben", "dirk", "gijs")}


def test_only_what_may_name_one_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(data: bytes, name: str) -> Document:
        read.append(name)
        return read_text(data, name)

    monkeypatch.setattr("kio.checking.dependents.read_text", noted)
    again(root, trainee("anna"))
    assert set(read) == {trainee("ben"), trainee("dirk"), trainee("fay")}


def test_nothing_that_is_read_is_kept(root: Path) -> None:
    workspace = Workspace(root)
    dependents(workspace, Changes(frozenset({trainee("anna")}), NOBODY, NOBODY))
    assert [name for name in workspace.problems if name.startswith("records/")] == []


@pytest.mark.parametrize("more", [0, FEW])
def test_many_changes_find_the_same(root: Path, more: int) -> None:
    others = [trainee(f"other-{number}") for number in range(more)]
    assert again(root, trainee("anna"), *others) == {trainee(name) for name in ("anna", "ben", "dirk")}
    papers = [f"evidence/other-{number}.pdf" for number in range(more)]
    assert again(root, "evidence/start.pdf", *papers) == {trainee("fay")}


NAMES = ("anna", "ann", "anna-b", "b")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(named=st.lists(st.sampled_from(NAMES), min_size=4, max_size=4), changed=st.sets(st.sampled_from(NAMES)))
def test_whoever_names_one_is_found_and_nobody_else(tmp_path: Path, named: list[str], changed: set[str]) -> None:
    friends = dict(zip(NAMES, named, strict=True))
    lines = {name: f"{{date: 2026-01-01, type: pardon, friend: {friend}}}" for name, friend in friends.items()}
    root = pottery(tmp_path, {trainee(name): record(name, line) for name, line in lines.items()})
    expected = {name for name, changed_one in product(NAMES, changed) if changed_one in (name, friends[name])}
    assert again(root, *map(trainee, changed)) == {trainee(name) for name in expected}

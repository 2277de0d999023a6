"""Whatever bytes a file holds: the check of it ends with problems inside the file that can be said and shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hostile.feeding import Feeder, faults_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checking.pottery import FILES, RULES, TODAY, pottery, put, record
from kio.checking.running import check_workspace
from kio.workspace import Workspace

ANNA = record(
    "anna",
    "{date: 2026-01-10, type: pot, pot: bowl, hours: 2, note: 'mooi, rond'}",
    "{date: 2026-02-01, type: firing, kiln: big, pots: [bowl], teacher: gus, start: 2026-01-31}",
    "{date: 2025-12-01, type: start, teacher: gus}",
    "{date: 2026-03-01, type: pardon, requirement: craft/three-pots, edition: '2025', friend: ben}",
    '{date: 2026-04-01, type: move, to: helper, note: "a b"}',
    more="email: anna@example.org\ngroup: spring\n",
)
BEN = "records/trainees/ben.yaml"
PIECES = (
    st.sampled_from(["\t", "\n", "\r", "\r\n", "\u00a0", "\u202e", "\u2028", "\x00", "\x1b", "\ufeff", "\uffff"])
    | st.sampled_from(["---\n", "...\n", "=======\n", "<<: ", "&a ", "*a", "? ", "- ", ": ", " ", "!t ", "%", "  - "])
    | st.sampled_from(["2026-02-30", "1-1-2026", "3024-01-01", "1,5", "1:30", "-0", ".nan", "~", "null", "[]", "{}"])
    | st.sampled_from(["::error::x", "##[error]x", "{value}", "{0}", "%s", "\\e[31m"])
    | st.sampled_from(":#'\"[]{}!|>%@\\,é~")
    | st.text(max_size=4)
)  # fmt: skip
DAMAGE = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), max_size=4)


def damaged(text: str, damage: list[tuple[float, int, str]]) -> bytes:
    """A text in which, at some places, characters are replaced by others."""
    for where, removed, inserted in damage:
        index = round(where * len(text))
        text = text[:index] + inserted + text[index + removed :]
    return text.encode()


@pytest.fixture(scope="module")
def feeder(tmp_path_factory: pytest.TempPathFactory) -> Feeder:
    return Feeder(
        pottery(tmp_path_factory.mktemp("pottery"), {"records/trainees/anna.yaml": ANNA, BEN: record("ben")}), TODAY
    )


def test_the_good_record_is_good(feeder: Feeder) -> None:
    assert feeder.record("anna", ANNA.encode()) == []


def test_a_feeder_finds_what_a_check_finds(feeder: Feeder, tmp_path: Path) -> None:
    text = ANNA.replace("bowl]", "bowel]").replace("teacher: gus}", "teacher: guus}")
    root = pottery(tmp_path, {"records/trainees/anna.yaml": text, BEN: record("ben")})
    found = check_workspace(Workspace(root), TODAY)["records/trainees/anna.yaml"]
    assert [problem.code for problem in found] == ["unknown-reference", "unknown-person"]
    assert feeder.record("anna", text.encode()) == found
    assert feeder.file("records/trainees/anna.yaml", text.encode()) == found


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("records/people.yaml", "gus:", "guus:"),
        ("records/people.yaml", "role: teacher", "role: techer"),
        ("records/groups/spring.yaml", "id: spring", "id: autumn"),
        ("records/groups/spring.yaml", "colour: red", "teacher: guus"),
    ],
)
def test_a_feeder_finds_what_a_check_finds_in_other_files(
    name: str, old: str, new: str, feeder: Feeder, tmp_path: Path
) -> None:
    files = {"records/trainees/anna.yaml": ANNA}
    text = FILES[name].replace(old, new)
    found = check_workspace(Workspace(pottery(tmp_path, {**files, name: text})), TODAY)[name]
    assert feeder.file(name, text.encode()) == found
    assert feeder.file(name, FILES[name].encode()) == []


@settings(deadline=None)
@given(data=st.binary(max_size=300))
@example(data=b"")
@example(data=b"\xff\xfe")
@example(data=b"id: anna\nname: \xc3")
def test_any_bytes(data: bytes, feeder: Feeder) -> None:
    problems = feeder.record("anna", data)
    assert problems
    assert [fault for problem in problems for fault in faults_of(problem, data)] == []


@settings(max_examples=500, deadline=None)
@given(damage=DAMAGE)
def test_any_damage_to_a_good_record(damage: list[tuple[float, int, str]], feeder: Feeder) -> None:
    data = damaged(ANNA, damage)
    assert [fault for problem in feeder.record("anna", data) for fault in faults_of(problem, data)] == []


OTHERS = {
    "records/people.yaml": FILES["records/people.yaml"],
    "records/groups/spring.yaml": FILES["records/groups/spring.yaml"],
    "kio.yaml": "organisation: Pottery\nlanguage: nl\nprogramme: pottery\nchecks: {unknown-person: error}\n",
    "rules/pottery.yaml": RULES,
}


@pytest.mark.parametrize("name", OTHERS)
@settings(max_examples=60, deadline=None)
@given(damage=DAMAGE, on=st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_any_damage_to_another_file(
    damage: list[tuple[float, int, str]], on: date, name: str, others: Callable[[str, bytes], Path]
) -> None:
    data = damaged(OTHERS[name], damage)
    found = check_workspace(Workspace(others(name, data)), on)
    assert [fault for problem in found.get(name, []) for fault in faults_of(problem, data)] == []


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], Path]:
    """A workspace in which only this file holds other bytes than it should."""
    root = tmp_path_factory.mktemp("others")
    return lambda name, data: put(root, {**FILES, **OTHERS, name: data})

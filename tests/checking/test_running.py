"""Running a check over many files: in several processes, over some of them, and though kio itself fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.pottery import TODAY, codes, fault, pottery, record
from kio.checking.running import check_workspace, run_check
from kio.checking.workspace import Checker, Found
from kio.problem import MOST_OF_A_FILE
from kio.source.document import Document
from kio.workspace import Workspace

POT = "{date: 2026-01-10, type: pot, pot: cup}"


def many(root: Path, count: int = 250) -> Path:
    """A workspace in which every fifth record names somebody unknown, and the first and the last share an address."""
    files: dict[str, str | bytes] = {}
    for number in range(count):
        name = f"r-{number:03}"
        teacher = "guus" if number % 5 == 0 else "gus"
        more = "email: same@example.org\n" if number in (0, count - 1) else ""
        files[f"records/trainees/{name}.yaml"] = record(
            name, f"{{date: 2026-01-10, type: firing, teacher: {teacher}}}", more=more
        )
    return pottery(root, files)


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    root = many(tmp_path)
    alone = run_check(Workspace(root), TODAY, processes=1)
    together = run_check(Workspace(root), TODAY, processes=2)
    assert together == alone
    found = {name: codes(problems) for name, problems in alone.problems.items() if problems}
    assert len(found) == 51
    assert found["records/trainees/r-000.yaml"] == ["shared-email", "unknown-person"]
    assert found["records/trainees/r-005.yaml"] == ["unknown-person"]
    assert found["records/trainees/r-249.yaml"] == ["shared-email"]


def test_nothing_is_kept_of_records_that_were_checked(tmp_path: Path) -> None:
    workspace = Workspace(many(tmp_path, 20))
    check_workspace(workspace, TODAY)
    assert [name for name in workspace._documents if name.startswith("records/trainees/")] == [
        "records/trainees/r-000.yaml",  # two that something was said of in the end
        "records/trainees/r-019.yaml",
    ]
    assert workspace._trainees == {}


def test_some_files_alone(tmp_path: Path) -> None:
    root = many(tmp_path)
    outcome = run_check(Workspace(root), TODAY, chosen=lambda name: name.endswith(("r-000.yaml", "r-001.yaml")))
    assert {name: codes(problems) for name, problems in outcome.problems.items()} == {
        "records/trainees/r-000.yaml": ["shared-email", "unknown-person"],  # with one that was not chosen
        "records/trainees/r-001.yaml": [],
    }


@pytest.mark.parametrize("chosen", [None, lambda _: True])
def test_a_bug_over_one_file_does_not_hide_the_others(
    chosen: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Checker.record

    def fail(self: Checker, identifier: str) -> Found:
        if identifier == "r-001":
            raise ZeroDivisionError
        return read(self, identifier)

    monkeypatch.setattr(Checker, "record", fail)
    found = run_check(Workspace(many(tmp_path, 6)), TODAY, chosen=chosen).problems
    assert [fault(problem) for problem in found["records/trainees/r-001.yaml"]] == [
        (1, 1, "error", "internal-error", "this is a bug in kio: ZeroDivisionError; KIO_DEBUG=1 shows where"),
    ]  # fmt: skip
    assert codes(found["records/trainees/r-005.yaml"]) == ["shared-email", "unknown-person"]


def test_of_a_file_with_very_many_problems_the_first_are_told(tmp_path: Path) -> None:
    entries = ["{date: 2026-01-10, type: pott}"] * (MOST_OF_A_FILE + 50)
    root = pottery(tmp_path, {"records/trainees/ben.yaml": record("bob", *entries)})
    found = check_workspace(Workspace(root), TODAY)["records/trainees/ben.yaml"]
    assert codes(found) == ["id-not-file-name", *["unknown-entry-type"] * MOST_OF_A_FILE, "more-problems"]
    assert found[-1].severity == "note"


@pytest.mark.parametrize("header", ["track: poter", "track: potter\nemial: x"])
def test_a_record_whose_header_is_wrong_is_checked_as_far_as_it_goes(header: str, tmp_path: Path) -> None:
    text = f"id: ben\nname: Ben\n{header}\nlog:\n  - {{date: 2026-01-10, type: firing, teacher: guus, pots: [zzz]}}\n"
    found = check_workspace(Workspace(pottery(tmp_path, {"records/trainees/ben.yaml": text})), TODAY)
    assert codes(found["records/trainees/ben.yaml"])[1:] == ["unknown-person", "unknown-reference"]


def test_places_are_looked_for_only_where_something_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    placed = Document._placed

    def note(document: Document) -> object:
        asked.append(document.name)
        return placed(document)

    monkeypatch.setattr(Document, "_placed", note)
    run_check(Workspace(many(tmp_path, 6)), TODAY, processes=1)
    assert {name for name in asked if "trainees" in name} == {
        "records/trainees/r-000.yaml",
        "records/trainees/r-005.yaml",
    }


@pytest.mark.parametrize("line", ["note: 'n,'", "teacher: guus", "teacher: guus} # kio: ignore[unknown-person]"])
def test_no_number_of_warnings_hides_an_error(line: str, tmp_path: Path) -> None:
    """Neither those that are told nor those that are silenced."""
    entry = f"{{date: 2026-01-10, type: firing, {line}" + ("" if "#" in line else "}")
    text = record("ben", *[entry] * (2 * MOST_OF_A_FILE), "{date: 2026-01-10, type: pardon, edition: zzz}")
    outcome = run_check(Workspace(pottery(tmp_path, {"records/trainees/ben.yaml": text})), TODAY)
    found = codes(outcome.problems["records/trainees/ben.yaml"])
    assert "unknown-edition" in found
    assert "unused-ignore" not in found
    assert outcome.silenced.get("records/trainees/ben.yaml", 0) == (2 * MOST_OF_A_FILE if "#" in line else 0)


def test_no_number_of_silenced_errors_hides_another(tmp_path: Path) -> None:
    wrong = ["{date: 2026-13-10, type: firing} # kio: ignore[wrong-date] later"] * (2 * MOST_OF_A_FILE)
    text = record("ben", *wrong, "{date: 2026-01-10, type: frng}")
    outcome = run_check(Workspace(pottery(tmp_path, {"records/trainees/ben.yaml": text})), TODAY)
    assert codes(outcome.problems["records/trainees/ben.yaml"]) == ["unknown-entry-type"]


def test_no_number_of_warnings_hides_a_record(tmp_path: Path) -> None:
    text = "# \u202a turned\n" * 30 + record("ben", "{date: 2025-13-20, type: firing}")
    outcome = run_check(Workspace(pottery(tmp_path, {"records/trainees/ben.yaml": text})), TODAY)
    assert "wrong-date" in codes(outcome.problems["records/trainees/ben.yaml"])


def test_levels_of_a_workspace_hide_no_other_error(tmp_path: Path) -> None:
    text = record("ben", *["{date: 2026-13-10, type: firing}"] * (2 * MOST_OF_A_FILE), "{date: 2026-01-10, type: frng}")
    files: dict[str, str | bytes] = {"records/trainees/ben.yaml": text, "kio.yaml": "checks: {wrong-date: off}\n"}
    outcome = run_check(Workspace(pottery(tmp_path, files)), TODAY)
    assert "unknown-entry-type" in codes(outcome.problems["records/trainees/ben.yaml"])


def test_lines_are_right_after_a_key_that_was_refused(tmp_path: Path) -> None:
    """What is dropped with a refused key leaves the places of the others as they are."""
    text = record("ben", POT, POT, more="track: potter\n")
    [_, problem] = run_check(Workspace(pottery(tmp_path, {"records/trainees/ben.yaml": text})), TODAY).problems[
        "records/trainees/ben.yaml"
    ]
    assert fault(problem)[4].startswith("'cup' is used twice; first in line 6")

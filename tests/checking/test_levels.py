"""How bad a check is taken: by kio.yaml, by the command line, and by comments in the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.pottery import TODAY, Fault, codes, fault, found_in, pottery
from kio.checking.catalogue import read_catalogue
from kio.checking.levels import Levels, named_checks
from kio.checking.running import run_check
from kio.message import message
from kio.problem import KioError, Location, Problem, Severity
from kio.workspace import Workspace

BEN = "records/trainees/ben.yaml"
CHECKS = read_catalogue()


def problem(code: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(Location("a.yaml"), severity, code, message("x"))


FOUND = [problem("unknown-person", Severity.WARNING), problem("unknown-track"), problem("far-ahead", Severity.WARNING)]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (Levels(), [("unknown-person", "warning"), ("unknown-track", "error"), ("far-ahead", "warning")]),
        (Levels(select=("unknown-*",)), [("unknown-person", "warning"), ("unknown-track", "error")]),
        (Levels(select=("far-ahead", "unknown-track")), [("unknown-track", "error"), ("far-ahead", "warning")]),
        (Levels(ignore=("unknown-*",)), [("far-ahead", "warning")]),
        (Levels(select=("unknown-*",), ignore=("unknown-track",)), [("unknown-person", "warning")]),
        (Levels({"unknown-person": "error", "unknown-track": "note", "far-ahead": "off"}),
         [("unknown-person", "error"), ("unknown-track", "note")]),
    ],
)  # fmt: skip
def test_what_is_told(levels: Levels, expected: list[tuple[str, str]]) -> None:
    assert [(found.code, found.severity) for found in levels.adjusted(FOUND)] == expected


def test_codes_and_patterns_of_options() -> None:
    assert named_checks(["unknown-*,far-ahead", "tag alias"], CHECKS) == ("unknown-*", "far-ahead", "tag", "alias")
    with pytest.raises(KioError) as caught:
        named_checks(["far-ahaed"], CHECKS)
    assert caught.value.message.values == {"code": "far-ahaed"}
    with pytest.raises(KioError):
        named_checks(["zzz-*"], CHECKS)


@pytest.mark.parametrize(
    ("lines", "levels", "faults"),
    [
        ("  unknown-person: error\n  far-ahead: off\n", {"unknown-person": "error", "far-ahead": "off"}, []),
        ("  unknown-tr*: note\n", {"unknown-track": "note", "unknown-trainee": "note"}, []),
        ("  unknown-track: off\n  unknown-tr*: note\n", {"unknown-track": "off", "unknown-trainee": "note"}, []),
        ("  unknown-tr*: note\n  unknown-tra[c]k: off\n", {"unknown-track": "off", "unknown-trainee": "note"}, []),
        ("  zzz-*: note\n", {},
         [(2, 3, "error", "unknown-check",
           f"there is no check zzz-* (possible here: {', '.join([*CHECKS][:40])} and {len(CHECKS) - 40} more)")]),
        ("  duplicate-k*: off\n", {},
         [(2, 3, "error", "fixed-check",
           "duplicate-k* cannot be set to another level: the file could not be trusted (remove the line)")]),
        ("  unknown-*: erorr\n", {},
         [(2, 14, "error", "wrong-level", "a level was expected here: off, note, warning, error")]),
        ("  unknown-persn: error\n", {},
         [(2, 3, "error", "unknown-check", "there is no check unknown-persn (did you mean 'unknown-person'?)")]),
        ("  unknown-person: erorr\n", {},
         [(2, 19, "error", "wrong-level", "a level was expected here: off, note, warning, error")]),
        ("  unknown-person:\n", {},
         [(2, 18, "error", "wrong-level", "a level was expected here: off, note, warning, error")]),
        ("  duplicate-key: off\n", {},
         [(2, 3, "error", "fixed-check",
           "duplicate-key cannot be set to another level: the file could not be trusted (remove the line)")]),
        ("  - far-ahead\n", {},
         [(1, 1, "error", "wrong-shape", "a mapping was expected here: the code of a check and its level")]),
    ],
)  # fmt: skip
def test_levels_of_a_workspace(lines: str, levels: dict[str, str], faults: list[Fault], tmp_path: Path) -> None:
    outcome = run_check(Workspace(pottery(tmp_path, {"kio.yaml": f"checks:\n{lines}"})), TODAY)
    assert outcome.levels == levels
    assert [fault(found) for found in outcome.problems["kio.yaml"]] == faults


def test_a_pattern_leaves_what_is_fixed_as_it_is(tmp_path: Path) -> None:
    outcome = run_check(Workspace(pottery(tmp_path, {"kio.yaml": "checks:\n  '*': off\n"})), TODAY)
    assert set(outcome.levels) == {code for code, check in CHECKS.items() if not check.fixed}


# --- comments


def told(tmp_path: Path, *lines: str, head: str = "") -> tuple[list[tuple[int, str]], int]:
    text = head + "id: ben\nname: Ben\ntrack: potter\nlog:\n" + "".join(f"  {line}\n" for line in lines)
    outcome = run_check(Workspace(pottery(tmp_path, {BEN: text})), TODAY)
    found = outcome.problems[BEN]
    return [(one.location.line, one.code) for one in found], sum(outcome.silenced.values())


FIRING = "- {date: 2026-01-10, type: firing, teacher: guus}"


def test_a_comment_silences_a_check_on_its_line(tmp_path: Path) -> None:
    assert told(tmp_path, f"{FIRING}  # kio: ignore[unknown-person] a guest") == ([], 1)


def test_only_that_check_and_only_that_line(tmp_path: Path) -> None:
    lines = (f"{FIRING} # kio: ignore[unknown-person]", FIRING.replace("guus", "guuus"))
    assert told(tmp_path, *lines) == ([(6, "unknown-person")], 1)
    both = "- {date: 2031-01-10, type: firing, teacher: guus}"
    assert told(tmp_path, f"{both} # kio: ignore[unknown-person]") == ([(5, "far-ahead")], 1)
    assert told(tmp_path, f"{both} # kio: ignore[unknown-person, far-ahead]") == ([], 2)


def test_a_comment_on_a_line_of_its_own_is_about_the_next_one(tmp_path: Path) -> None:
    assert told(tmp_path, "# kio: ignore[unknown-person] a guest", FIRING) == ([], 1)
    assert told(tmp_path, "# kio: ignore[unknown-person]", "# who was it?", "", FIRING) == ([], 1)
    assert told(tmp_path, "# kio: ignore[unknown-person]", FIRING, FIRING.replace("10", "11")) == (
        [(7, "unknown-person")], 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("# kio: ignore[unknown-track]", "unused-ignore"),
        ("# kio: ignore", "unused-ignore"),
        ("# kio: ignore[]", "unused-ignore"),
        ("# kio: ignore[unknown-persn]", "unknown-check"),
    ],
)
def test_what_silences_nothing_is_told(comment: str, code: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"{FIRING}  {comment}") == ([(5, "unknown-person"), (5, code)], 0)


def test_a_text_is_no_comment(tmp_path: Path) -> None:
    line = "- {date: 2026-01-10, type: firing, teacher: guus, note: '# kio: ignore[unknown-person]'}"
    assert told(tmp_path, line) == ([(5, "unknown-person")], 0)


def test_what_makes_a_file_untrustworthy_cannot_be_silenced(tmp_path: Path) -> None:
    line = "- {date: 2026-01-10, type: firing, kiln: a, kiln: b} # kio: ignore[duplicate-key] both"
    assert told(tmp_path, line) == ([(5, "duplicate-key"), (5, "unused-ignore")], 0)


def test_comments_silence_in_every_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "records/people.yaml": "gus: {name: Gus, roles: [{role: techer}]} # kio: ignore[unknown-role] new\n",
        "records/groups/spring.yaml": "id: sprin # kio: ignore[id-not-file-name] moved\nname: Spring\n",
    }
    assert {name: codes(found) for name, found in found_in(pottery(tmp_path, files)).items()} == {}

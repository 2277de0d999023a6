"""What disappeared since a version is found; what was edited, moved or called otherwise is not taken for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from versions.repository import commit, git, repository

from checking.pottery import ANNA, FILES, PEOPLE, TODAY, codes, found_in, put, record, said
from kio.checking.lost import lost_since
from kio.problem import KioError, Problem, Severity
from kio.source.reading import read_text
from kio.source.refusals import LARGEST_FILE
from kio.workspace import Workspace

BEN, SPRING, STAFF = "records/trainees/ben.yaml", "records/groups/spring.yaml", "records/people.yaml"
POT, FIRING = "{date: 2026-01-10, type: pot, pot: bowl, hours: 2}", "{date: 2026-02-01, type: firing, kiln: big}"
START, MOVE = "{date: 2026-03-01, type: start, teacher: gus}", "{date: 2026-09-01, type: move, to: helper}"

Told = tuple[str, int, str, str, str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path, {**FILES, BEN: record("ben", POT, FIRING, START, MOVE)})


def lost(root: Path, revision: str = "HEAD") -> list[Problem]:
    return list(lost_since(Workspace(root), revision, TODAY))


def told(root: Path, revision: str = "HEAD") -> list[Told]:
    """File, line, severity, code and sentence of each, without the hint."""
    return [
        (
            problem.location.file,
            problem.location.line,
            problem.severity,
            problem.code,
            said(problem._replace(hint=None)),
        )
        for problem in lost(root, revision)
    ]


def gone(what: str, line: int) -> str:
    return f"{what} is gone; line {line} of version HEAD has it"


def hint(problem: Problem) -> str:
    return said(problem).rpartition(" (")[2].rstrip(")")


def now(root: Path, name: str, text: str | None) -> Path:
    if text is None:
        (root / name).unlink()
    else:
        put(root, {name: text})
    return root


# --- entries


@pytest.mark.parametrize(
    "entries",
    [
        (POT, FIRING, START, MOVE),
        (MOVE, START, FIRING, POT),
        (POT.replace("hours: 2", "hours: 3"), FIRING, START, MOVE),
        (POT.replace("01-10", "01-11"), FIRING, START, MOVE),
        (POT.replace("01-10", "01-11").replace("hours: 2", "hours: 3"), FIRING, START, MOVE),  # its key is the same
        (POT.replace("bowl", "cup"), FIRING, START, MOVE),  # its day is the same
        (POT, FIRING.replace("02-01", "02-02"), START, MOVE),
        (POT, FIRING.replace("big", "small, start: 2026-01-31"), START, MOVE),
        (POT, FIRING, START, MOVE, POT, FIRING),
    ],
)
def test_an_entry_that_was_edited_is_not_lost(root: Path, entries: tuple[str, ...]) -> None:
    assert told(now(root, BEN, record("ben", *entries))) == []


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((POT, FIRING, MOVE), [(7, "error", gone("the entry 'start' of 1 Mar 2026", 7))]),
        (
            (FIRING, START, MOVE),
            [(7, "error", gone("the entry 'pot' of 10 Jan 2026", 5))],
        ),
        # Another day and other values: nothing says that it is the same.
        (
            (POT, FIRING.replace("big", "small").replace("02-01", "02-02"), START, MOVE),
            [(8, "error", gone("the entry 'firing' of 1 Feb 2026", 6))],
        ),
        # A plan, on 1 June.
        (
            (POT, FIRING, START),
            [(7, "warning", gone("the entry 'move' of 1 Sep 2026", 8))],
        ),
    ],
)
def test_an_entry_that_disappeared(root: Path, entries: tuple[str, ...], expected: list[tuple[int, str, str]]) -> None:
    found = told(now(root, BEN, record("ben", *entries)))
    assert found == [(BEN, line, severity, "entry-disappeared", text) for line, severity, text in expected]


@pytest.mark.parametrize(("day", "severity"), [("2026-06-01", "error"), ("2026-06-02", "warning"), ("soon", "error")])
def test_what_is_of_a_later_day_was_a_plan(root: Path, day: str, severity: str) -> None:
    now(root, BEN, record("ben", f"{{date: {day}, type: start}}"))
    commit(root)
    assert [found[2] for found in told(now(root, BEN, record("ben")))] == [severity]


@pytest.mark.parametrize("log", ["log: []\n", "log:\n", "log: nothing\n", ""])
def test_a_log_that_disappeared(root: Path, log: str) -> None:
    found = told(now(root, BEN, f"id: ben\nname: Ben\ntrack: potter\n{log}"))
    assert [(place, line, severity) for place, line, severity, _, _ in found] == [
        (BEN, 4 if log else 1, "error"),
        (BEN, 4 if log else 1, "error"),
        (BEN, 4 if log else 1, "error"),
        (BEN, 4 if log else 1, "warning"),
    ]


def test_one_of_two_equal_entries_disappeared(root: Path) -> None:
    now(root, BEN, record("ben", FIRING, FIRING))
    commit(root)
    assert told(now(root, BEN, record("ben", FIRING))) == [
        (
            BEN,
            5,
            "error",
            "entry-disappeared",
            gone("the entry 'firing' of 1 Feb 2026", 6),
        )
    ]


def test_the_place_is_the_last_line_of_the_log(root: Path) -> None:
    text = "id: ben\nname: Ben\nlog:\n  - date: 2026-01-10\n    type: pot\n    pot: bowl\n\n# the end\ntrack: potter\n"
    assert {line for _, line, *_ in told(now(root, BEN, text))} == {6}


def test_what_the_rules_no_longer_declare_is_compared(root: Path) -> None:
    """An older version may have followed other rules."""
    now(root, BEN, record("ben", "{date: 2026-01-10, type: vase, glaze: red}", "vase", "{type: vase}", "{type: [a]}"))
    commit(root)
    assert [text for *_, text in told(now(root, BEN, record("ben")))] == [
        gone("the entry 'vase' of 10 Jan 2026", 5),
        gone("an entry", 6),
        gone("the entry 'vase'", 7),
        gone("an entry", 8),
    ]


def test_values_of_a_record_can_be_left_out(root: Path) -> None:
    now(root, BEN, record("ben", "{date: 2026-01-10, type: secret}", "{date: hidden, type: pot}", START))
    commit(root)
    texts = [said(problem.discreet()._replace(hint=None)) for problem in lost(now(root, BEN, record("ben")))]
    assert texts == [
        gone("the entry '…' of …", 5),
        gone("the entry 'pot' of …", 6),
        gone("the entry 'start' of …", 7),
    ]


def test_the_version_is_named_and_shown(root: Path) -> None:
    git(root, "tag", "v1")
    now(root, BEN, record("ben"))
    commit(root)
    assert lost(root) == []
    problem = lost(root, "v1")[0]
    assert said(problem).startswith("the entry 'pot' of 10 Jan 2026 is gone; line 5 of version v1 has it")
    assert hint(problem) == "see what it said: git show v1:records/trainees/ben.yaml"
    assert git(root, "show", "v1:records/trainees/ben.yaml").startswith("id: ben")


def test_many_entries_of_one_file_are_cut_short(root: Path) -> None:
    now(root, BEN, record("ben", *(f"{{date: 2026-01-10, type: pot, pot: p{number}}}" for number in range(30))))
    commit(root)
    found = lost(now(root, BEN, record("ben")))
    assert codes(found) == ["entry-disappeared"] * 20 + ["more-problems"]
    assert found[-1].severity is Severity.NOTE


# --- records


def test_a_record_that_disappeared(root: Path) -> None:
    now(root, BEN, None)
    assert told(root) == [(BEN, 1, "error", "record-disappeared", "this is gone, with 4 entries")]
    assert hint(lost(root)[0]) == f"get it back: git restore --source=HEAD -- :/{BEN}"
    (root / "records/groups").mkdir(exist_ok=True)
    git(root / "records/groups", *hint(lost(root)[0]).split()[4:])  # typed anywhere
    assert lost(root) == []


def test_a_record_with_another_id_is_a_note(root: Path) -> None:
    now(root, BEN, None)
    other = "records/trainees/ben-jansen.yaml"
    now(root, other, record("ben", POT, FIRING, START, MOVE).replace("id: ben", "id: ben-jansen"))
    assert told(root) == [(other, 1, "note", "record-disappeared", "'ben' has had another id since version HEAD")]


@pytest.mark.parametrize("known_by", ["name: BEN\n", "name: Benno\nemail: ben@example.org\n"])
def test_a_record_with_another_id_is_compared(root: Path, known_by: str) -> None:
    now(root, BEN, record("ben", POT, FIRING, more="email: Ben@example.org\n"))
    commit(root)
    now(root, BEN, None)
    other = "records/trainees/benno.yaml"
    put(root, {other: f"id: benno\n{known_by}track: potter\nlog:\n  - {POT.replace('hours: 2', 'hours: 3')}\n"})
    assert [(place, severity, code) for place, _, severity, code, _ in told(root)] == [
        (other, "note", "record-disappeared"),
        (other, "error", "entry-disappeared"),
    ]
    assert hint(lost(root)[1]) == f"see what it said: git show HEAD:{BEN}"


def test_a_new_record_is_taken_for_one_that_is_gone_only_once(root: Path) -> None:
    put(root, {"records/trainees/ben-2.yaml": record("ben", POT)})
    commit(root)
    for name in (BEN, "records/trainees/ben-2.yaml"):
        now(root, name, None)
    put(root, {"records/trainees/benno.yaml": record("ben", POT, FIRING, START, MOVE)})
    found = told(root)
    assert sorted(code for *_, code, _ in found) == ["record-disappeared"] * 2
    assert sorted(severity for _, _, severity, _, _ in found) == ["error", "note"]


def test_a_new_record_of_somebody_else_excuses_nothing(root: Path) -> None:
    now(root, BEN, None)
    put(root, {"records/trainees/cas.yaml": record("cas", "{date: 2026-05-05, type: start}")})
    assert told(root) == [(BEN, 1, "error", "record-disappeared", "this is gone, with 4 entries")]


def test_what_is_no_record_may_go(root: Path) -> None:
    put(root, {"records/notes.txt": "x", "records/trainees/old/x.yaml": ANNA, "records/trainees/x.txt": "x"})
    commit(root)
    for name in ("records/notes.txt", "records/trainees/old/x.yaml", "records/trainees/x.txt"):
        now(root, name, None)
    assert told(root) == []


# --- moves


def test_an_entry_that_moved_is_a_warning(root: Path) -> None:
    now(root, BEN, record("ben", POT, START, MOVE))
    now(root, "records/trainees/anna.yaml", ANNA + f"  - {FIRING}\n")
    [problem] = lost(root)
    assert (problem.severity, problem.code) == (Severity.WARNING, "entry-disappeared")
    assert hint(problem) == "this is new in records/trainees/anna.yaml; if it was moved there, nothing is lost"
    assert [tuple(place.location) for place in problem.related] == [("records/trainees/anna.yaml", 6, 1)]


@pytest.mark.parametrize(
    "more",
    [
        (),  # nobody gained it
        ("{date: 2026-02-01, type: firing}",),  # like it, but not the same
        (FIRING.replace("big", "small"), FIRING.replace("02-01", "02-02")),
    ],
)
def test_an_entry_that_did_not_move_is_an_error(root: Path, more: tuple[str, ...]) -> None:
    now(root, BEN, record("ben", POT, START, MOVE))
    now(root, "records/trainees/anna.yaml", ANNA + "".join(f"  - {entry}\n" for entry in (START, *more)))
    assert told(root) == [(BEN, 7, "error", "entry-disappeared", gone("the entry 'firing' of 1 Feb 2026", 6))]


def test_an_entry_that_another_record_had_already_has_not_moved_there(root: Path) -> None:
    now(root, "records/trainees/anna.yaml", ANNA + f"  - {FIRING}\n")
    commit(root)
    now(root, BEN, record("ben", POT, START, MOVE))
    now(root, "records/trainees/anna.yaml", ANNA + f"  - {FIRING}\n  - {START}\n")
    assert [(severity, code) for _, _, severity, code, _ in told(root)] == [("error", "entry-disappeared")]


def test_a_gain_is_counted_once(root: Path) -> None:
    put(root, {"records/trainees/cas.yaml": record("cas", FIRING)})
    commit(root)
    now(root, BEN, record("ben", POT, START, MOVE))
    now(root, "records/trainees/cas.yaml", record("cas"))
    put(root, {"records/trainees/dirk.yaml": record("dirk", FIRING)})
    assert sorted(problem.severity for problem in lost(root)) == [Severity.ERROR, Severity.WARNING]


def test_a_record_whose_entries_are_all_in_another_is_a_warning(root: Path) -> None:
    now(root, BEN, None)
    put(root, {"records/trainees/anna.yaml": ANNA + f"  - {POT}\n  - {FIRING}\n  - {START}\n  - {MOVE}\n"})
    [problem] = lost(root)
    assert (problem.severity, problem.code, problem.location.file) == (Severity.WARNING, "record-disappeared", BEN)
    assert [tuple(place.location) for place in problem.related] == [("records/trainees/anna.yaml", 6, 1)]
    put(root, {"records/trainees/anna.yaml": ANNA + f"  - {POT}\n  - {FIRING}\n  - {START}\n"})
    assert [problem.severity for problem in lost(root)] == [Severity.ERROR]


def test_what_a_record_with_a_new_id_had_already_is_no_gain(root: Path) -> None:
    """Ben has a new id and his own firing; that of Anna is lost all the same."""
    now(root, "records/trainees/anna.yaml", ANNA + f"  - {FIRING}\n")
    commit(root)
    now(root, "records/trainees/anna.yaml", ANNA)
    now(root, BEN, None)
    put(root, {"records/trainees/benno.yaml": record("ben", POT, FIRING, START, MOVE)})
    assert sorted((problem.severity, problem.code) for problem in lost(root)) == [
        (Severity.ERROR, "entry-disappeared"),
        (Severity.NOTE, "record-disappeared"),
    ]


def test_an_entry_can_move_to_a_record_with_a_new_id(root: Path) -> None:
    other = "{date: 2026-04-04, type: firing, kiln: blue}"
    now(root, "records/trainees/anna.yaml", ANNA + f"  - {other}\n")
    commit(root)
    now(root, "records/trainees/anna.yaml", ANNA)
    now(root, BEN, None)
    put(root, {"records/trainees/benno.yaml": record("ben", POT, FIRING, START, MOVE, other)})
    assert sorted((problem.severity, problem.code) for problem in lost(root)) == [
        (Severity.NOTE, "record-disappeared"),
        (Severity.WARNING, "entry-disappeared"),
    ]


# --- groups and people


def test_a_group_that_disappeared(root: Path) -> None:
    now(root, SPRING, None)
    assert told(root) == [(SPRING, 1, "error", "record-disappeared", "this is gone, with 1 entry")]
    text = FILES[SPRING].replace("id: spring", "id: lente")
    put(root, {"records/groups/lente.yaml": text})
    assert [problem.severity for problem in lost(root)] == [Severity.NOTE]


def test_what_a_group_planned_disappeared(root: Path) -> None:
    text = "id: spring\nname: Spring\nfirings:\n  - {day: 2026-05-02, kiln: big, colour: red}\n"
    assert told(now(root, SPRING, text)) == []
    assert told(now(root, SPRING, text.replace("big", "small"))) == [
        (
            SPRING,
            4,
            "error",
            "entry-disappeared",
            gone("the item of 1 May 2026 in 'firings'", 4),
        )
    ]
    assert [problem.severity for problem in lost(now(root, SPRING, "id: spring\nname: Spring\n"))] == [Severity.ERROR]


def test_a_person_who_disappeared(root: Path) -> None:
    staff = PEOPLE + "hein: {name: Hein, roles: [{role: teacher}]}\n"
    now(root, STAFF, staff)
    commit(root)
    assert told(now(root, STAFF, PEOPLE)) == [(STAFF, 1, "error", "person-disappeared", gone("hein", 2))]
    renamed = staff.replace("hein:", "hein-smit:")
    assert told(now(root, STAFF, renamed)) == [
        (STAFF, 2, "note", "person-disappeared", "'hein' has had another id since version HEAD")
    ]
    assert told(now(root, STAFF, None)) == [(STAFF, 1, "error", "record-disappeared", "this is gone, with 2 people")]


@pytest.mark.parametrize(
    ("roles", "gone"),
    [
        ("[{role: teacher, from: 2020-01-01, until: 2025-12-31}]", []),
        ("[{role: teacher, from: 2019-01-01}]", []),
        ("[]", [gone("the role 'teacher' of gus", 1)]),
        ("[{role: judge, from: 2020-01-01}]", [gone("the role 'teacher' of gus", 1)]),
    ],
)
def test_a_role_that_disappeared(root: Path, roles: str, gone: list[str]) -> None:
    now(root, STAFF, "gus: {name: Gus, roles: [{role: teacher, from: 2020-01-01}]}\n")
    commit(root)
    found = told(now(root, STAFF, f"gus: {{name: Gus, roles: {roles}}}\n"))
    assert [text for *_, text in found] == gone
    assert {code for *_, code, _ in found} <= {"entry-disappeared"}


# --- what cannot be read


def large(path: Path) -> None:
    path.write_bytes(b"#" * (LARGEST_FILE + 1))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.write_bytes(b"log: 'a\n"), "the quote (') that opens here is not closed"),
        (lambda path: path.write_bytes(b"- a\n"), "the file does not consist of lines of the form 'key: value'"),
        (lambda path: path.write_bytes(b"\xff\n"), "byte 0xff is not UTF-8"),
        (lambda path: path.write_bytes(b"[" * 50_000), "nesting is deeper than 20 levels"),
        (lambda path: path.symlink_to("anna.yaml"), "it was no ordinary file"),
        (large, f"the file is larger than {LARGEST_FILE} bytes"),
    ],
)
def test_a_version_that_cannot_be_read_is_a_warning(root: Path, spoil: Callable[[Path], object], why: str) -> None:
    good = (root / BEN).read_text(encoding="utf-8")
    (root / BEN).unlink()
    spoil(root / BEN)
    now(root, "records/trainees/anna.yaml", ANNA + f"  - {FIRING}\n")
    commit(root)
    (root / BEN).unlink()
    put(root, {BEN: good, "records/trainees/anna.yaml": ANNA})
    assert sorted(told(root)) == [
        ("records/trainees/anna.yaml", 5, "error", "entry-disappeared",
         gone("the entry 'firing' of 1 Feb 2026", 6)),
        (BEN, 1, "warning", "unreadable-version", f"this cannot be compared with version HEAD: {why}"),
    ]  # fmt: skip


@pytest.mark.parametrize("spoil", [lambda path: path.symlink_to("anna.yaml"), os.mkfifo, Path.mkdir, large])
def test_what_cannot_be_read_now_is_left_to_the_check_of_the_file(root: Path, spoil: Callable[[Path], object]) -> None:
    (root / BEN).unlink()
    spoil(root / BEN)
    assert told(root) == []
    assert found_in(root)[BEN] != []


def test_a_version_that_is_not_on_this_machine_ends_it(root: Path) -> None:
    """A partial clone lacks what was not asked for: that nothing is missing cannot be said then."""
    now(root, BEN, record("ben"))
    blob = git(root, "rev-parse", f"HEAD:{BEN}")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(KioError) as caught:
        lost(root)
    assert caught.value.message.template == "what {file} said in version {revision} is not on this machine"


# --- truncation

LONG = """\
# A potter.
id: ben
name: Bén  # with a remark
track: potter
log:
  - {date: 2026-01-10, type: pot, pot: bowl, hours: 12.5}
  - date: 2026-02-01
    type: firing
    kiln: the big one
    pots: [bowl, bowl]
  - date: 2026-02-03
    type: kiln
    note: >-
      a longer text
      of two lines

  # what is planned
  - {date: 2026-09-01, type: move, to: helper}
  - date: 2026-10-01
    type: start
    teacher: gus
"""


def entries(text: str) -> list[object]:
    found = read_text(text.encode(), "x").data
    return found["log"] if isinstance(found, dict) and isinstance(found.get("log"), list) else []


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_record_that_was_cut_off_anywhere_is_found(tmp_path: Path, ends: str) -> None:
    """Each beginning of a good record is unreadable or invalid, or it is reported, or it says as much as the whole."""
    whole = LONG.replace("\n", ends)
    names = {f"{length:03}": length for length in range(len(whole))}
    files = {f"records/trainees/{name}.yaml": whole.replace("id: ben", f"id: {name}") for name in names}
    root = repository(tmp_path, {**FILES, **files})
    assert [name for name in found_in(root) if name in files] == []
    assert found_in(root).keys() <= files.keys(), "the record is good"
    put(root, {name: text[:length] for (name, text), length in zip(files.items(), names.values(), strict=True)})
    bad = {name for name, found in found_in(root).items() if any(one.severity is Severity.ERROR for one in found)}
    reported = {problem.location.file for problem in lost(root)}
    silent = [name for name in files if name not in bad | reported]
    assert [entries((root / name).read_text("utf-8")) for name in silent] == [entries(whole)] * len(silent)
    assert len(silent) == 1, "only the end of the last line may be missing, and no half of it"
    assert len(bad) < len(files) * 0.8, "the others could be read"


SHORTENED = (
    record("ben").replace(" []", "")
    + """\
  - date: 2026-01-10
    type: firing
    kiln: the big one
    start: 2026-01-09
    note: about noon
"""
)


@pytest.mark.parametrize(
    ("kept", "line", "severity"),
    [("about no", 9, "error"), ("about", 9, "error"), ("kiln: the big", 7, "error"), ("01-09\n", 8, "warning"),
     ("01-09", 8, "warning"), ("one\n    start: 2026-01-09\n", 8, "warning"), ("01-09\n   ", 9, "error")],
)  # fmt: skip
def test_a_cut_that_only_shortens_an_entry_is_found(root: Path, kept: str, line: int, severity: str) -> None:
    now(root, BEN, SHORTENED)
    commit(root)
    now(root, BEN, SHORTENED[: SHORTENED.index(kept) + len(kept)])
    assert told(root) == [(BEN, line, severity, "cut-short", "the file ends here, where version HEAD goes on")]


def test_a_cut_through_a_plan_is_an_error(root: Path) -> None:
    """What is missing are plans, and so warnings; nobody stops in the middle of a line."""
    text = (
        record("ben").replace(" []", "")
        + "  - date: 2026-09-01\n    type: start\n    note: first\n  - date: 2026-09-02\n    type: start\n"
    )
    now(root, BEN, text)
    commit(root)
    assert [(severity, code) for _, _, severity, code, _ in told(now(root, BEN, text[: text.index("rst\n")]))] == [
        ("warning", "entry-disappeared"),
        ("error", "cut-short"),
    ]


def test_a_cut_is_found_under_other_line_ends(root: Path) -> None:
    now(root, BEN, SHORTENED)
    commit(root)
    now(root, BEN, SHORTENED.removesuffix("noon\n").replace("\n", "\r\n"))
    assert [(severity, code) for _, _, severity, code, _ in told(root)] == [("error", "cut-short")]


def test_lines_that_say_nothing_may_go(root: Path) -> None:
    now(root, BEN, record("ben", POT) + "# a remark\n\n")
    commit(root)
    assert told(now(root, BEN, record("ben", POT).rstrip("\n"))) == []


# --- properties

Lines = list[tuple[str, str]]
TYPES = st.sampled_from(["pot, pot: a", "pot, pot: b", "firing, kiln: big", "firing", "start"])
LINES = st.lists(st.tuples(st.sampled_from(["01", "02", "03"]), TYPES), max_size=6)


def written(lines: Lines) -> str:
    return record("ben", *(f"{{date: 2026-01-{day}, type: {rest}}}" for day, rest in lines))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("kept"), FILES)


@settings(max_examples=25, deadline=None)
@given(then=LINES, more=LINES, order=st.randoms(use_true_random=False))
def test_what_is_added_or_sorted_is_never_reported(
    kept: Path, then: list[tuple[str, str]], more: list[tuple[str, str]], order: Random
) -> None:
    now(kept, BEN, written(then))
    commit(kept)
    both = [*then, *more]
    order.shuffle(both)
    assert told(now(kept, BEN, written(both))) == []


@settings(max_examples=25, deadline=None)
@given(then=LINES, left=LINES)
def test_as_many_are_reported_as_there_are_fewer(
    kept: Path, then: list[tuple[str, str]], left: list[tuple[str, str]]
) -> None:
    now(kept, BEN, written(then))
    commit(kept)
    found = [problem for problem in lost(now(kept, BEN, written(left))) if problem.code == "entry-disappeared"]
    assert len(found) >= len(then) - len(left)
    assert len(found) <= len(then)

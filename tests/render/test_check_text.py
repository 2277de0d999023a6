"""Problems for people: the lines of a report, the bounds, the summary and the statistics."""

from __future__ import annotations

import re

import pytest
from faults import ANNA, GONE, LONG, PROBLEMS, REPORT, TURNED, TWICE, UNKNOWN, lines_of, saying
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from test_text import SCREENS, Check, console, written

from kio.locale import say
from kio.problem import Location, Problem, Severity
from kio.render.check_report import Report, summary
from kio.render.check_text import report_text, worst
from kio.render.face import Face, face_of
from kio.render.problems import concise, inert, problem_lines

NOTES = [LONG._replace(location=Location(ANNA, number, 1)) for number in range(1, 31)]


def face(width: int = 80, language: str = "en", ascii_only: bool = False) -> Face:
    return face_of(console(width), language, ascii_only)


def text(*problems: Problem, width: int = 80) -> str:
    return report_text(Report((ANNA,), problems), lines_of, face(width)).plain()


@pytest.mark.parametrize(("language", "width", "ascii_only"), SCREENS)
def test_screens(language: str, width: int, ascii_only: bool, golden: Check) -> None:
    shown = report_text(REPORT, lines_of, face(width, language, ascii_only), wrap=True).plain()
    golden(f"check-{language}-{width}{'-ascii' if ascii_only else ''}.txt", shown + "\n")
    free = [line for line in shown.splitlines() if "]: " not in line and not line.startswith("  jan")]
    assert max(map(cell_len, free)) <= width
    assert shown.isascii() or not ascii_only


def test_a_frame_a_hint_and_the_other_place() -> None:
    assert text(TWICE) == (
        "records/trainees/anna.yaml:7:5: error[duplicate-key]: the key date stands twice here\n"
        "  7 |     date: 2026-01-11\n"
        "    |     ^^^^\n"
        "  hint: keep the line that is right and take the other away; if both happened, make two entries of them\n"
        "  first given here: 5:5"
    )


def test_another_place_in_another_file_is_named_with_the_file() -> None:
    assert text(UNKNOWN).splitlines()[-1] == "  jan-rietveld stands here: records/people.yaml:3:1"


def test_without_the_lines_there_is_no_frame() -> None:
    assert report_text(Report((), (TWICE, GONE)), lambda _: None, face()).plain() == (
        f"{problem_lines(TWICE, 'en')[0]}\n{problem_lines(TWICE, 'en')[1]}\n  first given here: 5:5\n"
        "\nrules:1:1: error[no-rules]: there are no rules"
    )


@pytest.mark.parametrize("line", [0, -1, 9, 10**9])
def test_a_line_that_is_not_there_has_no_frame(line: int) -> None:
    assert " | " not in text(TWICE._replace(location=Location(ANNA, line, 1)))


def test_the_first_line_is_never_broken() -> None:
    sheet = report_text(Report((), (TWICE,)), lines_of, face(20), wrap=True)
    assert sheet.plain().splitlines()[0] == problem_lines(TWICE, "en")[0]


@pytest.mark.parametrize("problem", PROBLEMS)
def test_the_first_line_is_that_of_the_other_formats(problem: Problem) -> None:
    assert text(problem).splitlines()[0] == problem_lines(problem, "en")[0] == concise((problem,), "en")


def test_at_most_twenty_of_a_file_and_the_errors_first() -> None:
    shown = text(*NOTES, TWICE, UNKNOWN, GONE).splitlines()
    places = [line.partition(": ")[0] for line in shown if "]: " in line]
    assert places == [f"{ANNA}:{number}:1" for number in range(1, 19)] + [f"{ANNA}:7:5", f"{ANNA}:8:41", "rules:1:1"]
    assert shown[-2:] == ["", "and 12 more: kio check --format concise shows all"]


def test_exactly_twenty_are_all_told() -> None:
    assert text(*NOTES[:20]).count("note[") == 20
    assert "more" not in text(*NOTES[:20])


def test_at_most_two_hundred_in_all() -> None:
    files = [[note._replace(location=Location(f"{letter}.yaml")) for note in NOTES] for letter in "abcdefghijk"]
    problems = [problem for listed in files for problem in listed]
    shown = text(*problems)
    assert shown.count("note[") == 200
    assert "\nk.yaml" not in shown
    assert shown.endswith("\n\nand 130 more: kio check --format concise shows all")
    assert concise(problems, "en").count("\n") == 329


def test_the_worst_in_the_order_in_which_they_came() -> None:
    assert worst([LONG, TURNED, TWICE, UNKNOWN, GONE], 3) == [TURNED, TWICE, GONE]
    assert worst([LONG, TWICE], 2) == [LONG, TWICE]
    assert worst([LONG], 0) == []


def test_colour_is_never_alone() -> None:
    sheet = report_text(REPORT, lines_of, face())
    styled = [(piece.text, piece.style) for line in sheet.lines for piece in line if " on " in piece.style]
    assert styled[:6] == [
        ("error[duplicate-key]", "#000000 on #d55e00"),
        ("^^^^", "#000000 on #d55e00"),
        ("warning[unknown-person]", "#000000 on #f0e442"),
        ("^^^^^^^^", "#000000 on #f0e442"),
        ("error[yaml-syntax]", "#000000 on #d55e00"),
        ("^", "#000000 on #d55e00"),
    ]
    assert styled[6] == ("note[long-text]", "#000000 on #56b4e9")
    target = console(80, force_terminal=True, color_system="truecolor")
    target.print(sheet, crop=False)
    assert re.sub("\x1b\\[[0-9;]*m", "", written(target)) == sheet.plain() + "\n"


@pytest.mark.parametrize(
    ("report", "dutch", "english"),
    [
        (REPORT, "3 bestanden gecontroleerd: 3 fouten, 2 waarschuwingen, 1 mededeling, 2 onderdrukt",
         "3 files checked: 3 errors, 2 warnings, 1 note, 2 silenced"),
        (Report((ANNA,), ()), "1 bestand gecontroleerd: 0 fouten, 0 waarschuwingen",
         "1 file checked: 0 errors, 0 warnings"),
        (Report((), (TWICE, LONG, LONG)), "0 bestanden gecontroleerd: 1 fout, 0 waarschuwingen, 2 mededelingen",
         "0 files checked: 1 error, 0 warnings, 2 notes"),
        (Report((ANNA,), (UNKNOWN,), 1), "1 bestand gecontroleerd: 0 fouten, 1 waarschuwing, 1 onderdrukt",
         "1 file checked: 0 errors, 1 warning, 1 silenced"),
    ],
)  # fmt: skip
def test_summary(report: Report, dutch: str, english: str) -> None:
    assert (say(summary(report), "nl"), say(summary(report), "en")) == (dutch, english)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("a.yaml:1:1: error[x]: y", "a.yaml:1:1: error[x]: y"),
        ("::error::x", ":\\:error::x"),
        ("  \u00a0::set-output name=a::b", "  \u00a0:\\:set-output name=a::b"),
        ("a ::error:: b", "a ::error:: b"),
        ("a ##[error]b ##[x]", "a ##\\[error]b ##\\[x]"),
        ("###[error]", "###\\[error]"),
    ],
)
def test_no_line_is_a_command(line: str, shown: str) -> None:
    assert inert(line) == shown


@pytest.mark.parametrize("hidden", ["::error::x", "a ##[error]x", " ::debug::"])
def test_data_give_no_command(hidden: str) -> None:
    problem = saying(hidden)
    said = report_text(Report((), (problem,)), lambda _: [hidden], face()).plain() + "\n" + concise((problem,), "en")
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::") or "##[" in line]


ANYTHING = st.text() | st.text(alphabet=":#[]%\r\n\t\x1b\u202e\u0301宋 {}'\"", max_size=30)


@example(value=":\u0300:", severity=Severity.ERROR, column=0, width=1, source=[], wrap=False, ascii_only=True)
@example(value="a", severity=Severity.ERROR, column=1, width=9, source=["##\u0300["], wrap=False, ascii_only=True)
@given(
    value=ANYTHING, severity=st.sampled_from(Severity), column=st.integers(-1, 40), width=st.integers(1, 90),
    source=st.lists(ANYTHING, max_size=3), wrap=st.booleans(), ascii_only=st.booleans(),
)  # fmt: skip
def test_anything_is_harmless_on_a_screen(
    *, value: str, severity: Severity, column: int, width: int, source: list[str], wrap: bool, ascii_only: bool
) -> None:
    problem = saying(value, severity, Location(value, 1, column))
    report = Report((value,), (problem, problem))
    shown = report_text(report, lambda _: source, face(width, "en", ascii_only), wrap=wrap)
    lines = ["".join(piece.text for piece in line) for line in shown.lines]
    one_each = concise(report.problems, "nl").split("\n")
    assert len(one_each) == 2
    for line in (*lines, *one_each):
        assert line.replace("\u00a0", "").replace("\u202f", "").isprintable()
        assert "##[" not in line
        assert wrap or not line.lstrip().startswith("::")

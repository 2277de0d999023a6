"""Screens against golden files; write them with `--update-golden` and then look at them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from garden import DONE, GONE, GRAFT, ON, PROBLEMS, SOIL, STANDING, START, TRAINEE, WALKS, because
from rich.cells import cell_len
from rich.console import Console

from kio.actions import Action, actions
from kio.cohort import row_of
from kio.evaluation.result import Result, Standing, Status, Under, Unders
from kio.message import Text, message
from kio.problem import Problem
from kio.programme.model import Question, Reading
from kio.render.cohort import list_text
from kio.render.face import Face, face_of
from kio.render.text import status_text

SCREENS = [
    ("nl", 80, False), ("nl", 140, False), ("nl", 50, False), ("en", 80, False), ("en", 140, False), ("en", 50, False),
    ("en", 80, True), ("nl", 50, True),
]  # fmt: skip
Check = Callable[[str, str], None]


def console(width: int, encoding: str = "utf-8", **options: Any) -> Console:
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    return Console(file=file, width=width, **options)


def written(printed: Console) -> str:
    printed.file.flush()
    file = printed.file
    assert isinstance(file, io.TextIOWrapper)
    buffer = file.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(file.encoding)


def status_screen(
    standing: Standing, width: int, language: str = "en", ascii_only: bool = False, problems: tuple[Problem, ...] = ()
) -> str:
    target = console(width, "ascii" if ascii_only else "utf-8")
    target.print(status_text(standing, actions(standing), problems, face_of(target, language)))
    return written(target)


def name_of(kind: str, language: str, width: int, ascii_only: bool) -> str:
    return f"{kind}-{language}-{width}{'-ascii' if ascii_only else ''}.txt"


@pytest.mark.parametrize(("language", "width", "ascii_only"), SCREENS)
def test_status(golden: Check, language: str, width: int, ascii_only: bool) -> None:
    text = status_screen(STANDING, width, language, ascii_only, PROBLEMS)
    golden(name_of("status", language, width, ascii_only), text)
    assert max(map(cell_len, text.splitlines())) <= width
    assert text.isascii() or not ascii_only


@pytest.mark.parametrize(("language", "width", "ascii_only"), SCREENS)
def test_list(golden: Check, language: str, width: int, ascii_only: bool) -> None:
    target = console(width, "ascii" if ascii_only else "utf-8")
    rows = [row_of(standing) for standing in (STANDING, GONE, DONE)]
    target.print(list_text(ON, rows, face_of(target, language)))
    golden(name_of("list", language, width, ascii_only), written(target))


@pytest.mark.parametrize("width", [50, 80, 140])
def test_an_empty_list(width: int) -> None:
    target = console(width)
    target.print(list_text(ON, [], face_of(target, "en")))
    words = " ".join(written(target).split())
    assert words.endswith("0 trainees · 0 with something late · as of 1 Jun 2025")


def test_ended_and_done_have_nothing_to_do() -> None:
    for standing in (GONE, DONE):
        assert "What comes next\n nothing has to be done now\n" in status_screen(standing, 80)


HEAD = "████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 3 of 10\n"


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (0, 0, ""),
        (0, 2, ""),
        (1, 0, "1 error in this record, see below\n"),
        (1, 1, "1 error in this record, see below\n"),
        (3, 2, "3 errors in this record, see below\n"),
    ],
)
def test_errors_are_announced_under_the_head(errors: int, warnings: int, said: str) -> None:
    warning, error = PROBLEMS
    text = status_screen(STANDING, 80, problems=(error,) * errors + (warning,) * warnings)
    assert f"{HEAD}{said}\nStart · met" in text


def test_errors_are_announced_in_dutch() -> None:
    assert "\n1 fout in dit dossier" in status_screen(STANDING, 80, "nl", problems=PROBLEMS)


def test_no_problems_and_no_plans_have_no_heading() -> None:
    text = status_screen(DONE, 80)
    assert "Problems" not in text
    assert "Planned" not in text


def test_a_bar_is_full_only_when_all_is_met() -> None:
    almost = status_screen(STANDING._replace(met=999, of=1000), 80).splitlines()[3]
    assert almost == "█" * 39 + "░ 999 of 1000"
    assert status_screen(DONE, 80).splitlines()[3] == "█" * 40 + " 2 of 2"
    assert status_screen(DONE._replace(met=0, of=0), 80).splitlines()[3] == "░" * 40 + " 0 of 0"


HOSTILE = [
    "[red]Ana[/red] [/]",
    ":smile: [link=http://x]y[/link]",
    "Ana\x1b[2J\x1b]8;;x\x07",
    "Ana\u202egnirts\u2066",
    "Ana\r\nBram\x85\x9b",
    "x" * 190,
    "宋" * 70,
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [1, 20, 50, 80, 140])
def test_hostile_names(name: str, width: int) -> None:
    standing = STANDING._replace(trainee=TRAINEE._replace(name=name, group=name))
    target = console(width, force_terminal=True, color_system="truecolor")
    face = face_of(target, "en")
    target.print(status_text(standing, actions(standing), PROBLEMS, face))
    target.print(list_text(ON, [row_of(standing)], face))
    text = Text(written(target), "").nl
    codes = text.replace("\x1b[", "").replace("\n", "")
    assert codes.isprintable()
    assert "\x1b[2J" not in text
    assert "\x1b]" not in text


def test_markup_stays_as_it_is() -> None:
    text = status_screen(STANDING._replace(trainee=TRAINEE._replace(name=HOSTILE[0])), 80)
    assert text.startswith("[red]Ana[/red] [/] (wilg-van-dam)\n")


def test_a_long_word_loses_nothing() -> None:
    text = status_screen(STANDING._replace(trainee=TRAINEE._replace(name="y" * 90)), 40)
    assert text.splitlines()[:3] == ["y" * 40, "y" * 40, "y" * 10 + " (wilg-van-dam)"]


def test_an_encoding_without_the_signs_keeps_its_accents() -> None:
    target = console(80, "cp1252")
    standing = DONE._replace(trainee=TRAINEE._replace(name="Zoë Łuk"))
    target.print(status_text(standing, (), (), face_of(target, "nl")))
    lines = written(target).splitlines()
    assert lines[0] == "Zoë ?uk (wilg-van-dam)"
    assert lines[6].startswith(" +  voldaan        Grondmonster | 14 jan 2024")


def test_plain_signs_on_demand() -> None:
    assert face_of(console(80), "nl", ascii_only=True).say(Text("coördinator", "")) == "coordinator"


def test_an_encoding_nobody_knows_gets_plain_signs() -> None:
    face = Face("nl", 80, face_of(console(80, "ascii"), "nl").symbols, "no-such-encoding")
    assert face.say("Zoë ✓") == "Zoe ?"
    assert face.say("plain") == "plain"


def test_colour_is_never_alone() -> None:
    def plain(**options: Any) -> str:
        target = console(80, **options)
        target.print(status_text(STANDING, actions(STANDING), PROBLEMS, face_of(target, "nl")))
        return written(target)

    colourful = plain(force_terminal=True, color_system="truecolor")
    assert "\x1b[38;2;0;0;0;48;2;" in colourful
    assert "48;2;" not in plain(force_terminal=True, color_system="truecolor", no_color=True)
    assert "\x1b" not in plain()


def test_an_actor_that_no_role_explains_is_named_as_it_is() -> None:
    action = Action("gatekeeper", Text("Open", "Open"), "work/walks")
    target = console(80)
    target.print(status_text(DONE._replace(checklists=(START,)), (action,), (), face_of(target, "en")))
    assert " gatekeeper        Open\n" in written(target)


def only(result: Result) -> Standing:
    return DONE._replace(checklists=(START._replace(status=result.status, results=(result,)),))


def test_only_a_few_that_do_not_count_are_named() -> None:
    text = status_screen(only(because(WALKS, not_counted=WALKS.why.not_counted * 5)), 140)
    assert text.count("does not count: 10 Feb 2025") == 3
    assert "and 2 more that do not count" in text


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        (because(SOIL, evidence=()), "Soil sample · on 14 Jan 2024\n"),
        (because(SOIL, evidence=(), met_on=None), "Soil sample · recorded\n"),
        (because(SOIL, evidence=(), reason=message("since {day}", day=ON)), "Soil sample · since 1 Jun 2025\n"),
        (because(SOIL, evidence=SOIL.why.evidence * 2), "Soil sample · 14 Jan 2024\n"),
        (SOIL._replace(need=None, have=None), "Soil sample · 14 Jan 2024\n"),
    ],
)
def test_what_met_it(result: Result, shown: str) -> None:
    assert shown in status_screen(only(result), 80)


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        (only(WALKS), "trainee: Join a neighbour (1.5 more are needed) · 12 days late"),
        (only(GRAFT), "pruning master: Look at the graft · possible from 1 Aug 2025"),
        (only(GRAFT._replace(earliest=None)), "pruning master: Look at the graft"),
    ],
)
def test_next_step_in_the_list(standing: Standing, shown: str) -> None:
    target = console(140)
    target.print(list_text(ON, [row_of(standing)], face_of(target, "en")))
    assert written(target).splitlines()[1].endswith(f"  {shown}")


@pytest.mark.parametrize("width", [120, 140, 200, 260])
def test_long_fields_in_the_list_are_not_cut(width: int) -> None:
    trainee = TRAINEE._replace(name="Wilgelmina Elzekatrien van den Bosch", id="q" * 64, group="g" * 30)
    standing = STANDING._replace(trainee=trainee)
    target = console(width)
    target.print(list_text(ON, [row_of(standing)], face_of(target, "en")))
    text = written(target)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "g" * 30 in text
    assert text.count("q") in (0, 64)
    assert "exception is possible" in " ".join(text.split())


def test_ids_are_listed_where_there_is_ample_room() -> None:
    for width, shown in ((80, True), (120, False), (150, True)):
        target = console(width)
        target.print(list_text(ON, [row_of(STANDING)], face_of(target, "en")))
        assert ("wilg-van-dam" in written(target)) == shown


def amounts(result: Result, width: int) -> str:
    return " ".join(status_screen(only(result), width).split())


@pytest.mark.parametrize(
    ("have", "shown"),
    [
        (Decimal(5), "Walks · 5 of 6 visits"),
        (Decimal(6), "Walks · 6 of 6 visits"),
        (Decimal("6.5"), "Walks · 6.5 (6 needed) visits"),
        (Decimal(12), "Walks · 12 (6 needed) visits"),
        (None, "Walks · 0 of 6 visits"),
    ],
)
def test_more_than_is_needed_is_no_share(have: Decimal | None, shown: str) -> None:
    assert shown in amounts(WALKS._replace(have=have), 80)


def test_more_than_one_of_one_says_no_amount_without_a_unit() -> None:
    assert "needed" not in amounts(SOIL._replace(have=Decimal(3)), 80)
    result = SOIL._replace(have=Decimal(3), requirement=WALKS.requirement)
    assert "3 (1 needed) visit ·" in amounts(result, 80)


SOURCE = "source: handbook, Trees"
READING = "reading: Does half count? Yes, as a half"


def screen_of(result: Result, width: int, *, sources: bool, language: str = "en") -> str:
    target = console(width)
    face = face_of(target, language)._replace(sources=sources)
    target.print(status_text(only(result), (), (), face))
    return written(target)


@pytest.mark.parametrize("status", list(Status)[:-1])
def test_how_the_sources_were_read_is_told_where_it_is_asked_for_alone(status: Status) -> None:
    text = screen_of(WALKS._replace(status=status), 80, sources=False)
    assert (text.count("reading:"), text.count("source:")) == (0, 0)


def asked(name: str) -> Question:
    readings = {word: Reading(word, Text(word, word), None, None) for word in ("yes", "no")}
    return Question(name, Text(f"{name}?", f"{name}?"), readings, "yes", None)


def under(status: Status, *names: str) -> Under:
    """What comes of it when these questions are answered with no."""
    changed = tuple((asked(name), asked(name).readings["no"]) for name in names)
    return Under(changed, changed, status, None, None)


def screen_with(unders: Mapping[str, tuple[Under, ...]], *, sources: bool = False) -> str:
    """A checklist of soil, which is met, and walks, which are open, with what other readings make of them."""
    target = console(80)
    part = START._replace(results=(SOIL, WALKS))
    known = {result.name: Unders(result.status, unders.get(result.name, ())) for result in (SOIL, WALKS)}
    standing = DONE._replace(checklists=(part,), unders=known)
    target.print(status_text(standing, (), (), face_of(target, "en")._replace(sources=sources)))
    return " ".join(written(target).split())


def test_a_reading_that_changes_several_answers_is_told_once() -> None:
    unders = {SOIL.name: (under(Status.OPEN, "half"),), WALKS.name: (under(Status.MET, "half"),)}
    assert "by another reading (half? no): Soil sample: open, Walks: met What comes next" in screen_with(unders)


def test_several_readings_that_change_an_answer_together_are_told_together() -> None:
    unders = {WALKS.name: (under(Status.MET, "half", "dog"),)}
    assert "by another reading (half? no; dog? no): Walks: met What comes next" in screen_with(unders)


def test_a_reading_that_changes_no_answer_is_not_told() -> None:
    assert "reading" not in screen_with({WALKS.name: (under(Status.OPEN, "half"),)})


@pytest.mark.parametrize(("count", "shown", "more"), [(4, 4, ""), (5, 3, "2 more readings change"), (7, 3, "4 more")])
def test_of_many_readings_that_change_something_a_few_are_told(count: int, shown: int, more: str) -> None:
    unders = {WALKS.name: tuple(under(Status.MET, f"q{number}") for number in range(count))}
    text = screen_with(unders)
    assert (text.count("by another reading"), more in text) == (shown, True)
    assert "more readings" not in screen_with(unders, sources=True)
    assert screen_with(unders, sources=True).count("by another reading") == count


@pytest.mark.parametrize("status", list(Status)[:-1])
def test_source_and_readings_are_told_where_they_are_asked_for(status: Status) -> None:
    text = screen_of(WALKS._replace(status=status), 80, sources=True)
    assert (text.count(READING), text.count(SOURCE)) == (1, 1)


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (50, ["    source: handbook, Trees", "    reading: Does half count? Yes, as a half"]),
        (80, [" " * 21 + SOURCE, " " * 21 + READING]),
    ],
)
def test_source_and_readings_are_the_last_lines_of_a_requirement(width: int, lines: list[str]) -> None:
    shown = screen_of(WALKS, width, sources=True).partition("What comes next")[0].rstrip("\n").splitlines()
    assert shown[-2:] == lines


def test_source_and_readings_stand_in_the_last_column() -> None:
    shown = screen_of(WALKS, 140, sources=True).partition("What comes next")[0].rstrip("\n").splitlines()
    assert [line.strip() for line in shown[-2:]] == [SOURCE, READING]
    columns = {line.index(part) for line, part in zip(shown[-2:], (SOURCE, READING), strict=True)}
    assert columns == {next(line.index("1.5 more are") for line in shown if "1.5 more are" in line)}


def test_every_reading_has_its_line_and_a_rule_of_our_own_has_no_source() -> None:
    asked = WALKS.requirement._replace(source=None)
    text = screen_of(because(WALKS, readings=WALKS.why.readings * 2)._replace(requirement=asked), 80, sources=True)
    assert (text.count(READING), text.count("source:")) == (2, 0)
    text = screen_of(because(WALKS, readings=()), 80, sources=True)
    assert ("reading:" in text, text.count(SOURCE)) == (False, 1)


def test_source_and_readings_in_dutch() -> None:
    text = screen_of(WALKS, 80, sources=True, language="nl")
    assert "bron: handbook, Trees\n" in text
    assert "lezing: Telt een halve? Ja, als helft\n" in text


def test_a_remark_is_said_once() -> None:
    remarks = (Text("x", "late"), message("since {day}", day=ON), Text("x", "late"))
    evidence = (SOIL.why.evidence[0]._replace(remarks=remarks),) * 2
    text = status_screen(only(because(SOIL, evidence=evidence)), 80)
    assert text.count("note: late") == 1
    assert text.count("note: since 1 Jun 2025") == 1

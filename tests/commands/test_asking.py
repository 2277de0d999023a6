"""`kio cost` in a terminal without options: it asks what matters, what matters most first."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

from commands.running import KIO
from commands.surfing import surf_school

ON = "2026-03-01"
END_OF_INPUT = "\x04"


PROMPT = b"> "


def asked(folder: Path, *answers: str, arguments: tuple[str, ...] = (), language: str = "en") -> tuple[int, list[str]]:
    """The exit code and the lines of a terminal in which somebody types an answer at each prompt."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(
        [KIO, "--lang", language, "cost", *arguments],
        cwd=folder,
        env={**environment, "KIO_TODAY": ON, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        waiting, shown = list(answers), b""
        try:
            while part := os.read(ours, 65536):
                shown += part
                if shown.endswith(PROMPT):
                    answer = waiting.pop(0) if waiting else END_OF_INPUT
                    os.write(ours, answer.encode() if answer == END_OF_INPUT else f"{answer}\n".encode())
        except OSError:  # Linux ends a terminal that nobody writes to with EIO
            pass
        os.close(ours)
        code = process.wait(timeout=30)
    assert waiting == []
    return code, re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode()).replace("\r", "").splitlines()


def positions(lines: list[str], *parts: str) -> list[int]:
    """Where each of these is first said, one after the other."""
    found, start = [], 0
    for part in parts:
        start = next(number for number, line in enumerate(lines) if number >= start and part in line)
        found.append(start)
    return found


def test_the_question_that_moves_most_comes_first_and_shows_how(tmp_path: Path) -> None:
    code, lines = asked(surf_school(tmp_path), "wave", "10", "0.5", "2", "2026-03-01")
    assert code == 0
    # The course 1100.55, perhaps 50 less; exam 100.25; hours at 40.10 with 9 %: 4 and 0 to 2 of film 160.40 to 240.60,
    # VAT 14.44 to 21.65; 10 and 0 to 5 of film 401.00 to 601.50, VAT 36.09 to 54.14 (54.135).
    positions(
        lines,
        "  1  wave surfer: £1,325.64 \u2013 £1,463.05",
        "Which track?",
        "hours of lessons?",
        "  total with 0: £1,150.80 \u2013 £1,200.80",
        "  total with 10: £1,587.89 \u2013 £1,856.44",
        "0 to 40 (Enter: 4) > 10",
        "total: £1,587.89 \u2013 £1,856.44",
        "hours of film for each hour?",
        "  total with 0.5: ",
        "0 to 0.5 (Enter: not known) > 0.5",
        "total: £1,806.44 \u2013 £1,856.44",
        "  1  June, from 1 Jun 2026",
        "  2  Later, from 1 Sep 2026",
        "Which group? (Enter: none) > 2",
        "day of enrolment?",
        "a day as 2026-03-01 (Enter: not known) > 2026-03-01",
        "Quote",
        "track: wave surfer · group: later · as of 1 Mar 2026",
        "hours of lessons: 10 · hours of film for each hour: 0.5 · day of enrolment:",
        "1 Mar 2026",
        "together £1,806.44 with VAT",
        "22 Aug 2026",
    )
    assert not any("past" in line or "empty" in line for line in lines)


def test_nothing_known_is_what_options_that_are_left_out_give(tmp_path: Path) -> None:
    root = surf_school(tmp_path)
    code, lines = asked(root, "1", "", "", "")
    plain = subprocess.run(
        [KIO, "--lang", "en", "--on", ON, "cost", "--track", "wave"],
        cwd=root,
        env={**os.environ, "COLUMNS": "80"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert code == 0
    assert [line.rstrip() for line in lines[lines.index("Quote") :]] == [line.rstrip() for line in plain]


def test_what_cannot_be_is_asked_again(tmp_path: Path) -> None:
    code, lines = asked(
        surf_school(tmp_path), "9", "", "?", "wave", "41", "ten", "?", "4", "1", "0,25", "7", "x", "?", ""
    )
    assert code == 0
    positions(
        lines,
        "type a number from the list, or the name behind it",
        "type a number from the list, or the name behind it",
        "the track decides what is charged, and which other questions there are",
        "type a number from the list, or the name behind it",
        "at most 40 was expected",
        "a whole number was expected",
        "as an option: --lessons",
        "total: ",
        "at most 0.5 was expected",
        "total: ",
        "Which group?",
        "type a number from the list, or the name behind it",
        "type a number from the list, or the name behind it",
        "the plan of a group gives the first day, and with it the days of payment",
        "Quote",
    )
    assert not any(line.startswith("--") for line in lines), "who is asked knows no options"


def test_tracks_of_several_programmes_are_told_apart(tmp_path: Path) -> None:
    """One of the second programme has no price on this day, which is no reason to be silent of the others."""
    root = surf_school(tmp_path)
    text = (root / "rules/surf.yaml").read_text()
    later = text.replace("title: {nl: Surfschool, en: Surf school}", "title: {nl: Duikschool, en: Diving school}")
    (root / "rules/dive.yaml").write_text(
        later.replace("{from: 2020-01-01, value: 40.10", "{from: 2026-06-30, value: 40.10")
    )
    code, lines = asked(root, "1")
    assert (code, lines[-2]) == (2, "error: the price list says nothing of 'lessons' on 1 Mar 2026")
    code, lines = asked(root, "4", "", ".")
    assert code == 0
    positions(
        lines,
        "  1  wave surfer (Diving school): the price list says nothing of 'lessons' on 1 Mar 2026",
        "  4  wave surfer (Surf school): £1,325.64",
        "Quote",
    )


def test_money_is_asked_for_with_its_currency_and_its_bounds(tmp_path: Path) -> None:
    root = surf_school(tmp_path)
    rules = root / "rules/surf.yaml"
    voucher = "    title: {nl: bedrag van de bon, en: amount of the voucher}\n"
    rules.write_text(rules.read_text().replace(voucher, f"{voucher}    asks: [100, 200]\n"))
    code, lines = asked(root, "guest", "100", "")
    assert code == 0
    positions(
        lines,
        "amount of the voucher?",
        "  total with £100.00: £950.55",
        "more than £0.00, £1,100.55 at most (Enter: £0.00) > 100",
    )


def test_a_day_may_stay_open_and_a_group_be_typed(tmp_path: Path) -> None:
    code, lines = asked(surf_school(tmp_path), "guest", "JUNE", "?", "")
    assert code == 0
    positions(
        lines, "Which group?", "as an option: --enrol", "Quote", "group: june", "with --enrol the days can be named"
    )


def test_the_only_track_is_not_asked_for(tmp_path: Path) -> None:
    root = surf_school(tmp_path)
    rules = root / "rules/surf.yaml"
    guest = "  guest: {title: {nl: gast, en: guest}}\n"
    text = rules.read_text()
    alone = text.replace("  wave: {title: {nl: golfsurfer, en: wave surfer}}\n", "")
    alone = alone.replace("  wind: {title: {nl: windsurfer, en: wind surfer}}\n", "").replace("[wave, wind]", "[guest]")
    alone = alone.replace("[wave]", "[guest]").partition("comparison:")[0]
    assert guest in alone
    rules.write_text(alone)
    code, lines = asked(root, "", "")
    assert (code, any("track?" in line for line in lines), "track: guest" in lines[lines.index("Quote") + 1]) == (
        0, False, True,
    )  # fmt: skip


def test_a_day_that_cannot_be_is_asked_again(tmp_path: Path) -> None:
    code, lines = asked(surf_school(tmp_path), "guest", "1", "2026-07-01", "1-3-2026", ON)
    assert code == 0
    positions(lines, "before the registration on 1 Jul 2026", "this is not a date", "Quote", "15 Mar 2026")


def test_a_point_ends_the_questions(tmp_path: Path) -> None:
    code, lines = asked(surf_school(tmp_path), "wave", "4", ".")
    assert code == 0
    start = positions(lines, "hours of film", "Quote")[0]
    assert not any("Which group" in line for line in lines[start:])
    assert " • hours of film for each hour: 0 to 0.5" in lines


def test_the_end_of_input_ends_the_questions(tmp_path: Path) -> None:
    code, lines = asked(surf_school(tmp_path), "wave", "4", END_OF_INPUT)
    assert code == 0
    assert "Quote" in lines


def test_without_a_track_there_is_no_quote(tmp_path: Path) -> None:
    code, lines = asked(surf_school(tmp_path), END_OF_INPUT)
    assert (code, lines[-2:]) == (
        2,
        ["error: without a track there is no quote", "  hint: kio cost asks again"],
    )


def test_yes_and_no_in_both_languages(tmp_path: Path) -> None:
    root = surf_school(tmp_path)
    rules = root / "rules/surf.yaml"
    member = "price: {minus: [0, {times: [10, {fact: member}]}]}"
    rules.write_text(rules.read_text().replace("price: {minus: [0, {fact: voucher}]}", member))
    for language, word, shown in (
        ("nl", "ja", "ja: £"),
        ("nl", "J", "ja: £"),
        ("en", "yes", "yes: £"),
        ("en", "n", "no: £"),
    ):
        code, lines = asked(root, "guest", "maybe", word, "", language=language)
        assert code == 0
        assert any(shown in line for line in lines)
        wrong = {"nl": "ja of nee werd verwacht", "en": "yes or no was expected"}[language]
        assert any(wrong in line for line in lines)
        discount = [line for line in lines if re.match(r"(bon|voucher) ", line)]
        assert bool(discount) == (word != "n")


def test_options_are_answers_enough(tmp_path: Path) -> None:
    code, lines = asked(surf_school(tmp_path), arguments=("--track", "guest"))
    assert (code, lines[0]) == (0, "Quote")

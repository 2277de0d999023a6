"""`kio cost`: the screen, the data, the table, and what ends it; on an invented school and on the shipped prices."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.running import ROOT, Done, Kio, installed
from commands.surfing import surf_school

ON = "2026-03-01"
Cost = Callable[..., Done]


@pytest.fixture
def cost(kio: Kio, tmp_path: Path) -> Cost:
    root = surf_school(tmp_path)

    def run(*arguments: object, on: str = ON) -> Done:
        return kio("-C", root, "--on", on, "--lang", "en", "cost", *arguments)

    return run


def data(done: Done) -> Any:
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


# --- an applicant


def test_a_quote_on_the_screen(cost: Cost) -> None:
    done = cost("--track", "wave", "--film", "0", "--enrol", ON, "--group", "june")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:5] == [
        "Quote",
        "track: wave surfer · group: june · as of 1 Mar 2026",
        "day of enrolment: 1 Mar 2026 · hours of film for each hour: 0",
        "together £1,325.64 with VAT",
        "to the school: £1,150.80 · to the coach: £174.84",
    ]
    for part in (
        "  4 hours \u00d7 £40.10 · low rate 9 % · to the coach",
        " of this low rate 9 % on £160.40: £14.44",
        " of this exempt: £100.25",
        " 15 Mar 2026            £350.18  first part",
        " by agreement           £350.18  second part",
        " 22 May 2026            £350.19  third part",
        " together £1,050.55",
        " when this is paid is not stated: lessons, exam",
        " • lessons: £43.71 per hour (£40.10 without VAT)",
        " • the sources state no price for: a board",
        " • hours of lessons: 4",
    ):
        assert part in lines
    total = next(line for line in lines if line.startswith("Total"))
    assert total.split() == ["Total", "£1,325.64", "£1,311.20"]


def test_in_dutch(cost: Cost) -> None:
    done = cost("--track", "wave", "--lang", "nl")
    assert done.code == 0
    for part in ("Offerte", "traject: golfsurfer", "inclusief btw", "Niet inbegrepen", "£\u00a01.100,55", "0 tot 0,5"):
        assert part in done.out


def test_the_keys_that_scripts_rely_on(cost: Cost) -> None:
    answer = data(cost("--track", "wave", "--json"))
    assert list(answer)[:12] == [
        "as_of", "track", "edition", "currency", "lines", "vat", "exempt", "total", "total_ex_vat", "schedule",
        "per_unit", "not_included",
    ]  # fmt: skip
    line = next(line for line in answer["lines"] if line["id"] == "lessons")
    assert line == {
        "id": "lessons",
        "title": "lessons",
        "quantity": {"min": "4", "max": "4"},
        "unit": "hour",
        "unit_price": "40.10",
        "amount": {"min": "160.40", "max": "160.40"},
        "vat": {"code": "low", "rate": "9"},
        "payee": "coach",
        "source": {"document": "folder", "section": "Lessons"},
        "assumption": None,
        "state": "to_come",
        "listed_on": ON,
        "price_list": [
            {
                "title": "price of an hour",
                "from": "2020-01-01",
                "value": "40.10",
                "reading": None,
                "source": {"document": "folder", "section": "Lessons"},
            }
        ],
        "delivered": [],
    }
    assert answer["not_included"] == ["a board: the price is not stated"]
    assert answer["per_unit"][0] | {"vat": None} == {
        "id": "lessons", "title": "lessons", "unit": "hour", "ex_vat": "40.10", "incl_vat": "43.71", "vat": None,
    }  # fmt: skip


def test_one_shape_whatever_was_asked(cost: Cost) -> None:
    asked = (
        ("--track", "guest"), ("--track", "wave", "--compare"), ("sam",), ("--track", "wave", "--explain"), ("kim",),
    )  # fmt: skip
    shapes = [list(data(cost(*arguments, "--json"))) for arguments in asked]
    assert shapes == [shapes[0]] * len(shapes)
    broken = cost("none", "--json")
    assert broken.code == 1
    assert sorted(json.loads(broken.out)) == sorted(shapes[0])


def test_how_every_figure_is_computed(cost: Cost) -> None:
    lines = cost("--track", "wave", "--film", "0", "--explain").out.splitlines()
    start = lines.index("  4 hours \u00d7 £40.10 = £160.40")
    assert lines[start - 1 : start + 6] == [
        "  low rate 9 % · to the coach",
        "  4 hours \u00d7 £40.10 = £160.40",
        "  with 9 % VAT: £174.84, rounded for this line",
        "  hours of lessons: 4",
        "  price as on 1 Mar 2026, from:",
        "  - price of an hour: 40.1, in force since 1 Jan 2020 (source: folder, Lessons)",
        "  - low rate: 9, in force since 1 Jan 2020",
    ]


def test_how_what_was_delivered_is_computed(kio: Kio) -> None:
    """The session of 29 October, half an hour; two more are still to come, since two are asked besides it."""
    lines = kio("-C", ROOT, "--on", "2026-11-22", "--lang", "en", "cost", "griet", "--explain").out.splitlines()
    assert "  delivered: 0.5 on 29 Oct 2026" in lines
    start = lines.index("  how much is still to come rests on:")
    assert any("recordings" in line or "sessions" in line for line in lines[start + 1 : start + 5])


def test_what_the_schedule_is_computed_from(kio: Kio) -> None:
    """The facts 37 to 39 of the brochure: 750 within 7 days, and all of it 21 days before the start."""
    arguments = ("--track", "therapist", "--register", "2026-09-01", "--start", "2026-11-05")
    done = kio("-C", ROOT, "--on", "2026-08-15", "--lang", "en", "cost", *arguments, "--explain")
    said = " ".join(done.out.partition(" together €3,710.00")[2].split())
    for part in (
        "day of registration: 1 Sep 2026",
        "first day of the training: 5 Nov 2026",
        "days before the start by which all is paid: 21, in force since 1 Jan 2010 (source: kio-brochure, Kosten)",
        "days from registration to the deposit: 7, in force since 1 Jan 2010 (source: kio-brochure, Kosten)",
        "deposit: 750, in force since 1 Jan 2010 (source: kio-brochure, Kosten)",
        "the instalments are equal parts of what remains",
    ):
        assert part in said, part
    basis = data(kio("-C", ROOT, "--on", "2026-08-15", "cost", *arguments, "--json"))["schedule_basis"]
    assert [item["day"] for item in basis["days"]] == ["2026-09-01", "2026-11-05"]
    assert sorted(item["value"] for item in basis["price_list"]) == ["21", "7", "750"]
    assert data(kio("-C", ROOT, "cost", *arguments[:2], "--json"))["schedule_basis"]["days"] == []


def test_who_is_late_is_told_which_day_has_passed(cost: Cost) -> None:
    said = cost("--track", "guest", "--enrol", "2026-05-23", "--begins", "2026-06-01").out.split()
    assert "the whole sum at once: the last day to pay, 22 May 2026," in " ".join(said)


def test_the_reading_behind_a_price_per_unit_is_said(kio: Kio) -> None:
    """C3: the brochure prints 140 for guidance of the project and "also" beside 145 for supervision."""
    answers = [data(kio("-C", ROOT, "cost", "--track", track, "--json")) for track in ("coach", "therapist")]
    said = [[reading["question"] for reading in answer["readings"]] for answer in answers]
    assert ["C3-project" in questions for questions in said] == [True, False]


def test_sources_on_request(cost: Cost) -> None:
    assert "  source: folder 2026, Prices" in cost("--track", "guest", "--sources").out
    assert "source:" not in cost("--track", "guest").out


def test_a_table_for_a_spreadsheet(cost: Cost) -> None:
    done = cost("--track", "wave", "--film", "0", "--enrol", ON, "--begins", "2026-06-01", "--csv")
    assert (done.code, done.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["kind"], row["id"], row["amount_min"], row["amount_max"], row["due"]) for row in rows] == [
        ("line", "course", "1100.55", "1100.55", ""),
        ("line", "early", "-50.00", "-50.00", ""),
        ("line", "lessons", "160.40", "160.40", ""),
        ("line", "exam", "100.25", "100.25", ""),
        ("vat", "zero", "1050.55", "1050.55", ""),
        ("vat", "low", "160.40", "160.40", ""),
        ("exempt", "none", "100.25", "100.25", ""),
        ("total", "", "1311.20", "1311.20", ""),
        ("due", "", "", "", "2026-03-15"),
        ("due", "", "", "", ""),
        ("due", "", "", "", "2026-05-22"),
    ]
    assert {row["track"] for row in rows} == {"wave"}
    with_vat = [row["with_vat_max"] for row in rows if row["kind"] in ("total", "due")]
    assert [row["vat_min"] for row in rows if row["kind"] == "vat"] == ["0.00", "14.44"]
    assert with_vat == ["1325.64", "350.18", "350.18", "350.19"]


def test_no_cell_is_a_formula(cost: Cost, tmp_path: Path) -> None:
    rules = tmp_path / "rules/surf.yaml"
    text = rules.read_text().replace(
        "title: {nl: cursus, en: course}\n    price", 'title: {nl: c, en: "=1+1"}\n    price'
    )
    rules.write_text(text)
    [row] = [row for row in csv.DictReader(io.StringIO(cost("--track", "wind", "--csv").out)) if row["id"] == "course"]
    assert row["title"] == "'=1+1"


def test_tracks_beside_each_other(cost: Cost) -> None:
    done = cost("--compare", "--film", "0")
    assert done.code == 0
    lines = [line.split() for line in done.out.splitlines()]
    assert [line[-2:] for line in lines if "member:" in line] == [["member:", "no"], ["member:", "yes"]]
    assert lines.count(["lessons", "£174.84", "£174.84"]) == 2
    assert data(cost("--compare", "--json"))["compared"][1]["track"] == "wind"


def test_a_fact_may_be_for_one_of_the_tracks_beside_each_other(kio: Kio) -> None:
    """Four hours at 140 with 21 %: 677.60; a therapist has no project, which is not one of nothing."""
    arguments = ("cost", "--compare", "--foundation-paid", "--preview", "0", "--project-hours", "4")
    done = kio("-C", ROOT, "--on", "2026-08-15", "--lang", "en", *arguments)
    assert (done.code, done.err) == (0, "")
    lines = [line.split() for line in done.out.splitlines()]
    assert ["project", "guidance", "\u2013", "\u20ac677.60"] in lines
    assert "hours of project guidance: 4" in done.out
    answer = data(kio("-C", ROOT, "--on", "2026-08-15", *arguments, "--track", "coach", "--json"))
    assert (answer["track"], [line["id"] for line in answer["lines"]][-1]) == ("coach", "project-guidance")
    assert data(kio("-C", ROOT, "--on", "2026-08-15", *arguments, "--json"))["lines"][-1]["id"] == "assessment"


# --- somebody with a record


def test_what_remains(cost: Cost) -> None:
    """Part of the course is paid; 1.5 h and 0.25 h of film at 40.10 were had, 2.5 h and the exam are to come."""
    answer = data(cost("sam", "--json"))
    assert answer["trainee"] == {"id": "sam", "name": "Sam Zee"}
    accounts = {
        item["id"]: (item["total"], item["paid"], item["remaining"], item["overpaid"]) for item in answer["accounts"]
    }
    # 1050.55 - 300; 1.75 h delivered 70.18 (60.15 + 10.03), 2.5 h 100.25 and film 0 to 50.13 to come, VAT 9 %.
    assert accounts["course"] == (
        {"min": "1050.55", "max": "1050.55"}, "300.00", {"min": "750.55", "max": "750.55"}, "0.00",
    )  # fmt: skip
    # 170.43 with 15.34 (15.3387) and 220.56 with 19.85 (19.8504).
    assert accounts["lessons"] == (
        {"min": "185.77", "max": "240.41"}, "100.00", {"min": "85.77", "max": "140.41"}, "0.00",
    )  # fmt: skip
    assert accounts["exam"][0] == {"min": "100.25", "max": "100.25"}
    assert answer["remaining"] == {"min": "936.57", "max": "991.21"}  # 750.55 + 85.77 to 140.41 + 100.25
    assert [(due["due"], due["amount"], due["paid"], due["overdue"]) for due in answer["schedule"]] == [
        ("2026-01-24", "350.18", "300.00", True),
        (None, "350.18", "0.00", False),
        ("2026-05-22", "350.19", "0.00", False),
    ]


def test_what_remains_on_the_screen(cost: Cost) -> None:
    lines = cost("sam").out.splitlines()
    assert lines[:6] == [
        "Costs of Sam Zee",
        "track: wave surfer · group: june · phase: learning · as of 1 Mar 2026",
        "still to be paid, by the record: £936.57 \u2013 £991.21",
        "to the school: £850.80 · to the coach: £85.77 \u2013 £140.41",
        "overdue: £50.18",
        "",
    ]
    for part in (
        "lessons (delivered)",
        "lessons (still to come)",
        " course: to be paid: £1,050.55 · £300.00 paid · open: £750.55",
        " 24 Jan 2026            £350.18  first part · £50.18 not paid · 36 days late",
    ):
        assert any(line.startswith(part) for line in lines), part


def test_too_much_is_said(cost: Cost) -> None:
    done = cost("kim")
    assert "course: £99.45 too much was paid" in done.out.splitlines()
    assert data(cost("kim", "--json"))["overpaid"] == "99.45"


def test_whoever_stopped(cost: Cost) -> None:
    lines = cost("max").out.splitlines()
    assert "what remains to be paid, or comes back, is not stated by the sources: it has to" in lines
    assert data(cost("max", "--json"))["remaining"] is None


def test_what_if(cost: Cost) -> None:
    """Options hold for somebody with a record too."""
    [line] = [line for line in data(cost("sam", "--lessons", "0", "--json"))["lines"] if line["id"] == "lessons"]
    assert (line["state"], line["quantity"]) == ("done", {"min": "1.5", "max": "1.5"})


def test_a_record_with_errors_is_shown_and_fails(cost: Cost) -> None:
    done = cost("torn")
    assert done.code == 1
    assert "Problems in this record" in done.out
    assert [problem["code"] for problem in json.loads(cost("torn", "--json").out)["problems"]] == ["wrong-date"]


def test_a_record_whose_id_is_not_its_name_fails(cost: Cost, tmp_path: Path) -> None:
    record = tmp_path / "records/trainees/kim.yaml"
    record.write_text(record.read_text().replace("id: kim", "id: another"))
    done = cost("kim", "--json")
    assert (done.code, [problem["code"] for problem in json.loads(done.out)["problems"]]) == (1, ["id-not-file-name"])


def test_a_table_of_a_record_with_errors_is_not_silent(cost: Cost) -> None:
    done = cost("torn", "--csv")
    assert (done.code, done.out[:6]) == (1, "as_of,")
    assert "torn.yaml:5:" in done.err


def test_errors_are_said_above_what_is_owed(cost: Cost) -> None:
    assert "1 error in this record, see below" in cost("torn").out.splitlines()[:4]


def test_a_record_that_cannot_be_used(cost: Cost) -> None:
    done = cost("none")
    assert (done.code, done.out) == (1, "")
    assert "error[missing-key]" in done.err


# --- what cannot be


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "error: a quote is for a track: --track TRACK\n  hint: name one of them: wave, wind, guest\n"),
        (("--track", "wawe"), "error: there is no track wawe\n  hint: did you mean 'wave'?\n"),
        (
            ("--track", "wave", "--on", ""),
            "error: --on : this is not a date as 2026-03-01\n  hint: write year-month-day with hyphens\n",
        ),
        (("--track", "wave", "--group", "jun"), "error: there is no group jun\n  hint: did you mean 'june'?\n"),
        (
            ("--track", "wave", "--group", "june", "--begins", "2026-06-02"),
            "error: --begins 2 Jun 2026: the plan of the group says 1 Jun 2026\n  hint: leave one of them out\n",
        ),
        (
            ("sam", "--track", "wave"),
            "error: --track is for an applicant; the record of sam says it\n  hint: leave it out\n",
        ),
        (
            ("sam", "--group", "june"),
            "error: --group is for an applicant; the record of sam says it\n  hint: leave it out\n",
        ),
        (("sam", "--compare"), "error: --compare is for an applicant\n  hint: leave out the name\n"),
        (
            ("--compare", "--track", "guest"),
            "error: --compare shows other tracks: wave, wind\n  hint: leave out --track, or --compare\n",
        ),
        (
            ("--compare", "--member", "--voucher", "5", "--no-member"),
            "error: --voucher does not go with --no-member\n  hint: leave one of them out\n",
        ),
        (("--compare", "--explain"), "error: --compare and --explain do not go together\n  hint: choose one\n"),
        (("sam", "--csv", "--json"), "error: --csv and --json do not go together\n  hint: choose one\n"),
        (("nobody",), "error: there is no trainee 'nobody'\n  hint: kio list shows everybody\n"),
        (("--programme", "surv"), "error: 'surv' is not a programme of rules/\n  hint: did you mean 'surf'?\n"),
        (
            ("--track", "wave", "--voucher", "1.100"),
            (
                "error: --voucher 1.100: '1.100' can be 1100.00 or 1.100\n"
                "  hint: write 1100.00 or the other one with a point and two decimals\n"
            ),
        ),
        (
            ("--track", "guest", "--enrol", "2026-06-02", "--group", "june"),
            (
                "error: the training begins on 1 Jun 2026, before the registration on 2 Jun 2026\n"
                "  hint: name a start on or after the registration, or an earlier registration\n"
            ),
        ),
    ],
)
def test_what_cannot_be_asked(cost: Cost, arguments: tuple[str, ...], said: str) -> None:
    assert cost(*arguments) == (2, "", said)


def test_an_option_that_no_fact_has(cost: Cost) -> None:
    done = cost("--track", "wave", "--lesson", "3")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: kio cost has no option --lesson\n  hint: did you mean '--lessons'?\n"


def test_a_group_where_there_is_none(cost: Cost, tmp_path: Path) -> None:
    for group in (tmp_path / "records/groups").iterdir():
        group.unlink()
    done = cost("--track", "guest", "--group", "june")
    said = "error: there is no group june\n  hint: there are no groups here; name the days instead\n"
    assert (done.code, done.err) == (2, said)


def test_the_only_track_need_not_be_named(cost: Cost, tmp_path: Path) -> None:
    rules = tmp_path / "rules/surf.yaml"
    text = rules.read_text()
    for gone in (
        "  wave: {title: {nl: golfsurfer, en: wave surfer}}\n",
        "  wind: {title: {nl: windsurfer, en: wind surfer}}\n",
    ):
        assert gone in text
        text = text.replace(gone, "")
    rules.write_text(text.replace("[wave, wind]", "[guest]").replace("[wave]", "[guest]").partition("comparison:")[0])
    assert data(cost("--json"))["track"] == "guest"


def test_a_group_without_a_plan_gives_no_days(cost: Cost) -> None:
    done = cost("--track", "guest", "--enrol", ON, "--group", "empty")
    assert " with --begins the days can be named" in done.out.splitlines()


def test_rules_with_a_gap_end_it(cost: Cost, tmp_path: Path) -> None:
    rules = tmp_path / "rules/surf.yaml"
    rules.write_text(rules.read_text().replace("until: 2025-12-31", "until: 2025-12-30"))
    done = cost("--track", "wave")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: the rules have errors; mend them first\nrules/surf.yaml:")
    assert "error[gap-in-dates]" in done.err


def test_rules_without_prices(kio: Kio, tmp_path: Path) -> None:
    root = surf_school(tmp_path)
    rules = root / "rules/surf.yaml"
    rules.write_text(rules.read_text().partition("currency:")[0])
    done = kio("-C", root, "--lang", "en", "cost", "--track", "wave")
    assert (done.code, done.err) == (2, "error: the rules of programme surf name no prices\n")


@pytest.mark.parametrize("named", [(), ("--programme", "surf")])
def test_two_programmes_with_prices(cost: Cost, tmp_path: Path, named: tuple[str, ...]) -> None:
    first = (tmp_path / "rules/surf.yaml").read_text()
    (tmp_path / "rules/sail.yaml").write_text(
        first.replace("lessons:\n    type: whole", "trips:\n    type: whole", 1)
        .replace("fact: lessons", "fact: trips")
        .replace("guest", "crew")
    )
    done = cost("--track", "wave", *named)
    if named:
        assert done.code == 0
    else:
        hint = "  hint: name one with --programme: sail, surf\n"
        assert done == (2, "", "error: several programmes have a track wave\n" + hint)
    assert cost("--track", "crew").code == 0  # only one has it


# --- the options that rules declare


def test_help_names_the_facts_of_the_rules(cost: Cost) -> None:
    done = cost("--help")
    assert done.code == 0
    options = [line.split()[0] for line in done.out.splitlines() if line.strip().startswith("--")]
    assert options[:9] == [
        "--programme", "--track", "--group", "--enrol", "--begins", "--second-part", "--lessons", "--film", "--member",
    ]  # fmt: skip
    assert "--voucher GBP" in " ".join(done.out.split())


def test_help_without_rules_names_the_other_options(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", tmp_path / "nowhere", "cost", "--help")
    assert done.code == 0
    assert "--track" in done.out
    assert "--lessons" not in done.out


@pytest.mark.parametrize("place", ["before", "after", "joined", "short", "environment"])
def test_the_workspace_may_be_named_anywhere(
    kio: Kio, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = surf_school(tmp_path)
    command: tuple[object, ...] = ("cost", "--track", "guest", "--lang", "en", "--member", "--on", ON)
    match place:
        case "before":
            done = kio("-C", root, *command)
        case "after":
            done = kio(*command, "--workspace", root)
        case "joined":
            done = kio(*command, f"--workspace={root}")
        case "short":
            done = kio(*command, f"-C{root}")
        case _:
            monkeypatch.setenv("KIO_WORKSPACE", str(root))
            done = kio(*command)
    assert (done.code, done.err) == (0, "")
    assert "track: guest" in done.out


def test_an_applicant_needs_no_workspace(kio: Kio) -> None:
    """In a folder without records the shipped prices serve; for somebody with a record there has to be one."""
    done = kio("--on", "2026-08-15", "--lang", "en", "cost", "--track", "therapist")
    assert (done.code, done.err) == (0, "")
    assert "together €5,201.33 \u2013 €5,727.68 with VAT" in done.out.splitlines()
    assert kio("--lang", "en", "cost", "femke").err.startswith("error: there is no workspace here")


@pytest.mark.parametrize("columns", ["1", "2", "30", "40", "59", "60", "80", "140", "300"])
@pytest.mark.parametrize(
    "arguments", [("--track", "coach", "--explain"), ("milan",), ("--compare",), ("griet", "--sources")]
)
def test_no_width_ends_it(columns: str, arguments: tuple[str, ...], kio: Kio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = kio("-C", ROOT, "--on", "2026-08-29", "--lang", "nl", "cost", *arguments)
    assert (done.code, done.err) == (0, "")
    if int(columns) >= 40:
        assert max(map(len, done.out.splitlines())) <= int(columns)
    assert "DeelI" in "".join(done.out.split()) or "deelnamealspartner" in "".join(done.out.split())


def test_plain_signs_where_others_cannot_be_shown() -> None:
    done = installed("cost", "--track", "coach", env={"PYTHONIOENCODING": "ascii", "KIO_LANG": "nl"}, encoding="ascii")
    assert (done.code, done.err) == (0, "")
    assert "EUR 3.710,00" in done.out
    assert "2 - 4 uur x EUR 145,00" in done.out

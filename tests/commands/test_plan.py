"""`kio plan`: the screen, the data, the options that the rules name, and what a wrong use ends with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from checking.pottery import pottery

from commands.running import ROOT, Kio

DAY = "2026-11-24"


def plan(kio: Kio, *arguments: object, day: str = DAY) -> tuple[int, str, str]:
    return kio("-C", ROOT, "--on", day, "--lang", "en", "plan", *arguments)


def test_the_answer_comes_first(kio: Kio) -> None:
    code, out, err = plan(kio, "zoe")
    assert (code, err) == (0, "")
    assert out.startswith("Zoë Vandenberghe: on 8 Dec 2026 at the earliest (eligible for certification)\n")


def test_the_screen_of_the_readme_is_what_kio_says(kio: Kio) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("$ kio --on 2026-11-24 plan zoe\n")[2].partition("```")[0]
    assert plan(kio, "zoe")[1] == shown


def test_as_data(kio: Kio) -> None:
    code, out, _ = plan(kio, "lotte", "--json", "--by", "2027-06-01")
    data = json.loads(out)
    assert code == 0
    assert (data["answer"], data["day"], data["by"], data["in_time"]) == ("possible", "2027-04-25", "2027-06-01", True)
    assert data["chain"][0]["requirement"] == "certification/part-2-duration"


def test_a_pace_of_the_rules_is_an_option(kio: Kio) -> None:
    code, out, _ = plan(kio, "bram", "--sessions-per-month", "0,5")
    assert code == 0
    assert out.startswith("Bram De Clercq: on 8 Feb 2027 at the earliest")
    assert "--sessions-per-month N" in plan(kio, "--help")[1]


def test_another_group_gives_the_modules(kio: Kio) -> None:
    code, out, _ = plan(kio, "xander", "--group", "2027-voorjaar")
    assert code == 0
    assert out.startswith("Xander Kuipers: on 7 May 2028 at the earliest")
    assert "followed with the group 2027-voorjaar" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lotte", "--by", "1-6-2027"), "error: --by 1-6-2027: this is not a date as 2026-03-01\n  hint: write"),
        (("lotte", "--sessions-per-month", "0"), "error: --sessions-per-month 0: a number above 0 was expected here\n"),
        (("lotte", "--sessions-per-month", "one"), "error: --sessions-per-month one: 'one' is not a number"),
        (("lotte", "--group", "2027-vorjaar"), "error: there is no group 2027-vorjaar\n  hint: did you mean"),
        (("lote-verschuren",), "error: "),
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2(kio: Kio, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = plan(kio, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_a_day_before_the_first_rules_is_refused(kio: Kio) -> None:
    code, out, err = plan(kio, "lotte", day="2005-01-01")
    assert (code, out) == (2, "")
    assert "on 1 Jan 2005 there were no rules yet" in err


def test_help_comes_without_a_workspace(kio: Kio) -> None:
    assert "--by YYYY-MM-DD" in kio("plan", "--help").out
    assert kio("plan", "anna").code == 2


def test_a_programme_without_a_goal_says_so(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path), "--on", "2026-06-01", "plan", "anna")
    assert done.code == 0
    assert "the rules name no goal for this track" in done.out


def test_a_pace_of_another_programme_is_refused(kio: Kio, tmp_path: Path) -> None:
    folder = pottery(tmp_path)
    shutil.copy(ROOT / "rules" / "kio.yaml", folder / "rules")
    shutil.copytree(ROOT / "rules" / "kio", folder / "rules" / "kio")
    (folder / "kio.yaml").write_text("programme: pottery\n", encoding="utf-8")
    done = kio("-C", folder, "--on", "2026-06-01", "plan", "anna", "--sessions-per-month", "1")
    assert done.code == 2
    assert "--sessions-per-month says nothing for" in done.err


def test_a_record_with_an_error_ends_with_1(kio: Kio, tmp_path: Path) -> None:
    folder = pottery(tmp_path)
    record = folder / "records" / "trainees" / "anna.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "  - {date: 2025-13-01, type: pot}\n", encoding="utf-8")
    done = kio("-C", folder, "--on", "2026-06-01", "plan", "anna")
    assert done.code == 1
    assert "in this record, see below" in done.out
    assert "Problems in this record" in done.out


def test_a_record_that_cannot_be_used_has_the_same_keys(kio: Kio, tmp_path: Path) -> None:
    folder = pottery(tmp_path)
    (folder / "records" / "trainees" / "anna.yaml").write_text("id: anna\n", encoding="utf-8")
    done = kio("-C", folder, "--on", "2026-06-01", "plan", "anna", "--json")
    assert done.code == 1
    data = json.loads(done.out)
    assert (data["answer"], data["steps"]) == (None, [])
    assert data["problems"]

"""Options that suppose what does not hold: other readings of the sources, another edition; and days without rules."""

from __future__ import annotations

import json

import pytest

from commands.running import ROOT, Kio

ON = "2026-11-24"
C4 = "C4-papers"


def test_another_reading_is_said_to_be_supposed_and_changes_the_answer(kio: Kio) -> None:
    # Bram handed in one paper for each moment; by the other reading of C4 two are asked for each.
    told = kio("-C", ROOT, "status", "bram", "--on", ON, "--lang", "en")
    assert "supposed:" not in told.out
    supposed = kio("-C", ROOT, "status", "bram", "--on", ON, "--lang", "en", "--reading", f"{C4}=different")
    assert "supposed: Are papers and reports the same documents?" in supposed.out
    data = json.loads(kio("-C", ROOT, "status", "bram", "--on", ON, "--json", "--reading", "C4=different").out)
    assert data["supposed"] == {"readings": {C4: "different"}, "edition": None}
    papers = {item["id"]: item for part in data["checklists"] for item in part["requirements"]}
    assert (papers["paper-halfway"]["status"], papers["paper-halfway"]["need"]) == ("open", 2)


def test_what_another_reading_would_make_of_it_is_in_the_data(kio: Kio) -> None:
    data = json.loads(kio("-C", ROOT, "status", "bram", "--on", ON, "--json").out)
    papers = {item["id"]: item for part in data["checklists"] for item in part["requirements"]}
    halfway = papers["paper-halfway"]
    assert (halfway["status"], halfway["same_under_every_reading"]) == ("met", False)
    assert halfway["other_readings"] == [{"readings": {C4: "different"}, "status": "open", "have": 1, "need": 2}]
    assert papers["certification-contract"]["same_under_every_reading"] is None
    assert papers["certification-contract"]["other_readings"] == []


def test_another_edition_is_said_to_be_supposed(kio: Kio) -> None:
    done = kio("-C", ROOT, "status", "bram", "--on", ON, "--lang", "en", "--edition", "2010")
    assert "supposed: the edition first edition" in done.out
    data = json.loads(kio("-C", ROOT, "status", "bram", "--on", ON, "--json", "--edition", "2010").out)
    assert data["supposed"] == {"readings": {}, "edition": "2010"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--reading", "C99-x=y"], "there is no question C99-x"),
        (["--reading", "C4-paper=same"], "did you mean 'C4-papers'?"),
        (["--reading", "C4=diferent"], "'diferent' is no reading of C4-papers"),
        (["--reading", "C4"], "possible here: C4-papers=same, C4-papers=different"),
        (["--reading", "C4=same", "--reading", "C4-papers=different"], "C4-papers is read in two ways"),
        (["--edition", "2001"], "there is no edition 2001"),
    ],
)
def test_what_the_rules_do_not_know_is_refused(kio: Kio, options: list[str], said: str) -> None:
    done = kio("-C", ROOT, "status", "bram", "--on", ON, "--lang", "en", *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(("on", "code"), [("2009-12-31", 2), ("2010-01-01", 0)])
def test_before_the_first_edition_there_is_no_answer(kio: Kio, on: str, code: int) -> None:
    # the first shipped edition holds from 2010-01-01 (interface, section 3)
    done = kio("-C", ROOT, "status", "bram", "--on", on, "--lang", "en")
    assert done.code == code
    assert kio("-C", ROOT, "list", "--on", on, "--lang", "en").code == code
    told = "error: on 31 Dec 2009 there were no rules yet; the first edition begins on 1 Jan 2010" in done.err
    assert told is (code != 0)

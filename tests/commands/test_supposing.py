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
    # Its term hangs on C5 and C7 as well: eight ways, of which one holds. Only four documents are more than it has.
    others = [(way["readings"][C4], way["status"], way["have"], way["need"]) for way in halfway["other_readings"]]
    assert sorted(others) == [("different", "open", 1, 2)] * 4 + [("same", "met", 1, 1)] * 3
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


def test_a_quote_says_that_a_reading_is_supposed(kio: Kio) -> None:
    asked = ("-C", ROOT, "cost", "--track", "coach", "--on", ON, "--lang", "en")
    told, supposed = kio(*asked), kio(*asked, "--reading", "C3=as_supervision")
    assert "supposed:" not in told.out
    assert "project guidance: €169.40 per hour" in told.out
    assert "supposed: Does an hour of project guidance cost 140 euros, or as much as\nsupervision? as" in supposed.out
    assert "project guidance: €175.45 per hour" in supposed.out
    [row] = [
        line for line in kio(*asked, "--reading", "C3=as_supervision", "--csv").out.splitlines() if ",total," in line
    ]
    assert ",C3-project=as_supervision," in row


def test_what_somebody_has_to_pay_is_said_with_and_without_what_is_supposed(kio: Kio) -> None:
    """An assessment of 362.50 that was paid with its VAT of 76.13."""
    asked = ("-C", ROOT, "cost", "joris-claes", "--on", "2026-11-24", "--lang", "en", "--reading", "C29=exempt")
    said = kio(*asked).out
    assert "still to be paid, with what is supposed: €432.58\nwithout it: €432.58" in said
    assert "assessment: €76.13 too much was paid" in said


def test_quotes_beside_each_other_say_what_is_supposed(kio: Kio) -> None:
    said = kio("-C", ROOT, "cost", "--compare", "--on", ON, "--lang", "en", "--reading", "C29=exempt").out
    assert "supposed: Is VAT charged on an assessment? no, it belongs to the training" in said
    assert "kio cost --track coach --reading C29-assessment=exempt" in said
    assert "€362.50                €362.50" in said


def test_a_question_that_does_not_arise_on_the_track_is_not_supposed(kio: Kio) -> None:
    asked = ("-C", ROOT, "cost", "--track", "therapist", "--on", ON, "--json", "--reading", "C36=coaches_too")
    assert json.loads(kio(*asked).out)["supposed"] == {"readings": {}}


def test_an_unknown_reading_of_a_quote_is_refused(kio: Kio) -> None:
    done = kio("-C", ROOT, "cost", "--track", "coach", "--reading", "C3=cheap", "--lang", "en")
    assert done.code == 2
    assert "'cheap' is no reading of C3-project" in done.err


def test_a_quote_names_the_readings_that_matter_for_it_and_all_with_sources(kio: Kio) -> None:
    asked = ("-C", ROOT, "cost", "--track", "therapist", "--on", ON, "--lang", "en")
    said, all_ = kio(*asked).out, kio(*asked, "--sources").out
    assert "How often is watching a recording beforehand charged?" in said
    assert "Of which day is the price" not in said
    assert "of which another reading changes nothing here; --sources names them" in said
    assert "Of which day is the price" in all_
    assert "--sources names them" not in all_

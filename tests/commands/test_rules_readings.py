"""`kio rules readings`: every open question, what was decided, and for whom another reading makes a difference."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from commands.running import ROOT, Kio

ON = ("--on", "2026-11-24", "--lang", "en")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Three coaches and a therapist of the sample records, with the rules, so that decisions can be written down."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    shutil.copytree(ROOT / "records/groups", tmp_path / "records/groups")
    shutil.copy(ROOT / "records/people.yaml", tmp_path / "records")
    (tmp_path / "records/trainees").mkdir()
    for name in ("griet-maes", "joris-claes", "bram-de-clercq", "marijke-hoekstra"):
        shutil.copy(ROOT / f"records/trainees/{name}.yaml", tmp_path / "records/trainees")
    return tmp_path


def questions(kio: Kio, workspace: Path, *more: str) -> dict[str, Any]:
    done = kio("-C", workspace, "rules", "readings", "--json", *ON, *more)
    assert (done.code, done.err) == (0, "")
    return {question["question"]: question for question in json.loads(done.out)["questions"]}


def reached(question: dict[str, Any], reading: str) -> dict[str, Any]:
    found = next(one for one in question["readings"] if one["reading"] == reading)
    return {one["id"]: one for one in found["trainees"]}


def test_for_whom_another_reading_matters(kio: Kio, workspace: Path) -> None:
    found = questions(kio, workspace)
    # Griet has two sessions of three; where no number is fixed, they are enough.
    # Joris has three sessions of two; where one is asked for each of four recordings, they are not, and he cannot be
    # certified yet.
    none, each = reached(found["C9-sessions"], "none"), reached(found["C9-sessions"], "one_per_recording")
    assert none["griet-maes"]["requirements"] == [
        {"requirement": "certification/supervision", "status": "met", "instead_of": "open"}
    ]
    assert each["joris-claes"]["requirements"] == [
        {"requirement": "certification/supervision", "status": "open", "instead_of": "met"}
    ]
    assert each["joris-claes"]["phase"] == "Part II"
    # Bram, a therapist, handed in one paper for each moment; the coaches are not asked for more by either reading
    papers = reached(found["C4-papers"], "different")
    assert set(papers) == {"bram-de-clercq"}
    assert {one["requirement"] for one in papers["bram-de-clercq"]["requirements"]} == {
        "certification/paper-halfway", "certification/paper-certification",
    }  # fmt: skip


def test_what_is_asked_by_another_reading_alone(kio: Kio, workspace: Path) -> None:
    # Griet has neither a membership nor an insurance in her record; a coach is asked for none, unless C36 is read so.
    found = questions(kio, workspace)
    assert reached(found["C36-coaches"], "coaches_too")["griet-maes"]["requirements"] == [
        {"requirement": f"admission/coach-{what}", "status": "open", "instead_of": "not_applicable"}
        for what in ("membership", "insurance")
    ]


def test_what_a_reading_changes_and_for_which_tracks_a_question_is(kio: Kio, workspace: Path) -> None:
    found = questions(kio, workspace)
    assert (found["C36-coaches"]["tracks"], found["C7-months"]["tracks"]) == (["coach"], [])
    (no, yes) = found["C36-coaches"]["readings"]
    assert no["changes"] == "A coach is asked for neither membership nor insurance."
    said = " ".join(kio("-C", workspace, "rules", "readings", *ON).out.split())
    assert "(C36-coaches) only for: coach not decided" in said
    assert f"• yes, coaches too {yes['changes']} source: kio-brochure, Appendix 2" in said
    assert "(C7-months) not decided" in said


def test_prices_too(kio: Kio, workspace: Path) -> None:
    # Without VAT the assessment of 362.50 costs 76.13 less (21 % of it, half up).
    found = reached(questions(kio, workspace)["C29-assessment"], "exempt")["griet-maes"]
    least = {key: found[key]["min"] for key in ("total", "instead_of")}
    assert round(float(least["instead_of"]) - float(least["total"]), 2) == 76.13


def test_nothing_matters_for_somebody_of_whom_nothing_is_asked_any_more(kio: Kio, workspace: Path) -> None:
    found = questions(kio, workspace)
    everybody = {
        who for one in found.values() for reading in one["readings"] for who in reached(one, reading["reading"])
    }
    assert "marijke-hoekstra" not in everybody


DECIDED = "    default: same\n    decided: {reading: different, by: the board, on: 2026-12-01, minute: minute 12}\n  C5"


def test_a_decision_is_told_and_holds_from_its_day_on(kio: Kio, workspace: Path) -> None:
    rules = workspace / "rules/kio/questions.yaml"
    text = rules.read_text(encoding="utf-8")
    assert "    default: same\n  C5" in text
    rules.write_text(text.replace("    default: same\n  C5", DECIDED), encoding="utf-8")
    before = questions(kio, workspace)["C4-papers"]
    assert before["reading"] == "same"
    assert before["decided"] == {"reading": "different", "by": "the board", "on": "2026-12-01", "minute": "minute 12"}
    after = questions(kio, workspace, "--on", "2026-12-01")["C4-papers"]
    assert after["reading"] == "different"
    assert reached(after, "same")["bram-de-clercq"]["requirements"][0]["status"] == "met"
    said = kio("-C", workspace, "rules", "readings", *ON).out
    assert "decided by the board on 1 Dec 2026 (minute 12); until then the first reading holds" in " ".join(
        said.split()
    )


def test_the_screen(kio: Kio, workspace: Path) -> None:
    said = " ".join(kio("-C", workspace, "rules", "readings", *ON).out.split())
    for part in (
        "How many supervision sessions does a coach need? (C9-sessions)",
        "not decided: the first reading holds until somebody decides",
        "Griet Maes: Supervision sessions: met (now open)",
        "Joris Claes: phase Part II, Supervision sessions: open (now met)",
        "0 decided, as of 24 Nov 2026",
    ):
        assert part in said


def test_a_programme_that_is_not_there(kio: Kio, workspace: Path) -> None:
    done = kio("-C", workspace, "rules", "readings", "--programme", "kia", *ON)
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'kio'?" in done.err

"""`kio explain`: a requirement for somebody, a requirement itself, an entry; what is not there and what is near it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.running import ROOT, Kio
from kio.commands.completion import complete_requirement

ON = ("--on", "2026-11-24", "--lang", "en")
GRIET = "records/trainees/griet-maes.yaml"


def line_of(text: str) -> int:
    lines = (ROOT / GRIET).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_requirement_for_somebody(kio: Kio) -> None:
    # Griet's group day counts as two sessions for a coach; her half hour counts for nothing; three are asked.
    done = kio("-C", ROOT, "explain", "supervision", "griet", *ON)
    assert (done.code, done.err) == (0, "")
    for part in (
        "This is not met yet: 1 more is needed.",
        "open · 2 of 3 sessions",
        "counts for 2 · line ",
        "hours is 0.5; at least 1 is asked",
        "possible from 13 Apr 2026",
        "met if it is read so: no fixed number",
        "What would meet it\n • a new entry, from 24 Nov 2026 on: supervision session (individual, hours: 1,",
        " With this it is met on 24 Nov 2026.\n",
    ):
        assert part in done.out


def test_a_requirement_for_somebody_as_data(kio: Kio) -> None:
    data = json.loads(kio("-C", ROOT, "explain", "certification/supervision", "griet", "--json", *ON).out)
    assert (data["trainee"]["id"], data["as_of"]) == ("griet-maes", "2026-11-24")
    found = data["requirement"]
    assert (found["name"], found["status"], found["have"], found["need"]) == ("certification/supervision", "open", 2, 3)
    assert [(item["line"], item["counts"]) for item in found["evidence"]] == [(line_of("form: group_day"), 2)]
    hours = next(value for value in found["values"] if value["title"].startswith("shortest session"))
    assert (hours["min"], hours["max"], hours["words"], hours["from"]) == (1, 1, [], "2010-01-01")
    smallest = found["smallest_change"]
    assert (smallest["day"], smallest["way"], len(smallest["entries"])) == ("2026-11-24", None, 1)
    assert (smallest["entries"][0]["type"], smallest["entries"][0]["values"]["hours"]) == ("supervision", 1)
    assert {question["question"] for question in found["questions"]} >= {"C2-group-day", "C9-sessions"}


def test_what_each_reading_changes(kio: Kio) -> None:
    said = " ".join(kio("-C", ROOT, "explain", "supervision", "griet", *ON).out.split())
    taken, other = "A group day saves a coach two sessions.", "Beside a group day a coach needs one session more."
    assert f"taken: two, as written for coaches {taken} possible too: one, as for therapists {other}" in said
    data = json.loads(kio("-C", ROOT, "explain", "supervision", "griet", "--json", *ON).out)
    [group_day] = [one for one in data["requirement"]["questions"] if one["question"] == "C2-group-day"]
    assert [reading["changes"] for reading in group_day["readings"]] == [taken, other]


def test_why_something_is_not_asked_and_by_which_reading_it_would_be(kio: Kio) -> None:
    said = " ".join(kio("-C", ROOT, "explain", "coach-membership", "griet", *ON).out.split())
    assert "This is not asked here." in said
    assert "open if it is read so: yes, coaches too" in said


def test_a_requirement_itself(kio: Kio) -> None:
    done = kio("-C", ROOT, "explain", "assistance", *ON)
    assert (done.code, done.err) == (0, "")
    assert "asked of: therapist, coach" in done.out
    assert "trainee: assist for two days" in done.out
    data = json.loads(kio("-C", ROOT, "explain", "supervision", "--json", *ON).out)
    needs = {track["track"]: track["need"] for track in data["requirement"]["tracks"]}
    assert needs == {"therapist": 6, "coach": 4}


def test_an_entry(kio: Kio) -> None:
    line = line_of("form: group_day")
    for named in (str(line), f"{GRIET}:{line}", f"{GRIET}:{line}:5"):
        done = kio("-C", ROOT, "explain", named, "griet", *ON)
        assert (done.code, done.err) == (0, "")
        assert "Supervision sessions: it counts for 2" in done.out
        assert "Supervision sessions: 0, not 2" in done.out
    data = json.loads(kio("-C", ROOT, "explain", str(line), "griet", "--json", *ON).out)
    assert data["entry"] == {"date": "2026-06-27", "type": "supervision", "line": line}
    assert [(use["requirement"], use["counts"]) for use in data["uses"]] == [("certification/supervision", 2)]
    assert data["without"]["progress"] == {"met": 13, "of": 22}


def test_a_payment_is_counted_elsewhere(kio: Kio) -> None:
    done = kio("-C", ROOT, "explain", str(line_of("amount: 2960")), "griet", *ON)
    assert "what is paid and still to be paid: kio cost griet-maes" in done.out
    assert "no requirement, no phase and no term would be different" in done.out


def test_an_entry_that_everything_hangs_on(kio: Kio) -> None:
    # without Module IV Part I has not ended, so that she is still in it and nothing of Part II counts
    done = kio("-C", ROOT, "explain", str(line_of("module: 4")), "griet", *ON)
    assert "the phase would be Part I, not Part II" in done.out
    assert "Module IV: open, not met" in done.out


def test_another_reading(kio: Kio) -> None:
    done = kio("-C", ROOT, "explain", "supervision", "griet", "--reading", "C9=none", *ON)
    assert "supposed: How many supervision sessions does a coach need? no fixed number" in done.out
    assert "This is met" in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["supervison", "griet"], "did you mean 'supervision'?"),
        (["final", "griet"], "'final' can mean several requirements"),
        (["26"], "line 26 of whose record?"),
        (["1", "griet"], "no entry of griet-maes stands on line 1"),
        (["1", "griet"], "hint: the log stands on lines 11 to 3"),
        (["999", "griet"], "no entry of griet-maes stands on line 999"),
        (["supervision", "grit"], "there is no trainee 'grit'"),
        (["nothing-like-it"], "there is no requirement 'nothing-like-it'"),
    ],
)
def test_what_is_not_there(kio: Kio, words: list[str], said: str) -> None:
    done = kio("-C", ROOT, "explain", *words, *ON)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_requirements_complete(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KIO_WORKSPACE", str(ROOT))
    assert complete_requirement("paper") == ["paper-certification", "paper-halfway"]
    assert complete_requirement("zz") == []
    monkeypatch.setenv("KIO_WORKSPACE", str(tmp_path))
    assert complete_requirement("paper") == []

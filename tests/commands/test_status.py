"""`kio status`: the screen, the data, and what a record that is wrong ends with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from checking.pottery import RULES, pottery, record
from typer.testing import CliRunner

from commands.running import DAY, ROOT, Kio
from kio.app import app

BEN = "records/trainees/ben.yaml"


def test_where_somebody_stands(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path), "status", "anna", "--on", DAY)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Anna Bakker (anna)\n")
    for part in ("potter", "learning", "2025", "1 Jun 2026", "Craft", "Three pots", "1 of 3"):
        assert part in done.out


def test_in_dutch(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path), "status", "anna", "--on", DAY, "--lang", "nl")
    for part in ("pottenbakker", "bezig", "1 jun 2026", "Ambacht", "Drie potten", "1 van 3"):
        assert part in done.out
    assert (done.code, done.err) == (0, "")


def test_through_typers_runner(tmp_path: Path) -> None:
    arguments = ["-C", str(pottery(tmp_path)), "--on", DAY, "--lang", "en", "status", "bakker"]
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, done.stdout.partition("\n")[0]) == (0, "Anna Bakker (anna)")


Types = Mapping[str, type | tuple[type, ...]]
JSON: Types = {
    "as_of": str, "trainee": dict, "programme": str, "edition": str, "phase": str, "progress": dict,
    "checklists": list, "next": list, "problems": list,
}  # fmt: skip
REQUIREMENT: Types = {
    "id": str, "title": str, "status": str, "have": (int, float, type(None)), "need": (int, float, type(None)),
    "unit": (str, type(None)), "reason": str, "source": dict, "deadline": (str, type(None)),
    "earliest": (str, type(None)), "evidence": list, "not_counted": list, "readings": list, "children": list,
}  # fmt: skip
EVIDENCE: Types = {"date": str, "type": str, "counts": (int, float), "line": int}
NOT_COUNTED = {"date": str, "type": str, "line": int, "why": str}
OPTIONAL = (str, type(None))
ACTION: Types = {"who": str, "what": str, "requirement": OPTIONAL, "from": OPTIONAL, "until": OPTIONAL}


def check_types(found: Mapping[str, object], expected: Types) -> None:
    assert set(expected) <= set(found)
    for key, kind in expected.items():
        assert isinstance(found[key], kind), (key, found[key])


def test_the_data_have_the_keys_that_scripts_rely_on(kio: Kio) -> None:
    done = kio("-C", ROOT, "status", "hakan", "--on", "2026-11-22", "--json")
    found = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    check_types(found, JSON)
    assert (found["as_of"], found["programme"], found["edition"]) == ("2026-11-22", "kio", "2010")
    assert found["trainee"] == {
        "id": "hakan-lindqvist", "name": "Håkan Lindqvist", "track": "therapist", "group": "2025-najaar",
    }  # fmt: skip
    assert found["progress"] == {"met": 18, "of": 26}
    assert [part["id"] for part in found["checklists"]] == ["admission", "part-1", "certification"]
    requirements = {}
    for part in found["checklists"]:
        check_types(part, {"id": str, "title": str, "status": str, "requirements": list})
        for requirement in part["requirements"]:
            check_types(requirement, REQUIREMENT)
            check_types(requirement["source"], {"document": str, "section": str})
            requirements[requirement["id"]] = requirement
            for item in requirement["evidence"]:
                check_types(item, EVIDENCE)
            for item in requirement["not_counted"]:
                check_types(item, NOT_COUNTED)
    sessions = requirements["supervision"]
    assert (sessions["status"], sessions["have"], sessions["need"]) == ("open", 4, 6)
    assert len(sessions["not_counted"]) == 2
    for action in found["next"]:
        check_types(action, ACTION)
    assert "certification/supervision" in [action["requirement"] for action in found["next"]]
    assert found["problems"] == []


def test_nothing_is_said_twice_in_two_languages(kio: Kio) -> None:
    """Keys, ids and codes do not depend on the language; texts do."""
    english, dutch = (
        json.loads(kio("-C", ROOT, "status", "hakan", "--on", DAY, "--json", "--lang", language).out)
        for language in ("en", "nl")
    )
    assert english.keys() == dutch.keys()
    assert english["phase"] == dutch["phase"]
    assert english["checklists"][0]["title"] != dutch["checklists"][0]["title"]


# --- records that are wrong


def test_a_record_with_a_wrong_entry_is_shown_with_its_problem(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, {BEN: record("ben", "{date: 2026-01-10, type: pott}")})
    done = kio("-C", root, "status", "ben", "--on", DAY)
    assert done.code == 1
    assert done.out.startswith("Ben (ben)\n")
    said = " ".join(done.out.split())
    assert "1 error in this record, see below" in done.out.partition("\n\n")[0]
    assert "records/trainees/ben.yaml:5:30: error[unknown-entry-type]: 'pott' is not an entry type" in said
    assert said.endswith("hint: did you mean 'pot'?")
    data = kio("-C", root, "status", "ben", "--on", DAY, "--json")
    assert data.code == 1
    assert json.loads(data.out)["problems"] == [
        {
            "file": BEN, "line": 5, "column": 30, "severity": "error", "code": "unknown-entry-type",
            "message": "'pott' is not an entry type", "hint": "did you mean 'pot'?",
        }
    ]  # fmt: skip


def test_a_warning_alone_is_shown_and_is_no_failure(kio: Kio, tmp_path: Path) -> None:
    text = record("ben", "{date: 2026-01-10, type: firing, teacher: guus}")
    done = kio("-C", pottery(tmp_path, {BEN: text}), "status", "ben", "--on", DAY)
    assert done.code == 0
    assert "see below" not in done.out
    assert "warning[unknown-person]: guus is not in people.yaml" in done.out.replace("\n", " ")


def test_a_record_that_cannot_be_used_shows_its_problems_alone(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, {BEN: "id: bob\nname: Ben\ntrack: poter\n"})
    assert kio("-C", root, "status", "ben") == (
        1,
        "",
        "records/trainees/ben.yaml:3:8: error[unknown-track]: 'poter' is not a track\n  hint: did you mean 'potter'?\n",
    )


def test_a_record_that_cannot_be_used_has_the_same_keys_for_scripts(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, {BEN: "id: bob\nname: Ben\ntrack: poter\n"})
    done = kio("-C", root, "status", "ben", "--on", DAY, "--json")
    assert (done.code, done.err) == (1, "")
    assert json.loads(done.out) == {
        "as_of": DAY,
        "trainee": {"id": "ben", "name": None, "track": None, "group": None},
        "programme": None,
        "edition": None,
        "supposed": {"readings": {}, "edition": None},
        "phase": None,
        "progress": {"met": 0, "of": 0},
        "checklists": [],
        "next": [],
        "problems": [
            {
                "file": BEN, "line": 3, "column": 8, "severity": "error", "code": "unknown-track",
                "message": "'poter' is not a track", "hint": "did you mean 'potter'?",
            }
        ],
    }  # fmt: skip
    good = json.loads(kio("-C", root, "status", "anna", "--on", DAY, "--json").out)
    assert list(json.loads(done.out)) == list(good)
    assert json.loads(done.out)["trainee"].keys() == good["trainee"].keys()


def test_broken_rules_are_told_before_a_record_that_they_spoil(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, {"rules/pottery.yaml": RULES.replace("potter: {title", "potter: {titel")})
    done = kio("-C", root, "status", "anna")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: the rules have errors; mend them first\nrules/pottery.yaml:3:")
    assert "error[missing-key]: the key 'title' is missing here\n" in done.err


@pytest.mark.parametrize("query", ["zzz", ""])
def test_an_unknown_trainee(query: str, kio: Kio, tmp_path: Path) -> None:
    assert kio("-C", pottery(tmp_path), "status", query) == (
        2, "", f"error: there is no trainee '{query}'\n  hint: kio list shows everybody\n",
    )  # fmt: skip

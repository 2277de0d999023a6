from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from garden import DONE, GONE, ON, PROBLEMS, SEEDS, STANDING, START

from kio.actions import actions
from kio.cohort import row_of
from kio.evaluation.result import Waiver
from kio.models.record import Entry
from kio.render.json import list_json, number, problem_json, status_json, unusable_json
from kio.render.problems import problems_text

FIXED = {"id", "title", "status", "have", "need", "unit", "reason", "source", "deadline", "earliest", "evidence",
         "not_counted", "readings", "children"}  # fmt: skip


def status(language: str = "en") -> dict[str, object]:
    said: dict[str, object] = json.loads(json.dumps(status_json(STANDING, actions(STANDING), PROBLEMS, language)))
    return said


def requirement(checklist: int, place: int) -> dict[str, object]:
    return status()["checklists"][checklist]["requirements"][place]  # type: ignore[index,no-any-return]


def test_head() -> None:
    said = status()
    assert list(said) == [
        "as_of", "trainee", "programme", "edition", "supposed", "phase", "progress", "checklists", "next", "problems",
    ]  # fmt: skip
    assert said["as_of"] == "2025-06-01"
    assert said["trainee"] == {
        "id": "wilg-van-dam", "name": "Wilg van Dam", "track": "gardener", "group": "2024-lente",
    }  # fmt: skip
    assert (said["programme"], said["edition"], said["phase"]) == ("garden", "2024", "growing")
    assert said["progress"] == {"met": 3, "of": 10}


def test_a_requirement() -> None:
    walks = requirement(1, 0)
    assert set(walks) >= FIXED
    assert {key: walks[key] for key in FIXED} == {
        "id": "walks",
        "title": "Walks",
        "status": "open",
        "have": 4.5,
        "need": 6,
        "unit": "visits",
        "reason": "1.5 more are needed",
        "source": {"document": "handbook", "section": "Trees"},
        "deadline": "2025-05-20",
        "earliest": None,
        "evidence": [{"date": "2025-01-10", "type": "visit", "line": 31, "counts": 4.5, "remarks": []}],
        "not_counted": [
            {
                "date": "2025-02-10",
                "type": "visit",
                "line": 35,
                "why": "length is 0.5; at least 1 is asked",
                "uncertain": False,
            }
        ],
        "readings": [{"question": "half", "reading": "yes", "title": "Yes, as a half"}],
        "children": [],
    }
    assert walks["planned"] == [{"date": "2025-07-03", "type": "planting", "line": 40}]
    assert (walks["late"], walks["exception"], walks["beneath"]) == (True, None, "open")


def test_an_exception_shows_what_lies_beneath() -> None:
    tools = requirement(0, 1)
    assert (tools["status"], tools["beneath"], tools["met_on"]) == ("waived", "failed", "2024-02-01")
    assert tools["exception"] == {"date": "2024-02-01", "type": "waiver", "line": 9, "decision": "granted"}
    assert requirement(1, 4)["exception"] == {
        "date": "2025-05-02", "type": "waiver", "line": 50, "decision": "requested",
    }  # fmt: skip


ASKED, GRANTED, REFUSED = (Entry("waiver", date(2025, 5, day), {}, day) for day in (2, 3, 4))


@pytest.mark.parametrize(
    ("waiver", "expected"),
    [
        (Waiver(), None),
        (Waiver(refused=REFUSED), {"date": "2025-05-04", "type": "waiver", "line": 4, "decision": "refused"}),
        (Waiver(requested=ASKED, refused=REFUSED),
         {"date": "2025-05-02", "type": "waiver", "line": 2, "decision": "requested"}),
        (Waiver(granted=GRANTED, requested=ASKED, refused=REFUSED),
         {"date": "2025-05-03", "type": "waiver", "line": 3, "decision": "granted"}),
    ],
)  # fmt: skip
def test_what_holds_is_said_of_exceptions(waiver: Waiver, expected: object) -> None:
    part = START._replace(results=(SEEDS._replace(waiver=waiver),))
    said = status_json(DONE._replace(checklists=(part,)), (), (), "en")
    assert said["checklists"][0]["requirements"][0]["exception"] == expected


def test_a_record_that_cannot_be_judged_has_the_keys_of_one_that_can() -> None:
    said = unusable_json(ON, "wilg-van-dam", PROBLEMS, "nl")
    assert list(said) == list(status())
    assert said == {
        "as_of": "2025-06-01",
        "trainee": {"id": "wilg-van-dam", "name": None, "track": None, "group": None},
        "programme": None,
        "edition": None,
        "supposed": {"readings": {}, "edition": None},
        "phase": None,
        "progress": {"met": 0, "of": 0},
        "checklists": [],
        "next": [],
        "problems": status("nl")["problems"],
    }


def test_what_is_not_asked_is_listed() -> None:
    fence = requirement(0, 2)
    assert (fence["id"], fence["status"], fence["have"], fence["unit"]) == ("fence", "not_applicable", None, None)


def test_children_have_the_same_shape() -> None:
    trees = requirement(1, 6)
    child = trees["children"][0]  # type: ignore[index]
    assert set(child) == set(trees)
    assert child["id"] == "first"


def test_next() -> None:
    said = status("nl")["next"]
    assert isinstance(said, list)
    assert said[1] == {
        "who": "trainee",
        "what": "Loop met een buur mee (nog 1,5 nodig)",
        "requirement": "work/walks",
        "from": None,
        "until": "2025-05-20",
        "late": True,
        "planned": "2025-07-03",
        "kind": "requirement",
        "reminder": None,
        "person": None,
        "evidence": [],
        "unlocks": [],
    }
    assert [action["from"] for action in said] == [None, None, "2025-08-01", None, None]


def test_list() -> None:
    rows = [row_of(standing) for standing in (STANDING, GONE, DONE)]
    said = list_json(ON, rows, ["cas", "dot"], "en")
    assert list(said) == ["as_of", "trainees", "unusable"]
    assert (said["as_of"], said["unusable"]) == ("2025-06-01", ["cas", "dot"])
    assert list_json(ON, [], [], "en") == {"as_of": "2025-06-01", "trainees": [], "unusable": []}
    first, gone, done = said["trainees"]
    assert {"id", "name", "track", "group", "phase", "progress", "late", "next"} <= set(first)
    assert first["late"] == ["work/seeds", "work/walks"]
    assert first["next"]["requirement"] == "work/seeds"
    assert (gone["group"], gone["phase"], gone["late"], gone["next"]) == (None, "left", [], None)
    assert done["progress"] == {"met": 2, "of": 2}


def test_problems() -> None:
    assert [problem_json(problem, "en") for problem in PROBLEMS] == [
        {
            "file": "records/trainees/wilg-van-dam.yaml",
            "line": 12,
            "column": 5,
            "severity": "warning",
            "code": "unknown-person",
            "message": "jan-riet is not in people.yaml",
            "hint": None,
        },
        {
            "file": "records/trainees/wilg-van-dam.yaml",
            "line": 14,
            "column": 9,
            "severity": "error",
            "code": "unknown-key",
            "message": "the key 'jaar' means nothing here",
            "hint": "did you mean 'year'?",
        },
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "null"), (Decimal("6.00"), "6"), (Decimal(0), "0"), (Decimal("2.50"), "2.5"), (Decimal("0.1"), "0.1")],
)
def test_numbers(value: Decimal | None, shown: str) -> None:
    assert json.dumps(number(value)) == shown


def test_problems_as_lines() -> None:
    assert problems_text(PROBLEMS, "nl") == (
        "records/trainees/wilg-van-dam.yaml:12:5: warning[unknown-person]: jan-riet staat niet in people.yaml\n"
        "records/trainees/wilg-van-dam.yaml:14:9: error[unknown-key]: het veld 'jaar' bestaat hier niet\n"
        "  tip: bedoel je 'year'?"
    )


def test_a_hostile_file_name_stays_on_its_line() -> None:
    place = PROBLEMS[0].location._replace(file="a\nb\x1b[31m.yaml")
    assert problems_text([PROBLEMS[0]._replace(location=place)], "en").startswith("a b<U+001B>[31m.yaml:12:5: warning")


def test_data_and_problems_need_no_rich() -> None:
    code = "import sys, kio.render.json, kio.render.problems; print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

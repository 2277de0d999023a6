"""Screens of `kio plan` against golden files, and its data."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from garden import GONE, LEFT, ON, PROBLEMS
from rich.cells import cell_len
from roads import CASE, GOAL, IN_TIME, PLANS, POSSIBLE, REACHED, UNDECIDED, UNPLANNED

from kio.planning.plan import Plan, Prospect
from kio.render.face import Face
from kio.render.plan import plan_text
from kio.render.plan_json import plan_json, unusable_plan_json
from kio.render.symbols import ASCII, RICH

Check = Callable[[str, str], None]


def screen(found: Plan, width: int = 80, language: str = "en", ascii_only: bool = False) -> str:
    face = Face(language, width, ASCII if ascii_only else RICH, "ascii" if ascii_only else "utf-8")
    return plan_text(found, (), face).plain() + "\n"


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_answer(golden: Check, name: str, language: str) -> None:
    golden(f"plan-{name}-{language}-80.txt", screen(PLANS[name], language=language))


@pytest.mark.parametrize(
    ("language", "width", "ascii_only"), [("nl", 50, False), ("en", 140, False), ("en", 50, True), ("nl", 30, False)]
)
def test_every_width(golden: Check, language: str, width: int, ascii_only: bool) -> None:
    text = screen(IN_TIME, width, language, ascii_only)
    golden(f"plan-in-time-{language}-{width}{'-ascii' if ascii_only else ''}.txt", text)
    assert max(map(cell_len, text.splitlines())) <= width
    assert text.isascii() or not ascii_only


def first_line(found: Plan) -> str:
    return screen(found, 200).partition("\n")[0]


def second_line(found: Plan) -> str:
    return screen(found, 200).split("\n")[1]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (REACHED._replace(day=None), "ready for the diploma already"),
        (REACHED._replace(ended=LEFT), "ready for the diploma since 4 May 2025; by now: Left"),
        (Plan(GONE, GOAL, Prospect.ENDED, CASE, ended=LEFT), "no day can be given, for the phase is: Left"),
        (Plan(GONE, None, Prospect.NO_GOAL, CASE), "the rules name no goal for this track"),
        (Plan(GONE, GOAL, Prospect.UNKNOWN, CASE), "no day can be worked out"),
    ],
)
def test_the_first_line_is_the_answer(found: Plan, said: str) -> None:
    assert first_line(found).endswith(f": {said}")


def test_the_second_line_says_what_would_follow() -> None:
    by = date(2025, 7, 1)
    assert second_line(UNDECIDED._replace(by=by, in_time=False)) == (
        "even if it is decided in favour not by 1 Jul 2025; on 31 Jan 2026 at the earliest (ready for the diploma)"
    )
    assert second_line(UNPLANNED._replace(by=by, in_time=False)) == (
        "not by 1 Jul 2025: in no case before 31 Jan 2026 (ready for the diploma)"
    )


def test_what_nothing_was_found_for_is_named() -> None:
    found = Plan(GONE, GOAL, Prospect.UNKNOWN, CASE, unsolved=POSSIBLE.beside)
    assert "Nothing that could be recorded was found for\n • Grafting (open): nothing recorded yet" in screen(found)


def test_problems_of_the_record_are_told() -> None:
    text = plan_text(POSSIBLE, PROBLEMS, Face("en", 80, RICH)).plain()
    assert "error in this record" in text or "errors in this record" in text


def test_as_data() -> None:
    data = json.loads(json.dumps(plan_json(UNPLANNED, PROBLEMS, "en")))
    assert (data["answer"], data["day"], data["not_before"], data["goal"]) == ("unplanned", None, "2026-01-31", "ready")
    assert [one["missed"] for one in data["unplanned"]] == ["2025-05-01", None]
    assert data["chain"][1] == {
        "requirement": None, "title": "Pruning", "day": "2025-07-31", "why": "planned for 31 Jul 2025",
    }  # fmt: skip
    assert data["steps"][2] == {
        "day": "2025-06-01", "date": "2025-06-01", "type": "planting", "values": {"kind": "oak", "season": 2},
        "planned": False, "requirement": data["steps"][2]["requirement"], "title": data["steps"][2]["title"],
        "who": data["steps"][2]["who"], "adds": [], "latest": "2025-06-01", "late": True,
    }  # fmt: skip
    assert data["problems"]


def test_the_data_have_one_shape() -> None:
    keys = set(unusable_plan_json(ON, "mia", PROBLEMS, "en"))
    for found in PLANS.values():
        assert set(plan_json(found, (), "en")) == keys

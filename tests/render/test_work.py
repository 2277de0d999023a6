"""The screens and data of `kio next`, from hand-made values, against golden files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from garden import ON, PROGRAMME, STANDING, TRACK
from rich.cells import cell_len
from test_text import SCREENS, console, name_of, written

from kio.actions import Action, Kind, Unlocked, Wanted
from kio.cohort import Row
from kio.message import Text, message
from kio.models.record import Person
from kio.render.face import face_of
from kio.render.work import Names, next_text, worklist_text
from kio.render.work_json import work_json
from kio.worklist.choosing import by_date, by_person, by_trainee, tasks_of
from kio.worklist.cohort import Work

Check = Callable[[str, str], None]
PLANTING = Text("aanplant", "planting")
TREES = tuple(Unlocked("requirement", f"work/{nl}", Text(nl, en)) for nl, en in (
    ("eik", "oak"), ("iep", "elm"), ("es", "ash"), ("els", "alder"), ("linde", "lime"),
))  # fmt: skip
OVERDUE = Action(
    "trainee",
    Text("Loop met een buur mee", "Join a neighbour"),
    "work/walks",
    until=date(2025, 5, 20),
    late=True,
    planned=date(2025, 7, 3),
    evidence=(Wanted((Text("bezoek", "visit"),), (Text("uren", "hours"), Text("buur", "neighbour"))),),
    unlocks=(Unlocked("phase", "grown", Text("Volgroeid", "Grown")),),
)
LOOK = Action(
    "pruner",
    Text("Kijk de ent na", "Look at the graft"),
    "work/graft",
    from_=date(2025, 8, 1),
    until=date(2025, 9, 1),
    person="ada",
    evidence=(Wanted((PLANTING, Text("bezoek", "visit"))), Wanted((), (Text("grond", "ground"),))),
    unlocks=TREES,
)
DECIDE = Action(
    "coordinator", message("{text}", text=Text("Beslis over de ladder", "Decide on the ladder")), "work/ladder",
    kind=Kind.EXCEPTION, unlocks=TREES[:4],
)  # fmt: skip
SHARPEN = Action(
    "pruner", Text("Slijp de scharen", "Sharpen the shears"), None, until=date(2025, 9, 1), kind=Kind.REMINDER,
    reminder="shears", person="nobody-known",
)  # fmt: skip
ALL = (OVERDUE, LOOK, SHARPEN, DECIDE)
NAMES = Names(PROGRAMME.actors, {"ada": Person("ada", "Ada Berkhout", ())})


def row(identifier: str, name: str) -> Row:
    return Row(identifier, name, "2024-lente", "garden", TRACK, "growing", Text("In de groei", "Growing"), 1, 5)


WORKS = (
    Work(row("wilg-van-dam", "Wilg van Dam"), ALL),
    Work(row("els-berg", "Els Berg"), (DECIDE, LOOK)),
    Work(row("eik", "Eik"), (SHARPEN._replace(person=None),)),
)


def fits(text: str, width: int, ascii_only: bool) -> None:
    assert max(map(cell_len, text.splitlines())) <= width
    assert text.isascii() or not ascii_only


@pytest.mark.parametrize(("language", "width", "ascii_only"), SCREENS)
def test_one_trainee(golden: Check, language: str, width: int, ascii_only: bool) -> None:
    target = console(width, "ascii" if ascii_only else "utf-8")
    target.print(next_text(STANDING, ALL, face_of(target, language), NAMES, None))
    text = written(target)
    golden(name_of("next", language, width, ascii_only), text)
    fits(text, width, ascii_only)


@pytest.mark.parametrize(("language", "width", "ascii_only"), SCREENS)
@pytest.mark.parametrize("by", ["person", "date", "trainee"])
def test_a_cohort(golden: Check, by: str, language: str, width: int, ascii_only: bool) -> None:
    tasks = tasks_of(WORKS)
    roles = list(PROGRAMME.actors)
    groups = {"person": by_person(tasks, roles), "date": by_date(tasks), "trainee": by_trainee(tasks)}[by]
    target = console(width, "ascii" if ascii_only else "utf-8")
    target.print(worklist_text(ON, groups, by, face_of(target, language), NAMES))
    text = written(target)
    golden(name_of(f"work-by-{by}", language, width, ascii_only), text)
    fits(text, width, ascii_only)


@pytest.mark.parametrize(("language", "said"), [
    ("en", "nothing has to be done now: in winter"), ("nl", "er hoeft nu niets te gebeuren: in de winter"),
])  # fmt: skip
def test_nothing_to_do(language: str, said: str) -> None:
    target = console(80)
    why = message("{text}", text=Text("in de winter", "in winter"))
    target.print(next_text(STANDING, (), face_of(target, language), NAMES, why))
    assert written(target).splitlines()[2:] == ["", said]


def test_no_work_at_all() -> None:
    target = console(80)
    target.print(worklist_text(ON, [], "person", face_of(target, "en"), NAMES))
    assert written(target) == "0 things to do · for 0 trainees · 0 late · as of 1 Jun 2025\n"


def test_data() -> None:
    said = json.loads(json.dumps(work_json(ON, tasks_of(WORKS[:1]), NAMES.people, "nl", ["cas"])))
    assert list(said) == ["as_of", "actions", "unusable"]
    assert (said["as_of"], said["unusable"]) == ("2025-06-01", ["cas"])
    assert said["actions"][0] == {
        "trainee": {"id": "wilg-van-dam", "name": "Wilg van Dam"},
        "who": "trainee",
        "what": "Loop met een buur mee",
        "requirement": "work/walks",
        "from": None,
        "until": "2025-05-20",
        "late": True,
        "planned": "2025-07-03",
        "kind": "requirement",
        "reminder": None,
        "person": None,
        "evidence": [{"entries": ["bezoek"], "fields": ["uren", "buur"]}],
        "unlocks": [{"kind": "phase", "id": "grown", "title": "Volgroeid"}],
    }
    assert [action["person"] for action in said["actions"]] == [
        None, {"id": "nobody-known", "name": None}, {"id": "ada", "name": "Ada Berkhout"}, None,
    ]  # fmt: skip
    assert [(action["kind"], action["reminder"]) for action in said["actions"][1:]] == [
        ("reminder", "shears"), ("requirement", None), ("exception", None),
    ]  # fmt: skip

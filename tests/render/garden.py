"""Standings made by hand: a school of gardening that no rules file describes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kio.evaluation.result import (
    ChecklistResult,
    Evidence,
    Explanation,
    NotCounted,
    Result,
    Standing,
    Status,
    Waiver,
)
from kio.message import Message, Text, message
from kio.models.record import Entry, Trainee
from kio.problem import Location, Problem, Severity
from kio.programme.fields import EntryType, Field
from kio.programme.language import Today
from kio.programme.model import Checklist, Edition, Phase, Programme, Question, Reading, Track
from kio.programme.requirement import Act, Elapsed, Requirement, Source, Unit

ON = date(2025, 6, 1)
GROWING = Phase("growing", Text("In de groei", "Growing"), Elapsed(Today()), (), idle=False)
LEFT = Phase("left", Text("Vertrokken", "Left"), Elapsed(Today()), (), idle=True)
TRACK = Track("gardener", Text("Hovenier", "Gardener"))
NUMBER = Field("season", "whole_number", Text("seizoen", "season"))
KIND = Field("kind", "choice", Text("soort", "kind"), choices={"oak": Text("eik", "oak"), "elm": Text("iep", "elm")})
PROGRAMME = Programme(
    "garden",
    Text("Tuinschool", "School of gardening"),
    "rules/garden.yaml",
    actors={"pruner": Text("snoeimeester", "pruning master")},
    entries={
        "planting": EntryType("planting", Text("aanplant", "planting"), {"season": NUMBER, "kind": KIND}),
        "visit": EntryType("visit", Text("bezoek", "visit"), {}),
    },
)
VISITS = Unit(Text("bezoek", "visit"), Text("bezoeken", "visits"))


def entry(type_: str, day: str, line: int, **values: object) -> Entry:
    return Entry(type_, date.fromisoformat(day), values, line)


def told(nl: str, en: str) -> Message:
    """A sentence that no catalogue holds: these screens stay the same when a template of the core changes."""
    return message("{text}", text=Text(nl, en))


def requirement(identifier: str, nl: str, en: str, act: Act | None = None, unit: Unit | None = None) -> Requirement:
    source = Source("handbook", "Trees")
    return Requirement(identifier, Text(nl, en), Elapsed(Today()), source=source, act=act, unit=unit)


def because(result: Result, **changes: Any) -> Result:
    """The same result with something else that explains it."""
    assert isinstance(result.why, Explanation)
    return result._replace(why=result.why._replace(**changes))


SOIL = Result(
    "start/soil",
    requirement("soil", "Grondmonster", "Soil sample"),
    Status.MET,
    Status.MET,
    Explanation(
        message("recorded"),
        evidence=(Evidence(entry("visit", "2024-01-14", 8), Decimal(1), (Text("met een vriend", "with a friend"),)),),
        met_on=date(2024, 1, 14),
    ),
    Decimal(1),
    Decimal(1),
)
TOOLS = Result(
    "start/tools",
    requirement("tools", "Eigen gereedschap", "Tools of one's own"),
    Status.WAIVED,
    Status.FAILED,
    Explanation(
        told(
            "uitzondering van 1 feb 2024; anders: nog niets genoteerd",
            "exception of 1 Feb 2024; without it: nothing recorded yet",
        ),
        met_on=date(2024, 2, 1),
    ),
    waiver=Waiver(granted=entry("waiver", "2024-02-01", 9)),
)
FENCE = Result(
    "start/fence",
    requirement("fence", "Omheining", "Fence"),
    Status.NOT_APPLICABLE,
    Status.NOT_APPLICABLE,
    Explanation(told("niet gevraagd", "not asked")),
)
WALKS = Result(
    "work/walks",
    requirement(
        "walks", "Rondgangen", "Walks", Act("trainee", Text("Loop met een buur mee", "Join a neighbour")), VISITS
    ),
    Status.OPEN,
    Status.OPEN,
    Explanation(
        told("nog 1,5 nodig", "1.5 more are needed"),
        evidence=(Evidence(entry("visit", "2025-01-10", 31), Decimal("4.50")),),
        not_counted=(
            NotCounted(
                entry("visit", "2025-02-10", 35),
                told("duur is 0,5; gevraagd is ten minste 1", "length is 0.5; at least 1 is asked"),
            ),
        ),
        planned=(entry("planting", "2025-07-03", 40, season=3, kind="oak"),),
        readings=(
            (
                Question("half", Text("Telt een halve?", "Does half count?"), {}, "yes", None),
                Reading("yes", Text("Ja, als helft", "Yes, as a half"), None, None),
            ),
        ),
    ),
    Decimal("4.50"),
    Decimal(6),
    deadline=date(2025, 5, 20),
    late=True,
)
WINTER = Result(
    "work/winter",
    requirement("winter", "Een hele winter", "A whole winter"),
    Status.WAITING,
    Status.WAITING,
    Explanation(message("{from_} {day}", from_=Text("vanaf", "from"), day=date(2025, 12, 21))),
    earliest=date(2025, 12, 21),
)
GRAFT = Result(
    "work/graft",
    requirement("graft", "Enten", "Grafting", Act("pruner", Text("Kijk de ent na", "Look at the graft"))),
    Status.OPEN,
    Status.OPEN,
    Explanation(told("nog niets genoteerd", "nothing recorded yet")),
    Decimal(0),
    Decimal(1),
    earliest=date(2025, 8, 1),
    deadline=date(2025, 9, 1),
)
SHEARS = Result(
    "work/shears",
    requirement("shears", "Scharen", "Shears"),
    Status.REVIEW,
    Status.REVIEW,
    Explanation(told("merk 'Onbekend': iemand moet dit beoordelen", "make 'Onbekend': somebody must judge")),
    Decimal(0),
    Decimal(1),
)
LADDER = Result(
    "work/ladder",
    requirement("ladder", "Ladder", "Ladder"),
    Status.REVIEW,
    Status.FAILED,
    Explanation(
        told(
            "uitzondering gevraagd op 2 mei 2025, nog niet beslist; dit kon vóór 1 mei 2025",
            "exception requested on 2 May 2025, not decided yet; this was possible before 1 May 2025",
        )
    ),
    waiver=Waiver(requested=entry("waiver", "2025-05-02", 50)),
)
SEEDS = Result(
    "work/seeds",
    requirement("seeds", "Zaad van eigen grond", "Seeds of one's own soil"),
    Status.FAILED,
    Status.FAILED,
    Explanation(told("dit kon tot en met 30 apr 2025", "this was possible until 30 Apr 2025")),
    deadline=date(2025, 4, 30),
    late=True,
)
TREES = Result(
    "work/trees",
    requirement("trees", "Bomen", "Trees"),
    Status.MET,
    Status.MET,
    Explanation(
        message("recorded"),
        evidence=tuple(
            Evidence(entry("planting", f"2024-0{month}-05", 20 + month), Decimal(1)) for month in range(2, 6)
        ),
        met_on=date(2024, 5, 5),
    ),
    Decimal(4),
    Decimal(4),
    children=(SOIL._replace(name="work/trees/first"),),
)


START = ChecklistResult(Checklist("start", Text("Begin", "Start"), (), None), Status.MET, (SOIL, TOOLS, FENCE), True)
WORK = ChecklistResult(
    Checklist("work", Text("Werk", "Work"), (), None),
    Status.FAILED,
    (WALKS, WINTER, GRAFT, SHEARS, LADDER, SEEDS, TREES),
    True,
)
LATER = ChecklistResult(
    Checklist("proof", Text("Proef", "Proof"), (), Today()),
    Status.OPEN,
    (GRAFT._replace(name="proof/harvest", requirement=requirement("harvest", "Oogst", "Harvest")),),
    False,
)
TRAINEE = Trainee(
    "wilg-van-dam",
    "Wilg van Dam",
    "gardener",
    "garden",
    log=(entry("planting", "2025-07-03", 40, season=3, kind="oak"), entry("visit", "2024-01-14", 8)),
    group="2024-lente",
)
STANDING = Standing(
    ON,
    PROGRAMME,
    TRAINEE._replace(log=(*WALKS.why.planned, *TRAINEE.log[1:])),
    TRACK,
    Edition("2024", date(2024, 1, 1), None),
    GROWING,
    (START, WORK, LATER),
    3,
    10,
)
GONE = STANDING._replace(
    trainee=Trainee("iep-smit", "Iep Smit", "gardener", "garden"), phase=LEFT, edition=None, met=1, of=10
)
DONE = STANDING._replace(
    trainee=Trainee("els-vuur", "Els Vuur", "gardener", "garden", group="2024-lente"),
    checklists=(START,),
    met=2,
    of=2,
)
PROBLEMS = (
    Problem(
        Location("records/trainees/wilg-van-dam.yaml", 12, 5),
        Severity.WARNING,
        "unknown-person",
        told("jan-riet staat niet in people.yaml", "jan-riet is not in people.yaml"),
    ),
    Problem(
        Location("records/trainees/wilg-van-dam.yaml", 14, 9),
        Severity.ERROR,
        "unknown-key",
        told("het veld 'jaar' bestaat hier niet", "the key 'jaar' means nothing here"),
        told("bedoel je 'year'?", "did you mean 'year'?"),
    ),
)

"""A cohort made by hand for tables: gardeners, and pruners who are asked something else, on 1 June 2025."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from garden import GROWING, LEFT, PROGRAMME

from kio.actions import Action
from kio.cohort import Row
from kio.evaluation.result import Status
from kio.message import Text
from kio.outlook import Cell, Outlook, Ready
from kio.programme.language import Today
from kio.programme.model import Checklist, Track
from kio.programme.requirement import Elapsed, Requirement

MET, WAIVED, OPEN, WAITING, REVIEW, FAILED, NONE = (Cell(status) for status in Status)
WALK = Text("Loop met een buur mee", "Join a neighbour")
TRACKS = {
    "gardener": Track("gardener", Text("hovenier", "gardener")),
    "pruner": Track("pruner", Text("snoeier", "pruner")),
}
TITLES = {
    "start": (
        ("soil", "Grondmonster", "Soil sample"),
        ("tools", "Eigen gereedschap", "Tools of one's own"),
        ("insurance", "Aansprakelijkheidsverzekering", "Liability insurance"),
    ),
    "work": (
        ("walks", "Rondgangen", "Walks"),
        ("winter", "Een hele winter", "A whole winter"),
        ("graft", "Enten", "Grafting"),
        ("shears", "Scharen", "Shears"),
        ("ladder", "Ladder", "Ladder"),
        ("seeds", "Zaad van eigen grond", "Seeds of one's own soil"),
        ("trees", "Bomen die na twee zomers nog leven", "Trees that are still alive after two summers"),
    ),
    "proof": (("harvest", "Oogst", "Harvest"),),
}


def _checklist(name: str, title: Text) -> Checklist:
    asked = (Requirement(key, Text(nl, en), Elapsed(Today())) for key, nl, en in TITLES[name])
    return Checklist(name, title, tuple(asked), None)


GARDEN = PROGRAMME._replace(
    tracks=TRACKS,
    checklists=(
        _checklist("start", Text("Begin", "Start")),
        _checklist("work", Text("Werk", "Work")),
        _checklist("proof", Text("Proef", "Proof")),
    ),
)
PROGRAMMES = {"garden": GARDEN}
NAMES = {part.id: tuple(f"{part.id}/{asked.id}" for asked in part.requirements) for part in GARDEN.checklists}


def trainee(
    name: str,
    *cells: Cell,
    track: str = "gardener",
    ready: Ready | None = None,
    idle: bool = False,
    progress: date | None = date(2025, 5, 1),
    todo: tuple[Action, ...] = (),
) -> Row:
    """Somebody with these cells: those of the checklist work alone for a pruner, else all in their order."""
    names = NAMES["work"] if track == "pruner" else tuple(name for part in NAMES.values() for name in part)
    kept = dict(zip(names, cells, strict=True))
    phase = LEFT if idle else GROWING
    met = sum(cell.status in (Status.MET, Status.WAIVED) for cell in cells)
    return Row(
        name.lower().replace(" ", "-"),
        name,
        "2024-lente",
        "garden",
        TRACKS[track],
        phase.id,
        phase.title,
        met,
        len(cells),
        late=tuple(action.requirement for action in todo if action.late and action.requirement),
        next=todo[0] if todo else None,
        review=tuple(key for key, cell in kept.items() if cell.status is Status.REVIEW),
        failed=tuple(key for key, cell in kept.items() if cell.status is Status.FAILED),
        outlook=Outlook(progress, ready, idle, todo, kept),
    )


def counted(have: str, need: str, status: Status = Status.OPEN, late: bool = False) -> Cell:
    return Cell(status, Decimal(have), Decimal(need), late)


LATE_WALKS = Action("trainee", WALK, "work/walks", until=date(2025, 5, 20), late=True)
LATE_HARVEST = Action("trainee", Text("Oogst", "Harvest"), "proof/harvest", until=date(2025, 4, 30), late=True)
LOOK = Action("pruner", Text("Kijk de ent na", "Look at the graft"), "work/graft", planned=date(2025, 6, 20))
WILG = trainee(
    "Wilg van Dam", MET, WAIVED, NONE, counted("4.5", "6", late=True), WAITING, OPEN, REVIEW, FAILED, OPEN, MET, OPEN,
    todo=(LATE_HARVEST, LATE_WALKS, LOOK), progress=date(2025, 3, 2),
)  # fmt: skip
ELS = trainee("Els Vuur", *[MET] * 5, OPEN, *[MET] * 5, ready=Ready.OTHERS, todo=(LOOK,), progress=date(2025, 5, 31))
IEP = trainee("Iep Smit", MET, *[OPEN] * 9, OPEN, idle=True)
ROOS = trainee("Roos de Wit", *[OPEN] * 3, counted("0", "6"), *[OPEN] * 6, counted("1", "2"), progress=None,
               todo=(Action("trainee", WALK, "work/walks"),))  # fmt: skip
LINDE = trainee("Linde Kerstens", *[MET] * 3, counted("12", "6", Status.MET), *[MET] * 7, ready=Ready.NOW)
BEUK = trainee("Beuk Janszoon", *[MET] * 3, counted("2", "6", Status.REVIEW), *[WAITING] * 3, *[OPEN] * 4,
               todo=(Action("trainee", WALK, "work/ladder"),))  # fmt: skip
GARDENERS = (BEUK, ELS, IEP, LINDE, ROOS, WILG)
PRUNERS = (
    trainee("Den Haag", MET, OPEN, OPEN, MET, MET, WAIVED, MET, track="pruner"),
    trainee("Spar Groen", *[MET] * 7, track="pruner", ready=Ready.NOW),
)
ORCHARD = (*PRUNERS, *GARDENERS)
"""Eight people: the pruners are told first, but the rules name the gardeners first."""
NEW_NAMES = ("Acacia Bos", "Eik Kuiper", "Es Mulder", "Hazel Brink", "Iris Kamp", "Lijster Bes")
MANY = (*GARDENERS, *(row._replace(name=name) for row, name in zip(GARDENERS, NEW_NAMES, strict=True)))
"""More gardeners than there are requirements."""

"""Plans made by hand, for the school of gardening: one for each answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from garden import DONE, GRAFT, GROWING, SOIL, STANDING, TRAINEE, WALKS, entry, told

from kio.evaluation.result import Status
from kio.evaluation.view import Case
from kio.message import Text
from kio.planning.pacing import Rate
from kio.planning.plan import Needed, Plan, Prospect, Step, Unplanned
from kio.planning.reasons import Link
from kio.programme.pace import Pace

CASE = Case(STANDING.programme, TRAINEE, {})
GOAL = GROWING._replace(id="ready", title=Text("klaar voor het diploma", "ready for the diploma"), goal=True)
FIRST, SECOND, LAST = date(2025, 6, 1), date(2025, 9, 14), date(2026, 1, 31)
PACE = Pace("visits_per_month", Text("bezoeken per maand", "visits per month"), "visit", "month")
CHAIN = (
    Link(Text("Een half jaar na de snoei", "Half a year after pruning"), LAST,
         told("6 maanden na Snoeien (31 jul 2025)", "6 months after Pruning (31 Jul 2025)"), "start/soil"),
    Link(Text("Snoeien", "Pruning"), date(2025, 7, 31), told("gepland op 31 jul 2025", "planned for 31 Jul 2025")),
)  # fmt: skip
STEPS = (
    Step(FIRST, entry("visit", "2025-06-01", 0), False, WALKS, latest=LAST),
    Step(FIRST, entry("visit", "2025-06-01", 0), False, WALKS, latest=LAST),
    Step(FIRST, entry("planting", "2025-06-01", 0, kind="oak", season=2), False, GRAFT, latest=FIRST, late=True),
    Step(date(2025, 7, 31), entry("planting", "2025-07-31", 12, kind="elm"), True, None),
    Step(SECOND, entry("planting", "2025-09-14", 14), True, SOIL, adds=("season", "kind")),
)
ASSUMED = (told("wat gepland is, gaat door", "what is planned happens"), told("een per maand", "one a month"))
POSSIBLE = Plan(
    STANDING, GOAL, Prospect.POSSIBLE, CASE, day=LAST, chain=CHAIN, steps=STEPS, beside=(GRAFT,), assumptions=ASSUMED
)
IN_TIME = POSSIBLE._replace(by=date(2026, 6, 1), in_time=True, needed=(Needed(Rate(PACE, Decimal(2)), 2),))
TOO_LATE = POSSIBLE._replace(by=date(2025, 12, 31), in_time=False)
AT_ONCE = POSSIBLE._replace(day=FIRST, chain=(), steps=STEPS[:2], beside=())
UNDECIDED = POSSIBLE._replace(
    answer=Prospect.UNDECIDED, day=None, if_decided=LAST, undecided=(GRAFT._replace(status=Status.REVIEW),)
)
UNPLANNED = POSSIBLE._replace(
    answer=Prospect.UNPLANNED,
    day=None,
    not_before=LAST,
    unplanned=(Unplanned(SOIL, entry("planting", "2025-05-01", 9)), Unplanned(GRAFT)),
    skipped=(entry("planting", "2025-08-01", 10, kind="oak"),),
)
REACHED = Plan(DONE, GOAL, Prospect.REACHED, CASE, day=date(2025, 5, 4))
PLANS = {
    "possible": POSSIBLE,
    "in-time": IN_TIME,
    "too-late": TOO_LATE,
    "at-once": AT_ONCE,
    "undecided": UNDECIDED,
    "unplanned": UNPLANNED,
    "reached": REACHED,
}

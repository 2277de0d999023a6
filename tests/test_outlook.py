"""The last progress and who is ready: by hand, of results made here and of everybody in the fictitious cohort."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from kio.actions import actions
from kio.cohort import row_of
from kio.evaluation.engine import evaluate
from kio.evaluation.result import ChecklistResult, Evidence, Explanation, NotCounted, Result, Standing, Status
from kio.message import Text, message
from kio.models.record import Entry, Trainee
from kio.outlook import Cell, Outlook, Ready, outlook, progressed, ready
from kio.programme.language import ByReading, Number, Selection, Today
from kio.programme.measure import Measure
from kio.programme.model import Checklist, Phase, Programme, Question, Reading, Track
from kio.programme.requirement import Act, AllOf, Elapsed, Enough, Kind, Requirement
from kio.workspace import Workspace

ROOT = Path(__file__).parent.parent
ON, TODAY = date(2025, 6, 1), date(2026, 11, 22)
TITLE = Text("Snoeien", "Pruning")
PRUNER, TRAINEE = Act("pruner", TITLE), Act("trainee", TITLE)
MEASURE = Measure("count", Selection(("cut",)))
LEAST, MOST = Enough(MEASURE, Number(Decimal(2)), None), Enough(MEASURE, None, Number(Decimal(2)))


def cut(day: str) -> Entry:
    return Entry("cut", date.fromisoformat(day), {}, 4)


def result(
    status: Status,
    *days: str,
    kind: Kind = LEAST,
    act: Act | None = TRAINEE,
    met_on: date | None = None,
    not_counted: tuple[NotCounted, ...] = (),
    planned: tuple[Entry, ...] = (),
    **more: object,
) -> Result:
    requirement = Requirement("x", TITLE, kind, act=act)
    evidence = tuple(Evidence(cut(day), Decimal(1)) for day in days)
    why = Explanation(message("recorded"), evidence, not_counted, planned, met_on)
    made = Result("a/x", requirement, status, status, why)
    return made._replace(**more)  # type: ignore[arg-type]


def standing(*results: Result, idle: bool = False, act: Act | None = None, relevant: bool = True) -> Standing:
    part = ChecklistResult(Checklist("a", TITLE, (), None), Status.OPEN, results, relevant)
    phase = Phase("now", TITLE, Elapsed(Today()), (), idle, act)
    programme = Programme("garden", TITLE, "rules/garden.yaml")
    trainee = Trainee("wilg", "Wilg", "gardener", "garden")
    return Standing(ON, programme, trainee, Track("gardener", TITLE), None, phase, (part,), 0, len(results))


FIRST, SECOND, THIRD = "2025-01-10", "2025-03-01", "2025-05-20"


@pytest.mark.parametrize(
    ("results", "day"),
    [
        ((), None),
        ((result(Status.OPEN),), None),
        ((result(Status.OPEN, SECOND, FIRST),), SECOND),
        ((result(Status.OPEN, FIRST), result(Status.MET, THIRD), result(Status.FAILED, SECOND)), THIRD),
        # What does not count, is planned or is only to be judged is no progress.
        ((result(Status.OPEN, FIRST, not_counted=(NotCounted(cut(THIRD), message("recorded")),)),), FIRST),
        ((result(Status.REVIEW, not_counted=(NotCounted(cut(THIRD), message("recorded"), True),)),), None),
        ((result(Status.OPEN, FIRST, planned=(cut("2025-07-01"),)),), FIRST),
        # A term that has run out by itself, and one entry more where there may be only so many.
        ((result(Status.MET, FIRST), result(Status.MET, kind=Elapsed(Today()), met_on=date(2025, 5, 31))), FIRST),
        ((result(Status.MET, FIRST), result(Status.MET, THIRD, kind=MOST)), FIRST),
        # A decision on an exception moves somebody on; what this trainee need not do does not.
        ((result(Status.MET, FIRST), result(Status.WAIVED, met_on=date(2025, 3, 2))), "2025-03-02"),
        ((result(Status.MET, FIRST), result(Status.NOT_APPLICABLE, THIRD)), FIRST),
        # Of a composition, the parts count.
        (
            (
                result(
                    Status.OPEN,
                    kind=AllOf(()),
                    children=(result(Status.MET, SECOND), result(Status.OPEN, FIRST)),
                ),
            ),
            SECOND,
        ),
    ],
)
def test_the_last_progress(results: tuple[Result, ...], day: str | None) -> None:
    assert progressed(results, {}) == (date.fromisoformat(day) if day else None)


HOW = Question("how", TITLE, {name: Reading(name, TITLE, None, None) for name in ("least", "most")}, "most", None)
EITHER = ByReading[Kind]("how", {"least": LEAST, "most": MOST})


@pytest.mark.parametrize(("reading", "day"), [("least", THIRD), ("most", None), (None, None)])
def test_whether_it_is_progress_hangs_on_the_reading(reading: str | None, day: str | None) -> None:
    """Without a reading the question does not arise here, and its default holds."""
    found = result(Status.MET, THIRD, kind=EITHER)
    readings = ((HOW, HOW.readings[reading]),) if reading else ()
    found = found._replace(why=Explanation(message("recorded"), found.why.evidence, readings=readings))
    assert progressed((found,), {"how": HOW}) == (date.fromisoformat(day) if day else None)


JUDGE = result(Status.REVIEW)
DONE, WAIVED, NOT_ASKED = result(Status.MET), result(Status.WAIVED), result(Status.NOT_APPLICABLE)
OTHERS, OTHERS_LATER = result(Status.OPEN, act=PRUNER), result(Status.WAITING, act=PRUNER)


@pytest.mark.parametrize(
    ("results", "why"),
    [
        ((), None),
        ((NOT_ASKED,), None),
        ((DONE,), Ready.NOW),
        ((DONE, WAIVED, NOT_ASKED), Ready.NOW),
        ((DONE, OTHERS), Ready.OTHERS),
        ((DONE, OTHERS_LATER), Ready.OTHERS),
        ((DONE, JUDGE), Ready.OTHERS),
        ((DONE, OTHERS, JUDGE), Ready.OTHERS),
        ((OTHERS,), Ready.OTHERS),
        ((DONE, OTHERS, result(Status.OPEN)), None),
        ((DONE, OTHERS, result(Status.WAITING)), None),
        ((DONE, result(Status.OPEN, act=None)), None),
        ((DONE, result(Status.WAITING, act=None)), None),  # a day must come first
        ((DONE, result(Status.FAILED, act=PRUNER)), None),  # nobody can do that any more
    ],
)
def test_ready(results: tuple[Result, ...], why: Ready | None) -> None:
    assert ready(standing(*results)) is why
    assert ready(standing(*results, idle=True)) is None
    assert ready(standing(*results, act=PRUNER)) is Ready.NOW
    assert ready(standing(*results, act=TRAINEE)) is None


def test_what_comes_later_must_be_done_too() -> None:
    """That a checklist is not about anything yet does not make anybody ready."""
    assert ready(standing(result(Status.OPEN), relevant=False)) is None


def test_an_outlook_has_a_cell_for_every_requirement() -> None:
    late = result(Status.OPEN, FIRST, name="a/y", have=Decimal(1), need=Decimal(2), late=True)
    whole = standing(NOT_ASKED, late)
    found = outlook(whole, actions(whole))
    assert found == Outlook(
        date(2025, 1, 10),
        None,
        False,
        actions(whole),
        {"a/x": Cell(Status.NOT_APPLICABLE), "a/y": Cell(Status.OPEN, Decimal(1), Decimal(2), True)},
    )
    assert outlook(standing(DONE, idle=True), ()).idle


# --- the fictitious cohort on 22 November 2026

# By hand: the last entry of each log up to that day that counts for anything the rules of the training ask.
PROGRESS = {
    "amina-haddad": "2026-11-15",  # module 2
    "anouk-peeters": "2026-11-17",  # the agreement; the request for an exception is no progress
    "aukje-dijkstra": "2026-10-01",  # the second recording; module 4 is planned
    "bram-de-clercq": "2026-10-08",  # a session
    "daan-oosterhuis": "2026-11-16",  # the degree; the insurance has no proof, the agreement was not signed
    "elif-celik": "2026-09-28",  # the supervisor's score
    "femke-ten-have": "2026-11-15",  # module 2; the weekend came too late
    "gijs-van-der-meulen": None,
    "griet-maes": "2026-10-11",  # assisted; the project was only presented since, and a session was too short
    "hakan-lindqvist": "2026-11-05",  # a session
    "jelle-bouma": None,
    "joris-claes": "2026-11-17",  # the assessor's outcome
    "koen-vermeulen": None,
    "liesbeth-van-acker": "2026-11-02",  # admitted; registration is asked by no requirement
    "lotte-verschueren": "2026-11-12",  # a session; the next one is planned
    "marijke-hoekstra": None,
    "mei-lin-tan": "2026-09-19",  # module 1
    "milan-kovac": "2026-11-15",  # module 2
    "nadia-osman": "2026-10-22",  # a session
    "priya-ramdin": "2026-11-06",  # the agreement
    "renee-mulder": "2026-05-07",  # the supervisor's score; the day of assisting in June was one day only
    "ruud-postma": "2026-11-15",  # module 2
    "saskia-van-rijn": "2026-11-19",  # a recording
    "sjoerd-wiarda": "2026-10-29",  # a session
    "tjitske-feenstra": "2026-10-22",  # a session; the self score of 68.5 is too low
    "tomas-novak": "2026-11-05",  # admitted on a condition
    "wietske-bergsma": "2026-11-10",  # the assessor's outcome
    "xander-kuipers": None,
    "youssef-benali": "2026-11-05",  # a recording; the project is only proposed, the exception only requested
    "zoe-vandenberghe": "2026-11-05",  # endorsement and contract; the assessment is planned
}
"""None for those in a phase in which nothing is asked."""
READY = {"joris-claes": Ready.NOW, "wietske-bergsma": Ready.NOW, "zoe-vandenberghe": Ready.OTHERS}
REVIEW = {
    "anouk-peeters": ("admission/degree", "admission/association-membership"),
    "elif-celik": ("certification/active-membership",),
    "tjitske-feenstra": ("certification/assistance",),
    "youssef-benali": ("part-1/recording-appreciation",),
}
FAILED = {"femke-ten-have": ("admission/relationship-weekend",)}


@cache
def cohort() -> dict[str, Standing]:
    workspace = Workspace(ROOT)
    found = {identifier: workspace.trainee(identifier) for identifier in workspace.trainee_ids()}
    return {name: evaluate(workspace.case(trainee), TODAY) for name, trainee in found.items() if trainee}


@pytest.mark.parametrize("name", PROGRESS)
def test_the_last_progress_of_everybody(name: str) -> None:
    seen = row_of(cohort()[name], full=True).outlook
    assert seen is not None
    day = PROGRESS[name]
    assert seen.idle == (day is None)
    assert day is None or seen.progressed == date.fromisoformat(day)


def test_everybody_is_there() -> None:
    assert set(PROGRESS) == set(cohort())


def test_who_is_ready() -> None:
    found = {name: ready(whole) for name, whole in cohort().items()}
    assert {name: why for name, why in found.items() if why} == READY


def test_what_must_be_judged_or_cannot_be_met() -> None:
    """Only in checklists that are about something now, and not of those who stopped or were refused."""
    found = {name: row_of(whole) for name, whole in cohort().items()}
    assert {name: row.review for name, row in found.items() if row.review} == REVIEW
    assert {name: row.failed for name, row in found.items() if row.failed} == FAILED


def test_an_outlook_is_kept_only_where_it_is_asked_for() -> None:
    assert {row_of(whole).outlook for whole in cohort().values()} == {None}

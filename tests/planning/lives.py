"""Random lives: records of the invented cohort with entries left out, looked at on any day of the years around."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from kio.evaluation.view import Case
from kio.workspace import Workspace

ROOT = Path(__file__).parents[2]
FIRST_DAY, DAYS = date(2024, 6, 1), 1400


@cache
def cohort() -> tuple[Case, ...]:
    """Everybody in the records of this repository."""
    workspace = Workspace(ROOT)
    trainees = [workspace.trainee(name) for name in sorted(workspace.known_trainees)]
    return tuple(workspace.case(trainee) for trainee in trainees if trainee is not None)


@st.composite
def lives(draw: st.DrawFn) -> Case:
    """Somebody of the cohort, with or without the group's plan, less up to twelve entries of the log."""
    case = draw(st.sampled_from(cohort()))
    log = list(case.trainee.log)
    for place in draw(st.lists(st.integers(0, len(log) - 1), max_size=12, unique=True)):
        log[place] = log[place]._replace(type="")
    kept = tuple(entry for entry in log if entry.type)
    planned = case.planned if draw(st.booleans()) else ()
    return case._replace(trainee=case.trainee._replace(log=kept), planned=planned)


LIFE_DAYS = st.integers(0, DAYS).map(lambda number: FIRST_DAY + timedelta(days=number))

"""The fictitious cohort of this repository: in order, in every phase and track, and judged without a fault."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from kio.actions import actions
from kio.checking.running import check_workspace
from kio.evaluation.engine import evaluate
from kio.evaluation.result import Standing
from kio.workspace import Workspace

ROOT = Path(__file__).parent.parent
TODAY, LATER = date(2026, 11, 22), date(2027, 3, 1)
FILES = sorted(path for path in (ROOT / "records").rglob("*") if path.is_file())

# By hand from interface section 3: the first of its phases that holds, by what each record says it is about.
PHASES = {
    "amina-haddad": "part-1",  # module 1 began on 18 September 2026
    "anouk-peeters": "applicant",  # no decision yet
    "aukje-dijkstra": "part-1",  # missed module 4
    "bram-de-clercq": "part-2",  # the last module was done on 23 November 2025
    "daan-oosterhuis": "applicant",  # has just applied
    "elif-celik": "part-2",
    "femke-ten-have": "part-1",  # stuck, but in the modules
    "gijs-van-der-meulen": "withdrawn",
    "griet-maes": "part-2",
    "hakan-lindqvist": "part-2",
    "jelle-bouma": "refused",
    "joris-claes": "eligible",  # a coach who meets everything
    "koen-vermeulen": "completed",  # an auditor with four modules
    "liesbeth-van-acker": "admitted",  # the first module is in March 2027
    "lotte-verschueren": "part-2",
    "marijke-hoekstra": "certified",
    "mei-lin-tan": "part-1",  # module 2 is caught up in 2027
    "milan-kovac": "part-1",
    "nadia-osman": "part-2",
    "priya-ramdin": "applicant",
    "renee-mulder": "part-2",
    "ruud-postma": "part-1",
    "saskia-van-rijn": "part-1",
    "sjoerd-wiarda": "part-2",
    "tjitske-feenstra": "part-2",
    "tomas-novak": "admitted",  # conditionally
    "wietske-bergsma": "eligible",  # all is done but the decision
    "xander-kuipers": "interrupted",  # until the end of February 2027
    "youssef-benali": "part-2",  # since 25 October 2026
    "zoe-vandenberghe": "part-2",  # the final assessment is on 8 December
}
CHANGED_LATER = {"xander-kuipers": "part-1"}  # the interruption has ended; the others recorded nothing that moves them
IDLE = {"withdrawn", "interrupted", "certified", "completed", "refused"}
TRACKS = {"therapist", "coach", "auditor"}
ALL_PHASES = {
    "withdrawn", "interrupted", "certified", "eligible", "completed", "part-2", "part-1", "refused", "admitted",
    "applicant",
}  # fmt: skip


@cache
def standings(on: date) -> dict[str, Standing]:
    workspace = Workspace(ROOT)
    found = {identifier: workspace.trainee(identifier) for identifier in workspace.trainee_ids()}
    unusable = [identifier for identifier, trainee in found.items() if trainee is None]
    assert unusable == []
    return {name: evaluate(workspace.case(trainee), on) for name, trainee in found.items() if trainee}


@pytest.mark.parametrize("on", [TODAY, LATER])
def test_nothing_is_wrong_with_any_file(on: date) -> None:
    found = check_workspace(Workspace(ROOT), on)
    assert {name: problems for name, problems in found.items() if problems} == {}
    assert {path.relative_to(ROOT).as_posix() for path in FILES} <= set(found)


def test_everybody_is_in_the_phase_that_the_record_tells() -> None:
    assert {name: standing.phase.id for name, standing in standings(TODAY).items()} == PHASES


def test_in_spring_the_interruption_has_ended() -> None:
    assert {name: standing.phase.id for name, standing in standings(LATER).items()} == {**PHASES, **CHANGED_LATER}


def test_nobody_has_to_do_anything_in_an_idle_phase() -> None:
    """Who is interrupted does not go to what the group plans meanwhile, and returns to it afterwards."""
    found = standings(TODAY)
    idle = {name for name, phase in PHASES.items() if phase in IDLE}
    assert {name for name, standing in found.items() if standing.phase.idle} == idle
    for name in idle:
        assert actions(found[name]) == ()
        assert [result.why.planned for result in found[name].results() if result.why.planned] == []
    assert actions(standings(LATER)["xander-kuipers"])


def test_there_is_somebody_in_every_phase_and_track() -> None:
    found = standings(TODAY).values()
    assert len(found) >= 14
    assert {standing.phase.id for standing in found} == ALL_PHASES
    assert {standing.track.id for standing in found} == TRACKS


def test_a_change_of_track_moves_somebody() -> None:
    assert standings(TODAY)["nadia-osman"].track.id == "therapist"
    assert standings(TODAY)["nadia-osman"].trainee.track == "coach"


def test_every_status_can_be_seen() -> None:
    seen = {
        result.status.value
        for standing in standings(TODAY).values()
        for checklist in standing.checklists
        for result in checklist.results
    }
    assert seen == {"met", "waived", "open", "waiting", "review", "failed", "not_applicable"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_tells_first_what_it_shows_and_names_nobody_real(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(r"# \S.{15,}\n", text)
    assert re.findall(r"@(?!example\.org\b)\S+", text) == []
    if path.parent.name == "trainees":
        assert re.search(r"^email: [a-z.]+@example\.org$", text, re.MULTILINE)

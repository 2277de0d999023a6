"""For whom it makes a difference how the sources are read: somebody's answers and price under each other reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kio.evaluation.engine import evaluate
from kio.evaluation.memo import Memo
from kio.evaluation.result import Result, Standing, Status
from kio.evaluation.view import Case
from kio.message import Text
from kio.pricing.money import Range
from kio.pricing.quoting import quote
from kio.problem import KioError
from kio.processes import each, processes_for
from kio.workspace import Workspace

WORTH_A_PROCESS = 20
"""Records: each is judged and priced once for every other reading."""


class Altered(NamedTuple):
    """A requirement that another reading gives another status."""

    name: str
    title: Text
    before: Status
    after: Status


class Effect(NamedTuple):
    """What another reading of a question changes for somebody: requirements, the phase, what is charged in all."""

    question: str
    reading: str
    altered: tuple[Altered, ...] = ()
    phase: Text | None = None
    total: tuple[Range, Range] | None = None


class Affected(NamedTuple):
    """Somebody of the cohort, with every other reading that changes something."""

    id: str
    name: str
    programme: str
    effects: tuple[Effect, ...]


Memos = dict[tuple[str, str, str], Memo]


def effects_for(case: Case, on: date, memos: Memos) -> Iterator[Effect]:
    """What each other reading changes; nothing for somebody of whom nothing is asked any more.

    `memos` keeps what evaluations by the same reading found for others.
    """
    standing = _standing(case, on, memos, "", "")
    if standing.phase.idle:
        return
    total, priced = _priced(case, on)
    questions = dict.fromkeys([*_behind(standing), *priced])
    for name in questions:
        question = case.programme.questions[name]
        used = _used(standing, priced, name)
        for reading in question.readings:
            if reading != used:
                read = case._replace(readings={**case.readings, name: reading})
                after = _standing(read, on, memos, name, reading)
                other = _priced(read, on)[0] if name in priced else total
                effect = Effect(
                    name,
                    reading,
                    tuple(_altered(standing, after)),
                    after.phase.title if after.phase.id != standing.phase.id else None,
                    (total, other) if total and other and total != other else None,
                )
                if effect.altered or effect.phase or effect.total:
                    yield effect


def _standing(case: Case, on: date, memos: Memos, question: str, reading: str) -> Standing:
    memo = memos.setdefault((case.programme.id, question, reading), Memo(case.programme))
    return evaluate(case, on, memo)


def _behind(standing: Standing) -> Iterator[str]:
    for result in standing.results():
        yield from (question.id for one in (result, *_children(result)) for question, _ in one.why.readings)


def _children(result: Result) -> Iterator[Result]:
    for child in result.children:
        yield child
        yield from _children(child)


def _used(standing: Standing, priced: dict[str, str], name: str) -> str:
    used = (pair for result in standing.results() for one in (result, *_children(result)) for pair in one.why.readings)
    return priced.get(name) or next(reading.id for question, reading in used if question.id == name)


def _altered(before: Standing, after: Standing) -> Iterator[Altered]:
    known = {result.name: result for result in before.results()}
    for result in after.results():
        old = known.get(result.name)
        if old is not None and old.status is not result.status:
            yield Altered(result.name, result.requirement.title, old.status, result.status)


def _priced(case: Case, on: date) -> tuple[Range | None, dict[str, str]]:
    """What is charged in all, and the questions behind it with the reading that was used; nothing without a price."""
    if case.programme.tariff is None:
        return None, {}
    try:
        found = quote(case, on)
    except KioError:  # no price on a day, which `kio cost` says
        return None, {}
    return found.total, {question.id: reading.id for question, reading in found.readings}


class _Cohort:
    """Judges the records of one workspace on one day, one at a time."""

    def __init__(self, workspace: Workspace, on: date) -> None:
        self._workspace = workspace
        self._on = on
        self._memos: Memos = {}

    def affected(self, identifier: str) -> Affected | None:
        workspace = self._workspace
        trainee = workspace.trainee(identifier)
        if trainee is None:
            return None
        found = tuple(effects_for(workspace.case(trainee), self._on, self._memos))
        workspace.forget(identifier)
        return Affected(trainee.id, trainee.name, trainee.programme, found)


def everybody(workspace: Workspace, on: date) -> Iterator[Affected | None]:
    """Every record in the order of their ids; None where it cannot be used. The rules must be in order."""
    names = workspace.trainee_ids()
    wanted = processes_for(len(names), WORTH_A_PROCESS)
    return each(names, _Cohort(workspace, on).affected, wanted)

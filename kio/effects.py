"""For whom it makes a difference how the sources are read: somebody's answers and price under each other reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kio.evaluation.engine import Engine, engine_for
from kio.evaluation.finding import Answer
from kio.evaluation.memo import Memo
from kio.evaluation.result import Status
from kio.evaluation.view import Case
from kio.message import Text
from kio.pricing.money import Range
from kio.pricing.quoting import priced
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


def effects_for(case: Case, on: date, memo: Memo) -> Iterator[Effect]:
    """What each other reading changes; nothing for somebody of whom nothing is asked any more.

    `memo` is what evaluations of other cases of the programme found on the same day.
    """
    own = engine_for(case, on, memo)
    if own.phase().idle:
        return
    total, asked = _priced(case, on, memo)
    before = _answers(own)
    for name, used in {**_behind(own, before), **asked}.items():
        for reading in case.programme.questions[name].readings:
            if reading != used:
                read = case._replace(readings={**case.readings, name: reading})
                after = engine_for(read, on, memo, like=own)
                other = _priced(read, on, memo)[0] if name in asked else total
                effect = Effect(
                    name,
                    reading,
                    tuple(_altered(before, _answers(after))),
                    after.phase().title if after.phase().id != own.phase().id else None,
                    (total, other) if total and other and total != other else None,
                )
                if effect.altered or effect.phase or effect.total:
                    yield effect


def _answers(engine: Engine) -> tuple[Answer, ...]:
    """Every answer, also of what is not asked: by another reading it may be."""
    return tuple(one for part in engine.programme.checklists for one in engine.checklist_answers(part.id))


def _behind(engine: Engine, answers: Iterable[Answer]) -> dict[str, str]:
    """The questions behind these answers, with the reading that was used."""
    used = (pair for answer in answers for pair in engine.readings(answer.requirement))
    return {question.id: reading.id for question, reading in used}


def _altered(before: Sequence[Answer], after: Sequence[Answer]) -> Iterator[Altered]:
    known = {answer.name: answer.status for answer in after}
    for old in before:
        status = known.get(old.name, old.status)
        if status is not old.status:
            yield Altered(old.name, old.requirement.title, old.status, status)


def _priced(case: Case, on: date, memo: Memo) -> tuple[Range | None, dict[str, str]]:
    """What is charged in all, and the questions behind it with the reading that was used; nothing without a price."""
    if case.programme.tariff is None:
        return None, {}
    try:
        found = priced(case, on, memo)
    except KioError:  # no price on a day, which `kio cost` says
        return None, {}
    return found.total, {question.id: reading.id for question, reading in found.readings}


class _Cohort:
    """Judges the records of one workspace on one day, one at a time."""

    def __init__(self, workspace: Workspace, on: date) -> None:
        self._workspace = workspace
        self._on = on
        self._memos: dict[str, Memo] = {}

    def affected(self, identifier: str) -> Affected | None:
        workspace = self._workspace
        trainee = workspace.trainee(identifier)
        if trainee is None:
            return None
        case = workspace.case(trainee)
        memo = self._memos.setdefault(case.programme.id, Memo(case.programme))
        found = tuple(effects_for(case, self._on, memo))
        workspace.forget(identifier)
        return Affected(trainee.id, trainee.name, trainee.programme, found)


def everybody(workspace: Workspace, on: date) -> Iterator[Affected | None]:
    """Every record in the order of their ids; None where it cannot be used. The rules must be in order."""
    names = workspace.trainee_ids()
    wanted = processes_for(len(names), WORTH_A_PROCESS)
    return each(names, _Cohort(workspace, on).affected, wanted)

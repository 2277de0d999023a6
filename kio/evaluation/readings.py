"""What a requirement comes to under every reading of the open questions behind it, and under which it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from kio.evaluation.engine import Engine, engine_for
from kio.evaluation.finding import Answer
from kio.evaluation.memo import Memo
from kio.evaluation.result import Result, Standing, Under, Unders
from kio.evaluation.view import Case
from kio.programme.model import Programme, Question, Reading

MOST = 64
"""Ways to read the questions behind one requirement that are tried; beyond, one question is changed at a time."""


class Choices:
    """Engines of one case for every choice of readings, made when they are first needed.

    `memo` is what evaluations of other cases of the programme found on the same day.
    """

    def __init__(self, case: Case, on: date, memo: Memo | None = None) -> None:
        # Whether the group's plan is for somebody does not hang on how the sources are read.
        self._own = engine_for(case, on, memo or Memo(case.programme))
        self._engines: dict[frozenset[tuple[str, str]], Engine] = {frozenset(): self._own}

    def engine(self, chosen: Mapping[str, str]) -> Engine:
        """The engine that takes these readings; what is open has its default otherwise."""
        own, questions = self._own, self._own.programme.questions
        chosen = {name: reading for name, reading in chosen.items() if reading != questions[name].default}
        key = frozenset(chosen.items())
        if key not in self._engines:
            case = own.case._replace(readings={**own.case.readings, **chosen})
            self._engines[key] = Engine(case, own.on, like=own, memo=own.memo)
        return self._engines[key]


def open_questions(programme: Programme, on: date) -> frozenset[str]:
    """The questions that nobody has decided by this day."""
    questions = programme.questions.values()
    return frozenset(one.id for one in questions if one.decided is None or one.decided.on > on)


def under_readings(choices: Choices, result: Result, undecided: frozenset[str]) -> Unders | None:
    """A requirement under every reading of the open questions behind it; None where no question is open."""
    used = [question for question, _ in result.why.readings if question.id in undecided]
    if not used:
        return None
    ways = list(islice(_ways(choices, result.name, undecided, {}), MOST + 1))
    complete = len(ways) <= MOST
    if not complete:
        ways = list(_one_by_one(choices, result.name, used))
    return Unders(result.status, tuple(way for way in ways if way.changed), complete)


def with_readings(case: Case, standing: Standing) -> Standing:
    """The standing with what every requirement comes to under every reading of the open questions behind it."""
    choices = Choices(case, standing.on)
    undecided = open_questions(standing.programme, standing.on) - case.readings.keys()
    # Also what is not asked: by another reading it may be.
    results = [result for part in standing.checklists for result in part.results]
    found = ((result.name, under_readings(choices, result, undecided)) for result in results)
    return standing._replace(unders={name: unders for name, unders in found if unders})


def _ways(choices: Choices, name: str, undecided: frozenset[str], chosen: Mapping[str, str]) -> Iterator[Under]:
    # Another reading of one question can bring others into play, so that the questions of each result are looked at.
    engine = choices.engine(chosen)
    answer = engine.answer(name)
    taken = engine.readings(answer.requirement)
    behind = [(question, reading) for question, reading in taken if question.id in undecided]
    free = next((question for question, _ in behind if question.id not in chosen), None)
    if free is None:
        yield _under(behind, answer)
        return
    for reading in free.readings:
        yield from _ways(choices, name, undecided, {**chosen, free.id: reading})


def _one_by_one(choices: Choices, name: str, used: Sequence[Question]) -> Iterator[Under]:
    for question in used:
        for reading in question.readings.values():
            yield _under([(question, reading)], choices.engine({question.id: reading.id}).answer(name))


def _under(taken: Sequence[tuple[Question, Reading]], answer: Answer) -> Under:
    changed = tuple((question, reading) for question, reading in taken if reading.id != question.default)
    return Under(tuple(taken), changed, answer.status, answer.finding.have, answer.finding.need)

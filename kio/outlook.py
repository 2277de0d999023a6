"""What a cohort is looked over for: the answer for every requirement, the last progress, and who is ready."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from kio.actions import TRAINEE, Action
from kio.evaluation.result import DONE, Result, Standing, Status
from kio.programme.model import Question
from kio.programme.requirement import Enough


class Ready(StrEnum):
    """Why somebody is ready: nothing is open but an act of the phase, or nothing but what others must do."""

    NOW = "now"
    OTHERS = "others"


class Cell(NamedTuple):
    """The answer for one requirement in a word, with how much there is of what is needed."""

    status: Status
    have: Decimal | None = None
    need: Decimal | None = None
    late: bool = False


class Outlook(NamedTuple):
    """What is kept of a standing for looking over a cohort.

    `progressed` is the last day of progress, None where nothing counts yet; `cells` are by `checklist/id`; `todo` is
    all that must be done, `idle` whether the phase asks nothing of anybody.
    """

    progressed: date | None
    ready: Ready | None
    idle: bool
    todo: tuple[Action, ...]
    cells: Mapping[str, Cell]


def outlook(standing: Standing, todo: tuple[Action, ...]) -> Outlook:
    """The outlook of a standing; `todo` are its actions."""
    results = [result for part in standing.checklists for result in part.results]
    cells = {intern(result.name): _cell(result.status, result.have, result.need, result.late) for result in results}
    return Outlook(
        progressed(standing.results(), standing.programme.questions), ready(standing), standing.phase.idle, todo, cells
    )


@lru_cache(maxsize=1000)
def _cell(status: Status, have: Decimal | None, need: Decimal | None, late: bool) -> Cell:
    # Most cells of a cohort are alike; the same one again costs next to nothing to keep and to hand over.
    return Cell(status, have, need, late)


def progressed(results: Iterable[Result], questions: Mapping[str, Question]) -> date | None:
    """The last day of an entry that counts for certain, or of an exception that is in force.

    That a term has run out is not progress, nor is an entry of which there may be only so many.
    """
    return max(_days(results, questions), default=None)


def _days(results: Iterable[Result], questions: Mapping[str, Question]) -> Iterator[date]:
    for result in results:
        kind = result.kind(questions)
        if result.status is Status.NOT_APPLICABLE or (isinstance(kind, Enough) and kind.at_least is None):
            continue
        if result.status is Status.WAIVED and result.why.met_on:
            yield result.why.met_on
        yield from (item.entry.date for item in result.why.evidence)
        yield from _days(result.children, questions)


def ready(standing: Standing) -> Ready | None:
    """Whether nothing has to come from the trainee any more, in any checklist, and no day has to be waited for."""
    act = standing.phase.act
    if standing.phase.idle or (act and act.who == TRAINEE):
        return None
    results = standing.results()
    missing = [result for result in results if result.status not in DONE]
    if act or (results and not missing):
        return Ready.NOW
    return Ready.OTHERS if results and all(map(_is_for_others, missing)) else None


def _is_for_others(result: Result) -> bool:
    """Whether all that is missing is what somebody else must do: a judgement, or the act of the requirement."""
    if result.status is Status.REVIEW:
        return True
    act = result.requirement.act
    return result.status is not Status.FAILED and act is not None and act.who != TRAINEE

"""What is asked of a trainee on a day: answers by their names, and results where somebody wants to know why."""

from __future__ import annotations

from collections.abc import Iterator

from kio.evaluation.bindings import part_of
from kio.evaluation.engine import Engine
from kio.evaluation.explaining import explained
from kio.evaluation.finding import Answer
from kio.evaluation.result import Result
from kio.programme.language import ByReading
from kio.programme.requirement import Kind


def kind_of(view: Engine, kind: Kind) -> Kind:
    """A kind by the readings that hold."""
    while isinstance(kind, ByReading):
        kind = part_of(view, kind)
    return kind


def answers(view: Engine) -> Iterator[Answer]:
    """The answers of all checklists, in their order."""
    return (answer for part in view.programme.checklists for answer in view.checklist_answers(part.id))


def named(view: Engine, name: str) -> tuple[Answer, ...]:
    """The answer of a requirement `checklist/requirement`, or those of a whole checklist."""
    return (view.answer(name),) if "/" in name else view.checklist_answers(name)


def result_of(view: Engine, name: str) -> Result:
    """The answer of a requirement with what explains it."""
    return explained(view, view.answer(name))


def results(view: Engine) -> Iterator[Result]:
    """All of it with what explains it."""
    return (explained(view, answer) for answer in answers(view))

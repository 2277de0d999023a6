"""What is supposed for one answer: other readings of the sources, another edition of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kio.commands.options import help_text
from kio.message import message
from kio.near import did_you_mean
from kio.problem import KioError

if TYPE_CHECKING:
    from kio.evaluation.view import Case
    from kio.programme.model import Programme, Question

ReadingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reading",
        metavar=help_text(message("QUESTION=READING")),
        help=help_text(message("read the sources in another way; kio rules readings lists the ways")),
    ),
]
EditionOption = Annotated[
    str | None,
    typer.Option(
        "--edition",
        metavar=help_text(message("EDITION")),
        help=help_text(message("what would hold by another edition")),
    ),
]


def supposed(case: Case, readings: Sequence[str] | None, edition: str | None = None) -> Case:
    """The case with the readings and the edition that were asked for; raises KioError for unknown ones."""
    chosen = chosen_readings(case.programme, readings or ())
    known = [known.id for known in case.programme.editions]
    if edition is not None and edition not in known:
        raise KioError(message("there is no edition {value}", value=edition), did_you_mean(edition, known))
    return case._replace(readings=chosen, edition=edition)


def chosen_readings(programme: Programme, given: Sequence[str]) -> dict[str, str]:
    """What `QUESTION=READING` says, by question; a question may be named by what stands before its first hyphen."""
    chosen: dict[str, str] = {}
    for text in given:
        name, equals, reading = text.partition("=")
        question = _question(programme, name.strip())
        if not equals or reading not in question.readings:
            known = ", ".join(f"{question.id}={word}" for word in question.readings)
            said = message("'{word}' is no reading of {question}", word=reading, question=question.id)
            raise KioError(said, message("possible here: {options}", options=known))
        if chosen.setdefault(question.id, reading) != reading:
            raise KioError(message("{question} is read in two ways", question=question.id), message("choose one"))
    return chosen


def _question(programme: Programme, name: str) -> Question:
    found = [question for question in programme.questions.values() if name in (question.id, _short(question.id))]
    if len(found) == 1:
        return found[0]
    if not programme.questions:
        raise KioError(message("the rules of {programme} leave no question open", programme=programme.id))
    raise KioError(message("there is no question {value}", value=name), did_you_mean(name, programme.questions))


def _short(name: str) -> str:
    return name.partition("-")[0]

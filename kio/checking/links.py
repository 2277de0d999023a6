"""Records that the header of another record names: whether they are what the rules ask for there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kio.checking.known import Checked
from kio.evaluation.result import Result, Standing, Status
from kio.message import Message, Quoted, message
from kio.models.record import Trainee
from kio.problem import Problem, Severity
from kio.programme.model import Programme
from kio.programme.requirement import LinkedRecord


class Link(NamedTuple):
    """A field of a programme's header, and the record that it names, which no other record may name there."""

    programme: str
    section: str
    field: str
    of: str


def links_of(trainee: Trainee, programme: Programme) -> tuple[Link, ...]:
    """The records that this one names and no other may name too."""
    return tuple(
        Link(programme.id, section, name, str(value))
        for section, values in trainee.header.items()
        for name, value in values.items()
        if value is not None and programme.header[section].fields[name].once
    )


def named_records(trainee: Trainee) -> Iterator[str]:
    """Every other record that may have been read for the sake of this one."""
    if trainee.person:
        yield trainee.person
    for values in trainee.header.values():
        yield from (value for value in values.values() if isinstance(value, str))


def unfit_links(checked: Checked, standing: Callable[[Trainee], Standing | None]) -> Iterator[Problem]:
    """Records that are there and not what a requirement asks for, as of another track or in another phase."""
    trainee, programme = checked.trainee, checked.expected.programme
    names = {
        (section, name): str(value)
        for section, values in trainee.header.items()
        for name, value in values.items()
        if programme.header[section].fields[name].type == "trainee" and value in checked.known.trainees
    }
    names = {path: other for path, other in names.items() if other != trainee.id}
    found = standing(trainee) if names else None
    for result in found.results() if found else ():
        kind = result.kind(programme.questions)
        if isinstance(kind, LinkedRecord) and kind.path in names and result.status not in (Status.MET, Status.WAIVED):
            yield _unfit(checked, result, kind)


def _unfit(checked: Checked, result: Result, kind: LinkedRecord) -> Problem:
    text = message("this record does not fit here: {why}", why=_quoted(result.why.reason))
    hint = message("is it the right record? the rules ask: {requirement}", requirement=result.requirement.title)
    return Problem(checked.document.location(kind.path, value=True), Severity.WARNING, "unfit-link", text, hint)


def _quoted(said: Message) -> Message:
    """A sentence of the evaluator, in which names are values of a record."""
    values = {
        name: Quoted(value) if isinstance(value, str) else _quoted(value) if isinstance(value, Message) else value
        for name, value in said.values.items()
    }
    return said._replace(values=values)

"""Exceptions that were granted: those no longer needed, and those granted so often that the rule is in question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kio.checking.known import Checked
from kio.checking.rule_places import requirement_place
from kio.evaluation.result import Result, Standing, Status
from kio.message import Quoted, message
from kio.models.record import Entry, Trainee
from kio.problem import Location, Problem, Related, Severity
from kio.programme.model import Exceptions, Programme
from kio.programme.requirement import Requirement, parts_of
from kio.workspace import Workspace

MOST_NAMED = 20
"""So many of the records to which an exception was granted are named."""
MOST_TRIED = 10
"""So many exceptions of a record are left out by turns, to see what changes: each one is an evaluation."""


class Granted(NamedTuple):
    """An exception that a record has: of which programme and requirement, and in which line."""

    programme: str
    requirement: str
    line: int


def granted(checked: Checked, on: date) -> tuple[Granted, ...]:
    """The exceptions that were granted until a day, the first for each requirement."""
    programme = checked.expected.programme
    rule = programme.exceptions
    first: dict[str, Granted] = {}
    for entry in _grants(checked, rule, on) if rule and rule.often else ():
        name = str(entry.values.get(rule.requirement)) if rule else ""
        first.setdefault(name, Granted(programme.id, name, entry.line))
    return tuple(first.values())


def _grants(checked: Checked, rule: Exceptions, on: date) -> list[Entry]:
    return [
        entry
        for entry in checked.of_type.get(rule.entries, ())
        if entry.date <= on and entry.values.get(rule.decision) == rule.granted
    ]


# --- one record


def unneeded(checked: Checked, standing: Callable[[Trainee], Standing | None], on: date) -> Iterator[Problem]:
    """Exceptions in force without which everything would stand as it does; told only where there is still work to do.

    Who was excused from something and did it later may need the exception all the same, for what hangs on its day.
    """
    rule, trainee = checked.expected.programme.exceptions, checked.trainee
    if rule is None or not any(_may_hold(entry, rule, on) for entry in _grants(checked, rule, on)):
        return
    found = standing(trainee)
    if found is None or found.phase.idle:
        return
    met = [result for result in _each(found.results()) if result.waiver.granted and result.beneath is Status.MET]
    for result in met[:MOST_TRIED]:
        entry = result.waiver.granted
        without = standing(_without(trainee, rule, result.name))
        if entry and without and _outcome(without) == _outcome(found):
            yield _unneeded(checked, rule, entry, _by_name(without)[result.name])


def _may_hold(entry: Entry, rule: Exceptions, on: date) -> bool:
    until = entry.values.get(rule.until)
    return not isinstance(until, date) or on <= until


def _without(trainee: Trainee, rule: Exceptions, name: str) -> Trainee:
    kept = [entry for entry in trainee.log if entry.type != rule.entries or entry.values.get(rule.requirement) != name]
    return trainee._replace(log=tuple(kept))


def _outcome(standing: Standing) -> object:
    """What a note would be wrong about if it changed."""
    results = {name: (result.status, result.deadline) for name, result in _by_name(standing).items()}
    return standing.phase.id, results


def _by_name(standing: Standing) -> Mapping[str, Result]:
    return {result.name: result for result in _each(standing.results())}


def _each(results: Iterable[Result]) -> Iterator[Result]:
    for result in results:
        yield result
        yield from _each(result.children)


def _unneeded(checked: Checked, rule: Exceptions, entry: Entry, result: Result) -> Problem:
    title, day = result.requirement.title, result.why.met_on
    text = message("'{requirement}' is met without this exception", requirement=title)
    if day is not None:
        values = {"requirement": title, "day": Quoted(day)}
        text = message("'{requirement}' is met without this exception since {day}", **values)
    hint = message("nothing depends on it any more; it may stay, or be given a last day")
    where = checked.document.location(("log", entry.position, rule.requirement), value=True)
    return Problem(where, Severity.NOTE, "unneeded-exception", text, hint)


# --- all records


class Grants:
    """To how many records exceptions were granted, by requirement; only some of the records are kept."""

    def __init__(self) -> None:
        self._counted: dict[tuple[str, str], int] = {}
        self._named: dict[tuple[str, str], list[Location]] = {}

    def add(self, file: str, grants: Iterable[Granted]) -> None:
        """The exceptions of one record."""
        for grant in grants:
            key = grant.programme, grant.requirement
            self._counted[key] = self._counted.get(key, 0) + 1
            named = self._named.setdefault(key, [])
            if len(named) < MOST_NAMED:
                named.append(Location(file, grant.line))

    def repeated(self, workspace: Workspace, programmes: Iterable[Programme]) -> Iterator[Problem]:
        """The requirements to which an exception was granted as often as the rules find worth a question."""
        for programme in programmes:
            often = programme.exceptions.often if programme.exceptions else None
            for name in _requirements(programme) if often else ():
                count = self._counted.get((programme.id, name), 0)
                if often and count >= often:
                    text = message("{count} records have an exception to this: change the rule?", count=count)
                    said = message("an exception to it")
                    related = tuple(Related(place, said) for place in self._named[programme.id, name])
                    hint = message("decide whether the rule still says what is meant")
                    where = requirement_place(workspace, programme.id, name)
                    yield Problem(where, Severity.NOTE, "repeated-exception", text, hint, related)


def _requirements(programme: Programme) -> Iterator[str]:
    for checklist in programme.checklists:
        yield from _with_parts(checklist.id, checklist.requirements)


def _with_parts(prefix: str, requirements: Iterable[Requirement]) -> Iterator[str]:
    for requirement in requirements:
        name = f"{prefix}/{requirement.id}"
        yield name
        yield from _with_parts(name, parts_of(requirement.kind))

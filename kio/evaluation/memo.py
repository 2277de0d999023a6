"""What evaluations of several records share: what does not depend on one record alone is worked out once."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kio.evaluation.inputs import Inputs, date_fields, inputs_of
from kio.programme.language import ByReading, Condition, Selection
from kio.programme.model import Programme, Question, Reading, Value
from kio.programme.requirement import Requirement

if TYPE_CHECKING:
    from kio.evaluation.view import Verdict

MOST_KEPT = 10_000
"""Verdicts by one condition; records of any number have days and texts that do not occur again."""


Supposed = frozenset[tuple[str, str]]
"""Readings by question that are supposed instead of those that hold."""


class Said(NamedTuple):
    """What a verdict by a condition depends on (None: on more than values), and the verdicts so far by that."""

    inputs: Inputs | None
    verdicts: dict[object, Verdict]


class Asked(NamedTuple):
    """The requirements of a track by their names `checklist/requirement`, and these names by checklist."""

    requirements: dict[str, Requirement]
    names: dict[str, list[str]]


class Bound(NamedTuple):
    """What the rules that bind somebody say: values of parameters, and the readings behind requirements."""

    parameters: dict[str, Value]
    readings: dict[int, tuple[tuple[Question, Reading], ...]]


class Memo:
    """For cases of one programme that share people and what was told, on one day of evaluation and of decisions.

    What is supposed may differ: what depends on it is kept by it.
    """

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._turns: list[date] | None = None
        self._said: dict[int, Said] = {}
        self._dates: dict[tuple[int, str, Supposed], tuple[str, ...]] = {}
        self._asked: dict[str, Asked] = {}
        self._bound: dict[tuple[int, str, Supposed], Bound] = {}

    def said(self, condition: Condition) -> Said:
        """What was found by a condition so far."""
        found = self._said.get(id(condition))
        if found is None:
            found = self._said[id(condition)] = Said(inputs_of(self._programme, condition), {})
        elif len(found.verdicts) > MOST_KEPT:
            found.verdicts.clear()
        return found

    def dates_of(
        self, selection: Selection, track: str, supposed: Supposed, part: Callable[[ByReading[Condition]], Condition]
    ) -> tuple[str, ...]:
        """The dates that a selection tests; `part` says what belongs to the reading that holds."""
        key = id(selection), track, supposed
        if key not in self._dates:
            self._dates[key] = tuple(sorted(date_fields(self._programme, selection, part)))
        return self._dates[key]

    def asked(self, track: str) -> Asked:
        """What is asked of a track."""
        if track not in self._asked:
            asked = Asked({}, {checklist.id: [] for checklist in self._programme.checklists})
            for checklist in self._programme.checklists:
                for requirement in checklist.requirements:
                    if not requirement.tracks or track in requirement.tracks:
                        name = f"{checklist.id}/{requirement.id}"
                        asked.requirements[name] = requirement
                        asked.names[checklist.id].append(name)
            self._asked[track] = asked
        return self._asked[track]

    def bound(self, day: date, track: str, supposed: Supposed) -> Bound:
        """What binds by the rules of a day: the same for all days between which no value changes."""
        if self._turns is None:
            self._turns = sorted(set(_turns(self._programme)))
        key = bisect(self._turns, day), track, supposed
        return self._bound.setdefault(key, Bound({}, {}))


def _turns(programme: Programme) -> Iterator[date]:
    """The first days on which a parameter has another value."""
    for parameter in programme.parameters.values():
        for value in parameter.values:
            yield value.first_day
            if value.last_day and value.last_day < date.max:
                yield value.last_day + timedelta(days=1)

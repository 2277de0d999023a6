"""What evaluations of several records share: what does not depend on one record alone is worked out once."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kio.evaluation.inputs import Inputs, date_fields
from kio.models.record import Entry
from kio.programme.language import ByReading, Condition, Selection
from kio.programme.model import Programme, Value
from kio.programme.requirement import Requirement

if TYPE_CHECKING:
    from kio.evaluation.result import Readings
    from kio.evaluation.view import Judge, Limits, Verdict, View

MOST_KEPT = 10_000
"""Verdicts by one condition with the same parameters; many records have days and texts that do not occur again."""


Key = tuple[object, ...]
Supposed = frozenset[tuple[str, str]]
"""Readings by question that are supposed instead of those that hold."""


class Remembered:
    """A judge of entries who asks another one only about values that no entry had before.

    `read` says how the questions are read on which a verdict depends, where there are any.
    """

    def __init__(self, judge: Judge, inputs: Inputs, read: Callable[[View], tuple[str, ...]] | None = None) -> None:
        self._judge = judge
        self._parameters = inputs.parameters
        self._read = read
        self._keys_of = _keys_of(inputs)
        self.verdicts: dict[tuple[object, ...], dict[Key, Verdict]] = {}
        """By what the rules that bind say, the values of parameters and how questions are read; then by an entry's."""

    def __call__(self, view: View, entries: Sequence[Entry]) -> list[Verdict]:
        """The verdicts on these entries."""
        binding: Key = tuple([view.parameter(name) for name in self._parameters]) if self._parameters else ()
        if self._read is not None:
            binding = *binding, self._read(view)
        known = self.verdicts.get(binding)
        if known is None or len(known) > MOST_KEPT:
            known = self.verdicts[binding] = {}
        keys = self._keys_of(entries)
        try:
            return [known[key] for key in keys]
        except KeyError:
            for key, entry in zip(keys, entries, strict=True):
                if key not in known:
                    known[key] = self._judge(view, (entry,))[0]
            return [known[key] for key in keys]


def _keys_of(inputs: Inputs) -> Callable[[Sequence[Entry]], list[Key]]:
    """What of entries a verdict depends on."""
    fields, dated = inputs.fields, inputs.dated
    if len(fields) == 1 and not dated:  # as most
        field = fields[0]
        return lambda entries: [(entry.type, entry.values.get(field)) for entry in entries]
    return lambda entries: [
        (entry.type, entry.date if dated else None, *map(entry.values.get, fields)) for entry in entries
    ]


class Asked(NamedTuple):
    """The requirements of a track by their names `checklist/requirement`, and these names by checklist."""

    requirements: dict[str, Requirement]
    names: dict[str, list[str]]


class Bound(NamedTuple):
    """What the rules that bind somebody say: values of parameters, numbers that are asked, readings behind rules."""

    parameters: dict[str, Value]
    limits: dict[int, Limits]
    readings: dict[int, Readings]


class Memo:
    """For cases of one programme that share people and what was told, on one day of evaluation and of decisions.

    What is supposed may differ: what depends on it is kept by it.
    """

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._turns: list[date] | None = None
        self.judges: dict[int, Judge] = {}
        """How to judge by each condition, by its identity."""
        self._dates: dict[tuple[int, str, Supposed], tuple[str, ...]] = {}
        self._asked: dict[str, Asked] = {}
        self._bound: dict[tuple[int, str, Supposed], Bound] = {}

    def dates_of(
        self, selection: Selection, track: str, supposed: Supposed, part: Callable[[ByReading[Condition]], Condition]
    ) -> tuple[str, ...]:
        """The dates that a selection tests; `part` says what belongs to the reading that holds."""
        key = id(selection), track, supposed
        found = self._dates.get(key)
        if found is None:
            found = self._dates[key] = tuple(sorted(date_fields(self._programme, selection, part)))
        return found

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
        return self._bound.setdefault(key, Bound({}, {}, {}))


def _turns(programme: Programme) -> Iterator[date]:
    """The first days on which a parameter has another value."""
    for parameter in programme.parameters.values():
        for value in parameter.values:
            yield value.first_day
            if value.last_day and value.last_day < date.max:
                yield value.last_day + timedelta(days=1)

"""What would be recorded: a new entry, or one that is there with more in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kio.evaluation.view import Case
from kio.models.record import Entry
from kio.programme.model import Programme

TO_FILL_IN = "…"
"""Stands for a text or a proof that only people can give."""


class Change(NamedTuple):
    """An entry to be recorded; `instead` is the one that it completes, with more fields, on the same day."""

    entry: Entry
    instead: Entry | None = None

    def added(self) -> dict[str, object]:
        """The fields that it has and the entry that it completes has not."""
        had = self.instead.values if self.instead else {}
        return {name: value for name, value in self.entry.values.items() if name not in had}


Changes = tuple[Change, ...]


def applied(case: Case, changes: Iterable[Change]) -> Case:
    """The case with these entries in the log."""
    log = list(case.trainee.log)
    for change in changes:
        place = next((at for at, entry in enumerate(log) if entry is change.instead), None)
        if place is None:
            log.append(change.entry)
        else:
            log[place] = change.entry
    return case._replace(trainee=case.trainee._replace(log=tuple(log)))


def without(case: Case, dropped: Entry) -> Case:
    """The case without one entry of the log."""
    log = tuple(entry for entry in case.trainee.log if entry is not dropped)
    return case._replace(trainee=case.trainee._replace(log=log))


def with_defaults(programme: Programme, entry: Entry) -> Entry:
    """The entry with the fields that take the value of another one where they are absent, as a log is read."""
    values = dict(entry.values)
    for field in programme.entries[entry.type].fields.values():
        given = entry.date if field.default == "date" else values.get(field.default or "")
        if given is not None:
            values.setdefault(field.name, given)
    return entry._replace(values=values)

"""Whether an exception is in force: the one place that decides it."""

from __future__ import annotations

from datetime import date

from kio.evaluation.result import Waiver
from kio.evaluation.view import View
from kio.models.record import Entry
from kio.programme.model import Exceptions


def waiver_of(view: View, name: str) -> Waiver:
    """What the exceptions say of a requirement on the day.

    A grant holds from its date to its last day, both included. A request is pending until a decision of the same or a
    later day; a refusal answers it and changes nothing else.
    """
    rule = view.programme.exceptions
    if rule is None:
        return Waiver()
    about = [entry for entry in view.entries((rule.entries,)) if entry.values.get(rule.requirement) == name]
    granted = [entry for entry in about if _says(entry, rule, rule.granted) and _holds(entry, rule, view.on)]
    requested = [entry for entry in about if _says(entry, rule, rule.requested)]
    answered = [entry.date for entry in about if not _says(entry, rule, rule.requested)]
    pending = [entry for entry in requested if not any(day >= entry.date for day in answered)]
    refused = about[-1] if about and _says(about[-1], rule, rule.refused) else None
    return Waiver(granted[-1] if granted else None, pending[-1] if pending else None, refused)


def _says(entry: Entry, rule: Exceptions, word: str) -> bool:
    return entry.values.get(rule.decision) == word


def _holds(entry: Entry, rule: Exceptions, on: date) -> bool:
    until = entry.values.get(rule.until)
    return not isinstance(until, date) or on <= until

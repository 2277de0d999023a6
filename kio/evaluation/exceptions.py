"""Whether an exception is in force: the one place that decides it."""

from __future__ import annotations

from datetime import date, timedelta

from kio.evaluation.result import Waiver
from kio.evaluation.view import View
from kio.models.record import Entry
from kio.programme.model import Exceptions

NONE = Waiver()


def waiver_of(view: View, name: str) -> Waiver:
    """What the exceptions say of a requirement on the day.

    A grant holds from its date to its last day, both included. A request is pending until a decision of the same or a
    later day; a refusal answers it and changes nothing else. A grant and a refusal of one day contradict each other:
    somebody must say which of the two it is, as if it were still pending.
    """
    rule = view.programme.exceptions
    if rule is None:
        return NONE
    about = [entry for entry in view.entries((rule.entries,)) if entry.values.get(rule.requirement) == name]
    if not about:
        return NONE
    refusals = [entry for entry in about if _says(entry, rule, rule.refused)]
    grants = [entry for entry in about if _says(entry, rule, rule.granted)]
    refused_on = {entry.date for entry in refusals}
    unclear = [entry for entry in grants if entry.date in refused_on]
    clear = [entry for entry in grants if entry.date not in refused_on]
    holding = [entry for entry in clear if view.on <= _last_day(entry, rule)]
    asked = [entry for entry in about if _says(entry, rule, rule.requested)]
    pending = [entry for entry in asked if all(other.date < entry.date for other in (*grants, *refusals))]
    waiting = pending or [entry for entry in unclear if view.on <= _last_day(entry, rule)]
    last = max(holding, key=lambda entry: (_last_day(entry, rule), entry.date), default=None)
    return Waiver(
        last,
        waiting[-1] if waiting else None,
        refusals[-1] if refusals and refusals[-1].date == about[-1].date else None,
        _since(clear, rule, last) if last else None,
        _last_day(last, rule) if last and _last_day(last, rule) != date.max else None,
    )


def _since(grants: list[Entry], rule: Exceptions, last: Entry) -> date:
    """The first day from which grants have followed each other without a gap."""
    since = last.date
    for entry in sorted(grants, key=lambda entry: entry.date, reverse=True):
        if entry.date < since <= _after(_last_day(entry, rule)):
            since = entry.date
    return since


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _says(entry: Entry, rule: Exceptions, word: str) -> bool:
    return entry.values.get(rule.decision) == word


def _last_day(entry: Entry, rule: Exceptions) -> date:
    until = entry.values.get(rule.until)
    return until if isinstance(until, date) else date.max

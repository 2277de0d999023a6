"""What the programme wants to be remembered of a record, and exceptions that end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kio.evaluation.calendar import shift
from kio.evaluation.result import Reminded, Result, Status
from kio.evaluation.truth import Truth
from kio.evaluation.view import View
from kio.models.record import Entry
from kio.programme.language import Amount
from kio.programme.reminder import EntryDue, Lead, Reminder


def reminders_of(view: View, results: Iterable[Result], *, idle: bool) -> Iterator[Reminded]:
    """What is to be remembered on this day, also what is shown from a later day on.

    Only what certainly holds: what somebody must judge first has a result of its own that says so.
    """
    if not idle:
        yield from _endings(view, results)
    track = view.track()
    for reminder in view.programme.reminders:
        if (idle and not reminder.when_idle) or (reminder.tracks and track not in reminder.tracks):
            continue
        if reminder.when is None or view.holds(reminder.when) is Truth.YES:
            yield from _reminded(view, reminder)


def _endings(view: View, results: Iterable[Result]) -> Iterator[Reminded]:
    """The exceptions in force that end, with the requirements that they waive."""
    rule = view.programme.exceptions
    if rule is None or rule.ahead is None:
        return
    for result in results:
        until, granted = result.waiver.until, result.waiver.granted
        if result.status is Status.WAIVED and until is not None and granted is not None:
            first = _first_day(view, until, rule.ahead)
            if first is not None:
                yield Reminded(None, (granted,), until, first, result=result.name, title=result.requirement.title)


def _reminded(view: View, reminder: Reminder) -> Iterator[Reminded]:
    if reminder.about is None:
        yield from _due_on(view, reminder, (), _day(view, reminder, None))
        return
    entries = [item.entry for item in view.select(reminder.about) if item.truth is Truth.YES]
    if reminder.each:
        for entry in entries:
            yield from _due_on(view, reminder, (entry,), _day(view, reminder, entry))
    elif entries:
        days = [_day(view, reminder, entry) for entry in entries]
        known = [day for day in days if day is not None]
        # One that has no last day holds on, so that nothing ends; without a term there is no latest one.
        latest = max(known) if len(known) == len(days) else None
        meant = [entry for entry, day in zip(entries, days, strict=True) if day == latest]
        yield from _due_on(view, reminder, tuple(meant), latest)


def _due_on(view: View, reminder: Reminder, entries: tuple[Entry, ...], due: date | None) -> Iterator[Reminded]:
    """Nothing while the day on which it is due, or how long ahead it is shown, is not known."""
    if reminder.due is None:
        yield Reminded(reminder, entries, None, None, _shown(view, reminder, entries))
    elif due is not None:
        first = _first_day(view, due, reminder.ahead) if reminder.ahead else date.min
        if first is not None:
            yield Reminded(reminder, entries, due, first, _shown(view, reminder, entries))


def _day(view: View, reminder: Reminder, entry: Entry | None) -> date | None:
    """The day on which it is due, by the rules or by an entry."""
    if not isinstance(reminder.due, EntryDue):
        return view.day(reminder.due) if reminder.due is not None else None
    value = view.value(entry, reminder.due.field) if entry else None
    day = (value.given or value.later) if value else None
    if not isinstance(day, date) or reminder.due.amount is None:
        return day if isinstance(day, date) else None
    number = _whole(view, reminder.due.amount)
    return None if number is None else shift(day, reminder.due.sign * number, reminder.due.unit)


def _first_day(view: View, due: date, lead: Lead) -> date | None:
    number = _whole(view, lead.amount)
    return None if number is None else shift(due, -number, lead.unit)


def _whole(view: View, amount: Amount) -> int | None:
    found = view.amount(amount)
    return None if found is None or found.low != found.high else int(found.low)


def _shown(view: View, reminder: Reminder, entries: tuple[Entry, ...]) -> tuple[object, ...]:
    """The values that are said too, as the rules call them."""
    if reminder.show is None:
        return ()
    found: dict[object, None] = {}
    for entry in entries:
        value = view.value(entry, reminder.show)
        found |= {value.field.choices.get(str(given), given): None for given in value.each()}
    return tuple(found)

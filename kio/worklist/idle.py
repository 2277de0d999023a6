"""Why nothing has to be done now, and the next day that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kio.actions import IDLE
from kio.evaluation.result import Standing
from kio.message import Message, Text, message
from kio.programme.fields import Field
from kio.programme.requirement import Enough


def why_nothing(standing: Standing) -> Message:
    """What to say where there are no actions."""
    if standing.phase.idle:
        until = _last_day(standing)
        if until:
            text = "in this phase ({phase}) nothing is asked, until {day}"
            return message(text, phase=standing.phase.title, day=until)
        return message("in this phase ({phase}) nothing is asked", phase=standing.phase.title)
    coming = min(_coming(standing), default=None, key=lambda known: known[0])
    if coming:
        day, title = coming
        return message("nothing before {day}: {title}", day=day, title=title)
    unmet = any(result.status not in IDLE for result in standing.results())
    return message("what is left waits for something else") if unmet else message("everything is met")


def _last_day(standing: Standing) -> date | None:
    """The last day that an entry names on which the phase rests; None where it names none, or the phase no entries."""
    kind = standing.phase.when
    if not isinstance(kind, Enough):
        return None
    types = kind.measure.selection.types
    limits = {name: [one.name for one in _fields(standing, name) if one.limit] for name in types}
    log = [entry for entry in standing.trainee.log if entry.type in types and entry.date <= standing.on]
    days = [entry.values.get(name) for entry in log for name in limits[entry.type]]
    return max((day for day in days if isinstance(day, date) and day >= standing.on), default=None)


def _fields(standing: Standing, entry_type: str) -> Iterable[Field]:
    return standing.programme.entries[entry_type].fields.values()


def _coming(standing: Standing) -> Iterator[tuple[date, Text]]:
    """The days that lie ahead, with what becomes possible or is planned on them."""
    for part in standing.checklists:
        for result in part.results if part.relevant else ():
            if result.status not in IDLE:
                days = (result.earliest, *(entry.date for entry in result.why.planned))
                yield from ((day, result.requirement.title) for day in days if day and day > standing.on)
    for item in standing.reminders:
        title = item.rule.title if item.rule else item.title
        if item.first_day and item.first_day > standing.on and title:
            yield item.first_day, title

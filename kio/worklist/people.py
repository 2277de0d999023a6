"""Who exactly must act: the person in that role whom the record names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kio.evaluation.result import Result, Standing
from kio.models.record import Entry
from kio.programme.model import Programme


def person_for(standing: Standing, who: str, result: Result | None) -> str | None:
    """The id of the person who has a role: whom the plan of the requirement names, else the newest entry.

    None where nobody is named, or where the entries of that day name several.
    """
    programme = standing.programme
    if who not in programme.roles:
        return None
    for entry in sorted(result.why.planned if result else (), key=lambda entry: entry.date):
        if found := set(_people(programme, entry, who, also_any=True)):
            return _only(found)
    log = [entry for entry in standing.trainee.log if any(_people(programme, entry, who))]
    past = [entry for entry in log if entry.date <= standing.on]
    named = _of_day(past, last=True) or _of_day(log, last=False)
    return _only({person for entry in named for person in _people(programme, entry, who)})


def _of_day(entries: Iterable[Entry], *, last: bool) -> list[Entry]:
    """The entries of the latest or of the earliest day."""
    found = list(entries)
    if not found:
        return []
    day = (max if last else min)(entry.date for entry in found)
    return [entry for entry in found if entry.date == day]


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _people(programme: Programme, entry: Entry, role: str, *, also_any: bool = False) -> Iterator[str]:
    """The people whom an entry names in a role; also those of whom no role is meant, where that is allowed."""
    kind = programme.entries.get(entry.type)
    for field in kind.fields.values() if kind else ():
        if field.type == "person" and (field.role == role or (also_any and field.role is None)):
            given = entry.values.get(field.name)
            yield from (str(one) for one in (given if isinstance(given, tuple) else (given,)) if one is not None)

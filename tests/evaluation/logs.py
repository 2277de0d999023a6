"""Random logs of any programme: entries of its own types, with values drawn from small pools so that they meet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from kio.models.record import Entry, Trainee
from kio.programme.fields import EntryType, Field
from kio.programme.model import Programme

FIRST_DAY = date(2023, 1, 31)
DAYS = st.integers(0, 40).map(lambda step: FIRST_DAY + timedelta(days=31 * step))
"""Every 31 days, for three and a half years: far enough for terms of months, few enough that days coincide."""

POOLS = {
    "text": ["a", "b", "c", "NIP"],
    "number": ["0.5", "1", "2"],
    "hours": ["0.5", "1", "1.5", "6"],
    "money": ["100"],
    "percentage": ["60", "69.99", "70", "80"],
    "whole_number": ["1", "2", "3", "4"],
    "yes_no": ["true", "false"],
    "person": ["anna", "bram", "cora", "dirk", "nobody"],
    "reference": ["a", "b", "c", "d"],
    "evidence": ["scan.pdf"],
    "trainee": ["other-0"],
}


def _value(programme: Programme, field: Field) -> st.SearchStrategy[str]:
    match field.type:
        case "date":
            return DAYS.map(str)
        case "choice":
            return st.sampled_from(list(field.choices))
        case "requirement":
            return st.sampled_from(
                [f"{part.id}/{item.id}" for part in programme.checklists for item in part.requirements]
            )
        case "track":
            return st.sampled_from([*programme.tracks, "unknown-track"])
        case "edition":
            return st.sampled_from([*(f'"{edition.id}"' for edition in programme.editions), "unknown-edition"])
        case _:
            return st.sampled_from(POOLS[field.type])


@st.composite
def _entry(draw: st.DrawFn, programme: Programme, kind: EntryType) -> str:
    said = {"date": str(draw(DAYS)), "type": kind.id}
    for name, field in kind.fields.items():
        if field.type != "marks" and (field.required or draw(st.booleans())):
            said[name] = draw(_value(programme, field))
    return "{" + ", ".join(f"{name}: {value}" for name, value in said.items()) + "}"


def entries(programme: Programme, types: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One entry of one of these types, as YAML."""
    return st.sampled_from(types).flatmap(lambda name: _entry(programme, programme.entries[name]))


def logs(programme: Programme, without: frozenset[str] = frozenset()) -> st.SearchStrategy[list[str]]:
    """Up to 25 entries of all types but some, as YAML."""
    types = tuple(name for name in programme.entries if name not in without)
    return st.lists(entries(programme, types), max_size=25)


def distinct(trainee: Trainee) -> Trainee:
    """The record without repeated entries: which of two that say the same is meant is nobody's question."""
    kept: dict[str, Entry] = {}
    for entry in trainee.log:
        kept.setdefault(repr((entry.type, entry.date, sorted(entry.values.items()))), entry)
    return trainee._replace(log=tuple(kept.values()))


def cut(trainee: Trainee, programme: Programme, on: date) -> Trainee:
    """The record as it stood on a day: entries of which no day had come are not in it."""
    return trainee._replace(log=tuple(entry for entry in trainee.log if _begun(programme, entry, on)))


def _begun(programme: Programme, entry: Entry, on: date) -> bool:
    fields = programme.entries[entry.type].fields.values()
    given = (entry.values.get(field.name) for field in fields if field.type == "date" and not field.limit)
    days = [day for value in given for day in (value if isinstance(value, tuple) else (value,))]
    return any(isinstance(day, date) and day <= on for day in (entry.date, *days))

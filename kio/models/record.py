"""Records as values: a trainee and the log, people and their roles, a group and what it plans."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Entry(NamedTuple):
    """Something that happened (or is planned) on a day.

    `line` is where it stands in its file, from 1; `position` its position in the list there, from 0.
    """

    type: str
    date: date
    values: Mapping[str, object]
    line: int = 0
    position: int = 0


class Trainee(NamedTuple):
    """One person's way through one programme; `header` holds the keys that the programme adds."""

    id: str
    name: str
    track: str
    programme: str
    log: tuple[Entry, ...] = ()
    email: str | None = None
    language: str | None = None
    group: str | None = None
    person: str | None = None
    header: Mapping[str, Mapping[str, object]] = {}
    file: str = ""


class Role(NamedTuple):
    """What somebody is, from a day until a day (both inclusive); `certified` is None where nobody wrote it down."""

    role: str
    first_day: date | None
    last_day: date | None
    certified: bool | None


class Person(NamedTuple):
    """Somebody who teaches, guides, provides or judges."""

    id: str
    name: str
    roles: tuple[Role, ...]


class Group(NamedTuple):
    """A training group and the entries that its plan foresees for everybody in it."""

    id: str
    name: str
    programme: str
    planned: tuple[Entry, ...]

"""What would meet a requirement, in words: entries that would be new, entries with more in them, or the way out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kio.breakdown import Breakdown
from kio.evaluation.result import Status
from kio.message import Message, message, plural
from kio.models.record import Entry
from kio.planning.change import TO_FILL_IN, Change, Changes
from kio.planning.remedy import Remedy
from kio.programme.model import Programme
from kio.render.entries import entry_words, value_words
from kio.render.face import Face
from kio.render.layout import Line
from kio.render.sections import below, listed

TITLE = message("What would meet it")


def remedy_lines(found: Breakdown, face: Face) -> list[Line]:
    """The section of a screen; nothing where it is met or not asked."""
    given = found.remedy
    if given is None:
        return []
    changes = given.lack.changes
    said = [*_entries(changes, found)] if changes else [_without_entries(given)]
    if changes and given.lack.way is not None:
        said[0] = message("{first}, or instead of that {second}", first=given.lack.way, second=said[0])
    lines = listed(TITLE, map(face.say, said), face)
    for then in _then(given) if changes else ():
        lines += below(then, face)
    return lines


def _without_entries(given: Remedy) -> Message:
    lack = given.lack
    if lack.way is not None and lack.day is None:
        # What it waits for is told above, in the answer itself.
        waits = lack.result.status is Status.WAITING
        return message("nothing yet: what it waits for comes first") if waits else lack.way
    if given.by_plan:
        return message("nothing else has to be recorded: if what is planned happens, it is met on {day}", day=lack.day)
    return message("nothing has to be recorded: it is met by itself on {day}", day=lack.day)


def _then(given: Remedy) -> Iterator[Message]:
    day = given.lack.day
    if given.by_plan:
        yield message("With this it is met on {day}, if what is planned happens.", day=day)
    else:
        yield message("With this it is met on {day}.", day=day)
    if any(change.instead is None for change in given.lack.changes):
        yield message("People and values are an example: others that meet the rules do as well.")
    if any(str(value).startswith(TO_FILL_IN) for one in given.lack.changes for value in one.added().values()):
        yield message("{sign} stands for what only people can say.", sign=TO_FILL_IN)


def _entries(changes: Changes, found: Breakdown) -> Iterator[Message]:
    """Each entry with the day from which it can count; new ones that read alike together."""
    programme, people = found.case.programme, found.case.people
    for change, alike in groupby(changes, lambda one: one._replace(entry=_told(one, changes, programme))):
        day, what = change.entry.date, entry_words(change.entry, programme, people)
        if change.instead is None:
            count = len(list(alike))
            yield plural(
                "a new entry, from {day} on: {what}", "{count} new entries, from {day} on: {what}", count,
                day=day, what=what,
            )  # fmt: skip
            continue
        what = entry_words(change.instead, programme, people)
        added = value_words(change.entry, change.added(), programme, people)
        yield message("the entry of {day}, {what}, with {added}", day=change.instead.date, what=what, added=added)


def _told(change: Change, changes: Changes, programme: Programme) -> Entry:
    """A new entry without what only a file needs: days that are its own, and an id that nothing else here names."""
    entry = change.entry
    if change.instead is not None:
        return entry
    kind = programme.entries[entry.type]
    others = [value for one in changes if one is not change for value in one.entry.values.values()]
    left_out = {name for name, field in kind.fields.items() if field.default and entry.values.get(name) == entry.date}
    if kind.key and entry.values.get(kind.key) not in others:
        left_out.add(kind.key)
    return entry._replace(values={name: value for name, value in entry.values.items() if name not in left_out})

"""What the days of a record must keep: none before the programme, none far ahead, none in an unusual order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from kio.checking.known import Checked, Watched
from kio.message import Message, Quoted, message
from kio.models.record import Entry
from kio.problem import Problem
from kio.programme.fields import Field

HOURS_OF_A_DAY = 24
A_SLIP = message("is one of the two a slip?")
FAR_AHEAD = message("this lies more than two years ahead")
IS_THE_YEAR_RIGHT = message("is the year right?")


def before_first_edition(earliest: date) -> Message:
    """A day on which there were no rules yet."""
    return message("this lies before the first edition of the rules, {day}", day=earliest)


def days_of_entry(checked: Checked, entry: Entry, watched: Watched) -> Iterator[Problem]:
    """The days of one entry; one that is the same as the entry's own is not told twice."""
    if watched.earliest is not None and entry.date < watched.earliest:
        text = before_first_edition(watched.earliest)
        yield checked.error(("log", entry.position, "date"), "before-first-edition", text)
    horizon = checked.expected.horizon
    for field in watched.days:
        value = entry.date if field.name == "date" else entry.values.get(field.name)
        if isinstance(value, date) and value > horizon and (field.name == "date" or value != entry.date):
            yield checked.warning(("log", entry.position, field.name), "far-ahead", FAR_AHEAD, IS_THE_YEAR_RIGHT)
    for name, other, text in disorder({"date": entry.date, **entry.values} if watched.ordered else {}, watched.ordered):
        related = checked.related(("log", entry.position, other), message("the other day"))
        yield checked.warning(("log", entry.position, name), "unusual-order", text, A_SLIP, related)


def disorder(
    given: Mapping[str, object], ordered: Iterable[tuple[Field, str, bool]]
) -> Iterator[tuple[str, str, Message]]:
    """The days of one entry that do not follow each other as the rules expect: which, beside which, and what to say."""
    for field, name, before in ordered:
        value, other = given.get(field.name), given.get(name)
        if isinstance(value, date) and isinstance(other, date) and ((value < other) if before else (value > other)):
            text = message(
                "{field} {value} and {other} are in an unusual order",
                field=field.title,
                value=Quoted(value),
                other=Quoted(other),
            )
            yield field.name, name, text


def hours_of_days(checked: Checked) -> Iterator[Problem]:
    """A day has 24 hours, over all entries of that day."""
    total: dict[date, Decimal] = {}
    told: set[date] = set()
    for entry in checked.trainee.log:
        for name in checked.expected.entries[entry.type].hours:
            hours = entry.values.get(name)
            if isinstance(hours, Decimal):
                total[entry.date] = total.get(entry.date, Decimal(0)) + hours
                if total[entry.date] > HOURS_OF_A_DAY and entry.date not in told:
                    told.add(entry.date)
                    text = message("with this the hours of one day add up to more than 24")
                    hint = message("is the day or the number of hours a slip?")
                    yield checked.warning(("log", entry.position, name), "long-day", text, hint)


def moves_of_a_day(checked: Checked) -> Iterator[Problem]:
    """Two moves of one day to different tracks or editions contradict each other: which one holds nobody can tell."""
    programme = checked.expected.programme
    for change in (programme.track_changes, programme.edition_changes):
        if change is None:
            continue
        first: dict[date, Entry] = {}
        for entry in checked.trainee.log:
            if entry.type != change.entries:
                continue
            earlier = first.setdefault(entry.date, entry)
            if earlier.values.get(change.field) != entry.values.get(change.field):
                text = message("this contradicts line {line}, of the same day", line=earlier.line)
                related = checked.related(("log", earlier.position, change.field), message("the other one"))
                yield checked.error(("log", entry.position, change.field), "contradiction", text, None, related)

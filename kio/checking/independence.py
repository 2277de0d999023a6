"""Who may not be one and the same person for a trainee, in one record and in two of the same person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kio.checking.known import Checked, Expected, Meets
from kio.checking.names import roles_on
from kio.message import Quoted, message
from kio.models.record import Entry, Person, Trainee
from kio.problem import Location, Problem, Related
from kio.programme.independence import Naming, Separation


class Named(NamedTuple):
    """An entry that names somebody for a duty."""

    entry: Entry
    naming: Naming


Duties = dict[str, dict[str, list[Named]]]
"""By duty and by person: the entries that may name this person for it; their conditions are judged when it matters."""


class Side(NamedTuple):
    """A record with what is asked of it here: who may have which duty in it, and whether an entry meets a condition."""

    trainee: Trainee
    expected: Expected
    duties: Duties
    meets: Meets | None


def side_of(trainee: Trainee, expected: Expected, meets: Meets | None) -> Side:
    """A record as one of two that are held against each other."""
    return Side(trainee, expected, _duties(trainee.log, expected.naming), meets)


def _duties(log: Iterable[Entry], naming: Mapping[str, tuple[tuple[str, Naming], ...]]) -> Duties:
    found: Duties = {}
    for entry in log:
        for duty, named in naming.get(entry.type, ()):
            given = entry.values.get(named.field)
            for person in given if isinstance(given, tuple) else () if given is None else (given,):
                found.setdefault(duty, {}).setdefault(str(person), []).append(Named(entry, named))
    return found


def _people(checked: Checked) -> Mapping[str, set[object]]:
    """By duty, all that is said of who has it."""
    found: dict[str, set[object]] = {}
    for kind, duties in checked.expected.naming.items():
        entries = checked.of_type.get(kind, ())
        for duty, named in duties if entries else ():
            people = found.setdefault(duty, set())
            for given in [entry.values.get(named.field) for entry in entries]:
                people.update(given if isinstance(given, tuple) else (given,))
            people.discard(None)
    return found


def _may_meet(people: Mapping[str, set[object]], rule: Separation) -> bool:
    return not people[rule.duty].isdisjoint(people.get(rule.other_duty or "", ()))


def not_independent(checked: Checked) -> Iterator[Problem]:
    """Somebody who has two duties in this record, or a role, that do not go together: told once for each person."""
    programme = checked.expected.programme
    rules = [rule for rule in programme.independence if rule.programme in (None, programme.id)]
    people = _people(checked) if rules else {}
    # Of most records it is seen at once that nobody can have both.
    rules = [rule for rule in rules if rule.duty in people and (rule.role or _may_meet(people, rule))]
    if not rules:
        return
    own = side_of(checked.trainee, checked.expected, checked.meets)
    for rule in rules:
        if rule.role is not None:
            yield from _with_role(checked, own, rule, rule.role)
        else:
            yield from _two_duties(checked, own, own, rule)


def not_independent_of(checked: Checked, other: Side) -> Iterator[Problem]:
    """Somebody who has one duty in this record and another one in a record of the same person for another programme."""
    own = side_of(checked.trainee, checked.expected, checked.meets)
    mine, theirs = own.expected.programme, other.expected.programme
    for rule in mine.independence:
        if rule.programme == theirs.id != mine.id:
            yield from _two_duties(checked, own, other, rule)
    for rule in theirs.independence:
        if rule.programme == mine.id != theirs.id:
            yield from _two_duties(checked, other, own, rule)


def _with_role(checked: Checked, own: Side, rule: Separation, role: str) -> Iterator[Problem]:
    for identifier, named in own.duties.get(rule.duty, {}).items():
        person = checked.known.people.get(identifier)
        if person is not None and (first := _first(_on_days_of(person, role, named), own.meets)):
            yield _problem(checked, rule, identifier, first)


def _on_days_of(person: Person, role: str, named: Sequence[Named]) -> list[Named]:
    return [one for one in named if roles_on(person, role, one.entry.date)]


def _two_duties(checked: Checked, one: Side, other: Side, rule: Separation) -> Iterator[Problem]:
    """`one` has the duty of the rule, `other` the one that it must not go with; the problem stands in this record."""
    others = other.duties.get(rule.other_duty or "", {})
    for identifier, named in one.duties.get(rule.duty, {}).items():
        first = _first(named, one.meets) if identifier in others else None
        second = _first(others[identifier], other.meets) if first else None
        if first is None or second is None:
            continue
        if one.trainee is checked.trainee:
            yield _problem(checked, rule, identifier, first, _beside(other, second, rule.other_duty))
        else:
            yield _problem(checked, rule, identifier, second, _beside(one, first, rule.duty))


def _first(named: Iterable[Named], meets: Meets | None) -> Named | None:
    """The first that certainly names somebody for the duty, in the order of the file."""
    return next((one for one in named if _counts(one, meets)), None)


def _counts(one: Named, meets: Meets | None) -> bool:
    about = one.naming.about
    return about is None or (meets is not None and meets(about, one.entry))


def _beside(side: Side, named: Named, duty: str | None) -> tuple[Related, ...]:
    title = side.expected.programme.duties[duty or ""].title
    return (Related(Location(side.trainee.file, named.entry.line), message("here as: {duty}", duty=title)),)


def _problem(
    checked: Checked, rule: Separation, person: str, named: Named, related: tuple[Related, ...] = ()
) -> Problem:
    text = message("{person}: {why}", person=Quoted(person), why=rule.say)
    hint = message("is the name right? if it is, let somebody else do one of the two")
    where = checked.document.location(("log", named.entry.position, named.naming.field), value=True)
    return Problem(where, rule.severity, "not-independent", text, hint, related)

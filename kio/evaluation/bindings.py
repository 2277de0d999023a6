"""What binds a trainee on a day: track, edition, the values of parameters and the readings behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from kio.evaluation.told import is_implied
from kio.evaluation.view import View
from kio.programme.language import ByReading
from kio.programme.mentions import mentions
from kio.programme.model import DatedValue, Edition, Parameter, Question, Reading, Value
from kio.programme.requirement import Requirement

Part = TypeVar("Part")


def track_of(view: View) -> str:
    """The track of the record, or the last one changed to."""
    change = view.programme.track_changes
    if change is None:
        return view.case.trainee.track
    moves = [str(entry.values.get(change.field)) for entry in view.entries((change.entries,))]
    known = [track for track in moves if track in view.programme.tracks]
    return known[-1] if known else view.case.trainee.track


def edition_of(view: View) -> tuple[date, Edition | None]:
    """The day that binds and the edition in force on it; an explicit move to another edition wins.

    That which was asked for wins over all.
    """
    if view.case.edition is not None:
        asked = _edition(view, view.case.edition)
        if asked:
            return asked.first_day, asked
    change = view.programme.edition_changes
    moves = view.entries((change.entries,)) if change else []
    if change and moves:
        edition = _edition(view, str(moves[-1].values.get(change.field)))
        if edition:
            return edition.first_day, edition
    binding = view.programme.binding_day
    day = (view.day(binding) if binding is not None else None) or view.on
    return day, edition_on(view, day)


def _edition(view: View, name: str) -> Edition | None:
    return next((edition for edition in view.programme.editions if edition.id == name), None)


def edition_on(view: View, day: date) -> Edition | None:
    """The edition in force on a day; None before the first one and between two of them."""
    begun = (edition for edition in reversed(view.programme.editions) if edition.first_day <= day)
    newest = next(begun, None)
    return newest if newest and (newest.last_day is None or day <= newest.last_day) else None


def dated_value(view: View, day: date, parameter: Parameter) -> DatedValue | None:
    """The parameter's value that holds on a day: the newest; of one day the one that names the track."""
    track, begun = view.track(), [value for value in reversed(parameter.values) if value.first_day <= day]
    newest = (
        next((value for value in begun if track in value.tracks), None),
        next((value for value in begun if not value.tracks), None),
    )
    in_force = [value for value in newest if value and (value.last_day is None or value.last_day >= day)]
    return max(in_force, key=lambda value: value.first_day, default=None)


def parameter_of(view: View, day: date, parameter: Parameter) -> Value:
    """The value, by the reading of its question where there is one; None where nothing is given or asked."""
    found = dated_value(view, day, parameter)
    if found is None:
        return None
    if found.question:
        reading = reading_of(view, view.programme.questions[found.question])
        return found.by_reading[reading.id] if found.by_reading else reading.value
    return found.value


def reading_of(view: View, question: Question) -> Reading:
    """The reading that was asked for; else the decision once it was taken by the day, or the default.

    On a track for which the question does not arise it is the default.
    """
    if not arises(view, question):
        return question.readings[question.default]
    asked = view.case.readings.get(question.id)
    if asked is not None:
        return question.readings[asked]
    decided = question.decided
    return question.readings[decided.reading if decided and decided.on <= view.decided_by else question.default]


def arises(view: View, question: Question) -> bool:
    """Whether a question arises on the track of the record."""
    return not question.tracks or view.track() in question.tracks


def part_of(view: View, choice: ByReading[Part]) -> Part:
    """What belongs to the reading that holds."""
    return choice.parts[reading_of(view, view.programme.questions[choice.question]).id]


def supposed_readings(view: View) -> tuple[tuple[Question, Reading], ...]:
    """The readings that were asked for instead of those that hold, of the questions that arise here."""
    asked = (view.programme.questions[name] for name in view.case.readings)
    return tuple((question, reading_of(view, question)) for question in asked if arises(view, question))


def readings_of(view: View, day: date, requirement: Requirement) -> tuple[tuple[Question, Reading], ...]:
    """The questions on which a requirement depends, with the reading that was used."""
    return readings_behind(view, day, requirement.mentions, requirement.questions)


def readings_behind(
    view: View, day: date, mentioned: Iterable[tuple[str, str]], named: Iterable[str] = ()
) -> tuple[tuple[Question, Reading], ...]:
    """The questions that are named, and those on which what is mentioned depends, with the reading that was used."""
    names = dict.fromkeys(named)
    for section, name in everything_behind(view, mentioned):
        if section == "questions":
            names[name] = None
        elif section == "parameters":
            found = dated_value(view, day, view.programme.parameters[name])
            if found and found.question:
                names[found.question] = None
    questions = (view.programme.questions[name] for name in names)
    return tuple((question, reading_of(view, question)) for question in questions if arises(view, question))


FOLLOWED = ("selections", "picks", "days")


def parameters_behind(view: View, mentioned: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The parameters among what is mentioned, and those behind it."""
    return (name for section, name in everything_behind(view, mentioned) if section == "parameters")


def facts_behind(view: View, mentioned: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The facts among what is mentioned, and those behind it."""
    return (name for section, name in everything_behind(view, mentioned) if section == "facts")


def everything_behind(view: View, mentioned: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What is mentioned, and what that is made of, each once as its section and name."""
    return _behind(view, mentioned, set())


def _behind(view: View, mentioned: Iterable[tuple[str, str]], seen: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for section, name in mentioned:
        if (section, name) in seen:
            continue
        seen.add((section, name))
        yield section, name
        if section == "parameters":
            yield from _behind(view, mentions(view.parameter(name)), seen)
        elif section == "facts":
            yield from _behind(view, mentions(_taken(view, name)), seen)
        elif section == "missing":
            yield from _behind(view, view.answer(name).requirement.mentions, seen)
        elif section in FOLLOWED:
            yield from _behind(view, mentions(getattr(view.programme, section)[name]), seen)


def _taken(view: View, name: str) -> tuple[object, ...]:
    """What is taken for a fact; nothing where it was told, follows from another one, or is of another track."""
    fact = view.programme.facts[name]
    if name in view.case.told or is_implied(view.case, name) or not fact.fits(view.track()):
        return ()
    return fact.lowest, fact.highest, fact.day

"""What binds a trainee on a day: track, edition, the values of parameters and the readings behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kio.evaluation.view import View
from kio.programme.mentions import mentions
from kio.programme.model import DatedValue, Edition, Parameter, Question, Reading, Value
from kio.programme.requirement import Requirement


def track_of(view: View) -> str:
    """The track of the record, or the last one changed to."""
    change = view.programme.track_changes
    if change is None:
        return view.case.trainee.track
    moves = [str(entry.values.get(change.field)) for entry in view.entries((change.entries,))]
    known = [track for track in moves if track in view.programme.tracks]
    return known[-1] if known else view.case.trainee.track


def edition_of(view: View) -> tuple[date, Edition | None]:
    """The day that binds and the edition in force on it; an explicit move to another edition wins."""
    change = view.programme.edition_changes
    moves = view.entries((change.entries,)) if change else []
    if change and moves:
        moved = str(moves[-1].values.get(change.field))
        edition = next((edition for edition in view.programme.editions if edition.id == moved), None)
        if edition:
            return edition.first_day, edition
    binding = view.programme.binding_day
    day = (view.day(binding) if binding is not None else None) or view.on
    return day, next((e for e in reversed(view.programme.editions) if e.first_day <= day), None)


def dated_value(view: View, day: date, parameter: Parameter) -> DatedValue | None:
    """The parameter's value for the track that holds on a day; the newest first day wins."""
    track = view.track()
    fitting = (v for v in reversed(parameter.values) if v.first_day <= day and (not v.tracks or track in v.tracks))
    return next(fitting, None)


def parameter_of(view: View, day: date, parameter: Parameter) -> Value:
    """The value, by the reading of its question where there is one; None where nothing is given or asked."""
    found = dated_value(view, day, parameter)
    if found is None:
        return None
    if found.question:
        return reading_of(view, view.programme.questions[found.question]).value
    return found.value


def reading_of(view: View, question: Question) -> Reading:
    """The reading that holds on the day: the decision once it was taken, else the default."""
    decided = question.decided
    return question.readings[decided.reading if decided and decided.on <= view.on else question.default]


def readings_of(view: View, day: date, requirement: Requirement) -> tuple[tuple[Question, Reading], ...]:
    """The questions on which a requirement depends, with the reading that was used."""
    names = dict.fromkeys(requirement.questions)
    for name in _parameters(view, requirement.mentions, set()):
        found = dated_value(view, day, view.programme.parameters[name])
        if found and found.question:
            names[found.question] = None
    questions = [view.programme.questions[name] for name in names]
    return tuple((question, reading_of(view, question)) for question in questions)


FOLLOWED = ("selections", "picks", "days")


def _parameters(view: View, mentioned: Iterable[tuple[str, str]], seen: set[tuple[str, str]]) -> Iterator[str]:
    """The parameters among what is mentioned, also through what that mentions and what they are made of."""
    for section, name in mentioned:
        if (section, name) in seen:
            continue
        seen.add((section, name))
        if section == "parameters":
            yield name
            yield from _parameters(view, mentions(view.parameter(name)), seen)
        elif section in FOLLOWED:
            yield from _parameters(view, mentions(getattr(view.programme, section)[name]), seen)

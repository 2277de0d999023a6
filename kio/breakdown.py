"""Why a requirement has its status, and what an entry is used for: the parts of the answer, before any words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kio.evaluation.bindings import dated_value, parameters_behind, reading_of
from kio.evaluation.engine import Engine, engine_for, evaluate
from kio.evaluation.explaining import explained
from kio.evaluation.memo import Memo
from kio.evaluation.readings import Choices, open_questions, under_readings
from kio.evaluation.result import NotCounted, Result, Standing, Unders
from kio.evaluation.view import Bounds, Case
from kio.message import Message, Text
from kio.models.record import Entry, Trainee
from kio.planning.remedy import Remedy, remedy
from kio.programme.model import Programme, Reading, WordList
from kio.programme.requirement import Requirement, Source


class Given(NamedTuple):
    """A value of the rules that a requirement rests on, as it holds for this case.

    `value` is an amount, words, or None where nothing is asked; `reading` gave it where the sources leave it open.
    """

    title: Text
    value: Bounds | tuple[Text | str, ...] | None
    first_day: date
    source: Source | None
    reading: Reading | None


class Breakdown(NamedTuple):
    """A requirement for one case on a day; of a case without a record the result is that of somebody who begins.

    `remedy` is what would meet it, for somebody with a record who has not met it.
    """

    case: Case
    standing: Standing
    result: Result
    given: tuple[Given, ...]
    unders: Unders | None
    remedy: Remedy | None


def break_down(case: Case, on: date, name: str) -> Breakdown:
    """All that the answer on a requirement, named `checklist/requirement`, rests on."""
    memo = Memo(case.programme)
    engine = engine_for(case, on, memo)
    result = explained(engine, engine.answer(name))
    undecided = open_questions(case.programme, on) - case.readings.keys()
    return Breakdown(
        case,
        evaluate(case, on, memo),
        result,
        tuple(_given(engine, result.requirement)),
        under_readings(Choices(case, on), result, undecided),
        remedy(case, on, name) if case.trainee.id else None,
    )


def beginner(programme: Programme, track: str) -> Case:
    """Somebody on a track of whom nothing is recorded."""
    return Case(programme, Trainee("", "", track, programme.id), {})


def _given(engine: Engine, requirement: Requirement) -> Iterator[Given]:
    day, _ = engine.edition()
    for name in dict.fromkeys(parameters_behind(engine, requirement.mentions)):
        parameter = engine.programme.parameters[name]
        dated = dated_value(engine, day, parameter)
        if dated is None or parameter.title is None:
            continue
        value = engine.parameter(name)
        question = engine.programme.questions[dated.question] if dated.question else None
        reading = reading_of(engine, question) if question else None
        source = (reading.source if reading else None) or dated.source
        shown = (
            tuple(_titled(engine.programme, word) for word in value.words)
            if isinstance(value, WordList)
            else engine.amount(value)
            if value is not None
            else None
        )
        yield Given(parameter.title, shown, dated.first_day, source, reading)


def _titled(programme: Programme, word: str) -> Text | str:
    """A word of the rules by the title of the choice that it is."""
    fields = (field for kind in programme.entries.values() for field in kind.fields.values())
    return next((field.choices[word] for field in fields if word in field.choices), word)


# --- entries


class Use(NamedTuple):
    """What a requirement makes of an entry: it `counts`, it does not and why, or it is planned for it."""

    result: Result
    within: tuple[Text, ...]
    counts: Decimal | None = None
    remarks: tuple[Text | Message, ...] = ()
    left_out: NotCounted | None = None
    planned: bool = False


class Uses(NamedTuple):
    """What an entry is used for: by which requirements, and how everything would stand without it."""

    standing: Standing
    entry: Entry
    uses: tuple[Use, ...]
    without: Standing


def entry_at(trainee: Trainee, line: int) -> Entry | None:
    """The entry that stands on this line of the record; lines are counted from 1, the last entry is open-ended."""
    begun = [entry for entry in trainee.log if entry.line <= line]
    return max(begun, key=lambda entry: entry.line, default=None)


def uses_of(case: Case, on: date, entry: Entry) -> Uses:
    """What an entry of the record is used for on a day."""
    standing = evaluate(case, on)
    log = tuple(other for other in case.trainee.log if other is not entry)
    without = evaluate(case._replace(trainee=case.trainee._replace(log=log)), on)
    found = (use for result in standing.results() for use in _uses(result, entry, ()))
    return Uses(standing, entry, tuple(found), without)


def _uses(result: Result, entry: Entry, within: tuple[Text, ...]) -> Iterator[Use]:
    for item in result.why.evidence:
        if item.entry is entry:
            yield Use(result, within, item.counts, item.remarks)
    for left_out in result.why.not_counted:
        if left_out.entry is entry:
            yield Use(result, within, left_out=left_out)
    if any(planned is entry for planned in result.why.planned):
        yield Use(result, within, planned=True)
    said = result.waiver
    if any(one is entry for one in (said.granted, said.requested, said.refused)):
        yield Use(result, within)
    for child in result.children:
        yield from _uses(child, entry, (*within, result.requirement.title))


def changed_results(before: Standing, after: Standing) -> Iterator[tuple[Result, Result]]:
    """The requirements of both standings whose status, count or terms differ."""
    known = {result.name: result for part in before.checklists for result in part.results}
    for result in (result for part in after.checklists for result in part.results):
        old = known.get(result.name)
        if old is not None and _seen(old) != _seen(result):
            yield old, result


def _seen(result: Result) -> tuple[object, ...]:
    return result.status, result.have, result.need, result.deadline, result.earliest

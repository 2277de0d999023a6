"""What `kio rules readings` shows: the open questions, how they are read, and for whom another reading matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kio.effects import Affected, Effect
from kio.locale import say
from kio.message import Message, Text, message, plural
from kio.pricing.money import Range
from kio.programme.model import Programme, Question, Reading
from kio.render.face import Face
from kio.render.json import Json, day_json
from kio.render.layout import Line, Piece, Sheet, flow, indented
from kio.render.sections import spaced
from kio.render.symbols import STRONG
from kio.render.words import STATUS_WORDS

MOST_NAMED = 8
"""Names in one line; the data hold them all."""


class Reached(NamedTuple):
    """Somebody whom a reading makes a difference for."""

    who: Affected
    effect: Effect


def readings_text(programme: Programme, on: date, cohort: Sequence[Affected], face: Face) -> Sheet:
    """Every question with its readings, the one that holds first."""
    if not programme.questions:
        none = message("the rules of {programme} leave no question open", programme=programme.id)
        return Sheet(flow([Piece(face.say(none))], face.width))
    sections = [_question(question, programme, on, cohort, face) for question in programme.questions.values()]
    decided = sum(decision_on(question, on) is not None for question in programme.questions.values())
    counted = plural("{count} question", "{count} questions", len(programme.questions))
    summary = message("{first}, {decided} decided, as of {day}", first=counted, decided=decided, day=on)
    return Sheet(spaced([*sections, flow([Piece(face.say(summary))], face.width)]))


def decision_on(question: Question, on: date) -> str | None:
    """The reading that was decided by a day."""
    return question.decided.reading if question.decided and question.decided.on <= on else None


def _question(question: Question, programme: Programme, on: date, cohort: Sequence[Affected], face: Face) -> list[Line]:
    title = flow([Piece(face.say(question.title), STRONG), Piece(f"({question.id})")], face.width)
    held = decision_on(question, on) or question.default
    ordered = sorted(question.readings.values(), key=lambda reading: reading.id != held)
    readings = (line for reading in ordered for line in _reading(question, reading, on, cohort, face))
    about = [_state(question, on)]
    if question.tracks:
        about.insert(
            0, message("only for: {tracks}", tracks=tuple(programme.tracks[one].title for one in question.tracks))
        )
    below = (line for said in about for line in indented(flow([Piece(face.say(said))], face.width - 1), 1))
    return [*title, *below, *readings]


def _state(question: Question, on: date) -> Message:
    decided = question.decided
    if decided is None:
        return message("not decided: the first reading holds until somebody decides")
    said = message("decided by {who} on {day}", who=decided.by, day=decided.on)
    if decided.minute:
        said = message("{first} ({second})", first=said, second=decided.minute)
    return said if decided.on <= on else message("{first}; until then the first reading holds", first=said)


def _reading(question: Question, reading: Reading, on: date, cohort: Sequence[Affected], face: Face) -> Iterator[Line]:
    holds = (decision_on(question, on) or question.default) == reading.id
    sign = face.symbols.bullet
    yield from indented(flow([Piece(sign), Piece(face.say(reading.title), STRONG if holds else "")], face.width - 1), 1)
    for said in _about(reading):
        yield from indented(flow([Piece(face.say(said))], face.width - 3), 3)
    if not holds:
        for said in _matters(reached(question, reading, cohort)):
            yield from indented(flow([Piece(face.say(said))], face.width - 3), 3)


def _about(reading: Reading) -> Iterator[Message | Text]:
    if reading.changes:
        yield reading.changes
    if reading.source:
        yield message("source: {document}, {section}", document=reading.source.document, section=reading.source.section)


def reached(question: Question, reading: Reading, cohort: Sequence[Affected]) -> list[Reached]:
    """Everybody whom this reading makes a difference for."""
    return [
        Reached(who, effect)
        for who in cohort
        for effect in who.effects
        if (effect.question, effect.reading) == (question.id, reading.id)
    ]


def _matters(found: Sequence[Reached]) -> Iterator[Message]:
    if not found:
        yield message("makes no difference for anybody now")
        return
    judged = [one for one in found if one.effect.altered or one.effect.phase]
    priced = [one for one in found if one.effect.total]
    for one in judged:
        yield message("{name}: {changes}", name=one.who.name, changes=tuple(_changes(one.effect)))
    if priced:
        names = tuple(one.who.name for one in priced[:MOST_NAMED])
        more = len(priced) - len(names)
        listed = (*names, plural("{count} more", "{count} more", more)) if more else names
        yield plural(
            "another price for {count} trainee: {names}", "another price for {count} trainees: {names}",
            len(priced), names=listed,
        )  # fmt: skip


def _changes(effect: Effect) -> Iterator[Message]:
    if effect.phase:
        yield message("phase {title}", title=effect.phase)
    for one in effect.altered:
        before, after = STATUS_WORDS[one.before], STATUS_WORDS[one.after]
        yield message("{title}: {after} (now {before})", title=one.title, after=after, before=before)


# --- data


def readings_json(programme: Programme, on: date, cohort: Sequence[Affected], language: str) -> Json:
    """The same for a script, with everybody named."""
    return {
        "as_of": on.isoformat(),
        "programme": programme.id,
        "questions": [_question_json(one, on, cohort, language) for one in programme.questions.values()],
    }


def _question_json(question: Question, on: date, cohort: Sequence[Affected], language: str) -> Json:
    decided = question.decided
    return {
        "question": question.id,
        "title": say(question.title, language),
        "tracks": list(question.tracks),
        "default": question.default,
        "reading": decision_on(question, on) or question.default,
        "decided": {
            "reading": decided.reading, "by": decided.by, "on": day_json(decided.on), "minute": decided.minute,
        } if decided else None,
        "readings": [
            {
                "reading": reading.id,
                "title": say(reading.title, language),
                "changes": say(reading.changes, language) if reading.changes else None,
                "source": reading.source._asdict() if reading.source else None,
                "trainees": [_reached_json(one, language) for one in reached(question, reading, cohort)],
            }
            for reading in question.readings.values()
        ],
    }  # fmt: skip


def _reached_json(found: Reached, language: str) -> Json:
    effect = found.effect
    return {
        "id": found.who.id,
        "name": found.who.name,
        "requirements": [
            {"requirement": one.name, "status": one.after.value, "instead_of": one.before.value}
            for one in effect.altered
        ],
        "phase": say(effect.phase, language) if effect.phase else None,
        "total": _range(effect.total[1]) if effect.total else None,
        "instead_of": _range(effect.total[0]) if effect.total else None,
    }


def _range(amount: Range) -> Json:
    return {"min": f"{amount.min:.2f}", "max": f"{amount.max:.2f}"}

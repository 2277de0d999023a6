"""One requirement on the screen: its status in a sign and a word, how much, what is missing, by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce

from kio.evaluation.finding import RECORDED
from kio.evaluation.result import DONE, Readings, Result, Status, Unders
from kio.message import Message, message, plural
from kio.render.face import Face
from kio.render.layout import Line, Piece, beside, flow, indented
from kio.render.symbols import FILLS, STRONG
from kio.render.words import STATUS_WORDS, Term, amount, window

FEW = 3
STATUS_WIDTH, TITLE_WIDTH, AMOUNT_WIDTH = 17, 38, 22


def requirement_lines(result: Result, on: date, face: Face) -> list[Line]:
    """The lines of a requirement for this width."""
    if face.narrow:
        return _stacked(result, on, face)
    if face.wide:
        return _in_columns(result, on, face)
    width = face.width - STATUS_WIDTH - 2
    head, (first, *facts) = list(_title(result, face)), _facts(result, on, face)
    joined = flow([*head, Piece(face.symbols.dot), *first], width)
    if len(joined) > 1:
        joined = flow(head, width) + indented(flow(first, width - 2), 2)
    body = [line for fact in facts for line in indented(flow(fact, width - 2), 2)]
    return beside([[_status(result.status, face)], joined + body], (STATUS_WIDTH, width))


def _in_columns(result: Result, on: date, face: Face) -> list[Line]:
    rest = face.width - STATUS_WIDTH - TITLE_WIDTH - AMOUNT_WIDTH - 6
    counted = amount(result)
    cells = [
        [_status(result.status, face)],
        flow([Piece(face.say(result.requirement.title), STRONG)], TITLE_WIDTH),
        flow([Piece(face.say(counted))], AMOUNT_WIDTH) if counted else [],
        [line for fact in _facts(result, on, face) for line in flow(fact, rest)],
    ]
    return beside(cells, (STATUS_WIDTH, TITLE_WIDTH, AMOUNT_WIDTH, rest))


def _stacked(result: Result, on: date, face: Face) -> list[Line]:
    counted = amount(result)
    fields = [[Piece(face.say(counted))]] if counted else []
    fields += _facts(result, on, face)
    title = [Piece(face.say(result.requirement.title), STRONG)]
    body = [line for field in fields for line in indented(flow(field, face.width - 4), 4)]
    return [_status(result.status, face), *indented(flow(title, face.width - 4), 4), *body]


def _status(status: Status, face: Face) -> Line:
    return Piece(f" {face.symbols.status[status]} ", FILLS[status]), Piece(f" {face.say(STATUS_WORDS[status])}")


def _title(result: Result, face: Face) -> Iterator[Piece]:
    yield Piece(face.say(result.requirement.title), STRONG)
    counted = amount(result)
    if counted:
        yield Piece(face.symbols.dot)
        yield Piece(face.say(counted))


def _facts(result: Result, on: date, face: Face) -> Iterator[list[Piece]]:
    """What there is to say of a requirement, each fact for a line of its own."""
    yield from _answer(result, on, face)
    if face.sources:
        yield from ([Piece(face.say(said))] for said in _origins(result))


def _origins(result: Result) -> Iterator[Message]:
    """Where the requirement comes from, and how the sources were read where they are not clear."""
    source = result.requirement.source
    if source:
        yield message("source: {document}, {section}", document=source.document, section=source.section)
    yield from readings(result)


def readings(result: Result) -> Iterator[Message]:
    """How the sources were read for a requirement where they leave a question open."""
    for question, reading in result.why.readings:
        yield message("reading: {question} {reading}", question=question.title, reading=reading.title)


def otherwise(results: Sequence[Result], unders: Mapping[str, Unders]) -> Iterator[Message]:
    """Where reading an open question in another way matters: each way once, with what it makes of which requirement."""
    ways: dict[tuple[tuple[str, str], ...], tuple[Message, list[Message]]] = {}
    for result in results:
        for under in unders[result.name].differing if result.name in unders else ():
            key = tuple((question.id, reading.id) for question, reading in under.changed)
            said = message("{title}: {status}", title=result.requirement.title, status=STATUS_WORDS[under.status])
            ways.setdefault(key, (_read_so(under.changed), []))[1].append(said)
    for way, changed in ways.values():
        yield message("by another reading ({reading}): {changed}", reading=way, changed=tuple(changed))


def _read_so(changed: Readings) -> Message:
    parts = (
        message("{question} {reading}", question=question.title, reading=taken.title) for question, taken in changed
    )
    return reduce(lambda first, second: message("{first}; {second}", first=first, second=second), parts)


def _answer(result: Result, on: date, face: Face) -> Iterator[list[Piece]]:
    yield [Piece(face.say(_evidence(result) if result.status is Status.MET else result.why.reason))]
    remarks = (message("note: {remark}", remark=remark) for item in result.why.evidence for remark in item.remarks)
    yield from ([Piece(text)] for text in dict.fromkeys(face.say(remark) for remark in remarks))
    if result.status in DONE:
        return
    yield from ([Piece(face.say(said))] for said in _left_out(result))
    ahead = result.earliest and result.earliest > on and result.earliest not in result.why.reason.values.values()
    planned = min((entry.date for entry in result.why.planned), default=None)
    when = window(Term(result.earliest if ahead else None, result.deadline, result.late, planned), on, face)
    if when:
        yield when


def _evidence(result: Result) -> Message | tuple[date, ...]:
    """Which entries met it: their days, or how many and the last where there are more than a few."""
    days = tuple(dict.fromkeys(item.entry.date for item in result.why.evidence))
    if len(days) > FEW:
        return message("{count} entries, the last on {day}", count=len(result.why.evidence), day=max(days))
    if days:
        return days
    if result.why.reason == RECORDED and result.why.met_on:
        return message("on {day}", day=result.why.met_on)
    return result.why.reason


def _left_out(result: Result) -> Iterator[Message]:
    # Where one entry is needed, or a judgement, the reason says already why those that are there do not count.
    if result.status is Status.REVIEW or result.need is None or result.need <= 1:
        return
    for item in result.why.not_counted[:FEW]:
        yield message("does not count: {day} ({why})", day=item.entry.date, why=item.why)
    more = len(result.why.not_counted) - FEW
    if more > 0:
        yield plural("and {count} more that does not count", "and {count} more that do not count", more)

"""The screen of `kio explain REQUIREMENT`: all that the answer rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kio.breakdown import Breakdown, Given
from kio.evaluation.finding import RECORDED
from kio.evaluation.result import Evidence, NotCounted, Result, Status, Unders
from kio.evaluation.view import Bounds
from kio.message import Message, Text, message
from kio.models.record import Entry
from kio.programme.model import Reading
from kio.render.entries import entry_words
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.remedy import remedy_lines
from kio.render.sections import below, heading, listed, spaced
from kio.render.symbols import FILLS, STRONG
from kio.render.text import supposition
from kio.render.words import STATUS_WORDS, amount

DAY_WIDTH = 11

VERDICTS = {
    Status.MET: message("This is met: {reason}."),
    Status.WAIVED: message("This need not be met: {reason}."),
    Status.OPEN: message("This is not met yet: {reason}."),
    Status.WAITING: message("This has to wait: {reason}."),
    Status.REVIEW: message("Somebody must judge this: {reason}."),
    Status.FAILED: message("As it is recorded this cannot be met any more: {reason}. Only an exception helps."),
    Status.NOT_APPLICABLE: message("This is not asked here."),
}


def explanation_text(found: Breakdown, face: Face) -> Sheet:
    """A requirement for somebody with a record: the answer, what is asked, the calculation, how sources were read."""
    result = found.result
    sections = [
        _head(found, face),
        _verdict(result, face),
        _asked(found, face),
        _values(found.given, face),
        _calculation(found, face),
        remedy_lines(found, face),
        _exceptions(found, face),
        _readings(result, found.unders, face),
    ]
    return Sheet(spaced(sections))


def requirement_text(tracks: Sequence[Breakdown], face: Face) -> Sheet:
    """What a requirement asks of somebody who begins, track by track where they differ."""
    first = tracks[0]
    title = flow([Piece(face.say(first.result.requirement.title), STRONG), *_name(first.result)], face.width)
    sections = [[*title, *_tracks(tracks, face)], _asked(first, face)]
    alike = len({(found.given, tuple(q.id for q, _ in found.result.why.readings)) for found in tracks}) == 1
    for found in tracks[:1] if alike else tracks:
        sections += [_values(found.given, face, _of(MEASURED_BY, found, alike))]
        sections += [_readings(found.result, None, face, _of(READ, found, alike))]
    return Sheet(spaced([*sections, _who(first, face)]))


def _of(title: Message, found: Breakdown, alike: bool) -> Message:
    return title if alike else message("{title} ({track})", title=title, track=found.standing.track.title)


MEASURED_BY = message("What it is measured by")
READ = message("How the sources were read")


def _name(result: Result) -> Iterator[Piece]:
    yield Piece(f"({result.name})")


def _head(found: Breakdown, face: Face) -> list[Line]:
    standing = found.standing
    title = flow([Piece(face.say(found.result.requirement.title), STRONG), *_name(found.result)], face.width)
    edition = standing.edition
    facts = [
        face.say(standing.trainee.name),
        face.say(standing.track.title),
        face.say(standing.phase.title),
        face.say(message("edition: {title}", title=edition.title or edition.id)) if edition else "",
        face.say(message("as of {day}", day=standing.on)),
    ]
    dotted = [part for text in facts if text for part in (Piece(face.symbols.dot), Piece(text))][1:]
    return [*title, *flow(dotted, face.width), *supposition(standing, face)]


def _verdict(result: Result, face: Face) -> list[Line]:
    word = Piece(f" {face.symbols.status[result.status]} ", FILLS[result.status])
    status = [word, Piece(face.say(STATUS_WORDS[result.status]), STRONG)]
    counted = amount(result)
    if counted:
        status += [Piece(face.symbols.dot), Piece(face.say(counted))]
    return [*flow(status, face.width), *flow([Piece(face.say(verdict(result)))], face.width)]


def verdict(result: Result) -> Message:
    """The answer in one sentence."""
    why = result.why
    if result.status is Status.MET and why.reason == RECORDED:
        return message("This is met since {day}.", day=why.met_on) if why.met_on else message("This is met.")
    return VERDICTS[result.status]._replace(values={"reason": why.reason})


# --- what is asked


def _asked(found: Breakdown, face: Face) -> list[Line]:
    result = found.result
    asked = result.requirement
    lines = below(asked.explanation, face) if asked.explanation else []
    for said in _terms(result):
        lines += below(said, face)
    if asked.source:
        source = message("source: {document}, {section}", document=asked.source.document, section=asked.source.section)
        lines += below(source, face)
    return [*heading(message("What is asked"), face), *lines] if lines else []


def _terms(result: Result) -> Iterator[Message]:
    if result.earliest:
        yield message("possible from {day}", day=result.earliest)
    if result.deadline:
        yield message("by {day}", day=result.deadline)


def _tracks(tracks: Sequence[Breakdown], face: Face) -> list[Line]:
    titles = tuple(found.standing.track.title for found in tracks)
    return flow([Piece(face.say(message("asked of: {tracks}", tracks=titles)))], face.width)


def _who(found: Breakdown, face: Face) -> list[Line]:
    act = found.result.requirement.act
    if act is None:
        return []
    actor = found.case.programme.actors.get(act.who, act.who)
    return [*heading(message("Who must act"), face), *below(message("{who}: {what}", who=actor, what=act.what), face)]


def _values(given: Sequence[Given], face: Face, title: Message = MEASURED_BY) -> list[Line]:
    return listed(title, (face.say(_value(one)) for one in given), face)


def _value(given: Given) -> Message:
    source = given.source
    said = message("{title}: {value}", title=given.title, value=value_words(given.value))
    if source is None:
        return said
    origin = message("source: {document}, {section}", document=source.document, section=source.section)
    return message("{first} ({second})", first=said, second=origin)


def value_words(value: Bounds | tuple[Text | str, ...] | None) -> object:
    """A value of the rules in words."""
    match value:
        case None:
            return message("nothing is asked")
        case Bounds(low, high):
            return between(low, high)
        case _:
            return value


def between(low: Decimal, high: Decimal | None) -> object:
    """What is certain and what is possible of an amount."""
    if high is None:
        return message("{low} or more", low=low)
    return low if low == high else message("{low} to {high}", low=low, high=high)


# --- the calculation


def _calculation(found: Breakdown, face: Face) -> list[Line]:
    return [line for part in _parts(found.result, found, face) for line in part]


def _parts(result: Result, found: Breakdown, face: Face) -> Iterator[list[Line]]:
    """What counts, what does not and what is planned; of a composed requirement part by part."""
    blocks = [
        _entries(message("What counts"), (_counting(item, found, face) for item in result.why.evidence), face),
        _entries(
            message("What does not count"), (_left_out(item, found, face) for item in result.why.not_counted), face
        ),
        _entries(message("What is planned"), (_row(entry, [], found, face) for entry in result.why.planned), face),
    ]
    yield spaced(blocks)
    for child in result.children:
        own = flow([Piece(face.say(child.requirement.title), STRONG), *_status(child, face)], face.width)
        inner = [line for part in _parts(child, found, face) for line in part]
        yield [(), *own, *indented(flow([Piece(face.say(verdict(child)))], face.width - 1), 1), *indented(inner, 1)]


def _status(result: Result, face: Face) -> Iterator[Piece]:
    yield Piece(face.symbols.dot)
    yield Piece(face.say(STATUS_WORDS[result.status]))


def _entries(title: Message, rows: Iterable[list[Line]], face: Face) -> list[Line]:
    lines = [line for row in rows for line in row]
    return [*heading(title, face), *lines] if lines else []


def _row(entry: Entry, said: list[object], found: Breakdown, face: Face) -> list[Line]:
    """An entry: its day, what it is, and below that what is made of it and where it stands."""
    what = [Piece(face.say(entry_words(entry, found.case.programme, found.case.people)))]
    where = [message("line {line}", line=entry.line)] if entry.line else []
    facts = [Piece(face.say(one)) for one in (*said, *where)]
    if face.narrow:
        body = [*flow(what, face.width - 3), *(line for fact in facts for line in flow([fact], face.width - 3))]
        return indented([*flow([Piece(face.say(entry.date))], face.width - 1), *indented(body, 2)], 1)
    width = face.width - DAY_WIDTH - 3
    joined = [piece for fact in facts for piece in (Piece(face.symbols.dot), fact)][1:]
    body = [*flow(what, width), *indented(flow(joined, width - 2), 2)]
    return indented(beside([[[Piece(face.say(entry.date))]], body], (DAY_WIDTH, width)), 1)


def _counting(item: Evidence, found: Breakdown, face: Face) -> list[Line]:
    remarks = [message("note: {remark}", remark=remark) for remark in item.remarks]
    return _row(item.entry, [message("counts for {counts}", counts=item.counts), *remarks], found, face)


def _left_out(item: NotCounted, found: Breakdown, face: Face) -> list[Line]:
    return _row(item.entry, [item.why], found, face)


def _exceptions(found: Breakdown, face: Face) -> list[Line]:
    said = found.result.waiver
    rows = [_row(entry, [], found, face) for entry in (said.granted, said.requested, said.refused) if entry is not None]
    return _entries(message("Exceptions"), rows, face)


# --- readings


def _readings(result: Result, unders: Unders | None, face: Face, title: Message = READ) -> list[Line]:
    if not result.why.readings:
        return []
    lines: list[Line] = []
    for question, reading in result.why.readings:
        taken = message("taken: {reading}", reading=reading.title)
        lines += [*below(question.title, face), *_way(taken, reading, face)]
        for other in question.readings.values():
            if other.id != reading.id:
                lines += _way(message("possible too: {reading}", reading=other.title), other, face)
    for said in _under(result, unders):
        lines += below(said, face)
    return [*heading(title, face), *lines]


def _way(said: Message, reading: Reading, face: Face) -> list[Line]:
    """A reading, and below it what it changes."""
    lines = indented(flow([Piece(face.say(said))], face.width - 3), 3)
    if reading.changes:
        lines += indented(flow([Piece(face.say(reading.changes))], face.width - 5), 5)
    return lines


def _under(result: Result, unders: Unders | None) -> Iterator[Message]:
    if unders is None:
        return
    if unders.same:
        yield message("{status} under every reading", status=STATUS_WORDS[result.status])
    for under in unders.differing:
        readings = tuple(reading.title for _, reading in under.changed)
        yield message("{status} if it is read so: {readings}", status=STATUS_WORDS[under.status], readings=readings)

"""The screen of `kio explain LINE`: what an entry is used for, and what would be different without it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kio.breakdown import Use, Uses, changed_results
from kio.evaluation.result import Result
from kio.evaluation.view import Case
from kio.message import Message, Text, message
from kio.render.entries import entry_words
from kio.render.face import Face
from kio.render.layout import Piece, Sheet, flow
from kio.render.sections import listed, spaced
from kio.render.symbols import STRONG
from kio.render.words import STATUS_WORDS, dotted


def uses_text(found: Uses, case: Case, face: Face) -> Sheet:
    """What an entry is used for, and what would be different without it."""
    what = Piece(face.say(entry_words(found.entry, case.programme, case.people)), STRONG)
    facts = [case.trainee.name, found.entry.date, message("line {line}", line=found.entry.line)]
    facts.append(message("as of {day}", day=found.standing.on))
    head = [*flow([what], face.width), *flow(dotted([face.say(fact) for fact in facts], face), face.width)]
    uses = [face.say(_use(use)) for use in found.uses]
    if is_payment(found):
        uses.append(face.say(message("what is paid and still to be paid: kio cost {trainee}", trainee=case.trainee.id)))
    uses = uses or [face.say(message("no requirement looks at it"))]
    same = message("no requirement, no phase and no term would be different")
    changes = [face.say(said) for said in _changes(found)] or [face.say(same)]
    return Sheet(
        spaced(
            [
                head,
                listed(message("What it is used for"), uses, face),
                listed(message("Without it"), changes, face),
            ]
        )
    )


def is_payment(found: Uses) -> bool:
    """Whether the price list counts it, and not a requirement."""
    tariff = found.standing.programme.tariff
    return bool(tariff and tariff.payments and tariff.payments.entries == found.entry.type)


def _use(use: Use) -> Message:
    title: object = use.result.requirement.title
    for outer in reversed(use.within):
        title = message("{first}, {second}", first=outer, second=title)
    if use.left_out is not None and use.left_out.uncertain:
        return message("{title}: somebody must judge whether it counts ({why})", title=title, why=use.left_out.why)
    if use.left_out is not None:
        return message("{title}: it does not count ({why})", title=title, why=use.left_out.why)
    if use.planned:
        return message("{title}: it is planned for this", title=title)
    if use.counts is None:
        return message("{title}: it is an exception to this", title=title)
    return message("{title}: it counts for {counts}", title=title, counts=use.counts)


def _changes(found: Uses) -> Iterator[Message]:
    before, after = found.standing, found.without
    if before.track != after.track:
        yield message("the track would be {after}, not {before}", after=after.track.title, before=before.track.title)
    if before.phase.id != after.phase.id:
        yield message("the phase would be {after}, not {before}", after=after.phase.title, before=before.phase.title)
    if before.edition != after.edition and before.edition and after.edition:
        yield message(
            "the edition would be {after}, not {before}",
            after=after.edition.title or after.edition.id,
            before=before.edition.title or before.edition.id,
        )
    for old, new in changed_results(before, after):
        yield from _changed(old, new)


def _changed(old: Result, new: Result) -> Iterator[Message]:
    title = new.requirement.title
    if old.status is not new.status:
        words = {"after": STATUS_WORDS[new.status], "before": STATUS_WORDS[old.status]}
        yield message("{title}: {after}, not {before}", title=title, **words)
    elif old.have != new.have and old.have is not None and new.have is not None:
        yield message("{title}: {after}, not {before}", title=title, after=new.have, before=old.have)
    if old.deadline != new.deadline:
        yield _moved(message("{title}: due by {after}, not {before}"), title, new.deadline, old.deadline)
    if old.earliest != new.earliest:
        yield _moved(message("{title}: possible from {after}, not {before}"), title, new.earliest, old.earliest)


def _moved(said: Message, title: Text, after: date | None, before: date | None) -> Message:
    nobody = message("a day that is not known yet")
    return said._replace(values={"title": title, "after": after or nobody, "before": before or nobody})

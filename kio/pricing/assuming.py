"""What a quote assumes, in words: what nobody told, on which day's prices it rests, and what may still change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kio.evaluation.bindings import facts_behind
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds
from kio.message import Message, Text, message
from kio.pricing.money import ZERO
from kio.pricing.pricer import Pricer
from kio.pricing.quote import Line, State
from kio.programme.mentions import mentions
from kio.programme.tariff import Fact

Said = Text | Message


def assumptions_of(pricer: Pricer, lines: Sequence[Line], *, recorded: bool) -> Iterator[Said]:
    """All that was taken for granted."""
    used = _used(pricer, lines)
    for fact in pricer.view.programme.facts.values():
        if fact.name in used and fact.name not in pricer.case.told and pricer.concerns(fact.tracks):
            yield from _taken(pricer, fact, recorded=recorded)
    yield from (line.charge.assumption for line in lines if line.charge.assumption)
    yield from (line.vat.assumption for line in lines if line.vat.assumption)
    if pricer.terms and pricer.terms.assumption:
        yield pricer.terms.assumption
    yield from _listed(pricer, lines)
    if recorded and any(line.rate for line in lines):
        yield message("VAT is rounded once for each account and rate, as each is paid by itself")


def _used(pricer: Pricer, lines: Sequence[Line]) -> set[str]:
    """The facts behind what is still to come; of a charge that comes to nothing those that may be why."""
    coming = {line.charge.id for line in lines if line.state is not State.DONE}
    found: set[str] = set()
    for charge in pricer.tariff.charges:
        if pricer.asked(charge) is Truth.NO or (pricer.finished and charge.done):
            continue
        names = set(facts_behind(pricer.view, mentions(charge)))
        if charge.id not in coming:
            facts = pricer.view.programme.facts
            names = {name for name in names if facts[name].type == "yes_no" or facts[name].assumption}
        found |= names
    return found


def _taken(pricer: Pricer, fact: Fact, *, recorded: bool) -> Iterator[Said]:
    """What was taken for a fact that nobody told; nothing where a record shows it for certain."""
    known = pricer.view.fact(fact.name)
    if not isinstance(known, Bounds) or (recorded and known.low == known.high):
        return
    if known.high is None or (known.low != known.high and fact.type == "yes_no"):
        yield message("{title}: not known", title=fact.title)
    elif known.low != known.high:
        low, high = (fact.shown(end, pricer.tariff.currency) for end in (known.low, known.high))
        yield message("{title}: {low} to {high}", title=fact.title, low=low, high=high)
    elif fact.type == "yes_no":
        yield message("{title}: {value}", title=fact.title, value=known.low > ZERO)
    elif known.low:
        yield message("{title}: {value}", title=fact.title, value=fact.shown(known.low, pricer.tariff.currency))
    if fact.assumption:
        yield fact.assumption


def _listed(pricer: Pricer, lines: Sequence[Line]) -> Iterator[Message]:
    """On which day's prices the lines rest, and what the price list already says of later ones."""
    fixed = tuple(dict.fromkeys(line.charge.title for line in lines if line.charge.fixed))
    if fixed and pricer.agreed_on > pricer.on:
        text = "prices that are known now for {day}, and may change until then: {titles}"
        yield message(text, titles=fixed, day=pricer.agreed_on)
    elif fixed and pricer.is_bound:
        yield message("prices of {day}, when it was agreed: {titles}", titles=fixed, day=pricer.agreed_on)
    elif fixed:
        yield message("prices of {day}: {titles}", titles=fixed, day=pricer.agreed_on)
    coming = [line for line in lines if line.state is State.TO_COME and not line.charge.fixed]
    if coming:
        text = "what is still to come has the price of the day on which it takes place; here it has that of {day}"
        yield message(text, day=pricer.on)
    for line in coming:
        rules = (line.charge.price, line.vat.rate)
        for title, day, value in pricer.announced(rules, line.listed_on):
            yield message("from {day} on: {title} {value}", day=day, title=title, value=value)

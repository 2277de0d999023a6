"""Which question is worth asking: the one whose answers move the total most."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kio.evaluation.engine import Engine
from kio.evaluation.told import is_implied
from kio.evaluation.view import Bounds, Case
from kio.pricing.money import Range
from kio.pricing.quoting import quote
from kio.programme.tariff import Fact


class Question(NamedTuple):
    """A fact that nobody told, with the total that each of some answers gives; `moves` is how far they lie apart."""

    fact: Fact
    answers: tuple[tuple[Decimal, Range], ...]
    moves: Decimal


def next_question(case: Case, on: date, skipped: Container[str] = ()) -> Question | None:
    """The question that moves the total most; None where no answer would move it."""
    questions = [question for question in _questions(case, on) if question.fact.name not in skipped and question.moves]
    return max(questions, key=lambda question: question.moves, default=None)


def _questions(case: Case, on: date) -> Iterator[Question]:
    view = Engine(case, on)
    for fact in case.programme.facts.values():
        if fact.fits(view.track()) and fact.name not in case.told and not is_implied(case, fact.name):
            amounts = dict.fromkeys(found.low for ask in fact.asks if isinstance(found := view.amount(ask), Bounds))
            totals = [(amount, total_if(case, on, fact.name, amount)) for amount in amounts]
            yield Question(fact, tuple(totals), spread([total for _, total in totals]))


def reach(case: Case, on: date) -> Range:
    """From the least to the most that the total can be by the answer to any one question that says yes or no."""
    totals = [quote(case, on).total]
    for question in _questions(case, on):
        if question.fact.type == "yes_no":
            totals += [total for _, total in question.answers]
    return Range(min(total.min for total in totals), max(total.max for total in totals))


def total_if(case: Case, on: date, name: str, amount: Decimal) -> Range:
    """The total if this were told."""
    return quote(case._replace(told={**case.told, name: amount}), on).total


def spread(totals: list[Range]) -> Decimal:
    """How far the least and the most of several totals lie apart."""
    ends = [[total.min for total in totals], [total.max for total in totals]]
    return max(max(end) - min(end) for end in ends) if totals else Decimal(0)

"""Quotes beside each other: for several tracks, and with a fact and without it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product

from kio.evaluation.told import contradicts, is_implied
from kio.evaluation.view import Case
from kio.pricing.quote import Quote
from kio.pricing.quoting import quote


def compare(case: Case, on: date) -> tuple[tuple[Quote, ...], ...]:
    """For each way in which the facts to compare can be, the quotes of the tracks to compare, in their order.

    What was told holds for all of them as far as it is for their track.
    """
    tariff = case.programme.tariff
    if tariff is None or tariff.comparison is None:
        return ()
    tracks = tariff.comparison.tracks
    return tuple(
        tuple(quote(on_track(case._replace(told={**case.told, **way}), track), on) for track in tracks)
        for way in _ways(case)
    )


def _ways(case: Case) -> Iterator[dict[str, Decimal]]:
    comparison = case.programme.tariff.comparison if case.programme.tariff else None
    names = comparison.facts if comparison else ()
    free = [name for name in names if name not in case.told and not is_implied(case, name)]
    for answers in product((Decimal(0), Decimal(1)), repeat=len(free)):
        way = dict(zip(free, answers, strict=True))
        if not contradicts(case.programme, {**case.told, **way}):
            yield way


def on_track(case: Case, track: str) -> Case:
    """The case as it would be on a track, with what was told as far as it is for that track."""
    told = {name: value for name, value in case.told.items() if case.programme.facts[name].fits(track)}
    return case._replace(trainee=case.trainee._replace(track=track), told=told)

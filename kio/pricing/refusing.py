"""What cannot be: a start or a payment before the registration, and a day that says nothing by itself."""

from __future__ import annotations

from datetime import date

from kio.message import message
from kio.pricing.pricer import Pricer
from kio.pricing.schedule import told_days
from kio.pricing.telling import option
from kio.problem import KioError


def refuse_wrong_order(pricer: Pricer, missing: tuple[str, ...]) -> None:
    """Raise KioError where what somebody told cannot be; `missing` are the days that a schedule still needs."""
    if pricer.terms is None:
        return
    told = list(told_days(pricer, pricer.terms))
    if told and missing:
        needs = " ".join(option(name) for name in missing)
        raise KioError(
            message("{option} says nothing without {others}", option=option(told[0][0]), others=needs),
            message("tell them too, or leave it out"),
        )
    registered, begins = pricer.view.day(pricer.terms.registered), pricer.view.day(pricer.terms.begins)
    if registered is None:
        return
    if begins is not None and begins < registered:
        raise KioError(
            message("the training begins on {start}, before the registration on {day}", start=begins, day=registered),
            message("name a start on or after the registration, or an earlier registration"),
        )
    for name, day in told:
        _refuse_early(name, day, registered)


def _refuse_early(name: str, day: date, registered: date) -> None:
    if day < registered:
        text = "{where} {day}: this lies before the registration on {registered}"
        raise KioError(
            message(text, where=option(name), day=day, registered=registered),
            message("name a day from {day} on", day=registered),
        )

"""What cannot be: a start or a payment before the registration, and a day that says nothing by itself."""

from __future__ import annotations

from datetime import date

from kio.evaluation.told import told_by
from kio.message import message
from kio.pricing.pricer import Pricer
from kio.pricing.schedule import told_days
from kio.pricing.telling import option
from kio.problem import KioError


def refuse_early_start(pricer: Pricer) -> None:
    """Raise KioError where somebody tells a start before the registration; a record may say so."""
    terms = pricer.terms
    told = terms and (told_by(pricer.case, terms.begins) or told_by(pricer.case, terms.registered))
    if terms is None or (pricer.case.trainee.id and not told):
        return
    registered, begins = pricer.agreed.day(terms.registered), pricer.agreed.day(terms.begins)
    if registered is not None and begins is not None and begins < registered:
        raise KioError(
            message("the training begins on {start}, before the registration on {day}", start=begins, day=registered),
            message("name a start on or after the registration, or an earlier registration"),
        )


def refuse_told_days(pricer: Pricer, missing: tuple[str, ...]) -> None:
    """Raise KioError where a day told for an instalment cannot be; `missing` are days that a schedule still needs."""
    told = list(told_days(pricer, pricer.terms)) if pricer.terms else []
    if told and missing:
        needs = " ".join(option(name) for name in missing)
        raise KioError(
            message("{option} says nothing without {others}", option=option(told[0][0]), others=needs),
            message("tell them too, or leave it out"),
        )
    registered = pricer.agreed.day(pricer.terms.registered) if pricer.terms else None
    for name, day in told if registered else ():
        _refuse_early(name, day, registered or day)


def _refuse_early(name: str, day: date, registered: date) -> None:
    if day < registered:
        text = "{where} {day}: this lies before the registration on {registered}"
        raise KioError(
            message(text, where=option(name), day=day, registered=registered),
            message("name a day from {day} on", day=registered),
        )

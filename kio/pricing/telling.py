"""What somebody tells, as texts: read, held against what the rules allow, and refused with what fits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kio.evaluation.engine import Engine
from kio.evaluation.told import contradicts
from kio.evaluation.view import Case
from kio.message import Message, message
from kio.models.scalars import WrongValueError, to_amount, to_date, to_whole
from kio.pricing.pricer import Pricer
from kio.problem import KioError
from kio.programme.language import Amount
from kio.programme.model import Programme
from kio.programme.tariff import Fact

Told = dict[str, Decimal | date]


def option(name: str) -> str:
    """The option by which a fact is told."""
    return "--" + name.replace("_", "-")


def tell(case: Case, on: date, given: Mapping[str, str | bool]) -> Told:
    """The facts that texts tell of a case; raises KioError with what fits for one that cannot be."""
    facts = case.programme.facts
    for name in given:
        if name not in facts:
            values = {"option": option(name), "programme": case.programme.title}
            raise KioError(message("{option} says nothing for {programme}", **values), message("leave it out"))
    told = {name: _value(facts[name], text) for name, text in given.items()}
    refuse_contradiction(case.programme, told)
    view = view_of(case._replace(told={**case.told, **told}), on)
    for name, value in told.items():
        _refuse_recorded(case, facts[name])
        _refuse_other_track(view, facts[name])
        if isinstance(value, Decimal):
            _refuse_outside(view, facts[name], value)
    return told


def view_of(case: Case, on: date) -> Engine:
    """The case with the values of the day that fixes its prices."""
    return Pricer(case, on, case.programme.tariff).view if case.programme.tariff else Engine(case, on)


def refuse_contradiction(programme: Programme, told: Told) -> None:
    """Raise KioError where one thing that is told says that another one holds, and that was said not to."""
    name = contradicts(programme, told)
    if name is not None:
        implied = option(programme.facts[name].implies or "").removeprefix("--")
        said = message("{one} does not go with --no-{other}", one=option(name), other=implied)
        raise KioError(said, message("leave one of them out"))


def reason(error: KioError) -> Message:
    """Why a value cannot be, without the option by which it was told."""
    why = error.message.values.get("why")
    return why if isinstance(why, Message) else error.message


def refuse_other_plan(case: Case, on: date) -> None:
    """Raise KioError where a day was told and the plan of the group gives another."""
    for name, day in case.told.items() if case.planned else ():
        rest = {other: value for other, value in case.told.items() if other != name}
        planned = Engine(case._replace(told=rest), on).fact(name)
        if isinstance(planned, date) and planned != day:
            said = "{where} {day}: the plan of the group says {planned}"
            text = message(said, where=option(name), day=day, planned=planned)
            raise KioError(text, message("leave one of them out"))


def _value(fact: Fact, text: str | bool) -> Decimal | date:
    if isinstance(text, bool):
        return Decimal(text)
    try:
        if fact.type == "date":
            return to_date(text)
        return Decimal(to_whole(text)) if fact.type == "whole_number" else to_amount(text)
    except WrongValueError as error:
        said = message("{where} {value}: {why}", where=option(fact.name), value=text, why=error.message)
        raise KioError(said, error.hint or _meaning(fact)) from None


def _refuse_recorded(case: Case, fact: Fact) -> None:
    if fact.recorded and case.trainee.id:
        said = message(
            "{option} is for an applicant; the record of {trainee} says it",
            option=option(fact.name),
            trainee=case.trainee.id,
        )
        raise KioError(said, message("leave it out"))


def _refuse_other_track(view: Engine, fact: Fact) -> None:
    track = view.track()
    if not fact.fits(track):
        titles = {name: item.title for name, item in view.programme.tracks.items()}
        raise KioError(
            message("{option} does not fit the track {track}", option=option(fact.name), track=titles[track]),
            message("it is for: {options}", options=tuple(titles[name] for name in fact.tracks)),
        )


def _refuse_outside(view: Engine, fact: Fact, value: Decimal) -> None:
    least, above, most = edges(view, fact)
    if least is not None and value < least:
        raise _outside(fact, value, message("at least {bound} was expected", bound=_shown(view, fact, least)))
    if above is not None and value <= above:
        raise _outside(fact, value, message("more than {bound} was expected", bound=_shown(view, fact, above)))
    if most is not None and value > most:
        raise _outside(fact, value, message("at most {bound} was expected", bound=_shown(view, fact, most)))


def _outside(fact: Fact, value: Decimal, why: Message) -> KioError:
    said = message("{where} {value}: {why}", where=option(fact.name), value=value, why=why)
    return KioError(said, _meaning(fact))


def _shown(view: Engine, fact: Fact, value: Decimal) -> object:
    tariff = view.programme.tariff
    return fact.shown(value, tariff.currency) if tariff else value


def edges(view: Engine, fact: Fact) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """What a number is at least, above and at most, where the rules say so."""
    return _edge(view, fact.at_least), _edge(view, fact.above), _edge(view, fact.at_most)


def _meaning(fact: Fact) -> Message:
    return message("it means: {title}", title=fact.title)


def _edge(view: Engine, bound: Amount | None) -> Decimal | None:
    found = view.amount(bound) if bound else None
    return found.high if found else None

"""Looking prices up: one case, whose price list may be that of the day that binds or of the day of a service."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kio.evaluation.bindings import dated_value, parameters_behind
from kio.evaluation.engine import Engine
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds, Case
from kio.message import Message, Text, message
from kio.pricing.money import Range
from kio.pricing.quote import Basis
from kio.problem import KioError
from kio.programme.language import Number, ParameterValue
from kio.programme.mentions import mentions
from kio.programme.model import WordList
from kio.programme.tariff import Charge, Tariff, Terms, Vat


class Pricer:
    """A case on a day, with an evaluator for every day whose price list is asked for."""

    def __init__(self, case: Case, on: date, tariff: Tariff) -> None:
        self.case, self.on, self.tariff = case, on, tariff
        self._engines: dict[date, Engine] = {}
        own = Engine(case, on)
        payments = tariff.payments
        self.settled = payments is None or own.phase().id not in payments.unsettled
        # Also where another phase goes before it, as an interruption after the certificate.
        self.finished = not self.settled or (
            payments is not None and any(own.is_in(name) for name in payments.finished)
        )
        self.agreed_on = _agreed_on(own, tariff)
        self.terms = _in_force(tariff.terms, self.agreed_on)
        self.view = self.at(self.agreed_on)

    def at(self, day: date) -> Engine:
        """The case as it is on the day of the quote, with the values that hold on another day."""
        if day not in self._engines:
            self._engines[day] = Engine(self.case, self.on, day)
        return self._engines[day]

    def concerns(self, tracks: tuple[str, ...]) -> bool:
        """Whether something is for this track."""
        return not tracks or self.view.track() in tracks

    def asked(self, charge: Charge) -> Truth:
        """Whether a charge is made here."""
        if not self.concerns(charge.tracks):
            return Truth.NO
        return Truth.YES if charge.when is None else self.view.holds(charge.when)

    def listed_on(self, charge: Charge, day: date) -> date:
        """The day whose price list a charge follows."""
        return self.agreed_on if charge.fixed else day

    def price(self, charge: Charge, day: date) -> Range:
        """The price of one unit without VAT by the price list of a day; raises KioError where it has none."""
        return bounded(self.at(day).amount(charge.price), charge.title, day)

    def vat(self, charge: Charge, day: date) -> tuple[Vat, Decimal | None]:
        """How VAT is charged on a day, and its rate in per cent; None where it is exempt."""
        code, view = charge.vat, self.at(day)
        if isinstance(code, ParameterValue):
            words = view.parameter(code.name)
            code = words.words[0] if isinstance(words, WordList) else ""
        vat = self.tariff.vat.get(code)
        if vat is None:
            raise _no_value(charge.title, day)
        return vat, bounded(view.amount(vat.rate), vat.title, day).min if vat.rate else None

    def bases(self, rule: object, day: date) -> tuple[Basis, ...]:
        """The values of the price list of a day that an amount, or another part of the rules, is made of."""
        view = self.at(day)
        return tuple(self._basis(view, name, day) for name in dict.fromkeys(parameters_behind(view, mentions(rule))))

    def _basis(self, view: Engine, name: str, day: date) -> Basis:
        parameter = view.programme.parameters[name]
        dated = dated_value(view, day, parameter)
        given = view.parameter(name)
        value = given.value if isinstance(given, Number) else None
        title = parameter.title or Text(name, name)
        return Basis(title, dated.first_day if dated else day, value, dated.source if dated else None)


def bounded(amount: Bounds | None, title: Text, day: date) -> Range:
    """An amount with both ends; raises KioError where the rules give none on that day."""
    if amount is None or amount.high is None:
        raise _no_value(title, day)
    return Range(amount.low, amount.high)


def _no_value(title: Text, day: date) -> KioError:
    text: Message = message("the price list says nothing of '{title}' on {day}", title=title, day=day)
    return KioError(text, message("add a value that holds on that day to the rules"))


def _in_force(terms: tuple[Terms, ...], day: date) -> Terms | None:
    begun = [item for item in terms if item.first_day <= day]
    newest = begun[-1] if begun else None
    return newest if newest and (newest.last_day is None or newest.last_day >= day) else None


def _agreed_on(own: Engine, tariff: Tariff) -> date:
    """The day that fixes a price: the one that binds, before it that of the registration, before that today."""
    binding, moved = own.programme.binding_day, own.edition()[0]
    if moved != own.on or (binding is not None and own.day(binding) is not None):
        return moved
    registered = (own.day(terms.registered) for terms in tariff.terms)
    return next((day for day in registered if day is not None), own.on)

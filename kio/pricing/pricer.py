"""Looking prices up: one case, whose price list may be that of the day that binds or of the day of a service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kio.evaluation.bindings import dated_value, parameters_behind, part_of, reading_of
from kio.evaluation.engine import Engine
from kio.evaluation.memo import Memo
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds, Case
from kio.message import Message, Text, message
from kio.pricing.money import HUNDRED, ZERO, Range
from kio.pricing.quote import Basis
from kio.problem import KioError
from kio.programme.language import Number, ParameterValue
from kio.programme.mentions import mentions
from kio.programme.model import Parameter, WordList
from kio.programme.tariff import Charge, Tariff, Terms, Vat


class Pricer:
    """A case on a day, with an evaluator for every day whose price list is asked for.

    `view` has the values of the day that fixes prices, and computes everything but prices. `own` is an evaluator of
    the case on that day, where there is one already; else `memo` is what evaluations on the day found for this case by
    other readings, or for others of whom the same was told.
    """

    def __init__(
        self,
        case: Case,
        on: date,
        tariff: Tariff,
        like: Engine | None = None,
        memo: Memo | None = None,
        *,
        own: Engine | None = None,
    ) -> None:
        self.case, self.on, self.tariff = case, on, tariff
        self._engines: dict[date, Engine] = {}
        own = own or Engine(case, on, like=like, memo=memo)
        payments = tariff.payments
        self.phase = own.phase()
        self.settled = payments is None or self.phase.id not in payments.unsettled
        # Also where another phase goes before it, as an interruption after the certificate.
        self.finished = not self.settled or (
            payments is not None and any(own.is_in(name) for name in payments.finished)
        )
        self.is_bound = _is_bound(own)
        self.agreed_on = own.edition()[0] if self.is_bound else _registered_on(own, tariff)
        self.terms = _in_force(tariff.terms, self.agreed_on)
        self.view = Engine(case, on, self.agreed_on, like=own, memo=own.memo)
        self.is_accounted = bool(case.trainee.id) and payments is not None

    @property
    def agreed(self) -> Engine:
        """The case with what was agreed: no later decision changes its terms."""
        return self.at(self.agreed_on)

    def at(self, day: date) -> Engine:
        """The case as it is on the day of the quote, with the prices of another day.

        A reading that was decided later changes no price of that day: what was agreed or delivered keeps its own.
        """
        if day not in self._engines:
            decided_by = min(day, self.on)
            memo = self.view.memo if decided_by == self.on else None
            self._engines[day] = Engine(self.case, self.on, day, decided_by, like=self.view, memo=memo)
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
        return self.agreed_on if self.in_force(charge, day).fixed else day

    def in_force(self, charge: Charge, day: date) -> Charge:
        """The charge of a day: to whom it is paid and whether it is fixed, by the readings decided until then."""
        payee, fixed = charge.payee_by, charge.fixed_by
        return charge._replace(
            payee=charge.payee if payee is None else part_of(self.at(day), payee),
            fixed=charge.fixed if fixed is None else part_of(self.at(day), fixed),
        )

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
        return vat, self._rate(vat, day) if vat.rate else None

    def _rate(self, vat: Vat, day: date) -> Decimal:
        rate = bounded(self.at(day).amount(vat.rate) if vat.rate else None, vat.title, day)
        if not rate.certain or not ZERO <= rate.min <= HUNDRED:
            said = message("the rate of '{title}' is no certain number from 0 to 100", title=vat.title)
            raise KioError(said, message("mend '{key}' in the rules", key=f"vat.{vat.code}.rate"))
        return rate.min

    def bases(self, rule: object, day: date | None = None) -> tuple[Basis, ...]:
        """The numbers that an amount, or another part of the rules, is made of: a price by the list of a day."""
        view, day = (self.at(day), day) if day else (self.view, self.agreed_on)
        names = dict.fromkeys(parameters_behind(view, mentions(rule)))
        return tuple(basis for name in names if (basis := self._basis(view, name, day)))

    def _basis(self, view: Engine, name: str, day: date) -> Basis | None:
        """None for a value that is no certain number, as a list of words."""
        parameter = view.programme.parameters[name]
        dated, amount = dated_value(view, day, parameter), view.amount(ParameterValue(name))
        if dated is None or amount is None or amount.low != amount.high:
            return None
        question = view.programme.questions[dated.question] if dated.question else None
        reading = reading_of(view, question) if question else None
        source = (reading.source if reading else None) or dated.source
        return Basis(_title(parameter), dated.first_day, amount.low, source, reading.title if reading else None)

    def announced(self, rule: object, day: date) -> Iterator[tuple[Text, date, Decimal]]:
        """The values behind a part of the rules that the price list already names for a later day than this one."""
        view, track = self.at(day), self.view.track()
        for name in dict.fromkeys(parameters_behind(view, mentions(rule))):
            parameter, now = view.programme.parameters[name], view.parameter(name)
            for value in parameter.values:
                later = value.first_day > day and (not value.tracks or track in value.tracks)
                if later and isinstance(value.value, Number) and value.value != now:
                    now = value.value
                    yield _title(parameter), value.first_day, value.value.value


def bounded(amount: Bounds | None, title: Text, day: date) -> Range:
    """An amount with both ends; raises KioError where the rules give none on that day, or nobody can say how much."""
    if amount is None:
        raise _no_value(title, day)
    if amount.high is None:
        said = message(
            "how much of '{title}' there is cannot be said: something it depends on is not recorded", title=title
        )
        raise KioError(said, message("kio check names what is missing in the record"))
    return Range(amount.low, amount.high)


def _title(parameter: Parameter) -> Text:
    return parameter.title or Text(parameter.name, parameter.name)


def _no_value(title: Text, day: date) -> KioError:
    text: Message = message("the price list says nothing of '{title}' on {day}", title=title, day=day)
    return KioError(text, message("add a value that holds on that day to the rules"))


def _in_force(terms: tuple[Terms, ...], day: date) -> Terms | None:
    begun = [item for item in terms if item.first_day <= day]
    newest = begun[-1] if begun else None
    return newest if newest and (newest.last_day is None or newest.last_day >= day) else None


def _registered_on(own: Engine, tariff: Tariff) -> date:
    """The day that fixes a price before one binds: that of the registration, before that today."""
    registered = (own.day(terms.registered) for terms in tariff.terms)
    return next((day for day in registered if day is not None), own.on)


def _is_bound(own: Engine) -> bool:
    """Whether a day binds: the one of the programme, or that of an edition to which somebody was moved."""
    binding = own.programme.binding_day
    return own.edition()[0] != own.on or (binding is not None and own.day(binding) is not None)

"""What a programme costs, as values: what must be told, what is charged, in which terms, and what is not stated."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kio.message import Cash, Text
from kio.programme.language import Amount, ByReading, Day, ParameterValue
from kio.programme.measure import Measure
from kio.programme.requirement import Kind, Source, Unit


class Fact(NamedTuple):
    """Something that changes a price and that somebody can tell, as an option of the command.

    Where it was not told it lies between `lowest` and `highest`, or on `day`. Telling it tells also that `implies`
    holds. `asks` are the answers between which it is worth asking, in the words of `question`. Of somebody with a
    record, one that is `recorded` cannot be told: the record says it.
    """

    name: str
    type: str
    title: Text
    tracks: tuple[str, ...] = ()
    explanation: Text | None = None
    lowest: Amount | None = None
    highest: Amount | None = None
    day: Day | None = None
    at_least: Amount | None = None
    at_most: Amount | None = None
    above: Amount | None = None
    implies: str | None = None
    asks: tuple[Amount, ...] = ()
    assumption: Text | None = None
    question: Text | None = None
    recorded: bool = False

    def fits(self, track: str) -> bool:
        """Whether it can be told on a track."""
        return not self.tracks or track in self.tracks

    def shown(self, amount: Decimal, currency: str) -> Cash | Decimal:
        """An amount of it to show: money with its currency."""
        return Cash(amount, currency) if self.type == "money" else amount


class Vat(NamedTuple):
    """A way in which VAT is charged, in per cent; None is exempt, which is not a rate of 0."""

    code: str
    title: Text
    rate: Amount | None
    assumption: Text | None = None
    source: Source | None = None


class Charge(NamedTuple):
    """Something that is charged: so much of a unit at a price without VAT.

    `quantity` is what is still to come, `done` measures what a record shows as delivered. A `fixed` price is the one
    of the day that binds, another the one of the day of the service. `vat` is a code, or the
    parameter whose word is one. Whom it is paid to and whether it is fixed may hang on a question (`payee_by`,
    `fixed_by`); `Pricer.in_force` says what holds on a day.
    """

    id: str
    title: Text
    price: Amount
    quantity: Amount
    vat: str | ParameterValue
    payee: str
    tracks: tuple[str, ...] = ()
    when: Kind | None = None
    unit: Unit | None = None
    done: Measure | None = None
    fixed: bool = False
    account: str = ""
    per_unit: bool = False
    assumption: Text | None = None
    left_out: Text | None = None
    payee_by: ByReading[str] | None = None
    fixed_by: ByReading[bool] | None = None


class Instalment(NamedTuple):
    """A part of what remains after the deposit; without a day it is due by agreement, the last one on the last day."""

    title: Text
    due: Day | None


class Deposit(NamedTuple):
    """What is paid first, so many as there is to pay at most."""

    title: Text
    amount: Amount
    due: Day


class Terms(NamedTuple):
    """From a day until a day (both inclusive): when these charges are paid.

    A registration after `final` makes all of it due at once.
    """

    first_day: date
    last_day: date | None
    charges: tuple[str, ...]
    registered: Day
    begins: Day
    final: Day
    deposit: Deposit | None
    instalments: tuple[Instalment, ...]
    assumption: Text | None = None
    source: Source | None = None


class Unstated(NamedTuple):
    """Something that has to be paid too, and of which the sources give no price."""

    id: str
    title: Text
    tracks: tuple[str, ...]
    quantity: Amount | None
    done: Measure | None
    source: Source | None


class Payments(NamedTuple):
    """Which entries record payments, and which of their fields say how much and for which account.

    What was paid to a `deducted` account is taken off by a charge. In a `finished` phase nothing more is delivered; in
    an `unsettled` one it is not stated either what remains to be paid.
    """

    entries: str
    amount: str
    account: str
    deducted: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


class Comparison(NamedTuple):
    """Which tracks, and which facts told and not told, are shown beside each other."""

    tracks: tuple[str, ...]
    facts: tuple[str, ...]


class Tariff(NamedTuple):
    """The whole price list of a programme."""

    currency: str
    vat: Mapping[str, Vat] = {}
    payees: Mapping[str, Text] = {}
    charges: tuple[Charge, ...] = ()
    terms: tuple[Terms, ...] = ()
    unstated: tuple[Unstated, ...] = ()
    payments: Payments | None = None
    comparison: Comparison | None = None

"""What a quote says: lines, VAT, terms, prices per unit, accounts, and everything that is not certain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kio.message import Message, Text
from kio.models.record import Trainee
from kio.pricing.money import ZERO, Range, added
from kio.programme.model import Edition, Programme, Question, Reading, Track
from kio.programme.requirement import Source
from kio.programme.tariff import Charge, Vat


class State(StrEnum):
    """Whether a line is for something delivered or for something still to come."""

    DONE = "done"
    TO_COME = "to_come"


class Basis(NamedTuple):
    """A value of the price list that a price is made of: its title, from which day it holds, and its source."""

    title: Text
    first_day: date
    value: Decimal | None
    source: Source | None


class Line(NamedTuple):
    """So much of a charge at a price without VAT; `rate` is None where it is exempt.

    `amount` is quantity times price, each end rounded to cents once. `listed_on` is the day whose price list was used.
    """

    charge: Charge
    state: State
    quantity: Range
    unit_price: Range
    amount: Range
    vat: Vat
    rate: Decimal | None
    listed_on: date
    bases: tuple[Basis, ...]


class VatLine(NamedTuple):
    """The VAT of one code and rate: what it is charged on, and the tax."""

    vat: Vat
    rate: Decimal | None
    base: Range
    amount: Range


class Due(NamedTuple):
    """One payment of the schedule. Without a day it is due by agreement.

    `paid` is what of it has been paid; `overdue` means that its day has passed and something is lacking.
    """

    due: date | None
    amount: Decimal
    what: Text | Message
    paid: Decimal = ZERO
    overdue: bool = False


class ScheduleBasis(NamedTuple):
    """What a schedule rests on: the days that were known, the values of the price list, and where its terms stand."""

    days: tuple[tuple[Text, date], ...]
    bases: tuple[Basis, ...]
    source: Source | None


class UnitPrice(NamedTuple):
    """The price of one unit of a charge, for what nobody knows the quantity of."""

    charge: Charge
    vat: Vat
    rate: Decimal | None
    ex_vat: Decimal
    incl_vat: Decimal


class Account(NamedTuple):
    """What is charged and paid for one purpose, VAT included; `remaining` is negative where too much was paid.

    `remaining` is None where the sources do not say what has to be paid.
    """

    id: str
    title: Text | str
    total: Range
    paid: Decimal
    remaining: Range | None
    payments: int

    @property
    def overpaid(self) -> Decimal:
        """What was paid beyond the most that can be asked."""
        return ZERO if self.remaining is None else max(ZERO, -self.remaining.max)


class Quote(NamedTuple):
    """What somebody pays. `agreed_on` is the day whose prices are fixed; `trainee` is None for an applicant.

    `told` are the facts that were told, by name. `missing_days` are the facts
    that a schedule still needs. `unstated` is what has to be paid too and has no price
    in the sources. `deducted` is what was paid to accounts that a charge takes off.
    """

    on: date
    programme: Programme
    track: Track
    edition: Edition | None
    agreed_on: date
    currency: str
    trainee: Trainee | None
    told: Mapping[str, Decimal | date]
    lines: tuple[Line, ...]
    vat: tuple[VatLine, ...]
    total: Range
    schedule: tuple[Due, ...]
    per_unit: tuple[UnitPrice, ...]
    not_included: tuple[Text | Message, ...]
    unstated: tuple[Text | Message, ...]
    assumptions: tuple[Text | Message, ...]
    readings: tuple[tuple[Question, Reading], ...]
    accounts: tuple[Account, ...] = ()
    deducted: Decimal = ZERO
    settled: bool = True
    missing_days: tuple[str, ...] = ()
    schedule_basis: ScheduleBasis | None = None

    @property
    def total_ex_vat(self) -> Range:
        """The lines added."""
        return added(line.amount for line in self.lines)

    @property
    def paid(self) -> Decimal:
        """What was paid to all accounts."""
        return sum((account.paid for account in self.accounts), ZERO)

    @property
    def overpaid(self) -> Decimal:
        """What was paid beyond the most that can be asked, of all accounts."""
        return sum((account.overpaid for account in self.accounts), ZERO)

    @property
    def open(self) -> Range | None:
        """What has still to be paid to all accounts; too much in one pays for no other, for their payees differ."""
        if not self.settled:
            return None
        rests = [account.remaining for account in self.accounts if account.remaining is not None]
        return added(Range(max(ZERO, rest.min), max(ZERO, rest.max)) for rest in rests)

    @property
    def remaining(self) -> Range | None:
        """The total less what was paid; None where the sources do not say what has to be paid."""
        return self.total.less(self.paid) if self.settled else None

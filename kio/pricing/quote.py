"""What a quote says: lines, VAT, terms, prices per unit, accounts, and everything that is not certain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kio.message import Message, Text
from kio.models.record import Trainee
from kio.pricing.money import CENT, NOTHING, ZERO, Range, added
from kio.programme.model import Edition, Phase, Programme, Question, Reading, Track
from kio.programme.requirement import Source
from kio.programme.tariff import Charge, Vat


class State(StrEnum):
    """Whether a line is for something delivered, for something still to come, or for what is charged as a whole."""

    DONE = "done"
    TO_COME = "to_come"
    WHOLE = "whole"


class Basis(NamedTuple):
    """A value of the price list that a price is made of: its title, from which day it holds, and its source.

    `reading` is the one that gave it, where the sources leave it open.
    """

    title: Text
    first_day: date
    value: Decimal
    source: Source | None
    reading: Text | None = None


class Behind(NamedTuple):
    """What else a line rests on: facts with what is known of them, and the values behind quantity and rate of VAT."""

    facts: tuple[tuple[Text, object], ...] = ()
    quantity: tuple[Basis, ...] = ()
    rate: tuple[Basis, ...] = ()


class Delivered(NamedTuple):
    """How much was delivered on a day."""

    day: date
    quantity: Range


class Line(NamedTuple):
    """So much of a charge at a price without VAT; `rate` is None where it is exempt.

    `amount` is quantity times price, each end rounded to cents once. `listed_on` is the day whose price list was used,
    `bases` are the values that the price is made of. `delivered` is what a line adds up, day by day.
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
    behind: Behind = Behind()
    delivered: tuple[Delivered, ...] = ()


class VatLine(NamedTuple):
    """The VAT of one code and rate: what it is charged on, and the tax; of a record for each account by itself."""

    vat: Vat
    rate: Decimal | None
    base: Range
    amount: Range
    account: str | None = None


class Due(NamedTuple):
    """One payment of the schedule. Without a day it is due by agreement, or on a day that only words say (`when`).

    `paid` is what of it has been paid; `overdue` means that its day has passed and something is lacking. `until` is the
    last day on which it is not overdue.
    """

    due: date | None
    amount: Decimal
    what: Text | Message
    paid: Decimal = ZERO
    overdue: bool = False
    until: date | None = None
    when: Text | Message | None = None


class ScheduleBasis(NamedTuple):
    """What a schedule rests on: the days that were known, the values of the price list, and where its terms stand."""

    days: tuple[tuple[Text, date], ...]
    bases: tuple[Basis, ...]
    source: Source | None


class Plan(NamedTuple):
    """When it is paid. Without a `schedule` there is perhaps an `outline` of it, and `why` says what is lacking.

    `missing_days` are the facts that a schedule still needs. `beside` is charged too, and no terms say when it is paid.
    `overdue` is what of the schedule should have been paid; a range while it is not known which schedule holds, None
    where nobody can say. `notes` say which days could not be kept, `last_day` by when all is paid.
    """

    schedule: tuple[Due, ...] = ()
    basis: ScheduleBasis | None = None
    outline: tuple[Due, ...] = ()
    missing_days: tuple[str, ...] = ()
    why: Message | None = None
    beside: tuple[Text, ...] = ()
    overdue: Range | None = None
    notes: tuple[Message, ...] = ()
    last_day: date | Text | Message | None = None


class UnitPrice(NamedTuple):
    """The price of one unit of a charge, for what nobody knows the quantity of."""

    charge: Charge
    vat: Vat
    rate: Decimal | None
    ex_vat: Range
    incl_vat: Range


class Payment(NamedTuple):
    """What was paid on a day; a refund is negative."""

    day: date
    amount: Decimal


class Account(NamedTuple):
    """What is charged and paid for one purpose, VAT included; `remaining` is negative where too much was paid.

    `remaining` is None where the sources do not say what has to be paid. `delivered` is what of the total was delivered
    already; None where it is charged as a whole. `planned` are payments of a later day, which do not count. While
    something delivered is `unpriced`, since nobody recorded how much it was, nobody can say that too much was paid.
    """

    id: str
    title: Text | str
    total: Range
    remaining: Range | None
    payments: tuple[Payment, ...] = ()
    planned: tuple[Payment, ...] = ()
    payees: tuple[str, ...] = ()
    delivered: Range | None = None
    unpriced: bool = False

    @property
    def paid(self) -> Decimal:
        """What was paid, less what was given back."""
        return sum((payment.amount for payment in self.payments), ZERO)

    @property
    def refunded(self) -> Decimal:
        """What was given back."""
        return -sum((payment.amount for payment in self.payments if payment.amount < ZERO), ZERO)

    @property
    def overpaid(self) -> Decimal:
        """What was paid beyond the most that can be asked."""
        return ZERO if self.remaining is None or self.unpriced else max(ZERO, -self.remaining.max)

    @property
    def open(self) -> Range:
        """What has still to be paid."""
        rest = self.remaining or NOTHING
        return Range(max(ZERO, rest.min), max(ZERO, rest.max))

    @property
    def is_rounding(self) -> bool:
        """Whether what was paid too much can come from invoices that were rounded one by one."""
        return ZERO < self.overpaid <= CENT * len(self.payments)


class Quote(NamedTuple):
    """What somebody pays. `agreed_on` is the day whose prices are fixed; `trainee` is None for an applicant.

    `told` are the facts that were told, by name. `unstated` is what has to be paid too and has no price in the sources;
    `counted` is so much of it as is certain to come beside the total. `paid_before` is what was paid for things that a
    charge may take off, so that it fills no account. `phase` is the one of somebody with a record. `without` is what
    would be open without what was told of it and without `supposed`, the readings that were asked for instead of those
    that hold.
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
    plan: Plan
    per_unit: tuple[UnitPrice, ...]
    not_included: tuple[Text | Message, ...]
    unstated: tuple[Text | Message, ...]
    assumptions: tuple[Text | Message, ...]
    readings: tuple[tuple[Question, Reading], ...]
    accounts: tuple[Account, ...] = ()
    paid_before: Decimal = ZERO
    settled: bool = True
    phase: Phase | None = None
    group: str | None = None
    counted: tuple[Message, ...] = ()
    supposed: tuple[tuple[Question, Reading], ...] = ()
    without: Range | None = None

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
    def alarming(self) -> Decimal:
        """What was overpaid without what can come from rounding."""
        return sum((account.overpaid for account in self.accounts if not account.is_rounding), ZERO)

    @property
    def accounted(self) -> bool:
        """Whether payments are recorded at all."""
        return self.trainee is not None and bool(self.programme.tariff and self.programme.tariff.payments)

    @property
    def open(self) -> Range | None:
        """What has still to be paid to all accounts; too much in one pays for no other, for their payees differ.

        None where the sources do not say what has to be paid, or nobody records what was.
        """
        return added(account.open for account in self.accounts) if self.settled and self.accounted else None

    @property
    def remaining(self) -> Range | None:
        """The total less what was paid; None as `open`."""
        return self.total.less(self.paid) if self.settled and self.accounted else None

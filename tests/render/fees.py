"""Quotes made by hand: what the school of gardening charges, which no rules file describes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from garden import ON, PROGRAMME, TRACK, TRAINEE

from kio.message import Cash, Text, message
from kio.pricing.money import Range
from kio.pricing.quote import (
    Account,
    Basis,
    Delivered,
    Due,
    Line,
    Payment,
    Plan,
    Quote,
    ScheduleBasis,
    State,
    UnitPrice,
    VatLine,
)
from kio.programme.fields import EntryType, Field
from kio.programme.language import Number, Selection, Today
from kio.programme.measure import Measure
from kio.programme.model import Edition, Phase, Question, Reading
from kio.programme.requirement import Elapsed, Source, Unit
from kio.programme.tariff import Charge, Fact, Payments, Tariff, Vat

ONE = Number(Decimal(1))
EXEMPT = Vat("exempt", Text("vrij van btw", "exempt from VAT"), None)
LOW = Vat("low", Text("btw", "VAT"), Number(Decimal(9)))
HOUR = Unit(Text("uur", "hour"), Text("uren", "hours"))
SOURCE = Source("handboek", "Prijzen")
COURSE = Charge(
    "course", Text("cursus hovenier", "course of gardening"), ONE, ONE, "exempt", "school", account="course"
)
WALKS = Charge(
    "walks",
    Text("rondleidingen door de kruidentuin", "guided walks through the herb garden"),
    ONE,
    ONE,
    "low",
    "guide",
    unit=HOUR,
    done=Measure("count", Selection(("walk",))),
    account="walks",
)
LESS = COURSE._replace(id="voucher", title=Text("af - tegoedbon", "less - voucher"))
PRICE = Basis(Text("prijs van een uur", "price of an hour"), date(2020, 1, 1), Decimal("12.50"), SOURCE)
COURSE_PRICE = Basis(
    Text("prijs van de cursus", "price of the course"),
    date(2024, 1, 1),
    Decimal(2400),
    None,
    Text("zoals gedrukt", "as printed"),
)


def exactly(amount: str) -> Range:
    return Range.exactly(Decimal(amount))


def between(low: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(high))


def paid(*given: str) -> tuple[Payment, ...]:
    """Payments, each as `day amount`."""
    return tuple(Payment(date.fromisoformat(day), Decimal(amount)) for day, amount in (text.split() for text in given))


LINES = (
    Line(COURSE, State.TO_COME, exactly("1"), exactly("2400"), exactly("2400.00"), EXEMPT, None, ON, (COURSE_PRICE,)),
    Line(LESS, State.TO_COME, exactly("1"), exactly("-99.95"), exactly("-99.95"), EXEMPT, None, ON, (COURSE_PRICE,)),
    Line(
        WALKS,
        State.TO_COME,
        between("1", "10.5"),
        exactly("12.5"),
        between("12.50", "131.25"),
        LOW,
        Decimal(9),
        ON,
        (PRICE,),
    ),
)
PAYEES = {"school": Text("de tuinschool", "the school"), "guide": Text("de gids", "the guide")}
FACTS = {
    "voucher": Fact("voucher", "money", Text("bon", "voucher")),
    "register": Fact("register", "date", Text("dag van inschrijving", "day of enrolment")),
    "first_day": Fact("first_day", "date", Text("eerste dag", "first day")),
}
WORDS = {"voucher": Text("bon", "voucher"), "course": Text("cursus", "course"), "walks": Text("rondleidingen", "walks")}
PURPOSE = Field("purpose", "choice", Text("doel", "purpose"), choices=WORDS)
FEE = EntryType("fee", Text("betaling", "fee"), {"purpose": PURPOSE})
SCHOOL = PROGRAMME._replace(
    tariff=Tariff("EUR", payees=PAYEES, payments=Payments("fee", "amount", "purpose", ("voucher",))),
    facts=FACTS,
    entries={**PROGRAMME.entries, "fee": FEE},
)
QUOTE = Quote(
    ON,
    SCHOOL,
    TRACK,
    Edition("2024", date(2024, 1, 1), Text("editie 2024", "edition 2024")),
    ON,
    "EUR",
    None,
    {"voucher": Decimal("99.95")},
    LINES,
    (VatLine(LOW, Decimal(9), between("12.50", "131.25"), between("1.13", "11.81")),),
    between("2313.68", "2443.11"),
    Plan(
        (
            Due(date(2025, 6, 8), Decimal("750.00"), Text("aanbetaling", "deposit")),
            Due(None, Decimal("775.02"), Text("eerste termijn", "first instalment")),
            Due(date(2025, 8, 1), Decimal("775.03"), Text("laatste termijn", "last instalment")),
        ),
        ScheduleBasis(
            ((Text("dag van inschrijving", "day of registration"), date(2025, 6, 1)),),
            (Basis(Text("aanbetaling", "deposit"), date(2024, 1, 1), Decimal(750), SOURCE),),
            Source("handboek", "Betalen"),
        ),
        beside=(Text("rondleidingen", "walks"),),
    ),
    (UnitPrice(WALKS, LOW, Decimal(9), exactly("12.50"), exactly("13.63")),),
    (Text("begeleiding naar behoefte", "guidance as needed"),),
    (Text("gereedschap", "tools"), message("{title} ({count})", title=Text("werkdag", "working day"), count=2)),
    (
        message("{title}: {value}", title=Text("bon", "voucher"), value=Cash(Decimal("99.95"), "EUR")),
        message("{title}: {low} to {high}", title=Text("uren", "hours"), low=Decimal(1), high=Decimal("10.5")),
    ),
    (
        (
            Question("Q1", Text("Telt een halve dag?", "Does half a day count?"), {}, "yes", None),
            Reading("yes", Text("ja, als een hele", "yes, as a whole one"), None, None),
        ),
    ),
)
"""An applicant's quote; the sums are right: 2400 - 99.95 + 12.50 to 131.25, and 9 % of the last (1.125 and 11.8125)."""

RECORD = QUOTE._replace(
    trainee=TRAINEE,
    lines=(
        LINES[0],
        LINES[2]._replace(
            state=State.DONE,
            quantity=exactly("4"),
            amount=exactly("50.00"),
            delivered=(Delivered(date(2025, 5, 1), exactly("3")), Delivered(date(2025, 5, 2), exactly("1"))),
        ),
        LINES[2]._replace(quantity=between("0", "2"), amount=between("0.00", "25.00")),
    ),
    vat=(VatLine(LOW, Decimal(9), between("50.00", "75.00"), between("4.50", "6.75")),),
    total=between("2454.50", "2481.75"),
    plan=Plan(
        (
            Due(date(2025, 4, 8), Decimal("750.00"), Text("aanbetaling", "deposit"), Decimal("750.00")),
            Due(None, Decimal("825.00"), Text("eerste termijn", "first instalment"), Decimal("500.00")),
            Due(
                date(2025, 5, 20),
                Decimal("825.00"),
                Text("laatste termijn", "last instalment"),
                overdue=True,
                until=date(2025, 5, 20),
            ),
        ),
        overdue=exactly("825.00"),
    ),
    accounts=(
        Account(
            "course",
            Text("cursus", "course"),
            exactly("2400.00"),
            exactly("1150.00"),
            paid("2025-04-01 1200.00", "2025-04-09 100.00", "2025-04-20 -50.00"),
            payees=("school",),
        ),
        Account(
            "walks",
            Text("rondleidingen", "walks"),
            between("54.50", "81.75"),
            between("-27.26", "-0.01"),
            paid("2025-05-01 50.00", "2025-05-02 31.75", "2025-05-03 0.01"),
            paid("2025-07-01 9.99"),
            ("guide",),
            exactly("54.50"),
        ),
        Account("tools", "tools", exactly("0"), exactly("-20.00"), paid("2025-05-05 20.00")),
    ),
    paid_before=Decimal("99.95"),
    phase=Phase("learning", Text("in opleiding", "learning"), Elapsed(Today())),
    told={},
)

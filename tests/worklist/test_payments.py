"""Payments as work: the same as a quote says, for every record of this repository, and what cannot be said."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from evaluation.sailing import case_of

from kio.actions import Action, Kind
from kio.evaluation.engine import engine_for
from kio.evaluation.view import Case
from kio.locale import say
from kio.pricing.owing import Owing, owing_of
from kio.pricing.quoting import quote
from kio.worklist.payments import payments_due
from kio.worklist.settled import owes_nothing
from kio.workspace import Workspace

ROOT = Path(__file__).parents[2]
DAYS = [date(2024, 6, 1) + timedelta(97 * number) for number in range(12)]


@cache
def cases() -> list[Case]:
    workspace = Workspace(ROOT)
    trainees = [workspace.trainee(identifier) for identifier in workspace.trainee_ids()]
    return [workspace.case(trainee) for trainee in trainees if trainee]


@pytest.mark.parametrize("on", DAYS)
def test_what_is_owed_is_what_a_quote_says(on: date) -> None:
    for case in cases():
        engine = engine_for(case, on)
        owing = owing_of(case, on, engine if engine.case is case else None)
        said = quote(case, on).plan.schedule
        assert owing.dues == tuple(due for due in said if due.paid < due.amount), case.trainee.id
        if owes_nothing(engine, case.programme.tariff):  # type: ignore[arg-type]
            assert owing == Owing(), case.trainee.id


def test_of_some_it_is_plain_that_they_owe_nothing_and_of_others_not() -> None:
    engines = [engine_for(case, date(2026, 11, 22)) for case in cases()]
    plain = {engine.case.trainee.id for engine in engines if owes_nothing(engine, engine.programme.tariff)}  # type: ignore[arg-type]
    everybody = {case.trainee.id for case in cases()}
    # Of these three the log lacks payments; the others have paid, have not registered, or have stopped.
    assert everybody - plain == {"liesbeth-van-acker", "milan-kovac", "tomas-novak"}


# --- an invented price list: 100.00 and 50.00 VAT included as the day says, in two parts

PRICES = """
currency: EUR
entries:
  payment:
    (payment)
    fields:
      amount: {type: money, required: yes, (amount)}
      account: {type: choice, required: yes, (account), choices: {school: {nl: school, en: school}}}
parameters:
  rate: {values: [{from: 2012-10-01, value: 21}]}
  price: {values: [{from: 2020-01-01, until: 2025-12-31, value: 100}]}
vat: {taxed: {(taxed), rate: $rate}, exempt: {(exempt), exempt: yes}}
payees: {school: {(school)}}
checklists:
  - id: c
    (c)
    requirements:
      - {<r>, count: voyage}
payments: {entries: payment, amount: amount, account: account, unsettled: withdrawn}
charges:
  - {<course>, price: PRICE, vat: VAT, payee: school, account: school, fixed: yes}
MORE
terms:
  - from: 2020-01-01
    charges: [CHARGES]
    registered: {first: enrolment}
    begins: {first: lesson}
    final: {days: 30, after: {first: enrolment}}
    instalments: [{(early), due: {days: 10, after: {first: enrolment}}}, {(last)}]
"""
ENROLLED, HUNDRED = "2025-03-01 enrolment", "amount: 100, account: school"


def todo(log: str, on: str, vat: str = "exempt", more: str = "", price: str = "$price") -> list[str]:
    rules = PRICES.replace("VAT", vat).replace("MORE", more).replace("PRICE", price)
    charges = "course, yacht" if more == OF_YACHTS else "course"
    case = case_of(rules.replace("CHARGES", charges), log)
    found = payments_due(case, engine_for(case, date.fromisoformat(on)))
    assert {action.kind for action in found} <= {Kind.PAYMENT}
    return [line(action) for action in found]


def line(action: Action) -> str:
    late = " late" if action.late else ""
    return f"{action.who}: {say(action.what, 'en')} by {action.until}{late}"


@pytest.mark.parametrize(
    ("log", "on", "expected"),
    [
        ("", "2025-03-20", []),
        (ENROLLED, "2025-03-01",
         ["trainee: pay €50.00: early by 2025-03-11", "trainee: pay €50.00: last by 2025-03-31"]),
        (ENROLLED, "2025-03-12",
         ["trainee: pay €50.00: early by 2025-03-11 late", "trainee: pay €50.00: last by 2025-03-31"]),
        (f"{ENROLLED}\n2025-03-05 payment amount: 60, account: school", "2025-03-05",
         ["trainee: pay €40.00: last by 2025-03-31"]),
        (f"{ENROLLED}\n2025-03-05 payment amount: 100, account: school", "2025-03-05", []),
        # a payment of a later day does not count yet
        (f"{ENROLLED}\n2025-03-05 payment amount: 100, account: school", "2025-03-04",
         ["trainee: pay €50.00: early by 2025-03-11", "trainee: pay €50.00: last by 2025-03-31"]),
        (f"{ENROLLED}\n2025-03-05 withdrawal", "2025-04-04", []),
        # what was given back is owed again
        (f"{ENROLLED}; 2025-03-05 payment {HUNDRED}; 2025-03-06 payment amount: -30, account: school",
         "2025-03-06", ["trainee: pay €30.00: last by 2025-03-31"]),
    ],
)  # fmt: skip
def test_parts_of_the_schedule(log: str, on: str, expected: list[str]) -> None:
    assert todo(log, on) == expected


def test_with_vat() -> None:
    """100.00 and 21 % of it: 121.00, in two parts of 60.50."""
    assert todo(ENROLLED, "2025-03-01", "taxed") == [
        "trainee: pay €60.50: early by 2025-03-11", "trainee: pay €60.50: last by 2025-03-31",
    ]  # fmt: skip
    assert todo(f"{ENROLLED}\n2025-03-05 payment amount: 121, account: school", "2025-03-05", "taxed") == []
    assert todo(f"{ENROLLED}; 2025-03-05 payment {HUNDRED}", "2025-03-05", "taxed") == [
        "trainee: pay €21.00: last by 2025-03-31"
    ]


def test_where_the_price_list_says_nothing_that_is_what_is_to_be_done() -> None:
    [said] = todo("2026-03-01 enrolment", "2026-03-02")
    why = "the price list says nothing of 'course' on 1 Mar 2026"
    assert said == f"coordinator: what has to be paid cannot be said: {why} by None"


OPEN = """
facts:
  member: {type: yes_no, (member), otherwise: {from: 0, to: 1}}
"""
# Beside the course, and under the same terms.
OF_YACHTS = "  - {<yacht>, price: 500, vat: exempt, payee: school, account: school, fixed: yes, tracks: yacht}"
REDUCED = "{minus: [$price, {times: [20, {fact: member}]}]}"


@pytest.mark.parametrize(
    ("log", "on", "expected"),
    [
        (ENROLLED, "2025-03-11", []),
        # 80.00 for a member, else 100.00: half of it is overdue after the first day, all of it after the last
        (ENROLLED, "2025-03-12", ["trainee: pay €40.00 to €50.00: this should have been paid already by None late"]),
        (ENROLLED, "2025-04-01", ["trainee: pay €80.00 to €100.00: this should have been paid already by None late"]),
        (f"{ENROLLED}; 2025-03-05 payment {HUNDRED}", "2025-04-01", []),
    ],
)
def test_what_is_overdue_though_the_sum_is_not_known(log: str, on: str, expected: list[str]) -> None:
    assert todo(log, on, more=OPEN, price=REDUCED) == expected


def test_without_payments_nobody_can_say_what_was_paid() -> None:
    rules = PRICES.replace("VAT", "exempt").replace("MORE", "").replace("PRICE", "$price").replace("CHARGES", "course")
    payments = next(line for line in rules.splitlines() if line.startswith("payments:"))
    case = case_of(rules.replace(payments, ""), ENROLLED)
    assert payments_due(case, engine_for(case, date(2025, 4, 1))) == ()


def test_what_another_track_pays_is_not_owed() -> None:
    assert todo(f"{ENROLLED}; 2025-03-05 payment {HUNDRED}", "2025-03-05", more=OF_YACHTS) == []
    assert len(todo(ENROLLED, "2025-03-05", more=OF_YACHTS)) == 2


def test_without_terms_nothing_is_due() -> None:
    rules = PRICES.partition("terms:")[0].replace("VAT", "exempt").replace("MORE", "").replace("PRICE", "$price")
    case = case_of(rules, ENROLLED)
    assert payments_due(case, engine_for(case, date(2025, 4, 1))) == ()
    assert owing_of(case, date(2025, 4, 1)) == Owing()


def test_without_prices_there_are_no_payments() -> None:
    case = case_of("checklists: [{<c>, requirements: [{<r>, count: voyage}]}]", ENROLLED)
    assert payments_due(case, engine_for(case, date(2025, 3, 1))) == ()

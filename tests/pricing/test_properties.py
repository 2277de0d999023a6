"""What holds of every quote, whatever is told and whatever the prices are."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kio.pricing.money import CENT, Range, added, cents, vat_on
from kio.pricing.quote import Quote
from kio.pricing.quoting import applicant, quote
from kio.pricing.schedule import shares
from kio.programme.model import Programme
from kio.workspace import Workspace
from pricing.surf import changed, programme, recorded, statement

ROOT = Path(__file__).parents[2]
ON = date(2026, 8, 15)
MONEY = st.decimals(Decimal("0.01"), Decimal(9999), places=2)
DAYS = st.dates(date(2025, 6, 1), date(2028, 12, 31))
Told = dict[str, Decimal | date]


@cache
def shipped() -> Programme:
    found = Workspace(ROOT).programme("kio")
    assert found is not None
    return found


def quoted(track: str, told: Told, on: date = ON) -> Quote:
    return quote(applicant(shipped(), track, told), on)


TOLD = {
    "foundation_paid": st.sampled_from([Decimal(0), Decimal(1)]),
    "supervision": st.integers(0, 50).map(Decimal),
    "preview": st.decimals(Decimal(0), Decimal("0.5"), places=2),
    "extra_recordings": st.integers(0, 20).map(Decimal),
    "group_days": st.integers(0, 20).map(Decimal),
}
SOME_TOLD = st.fixed_dictionaries({}, optional=TOLD)
TRACKS = st.sampled_from(["therapist", "coach"])


@given(MONEY, st.integers(1, 12))
def test_equal_parts_add_up_to_the_cent(amount: Decimal, number: int) -> None:
    parts = shares(amount, number)
    assert sum(parts) == amount
    assert len(parts) == number
    assert len(set(parts[:-1])) <= 1
    assert Decimal(0) <= parts[-1] - parts[0] < CENT * number


@given(st.decimals(Decimal("0.01"), Decimal(3709), places=2), DAYS, st.integers(0, 400))
def test_the_schedule_adds_up_to_part_1(paid: Decimal, registered: date, ahead: int) -> None:
    begins = registered + timedelta(days=ahead)
    told: Told = {"foundation_amount": paid, "register": registered, "start": begins}
    found = quoted("therapist", told)
    assert sum(due.amount for due in found.plan.schedule) == 3710 - paid
    last = begins - timedelta(days=21)
    assert all(due.due is None or registered <= due.due <= max(last, registered) for due in found.plan.schedule)
    assert all(due.amount > 0 for due in found.plan.schedule)


@given(DAYS, st.integers(0, 400))
def test_the_schedule_adds_up_to_the_share_of_a_partner(registered: date, ahead: int) -> None:
    told: Told = {"partner": Decimal(1), "register": registered, "start": registered + timedelta(days=ahead)}
    found = quoted("auditor", told)
    assert sum(due.amount for due in found.plan.schedule) == 1855 == found.total.max


@given(TRACKS, SOME_TOLD)
def test_the_total_is_its_lines_and_their_vat(track: str, told: Told) -> None:
    found = quoted(track, told)
    parts = [*(line.amount for line in found.lines), *(item.amount for item in found.vat)]
    assert found.total == added(parts)
    for item in found.vat:
        lines = [line.amount for line in found.lines if line.rate == item.rate]
        assert item.base == added(lines)
        assert item.amount == vat_on(item.base, item.rate or Decimal(0))


@given(TRACKS, SOME_TOLD)
def test_the_least_is_never_more_than_the_most(track: str, told: Told) -> None:
    found = quoted(track, told)
    ranges = [found.total, found.total_ex_vat, *(item.amount for item in found.vat), *(item.base for item in found.vat)]
    for line in found.lines:
        ranges += [line.amount, line.quantity, line.unit_price]
    assert all(one.min <= one.max for one in ranges)
    assert all(amount == cents(amount) for one in (found.total, found.total_ex_vat) for amount in one)


@given(TRACKS, SOME_TOLD, st.sampled_from(["supervision", "preview", "extra_recordings"]), st.data())
def test_more_of_something_never_costs_less(track: str, told: Told, name: str, data: st.DataObject) -> None:
    less, more = sorted(data.draw(st.tuples(TOLD[name], TOLD[name])))
    one, other = (quoted(track, {**told, name: amount}).total for amount in (less, more))
    assert one.min <= other.min
    assert one.max <= other.max


@given(st.decimals(Decimal(0), Decimal(200), places=2), st.decimals(Decimal(0), Decimal(200), places=2))
def test_more_project_hours_never_cost_less(one: Decimal, other: Decimal) -> None:
    less, more = (quoted("coach", {"project_hours": hours}).total for hours in sorted((one, other)))
    assert less.min <= more.min
    assert less.max <= more.max


@given(TRACKS, SOME_TOLD, TOLD["preview"])
def test_an_answer_within_a_range_gives_a_total_within_the_total(track: str, told: Told, hours: Decimal) -> None:
    told = {name: value for name, value in told.items() if name != "preview"}
    whole, answered = quoted(track, told).total, quoted(track, {**told, "preview": hours}).total
    assert whole.min <= answered.min <= answered.max <= whole.max


@given(SOME_TOLD, st.integers(2, 4))
def test_so_does_an_answer_about_the_sessions_of_a_coach(told: Told, sessions: int) -> None:
    told = {name: value for name, value in told.items() if name not in ("supervision", "group_days")}
    whole, answered = quoted("coach", told).total, quoted("coach", {**told, "supervision": Decimal(sessions)}).total
    assert whole.min <= answered.min <= answered.max <= whole.max


PAYMENTS = [
    "date: 2026-01-20, type: fee, amount: 300, purpose: course",
    "date: 2026-02-20, type: fee, amount: 400.10, purpose: course",
    "date: 2026-02-20, type: fee, amount: -20, purpose: course",
    "date: 2026-03-01, type: fee, amount: 87.42, purpose: lessons",
    "date: 2026-03-02, type: fee, amount: 50, purpose: voucher",
]


@given(st.permutations(PAYMENTS))
def test_the_order_of_payments_does_not_matter(payments: list[str]) -> None:
    log = ("date: 2026-01-10, type: enrolment", "date: 2026-06-10, type: camp, start: 2026-06-01")
    found = statement("2026-04-01", *payments, *log)
    assert found._replace(trainee=None) == statement("2026-04-01", *log, *PAYMENTS)._replace(trainee=None)


@given(MONEY, st.decimals(Decimal(0), Decimal(40), places=2), st.integers(1, 40))
def test_any_price_and_any_rate(price: Decimal, rate: Decimal, hours: int) -> None:
    """Prices and rates are data: the hours at the price, with VAT rounded once, half up."""
    rules = changed(
        ("value: 40.10", f"value: {price}"),
        ("[{from: 2020-01-01, value: 9}, {from: 2027-01-01, value: 12}]", f"[{{from: 2020-01-01, value: {rate}}}]"),
    )
    told: Told = {"lessons": Decimal(hours), "film": Decimal(0)}
    found = quote(applicant(programme.__wrapped__(rules), "wave", told), date(2026, 3, 1))
    base = price * hours
    [tax] = [item.amount for item in found.vat if item.vat.code == "low"]
    assert tax == Range.exactly(Decimal(int(base * rate + Decimal("0.5"))) / 100)


@given(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(1, 8)), max_size=6))
def test_what_was_delivered_and_what_is_to_come_never_lose_an_hour(lessons: list[tuple[date, int]]) -> None:
    log = [f"date: {day}, type: lesson, hours: {hours}, filmed: 0" for day, hours in lessons]
    found = quote(recorded(*log), date(2026, 12, 31))
    hours = added(line.quantity for line in found.lines if line.charge.id == "lessons")
    assert hours == Range.exactly(Decimal(max(4, sum(hours for _, hours in lessons))))


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("15.225", "15.23"),
        ("76.125", "76.13"),
        ("-0.005", "-0.01"),
        ("-0.004", "0.00"),
    ],
)
def test_half_a_cent_goes_up(amount: str, rounded: str) -> None:
    assert str(cents(Decimal(amount))) == rounded

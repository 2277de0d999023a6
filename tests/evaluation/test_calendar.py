from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kio.evaluation.calendar import is_ordered, period_of, shift, whole_units

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("anchor", "amount", "unit", "expected"),
    [
        ("2025-08-31", 6, "months", "2026-02-28"),
        ("2025-08-30", 6, "months", "2026-02-28"),
        ("2025-08-29", 6, "months", "2026-02-28"),
        ("2025-08-28", 6, "months", "2026-02-28"),
        ("2023-08-31", 6, "months", "2024-02-29"),
        ("2025-01-31", 1, "months", "2025-02-28"),
        ("2025-01-31", 2, "months", "2025-03-31"),  # from the anchor: 31, not the 28 that a chain would give
        ("2025-01-31", 3, "months", "2025-04-30"),
        ("2025-12-15", 1, "months", "2026-01-15"),
        ("2025-11-30", 1, "months", "2025-12-30"),
        ("2025-01-15", -1, "months", "2024-12-15"),
        ("2025-03-31", -1, "months", "2025-02-28"),
        ("2024-02-29", 1, "years", "2025-02-28"),
        ("2024-02-29", 4, "years", "2028-02-29"),
        ("2024-02-29", -1, "years", "2023-02-28"),
        ("2025-01-01", 26, "weeks", "2025-07-02"),
        ("2025-01-01", 180, "days", "2025-06-30"),
        ("2025-01-01", 6, "months", "2025-07-01"),
        ("2026-09-17", -3, "weeks", "2026-08-27"),
        ("2025-01-01", 0, "months", "2025-01-01"),
        ("2024-01-01", 365, "days", "2024-12-31"),
        ("2200-01-01", 99999999, "days", "9999-12-31"),
        ("2200-01-01", -99999999, "days", "0001-01-01"),
        ("2200-01-01", 99999999, "months", "9999-12-31"),
        ("2200-01-01", -99999999, "years", "0001-01-01"),
        ("2200-06-15", 7799, "years", "9999-06-15"),
        ("2200-06-15", 7800, "years", "9999-12-31"),
        ("2200-06-15", -2199, "years", "0001-06-15"),
        ("2200-06-15", -2200, "years", "0001-01-01"),
    ],
)
def test_shift(anchor: str, amount: int, unit: str, expected: str) -> None:
    assert shift(day(anchor), amount, unit) == day(expected)


@pytest.mark.parametrize(
    ("first", "last", "unit", "expected"),
    [
        ("2025-01-01", "2025-01-01", "days", 0),
        ("2025-01-01", "2025-01-15", "days", 14),
        ("2025-01-01", "2025-01-14", "weeks", 1),
        ("2025-01-01", "2025-01-15", "weeks", 2),
        ("2025-01-15", "2025-02-14", "months", 0),
        ("2025-01-15", "2025-02-15", "months", 1),
        ("2025-01-31", "2025-02-28", "months", 1),
        ("2025-08-31", "2026-02-27", "months", 5),
        ("2025-08-31", "2026-02-28", "months", 6),
        ("2024-02-29", "2025-02-27", "years", 0),
        ("2024-02-29", "2025-02-28", "years", 1),
        ("2023-12-31", "2025-12-30", "years", 1),
        ("2023-12-31", "2025-12-31", "years", 2),
    ],
)
def test_whole_units(first: str, last: str, unit: str, expected: int) -> None:
    assert whole_units(day(first), day(last), unit) == expected


@pytest.mark.parametrize(
    ("of", "week", "month", "quarter", "year"),
    [
        ("2025-01-01", "2025-W01", "2025-01", "2025-Q1", "2025"),
        ("2025-03-31", "2025-W14", "2025-03", "2025-Q1", "2025"),
        ("2025-04-01", "2025-W14", "2025-04", "2025-Q2", "2025"),
        ("2024-12-30", "2025-W01", "2024-12", "2024-Q4", "2024"),  # ISO 8601: the week of the first Thursday
        ("2027-01-03", "2026-W53", "2027-01", "2027-Q1", "2027"),
        ("2025-09-30", "2025-W40", "2025-09", "2025-Q3", "2025"),
    ],
)
def test_period_of(of: str, week: str, month: str, quarter: str, year: str) -> None:
    found = [period_of(day(of), period) for period in ("week", "month", "quarter", "year")]
    assert found == [week, month, quarter, year]


@pytest.mark.parametrize(
    ("relation", "earlier", "same", "later"),
    [
        ("before", True, False, False),
        ("on_or_before", True, True, False),
        ("after", False, False, True),
        ("on_or_after", False, True, True),
    ],
)
def test_is_ordered(relation: str, earlier: bool, same: bool, later: bool) -> None:
    days = [day("2025-02-28"), day("2025-03-01"), day("2026-01-01")]
    assert is_ordered(relation, days[0], days[1]) is earlier
    assert is_ordered(relation, days[1], days[1]) is same
    assert is_ordered(relation, days[2], days[1]) is later


@given(DAYS, DAYS)
def test_one_day_lies_before_the_other_or_after_it(one: date, other: date) -> None:
    assert is_ordered("before", one, other) == is_ordered("after", other, one) != is_ordered("on_or_after", one, other)
    assert is_ordered("on_or_before", one, other) == is_ordered("on_or_after", other, one)


@given(DAYS, st.integers(0, 600))
def test_so_many_months_later_so_many_months_have_passed(first: date, months: int) -> None:
    later = shift(first, months, "months")
    assert whole_units(first, later, "months") == months
    assert later == first or whole_units(first, shift(later, -1, "days"), "months") == months - 1


@given(DAYS, DAYS)
def test_periods_sort_by_time(one: date, other: date) -> None:
    first, last = sorted((one, other))
    for period in ("week", "month", "quarter", "year"):
        assert period_of(first, period) <= period_of(last, period)

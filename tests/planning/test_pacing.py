"""Paces: at most so many in any period, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kio.message import Text
from kio.models.record import Entry
from kio.planning.pacing import Rate, free_days
from kio.programme.pace import Pace


def rate(number: str, per: str = "month") -> Rate:
    return Rate(Pace("pace", Text("x", "x"), "session", per), Decimal(number))


def days(text: str) -> list[date]:
    return [date.fromisoformat(f"2026-{day}") for day in text.split()]


@pytest.mark.parametrize(
    ("number", "per", "known", "day", "fits"),
    [
        ("1", "month", "01-31", "02-27", False),
        ("1", "month", "01-31", "02-28", True),  # a calendar month, clamped to the end of February
        ("1", "month", "03-15", "02-20", False),  # one that is planned later counts too
        ("1", "month", "03-15", "02-15", True),
        ("2", "month", "01-10 01-20", "02-09", False),
        ("2", "month", "01-10 01-20", "02-10", True),
        ("0.5", "month", "01-10", "03-09", False),
        ("0.5", "month", "01-10", "03-10", True),
        ("1.5", "month", "01-10 01-11 01-12", "03-09", False),  # three in two months
        ("1.5", "month", "01-10 01-11 01-12", "03-10", True),
        ("1", "week", "01-10", "01-17", True),
        ("1", "quarter", "01-10", "04-09", False),
        ("1", "quarter", "01-10", "04-10", True),
        ("1", "year", "01-10", "12-31", False),
        # what is there and is too much already does not forbid what comes long after it
        ("1", "month", "01-10 01-11", "02-11", True),
    ],
)
def test_one_more_fits_where_no_period_gets_too_full(number: str, per: str, known: str, day: str, fits: bool) -> None:
    assert rate(number, per).fits(days(known), days(day)[0]) is fits


def test_a_period_that_was_full_ends_on_a_day() -> None:
    log = (Entry("session", date(2026, 1, 31), {}), Entry("film", date(2026, 1, 1), {}))
    assert list(free_days([rate("1")], log, date(2026, 2, 1))) == [date(2026, 2, 28)]
    assert list(free_days([rate("1")], log, date(2026, 2, 28))) == []
    assert rate("2", "week").before(date(2026, 2, 28)) == date(2026, 2, 21)

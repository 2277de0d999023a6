"""Calendar arithmetic: months and years are added from the anchor and clamped to the month's end."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from operator import ge, gt, le, lt


def shift(day: date, amount: int, unit: str) -> date:
    """The day so many days, weeks, months or years later (earlier when negative).

    31 August and six months is 28 or 29 February: the anniversary is reached on the month's last day. Stays within
    the years that `date` knows.
    """
    if unit in ("days", "weeks"):
        return _within(day, amount * (7 if unit == "weeks" else 1))
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if amount > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _within(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def whole_units(first: date, last: date, unit: str) -> int:
    """How many whole days, weeks, months or years lie between two days."""
    if unit in ("days", "weeks"):
        return (last - first).days // (7 if unit == "weeks" else 1)
    months = (last.year - first.year) * 12 + last.month - first.month
    if shift(first, months, "months") > last:
        months -= 1
    return months // (12 if unit == "years" else 1)


ORDERS = {"after": gt, "on_or_after": ge, "before": lt, "on_or_before": le}
"""How a day lies to another one."""


def is_ordered(relation: str, day: date, other: date) -> bool:
    """Whether a day lies `after`, `on_or_after`, `before` or `on_or_before` another."""
    return bool(ORDERS[relation](day, other))


def period_of(day: date, period: str) -> str:
    """The name of the week, month, quarter or year in which a day lies, in an order that sorts by time."""
    match period:
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02}"
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case _:
            return str(day.year)

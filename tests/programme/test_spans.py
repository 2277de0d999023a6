"""What holds from one day until another: neither a gap nor an overlap, to the day, for each track."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kio.problem import Problem
from kio.programme.spans import Span, optional_date, read_date, refuse_unclear
from programme.kennel import Fault, node, refused, shown, value

TRACKS = ("small", "large")


def faults(*said: str) -> list[Fault]:
    """What is wrong with spans, each `from until tracks` with a dash for what is not given; one stands on each line."""
    problems: list[Problem] = []
    children = node("at:\n" + "".join(f"- {text}\n" for text in said), problems).elements()
    spans = []
    for child in children:
        first, last, *tracks = child.text().split()
        spans.append(Span(child, day(first), None if last == "-" else day(last), tuple(tracks)))
    refuse_unclear(spans, TRACKS)
    return [shown(problem) for problem in problems]


def day(text: str) -> date:
    return date.fromisoformat(text)


def codes(*said: str) -> list[str]:
    """The number of the span and what is wrong with it."""
    return [f"{line - 1} {code}" for code, line, _, _ in faults(*said)]


WRONG, OVERLAP, GAP = "wrong-date", "overlapping-dates", "gap-in-dates"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["2020-01-01 -"], []),
        (["2020-01-01 2020-12-31"], []),
        # one without a last day holds until the next one begins
        (["2020-01-01 -", "2021-01-01 -"], []),
        (["2020-01-01 -", "2020-01-02 -"], []),
        (["2021-01-01 -", "2020-01-01 -"], []),
        # to the day
        (["2020-01-01 2020-12-31", "2021-01-01 -"], []),
        (["2020-01-01 2020-12-30", "2021-01-01 -"], [f"2 {GAP}"]),
        (["2020-01-01 2021-01-01", "2021-01-01 -"], [f"2 {OVERLAP}"]),
        (["2020-01-01 2024-02-28", "2024-02-29 -"], []),
        (["2020-01-01 2024-02-28", "2024-03-01 -"], [f"2 {GAP}"]),
        (["2020-01-01 2023-02-28", "2023-03-01 -"], []),
        (["2020-01-01 2020-01-01", "2020-01-02 2020-01-02", "2020-01-03 -"], []),
        (["2020-01-01 2030-12-31", "2021-01-01 2021-12-31"], [f"2 {OVERLAP}"]),
        # the order of the lines does not matter; it is the later one that is named
        (["2021-01-01 -", "2020-01-01 2020-12-31"], []),
        (["2021-01-01 -", "2020-01-01 2020-12-30"], [f"1 {GAP}"]),
        (["2021-01-01 -", "2020-01-01 2021-01-01"], [f"1 {OVERLAP}"]),
        # the same first day
        (["2020-01-01 -", "2020-01-01 -"], [f"2 {OVERLAP}"]),
        (["2020-01-01 2020-01-01", "2020-01-01 -"], [f"2 {OVERLAP}"]),
        (["2020-01-01 -", "2020-01-01 -", "2020-01-01 -"], [f"2 {OVERLAP}", f"3 {OVERLAP}"]),
        # nothing has to hold after the last one
        (["2020-01-01 -", "2021-01-01 2021-12-31"], []),
        # the last day before the first
        (["2020-01-02 2020-01-01"], [f"1 {WRONG}"]),
        (["2020-01-01 2020-01-01"], []),
        (["2020-01-01 -", "2021-01-01 2020-12-31"], [f"2 {WRONG}"]),
        # several pairs
        (["2020-01-01 2020-12-31", "2022-01-01 2022-12-31", "2024-01-01 -"], [f"2 {GAP}", f"3 {GAP}"]),
        (["2020-01-01 2020-12-31", "2022-01-01 2022-12-31", "2022-12-31 -"], [f"2 {GAP}", f"3 {OVERLAP}"]),
    ],
)
def test_spans(said: list[str], expected: list[str]) -> None:
    assert codes(*said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # one for all tracks and one for a track may begin on the same day: the second holds for its track
        (["2020-01-01 -", "2020-01-01 - small"], []),
        (["2020-01-01 - small", "2020-01-01 -"], []),
        (["2020-01-01 -", "2020-06-01 2020-06-30 small"], []),
        (["2020-01-01 2020-12-31", "2020-06-01 - small"], []),
        (["2020-01-01 2020-12-31", "2022-01-01 - small"], []),
        # different tracks have nothing to do with each other
        (["2020-01-01 - small", "2020-01-01 - large"], []),
        (["2020-01-01 2020-12-31 small", "2020-06-01 - large"], []),
        (["2020-01-01 2020-12-31 small", "2022-01-01 - large"], []),
        # of one track
        (["2020-01-01 - small", "2020-01-01 - small"], [f"2 {OVERLAP}"]),
        (["2020-01-01 2020-12-31 small", "2020-12-31 - small"], [f"2 {OVERLAP}"]),
        (["2020-01-01 2020-12-31 small", "2021-01-02 - small"], [f"2 {GAP}"]),
        (["2020-01-01 2020-12-31 large", "2021-01-01 - large"], []),
        (["2020-01-02 2020-01-01 large"], [f"1 {WRONG}"]),
        # one that is for several tracks meets those of each
        (["2020-01-01 - small large", "2020-01-01 - large"], [f"2 {OVERLAP}"]),
        (["2020-01-01 2020-12-31 small large", "2021-01-02 - large", "2021-01-01 - small"], [f"2 {GAP}"]),
        (["2020-01-01 2020-12-31 small", "2020-01-01 2021-12-31 large", "2022-01-01 - small large"], [f"3 {GAP}"]),
        # a pair is reported once, however many tracks it is for
        (["2020-01-01 - small large", "2020-01-01 - large small"], [f"2 {OVERLAP}"]),
        (["2020-01-01 2020-12-30 small large", "2021-01-01 - small large"], [f"2 {GAP}"]),
        (["2020-01-02 2020-01-01 small large"], [f"1 {WRONG}"]),
    ],
)
def test_spans_of_tracks(said: list[str], expected: list[str]) -> None:
    assert codes(*said) == expected


END = "end one of them with 'until', or name its 'tracks'"
BEGIN = "leave out 'until', or begin a day after it"


@pytest.mark.parametrize(
    ("said", "code", "line", "text"),
    [
        (["2020-01-01 -", "2020-01-01 -"], OVERLAP, 3,
         f"from 1 Jan 2020 on two hold, this one and that of line 2 ({END})"),
        (["2021-01-01 -", "2020-01-01 2020-06-30"], GAP, 2,
         f"nothing holds after 30 Jun 2020, the last day of line 3, until 1 Jan 2021 ({BEGIN})"),
        (["2020-01-02 2020-01-01"], WRONG, 2, "the last day lies before the first"),
    ],
)  # fmt: skip
def test_what_is_said_names_both_places_and_days(said: list[str], code: str, line: int, text: str) -> None:
    assert faults(*said) == [(code, line, 3, text)]


SPANS = st.tuples(st.integers(0, 12), st.none() | st.integers(0, 6)).map(
    lambda given: (given[0], None if given[1] is None else given[0] + given[1])
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(SPANS, min_size=1, max_size=4))
def test_what_is_not_reported_holds_on_every_day_exactly_once(spans: list[tuple[int, int | None]]) -> None:
    ordered = sorted(spans, key=lambda span: span[0])
    firsts = [first for first, _ in ordered]
    lasts = [following - 1 if last is None else last for (_, last), following in zip(ordered, firsts[1:], strict=False)]
    holding = [day for first, last in zip(firsts, lasts, strict=False) for day in range(first, last + 1)]
    clear = sorted([*holding, firsts[-1]]) == list(range(firsts[0], firsts[-1] + 1)) and all(
        one < other for one, other in pairwise(firsts)
    )
    said = [f"{written(first)} {'-' if last is None else written(last)}" for first, last in spans]
    assert (codes(*said) == []) == clear


def written(number: int) -> str:
    return (date(2024, 2, 20) + timedelta(days=number)).isoformat()


def test_a_day() -> None:
    assert value(read_date, "2024-02-29") == date(2024, 2, 29)
    assert value(optional_date, "2024-02-29") == date(2024, 2, 29)
    assert optional_date(None) is None
    refused(read_date, "2023-02-29", "wrong-date", "this day does not exist in the calendar")
    refused(read_date, "29-2-2024", "wrong-date", "write 2024-02-29")
    refused(read_date, "[2024-02-29]", "wrong-shape", "a text was expected here")

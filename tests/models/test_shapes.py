"""Shapes: which keys a mapping may hold, what their values become, and a problem at the place of each fault."""

from __future__ import annotations

import pytest
from checking.pottery import said

from kio.message import message
from kio.models.scalars import WrongValueError, to_date, to_text, to_whole
from kio.models.shapes import Shape, key, list_key, single, single_key
from kio.problem import Problem, Severity
from kio.source.reading import read_text

ITEM = Shape({"size": single_key(to_whole, needed=True), "day": single_key(to_date)})
SHAPE = Shape(
    {
        "name": single_key(to_text, needed=True),
        "day": single_key(to_date),
        "items": list_key(ITEM),
        "raw": key(lambda raw: raw),
    }
)
# Between braces a comma ends a value: what follows it has become a key.
NUMBER = "write a number with a decimal point, as 1.5; a comma ends the value here"
QUOTES = "a key is one word: put a text with a comma or a colon in quotes"


def read(text: str, shape: Shape = SHAPE) -> tuple[object, list[tuple[int, int, str, str]]]:
    document = read_text(f"box:\n{text}".encode(), "a.yaml")
    assert not document.problems
    problems: list[Problem] = []
    values = shape.read(document.data["box"], document, ("box",), problems)
    assert all(problem.severity is Severity.ERROR and problem.location.file == "a.yaml" for problem in problems)
    return values, [(*problem.location[1:], problem.code, said(problem)) for problem in problems]


def test_values_are_converted_and_absent_ones_left_out() -> None:
    values, problems = read("  name: 'no'\n  day: ~\n  items: [{size: 3}, {size: 4, day: }]\n  raw: {a: b}\n")
    assert values == {"name": "no", "items": [{"size": 3}, {"size": 4, "day": None}], "raw": {"a": "b"}}
    assert problems == []


def test_an_optional_item_without_a_value_is_none() -> None:
    assert read("  name: a\n  raw: ~\n") == ({"name": "a"}, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  day: 2026-01-01\n", (1, 1, "missing-key", "the key 'name' is missing here")),
        ("  name: ~\n", (2, 9, "missing-value", "a value is missing here")),
        ("  name: [a]\n", (2, 9, "wrong-shape", "a single value was expected here")),
        ("  name: {a: b}\n", (2, 9, "wrong-shape", "a single value was expected here")),
        ("  name: a\n  dya: x\n", (3, 3, "unknown-key", "the key 'dya' means nothing here (did you mean 'day'?)")),
        (
            "  name: a\n  zzz: x\n",
            (3, 3, "unknown-key", "the key 'zzz' means nothing here (possible here: name, day, items, raw)"),
        ),
        ("  {name: a, day: 2026-01-01, 5: }\n", (2, 30, "unknown-key", f"the key '5' means nothing here ({NUMBER})")),
        ("  name: a\n  5 uur: x\n", (3, 3, "unknown-key", f"the key '5 uur' means nothing here ({NUMBER})")),
        ("  {name: a, by mail: }\n", (2, 13, "unknown-key", f"the key 'by mail' means nothing here ({QUOTES})")),
        ("  name: a\n  the day: x\n", (3, 3, "unknown-key", f"the key 'the day' means nothing here ({QUOTES})")),
        ("  name: a\n  items:\n    - {size: 1, 5: }\n",
         (4, 17, "unknown-key", f"the key '5' means nothing here ({NUMBER})")),
        ("  name: a\n  day: now\n", (3, 8, "wrong-date",
         "this is not a date as 2026-03-01 (write year-month-day with hyphens)")),
        ("  name: a\n  items: x\n", (3, 10, "wrong-shape", "something of another shape was expected here")),
        ("  name: a\n  items: [x]\n", (3, 11, "wrong-shape", "something of another shape was expected here")),
        ("  name: a\n  items:\n    - {size: 1}\n    - {day: 2026-01-01}\n",
         (5, 7, "missing-key", "the key 'size' is missing here")),
        ("  name: a\n  items:\n    - {size: 1, sice: 2}\n",
         (4, 17, "unknown-key", "the key 'sice' means nothing here (did you mean 'size'?)")),
        ("  name: a\n  items:\n    - {size: x}\n", (4, 14, "wrong-number", "a whole number was expected")),
        ("  - a\n", (2, 3, "wrong-shape", "something of another shape was expected here")),
        ("  text\n", (2, 3, "wrong-shape", "something of another shape was expected here")),
        ("  ~\n", (2, 3, "wrong-shape", "something of another shape was expected here")),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(text: str, expected: tuple[int, int, str, str]) -> None:
    assert read(text) == (None, [expected])


def test_all_faults_are_told() -> None:
    values, problems = read("  day: x\n  a: b\n  items: [{size: y}]\n")
    assert values is None
    assert [problem[2] for problem in problems] == ["missing-key", "wrong-date", "wrong-number", "unknown-key"]


def test_a_hint_comes_along_only_where_there_is_one() -> None:
    def refuse(_: object) -> object:
        raise WrongValueError("odd", message("odd"))

    [problem] = read("  a: b\n", Shape({"a": key(refuse)}))[1]
    assert problem == (2, 6, "odd", "odd")


def test_a_single_value_is_text() -> None:
    assert single("a") == "a"

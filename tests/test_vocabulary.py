"""From declared fields to values, and from a raw log to entries with the place of each fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from checking.pottery import Fault, fault

from kio.locale import say
from kio.message import Text
from kio.models.record import Entry
from kio.models.scalars import WrongValueError
from kio.problem import Problem
from kio.programme.fields import EntryType, Field
from kio.source.reading import read_text
from kio.vocabulary import Vocabulary, field_value

TITLE = Text("iets", "thing")


def field(kind: str, **more: Any) -> Field:
    return Field("it", kind, TITLE, **more)


CHOICES = {"red": TITLE, "green": TITLE}
ENTRIES = {
    "pot": EntryType("pot", TITLE, {
        "size": Field("size", "whole_number", TITLE, required=True),
        "glaze": Field("glaze", "choice", TITLE, choices=CHOICES),
        "end": Field("end", "date", TITLE, default="date"),
        "copy": Field("copy", "whole_number", TITLE, default="size"),
        "other": Field("other", "text", TITLE, default="glaze"),
    }),
    "talk": EntryType("talk", TITLE, {}, notes=False),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "no", "no"), ("person", "x", "x"), ("trainee", "x", "x"), ("reference", "7", "7"),
        ("evidence", "a.pdf", "a.pdf"), ("requirement", "a/b", "a/b"), ("track", "x", "x"), ("edition", "2020", "2020"),
        ("date", "2026-02-28", date(2026, 2, 28)), ("number", "-1.5", Decimal("-1.5")), ("hours", "0", Decimal(0)),
        ("money", "-12.50", Decimal("-12.50")), ("percentage", "0", Decimal(0)), ("percentage", "100", Decimal(100)),
        ("whole_number", "-3", -3), ("yes_no", "no", False), ("marks", {"a": "1", "b": ""}, {"a": "1", "b": ""}),
        ("marks", {}, {}), ("text", None, None), ("marks", None, None),
    ],
)  # fmt: skip
def test_each_type_of_field_has_its_value(kind: str, raw: object, value: object) -> None:
    found = field_value(field(kind), raw)
    assert (found, type(found)) == (value, type(value))


def refusal(one: Field, raw: object) -> tuple[str, str]:
    with pytest.raises(WrongValueError) as caught:
        field_value(one, raw)
    hint = caught.value.hint
    return caught.value.code, say(caught.value.message, "en") + (f" ({say(hint, 'en')})" if hint else "")


SHAPE = ("wrong-shape", "a single value was expected here")
MARKS = ("wrong-shape", "marks are a mapping (item: mark)")


@pytest.mark.parametrize(
    ("one", "raw", "expected"),
    [
        (field("text", required=True), None, ("missing-value", "a value is missing here")),
        (field("text"), " ", ("empty-text", "this text is empty")),
        (field("text"), ["a"], SHAPE),
        (field("text"), {"a": "b"}, SHAPE),
        (field("text", many=True), [["a"]], SHAPE),
        (field("text", many=True), ["a", None], ("missing-value", "a value is missing here")),
        (field("text", many=True), [], ("empty-list", "this list is empty")),
        (field("marks"), "a", MARKS),
        (field("marks"), ["a"], MARKS),
        (field("marks"), {"a": None}, MARKS),
        (field("marks"), {"a": ["1"]}, MARKS),
        (field("marks", required=True), None, MARKS),
        (field("choice", choices=CHOICES), "gren",
         ("unknown-choice", "'gren' is not a choice of the field 'it' (did you mean 'green'?)")),
        (field("choice", choices=CHOICES), "Q",
         ("unknown-choice", "'Q' is not a choice of the field 'it' (possible here: red, green)")),
        (field("choice", choices=CHOICES, many=True), ["red", "gren"],
         ("unknown-choice", "'gren' is not a choice of the field 'it' (did you mean 'green'?)")),
        (field("whole_number"), "1.5", ("wrong-number", "a whole number was expected")),
        (field("yes_no"), "x", ("wrong-flag", "true or false was expected")),
    ],
)  # fmt: skip
def test_what_a_field_refuses(one: Field, raw: object, expected: tuple[str, str]) -> None:
    assert refusal(one, raw) == expected


def test_many_values_are_a_tuple_and_one_alone_too() -> None:
    assert field_value(field("date", many=True), ["2026-01-01", "2026-01-02"]) == (date(2026, 1, 1), date(2026, 1, 2))
    assert field_value(field("choice", choices=CHOICES, many=True), "red") == ("red",)
    assert field_value(field("text", many=True), None) is None


@pytest.mark.parametrize(
    ("one", "inside", "outside", "message"),
    [
        (field("hours"), "0", "-0.01", "at least 0 was expected"),
        (field("percentage"), "0", "-0.01", "at least 0 was expected"),
        (field("percentage"), "100", "100.01", "at most 100 was expected"),
        (field("whole_number", at_least=Decimal(1)), "1", "0", "at least 1 was expected"),
        (field("whole_number", at_most=Decimal(4)), "4", "5", "at most 4 was expected"),
        (field("number", above=Decimal(0)), "0.01", "0", "more than 0 was expected"),
        (field("hours", at_least=Decimal(-2)), "-2", "-2.01", "at least -2 was expected"),  # in the place of nought
        (field("percentage", at_most=Decimal(120)), "120", "120.01", "at most 120 was expected"),
        (field("hours", at_most=Decimal("2.5"), many=True), "2.5", "2.51", "at most 2.5 was expected"),
    ],
)
def test_both_sides_of_a_bound(one: Field, inside: str, outside: str, message: str) -> None:
    assert field_value(one, inside) is not None
    assert refusal(one, outside) == ("out-of-range", message)


def log(*lines: str) -> tuple[tuple[Entry, ...], list[Fault]]:
    """The entries of a log whose first line is line 2, and what is wrong."""
    text = "log:\n" + "".join(f"  - {line}\n" for line in lines)
    document, problems = read_text(text.encode(), "a.yaml"), list[Problem]()
    assert not document.problems
    return Vocabulary(ENTRIES).read_log(document, problems), [fault(problem) for problem in problems]


def test_an_entry_has_its_values_and_its_place() -> None:
    entries, problems = log(
        "{date: 2026-01-02, type: talk, evidence: a.pdf, recorded_by: gus}", "{type: pot, size: 3, date: 2026-01-01}"
    )
    first, second = date(2026, 1, 2), date(2026, 1, 1)
    assert problems == []
    assert entries == (
        Entry("talk", first, {"evidence": "a.pdf", "recorded_by": "gus"}, 2, 0),
        Entry("pot", second, {"size": 3, "end": second, "copy": 3}, 3, 1),
    )


def test_a_default_serves_only_where_a_value_is_absent() -> None:
    entries, problems = log(
        "{date: 2026-01-02, type: pot, size: 3, end: 2026-01-03, copy: 4, glaze: red}",
        "{date: 2026-01-02, type: pot, size: 3, end: ~}",
    )
    assert problems == []
    assert entries[0].values == {"size": 3, "end": date(2026, 1, 3), "copy": 4, "glaze": "red", "other": "red"}
    assert entries[1].values["end"] == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{date: 2026-01-01, type: talk, note: hush}", (2, 42, "note-forbidden",
         "an entry of this type takes no note")),
        ("{date: 2026-01-01, type: tlak}", (2, 30, "unknown-entry-type",
         "'tlak' is not an entry type (did you mean 'talk'?)")),
        ("{date: 2026-01-01, type: zzzzzz}", (2, 30, "unknown-entry-type",
         "'zzzzzz' is not an entry type (possible here: pot, talk)")),
        ("{date: 2026-01-01}", (2, 5, "missing-key", "the key 'type' is missing here (possible here: pot, talk)")),
        ("{date: 2026-01-01, type: ~}", (2, 5, "missing-key",
         "the key 'type' is missing here (possible here: pot, talk)")),
        ("{date: 2026-01-01, type: [pot]}", (2, 30, "wrong-shape", "a single value was expected here")),
        ("{date: 2026-01-01, type: pot, sise: 3, size: 3}", (2, 35, "unknown-key",
         "the key 'sise' means nothing here (did you mean 'size'?)")),
        ("{date: 2026-01-01, type: talk, on: x}", (2, 36, "unknown-key",
         "the key 'on' means nothing here (possible here: date, type, note, evidence, recorded_by)")),
        ("{date: 2026-01-01, type: pot}", (2, 5, "missing-key", "the key 'size' is missing here")),
        ("{type: talk}", (2, 5, "missing-key", "the key 'date' is missing here")),
        ("{date: ~, type: talk}", (2, 12, "missing-value", "a value is missing here")),
        ("{date: [2024, 1, 5], type: talk}", (2, 12, "wrong-shape", "a single value was expected here")),
        ("{date: 2024-02-30, type: talk}", (2, 12, "wrong-date", "this day does not exist in the calendar")),
        ("{date: 2026-01-01, type: pot, size: 3, glaze: gren}", (2, 51, "unknown-choice",
         "'gren' is not a choice of the field 'glaze' (did you mean 'green'?)")),
        ("text", (2, 5, "wrong-shape", "an entry was expected here, as {date: 2026-03-01, type: …}")),
        ("~", (2, 5, "wrong-shape", "an entry was expected here, as {date: 2026-03-01, type: …}")),
        ("[a]", (2, 5, "wrong-shape", "an entry was expected here, as {date: 2026-03-01, type: …}")),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_told_and_left_out(line: str, expected: tuple[int, int, str, str]) -> None:
    entries, problems = log(line, "{date: 2026-01-01, type: pot, size: 1}")
    assert [entry.position for entry in entries] == [1]
    assert problems == [(*expected[:2], "error", *expected[2:])]


def test_an_entry_with_two_faults_tells_both() -> None:
    entries, problems = log("{type: pot, size: x, glaze: blue}")
    assert entries == ()
    assert [problem[3] for problem in problems] == ["missing-key", "wrong-number", "unknown-choice"]


@pytest.mark.parametrize("text", ["log: []\n", "log: text\n", "name: Ann\n"])
def test_no_entries_where_there_is_no_list(text: str) -> None:
    problems: list[Problem] = []
    assert Vocabulary(ENTRIES).read_log(read_text(text.encode(), "a.yaml"), problems) == ()
    assert problems == []


@pytest.mark.parametrize("text", ["name: Ann\nlog: ~\n", "name: Ann\nlog:\n"])
def test_a_log_without_anything_is_a_warning(text: str) -> None:
    problems: list[Problem] = []
    assert Vocabulary(ENTRIES).read_log(read_text(text.encode(), "a.yaml"), problems) == ()
    assert [(problem.code, problem.severity, problem.location.line) for problem in problems] == [
        ("empty-log", "warning", 2)
    ]

"""Tests of one value (kio/evaluation/values.py): yes, no or unknown, and why."""

from __future__ import annotations

import pytest

from evaluation.sailing import LAST_DAY, judged, not_counted

MORE = """
lists:
  harbours:
    Sneek: ~
    Lemmer: {from: 2025-03-01, until: 2025-06-30}
    Makkum: {until: 2025-06-30}
    Stavoren: {from: 2025-03-01}
parameters:
  topics: {values: [{from: 2020-01-01, value: [knots, tides]}]}
  size: {values: [{from: 2020-01-01, value: 4}]}
  none: {values: [{from: 2020-01-01, value: ~}]}
days:
  examined: {first: exam}
"""
ANSWERS = {"met": "yes", "open": "no", "review": "unknown"}


def verdict(test: str, values: str, on: str = LAST_DAY, kind: str = "lesson", beside: str = "") -> str:
    """Whether an entry of 15 May meets a test: `yes`, or `no` or `unknown` with the reason."""
    rule = f"count: {{entries: {kind}, about: {{date: 2025-05-15}}, where: {{{test}}}}}"
    result = judged(rule, f"2025-05-15 {kind} {values}; {beside}", on, more=MORE)
    whys = "; ".join(why.partition(" ")[2] for why in not_counted(result))
    return ANSWERS[result.status] + (f": {whys}" if whys else "")


@pytest.mark.parametrize(
    ("test", "values", "expected"),
    [
        ("topic: knots", "topic: knots", "yes"),
        ("topic: knots", "topic: tides", "no: topic is tides"),
        ("topic: [knots, tides]", "topic: tides", "yes"),
        ("topic: {one_of: knots}", "topic: knots", "yes"),
        ("topic: {one_of: [knots], unsure: [other, rescue]}", "topic: other",
         "unknown: topic is other: somebody must judge"),
        ("topic: {one_of: [knots], unsure: [other, rescue]}", "topic: knots", "yes"),
        ("topic: {one_of: [knots], unsure: [other, rescue]}", "topic: tides", "no: topic is tides"),
        ("passed: true", "passed: no", "no: passed is no"),
        ("size: [3, 4]", "size: 4", "yes"),
        ("hours: 2.5", "hours: 2.50", "yes"),
        ("date: 2025-05-15", "size: 1", "yes"),
        ("topic: $topics", "topic: tides", "yes"),
        ("topic: $topics", "topic: rescue", "no: topic is rescue"),
        ("size: $size", "size: 4", "yes"),
        ("size: $size", "size: 5", "no: size is 5"),
        ("topic: $none", "topic: knots", "unknown: topic is knots"),
        ("topic: $size", "topic: knots", "unknown: topic is knots"),
        # a choice is said by its title
        ("wind: calm", "wind: rough", "no: wind is half a gale"),
        # the opposite
        ("topic: {not: knots}", "topic: tides", "yes"),
        ("topic: {not: knots}", "topic: knots", "no: topic is knots"),
        ("topic: {not: [knots, tides]}", "topic: tides", "no: topic is tides"),
        ("topic: {not: {one_of: [knots], unsure: [other]}}", "topic: other", "unknown: topic is other"),
        ("topic: {not: $none}", "topic: knots", "unknown: topic is knots"),
        ("topic: {not: {not: knots}}", "topic: knots", "yes"),
    ],
)  # fmt: skip
def test_among_values(test: str, values: str, expected: str) -> None:
    assert verdict(test, values) == expected


@pytest.mark.parametrize(
    ("relation", "below", "equal", "above"),
    [
        ("at_least", "no: size is 3; at least 4 is asked", "yes", "yes"),
        ("at_most", "yes", "yes", "no: size is 5; at most 4 is asked"),
        ("above", "no: size is 3; more than 4 is asked", "no: size is 4; more than 4 is asked", "yes"),
        ("below", "yes", "no: size is 4; less than 4 is asked", "no: size is 5; less than 4 is asked"),
    ],
)
@pytest.mark.parametrize("amount", ["4", "$size", "{times: [2, 2]}"])
def test_compared(relation: str, amount: str, below: str, equal: str, above: str) -> None:
    said = [verdict(f"size: {{{relation}: {amount}}}", f"size: {size}") for size in (3, 4, 5)]
    assert said == [below, equal, above]


def test_compared_with_nothing() -> None:
    assert verdict("size: {at_least: $none}", "size: 4") == "unknown: size: nothing to compare with"


def test_two_tests_of_one_field_must_both_hold() -> None:
    said = [verdict("size: {at_least: 2, at_most: 4}", f"size: {size}") for size in (1, 2, 4, 5)]
    assert [one[:2] for one in said] == ["no", "ye", "ye", "no"]


@pytest.mark.parametrize(
    ("relation", "before", "same", "after"),
    [
        (
            "after",
            "no: date 15 May 2025 is not after 16 May 2025",
            "no: date 15 May 2025 is not after 15 May 2025",
            "yes",
        ),
        ("on_or_after", "no: date 15 May 2025 is before 16 May 2025", "yes", "yes"),
        (
            "before",
            "yes",
            "no: date 15 May 2025 is not before 15 May 2025",
            "no: date 15 May 2025 is not before 14 May 2025",
        ),
        ("on_or_before", "yes", "yes", "no: date 15 May 2025 is after 14 May 2025"),
    ],
)
def test_ordered_days(relation: str, before: str, same: str, after: str) -> None:
    exams = ("2025-05-16 exam", "2025-05-15 exam", "2025-05-14 exam")
    said = [verdict(f"date: {{{relation}: examined}}", "size: 1", beside=exam) for exam in exams]
    assert said == [before, same, after]
    unknown = "no: date 15 May 2025: what it is measured by has not happened"
    assert verdict(f"date: {{{relation}: examined}}", "size: 1") == unknown
    assert verdict(f"date: {{{relation}: examined, if_unknown: no}}", "size: 1") == unknown
    assert verdict(f"date: {{{relation}: examined, if_unknown: yes}}", "size: 1") == "yes"


@pytest.mark.parametrize(
    ("place", "on", "listed", "expected"),
    [
        ("Sneek", LAST_DAY, "today", "yes"),
        ("sneek", LAST_DAY, "today", "yes"),
        ("'  SNEEK '", LAST_DAY, "today", "yes"),
        ("Urk", LAST_DAY, "today", "unknown"),
        ("Snee", LAST_DAY, "today", "unknown"),
        ("Lemmer", "2025-06-30", "today", "yes"), ("Lemmer", "2025-07-01", "today", "unknown"),
        ("Makkum", "2025-06-30", "today", "yes"), ("Makkum", "2025-07-01", "today", "unknown"),
        ("Stavoren", LAST_DAY, "today", "yes"),
        # on the day of the exam
        ("Lemmer", LAST_DAY, "examined", "yes"), ("Stavoren", LAST_DAY, "examined", "yes"),
        ("Stavoren", LAST_DAY, "{days: 1, before: examined}", "unknown"),
        ("Lemmer", LAST_DAY, "{days: 1, before: examined}", "unknown"),
        ("Makkum", LAST_DAY, "{days: 1, before: examined}", "yes"),
        # there was no such day: the day of evaluation
        ("Lemmer", "2025-06-30", "{first: voyage}", "yes"), ("Lemmer", "2025-07-01", "{first: voyage}", "unknown"),
    ],
)  # fmt: skip
def test_listed(place: str, on: str, listed: str, expected: str) -> None:
    test = f"place: {{listed: harbours{'' if listed == 'today' else f', on: {listed}'}}}"
    said = verdict(test, f"place: {place}", on, beside="2025-03-01 exam")
    assert said.partition(":")[0] == expected
    assert expected == "yes" or said.endswith("is not on the list; somebody must judge")


@pytest.mark.parametrize(
    ("test", "kind", "expected"),
    [
        # by type: what is evidence or a day is not there yet; of anything else nobody knows
        ("topic: knots", "lesson", "unknown"), ("passed: true", "lesson", "unknown"),
        ("hours: {at_least: 1}", "lesson", "unknown"), ("size: {at_least: 1}", "lesson", "unknown"),
        ("place: {listed: harbours}", "lesson", "unknown"), ("teacher: {role: skipper}", "lesson", "unknown"),
        ("teacher: {known: yes}", "lesson", "unknown"), ("voyages: {refers_to: voyage}", "exam", "unknown"),
        ("report: a.pdf", "lesson", "no"), ("logged: {before: today}", "voyage", "no"),
        ("valid_until: {on_or_after: today}", "licence", "no"),
        ("topic: {not: knots}", "lesson", "unknown"), ("report: {not: a.pdf}", "lesson", "no"),
        # as the rule says
        ("topic: {one_of: knots, missing: yes}", "lesson", "yes"),
        ("topic: {one_of: knots, missing: no}", "lesson", "no"),
        ("topic: {one_of: knots, missing: unknown}", "lesson", "unknown"),
        ("report: {one_of: a.pdf, missing: unknown}", "lesson", "unknown"),
        ("valid_until: {on_or_after: today, missing: yes}", "licence", "yes"),
        # whether it is there is always clear
        ("topic: {present: yes}", "lesson", "no"), ("topic: {present: no}", "lesson", "yes"),
        ("topic: {not: {present: yes}}", "lesson", "yes"), ("topic: {not: {present: no}}", "lesson", "no"),
        ("logged: {present: no}", "voyage", "yes"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_recorded(test: str, kind: str, expected: str) -> None:
    said = verdict(test, "voyage: a" if kind == "voyage" else "note: x", kind=kind)
    field = {"valid_until": "valid until"}.get(test.partition(":")[0], test.partition(":")[0])
    assert said == (expected if expected == "yes" else f"{expected}: {field}: not recorded")


def test_a_value_that_is_recorded() -> None:
    assert verdict("topic: {present: yes}", "topic: knots") == "yes"
    assert verdict("topic: {present: no}", "topic: knots") == "no: topic is recorded"
    assert verdict("topic: {not: {present: yes}}", "topic: knots") == "no: topic is recorded"
    assert verdict("topic: {one_of: knots, missing: yes}", "topic: tides") == "no: topic is tides"


@pytest.mark.parametrize(
    ("test", "on", "expected"),
    [
        ("logged: {present: yes}", "2025-06-30", "no: logged: not before 1 Jul 2025"),
        ("logged: {present: yes}", "2025-07-01", "yes"),
        ("logged: {present: no}", "2025-06-30", "yes"),
        ("logged: {after: examined, if_unknown: yes}", "2025-06-30", "no: logged: not before 1 Jul 2025"),
        ("logged: {after: examined, if_unknown: yes, missing: yes}", "2025-06-30", "no: logged: not before 1 Jul 2025"),
        ("logged: {after: examined, if_unknown: yes}", "2025-07-01", "yes"),
        # of several days those that have come
        ("calls: {on_or_after: today}", "2025-06-01", "yes"),
        ("calls: {on_or_after: today}", "2025-06-02", "no: calls 1 Jun 2025 is before 2 Jun 2025"),
        ("calls: {present: yes}", "2025-05-31", "no: calls: not before 1 Jun 2025"),
    ],
)
def test_a_day_that_has_not_come_is_not_there(test: str, on: str, expected: str) -> None:
    values = "voyage: a, logged: 2025-07-01, calls: [2025-06-01, 2025-08-01]"
    assert verdict(test, values, on, "voyage") == expected


@pytest.mark.parametrize(
    ("test", "waters", "expected"),
    [
        ("waters: sea", "[lake, sea]", "yes"),
        ("waters: sea", "[lake, river]", "no: waters is lake; waters is river"),
        ("waters: {not: sea}", "[lake, river]", "yes"),
        ("waters: {not: sea}", "[lake, sea]", "no: waters is lake, sea"),
        ("waters: {one_of: sea, unsure: river}", "[lake, river]",
         "unknown: waters is lake; waters is river: somebody must judge"),
        ("waters: {one_of: sea, unsure: river}", "[sea, river]", "yes"),
    ],
)  # fmt: skip
def test_one_of_several_values_is_enough(test: str, waters: str, expected: str) -> None:
    assert verdict(test, f"voyage: a, waters: {waters}", kind="voyage") == expected


VOYAGES = "2025-01-01 voyage voyage: a, miles: 30; 2025-02-01 voyage voyage: b, miles: 10; 2025-03-01 voyage voyage: c"
LONG = "voyages: {refers_to: {entries: voyage, where: {miles: {at_least: 20}}}}"


@pytest.mark.parametrize(
    ("test", "voyages", "expected"),
    [
        (LONG, "a", "yes"),
        (LONG, "b", "no: miles is 10; at least 20 is asked"),
        (LONG, "c", "unknown: miles: not recorded"),
        (LONG, "d", "no: voyages d is not one that counts here"),
        (LONG, "[b, a]", "yes"),
        (LONG, "[b, c]", "unknown: miles is 10; at least 20 is asked; miles: not recorded"),
        (LONG, "[b, d]", "no: miles is 10; at least 20 is asked; voyages d is not one that counts here"),
        ("voyages: {refers_to: voyage}", "c", "yes"),
        ("voyages: {not: {refers_to: voyage}}", "d", "yes"),
        ("voyages: {not: {refers_to: voyage}}", "a", "no: voyages is a"),
        ("voyages: {refers_to: {entries: voyage, about: {miles: {at_least: 20}}}}", "b",
         "no: voyages b is not one that counts here"),
        # entries of another type have no such key
        ("voyages: {refers_to: {entries: lesson}}", "a", "no: voyages a is not one that counts here"),
    ],
)  # fmt: skip
def test_refers_to(test: str, voyages: str, expected: str) -> None:
    assert (
        verdict(test, f"voyages: {voyages}", kind="exam", beside=f"{VOYAGES}; 2025-01-01 lesson place: a") == expected
    )


def test_an_entry_that_is_still_planned_cannot_be_referred_to() -> None:
    planned = "2025-06-01 voyage voyage: a"
    assert verdict("voyages: {refers_to: voyage}", "voyages: a", "2025-05-31", "exam", planned).startswith("no")
    assert verdict("voyages: {refers_to: voyage}", "voyages: a", "2025-06-01", "exam", planned) == "yes"


TAUGHT = "2025-01-01 exam examiner: anna, outcome: pass; 2025-01-02 exam examiner: bram; 2025-01-03 exam outcome: fail"
EXAMINERS = "teacher: {value_in: {entries: exam, of: examiner, where: {outcome: pass}}}"


@pytest.mark.parametrize(
    ("test", "teacher", "expected"),
    [
        (EXAMINERS, "anna", "yes"),
        (EXAMINERS, "bram", "unknown: teacher bram does not occur there"),
        (EXAMINERS, "cora", "no: teacher cora does not occur there"),
        (EXAMINERS.replace("{value_in", "{not: {value_in") + "}", "anna", "no: teacher is anna"),
        (EXAMINERS.replace("{value_in", "{not: {value_in") + "}", "bram", "unknown: teacher is bram"),
        (EXAMINERS.replace("{value_in", "{not: {value_in") + "}", "cora", "yes"),
    ],
)
def test_value_in(test: str, teacher: str, expected: str) -> None:
    assert verdict(test, f"teacher: {teacher}", beside=TAUGHT) == expected


WATERS = ("lake", "river", "sea")


def test_value_in_a_field_with_several_values() -> None:
    test = "waters: {value_in: {entries: voyage, of: waters, about: {night: true}}}"
    beside = "2025-01-01 voyage voyage: a, waters: [lake, river], night: yes"
    said = [verdict(test, f"voyage: b, waters: {waters}, night: no", kind="voyage", beside=beside) for waters in WATERS]
    assert said == ["yes", "yes", "no: waters sea does not occur there"]

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.sailing import LAST_DAY, asked, between, case_of, one_rule, school
from kio.evaluation.amounts import above, at_least
from kio.evaluation.engine import Engine
from kio.evaluation.view import Bounds
from kio.programme.requirement import Enough

PARAMETERS = """
parameters:
  wanted: {values: [{from: 2020-01-01, value: 3}]}
  nothing: {values: [{from: 2020-01-01, value: ~}]}
  words: {values: [{from: 2020-01-01, value: [knots]}]}
  computed: {values: [{from: 2020-01-01, value: {plus: [$wanted, 1]}}]}
"""
THREE = "2025-01-01 lesson hours: 10; 2025-01-02 lesson hours: 20; 2025-01-03 lesson hours: 30"
TWO_VOYAGES = THREE + "; 2025-02-01 voyage voyage: a; 2025-02-02 voyage voyage: b"


@pytest.mark.parametrize(
    ("amount", "log", "expected"),
    [
        ("3", THREE, "met 3/3: recorded"),
        ("3.5", THREE, "open 3/3.5: 0.5 more are needed"),
        ("$wanted", THREE, "met 3/3: recorded"),
        ("$computed", THREE, "open 3/4: 1 more is needed"),
        ("$nothing", THREE, "review: the rules give no number for this track"),
        ("$words", THREE, "review: the rules give no number for this track"),
        # arithmetic
        ("{minus: [5, 1, 1]}", THREE, "met 3/3: recorded"),
        ("{minus: [$wanted, {count: voyage}]}", TWO_VOYAGES, "met 3/1: recorded"),
        ("{minus: [1, {count: lesson}], at_least: 0}", THREE, "met 3/0: recorded"),
        ("{minus: [1, {count: lesson}], at_least: 4}", THREE, "open 3/4: 1 more is needed"),
        ("{minus: [9, {count: lesson}], at_least: 4}", THREE, "open 3/6: 3 more are needed"),
        ("{minus: [1, 3]}", THREE, "met 3/-2: recorded"),
        ("{minus: [$nothing, 3]}", THREE, "review: the rules give no number for this track"),
        ("{minus: [3, $nothing]}", THREE, "review: the rules give no number for this track"),
        ("{plus: [1, 2, 3]}", THREE, "open 3/6: 3 more are needed"),
        ("{plus: [1, $nothing]}", THREE, "review: the rules give no number for this track"),
        ("{times: [2, 1.5]}", THREE, "met 3/3: recorded"),
        ("{times: [2, $nothing]}", THREE, "review: the rules give no number for this track"),
        # a share of another sum
        ("{times: [0.05, {sum: {entries: lesson, of: hours}}]}", THREE, "met 3/3: recorded"),
        ("{times: [0.06, {sum: {entries: lesson, of: hours}}]}", THREE, "open 3/3.6: 0.6 more are needed"),
    ],
)
def test_what_is_wanted(amount: str, log: str, expected: str) -> None:
    said = asked(f"count: lesson\nat_least: {amount}", log, more=PARAMETERS)
    assert said.replace(" 3/None", "") == expected


# One voyage certainly counts and one may: the amount lies between 1 and 2.
@pytest.mark.parametrize(
    ("amount", "lessons", "expected"),
    [
        ("{voyages}", 0, "open"), ("{voyages}", 1, "review"), ("{voyages}", 2, "met"),
        ("{plus: [1, {voyages}]}", 1, "open"), ("{plus: [1, {voyages}]}", 2, "review"),
        ("{plus: [1, {voyages}]}", 3, "met"),
        ("{times: [2, {voyages}]}", 1, "open"), ("{times: [2, {voyages}]}", 2, "review"),
        ("{times: [2, {voyages}]}", 3, "review"), ("{times: [2, {voyages}]}", 4, "met"),
        # what is taken off turns the bounds around: 3 - 2 = 1 to 3 - 1 = 2
        ("{minus: [3, {voyages}]}", 0, "open"), ("{minus: [3, {voyages}]}", 1, "review"),
        ("{minus: [3, {voyages}]}", 2, "met"),
        ("{minus: [{voyages}, 1], at_least: 0}", 0, "review"), ("{minus: [{voyages}, 1], at_least: 0}", 1, "met"),
        ("{minus: [{voyages}, 5], at_least: 1}", 0, "open"), ("{minus: [{voyages}, 5], at_least: 1}", 1, "met"),
    ],
)  # fmt: skip
def test_an_amount_that_is_not_certain(amount: str, lessons: int, expected: str) -> None:
    voyages = "{count: {entries: voyage, where: {miles: {at_least: 10}}}}"
    log = "2025-02-01 voyage voyage: a, miles: 10; 2025-02-02 voyage voyage: b\n"
    log += ";".join(f"2025-01-{day:02} lesson" for day in range(1, lessons + 1))
    rule = f"count: lesson\nat_least: {amount.replace('{voyages}', voyages)}"
    assert asked(rule, log).split(" ", maxsplit=1)[0] == expected


# The hours of one lesson are not recorded: between 2 and no limit.
@pytest.mark.parametrize(
    ("amount", "voyages", "expected"),
    [
        ("{hours}", 1, "open"), ("{hours}", 2, "review"), ("{hours}", 3, "review"),
        ("{plus: [{hours}, 1]}", 2, "open"), ("{plus: [{hours}, 1]}", 3, "review"),
        ("{times: [{hours}, 2]}", 3, "open"), ("{times: [{hours}, 2]}", 4, "review"),
        ("{minus: [4, {hours}], at_least: 0}", 1, "review"), ("{minus: [4, {hours}], at_least: 0}", 2, "met"),
        ("{minus: [{hours}, 1]}", 0, "open"), ("{minus: [{hours}, 1]}", 1, "review"),
        ("{minus: [{hours}, 1], at_least: 2}", 1, "open"), ("{minus: [{hours}, 1], at_least: 2}", 9, "review"),
    ],
)  # fmt: skip
def test_an_amount_without_an_upper_bound(amount: str, voyages: int, expected: str) -> None:
    hours = "{sum: {entries: lesson, of: hours}}"
    log = "2025-02-01 lesson hours: 2; 2025-02-02 lesson size: 3\n"
    log += ";".join(f"2025-01-{day:02} voyage voyage: v{day}" for day in range(1, voyages + 1))
    rule = f"count: voyage\nat_least: {amount.replace('{hours}', hours)}"
    assert asked(rule, log).split(" ", maxsplit=1)[0] == expected


def bounds(low: int, high: int | None) -> Bounds:
    return Bounds(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("have", "need", "reaches", "exceeds"),
    [
        (bounds(3, 3), bounds(3, 3), "yes", "no"),
        (bounds(4, 4), bounds(3, 3), "yes", "yes"),
        (bounds(2, 2), bounds(3, 3), "no", "no"),
        (bounds(2, 3), bounds(3, 3), "unknown", "no"),
        (bounds(2, 4), bounds(3, 3), "unknown", "unknown"),
        (bounds(3, None), bounds(3, 3), "yes", "unknown"),
        (bounds(2, None), bounds(3, 3), "unknown", "unknown"),
        (bounds(9, 9), bounds(3, None), "unknown", "unknown"),
        (bounds(2, 2), bounds(3, None), "no", "no"),
        (bounds(3, 3), bounds(2, 4), "unknown", "unknown"),
        (bounds(4, 4), bounds(2, 4), "yes", "unknown"),
    ],
)
def test_comparing_bounds(have: Bounds, need: Bounds, reaches: str, exceeds: str) -> None:
    assert (at_least(have, need).value, above(have, need).value) == (reaches, exceeds)


def amount(text: str, log: str, on: str = LAST_DAY, *, more: str = "", beside: str = "", **given: Any) -> str:
    """What is certain and what is possible of an amount."""
    rules = one_rule(f"count: lesson\nat_least: {text}", more, beside)
    kind = school(rules).checklists[0].requirements[0].kind
    assert isinstance(kind, Enough)
    assert kind.at_least is not None
    return between(Engine(case_of(rules, log, **given), date.fromisoformat(on)).amount(kind.at_least))


def missing(rule: str, log: str, on: str = LAST_DAY, **given: Any) -> str:
    """What a requirement `d/x` still asks."""
    lines = "".join(f"  {line.strip()}\n" for line in rule.strip().splitlines())
    return amount("{missing: d/x}", log, on, beside=f"- id: x\n  (x)\n{lines}", **given)


def lessons(*values: str) -> str:
    """A lesson a day from 1 January on, each with these values."""
    return "\n".join(f"2025-01-{day:02} lesson {text}" for day, text in enumerate(values, 1))


YES, NO, OPEN = "passed: yes", "passed: no", "size: 2"
PASSED = "count: {entries: lesson, where: {passed: true}}\nat_least: 3"
HOURS = "sum: {entries: lesson, of: hours}\nat_least: 6"


@pytest.mark.parametrize(
    ("rule", "log", "expected"),
    [
        # the number less what counts, never below nought
        ("count: lesson\nat_least: 3", "", "3..3"),
        ("count: lesson\nat_least: 3", lessons(OPEN), "2..2"),
        ("count: lesson\nat_least: 3", lessons(OPEN, OPEN, OPEN), "0..0"),
        ("count: lesson\nat_least: 3", lessons(OPEN, OPEN, OPEN, OPEN), "0..0"),
        ("count: lesson\nat_least: 2.5", lessons(OPEN), "1.5..1.5"),
        ("count: lesson\nexactly: 2", lessons(OPEN), "1..1"),
        ("count: lesson\nexactly: 2", lessons(OPEN, OPEN, OPEN), "0..0"),
        ("count: lesson\nat_least: 2\nat_most: 3", lessons(OPEN), "1..1"),
        ("count: lesson", "", "1..1"),
        ("count: lesson\nat_least: 0", "", "0..0"),
        (HOURS, lessons("hours: 2.5"), "3.5..3.5"),
        ("distinct: {entries: lesson, of: topic}\nat_least: 3", lessons("topic: knots", "topic: knots"), "2..2"),
        ("span: {entries: lesson, unit: days}\nat_least: 9", lessons(OPEN, OPEN, OPEN), "7..7"),
        # what may count turns around: at best it counts, at worst it does not
        (PASSED, lessons(YES, OPEN), "1..2"),
        (PASSED, lessons(YES, OPEN, NO), "1..2"),
        (PASSED, lessons(OPEN, OPEN, OPEN, OPEN), "0..3"),
        (PASSED, lessons(YES, YES, YES, OPEN), "0..0"),
        (HOURS, lessons("hours: 2", "size: 2"), "0..4"),
        (HOURS.replace("of: hours", "of: hours, each_at_most: 3"), lessons("hours: 2", "size: 2"), "1..4"),
        # a number that is not certain itself: 1 or 2 voyages
        ("count: lesson\nat_least: {plus: [1, {count: {entries: voyage, where: {night: true}}}]}",
         "2025-02-01 voyage voyage: a, night: yes; 2025-02-02 voyage voyage: b; 2025-02-03 lesson", "1..2"),
        ("count: lesson\nat_least: $nothing", "", "None"),
    ],
)  # fmt: skip
def test_how_much_is_missing(rule: str, log: str, expected: str) -> None:
    assert missing(rule, log, more=PARAMETERS) == expected


@pytest.mark.parametrize(("on", "expected"), [("2025-01-01", "2..2"), ("2025-01-02", "1..1"), ("2024-12-31", "3..3")])
def test_what_is_missing_on_a_day(on: str, expected: str) -> None:
    assert missing("count: lesson\nat_least: 3", lessons(OPEN, OPEN), on) == expected


EXAM = "count: {entries: exam, where: {outcome: pass}}"
GRANT = "2025-03-01 dispensation of: d/x, decision: granted"
ASKED = "2025-03-01 dispensation of: d/x, decision: requested"
REFUSAL = "2025-03-01 dispensation of: d/x, decision: refused"


@pytest.mark.parametrize(
    ("more", "log", "on", "expected"),
    [
        # waived, as long as it is
        ("", GRANT, "2025-02-28", "3..3"),
        ("", GRANT, "2025-03-01", "0..0"),
        ("", f"{GRANT}, until: 2025-04-30", "2025-05-01", "3..3"),
        ("", ASKED, "2025-03-01", "3..3"),
        ("", REFUSAL, "2025-03-01", "3..3"),
        # not asked here
        ("when: {count: exam}", "", LAST_DAY, "0..0"),
        ("when: {count: exam}", "2025-02-01 exam", LAST_DAY, "3..3"),
        ("tracks: [yacht]", "", LAST_DAY, "0..0"),
        ("tracks: [dinghy]", "", LAST_DAY, "3..3"),
        ("tracks: [yacht]", "2025-02-01 switch to: yacht", LAST_DAY, "3..3"),
        # nobody knows whether it is asked
        (f"when: {{{EXAM}}}", "2025-02-01 exam", LAST_DAY, "0..3"),
        (f"when: {{{EXAM}}}", "2025-02-01 exam; 2025-02-02 lesson", LAST_DAY, "0..2"),
        (f"when: {{{EXAM}}}", "2025-02-01 exam outcome: pass; 2025-02-02 lesson", LAST_DAY, "2..2"),
        # it waits, or came too late
        ("waits_for: {first: voyage}", "2025-02-01 lesson", LAST_DAY, "2..2"),
        ("closes: {after: {first: voyage}}", "2025-02-01 lesson; 2025-02-01 voyage voyage: a", LAST_DAY, "2..2"),
    ],
)  # fmt: skip
def test_what_is_missing_of_what_is_asked(more: str, log: str, on: str, expected: str) -> None:
    assert missing(f"count: lesson\nat_least: 3\n{more}", log, on) == expected


PARTS = f"[{{<a>, {EXAM}}}, {{<b>, count: lesson}}]"


@pytest.mark.parametrize(
    ("rule", "log", "expected"),
    [
        # one, nought once it is met, and anything between them while it is to be judged
        (f"all: {PARTS}", "", "1..1"),
        (f"all: {PARTS}", "2025-01-01 lesson; 2025-01-01 exam outcome: pass", "0..0"),
        (f"all: {PARTS}", "2025-01-01 lesson; 2025-01-01 exam", "0..1"),
        (f"any: {PARTS}", "", "1..1"),
        (f"any: {PARTS}", "2025-01-01 exam", "0..1"),
        (f"any: {PARTS}", "2025-01-01 lesson", "0..0"),
        ("header: {field: mentor.basis, test: friend}", "", "0..1"),
        ("not: {count: lesson}", "", "0..0"),
        ("not: {count: lesson}", "2025-01-01 lesson", "1..1"),
        (f"not: {{{EXAM}}}", "2025-01-01 exam", "0..1"),
        ("elapsed: {first: voyage}", "", "1..1"),
        ("elapsed: {first: voyage}", "2025-01-01 voyage voyage: a", "0..0"),
        ("groups: {entries: lesson, by: month, each: {count: {}}, at_least: 3}", "2025-01-01 lesson", "1..1"),
        ("steps: [{(one), entries: lesson}, {(two), entries: exam}]", "2025-01-01 lesson", "1..1"),
        (f"all: {PARTS}", GRANT, "0..0"),
        (f"all: {PARTS}", ASKED, "0..1"),
        # too much of something, which has no number to reach
        ("count: lesson\nat_most: 1", "2025-01-01 lesson; 2025-01-02 lesson; 2025-01-03 lesson", "1..1"),
        ("count: lesson\nat_most: 1", "2025-01-01 lesson", "0..0"),
        # not asked at all, or nobody knows whether it is
        (f"all: {PARTS}\nwhen: {{count: voyage}}", "", "0..0"),
        (f"all: {PARTS}\nwhen: {{{EXAM}}}", "2025-01-01 exam", "0..1"),
    ],
)  # fmt: skip
def test_what_is_missing_of_what_has_no_number(rule: str, log: str, expected: str) -> None:
    assert missing(rule, log) == expected


@pytest.mark.parametrize(
    ("kind", "log", "expected"),
    [
        ("count: lesson", "", "0..0"),
        ("count: lesson", "2025-01-01 lesson", "1..1"),
        ("count: lesson", "2025-01-01 lesson; 2025-01-02 lesson", "1..1"),
        (EXAM, "2025-01-01 exam", "0..1"),
        (f"not: {{{EXAM}}}", "2025-01-01 exam outcome: pass", "0..0"),
        (f"not: {{{EXAM}}}", "", "1..1"),
        (f"not: {{{EXAM}}}", "2025-01-01 exam", "0..1"),
        ("elapsed: {first: voyage}", "", "0..0"),
        ("elapsed: {first: voyage}", "2025-12-31 voyage voyage: a", "1..1"),
        ("day: {first: voyage}, before: today", "", "0..1"),
        ("day: {first: voyage}, before: today", "2025-12-30 voyage voyage: a", "1..1"),
        ("header: {field: mentor.basis, test: friend}", "", "0..1"),
        ("header: {field: mentor.basis, test: {one_of: [friend], missing: no}}", "", "0..0"),
        (f"any: {PARTS}", "", "0..0"),
        (f"any: {PARTS}", "2025-01-01 exam", "0..1"),
        (f"any: {PARTS}", "2025-01-01 lesson", "1..1"),
        ("met: d/x", "", "0..0"),
        ("met: d/x", "2025-01-01 licence", "1..1"),
    ],
)
def test_one_where_something_holds(kind: str, log: str, expected: str) -> None:
    assert amount(f"{{holds: {{{kind}}}}}", log, beside="- {<x>, count: licence}") == expected


FACTS = """
facts:
  member: {type: yes_no, (member), otherwise: {from: 0, to: 1}}
  guests: {type: whole_number, (guests), otherwise: 3}
  crew: {type: whole_number, (crew), tracks: [yacht], otherwise: 3}
  nobody: {type: whole_number, (nobody), otherwise: $nothing}
"""


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("{fact: member}", "", "0..1"),
        ("{fact: member}", "member 1", "1..1"),
        ("{fact: member}", "member 0", "0..0"),
        ("{fact: guests}", "", "3..3"),
        ("{fact: guests}", "guests 5", "5..5"),
        ("{fact: crew}", "", "0..0"),
        ("{fact: nobody}", "", "None"),
        ("{fact: nobody}", "nobody 2", "2..2"),
        ("{plus: [1, {fact: nobody}]}", "", "None"),
        ("{times: [10, {fact: guests}]}", "guests 2", "20..20"),
        ("{times: [10, {fact: member}]}", "", "0..10"),
        ("{minus: [10, {times: [4, {fact: member}]}]}", "", "6..10"),
        ("{minus: [2, {fact: guests}], at_least: 0}", "", "0..0"),
        ("{times: [{fact: member}, {missing: d/x}]}", "", "0..2"),
        ("{times: [{fact: member}, {missing: d/x}]}", "member 1", "2..2"),
        ("{holds: {fact: member}}", "", "0..1"),
        ("{holds: {fact: guests}}", "", "1..1"),
        ("{holds: {not: {fact: guests}}}", "guests 0", "1..1"),
    ],
)
def test_what_was_told_is_an_amount(text: str, told: str, expected: str) -> None:
    beside = "- {<x>, count: licence, at_least: 2}"
    assert amount(text, "", more=PARAMETERS + FACTS, beside=beside, told=told) == expected


def test_a_requirement_may_ask_what_another_one_misses() -> None:
    rule, beside = "count: exam\nat_least: {missing: d/x}", "- {<x>, count: licence, at_least: 2}"
    assert asked(rule, "2025-01-01 exam", beside=beside) == "open 1/2: 1 more is needed"
    assert asked(rule, "2025-01-01 exam; 2025-01-02 licence", beside=beside) == "met 1/1: recorded"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{times: [-1, {fact: member}]}", "-1..0"),
        ("{times: [{fact: member}, {minus: [0, 5]}]}", "-5..0"),
        ("{times: [{minus: [2, {times: [3, {fact: member}]}]}, {minus: [0, {fact: member}]}]}", "-2..1"),
    ],
)
def test_a_product_with_a_negative_factor(text: str, expected: str) -> None:
    assert amount(text, "", more=PARAMETERS + FACTS) == expected


LEAVES = st.sampled_from(
    ["0", "1", "2.5", "{fact: a}", "{fact: b}", "{holds: {fact: a}}", "{holds: {not: {fact: b}}}", "{missing: d/x}"]
)


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(parts, parts)
    return st.one_of(
        pairs.map(lambda pair: f"{{plus: [{pair[0]}, {pair[1]}]}}"),
        pairs.map(lambda pair: f"{{times: [{pair[0]}, {pair[1]}]}}"),
        pairs.map(lambda pair: f"{{minus: [{pair[0]}, {pair[1]}], at_least: 0}}"),
    )


RANGES = """
facts:
  a: {type: yes_no, (a), otherwise: {from: 0, to: 1}}
  b: {type: whole_number, (b), otherwise: {from: 0, to: 2}}
"""


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.recursive(LEAVES, joined, max_leaves=6))
def test_whatever_is_told_lies_between_what_was_possible(text: str) -> None:
    beside = "- {<x>, count: licence, at_least: {plus: [1, {fact: b}]}}"
    low, high = ends(amount(text, "2025-01-01 licence", more=RANGES, beside=beside))
    for one, other in product((0, 1), (0, 1, 2)):
        told = f"a {one}, b {other}"
        least, most = ends(amount(text, "2025-01-01 licence", more=RANGES, beside=beside, told=told))
        assert low <= least == most <= high, told


def ends(said: str) -> tuple[Decimal, Decimal]:
    low, high = (Decimal(end) for end in said.split(".."))
    return low, high

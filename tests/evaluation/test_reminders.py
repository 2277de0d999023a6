"""Reminders: whom they concern, on which day they are due, and from which day they are shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import indent

import pytest

from evaluation.sailing import LAST_DAY, case_of, one_rule, standing
from kio.evaluation.engine import evaluate
from kio.locale import say
from kio.programme.language import Number
from kio.programme.reminder import Lead

ACT = "act: {who: trainee, what: {nl: doe iets, en: do something}}"


def reminded(reminder: str, log: str, on: str = LAST_DAY, **given: str) -> list[str]:
    """Each reminder as `due from first_day: values`."""
    rules = one_rule("count: voyage", f"reminders:\n  - id: r\n    (r)\n    {ACT}\n{indent(reminder, '    ')}\n")
    found = standing(rules, log, on, **given).reminders
    return [f"{item.due} from {item.first_day}: {say(item.shown, 'en')}" for item in found]


JUNE, MAY = "licence issuer: A, valid_until: 2025-06-30", "licence issuer: B, valid_until: 2025-05-31"
LICENCES = f"2025-01-01 {JUNE}\n2025-02-01 {MAY}"
VOYAGES = "2025-01-01 voyage voyage: v1\n2025-02-01 voyage voyage: v2"
LAPSES = "for: licence\ndue: {field: valid_until}\nahead: {months: 2}\nshow: issuer"


@pytest.mark.parametrize(
    ("reminder", "log", "expected"),
    [
        # without a day: always, without a term
        ("", "", ["None from None: "]),
        ("for: voyage", "", []),
        ("for: voyage\nshow: voyage", VOYAGES, ["None from None: v1, v2"]),
        ("for: voyage\neach: yes\nshow: voyage", VOYAGES,
         ["None from None: v1", "None from None: v2"]),
        # a day of the rules, and one that is not known
        ("due: 2026-03-01", "", ["2026-03-01 from 0001-01-01: "]),
        ("due: {days: 10, after: {first: voyage}}", "2025-01-01 voyage voyage: v1", ["2025-01-11 from 0001-01-01: "]),
        ("due: {days: 10, after: {first: voyage}}", "", []),
        # 30 June less two months is 30 April; of several entries the latest day
        (LAPSES, LICENCES, ["2025-06-30 from 2025-04-30: A"]),
        (f"{LAPSES}\neach: yes", LICENCES, ["2025-06-30 from 2025-04-30: A", "2025-05-31 from 2025-03-31: B"]),
        (LAPSES, f"2025-01-01 {JUNE}\n2025-02-01 licence issuer: B, valid_until: 2025-06-30",
         ["2025-06-30 from 2025-04-30: A, B"]),
        # one that holds on
        (LAPSES, f"{LICENCES}\n2025-03-01 licence issuer: C", []),
        (f"{LAPSES}\neach: yes", f"{LICENCES}\n2025-03-01 licence issuer: C",
         ["2025-06-30 from 2025-04-30: A", "2025-05-31 from 2025-03-31: B"]),
        # so much after or before a date of the entry
        ("for: voyage\ndue: {weeks: 2, after: {field: date}}", "2025-01-31 voyage voyage: v",
         ["2025-02-14 from 0001-01-01: "]),
        ("for: voyage\ndue: {days: 1, before: {field: date}}", "2025-03-01 voyage voyage: v",
         ["2025-02-28 from 0001-01-01: "]),
        # a date that has not come yet
        ("for: voyage\ndue: {field: logged}", "2025-01-31 voyage voyage: v, logged: 2026-02-01",
         ["2026-02-01 from 0001-01-01: "]),
        # only what counts for certain
        ("for: {entries: lesson, where: {topic: knots}}", "2025-01-31 lesson hours: 1", []),
        ("for: {entries: lesson, where: {topic: knots}}\nshow: topic", "2025-01-31 lesson topic: knots",
         ["None from None: knots"]),
        # while it certainly holds
        ("when: {count: voyage}", "", []),
        ("when: {count: voyage}", "2025-01-31 voyage voyage: v", ["None from None: "]),
        ("when: {count: {entries: lesson, where: {topic: knots}}}", "2025-01-31 lesson hours: 1", []),
        # on a track, and in a phase in which nothing is asked
        ("tracks: yacht", "", []),
        ("tracks: [yacht, dinghy]", "", ["None from None: "]),
        ("", "2025-01-31 withdrawal", []),
        ("when_idle: yes", "2025-01-31 withdrawal", ["None from None: "]),
        # of several values each; the words of a choice
        ("for: voyage\nshow: waters", "2025-01-31 voyage voyage: v, waters: [lake, sea]",
         ["None from None: lake, sea"]),
        ("for: lesson\nshow: wind", "2025-01-31 lesson wind: calm", ["None from None: no wind"]),
    ],
)  # fmt: skip
def test_what_is_to_be_remembered(reminder: str, log: str, expected: list[str]) -> None:
    assert reminded(reminder, log) == expected


def test_a_term_that_is_not_asked_reminds_of_nothing() -> None:
    more = (
        "parameters:\n  lead: {values: [{from: 2020-01-01, value: ~}]}\n"
        f"reminders:\n  - id: r\n    (r)\n    {ACT}\n    for: licence\n"
        "    due: {field: valid_until}\n    ahead: {months: $lead}\n"
        f"  - id: s\n    (s)\n    {ACT}\n    for: licence\n    due: {{months: $lead, after: {{field: date}}}}\n"
    )
    assert standing(one_rule("count: voyage", more), LICENCES).reminders == ()


ENDING = """
2025-01-01 dispensation of: c/r, decision: granted, until: 2025-06-30
2025-06-01 dispensation of: c/r, decision: granted, until: 2025-09-30
"""


@pytest.mark.parametrize(
    ("log", "on", "expected"),
    [
        (ENDING, "2025-05-31", ["c/r 2025-06-30 from 2025-05-30"]),
        (ENDING, "2025-06-01", ["c/r 2025-09-30 from 2025-08-30"]),
        (ENDING, "2025-10-01", []),  # it has ended: the requirement is open again
        ("2025-01-01 dispensation of: c/r, decision: granted", "2025-05-31", []),
        ("2025-01-01 dispensation of: c/r, decision: refused, until: 2025-06-30", "2025-05-31", []),
        # met after all, so that nothing depends on the exception
        (f"{ENDING}\n2025-05-01 voyage voyage: v", "2025-05-31", []),
        (f"{ENDING}\n2025-05-01 withdrawal", "2025-05-31", []),
    ],
)
def test_exceptions_that_end(log: str, on: str, expected: list[str]) -> None:
    assert endings(log, on, Lead(Number(Decimal(1)), "months")) == expected


def endings(log: str, on: str, ahead: Lead | None) -> list[str]:
    case = case_of(one_rule("count: voyage"), log)
    assert case.programme.exceptions is not None
    rule = case.programme.exceptions._replace(ahead=ahead)
    found = evaluate(case._replace(programme=case.programme._replace(exceptions=rule)), date.fromisoformat(on))
    return [f"{item.result} {item.due} from {item.first_day}" for item in found.reminders]


def test_where_nobody_says_how_long_ahead_no_end_is_told() -> None:
    assert endings(ENDING, "2025-06-30", None) == []

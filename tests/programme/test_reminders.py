"""What a reminder may say, and what is wrong with one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kio.message import Text
from kio.programme import declarations, reminders, requirements
from kio.programme.language import NamedDay, Number, ParameterValue, Selection, Today
from kio.programme.model import Exceptions
from kio.programme.node import Node
from kio.programme.reminder import EntryDue, Lead, Reminder
from kio.programme.requirement import Act, Met, Record
from programme.kennel import GRAMMAR, refused, value

T = Text("a", "b")
TITLE = "title: {nl: a, en: b}"
WHAT = "what: {nl: a, en: b}"
ACT = f"act: {{who: walker, {WHAT}}}"
HEAD = f"id: r, {TITLE}, {ACT}"
WALK = Selection(("walk",))
TWO = Number(Decimal(2))
PLAIN = Reminder("r", T, Act("walker", T))
DUE = PLAIN._replace(about=WALK, due=EntryDue("end"))


def reminder(node: Node) -> Reminder:
    return reminders.read_reminder(GRAMMAR, node)


def lead(node: Node) -> Lead:
    return reminders.read_lead(GRAMMAR, node)


def act(node: Node) -> Act:
    return requirements.read_act(GRAMMAR, node)


def exceptions(node: Node) -> Exceptions:
    return declarations.read_exceptions(GRAMMAR, node)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (HEAD, PLAIN),
        (f"{HEAD}, tracks: small", PLAIN._replace(tracks=("small",))),
        (f"{HEAD}, when: {{met: basic}}", PLAIN._replace(when=Met("basic"))),
        (f"{HEAD}, when_idle: yes", PLAIN._replace(when_idle=True)),
        (f"{HEAD}, explanation: {{nl: a, en: b}}, source: {{document: d, section: s}}", PLAIN),
        (f"{HEAD}, for: walk", PLAIN._replace(about=WALK)),
        (f"{HEAD}, for: walk, each: yes, show: hours", PLAIN._replace(about=WALK, each=True, show="hours")),
        (f"{HEAD}, for: walk, each: no", PLAIN._replace(about=WALK)),
        (f"{HEAD}, due: today", PLAIN._replace(due=Today())),
        (f"{HEAD}, due: begun, ahead: {{weeks: 2}}", PLAIN._replace(due=NamedDay("begun"), ahead=Lead(TWO, "weeks"))),
        (f"{HEAD}, for: walk, due: begun", PLAIN._replace(about=WALK, due=NamedDay("begun"))),
        (f"{HEAD}, for: walk, due: {{field: end}}", DUE),
        (f"{HEAD}, for: walk, due: {{field: date}}", DUE._replace(due=EntryDue("date"))),
        (f"{HEAD}, for: walk, due: {{months: 2, after: {{field: end}}}}",
         DUE._replace(due=EntryDue("end", TWO, "months", 1))),
        (f"{HEAD}, for: walk, due: {{days: $hours_needed, before: {{field: end}}}}",
         DUE._replace(due=EntryDue("end", ParameterValue("hours_needed"), "days", -1))),
        (f"{HEAD}, for: walk, due: {{field: end}}, ahead: {{months: 2}}", DUE._replace(ahead=Lead(TWO, "months"))),
    ],
)  # fmt: skip
def test_reading(text: str, wanted: Reminder) -> None:
    assert value(reminder, f"{{{text}}}") == wanted


def test_a_computed_day_stays_one() -> None:
    found = value(reminder, f"{{{HEAD}, for: walk, due: {{days: 2, after: begun}}}}")
    assert found.due == value(GRAMMAR.day, "{days: 2, after: begun}")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{{who: walker, {WHAT}, record: walk}}", Act("walker", T, (), Record("walk"))),
        (f"{{who: walker, {WHAT}, record: {{entries: walk}}}}", Act("walker", T, (), Record("walk"))),
        (f"{{who: walker, {WHAT}, record: {{entries: walk, fields: hours}}}}",
         Act("walker", T, (), Record("walk", ("hours",)))),
        (f"{{who: walker, {WHAT}, once: basic, record: {{entries: walk, fields: [end, note]}}}}",
         Act("walker", T, ("basic",), Record("walk", ("end", "note")))),
    ],
)  # fmt: skip
def test_what_is_recorded(text: str, wanted: Act) -> None:
    assert value(act, text) == wanted


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (f"{{{TITLE}, {ACT}}}", "missing-key", "'id'"),
        (f"{{id: r, {ACT}}}", "missing-key", "'title'"),
        (f"{{id: r, {TITLE}}}", "missing-key", "'act'"),
        (f"{{id: r, {TITLE}, act: {{^who: wlaker, {WHAT}}}}}", "unknown-actor", "walker"),
        (f"{{{HEAD}, ^tracks: smal}}", "unknown-track", "small"),
        (f"{{{HEAD}, ^for: wlak}}", "unknown-entry-type", "walk"),
        (f"{{{HEAD}, ^show: hours}}", "missing-key", "'show' needs entries, which 'for' names"),
        (f"{{{HEAD}, ^each: yes}}", "missing-key", "'each' needs entries, which 'for' names"),
        (f"{{{HEAD}, for: walk, ^each: maybe}}", "wrong-flag", "yes or no"),
        (f"{{{HEAD}, for: walk, ^show: huors}}", "unknown-field", "hours"),
        (f"{{{HEAD}, ^ahead: {{weeks: 2}}}}", "missing-key", "'ahead' needs a day, which 'due' names"),
        (f"{{{HEAD}, due: today, ^ahead: {{wekes: 2}}}}", "unknown-kind", "weeks"),
        (f"{{{HEAD}, due: today, ahead: {{weeks: 2, ^after: begun}}}}", "unknown-key", "after"),
        (f"{{{HEAD}, due: {{^field: end}}}}", "missing-key", "'field' needs entries, which 'for' names"),
        (f"{{{HEAD}, for: walk, due: {{^field: edn}}}}", "unknown-field", "end"),
        (f"{{{HEAD}, for: walk, due: {{^field: hours}}}}", "wrong-field-type", "date"),
        (f"{{{HEAD}, for: walk, due: {{field: end, ^shift: 2}}}}", "unknown-key", "shift"),
        (f"{{{HEAD}, for: walk, due: {{weeks: 2, after: {{field: end, ^also: 2}}}}}}", "unknown-key", "also"),
        (f"{{{HEAD}, for: walk, due: {{weeks: 2, after: {{field: end}}, ^also: 2}}}}", "unknown-key", "also"),
        (f"{{{HEAD}, for: walk, due: {{weeks: 2, ^after: bgun}}}}", "unknown-day", "begun"),
        (f"{{{HEAD}, for: walk, due: {{first: walk, ^after: begun}}}}", "unknown-key", "after"),
        (f"{{{HEAD}, ^due: bgun}}", "unknown-day", "begun"),
        (f"{{{HEAD}, ^idle: yes}}", "unknown-key", "'idle' means nothing"),
        (f"{{{HEAD}, when: {{^met: basci}}}}", "unknown-requirement", "basic"),
        (f"{{{HEAD}, ^source: {{document: d}}}}", "missing-key", "'section'"),
        (f"{{{HEAD}, ^explanation: {{nl: a}}}}", "missing-key", "'en'"),
    ],
)
def test_what_is_wrong(text: str, code: str, part: str) -> None:
    refused(reminder, text, code, part)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (f"{{who: walker, {WHAT}, ^record: wlak}}", "unknown-entry-type", "walk"),
        (f"{{who: walker, {WHAT}, ^record: {{fields: end}}}}", "missing-key", "'entries'"),
        (f"{{who: walker, {WHAT}, record: {{entries: walk, ^fields: edn}}}}", "unknown-field", "end"),
        (f"{{who: walker, {WHAT}, record: {{entries: walk, ^field: end}}}}", "unknown-key", "fields"),
    ],
)
def test_what_is_wrong_with_what_is_recorded(text: str, code: str, part: str) -> None:
    refused(act, text, code, part)


EXCEPTION = (
    "entries: walk, requirement: dogs, decision: form, until: end, requested: alone, granted: alone, refused: pack"
)


def test_how_long_ahead_it_is_said_that_an_exception_ends() -> None:
    assert value(exceptions, f"{{{EXCEPTION}}}").ahead is None
    assert value(exceptions, f"{{{EXCEPTION}, ahead: {{months: 2}}}}").ahead == Lead(TWO, "months")
    refused(exceptions, f"{{{EXCEPTION}, ^ahead: {{moons: 2}}}}", "unknown-kind", "months")

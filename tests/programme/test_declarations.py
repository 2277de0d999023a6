from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from kio.message import Text
from kio.programme import declarations, spans
from kio.programme.fields import Field
from kio.programme.language import Number, ParameterValue
from kio.programme.model import (
    Change,
    DatedValue,
    Decision,
    Edition,
    Exceptions,
    GroupPlan,
    HeaderSection,
    Member,
    Parameter,
    Question,
    Reading,
    WordList,
)
from kio.programme.node import Node
from kio.programme.requirement import Source
from programme.kennel import GRAMMAR, faults, refused, value

T = Text("a", "b")
TITLE = "title: {nl: a, en: b}"
F = "fields: {end: {type: date, title: {nl: a, en: b}}}"
END = {"end": Field("end", "date", T)}
DAY = date(2020, 1, 1)
EIGHT = DatedValue(DAY, (), Number(Decimal(8)), None, None)
BY_READING = EIGHT._replace(value=None, question="pack")
BOTH = "from: 2020-01-01, tracks: [small, large]"
READINGS = f"readings: {{yes_: {{{TITLE}, value: 1}}, no_: {{{TITLE}, value: [x]}}, open: {{{TITLE}}}}}"
QUESTION = Question("q", T, {
    "yes_": Reading("yes_", T, Number(Decimal(1)), None),
    "no_": Reading("no_", T, WordList(("x",)), None),
    "open": Reading("open", T, None, None),
}, "yes_", None)  # fmt: skip


def header(node: Node) -> HeaderSection:
    return declarations.read_header(GRAMMAR, "home", node)


def header_called(name: str, node: Node) -> HeaderSection:
    return declarations.read_header(GRAMMAR, name, node)


def plan(node: Node) -> GroupPlan:
    return declarations.read_group_plan(GRAMMAR, "walks", node)


def parameter(node: Node) -> Parameter:
    return declarations.read_parameter(GRAMMAR, "p", node)


def question(node: Node) -> Question:
    return declarations.read_question(GRAMMAR, "q", node)


def exceptions(node: Node) -> Exceptions:
    return declarations.read_exceptions(GRAMMAR, node)


def change(node: Node) -> Change:
    return declarations.read_change(GRAMMAR, node)


title, role = declarations.only_title, declarations.read_role
edition, words, day = declarations.read_edition, declarations.read_list, spans.read_date


def of(*values: DatedValue) -> Parameter:
    return Parameter("p", None, values)


EXCEPTIONS = "entries: walk, requirement: dogs, decision: form, until: end"


@pytest.mark.parametrize(
    ("read", "text", "wanted"),
    [
        (title, f"{{{TITLE}}}", T),
        (role, f"{{{TITLE}}}", (T, False)),
        (role, f"{{{TITLE}, certifiable: yes}}", (T, True)),
        (role, f"{{{TITLE}, certifiable: no}}", (T, False)),
        (day, "2024-02-29", date(2024, 2, 29)),
        (edition, "{id: 2020, from: 2020-01-01}", Edition("2020", DAY, None)),
        (edition, "{id: a, from: 2020-01-01, until: 2020-12-31}", Edition("a", DAY, None, date(2020, 12, 31))),
        (edition, f"{{id: a, from: 2020-01-01, {TITLE}, source: {{document: d, section: s}}}}", Edition("a", DAY, T)),
        (header, f"{{{F}}}", HeaderSection("home", (), END)),
        (header, f"{{tracks: small, {F}}}", HeaderSection("home", ("small",), END)),
        (plan, f"{{entries: walk, date: end, {F}}}", GroupPlan("walks", "walk", "end", (), END)),
        (plan, f"{{entries: walk, date: end, same: [form], {F}}}", GroupPlan("walks", "walk", "end", ("form",), END)),
        (parameter, "{values: [{from: 2020-01-01, value: 8}]}", of(EIGHT)),
        (parameter, f"{{{TITLE}, values: [{{from: 2020-01-01, value: 8}}]}}", of(EIGHT)._replace(title=T)),
        (parameter, "{values: [{from: 2021-01-01, value: ~}, {from: 2020-01-01, tracks: small, value: 8}]}",
         of(EIGHT._replace(tracks=("small",)), DatedValue(date(2021, 1, 1), (), None, None, None))),
        (parameter, "{values: [{from: 2020-01-01, value: [x, y], source: {document: d, section: s}}]}",
         of(EIGHT._replace(value=WordList(("x", "y")), source=Source("d", "s")))),
        (parameter, "{values: [{from: 2020-01-01, value: $hours_needed}]}",
         of(EIGHT._replace(value=ParameterValue("hours_needed")))),
        (parameter, "{values: [{from: 2020-01-01, question: pack}]}", of(EIGHT._replace(value=None, question="pack"))),
        (parameter, "{values: [{from: 2020-01-01, until: 2020-12-31, value: 8}]}",
         of(EIGHT._replace(last_day=date(2020, 12, 31)))),
        (parameter, "{values: [{from: 2021-01-01, value: 8}, {from: 2020-01-01, until: 2020-12-31, value: 8}]}",
         of(EIGHT._replace(last_day=date(2020, 12, 31)), EIGHT._replace(first_day=date(2021, 1, 1)))),
        (parameter, "{values: [{from: 2020-01-01, value: 8}, {from: 2020-01-01, tracks: [large, small], value: 8}]}",
         of(EIGHT, EIGHT._replace(tracks=("large", "small")))),
        (parameter, "{values: [{from: 2020-01-01, question: pack, by_reading: {one: 8, two: $hours_needed}}]}",
         of(BY_READING._replace(by_reading={"one": EIGHT.value, "two": ParameterValue("hours_needed")}))),
        (parameter, "{values: [{from: 2020-01-01, question: pack, by_reading: {two: [x, y], one: ~}}]}",
         of(BY_READING._replace(by_reading={"one": None, "two": WordList(("x", "y"))}))),
        (words, "{NVH: ~, BVH: {title: {nl: a, en: b}, from: 2020-01-01, until: 2024-02-29}}",
         (Member("NVH", None, None, None), Member("BVH", T, DAY, date(2024, 2, 29)))),
        (question, f"{{{TITLE}, {READINGS}, default: yes_}}", QUESTION),
        (question, f"{{{TITLE}, {READINGS}, default: yes_, decided: {{reading: no_, by: board, on: 2020-01-01}}}}",
         QUESTION._replace(decided=Decision("no_", "board", DAY, None))),
        (question, f"{{{TITLE}, {READINGS}, default: no_, decided: {{reading: no_, by: b, on: 2020-01-01, minute: m}}}}",  # noqa: E501
         QUESTION._replace(default="no_", decided=Decision("no_", "b", DAY, "m"))),
        (exceptions, f"{{{EXCEPTIONS}, requested: alone, granted: pack, refused: alone}}",
         Exceptions("walk", "dogs", "form", "end", "alone", "pack", "alone")),
        (change, "{entries: walk, field: form}", Change("walk", "form")),
    ],
)  # fmt: skip
def test_value(read: Callable[[Node], object], text: str, wanted: object) -> None:
    assert value(read, text) == wanted


@pytest.mark.parametrize(
    ("read", "text", "code", "part"),
    [
        (title, "{}", "missing-key", "the key 'title' is missing here"),
        (title, "{^title: {nl: a}}", "missing-key", "the key 'en' is missing here"),
        (title, "{^title: {en: a}}", "missing-key", "the key 'nl' is missing here"),
        (title, f"{{{TITLE}, ^short: x}}", "unknown-key", "the key 'short' means nothing here"),
        (role, f"{{{TITLE}, ^certifable: yes}}", "unknown-key", "did you mean 'certifiable'?"),
        (day, "2025-02-30", "wrong-date", "this day does not exist in the calendar"),
        (day, "1-2-2025", "wrong-date", "write 2025-02-01"),
        (edition, "{id: one}", "missing-key", "the key 'from' is missing here"),
        (edition, "{from: 2020-01-01}", "missing-key", "the key 'id' is missing here"),
        (edition, "{id: one, ^from: 2020}", "wrong-date", "this is not a date as 2026-03-01"),
        (edition, "{id: one, from: 2020-01-01, ^untill: 2021-01-01}", "unknown-key", "the key 'untill' means nothing"),
        (header, f"{{^tracks: smal, {F}}}", "unknown-track", "did you mean 'small'?"),
        (header, f"{{{F}, ^required: yes}}", "unknown-key", "the key 'required' means nothing here"),
        (plan, f"{{^entries: wlk, date: end, {F}}}", "unknown-entry-type", "did you mean 'walk'?"),
        (plan, f"{{entries: walk, ^date: start, {F}}}", "unknown-field",
         "'start' is not a date of this list (possible here: end)"),
        (plan, "{entries: walk, ^date: dogs, fields: {dogs: {type: number, title: {nl: a, en: b}}}}", "unknown-field",
         "'dogs' is not a date of this list"),
        (plan, f"{{entries: walk, {F}}}", "missing-key", "the key 'date' is missing here"),
        (parameter, "{}", "missing-key", "the key 'values' is missing here"),
        (parameter, "{^values: []}", "empty-list", "this list is empty"),
        (parameter, "{values: [^{value: 8}]}", "missing-key", "the key 'from' is missing here"),
        (parameter, "{values: [^{from: 2020-01-01}]}", "missing-key", "the key 'value' is missing here"),
        (parameter, "{values: [{from: 2020-01-01, ^value: eight}]}", "wrong-number",
         "a number was expected here, as 6 or 2.5 (a word stands in a list: [eight])"),
        (parameter, "{values: [{from: 2020-01-01, ^value: []}]}", "empty-list", "this list is empty"),
        (parameter, "{values: [{from: 2020-01-01, value: 8, ^sorce: x}]}", "unknown-key", "did you mean 'source'?"),
        (parameter, "{values: [{from: 2020-01-01, ^question: packs}]}", "unknown-question", "did you mean 'pack'?"),
        (parameter, "{values: [{from: 2020-01-01, question: pack, ^value: 8}]}", "unknown-key", "the key 'value' mean"),
        (parameter, "{values: [{from: 2020-01-01, ^value: $hours}]}", "unknown-parameter", "'hours' is not a paramete"),
        (parameter, "{values: [{from: 2020-01-01, value: 8, ^until: 31-12-2020}]}", "wrong-date", "write 2020-12-31"),
        (parameter, "{values: [^{from: 2020-01-02, until: 2020-01-01, value: 8}]}", "wrong-date",
         "the last day lies before the first"),
        (parameter, "{values: [{from: 2020-01-01, value: 8}, ^{from: 2020-01-01, value: 9}]}", "overlapping-dates",
         "from 1 Jan 2020 on two hold, this one and that of line 1 (end one of them with 'until', or name its"),
        (parameter, "{values: [^{from: 2021-01-01, value: 8}, {from: 2020-01-01, until: 2020-12-30, value: 9}]}",
         "gap-in-dates", "nothing holds after 30 Dec 2020, the last day of line 1, until 1 Jan 2021 (leave out 'un"),
        (parameter, f"{{values: [{{{BOTH}, value: 8}}, ^{{{BOTH}, value: 9}}]}}", "overlapping-dates", "two hold"),
        (parameter, "{values: [{from: 2020-01-01, question: pack, ^by_reading: {one: 1}}]}", "missing-key",
         "the key 'two' is missing here"),
        (parameter, "{values: [{from: 2020-01-01, question: pack, by_reading: {one: 1, two: 2, ^three: 3}}]}",
         "unknown-reading", "'three' is not a reading of this question (possible here: one, two)"),
        (parameter, "{values: [{from: 2020-01-01, question: pack, by_reading: {one: 1, ^tow: 2}}]}",
         "unknown-reading", "did you mean 'two'?"),
        (parameter, "{values: [{from: 2020-01-01, question: pack, by_reading: {one: 1, ^two: much}}]}", "wrong-number",
         "a number was expected here"),
        (parameter, "{values: [{from: 2020-01-01, question: pack, by_reading: {one: 1, ^two: []}}]}", "empty-list",
         "this list is empty"),
        (parameter, "{values: [{from: 2020-01-01, question: pack, ^by_reading: [1, 2]}]}", "wrong-shape", "a mapping"),
        (parameter, "{values: [{from: 2020-01-01, ^question: packs, by_reading: {one: 1}}]}", "unknown-question",
         "did you mean 'pack'?"),
        (parameter, "{values: [^{from: 2020-01-01, value: 8, by_reading: {one: 1, two: 2}}]}", "missing-key",
         "the key 'question' is missing here"),
        (parameter, "{values: [{from: 2020-01-01, question: pack, by_reading: {one: 1, two: 2}, ^value: 8}]}",
         "unknown-key", "the key 'value' means nothing here"),
        (words, "[NVH]", "wrong-shape", "a mapping"),
        (words, "{NVH: {^form: 2020-01-01}}", "unknown-key", "did you mean 'from'?"),
        (words, "{NVH: {^until: 2020}}", "wrong-date", "this is not a date"),
        (question, f"{{{TITLE}, default: yes_}}", "missing-key", "the key 'readings' is missing here"),
        (question, f"{{{TITLE}, {READINGS}}}", "missing-key", "the key 'default' is missing here"),
        (question, f"{{{TITLE}, {READINGS}, ^default: yes}}", "unknown-reading", "'yes' is not a reading of this ques"),
        (question, f"{{{READINGS}, default: yes_}}", "missing-key", "the key 'title' is missing here"),
        (question, f"{{{TITLE}, readings: {{^x: {{value: 1}}}}, default: x}}", "missing-key", "the key 'title' is"),
        (question, f"{{{TITLE}, {READINGS}, default: yes_, ^decided: {{reading: no_}}}}", "missing-key", "the key 'by"),
        (question, f"{{{TITLE}, {READINGS}, default: yes_, decided: {{^reading: no, by: b, on: 2020-01-01}}}}",
         "unknown-reading", "did you mean 'no_'?"),
        (exceptions, f"{{{EXCEPTIONS}, requested: alone, granted: pack}}", "missing-key", "the key 'refused' is missi"),
        (exceptions, f"{{{EXCEPTIONS}, requested: alone, ^granted: pak, refused: alone}}", "unknown-choice", "'pack'?"),
        (exceptions, "{^entries: wlk}", "unknown-entry-type", "did you mean 'walk'?"),
        (exceptions, "{entries: walk, ^requirement: dog}", "unknown-field", "did you mean 'dogs'?"),
        (exceptions, "{entries: walk, requirement: dogs, ^decision: note, until: end}", "wrong-field-type", "asks cho"),
        (change, "{entries: walk}", "missing-key", "the key 'field' is missing here"),
        (change, "{entries: walk, ^field: too}", "unknown-field", "'too' is not a field of this entry type"),
        (change, "{entries: walk, field: form, ^to: x}", "unknown-key", "the key 'to' means nothing here"),
    ],
)  # fmt: skip
def test_fault(read: Callable[[Node], object], text: str, code: str, part: str) -> None:
    refused(read, text, code, part)


def test_every_reading_that_has_no_value_is_named() -> None:
    found = faults(parameter, "{values: [{from: 2020-01-01, question: pack, by_reading: {}}]}")
    assert [(code, said) for code, _, _, said in found] == [
        ("missing-key", "the key 'one' is missing here"), ("missing-key", "the key 'two' is missing here"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", [*declarations.TRAINEE_KEYS, "home.of"])
def test_a_key_of_every_record_is_no_header_of_a_programme(name: str) -> None:
    refused(partial(header_called, name), f"{{{F}}}", "reserved-name", f"'{name}' has a meaning of its own")

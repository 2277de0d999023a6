"""What is to be written down, from the rule of a requirement."""

from __future__ import annotations

import pytest
from evaluation.sailing import judged, one_rule, school

from kio.evaluation.result import Result
from kio.locale import say
from kio.programme.requirement import Record
from kio.worklist.evidence import evidence_for, record_evidence

SELECTION = "selections: {long: {entries: lesson, about: {topic: [knots, tides]}, where: {hours: {at_least: 2}}}}"
PICKS = "picks: {last_voyage: {take: voyage, first_known: [voyage]}}"


def wanted(rule: str, log: str = "", more: str = "", header: str = "") -> list[str]:
    """Each kind of evidence as `entries: fields`."""
    result = judged(rule, log, more=more, header=header)
    return said(one_rule(rule, more), result)


def said(rules: str, result: Result) -> list[str]:
    found = evidence_for(school(rules), result)
    return [f"{say(item.entries, 'en')}: {say(item.fields, 'en')}" for item in found]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # without conditions: what an entry must have
        ("count: enrolment", ["enrolment: "]),
        ("count: voyage", ["voyage: voyage"]),
        ("count: {entries: [exam, licence]}", ["exam, licence: "]),
        # fields that are tested, with the words that fit where they are few
        ("count: {entries: lesson, where: {hours: {at_least: 1}}}", ["lesson: hours"]),
        ("count: {entries: lesson, about: {topic: knots}, where: {hours: {above: 1}, teacher: {known: yes}}}",
         ["lesson: topic: knots, hours, teacher"]),
        ("count: {entries: lesson, where: {topic: [knots, tides, rescue]}}",
         ["lesson: topic: knots or tides or rescue"]),
        ("count: {entries: lesson, where: {wind: calm}}", ["lesson: wind: no wind"]),
        ("count: {entries: lesson, where: {passed: yes, size: 3}}", ["lesson: passed: yes, size: 3"]),
        ("count: {entries: lesson, where: {place: harbour}}", ["lesson: place"]),
        ("count: {entries: lesson, where: {size: [1, 2, 3, 4, 5]}}", ["lesson: size"]),
        ("count: {entries: lesson, pick: last, must: {passed: yes}}", ["lesson: passed: yes"]),
        ("count: {entries: lesson, where: {any: [{form: single}, {size: {at_most: 2}}], all: [{hours: {above: 0}}]}}",
         ["lesson: form: single, size, hours"]),
        # the first words that are named stay; a title alone gives way to them
        ("count: {entries: lesson, about: {topic: {present: yes}}, where: {topic: knots}}", ["lesson: topic: knots"]),
        # what must not be, and the day, say nothing of what is to be written
        ("count: {entries: lesson, where: {not: {topic: knots}, form: {not: {one_of: single}}, place: {present: no}}}",
         ["lesson: "]),
        ("count: {entries: lesson, where: {date: {after: today}}}", ["lesson: "]),
        ("count: {selection: long}", ["lesson: topic: knots or tides, hours"]),
        ("count: {selection: long, where: {position: {in: long, at_least: 2}}}",
         ["lesson: topic: knots or tides, hours"]),
        # what is measured
        ("sum: {entries: lesson, of: hours}", ["lesson: hours"]),
        ("distinct: {entries: voyage, of: skipper}", ["voyage: skipper, voyage"]),
        ("groups: {entries: lesson, by: topic, each: {sum: {of: hours}, at_least: 2}, at_least: 2}",
         ["lesson: topic, hours"]),
        ("groups: {entries: lesson, by: month, each: {count: {}}, at_least: 2}", ["lesson: "]),
        # nothing that can be written down
        ("elapsed: 2030-01-01", []),
        ("not: {elapsed: today}", []),
        ("day: today\nafter: 2030-01-01", []),
        ("header: {field: mentor.basis, test: club}", [": basis"]),
        ("record: {field: mentor.of}", [": mentor"]),
        ("all: [{<a>, count: enrolment}, {<b>, count: voyage}, {<c>, count: voyage}]",
         ["enrolment: ", "voyage: voyage"]),
        ("any: [{<a>, count: enrolment}, {<b>, sum: {entries: lesson, of: hours}}]", ["enrolment: ", "lesson: hours"]),
        ("any: [{<a>, count: enrolment}, {<b>, all: [{<c>, count: voyage}]}]", ["enrolment: ", "voyage: voyage"]),
    ],
)  # fmt: skip
def test_what_is_wanted(rule: str, expected: list[str]) -> None:
    header = "mentor: {basis: friend}"
    assert wanted(rule, more=f"{SELECTION}\n", header=header) == expected


def test_of_parts_only_what_is_lacking() -> None:
    rule = "all: [{<a>, count: enrolment}, {<b>, count: voyage}]"
    assert wanted(rule, "2025-01-01 enrolment") == ["voyage: voyage"]
    assert wanted(rule, "2025-01-01 voyage voyage: v") == ["enrolment: "]


STEPS = "steps: [{(a), entries: voyage}, {(b), entries: exam, about: {part: theory}}, {(c), entries: licence}]"


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("", ["voyage: voyage"]),
        ("2025-01-01 voyage voyage: v", ["exam: part: theory"]),
        ("2025-01-01 voyage voyage: v\n2025-01-02 exam part: theory", ["licence: "]),
    ],
)
def test_of_steps_the_next_one(log: str, expected: list[str]) -> None:
    assert wanted(STEPS, log) == expected


def test_of_what_a_person_must_judge_nothing() -> None:
    assert wanted("count: {entries: lesson, where: {topic: knots}}", "2025-01-01 lesson hours: 1") == []


def test_what_is_recorded_by_the_rules() -> None:
    programme = school(one_rule("count: voyage"))
    [exam] = record_evidence(programme, Record("exam", ("score", "note")))
    [voyage] = record_evidence(programme, Record("voyage", ("miles",)))
    assert [say(part, "en") for part in exam] == ["exam", "score, note"]
    assert [say(part, "en") for part in voyage] == ["voyage", "miles, voyage"]

"""Why a requirement has its status, and what an entry is used for."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from evaluation.sailing import LAST_DAY, case_of, one_rule

from kio.breakdown import Uses, beginner, break_down, changed_results, entry_at, uses_of
from kio.evaluation.result import Result
from kio.evaluation.view import Bounds
from kio.locale import say
from kio.render.entries import entry_words
from kio.render.explain import explanation_text, requirement_text, verdict
from kio.render.explain_entry import uses_text
from kio.render.face import Face
from kio.render.symbols import RICH
from kio.workspace import Workspace

ROOT = Path(__file__).parent.parent


def exactly(value: int) -> Bounds:
    return Bounds(Decimal(value), Decimal(value))


ON = date.fromisoformat(LAST_DAY)
NUMBERS = """
parameters:
  wanted:
    (lessons wanted)
    values:
      - {from: 2020-01-01, value: 3, source: {document: handbook, section: Old}}
      - {from: 2025-01-01, question: how-many, source: {document: handbook, section: New}}
      - {from: 2025-01-01, tracks: [yacht], value: ~}
  topics: {(topics that count), values: [{from: 2020-01-01, value: [knots, tides]}]}
questions:
  how-many:
    (how many)
    readings: {two: {(two), value: 2}, four: {(four), value: 4, source: {document: minutes, section: May}}}
    default: four
"""
RULE = "count: {entries: lesson, where: {topic: $topics}}\nat_least: $wanted"


def name_of(rules: str) -> str:
    programme = case_of(rules, "").programme
    part = programme.checklists[0]
    return f"{part.id}/{part.requirements[0].id}"


@pytest.mark.parametrize(
    ("log", "track", "value", "first", "source"),
    [
        # the edition of 2025 binds who enrolled in it: there the question's reading gives the number, and its source
        ("2025-02-01 enrolment", "dinghy", exactly(4), "2025-01-01", "minutes"),
        # who enrolled before is bound by the value of that time
        ("2024-02-01 enrolment", "dinghy", exactly(3), "2020-01-01", "handbook"),
        # of this track nothing is asked
        ("2025-02-01 enrolment", "yacht", None, "2025-01-01", None),
    ],
)  # fmt: skip
def test_the_values_that_bind_are_named_with_their_source(
    log: str, track: str, value: object, first: str, source: str | None
) -> None:
    rules = one_rule(RULE, NUMBERS, "")
    found = break_down(case_of(rules, log, track=track), ON, name_of(rules))
    given = {say(one.title, "en"): one for one in found.given}
    wanted = given["lessons wanted"]
    assert (wanted.value, str(wanted.first_day)) == (value, first)
    assert (wanted.source.document if wanted.source else None) == source
    words = given["topics that count"].value
    assert isinstance(words, tuple)
    assert [say(word, "en") for word in words] == ["knots", "tides"]


def test_a_beginner_has_nothing_recorded() -> None:
    rules = one_rule(RULE, NUMBERS, "")
    found = break_down(beginner(case_of(rules, "").programme, "dinghy"), ON, name_of(rules))
    assert between(found.result) == "0 of 4"
    assert found.standing.trainee.log == ()


LOG = """
2025-02-01 enrolment
2025-03-01 lesson topic: knots
2025-03-02 lesson topic: rescue
2025-12-30 lesson topic: tides
"""


def between(result: Result) -> str:
    return f"{result.have} of {result.need}"


def changes(found: Uses) -> list[str]:
    return [f"{between(old)} -> {between(new)}" for old, new in changed_results(found.standing, found.without)]


def used(line: int, log: str = LOG, on: date = ON, rule: str = RULE) -> Uses:
    case = case_of(one_rule(rule, NUMBERS, ""), log)
    entry = sorted(case.trainee.log, key=lambda one: one.line)[line]
    return uses_of(case, on, entry)


def test_an_entry_that_counts() -> None:
    found = used(1)
    assert [f"{say(use.result.requirement.title, 'en')} {use.counts}" for use in found.uses] == ["r 1"]
    assert changes(found) == ["2 of 4 -> 1 of 4"]


def test_an_entry_that_does_not_count_says_why() -> None:
    found = used(2)
    (use,) = found.uses
    assert use.left_out is not None
    assert (say(use.left_out.why, "en"), use.counts) == ("topic is rescue", None)
    assert changes(found) == []


def test_a_planned_entry() -> None:
    found = used(3, on=date(2025, 12, 29))
    (use,) = found.uses
    assert use.planned


def test_an_entry_that_moves_the_edition() -> None:
    found = used(0)
    assert found.uses == ()
    # without the enrolment the edition of the day of evaluation binds, which is the same one
    assert found.without.edition == found.standing.edition
    earlier = used(0, "2024-02-01 enrolment")
    assert earlier.standing.edition != earlier.without.edition
    assert changes(earlier) == ["0 of 3 -> 0 of 4"]


def test_an_exception_is_used_where_it_is_asked_for() -> None:
    rules = one_rule(RULE, NUMBERS, "")
    name = name_of(rules)
    case = case_of(rules, f"2025-03-01 dispensation of: {name}, decision: granted")
    found = uses_of(case, ON, case.trainee.log[0])
    (use,) = found.uses
    assert (use.counts, use.left_out, use.planned) == (None, None, False)
    assert found.standing.met == 1
    assert found.without.met == 0


def test_a_line_belongs_to_the_entry_that_has_begun_before_it() -> None:
    trainee = Workspace(ROOT).trainee("griet-maes")
    assert trainee is not None
    first, second = trainee.log[0], trainee.log[1]
    assert entry_at(trainee, first.line) is first
    assert entry_at(trainee, second.line) is second
    assert entry_at(trainee, first.line - 1) is None
    assert entry_at(trainee, 9999) is trainee.log[-1]


# --- in words


WORKSPACE = Workspace(ROOT)
SAMPLES = WORKSPACE.trainee_ids()
DAY = date(2026, 11, 24)


def inner_names() -> set[str]:
    programme = WORKSPACE.programme("kio")
    assert programme is not None
    fields = {name for kind in programme.entries.values() for name in kind.fields}
    requirements = {item.id for part in programme.checklists for item in part.requirements}
    people, trainees = WORKSPACE.known_people, WORKSPACE.known_trainees
    names = {*programme.entries, *fields, *requirements, *programme.parameters, *programme.questions}
    return {name for name in names | people | trainees if "-" in name or "_" in name}


@pytest.mark.parametrize("identifier", SAMPLES)
def test_every_answer_on_every_sample_is_a_sentence_without_inner_names(identifier: str) -> None:
    trainee = WORKSPACE.trainee(identifier)
    assert trainee is not None
    case, inner = WORKSPACE.case(trainee), inner_names()
    names = [f"{part.id}/{item.id}" for part in case.programme.checklists for item in part.requirements]
    for name in names:
        found = break_down(case, DAY, name)
        for language in ("nl", "en"):
            sentence = say(verdict(found.result), language)
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert not inner & set(re.findall(r"[\w-]+", sentence)), sentence
            screen = explanation_text(found, Face(language, 100, RICH)).plain()
            assert "_" not in screen, screen
    for entry in trainee.log:
        said = [say(entry_words(entry, case.programme, case.people), language) for language in ("nl", "en")]
        assert not any(WORKSPACE.known_people & set(re.findall(r"[\w-]+", text)) for text in said), said
        assert "_" not in uses_text(uses_of(case, DAY, entry), case, Face("en", 80, RICH)).plain()


def test_the_tracks_of_a_requirement_stand_apart_where_they_differ() -> None:
    programme = WORKSPACE.programme("kio")
    assert programme is not None
    face = Face("en", 80, RICH)

    def shown(name: str, *tracks: str) -> str:
        return requirement_text([break_down(beginner(programme, track), DAY, name) for track in tracks], face).plain()

    differing = shown("certification/supervision", "therapist", "coach")
    assert "What it is measured by (therapist)" in differing
    assert "number of supervision sessions: 6" in differing
    assert "number of supervision sessions: 4" in differing
    same = shown("certification/assistance", "therapist")
    assert "What it is measured by\n" in same
    assert "asked of: therapist" in same

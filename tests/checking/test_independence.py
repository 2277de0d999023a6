"""Who may not be one and the same person: in one record, by a role on a day, and in two records of one person."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.diving import DIVING, TALKS, TODAY, diver, faults, school, talker, told
from checking.pottery import codes, found_in
from kio.checking.running import run_check
from kio.checking.workspace import record_problems
from kio.locale import say
from kio.workspace import Workspace

DIVE, EXAM = "date: 2026-01-10, type: dive, guide: gus", "date: 2026-02-10, type: exam, real: yes, by: gus"


def test_nothing_is_wrong_at_first(tmp_path: Path) -> None:
    assert faults(school(tmp_path)) == {}


def test_one_person_with_two_duties_for_one_trainee(tmp_path: Path) -> None:
    root = school(tmp_path, diver("ben", EXAM, DIVE), diver("cas", DIVE), diver("dee", EXAM))
    assert faults(root) == {
        "ben.yaml": [(6, 51, "warning", "not-independent", ("gus: an examiner does not guide "
                      "(is the name right? if it is, let somebody else do one of the two)"))],
    }  # fmt: skip
    [problem] = found_in(root)["records/trainees/ben.yaml"]
    [related] = problem.related
    assert related.location[:2] == ("records/trainees/ben.yaml", 7)
    assert say(related.message, "en") == "here as: guide"
    assert "gus" not in say(problem.discreet().message, "en")


@pytest.mark.parametrize(
    "entry",
    [
        "date: 2026-02-10, type: exam, real: no, by: gus",  # not what the duty is about
        "date: 2026-02-10, type: exam, by: gus",  # nobody knows whether it is
        "date: 2026-02-10, type: exam, real: yes, by: ida",
        "date: 2026-02-10, type: exam, real: yes",
    ],
)
def test_what_is_not_certain_is_not_told(entry: str, tmp_path: Path) -> None:
    assert faults(school(tmp_path, diver("ben", DIVE, entry))) == {}


def test_each_person_is_told_once_at_the_first_entry_that_says_so(tmp_path: Path) -> None:
    unclear = EXAM.replace("real: yes, ", "")
    root = school(tmp_path, diver("ben", DIVE, unclear, EXAM, EXAM, "date: 2026-01-11, type: dive, guide: [ida, gus]",
                                  EXAM.replace("gus", "ida")))  # fmt: skip
    assert told(root) == [("ben.yaml", 8, "warning", "not-independent"), ("ben.yaml", 11, "warning", "not-independent")]


def test_what_is_planned_is_told_before_it_happens(tmp_path: Path) -> None:
    assert told(school(tmp_path, diver("ben", DIVE, EXAM.replace("2026-02", "2026-12")))) == [
        ("ben.yaml", 7, "warning", "not-independent")
    ]


@pytest.mark.parametrize(
    ("day", "is_told"),
    [("2026-02-28", False), ("2026-03-01", True), ("2026-03-31", True), ("2026-04-01", False)],
)
def test_a_role_counts_from_its_first_to_its_last_day(day: str, is_told: bool, tmp_path: Path) -> None:
    root = school(tmp_path, diver("ben", f"date: {day}, type: exam, real: yes, by: max"))
    assert told(root) == ([("ben.yaml", 6, "error", "not-independent")] if is_told else [])


def test_the_first_entry_on_a_day_of_the_role_is_told(tmp_path: Path) -> None:
    entries = [f"date: {day}, type: exam, real: {real}, by: max" for day, real in
               (("2026-02-01", "yes"), ("2026-03-05", "no"), ("2026-03-06", "yes"), ("2026-03-07", "yes"))]  # fmt: skip
    assert told(school(tmp_path, diver("ben", *entries))) == [("ben.yaml", 8, "error", "not-independent")]


def test_of_somebody_unknown_no_role_is_known(tmp_path: Path) -> None:
    found = told(school(tmp_path, diver("ben", EXAM.replace("gus", "nobody"))))
    assert found == [("ben.yaml", 6, "warning", "unknown-person")]


def test_a_status_shows_it_too(tmp_path: Path) -> None:
    workspace = Workspace(school(tmp_path, diver("ben", DIVE, EXAM)))
    assert codes(record_problems(workspace, "ben", TODAY)) == ["not-independent"]


# --- two records of one person


def test_a_duty_of_another_programme_by_a_rule_of_this_one(tmp_path: Path) -> None:
    """The talks say that who listens has not examined; the problem stands where `person` is said."""
    root = school(
        tmp_path, diver("ben", EXAM), talker("ben-2", "date: 2026-03-01, type: talk, with: gus", person="ben")
    )
    assert faults(root) == {
        "ben-2.yaml": [(7, 42, "error", "not-independent", ("gus: an examiner does not listen "
                        "(is the name right? if it is, let somebody else do one of the two)"))],
    }  # fmt: skip
    [problem] = found_in(root)["records/trainees/ben-2.yaml"]
    assert [(place.location[:2], say(place.message, "en")) for place in problem.related] == [
        (("records/trainees/ben.yaml", 6), "here as: examiner")
    ]


def test_a_duty_of_another_programme_by_a_rule_of_the_other(tmp_path: Path) -> None:
    """Diving says that who guides does not listen."""
    root = school(
        tmp_path, diver("ben", DIVE), talker("ben-2", "date: 2026-03-01, type: talk, with: gus", person="ben")
    )
    assert faults(root)["ben-2.yaml"][0][:4] == (7, 42, "warning", "not-independent")
    [problem] = found_in(root)["records/trainees/ben-2.yaml"]
    assert [(place.location[:2], say(place.message, "en")) for place in problem.related] == [
        (("records/trainees/ben.yaml", 6), "here as: guide")
    ]


def test_records_of_others_do_not_matter(tmp_path: Path) -> None:
    talk = "date: 2026-03-01, type: talk, with: gus"
    root = school(
        tmp_path, diver("ben", EXAM, DIVE.replace("gus", "ida")), diver("cas"), talker("cas-2", talk, person="cas"),
        talker("dee-2", talk, person="gone"), diver("eva-2", DIVE, more="person: ben\n"),
        diver("fay", "date: 2026-02-10, type: exam, by: gus"), talker("fay-2", talk, person="fay"),
    )  # fmt: skip
    assert [line for line in told(root) if line[3] == "not-independent"] == []


def test_the_condition_of_the_other_record_is_asked(tmp_path: Path) -> None:
    """Of an exam of which nobody knows whether it was real nothing is certain."""
    talk = "date: 2026-03-01, type: talk, with: gus"
    for real, expected in (("yes", ["not-independent"]), ("no", [])):
        exam = f"date: 2026-02-10, type: exam, by: gus, real: {real}"
        root = school(tmp_path / real, diver("ben", exam), talker("ben-2", talk, person="ben"))
        assert [code for *_, code in told(root)] == expected


def test_only_the_check_looks_into_the_other_record(tmp_path: Path) -> None:
    talk = "date: 2026-03-02, type: talk, with: max"
    root = school(tmp_path, diver("ben", EXAM.replace("gus", "max")), talker("ben-2", talk, person="ben"))
    assert [code for *_, code in told(root)] == ["not-independent", "not-independent"]  # as examiner, as owner
    workspace = Workspace(root)
    [alone] = record_problems(workspace, "ben-2", TODAY)
    assert say(alone.message, "en") == "max: an owner never listens"
    assert list(workspace._trainees) == ["ben-2"]


def test_the_second_record_alone_is_enough(tmp_path: Path) -> None:
    root = school(
        tmp_path, diver("ben", EXAM), talker("ben-2", "date: 2026-03-01, type: talk, with: gus", person="ben")
    )
    workspace = Workspace(root)
    found = run_check(workspace, TODAY, chosen=lambda name: name.endswith("ben-2.yaml")).problems
    assert {name: codes(listed) for name, listed in found.items()} == {
        "records/trainees/ben-2.yaml": ["not-independent"]
    }
    assert workspace._trainees == {}


@pytest.mark.parametrize(
    ("word", "line", "code", "said"),
    [
        ("{duty: guides, programme: diving}", 23, "unknown-duty", "'guides' is not a duty (did you mean 'guide'?)"),
        ("{duty: guide, programme: divin}", 23, "unknown-programme",
         "'divin' is not a programme of rules/ (did you mean 'diving'?)"),
    ],
)  # fmt: skip
def test_the_duty_of_another_programme_is_looked_up(word: str, line: int, code: str, said: str, tmp_path: Path) -> None:
    text = TALKS.replace("{duty: examiner, programme: diving}", word)
    assert faults(school(tmp_path, talks=text))["talks.yaml"] == [(line, 5, "error", code, said)]


def test_a_rule_that_names_its_own_programme_is_about_one_record(tmp_path: Path) -> None:
    text = DIVING.replace("is_not: {duty: guide}", "is_not: {duty: guide, programme: diving}")
    apart = [diver("cas", EXAM), diver("cas-2", DIVE, more="person: cas\n"),
             diver("dee", DIVE), diver("dee-2", EXAM, more="person: dee\n")]  # fmt: skip
    assert told(school(tmp_path / "apart", *apart, diving=text)) == []
    assert told(
        school(tmp_path, diver("ben", DIVE, EXAM), diver("ben-2", EXAM, more="person: ben\n"), diving=text)
    ) == [("ben.yaml", 7, "warning", "not-independent")]


def test_rules_with_errors_judge_nobody(tmp_path: Path) -> None:
    """A condition of such rules could mean something else than it says; what needs none is told."""
    text = DIVING + "lists: {clubs: {x: {form: 1}}}\n"
    entries = (DIVE, EXAM, "date: 2026-01-10, type: waiver, of: basics/dives, said: given")
    found = told(school(tmp_path, diver("ben", *entries), diving=text))
    assert ("diving.yaml", "error") in {(name, level) for name, _, level, _ in found}
    assert {code for name, *_, code in found if name == "ben.yaml"} == set()

"""What would meet a requirement beside what is planned, and how kio explain says it; on the invented sailing school."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from evaluation.sailing import case_of, one_rule

from kio.breakdown import beginner, break_down
from kio.locale import say
from kio.planning.remedy import Remedy, remedy
from kio.render.explain import explanation_text
from kio.render.explain_json import explanation_json
from kio.render.face import Face
from kio.render.symbols import RICH

ON = date(2025, 5, 1)
LESSONS = "count: lesson\nat_least: 3"
ONE_LESSON = "2025-01-10 lesson"


def found(rule: str, log: str, **given: Any) -> Remedy | None:
    return remedy(case_of(one_rule(rule), log, **given), ON, "c/r")


def told(rule: str, log: str, **given: Any) -> str:
    """`n new from day, met on day`, with `by plan` where that is needed, or the way out."""
    one = found(rule, log, **given)
    assert one is not None
    lack = one.lack
    if lack.way is not None and lack.day is None:
        assert (lack.changes, one.by_plan) == ((), False)
        return say(lack.way, "en")
    days = ", ".join(f"{change.entry.date:%m-%d}" for change in lack.changes) or "nothing"
    judged = f", or {say(lack.way, 'en')}" if lack.way is not None else ""
    return f"{days}; met {lack.day}{' by plan' if one.by_plan else ''}{judged}"


@pytest.mark.parametrize(
    ("rule", "log"),
    [
        ("count: lesson", ONE_LESSON),
        ("count: exam", "2025-04-01 dispensation of: c/r, decision: granted"),
        ("count: exam\nwhen: {count: licence}", ""),
    ],
)
def test_nothing_is_said_of_what_is_met_or_waived_or_not_asked(rule: str, log: str) -> None:
    assert found(rule, log) is None


@pytest.mark.parametrize(
    ("log", "planned", "expected"),
    [
        # one of three is there
        (ONE_LESSON, "", "05-01, 05-01; met 2025-05-01"),
        # the log plans one more, so that one new one is enough once that has been
        (f"{ONE_LESSON}; 2025-05-20 lesson", "", "05-01; met 2025-05-20 by plan"),
        # so does the group
        (ONE_LESSON, "2025-05-20 lesson", "05-01; met 2025-05-20 by plan"),
        # both: nothing else is needed
        (f"{ONE_LESSON}; 2025-05-20 lesson", "2025-06-10 lesson", "nothing; met 2025-06-10 by plan"),
        # what the group planned for a day that has passed did not happen
        (ONE_LESSON, "2025-04-20 lesson", "05-01, 05-01; met 2025-05-01"),
        # something else that is planned changes nothing
        (ONE_LESSON, "2025-05-20 exam", "05-01, 05-01; met 2025-05-01"),
        # whoever has withdrawn is not expected when the group meets
        (f"{ONE_LESSON}; 2025-04-01 withdrawal", "2025-05-20 lesson", "05-01, 05-01; met 2025-05-01"),
    ],
)
def test_what_is_planned_is_not_proposed_again(log: str, planned: str, expected: str) -> None:
    assert told(LESSONS, log, planned=planned) == expected


@pytest.mark.parametrize(
    ("rule", "log", "planned", "expected"),
    [
        # from the day after half a year
        ("count: {entries: exam, where: {date: {after: {months: 6, after: {first: lesson}}}}}", "2025-01-31 lesson", "",
         "08-01; met 2025-08-01"),
        # what was valid once does not help
        ("count: {entries: licence, where: {valid_until: {on_or_after: today}}}",
         "2025-01-10 licence valid_until: 2025-03-01", "", "05-01; met 2025-05-01"),
        # time alone; time after something that is planned
        ("elapsed: {months: 6, after: {first: lesson}}", "2025-01-31 lesson", "", "nothing; met 2025-07-31"),
        ("elapsed: {months: 6, after: {first: exam}}", "", "2025-06-10 exam", "nothing; met 2025-12-10 by plan"),
        # an entry can count only after what is planned
        ("count: {entries: exam, where: {date: {after: {first: lesson}}}}\nwaits_for: {first: lesson}", "",
         "2025-06-10 lesson", "06-11; met 2025-06-11 by plan"),
        # nobody knows the teacher of the one that is there; the planned one is given by somebody who is known
        ("count: {entries: lesson, where: {teacher: {known: yes}}}", "2025-04-01 lesson teacher: nobody",
         "2025-06-10 lesson teacher: anna", "nothing; met 2025-06-10 by plan, or somebody must judge what is recorded"),
        ("count: {entries: lesson, where: {teacher: {known: yes}}}", "2025-04-01 lesson teacher: nobody", "",
         "05-01; met 2025-05-01, or somebody must judge what is recorded"),
        ("count: exam\ncloses: {after: {first: lesson}}", "2025-04-01 lesson", "",
         "nothing that can be recorded meets it any more; only an exception helps"),
        ("count: exam", "2025-04-01 dispensation of: c/r, decision: requested", "2025-05-20 lesson",
         "somebody must decide on the exception that was requested"),
    ],
)  # fmt: skip
def test_the_day_and_the_way_out(rule: str, log: str, planned: str, expected: str) -> None:
    assert told(rule, log, planned=planned) == expected


# --- in words


def section(rule: str, log: str = "", language: str = "en", more: str = "", **given: Any) -> list[str]:
    """The lines of the section on the screen of kio explain, without its heading."""
    screen = explanation_text(
        break_down(case_of(one_rule(rule, more), log, **given), ON, "c/r"), Face(language, 140, RICH)
    ).plain()
    title = "What would meet it" if language == "en" else "Wat ervoor zou volstaan"
    before, there, after = screen.partition(f"\n{title}\n")
    assert there or title not in before
    return [line.strip() for line in after.partition("\n\n")[0].splitlines()]


EXAMPLE = "People and values are an example: others that meet the rules do as well."


def test_new_entries_in_words() -> None:
    assert section(LESSONS, ONE_LESSON) == [
        "• 2 new entries, from 1 May 2025 on: lesson", "With this it is met on 1 May 2025.", EXAMPLE,
    ]  # fmt: skip
    assert section("count: {entries: lesson, where: {topic: knots}}", planned="2025-06-10 lesson") == [
        "• a new entry, from 1 May 2025 on: lesson (knots)", "With this it is met on 1 May 2025.", EXAMPLE,
    ]  # fmt: skip
    assert section(LESSONS, ONE_LESSON, "nl", planned="2025-06-10 lesson") == [
        "• een nieuwe aantekening, vanaf 1 mei 2025: lesson",
        "Hiermee is op 10 jun 2025 aan deze eis voldaan, als doorgaat wat gepland is.",
        "De personen en waarden zijn een voorbeeld: andere die aan de regels voldoen, mogen ook.",
    ]


def test_of_the_days_of_an_entry_its_own_is_told_once() -> None:
    rule = "count: {entries: voyage, where: {logged: {present: yes}}}"
    assert section(rule)[0] == "• a new entry, from 1 May 2025 on: voyage (logged: 1 May 2025)"


def test_an_id_is_named_only_where_another_entry_refers_to_it() -> None:
    assert section("count: voyage")[0] == "• a new entry, from 1 May 2025 on: voyage"
    assert section("count: {entries: exam, where: {voyages: {refers_to: voyage}}}")[:2] == [
        "• a new entry, from 1 May 2025 on: voyage (voyage-1)",
        "• a new entry, from 1 May 2025 on: exam (voyages: voyage-1)",
    ]


def test_what_an_entry_still_lacks_in_words() -> None:
    rule, log = "count: {entries: licence, where: {proof: {present: yes}}}", "2025-02-01 licence issuer: NWV"
    assert section(rule, log) == [
        "• the entry of 1 Feb 2025, licence (issuer: NWV), with proof: …",
        "With this it is met on 1 May 2025.",
        "… stands for what only people can say.",
    ]
    assert (
        section(rule, log, "nl")[0] == "• de aantekening van 1 feb 2025, licence (issuer: NWV), aangevuld met proof: …"
    )


@pytest.mark.parametrize(
    ("rule", "log", "planned", "said"),
    [
        ("elapsed: {months: 6, after: {first: lesson}}", "2025-01-31 lesson", "",
         "nothing has to be recorded: it is met by itself on 31 Jul 2025"),
        (LESSONS, f"{ONE_LESSON}; 2025-05-20 lesson", "2025-06-10 lesson",
         "nothing else has to be recorded: if what is planned happens, it is met on 10 Jun 2025"),
        ("count: exam\nwaits_for: {first: licence}", "", "", "nothing yet: what it waits for comes first"),
        ("count: exam\ncloses: {after: {first: lesson}}", "2025-04-01 lesson", "",
         "nothing that can be recorded meets it any more; only an exception helps"),
    ],
)  # fmt: skip
def test_where_nothing_is_to_be_recorded(rule: str, log: str, planned: str, said: str) -> None:
    assert section(rule, log, planned=planned) == [f"• {said}"]


def test_there_is_no_section_for_what_is_met_or_without_a_record() -> None:
    programme = case_of(one_rule("count: lesson"), "").programme
    assert break_down(beginner(programme, "dinghy"), ON, "c/r").remedy is None
    assert section("count: lesson", ONE_LESSON) == []


def smallest(rule: str, log: str, **given: Any) -> Any:
    data = explanation_json(break_down(case_of(one_rule(rule), log, **given), ON, "c/r"), "en")
    return data["requirement"]["smallest_change"]


def test_as_data() -> None:
    assert smallest("count: lesson", ONE_LESSON) is None
    assert smallest("count: exam\ncloses: {after: {first: lesson}}", "2025-04-01 lesson") == {
        "day": None, "if_planned": False, "entries": [],
        "way": "nothing that can be recorded meets it any more; only an exception helps",
    }  # fmt: skip
    assert smallest("count: lesson\nat_least: 3", ONE_LESSON, planned="2025-06-10 lesson") == {
        "day": "2025-06-10", "if_planned": True, "way": None,
        "entries": [{"date": "2025-05-01", "type": "lesson", "values": {"start": "2025-05-01"}, "line": None,
                     "adds": []}],
    }  # fmt: skip
    rule, log = "count: {entries: licence, where: {proof: {present: yes}}}", "2025-02-01 licence issuer: NWV"
    (entry,) = smallest(rule, log)["entries"]
    case = case_of(one_rule(rule), log)
    assert (entry["line"], entry["adds"]) == (case.trainee.log[0].line, ["proof"])
    assert entry["values"] == {"issuer": "NWV", "proof": "…"}
    # what the group plans stands on no line of the record
    (entry,) = smallest("count: {entries: exam, where: {score: {at_least: 70}}}", "", planned="2025-06-10 exam")[
        "entries"
    ]
    assert entry["line"] is None

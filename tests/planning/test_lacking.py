"""What a requirement lacks, for every kind of requirement and of test, on the invented sailing school."""

from __future__ import annotations

from datetime import date

import pytest
from evaluation.sailing import case_of, one_rule

from kio.evaluation.engine import evaluate
from kio.evaluation.result import DONE
from kio.locale import say
from kio.planning.change import Change, applied
from kio.planning.lacking import Lack, lacking

ON = "2025-05-01"
JUDGE = "somebody must judge what is recorded"
EXCEPTION = "nothing that can be recorded meets it any more; only an exception helps"
NO_WAY = "it cannot be worked out what would have to be recorded"


def block(rule: str) -> str:
    """A rule in braces with each of its keys on a line, as it stands in a checklist."""
    if not rule.startswith("{"):
        return rule
    depth, lines = 0, [""]
    for sign in rule[1:-1]:
        depth += (sign in "{[") - (sign in "}]")
        if sign == "," and depth == 0:
            lines.append("")
        else:
            lines[-1] += sign
    return "\n".join(line.strip() for line in lines)


def lack(rule: str, log: str = "", on: str = ON, *, more: str = "", beside: str = "", **given: str) -> Lack:
    """What `c/r` lacks; whatever is proposed is added, and has to be enough on the day that is given."""
    case = case_of(one_rule(block(rule), more, beside), log, **given)  # type: ignore[arg-type]
    found = lacking(case, date.fromisoformat(on), "c/r")
    if found.day is not None:
        after = evaluate(applied(case, found.changes), found.day)
        assert after.checklists[0].results[0].status in DONE
    return found


def said(change: Change) -> str:
    """A change as `month-day type field=value …`, with `+` where it completes what is there."""
    values = (f"{name}={value}" for name, value in sorted(change.added().items()))
    head = f"{change.entry.date:%m-%d}{'+' if change.instead else ''} {change.entry.type}"
    return " ".join([head, *values])


def proposed(rule: str, log: str = "", on: str = ON, **given: str) -> list[str]:
    found = lack(rule, log, on, **given)
    assert found.way is None
    return [said(change) for change in found.changes]


def refused(rule: str, log: str = "", on: str = ON, **given: str) -> str:
    found = lack(rule, log, on, **given)
    assert (found.changes, found.day) == ((), None)
    return say(found.way, "en")


@pytest.mark.parametrize(
    ("rule", "log", "expected"),
    [
        # how many more
        ("count: lesson", "", ["05-01 lesson start=2025-05-01"]),
        ("{count: lesson, at_least: 3}", "2025-01-10 lesson", ["05-01 lesson start=2025-05-01"] * 2),
        # what the conditions ask
        ("count: {entries: lesson, where: {topic: [tides, knots]}}", "", ["05-01 lesson start=2025-05-01 topic=tides"]),
        ("count: {entries: lesson, where: {hours: {at_least: 2}}}", "", ["05-01 lesson hours=2 start=2025-05-01"]),
        ("count: {entries: lesson, where: {size: {above: 4}}}", "", ["05-01 lesson size=5 start=2025-05-01"]),
        ("count: {entries: lesson, where: {size: {below: 4}}}", "", ["05-01 lesson size=3 start=2025-05-01"]),
        ("count: {entries: lesson, where: {passed: true}}", "", ["05-01 lesson passed=True start=2025-05-01"]),
        ("count: {entries: lesson, where: {report: {present: yes}}}", "", ["05-01 lesson report=… start=2025-05-01"]),
        ("count: {entries: lesson, where: {report: {present: no}}}", "", ["05-01 lesson start=2025-05-01"]),
        ("count: {entries: lesson, where: {topic: {not: knots}}}", "", ["05-01 lesson start=2025-05-01 topic=tides"]),
        # people with the role on the day, the certified first; nobody of whom it is not known
        (
            "count: {entries: lesson, where: {teacher: {role: skipper, certified: yes}}}",
            "",
            ["05-01 lesson start=2025-05-01 teacher=anna"],
        ),
        (
            "count: {entries: lesson, where: {teacher: {role: examiner}}}",
            "",
            ["05-01 lesson start=2025-05-01 teacher=dirk"],
        ),
        # whoever taught before teaches again
        (
            "{count: {entries: lesson, where: {teacher: {role: skipper}}}, at_least: 2}",
            "2025-04-01 lesson teacher: bram",
            ["05-01 lesson start=2025-05-01 teacher=bram"],
        ),
        # one way of several
        (
            "count: {entries: lesson, where: {any: [{topic: knots, size: {at_most: 4}}, {form: single}]}}",
            "",
            ["05-01 lesson size=4 start=2025-05-01 topic=knots"],
        ),
        (
            "count: {entries: lesson, where: {not: {topic: knots}}}",
            "",
            ["05-01 lesson start=2025-05-01 topic=tides"],
        ),
        # a last day of validity: a year ahead, or left out where that may be
        (
            "count: {entries: licence, where: {valid_until: {on_or_after: today}}}",
            "",
            ["05-01 licence valid_until=2026-05-01"],
        ),
        ("count: {entries: licence, where: {valid_until: {on_or_after: today, missing: yes}}}", "", ["05-01 licence"]),
        # what is there and lacks a proof or a day that comes later is completed
        (
            "count: {entries: licence, where: {proof: {present: yes}}}",
            "2025-02-01 licence issuer: NWV",
            ["02-01+ licence proof=…"],
        ),
        (
            "count: {entries: voyage, where: {logged: {present: yes}}}",
            "2025-02-01 voyage voyage: a",
            ["02-01+ voyage logged=2025-05-01"],
        ),
    ],
)
def test_a_count_lacks_entries_with_what_its_conditions_ask(rule: str, log: str, expected: list[str]) -> None:
    assert proposed(rule, log) == expected


@pytest.mark.parametrize(
    ("rule", "log", "expected"),
    [
        ("{sum: {entries: lesson, of: hours}, at_least: 6}", "2025-01-10 lesson hours: 2.5",
         ["05-01 lesson hours=3.5 start=2025-05-01"]),
        ("{sum: {entries: lesson, of: hours, each_at_most: 2}, at_least: 4}", "",
         ["05-01 lesson hours=4 start=2025-05-01", "05-01 lesson hours=2 start=2025-05-01"]),
        ("{distinct: {entries: lesson, of: topic}, at_least: 2}", "2025-01-10 lesson topic: knots",
         ["05-01 lesson start=2025-05-01 topic=tides"]),
        ("{distinct: {entries: voyage, of: voyage}, at_least: 3}", "2025-01-10 voyage voyage: trip-7",
         ["05-01 voyage start=2025-05-01 voyage=trip-8", "05-01 voyage start=2025-05-01 voyage=trip-9"]),
        # a weight of two fills two places
        ("{count: {entries: lesson, weights: [{counts: 2}]}, at_least: 4}", "", ["05-01 lesson start=2025-05-01"] * 2),
        # a given group, then one that is only begun before a new one
        ("groups: {entries: lesson, by: topic, keys: [knots, tides], each: {count: {}}}",
         "2025-01-10 lesson topic: knots", ["05-01 lesson start=2025-05-01 topic=tides"]),
        ("groups: {entries: lesson, by: topic, each: {count: {}, at_least: 2}, at_least: 1}",
         "2025-01-10 lesson topic: rescue", ["05-01 lesson start=2025-05-01 topic=rescue"]),
        ("groups: {entries: voyage, by: waters, each: {count: {}}, at_least: 2}",
         "2025-01-10 voyage voyage: a, waters: sea", ["05-01 voyage start=2025-05-01 voyage=voyage-1 waters=lake"]),
        # one part after the other; of several ways the shortest
        ("all: [{<a>, count: exam}, {<b>, count: licence}]", "2025-01-10 exam", ["05-01 licence"]),
        ("any: [{<a>, count: exam, at_least: 3}, {<b>, count: licence, at_least: 2}]", "", ["05-01 licence"] * 2),
        ("any: [{<a>, count: exam, at_least: 3}, {<b>, count: licence, at_least: 2}]",
         "2025-01-10 exam; 2025-01-11 exam", ["05-01 exam"]),
        ("steps: [{(one), entries: exam, about: {part: theory}}, {(two), entries: exam, about: {part: practice}}]",
         "2025-01-10 exam part: practice", ["05-01 exam part=theory", "05-01 exam part=practice"]),
        ("{day: {first: exam}, after: {first: lesson}}", "2025-01-10 lesson", ["05-01 exam"]),
    ],
)  # fmt: skip
def test_measures_groups_and_compositions_lack_the_least(rule: str, log: str, expected: list[str]) -> None:
    assert proposed(rule, log) == expected


def test_another_requirement_is_met_first() -> None:
    assert proposed("met: d/x", beside="- {<x>, count: exam}") == ["05-01 exam"]
    assert proposed("met: d", beside="- {<x>, count: exam}\n- {<y>, count: licence}") == ["05-01 exam", "05-01 licence"]


def test_an_entry_that_is_referred_to_comes_along() -> None:
    rule = "count: {entries: exam, where: {voyages: {refers_to: voyage}}}"
    assert proposed(rule, "2025-01-10 voyage voyage: a") == ["05-01 exam voyages=a"]
    assert proposed(rule) == ["05-01 voyage start=2025-05-01 voyage=voyage-1", "05-01 exam voyages=voyage-1"]


def test_an_id_that_is_made_up_has_no_underscore() -> None:
    boats = "entries: {boat: {(boat), key: boat_no, fields: {boat_no: {type: text, required: yes, (number)}}}}"
    assert proposed("count: boat", more=boats) == ["05-01 boat boat_no=boat-no-1"]


def test_what_is_picked_decides_which_entry_is_meant() -> None:
    picks = "picks: {chosen: {take: voyages, first_known: [{entries: exam, pick: last}]}}"
    rule = "{count: {entries: exam, where: {voyages: {is: chosen}}, pick: last, must: {outcome: pass}}}"
    log = "2025-01-10 voyage voyage: a; 2025-02-10 exam voyages: a, outcome: fail"
    assert proposed(rule, log, more=picks) == ["05-01 exam outcome=pass voyages=a"]


@pytest.mark.parametrize(
    ("rule", "log", "day", "entries"),
    [
        ("elapsed: {months: 6, after: {first: lesson}}", "2025-01-31 lesson", "2025-07-31", 0),
        ("elapsed: {months: 1, after: {first: lesson}}", "2025-04-30 lesson", "2025-05-30", 0),
        ("count: {entries: exam, where: {date: {after: {months: 6, after: {first: lesson}}}}}", "2025-01-31 lesson",
         "2025-08-01", 1),
        ("{span: {entries: voyage, unit: months}, at_least: 6}", "2025-01-15 voyage voyage: a", "2025-07-15", 1),
        ("{groups: {entries: lesson, by: month, each: {count: {}}, at_least: 3}}",
         "2025-04-10 lesson", "2025-06-01", 2),
        ("count: {entries: lesson, where: {date: {on_or_after: {years: 1, after: {first: lesson}}}}}",
         "2024-06-01 lesson", "2025-06-01", 1),
        ("count: lesson", "2025-04-30 lesson", "2025-05-01", 0),
        # half a year after the exam it lies behind the window that moves with the day
        ("not: {count: {entries: exam, where: {date: {on_or_after: {months: 6, before: today}}}}}", "2025-01-10 exam",
         "2025-07-11", 0),
    ],
)  # fmt: skip
def test_the_day_is_the_first_on_which_it_can_be_met(rule: str, log: str, day: str, entries: int) -> None:
    found = lack(rule, log)
    assert (found.day, len(found.changes)) == (date.fromisoformat(day), entries)


@pytest.mark.parametrize(
    ("rule", "log", "expected"),
    [
        ("{count: exam, closes: {after: {first: lesson}}}", "2025-04-01 lesson",
         EXCEPTION),
        ("{count: exam, at_most: 1}", "2025-04-01 exam; 2025-04-02 exam",
         EXCEPTION),
        ("count: exam", "2025-04-01 dispensation of: c/r, decision: requested",
         "somebody must decide on the exception that was requested"),
        ("not: {count: exam}", "2025-04-01 exam", NO_WAY),
        ("{count: exam, when: {count: licence}}", "", "this is not asked of this trainee"),
        ("{count: exam, waits_for: {first: licence}}", "", "its first day is not known yet"),
        ("header: {field: mentor.basis, test: club}", "", JUDGE),
    ],
)  # fmt: skip
def test_it_says_the_way_out_where_nothing_can_be_recorded(rule: str, log: str, expected: str) -> None:
    assert refused(rule, log) == expected


@pytest.mark.parametrize(
    ("rule", "log", "expected"),
    [
        # nobody knows the teacher of the one that is there; one by somebody who is known certainly counts
        ("count: {entries: lesson, where: {teacher: {known: yes}}}", "2025-04-01 lesson teacher: nobody",
         ["05-01 lesson start=2025-05-01 teacher=anna"]),
        ("{count: {entries: lesson, where: {teacher: {known: yes}}}, at_least: 2}",
         "2025-03-01 lesson teacher: anna; 2025-04-01 lesson teacher: nobody",
         ["05-01 lesson start=2025-05-01 teacher=anna"]),
        # an exam without its score, which a person must say; the last one is the one that counts
        ("count: {entries: exam, pick: last, must: {score: {at_least: 70}}}", "2025-04-01 exam",
         ["05-01 exam score=70"]),
    ],
)  # fmt: skip
def test_what_is_unclear_is_to_be_judged_or_something_certain_is_recorded(
    rule: str, log: str, expected: list[str]
) -> None:
    found = lack(rule, log)
    assert [said(change) for change in found.changes] == expected
    assert found.day == date.fromisoformat(ON)
    assert say(found.way, "en") == JUDGE


def test_what_the_header_says_wrongly_no_entry_mends() -> None:
    header = "mentor: {basis: friend, of: other-0}"
    assert refused("header: {field: mentor.basis, test: club}", header=header) == NO_WAY
    linked = case_of(one_rule("record: {field: mentor.of, tracks: [dinghy]}"), "", header=header, others=("",))
    assert say(lacking(linked, date(2025, 5, 1), "c/r").way, "en") == NO_WAY


def test_the_order_of_steps_is_named() -> None:
    first = "- {<x>, count: licence}"
    rule = "{count: {entries: exam, about: {part: practice}, where: {voyages: {is: chosen}}}, act: {who: trainee, what: {nl: x, en: x}, once: d/x}}"  # noqa: E501
    picks = "picks: {chosen: {take: voyages, first_known: [{entries: exam, about: {part: theory}, pick: last}]}}"
    assert refused(rule, more=picks, beside=first) == "first, this must be met: x"


def test_nothing_is_lacking_of_what_is_met() -> None:
    found = lack("count: exam", "2025-04-01 exam")
    assert (found.changes, found.day, found.way) == ((), date(2025, 5, 1), None)


def test_what_has_happened_is_not_told_otherwise() -> None:
    """A value that was left out of an entry of the past a person must say; of a planned one it can be assumed."""
    rule = "count: {entries: exam, where: {score: {at_least: 70}}}"
    # of what has happened without a score another one can be taken
    assert [said(change) for change in lack(rule, "2025-04-01 exam").changes] == ["05-01 exam score=70"]
    assert proposed(rule, "2025-06-01 exam") == ["05-01 exam score=70"]
    several = f"{{{rule}, at_least: 3}}"
    assert proposed(several, "2025-04-01 exam") == ["05-01 exam score=70"] * 3


TOPICS = """
parameters: {topics: {values: [{from: 2020-01-01, value: [tides, rescue]}]}, \
two: {values: [{from: 2020-01-01, value: 2}]}}
lists: {harbours: {Hoorn: {until: 2025-04-30}, Urk: ~}}
selections: {nights: {entries: voyage, where: {night: true}}, lessons: lesson}
"""


@pytest.mark.parametrize(
    ("rule", "log", "expected"),
    [
        # parameters, lists and values of other entries
        ("count: {entries: lesson, where: {topic: $topics}}", "", ["05-01 lesson start=2025-05-01 topic=tides"]),
        ("count: {entries: lesson, where: {size: $two}}", "", ["05-01 lesson size=2 start=2025-05-01"]),
        ("count: {entries: lesson, where: {place: {listed: harbours}}}", "",
         ["05-01 lesson place=Urk start=2025-05-01"]),
        ("count: {entries: lesson, where: {teacher: {value_in: {entries: exam, of: examiner}}}}",
         "2025-01-10 exam examiner: dirk", ["05-01 lesson start=2025-05-01 teacher=dirk"]),
        ("count: {entries: lesson, where: {teacher: {known: yes, not: {value_in: {entries: exam, of: examiner}}}}}",
         "2025-01-10 exam examiner: anna", ["05-01 lesson start=2025-05-01 teacher=dirk"]),
        ("groups: {entries: lesson, by: topic, keys: $topics, each: {count: {}}}", "2025-01-10 lesson topic: tides",
         ["05-01 lesson start=2025-05-01 topic=rescue"]),
        ("groups: {entries: lesson, by: size, keys: [2, 3], each: {count: {}}}", "2025-01-10 lesson size: 3",
         ["05-01 lesson size=2 start=2025-05-01"]),
        # a selection that has a name, with conditions of its own
        ("count: {selection: nights, where: {waters: sea}}", "",
         ["05-01 voyage night=True start=2025-05-01 voyage=voyage-1 waters=sea"]),
        ("count: {entries: voyage, where: {position: {in: nights, at_least: 2}}}",
         "2025-01-10 voyage voyage: a, night: true",
         ["05-01 voyage night=True start=2025-05-01 voyage=voyage-1"]),
        # neither this nor that
        ("count: {entries: lesson, where: {not: {any: [{topic: knots}, {form: single}]}}}", "",
         ["05-01 lesson form=group start=2025-05-01 topic=tides"]),
        ("count: {entries: lesson, where: {not: {topic: knots, form: single}}}", "",
         ["05-01 lesson start=2025-05-01 topic=tides"]),
        ("count: {entries: lesson, where: {not: {not: {topic: rescue}}}}", "",
         ["05-01 lesson start=2025-05-01 topic=rescue"]),
        # what is told apart: people, days, texts
        ("{distinct: {entries: lesson, of: teacher}, at_least: 2}", "2025-01-10 lesson teacher: anna",
         ["05-01 lesson start=2025-05-01 teacher=dirk"]),
        ("{distinct: {entries: lesson, of: place}, at_least: 2}", "2025-01-10 lesson place: Urk",
         ["05-01 lesson place=… start=2025-05-01"]),
        ("{distinct: {entries: lesson, of: place}, at_least: 3}", "2025-01-10 lesson place: Urk",
         ["05-01 lesson place=… start=2025-05-01", "05-01 lesson place=… 3 start=2025-05-01"]),
        ("{distinct: {entries: lesson, of: date}, at_least: 2}", "2025-01-10 lesson",
         ["05-01 lesson start=2025-05-01"]),
        # part of it is there
        ("{count: exam, exactly: 2}", "2025-01-10 exam", ["05-01 exam"]),
        ("{sum: {entries: lesson, of: size}, at_least: 7}", "2025-01-10 lesson size: 2",
         ["05-01 lesson size=5 start=2025-05-01"]),
        ("all: [{<a>, tracks: [yacht], count: exam}, {<b>, met: d/x}]", "", ["05-01 licence"]),
        ("any: [{<a>, elapsed: {first: voyage}}, {<b>, not: {count: exam}}, {<c>, count: licence}]", "2025-01-10 exam",
         ["05-01 licence"]),
    ],
)  # fmt: skip
def test_more_tests_and_measures(rule: str, log: str, expected: list[str]) -> None:
    assert proposed(rule, log, more=TOPICS, beside="- {<x>, count: licence}") == expected


@pytest.mark.parametrize(
    ("period", "day"),
    [("week", "2025-05-05"), ("month", "2025-05-01"), ("quarter", "2025-07-01"), ("year", "2026-01-01")],
)
def test_a_period_is_waited_for(period: str, day: str) -> None:
    """Of the week, quarter and year of 1 May 2025, a Thursday, there is one; a second one comes in the next."""
    found = lack(f"groups: {{entries: exam, by: {period}, each: {{count: {{}}}}, at_least: 2}}", "2025-04-30 exam")
    assert (found.day, len(found.changes)) == (date.fromisoformat(day), 1)

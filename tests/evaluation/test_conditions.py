from __future__ import annotations

import pytest

from evaluation.sailing import counted, judged, not_counted

YES, NO, UNCLEAR = "passed: yes", "passed: no", "place: Sneek"
SINGLE, GROUP = "form: single", "form: group"


def verdict(where: str, values: str) -> str:
    """Whether one lesson with these values counts: yes, no or unknown."""
    result = judged(f"count: {{entries: lesson, where: {where}}}", f"2025-01-01 lesson {values}")
    return {"met": "yes", "open": "no", "review": "unknown"}[result.status]


@pytest.mark.parametrize(
    ("first", "second", "all_", "any_"),
    [
        (YES, SINGLE, "yes", "yes"), (YES, GROUP, "no", "yes"), (YES, "", "unknown", "yes"),
        (NO, SINGLE, "no", "yes"), (NO, GROUP, "no", "no"), (NO, "", "no", "unknown"),
        (UNCLEAR, SINGLE, "unknown", "yes"), (UNCLEAR, GROUP, "no", "unknown"), (UNCLEAR, "", "unknown", "unknown"),
    ],
)  # fmt: skip
def test_several_conditions(first: str, second: str, all_: str, any_: str) -> None:
    values = f"{first}, {second}".removesuffix(", ")
    assert verdict("{passed: true, form: single}", values) == all_
    assert verdict("{all: [{passed: true}, {form: single}]}", values) == all_
    assert verdict("{any: [{passed: true}, {form: single}]}", values) == any_
    opposite = {"yes": "no", "no": "yes", "unknown": "unknown"}
    assert verdict("{not: {passed: true, form: single}}", values) == opposite[all_]
    assert verdict("{not: {any: [{passed: true}, {form: single}]}}", values) == opposite[any_]
    assert verdict("{not: {not: {any: [{passed: true}, {form: single}]}}}", values) == any_


@pytest.mark.parametrize(
    ("where", "values", "expected"),
    [
        ("{passed: true, form: single}", "passed: no, form: group", ["01-01 passed is no; form is group"]),
        ("{passed: true, form: single}", "passed: yes, form: group", ["01-01 form is group"]),
        ("{passed: true, form: single}", "passed: yes", ["01-01? form: not recorded"]),
        ("{any: [{passed: true}, {form: single}]}", "passed: no", ["01-01? passed is no; form: not recorded"]),
        ("{any: [{passed: true}, {form: single}]}", "passed: yes", []),
        ("{not: {form: group}}", "form: group", ["01-01 what must not hold does hold, or may"]),
        ("{not: {form: group}}", "place: Sneek", ["01-01? what must not hold does hold, or may"]),
        ("{not: {form: group}}", "form: single", []),
    ],
)
def test_each_test_that_is_not_clearly_met_says_why(where: str, values: str, expected: list[str]) -> None:
    result = judged(f"count: {{entries: lesson, where: {where}}}", f"2025-01-01 lesson {values}")
    assert not_counted(result) == expected


MORE = """
selections:
  lessons: lesson
  passed: {entries: lesson, where: {passed: true}}
  knots: {entries: lesson, about: {topic: knots}}
parameters: {place: {values: [{from: 2020-01-01, value: 3}, {from: 2020-01-01, tracks: [yacht], value: ~}]}}
"""


def placed(selection: str, least: str, log: str, track: str = "dinghy") -> tuple[list[str], list[str]]:
    rule = f"count: {{entries: lesson, where: {{position: {{in: {selection}, at_least: {least}}}}}}}"
    result = judged(rule, log, more=MORE, track=track)
    return [item[:5] for item in counted(result)], [item[:6].strip() for item in not_counted(result)]


FOUR = "2025-01-04 lesson; 2025-01-02 lesson; 2025-01-01 lesson; 2025-01-03 lesson"


@pytest.mark.parametrize(
    ("least", "count", "rest"),
    [
        ("1", ["01-01", "01-02", "01-03", "01-04"], []),
        ("3", ["01-03", "01-04"], ["01-01", "01-02"]),
        ("$place", ["01-03", "01-04"], ["01-01", "01-02"]),
        ("5", [], ["01-01", "01-02", "01-03", "01-04"]),
    ],
)
def test_the_place_by_date(least: str, count: list[str], rest: list[str]) -> None:
    assert placed("lessons", least, FOUR) == (count, rest)


def test_the_reason_names_the_place() -> None:
    rule = "count: {entries: lesson, where: {position: {in: lessons, at_least: 3}}}\nat_least: 2"
    result = judged(rule, "2025-01-01 lesson; 2025-01-05 lesson; 2025-01-09 lesson", more=MORE)
    assert not_counted(result) == [
        "01-01 it is number 1 by date; number 3 or later is asked",
        "01-05 it is number 2 by date; number 3 or later is asked",
    ]


@pytest.mark.parametrize(
    ("least", "expected"),
    [
        ("2", (["01-02", "01-02"], ["01-01"])),
        ("3", ([], ["01-01", "01-02?", "01-02?"])),
        ("4", ([], ["01-01", "01-02", "01-02"])),
    ],
)
def test_which_of_one_day_came_first_nobody_can_tell(least: str, expected: tuple[list[str], list[str]]) -> None:
    log = "2025-01-01 lesson; 2025-01-02 lesson hours: 1; 2025-01-02 lesson hours: 2"
    assert placed("lessons", least, log) == expected


@pytest.mark.parametrize(
    ("second", "third", "expected"),
    [
        (YES, YES, (["01-03", "01-04"], ["01-01", "01-02"])),
        # the second may count: the third lesson is the second or the third of them
        (UNCLEAR, YES, (["01-04"], ["01-01", "01-02", "01-03?"])),
        (NO, YES, (["01-04"], ["01-01", "01-02", "01-03"])),
        (YES, UNCLEAR, (["01-04"], ["01-01", "01-02", "01-03?"])),
        (UNCLEAR, UNCLEAR, ([], ["01-01", "01-02", "01-03?", "01-04?"])),
    ],
)
def test_places_among_uncertain_entries(second: str, third: str, expected: tuple[list[str], list[str]]) -> None:
    log = f"2025-01-01 lesson {YES}; 2025-01-02 lesson {second}; 2025-01-03 lesson {third}; 2025-01-04 lesson {YES}"
    assert placed("passed", "3", log) == expected


def test_only_what_is_in_the_selection_has_a_place() -> None:
    """One that is not, or that does not count there, has none: neither by its own date nor by that of another."""
    log = f"2025-01-01 lesson {YES}, topic: knots; 2025-01-02 lesson {YES}, topic: tides"
    log += f"; 2025-01-03 lesson {NO}, topic: knots"
    assert placed("passed", "2", log) == (["01-02"], ["01-01", "01-03"])
    assert placed("knots", "1", log) == (["01-01", "01-03"], ["01-02"])


def test_a_place_without_a_number_for_this_track_is_not_known() -> None:
    assert placed("lessons", "$place", FOUR, "yacht") == ([], ["01-01?", "01-02?", "01-03?", "01-04?"])


LATE = "date: {after: {last: voyage}}"
MIXED = {
    f"{{{LATE}, passed: true, form: single}}": "date 1 Jan 2025 is not after 2 Jan 2025; passed is no; form is group",
    f"{{passed: true, {LATE}, form: single}}": "passed is no; date 1 Jan 2025 is not after 2 Jan 2025; form is group",
    f"{{passed: true, form: single, {LATE}}}": "passed is no; form is group; date 1 Jan 2025 is not after 2 Jan 2025",
    f"{{any: [{{passed: true}}, {{form: single}}, {{{LATE}}}]}}":
        "passed is no; form is group; date 1 Jan 2025 is not after 2 Jan 2025",
    f"{{not: {{any: [{{passed: false}}, {{form: single}}, {{{LATE}}}]}}}}": "what must not hold does hold, or may",
}  # fmt: skip


@pytest.mark.parametrize(("where", "why"), MIXED.items())
def test_conditions_on_values_beside_others_say_why_in_their_order(where: str, why: str) -> None:
    log = "2025-01-01 lesson passed: no, form: group; 2025-01-02 voyage voyage: a"
    assert not_counted(judged(f"count: {{entries: lesson, where: {where}}}", log)) == [f"01-01 {why}"]

from __future__ import annotations

import pytest

from evaluation.sailing import asked, judged, line

# One part in every state; `failed` was possible until 1 January.
PARTS = {
    "met": "{<met>, count: lesson}",
    "open": "{<open>, count: voyage}",
    "review": "{<review>, count: {entries: lesson, where: {passed: true}}}",
    "waiting": "{<waiting>, elapsed: {first: voyage}}",
    "failed": "{<failed>, count: voyage, closes: {after: {first: lesson}}}",
    "waived": "{<waived>, count: voyage}",
    "requested": "{<requested>, count: voyage}",
    "absent": "{<absent>, count: voyage, when: {count: voyage}}",
    "other": "{<other>, tracks: [yacht], count: voyage}",
}
LOG = """
2025-01-01 lesson
2025-02-01 dispensation of: c/r/waived, decision: granted
2025-02-01 dispensation of: c/r/requested, decision: requested
"""


def parts(names: str) -> str:
    return ", ".join(PARTS[name] for name in names.split())


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("met", "met 1/1"), ("waived", "met 1/1"), ("met waived", "met 2/2"),
        ("open", "open 0/1"), ("met open", "open 1/2"), ("met waiting", "waiting 1/2"),
        ("waiting open", "open 0/2"), ("open waiting", "open 0/2"),
        ("met review", "review 1/2"), ("review open", "review 0/2"), ("requested met", "review 1/2"),
        ("failed met", "failed 1/2"), ("review failed open", "failed 0/3"), ("waiting failed", "failed 0/2"),
        # what is not asked of this trainee is not counted
        ("absent met", "met 1/1"), ("other met", "met 1/1"), ("absent open", "open 0/1"), ("absent", "not_applicable"),
        ("other", "not_applicable"),
    ],
)  # fmt: skip
def test_all(names: str, expected: str) -> None:
    assert asked(f"all: [{parts(names)}]", LOG).partition(":")[0] == expected


@pytest.mark.parametrize(
    ("names", "least", "expected"),
    [
        ("met", 1, "met 1/1"), ("waived", 1, "met 1/1"), ("met open", 1, "met 1/1"), ("open open2", 1, "open 0/1"),
        ("met open", 2, "open 1/2"), ("met waived open", 2, "met 2/2"), ("met waived open", 3, "open 2/3"),
        ("open waiting", 1, "open 0/1"), ("waiting", 1, "waiting 0/1"), ("met waiting", 2, "waiting 1/2"),
        ("waiting failed", 1, "waiting 0/1"), ("met waiting failed", 2, "waiting 1/2"),
        ("review open", 1, "review 0/1"), ("review met", 1, "met 1/1"), ("review met", 2, "review 1/2"),
        ("review open", 2, "open 0/2"), ("review failed", 1, "review 0/1"), ("review waiting", 2, "waiting 0/2"),
        ("requested open", 1, "review 0/1"),
        # too few ways are left
        ("failed", 1, "failed 0/1"), ("failed open", 1, "open 0/1"), ("failed open", 2, "failed 0/2"),
        ("failed met open", 2, "open 1/2"), ("failed met", 2, "failed 1/2"), ("failed review", 2, "failed 0/2"),
        ("met open", 3, "failed 1/3"),
        ("absent met", 1, "met 1/1"), ("absent open", 1, "open 0/1"), ("other open", 1, "open 0/1"),
        ("met", 0, "met 1/0"), ("open", 0, "met 0/0"),
    ],
)  # fmt: skip
def test_so_many_of_the_parts(names: str, least: int, expected: str) -> None:
    given = parts(names.replace(" open2", "")) + (", {<open2>, count: exam}" if "open2" in names else "")
    assert asked(f"any: [{given}]\nat_least: {least}", LOG).partition(":")[0] == expected


def test_one_is_enough_where_no_number_is_given() -> None:
    assert asked(f"any: [{parts('met open')}]", LOG) == "met 1/1: recorded"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("all: [{met}, {open}]", "open 1/2: open: nothing recorded yet"),
        ("all: [{open}, {review}]",
         "review 0/2: open: nothing recorded yet; review: 1 to be judged; passed: not recorded"),
        ("any: [{open}, {waiting}]",
         "open 0/1: open: nothing recorded yet; waiting: its first day is not known yet"),
        ("all: [{met}, {waived}]", "met 2/2: recorded"),
        ("any: [{met}, {open}]", "met 1/1: recorded"),
        ("any: [{waived}, {open}]\nat_least: 2", "open 1/2: open: nothing recorded yet"),
    ],
)  # fmt: skip
def test_the_reason_names_what_is_lacking(rule: str, expected: str) -> None:
    for name, text in PARTS.items():
        rule = rule.replace(f"{{{name}}}", text)
    assert asked(rule, LOG) == expected


def test_every_part_is_judged_and_shown_under_its_own_name() -> None:
    result = judged(f"any: [{parts('met open absent other failed')}]", LOG)
    assert [(child.name, child.status) for child in result.children] == [
        ("c/r/met", "met"),
        ("c/r/open", "open"),
        ("c/r/absent", "not_applicable"),
        ("c/r/failed", "failed"),
    ]


def test_parts_of_parts() -> None:
    rule = f"all: [{{<a>, any: [{parts('open met')}]}}, {{<b>, all: [{parts('waiting')}, {{<c>, count: lesson}}]}}]"
    result = judged(rule, LOG)
    assert line(result) == "waiting 1/2: b: waiting: its first day is not known yet"
    assert [child.name for part in result.children for child in part.children] == [
        "c/r/a/open", "c/r/a/met", "c/r/b/waiting", "c/r/b/c",
    ]  # fmt: skip


def test_other_amounts_than_a_number() -> None:
    rule = f"any: [{parts('met open')}]\nat_least: {{count: voyage}}"
    assert asked(rule, LOG).partition(":")[0] == "met 1/0"
    assert asked(rule, LOG + "2025-01-02 voyage voyage: a; 2025-01-03 voyage voyage: b").partition(":")[0] == "met 2/2"


THREE = "[{<a>, count: lesson}, {<b>, count: voyage}, {<d>, count: exam}]"
DATES = "2025-03-01 lesson; 2025-05-01 exam; 2025-04-01 voyage voyage: a"


@pytest.mark.parametrize(
    ("rule", "log", "expected"),
    [
        (f"all: {THREE}", DATES, "2025-05-01"),
        (f"any: {THREE}", DATES, "2025-03-01"),
        (f"any: {THREE}\nat_least: 2", DATES, "2025-04-01"),
        (f"any: {THREE}\nat_least: 3", DATES, "2025-05-01"),
        (f"any: {THREE}\nat_least: 3", "2025-03-01 lesson", "None"),
        (f"any: {THREE}\nat_least: 0", DATES, "None"),
        (f"all: {THREE}", "2025-03-01 lesson", "None"),
        (f"all: {THREE}", DATES.replace("2025-05-01 exam", "2025-06-01 dispensation of: c/r/d, decision: granted"),
         "2025-06-01"),
        # a part that has no day of its own: then the whole has none
        ("all: [{<a>, count: lesson}, {<b>, not: {count: voyage}}]", DATES.partition(";")[0], "None"),
        ("any: [{<a>, count: lesson}, {<b>, not: {count: withdrawal}}]", DATES, "2025-03-01"),
        ("any: [{<a>, count: lesson}, {<b>, not: {count: withdrawal}}]\nat_least: 2", DATES, "None"),
    ],
)  # fmt: skip
def test_the_day_on_which_it_was_met(rule: str, log: str, expected: str) -> None:
    assert str(judged(rule, log).why.met_on) == expected

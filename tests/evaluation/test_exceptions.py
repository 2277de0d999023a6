from __future__ import annotations

import pytest

from evaluation.sailing import asked, judged, line, one_rule, standing


def log(*said: str) -> str:
    """Dispensations of `c/r`, each as `day decision [until day]`."""
    lines = []
    for text in said:
        day, decision, *until = text.split()
        lines.append(f"{day} dispensation of: c/r, decision: {decision}{f', until: {until[1]}' if until else ''}")
    return "\n".join(lines)


GRANTED, REQUESTED, REFUSED = "2025-03-10 granted", "2025-03-01 requested", "2025-03-10 refused"
WAIVED = "waived 0/1: exception of 10 Mar 2025; without it: nothing recorded yet"
ASKED = "review 0/1: exception requested on 1 Mar 2025, not decided yet; nothing recorded yet"
OPEN = "open 0/1: nothing recorded yet"
OPEN_REFUSED = f"{OPEN}; exception refused on 10 Mar 2025"


@pytest.mark.parametrize(
    ("said", "on", "expected"),
    [
        ((), "2025-12-31", OPEN),
        # a grant holds from its day on
        ((GRANTED,), "2025-03-09", OPEN),
        ((GRANTED,), "2025-03-10", WAIVED),
        ((GRANTED,), "2030-01-01", WAIVED),
        # to its last day, that day included
        (("2025-03-10 granted until 2025-04-30",), "2025-04-30",
         "waived 0/1: exception of 10 Mar 2025, until 30 Apr 2025; without it: nothing recorded yet"),
        (("2025-03-10 granted until 2025-04-30",), "2025-05-01", OPEN),
        # a request is pending until it is answered
        ((REQUESTED,), "2025-02-28", OPEN),
        ((REQUESTED,), "2025-03-01", ASKED),
        ((REQUESTED, GRANTED), "2025-03-09", ASKED),
        ((REQUESTED, GRANTED), "2025-03-10", WAIVED),
        ((REQUESTED, REFUSED), "2025-03-09", ASKED),
        ((REQUESTED, REFUSED), "2025-03-10", OPEN_REFUSED),
        (("2025-03-10 requested", REFUSED), "2025-03-10", OPEN_REFUSED),
        (("2025-03-10 requested", GRANTED), "2025-03-10", WAIVED),
        # asked once more after a refusal, a grant, or a grant that is over
        ((REFUSED, "2025-04-01 requested"), "2025-04-01",
         "review 0/1: exception requested on 1 Apr 2025, not decided yet; nothing recorded yet"),
        ((GRANTED, "2025-04-01 requested"), "2025-04-01", WAIVED),
        (("2025-03-10 granted until 2025-03-31", "2025-04-01 requested"), "2025-04-01",
         "review 0/1: exception requested on 1 Apr 2025, not decided yet; nothing recorded yet"),
        ((REQUESTED, "2025-03-10 granted until 2025-03-31"), "2025-04-01", OPEN),
        ((REQUESTED, "2025-03-05 requested"), "2025-03-06",
         "review 0/1: exception requested on 5 Mar 2025, not decided yet; nothing recorded yet"),
        ((REQUESTED, "2025-03-05 requested", REFUSED), "2025-03-10", OPEN_REFUSED),
        # two grants: the one that holds longest, the later one where both have no end
        ((GRANTED, "2025-04-10 granted"), "2025-04-10",
         "waived 0/1: exception of 10 Apr 2025; without it: nothing recorded yet"),
        ((GRANTED, "2025-04-10 granted until 2025-04-30"), "2025-04-30", WAIVED),
        ((GRANTED, "2025-04-10 granted until 2025-04-30"), "2025-05-01", WAIVED),
        # a grant and a refusal of one day: somebody must say which of the two it is
        ((GRANTED, REFUSED), "2025-03-10",
         "review 0/1: exception requested on 10 Mar 2025, not decided yet; nothing recorded yet"),
        # a refusal answers a request and changes nothing else
        ((GRANTED, "2025-04-10 refused"), "2025-05-01", WAIVED),
    ],
)  # fmt: skip
def test_exceptions(said: tuple[str, ...], on: str, expected: str) -> None:
    assert asked("count: lesson", log(*said), on) == expected
    assert asked("count: lesson", log(*reversed(said)), on) == expected


def test_what_is_met_needs_no_exception() -> None:
    lesson = "\n2025-04-01 lesson"
    assert asked("count: lesson", log(GRANTED) + lesson) == "met 1/1: recorded"
    assert asked("count: lesson", log(REQUESTED) + lesson) == "met 1/1: recorded"
    # who does later what was waived before keeps the days since
    assert str(judged("count: lesson", log(GRANTED) + lesson).why.met_on) == "2025-03-10"


@pytest.mark.parametrize(
    ("said", "since"),
    [
        (("2025-03-10 granted",), "2025-03-10"),
        (("2025-03-10 granted", "2025-05-01 granted"), "2025-03-10"),
        # extended in time, on the last day and on the day after it: no gap
        (("2025-03-10 granted until 2025-04-30", "2025-04-15 granted"), "2025-03-10"),
        (("2025-03-10 granted until 2025-04-30", "2025-04-30 granted"), "2025-03-10"),
        (("2025-03-10 granted until 2025-04-30", "2025-05-01 granted"), "2025-03-10"),
        # a day too late
        (("2025-03-10 granted until 2025-04-30", "2025-05-02 granted"), "2025-05-02"),
        (("2025-03-10 granted until 2025-04-30", "2025-04-20 granted until 2025-05-31", "2025-06-01 granted"),
         "2025-03-10"),
    ],
)  # fmt: skip
def test_a_waiver_holds_since_the_first_of_its_grants(said: tuple[str, ...], since: str) -> None:
    assert str(judged("count: lesson", log(*said)).why.met_on) == since
    assert str(judged("count: lesson", log(*reversed(said))).why.met_on) == since


def test_the_status_beneath_is_kept() -> None:
    rule = "count: {entries: lesson, where: {passed: true}}\nat_least: 6"
    four = "\n".join(f"2025-01-0{day} lesson passed: yes" for day in range(1, 5))
    result = judged(rule, f"{four}\n{log(GRANTED)}")
    assert line(result) == "waived 4/6: exception of 10 Mar 2025; without it: 2 more are needed"
    assert result.beneath.value == "open"
    assert str(result.why.met_on) == "2025-03-10"


@pytest.mark.parametrize(
    ("rule", "beneath"),
    [
        ("count: {entries: lesson, where: {passed: true}}", "review"),
        ("count: voyage\ncloses: {after: {first: lesson}}", "failed"),
        ("elapsed: {first: voyage}", "waiting"),
        ("count: voyage\nwhen: {count: {entries: lesson, where: {passed: true}}}", "review"),
    ],
)
def test_an_exception_of_any_status(rule: str, beneath: str) -> None:
    lesson = "2025-01-01 lesson\n"
    given = [judged(rule, lesson + log(*said)) for said in ((), (REQUESTED,), (GRANTED,))]
    assert [result.status for result in given] == [beneath, "review", "waived"]
    assert [result.beneath for result in given] == [beneath] * 3


def test_what_is_not_asked_stays_so() -> None:
    assert judged("count: lesson\nwhen: {count: voyage}", log(GRANTED)).status == "not_applicable"


def test_an_exception_of_a_part_and_of_the_whole() -> None:
    rule = "all: [{<a>, count: lesson}, {<b>, all: [{<e>, count: exam}]}]"
    deep = "2025-03-10 dispensation of: c/r/b/e, decision: granted"
    part = judged(rule, deep)
    assert line(part) == "open 1/2: a: nothing recorded yet"
    assert [child.status for child in part.children] == ["open", "met"]
    assert part.children[1].children[0].status == "waived"
    # of the whole: its parts are shown as they are
    whole = judged(rule, log(GRANTED))
    assert (whole.status, [child.status for child in whole.children]) == ("waived", ["open", "open"])


def test_an_exception_is_of_one_requirement_alone() -> None:
    rules = one_rule("count: lesson", beside="- {<r>, count: lesson}\n- {<r-2>, count: lesson}")
    found = standing(rules, log(GRANTED))
    assert [result.status for part in found.checklists for result in part.results] == ["waived", "open", "open"]
    assert (found.met, found.of) == (1, 3)


def test_an_exception_is_shown_with_its_entry() -> None:
    result = judged("count: lesson", log(REQUESTED, GRANTED))
    assert result.waiver.granted is not None
    assert (str(result.waiver.granted.date), result.waiver.requested) == ("2025-03-10", None)
    pending = judged("count: lesson", log(REQUESTED)).waiver
    assert (pending.granted, str(pending.requested and pending.requested.date)) == (None, "2025-03-01")

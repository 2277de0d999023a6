from __future__ import annotations

import pytest

from evaluation.sailing import asked, counted, judged, not_counted

MORE = """
selections:
  passed: {entries: exam, where: {outcome: pass}}
  practice: {entries: exam, about: {part: practice}, where: {outcome: pass}}
"""
EXAMS = """
2025-01-01 exam part: theory, outcome: pass, score: 60
2025-02-01 exam part: practice, outcome: fail, score: 50
2025-03-01 exam part: practice, outcome: pass, score: 70
2025-04-01 exam part: practice, score: 80
2025-05-01 exam outcome: pass, score: 90
"""


@pytest.mark.parametrize(
    ("selection", "count", "rest"),
    [
        ("entries: exam", "01 02 03 04 05", []),
        ("entries: [exam, lesson]", "01 02 03 04 05", []),
        ("entries: exam, about: {part: theory}", "01", ["05-01? part: not recorded"]),
        ("entries: exam, where: {part: theory}", "01",
         ["02-01 part is practice", "03-01 part is practice", "04-01 part is practice", "05-01? part: not recorded"]),
        ("selection: passed", "01 03 05", ["02-01 outcome is fail", "04-01? outcome: not recorded"]),
        ("selection: practice", "03", ["02-01 outcome is fail", "04-01? outcome: not recorded",
         "05-01? part: not recorded"]),
        # a selection on top of another: narrowed and judged once more
        ("selection: passed, about: {part: practice}", "03",
         ["02-01 outcome is fail", "04-01? outcome: not recorded", "05-01? part: not recorded"]),
        ("selection: passed, where: {score: {at_least: 80}}", "05",
         ["01-01 score is 60; at least 80 is asked", "02-01 outcome is fail; score is 50; at least 80 is asked",
          "03-01 score is 70; at least 80 is asked", "04-01? outcome: not recorded"]),
    ],
)  # fmt: skip
def test_what_is_selected(selection: str, count: str, rest: list[str]) -> None:
    result = judged(f"count: {{{selection}}}\nat_least: 9", EXAMS, more=MORE)
    assert [item[:2] for item in counted(result)] == count.split()
    assert not_counted(result) == rest


FIRST, LAST = "pick: first", "pick: last"


def picked(pick: str, log: str) -> str:
    """The status, and the days of what counts and of what is uncertain."""
    result = judged(
        f"count: {{entries: exam, where: {{outcome: pass}}, {pick}, must: {{score: {{at_least: 60}}}}}}", log
    )
    unsure = "".join(f" {item.entry.date.day}?" for item in result.why.not_counted if item.uncertain)
    return result.status + "".join(f" {item.entry.date.day}" for item in result.why.evidence) + unsure


def exam(day: int, outcome: str, score: int | None) -> str:
    """An exam that was passed, failed or of which nobody wrote down the outcome."""
    said = {"y": ", outcome: pass", "n": ", outcome: fail", "?": ""}[outcome]
    return f"2025-01-{day:02} exam part: theory{said}{f', score: {score}' if score is not None else ''}"


@pytest.mark.parametrize(
    ("exams", "first", "last"),
    [
        ([], "open", "open"),
        ([(1, "y", 70)], "met 1", "met 1"),
        ([(1, "y", 50)], "open", "open"),
        ([(1, "y", None)], "review 1?", "review 1?"),
        # the first or last decides, the others do not
        ([(1, "y", 70), (2, "y", 50)], "met 1", "open"),
        ([(1, "y", 50), (2, "y", 70)], "open", "met 2"),
        ([(1, "y", 70), (2, "y", 50), (3, "y", 80)], "met 1", "met 3"),
        # what does not count at all is not picked
        ([(1, "n", 50), (2, "y", 70), (3, "n", 50)], "met 2", "met 2"),
        ([(1, "n", 70), (2, "n", 70)], "open", "open"),
        # one that may count is in play where it would be picked if it did
        ([(1, "?", 50), (2, "y", 70)], "review 1? 2?", "met 2"),
        ([(1, "y", 70), (2, "?", 50)], "met 1", "review 1? 2?"),
        ([(1, "?", 50), (2, "y", 50)], "open", "open"),
        ([(1, "?", 70)], "review 1?", "review 1?"),
        ([(1, "?", 50)], "open", "open"),
        ([(1, "?", 70), (2, "?", 50)], "review 1? 2?", "review 1? 2?"),
        # the same day
        ([(1, "y", 70), (1, "y", 80)], "met 1", "met 1"),
        ([(1, "y", 70), (1, "y", 50)], "review 1? 1?", "review 1? 1?"),
        ([(1, "y", 40), (1, "y", 50)], "open", "open"),
        ([(1, "y", 70), (2, "y", 70), (2, "y", 50)], "met 1", "review 2? 2?"),
    ],
)  # fmt: skip
def test_picks(exams: list[tuple[int, str, int | None]], first: str, last: str) -> None:
    log = "\n".join(exam(*given) for given in exams)
    assert (picked(FIRST, log), picked(LAST, log)) == (first, last)


def test_what_was_not_picked_says_so() -> None:
    log = "\n".join(exam(day, "y", 70) for day in (1, 2, 3))
    last = judged("count: {entries: exam, pick: last}\nat_least: 2", log)
    assert (counted(last), not_counted(last)) == (
        ["01-03 1"],
        ["01-01 one of a later date counts instead", "01-02 one of a later date counts instead"],
    )
    first = judged("count: {entries: exam, pick: first}\nat_least: 2", log)
    assert (counted(first), not_counted(first)) == (
        ["01-01 1"],
        ["01-02 one of an earlier date counts instead", "01-03 one of an earlier date counts instead"],
    )


def test_contradicting_entries_of_one_day_must_be_judged() -> None:
    rule = "count: {entries: exam, pick: last, must: {outcome: pass}}"
    assert asked(rule, "2025-01-01 exam outcome: pass; 2025-01-01 exam outcome: fail") == (
        "review 0/1: 2 to be judged; "
        "1 Jan 2025: outcome is fail; it is not certain which entry counts, and they differ; somebody must judge; "
        "1 Jan 2025: it is not certain which entry counts, and they differ; somebody must judge"
    )


PICKS = """
picks:
  chosen:
    take: voyages
    first_known:
      - {entries: exam, about: {outcome: pass}, pick: first}
      - {entries: exam, about: {part: theory}, pick: last}
"""
RULE = "count: {entries: exam, about: {part: practice}, where: {voyages: {is: chosen}}}"
OTHER = "open 0/1: voyages is a; b is the one that counts"
SEVERAL = "review 0/1: 1 to be judged; several are named on the same day; somebody must say which one is meant"


def exams(*said: str) -> str:
    """Exams as `day part outcome voyage`; a dash stands for what is not recorded."""
    lines = []
    for text in said:
        day, part, outcome, voyage = text.split()
        more = f", outcome: {outcome}" if outcome != "-" else ""
        lines.append(f"2025-01-{day} exam part: {part}{more}{f', voyages: {voyage}' if voyage != '-' else ''}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["01 practice fail a"], "open 0/1: voyages a: none is chosen yet"),
        (["01 practice fail a", "02 theory fail a"], "met 1/1: recorded"),
        (["01 practice fail a", "02 theory fail b"], OTHER),
        # of the second kind the last one counts
        (["01 practice fail a", "02 theory fail a", "03 theory fail b"], OTHER),
        # of the first kind the first one, and it goes before the second kind
        (["01 practice pass a", "03 theory fail b"], "met 1/1: recorded"),
        (["02 practice pass a", "01 theory pass b"], OTHER),
        # one that names no voyage chooses none
        (["02 practice fail a", "01 theory pass -", "03 theory fail a"], "met 1/1: recorded"),
        # two on one day
        (["02 practice pass a", "02 theory pass b"], SEVERAL),
        (["02 practice pass a", "02 theory pass a"], "met 1/1: recorded"),
        # whether the first one was passed is not known: it may be the chosen one, or the second may
        (["01 practice - a", "02 theory fail b"], SEVERAL),
        (["01 practice - a", "02 theory pass b"], SEVERAL),
        (["01 practice - a", "02 theory fail a"], "met 1/1: recorded"),
    ],
)
def test_what_is_chosen(said: list[str], expected: str) -> None:
    assert asked(RULE, exams(*said), more=PICKS) == expected

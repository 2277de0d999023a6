"""What is told across records and people repeats no value where others read along, in no language."""

from __future__ import annotations

import re
from pathlib import Path

from checking.diving import diver, school, talker
from checking.pottery import found_in
from checking.test_discretion import everything_said
from kio.problem import Problem

MARKED = re.compile(r"zz|1987", re.IGNORECASE)
PEOPLE = """\
zz-a: {name: Zz, roles: [{role: guide, certified: no}]}
zz-b: {name: Zz, roles: [{role: guide}]}
"""
WAIVER = "date: 1987-01-01, type: waiver, of: basics/film, said: given"
BUDDY = "with: {kind: pair, of: dee}\n"


def test_no_value_is_told_discreetly(tmp_path: Path) -> None:
    stopped = diver("dee", WAIVER, "date: 1987-02-02, type: stop")
    root = school(
        tmp_path,
        diver("ben", "date: 1987-01-01, type: dive, guide: zz-a", "date: 1987-01-02, type: dive, guide: zz-b",
              "date: 1987-01-03, type: exam, real: yes, by: zz-a", WAIVER, "date: 1987-03-05, type: film, film: zz",
              "date: 1987-03-05, type: film, film: zz2", "date: 1987-01-09, type: week, part: 1, start: 1987-01-01"),
        talker("ben-2", "date: 1987-01-01, type: talk, with: zz-a", person="ben"),
        diver("cas", WAIVER),
        {name: text.replace("name: Dee", "name: Zz") for name, text in stopped.items()},
        diver("eva", track="buddy", more=BUDDY), diver("fay", track="buddy", more=BUDDY),
        people=PEOPLE,
    )  # fmt: skip
    problems = [problem for listed in found_in(root).values() for problem in listed]
    assert {problem.code for problem in problems} == {
        "certificate-not-held", "certificate-unknown", "linked-twice", "not-independent", "overlapping-entries",
        "repeated-exception", "same-with-two-ids", "unfit-link", "unneeded-exception",
    }  # fmt: skip
    open_codes = {problem.code for problem in problems if MARKED.search(everything_said(problem))}
    assert open_codes == {
        "certificate-not-held", "certificate-unknown", "not-independent", "unfit-link", "unneeded-exception",
    }  # fmt: skip
    assert [said for said in map(everything_said, map(Problem.discreet, problems)) if MARKED.search(said)] == []

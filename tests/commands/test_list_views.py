"""`kio list --matrix`, `--stuck`, `--ready` and `--late` on the fictitious cohort of 22 November 2026."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from checking.pottery import pottery

from commands.running import ROOT, Kio

DAY = "2026-11-22"
LONGEST_STUCK = ["renee-mulder", "mei-lin-tan", "elif-celik", "aukje-dijkstra", "bram-de-clercq", "griet-maes"]
"""By the days of tests/test_outlook.py: 7 May, 19 and 28 September, 1, 8 and 11 October 2026."""
IDLE = {"gijs-van-der-meulen", "jelle-bouma", "koen-vermeulen", "marijke-hoekstra", "xander-kuipers"}
LATE = ["nadia-osman", "milan-kovac", "bram-de-clercq", "sjoerd-wiarda", "tomas-novak"]
"""By the last days that have passed: a paper of 2 May, the rest of a price three weeks before 18 September, an
insurance until 31 August, a paper of 12 October, a deposit a week after 9 November."""
READY = ["joris-claes", "wietske-bergsma", "zoe-vandenberghe"]


def told(kio: Kio, *words: str) -> list[dict[str, Any]]:
    done = kio("-C", ROOT, "list", "--on", DAY, "--json", *words)
    assert (done.code, done.err) == (0, "")
    rows: list[dict[str, Any]] = json.loads(done.out)["trainees"]
    return rows


def names(kio: Kio, *words: str) -> list[str]:
    return [row["id"] for row in told(kio, *words)]


def test_the_longest_without_progress_first(kio: Kio) -> None:
    rows = told(kio, "--stuck")
    assert [row["id"] for row in rows][:6] == LONGEST_STUCK
    days = [row["progressed"] for row in rows]
    assert days[0] == "2026-05-07"
    assert days == sorted(days)
    assert IDLE.isdisjoint(row["id"] for row in rows)
    assert len(rows) == 25


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--ready",), READY),
        (("--late",), LATE),
        (("--ready", "--track", "coach"), ["joris-claes"]),
        (("--late", "--group", "2025-najaar"), ["sjoerd-wiarda"]),
        (("--stuck", "--phase", "admitted"), ["liesbeth-van-acker", "tomas-novak"]),
        # 5 November before 10 and 17 November.
        (("--stuck", "--ready"), ["zoe-vandenberghe", "wietske-bergsma", "joris-claes"]),
        # 8, 22 and 29 October, 5 and 15 November
        (("--stuck", "--late"), ["bram-de-clercq", "nadia-osman", "sjoerd-wiarda", "tomas-novak", "milan-kovac"]),
        (("--ready", "--late"), []),
        (("--matrix", "--late"), LATE),
    ],
)
def test_they_combine_with_filters_and_with_each_other(words: tuple[str, ...], expected: list[str], kio: Kio) -> None:
    assert names(kio, *words) == expected


def test_the_plain_list_keeps_its_order(kio: Kio) -> None:
    assert names(kio) == sorted(names(kio))
    assert names(kio, "--matrix") == names(kio)


def test_who_is_late_is_told_with_which_and_since_when(kio: Kio) -> None:
    """Six months after 2 November 2025 and 12 April 2026."""
    out = kio("-C", ROOT, "list", "--on", DAY, "--late").out
    assert "trainee: hand in the paper for certification · by 2 May 2026, 204 days late" in out
    assert "trainee: hand in the paper for certification · by 12 Oct 2026, 41 days late" in out
    late = [action for row in told(kio, "--late") for action in row["todo"] if action["late"]]
    assert [(action["kind"], action["requirement"] or action["reminder"], action["until"]) for action in late] == [
        ("requirement", "certification/paper-certification", "2026-05-02"),
        ("payment", None, "2026-08-28"),
        ("reminder", "insurance-lapses", "2026-08-31"),
        ("requirement", "certification/paper-certification", "2026-10-12"),
        ("payment", None, "2026-11-16"),
    ]


def test_why_somebody_is_ready_is_told(kio: Kio) -> None:
    rows = told(kio, "--ready")
    assert {row["id"]: row["ready"] for row in rows} == dict(zip(READY, ("now", "now", "others"), strict=True))
    lines = kio("-C", ROOT, "list", "--on", DAY, "--ready").out.splitlines()
    assert lines[1].endswith("22/22  now               coordinator: record the certification decision")
    waiting = next(number for number, line in enumerate(lines) if "waits for others" in line)
    assert lines[waiting + 2].endswith("  assessor: assess the final recording · planned for 8 Dec 2026")


def test_the_last_progress_is_told_with_the_days_since(kio: Kio) -> None:
    lines = kio("-C", ROOT, "list", "--on", DAY, "--stuck").out.splitlines()
    assert "7 May 2026, 199 days ago" in lines[1]
    assert "19 Sep 2026, 64 days ago" in "".join(lines)
    dutch = kio("-C", ROOT, "--lang", "nl", "list", "--on", DAY, "--stuck").out
    assert "laatste voortgang" in dutch
    assert "7 mei 2026, 199 dagen geleden" in dutch


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--stuck",), "nobody here can be stuck: nothing is asked of anybody now"),
        (("--ready",), "nobody here is ready yet: everybody still has something to do, or a day to wait for"),
        (("--late",), "nobody here is late: no last day has passed"),
        (("--late", "--matrix"), "nobody here is late: no last day has passed"),
        (("--late", "--ready"), "there is nobody here to whom all of this applies"),
    ],
)
def test_nobody(words: tuple[str, ...], said: str, kio: Kio) -> None:
    done = kio("-C", ROOT, "list", "--on", DAY, "--phase", "refused", *words)
    assert (done.code, " ".join(done.out.split()), done.err) == (0, said, "")


def test_a_record_without_anything_that_counts(kio: Kio, tmp_path: Path) -> None:
    record = "id: ben\nname: Ben\ntrack: potter\nlog: []\n"
    root = pottery(tmp_path, {"records/trainees/ben.yaml": record})
    lines = kio("-C", root, "list", "--on", "2026-06-01", "--stuck").out.splitlines()
    assert "10 Jan 2026, 142 days ago" in lines[1]
    assert "nothing counts yet" in lines[2]


def test_the_data_of_the_matrix(kio: Kio) -> None:
    rows = {row["id"]: row for row in told(kio, "--matrix")}
    griet = rows["griet-maes"]["matrix"]
    # As `kio status griet` of the README: 3 of 4 recordings, 2 of 3 sessions, one of three steps.
    assert griet["certification/recordings"] == {"status": "open", "have": 3, "need": 4, "late": False}
    assert griet["certification/supervision"] == {"status": "open", "have": 2, "need": 3, "late": False}
    assert griet["certification/project"] == {"status": "open", "have": 1, "need": 3, "late": False}
    asked = [cell for cell in griet.values() if cell["status"] != "not_applicable"]
    assert len(asked) == rows["griet-maes"]["progress"]["of"] == 22
    assert rows["femke-ten-have"]["matrix"]["admission/relationship-weekend"]["status"] == "failed"
    assert rows["mei-lin-tan"]["matrix"]["admission/degree"]["status"] == "waived"
    assert rows["sjoerd-wiarda"]["matrix"]["certification/paper-certification"]["late"] is True
    only = told(kio, "--matrix", "--checklist", "part-1", "--track", "auditor")
    modules = [f"part-1/module-{number}" for number in range(1, 5)]
    assert [list(row["matrix"]) for row in only] == [modules] * 3


def test_the_data_have_one_shape(kio: Kio) -> None:
    """Whatever is asked for, the keys are the same; a matrix that was not asked for is null."""
    plain = told(kio)
    for words in (("--stuck",), ("--ready",), ("--late",), ("--matrix",)):
        assert {tuple(row) for row in told(kio, *words)} == {tuple(plain[0])}
    assert {row["matrix"] is None for row in plain} == {True}


def test_the_matrix_and_the_status_of_a_trainee_say_the_same(kio: Kio) -> None:
    for row in told(kio, "--matrix"):
        status = json.loads(kio("-C", ROOT, "status", row["id"], "--on", DAY, "--json").out)
        assert row["matrix"] == {
            f"{part['id']}/{asked['id']}": {key: asked[key] for key in ("status", "have", "need", "late")}
            for part in status["checklists"]
            for asked in part["requirements"]
        }


@pytest.mark.parametrize("width", ["80", "140", "200"])
def test_everybody_is_in_the_matrix(width: str, kio: Kio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = kio("-C", ROOT, "list", "--on", DAY, "--matrix").out
    assert max(map(len, out.splitlines())) <= int(width)
    assert [line for line in out.splitlines() if line in {"therapist", "coach", "auditor"}] == [
        "therapist", "coach", "auditor",
    ]  # fmt: skip
    squeezed = " ".join(out.split())
    for row in told(kio, "--track", "therapist"):
        assert row["name"] in squeezed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--checklist", "part-1"), "--checklist is about the columns of --matrix\n  hint: add --matrix\n"),
        (("--matrix", "--checklist", "part-3"), "there is no checklist part-3\n  hint: did you mean 'part-1'?\n"),
        (("--matrix", "--phase", "part-3"), "there is no phase part-3\n  hint: did you mean 'part-2'?\n"),
    ],
)  # fmt: skip
def test_asking_for_what_is_not_there(words: tuple[str, ...], said: str, kio: Kio) -> None:
    assert kio("-C", ROOT, "list", "--on", DAY, *words) == (2, "", f"error: {said}")

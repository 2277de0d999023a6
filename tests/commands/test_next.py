"""`kio next`: for one trainee, for everybody, and for those who are asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checking.pottery import RULES, pottery, record

from commands.running import DAY, ROOT, Kio, installed

ACTS = """\
actors:
  trainee: {title: {nl: leerling, en: pupil}}
  teacher: {title: {nl: docent, en: teacher}}
reminders:
  - id: clean
    title: {nl: Oven schoonmaken, en: Clean the kiln}
    for: firing
    due: {weeks: 2, after: {field: date}}
    show: kiln
    act: {who: teacher, what: {nl: maak de oven schoon, en: clean the kiln}}
"""
FILES: dict[str, str | bytes] = {
    "rules/pottery.yaml": RULES + ACTS,
    "records/people.yaml": "gus: {name: Gus Smit, roles: [{role: teacher}]}\n",
    # Fired on 1 May 2026: late from 16 May on, at DAY.
    "records/trainees/anna.yaml": record("anna", "{date: 2026-05-01, type: firing, kiln: big, teacher: gus}"),
    "records/trainees/ben.yaml": record(
        "ben",
        "{date: 2026-05-25, type: firing, kiln: small}",
        track="helper",
        more="group: spring\nhelps: {of: anna}\n",
    ),
    "records/trainees/cas.yaml": "id: cas\nname: a: b\n",
}
UNREADABLE = "1 record cannot be read: cas (kio check says why)\n"


def root(folder: Path, **files: str) -> Path:
    named = {f"records/trainees/{name}.yaml": text for name, text in files.items()}
    return pottery(folder, {**FILES, **named})


def test_one_trainee(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", root(tmp_path), "next", "anna", "--on", DAY)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Anna (anna)\n"
        "phase: learning · as of 1 Jun 2026\n"
        "\n"
        "teacher Gus Smit    clean the kiln: big\n"
        "                    by 15 May 2026, 17 days late\n"
        "\n"
        "pupil               Three pots\n"
        "                    to record: pot (pot)\n"
    )


def test_in_dutch(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", root(tmp_path), "--lang", "nl", "next", "anna", "--on", DAY)
    assert "docent Gus Smit     maak de oven schoon: big\n" in done.out
    assert "vast te leggen: pot (pot)\n" in done.out


def test_by_a_part_of_the_name(kio: Kio, tmp_path: Path) -> None:
    assert kio("-C", root(tmp_path), "next", "ann", "--on", DAY).out.startswith("Anna (anna)\n")
    done = kio("-C", root(tmp_path / "too"), "next", "anne", "--on", DAY)
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: there is no trainee 'anne'\n  hint: did you mean anna?\n"


POTS = [f"{{date: 2026-01-0{day}, type: pot, pot: p{day}}}" for day in (1, 2, 3)]


def test_nothing_to_do(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", root(tmp_path, dot=record("dot", *POTS)), "next", "dot", "--on", DAY)
    assert done.out.endswith("\n\nnothing has to be done now: everything is met\n")


def test_nothing_of_what_is_asked_for(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", root(tmp_path), "next", "ben", "--overdue", "--on", DAY)
    assert (done.code, done.out.splitlines()[-1]) == (0, "nothing has to be done now: nothing of this kind")


def test_everybody(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", root(tmp_path), "next", "--on", DAY)
    assert (done.code, done.err) == (0, UNREADABLE)
    assert done.out == (
        "teacher · 1\n"
        " Ben                         clean the kiln: small · by 8 Jun 2026\n"
        "\n"
        "Gus Smit (teacher) · 1\n"
        " Anna                        clean the kiln: big · by 15 May 2026, 17 days late\n"
        "\n"
        "Anna (anna) · 1\n"
        " • Three pots\n"
        "\n"
        "Ben (ben) · 1\n"
        " • Three pots\n"
        "\n"
        "4 things to do · for 2 trainees · 1 late · as of 1 Jun 2026\n"
    )


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("person", ["teacher · 1", "Gus Smit (teacher) · 1", "Anna (anna) · 1", "Ben (ben) · 1"]),
        ("trainee", ["Anna (anna) · 2", "Ben (ben) · 2"]),
        ("date", ["late · 1", "8 Jun 2026 · 1", "without a day · 2"]),
    ],
)
def test_in_groups(by: str, headings: list[str], kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", root(tmp_path), "next", "--by", by, "--on", DAY)
    lines = done.out.splitlines()
    assert [line for line in lines[:-1] if line and not line.startswith(" ")] == headings


def names(kio: Kio, folder: Path, *flags: str, code: int = 0) -> list[str]:
    done = kio("-C", root(folder), "next", "--on", DAY, "--json", *flags)
    assert (done.code, done.err) == (code, UNREADABLE if "anna" not in flags else "")
    found = json.loads(done.out)
    assert list(found) == ["as_of", "actions", "unusable"]
    return [f"{action['trainee']['id']} {action['reminder'] or action['requirement']}" for action in found["actions"]]


EVERYTHING = ["anna clean", "ben clean", "anna craft/three-pots", "ben craft/three-pots"]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((), EVERYTHING),
        # the day of the reminder of ben is 8 June: seven days from DAY on; what has no day can be done now
        (("--within", "7d"), EVERYTHING),
        (("--within", "1w"), EVERYTHING),
        (("--within", "6d"), ["anna clean", "anna craft/three-pots", "ben craft/three-pots"]),
        (("--within", "0d"), ["anna clean", "anna craft/three-pots", "ben craft/three-pots"]),
        (("--within", "2m"), EVERYTHING),
        (("--within", "1y"), EVERYTHING),
        (("--overdue",), ["anna clean"]),
        (("--who", "teacher"), ["anna clean", "ben clean"]),
        (("--who", "teacher:gus"), ["anna clean"]),
        (("--who", "gus"), ["anna clean"]),
        (("--who", "trainee"), ["anna craft/three-pots", "ben craft/three-pots"]),
        (("--who", "trainee:ben"), ["ben craft/three-pots"]),
        (("--who", "ben"), ["ben craft/three-pots"]),
        (("--who", "coordinator"), []),
        (("--group", "spring"), ["ben clean", "ben craft/three-pots"]),
        (("--track", "potter"), ["anna clean", "anna craft/three-pots"]),
        (("--phase", "learning", "--who", "teacher", "--overdue"), ["anna clean"]),
        (("anna",), ["anna clean", "anna craft/three-pots"]),
        (("anna", "--who", "gus"), ["anna clean"]),
        (("anna", "--overdue"), ["anna clean"]),
    ],
)
def test_those_who_are_asked_for(flags: tuple[str, ...], expected: list[str], kio: Kio, tmp_path: Path) -> None:
    assert names(kio, tmp_path, *flags) == expected


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--who", "teecher"), "there is nobody called teecher, and no such role\n  hint: did you mean 'teacher'?"),
        (("--who", "gusz"), "there is nobody called gusz, and no such role\n  hint: did you mean 'gus'?"),
        (("--who", "teecher:gus"), "there is no role teecher\n  hint: did you mean 'teacher'?"),
        (("--who", "teacher:gsu"), "there is nobody called gsu\n  hint: did you mean 'gus'?"),
        (("--who", "teacher:"), "there is nobody called \n  hint: possible here: gus, anna, ben"),
        (("--who", ""), "there is nobody called , and no such role"),
        (("--within", "soon"), "soon does not say how long\n  hint: write 30d, 2w or 3m"),
        (("--within", "30"), "30 does not say how long\n  hint: write 30d, 2w or 3m"),
        (("--within", ""), " does not say how long\n  hint: write 30d, 2w or 3m"),
        (("--by", "persn"), "it cannot be grouped by persn\n  hint: did you mean 'person'?"),
        (("--group", "sprin"), "there is no group sprin\n  hint: did you mean 'spring'?"),
        (("--phase", "lerning"), "there is no phase lerning\n  hint: did you mean 'learning'?"),
        (("anna", "--group", "spring"), "--group is for everybody\n  hint: leave out the name"),
        (("anna", "--by", "date"), "--by is for everybody\n  hint: leave out the name"),
        (("anna", "--who", "bob"), "there is nobody called bob, and no such role"),
    ],
)
def test_wrong_use(flags: tuple[str, ...], message: str, kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", root(tmp_path), "next", "--on", DAY, *flags)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {message}")


def test_a_record_that_cannot_be_read(kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", root(tmp_path), "next", "cas", "--on", DAY)
    assert (done.code, done.out) == (1, "")
    assert "error[yaml-syntax]" in done.err
    done = kio("-C", root(tmp_path / "too"), "next", "cas", "--on", DAY, "--json")
    assert (done.code, json.loads(done.out)) == (1, {"as_of": DAY, "actions": [], "unusable": ["cas"]})


def test_a_record_with_errors_is_answered_with_a_warning(kio: Kio, tmp_path: Path) -> None:
    wrong = record("dot", "{date: 2026-01-01, type: pot, pot: a, huors: 2}")
    done = kio("-C", root(tmp_path, dot=wrong), "next", "dot", "--on", DAY)
    assert (done.code, done.err) == (1, "this record has errors (kio status shows them), so this may be wrong\n")
    assert "Three pots" in done.out


def test_nobody_at_all(kio: Kio, tmp_path: Path) -> None:
    folder = pottery(tmp_path, without=("records/trainees/anna.yaml",))
    done = kio("-C", folder, "next", "--on", DAY, "--who", "nobody-checks-this")
    assert (done.code, done.err) == (0, "")
    assert done.out == "0 things to do · for 0 trainees · 0 late · as of 1 Jun 2026\n"


def test_broken_rules_end_it(kio: Kio, tmp_path: Path) -> None:
    folder = pottery(tmp_path, {**FILES, "rules/pottery.yaml": RULES.replace("count: pot", "cuont: pot") + ACTS})
    done = kio("-C", folder, "next")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: the rules have errors; mend them first\n")


def test_the_same_actions_everywhere(kio: Kio) -> None:
    """Of this repository: what `next` says of one is in the work of all, and `status` and `list` agree."""
    everybody = json.loads(kio("-C", ROOT, "next", "--on", "2026-11-22", "--json").out)["actions"]
    rows = json.loads(kio("-C", ROOT, "list", "--on", "2026-11-22", "--json").out)["trainees"]
    late = {row["id"]: row["late"] for row in rows}
    for name in ("tomas-novak", "bram-de-clercq", "zoe-vandenberghe", "gijs-van-der-meulen"):
        own = json.loads(kio("-C", ROOT, "next", name, "--on", "2026-11-22", "--json").out)["actions"]
        assert [action for action in everybody if action["trainee"]["id"] == name] == own
        status = json.loads(kio("-C", ROOT, "status", name, "--on", "2026-11-22", "--json").out)["next"]
        same = [{key: value for key, value in action.items() if key not in ("trainee", "person")} for action in own]
        assert [{key: value for key, value in action.items() if key != "person"} for action in status] == same
        first = next(row["next"] for row in rows if row["id"] == name)
        assert first == (status[0] if status else None)
        assert len(late[name]) == sum(action["late"] for action in own)


def test_whom_it_names_in_this_repository(kio: Kio) -> None:
    """The supervisor of the last session declares; whom the plan of 8 December names assesses."""
    done = kio("-C", ROOT, "next", "--on", "2026-11-22", "--json", "--who", "supervisor:fatima-el-idrissi")
    assert [action["trainee"]["id"] for action in json.loads(done.out)["actions"]] == ["elif-celik"]
    found = json.loads(kio("-C", ROOT, "next", "zoe", "--on", "2026-11-22", "--json").out)["actions"]
    [assess] = [action for action in found if action["requirement"] == "certification/final-assessment"]
    assert (assess["person"], assess["planned"]) == ({"id": "coen-rademaker", "name": "Coen Rademaker"}, "2026-12-08")


def test_as_installed(tmp_path: Path) -> None:
    done = installed("-C", root(tmp_path), "next", "--overdue")
    assert done.code == 0
    assert "17 days late" in done.out

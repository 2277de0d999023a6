"""Where others read along, a problem says where and what is wrong and nothing that stands in a record.

A mark stands in one place of a record, a group or people.yaml, with a fault around it, so that something is said of it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from checking.pottery import TODAY, codes, put
from kio.app import main
from kio.checking.running import check_workspace
from kio.commands.formats import Format
from kio.locale import LANGUAGES, say
from kio.problem import Problem
from kio.workspace import Workspace

MARK = "Zzcanaryzz7"
MARKED = re.compile(r"zzcanaryzz7|1987|98\.?765", re.IGNORECASE)
"""The mark, also as an id; a year and a number that stand nowhere else are marks too."""

RULES = """\
title: {nl: Geheim, en: Secret}
tracks:
  one: {title: {nl: een, en: one}}
  two: {title: {nl: twee, en: two}}
editions:
  - {id: "2020", from: 2020-01-01}
binding_day: {first: start}
track_changes: {entries: move, field: to}
edition_changes: {entries: shift, field: edition}
roles:
  teacher: {title: {nl: docent, en: teacher}}
header:
  pair:
    tracks: [two]
    fields:
      of: {type: trainee, title: {nl: van, en: of}}
      since: {type: date, title: {nl: sinds, en: since}}
groups:
  days:
    entries: move
    date: day
    fields:
      day: {type: date, required: yes, title: {nl: dag, en: day}}
      to: {type: track, title: {nl: naar, en: to}}
      teacher: {type: person, title: {nl: docent, en: teacher}}
      place: {type: text, title: {nl: plaats, en: place}}
entries:
  start: {title: {nl: begin, en: start}, notes: no}
  work:
    title: {nl: werk, en: work}
    key: name
    fields:
      name: {type: text, required: yes, title: {nl: naam, en: name}}
      end: {type: date, not_before: date, title: {nl: einde, en: end}}
  move:
    title: {nl: overgang, en: move}
    fields:
      to: {type: track, required: yes, title: {nl: naar, en: to}}
      teacher: {type: person, title: {nl: docent, en: teacher}}
  shift:
    title: {nl: andere editie, en: shift}
    fields:
      edition: {type: edition, required: yes, title: {nl: editie, en: edition}}
  everything:
    title: {nl: alles, en: everything}
    fields:
      text: {type: text, title: {nl: tekst, en: text}}
      choice: {type: choice, title: {nl: keuze, en: choice}, choices: {red: {nl: rood, en: red}}}
      number: {type: number, at_most: 5, title: {nl: getal, en: number}}
      hours: {type: hours, at_most: 5, title: {nl: uren, en: hours}}
      money: {type: money, title: {nl: geld, en: money}}
      percentage: {type: percentage, title: {nl: procent, en: percentage}}
      whole: {type: whole_number, at_least: 2, title: {nl: heel, en: whole}}
      flag: {type: yes_no, title: {nl: ja of nee, en: flag}}
      person: {type: person, title: {nl: persoon, en: person}}
      trainee: {type: trainee, title: {nl: deelnemer, en: trainee}}
      works: {type: reference, refers_to: work, many: yes, title: {nl: werken, en: works}}
      proof: {type: evidence, title: {nl: bewijs, en: proof}}
      marks: {type: marks, title: {nl: cijfers, en: marks}}
      requirement: {type: requirement, title: {nl: eis, en: requirement}}
      track: {type: track, title: {nl: traject, en: track}}
      edition: {type: edition, title: {nl: editie, en: edition}}
phases:
  - {id: learning, title: {nl: bezig, en: learning}, when: {elapsed: today}}
"""
HEAD = "id: ben\nname: Ben\ntrack: one\n"
RECORD, GROUP, PEOPLE = "records/trainees/ben.yaml", "records/groups/spring.yaml", "records/people.yaml"
FILES = {
    "rules/secret.yaml": RULES,
    RECORD: HEAD,
    GROUP: "id: spring\nname: Spring\n",
    PEOPLE: "gus: {name: Gus, roles: [{role: teacher}]}\n",
}


class Case(NamedTuple):
    """What a file says, and the code of a problem that has to be told of it."""

    code: str
    text: str
    file: str = RECORD


def header(key: str, value: str) -> str:
    """A record in which one key of the header has this value, in quotes."""
    return "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(key)) + f'{key}: "{value}"\n'


def entry(fields: str, *, before: str = "") -> str:
    """A record with an entry of all types of fields, in which these are given."""
    return f"{HEAD}log:\n{before}  - {{date: 2026-01-01, type: everything, {fields}}}\n"


def log(*lines: str) -> str:
    return f"{HEAD}log:\n" + "".join(f"  - {line}\n" for line in lines)


WORK = f"{{date: 2026-01-01, type: work, name: {MARK}}}"
RECORDS = [
    # the header
    Case("wrong-id", header("id", MARK)),
    Case("id-not-file-name", header("id", MARK.lower())),
    Case("wrong-text", header("name", rf"{MARK}\nx")),
    Case("wrong-shape", f"id: ben\ntrack: one\nname: [{MARK}]\n"),
    Case("unknown-track", header("track", MARK)),
    Case("unknown-track", header("track", f"one {MARK}")),
    Case("wrong-email", header("email", MARK)),
    Case("wrong-language", header("language", MARK)),
    Case("unknown-programme", header("programme", MARK)),
    Case("unknown-programme", header("programme", MARK.lower())),
    Case("wrong-id", header("group", MARK)),
    Case("unknown-group", header("group", MARK.lower())),
    Case("unknown-trainee", header("person", MARK.lower())),
    Case("unknown-trainee", f"{HEAD.replace('one', 'two')}pair: {{of: {MARK}}}\n"),
    Case("wrong-date", f"{HEAD.replace('one', 'two')}pair: {{of: ben, since: {MARK}}}\n"),
    Case("unknown-key", f"{HEAD}pair: {{{MARK}: x}}\n"),
    Case("wrong-shape", f"{HEAD}pair: {MARK}\n"),
    Case("wrong-shape", f"{HEAD}log: {MARK}\n"),
    # keys, also those that a comma between braces made of a text
    Case("unknown-key", f"{HEAD}{MARK}: x\n"),
    Case("unknown-key", f"{HEAD}name {MARK}: x\n"),
    Case("unknown-key", f"{HEAD}98765: x\n"),
    Case("unknown-key", entry(f"text: Ben, {MARK} and more")),
    Case("unknown-key", entry("text: 1,98765")),
    Case("duplicate-key", f"{HEAD}{MARK}: x\n{MARK}: y\n"),
    Case("duplicate-key", entry(f"marks: {{{MARK}: a, {MARK}: b}}")),
    # the log
    Case("wrong-shape", log(MARK)),
    Case("wrong-shape", log(f"[{MARK}]")),
    Case("unknown-entry-type", log(f"{{date: 2026-01-01, type: {MARK}}}")),
    Case("unknown-entry-type", log(f"{{date: 2026-01-01, type: work {MARK}}}")),
    Case("wrong-date", log(f"{{date: {MARK}, type: start}}")),
    Case("wrong-date", log("{date: 1987-02-30, type: start}")),
    Case("wrong-date", log("{date: 5-6-1987, type: start}")),
    Case("wrong-date", log("{date: 1987-6-5, type: start}")),
    Case("wrong-date", log("{date: 1987-06-05 10:00, type: start}")),
    Case("before-first-edition", log("{date: 1987-06-05, type: start}")),
    Case("note-forbidden", log(f"{{date: 2026-01-01, type: start, note: {MARK}}}")),
    Case("wrong-shape", log(f"{{date: 2026-01-01, type: work, name: x, note: [{MARK}]}}")),
    Case("wrong-shape", log(f"{{date: 2026-01-01, type: work, name: x, recorded_by: {{{MARK}: x}}}}")),
    Case("unusual-order", log("{date: 2026-01-01, type: work, name: x, end: 1987-06-05}")),
    Case("duplicate-id", log(WORK, WORK)),
    Case("contradiction", log("{date: 1987-06-05, type: move, to: one}", "{date: 1987-06-05, type: move, to: two}")),
    # every type of field
    Case("wrong-shape", entry(f"text: [{MARK}]")),
    Case("unknown-choice", entry(f"choice: {MARK}")),
    Case("unknown-choice", entry(f"choice: red {MARK}")),
    Case("wrong-number", entry(f"number: {MARK}")),
    Case("wrong-number", entry("number: '98765,43'")),
    Case("out-of-range", entry("number: 98765.43")),
    Case("wrong-number", entry("hours: 98765h")),
    Case("wrong-number", entry("hours: '98765:30'")),
    Case("out-of-range", entry("hours: 98765")),
    Case("wrong-number", entry("money: EUR 98765")),
    Case("wrong-number", entry("money: '98.765,43'")),
    Case("out-of-range", entry("percentage: 98765")),
    Case("out-of-range", entry("whole: -98765")),
    Case("wrong-number", entry("whole: 98765 uur")),
    Case("wrong-flag", entry(f"flag: {MARK}")),
    Case("unknown-person", entry(f"person: {MARK}")),
    Case("unknown-person", entry(f"person: gus-{MARK}")),
    Case("unknown-trainee", entry(f"trainee: {MARK}")),
    Case("unknown-reference", entry(f"works: [{MARK}]")),
    Case("unknown-reference", entry("works: [x]", before=f"  - {WORK}\n")),  # what is there could be meant
    Case("unknown-reference", entry("works: [Zzcanaryzz]", before=f"  - {WORK}\n")),
    Case("wrong-shape", entry(f"proof: [{MARK}]")),
    Case("wrong-shape", entry(f"marks: {MARK}")),
    Case("unknown-requirement", entry(f"requirement: {MARK}")),
    Case("unknown-track", entry(f"track: {MARK}")),
    Case("unknown-edition", entry(f"edition: {MARK}")),
    # the form of YAML
    Case("yaml-syntax", f'{HEAD}email: "{MARK}\n'),
    Case("yaml-syntax", f"{HEAD}email: '{MARK}'s'\n"),
    Case("yaml-syntax", f"{HEAD}email: {MARK}: x\n"),
    Case("yaml-syntax", f"{HEAD}email: [{MARK}\n"),
    Case("yaml-syntax", f"{HEAD}email: @{MARK}\n"),
    Case("yaml-syntax", f"{HEAD}{MARK}\n"),
    Case("yaml-syntax", f"{HEAD}{MARK}:x\n"),
    Case("yaml-syntax", f'{HEAD}email: "{MARK}\\q"\n'),
    Case("yaml-syntax", f"{HEAD}email: ![{MARK}] x\n"),
    Case("alias", f"{HEAD}email: *{MARK}\n"),
    Case("anchor", f"{HEAD}email: &{MARK} x\n"),
    Case("tag", f"{HEAD}email: !{MARK} x\n"),
    Case("directive", f"%{MARK}\n---\n{HEAD}"),
    Case("second-document", f"{HEAD}---\n{MARK}: x\n"),
    Case("conflict-marker", f"{HEAD}<<<<<<< {MARK}\n"),
    Case("complex-key", f"{HEAD}? [{MARK}]\n: x\n"),
    Case("merge-key", f"{HEAD}<<: {MARK}\n"),
    Case("control-character", f'{HEAD}email: "{MARK}\\e"\n'),
    Case("control-character", f"{HEAD}email: {MARK}\x07\n"),
    Case("bidirectional-character", f"{HEAD}email: {MARK}\u202e\n"),
    Case("hidden-line-end", f"{HEAD}# {MARK}\u2028email: {MARK}\n"),
    Case("not-a-mapping", f"{MARK}\n"),
    Case("not-a-record", f"version https://git-lfs {MARK}\n"),
    Case("too-deep", f"{HEAD}log: {'[' * 30}{MARK}\n"),
    Case("too-long-text", entry(f"text: {MARK * 10_000}")),
]
OTHERS = [
    Case("wrong-id", f"id: {MARK}\nname: x\n", GROUP),
    Case("id-not-file-name", f"id: {MARK.lower()}\nname: x\n", GROUP),
    Case("wrong-text", f'id: spring\nname: "{MARK}\\tx"\n', GROUP),
    Case("unknown-programme", f"id: spring\nname: x\nprogramme: {MARK}\n", GROUP),
    Case("unknown-key", f"id: spring\nname: x\n{MARK}: x\n", GROUP),
    Case("wrong-shape", f"id: spring\nname: x\ndays: {MARK}\n", GROUP),
    Case("wrong-date", f"id: spring\nname: x\ndays: [{{day: {MARK}}}]\n", GROUP),
    Case("wrong-date", "id: spring\nname: x\ndays: [{day: 5-6-1987}]\n", GROUP),
    Case("unknown-person", f"id: spring\nname: x\ndays: [{{day: 2026-01-01, to: one, teacher: {MARK}}}]\n", GROUP),
    Case("wrong-shape", f"id: spring\nname: x\ndays: [{{day: 2026-01-01, place: [{MARK}]}}]\n", GROUP),
    Case("wrong-id", f"{MARK}: {{name: x, roles: []}}\n", PEOPLE),
    Case("missing-key", f"{MARK.lower()}: {{name: {MARK}}}\n", PEOPLE),
    Case("duplicate-key", f"{MARK.lower()}: {{name: x, roles: []}}\n{MARK.lower()}: {{name: x, roles: []}}\n", PEOPLE),
    Case("wrong-text", f'gus: {{name: "{MARK}\\nx", roles: []}}\n', PEOPLE),
    Case("wrong-email", f"gus: {{name: x, email: {MARK}, roles: []}}\n", PEOPLE),
    Case("unknown-role", f"gus: {{name: x, roles: [{{role: {MARK}}}]}}\n", PEOPLE),
    Case("wrong-date", "gus: {name: x, roles: [{role: teacher, from: 5-6-1987}]}\n", PEOPLE),
    Case("wrong-flag", f"gus: {{name: x, roles: [{{role: teacher, certified: {MARK}}}]}}\n", PEOPLE),
    Case("unknown-key", f"gus: {{name: x, roles: [], {MARK}: x}}\n", PEOPLE),
    Case("wrong-shape", f"gus: {MARK}\n", PEOPLE),
]
CASES = RECORDS + OTHERS
NEIGHBOURS = {
    "somebody in people.yaml who could be meant": {
        PEOPLE: f"{MARK.lower()}: {{name: x, roles: []}}\n",
        RECORD: entry("person: zzcanary"),
        GROUP: "id: spring\nname: x\ndays: [{day: 2026-01-01, to: one, teacher: zzcanary}]\n",
    },
    "anybody in people.yaml": {PEOPLE: f"{MARK.lower()}: {{name: x, roles: []}}\n", RECORD: entry("person: qq")},
    "a trainee who could be meant": {
        f"records/trainees/{MARK.lower()}.yaml": HEAD.replace("ben", MARK.lower()),
        RECORD: f"{entry('trainee: zzcanary')}person: qq\n",
    },
}
"""Files in which the mark is in order: what is told of another value must not give it away either."""


def everything_said(problem: Problem) -> str:
    messages = [problem.message, problem.hint, *(place.message for place in problem.related)]
    return "\n".join(say(said, language) for said in messages if said for language in LANGUAGES)


def found(root: Path, files: dict[str, str]) -> list[Problem]:
    checked = check_workspace(Workspace(put(root, {**FILES, **files})), TODAY)
    return [problem for problems in checked.values() for problem in problems]


def test_the_workspace_is_in_order(tmp_path: Path) -> None:
    assert found(tmp_path, {}) == []


def test_the_marks_are_told_to_those_who_may_read_them(tmp_path: Path) -> None:
    """Else nothing is shown by their absence."""
    told = [found(tmp_path / str(number), {case.file: case.text}) for number, case in enumerate(CASES)]
    shown = [problems for problems in told if any(map(MARKED.search, map(everything_said, problems)))]
    assert len(shown) > len(CASES) / 3


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.code}" for number, case in enumerate(CASES)])
def test_no_value_is_told_discreetly(case: Case, tmp_path: Path) -> None:
    assert MARKED.search(case.text)
    problems = found(tmp_path, {case.file: case.text})
    assert case.code in codes(problems)
    assert [said for said in map(everything_said, map(Problem.discreet, problems)) if MARKED.search(said)] == []


@pytest.mark.parametrize("files", NEIGHBOURS.values(), ids=list(NEIGHBOURS))
def test_no_neighbour_is_given_away(files: dict[str, str], tmp_path: Path) -> None:
    problems = found(tmp_path, files)
    assert problems
    assert [said for said in map(everything_said, map(Problem.discreet, problems)) if MARKED.search(said)] == []


def test_everything_at_once(tmp_path: Path) -> None:
    """Every record with a fault in a workspace of its own file, and the groups and people with theirs."""
    records = {f"records/trainees/r{number}.yaml": case.text for number, case in enumerate(RECORDS)}
    groups = {f"records/groups/g{n}.yaml": case.text for n, case in enumerate(OTHERS) if case.file == GROUP}
    for number, people in enumerate(case.text for case in OTHERS if case.file == PEOPLE):
        problems = found(tmp_path / str(number), {**records, **groups, PEOPLE: people})
        assert len(problems) > len(RECORDS)
        assert [said for said in map(everything_said, map(Problem.discreet, problems)) if MARKED.search(said)] == []


# --- what is printed


@pytest.fixture(params=list(Format))
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param.value)


def run(root: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["-C", str(root), "check", "--on", TODAY.isoformat(), *arguments])
    return code, "\n".join(capsys.readouterr())


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_everybody_reads_along_no_value_is_printed(
    language: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    root = put(tmp_path, FILES)
    for case in CASES:
        (root / case.file).write_text(case.text, encoding="utf-8")
        _, told = run(root, ("--lang", language, "--format", form), capsys)
        assert MARKED.search(told) is None
        assert case.code in told
        (root / case.file).write_text(FILES[case.file], encoding="utf-8")


def test_values_can_be_asked_for(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = put(tmp_path, {**FILES, RECORD: header("track", MARK)})
    monkeypatch.setenv("CI", "true")
    code, told = run(root, ("--format", form, "--show-values"), capsys)
    assert code == 1
    assert MARK in told


def test_they_are_shown_to_whoever_works_on_the_record(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = put(tmp_path, {**FILES, RECORD: header("track", MARK)})
    monkeypatch.delenv("CI", raising=False)
    code, told = run(root, ("--format", form), capsys)
    assert code == 1
    assert MARK in told

"""An invented pottery: a small programme, and workspaces made from texts, with what is wrong in them in one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kio.checking.running import check_workspace
from kio.locale import say
from kio.problem import Problem
from kio.workspace import Workspace

TODAY = date(2026, 6, 1)

RULES = """\
title: {nl: Pottenbakken, en: Pottery}
tracks:
  potter: {title: {nl: pottenbakker, en: potter}}
  helper: {title: {nl: helper, en: helper}}
editions:
  - {id: "2020", from: 2020-01-01}
  - {id: "2025", from: 2025-01-01}
binding_day: {first: start}
track_changes: {entries: move, field: to}
edition_changes: {entries: shift, field: edition}
roles:
  teacher: {title: {nl: docent, en: teacher}}
header:
  helps:
    tracks: [helper]
    fields:
      of: {type: trainee, required: yes, title: {nl: van, en: of}}
      since: {type: date, title: {nl: sinds, en: since}}
groups:
  firings:
    entries: firing
    date: day
    fields:
      day: {type: date, title: {nl: dag, en: day}}
      kiln: {type: text, title: {nl: oven, en: kiln}}
      colour: {type: text, title: {nl: kleur, en: colour}}
      teacher: {type: person, title: {nl: docent, en: teacher}}
entries:
  pot:
    title: {nl: pot, en: pot}
    key: pot
    fields:
      pot: {type: text, required: yes, title: {nl: pot, en: pot}}
      hours: {type: hours, title: {nl: uren, en: hours}}
  firing:
    title: {nl: stook, en: firing}
    fields:
      kiln: {type: text, title: {nl: oven, en: kiln}}
      pots: {type: reference, refers_to: pot, many: yes, title: {nl: potten, en: pots}}
      teacher: {type: person, role: teacher, title: {nl: docent, en: teacher}}
      start: {type: date, default: date, title: {nl: eerste dag, en: first day}}
  start:
    title: {nl: begin, en: start}
    fields:
      teacher: {type: person, title: {nl: docent, en: teacher}}
  kiln:
    title: {nl: oven, en: kiln}
    fields:
      booked: {type: date, not_after: date, title: {nl: besproken, en: booked}}
      lit: {type: date, not_before: date, title: {nl: aan, en: lit}}
      cooled: {type: date, not_before: lit, title: {nl: koud, en: cooled}}
  move:
    title: {nl: overgang, en: move}
    fields:
      to: {type: track, required: yes, title: {nl: naar, en: to}}
  shift:
    title: {nl: andere editie, en: shift}
    fields:
      edition: {type: edition, required: yes, title: {nl: editie, en: edition}}
  pardon:
    title: {nl: vrijstelling, en: pardon}
    notes: no
    fields:
      requirement: {type: requirement, title: {nl: eis, en: requirement}}
      to: {type: track, title: {nl: naar, en: to}}
      edition: {type: edition, title: {nl: editie, en: edition}}
      friend: {type: trainee, title: {nl: vriend, en: friend}}
checklists:
  - id: craft
    title: {nl: Ambacht, en: Craft}
    requirements:
      - id: three-pots
        title: {nl: Drie potten, en: Three pots}
        count: pot
        at_least: 3
      - id: show
        title: {nl: Tonen, en: Show}
        tracks: [helper]
        any:
          - {id: fair, title: {nl: markt, en: fair}, count: firing}
          - id: shop
            title: {nl: winkel, en: shop}
            all:
              - {id: pots, title: {nl: potten, en: pots}, count: firing}
phases:
  - id: learning
    title: {nl: bezig, en: learning}
    when: {elapsed: today}
"""

ANNA = """\
id: anna
name: Anna Bakker
track: potter
log:
  - {date: 2026-01-10, type: pot, pot: bowl, hours: 2}
"""

PEOPLE = "gus: {name: Gus, roles: [{role: teacher}]}\n"
GROUP = "id: spring\nname: Spring\nfirings:\n  - {day: 2026-05-01, kiln: big, colour: red}\n"

FILES = {
    "rules/pottery.yaml": RULES,
    "records/people.yaml": PEOPLE,
    "records/groups/spring.yaml": GROUP,
    "records/trainees/anna.yaml": ANNA,
}

Fault = tuple[int, int, str, str, str]
"""Line, column, severity and code of a problem, and what it says, with the hint in brackets."""


def record(name: str, *lines: str, track: str = "potter", more: str = "") -> str:
    """A record whose first entry stands in line 5 (without `more`)."""
    log = "\n" + "".join(f"  - {line}\n" for line in lines) if lines else " []\n"
    return f"id: {name}\nname: {name.title()}\ntrack: {track}\n{more}log:{log}"


def put(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def pottery(root: Path, files: Mapping[str, str | bytes] | None = None, *, without: tuple[str, ...] = ()) -> Path:
    """A workspace without problems, with these files besides or in the place of its own."""
    return put(root, {name: text for name, text in {**FILES, **(files or {})}.items() if name not in without})


def said(problem: Problem) -> str:
    """What a problem says, with its hint in brackets."""
    hint = f" ({say(problem.hint, 'en')})" if problem.hint else ""
    return say(problem.message, "en") + hint


def fault(problem: Problem) -> Fault:
    """A problem in one line."""
    return problem.location.line, problem.location.column, problem.severity, problem.code, said(problem)


def found_in(root: Path, on: date = TODAY) -> dict[str, list[Problem]]:
    """What a check finds, for the files that have something."""
    return {name: problems for name, problems in check_workspace(Workspace(root), on).items() if problems}


def codes(problems: list[Problem]) -> list[str]:
    """The codes alone."""
    return [problem.code for problem in problems]

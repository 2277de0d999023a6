"""An invented school of diving with a second training beside it: for checks of people, links, days and exceptions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checking.pottery import Fault, fault, found_in, put

TODAY = date(2026, 6, 1)
DIVING = """\
title: {nl: Duiken, en: Diving}
tracks:
  diver: {title: {nl: duiker, en: diver}}
  helper: {title: {nl: helper, en: helper}}
  buddy: {title: {nl: maatje, en: buddy}}
roles:
  guide: {title: {nl: gids, en: guide}, certifiable: yes}
  owner: {title: {nl: eigenaar, en: owner}}
header:
  with:
    tracks: [buddy]
    fields:
      kind:
        type: choice
        title: {nl: soort, en: kind}
        choices: {pair: {nl: paar, en: pair}, lone: {nl: los, en: lone}}
      of: {type: trainee, once: yes, title: {nl: van, en: of}}
groups:
  weeks:
    entries: week
    date: end
    same: part
    fields:
      part: {type: whole_number, required: yes, title: {nl: deel, en: part}}
      start: {type: date, title: {nl: eerste dag, en: first day}}
      end: {type: date, required: yes, title: {nl: laatste dag, en: last day}}
entries:
  week:
    title: {nl: duikweek, en: week of diving}
    not_during: week
    fields:
      part: {type: whole_number, required: yes, title: {nl: deel, en: part}}
      start: {type: date, default: date, title: {nl: eerste dag, en: first day}}
  dive:
    title: {nl: duik, en: dive}
    not_during: week
    slips: yes
    fields:
      guide: {type: person, role: guide, certified: yes, many: yes, title: {nl: gids, en: guide}}
  trip:
    title: {nl: reis, en: trip}
    not_during: [week, trip]
    fields:
      end: {type: date, default: date, title: {nl: laatste dag, en: last day}}
      pays_until: {type: date, limit: yes, title: {nl: betaald tot en met, en: paid until}}
  exam:
    title: {nl: examen, en: exam}
    fields:
      by: {type: person, title: {nl: door, en: by}}
      real: {type: yes_no, title: {nl: echt, en: real}}
  film:
    title: {nl: film, en: film}
    key: film
    slips: yes
    fields:
      film: {type: text, required: yes, title: {nl: film, en: film}}
      depth: {type: number, title: {nl: diepte, en: depth}}
      cuts: {type: marks, title: {nl: stukken, en: cuts}}
  stop: {title: {nl: gestopt, en: stopped}}
  waiver:
    title: {nl: vrijstelling, en: waiver}
    fields:
      of: {type: requirement, required: yes, title: {nl: eis, en: requirement}}
      said:
        type: choice
        required: yes
        title: {nl: besluit, en: decision}
        choices: {asked: {nl: gevraagd, en: asked}, given: {nl: gegeven, en: given}, denied: {nl: "nee", en: denied}}
      until: {type: date, limit: yes, title: {nl: tot en met, en: until}}
exceptions: {entries: waiver, requirement: of, decision: said, until: until, requested: asked, granted: given,
             refused: denied, often: 3}
duties:
  guide: {title: {nl: begeleider, en: guide}, named_by: {entries: dive, of: guide}}
  examiner:
    title: {nl: examinator, en: examiner}
    named_by:
      - {entries: exam, about: {real: yes}, of: by}
independence:
  - id: examiner-apart
    who: examiner
    is_not: {duty: guide}
    severity: warning
    say: {nl: wie examineert gidst niet, en: an examiner does not guide}
  - id: no-owner
    who: examiner
    is_not: {role: owner}
    severity: error
    say: {nl: een eigenaar examineert niet, en: an owner does not examine}
  - id: talks-apart
    who: guide
    is_not: {duty: listener, programme: talks}
    severity: warning
    say: {nl: een gids luistert niet, en: a guide does not listen}
phases:
  - {id: stopped, title: {nl: gestopt, en: stopped}, idle: yes, when: {count: stop}}
  - {id: diving, title: {nl: bezig, en: diving}, when: {elapsed: today}}
days:
  weeks_done: {met: basics/week}
checklists:
  - id: basics
    title: {nl: Basis, en: Basics}
    requirements:
      - {id: week, title: {nl: Week, en: Week}, tracks: [diver, helper], count: week}
      - {id: film, title: {nl: Film, en: Film}, tracks: [diver, helper], count: film}
      - id: dives
        title: {nl: Duiken, en: Dives}
        tracks: [diver, helper]
        count: {entries: dive, where: {date: {on_or_after: weeks_done}}}
      - id: show
        title: {nl: Tonen, en: Show}
        tracks: [diver]
        all:
          - {id: trip, title: {nl: Reis, en: Trip}, count: trip}
          - {id: exam, title: {nl: Examen, en: Exam}, count: exam}
      - id: pair
        title: {nl: Van een duiker, en: Of a diver}
        tracks: [buddy]
        when: {header: {field: with.kind, test: pair}}
        record: {field: with.of, tracks: [diver], not_in: [stopped]}
"""
TALKS = """\
title: {nl: Gesprekken, en: Talks}
tracks:
  talker: {title: {nl: prater, en: talker}}
roles:
  guide: {title: {nl: gids, en: guide}}
  owner: {title: {nl: eigenaar, en: owner}}
entries:
  talk:
    title: {nl: gesprek, en: talk}
    notes: no
    fields:
      with: {type: person, required: yes, title: {nl: met, en: with}}
duties:
  listener: {title: {nl: luisteraar, en: listener}, named_by: {entries: talk, of: with}}
independence:
  - id: no-owner
    who: listener
    is_not: {role: owner}
    severity: error
    say: {nl: een eigenaar luistert nooit, en: an owner never listens}
  - id: examiner-apart
    who: listener
    is_not: {duty: examiner, programme: diving}
    severity: error
    say: {nl: wie examineert luistert niet, en: an examiner does not listen}
phases:
  - {id: talking, title: {nl: bezig, en: talking}, when: {elapsed: today}}
"""
PEOPLE = """\
gus: {name: Gus, roles: [{role: guide, certified: yes}]}
ida: {name: Ida, roles: [{role: guide, certified: yes}]}
max:
  name: Max
  roles:
    - {role: guide, certified: yes}
    - {role: owner, from: 2026-03-01, until: 2026-03-31}
"""
FILES = {
    "rules/diving.yaml": DIVING,
    "rules/talks.yaml": TALKS,
    "records/people.yaml": PEOPLE,
    "records/groups/spring.yaml": "id: spring\nname: Spring\nprogramme: diving\n"
    "weeks:\n  - {part: 1, start: 2026-05-11, end: 2026-05-15}\n",
    "records/trainees/anna.yaml": "id: anna\nname: Anna\nprogramme: diving\ntrack: diver\nlog: []\n",
}


def diver(name: str, *entries: str, track: str = "diver", more: str = "", programme: str = "diving") -> dict[str, str]:
    """A record whose first entry stands in line 6 (without `more`), by the name of its file."""
    log = "\n" + "".join(f"  - {{{entry}}}\n" for entry in entries) if entries else " []\n"
    head = f"id: {name}\nname: {name.title()}\nprogramme: {programme}\ntrack: {track}\n"
    return {f"records/trainees/{name}.yaml": f"{head}{more}log:{log}"}


def talker(name: str, *entries: str, person: str) -> dict[str, str]:
    """A second record of a person, for the talks; its first entry stands in line 7."""
    return diver(name, *entries, track="talker", more=f"person: {person}\n", programme="talks")


def school(root: Path, *records: dict[str, str], **others: str) -> Path:
    """A workspace with these records, and with other people or rules."""
    own = {"people": "records/people.yaml", "diving": "rules/diving.yaml", "talks": "rules/talks.yaml",
           "spring": "records/groups/spring.yaml"}  # fmt: skip
    files = {**FILES, **{own[name]: text for name, text in others.items()}}
    return put(root, {name: text for part in (files, *records) for name, text in part.items()})


def faults(root: Path, on: date = TODAY) -> dict[str, list[Fault]]:
    """What is found, by the last part of the file's name."""
    found = found_in(root, on)
    return {name.rpartition("/")[2]: [fault(one) for one in listed] for name, listed in found.items()}


def told(root: Path, on: date = TODAY) -> list[tuple[str, int, str, str]]:
    """File, line, severity and code of everything that is found."""
    return [
        (name, line, level, code) for name, listed in faults(root, on).items() for line, _, level, code, _ in listed
    ]

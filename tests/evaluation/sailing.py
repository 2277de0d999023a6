"""An invented sailing school: rules and logs in a short form, and what the evaluator makes of them in one line.

`<word>` stands for an id with its title, `(word)` for a title, `choices(a b)` for a field of type choice. A log holds
an entry a line (or between semicolons): day, type and values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from textwrap import dedent, indent
from typing import Any

from kio.evaluation.engine import evaluate
from kio.evaluation.result import Explanation, Result, Standing
from kio.evaluation.view import Bounds, Case
from kio.locale import say
from kio.models.record import Entry, Person, Trainee
from kio.problem import Problem
from kio.programme.model import Programme
from kio.programme.reading import read_programme
from kio.records import read_people, read_trainee
from kio.render.json import status_json
from kio.source.document import Document
from kio.source.reading import read_text
from kio.vocabulary import Vocabulary

VOCABULARY = """
(school)
tracks: {dinghy: {(dinghy)}, yacht: {(yacht)}}
roles: {skipper: {(skipper), certifiable: yes}, examiner: {(examiner)}}
actors: {trainee: {(trainee)}}
editions:
  - {id: "2025", from: 2025-01-01}
  - {id: "2020", from: 2020-01-01}
binding_day: {first: enrolment}
edition_changes: {entries: move, field: to}
track_changes: {entries: switch, field: to}
exceptions:
  {entries: dispensation, requirement: of, decision: decision, until: until,
   requested: requested, granted: granted, refused: refused}
header:
  mentor:
    fields: {of: {type: trainee, (mentor)}, basis: {choices(friend club), (basis)}, teacher: {type: person, (teacher)}}
entries:
  enrolment: {(enrolment)}
  lesson:
    (lesson)
    fields:
      hours: {type: hours, (hours)}
      topic: {choices(knots tides rescue other), (topic)}
      form: {choices(single group), (form)}
      teacher: {type: person, (teacher)}
      size: {type: whole_number, (size)}
      passed: {type: yes_no, (passed)}
      place: {type: text, (place)}
      wind: {type: choice, (wind), choices: {calm: {nl: stil, en: no wind}, rough: {nl: hard, en: half a gale}}}
      start: {type: date, default: date, (start)}
      report: {type: evidence, (report)}
  voyage:
    (voyage)
    key: voyage
    fields:
      voyage: {type: text, required: yes, (voyage)}
      miles: {type: number, (miles)}
      night: {type: yes_no, (night)}
      skipper: {type: person, (skipper)}
      waters: {choices(lake river sea), many: yes, (waters)}
      start: {type: date, default: date, (start)}
      calls: {type: date, many: yes, (calls)}
      logged: {type: date, (logged)}
  exam:
    (exam)
    fields:
      voyages: {type: reference, refers_to: voyage, many: yes, (voyages)}
      part: {choices(theory practice), (part)}
      score: {type: percentage, (score)}
      outcome: {choices(pass fail repeat), (outcome)}
      examiner: {type: person, (examiner)}
  licence:
    (licence)
    fields:
      issuer: {type: text, (issuer)}
      valid_until: {type: date, limit: yes, (valid until)}
      proof: {type: evidence, (proof)}
  leave: {(leave), fields: {until: {type: date, limit: yes, (until)}}}
  switch: {(switch), fields: {to: {type: track, required: yes, (to)}}}
  move: {(move), fields: {to: {type: edition, required: yes, (to)}}}
  dispensation:
    (dispensation)
    fields:
      of: {type: requirement, required: yes, (of)}
      decision: {choices(requested granted refused), required: yes, (decision)}
      until: {type: date, limit: yes, (until)}
  withdrawal: {(withdrawal)}
phases:
  - {<withdrawn>, idle: yes, when: {count: withdrawal}}
  - {<sailing>, when: {elapsed: today}}
"""

PEOPLE = """
anna: {name: Anna, roles: [{role: skipper, from: 2020-01-01, certified: true}]}
bram: {name: Bram, roles: [{role: skipper, from: 2025-03-01, until: 2025-06-30, certified: false}]}
cora: {name: Cora, roles: [{role: skipper}]}
dirk:
  name: Dirk
  roles:
    - {role: skipper, from: 2025-01-01, until: 2025-03-31, certified: true}
    - {role: skipper, from: 2025-06-01, certified: false}
    - {role: examiner, from: 2025-05-01}
"""

LAST_DAY = "2025-12-31"


def _title(word: str) -> str:
    return f"title: {{nl: {word}, en: {word}}}"


def _choices(words: str) -> str:
    return "type: choice, choices: {" + ", ".join(f"{word}: {{nl: {word}, en: {word}}}" for word in words.split()) + "}"


def written_out(text: str) -> str:
    """The short form as YAML."""
    text = re.sub(r"choices\(([^)]*)\)", lambda found: _choices(found[1]), text)
    text = re.sub(r"(?<![\w)])\(([\w ]+)\)", lambda found: _title(found[1]), text)
    return re.sub(r"<([\w-]+)>", lambda found: f"id: {found[1]}, {_title(found[1])}", text)


def document(text: str, name: str) -> Document:
    """A document without problems."""
    read = read_text(text.encode(), name)
    assert not read.problems, read.problems
    return read


@cache
def school(rules: str) -> Programme:
    """The school with these rules, which stand before its own."""
    problems: list[Problem] = []
    parts = [document(written_out(dedent(text)), name) for text, name in ((rules, "rules"), (VOCABULARY, "school"))]
    programme = read_programme("sailing", parts, problems)
    assert not problems, [(problem.location, say(problem.message, "en")) for problem in problems]
    assert programme is not None
    return programme


def one_rule(rule: str, more: str = "", beside: str = "") -> str:
    """Rules with the requirement `c/r`; `more` are other sections, `beside` the requirements of the checklist `d`."""
    head = "checklists:\n  - id: c\n    (c)\n    requirements:\n      - id: r\n        (r)\n"
    other = f"  - id: d\n    (d)\n    requirements:\n{indent(dedent(beside), ' ' * 6)}\n" if beside else ""
    return f"{head}{indent(dedent(rule).strip(), ' ' * 8)}\n{other}{dedent(more)}"


def log_lines(log: str) -> list[str]:
    """The entries of a log as YAML, a line each."""
    lines = [line.strip() for line in re.split(r"[;\n]", log) if line.strip()]
    found = [re.fullmatch(r"(\S+) (\S+) ?(.*)", line) for line in lines]
    return [f"{{date: {one[1]}, type: {one[2]}{', ' if one[3] else ''}{one[3]}}}" for one in found if one]


def trainee(programme: Programme, log: str, track: str = "dinghy", name: str = "tess", header: str = "") -> Trainee:
    """A record, read as the workspace reads it."""
    lines = "\n".join(f"  - {line}" for line in log_lines(log)) or "  []"
    text = f"id: {name}\nname: {name.title()}\ntrack: {track}\n{dedent(header)}\nlog:\n{lines}\n"
    problems: list[Problem] = []
    read = read_trainee(document(text, name), programme, Vocabulary(programme.entries), problems)
    assert not problems, [say(problem.message, "en") for problem in problems]
    assert read is not None
    return read


def people(text: str = PEOPLE) -> Mapping[str, Person]:
    """The people of people.yaml."""
    return read_people(document(text, "people"), None, [])


def told_facts(text: str) -> dict[str, Decimal | date]:
    """What is told, as `fact value, fact value`; yes and no are 1 and 0."""
    pairs = (pair.split() for pair in text.split(",") if pair.strip())
    return {name: date.fromisoformat(said) if said.count("-") > 1 else Decimal(said) for name, said in pairs}


def case_of(
    rules: str,
    log: str,
    *,
    track: str = "dinghy",
    header: str = "",
    others: tuple[str, ...] = (),
    told: str = "",
    planned: str = "",
) -> Case:
    """A trainee of this log, with what is told and what the group plans (as a log).

    `others` are logs of the trainees other-0, other-1, …, on the track yacht.
    """
    programme = school(rules)
    known = {f"other-{n}": trainee(programme, text, "yacht", f"other-{n}") for n, text in enumerate(others)}
    foreseen = trainee(programme, planned, track, "plan").log
    own = trainee(programme, log, track, header=header)
    return Case(programme, own, people(), known, foreseen, told_facts(told))


def standing(rules: str, log: str, on: str = LAST_DAY, **given: Any) -> Standing:
    """Where a trainee of this log stands; see `case_of` for what may be given."""
    return evaluate(case_of(rules, log, **given), date.fromisoformat(on))


def between(bounds: Bounds | None) -> str:
    """What is certain and what is possible, as `low..high`; without an end where nobody can say."""
    if bounds is None:
        return "None"
    low, high = ("" if end is None else f"{(end + 0).normalize():f}" for end in bounds)
    return f"{low}..{high}"


def judged(rule: str, log: str, on: str = LAST_DAY, *, more: str = "", beside: str = "", **given: Any) -> Result:
    """The result of one requirement."""
    return standing(one_rule(rule, more, beside), log, on, **given).checklists[0].results[0]


def line(result: Result) -> str:
    """A result as `status have/need: reason`."""
    numbers = f" {say(result.have, 'en')}/{say(result.need, 'en')}" if result.have is not None else ""
    return f"{result.status}{numbers}: {say(result.why.reason, 'en')}"


def asked(rule: str, log: str, on: str = LAST_DAY, **given: Any) -> str:
    """What is said of one requirement, in one line."""
    return line(judged(rule, log, on, **given))


def status(rule: str, log: str, on: str = LAST_DAY, **given: Any) -> str:
    """The status alone."""
    return judged(rule, log, on, **given).status.value


def day_of(entry: Entry) -> str:
    """The month and day of an entry (the year is 2025 nearly everywhere)."""
    return f"{entry.date:%m-%d}"


def counted(result: Result) -> list[str]:
    """What counts, as `day counts`."""
    return [f"{day_of(item.entry)} {say(item.counts, 'en')}" for item in result.why.evidence]


def not_counted(result: Result) -> list[str]:
    """What does not count, as `day why`, with `?` where that is uncertain."""
    return [
        f"{day_of(item.entry)}{'?' if item.uncertain else ''} {say(item.why, 'en')}" for item in result.why.not_counted
    ]


def in_full(found: Standing) -> Standing:
    """The standing with all that explains it worked out, so that it can be compared with another one."""
    parts = (part._replace(results=tuple(map(_in_full, part.results))) for part in found.checklists)
    return found._replace(checklists=tuple(parts))


def _in_full(result: Result) -> Result:
    why = Explanation(*(getattr(result.why, name) for name in Explanation._fields))
    return result._replace(why=why, children=tuple(map(_in_full, result.children)))


def as_json(found: Standing) -> dict[str, Any]:
    """The standing as scripts see it."""
    return status_json(found, (), (), "en")

"""An invented surf school with a price list of its own: pounds, 9 % and 0 %, three instalments, an early discount.

All of it is data: nothing in the program knows this school.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from textwrap import dedent

from kio.evaluation.view import Case
from kio.locale import say
from kio.models.record import Trainee
from kio.pricing.money import Range
from kio.pricing.quote import Quote
from kio.pricing.quoting import applicant, quote
from kio.pricing.telling import tell
from kio.problem import Problem
from kio.programme.model import Programme
from kio.programme.reading import read_programme
from kio.records import read_trainee
from kio.source.document import Document
from kio.source.reading import read_text
from kio.vocabulary import Vocabulary

RULES = """
title: {nl: Surfschool, en: Surf school}
tracks:
  wave: {title: {nl: golfsurfer, en: wave surfer}}
  wind: {title: {nl: windsurfer, en: wind surfer}}
  guest: {title: {nl: gast, en: guest}}
entries:
  enrolment: {title: {nl: inschrijving, en: enrolment}}
  lesson:
    title: {nl: les, en: lesson}
    fields:
      hours: {type: hours, title: {nl: uren, en: hours}}
      filmed: {type: hours, title: {nl: uren film, en: hours of film}}
      spots: {type: text, many: yes, title: {nl: plekken, en: spots}}
  camp:
    title: {nl: kamp, en: camp}
    fields: {start: {type: date, default: date, not_after: date, title: {nl: eerste dag, en: first day}}}
  exam: {title: {nl: examen, en: exam}}
  stop: {title: {nl: gestopt, en: stopped}}
  diploma: {title: {nl: diploma, en: diploma}}
  fee:
    title: {nl: betaling, en: fee}
    fields:
      amount: {type: money, required: yes, title: {nl: bedrag, en: amount}}
      purpose:
        type: choice
        required: yes
        title: {nl: doel, en: purpose}
        choices:
          course: {nl: cursus, en: course}
          lessons: {nl: lessen, en: lessons}
          exam: {nl: examen, en: exam}
          voucher: {nl: bon, en: voucher}
binding_day: {first: enrolment}
checklists:
  - id: school
    title: {nl: School, en: School}
    requirements:
      - id: lessons
        title: {nl: lessen, en: lessons}
        sum: {entries: lesson, of: hours}
        at_least: 4
      - {id: exam, title: {nl: examen, en: exam}, count: exam}
phases:
  - {id: stopped, idle: yes, title: {nl: gestopt, en: stopped}, when: {count: stop}}
  - {id: ready, idle: yes, title: {nl: klaar, en: ready}, when: {count: diploma}}
  - {id: learning, title: {nl: bezig, en: learning}, when: {elapsed: today}}

currency: GBP
parameters:
  course_price:
    title: {nl: prijs van de cursus, en: price of the course}
    values:
      - {from: 2020-01-01, until: 2025-12-31, value: 1000, source: {document: folder, section: Prices}}
      - {from: 2026-01-01, value: 1100.55, source: {document: folder 2026, section: Prices}}
  lesson_price:
    title: {nl: prijs van een lesuur, en: price of an hour}
    values:
      - {from: 2020-01-01, value: 40.10, source: {document: folder, section: Lessons}}
      - {from: 2026-07-01, value: 45.25, source: {document: folder 2026, section: Lessons}}
  low_rate:
    title: {nl: laag tarief, en: low rate}
    values: [{from: 2020-01-01, value: 9}, {from: 2027-01-01, value: 12}]
  film_limit: {title: {nl: film, en: film}, values: [{from: 2020-01-01, value: 0.5}]}
  discount: {title: {nl: korting, en: discount}, values: [{from: 2020-01-01, value: 50}]}

vat:
  none: {title: {nl: vrijgesteld, en: exempt}, exempt: yes}
  zero: {title: {nl: nultarief, en: zero rate}, rate: 0}
  low: {title: {nl: laag tarief, en: low rate}, rate: $low_rate}
payees:
  school: {title: {nl: de school, en: the school}}
  coach: {title: {nl: de trainer, en: the coach}}

facts:
  enrol: {type: date, title: {nl: dag van inschrijving, en: day of enrolment}, otherwise: {first: enrolment}}
  begins: {type: date, title: {nl: eerste dag, en: first day}, otherwise: {planned: camp, day: start}}
  second_part: {type: date, title: {nl: tweede termijn, en: second part}}
  lessons:
    type: whole_number
    tracks: [wave, wind]
    title: {nl: lesuren, en: hours of lessons}
    at_least: 0
    at_most: 40
    otherwise: {missing: school/lessons}
    asks: [0, 10]
  film:
    type: hours
    tracks: [wave]
    title: {nl: uren film per lesuur, en: hours of film for each hour}
    at_least: 0
    at_most: $film_limit
    otherwise: {from: 0, to: $film_limit}
    asks: yes
  member: {type: yes_no, title: {nl: lid, en: member}, asks: yes}
  voucher:
    type: money
    title: {nl: bedrag van de bon, en: amount of the voucher}
    above: 0
    at_most: $course_price
    implies: member
    otherwise: {sum: {entries: fee, of: amount, where: {purpose: voucher}}}

charges:
  - id: course
    title: {nl: cursus, en: course}
    price: $course_price
    fixed: yes
    vat: zero
    payee: school
    account: course
  - id: early
    title: {nl: vroege inschrijving, en: early enrolment}
    when: {day: {fact: enrol}, on_or_before: {weeks: 8, before: {fact: begins}}}
    price: {minus: [0, $discount]}
    fixed: yes
    vat: zero
    payee: school
    account: course
  - id: voucher
    title: {nl: bon, en: voucher}
    price: {minus: [0, {fact: voucher}]}
    fixed: yes
    vat: zero
    payee: school
    account: course
  - id: lessons
    tracks: [wave, wind]
    title: {nl: lessen, en: lessons}
    price: $lesson_price
    quantity: {fact: lessons}
    done: {sum: {entries: lesson, of: hours}}
    unit: {one: {nl: uur, en: hour}, many: {nl: uren, en: hours}}
    vat: low
    payee: coach
    account: lessons
    per_unit: yes
  - id: film
    tracks: [wave]
    title: {nl: film, en: film}
    price: $lesson_price
    quantity: {times: [{fact: lessons}, {fact: film}]}
    done: {sum: {entries: lesson, of: filmed, each_at_most: $film_limit}}
    unit: {one: {nl: uur, en: hour}, many: {nl: uren, en: hours}}
    vat: low
    payee: coach
    account: lessons
  - id: exam
    tracks: [wave, wind]
    title: {nl: examen, en: exam}
    price: {times: [2.5, $lesson_price]}
    quantity: {missing: school/exam}
    done: {count: exam}
    vat: none
    payee: school
    account: exam

terms:
  - from: 2020-01-01
    charges: [course, early, voucher]
    registered: {fact: enrol}
    begins: {fact: begins}
    final: {days: 10, before: {fact: begins}}
    instalments:
      - {title: {nl: eerste deel, en: first part}, due: {days: 14, after: {fact: enrol}}}
      - {title: {nl: tweede deel, en: second part}, due: {fact: second_part}}
      - {title: {nl: derde deel, en: third part}}

not_stated:
  - {id: board, tracks: [wave, wind], title: {nl: een plank, en: a board}}

payments: {entries: fee, amount: amount, account: purpose, deducted: voucher, finished: ready, unsettled: stopped}
comparison: {tracks: [wave, wind], facts: member}
"""


def document(text: str, name: str) -> Document:
    found = read_text(dedent(text).encode(), name)
    assert not found.problems, found.problems
    return found


def read_rules(text: str = RULES) -> tuple[Programme | None, list[Problem]]:
    problems: list[Problem] = []
    return read_programme("surf", [document(text, "rules/surf.yaml")], problems), problems


@cache
def programme(text: str = RULES) -> Programme:
    found, problems = read_rules(text)
    assert found is not None
    assert problems == [], [(problem.location, say(problem.message, "en")) for problem in problems]
    return found


def changed(*replacements: tuple[str, str]) -> str:
    """The rules with some of their text replaced."""
    text = RULES
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return text


Given = Mapping[str, str | bool]


def case_of(track: str = "wave", rules: str = RULES, given: Given | None = None, **told: str) -> Case:
    """An applicant who tells this; nothing that is told is left unchecked."""
    case = applicant(programme(rules), track, {})
    return case._replace(told=tell(case, date(2026, 3, 1), {**(given or {}), **told}))


def quoted(
    track: str = "wave", on: str = "2026-03-01", rules: str = RULES, given: Given | None = None, **told: str
) -> Quote:
    case, day = applicant(programme(rules), track, {}), date.fromisoformat(on)
    return quote(case._replace(told=tell(case, day, {**(given or {}), **told})), day)


def recorded(*log: str, track: str = "wave", rules: str = RULES) -> Case:
    """Somebody with a record; each entry is written as in a log, without braces."""
    lines = "".join(f"\n  - {{{entry}}}" for entry in log) or " []"
    text = f"id: sam\nname: Sam Zee\ntrack: {track}\nlog:{lines}\n"
    problems: list[Problem] = []
    read = document(text, "records/trainees/sam.yaml")
    trainee = read_trainee(read, programme(rules), Vocabulary(programme(rules).entries), problems)
    assert problems == [], [say(problem.message, "en") for problem in problems]
    assert isinstance(trainee, Trainee)
    return Case(programme(rules), trainee, {})


def statement(on: str, *log: str, track: str = "wave", rules: str = RULES) -> Quote:
    return quote(recorded(*log, track=track, rules=rules), date.fromisoformat(on))


def amounts(found: Quote) -> dict[str, list[str]]:
    """The amounts without VAT of every line, by id: `state: min..max`."""
    said: dict[str, list[str]] = {}
    for line in found.lines:
        said.setdefault(line.charge.id, []).append(f"{line.state.value} {ends(line.amount)}")
    return said


def ends(amount: Range | None) -> str:
    if amount is None:
        return "?"
    return str(amount.min) if amount.certain else f"{amount.min}..{amount.max}"


def dues(found: Quote) -> list[tuple[str | None, str]]:
    return [(due.due.isoformat() if due.due else None, str(due.amount)) for due in found.plan.schedule]


def taxes(found: Quote) -> Mapping[str, tuple[str, str]]:
    """By code and rate: what VAT is charged on, and the VAT."""
    return {f"{item.vat.code} {item.rate}": (ends(item.base), ends(item.amount)) for item in found.vat}

"""A whole programme from its files: each mistake has its problem at its place, and the rest still loads."""

from __future__ import annotations

from datetime import date

import pytest

from kio.message import Text
from kio.programme.language import FieldTest, NamedDay, OneOf, Selection, Today
from kio.programme.model import Change, Pick, Programme, Track
from kio.programme.tariff import Comparison, Payments
from programme.kennel import Fault, shown
from programme.manual import load

GOOD = """\
title: {nl: kennel, en: kennel}
tracks:
  small: {title: {nl: klein, en: small}}
  large: {title: {nl: groot, en: large}}
roles:
  vet: {title: {nl: dierenarts, en: vet}, certifiable: yes}
  guide: {title: {nl: gids, en: guide}}
actors:
  walker: {title: {nl: uitlater, en: walker}}
entries:
  walk:
    title: {nl: wandeling, en: walk}
    fields:
      wet: {type: yes_no, title: {nl: nat, en: wet}}
      hours: {type: hours, title: {nl: uren, en: hours}}
      form: {type: choice, title: {nl: vorm, en: form}, choices: {pack: {nl: roedel, en: pack}}}
  film: {title: {nl: film, en: film}}
  move: {title: {nl: overgang, en: move}, fields: {to: {type: track, title: {nl: naar, en: to}}}}
editions:
  - {id: late, from: 2025-01-01}
  - {id: early, from: 2020-01-01}
parameters:
  needed: {values: [{from: 2020-01-01, value: 8}]}
lists:
  clubs: {NVH: ~}
questions:
  pack:
    title: {nl: roedel, en: pack}
    readings: {one: {title: {nl: een, en: one}, value: 1}}
    default: one
days:
  begun: {first: walk}
  walked: {met: basic/walks}
selections:
  packs: {entries: walk, where: {form: pack}}
  long_packs: {selection: packs, where: {hours: {at_least: 2}}}
picks:
  best: {take: hours, first_known: [{selection: long_packs}]}
track_changes: {entries: move, field: to}
binding_day: begun
checklists:
  - id: basic
    title: {nl: basis, en: basics}
    relevant_from: begun
    requirements:
      - {id: walks, title: {nl: a, en: b}, count: walk, at_least: $needed}
      - {id: films, title: {nl: a, en: b}, count: film}
phases:
  - {id: puppy, title: {nl: pup, en: puppy}, tracks: small, idle: yes, when: {elapsed: today}}
  - {id: grown, title: {nl: groot, en: grown}, when: {elapsed: begun}}
"""
PACK = FieldTest("form", (OneOf(("pack",)),), None)


def read(*texts: str) -> Programme:
    programme, problems = load(*texts)
    assert problems == []
    assert programme is not None
    return programme


def test_what_is_read() -> None:
    found = read(GOOD)
    assert (found.id, found.title, found.file) == ("p", Text("kennel", "kennel"), "rules/p.yaml")
    assert next(iter(found.tracks.values())) == Track("small", Text("klein", "small"))
    assert [(one.id, one.first_day) for one in found.editions] == [
        ("early", date(2020, 1, 1)), ("late", date(2025, 1, 1)),
    ]  # fmt: skip
    assert found.roles == {"vet": Text("dierenarts", "vet"), "guide": Text("gids", "guide")}
    assert found.actors == {"walker": Text("uitlater", "walker")}
    assert (list(found.entries), list(found.parameters), list(found.lists), list(found.questions)) == (
        ["walk", "film", "move"], ["needed"], ["clubs"], ["pack"],
    )  # fmt: skip
    assert found.selections["packs"] == Selection(("walk",), where=PACK)
    assert found.selections["long_packs"].base == "packs"
    assert found.picks == {"best": Pick((Selection(("walk",), "long_packs"),), "hours")}
    assert (found.binding_day, found.track_changes) == (NamedDay("begun"), Change("move", "to"))
    assert (found.edition_changes, found.exceptions, found.header, found.groups) == (None, None, {}, {})
    [checklist] = found.checklists
    assert (checklist.id, checklist.relevant_from) == ("basic", NamedDay("begun"))
    assert [item.id for item in checklist.requirements] == ["walks", "films"]
    phases = [(one.id, one.tracks, one.idle) for one in found.phases]
    assert phases == [("puppy", ("small",), True), ("grown", (), False)]


@pytest.mark.parametrize(("flag", "codes"), [("yes", []), ("true", []), ("no", ["not-certifiable"])])
def test_a_certificate_is_asked_only_for_a_role_that_has_one(flag: str, codes: list[str]) -> None:
    field = "guide: {type: person, title: {nl: gids, en: guide}}"
    text = GOOD.replace("certifiable: yes", f"certifiable: {flag}").replace("fields:\n", f"fields:\n      {field}\n", 1)
    _, problems = load(text.replace("{form: pack}", "{form: pack, guide: {role: vet, certified: yes}}"))
    assert [problem.code for problem in problems] == codes


def test_the_sections_may_stand_in_any_file() -> None:
    head, middle, tail = GOOD.partition("days:\n")
    assert read(head, middle + tail)._replace(parameters={}, checklists=()) == (
        read(GOOD)._replace(parameters={}, checklists=())
    )


# What is written instead of what; the code; the place of what follows `^`, which is not there in the file; the words.
WRONG = [
    ("certifiable: yes", "^certifable: yes", "unknown-key", "did you mean 'certifiable'?"),
    ("small: {title: {nl: klein, en: small}}", "^small: {}", "missing-key", "the key 'title' is missing here"),
    ("{nl: uitlater, en: walker}", "{nl: uitlater}", "missing-key", "the key 'en' is missing here"),
    ("{type: yes_no, ", "{^type: yes, ", "unknown-field-type", "'yes' is not a type of field"),
    ("{type: yes_no, ", "{choices: {x: {nl: a, en: b}}, type: yes_no, ", "wrong-choices", "'choices' belongs to a fie"),
    ("{first: walk}", "{^first: walks}", "unknown-entry-type", "did you mean 'walk'?"),
    ("{first: walk}", "{fisrt: walk}", "unknown-kind", "this does not say a day (did you mean 'first'?)"),
    ("{first: walk}", "{first: walk, ^day: hours}", "wrong-field-type", "'hours' is of type hours, this asks date"),
    ("{met: basic/walks}", "{^met: basic/walk}", "unknown-requirement", "did you mean 'basic/walks'?"),
    ("{met: basic/walks}", "{^met: basic}", "unknown-requirement", "'basic' is not a requirement"),
    ("where: {form: pack}}", "where: {^form: pak}}", "unknown-choice", "did you mean 'pack'?"),
    ("where: {form: pack}}", "where: {^from: pack}}", "unknown-field", "did you mean 'form'?"),
    ("{selection: packs,", "{^selection: pack,", "unknown-selection", "did you mean 'packs'?"),
    ("{selection: long_packs}", "{^selection: long}", "unknown-selection", "'long' is not a selection"),
    ("take: hours,", "^take: hour,", "unknown-field", "did you mean 'hours'?"),
    ("{entries: move, field: to}", "{entries: move, ^field: too}", "unknown-field", "did you mean 'to'?"),
    ("binding_day: begun", "^binding_day: begin", "unknown-day", "did you mean 'begun'?"),
    ("relevant_from: begun", "^relevant_from: begin", "unknown-day", "did you mean 'begun'?"),
    ("count: film", "cuont: film", "unknown-kind", "did you mean 'count'?"),
    ("count: film", "count: film, elapsed: begun", "unknown-kind", "only one of these can stand here: count, elapsed"),
    ("count: film", "count: film, at_least: 1, ^exactly: 2", "wrong-shape", "'exactly' stands alone"),
    ("count: film", "count: film, ^tracks: smal", "unknown-track", "did you mean 'small'?"),
    ("count: film", "count: film, act: {^who: waker, what: {nl: a, en: b}}", "unknown-actor", "did you mean 'walker'?"),
    ("count: film", "^sum: film", "missing-key", "'of' names the field to sum"),
    ("at_least: $needed", "^at_least: $neded", "unknown-parameter", "did you mean 'needed'?"),
    ("at_least: $needed", "^at_least: eight", "wrong-number", "a number was expected here"),
    ("when: {elapsed: begun}", "when: {^elapsed: begin}", "unknown-day", "did you mean 'begun'?"),
    ("when: {elapsed: begun}", "when: {met: basic}, ^whn: x", "unknown-key", "did you mean 'when'?"),
    ("tracks: small, idle", "^tracks: smal, idle", "unknown-track", "did you mean 'small'?"),
    ("{id: films, title", "{id: walks, title", "duplicate-name", "the id 'walks' is used twice in this checklist"),
    ("id: early, from: 2020-01-01", "id: early, ^from: 2020-02-30", "wrong-date", "does not exist in the calendar"),
    ("idle: yes", "^idle: always", "wrong-flag", "'always' is not yes or no"),
    ("idle: yes", "^ended: yes", "unknown-key", "the key 'ended' means nothing here"),
    (
        "count: film",
        "count: film, act: {who: walker, what: {nl: a, en: b}, ^once: basic/walk}",
        "unknown-requirement",
        "did you mean 'basic/walks'?",
    ),
    ("picks:\n", "^pick:\n", "unknown-key", "did you mean 'picks'?"),
    ("default: one", "^default: two", "unknown-reading", "'two' is not a reading of this question"),
]


@pytest.mark.parametrize(("good", "wrong", "code", "part"), WRONG, ids=[f"{wrong}" for _, wrong, _, _ in WRONG])
def test_a_mistake_has_its_problem_and_the_rest_loads(good: str, wrong: str, code: str, part: str) -> None:
    assert GOOD.count(good) == 1, good
    programme, problems = load(GOOD.replace(good, wrong.replace("^", "")))
    [problem] = problems
    found = shown(problem)
    assert found[0] == code
    assert part in found[3]
    if "^" in wrong:
        before = GOOD.replace(good, wrong).partition("^")[0]
        assert found[1:3] == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    else:
        assert found[1] == GOOD[: GOOD.index(good)].count("\n") + 1
    assert programme is not None
    assert len(everything(programme)) >= len(everything(read(GOOD))) - 2


def everything(programme: Programme) -> list[str]:
    """The names of all that was read."""
    keyed = ("tracks", "roles", "actors", "entries", "parameters", "lists", "questions", "days", "selections", "picks")
    names = [name for section in keyed for name in getattr(programme, section)]
    names += [item.id for checklist in programme.checklists for item in checklist.requirements]
    return [*names, *(phase.id for phase in programme.phases), *(edition.id for edition in programme.editions)]


def test_several_mistakes_are_all_reported() -> None:
    text = GOOD.replace("count: film", "cuont: film").replace("{first: walk}", "{first: walks}")
    _, problems = load(text.replace("{nl: gids, en: guide}", "{en: guide}"))
    assert sorted(problem.code for problem in problems) == ["missing-key", "unknown-entry-type", "unknown-kind"]


@pytest.mark.parametrize("title", ["", "title: {nl: kennel}\n", "title: {en: kennel}\n", "title: kennel\n"])
def test_without_a_title_there_is_no_programme(title: str) -> None:
    programme, problems = load(title + GOOD.partition("\n")[2])
    assert programme is None
    [problem] = problems
    assert problem.code == ("wrong-shape" if title == "title: kennel\n" else "missing-key")
    assert problem.location.line == 1


def test_duplicate_names_in_two_files() -> None:
    extra = "days:\n  begun: today\nchecklists:\n  - id: basic\n    title: {nl: a, en: b}\n    requirements: []\n"
    twice = "is declared twice; first in rules/p.yaml, line"
    programme, problems = load(GOOD, extra)
    assert [(problem.location, shown(problem)[3]) for problem in problems] == [
        (("rules/p/1.yaml", 2, 3), f"'begun' {twice} {line_of('begun: {first')}"),
        (("rules/p/1.yaml", 4, 5), f"'basic' {twice} {line_of('- id: basic')}"),
    ]
    assert programme is not None
    assert programme.days["begun"] != Today()


def line_of(text: str) -> int:
    return GOOD[: GOOD.index(text)].count("\n") + 1


def test_every_track_needs_a_phase() -> None:
    head, _, phases = GOOD.partition("phases:\n")
    _, problems = load(head)
    assert [shown(problem)[:4] for problem in problems] == [("missing-key", 1, 1, "the key 'phases' is missing here")]
    first_only = "phases:\n" + phases.splitlines()[0] + "\n"
    _, problems = load(head + first_only)
    [problem] = problems
    assert shown(problem) == ("missing-key", line_of("large:"), 3, "the key 'phases' is missing here")


def test_a_wrong_selection_is_reported_once() -> None:
    _, problems = load(GOOD.replace("packs: {entries: walk, where: {form: pack}}", "packs: {entries: wlk}", 1))
    assert [shown(problem)[0] for problem in problems] == ["unknown-entry-type"]


PRICES = """\
currency: EUR
entries:
  fee:
    title: {nl: betaling, en: fee}
    fields:
      paid: {type: money, title: {nl: betaald, en: paid}}
      for: {type: choice, required: yes, title: {nl: a, en: b}, choices: {course: {nl: a, en: b}, lead: {nl: a, en: b}}}
parameters:
  rate: {values: [{from: 2020-01-01, until: 2020-12-31, value: 19}, {from: 2021-01-01, value: 21}]}
  packs: {values: [{from: 2020-01-01, question: pack, by_reading: {one: 3}}]}
facts:
  member: {type: yes_no, title: {nl: lid, en: member}, otherwise: no, asks: yes}
  gift: {type: money, title: {nl: gift, en: gift}, implies: member}
  show_day: {type: date, title: {nl: show, en: show}, otherwise: {planned: walk}}
vat:
  taxed: {title: {nl: btw, en: VAT}, rate: $rate}
  none: {title: {nl: vrij, en: exempt}, exempt: yes}
payees:
  club: {title: {nl: club, en: club}}
charges:
  - {id: course, title: {nl: a, en: b}, price: 9, vat: taxed, payee: club, account: course, when: {fact: member}}
  - {id: lead, title: {nl: a, en: b}, price: $packs, vat: none, payee: club, quantity: {missing: basic/films}}
terms:
  - from: 2020-01-01
    charges: [course, lead]
    registered: {fact: show_day}
    begins: begun
    final: {days: 7, before: begun}
    instalments: [{title: {nl: a, en: b}}]
not_stated:
  - {id: travel, title: {nl: reis, en: travel}}
payments: {entries: fee, amount: paid, account: for, deducted: lead, finished: [grown], unsettled: puppy}
comparison: {tracks: [small, large], facts: member}
"""


def test_what_a_programme_costs() -> None:
    found = read(GOOD, PRICES)
    assert {name: fact.type for name, fact in found.facts.items()} == {
        "member": "yes_no", "gift": "money", "show_day": "date",
    }  # fmt: skip
    tariff = found.tariff
    assert tariff is not None
    assert (tariff.currency, list(tariff.vat), tariff.payees) == (
        "EUR",
        ["taxed", "none"],
        {"club": Text("club", "club")},
    )
    assert [(charge.id, charge.vat, charge.payee) for charge in tariff.charges] == [
        ("course", "taxed", "club"), ("lead", "none", "club"),
    ]  # fmt: skip
    assert [terms.charges for terms in tariff.terms] == [("course", "lead")]
    assert [item.id for item in tariff.unstated] == ["travel"]
    assert tariff.payments == Payments("fee", "paid", "for", ("lead",), ("grown",), ("puppy",))
    assert tariff.comparison == Comparison(("small", "large"), ("member",))


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        ("{id: a, from: 2020-01-01}, {id: b, from: 2021-01-01}", []),
        ("{id: a, from: 2020-01-01, until: 2020-12-31}, {id: b, from: 2021-01-01}", []),
        ("{id: a, from: 2020-01-01}, {id: b, from: 2020-01-01}", ["error overlapping-dates"]),
        ("{id: a, from: 2020-01-01, until: 2021-01-01}, {id: b, from: 2021-01-01}", ["error overlapping-dates"]),
        ("{id: a, from: 2020-01-01, until: 2020-12-30}, {id: b, from: 2021-01-01}", ["warning gap-in-dates"]),
    ],
)
def test_editions_that_overlap_are_an_error_and_days_between_them_a_warning(editions: str, expected: list[str]) -> None:
    had = "editions:\n  - {id: late, from: 2025-01-01}\n  - {id: early, from: 2020-01-01}\n"
    assert had in GOOD
    _, problems = load(GOOD.replace(had, f"editions: [{editions}]\n"))
    assert [f"{problem.severity.value} {problem.code}" for problem in problems] == expected


def test_a_programme_may_have_facts_and_no_prices() -> None:
    assert read(GOOD).facts == {}
    facts = "facts:" + PRICES.partition("facts:")[2].partition("vat:")[0]
    found = read(GOOD, facts)
    assert (found.tariff, list(found.facts)) == (None, ["member", "gift", "show_day"])


# As above, in the second file; each name is one that another section declares.
WRONG_PRICES = [
    ("implies: member", "^implies: membre", "unknown-fact", "did you mean 'member'?"),
    ("implies: member", "^implies: show_day", "wrong-field-type", "'show_day' is of type date, this asks yes_no"),
    ("when: {fact: member}", "when: {^fact: show_day}", "wrong-field-type", "'show_day' is of type date, this asks"),
    ("registered: {fact: show_day}", "registered: {^fact: gift}", "wrong-field-type", "'gift' is of type money, this"),
    ("vat: taxed", "^vat: taxt", "unknown-vat", "did you mean 'taxed'?"),
    ("vat: none", "^vat: exempt", "unknown-vat", "(possible here: none, taxed)"),
    ("vat: taxed, payee: club", "vat: taxed, ^payee: clubs", "unknown-payee", "did you mean 'club'?"),
    ("charges: [course, lead]", "charges: [course, ^leads]", "unknown-charge", "did you mean 'lead'?"),
    ("{missing: basic/films}", "{^missing: basic/film}", "unknown-requirement", "did you mean 'basic/films'?"),
    ("finished: [grown]", "finished: [^grow]", "unknown-phase", "did you mean 'grown'?"),
    ("account: course,", "^account: courses,", "unknown-choice", "did you mean 'course'?"),
    ("deducted: lead", "^deducted: leash", "unknown-choice", "'leash' is not a choice of the field 'for'"),
    ("facts: member}", "^facts: gift}", "wrong-field-type", "'gift' is of type money, this asks yes_no"),
    ("by_reading: {one: 3}", "by_reading: {one: 3, ^two: 4}", "unknown-reading", "'two' is not a reading of this"),
    ("by_reading: {one: 3}", "^by_reading: {}", "missing-key", "the key 'one' is missing here"),
    ("{from: 2021-01-01, value: 21}", "^{from: 2021-01-02, value: 21}", "gap-in-dates", "nothing holds after 31 Dec"),
    ("currency: EUR", "^currency: euro", "wrong-currency", "a currency is three capitals, as EUR"),
    ("  taxed: {", "  ^taxed: {exempt: yes, ", "wrong-shape", "either 'rate' in per cent or 'exempt: yes' says"),
    (
        "member: {type",
        "^track: {type: yes_no, title: {nl: a, en: b}}\n  member: {type",
        "reserved-name",
        "'track' has a",
    ),
    ("payments: {", "^payment: {", "unknown-key", "did you mean 'payments'?"),
    ("not_stated:", "^not_state:", "unknown-key", "did you mean 'not_stated'?"),
]


@pytest.mark.parametrize(("good", "wrong", "code", "part"), WRONG_PRICES, ids=[item[1] for item in WRONG_PRICES])
def test_a_mistake_in_the_prices_has_its_problem_and_the_rest_loads(
    good: str, wrong: str, code: str, part: str
) -> None:
    assert PRICES.count(good) == 1, good
    programme, [problem] = load(GOOD, PRICES.replace(good, wrong.replace("^", "")))
    before = PRICES.replace(good, wrong).partition("^")[0]
    found = shown(problem)
    assert problem.location.file == "rules/p/1.yaml"
    assert found[:3] == (code, before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert part in found[3]
    assert programme is not None
    assert set(everything(programme)) >= set(everything(read(GOOD)))
    assert programme.tariff is not None
    assert [charge.id for charge in programme.tariff.charges][-1] in ("lead", "course")


ONE_WAY = "one way in which VAT is charged was expected here, as [standard]"
HOW = "how: {title: {nl: hoe, en: how}, readings: {READINGS}, default: one}"
ONE_TWO = "one: {title: {nl: a, en: b}, value: [taxed]}, two: {title: {nl: a, en: b}, value: [TWO]}"


@pytest.mark.parametrize(
    ("value", "readings", "wrong"),
    [
        ("value: [taxed]", "", None),
        ("value: [none]", "", None),
        ("^value: [taxt]", "", "'taxt' is not a way in which VAT is charged (did you mean 'taxed'?)"),
        # a number, nothing or two words are no way
        ("^value: 21", "", ONE_WAY),
        ("value: ~", "", ONE_WAY),
        ("^value: [taxed, none]", "", ONE_WAY),
        # any reading may hold one day
        ("question: how", ONE_TWO.replace("TWO", "none"), None),
        ("question: how", ONE_TWO.replace("value: [TWO", "^value: [non"), "'non' is not a way in which VAT is charged"),
        ("question: how, by_reading: {one: [none], two: [taxed]}", ONE_TWO.replace("TWO", "taxed"), None),
        ("question: how, by_reading: {one: [none], ^two: [tax]}", ONE_TWO.replace("TWO", "taxed"), "'tax' is not a"),
    ],
)  # fmt: skip
def test_a_parameter_that_says_how_vat_is_charged(value: str, readings: str, wrong: str | None) -> None:
    """The problem stands at the value that is wrong, once, however many charges name the parameter."""
    found, place = vat_faults(value, readings)
    assert [problem[0] for problem in found] == (["unknown-vat"] if wrong else [])
    assert all(wrong is not None and wrong in problem[3] for problem in found)
    assert place is None or [problem[1:3] for problem in found] == [place]


def test_words_of_readings_that_are_not_used_need_be_no_way_of_vat() -> None:
    assert (
        vat_faults("question: how, by_reading: {one: [none], two: [taxed]}", ONE_TWO.replace("TWO", "walks"))[0] == []
    )


def vat_faults(value: str, readings: str) -> tuple[list[Fault], tuple[int, int] | None]:
    """The problems of a price list whose charges have the VAT that a parameter says, and where the `^` stood."""
    text = PRICES.replace("vat: taxed, payee", "vat: $way, payee").replace("vat: none", "vat: $way")
    text = text.replace("parameters:\n", f"parameters:\n  way: {{values: [{{from: 2020-01-01, {value}}}]}}\n")
    if readings:
        text = text.replace("facts:\n", f"questions: {{{HOW.replace('READINGS', readings)}}}\nfacts:\n", 1)
    before, mark, _ = text.partition("^")
    place = (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark else None
    return [shown(problem) for problem in load(GOOD, text.replace("^", ""))[1]], place

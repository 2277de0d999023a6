"""The price list: what a piece of YAML becomes, or what is wrong with it and where."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kio.message import Text
from kio.problem import Problem
from kio.programme import pricing
from kio.programme.language import (
    FieldTest,
    NamedDay,
    Number,
    OneOf,
    ParameterValue,
    Product,
    Selection,
    Shifted,
    Told,
)
from kio.programme.measure import Measure
from kio.programme.requirement import Enough, Negated, Source, Unit
from kio.programme.sections import Sections
from kio.programme.tariff import (
    Charge,
    Comparison,
    Deposit,
    Instalment,
    Payments,
    Tariff,
    Terms,
    Unstated,
    Vat,
)
from kio.source.reading import read_text
from programme.kennel import GRAMMAR, Fault, place, shown

T = Text("a", "b")
TEXT = "{nl: a, en: b}"
TITLE = f"title: {TEXT}"
UNIT, SOURCE = f"unit: {{one: {TEXT}, many: {TEXT}}}", "source: {document: d, section: s}"
NOUGHT, ONE, TWO, THREE = (Number(Decimal(number)) for number in range(4))
NEEDED, BEGUN, ENDED = ParameterValue("hours_needed"), NamedDay("begun"), NamedDay("ended")
WALKS, HOURS = Measure("count", Selection(("walk",))), Measure("sum", Selection(("walk",)), "hours")
PACK = FieldTest("form", (OneOf(("pack",)),), None)

# each item stands in a frame with one charge


def read(text: str) -> tuple[Tariff | None, list[Fault]]:
    """What the sections of a file become, and every problem."""
    problems: list[Problem] = []
    document = read_text(text.encode(), "rules/k.yaml")
    assert not document.problems, document.problems
    tariff = pricing.read_tariff(GRAMMAR, Sections([document], problems))
    return tariff, [shown(problem) for problem in problems]


def good(text: str) -> Tariff:
    tariff, problems = read(text)
    assert problems == []
    assert tariff is not None
    return tariff


def wrong(text: str, code: str, part: str) -> Tariff:
    """One problem at the place of `^`; the rest of the price list is read all the same."""
    assert text.count("^") == 1
    tariff, [found] = read(text.replace("^", ""))
    assert found[:3] == (code, *place(text)), found
    assert part in found[3], found
    assert tariff is not None
    return tariff


PARTS = {"id": "id: course", "title": TITLE, "price": "price: 3", "vat": "vat: taxed", "payee": "payee: club"}
COURSE = ", ".join(PARTS.values())
FRAME = f"charges:\n- {{{COURSE}}}\ncurrency: EUR\n"
PLAIN = Charge("course", T, THREE, ONE, "taxed", "club", account="course")


def charged(more: str, **changed: str) -> str:
    """A price list whose charge says more, or something else."""
    parts = [*{**PARTS, **changed}.values(), more]
    return f"currency: EUR\ncharges:\n- {{{', '.join(filter(None, parts))}}}\n"


def test_rules_that_charge_nothing_have_no_price_list() -> None:
    assert read("currency: EUR\n") == (None, [])
    assert read("title: x\n") == (None, [])


def test_mistakes_are_found_where_nothing_is_charged_too() -> None:
    rest = "currency: euro\nvat: {code: {}}\nterms: [{}]\nnot_stated: [{}]\npayments: {}\ncomparison: {}\n"
    tariff, problems = read(rest)
    assert tariff is None
    assert sorted((code, line) for code, line, _, _ in problems) == [
        *(("missing-key", line) for line in range(2, 7)), ("wrong-currency", 1),
    ]  # fmt: skip


def test_the_smallest_price_list() -> None:
    assert good(FRAME) == Tariff("EUR", charges=(PLAIN,))


@pytest.mark.parametrize(
    ("currency", "code"),
    [
        ("eur", "wrong-currency"), ("Eur", "wrong-currency"), ("EURO", "wrong-currency"), ("EU", "wrong-currency"),
        ("E1R", "wrong-currency"), ("€", "wrong-currency"), ("ÉUR", "wrong-currency"), ('"EUR "', "wrong-currency"),
        ("[EUR]", "wrong-shape"), ("{code: EUR}", "wrong-shape"), ("''", "wrong-shape"),
    ],
)  # fmt: skip
def test_a_wrong_currency_is_reported_once(currency: str, code: str) -> None:
    part = "a currency is three capitals, as EUR" if code == "wrong-currency" else "a text was expected here"
    assert wrong(FRAME.replace("currency: EUR", f"^currency: {currency}"), code, part).charges == (PLAIN,)


@pytest.mark.parametrize("currency", ["EUR", "USD", "CHF"])
def test_a_currency_is_three_capitals(currency: str) -> None:
    assert good(FRAME.replace("EUR", currency)).currency == currency


def test_a_price_without_a_currency_is_none() -> None:
    wrong(FRAME.replace("currency: EUR\n", "").replace("- {", "- ^{"), "missing-key", "the key 'currency' is missing")


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("tracks: small", PLAIN._replace(tracks=("small",))),
        ("when: {fact: member}", PLAIN._replace(when=Told("member"))),
        ("when: {not: {count: walk}}", PLAIN._replace(when=Negated(Enough(WALKS, ONE, None)))),
        ("quantity: {fact: litter}", PLAIN._replace(quantity=Told("litter"))),
        ("quantity: 0", PLAIN._replace(quantity=NOUGHT)),
        (UNIT, PLAIN._replace(unit=Unit(T, T))),
        ("done: {count: walk}", PLAIN._replace(done=WALKS)),
        ("done: {sum: {entries: walk, of: hours}}", PLAIN._replace(done=HOURS)),
        ("done: {count: {entries: walk, where: {form: pack}}}",
         PLAIN._replace(done=Measure("count", Selection(("walk",), where=PACK)))),
        ("done: {sum: {entries: walk, of: hours, each_at_most: 2}}",
         PLAIN._replace(done=HOURS._replace(each_at_most=TWO))),
        ("fixed: yes", PLAIN._replace(fixed=True)),
        ("fixed: no", PLAIN),
        ("account: course", PLAIN._replace(account="course")),
        ("per_unit: yes", PLAIN._replace(per_unit=True)),
        ("per_unit: no", PLAIN),
        (f"assumption: {TEXT}", PLAIN._replace(assumption=T)),
        (f"left_out: {TEXT}", PLAIN._replace(left_out=T)),
    ],
)  # fmt: skip
def test_a_charge(more: str, wanted: Charge) -> None:
    [found] = good(charged(more)).charges
    assert found == wanted


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("price: 3", "price: $hours_needed", PLAIN._replace(price=NEEDED)),
        ("price: 3", "price: {times: [2, $hours_needed]}", PLAIN._replace(price=Product((TWO, NEEDED)))),
        ("vat: taxed", "vat: exempt", PLAIN._replace(vat="exempt")),
        ("vat: taxed", "vat: $forms", PLAIN._replace(vat=ParameterValue("forms"))),
        ("payee: club", "payee: trainer", PLAIN._replace(payee="trainer")),
        ("id: course", "id: lead", PLAIN._replace(id="lead", account="lead")),
    ],
)
def test_what_every_charge_says(old: str, new: str, wanted: Charge) -> None:
    assert good(FRAME.replace(old, new)).charges == (wanted,)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (charged("^prise: 3"), "unknown-key", "did you mean 'price'?"),
        (charged("^source: x"), "unknown-key", "the key 'source' means nothing here"),
        (charged("", price="^price: much"), "wrong-number", "a number was expected here"),
        (charged("", price="^price: $forma"), "unknown-parameter", "did you mean 'forms'?"),
        (charged("", vat="^vat: taxd"), "unknown-vat",
         "'taxd' is not a way in which VAT is charged (did you mean 'taxed'?)"),
        (charged("", vat="^vat: 21"), "unknown-vat", "(possible here: exempt, taxed)"),
        (charged("", vat="^vat: $form"), "unknown-parameter", "did you mean 'forms'?"),
        (charged("", vat="^vat: [taxed]"), "wrong-shape", "a text was expected here"),
        (charged("", payee="^payee: clubs"), "unknown-payee",
         "'clubs' is not one of the payees (did you mean 'club'?)"),
        (charged("^tracks: smal"), "unknown-track", "did you mean 'small'?"),
        (charged("when: {^fact: membre}"), "unknown-fact", "did you mean 'member'?"),
        (charged("when: {^fact: show_day}"), "wrong-field-type", "'show_day' is of type date, this asks yes_no, whole"),
        (charged("when: {fact: member, ^at_least: 1}"), "unknown-key", "the key 'at_least' means nothing here"),
        (charged("^when: member"), "wrong-shape", "a mapping"),
        (charged("^quantity: some"), "wrong-number", "a number was expected here"),
        (charged("^unit: hour"), "wrong-shape", "a mapping"),
        (charged("^fixed: always"), "wrong-flag", "'always' is not yes or no"),
        (charged("^per_unit: each"), "wrong-flag", "'each' is not yes or no"),
        (charged("^account: [course]"), "wrong-shape", "a text was expected here"),
        (charged("^assumption: x"), "wrong-shape", "a mapping"),
        (charged("^left_out: {nl: a}"), "missing-key", "the key 'en' is missing here"),
        # what was delivered is counted, summed or told apart, each entry by itself
        (charged("^done: walk"), "wrong-shape", "a mapping"),
        (charged("^done: {span: {entries: walk, unit: days}}"), "unknown-kind",
         "what was delivered is counted, summed or told apart (possible here: count, sum, distinct)"),
        (charged("^done: {span: walk}"), "unknown-kind", "what was delivered is counted, summed or told apart"),
        (charged("^done: {cout: walk}"), "unknown-kind", "did you mean 'count'?"),
        (charged("done: {count: walk, ^sum: {entries: walk, of: hours}}"), "unknown-key", "the key 'sum' means"),
        (charged("done: {count: walk, ^at_least: 1}"), "unknown-key", "the key 'at_least' means nothing here"),
        (charged("done: {^sum: walk}"), "missing-key", "'of' names the field to sum"),
        (charged("done: {^count: walks}"), "unknown-entry-type", "did you mean 'walk'?"),
        (charged("done: {count: {entries: walk, ^caps: [{where: {form: pack}, at_most: 2}]}}"), "unknown-key",
         "the key 'caps' means nothing here"),
        (charged("done: {sum: {entries: walk, of: hours, ^caps: [{where: {form: pack}, at_most: 2}]}}"), "unknown-key",
         "the key 'caps' means nothing here"),
    ],
)  # fmt: skip
def test_a_wrong_charge(text: str, code: str, part: str) -> None:
    wrong(text, code, part)


@pytest.mark.parametrize("key", PARTS)
def test_what_a_charge_has_to_say(key: str) -> None:
    text = f"currency: EUR\ncharges:\n- ^{{{without(PARTS, key)}}}\n"
    wrong(text, "missing-key", f"the key '{key}' is missing here")


def without(parts: dict[str, str], key: str) -> str:
    return ", ".join(part for name, part in parts.items() if name != key)


def test_the_other_charges_of_a_wrong_one_are_read() -> None:
    text = FRAME.replace("currency", f"- {{id: lead, {TITLE}, price: 1, ^vat: none, payee: club}}\ncurrency")
    assert wrong(text, "unknown-vat", "'none' is not").charges == (PLAIN,)


def test_a_charge_twice() -> None:
    text = FRAME.replace("currency", f"- ^{{{COURSE}}}\ncurrency")
    found = wrong(text, "duplicate-name", "'course' is declared twice; first in rules/k.yaml, line 2")
    assert found.charges == (PLAIN,)


# --- VAT and payees


def vat(text: str) -> str:
    return f"{FRAME}vat:\n  code: {text}\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{{{TITLE}, rate: 3}}", Vat("code", T, THREE)),
        (f"{{{TITLE}, rate: 0}}", Vat("code", T, NOUGHT)),
        (f"{{{TITLE}, rate: $hours_needed}}", Vat("code", T, NEEDED)),
        (f"{{{TITLE}, rate: 3, exempt: no}}", Vat("code", T, THREE)),
        # not a rate of 0
        (f"{{{TITLE}, exempt: yes}}", Vat("code", T, None)),
        (f"{{{TITLE}, exempt: yes, assumption: {TEXT}, {SOURCE}}}", Vat("code", T, None, T, Source("d", "s"))),
    ],
)
def test_vat(text: str, wanted: Vat) -> None:
    assert good(vat(text)).vat == {"code": wanted}


EITHER = "either 'rate' in per cent or 'exempt: yes' says how VAT is charged"


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (f"^code: {{{TITLE}}}", "missing-key", EITHER),
        (f"^code: {{{TITLE}, exempt: no}}", "missing-key", EITHER),
        (f"^code: {{{TITLE}, rate: 3, exempt: yes}}", "wrong-shape", EITHER),
        ("^code: {rate: 3}", "missing-key", "the key 'title' is missing here"),
        ("^code: 21", "wrong-shape", "a mapping"),
        (f"code: {{{TITLE}, ^rate: 21%}}", "wrong-number", "a number was expected here"),
        (f"code: {{{TITLE}, ^exempt: sometimes}}", "wrong-flag", "'sometimes' is not yes or no"),
        (f"code: {{{TITLE}, rate: 3, ^source: law}}", "wrong-shape", "a mapping"),
        (f"code: {{{TITLE}, rate: 3, ^assumption: x}}", "wrong-shape", "a mapping"),
        (f"code: {{{TITLE}, rate: 3, ^rat: 4}}", "unknown-key", "did you mean 'rate'?"),
    ],
)
def test_wrong_vat(text: str, code: str, part: str) -> None:
    found = wrong(f"{FRAME}vat:\n  {text}\n  other: {{{TITLE}, exempt: yes}}\n", code, part)
    assert found.vat["other"] == Vat("other", T, None)


def test_payees_have_a_title_and_nothing_else() -> None:
    assert good(f"{FRAME}payees: {{club: {{{TITLE}}}}}\n").payees == {"club": T}
    wrong(f"{FRAME}payees: {{^club: {{}}}}\n", "missing-key", "the key 'title' is missing here")
    wrong(f"{FRAME}payees: {{club: {{{TITLE}, ^iban: x}}}}\n", "unknown-key", "the key 'iban' means nothing here")


# --- terms

FROM = date(2020, 1, 1)
TERMS = {
    "from": "from: 2020-01-01",
    "charges": "charges: [course]",
    "registered": "registered: {fact: show_day}",
    "begins": "begins: begun",
    "final": "final: ended",
    "instalments": f"instalments: [{{{TITLE}}}]",
}
PLAIN_TERMS = Terms(FROM, None, ("course",), Told("show_day"), BEGUN, ENDED, None, (Instalment(T, None),))


def terms(more: str = "", **changed: str) -> str:
    """A price list whose terms say more, or something else; a key of one letter more is the word of Python."""
    said = {**TERMS, **{key.removesuffix("_"): part for key, part in changed.items()}}
    return f"{FRAME}terms:\n- {{{', '.join(filter(None, [*said.values(), more]))}}}\n"


WEEK_AFTER = Shifted(Number(Decimal(1)), "weeks", 1, BEGUN)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (terms(), PLAIN_TERMS),
        (terms("until: 2020-01-01"), PLAIN_TERMS._replace(last_day=FROM)),
        (terms(f"assumption: {TEXT}"), PLAIN_TERMS._replace(assumption=T)),
        (terms(SOURCE), PLAIN_TERMS._replace(source=Source("d", "s"))),
        (terms(charges="charges: [lead, course]"), PLAIN_TERMS._replace(charges=("lead", "course"))),
        (terms(final="final: {weeks: 1, after: begun}"),
         PLAIN_TERMS._replace(final=WEEK_AFTER)),
        (terms(f"deposit: {{{TITLE}, amount: $hours_needed, due: ended}}"),
         PLAIN_TERMS._replace(deposit=Deposit(T, NEEDED, ENDED))),
        (terms(instalments=f"instalments: [{{{TITLE}, due: {{weeks: 1, after: begun}}}}, {{{TITLE}}}]"),
         PLAIN_TERMS._replace(instalments=(Instalment(T, WEEK_AFTER), Instalment(T, None)))),
    ],
)  # fmt: skip
def test_terms(text: str, wanted: Terms) -> None:
    assert good(text).terms == (wanted,)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (terms(from_="^from: 1-1-2020"), "wrong-date", "write 2020-01-01"),
        (terms("^until: 2020-02-30"), "wrong-date", "this day does not exist in the calendar"),
        (terms(charges="charges: [course, ^lessons]"), "unknown-charge",
         "'lessons' is not a charge (possible here: course, lead)"),
        (terms(charges="charges: [^cours]"), "unknown-charge", "did you mean 'course'?"),
        (terms(charges="^charges: []"), "empty-list", "this list is empty"),
        (terms(charges="^charges: course"), "wrong-shape", "a list was expected here"),
        (terms(registered="registered: {^fact: gift}"), "wrong-field-type",
         "'gift' is of type money, this asks date"),
        (terms(begins="^begins: begin"), "unknown-day", "did you mean 'begun'?"),
        (terms(final="^final: end"), "unknown-day", "did you mean 'ended'?"),
        (terms(instalments="^instalments: []"), "empty-list", "this list is emp"),
        (terms(instalments="instalments: [^{due: ended}]"), "missing-key", "the key 'title' is missing"),
        (terms(instalments=f"instalments: [{{{TITLE}, ^due: end}}]"), "unknown-day", "did you mean 'ended"),
        (terms(instalments=f"instalments: [{{{TITLE}, ^amount: 1}}]"), "unknown-key", "'amount' means noth"),
        (terms("^deposit: 3"), "wrong-shape", "a mapping"),
        (terms("^deposit: {amount: 3, due: ended}"), "missing-key", "the key 'title' is missing here"),
        (terms(f"^deposit: {{{TITLE}, due: ended}}"), "missing-key", "the key 'amount' is missing here"),
        (terms(f"^deposit: {{{TITLE}, amount: 3}}"), "missing-key", "the key 'due' is missing here"),
        (terms(f"deposit: {{{TITLE}, amount: 3, due: ended, ^vat: taxed}}"), "unknown-key", "the key 'vat' means noth"),
        (terms("^source: x"), "wrong-shape", "a mapping"),
        (terms("^assumption: x"), "wrong-shape", "a mapping"),
        (terms("^tracks: small"), "unknown-key", "the key 'tracks' means nothing here"),
    ],
)  # fmt: skip
def test_wrong_terms(text: str, code: str, part: str) -> None:
    found = wrong(text, code, part)
    assert found.charges == (PLAIN,)


@pytest.mark.parametrize("key", TERMS)
def test_what_terms_have_to_say(key: str) -> None:
    wrong(f"{FRAME}terms:\n- ^{{{without(TERMS, key)}}}\n", "missing-key", f"the key '{key}' is missing here")


def since(day: str, until: str = "", mark: str = "") -> str:
    parts = [f"from: {day}", without(TERMS, "from"), f"until: {until}" if until else ""]
    return f"- {mark}{{{', '.join(filter(None, parts))}}}\n"


def test_terms_stand_in_the_order_of_their_days() -> None:
    found = good(f"{FRAME}terms:\n{since('2023-01-01')}{since('2020-01-01')}{since('2021-01-01', '2022-12-31')}").terms
    assert [item.first_day.year for item in found] == [2020, 2021, 2023]


@pytest.mark.parametrize(
    ("items", "code", "part"),
    [
        (since("2020-01-01") + since("2020-01-01", mark="^"), "overlapping-dates",
         "from 1 Jan 2020 on two hold, this one and that of line 5"),
        (since("2020-01-01", "2021-01-01") + since("2021-01-01", mark="^"), "overlapping-dates",
         "from 1 Jan 2021 on two hold"),
        (since("2021-01-01", mark="^") + since("2020-01-01", "2020-12-30"), "gap-in-dates",
         "nothing holds after 30 Dec 2020, the last day of line 6, until 1 Jan 2021"),
        (since("2020-01-01", "2019-12-31", "^"), "wrong-date", "the last day lies before the first"),
    ],
)  # fmt: skip
def test_terms_neither_overlap_nor_leave_a_gap(items: str, code: str, part: str) -> None:
    wrong(f"{FRAME}terms:\n{items}", code, part)


def test_days_of_terms_are_compared_only_where_all_of_them_can_be_read() -> None:
    one, other = since("2020-01-01", "2020-12-31"), since("2022-01-01")
    between = since("2021-01-01", "2021-12-31").replace("begins: begun", "^begins: begin")
    wrong(f"{FRAME}terms:\n{one}{between}{other}", "unknown-day", "did you mean 'begun'?")


# --- what is not stated, payments, comparison


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{{id: u, {TITLE}}}", Unstated("u", T, (), None, None, None)),
        (f"{{id: u, {TITLE}, tracks: [small]}}", Unstated("u", T, ("small",), None, None, None)),
        (f"{{id: u, {TITLE}, quantity: {{fact: litter}}}}", Unstated("u", T, (), Told("litter"), None, None)),
        (f"{{id: u, {TITLE}, done: {{count: walk}}}}", Unstated("u", T, (), None, WALKS, None)),
        (f"{{id: u, {TITLE}, {SOURCE}}}", Unstated("u", T, (), None, None, Source("d", "s"))),
    ],
)
def test_what_is_not_stated(text: str, wanted: Unstated) -> None:
    assert good(f"{FRAME}not_stated:\n- {text}\n").unstated == (wanted,)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (f"^{{{TITLE}}}", "missing-key", "the key 'id' is missing here"),
        ("^{id: u}", "missing-key", "the key 'title' is missing here"),
        (f"{{id: u, {TITLE}, ^price: 3}}", "unknown-key", "the key 'price' means nothing here"),
        (f"{{id: u, {TITLE}, ^tracks: smal}}", "unknown-track", "did you mean 'small'?"),
        (f"{{id: u, {TITLE}, ^quantity: few}}", "wrong-number", "a number was expected here"),
        (f"{{id: u, {TITLE}, ^done: {{span: walk}}}}", "unknown-kind", "what was delivered is counted, summed or told"),
        (f"{{id: u, {TITLE}, done: {{count: {{entries: walk, ^caps: [{{where: {{form: pack}}, at_most: 1}}]}}}}}}",
         "unknown-key", "the key 'caps' means nothing here"),
        (f"{{id: u, {TITLE}, ^source: x}}", "wrong-shape", "a mapping"),
    ],
)  # fmt: skip
def test_what_is_wrongly_not_stated(text: str, code: str, part: str) -> None:
    found = wrong(f"{FRAME}not_stated:\n- {text}\n- {{id: other, {TITLE}}}\n", code, part)
    assert found.unstated[-1].id == "other"


PAYMENTS = "entries: fee, amount: paid, account: for"
PAID = Payments("fee", "paid", "for")


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("", PAID),
        (", deducted: club", PAID._replace(deducted=("club",))),
        (", deducted: [club, course]", PAID._replace(deducted=("club", "course"))),
        (", finished: grown", PAID._replace(finished=("grown",))),
        (", finished: [grown, puppy]", PAID._replace(finished=("grown", "puppy"))),
        (", unsettled: [puppy]", PAID._replace(unsettled=("puppy",))),
    ],
)
def test_payments(more: str, wanted: Payments) -> None:
    assert good(f"{FRAME}payments: {{{PAYMENTS}{more}}}\n").payments == wanted


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("^payments: {amount: paid, account: for}", "missing-key", "the key 'entries' is missing here"),
        ("^payments: {entries: fee, account: for}", "missing-key", "the key 'amount' is missing here"),
        ("^payments: {entries: fee, amount: paid}", "missing-key", "the key 'account' is missing here"),
        ("^payments: fee", "wrong-shape", "a mapping"),
        ("payments: {^entries: fees, amount: paid, account: for}", "unknown-entry-type", "did you mean 'fee'?"),
        ("payments: {entries: fee, ^amount: payd, account: for}", "unknown-field", "did you mean 'paid'?"),
        ("payments: {entries: fee, ^amount: hours, account: for}", "wrong-field-type",
         "'hours' is of type hours, this asks money"),
        ("payments: {entries: fee, amount: paid, ^account: fro}", "unknown-field", "did you mean 'for'?"),
        ("payments: {entries: fee, amount: paid, ^account: note}", "wrong-field-type",
         "'note' is of type text, this asks choice"),
        (f"payments: {{{PAYMENTS}, ^deducted: clubs}}", "unknown-choice",
         "'clubs' is not a choice of the field 'for' (did you mean 'club'?)"),
        (f"payments: {{{PAYMENTS}, deducted: [club, ^gift]}}", "unknown-choice", "(possible here: course, club)"),
        (f"payments: {{{PAYMENTS}, ^deducted: []}}", "empty-list", "this list is empty"),
        (f"payments: {{{PAYMENTS}, ^finished: pupy}}", "unknown-phase", "'pupy' is not a phase (did you mean 'pup"),
        (f"payments: {{{PAYMENTS}, unsettled: [puppy, ^gone]}}", "unknown-phase", "'gone' is not a phase"),
        (f"payments: {{{PAYMENTS}, ^finised: puppy}}", "unknown-key", "did you mean 'finished'?"),
    ],
)  # fmt: skip
def test_wrong_payments(text: str, code: str, part: str) -> None:
    found = wrong(f"{FRAME}{text}\n", code, part)
    assert found.charges == (PLAIN,)


def test_an_account_is_one_to_which_a_payment_can_be_recorded() -> None:
    paid, elsewhere = f"payments: {{{PAYMENTS}}}\n", charged("^account: cours")
    assert good(charged("account: club") + paid).charges[0].account == "club"
    assert good(elsewhere.replace("^", "")).charges[0].account == "cours"  # where no payments are recorded
    wrong(elsewhere + paid, "unknown-choice", "'cours' is not a choice of the field 'for' (did you mean 'course'?)")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{tracks: small}", Comparison(("small",), ())),
        ("{tracks: [large, small]}", Comparison(("large", "small"), ())),
        ("{tracks: [large, small], facts: member}", Comparison(("large", "small"), ("member",))),
        ("{tracks: small, facts: [member]}", Comparison(("small",), ("member",))),
    ],
)
def test_a_comparison(text: str, wanted: Comparison) -> None:
    assert good(f"{FRAME}comparison: {text}\n").comparison == wanted


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("^comparison: {facts: member}", "missing-key", "the key 'tracks' is missing here"),
        ("comparison: {^tracks: []}", "empty-list", "this list is empty"),
        ("comparison: {tracks: [small, ^larg]}", "unknown-track", "did you mean 'large'?"),
        ("comparison: {tracks: small, ^facts: membr}", "unknown-fact", "did you mean 'member'?"),
        ("comparison: {tracks: small, facts: [member, ^litter]}", "wrong-field-type",
         "'litter' is of type whole_number, this asks yes_no"),
        ("comparison: {tracks: small, ^fact: member}", "unknown-key", "did you mean 'facts'?"),
    ],
)  # fmt: skip
def test_a_wrong_comparison(text: str, code: str, part: str) -> None:
    wrong(f"{FRAME}{text}\n", code, part)


def test_several_mistakes_are_all_reported() -> None:
    rest = "vat: {code: {}}\nterms: [{}]\nnot_stated: [{}]\npayments: {}\ncomparison: {}\n"
    codes = [problem[0] for problem in read(charged("fixed: x") + rest)[1]]
    assert sorted(codes) == ["missing-key"] * 5 + ["wrong-flag"]

"""Reading what a programme costs from its rules files: facts, VAT, charges, terms and what is not stated."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from kio.message import message
from kio.programme.by_reading import read_choice
from kio.programme.declarations import only_title
from kio.programme.facts import ONE, optional_amount, optional_text
from kio.programme.language import ByReading, ParameterValue
from kio.programme.measure import Measure
from kio.programme.node import MalformedError, Node
from kio.programme.requirements import read_source, read_unit
from kio.programme.sections import Sections
from kio.programme.spans import Span, optional_date, read_date, refuse_unclear
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
from kio.programme.words import Grammar

DONE = ("count", "sum", "distinct")


def read_tariff(grammar: Grammar, sections: Sections) -> Tariff | None:
    """The price list; None where the rules charge nothing."""
    charges = sections.read_list("charges", lambda node: _charge(grammar, node))
    currency = sections.read_one("currency", _currency)
    nodes = sections.listed["terms"]
    terms = sections.read_list("terms", lambda node: _terms(grammar, node))
    if len(terms) == len(nodes):
        spans = (Span(node, item.first_day, item.last_day) for node, item in zip(nodes, terms, strict=True))
        refuse_unclear(list(spans), ())
    if "currency" not in sections.single and sections.listed["charges"]:
        node = sections.listed["charges"][0]
        node.report("missing-key", message("the key '{key}' is missing here", key="currency"))
    payments = sections.read_one("payments", lambda node: _payments(grammar, node))
    _refuse_unknown_accounts(grammar, sections, payments)
    tariff = Tariff(
        currency or "",
        sections.read("vat", lambda name, node: _vat(grammar, name, node)),
        sections.read("payees", lambda _, node: only_title(node)),
        charges,
        tuple(sorted(terms, key=lambda item: item.first_day)),
        sections.read_list("not_stated", lambda node: _unstated(grammar, node)),
        payments,
        sections.read_one("comparison", lambda node: _comparison(grammar, node)),
    )
    return tariff if sections.listed["charges"] else None


def _refuse_unknown_accounts(grammar: Grammar, sections: Sections, payments: Payments | None) -> None:
    """Report an account, also one that a charge has for want of another, to which no payment could ever be recorded."""
    if payments is None:
        return
    field = grammar.words.entries[payments.entries].fields[payments.account]
    said = message("a choice of the field '{field}'", field=field.name)
    for node in sections.listed["charges"]:
        place = node.need("account") if node.has("account") else node.get("id") if node.has("id") else None
        if place is not None:
            with suppress(MalformedError):
                place.choice(field.choices, "unknown-choice", said)


def _currency(node: Node) -> str:
    code = node.text()
    if len(code) != len("EUR") or not (code.isascii() and code.isalpha() and code.isupper()):
        raise node.refuse("wrong-currency", message("a currency is three capitals, as EUR"))
    return code


# --- charges


def _vat(grammar: Grammar, code: str, node: Node) -> Vat:
    exempt, rate = node.get("exempt"), node.get("rate")
    if bool(exempt and exempt.flag()) == (rate is not None):
        said = message("either 'rate' in per cent or 'exempt: yes' says how VAT is charged")
        raise node.refuse("wrong-shape" if rate else "missing-key", said)
    vat = Vat(
        code,
        node.need("title").bilingual(),
        grammar.amount(rate) if rate else None,
        optional_text(node, "assumption"),
        read_source(node.get("source")),
    )
    node.close()
    return vat


def _charge(grammar: Grammar, node: Node) -> Charge:
    when, done, fixed, account, per_unit = (node.get(key) for key in ("when", "done", "fixed", "account", "per_unit"))
    name, payee = node.need("id").text(), read_choice(grammar, node.need("payee"), partial(_payee, grammar))
    is_fixed = read_choice(grammar, fixed, Node.flag) if fixed else False
    charge = Charge(
        name,
        node.need("title").bilingual(),
        grammar.amount(node.need("price")),
        optional_amount(grammar, node, "quantity") or ONE,
        _vat_code(grammar, node.need("vat")),
        "" if isinstance(payee, ByReading) else payee,
        grammar.tracks(node.get("tracks")),
        grammar.kind(when) if when else None,
        read_unit(node.get("unit")),
        read_done(grammar, done) if done else None,
        fixed=is_fixed is True,
        account=account.text() if account else name,
        per_unit=bool(per_unit and per_unit.flag()),
        assumption=optional_text(node, "assumption"),
        left_out=optional_text(node, "left_out"),
        payee_by=payee if isinstance(payee, ByReading) else None,
        fixed_by=is_fixed if isinstance(is_fixed, ByReading) else None,
    )
    node.close()
    return charge


def _payee(grammar: Grammar, node: Node) -> str:
    return node.choice(grammar.words.payees, "unknown-payee", message("one of the payees"))


def _vat_code(grammar: Grammar, node: Node) -> str | ParameterValue:
    if node.text().startswith("$"):
        return ParameterValue(grammar.parameter_name(node))
    return node.choice(grammar.words.vat, "unknown-vat", message("a way in which VAT is charged"))


def read_done(grammar: Grammar, node: Node) -> Measure:
    """What a record shows as delivered: entries counted, summed or told apart, each by itself, so without caps."""
    kind = next((key for key in DONE if node.has(key)), None)
    if kind is None:
        raise node.refuse_kind(message("what was delivered is counted, summed or told apart"), DONE)
    inner = node.need(kind)
    if inner.has("caps"):
        raise inner.need("caps").refuse("unknown-key", message("the key '{key}' means nothing here", key="caps"))
    measure = grammar.measure(kind, inner)
    if kind == "distinct":
        of = inner.need("of")
        if grammar.field(of, of.text(), measure.selection.types).many:
            raise of.refuse("wrong-field-type", message("a field with one value in each entry was expected here"))
    node.close()
    return measure


# --- terms, what is not stated, payments


def _terms(grammar: Grammar, node: Node) -> Terms:
    deposit = node.get("deposit")
    known, charges = grammar.words.charges, node.need("charges").elements()
    terms = Terms(
        read_date(node.need("from")),
        optional_date(node.get("until")),
        tuple(child.choice(known, "unknown-charge", message("a charge")) for child in charges),
        grammar.day(node.need("registered")),
        grammar.day(node.need("begins")),
        grammar.day(node.need("final")),
        _deposit(grammar, deposit) if deposit else None,
        tuple(_instalment(grammar, child) for child in node.need("instalments").elements()),
        optional_text(node, "assumption"),
        read_source(node.get("source")),
    )
    node.close()
    return terms


def _deposit(grammar: Grammar, node: Node) -> Deposit:
    deposit = Deposit(
        node.need("title").bilingual(), grammar.amount(node.need("amount")), grammar.day(node.need("due"))
    )
    node.close()
    return deposit


def _instalment(grammar: Grammar, node: Node) -> Instalment:
    due = node.get("due")
    instalment = Instalment(node.need("title").bilingual(), grammar.day(due) if due else None)
    node.close()
    return instalment


def _unstated(grammar: Grammar, node: Node) -> Unstated:
    done = node.get("done")
    unstated = Unstated(
        node.need("id").text(),
        node.need("title").bilingual(),
        grammar.tracks(node.get("tracks")),
        optional_amount(grammar, node, "quantity"),
        read_done(grammar, done) if done else None,
        read_source(node.get("source")),
    )
    node.close()
    return unstated


def _payments(grammar: Grammar, node: Node) -> Payments:
    entries = (grammar.entry_type(node.need("entries")),)
    amount, account = node.need("amount"), node.need("account")
    field = grammar.field(account, account.text(), entries, ("choice",))
    if not field.required:
        raise account.refuse("wrong-shape", message("every payment needs an account: make this field 'required: yes'"))
    deducted = node.get("deducted")
    said = message("a choice of the field '{field}'", field=field.name)
    payments = Payments(
        entries[0],
        grammar.field(amount, amount.text(), entries, ("money",)).name,
        field.name,
        tuple(child.choice(field.choices, "unknown-choice", said) for child in deducted.one_or_many())
        if deducted
        else (),
        _phases(grammar, node.get("finished")),
        _phases(grammar, node.get("unsettled")),
    )
    node.close()
    return payments


def _phases(grammar: Grammar, node: Node | None) -> tuple[str, ...]:
    what = message("a phase")
    named = node.one_or_many() if node else ()
    return tuple(child.choice(grammar.words.phases, "unknown-phase", what) for child in named)


def _comparison(grammar: Grammar, node: Node) -> Comparison:
    facts = node.get("facts")
    comparison = Comparison(
        grammar.tracks(node.need("tracks")),
        tuple(grammar.fact_name(child, ("yes_no",)) for child in facts.one_or_many()) if facts else (),
    )
    node.close()
    return comparison

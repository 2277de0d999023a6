from __future__ import annotations

from decimal import Decimal

import pytest

from kio.message import Text
from kio.programme.kinds import KINDS
from kio.programme.language import (
    ByReading,
    FieldTest,
    NamedDay,
    Number,
    OneOf,
    ParameterValue,
    Selection,
    Shifted,
    Today,
    Told,
)
from kio.programme.measure import Measure
from kio.programme.node import Node
from kio.programme.requirement import (
    AllOf,
    AnyOf,
    Elapsed,
    Enough,
    Grouped,
    Header,
    Kind,
    LinkedRecord,
    Met,
    Negated,
    Ordered,
    Requirement,
    Settled,
    Step,
    Steps,
)
from kio.programme.requirements import read_closed_kind
from programme.kennel import GRAMMAR, refused, value

WALK = Selection(("walk",))
PACK = FieldTest("form", (OneOf(("pack",)),), None)
ONE, TWO, THREE = (Number(Decimal(number)) for number in (1, 2, 3))
WALKS = Measure("count", WALK)
HOURS = Measure("sum", WALK, "hours")
NEEDED = ParameterValue("hours_needed")
BEGUN, ENDED, WEEK = NamedDay("begun"), NamedDay("ended"), Number(Decimal(7))
ORDERS = "after, on_or_after, before, on_or_before"
BY_GUIDE = Grouped(Selection(("walk",), where=PACK), "guide", None, (), None, Enough(HOURS, THREE, None), None)
TITLE = "title: {nl: deel, en: part}"


def read(node: Node) -> Kind:
    return read_closed_kind(GRAMMAR, node)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{count: walk}", Enough(WALKS, ONE, None)),
        ("{count: walk, at_least: 3}", Enough(WALKS, THREE, None)),
        ("{count: walk, at_least: 0}", Enough(WALKS, Number(Decimal(0)), None)),
        ("{count: walk, at_most: 3}", Enough(WALKS, None, THREE)),
        ("{count: walk, at_least: 2, at_most: 3}", Enough(WALKS, TWO, THREE)),
        ("{count: walk, exactly: 2}", Enough(WALKS, TWO, TWO)),
        ("{sum: {entries: walk, of: hours}, at_least: $hours_needed}", Enough(HOURS, NEEDED, None)),
        ("{distinct: {entries: walk, of: guide}}", Enough(Measure("distinct", WALK, "guide"), ONE, None)),
        ("{span: {entries: walk, unit: years}}", Enough(Measure("span", WALK, unit="years"), ONE, None)),
        ("{elapsed: begun}", Elapsed(NamedDay("begun"))),
        ("{elapsed: today}", Elapsed(Today())),
        ("{day: begun, after: ended}", Ordered(BEGUN, "after", ENDED)),
        ("{day: begun, on_or_after: ended}", Ordered(BEGUN, "on_or_after", ENDED)),
        ("{day: begun, before: ended}", Ordered(BEGUN, "before", ENDED)),
        ("{day: begun, on_or_before: ended}", Ordered(BEGUN, "on_or_before", ENDED)),
        ("{day: {days: 7, after: begun}, before: {fact: show_day}}",
         Ordered(Shifted(WEEK, "days", 1, BEGUN), "before", Told("show_day"))),
        ("{fact: member}", Told("member")),
        ("{fact: litter}", Told("litter")),
        ("{not: {fact: member}}", Negated(Told("member"))),
        ("{met: basic/walks}", Met("basic/walks")),
        ("{met: basic}", Met("basic")),
        ("{not: {count: walk}}", Negated(Enough(WALKS, ONE, None))),
        ("{not: {not: {met: basic}}}", Negated(Negated(Met("basic")))),
        ("{header: {field: home.kind, test: pack}}", Header(("home", "kind"), FieldTest("kind", PACK.tests, None))),
        ("{record: {field: home.of}}", LinkedRecord(("home", "of"), (), ())),
        ("{record: {field: home.of, tracks: small, not_in: [puppy, grown]}}",
         LinkedRecord(("home", "of"), ("small",), ("puppy", "grown"))),
        ("{by_reading: {question: pack, readings: {one: {count: walk, at_least: 3}, two: {elapsed: begun}}}}",
         ByReading("pack", {"one": Enough(WALKS, THREE, None), "two": Elapsed(BEGUN)})),
        ("{not: {by_reading: {question: pack, readings: {one: yes, two: no}}}}",
         Negated(ByReading("pack", {"one": Settled(True), "two": Settled(False)}))),
        (f"{{steps: [{{{TITLE}, entries: walk}}, {{{TITLE}, entries: walk, about: {{form: pack}}}}]}}",
         Steps((Step(Text("deel", "part"), WALK), Step(Text("deel", "part"), Selection(("walk",), about=PACK))))),
    ],
)  # fmt: skip
def test_value(text: str, wanted: Kind) -> None:
    assert value(read, text) == wanted


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ("by: guide", BY_GUIDE),
        ("by: month", BY_GUIDE._replace(by="date", period="month")),
        ("by: year, at_least: 2", BY_GUIDE._replace(by="date", period="year", at_least=TWO)),
        ("by: form, keys: [alone, pack]", BY_GUIDE._replace(by="form", keys=("alone", "pack"))),
        ("by: form, keys: $forms", BY_GUIDE._replace(by="form", key_parameter="forms")),
        ("by: date", BY_GUIDE._replace(by="date")),
    ],
)
def test_groups(options: str, wanted: Grouped) -> None:
    text = f"{{groups: {{entries: walk, where: {{form: pack}}, {options}, each: {{sum: {{of: hours}}, at_least: 3}}}}}}"
    assert value(read, text) == wanted


def test_groups_of_a_declared_selection() -> None:
    text = "{groups: {selection: long_walks, by: guide, each: {count: {}}}}"
    found = value(read, text)
    assert isinstance(found, Grouped)
    assert found.each == Enough(Measure("count", Selection(("walk",), "long_walks")), ONE, None)


def test_compositions() -> None:
    parts = f"[{{id: a, {TITLE}, count: walk}}, {{id: b, {TITLE}, met: basic}}]"
    both = value(read, f"{{all: {parts}}}")
    assert isinstance(both, AllOf)
    assert [(part.id, part.kind) for part in both.parts] == [("a", Enough(WALKS, ONE, None)), ("b", Met("basic"))]
    assert value(read, f"{{any: {parts}}}") == AnyOf(both.parts, ONE)
    assert value(read, f"{{any: {parts}, at_least: 2}}") == AnyOf(both.parts, TWO)
    assert all(isinstance(part, Requirement) for part in both.parts)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("{cuont: walk}", "unknown-kind", "no kind of requirement is named here (did you mean 'count'?)"),
        ("{zzz: walk}", "unknown-kind", f"possible here: {', '.join(KINDS)}"),
        ("{by_reading: {question: pack, readings: {one: yes, ^two: perhaps}}}", "wrong-shape", "a mapping"),
        ("{by_reading: {question: pack, readings: {one: yes, ^two: {cuont: walk}}}}",
         "unknown-kind", "did you mean 'count'?"),
        ("{by_reading: {question: pack, readings: {one: yes, two: {count: walk, ^at_lest: 2}}}}",
         "unknown-key", "did you mean 'at_least'?"),
        ("{by_reading: {question: pack, readings: {one: yes, two: no}}, ^at_least: 2}",
         "unknown-key", "the key 'at_least' means nothing here"),
        ("{by_reading: {question: pack, readings: {one: yes, two: no}}, count: walk}",
         "unknown-kind", "only one of these can stand here"),
        ("{count: ~}", "unknown-kind", "no kind of requirement is named here"),
        ("{count: walk, elapsed: begun}", "unknown-kind", "only one of these can stand here: count, elapsed"),
        ("walk", "wrong-shape", "a mapping"),
        ("{count: walk, at_least: 2, ^exactly: 3}", "wrong-shape", "'exactly' stands alone"),
        ("{count: walk, at_most: 2, ^exactly: 3}", "wrong-shape", "'exactly' stands alone"),
        ("{count: walk, ^at_least: three}", "wrong-number", "a number was expected here"),
        ("{count: walk, ^at_lest: 3}", "unknown-key", "did you mean 'at_least'?"),
        ("{count: walk, ^where: {form: pack}}", "unknown-key", "the key 'where' means nothing here"),
        ("{^sum: walk, at_least: 3}", "missing-key", "'of' names the field to sum"),
        ("{^count: {entries: walk, of: hours}}", "missing-key", "there and only there"),
        ("{^elapsed: begin}", "unknown-day", "did you mean 'begun'?"),
        ("{elapsed: begun, ^at_least: 1}", "unknown-key", "the key 'at_least' means nothing here"),
        ("{day: begun}", "unknown-kind", f"a day is compared with one other day: {ORDERS}"),
        ("{day: begun, before: ended, after: ended}", "unknown-kind", f"with one other day: {ORDERS}"),
        ("{day: begun, ^befor: ended, after: ended}", "unknown-key", "the key 'befor' means nothing here"),
        ("{^day: begin, before: ended}", "unknown-day", "did you mean 'begun'?"),
        ("{day: begun, ^before: endid}", "unknown-day", "did you mean 'ended'?"),
        ("{day: begun, before: ended, ^at_least: 1}", "unknown-key", "the key 'at_least' means nothing here"),
        ("{day: begun, elapsed: ended}", "unknown-kind", "only one of these can stand here: elapsed, day"),
        ("{^fact: membre}", "unknown-fact", "'membre' is not a fact (did you mean 'member'?)"),
        ("{^fact: show_day}", "wrong-field-type",
         "'show_day' is of type date, this asks yes_no, whole_number, number, hours, money"),
        ("{fact: litter, ^at_least: 2}", "unknown-key", "the key 'at_least' means nothing here"),
        ("{^fact: {name: member}}", "wrong-shape", "a text was expected here"),
        ("{^met: basics}", "unknown-requirement", "did you mean 'basic'?"),
        ("{^not: {coun: walk}}", "unknown-kind", "did you mean 'count'?"),
        ("{not: {count: walk, ^at_leas: 2}}", "unknown-key", "did you mean 'at_least'?"),
        ("{^all: []}", "empty-list", "this list is empty"),
        ("{^any: walk}", "wrong-shape", "a list was expected here"),
        (f"{{all: [{{id: a, {TITLE}, count: walk}}], ^at_least: 1}}", "unknown-key", "'at_least' means nothing here"),
        (f"{{all: [^{{{TITLE}, count: walk}}]}}", "missing-key", "the key 'id' is missing here"),
        ("{all: [^{id: a, count: walk}]}", "missing-key", "the key 'title' is missing here"),
        ("{^steps: []}", "empty-list", "this list is empty"),
        ("{steps: [^{entries: walk}]}", "missing-key", "the key 'title' is missing here"),
        (f"{{steps: [{{{TITLE}, entries: walk, ^kind: x}}]}}", "unknown-key", "the key 'kind' means nothing here"),
        ("{header: {^field: home.kin, test: pack}}", "unknown-field", "'home.kin' is not a field of the header (did"),
        ("{header: {^field: kind, test: pack}}", "unknown-field", "'kind' is not a field of the header"),
        ("{header: {field: home.kind, ^test: pak}}", "unknown-choice", "did you mean 'pack'?"),
        ("{^header: {field: home.kind}}", "missing-key", "the key 'test' is missing here"),
        ("{record: {field: home.of, ^tracks: smal}}", "unknown-track", "did you mean 'small'?"),
        ("{record: {field: home.of, tracks: [small, ^medium]}}", "unknown-track", "possible here: small, large"),
        ("{record: {field: home.of, not_in: [^pupy]}}", "unknown-phase", "did you mean 'puppy'?"),
        ("{record: {field: home.of, ^in: grown}}", "unknown-key", "the key 'in' means nothing here"),
        ("{^groups: {entries: walk, each: {count: {}}}}", "missing-key", "the key 'by' is missing here"),
        ("{^groups: {entries: walk, by: guide}}", "missing-key", "the key 'each' is missing here"),
        ("{groups: {entries: walk, ^by: guides, each: {count: {}}}}", "unknown-field", "did you mean 'guide'?"),
        ("{groups: {entries: walk, by: guide, ^each: {cout: {}}}}", "unknown-kind", "'each' takes a measure (did you"),
        ("{groups: {entries: walk, by: guide, each: {^sum: {}}}}", "missing-key", "'of' names the field to sum"),
        ("{groups: {entries: walk, by: guide, each: {count: {^where: {form: pack}}}}}", "unknown-key", "'where' means"),
        ("{groups: {entries: walk, by: guide, each: {count: {^entries: film}}}}", "unknown-key", "'entries' means"),
        ("{groups: {entries: walk, by: guide, each: {count: {}, ^least: 2}}}", "unknown-key", "did you mean 'at_least"),
        ("{groups: {entries: walk, by: guide, each: {count: {}}, ^at_most: 2}}", "unknown-key", "'at_most' means"),
        ("{groups: {entries: walk, by: form, keys: [alone, ^pak], each: {count: {}}}}", "unknown-choice", "'pack'?"),
        ("{groups: {entries: walk, by: form, ^keys: $form, each: {count: {}}}}", "unknown-parameter", "'forms'?"),
        ("{groups: {entries: walk, by: form, ^keys: [], each: {count: {}}}}", "empty-list", "this list is empty"),
    ],
)  # fmt: skip
def test_fault(text: str, code: str, part: str) -> None:
    refused(read, text, code, part)

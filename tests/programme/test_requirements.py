from __future__ import annotations

from decimal import Decimal

import pytest

from kio.message import Text
from kio.programme.language import FieldTest, NamedDay, Number, OneOf, Present, Selection, Shifted
from kio.programme.measure import Measure
from kio.programme.node import Node
from kio.programme.requirement import Act, Closing, Elapsed, Enough, Met, Remark, Requirement, Source, Unit, parts_of
from kio.programme.requirements import read_requirement
from programme.kennel import GRAMMAR, faults, refused, value

T = Text("a", "b")
TEXT = "{nl: a, en: b}"
BEGUN, ENDED = NamedDay("begun"), NamedDay("ended")
WALKS = Enough(Measure("count", Selection(("walk",))), Number(Decimal(1)), None)
PLAIN = Requirement("r", T, WALKS)
PACK = FieldTest("form", (OneOf(("pack",)),), None)


def read(node: Node) -> Requirement:
    return read_requirement(GRAMMAR, node)


def with_(more: str) -> str:
    return f"{{id: r, title: {TEXT}, count: walk{more}}}"


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("", PLAIN),
        (f", explanation: {TEXT}", PLAIN._replace(explanation=T)),
        (", source: {document: d, section: s}", PLAIN._replace(source=Source("d", "s"))),
        (", tracks: small", PLAIN._replace(tracks=("small",))),
        (", tracks: [small, large]", PLAIN._replace(tracks=("small", "large"))),
        (f", unit: {{one: {TEXT}, many: {TEXT}}}", PLAIN._replace(unit=Unit(T, T))),
        (", when: {met: basic}", PLAIN._replace(when=Met("basic"))),
        (", when: {elapsed: begun}", PLAIN._replace(when=Elapsed(BEGUN))),
        (", waits_for: begun", PLAIN._replace(waits_for=BEGUN)),
        (", earliest: {days: 1, after: begun}", PLAIN._replace(earliest=Shifted(Number(Decimal(1)), "days", 1, BEGUN))),
        (", deadline: ended", PLAIN._replace(deadline=ENDED)),
        (", closes: {after: begun}", PLAIN._replace(closes=Closing(BEGUN, inclusive=True))),
        (", closes: {before: begun}", PLAIN._replace(closes=Closing(BEGUN, inclusive=False))),
        (f", act: {{who: walker, what: {TEXT}}}", PLAIN._replace(act=Act("walker", T))),
        (f", act: {{who: walker, what: {TEXT}, once: basic/walks}}",
         PLAIN._replace(act=Act("walker", T, ("basic/walks",)))),
        (f", act: {{who: walker, what: {TEXT}, once: [basic/films, basic/walks]}}",
         PLAIN._replace(act=Act("walker", T, ("basic/films", "basic/walks")))),
        (", questions: pack", PLAIN._replace(questions=("pack",))),
        (f", remarks: [{{where: {{form: pack}}, say: {TEXT}}}]", PLAIN._replace(remarks=(Remark(PACK, T),))),
        (f", remarks: [{{where: {{end: {{present: no}}}}, say: {TEXT}, show: guide}}]",
         PLAIN._replace(remarks=(Remark(FieldTest("end", (Present(False),), None), T, "guide"),))),
    ],
)  # fmt: skip
def test_value(more: str, wanted: Requirement) -> None:
    found = value(read, with_(more))
    assert isinstance(found, Requirement)
    assert found._replace(mentions=()) == wanted


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ("", ()),
        (", deadline: ended", (("days", "ended"),)),
        (", when: {elapsed: begun}, waits_for: begun", (("days", "begun"),)),
        (", closes: {after: begun}, deadline: ended", (("days", "ended"), ("days", "begun"))),
    ],
)
def test_what_a_requirement_mentions(more: str, named: tuple[tuple[str, str], ...]) -> None:
    found = value(read, with_(more))
    assert isinstance(found, Requirement)
    assert found.mentions == named


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (f"{{title: {TEXT}, count: walk}}", "missing-key", "the key 'id' is missing here"),
        ("{id: r, count: walk}", "missing-key", "the key 'title' is missing here"),
        ("{id: r, ^title: {nl: a}, count: walk}", "missing-key", "the key 'en' is missing here"),
        ("{id: r, ^title: {en: b}, count: walk}", "missing-key", "the key 'nl' is missing here"),
        ("{id: r, ^title: a, count: walk}", "wrong-shape", "a mapping"),
        (f"{{id: r, title: {TEXT}}}", "unknown-kind", "no kind of requirement is named here"),
        (with_(", ^explantion: x"), "unknown-key", "did you mean 'explanation'?"),
        (with_(", ^deadlin: ended"), "unknown-key", "did you mean 'deadline'?"),
        (with_(", ^explanation: {nl: a}"), "missing-key", "the key 'en' is missing here"),
        (with_(", ^source: brochure"), "wrong-shape", "a mapping"),
        (with_(", ^source: {document: d}"), "missing-key", "the key 'section' is missing here"),
        (with_(", source: {document: d, section: s, ^page: 1}"), "unknown-key", "the key 'page' means nothing here"),
        (with_(", ^tracks: smal"), "unknown-track", "'smal' is not a track (did you mean 'small'?)"),
        (with_(", ^tracks: []"), "empty-list", "this list is empty"),
        (with_(", ^unit: hours"), "wrong-shape", "a mapping"),
        (with_(f", ^unit: {{one: {TEXT}}}"), "missing-key", "the key 'many' is missing here"),
        (with_(", when: {^elapsed: begin}"), "unknown-day", "did you mean 'begun'?"),
        (with_(", when: {elapsed: begun, ^at_most: 1}"), "unknown-key", "the key 'at_most' means nothing here"),
        (with_(", ^waits_for: begin"), "unknown-day", "did you mean 'begun'?"),
        (with_(", ^deadline: {months: 3}"), "missing-key", "the key 'after' is missing here"),
        (with_(", ^closes: begun"), "wrong-shape", "a mapping"),
        (with_(", ^closes: {}"), "missing-key", "the key 'after' is missing here"),
        (with_(", closes: {before: begun, ^after: ended}"), "unknown-key", "the key 'after' means nothing here"),
        (with_(f", act: {{^who: walkers, what: {TEXT}}}"), "unknown-actor", "'walkers' is not one of the actors (did"),
        (with_(f", act: {{who: walker, what: {TEXT}, ^once: basic/walk}}"), "unknown-requirement",
         "did you mean 'basic/walks'?"),
        (with_(f", act: {{who: walker, what: {TEXT}, once: [basic/walks, ^basic/cats]}}"), "unknown-requirement",
         "'basic/cats' is not a requirement"),
        (with_(f", act: {{who: walker, what: {TEXT}, ^once: []}}"), "empty-list", "this list is empty"),
        (with_(f", act: {{who: walker, what: {TEXT}, ^one: basic/walks}}"), "unknown-key", "did you mean 'once'?"),
        (with_(", ^act: {who: walker}"), "missing-key", "the key 'what' is missing here"),
        (with_(", ^questions: packs"), "unknown-question", "'packs' is not a question (did you mean 'pack'?)"),
        (with_(f", remarks: [{{where: {{^forn: pack}}, say: {TEXT}}}]"), "unknown-field", "did you mean 'form'?"),
        (with_(f", remarks: [{{where: {{form: pack}}, say: {TEXT}, ^show: hour}}]"), "unknown-field", "'hours'?"),
        (with_(", remarks: [^{where: {form: pack}}]"), "missing-key", "the key 'say' is missing here"),
        (with_(f", remarks: [{{where: {{form: pack}}, say: {TEXT}, ^when: x}}]"), "unknown-key", "did you mean 'where"),
        (f"{{id: r, title: {TEXT}, elapsed: begun, ^remarks: [{{where: {{form: pack}}, say: {TEXT}}}]}}", "wrong-shape",
         "remarks belong to a requirement that counts entries"),
    ],
)  # fmt: skip
def test_fault(text: str, code: str, part: str) -> None:
    refused(read, text, code, part)


def by_reading(one: str, two: str, rest: str = "") -> str:
    parts = f"by_reading: {{question: pack, readings: {{one: {one}, two: {two}}}}}"
    return f"{{id: r, title: {TEXT}, {parts}{rest}}}"


def test_remarks_are_of_the_entries_that_are_counted_by_any_reading() -> None:
    remark = f", remarks: [{{where: {{form: pack}}, say: {TEXT}}}]"
    assert value(read, by_reading("{count: walk}", "{count: lesson}", remark)).remarks == (Remark(PACK, T),)
    wrong = remark.replace("{form: pack}", "{^dogs: {at_least: 2}}")  # a lesson has no dogs
    refused(read, by_reading("{count: walk}", "{count: lesson}", wrong), "unknown-field", "a field of this entry type")
    refused(
        read,
        by_reading("{count: walk}", "yes", remark.replace("remarks", "^remarks")),
        "wrong-shape",
        "remarks belong to",
    )


def test_the_parts_of_a_composition_are_those_of_every_reading() -> None:
    parts = [f"{{id: {name}, title: {TEXT}, count: walk}}" for name in "abc"]
    text = by_reading(f"{{all: [{parts[0]}, {parts[1]}]}}", f"{{any: [{parts[1]}, {parts[2]}]}}")
    assert [part.id for part in parts_of(value(read, text).kind)] == ["a", "b", "c"]
    assert parts_of(value(read, by_reading("yes", "{count: walk}")).kind) == ()


def test_every_unknown_key_is_reported() -> None:
    assert [found[0] for found in faults(read, with_(", one: 1, two: 2"))] == ["unknown-key", "unknown-key"]

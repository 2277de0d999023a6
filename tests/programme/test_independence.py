"""Duties and what may not go together: what a piece of YAML becomes, or what is wrong with it and where."""

from __future__ import annotations

import pytest

from kio.message import Text
from kio.problem import Location, Severity
from kio.programme import declarations, fields, independence
from kio.programme.grammar import RuleGrammar
from kio.programme.independence import Duty, Naming, Separation
from kio.programme.language import FieldTest, OneOf
from kio.programme.model import Exceptions
from kio.programme.node import Node
from programme.kennel import GRAMMAR, WORDS, faults, place, refused, value
from programme.manual import load

WALKING = RuleGrammar(WORDS._replace(duties=frozenset({"walker", "judge"})))
T, TITLE = Text("a", "b"), "title: {nl: a, en: b}"
SAY = "severity: error, say: {nl: a, en: b}"
PACK = FieldTest("form", (OneOf(("pack",)),), None)


def duty(node: Node) -> Duty:
    return independence.read_duty(GRAMMAR, "walker", node)


def separation(node: Node) -> Separation:
    return independence.read_separation(WALKING, node)


def entry(node: Node) -> fields.EntryType:
    return fields.read_entry_type("walk", node)


def field(node: Node) -> fields.Field:
    return fields.read_field("f", node)


def exceptions(node: Node) -> Exceptions:
    return declarations.read_exceptions(GRAMMAR, node)


@pytest.mark.parametrize(
    ("text", "named_by"),
    [
        ("{entries: walk, of: guide}", (Naming(("walk",), "guide", None),)),
        ("[{entries: [walk], about: {form: pack}, of: guide}]", (Naming(("walk",), "guide", PACK),)),
        ("[{entries: walk, of: guide}, {entries: [walk, walk], of: guide}]",
         (Naming(("walk",), "guide", None), Naming(("walk", "walk"), "guide", None))),
    ],
)  # fmt: skip
def test_a_duty(text: str, named_by: tuple[Naming, ...]) -> None:
    assert value(duty, f"{{{TITLE}, named_by: {text}}}") == Duty("walker", T, named_by)


def test_by_type_of_entry() -> None:
    walks, both = Naming(("walk",), "guide", None), Naming(("walk", "lesson"), "guide", PACK)
    duties = {"a": Duty("a", T, (walks, both)), "b": Duty("b", T, (walks,))}
    assert independence.duties_named(duties) == {
        "walk": (("a", walks), ("a", both), ("b", walks)),
        "lesson": (("a", both),),
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{role: vet}", ("vet", None, None)),
        ("{duty: walker}", (None, "walker", None)),
        ("{duty: anything, programme: other}", (None, "anything", "other")),
    ],
)
def test_what_is_kept_apart(text: str, wanted: tuple[str | None, str | None, str | None]) -> None:
    where = Location("rules/k.yaml", *place(f"{{id: x, who: judge, ^is_not: {text}, {SAY}}}"))
    # only what names another programme is judged later, and needs its place then
    expected = Separation("x", "judge", *wanted, Severity.ERROR, T, where if wanted[2] else None)
    assert value(separation, f"{{id: x, who: judge, is_not: {text}, {SAY}}}") == expected
    lighter = SAY.replace("error", "warning")
    found = value(separation, f"{{id: x, who: judge, is_not: {text}, {lighter}}}")
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("read", "text", "code", "part"),
    [
        (duty, f"{{{TITLE}}}", "missing-key", "the key 'named_by' is missing here"),
        (duty, "{named_by: {entries: walk, of: guide}}", "missing-key", "the key 'title' is missing here"),
        (duty, f"{{{TITLE}, named_by: {{^entries: wlk, of: guide}}}}", "unknown-entry-type", "did you mean 'walk'?"),
        (duty, f"{{{TITLE}, named_by: {{entries: walk, ^of: gide}}}}", "unknown-field", "did you mean 'guide'?"),
        (duty, f"{{{TITLE}, named_by: {{entries: walk, ^of: hours}}}}", "wrong-field-type", "this asks person"),
        (duty, f"{{{TITLE}, named_by: {{entries: [walk, lesson], ^of: guide}}}}", "unknown-field", "'guide' is not"),
        (duty, f"{{{TITLE}, named_by: {{entries: walk, about: {{^frm: pack}}, of: guide}}}}", "unknown-field", "form"),
        (duty, f"{{{TITLE}, named_by: {{entries: walk, of: guide, ^where: {{}}}}}}", "unknown-key", "where"),
        (duty, f"{{{TITLE}, named_by: {{entries: walk, of: guide}}, ^say: x}}", "unknown-key", "'say' means nothing"),
        (separation, f"{{id: x, ^who: walkr, is_not: {{role: vet}}, {SAY}}}", "unknown-duty", "'walker'?"),
        (separation, f"{{id: x, who: judge, is_not: {{^duty: walkr}}, {SAY}}}", "unknown-duty", "'walker'?"),
        (separation, f"{{id: x, who: judge, is_not: {{^role: vt}}, {SAY}}}", "unknown-role", "did you mean 'vet'?"),
        (separation, f"{{id: x, who: judge, ^is_not: {{role: vet, duty: walker}}, {SAY}}}", "unknown-kind", "exactly"),
        (separation, f"{{id: x, who: judge, ^is_not: {{rol: vet}}, {SAY}}}", "unknown-kind", "'role'?"),
        (separation, f"{{id: x, who: judge, ^is_not: {{role: vet, programme: p}}, {SAY}}}", "unknown-key", "prog"),
        (separation, f"{{id: x, who: judge, is_not: {{role: vet, ^on: x}}, {SAY}}}", "unknown-key", "'on' means"),
        (separation, f"{{id: x, who: judge, is_not: {{role: vet}}, {SAY}, ^why: x}}", "unknown-key", "means"),
        (separation, "{id: x, who: judge, is_not: {role: vet}, ^severity: note, say: {nl: a, en: b}}", "unknown-kind",
         "'note' is not error or warning (possible here: error, warning)"),
        (separation, "{id: x, who: judge, is_not: {role: vet}, severity: error}", "missing-key", "'say' is missing"),
        (field, f"{{type: person, ^once: yes, {TITLE}}}", "wrong-field-type", "this asks trainee"),
        (entry, f"{{{TITLE}, ^not_during: []}}", "empty-list", "this list is empty"),
    ],
)  # fmt: skip
def test_what_is_wrong(read: object, text: str, code: str, part: str) -> None:
    assert callable(read)
    refused(read, text, code, part)


def test_flags_of_fields_and_entry_types() -> None:
    found = value(field, f"{{type: person, role: vet, certified: yes, {TITLE}}}")
    assert found == fields.Field("f", "person", T, role="vet", certified=True)
    assert value(field, f"{{type: trainee, once: yes, {TITLE}}}") == fields.Field("f", "trainee", T, once=True)
    assert value(entry, f"{{{TITLE}, not_during: course}}").not_during == ("course",)
    assert value(entry, f"{{{TITLE}, not_during: [course, walk]}}").not_during == ("course", "walk")


RULE = "entries: walk, requirement: dogs, decision: form, until: end, requested: alone, granted: pack, refused: alone"


def test_how_often_is_often() -> None:
    assert value(exceptions, f"{{{RULE}}}").often is None
    assert value(exceptions, f"{{{RULE}, often: 2}}").often == 2
    for number in ("1", "0", "-3", "2.5"):
        refused(
            exceptions, f"{{{RULE}, ^often: {number}}}", "wrong-number", "a whole number from 2 on was expected here"
        )
    assert [code for code, *_ in faults(exceptions, f"{{{RULE}, often: many}}")] == ["wrong-number"]


# --- what is looked at once all names are known

HEAD = """\
title: {nl: a, en: b}
tracks: {small: {title: {nl: a, en: b}}}
phases: [{id: on, title: {nl: a, en: b}, when: {elapsed: today}}]
roles: {vet: {title: {nl: a, en: b}, certifiable: yes}, guide: {title: {nl: a, en: b}}}
"""


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("entries: {walk: {title: {nl: a, en: b}, not_during: [walk, wlk]}}", [("unknown-entry-type", 5)]),
        ("entries: {walk: {title: {nl: a, en: b}, not_during: walk}}", []),
        ("entries: {walk: {title: {nl: a, en: b}, not_during: [[walk]]}}", [("wrong-shape", 5)]),
        (("entries: {walk: {title: {nl: a, en: b}, fields: {f: {type: person, role: vet, certified: yes, "
         "title: {nl: a, en: b}}}}}"), []),
        (("entries: {walk: {title: {nl: a, en: b}, fields: {f: {type: person, role: guide, certified: yes, "
         "title: {nl: a, en: b}}}}}"), [("not-certifiable", 5)]),
        (("entries: {walk: {title: {nl: a, en: b}, fields: {f: {type: person, role: guide, certified: no, "
         "title: {nl: a, en: b}}}}}"), []),
        (("entries: {walk: {title: {nl: a, en: b}, fields: {f: {type: person, certified: yes, "
         "title: {nl: a, en: b}}}}}"), [("missing-key", 5)]),
        ("header: {home: {fields: {f: {type: person, role: guide, certified: true, title: {nl: a, en: b}}}}}",
         [("not-certifiable", 5)]),
        ("entries: {walk: x}", [("wrong-shape", 5)]),
        ("entries: {walk: {title: {nl: a, en: b}, fields: {f: x}}}", [("wrong-shape", 5)]),
        ("entries: {walk: {title: {nl: a, en: b}, fields: x}}", [("wrong-shape", 5)]),
    ],
)  # fmt: skip
def test_names_of_entry_types_and_roles(section: str, expected: list[tuple[str, int]]) -> None:
    _, problems = load(HEAD + section + "\n")
    assert [(problem.code, problem.location.line) for problem in problems] == expected

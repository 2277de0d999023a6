"""The schemas accept what kio accepts, refuse the mistakes that can be seen without kio, and speak both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from checking.pottery import ANNA, GROUP, PEOPLE
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from kio.models.files import GROUP as GROUP_SHAPE
from kio.models.files import PERSON, ROLE, SETTINGS, TRAINEE
from kio.models.shapes import Shape
from kio.programme.fields import FIELD_TYPES
from kio.schema.files import KINDS
from kio.schema.text import schema_text
from kio.schema.values import readings
from schema.workshop import as_a_tool_reads, kio_accepts, programme, refusals, schema, validator

GOOD = {
    "trainee": ANNA,
    "group": GROUP,
    "people": PEOPLE,
    "settings": "organisation: A\nlanguage: nl\nchecks: {a: b}\n",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file_is_accepted(kind: str) -> None:
    assert refusals(kind, GOOD[kind]) == []


CHOICES = ["log/0/every anyOf", "log/0/needed enum"]


def entry(text: str) -> str:
    return f"id: anna\nname: Anna\ntrack: potter\nlog:\n  - {{date: 2026-01-10, {text}}}\n"


@pytest.mark.parametrize(
    ("kind", "text", "refused"),
    [
        # the header
        ("trainee", "id: anna\ntrack: potter\n", [" required"]),
        ("trainee", "id: anna\nname: Anna\ntrack: potter\nmail: x\n", [" additionalProperties"]),
        ("trainee", "id: anna\nname: Anna\ntrack: poter\n", ["track enum"]),
        ("trainee", "id: Anna B\nname: Anna\ntrack: potter\n", ["id pattern"]),
        ("trainee", "id: -1\nname: Anna\ntrack: potter\n", ["id minimum"]),
        ("trainee", "id: anna\nname: [Anna]\ntrack: potter\n", ["name type"]),
        ("trainee", "id: anna\nname: ''\ntrack: potter\n", ["name minLength", "name pattern"]),
        ("trainee", 'id: anna\nname: "A\\nB"\ntrack: potter\n', ["name pattern"]),
        ("trainee", "id: anna\nname: Anna\ntrack: potter\nlanguage: de\n", ["language anyOf"]),
        ("trainee", "id: anna\nname: Anna\ntrack: potter\nemail: anna\n", ["email pattern"]),
        ("trainee", "id: anna\nname: Anna\ntrack: potter\nprogramme: potery\n", ["programme anyOf"]),
        ("trainee", "id: anna\nname: Anna\ntrack: potter\ngroup: The Spring\n", ["group pattern"]),
        ("trainee", "id: anna\nname: Anna\ntrack: potter\nlog: {a: b}\n", ["log type"]),
        ("trainee", "id: anna\nname: Anna\ntrack: helper\n", [" required"]),
        ("trainee", "id: anna\nname: Anna\ntrack: helper\nhelps: {since: 2026-01-01}\n", ["helps required"]),
        ("trainee", "id: anna\nname: Anna\ntrack: potter\nhelps: {of: b, who: c}\n", ["helps additionalProperties"]),
        ("trainee", "- a\n", [" type"]),
        # the log
        ("trainee", "id: anna\nname: Anna\ntrack: potter\nlog: [text]\n", ["log/0 type"]),
        ("trainee", entry("type: pott"), ["log/0/type enum"]),
        ("trainee", entry("pot: a"), ["log/0 required"]),
        ("trainee", entry("type: pot"), ["log/0 required"]),
        ("trainee", entry("type: pot, pot: a, hour: 2"), ["log/0 additionalProperties"]),
        ("trainee", entry("type: pot, pot: a, hours: 1,5"), ["log/0 additionalProperties"]),
        ("trainee", entry("type: pot, pot: a, hours: '1,5'"), ["log/0/hours pattern"]),
        ("trainee", entry("type: pot, pot: a, hours: 90 min"), ["log/0/hours pattern"]),
        ("trainee", entry("type: pot, pot: a, hours: -1"), ["log/0/hours minimum"]),
        ("trainee", entry("type: pot, pot: {a: b}"), ["log/0/pot type"]),
        ("trainee", entry("type: pot, pot: a").replace("2026-01-10", "1-2-2026"), ["log/0/date pattern"]),
        ("trainee", entry("type: firing, start: 2026-1-2"), ["log/0/start pattern"]),
        ("trainee", entry("type: firing, start: 2026-13-01"), ["log/0/start pattern"]),
        ("trainee", entry("type: firing, start: 1899-12-31"), ["log/0/start pattern"]),
        ("trainee", entry("type: firing, start: 2026"), ["log/0/start type"]),
        ("trainee", entry("type: firing, pots: []"), ["log/0/pots minItems"]),
        ("trainee", entry("type: firing, pots: [a, [b]]"), ["log/0/pots/1 type"]),
        ("trainee", entry("type: pardon, note: x"), ["log/0 additionalProperties"]),
        ("trainee", entry("type: move, to: somewhere"), ["log/0/to enum"]),
        ("trainee", entry("type: shift, edition: 2021"), ["log/0/edition enum"]),
        ("trainee", entry("type: pardon, requirement: craft/nothing"), ["log/0/requirement anyOf"]),
        ("trainee", entry("type: bounds, between: 0.4"), ["log/0/between minimum"]),
        ("trainee", entry("type: bounds, between: 2.36"), ["log/0/between maximum"]),
        ("trainee", entry("type: bounds, above: 0"), ["log/0/above exclusiveMinimum"]),
        ("trainee", entry("type: bounds, above: 1.5"), ["log/0/above type"]),
        ("trainee", entry("type: one_percentage, needed: 101, every: [100]"), ["log/0/needed maximum"]),
        ("trainee", entry("type: one_yes_no, needed: maybe, every: yes"), ["log/0/needed pattern"]),
        ("trainee", entry("type: one_yes_no, needed: 1, every: [yes, no]"), ["log/0/needed type"]),
        ("trainee", entry("type: one_marks, needed: [a], every: {}"), ["log/0/needed type"]),
        ("trainee", entry("type: one_marks, needed: {a: [b]}, every: {}"), ["log/0/needed/a type"]),
        ("trainee", entry("type: one_choice, needed: blue, every: [red, blue]"), CHOICES),
        # the other files
        ("group", "id: spring\nname: Spring\nfirings: {day: 2026-01-01}\n", ["firings type"]),
        ("group", "id: spring\nname: Spring\nfirings: [{kilns: a}]\n", ["firings/0 additionalProperties"]),
        ("group", "id: spring\nname: Spring\nfiring: []\n", [" additionalProperties"]),
        ("group", "name: Spring\n", [" required"]),
        ("people", "gus: {name: Gus}\n", ["gus required"]),
        ("people", "gus: {name: Gus, roles: [{role: techer}]}\n", ["gus/roles/0/role enum"]),
        ("people", "gus: {name: Gus, roles: [{role: teacher, certified: sure}]}\n", ["gus/roles/0/certified anyOf"]),
        ("people", "gus: {name: Gus, roles: [{role: teacher, since: a}]}\n", ["gus/roles/0 additionalProperties"]),
        ("people", "Gus B: {name: Gus, roles: []}\n", [" pattern"]),
        ("settings", "langage: nl\n", [" additionalProperties"]),
        ("settings", "language: fr\n", ["language anyOf"]),
        ("settings", "organisation: [a]\n", ["organisation type"]),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_at_its_place(kind: str, text: str, refused: list[str]) -> None:
    assert refusals(kind, text) == refused
    if kind != "settings" and not any(name in text for name in ("programme:", "move", "shift", "pardon, req")):
        assert not kio_accepts(kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "name: No", "name: 12345", "name: true", "name: 'null'", "name: null", "email: ", "language: ", "group: 2026",
        "group: 1e3", "group: 0o12", "group: on", "group: ~", "person: 7", "log: ", "log: []",
        "helps: {of: 123, since: }",
    ],
)  # fmt: skip
def test_what_a_tool_types_otherwise_is_accepted(text: str) -> None:
    whole = "".join(
        f"{line}\n"
        for line in {
            "id": "id: anna",
            "name": "name: A",
            "track": "track: potter",
            text.split(":", 1)[0]: text,
        }.values()
    )
    assert kio_accepts("trainee", whole)
    assert refusals("trainee", whole) == []


def pieces(kind: str) -> Iterator[str]:
    """Texts that a field of this type may hold or nearly holds, and some that look like something else."""
    yield from (
        "No",
        "yes",
        "no",
        "true",
        "false",
        "True",
        "on",
        "null",
        "12345",
        "1.50",
        "1",
        "0",
        "-1",
        "1e3",
        "0x1F",
    )
    yield from ("010", "0o17", "1_000", ".5", "+2.5", "-.5", "5.", "100.01", "999999999", "1000000000", ".inf", ".nan")
    yield from ("2026-03-01", "2026-02-30", "2200-12-31", "1900-01-01", "2201-01-01", "2026-3-1", "2026-03-01T10:00:00")
    yield from ("12:30", "12:30:45", "red", "a", "a b", "é", "\u00a0", "  ", "<<", "=", "- a", "#", "a: b", "\ufeff")
    known = {
        "track": ("potter",),
        "edition": ("2020", "2025"),
        "requirement": ("craft/three-pots", "craft/show/shop/pots"),
    }
    yield from known.get(kind, ())


def written(text: str) -> list[str]:
    """A text as it can stand in a file: plain where that says the same, and between quotes."""
    plain = (text.strip() == text != "" and not any(sign in text for sign in ":#<=-\ufeff\u00a0é")) or text[:2] in (
        "20",
        "12",
        "22",
        "19",
    )
    return [json.dumps(text), *([text] if plain else [])]


FIELDS = ("needed", "free", "several", "every")
NAMED = {
    "track": ("potter", "helper"),
    "edition": ("2020", "2025"),
    "requirement": ("craft/three-pots", "craft/show", "craft/show/shop/pots"),
}


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_whatever_kio_accepts_in_a_field_the_schema_accepts(kind: str) -> None:
    good = {
        "date": "2026-03-01", "choice": "red", "yes_no": "yes", "marks": "{a: b}", "edition": "2020", "track": "potter",
        "requirement": "craft/show",
    }.get(kind, "1")  # fmt: skip
    shapes = (
        (name, shape) for name in FIELDS for shape in (good, f"[{good}]", f"[{good}, {good}]", "", "~", "[]", "[~]")
    )
    found = (value for text in NAMED.get(kind) or pieces(kind) for value in written(text))
    nested = "{{a: {}, 1: {}}}" if kind == "marks" else "[{}, {}]"
    texts = (
        (name, shape) for value in found for name, shape in (("free", value), ("every", nested.format(value, value)))
    )
    accepted = 0
    for name, shape in (*shapes, *texts):
        values = {"needed": good, "every": good, name: shape}
        whole = entry(f"type: one_{kind}, {', '.join(f'{key}: {value}' for key, value in values.items())}")
        if kio_accepts("trainee", whole):
            accepted += 1
            assert refusals("trainee", whole) == [], whole
    assert accepted > 12


ODD = st.sampled_from([text for kind in FIELD_TYPES for text in pieces(kind)]) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8
)


@st.composite
def values(draw: st.DrawFn, kind: str, many: bool) -> str:
    good = {
        "date": st.dates().map(str), "choice": st.sampled_from(["red", "'yes'", "1", "1.50"]),
        "yes_no": st.sampled_from(["yes", "no", "true", "false"]), "marks": st.just("{a: 1, b: no}"),
        "number": st.decimals(-9, 9, places=2).map(str), "whole_number": st.integers(-5, 5).map(str),
    }  # fmt: skip
    named = st.sampled_from(NAMED[kind]) if kind in NAMED else ODD.map(json.dumps) | good["number"]
    words = good.get(kind, named)
    several = st.lists(words, min_size=1, max_size=3).map(lambda found: f"[{', '.join(found)}]")
    return draw(several | words if many and kind != "marks" else words)


@st.composite
def records(draw: st.DrawFn) -> str:
    """Records in which most things are as they should be."""
    name = draw(ODD.map(json.dumps) | st.sampled_from(["No", "12", "null", "Anna"]))
    lines = ["id: anna", f"name: {name}", f"track: {draw(st.sampled_from(['potter', 'helper']))}"]
    lines += ["helps: {of: ben}"] if draw(st.booleans()) or "helper" in lines[-1] else []
    lines += draw(
        st.lists(st.sampled_from(["email: a@example.org", "language: nl", "group: 2026", "person: ~"]), unique=True)
    )
    lines += ["log:"]
    for entry_type in draw(st.lists(st.sampled_from(list(programme().entries.values())), max_size=4)):
        lines += [f"  - type: {entry_type.id}", f"    date: {draw(st.dates().map(str))}"]
        for field in entry_type.fields.values():
            if field.required or draw(st.booleans()):
                lines += [f"    {field.name}: {draw(values(field.type, field.many))}"]
    return "".join(f"{line}\n" for line in lines)


@given(records())
def test_a_record_that_kio_accepts_the_schema_accepts(text: str) -> None:
    if kio_accepts("trainee", text):
        assert refusals("trainee", text) == []


# --- several programmes

POT, CLOTH = "log: [{date: 2026-01-10, type: pot, pot: a}]", "log: [{date: 2026-01-10, type: cloth}]"


@pytest.mark.parametrize(
    ("default", "header", "log", "good"),
    [
        ("pottery", "track: potter", POT, True),
        ("pottery", "track: weaver", CLOTH, False),
        ("pottery", "track: weaver\nprogramme: weaving", CLOTH, True),
        ("pottery", "track: weaver\nprogramme: weaving", POT, False),
        ("pottery", "track: potter\nprogramme: weaving", CLOTH, False),
        ("pottery", "track: potter\nprogramme: ", POT, True),
        ("pottery", "track: potter\nprogramme: pottery", POT, True),
        ("pottery", "track: potter\nprogramme: pottry", POT, False),
        ("weaving", "track: weaver", CLOTH, True),
        ("weaving", "track: potter", POT, False),
        (None, "track: potter", POT, False),
        (None, "track: potter\nprogramme: pottery", POT, True),
        (None, "track: weaver\nprogramme: weaving", CLOTH, True),
        ("gone", "track: weaver", CLOTH, False),
        ("gone", "track: weaver\nprogramme: weaving", CLOTH, True),
    ],
)
def test_the_programme_selects(default: str | None, header: str, log: str, good: bool) -> None:
    found = validator("trainee", default, weaving=True)
    assert found.is_valid(as_a_tool_reads(f"id: a\nname: A\n{header}\n{log}\n")) is good
    for_groups = validator("group", default, weaving=True)
    group = "\n".join(line for line in header.splitlines() if line.startswith("programme"))
    plan = "firings: [{day: 2026-01-01}]" if log is POT else ""
    wanted = good or (log is CLOTH and ("programme" in header or default in ("pottery", "weaving")))
    assert for_groups.is_valid(as_a_tool_reads(f"id: a\nname: A\n{group}\n{plan}\n")) is wanted


def test_people_have_the_roles_of_all_programmes() -> None:
    found = validator("people", weaving=True)
    assert found.is_valid({"gus": {"name": "Gus", "roles": [{"role": "teacher"}, {"role": "master"}]}})
    assert not found.is_valid({"gus": {"name": "Gus", "roles": [{"role": "mistress"}]}})


# --- what stands in a schema


def parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        yield from (found for value in part.values() for found in parts(value))
    elif isinstance(part, list):
        yield from (found for value in part for found in parts(value))


KEYWORDS = set(Draft7Validator.META_SCHEMA["properties"]) | {"enumDescriptions", "patternErrorMessage"}


@pytest.mark.parametrize("kind", KINDS)
def test_only_keywords_that_tools_know(kind: str) -> None:
    """Besides draft 7 two that editors show; every other tool passes over them."""
    names = {name for part in parts(schema(kind)) for name, value in part.items() if name in KEYWORDS}
    assert "title" in names
    for part in parts(schema(kind)):
        if "type" in part and isinstance(part["type"], str | list):  # a schema, not the keys of a mapping
            assert set(part) <= KEYWORDS


TEACHER = "een id uit people.yaml, met de rol docent\nan id of people.yaml, with the role teacher"
FIRST_DAY = "een dag, als 2026-03-01; zonder waarde geldt 'date'\na day, as 2026-03-01; without a value 'date' holds"


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("trainee", {"title": "traject · track", "enumDescriptions": ["pottenbakker · potter", ""]}),
        ("trainee", {"title": "docent · teacher", "description": TEACHER}),
        ("trainee", {"title": "eerste dag · first day", "description": FIRST_DAY}),
        ("trainee", {"title": "stook · firing"}),
        ("group", {"title": "kleur · colour"}),
        ("people", {"title": "rol · role", "enum": ["teacher"], "enumDescriptions": ["docent · teacher"]}),
        ("settings", {"title": "taal · language"}),
    ],
)  # fmt: skip
def test_titles_and_descriptions_are_in_both_languages(kind: str, found: dict[str, Any]) -> None:
    assert any(found.items() <= part.items() for part in parts(schema(kind)))


@pytest.mark.parametrize(
    ("kind", "shape", "path"),
    [
        ("trainee", TRAINEE, ()),
        ("group", GROUP_SHAPE, ()),
        ("people", PERSON, ("additionalProperties",)),
        ("people", ROLE, ("additionalProperties", "properties", "roles", "items")),
        ("settings", SETTINGS, ()),
    ],
)
def test_the_keys_of_files_are_those_that_kio_reads(kind: str, shape: Shape, path: tuple[str, ...]) -> None:
    found = schema(kind)
    for part in path:
        found = found[part]
    fields = dict(shape.schema["fields"])
    assert set(found["properties"]) - {"helps", "firings"} == set(fields)
    needed = {name for name, field in fields.items() if field.get("required")}
    assert set(found.get("required", [])) == needed


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("red", ["red"]), ("yes", ["yes", True]), ("No", ["No", False]), ("null", ["null", None]), ("1", ["1", 1]),
        ("1.50", ["1.50", 1.5]), ("010", ["010", 10, 8]), ("0x10", ["0x10", 16]), ("1e3", ["1e3", 1000.0]),
        ("2026-01", ["2026-01"]), ("-1", ["-1", -1]), ("٣", ["٣"]), ("inf", ["inf"]),
    ],
)  # fmt: skip
def test_what_a_tool_makes_of_a_word(word: str, found: list[object]) -> None:
    assert [(type(one), one) for one in readings(word)] == [(type(one), one) for one in found]


def test_the_text_is_the_schema_and_has_no_long_lines_that_could_be_broken() -> None:
    found = schema("trainee")
    text = schema_text(found)
    assert json.loads(text) == found
    assert text.endswith("}\n")
    long = [line for line in text.splitlines() if len(line) > 120]
    assert all(line.lstrip().startswith(('"description"', '"patternErrorMessage"', '"pattern"')) for line in long)
    assert '  "required": ["id", "name", "track"],' in text.splitlines()

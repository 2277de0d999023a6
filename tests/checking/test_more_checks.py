"""Checks that look at several entries, at people and their roles, at texts and at files of evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.pottery import FILES, RULES, Fault, codes, fault, found_in, pottery, record

SLIPS = RULES.replace("    key: pot\n", "    key: pot\n    slips: yes\n").replace(
    "  firing:\n    title: {nl: stook, en: firing}\n", "  firing:\n    slips: yes\n    title: {nl: stook, en: firing}\n"
)
BEN = "records/trainees/ben.yaml"
CAS = "records/trainees/cas.yaml"
POT = "{date: 2026-01-10, type: pot, pot: cup}"


def faults(root: Path, text: str, files: dict[str, str | bytes] | None = None) -> list[Fault]:
    found = found_in(pottery(root, {**(files or {}), BEN: text}))
    return [fault(problem) for problem in found.get(BEN, [])]


def codes_of(root: Path, text: str, files: dict[str, str | bytes] | None = None) -> list[tuple[int, str]]:
    return [(line, code) for line, _, _, code, _ in faults(root, text, files)]


# --- several entries


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("{date: 2026-01-10, type: firing, kiln: big}",) * 2, [(6, "duplicate-entry")]),
        (("{date: 2026-01-10, type: firing, kiln: big}",) * 3, [(6, "duplicate-entry"), (7, "duplicate-entry")]),
        (("{date: 2026-01-10, type: firing, kiln: big}", "{date: 2026-01-10, type: firing, kiln: small}"), []),
        (("{date: 2026-01-10, type: firing}", "{date: 2026-01-11, type: firing}"), []),
        (("{date: 2026-01-10, type: start}", "{date: 2026-01-10, type: firing}"), []),
        (("{date: 2026-01-10, type: start}", "{date: 2026-01-10, type: start, note: again}"), []),
        # 24 hours are a day; more are not, over several entries too, and are told once
        (("{date: 2026-01-10, type: pot, pot: a, hours: 24}",), []),
        (("{date: 2026-01-10, type: pot, pot: a, hours: 24.25}",), [(5, "long-day")]),
        (("{date: 2026-01-10, type: pot, pot: a, hours: 20}", "{date: 2026-01-10, type: pot, pot: b, hours: 4}"), []),
        (("{date: 2026-01-10, type: pot, pot: a, hours: 20}", "{date: 2026-01-10, type: pot, pot: b, hours: 4.5}",
          "{date: 2026-01-10, type: pot, pot: c, hours: 3}"), [(6, "long-day")]),
        (("{date: 2026-01-10, type: pot, pot: a, hours: 20}", "{date: 2026-01-11, type: pot, pot: b, hours: 20}"), []),
        # what is referred to may be of the same day, not of a later one
        (("{date: 2026-01-10, type: pot, pot: a}", "{date: 2026-01-10, type: firing, pots: a}"), []),
        (("{date: 2026-01-11, type: pot, pot: a}", "{date: 2026-01-10, type: firing, pots: a}"),
         [(6, "unusual-order")]),
    ],
)  # fmt: skip
def test_several_entries(lines: tuple[str, ...], expected: list[tuple[int, str]], tmp_path: Path) -> None:
    assert codes_of(tmp_path, record("ben", *lines), {"rules/pottery.yaml": SLIPS}) == expected


def test_slips_are_looked_for_where_the_rules_say_so(tmp_path: Path) -> None:
    twice = ("{date: 2026-01-10, type: firing, kiln: big}",) * 2
    assert codes_of(tmp_path, record("ben", *twice, "{date: 2026-01-10, type: pot, pot: a, hours: 25}")) == []


def test_a_date_far_ahead_inside_an_entry(tmp_path: Path) -> None:
    text = record("ben", "{date: 2026-01-10, type: kiln, cooled: 2031-01-01}")
    assert faults(tmp_path, text) == [
        (5, 44, "warning", "far-ahead", "this lies more than two years ahead (is the year right?)"),
    ]  # fmt: skip


def test_a_last_day_of_validity_may_lie_far_ahead(tmp_path: Path) -> None:
    rules = RULES.replace("cooled: {type: date,", "cooled: {type: date, limit: yes,")
    text = record("ben", "{date: 2026-01-10, type: kiln, cooled: 2031-01-01}")
    assert faults(tmp_path, text, {"rules/pottery.yaml": rules}) == []


@pytest.mark.parametrize(("day", "expected"), [("2019-12-31", [(5, "before-first-edition")]), ("2020-01-01", [])])
def test_an_entry_that_belongs_to_the_programme_cannot_lie_before_it(
    day: str, expected: list[tuple[int, str]], tmp_path: Path
) -> None:
    rules = RULES.replace("    key: pot\n", "    key: pot\n    since_first_edition: yes\n")
    text = record("ben", f"{{date: {day}, type: pot, pot: cup}}")
    assert codes_of(tmp_path, text, {"rules/pottery.yaml": rules}) == expected


# --- people


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ("[{role: teacher}]", None),
        ("[{role: teacher, from: 2026-01-10, until: 2026-01-10}]", None),
        ("[{role: teacher, until: 2025-12-31}, {role: teacher, from: 2026-01-10}]", None),
        ("[{role: teacher, from: 2026-01-11}]", "gus is not a teacher on this day according to people.yaml"),
        ("[{role: teacher, until: 2026-01-09}]", "gus is not a teacher on this day according to people.yaml"),
        ("[{role: baker}]", "gus is not a teacher according to people.yaml"),
        ("[]", "gus is not a teacher according to people.yaml"),
    ],
)
def test_the_role_on_that_day(roles: str, expected: str | None, tmp_path: Path) -> None:
    rules = RULES.replace("roles:\n", "roles:\n  baker: {title: {nl: bakker, en: baker}}\n", 1)
    files: dict[str, str | bytes] = {
        "rules/pottery.yaml": rules,
        "records/people.yaml": f"gus: {{name: Gus, roles: {roles}}}\n",
    }
    found = faults(tmp_path, record("ben", "{date: 2026-01-10, type: firing, teacher: gus}"), files)
    hint = "mend the name or the day here, or the roles in people.yaml"
    assert found == ([(5, 47, "warning", "role-not-held", f"{expected} ({hint})")] if expected else [])


def test_a_field_that_asks_for_no_role_takes_anybody(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"records/people.yaml": "gus: {name: Gus, roles: []}\n"}
    assert faults(tmp_path, record("ben", "{date: 2026-01-10, type: start, teacher: gus}"), files) == []


def test_roles_that_end_before_they_begin(tmp_path: Path) -> None:
    people = "gus: {name: Gus, roles: [{role: teacher, from: 2026-01-02, until: 2026-01-01}]}\n"
    [problem] = found_in(pottery(tmp_path, {"records/people.yaml": people}))["records/people.yaml"]
    assert fault(problem)[:4] == (1, 67, "warning", "unusual-order")


def test_a_plan_of_a_group_is_checked_for_roles_and_order(tmp_path: Path) -> None:
    rules = RULES.replace(
        "teacher: {type: person, title: {nl: docent, en: teacher}}\nentries:",
        "teacher: {type: person, role: teacher, title: {nl: docent, en: teacher}}\n"
        "      start: {type: date, not_after: day, title: {nl: begin, en: start}}\nentries:",
    )
    assert rules != RULES
    group = (
        "id: spring\nname: Spring\nfirings:\n  - {day: 2026-05-01, start: 2026-05-02, teacher: gus}\n"
        "  - {day: 2026-05-01, start: 2026-05-01}\n"
    )
    files: dict[str, str | bytes] = {
        "rules/pottery.yaml": rules,
        "records/groups/spring.yaml": group,
        "records/people.yaml": "gus: {name: Gus, roles: []}\n",
    }
    found = found_in(pottery(tmp_path, files))
    assert [fault(problem)[:4] for problem in found["records/groups/spring.yaml"]] == [
        (4, 30, "warning", "unusual-order"),
        (4, 51, "warning", "role-not-held"),
    ]


# --- records among each other


def test_a_record_does_not_name_itself(tmp_path: Path) -> None:
    assert codes_of(tmp_path, record("ben", more="person: ben\n")) == [(4, "self-reference")]
    text = record("ben", track="helper", more="helps: {of: ben}\n")
    assert codes_of(tmp_path, text) == [(4, "self-reference")]


def test_a_second_record_names_the_first(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {CAS: record("cas", more="person: anna\n")}
    assert codes_of(tmp_path / "a", record("ben", more="person: anna\n"), files) == []
    assert codes_of(tmp_path / "b", record("ben", more="person: cas\n"), files) == [(4, "person-chain")]


@pytest.mark.parametrize(
    ("ben", "cas", "shared"),
    [
        ("email: a@example.org\n", "email: a@example.org\n", True),
        ("email: A@example.org\n", "email: a@EXAMPLE.org\n", True),
        ("email: a@example.org\n", "email: b@example.org\n", False),
        ("email: a@example.org\nperson: cas\n", "email: a@example.org\n", False),
        ("email: a@example.org\nperson: anna\n", "email: a@example.org\nperson: anna\n", False),
        ("email: a@example.org\nperson: anna\n", "email: a@example.org\n", True),
    ],
)
def test_an_address_belongs_to_one_person(ben: str, cas: str, *, shared: bool, tmp_path: Path) -> None:
    found = found_in(pottery(tmp_path, {BEN: record("ben", more=ben), CAS: record("cas", more=cas)}))
    assert {name: codes(problems) for name, problems in found.items()} == (
        {BEN: ["shared-email"], CAS: ["shared-email"]} if shared else {}
    )


def test_a_group_belongs_to_one_programme(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "rules/garden.yaml": RULES,
        "kio.yaml": "programme: pottery\n",
        "records/groups/spring.yaml": "id: spring\nname: Spring\nprogramme: garden\n",
    }
    assert faults(tmp_path, record("ben", more="group: spring\n"), files) == [
        (4, 8, "error", "other-programme",
         "this group belongs to another programme (garden) (name a group of pottery)"),
    ]  # fmt: skip


# --- texts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Renée d'Hondt-Müller", []),
        ("Łukasz Ñandú", []),
        ("Нина Иванова", []),
        ("Nina Иванова", []),  # each word in one script
        ("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", []),  # with a joiner that Persian needs
        ("\u0410na", ["mixed-script"]),  # a Cyrillic capital first
        ("Ana\u00a0Bakker", ["invisible-character"]),
        ("Ana\u00adBakker", ["invisible-character"]),
        ("Ana\u200bBakker", ["invisible-character"]),
        ("An\ufffd", ["lost-character"]),
        ("Ana,", ["trailing-comma"]),
        ('"Ana,"', ["trailing-comma"]),
        ("\u201cAna Bakker\u201d", ["curly-quotes"]),
        ("\u201eAna Bakker\u201d", ["curly-quotes"]),
        ("\u2018Ana d'Hondt\u2019", ["curly-quotes"]),
        ("\u00abAna\u00bb", ["curly-quotes"]),
        ("Ana \u201cAnneke\u201d Bakker", []),
        ("\u201cAna\u201d and \u201cBen\u201d", []),
        ("\u2019t Hooft", []),
        ("\u2019", []),
    ],
)
def test_names(name: str, expected: list[str], tmp_path: Path) -> None:
    text = f"id: ben\nname: {name}\ntrack: potter\nlog: []\n"
    found = faults(tmp_path, text)
    assert [(line, column, severity, code) for line, column, severity, code, _ in found] == [
        (2, 7, "warning", code) for code in expected
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["note: first, second"], []),
        (["note: first,"], [(7, "trailing-comma")]),
        (["note: 'first,'  # why"], [(7, "trailing-comma")]),
        (['note: "a\\tb"'], [(7, "tab-in-note")]),
        (["note: 'a\\tb'"], []),
        (["note: see #5"], [(7, "comment-in-text")]),
        (["note: see 5 # and six"], [(7, "comment-in-text")]),
        (['note: "see" # and six'], []),
        (["note: room#5"], []),
        (["kiln: big # the old one"], []),
        (["note: |", "  a # b", "  c"], []),
        (["note: " + "x" * 32_767], []),
        (["note: " + "x" * 32_768], [(7, "long-text")]),
        (["note: x\u00a0y"], []),
        (["kiln: big\u00a0"], [(7, "invisible-character")]),
        (["kiln: \u201cbig\u201d"], [(7, "curly-quotes")]),
        (["note: \u201cI am not there yet\u201d"], []),  # it may be what somebody said
        (["note: x\ufffdy"], [(7, "lost-character")]),
    ],
)
def test_texts(lines: list[str], expected: list[tuple[int, str]], tmp_path: Path) -> None:
    entry = "\n    ".join(["- date: 2026-01-10", "type: firing", *lines])
    assert codes_of(tmp_path, f"id: ben\nname: Ben\ntrack: potter\nlog:\n  {entry}\n") == expected


@pytest.mark.parametrize("value", ['"a\\nb"', '"a\\tb"', "|\n      a\n      b"])
def test_only_a_note_has_several_lines_or_a_tab(value: str, tmp_path: Path) -> None:
    text = f"id: ben\nname: Ben\ntrack: potter\nlog:\n  - date: 2026-01-10\n    type: firing\n    kiln: {value}\n"
    assert codes_of(tmp_path, text) == [(7, "wrong-text")]


def test_a_folded_text_ends_in_a_line_end_and_is_one_line(tmp_path: Path) -> None:
    head = "id: ben\nname: Ben\ntrack: potter\nlog:\n"
    text = head + "  - date: 2026-01-10\n    type: firing\n    kiln: >\n      a\n      b\n"
    assert faults(tmp_path, text) == []


def test_a_log_without_anything_is_a_warning_and_no_log_is_none(tmp_path: Path) -> None:
    head = "id: ben\nname: Ben\ntrack: potter\n"
    assert codes_of(tmp_path / "a", head + "log:\n") == [(4, "empty-log")]
    assert codes_of(tmp_path / "b", head + "log: ~\n") == [(4, "empty-log")]
    assert codes_of(tmp_path / "c", head + "log: []\n") == []
    assert codes_of(tmp_path / "d", head) == []


# --- evidence

FIRED = "{{date: 2026-01-10, type: firing, evidence: '{}'}}"


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("photo.jpg", []),
        ("own.jpg", []),
        ("2026/deep.pdf", []),
        ("https://example.org/x.pdf", []),
        ("mailto:gus@example.org", []),
        ("gone.jpg", [(5, "missing-evidence")]),
        ("Photo.jpg", [(5, "missing-evidence")]),
        ("2026", [(5, "missing-evidence")]),
        ("../kio.yaml", [(5, "evidence-outside")]),
        ("2026/../../kio.yaml", [(5, "evidence-outside")]),
        ("..\\kio.yaml", [(5, "evidence-outside")]),
        ("/etc/hosts", [(5, "evidence-outside")]),
    ],
)
def test_evidence_lies_in_its_folder(evidence: str, expected: list[tuple[int, str]], tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "evidence/photo.jpg": "x",
        "evidence/ben/own.jpg": "x",
        "evidence/2026/deep.pdf": "x",
    }
    assert codes_of(tmp_path, record("ben", FIRED.format(evidence)), files) == expected


def test_without_the_folder_nothing_is_looked_for(tmp_path: Path) -> None:
    assert codes_of(tmp_path, record("ben", FIRED.format("gone.jpg"))) == []


# --- files and folders


@pytest.mark.parametrize(("one", "other"), [("Ben", "ben"), ("anna\u0301", "ann\u00e1"), ("STRASSE", "straße")])
def test_names_that_some_computers_take_for_one(one: str, other: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"records/trainees/{name}.yaml": record("ben") for name in (one, other)}
    found = found_in(pottery(tmp_path, files))
    later = max(one, other)
    assert [name for name, problems in found.items() if "name-collision" in codes(problems)] == [
        f"records/trainees/{later}.yaml"
    ]


@pytest.mark.parametrize("folder", ["records/trainees", "records/groups", "rules"])
def test_a_folder_that_leads_out_is_not_read(folder: str, tmp_path: Path) -> None:
    root, outside = pottery(tmp_path / "in"), tmp_path / "out"
    (root / folder).rename(outside)
    (root / folder).symlink_to(outside)
    assert codes(found_in(root)[folder]) == (["no-rules"] if folder == "rules" else []) + ["outside-workspace"]


def test_a_folder_of_all_records_that_leads_out_is_not_read(tmp_path: Path) -> None:
    root, outside = pottery(tmp_path / "in"), tmp_path / "out"
    (outside).mkdir()
    (root / "records").rename(outside / "records")
    (root / "records").symlink_to(outside / "records")
    found = found_in(root)
    assert {name: codes(problems) for name, problems in found.items()} == {
        "records": ["outside-workspace"],
        "records/groups": ["outside-workspace"],
        "records/people.yaml": ["no-people"],
        "records/trainees": ["outside-workspace"],
    }


def test_a_link_within_the_workspace_is_followed(tmp_path: Path) -> None:
    root = pottery(tmp_path)
    (root / "records/groups").rename(root / "cohorts")
    (root / "records/groups").symlink_to("../cohorts")
    assert found_in(root) == {}
    assert set(FILES) >= {"records/groups/spring.yaml"}


@pytest.mark.parametrize(
    "name",
    [
        "records/Trainees/ben.yaml",
        "records/old/ben.yaml",
        "records/people.yml",
        "records/ben.yaml",
        "kio.yml",
        "KIO.yaml",
    ],
)
def test_what_lies_in_a_place_that_is_not_read_is_told(name: str, tmp_path: Path) -> None:
    stray = name.removesuffix("/ben.yaml") if name.count("/") > 1 else name
    found = found_in(pottery(tmp_path, {name: record("ben")}))
    assert {file: codes(problems) for file, problems in found.items()} == {stray: ["stray-file"]}


@pytest.mark.parametrize("name", ["records/README.md", "records/.old.yaml", "notes.yml"])
def test_what_nobody_takes_for_a_record_is_not_told(name: str, tmp_path: Path) -> None:
    assert found_in(pottery(tmp_path, {name: "x: [\n"})) == {}


def test_a_group_plans_nothing_twice_nor_before_or_far_beyond_the_programme(tmp_path: Path) -> None:
    rules = RULES.replace("    date: day\n", "    date: day\n    same: [kiln]\n").replace(
        "  firing:\n    title", "  firing:\n    since_first_edition: yes\n    title"
    )
    group = (
        "id: spring\nname: Spring\nfirings:\n  - {day: 2026-05-01, kiln: big}\n  - {day: 2026-05-02, kiln: big}\n"
        "  - {day: 2019-12-31, kiln: a}\n  - {day: 2028-06-02, kiln: b}\n"
    )
    files: dict[str, str | bytes] = {"rules/pottery.yaml": rules, "records/groups/spring.yaml": group}
    found = found_in(pottery(tmp_path, files))["records/groups/spring.yaml"]
    assert [(line, column, code) for line, column, _, code, _ in map(fault, found)] == [
        (5, 5, "duplicate-entry"), (6, 11, "before-first-edition"), (7, 11, "far-ahead"),
    ]  # fmt: skip


def test_who_refers_to_an_entry_that_is_wrong_otherwise_is_right(tmp_path: Path) -> None:
    lines = ("{date: 2026-13-10, type: pot, pot: cup}", "{date: 2026-02-10, type: firing, pots: [cup, cap]}")
    assert codes_of(tmp_path, record("ben", *lines)) == [(5, "wrong-date"), (6, "unknown-reference")]


def test_a_misspelt_type_is_told_where_it_stands(tmp_path: Path) -> None:
    assert faults(tmp_path, record("ben", "{date: 2026-01-10, typ: pot, pot: cup}")) == [
        (5, 24, "error", "unknown-key", "the key 'typ' means nothing here (did you mean 'type'?)"),
    ]  # fmt: skip


def test_a_name_that_is_taken_is_not_proposed(tmp_path: Path) -> None:
    """Whoever copied a record and forgot the id must not be told to write over the first one."""
    [found] = faults(tmp_path, record("anna"))
    assert found[3:] == ("id-not-file-name", "the id is 'anna', the file is called 'ben' (write id: ben)")


def test_a_space_that_is_missing_between_braces(tmp_path: Path) -> None:
    found = faults(tmp_path, record("ben", "{date: 2026-01-10, type: pot, pot:cup}"))
    assert [text for *_, code, text in found if code == "unknown-key"] == [
        "the key 'pot:cup' means nothing here (the space after the colon is missing: pot: …)"
    ]

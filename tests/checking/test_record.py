"""What one record must keep beyond its shape, each check both ways, with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checking.pottery import RULES, TODAY, Fault, fault, found_in, pottery, record

BEN = "records/trainees/ben.yaml"
POT = "{date: 2026-01-10, type: pot, pot: cup}"
POT_OF_2019 = "{date: 2019-12-31, type: pot, pot: cup}"
BINDING = "binding_day: {first: start}\n"
TITLED = "{title: {nl: a, en: b}}"
ASKED = (
    f"questions: {{q: {{title: {{nl: a, en: b}}, readings: {{x: {TITLED}, y: {TITLED}}}, default: x}}}}\n"
    "binding_day: {by_reading: "
)


def faults(root: Path, text: str, on: date = TODAY) -> list[Fault]:
    found = found_in(pottery(root, {BEN: text}), on)
    assert set(found) <= {BEN}
    return [fault(problem) for problem in found.get(BEN, [])]


def entry(line: str) -> str:
    """A record with this entry in line 6, below a pot `cup`."""
    return record("ben", POT, line)


@pytest.mark.parametrize(
    "text",
    [
        record("ben", POT),
        entry("{date: 2026-01-11, type: pot, pot: jug}"),
        entry("{date: 2026-01-10, type: firing, pots: cup, teacher: gus}"),
        entry("{date: 2026-01-10, type: firing, pots: [cup, cup]}"),
        entry("{date: 2026-01-10, type: pardon, requirement: craft/three-pots, to: helper}"),
        entry("{date: 2026-01-10, type: pardon, edition: '2025', friend: anna}"),
        record("ben", more="group: spring\nperson: anna\n"),
        record("ben", track="helper", more="helps: {of: anna}\n"),
        entry("{date: 2020-01-01, type: start}"),  # the first day of the first edition
        entry("{date: 2019-12-31, type: firing}"),  # nothing that decides the edition
        entry("{date: 2026-01-10, type: pardon, requirement: craft/show}"),
        entry("{date: 2026-01-10, type: pardon, requirement: craft/show/fair}"),
        entry("{date: 2026-01-10, type: pardon, requirement: craft/show/shop}"),
        entry("{date: 2026-01-10, type: pardon, requirement: craft/show/shop/pots}"),
        entry("{date: 2028-06-01, type: firing}"),  # two years ahead to the day
    ],
)  # fmt: skip
def test_nothing_is_wrong(text: str, tmp_path: Path) -> None:
    assert faults(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "severity", "code", "message"),
    [
        (record("bob"), 1, 5, "error", "id-not-file-name",
         "the id is 'bob', the file is called 'ben' (write id: ben, or call the file bob.yaml)"),
        (entry("{date: 2026-01-11, type: pot, pot: cup}"), 6, 40, "error", "duplicate-id",
         "'cup' is used twice; first in line 5 (give each one an id of its own)"),
        (entry("{date: 2026-01-10, type: firing, pots: cop}"), 6, 44, "error", "unknown-reference",
         "cop is not in this record (did you mean 'cup'?)"),
        (entry("{date: 2026-01-10, type: firing, pots: [cup, zzz]}"), 6, 50, "error", "unknown-reference",
         "zzz is not in this record (possible here: cup)"),
        (entry("{date: 2026-01-10, type: firing, teacher: guus}"), 6, 47, "warning", "unknown-person",
         "guus is not in people.yaml (did you mean 'gus'?)"),
        (entry("{date: 2026-01-10, type: pardon, requirement: craft/four-pots}"), 6, 51, "error",
         "unknown-requirement", "there is no requirement craft/four-pots (did you mean 'craft/three-pots'?)"),
        (entry("{date: 2026-01-10, type: pardon, requirement: craft/show/fare}"), 6, 51, "error",
         "unknown-requirement", "there is no requirement craft/show/fare (did you mean 'craft/show/fair'?)"),
        (entry("{date: 2026-01-10, type: pardon, requirement: craft/three-pots/fair}"), 6, 51, "error",
         "unknown-requirement", "there is no requirement craft/three-pots/fair (did you mean 'craft/three-pots'?)"),
        (entry("{date: 2026-01-10, type: pardon, to: poter}"), 6, 42, "error", "unknown-track",
         "there is no track poter (did you mean 'potter'?)"),
        (entry("{date: 2026-01-10, type: pardon, edition: '2024'}"), 6, 47, "error", "unknown-edition",
         "there is no edition 2024 (did you mean '2025'?)"),
        (entry("{date: 2026-01-10, type: pardon, friend: ana}"), 6, 46, "error", "unknown-trainee",
         "there is no record of ana (did you mean 'anna'?)"),
        (record("ben", track="helper", more="helps: {of: qqq}\n"), 4, 13, "error", "unknown-trainee",
         "there is no record of qqq (possible here: anna, ben)"),
        (record("ben", more="group: sprin\n"), 4, 8, "error", "unknown-group",
         "there is no group sprin (did you mean 'spring'?)"),
        (record("ben", more="person: ana\n"), 4, 9, "error", "unknown-trainee",
         "there is no record of ana (did you mean 'anna'?)"),
        (entry("{date: 2019-12-31, type: start}"), 6, 12, "error", "before-first-edition",
         "this lies before the first edition of the rules, 1 Jan 2020"),
        (entry("{date: 2028-06-02, type: firing}"), 6, 12, "warning", "far-ahead",
         "this lies more than two years ahead (is the year right?)"),
        (record("ben", "{date: 2026-03-01, type: pot, pot: a}", "{date: 2026-01-01, type: firing, pots: a}"),
         6, 12, "warning", "unusual-order",
         "this lies before the day of the entry that it refers to (is one of the two a slip?)"),
    ],
)  # fmt: skip
def test_what_is_wrong(
    *, text: str, line: int, column: int, severity: str, code: str, message: str, tmp_path: Path
) -> None:
    assert faults(tmp_path, text) == [(line, column, severity, code, message)]


def test_two_years_ahead_are_counted_from_the_day_of_evaluation(tmp_path: Path) -> None:
    text = entry("{date: 2028-06-02, type: firing}")
    assert faults(tmp_path, text, date(2026, 6, 2)) == []


def test_a_leap_day_two_years_ahead_is_clamped(tmp_path: Path) -> None:
    leap_day = date(2024, 2, 29)
    last, beyond = entry("{date: 2026-02-28, type: firing}"), entry("{date: 2026-03-01, type: firing}")
    assert BEN not in found_in(pottery(tmp_path / "a", {BEN: last}), leap_day)
    [found] = found_in(pottery(tmp_path / "b", {BEN: beyond}), leap_day)[BEN]
    assert found.code == "far-ahead"


def test_without_editions_no_day_is_too_early(tmp_path: Path) -> None:
    head, _, rest = RULES.partition("editions:")
    rules = head + rest.partition('\n  - {id: "2025", from: 2025-01-01}\n')[2]
    text = record("ben", "{date: 1950-01-01, type: start}")
    assert found_in(pottery(tmp_path, {"rules/pottery.yaml": rules, BEN: text})) == {}


@pytest.mark.parametrize(
    ("binding", "types"),
    [
        ("", []),
        ("binding_day: today\n", []),
        ("binding_day: {last: firing}\n", ["firing"]),
        ("binding_day: {first_known: [{first: start}, {first: firing}]}\n", ["start", "firing"]),
        ("binding_day: {latest: [{first: start}, {first: {entries: [pot, firing]}}]}\n", ["start", "pot", "firing"]),
        ("binding_day: begun\ndays: {begun: {first: firing}}\n", ["firing"]),
        (ASKED + "{question: q, readings: {x: {first: start}, y: {first: firing}}}}\n", ["start", "firing"]),
    ],
)
def test_only_what_decides_the_edition_can_lie_before_the_first_one(
    binding: str, types: list[str], tmp_path: Path
) -> None:
    """Whoever began later may have earned something earlier."""
    assert RULES.count(BINDING) == 1
    text = record("ben", *(f"{{date: 2019-12-31, type: {name}}}" for name in ("start", "firing")), POT_OF_2019)
    found = found_in(pottery(tmp_path, {"rules/pottery.yaml": RULES.replace(BINDING, binding), BEN: text}))
    lines = {"start": 5, "firing": 6, "pot": 7}
    assert [(problem.location.line, problem.code) for problem in found.get(BEN, [])] == sorted(
        (lines[name], "before-first-edition") for name in types
    )


def test_a_name_of_a_file_that_is_no_id_is_no_mend(tmp_path: Path) -> None:
    found = found_in(pottery(tmp_path, {"records/trainees/Ben.yaml": record("ben")}))
    assert [fault(problem) for problem in found["records/trainees/Ben.yaml"]] == [
        (1, 1, "error", "wrong-file-name",
         "the name of this file is not an id: a-z, 0-9 and hyphens (rename it, as fenna-de-boer.yaml)"),
        (1, 5, "error", "id-not-file-name", "the id is 'ben', the file is called 'Ben' (call the file ben.yaml)"),
    ]  # fmt: skip


# --- dates in an unusual order

UNUSUAL = "unusual-order"
SLIP = "(is one of the two a slip?)"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{date: 2026-01-10, type: kiln, lit: 2026-01-11}", []),
        ("{date: 2026-01-10, type: kiln, lit: 2026-01-10}", []),
        ("{date: 2026-01-10, type: kiln, lit: 2026-01-09}",
         [(6, 41, f"lit 9 Jan 2026 and 10 Jan 2026 are in an unusual order {SLIP}")]),
        ("{date: 2026-01-10, type: kiln, booked: 2026-01-09}", []),
        ("{date: 2026-01-10, type: kiln, booked: 2026-01-10}", []),
        ("{date: 2026-01-10, type: kiln, booked: 2026-01-11}",
         [(6, 44, f"booked 11 Jan 2026 and 10 Jan 2026 are in an unusual order {SLIP}")]),
        ("{date: 2026-01-10, type: kiln, cooled: 2025-01-01}", []),  # what it is not before is not recorded
        ("{date: 2026-01-10, type: kiln, lit: 2026-01-11, cooled: 2026-01-11}", []),
        ("{date: 2026-01-10, type: kiln, lit: 2026-01-12, cooled: 2026-01-11}",
         [(6, 61, f"cooled 11 Jan 2026 and 12 Jan 2026 are in an unusual order {SLIP}")]),
    ],
)  # fmt: skip
def test_dates_on_the_wrong_side_are_a_warning(line: str, expected: list[tuple[int, int, str]], tmp_path: Path) -> None:
    assert faults(tmp_path, entry(line)) == [(*place, "warning", UNUSUAL, text) for *place, text in expected]


def test_problems_of_reading_and_of_checking_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = record(
        "bob", "{date: 2019-01-01, type: start, teacher: guus}", "{date: 2026-01-10, type: frng}", POT,
        "{date: 2026-01-10, type: firing, pots: zzz}", "{date: 2026-02-30, type: firing}",
    )  # fmt: skip
    assert [problem[:4:3] for problem in faults(tmp_path, text)] == [
        (1, "id-not-file-name"),
        (5, "before-first-edition"),
        (5, "unknown-person"),
        (6, "unknown-entry-type"),
        (8, "unknown-reference"),
        (9, "wrong-date"),
    ]


# --- two moves of one day

MOVED = "{date: 2026-01-10, type: move, to: helper}"
TOLD = "this contradicts line 5, of the same day"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((MOVED, "{date: 2026-01-10, type: move, to: potter}"), [(6, 40, TOLD)]),
        ((MOVED, MOVED), []),
        ((MOVED, "{date: 2026-01-11, type: move, to: potter}"), []),
        ((MOVED, "{date: 2026-01-10, type: pardon, to: potter}"), []),
        ((MOVED, MOVED, "{date: 2026-01-10, type: move, to: potter}"), [(7, 40, TOLD)]),
        ((MOVED, "{date: 2026-01-10, type: move, to: potter}", MOVED), [(6, 40, TOLD)]),
        (("{date: 2026-01-10, type: shift, edition: '2020'}", "{date: 2026-01-10, type: shift, edition: '2025'}"),
         [(6, 46, TOLD)]),
        (("{date: 2026-01-10, type: shift, edition: '2020'}", "{date: 2026-01-10, type: shift, edition: '2020'}"), []),
        (("{date: 2026-01-10, type: shift, edition: '2020'}", MOVED), []),
    ],
)  # fmt: skip
def test_two_moves_of_one_day_contradict_each_other(
    lines: tuple[str, ...], expected: list[tuple[int, int, str]], tmp_path: Path
) -> None:
    found = [problem for problem in faults(tmp_path, record("ben", *lines)) if problem[3] != "duplicate-entry"]
    assert found == [(*place, "error", "contradiction", text) for *place, text in expected]

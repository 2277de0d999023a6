"""Who is named for a role had it on that day, and was certified for it where the rules ask that."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.diving import DIVING, diver, faults, school, told

NOT_HELD = ("warning", "certificate-not-held", ("eva is not a certified guide on this day according to people.yaml "
            "(mend the name or the day here, or the certificate in people.yaml)"))  # fmt: skip
UNKNOWN = ("note", "certificate-unknown", ("people.yaml does not say whether eva is a certified guide on this day "
           "(write 'certified: yes' or 'certified: no' beside the role in people.yaml)"))  # fmt: skip
LEARNING = "{role: guide, until: 2026-02-28, certified: no}"
LEARNED = "{role: guide, from: 2026-03-01, until: 2026-03-31, certified: yes}"


def found(root: Path, day: str, *roles: str) -> list[tuple[str, str, str]]:
    people = f"eva: {{name: Eva, roles: [{', '.join(roles)}]}}\n"
    faulty = faults(school(root, diver("ben", f"date: {day}, type: dive, guide: eva"), people=people))
    assert all((line, column) == (6, 43) for line, column, *_ in faulty.get("ben.yaml", []))
    return [(level, code, text) for *_, level, code, text in faulty.get("ben.yaml", [])]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-02-28", [NOT_HELD]), ("2026-03-01", []), ("2026-03-31", [])],
)
def test_a_certificate_counts_from_its_first_to_its_last_day(
    day: str, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert found(tmp_path, day, LEARNING, LEARNED) == expected


@pytest.mark.parametrize(("day", "code"), [("2026-03-31", []), ("2026-04-01", ["role-not-held"])])
def test_without_the_role_there_is_no_word_of_the_certificate(day: str, code: list[str], tmp_path: Path) -> None:
    assert [one for _, one, _ in found(tmp_path, day, LEARNING, LEARNED)] == code


@pytest.mark.parametrize(
    "roles",
    [
        ["{role: guide}"],
        ["{role: guide, certified: yes}", "{role: guide, certified: no}"],  # of one day both
        ["{role: guide, certified: yes}", "{role: guide}"],
    ],
)
def test_what_nobody_wrote_down_is_a_note(roles: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, "2026-03-01", *roles) == [UNKNOWN]


def test_a_field_that_asks_no_certificate(tmp_path: Path) -> None:
    rules = DIVING.replace("certified: yes, many", "many")
    people = "eva: {name: Eva, roles: [{role: guide, certified: no}]}\n"
    assert told(school(tmp_path, diver("ben", "date: 2026-03-01, type: dive, guide: eva"), diving=rules,
                       people=people)) == []  # fmt: skip


def test_what_was_found_of_one_field_is_not_taken_for_another(tmp_path: Path) -> None:
    """One asks for the role alone, the other for the certificate too: the second is told though the first is right."""
    rules = DIVING.replace("  stop: {", "  tour:\n    title: {nl: rondje, en: tour}\n    fields:\n      "
                           "guide: {type: person, role: guide, title: {nl: gids, en: guide}}\n  stop: {")  # fmt: skip
    rules = rules.replace("certified: yes, many: yes", "certified: yes")
    people = "eva: {name: Eva, roles: [{role: guide, certified: no}]}\n"
    entries = "date: 2026-03-01, type: tour, guide: eva", "date: 2026-03-01, type: dive, guide: eva"
    assert told(school(tmp_path, diver("ben", *entries), diving=rules, people=people)) == [
        ("ben.yaml", 7, "warning", "certificate-not-held")
    ]


def test_who_leads_what_a_group_plans(tmp_path: Path) -> None:
    rules = DIVING.replace(
        "      start: {type: date, title: {nl: eerste dag, en: first day}}\n      end",
        "      lead: {type: person, role: guide, certified: yes, title: {nl: leiding, en: lead}}\n      end",
    ).replace(
        "      start: {type: date, default: date, title",
        "      lead: {type: person, title: {nl: leiding, en: lead}}\n      start: {type: date, default: date, title",
    )
    group = "id: spring\nname: Spring\nprogramme: diving\nweeks:\n  - {part: 1, end: 2026-05-15, lead: eva}\n"
    people = "eva: {name: Eva, roles: [{role: guide, certified: no}]}\n"
    assert told(school(tmp_path, diving=rules, spring=group, people=people)) == [
        ("spring.yaml", 5, "warning", "certificate-not-held")
    ]

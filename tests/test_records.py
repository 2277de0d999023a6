"""From documents to trainees, people and groups; what cannot be read is told at its place."""

from __future__ import annotations

from datetime import date

import pytest
from checking.pottery import ANNA, RULES, Fault, fault, record

from kio.models.record import Entry, Group, Person, Role, Trainee
from kio.problem import Problem
from kio.programme.declarations import TRAINEE_KEYS
from kio.programme.model import Programme
from kio.programme.reading import read_programme
from kio.records import foreseen, read_group, read_people, read_trainee
from kio.source.document import Document
from kio.source.reading import read_text
from kio.vocabulary import Vocabulary


def document(text: str) -> Document:
    found = read_text(text.encode(), "a.yaml")
    assert not found.problems
    return found


@pytest.fixture(scope="module")
def programme() -> Programme:
    problems: list[Problem] = []
    found = read_programme("pottery", [document(RULES)], problems)
    assert not problems
    assert found is not None
    return found


def trainee(text: str, programme: Programme) -> tuple[Trainee | None, list[Fault]]:
    problems: list[Problem] = []
    found = read_trainee(document(text), programme, Vocabulary(programme.entries), problems)
    return found, [fault(problem) for problem in problems]


def test_a_record_becomes_a_trainee(programme: Programme) -> None:
    text = record(
        "ben", "{date: 2026-01-10, type: pot, pot: cup}", track="helper",
        more="email: b@example.org\nlanguage: nl\nprogramme: pottery\ngroup: spring\nperson: ~\n"
             "helps: {of: anna, since: 2026-01-01}\n",
    )  # fmt: skip
    assert trainee(text, programme) == (
        Trainee(
            "ben", "Ben", "helper", "pottery", (Entry("pot", date(2026, 1, 10), {"pot": "cup"}, 11, 0),),
            "b@example.org", "nl", "spring", None, {"helps": {"of": "anna", "since": date(2026, 1, 1)}}, "a.yaml",
        ),
        [],
    )  # fmt: skip


def test_a_header_section_may_be_given_on_another_track(programme: Programme) -> None:
    found, problems = trainee(record("ben", more="helps: {of: anna}\n"), programme)
    assert (found and found.header, problems) == ({"helps": {"of": "anna"}}, [])


@pytest.mark.parametrize("text", [record("anna").replace("log: []\n", ""), record("anna")])
def test_a_record_without_entries_is_a_record(text: str, programme: Programme) -> None:
    found, problems = trainee(text, programme)
    assert (found and found.log, problems) == ((), [])


@pytest.mark.parametrize(
    ("text", "usable", "expected"),
    [
        ("name: Ann\ntrack: potter\n", False, (1, 1, "missing-key", "the key 'id' is missing here")),
        ("id: a\ntrack: potter\n", False, (1, 1, "missing-key", "the key 'name' is missing here")),
        ("id: a\nname: Ann\n", False, (1, 1, "missing-key", "the key 'track' is missing here")),
        ("id: a\nname: ~\ntrack: potter\n", False, (2, 7, "missing-value", "a value is missing here")),
        ("id: a\nname: [Ann]\ntrack: potter\n", False, (2, 7, "wrong-shape", "a single value was expected here")),
        ("id: A\nname: Ann\ntrack: potter\n", False, (1, 5, "wrong-id",
         "'A' is not an id: it has only a-z, 0-9 and hyphens, and begins with a letter or digit (write a)")),
        ("id: a\nname: Ann\ntrack: poter\n", False, (3, 8, "unknown-track",
         "'poter' is not a track (did you mean 'potter'?)")),
        ("id: a\nname: Ann\ntrack: xx\n", False, (3, 8, "unknown-track",
         "'xx' is not a track (possible here: potter, helper)")),
        ("id: a\nname: Ann\ntrack: potter\nphone: +31\n", False, (4, 1, "unknown-key",
         ("the key 'phone' means nothing here (possible here: id, name, track, email, language, programme, group, "
          "person, log)"))),
        ("id: a\nname: Ann\ntrack: potter\nphone:\n", False, (4, 1, "unknown-key",
         ("the key 'phone' means nothing here (possible here: id, name, track, email, language, programme, group, "
          "person, log)"))),
        ("id: a\nname: Ann\ntrack: potter\nemial: a@b.nl\n", False, (4, 1, "unknown-key",
         "the key 'emial' means nothing here (did you mean 'email'?)")),
        ("id: a\nname: Ann\ntrack: potter\nemail: a\n", False, (4, 8, "wrong-email",
         "one e-mail address was expected, as name@example.org")),
        ("id: a\nname: Ann\ntrack: potter\nlog: {}\n", False, (4, 6, "wrong-shape",
         "a list of entries was expected here")),
        ("id: a\nname: Ann\ntrack: potter\ngroup: ../x\n", False, (4, 8, "wrong-id",
         "'../x' is not an id: it has only a-z, 0-9 and hyphens, and begins with a letter or digit (write x)")),
        ("id: a\nname: Ann\ntrack: helper\n", True, (1, 1, "missing-key", "the key 'helps' is missing here")),
        ("id: a\nname: Ann\ntrack: helper\nhelps: {}\n", True, (4, 1, "missing-key", "the key 'of' is missing here")),
        ("id: a\nname: Ann\ntrack: helper\nhelps: {of: b, sinse: 2026-01-01}\n", True, (4, 16, "unknown-key",
         "the key 'sinse' means nothing here (did you mean 'since'?)")),
        ("id: a\nname: Ann\ntrack: helper\nhelps: {of: b, since: x}\n", True, (4, 23, "wrong-date",
         "this is not a date as 2026-03-01 (write year-month-day with hyphens)")),
        ("id: a\nname: Ann\ntrack: potter\nhelps: b\n", True, (4, 8, "wrong-shape",
         "something of another shape was expected here")),
        ("id: a\nname: Ann\ntrack: potter\nlog: [x]\n", True, (4, 7, "wrong-shape",
         "an entry was expected here, as {date: 2026-03-01, type: …}")),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_record(
    text: str, usable: bool, expected: tuple[int, int, str, str], programme: Programme
) -> None:
    found, problems = trainee(text, programme)
    assert problems == [(*expected[:2], "error", *expected[2:])]
    assert (found is not None) == usable


def test_the_keys_that_no_programme_may_add_are_those_of_every_record(programme: Programme) -> None:
    [problem] = trainee("id: a\nname: Ann\ntrack: potter\nphone: +31\n", programme)[1]
    assert problem[4].endswith(f"(possible here: {', '.join(TRAINEE_KEYS)})")


def test_faults_in_the_log_are_told_though_the_header_is_wrong(programme: Programme) -> None:
    found, problems = trainee("id: a\ntrack: potter\nlog: [{date: 2026-01-01, type: pott}]\n", programme)
    assert found is None
    assert [problem[3] for problem in problems] == ["unknown-entry-type", "missing-key"]


def test_a_list_is_no_record_and_no_group(programme: Programme) -> None:
    found = read_text(b"- a\n", "a.yaml")
    problems: list[Problem] = []
    vocabulary = Vocabulary(programme.entries)
    assert read_trainee(found, programme, vocabulary, problems) is None
    assert read_group(found, programme, vocabulary, problems) is None
    assert read_people(found, None, problems) == {}
    assert problems == []  # the reader of the file said it


def people(text: str, *roles: str) -> tuple[dict[str, Person], list[Fault]]:
    problems: list[Problem] = []
    found = read_people(document(text), dict.fromkeys(roles) if roles else None, problems)
    return found, [fault(problem) for problem in problems]


def test_people_have_roles_in_their_time() -> None:
    found, problems = people(
        "gus: {name: Gus, email: g@example.org, roles: [{role: teacher, from: 2020-01-01, until: 2025-12-31, "
        "certified: no}, {role: teacher}]}\nida: {name: Ida, roles: []}\n",
        "teacher",
    )
    assert problems == []
    assert found == {
        "gus": Person("gus", "Gus", (Role("teacher", date(2020, 1, 1), date(2025, 12, 31), False),
                                     Role("teacher", None, None, None))),
        "ida": Person("ida", "Ida", ()),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gus: {name: Gus, roles: []}\n", (1, 1, "wrong-id",
         "'Gus' is not an id: it has only a-z, 0-9 and hyphens, and begins with a letter or digit (write gus)")),
        ("gus: {roles: []}\n", (1, 1, "missing-key", "the key 'name' is missing here")),
        ("gus: {name: Gus}\n", (1, 1, "missing-key", "the key 'roles' is missing here")),
        ("gus: ~\n", (1, 6, "wrong-shape", "something of another shape was expected here")),
        ("gus: Gus\n", (1, 6, "wrong-shape", "something of another shape was expected here")),
        ("gus: {name: Gus, roles: teacher}\n", (1, 25, "wrong-shape", "something of another shape was expected here")),
        ("gus: {name: Gus, roles: [{until: 2020-01-01}]}\n", (1, 26, "missing-key", "the key 'role' is missing here")),
        ("gus: {name: Gus, roles: [{role: teacher, untill: 2020-01-01}]}\n", (1, 42, "unknown-key",
         "the key 'untill' means nothing here (did you mean 'until'?)")),
        ("gus: {name: Gus, roles: [{role: teacher, certified: ja}]}\n", (1, 53, "wrong-flag",
         "true or false was expected (write true)")),
    ],
)  # fmt: skip
def test_a_person_who_cannot_be_read_is_left_out(text: str, expected: tuple[int, int, str, str]) -> None:
    found, problems = people(f"{text}ida: {{name: Ida, roles: []}}\n", "teacher")
    assert problems == [(*expected[:2], "error", *expected[2:])]
    assert list(found) == ["ida"]


def test_an_unknown_role_is_told_and_the_person_kept() -> None:
    text = "gus: {name: Gus, roles: [{role: teacher}, {role: teecher}]}\n"
    found, problems = people(text, "teacher")
    assert list(found) == ["gus"]
    assert problems == [(1, 50, "error", "unknown-role", "'teecher' is not a role (did you mean 'teacher'?)")]
    assert people(text)[1] == []  # nobody says which roles there are


def group(text: str, programme: Programme) -> tuple[Group | None, list[Fault]]:
    problems: list[Problem] = []
    found = read_group(document(text), programme, Vocabulary(programme.entries), problems)
    return found, [fault(problem) for problem in problems]


def test_a_group_plans_entries(programme: Programme) -> None:
    """`colour` stands in the plan alone: the type of entry has no such field."""
    text = "id: spring\nname: Spring\nfirings:\n  - {day: 2026-05-01, kiln: big, colour: red}\n  - {kiln: small}\n"
    day = date(2026, 5, 1)
    planned = (Entry("firing", day, {"kiln": "big", "start": day}, 4, 0),)  # `start` is the date where it is not given
    assert group(text, programme) == (Group("spring", "Spring", "pottery", planned), [])
    assert group("id: spring\nname: Spring\n", programme) == (Group("spring", "Spring", "pottery", ()), [])


def test_a_plan_is_for_those_of_its_own_programme(programme: Programme) -> None:
    planned = (Entry("firing", date(2026, 5, 1), {"kiln": "big"}, 4, 0),)
    anna = trainee(ANNA, programme)[0]
    assert anna is not None
    assert foreseen(Group("spring", "Spring", "pottery", planned), anna, programme) == planned
    assert foreseen(Group("spring", "Spring", "garden", planned), anna, programme) == ()


@pytest.mark.parametrize(
    ("text", "usable", "expected"),
    [
        ("name: Spring\n", False, (1, 1, "missing-key", "the key 'id' is missing here")),
        ("id: spring\nname: Spring\nfirngs: []\n", False, (3, 1, "unknown-key",
         "the key 'firngs' means nothing here (possible here: id, name, programme)")),
        ("id: spring\nname: Spring\nfirings: x\n", True, (3, 10, "wrong-shape", "a list was expected here")),
        ("id: spring\nname: Spring\nfirings: ~\n", True, (3, 10, "wrong-shape", "a list was expected here")),
        ("id: spring\nname: Spring\nfirings: [x]\n", True, (3, 11, "wrong-shape",
         "something of another shape was expected here")),
        ("id: spring\nname: Spring\nfirings: [{day: 1-5-2026}]\n", True, (3, 17, "wrong-date",
         "this is not a date as 2026-03-01 (write 2026-05-01)")),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_group(
    text: str, usable: bool, expected: tuple[int, int, str, str], programme: Programme
) -> None:
    found, problems = group(text, programme)
    assert problems == [(*expected[:2], "error", *expected[2:])]
    assert (found is not None) == usable
    assert not (found and found.planned)


def test_the_record_of_the_other_tests_is_good(programme: Programme) -> None:
    assert trainee(ANNA, programme)[1] == []

"""A price list that nobody here has, worked out by hand: it works by data alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kio.locale import say
from kio.pricing.comparing import compare
from kio.pricing.questions import next_question
from kio.problem import KioError
from pricing.surf import (
    amounts,
    case_of,
    changed,
    dues,
    ends,
    programme,
    quoted,
    read_rules,
    statement,
    taxes,
)


def test_the_second_price_list_can_be_read() -> None:
    assert programme().tariff is not None


def test_a_quote_with_a_discount_two_rates_and_an_exemption() -> None:
    """1100.55 - 50 at 0 %; 4 h at 40.10 = 160.40 at 9 % = 14.436; 2.5 x 40.10 = 100.25 exempt."""
    found = quoted(film="0", enrol="2026-03-01", begins="2026-06-01")
    assert amounts(found) == {
        "course": ["whole 1100.55"],
        "early": ["whole -50.00"],
        "lessons": ["to_come 160.40"],
        "exam": ["to_come 100.25"],
    }
    assert taxes(found) == {"zero 0": ("1050.55", "0.00"), "low 9": ("160.40", "14.44")}
    assert (ends(found.total_ex_vat), ends(found.total)) == ("1311.20", "1325.64")
    assert found.currency == "GBP"


def test_three_instalments_add_up_and_the_last_has_the_odd_cents() -> None:
    """1050.55 / 3 is 350.18 and 0.01 is left; ten days before 1 June is 22 May."""
    found = quoted(enrol="2026-03-01", begins="2026-06-01", second_part="2026-04-20")
    assert dues(found) == [("2026-03-15", "350.18"), ("2026-04-20", "350.18"), ("2026-05-22", "350.19")]


def test_an_instalment_without_a_day_is_by_agreement() -> None:
    assert dues(quoted(enrol="2026-03-01", begins="2026-06-01"))[1] == (None, "350.18")


@pytest.mark.parametrize(
    ("enrol", "course"),
    [
        ("2026-04-06", ["-50.00"]),  # eight weeks before 1 June, that day included
        ("2026-04-07", []),
    ],
)
def test_the_discount_ends_on_its_day(enrol: str, course: list[str]) -> None:
    found = quoted(enrol=enrol, begins="2026-06-01")
    assert [str(line.amount.min) for line in found.lines if line.charge.id == "early"] == course


@pytest.mark.parametrize(("enrol", "course"), [("2026-03-31", ["whole -50.00"]), ("2026-04-01", None)])
def test_a_discount_until_a_day_of_the_calendar(enrol: str, course: list[str] | None) -> None:
    rules = changed(("on_or_before: {weeks: 8, before: {fact: begins}}", "on_or_before: 2026-03-31"))
    assert amounts(quoted("guest", rules=rules, enrol=enrol)).get("early") == course


def test_a_discount_of_which_nobody_knows_is_a_range() -> None:
    """Without the days the early discount may or may not hold, so it lowers only the least."""
    found = quoted("guest")
    assert amounts(found) == {"course": ["whole 1100.55"], "early": ["whole -50.00..0.00"]}
    assert ends(found.total) == "1050.55..1100.55"


@pytest.mark.parametrize(
    ("enrol", "expected"),
    [
        (
            "2026-05-22",
            [("2026-05-22", "366.85"), (None, "366.85"), ("2026-05-22", "366.85")],
        ),  # 14 days later: too late
        ("2026-05-23", [("2026-05-23", "1100.55")]),
        ("2026-06-01", [("2026-06-01", "1100.55")]),
    ],
)
def test_late_enrolment(enrol: str, expected: list[tuple[str | None, str]]) -> None:
    assert dues(quoted("guest", enrol=enrol, begins="2026-06-01")) == expected


def test_the_last_day_holds_for_an_instalment_that_was_agreed_later() -> None:
    found = quoted("guest", enrol="2026-03-01", begins="2026-06-01", second_part="2026-05-30")
    assert dues(found)[1] == ("2026-05-22", "350.18")


@pytest.mark.parametrize(
    ("on", "enrol", "course", "lessons"),
    [
        ("2025-12-31", "2025-12-31", "1000.00", "160.40"),
        ("2025-12-31", "2026-01-01", "1100.55", "160.40"),  # the course follows the day of enrolment
        ("2026-06-30", "2026-06-30", "1100.55", "160.40"),
        ("2026-07-01", "2026-07-01", "1100.55", "181.00"),  # 4 x 45.25
        ("2026-08-01", "2025-12-31", "1000.00", "181.00"),  # agreed before the change; lessons at their own price
    ],
)
def test_a_change_of_the_price_list(on: str, enrol: str, course: str, lessons: str) -> None:
    found = quoted(on=on, enrol=enrol, film="0")
    assert (amounts(found)["course"], amounts(found)["lessons"]) == ([f"whole {course}"], [f"to_come {lessons}"])


@pytest.mark.parametrize(("on", "expected"), [("2026-12-31", ("181.00", "16.29")), ("2027-01-01", ("181.00", "21.72"))])
def test_a_change_of_the_rate_of_vat(on: str, expected: tuple[str, str]) -> None:
    [(_, found)] = [item for item in taxes(quoted(on=on, film="0")).items() if item[0].startswith("low")]
    assert found == expected


def test_what_was_agreed_and_delivered_keeps_its_prices() -> None:
    """Enrolled at 1000; 2 h at 40.10 and 1.5 h at 45.25, VAT 9 %; in 2027 half an hour more at 12 %."""
    found = statement(
        "2027-02-01",
        "date: 2025-12-20, type: enrolment",
        "date: 2026-06-30, type: lesson, hours: 2, filmed: 0",
        "date: 2026-07-01, type: lesson, hours: 1.5, filmed: 0",
    )
    assert amounts(found) == {
        "course": ["whole 1000.00"],
        "early": ["whole -50.00..0.00"],
        "lessons": ["done 80.20", "done 67.88", "to_come 22.63"],  # 67.875 and 22.625, each rounded once
        "film": ["to_come 0.00..11.31"],  # half of half an hour at 45.25 is 11.3125
        "exam": ["to_come 113.13"],  # 2.5 x 45.25 = 113.125
    }
    assert taxes(found)["low 9"] == ("148.08", "13.33")  # 13.3272
    assert taxes(found)["low 12"] == ("22.63..33.94", "2.72..4.07")  # 2.7156 and 4.0728


def test_entries_of_one_price_are_one_line() -> None:
    log = [f"date: 2026-03-{day:02}, type: lesson, hours: 1.25, filmed: 0" for day in (1, 2, 3)]
    assert amounts(statement("2026-04-01", *log))["lessons"] == ["done 150.38", "to_come 10.03"]  # 3.75 h and 0.25 h


def test_what_nobody_wrote_down_is_a_range_up_to_its_limit() -> None:
    """Of one lesson the film is not recorded: 0 to half an hour; of another it is longer than is charged."""
    found = statement(
        "2026-04-01",
        "date: 2026-03-01, type: lesson, hours: 2",
        "date: 2026-03-02, type: lesson, hours: 2, filmed: 3",
    )
    assert amounts(found)["film"] == ["done 20.05..40.10"]


def test_what_has_no_limit_is_named_and_not_priced() -> None:
    found = statement("2026-04-01", "date: 2026-03-01, type: lesson, filmed: 0")
    assert "lessons of 1 Mar 2026: how much it was is not recorded" in [say(text, "en") for text in found.not_included]
    # The four hours that are asked may still be needed, or all have been given.
    assert amounts(found)["lessons"] == ["to_come 0.00..160.40"]


def test_payments_by_account_and_a_voucher_that_is_taken_off() -> None:
    found = statement(
        "2026-04-01",
        "date: 2026-01-10, type: enrolment",
        "date: 2026-02-01, type: fee, amount: 100, purpose: voucher",
        "date: 2026-02-02, type: fee, amount: 500.55, purpose: course",
        "date: 2026-02-03, type: fee, amount: -0.55, purpose: course",
        "date: 2026-05-01, type: fee, amount: 400, purpose: course",  # still ahead
        "date: 2026-06-10, type: camp, start: 2026-06-01",
        "date: 2026-03-01, type: exam",
    )
    assert amounts(found)["voucher"] == ["whole -100.00"]
    course = next(account for account in found.accounts if account.id == "course")
    assert (ends(course.total), str(course.paid), ends(course.remaining)) == ("950.55", "500.00", "450.55")
    assert found.paid_before == 100
    assert [account.id for account in found.accounts] == ["course", "lessons", "exam"]
    # 950.55 / 3 = 316.85; 500 covers the first part and 183.15 of the second.
    assert [(str(due.amount), str(due.paid), due.overdue) for due in found.plan.schedule] == [
        ("316.85", "316.85", False),
        ("316.85", "183.15", False),
        ("316.85", "0", False),
    ]


@pytest.mark.parametrize(("on", "overdue"), [("2026-01-24", [False]), ("2026-01-25", [True])])
def test_a_part_is_overdue_the_day_after(on: str, overdue: list[bool]) -> None:
    """Due 14 days after 10 January, that is on the 24th."""
    log = ("date: 2026-01-10, type: enrolment", "date: 2026-06-10, type: camp, start: 2026-06-01")
    assert [due.overdue for due in statement(on, *log, track="guest").plan.schedule][:1] == overdue


def test_too_much_is_said_and_never_cut_off() -> None:
    log = ("date: 2026-01-10, type: enrolment", "date: 2026-01-11, type: fee, amount: 1200, purpose: course")
    found = statement("2026-02-01", *log, "date: 2026-06-01, type: camp", track="guest")
    [account] = found.accounts
    assert (ends(account.remaining), str(account.overpaid)) == ("-149.45", "149.45")
    assert ends(found.remaining) == "-149.45"


def test_a_payment_for_something_that_is_not_charged_is_too_much() -> None:
    found = statement("2026-02-01", "date: 2026-01-11, type: fee, amount: 10, purpose: lessons", track="guest")
    assert [(account.id, str(account.overpaid)) for account in found.accounts] == [("course", "0"), ("lessons", "10")]


def test_whoever_stopped_owes_what_nobody_can_say() -> None:
    log = ("date: 2026-01-10, type: enrolment", "date: 2026-01-20, type: stop", "date: 2026-06-01, type: camp")
    found = statement("2026-02-01", *log)
    assert (found.remaining, found.plan.schedule) == (None, ())
    assert "lessons" not in amounts(found)


def test_whoever_is_ready_gets_nothing_more() -> None:
    log = ("date: 2026-01-10, type: lesson, hours: 1, filmed: 0", "date: 2026-01-20, type: diploma")
    assert amounts(statement("2026-02-01", *log))["lessons"] == ["done 40.10"]


# --- what is asked, and beside each other


def test_the_question_that_moves_most_comes_first() -> None:
    """Lessons 0 or 10: 401.00 and film 0 to 200.50 at 9 %; film alone 0 or half of 4 h."""
    question = next_question(case_of(), date(2026, 3, 1))
    assert question is not None
    assert question.fact.name == "lessons"
    # 10 h: 401.00 to 601.50, with 9 % 437.09 to 655.64 (655.635); 0 h: nothing.
    assert question.moves == Decimal("655.64")
    second = next_question(case_of(lessons="4"), date(2026, 3, 1))
    assert second is not None
    # 160.40 with 14.44 VAT and 240.60 with 21.65 (21.654): 80.20 and 7.21 apart.
    assert (second.fact.name, second.moves) == ("film", Decimal("87.41"))


def test_a_question_that_moves_nothing_is_not_asked() -> None:
    assert next_question(case_of(lessons="4", film="0"), date(2026, 3, 1)) is None
    assert next_question(case_of("guest"), date(2026, 3, 1)) is None


def test_a_question_that_was_left_open_is_not_asked_again() -> None:
    question = next_question(case_of(), date(2026, 3, 1), {"lessons"})
    assert question is not None
    assert question.fact.name == "film"


def test_tracks_beside_each_other_with_a_fact_and_without() -> None:
    rows = compare(case_of(lessons="4", film="0.25"), date(2026, 3, 1))
    assert [[(found.track.id, str(found.told["member"])) for found in row] for row in rows] == [
        [("wave", "0"), ("wind", "0")],
        [("wave", "1"), ("wind", "1")],
    ]
    # Film is not for wind surfers, so what was told of it is left out there.
    assert [set(found.told) for found in rows[0]] == [{"lessons", "film", "member"}, {"lessons", "member"}]


@pytest.mark.parametrize("given", [{"member": True}, {"voucher": "10"}])
def test_a_fact_that_was_told_or_implied_is_not_compared(given: dict[str, str | bool]) -> None:
    assert len(compare(case_of(given=given), date(2026, 3, 1))) == 1


def test_rules_that_compare_nothing() -> None:
    rules = changed(("comparison: {tracks: [wave, wind], facts: member}\n", ""))
    assert compare(case_of(rules=rules), date(2026, 3, 1)) == ()


# --- what cannot be


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"lessons": "-1"}, "--lessons -1: at least 0 was expected"),
        ({"lessons": "41"}, "--lessons 41: at most 40 was expected"),
        ({"lessons": "2.5"}, "--lessons 2.5: a whole number was expected"),
        ({"film": "0,51"}, "--film 0.51: at most 0.5 was expected"),
        ({"voucher": "0"}, "--voucher 0: more than £0.00 was expected"),
        ({"voucher": "1100.56"}, "--voucher 1100.56: at most £1,100.55 was expected"),
        ({"voucher": "1.100"}, "--voucher 1.100: '1.100' can be 1100.00 or 1.100"),
        ({"voucher": "1.100,00", "member": False}, "--voucher does not go with --no-member"),
        ({"enrol": "1-3-2026"}, "--enrol 1-3-2026: this is not a date as 2026-03-01"),
        ({"second_part": "2026-04-01"}, "--second-part says nothing without --enrol --begins"),
        (
            {"enrol": "2026-03-02", "begins": "2026-03-01"},
            "the training begins on 1 Mar 2026, before the registration on 2 Mar 2026",
        ),
        (
            {"enrol": "2026-03-02", "begins": "2026-09-01", "second_part": "2026-03-01"},
            "--second-part 1 Mar 2026: this lies before the registration on 2 Mar 2026",
        ),
    ],
)
def test_what_cannot_be_told(given: dict[str, str | bool], said: str) -> None:
    with pytest.raises(KioError) as error:
        quoted(given=given)
    assert say(error.value.message, "en") == said
    assert error.value.hint or "member" in said


def test_a_fact_of_another_track() -> None:
    with pytest.raises(KioError) as error:
        quoted("wind", film="0.1")
    assert say(error.value.message, "en") == "--film does not fit the track wind surfer"
    assert say(error.value.hint, "en") == "it is for: wave surfer"


def test_the_ends_of_what_can_be_told() -> None:
    for name, value in (("lessons", "0"), ("lessons", "40"), ("film", "0.5"), ("voucher", "1.100,55")):
        assert name in quoted(given={name: value}).told


@pytest.mark.parametrize("on", ["2019-12-31", "1999-01-01"])
def test_a_day_before_the_price_list(on: str) -> None:
    with pytest.raises(KioError) as error:
        quoted(on=on)
    assert say(error.value.message, "en").startswith("the price list says nothing of 'course' on ")


def test_a_day_after_the_price_list() -> None:
    rules = changed(("{from: 2026-01-01, value: 1100.55", "{from: 2026-01-01, until: 2026-12-31, value: 1100.55"))
    assert ends(quoted("guest", "2026-12-31", rules).total) == "1050.55..1100.55"
    with pytest.raises(KioError, match="says nothing"):
        quoted("guest", "2027-01-01", rules)


SPOTS = "{distinct: {entries: lesson, of: spots}}"
DEPOSIT = "title: {nl: aanbetaling, en: deposit}"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("until: 2025-12-31, value: 1000", "until: 2025-12-30, value: 1000", "gap-in-dates"),
        ("until: 2025-12-31, value: 1000", "until: 2026-01-01, value: 1000", "overlapping-dates"),
        ("{from: 2027-01-01, value: 12}", "{from: 2020-01-01, value: 12}", "overlapping-dates"),
        ("currency: GBP", "currency: pounds", "wrong-currency"),
        ("vat: zero", "vat: nil", "unknown-vat"),
        ("vat: none\n    payee: school\n    account: exam", "vat: $low_rate\n    payee: school", "unknown-vat"),
        ("payee: coach", "payee: trainer", "unknown-payee"),
        ("charges: [course, early, voucher]", "charges: [course, late]", "unknown-charge"),
        ("account: exam", "account: exams", "unknown-choice"),
        ("    account: lessons\n  - id: exam", "  - id: exam", "unknown-choice"),  # its own id is no account
        ("charges: [course, early, voucher]", "charges: [course, voucher]", "partial-account"),
        ("value: 40.10,", "value: -40.10,", "wrong-number"),
        ("price: {times: [2.5, $lesson_price]}", "price: -2.5", "wrong-number"),
        ("rate: $low_rate", "rate: 100.5", "wrong-number"),
        ("rate: $low_rate", "rate: -1", "wrong-number"),
        ("{from: 2027-01-01, value: 12}", "{from: 2027-01-01, value: 210}", "wrong-number"),
        (
            "    instalments:\n",
            f"    deposit: {{{DEPOSIT}, amount: -1, due: {{fact: enrol}}}}\n    instalments:\n",
            "wrong-number",
        ),
        ("at_most: 40\n", "at_most: -1\n", "wrong-number"),
        ("otherwise: {missing: school/lessons}", "otherwise: 41", "wrong-number"),
        ("otherwise: {missing: school/lessons}", "otherwise: -1", "wrong-number"),
        ("otherwise: {missing: school/lessons}", "otherwise: 2.5", "wrong-number"),
        ("otherwise: {from: 0, to: $film_limit}", "otherwise: {from: 0.4, to: 0.3}", "wrong-number"),
        ("otherwise: {from: 0, to: $film_limit}", "otherwise: {from: -0.1, to: 0.3}", "wrong-number"),
        ("implies: member", "implies: voucher", "rule-cycle"),
        (
            "done: {sum: {entries: lesson, of: hours}}",
            "done: {distinct: {entries: lesson, of: spots}}",
            "wrong-field-type",
        ),
        ("        type: choice\n        required: yes\n", "        type: choice\n", "wrong-shape"),
        ("  member: {", "  no_member: {type: date, title: {nl: a, en: b}}\n  member: {", "duplicate-name"),
    ],
)
def test_a_price_list_that_is_wrong(old: str, new: str, code: str) -> None:
    _, problems = read_rules(changed((old, new)))
    assert {problem.code for problem in problems} == {code}


@pytest.mark.parametrize(
    "values",
    ["5", "[]", "{a: 1}", "[5]", "[{from: 2020-01-01, by_reading: 4, question: q}]", "[{from: 2020-01-01, value: []}]",
     "[{from: 2020-01-01, value: [{a: b}]}]", "[{from: 2020-01-01, question: q}]",
     "[{from: 2020-01-01, question: [q]}]"],

)  # fmt: skip
@pytest.mark.parametrize("used", ["price: {minus: [0, $discount]}", "price: $discount", "vat: zero"])
def test_a_broken_parameter_is_a_problem_and_no_crash(values: str, used: str) -> None:
    before = "discount: {title: {nl: korting, en: discount}, values: [{from: 2020-01-01, value: 50}]}"
    after = f"discount: {{title: {{nl: korting, en: discount}}, values: {values}}}"
    replaced = used.replace("vat: zero", "vat: $discount")
    place = "vat: zero" if used == "vat: zero" else "price: {minus: [0, $discount]}"
    questions = "questions: {q: {title: {nl: a, en: b}, readings: [a, b], default: a}}"
    text = changed((before, after), ("\nfacts:\n", f"\n{questions}\n\nfacts:\n"))
    _, problems = read_rules(text.replace(place, replaced))
    assert problems


def test_terms_of_another_time() -> None:
    """From 2027 on there is a deposit of 200 within 3 days and one more part."""
    later = """
  - from: 2027-01-01
    charges: [course, early, voucher]
    registered: {fact: enrol}
    begins: {fact: begins}
    final: {months: 1, before: {fact: begins}}
    deposit: {title: {nl: aanbetaling, en: deposit}, amount: 200, due: {days: 3, after: {fact: enrol}}}
    instalments: [{title: {nl: rest, en: rest}}]

not_stated:
"""
    rules = changed(("\nnot_stated:\n", later))
    assert len(dues(quoted("guest", "2026-12-31", rules, enrol="2026-12-31", begins="2027-07-31"))) == 3
    assert dues(quoted("guest", "2026-12-31", rules, enrol="2027-01-01", begins="2027-07-31")) == [
        ("2027-01-04", "200.00"),
        ("2027-06-30", "850.55"),  # 50 less for being early; a month before 31 July is the last day of June
    ]


def test_terms_with_a_gap() -> None:
    rules = changed(("  - from: 2020-01-01\n    charges", "  - from: 2020-01-01\n    until: 2026-01-31\n    charges"))
    assert dues(quoted("guest", rules=rules, enrol="2026-01-31", begins="2026-06-01")) != []
    assert dues(quoted("guest", rules=rules, enrol="2026-02-01", begins="2026-06-01")) == []

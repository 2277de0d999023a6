"""What of a price hangs on a question: whether it is fixed, to whom it is paid, and which readings change a quote."""

from __future__ import annotations

from datetime import date

import pytest

from kio.evaluation.view import Case
from kio.locale import say
from kio.pricing.otherwise import changing
from kio.pricing.quote import Quote
from kio.pricing.quoting import quote
from pricing.surf import amounts, case_of, changed, read_rules, recorded

QUESTIONS = """
questions:
  day:
    title: {nl: Welke dag?, en: Which day?}
    readings: {lesson: {title: {nl: les, en: lesson}}, agreement: {title: {nl: afspraak, en: agreement}}}
    default: lesson
  who:
    title: {nl: Aan wie?, en: To whom?}
    readings: {coach: {title: {nl: trainer, en: coach}}, school: {title: {nl: school, en: school}}}
    default: coach
  exam:
    title: {nl: Kost een examen iets?, en: Is an exam charged?}
    readings: {charged: {title: {nl: ja, en: "yes"}, value: 2.5}, free: {title: {nl: nee, en: "no"}, value: 0}}
    default: charged

facts:
"""
FIXED = "{by_reading: {question: day, readings: {lesson: no, agreement: yes}}}"
PAYEE = "{by_reading: {question: who, readings: {coach: coach, school: school}}}"
LESSONS = "    unit: {one: {nl: uur, en: hour}, many: {nl: uren, en: hours}}\n    vat: low\n    payee: coach\n"
BY_READING = changed(
    ("\nfacts:\n", QUESTIONS),
    (LESSONS, LESSONS.replace("payee: coach", f"payee: {PAYEE}\n    fixed: {FIXED}")),
    ("{times: [2.5, $lesson_price]}", "{times: [$exam_factor, $lesson_price]}"),
    ("  film_limit:", "  exam_factor: {values: [{from: 2020-01-01, question: exam}]}\n  film_limit:"),
)


def of_record(*log: str, **readings: str) -> tuple[Case, Quote]:
    case = recorded(*log, rules=BY_READING)._replace(readings=readings)
    return case, quote(case, date(2026, 8, 1))


ENROLLED = "date: 2026-01-10, type: enrolment"
LESSON = "date: 2026-07-10, type: lesson, hours: 1, filmed: 0"


def test_a_price_may_be_fixed_by_one_reading_alone() -> None:
    """An hour is 40.10, from 1 July 2026 on 45.25; one of four was given on 10 July, agreed in January."""
    assert amounts(of_record(ENROLLED, LESSON)[1])["lessons"] == ["done 45.25", "to_come 135.75"]
    assert amounts(of_record(ENROLLED, LESSON, day="agreement")[1])["lessons"] == ["done 40.10", "to_come 120.30"]


@pytest.mark.parametrize(("readings", "payee"), [({}, "coach"), ({"who": "school"}, "school")])
def test_it_may_be_paid_to_another_by_another_reading(readings: dict[str, str], payee: str) -> None:
    _, found = of_record(ENROLLED, LESSON, **readings)
    assert {line.charge.payee for line in found.lines if line.charge.id == "lessons"} == {payee}
    assert next(account for account in found.accounts if account.id == "lessons").payees == (payee,)


DECIDED = BY_READING.replace(
    "default: lesson", "default: lesson\n    decided: {reading: agreement, by: board, on: 2026-07-15}"
)
DECIDED = DECIDED.replace("default: coach", "default: coach\n    decided: {reading: school, by: board, on: 2026-07-15}")


def test_a_decision_changes_neither_price_nor_payee_of_what_was_delivered_before_it() -> None:
    """Lessons on 10 and 20 July, decided on the 15th: the second, and the two to come, by what was agreed."""
    later = LESSON.replace("07-10", "07-20")
    found = quote(recorded(ENROLLED, LESSON, later, rules=DECIDED), date(2026, 8, 1))
    assert amounts(found)["lessons"] == ["done 45.25", "done 40.10", "to_come 80.20"]
    payees = [line.charge.payee for line in found.lines if line.charge.id == "lessons"]
    assert payees == ["coach", "school", "school"]
    assert {("day", "lesson"), ("day", "agreement")} <= {(question.id, taken.id) for question, taken in found.readings}


def test_the_quote_names_these_questions_and_what_is_supposed() -> None:
    _, found = of_record(ENROLLED, LESSON, day="agreement")
    assert {(question.id, reading.id) for question, reading in found.readings} >= {
        ("day", "agreement"),
        ("who", "coach"),
    }
    assert [(question.id, reading.id) for question, reading in found.supposed] == [("day", "agreement")]
    assert of_record(ENROLLED, LESSON)[1].supposed == ()


def test_what_would_be_open_without_it_is_said_of_a_record() -> None:
    """What the agreement saves can be seen."""
    _, found = of_record(ENROLLED, LESSON, day="agreement")
    assert found.open is not None
    assert found.without == of_record(ENROLLED, LESSON)[1].open
    assert of_record(ENROLLED, LESSON)[1].without is None


def test_only_questions_whose_other_reading_changes_the_quote_matter() -> None:
    """Without a lesson after the price rose nothing hangs on the day; to whom is paid and the exam change it."""
    case, found = of_record(ENROLLED, LESSON)
    assert changing(case, date(2026, 8, 1), found) == {"day", "who", "exam"}
    early = case_of(rules=BY_READING, film="0")
    assert changing(early, date(2026, 3, 1), quote(early, date(2026, 3, 1))) == {"who", "exam"}


def test_a_reading_by_which_there_is_no_quote_matters() -> None:
    rules = BY_READING.replace("value: 0}", "value: ~}")
    case = case_of(rules=rules, film="0")
    assert "exam" in changing(case, date(2026, 3, 1), quote(case, date(2026, 3, 1)))


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("school: school}}}", "school: scool}}}", "unknown-payee", "'scool' is not one of the payees"),
        (", school: school}}}", "}}}", "missing-key", "the key 'school' is missing here"),
        ("lesson: no, agreement: yes", "lesson: no, agreement: perhaps", "wrong-flag", "'perhaps' is not yes or no"),
        ("question: day", "question: dya", "unknown-question", "'dya' is not a question"),
        ("payee: {by_reading", "payee: {by_redding", "missing-key", "the key 'by_reading' is missing here"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(old: str, new: str, code: str, said: str) -> None:
    assert old in BY_READING
    _, problems = read_rules(BY_READING.replace(old, new, 1))
    [found] = [problem for problem in problems if problem.code == code]
    assert said in say(found.message, "en")


def test_a_price_below_nothing_is_found_in_every_reading() -> None:
    price = (
        "price: {by_reading: {question: who, readings: {coach: $lesson_price, school: -1}}}\n    quantity: {fact: less"
    )
    rules = BY_READING.replace("price: $lesson_price\n    quantity: {fact: less", price)
    assert [problem.code for problem in read_rules(rules)[1]] == ["wrong-number"]

"""Prices that rest on a question, on what is announced, on a rate: which day decides, and what is said of it."""

from __future__ import annotations

import pytest

from kio.locale import say
from kio.pricing.quote import Quote
from kio.problem import KioError
from pricing.surf import amounts, changed, ends, quoted, statement

LISTED = "      - {from: 2020-01-01, value: 40.10, source: {document: folder, section: Lessons}}\n"
QUESTION = """
questions:
  film:
    title: {nl: Kost filmen extra?, en: Is filming extra?}
    readings:
      plain: {title: {nl: nee, en: "no"}, value: 40.10}
      extra: {title: {nl: ja, en: "yes"}, value: 44}
    default: plain
    decided: {reading: extra, by: board, on: 2026-03-10}

facts:
"""
ASKED = changed((LISTED, "      - {from: 2020-01-01, question: film}\n"), ("\nfacts:\n", QUESTION))
LESSON, LATER = (
    "date: 2026-03-01, type: lesson, hours: 1, filmed: 0",
    "date: 2026-03-12, type: lesson, hours: 1, filmed: 0",
)


def used(found: Quote) -> list[str]:
    return [f"{question.id}: {reading.id}" for question, reading in found.readings]


def assumed(found: Quote) -> list[str]:
    return [say(text, "en") for text in found.assumptions]


def test_a_decision_changes_no_price_of_a_day_before_it() -> None:
    """Delivered on 1 and 12 March, decided on the 10th: 40.10 and 44.00, and 2 x 44.00 to come."""
    found = statement("2026-04-01", LESSON, LATER, rules=ASKED)
    assert amounts(found)["lessons"] == ["done 40.10", "done 44.00", "to_come 88.00"]
    assert set(used(found)) == {"film: plain", "film: extra"}


def test_a_decision_that_lies_ahead_is_not_known() -> None:
    found = statement("2026-03-09", LESSON, rules=ASKED)
    assert amounts(found)["lessons"] == ["done 40.10", "to_come 120.30"]
    assert used(found) == ["film: plain"]
    assert amounts(quoted(on="2026-03-10", rules=ASKED))["lessons"] == ["to_come 176.00"]


def test_a_value_that_begins_after_the_agreement_names_its_question() -> None:
    since = "      - {from: 2020-01-01, value: 30}\n      - {from: 2026-02-01, question: film}\n"
    rules = changed((LISTED, since), ("\nfacts:\n", QUESTION))
    assert used(statement("2026-03-02", "date: 2025-12-01, type: enrolment", LESSON, rules=rules)) == ["film: plain"]


OTHERWISE = """
questions:
  voucher:
    title: {nl: Telt een bon voor een gast?, en: Does a voucher count for a guest?}
    readings:
      never: {title: {nl: nee, en: "no"}, value: 0}
      always: {title: {nl: ja, en: "yes"}, value: {fact: voucher}}
    default: never

facts:
"""
VOUCHERS = changed(
    ("price: {minus: [0, {fact: voucher}]}", "price: {minus: [0, $voucher]}"),
    ("\nfacts:\n", OTHERWISE),
    ("  film_limit:", "  voucher: {values: [{from: 2020-01-01, question: voucher}]}\n  film_limit:"),
)


def test_a_question_is_named_by_which_what_was_told_would_have_counted() -> None:
    told = quoted("guest", rules=VOUCHERS, voucher="100")
    assert "voucher" not in amounts(told)
    assert used(told) == ["voucher: never"]
    assert used(quoted("guest", rules=VOUCHERS)) == []


def test_a_later_price_that_the_list_names_already_is_announced() -> None:
    """An hour is 45.25 from 1 July 2026, the low rate 12 % from 1 January 2027."""
    said = assumed(quoted(on="2026-03-01", film="0"))
    assert "from 1 Jul 2026 on: price of an hour 45.25" in said
    assert "from 1 Jan 2027 on: low rate 12" in said
    later = assumed(quoted(on="2026-07-01", film="0"))
    assert not [text for text in later if "price of an hour" in text]
    assert not [text for text in assumed(quoted("guest")) if text.startswith("from ")]


def test_the_prices_of_a_day_that_has_not_come_may_change() -> None:
    may = "prices that are known now for 1 May 2026, and may change until then: course"
    assert may in assumed(quoted("guest", enrol="2026-05-01", begins="2026-06-01"))
    assert "prices of 1 Mar 2026: course" in assumed(quoted("guest", enrol="2026-03-01", begins="2026-04-01"))
    agreed = assumed(statement("2026-04-01", "date: 2026-01-10, type: enrolment"))
    assert "prices of 10 Jan 2026, when it was agreed: course, early enrolment" in agreed


@pytest.mark.parametrize("rate", ["100.01", "-0.01", "{fact: film}"])
def test_a_rate_that_cannot_be_ends_it(rate: str) -> None:
    rules = changed(("rate: $low_rate", f"rate: {{plus: [{rate}, 0]}}"))
    with pytest.raises(KioError) as error:
        quoted(rules=rules)
    assert say(error.value.message, "en") == "the rate of 'low rate' is no certain number from 0 to 100"


@pytest.mark.parametrize(("rate", "total"), [("0", "1361.20"), ("100", "1521.60")])
def test_the_ends_of_a_rate(rate: str, total: str) -> None:
    """1100.55 and 160.40, the second with its VAT, and 100.25."""
    rules = changed(("rate: $low_rate", f"rate: {rate}"))
    assert ends(quoted(rules=rules, film="0", enrol="2026-05-01", begins="2026-06-01").total) == total


def test_nothing_is_said_of_what_comes_where_nothing_does() -> None:
    coming = "what is still to come has the price of the day on which it takes place; here it has that of 1 Apr 2026"
    assert coming in assumed(statement("2026-04-01", LESSON))
    assert coming not in assumed(statement("2026-04-01", LESSON, "date: 2026-03-20, type: diploma"))


@pytest.mark.parametrize(("enrolled", "course"), [("2025-12-31", "1000.00"), ("2026-01-01", "1100.55")])
def test_without_a_day_that_binds_the_registration_fixes_the_price(enrolled: str, course: str) -> None:
    rules = changed(("binding_day: {first: enrolment}\n", ""))
    assert amounts(statement("2026-04-01", f"date: {enrolled}, type: enrolment", rules=rules))["course"] == [
        f"whole {course}"
    ]
    assert amounts(quoted("guest", "2026-04-01", rules, enrol=enrolled))["course"] == [f"whole {course}"]

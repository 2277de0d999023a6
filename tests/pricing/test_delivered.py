"""What a record shows as delivered: told apart, without an amount, of somebody who stopped, under what is supposed."""

from __future__ import annotations

from datetime import date

import pytest

from kio.locale import say
from kio.pricing.quote import Quote
from kio.pricing.quoting import quote
from kio.pricing.telling import tell
from kio.problem import KioError
from pricing.surf import amounts, case_of, changed, ends, quoted, recorded, statement

BEACHES = changed(
    (
        "      filmed: {type: hours",
        "      beach: {type: text, title: {nl: strand, en: beach}}\n      filmed: {type: hours",
    ),
    ("done: {sum: {entries: lesson, of: hours}}", "done: {distinct: {entries: lesson, of: beach}}"),
    ("quantity: {fact: lessons}\n    done: {distinct", "quantity: 0\n    done: {distinct"),
)
ENROL = "date: 2026-01-10, type: enrolment"


def lesson(day: str, beach: str | None) -> str:
    return f"date: {day}, type: lesson, filmed: 0" + (f", beach: {beach}" if beach else "")


def not_included(found: Quote) -> list[str]:
    return [say(text, "en") for text in found.not_included]


def test_what_is_told_apart_is_charged_once_at_the_price_of_its_first_day() -> None:
    """40.10 until June, 45.25 from July: north in June, south in July, a lesson at no beach by itself."""
    log = [
        lesson("2026-07-02", "north"),
        lesson("2026-06-01", "north"),
        lesson("2026-07-01", "south"),
        lesson("2026-07-03", None),
    ]
    found = statement("2026-08-01", *log, rules=BEACHES)
    assert amounts(found)["lessons"] == ["done 40.10", "done 90.50"]
    days = [tuple(item.day for item in line.delivered) for line in found.lines if line.charge.id == "lessons"]
    assert days == [(date(2026, 6, 1),), (date(2026, 7, 1), date(2026, 7, 3))]


def test_nobody_paid_too_much_while_something_is_not_priced() -> None:
    paid = "date: 2026-03-02, type: fee, amount: 500, purpose: lessons"
    found = statement("2026-04-01", ENROL, "date: 2026-03-01, type: lesson, filmed: 0", paid)
    account = next(account for account in found.accounts if account.id == "lessons")
    assert (account.unpriced, str(account.overpaid), str(found.overpaid)) == (True, "0", "0")
    known = statement("2026-04-01", ENROL, "date: 2026-03-01, type: lesson, hours: 1, filmed: 0", paid)
    # At most four hours and half an hour of film for each of the three to come: 40.10 x 5.5 = 220.55, with 9 % 240.40.
    assert str(known.overpaid) == "259.60"


def test_of_somebody_who_stopped_only_what_was_delivered_is_charged() -> None:
    log = (ENROL, "date: 2026-01-15, type: lesson, hours: 1, filmed: 0", "date: 2026-01-20, type: stop")
    found = statement("2026-02-01", *log)
    assert amounts(found) == {"lessons": ["done 40.10"]}
    assert not_included(found) == ["course (£1,100.55): what of it has to be paid is not stated"]
    assert (found.per_unit, found.unstated, found.plan.why) == ((), (), None)
    assert (found.remaining, found.open) == (None, None)


def test_whoever_is_ready_is_asked_nothing_of_what_is_still_to_come() -> None:
    log = (ENROL, "date: 2026-01-15, type: lesson, hours: 1, filmed: 0")
    going = [say(text, "en") for text in statement("2026-02-01", *log).assumptions]
    ready = [say(text, "en") for text in statement("2026-02-01", *log, "date: 2026-01-20, type: diploma").assumptions]
    assert "uren film per lesuur" not in going
    assert "hours of film for each hour: 0 to 0.5" in going
    assert "hours of film for each hour: 0 to 0.5" not in ready


def test_a_fact_of_the_record_cannot_be_told_of_it() -> None:
    rules = changed(("member: {type: yes_no,", "member: {type: yes_no, recorded: yes,"))
    case = recorded(ENROL, rules=rules)
    with pytest.raises(KioError) as error:
        tell(case, date(2026, 3, 1), {"member": True})
    assert say(error.value.message, "en") == "--member is for an applicant; the record of sam says it"
    assert tell(case_of(rules=rules), date(2026, 3, 1), {"member": True}) == {"member": 1}


def test_what_is_told_of_a_record_is_a_supposition() -> None:
    case = recorded(ENROL, "date: 2026-02-20, type: lesson, hours: 1, filmed: 0")
    told = tell(case, date(2026, 3, 1), {"lessons": "9"})
    found = quote(case._replace(told=told), date(2026, 3, 1))
    assert amounts(found)["lessons"] == ["done 40.10", "to_come 360.90"]
    assert dict(found.told) == {"lessons": 9}


def test_what_is_not_recorded_is_named_and_the_price_list_not_blamed() -> None:
    rules = changed(
        ("quantity: {fact: lessons}\n    done: {sum", "quantity: {sum: {entries: lesson, of: hours}}\n    done: {sum")
    )
    with pytest.raises(KioError) as error:
        statement("2026-04-01", ENROL, "date: 2026-03-01, type: lesson, filmed: 0", rules=rules)
    assert say(error.value.message, "en") == (
        "how much of 'lessons' there is cannot be said: something it depends on is not recorded"
    )


def test_no_tells_nothing_of_what_a_fact_implies() -> None:
    rules = changed(
        ("member: {type: yes_no,", "member: {type: yes_no, implies: local,"),
        (
            "  voucher:\n    type: money",
            "  local: {type: yes_no, title: {nl: uit de buurt, en: local}}\n  voucher:\n    type: money",
        ),
    )
    assert dict(quoted(rules=rules, given={"member": False, "local": False}).told) == {"member": 0, "local": 0}
    with pytest.raises(KioError):
        quoted(rules=rules, given={"member": True, "local": False})


def test_what_was_given_back_is_known_beside_what_was_paid() -> None:
    log = (
        "date: 2026-01-11, type: fee, amount: 300, purpose: course",
        "date: 2026-01-12, type: fee, amount: -50, purpose: course",
    )
    [account] = statement("2026-02-01", ENROL, *log, track="guest").accounts
    assert (str(account.paid), str(account.refunded), len(account.payments), account.payees) == (
        "250",
        "50",
        2,
        ("school",),
    )
    assert ends(account.open) == ends(account.remaining)

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
    assert not_included(found) == ["course (£1,050.55 to £1,100.55): what of it has to be paid is not stated"]
    assert (found.per_unit, found.unstated, found.plan.why) == ((), (), None)
    assert (found.remaining, found.open) == (None, None)


def test_whoever_is_ready_is_asked_nothing_of_what_is_still_to_come() -> None:
    log = (ENROL, "date: 2026-01-15, type: lesson, hours: 1, filmed: 0")
    going = [say(text, "en") for text in statement("2026-02-01", *log).assumptions]
    ready = [say(text, "en") for text in statement("2026-02-01", *log, "date: 2026-01-20, type: diploma").assumptions]
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


def test_more_delivered_than_asked_is_no_credit() -> None:
    rules = changed(("quantity: {fact: lessons}\n", "quantity: {minus: [4, {sum: {entries: lesson, of: hours}}]}\n"))
    log = (ENROL, "date: 2026-02-01, type: lesson, hours: 6, filmed: 0")
    assert amounts(statement("2026-03-01", *log, rules=rules))["lessons"] == ["done 240.60"]


def test_two_ways_of_vat_with_one_rate_are_two_lines() -> None:
    low = "  low: {title: {nl: laag tarief, en: low rate}, rate: $low_rate}\n"
    how = "{values: [{from: 2020-01-01, value: [low]}, {from: 2026-02-01, value: [same]}]}"
    lessons = "    payee: coach\n    account: lessons\n    per_unit"
    rules = changed(
        (low, low + "  same: {title: {nl: a, en: b}, rate: 9}\n"),
        ("  film_limit:", f"  how: {how}\n  film_limit:"),
        (f"    vat: low\n{lessons}", f"    vat: $how\n{lessons}"),
    )
    log = (ENROL, *(f"date: {day}, type: lesson, hours: 1, filmed: 0" for day in ("2026-01-31", "2026-02-01")))
    found = statement("2026-03-01", *log, rules=rules)
    assert [line.vat.code for line in found.lines if line.charge.id == "lessons"] == ["low", "same", "same"]


def test_planned_payments_of_another_account_are_shown() -> None:
    found = statement("2026-02-01", ENROL, "date: 2026-06-01, type: fee, amount: 10, purpose: lessons", track="guest")
    assert [(account.id, len(account.planned)) for account in found.accounts] == [("course", 0), ("lessons", 1)]
    assert ends(found.open) == ends(found.remaining)


def test_a_price_of_one_that_is_a_range_is_said_as_one() -> None:
    quantity = "    quantity: {fact: lessons}"
    price = "    price: {plus: [10, {times: [10, {fact: film}]}]}"
    [one] = quoted(rules=changed((f"    price: $lesson_price\n{quantity}", f"{price}\n{quantity}"))).per_unit
    assert (ends(one.ex_vat), ends(one.incl_vat)) == ("10.00..15.00", "10.90..16.35")


@pytest.mark.parametrize(
    ("enrol", "voucher", "said"),
    [
        ("2025-12-31", "1000", None),
        ("2025-12-31", "1000.01", "--voucher 1000.01: at most £1,000.00 was expected"),
        ("2026-01-01", "1100.55", None),
        ("2026-01-01", "1100.56", "--voucher 1100.56: at most £1,100.55 was expected"),
    ],
)
def test_bounds_are_those_of_the_prices_that_hold(enrol: str, voucher: str, said: str | None) -> None:
    if said is None:
        assert quoted("guest", "2025-12-01", enrol=enrol, voucher=voucher)
        return
    with pytest.raises(KioError) as error:
        quoted("guest", "2026-06-01", enrol=enrol, voucher=voucher)
    assert say(error.value.message, "en") == said


def test_a_fact_of_another_programme_is_refused() -> None:
    with pytest.raises(KioError) as error:
        tell(case_of(), date(2026, 3, 1), {"diver": "3"})
    assert say(error.value.message, "en") == "--diver says nothing for Surf school"


def test_the_vat_of_a_record_is_said_and_rounded_account_by_account() -> None:
    """9 % of 160.40 is 14.436, of 240.60 21.654 and of 100.25 9.0225; each rounded by itself."""
    rules = changed(
        ("vat: none\n    payee: school\n    account: exam", "vat: low\n    payee: school\n    account: exam")
    )
    found = statement("2026-03-01", ENROL, "date: 2026-02-01, type: exam", rules=rules)
    said = [(item.account, ends(item.base), ends(item.amount)) for item in found.vat if item.vat.code == "low"]
    assert said == [("lessons", "160.40..240.60", "14.44..21.65"), ("exam", "100.25", "9.02")]
    assert ends(found.total) == "1334.66..1472.07"  # 1050.55 or 1100.55, 174.84 or 262.25, 109.27
    rests = [account.remaining for account in found.accounts if account.remaining]
    assert found.remaining == (sum(rest.min for rest in rests), sum(rest.max for rest in rests))

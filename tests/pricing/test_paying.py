"""When it is paid: deposits, days that were told or computed, what is not known, and what is overdue meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from kio.locale import say
from kio.pricing.quote import Quote
from kio.pricing.quoting import quote
from kio.pricing.telling import tell
from kio.problem import KioError
from pricing.surf import changed, dues, ends, quoted, recorded, statement

FIRST = "due: {days: 14, after: {fact: enrol}}"
INSTALMENTS = "    instalments:\n"
ENROL, CAMP = "date: 2026-01-10, type: enrolment", "date: 2026-06-10, type: camp, start: 2026-06-01"


def with_deposit(amount: str, due: str = "{days: 7, after: {fact: enrol}}") -> str:
    deposit = f"    deposit: {{title: {{nl: aanbetaling, en: deposit}}, amount: {amount}, due: {due}}}\n"
    return changed((INSTALMENTS, deposit + INSTALMENTS))


def in_time(rules: str, track: str = "guest", **told: str) -> Quote:
    """Enrolled on 1 May for 1 June: no discount, and all is to be paid by 22 May."""
    return quoted(track, rules=rules, given={"enrol": "2026-05-01", "begins": "2026-06-01", **told})


# --- the deposit


def test_a_deposit_is_whole_cents() -> None:
    """0.333 x 1100.55 = 366.48315; what remains, 734.07, is 3 x 244.69."""
    found = in_time(with_deposit("{times: [0.333, $course_price]}"))
    assert [amount for _, amount in dues(found)] == ["366.48", "244.69", "244.69", "244.69"]


def test_half_a_cent_of_a_deposit_goes_up() -> None:
    assert dues(in_time(with_deposit("{times: [0.5, 100.01]}")))[0] == ("2026-05-08", "50.01")  # 50.005


def test_a_deposit_that_nobody_knows_makes_no_schedule() -> None:
    rules = with_deposit("{times: [100, {fact: film}]}")
    found = in_time(rules, "wave")
    assert (dues(found), found.plan.outline) == ([], ())
    assert say(found.plan.why, "en") == ("no schedule yet, since this is not known: hours of film for each hour")
    assert dues(in_time(rules, "wave", film="0.5"))[0] == ("2026-05-08", "50.00")


def test_a_deposit_below_nothing_ends_it() -> None:
    with pytest.raises(KioError) as error:
        in_time(with_deposit("{minus: [0, $discount]}"))
    assert say(error.value.message, "en") == "'deposit' would be less than nothing"


# --- days


def test_a_day_that_was_told_holds_though_the_deposit_is_due_later() -> None:
    found = in_time(with_deposit("100"), second_part="2026-05-02")
    assert dues(found) == [
        ("2026-05-08", "100.00"),
        ("2026-05-15", "333.51"),
        ("2026-05-02", "333.51"),
        ("2026-05-22", "333.53"),  # 1000.55 - 2 x 333.51
    ]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("{days: 15, before: {fact: begins}}", "2026-05-17"),
        ("{months: 1, before: {fact: begins}}", "2026-05-01"),
        ("{months: 2, before: {fact: begins}}", "2026-05-01"),  # 1 April lies before the registration
        ("{weeks: 5, after: {fact: enrol}}", "2026-05-22"),
    ],
)
def test_a_day_that_is_computed_lies_within_registration_and_last_day(due: str, expected: str) -> None:
    rules = changed((FIRST, f"due: {due}"))
    assert dues(in_time(rules))[0] == (expected, "366.85")


def test_whoever_enrols_late_may_have_an_instalment_that_was_computed_earlier() -> None:
    rules = changed((FIRST, "due: {months: 2, before: {fact: begins}}"))
    assert dues(in_time(rules, enrol="2026-05-23")) == [("2026-05-23", "1100.55")]


def noted(found: Quote) -> list[str]:
    return [say(note, "en") for note in found.plan.notes]


def test_a_day_that_cannot_be_kept_is_said_with_what_holds_instead() -> None:
    rules = changed()
    assert noted(in_time(rules, second_part="2026-05-30")) == [
        "second part: 30 May 2026 lies after the last day to pay, 22 May 2026, which holds instead"
    ]
    assert noted(in_time(rules, enrol="2026-05-23", second_part="2026-05-24")) == [
        "second part on 24 May 2026: does not hold, since all is due at once"
    ]
    assert noted(in_time(rules, second_part="2026-05-22")) == []
    assert noted(in_time(rules, enrol="2026-05-23")) == []


def test_a_deposit_that_would_be_late_is_said() -> None:
    assert noted(in_time(with_deposit("100", "{days: 22, after: {fact: enrol}}"))) == [
        "deposit: 23 May 2026 lies after the last day to pay, 22 May 2026, which holds instead"
    ]
    assert noted(in_time(with_deposit("100", "{days: 21, after: {fact: enrol}}"))) == []


# --- what was paid, and what is overdue


def settled(on: str, *log: str, rules: str) -> list[tuple[str, str, bool]]:
    found = statement(on, ENROL, CAMP, *log, track="guest", rules=rules)
    return [(str(due.amount), str(due.paid), due.overdue) for due in found.plan.schedule]


def test_a_payment_fills_what_is_due_first() -> None:
    """The second part is due on 1 February, the first one on 1 May: 1050.55 in 350.18, 350.18 and 350.19."""
    rules = changed(
        (FIRST, "due: {months: 1, before: {fact: begins}}"), ("{fact: second_part}", "{weeks: 3, after: {fact: enrol}}")
    )
    paid = "date: 2026-01-11, type: fee, amount: 351, purpose: course"
    assert settled("2026-04-01", paid, rules=rules) == [
        ("350.18", "0.82", False),
        ("350.18", "350.18", False),
        ("350.19", "0", False),
    ]


def test_more_given_back_than_was_paid_lacks_in_the_first_part() -> None:
    log = (
        "date: 2026-01-11, type: fee, amount: 100, purpose: course",
        "date: 2026-01-12, type: fee, amount: -120, purpose: course",
    )
    assert [paid for _, paid, _ in settled("2026-02-01", *log, rules=changed())] == ["-20", "0", "0"]
    found = statement("2026-02-01", ENROL, CAMP, *log, track="guest")
    assert ends(found.plan.overdue) == "370.18"  # 350.18 was due on 24 January


def test_a_part_by_agreement_is_overdue_after_the_last_day() -> None:
    found = statement("2026-05-23", ENROL, CAMP, track="guest")
    assert [due.until for due in found.plan.schedule] == [date(2026, 1, 24), date(2026, 5, 22), date(2026, 5, 22)]
    assert ends(found.plan.overdue) == "1050.55"
    assert ends(statement("2026-05-22", ENROL, CAMP, track="guest").plan.overdue) == "350.18"


# --- what is not known


APART = ("account: course\n  - id: voucher", "account: voucher\n  - id: voucher"), ("early, voucher]", "voucher]")
"""The discount, which hangs on days that are not known, is taken off elsewhere, so that the sum is certain."""
DOUBT = (
    "  member: {type: yes_no, title: {nl: lid, en: member}, asks: yes}\n",
    "  member: {type: yes_no, title: {nl: lid, en: member}, otherwise: {from: 0, to: 1}}\n",
)
MEMBERS = ("price: {minus: [0, {fact: voucher}]}", "price: {times: [-300, {fact: member}]}")


def test_what_is_overdue_under_every_answer_is_overdue() -> None:
    """Of 1050.55 a third is 350.18, of 750.55 it is 250.18; nobody knows which, but that much is late."""
    found = statement("2026-02-01", ENROL, CAMP, track="guest", rules=changed(DOUBT, MEMBERS))
    assert dues(found) == []
    assert say(found.plan.why, "en") == "no schedule yet, since this is not known: member"
    assert ends(found.plan.overdue) == "250.18..350.18"


def test_an_applicant_is_never_late() -> None:
    found = quoted("guest", "2027-01-01", changed(DOUBT, MEMBERS), enrol="2026-05-01", begins="2026-06-01")
    assert found.plan.overdue is None


def outline(found: Quote) -> list[tuple[str, str]]:
    return [
        (say(due.due or due.when, "en") if due.due or due.when else "by agreement", str(due.amount))
        for due in found.plan.outline
    ]


def test_without_days_the_terms_are_said_in_words() -> None:
    rules = with_deposit("100", "{weeks: 1, after: {fact: enrol}}")
    for old, new in APART:
        rules = rules.replace(old, new)
    found = quoted("guest", rules=rules)
    assert outline(found) == [
        ("1 week after day of enrolment", "100.00"),
        ("14 days after day of enrolment", "333.51"),
        ("by agreement", "333.51"),
        ("10 days before first day", "333.53"),
    ]
    assert found.plan.missing_days == ("enrol", "begins")
    with_start = quoted("guest", rules=rules, begins="2026-06-01")
    assert outline(with_start)[-1] == ("22 May 2026", "333.53")
    assert with_start.plan.missing_days == ("enrol",)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("{months: 1, before: {fact: begins}}", "1 month before first day"),
        ("{years: 2, before: {months: 3, after: {fact: begins}}}", "2 years before 3 months after first day"),
        ("the_end", "2 weeks before first day"),
        ("{latest: [{fact: begins}]}", "a day that is not known yet"),
    ],
)
def test_a_day_in_words(day: str, words: str) -> None:
    rules = changed(
        ("final: {days: 10, before: {fact: begins}}", f"final: {day}"),
        ("\nfacts:\n", "\ndays:\n  the_end: {weeks: 2, before: {fact: begins}}\n\nfacts:\n"),
        *APART,
    )
    assert outline(quoted("guest", rules=rules))[-1][0] == words


def test_what_is_paid_besides_is_named() -> None:
    found = quoted("wave", enrol="2026-05-01", begins="2026-06-01")
    assert [say(title, "en") for title in found.plan.beside] == ["lessons", "exam"]
    assert in_time(changed()).plan.beside == ()


def test_no_terms_on_that_day_are_said() -> None:
    rules = changed(("  - from: 2020-01-01\n    charges", "  - from: 2020-01-01\n    until: 2026-01-31\n    charges"))
    found = quoted("guest", rules=rules, enrol="2026-02-01", begins="2026-06-01")
    assert say(found.plan.why, "en") == "no terms of payment hold on 1 Feb 2026"


def test_a_day_that_was_told_holds_for_whoever_enrols_on_the_last_day() -> None:
    """All of it is due on 22 May then, and nothing is said of a day that could not be kept."""
    found = in_time(changed(), enrol="2026-05-22", second_part="2026-05-22")
    assert {day for day, _ in dues(found)} == {"2026-05-22"}
    assert noted(found) == ["first part: 5 Jun 2026 lies after the last day to pay, 22 May 2026, which holds instead"]


def test_a_deposit_of_all_there_is_leaves_no_instalment() -> None:
    rules = with_deposit("5000")
    for old, new in APART:
        rules = rules.replace(old, new)
    assert outline(quoted("guest", rules=rules)) == [("7 days after day of enrolment", "1100.55")]
    assert dues(in_time(with_deposit("5000"))) == [("2026-05-08", "1100.55")]


# --- what nobody can say, and what is said all the same


def test_a_deposit_whose_day_has_passed_is_overdue_though_the_last_day_is_not_known() -> None:
    """Enrolled on 10 January, the deposit of 100 due on the 17th; 1100.55 or 1050.55 is asked, as the start decides."""
    rules = with_deposit("100")
    for old, new in APART:
        rules = rules.replace(old, new)
    log = (ENROL, "date: 2026-01-12, type: fee, amount: 30, purpose: course")
    found = statement("2026-01-18", *log, track="guest", rules=rules)
    assert ends(found.plan.overdue) == "70.00..1070.55"
    assert statement("2026-01-17", *log, track="guest", rules=rules).plan.overdue is None
    assert [say(fact, "en") for fact in [found.plan.why] if fact] == [
        "no schedule yet, since this is not known: first day"
    ]


RANGE = (
    "otherwise: {sum: {entries: fee, of: amount, where: {purpose: voucher}}}",
    "otherwise: {from: 0, to: 50}",
)


def test_the_ends_of_a_range_are_tried_too() -> None:
    """1050.55 or 1000.55, all of it overdue after 22 May."""
    found = statement("2026-07-01", ENROL, CAMP, track="guest", rules=changed(RANGE))
    assert ends(found.plan.overdue) == "1000.55..1050.55"


def test_answers_that_contradict_each_other_are_not_tried() -> None:
    """Whoever is a member is local: 1050.55 less 300, less 200, or neither; never less 300 alone."""
    member = "  member: {type: yes_no, implies: local, title: {nl: lid, en: member}, otherwise: {from: 0, to: 1}}\n"
    local = "  local: {type: yes_no, title: {nl: buurt, en: local}, otherwise: {from: 0, to: 1}}\n"
    price = "price: {minus: [0, {times: [300, {fact: member}]}, {times: [-100, {fact: local}]}]}"
    rules = changed((DOUBT[0], member + local), ("price: {minus: [0, {fact: voucher}]}", price))
    found = statement("2026-07-01", ENROL, CAMP, track="guest", rules=rules)
    assert ends(found.plan.overdue) == "850.55..1150.55"


def test_without_recorded_payments_nothing_is_owed_nor_late() -> None:
    text = changed(("payments: {entries: fee, amount: amount, account: purpose, deducted: voucher,", "# {"))
    found = statement(
        "2026-07-01", ENROL, CAMP, track="guest", rules=text.replace("# { finished: ready, unsettled: stopped}", "")
    )
    assert (found.open, found.remaining, found.plan.overdue, found.accounts) == (None, None, None, ())
    assert [due.overdue for due in found.plan.schedule] == [False, False, False]


def test_no_decision_moves_what_was_agreed() -> None:
    """All is paid 10 days before; from 1 March on 40, which binds only who enrols then."""
    question = """
questions:
  days:
    title: {nl: Hoeveel dagen?, en: How many days?}
    readings:
      few: {title: {nl: tien, en: ten}, value: 10}
      many: {title: {nl: veertig, en: forty}, value: 40}
    default: few
    decided: {reading: many, by: board, on: 2026-03-01}

facts:
"""
    rules = changed(
        ("final: {days: 10, before: {fact: begins}}", "final: {days: $last, before: {fact: begins}}"),
        (
            "  film_limit:",
            "  last: {title: {nl: d, en: last days}, values: [{from: 2020-01-01, question: days}]}\n  film_limit:",
        ),
        ("\nfacts:\n", question),
    )
    agreed = statement("2026-04-01", ENROL, CAMP, track="guest", rules=rules)
    assert dues(agreed)[-1] == ("2026-05-22", "350.19")
    assert agreed.plan.basis is not None
    assert [(str(basis.value), say(basis.reading, "en")) for basis in agreed.plan.basis.bases] == [("10", "ten")]
    assert [(question.id, reading.id) for question, reading in agreed.readings] == [("days", "few")]
    later = statement("2026-04-01", "date: 2026-03-02, type: enrolment", CAMP, track="guest", rules=rules)
    assert dues(later)[-1] == ("2026-04-22", "350.19")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"second_part": "2026-01-01"}, "--second-part 1 Jan 2026: this lies before the registration on 10 Jan 2026"),
        ({"begins": "2025-12-01"}, "the training begins on 1 Dec 2025, before the registration on 10 Jan 2026"),
    ],
)
def test_a_supposition_that_cannot_be_is_refused_as_of_an_applicant(told: dict[str, str], said: str) -> None:
    case = recorded(ENROL, CAMP, track="guest")
    with pytest.raises(KioError) as error:
        quote(case._replace(told=tell(case, date(2026, 3, 1), told)), date(2026, 3, 1))
    assert say(error.value.message, "en") == said

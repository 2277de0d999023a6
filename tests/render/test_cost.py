"""The screens of `kio cost` against golden files, and what the data for scripts say."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from fees import LINES, QUOTE, RECORD, between, exactly, paid
from garden import ON, PROBLEMS
from rich.cells import cell_len
from test_text import SCREENS, Check, console

from kio.message import Text, message
from kio.pricing.quote import Due, Plan, Quote
from kio.render.cost import quote_text
from kio.render.cost_compare import comparison_text
from kio.render.cost_csv import harmless, quotes_csv
from kio.render.cost_json import money, no_quote_json, plain, quote_json
from kio.render.cost_parts import percents
from kio.render.face import Face, face_of
from kio.render.layout import Sheet


def face(width: int, language: str = "en", ascii_only: bool = False) -> Face:
    return face_of(console(width), language, ascii_only)


def lines(sheet: Sheet) -> list[str]:
    return sheet.plain().splitlines()


OUTLINED = QUOTE._replace(
    plan=Plan(
        outline=(
            Due(None, Decimal(750), Text("aanbetaling", "deposit"), when=message("7 days after day of registration")),
            Due(None, Decimal("1000.00"), Text("eerste termijn", "first instalment")),
            Due(None, Decimal("550.05"), Text("laatste", "last"), when=message("10 days before first day")),
        ),
        missing_days=("register", "first_day"),
        last_day=message("10 days before first day"),
    )
)


def account(**changes: Any) -> Quote:
    """The record with an account that is otherwise."""
    one = RECORD.accounts[0]._replace(payments=paid("2025-04-01 1250.00"))
    return RECORD._replace(accounts=(one._replace(**changes),))


@pytest.mark.parametrize(("language", "width", "ascii_only"), SCREENS)
@pytest.mark.parametrize("name", ["quote", "record", "explained", "compared"])
def test_screens(name: str, language: str, width: int, ascii_only: bool, golden: Check) -> None:
    shown = face(width, language, ascii_only)
    match name:
        case "quote":
            sheet = quote_text(QUOTE, (), shown)
        case "record":
            sheet = quote_text(RECORD, PROBLEMS, shown)
        case "explained":
            sheet = quote_text(QUOTE, (), shown, explain=True)
        case _:
            sheet = comparison_text([[QUOTE, RECORD], [QUOTE._replace(told={}), RECORD._replace(told={})]], shown)
    text = sheet.plain() + "\n"
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert not ascii_only or text.isascii()
    golden(f"cost-{name}-{language}-{width}{'-ascii' if ascii_only else ''}.txt", text)


def test_the_column_adds_up() -> None:
    """Rounding each line would give a cent more, so that the difference has a row of its own."""
    two = (LINES[2]._replace(amount=exactly("12.50")), LINES[2]._replace(amount=exactly("12.50")))
    found = QUOTE._replace(lines=two, total=exactly("27.25"))  # 25.00 and 2.25; each line alone 12.50 and 1.13
    said = lines(quote_text(found, (), face(80)))
    [row] = [line.split() for line in said if line.startswith("rounding of VAT")]
    assert row[-1] == "-\u20ac0.01"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (OUTLINED, "€750.00  deposit · 7 days after day of registration"),
        (OUTLINED, "by agreement         €1,000.00  first instalment"),
        (OUTLINED, "with --register, --first-day the days can be named"),
        (RECORD._replace(plan=Plan(why=message("no schedule yet"))), "no schedule yet"),
        (RECORD._replace(plan=OUTLINED.plan), "not recorded yet: day of enrolment, first day"),
        (
            RECORD._replace(settled=False, plan=Plan()),
            "what remains to be paid, or comes back, is not stated by the sources: it has to be agreed",
        ),
        (QUOTE, "to the school: €2,300.05 · to the guide: €13.63 \u2013 €143.06"),
        (QUOTE, "when this is paid is not stated: walks"),
        (QUOTE, "voucher: €99.95"),
        (QUOTE._replace(group="june"), "track: Gardener · group: june · edition"),
        (QUOTE._replace(counted=(message("a working day (2)"),)), "and without a stated price: a working day (2)"),
        (RECORD, "phase: learning"),
        (RECORD._replace(told=QUOTE.told), "supposing that: voucher: €99.95"),
        (RECORD._replace(told=QUOTE.told), "still to be paid, with what is supposed: €1,150.00"),
        (RECORD, "tools: \u20ac20.00 too much was paid"),
        (RECORD, "to the school: \u20ac1,150.00"),
        (RECORD, "still to be paid, by the record: \u20ac1,150.00"),
        (RECORD, "overdue: \u20ac825.00"),
        (RECORD, "\u20ac1,300.00 paid, \u20ac50.00 given back: \u20ac1,250.00 · open: \u20ac1,150.00"),
        (
            RECORD,
            "to be paid: \u20ac54.50 \u2013 \u20ac81.75 · of this delivered: \u20ac54.50 · \u20ac81.76 paid",
        ),
        (RECORD, "planned, not counted: \u20ac9.99 on 1 Jul 2025"),
        (
            account(payments=paid("2025-04-01 -5")),
            "\u20ac5.00 given back: -\u20ac5.00 · \u20ac5.00 more was given back",
        ),
        (RECORD, "(perhaps the rounding of separate invoices)"),
        (RECORD._replace(without=exactly("99.00")), "without it: \u20ac99.00"),
        (OUTLINED, "who registers later than 10 days before first day pays the whole sum at once"),
        (RECORD, "what was paid too much may be meant for what is open; it is not set off"),
        (account(total=exactly("-290"), remaining=exactly("-290")), "more is taken off than is charged: -€290.00"),
        (account(payments=()), "course: to be paid: €2,400.00 · no payment is recorded"),
        (account(remaining=between("-36.82", "50.90")), "open: €0.00 \u2013 €50.90 · perhaps €36.82 too much"),
        (account(unpriced=True), "beside what was delivered and cannot be priced"),
    ],
)
def test_what_is_said(found: Quote, said: str) -> None:
    assert said in quote_text(found, (), face(140)).plain()


def test_nothing_is_said_of_days_where_nothing_is_to_be_paid() -> None:
    assert "When it is paid" not in quote_text(QUOTE._replace(plan=Plan()), (), face(80)).plain()


def test_the_commands_below_a_comparison_tell_what_was_told() -> None:
    one = QUOTE._replace(group="june", told={"voucher": Decimal("99.95"), "register": date(2025, 6, 1)})
    said = comparison_text([[one]], face(140)).plain().splitlines()
    assert said[-1] == " • kio cost --track gardener --group june --voucher 99.95 --register 2025-06-01"


def test_a_cent_of_rounding_is_no_alarm() -> None:
    """It stands at its account, and in the data; above only what may have been paid by mistake."""
    rounded = RECORD._replace(accounts=RECORD.accounts[:2])
    said = lines(quote_text(rounded, (), face(140)))
    assert not [line for line in said[:6] if "too much" in line]
    assert quote_json(rounded, "en")["overpaid"] == "0.01"


@pytest.mark.parametrize(("over", "rounding"), [("0.03", True), ("0.04", False), ("0", False)])
def test_a_cent_for_each_payment_can_come_from_rounding(over: str, rounding: bool) -> None:
    three = RECORD.accounts[1]._replace(remaining=between("-9", f"-{over}"))
    assert (len(three.payments), three.is_rounding) == (3, rounding)


def test_where_payments_are_not_recorded_nothing_is_said_to_be_owed() -> None:
    tariff = RECORD.programme.tariff
    assert tariff is not None
    bare = RECORD._replace(programme=RECORD.programme._replace(tariff=tariff._replace(payments=None)), accounts=())
    said = quote_text(bare, (), face(80)).plain()
    assert "together \u20ac2,454.50 \u2013 \u20ac2,481.75 with VAT\npayments are not recorded here" in said
    assert "still to be paid, by the record" not in said
    answer = quote_json(bare, "en")
    assert [answer[key] for key in ("paid", "open", "remaining", "overpaid", "paid_before")] == [None] * 5


@pytest.mark.parametrize(
    ("late", "said"),
    [
        ("0 0", None),
        ("0 350.18", "perhaps overdue: \u20ac350.18"),
        ("10 20", "overdue: \u20ac10.00 \u2013 \u20ac20.00"),
    ],
)
def test_what_may_be_overdue(late: str, said: str | None) -> None:
    found = RECORD._replace(plan=RECORD.plan._replace(overdue=between(*late.split())))
    lines_ = [line for line in lines(quote_text(found, (), face(140))) if "overdue" in line]
    assert lines_ == ([said] if said else [])


def test_the_instalments_are_explained_where_there_are_several() -> None:
    once = QUOTE.plan._replace(schedule=QUOTE.plan.schedule[:1])
    parts = "the instalments are equal parts"
    assert parts in quote_text(QUOTE, (), face(140), explain=True).plain()
    assert parts not in quote_text(QUOTE._replace(plan=once), (), face(140), explain=True).plain()


def test_errors_in_a_record_are_said_above() -> None:
    said = lines(quote_text(RECORD, PROBLEMS, face(140)))
    assert [line for line in said[:4] if "in this record, see below" in line]


def test_an_amount_is_never_torn_from_its_currency() -> None:
    for width in range(1, 120):
        for line in lines(quote_text(RECORD, (), face(width, "nl"))):
            assert width < 20 or not line.endswith("€"), (width, line)


def test_one_part_needs_no_bar() -> None:
    assert "consists of" not in quote_text(QUOTE._replace(lines=LINES[:1]), (), face(80)).plain()


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (["1", "1", "1"], [34, 33, 33]),
        (["3710", "1579.05", "438.63"], [65, 27, 8]),  # 64.77, 27.57 and 7.66: two of them go up
        (["2970", "1579.05", "438.63"], [59, 32, 9]),  # 59.55, 31.66 and 8.79: the last two go up
        (["1", "999"], [0, 100]),
        (["5"], [100]),
    ],
)
def test_per_cents_add_up(amounts: list[str], expected: list[int]) -> None:
    assert percents([Decimal(amount) for amount in amounts]) == expected


def test_the_source_of_the_terms_is_shown_on_request() -> None:
    source = "source: handboek, Betalen"
    assert source not in quote_text(QUOTE, (), face(80)).plain()
    assert source in quote_text(QUOTE, (), face(80)._replace(sources=True)).plain()


def test_the_data() -> None:
    answer = json.loads(json.dumps(quote_json(RECORD, "en", (QUOTE,), PROBLEMS)))
    assert (answer["paid"], answer["overpaid"], answer["paid_before"]) == ("1351.76", "20.01", "99.95")
    assert answer["open"] == {"min": "1150.00", "max": "1150.00"}
    assert answer["remaining"] == {"min": "1102.74", "max": "1129.99"}
    assert answer["exempt"] == {"base": {"min": "2400.00", "max": "2400.00"}}
    assert answer["compared"][0]["told"] == {"voucher": "99.95"}
    assert answer["schedule"][2] == {
        "due": "2025-05-20", "amount": "825.00", "what": "last instalment", "paid": "0.00", "overdue": True,
    }  # fmt: skip
    assert answer["lines"][2]["quantity"] == {"min": "0", "max": "2"}
    assert len(answer["problems"]) == len(PROBLEMS)


def test_nobody_owes_what_is_not_settled() -> None:
    unsettled = RECORD._replace(
        settled=False, accounts=tuple(item._replace(remaining=None) for item in RECORD.accounts)
    )
    answer = quote_json(unsettled, "en")
    assert (answer["remaining"], answer["open"], answer["overpaid"]) == (None, None, None)
    assert [item["overpaid"] for item in answer["accounts"]] == [None] * 3


def test_a_record_that_cannot_be_used_has_the_same_keys() -> None:
    assert set(no_quote_json(ON, "anna", PROBLEMS, "nl")) == set(quote_json(QUOTE, "nl"))


@pytest.mark.parametrize(
    ("amount", "written"),
    [("0", "0.00"), ("-1.5", "-1.50"), ("363.125", "363.125"), ("1E+3", "1000.00"), ("0.10", "0.10")],
)
def test_money_has_two_decimals_or_all_it_has(amount: str, written: str) -> None:
    assert money(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("amount", "written"), [("2.0", "2"), ("0.50", "0.5"), ("10", "10"), ("-0", "0"), ("1E+2", "100")]
)
def test_quantities_are_plain(amount: str, written: str) -> None:
    assert plain(Decimal(amount)) == written


def test_the_table() -> None:
    rows = list(csv.DictReader(io.StringIO(quotes_csv([RECORD], face(80, "en")))))
    by_kind = {row["kind"]: row for row in rows}
    assert [row["kind"] for row in rows] == [
        "line", "line", "line", "vat", "exempt", "total", "due", "due", "due", "account", "account", "account",
        "accounts",
    ]  # fmt: skip
    assert (rows[1]["title"], rows[1]["state"], rows[1]["amount_min"]) == (
        "guided walks through the herb garden",
        "done",
        "50.00",
    )
    assert {row["currency"] for row in rows} == {"EUR"}
    quoted = csv.DictReader(io.StringIO(quotes_csv([QUOTE], face(80))))
    assert {row["told"] for row in quoted} == {"voucher=99.95"}
    # 50.00 with 9 % is 54.50; the three lines with VAT and the rounding come to the total.
    assert (rows[1]["with_vat_min"], rows[1]["payee"], rows[1]["account"]) == ("54.50", "guide", "walks")
    assert [by_kind["vat"][key] for key in ("amount_max", "vat_max", "with_vat_max")] == ["75.00", "6.75", ""]
    assert [by_kind["exempt"][key] for key in ("amount_max", "vat_max", "vat_code")] == ["2400.00", "", "exempt"]
    assert (by_kind["total"]["amount_min"], by_kind["total"]["with_vat_max"]) == ("2450.00", "2481.75")
    assert [by_kind["due"][key] for key in ("due", "with_vat_min", "paid", "overdue")] == [
        "2025-05-20", "825.00", "0.00", "yes",
    ]  # fmt: skip
    accounts = [row for row in rows if row["kind"] == "account"]
    assert [[row[key] for key in ("id", "paid", "open_max", "overpaid")] for row in accounts] == [
        ["course", "1250.00", "1150.00", "0.00"],
        ["walks", "81.76", "0.00", "0.01"],
        ["tools", "20.00", "0.00", "20.00"],
    ]
    assert [by_kind["accounts"][key] for key in ("paid", "open_min", "overpaid")] == ["1351.76", "1150.00", "20.01"]


def test_the_table_says_the_terms_while_days_are_not_known() -> None:
    rows = list(csv.DictReader(io.StringIO(quotes_csv([OUTLINED], face(80)))))
    said = [(row["title"], row["with_vat_min"]) for row in rows if row["kind"] == "outline"]
    assert said[0] == ("deposit: 7 days after day of registration", "750.00")
    assert {(row["as_of"], row["trainee"]) for row in rows} == {("2025-06-01", "")}


def test_both_ends_of_the_rounding_stand_in_their_own_order() -> None:
    """27.25 is what the least lines come to; at the most they come to two cents less than line by line."""
    two = (LINES[2]._replace(amount=between("12.50", "13.50")), LINES[2]._replace(amount=between("12.50", "13.50")))
    found = QUOTE._replace(lines=two, total=between("27.26", "29.43"))  # line by line 2 x 13.63 and 2 x 14.72
    said = quote_text(found, (), face(80)).plain()
    assert "\u20ac0.00 \u2013 -\u20ac0.01" in said


def test_the_table_says_what_rounding_adds() -> None:
    two = (LINES[2]._replace(amount=exactly("12.50")), LINES[2]._replace(amount=exactly("12.50")))
    found = QUOTE._replace(lines=two, total=exactly("27.25"))  # 25.00 and 2.25; each line alone 12.50 and 1.13
    [row] = [row for row in csv.DictReader(io.StringIO(quotes_csv([found], face(80)))) if row["kind"] == "rounding"]
    assert row["with_vat_min"] == "-0.01"


def test_the_table_of_somebody_who_stopped_has_no_total() -> None:
    accounts = tuple(item._replace(remaining=None) for item in RECORD.accounts)
    found = RECORD._replace(settled=False, accounts=accounts, plan=Plan())
    rows = list(csv.DictReader(io.StringIO(quotes_csv([found], face(80)))))
    assert "total" not in {row["kind"] for row in rows}
    assert {(row["with_vat_min"], row["open_min"]) for row in rows if row["kind"] in ("account", "accounts")} == {
        ("", "")
    }


def test_the_table_for_a_dutch_spreadsheet() -> None:
    text = quotes_csv([RECORD], face(80, "nl"))
    assert text[0] == "\ufeff"
    rows = list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))
    assert rows[2]["title"] == "rondleidingen door de kruidentuin"
    assert [rows[2][key] for key in ("unit_price", "amount_max")] == ["12,50", "25,00"]
    assert quotes_csv([RECORD], face(80, "nl", ascii_only=True))[0] == "a"


@pytest.mark.parametrize("text", ["=1+1", "+31", "-x", "@sum", "\tx", "\rx"])
def test_a_spreadsheet_reads_no_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_a_price_without_a_unit_is_said_without_one() -> None:
    price = QUOTE.per_unit[0]
    found = QUOTE._replace(per_unit=(price._replace(charge=price.charge._replace(unit=None)),))
    assert (
        "walks through the herb garden: \u20ac13.63 (\u20ac12.50 without VAT)"
        in quote_text(found, (), face(80)).plain()
    )


def test_ranges_of_prices() -> None:
    line = LINES[1]._replace(unit_price=between("-740", "0"), amount=between("-740.00", "0.00"))
    answer = quote_json(QUOTE._replace(lines=(line,)), "en")
    assert answer["lines"][0]["unit_price"] is None
    said = quote_text(QUOTE._replace(lines=(line,)), (), face(80), explain=True).plain()
    assert "1 \u00d7 -\u20ac740.00 \u2013 \u20ac0.00 = -\u20ac740.00 \u2013 \u20ac0.00" in said


def test_data_never_pass_as_templates() -> None:
    odd = QUOTE._replace(not_included=(Text("{x} [red]", "{x} [red]"), message("{text}", text="{y}")))
    said = quote_text(odd, (), face(80)).plain()
    assert "{x} [red]" in said
    assert "{y}" in said

"""Testing one value of an entry or of the header: yes, no or unknown, and why."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from kio.evaluation.amounts import above, at_least, number_of
from kio.evaluation.calendar import is_ordered
from kio.evaluation.days import is_uncertain
from kio.evaluation.people import judge_known, judge_qualified
from kio.evaluation.truth import NO, UNKNOWN, YES, Truth, all_of, any_of, truth
from kio.evaluation.view import CLEAR, Bounds, Value, Verdict, View, joined, verdict
from kio.message import Message, message
from kio.models.record import Entry
from kio.programme.fields import EVIDENCE_LIKE, Field
from kio.programme.language import (
    Compared,
    FieldTest,
    InParameter,
    IsPick,
    Known,
    Listed,
    Not,
    OneOf,
    OrderedDay,
    Present,
    Qualified,
    RefersTo,
    Test,
    ValueIn,
)
from kio.programme.model import WordList

MISSING = {"yes": YES, "no": NO, "unknown": UNKNOWN}


def judge_value(view: View, condition: FieldTest, value: Value, entry: Entry | None) -> Verdict:
    """Whether a value meets all tests of its field; `entry` is None for a field of the header."""
    if len(condition.tests) == 1:
        return _tested(view, condition.tests[0], value, condition.missing, entry)
    return joined([_tested(view, test, value, condition.missing, entry) for test in condition.tests], all_of)


def _tested(view: View, test: Test, value: Value, missing: str | None, entry: Entry | None) -> Verdict:
    opposite = False
    if isinstance(test, Not):
        test, opposite = _plain(test)
    if isinstance(test, Present):
        given = value.given is not None
        why = message("{field} is recorded", field=value.field.title) if given else _absent(value)
        return verdict(truth(given == (test.wanted != opposite)), why)
    if value.later is not None:
        return Verdict(NO, (_absent(value),))
    if value.given is None:
        default = NO if value.field.type in EVIDENCE_LIKE else UNKNOWN
        return verdict(MISSING[missing] if missing else default, _absent(value))
    # A field with several values (the recordings of one session) meets a test when one of them does.
    if isinstance(value.given, tuple):
        answer = joined([_one(view, test, value._replace(given=given), entry) for given in value.given], any_of)
    else:
        answer = _one(view, test, value, entry)
    return verdict(~answer.truth, _said(value)) if opposite else answer


def _absent(value: Value) -> Message:
    if value.later is not None:
        return message("{field}: not before {day}", field=value.field.title, day=value.later)
    return message("{field}: not recorded", field=value.field.title)


def _plain(test: Test) -> tuple[Test, bool]:
    """A test without its negations, and whether they turn its answer around."""
    opposite = False
    while isinstance(test, Not):
        test, opposite = test.test, not opposite
    return test, opposite


def _one(view: View, test: Test, value: Value, entry: Entry | None) -> Verdict:
    match test:
        case OrderedDay():
            return _ordered(view, test, value)
        case OneOf() | InParameter() | Listed() | IsPick():
            return _among(view, test, value)
        case Compared(relation, amount):
            return _compared(relation, view.amount(amount), value)
        case Qualified():
            return judge_qualified(view, test, str(value.given), entry)
        case Known():
            return judge_known(view, str(value.given))
        case RefersTo() | ValueIn():
            return _elsewhere(view, test, value)
        case Not() | Present():
            raise ValueError(test)  # judged before there is one value
        case _:
            assert_never(test)


def _said(value: Value) -> Message:
    """What the record says, with the title of a choice."""
    given = value.given
    shown = value.field.choices.get(given, given) if isinstance(given, str) else given
    return message("{field} is {value}", field=value.field.title, value=shown)


# --- among values


def _among(view: View, test: OneOf | InParameter | Listed | IsPick, value: Value) -> Verdict:
    match test:
        case OneOf(values, unsure):
            if value.given in unsure:
                return Verdict(UNKNOWN, (message("{said}: somebody must judge", said=_said(value)),))
            return verdict(truth(value.given in values), _said(value))
        case InParameter(name):
            return verdict(_in_parameter(view, name, value.given), _said(value))
        case Listed(name, on):
            return _listed(view, name, view.day(on) or view.on, value)
        case IsPick(name):
            return _is_pick(view.pick(name), value)


def _in_parameter(view: View, name: str, given: object) -> Truth:
    wanted = view.parameter(name)
    if wanted is None:
        return UNKNOWN
    if isinstance(wanted, WordList):
        return truth(str(given) in wanted.words)
    bounds, have = view.amount(wanted), number_of(given)
    return UNKNOWN if bounds is None or have is None else truth(bounds.low == have == bounds.high)


def _listed(view: View, name: str, day: date, value: Value) -> Verdict:
    word = str(value.given).strip().casefold()
    holds = any(
        member.word.casefold() == word and (member.first_day or day) <= day <= (member.last_day or day)
        for member in view.programme.lists[name]
    )
    field, given = value.field.title, value.given
    why = message("{field} '{value}' is not on the list; somebody must judge", field=field, value=given)
    return verdict(YES if holds else UNKNOWN, why)


def _is_pick(values: tuple[object, ...], value: Value) -> Verdict:
    field, given = value.field.title, value.given
    if not values:
        return Verdict(NO, (message("{field} {value}: none is chosen yet", field=field, value=given),))
    if given not in values:
        why = message("{field} is {value}; {meant} is the one that counts", field=field, value=given, meant=values[0])
        return Verdict(NO, (why,))
    several = message("several are named on the same day; somebody must say which one is meant")
    return verdict(YES if len(values) == 1 else UNKNOWN, several)


# --- compared with amounts and days


RELATION_TEXT = {
    "at_least": "{field} is {value}; at least {wanted} is asked",
    "at_most": "{field} is {value}; at most {wanted} is asked",
    "above": "{field} is {value}; more than {wanted} is asked",
    "below": "{field} is {value}; less than {wanted} is asked",
}
ORDER_TEXT = {
    "after": "{field} {value} is not after {day}",
    "on_or_after": "{field} {value} is before {day}",
    "before": "{field} {value} is not before {day}",
    "on_or_before": "{field} {value} is after {day}",
}


def _compared(relation: str, wanted: Bounds | None, value: Value) -> Verdict:
    number = number_of(value.given)
    if wanted is None or number is None:
        return Verdict(UNKNOWN, (message("{field}: nothing to compare with", field=value.field.title),))
    have = Bounds(number, number)
    answers = {
        "at_least": at_least(have, wanted),
        "at_most": at_least(wanted, have),
        "above": above(have, wanted),
        "below": above(wanted, have),
    }
    values = {"field": value.field.title, "value": value.given, "wanted": wanted.low}
    return verdict(answers[relation], Message(RELATION_TEXT[relation], values))


def _ordered(view: View, test: OrderedDay, value: Value) -> Verdict:
    day = view.day(test.day)
    field, given = value.field.title, value.given
    if day is None or not isinstance(given, date):
        why = message("{field} {value}: what it is measured by has not happened", field=field, value=given)
        return verdict(UNKNOWN if is_uncertain(view, test.day) else truth(test.if_unknown), why)
    return judge_order(test.relation, value.field, given, day)


def judge_order(relation: str, field: Field, given: date, day: date) -> Verdict:
    """Whether a date that is there lies as it should to a day that is known."""
    if is_ordered(relation, given, day):
        return CLEAR
    return Verdict(NO, (Message(ORDER_TEXT[relation], {"field": field.title, "value": given, "day": day}),))


# --- found in other entries


def _elsewhere(view: View, test: RefersTo | ValueIn, value: Value) -> Verdict:
    field, given = value.field.title, value.given
    if isinstance(test, RefersTo):
        judged = [item for item in view.select(test.selection) if _key(view, item.entry) == given]
        inner = tuple(why for item in judged for why in item.whys)
        why = message("{field} {value} is not one that counts here", field=field, value=given)
        answer = any_of(item.truth for item in judged)
        return Verdict(answer, () if answer is YES else (inner or (why,)))
    values = [(item.truth, view.each(item.entry, test.field)) for item in view.select(test.selection)]
    # One that is not recorded may be this one.
    maybe = (UNKNOWN for known, found in values if not found and known is not NO)
    answer = any_of([*(known for known, found in values if given in found), *maybe])
    return verdict(answer, message("{field} {value} does not occur there", field=field, value=given))


def _key(view: View, entry: Entry) -> object:
    key = view.programme.entries[entry.type].key
    return entry.values.get(key) if key else None

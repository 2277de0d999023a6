"""Judging one entry: every test is made, and each that is not clearly met says why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import assert_never

from kio.evaluation.amounts import above, at_least
from kio.evaluation.truth import Truth, all_of, any_of, truth
from kio.evaluation.view import Bounds, Value, Verdict, View
from kio.message import Message, message
from kio.models.record import Entry
from kio.programme.language import (
    Both,
    Compared,
    Condition,
    Either,
    FieldTest,
    InParameter,
    IsPick,
    Known,
    Listed,
    Neither,
    Not,
    OneOf,
    OrderedDay,
    Position,
    Present,
    Qualified,
    RefersTo,
    Test,
    ValueIn,
)
from kio.programme.vocabulary import EVIDENCE_LIKE

MISSING = {"yes": Truth.YES, "no": Truth.NO, "unknown": Truth.UNKNOWN}


def judge(view: View, condition: Condition, entry: Entry) -> Verdict:
    """Whether an entry meets a condition."""
    match condition:
        case FieldTest():
            return judge_value(view, condition, view.value(entry, condition.field), entry)
        case Position(name, amount):
            return _position(view, name, view.amount(amount), entry)
        case Both(conditions):
            return _joined([judge(view, part, entry) for part in conditions])
        case Either(conditions):
            verdicts = [judge(view, part, entry) for part in conditions]
            answer = any_of(verdict.truth for verdict in verdicts)
            return Verdict(answer, () if answer is Truth.YES else _whys(verdicts))
        case Neither(part):
            answer = ~judge(view, part, entry).truth
            return Verdict(answer, () if answer is Truth.YES else (message("what must not hold does hold, or may"),))
        case _:
            assert_never(condition)


def _joined(verdicts: list[Verdict]) -> Verdict:
    return Verdict(all_of(verdict.truth for verdict in verdicts), _whys(verdicts))


def _whys(verdicts: list[Verdict]) -> tuple[Message, ...]:
    return tuple(why for verdict in verdicts for why in verdict.whys)


def judge_value(view: View, condition: FieldTest, value: Value, entry: Entry | None) -> Verdict:
    """Whether a value meets all tests of its field; `entry` is None for a field of the header."""
    return _joined([_tested(view, test, value, condition.missing, entry) for test in condition.tests])


def _tested(view: View, test: Test, value: Value, missing: str | None, entry: Entry | None) -> Verdict:
    title = value.field.title
    if isinstance(test, Present):
        return _verdict(truth((value.given is not None) == test.wanted), _presence(test, value))
    if value.later is not None:
        return Verdict(Truth.NO, (message("{field}: not before {day}", field=title, day=value.later),))
    if value.given is None:
        default = Truth.NO if value.field.type in EVIDENCE_LIKE else Truth.UNKNOWN
        answer = MISSING[missing] if missing else default
        return _verdict(answer, message("{field}: not recorded", field=title))
    given = value.given if isinstance(value.given, tuple) else (value.given,)
    return _best([_one(view, test, value.field.name, single, value, entry) for single in given])


def _presence(test: Present, value: Value) -> Message:
    if value.later is not None:
        return message("{field}: not before {day}", field=value.field.title, day=value.later)
    missing = message("{field}: not recorded", field=value.field.title)
    return missing if test.wanted else message("{field} is recorded", field=value.field.title)


def _best(verdicts: list[Verdict]) -> Verdict:
    # A field with several values (the recordings of one session) meets a test when one of them does.
    answer = any_of(verdict.truth for verdict in verdicts)
    return Verdict(answer, () if answer is Truth.YES else _whys(verdicts))


def _verdict(answer: Truth, why: Message) -> Verdict:
    return Verdict(answer, () if answer is Truth.YES else (why,))


def shown(value: Value, given: object) -> object:
    """A value in words: the title of a choice, anything else as it is."""
    return value.field.choices.get(given, given) if isinstance(given, str) else given


def _one(view: View, test: Test, name: str, given: object, value: Value, entry: Entry | None) -> Verdict:
    field, said = value.field.title, shown(value, given)
    match test:
        case OneOf(values, unsure):
            answer = Truth.YES if given in values else Truth.UNKNOWN if given in unsure else Truth.NO
            judge_it = message("{field} '{value}': somebody must judge", field=field, value=said)
            other = message("{field} is {value}", field=field, value=said)
            return _verdict(answer, judge_it if answer is Truth.UNKNOWN else other)
        case InParameter(parameter):
            return _verdict(_in_parameter(view, parameter, given), message("{field} is {value}", field=field, value=said))
        case Compared(relation, amount):
            return _compared(relation, given, view.amount(amount), value)
        case OrderedDay():
            return _ordered(view, test, given, value)
        case Qualified():
            return _qualified(view, test, str(given), entry)
        case Known():
            person = str(given)
            known = Truth.YES if person in view.case.people else Truth.UNKNOWN
            return _verdict(known, message("{person} is not in people.yaml", person=person))
        case Listed(words, on):
            return _listed(view, words, view.day(on), str(given), value)
        case IsPick(pick):
            return _is_pick(view.pick(pick), given, value)
        case RefersTo(selection):
            judged = [item for item in view.select(selection) if _key(view, item.entry) == given]
            why = message("{field} {value} is not one that counts here", field=field, value=said)
            inner = tuple(why for item in judged for why in item.whys)
            answer = any_of(item.truth for item in judged) if judged else Truth.NO
            return Verdict(answer, () if answer is Truth.YES else (inner or (why,)))
        case ValueIn(other, selection):
            values = [(item.truth, view.value(item.entry, other).given) for item in view.select(selection)]
            answer = any_of(answer for answer, found in values if found == given) if values else Truth.NO
            return _verdict(answer, message("{field} {value} does not occur there", field=field, value=said))
        case Not(inner_test):
            answer = ~_one(view, inner_test, name, given, value, entry).truth
            return _verdict(answer, message("{field} is {value}", field=field, value=said))
        case Present():
            raise AssertionError("judged before")
        case _:
            assert_never(test)


def _key(view: View, entry: Entry) -> object:
    key = view.programme.entries[entry.type].key
    return entry.values.get(key) if key else None


def _in_parameter(view: View, name: str, given: object) -> Truth:
    wanted = view.parameter(name)
    if wanted is None:
        return Truth.UNKNOWN
    if type(wanted) is tuple:
        return truth(str(given) in wanted)
    bounds = view.amount(wanted)  # type: ignore[arg-type]  # a plain tuple is the only value that is no amount
    have = _number(given)
    return Truth.UNKNOWN if bounds is None or have is None else truth(bounds.low == have == bounds.high)


def _number(given: object) -> Decimal | None:
    return Decimal(given) if isinstance(given, int | Decimal) and not isinstance(given, bool) else None


RELATION_TEXT = {
    "at_least": "{field} is {value}; at least {wanted} is asked",
    "at_most": "{field} is {value}; at most {wanted} is asked",
    "above": "{field} is {value}; more than {wanted} is asked",
    "below": "{field} is {value}; less than {wanted} is asked",
}


def _compared(relation: str, given: object, wanted: Bounds | None, value: Value) -> Verdict:
    number = _number(given)
    if wanted is None or number is None:
        return Verdict(Truth.UNKNOWN, (message("{field}: nothing to compare with", field=value.field.title),))
    have = Bounds(number, number)
    answers = {
        "at_least": at_least(have, wanted),
        "at_most": at_least(wanted, have),
        "above": above(have, wanted),
        "below": above(wanted, have),
    }
    why = Message(RELATION_TEXT[relation], {"field": value.field.title, "value": given, "wanted": wanted.low})
    return _verdict(answers[relation], why)


ORDER_TEXT = {
    "after": "{field} {value} is not after {day}",
    "on_or_after": "{field} {value} is before {day}",
    "before": "{field} {value} is not before {day}",
    "on_or_before": "{field} {value} is after {day}",
}


def _ordered(view: View, test: OrderedDay, given: object, value: Value) -> Verdict:
    day = view.day(test.day)
    assert isinstance(given, date)
    if day is None:
        why = message("{field} {value}: what it must be measured by has not happened", field=value.field.title, value=given)
        return _verdict(truth(test.if_unknown), why)
    answers = {
        "after": given > day,
        "on_or_after": given >= day,
        "before": given < day,
        "on_or_before": given <= day,
    }
    why = Message(ORDER_TEXT[test.relation], {"field": value.field.title, "value": given, "day": day})
    return _verdict(truth(answers[test.relation]), why)


def _qualified(view: View, test: Qualified, identifier: str, entry: Entry | None) -> Verdict:
    person = view.case.people.get(identifier)
    if person is None:
        return Verdict(Truth.UNKNOWN, (message("{person} is not in people.yaml", person=identifier),))
    on = view.value(entry, test.on).given if entry else view.on
    title = view.programme.roles[test.role]
    if not isinstance(on, date):
        return Verdict(Truth.UNKNOWN, (message("{person}: the day is not recorded", person=person.name),))
    held = [
        role
        for role in person.roles
        if role.role == test.role and (role.first_day or on) <= on <= (role.last_day or on)
    ]
    if not held:
        return Verdict(Truth.NO, (message("{person} was no {role} on {day}", person=person.name, role=title, day=on),))
    if not test.certified:
        return Verdict(Truth.YES)
    answer = any_of(Truth.UNKNOWN if role.certified is None else truth(role.certified) for role in held)
    unknown = message("whether {person} was a certified {role} on {day} is not known", person=person.name, role=title, day=on)
    lacking = message("{person} was no certified {role} on {day}", person=person.name, role=title, day=on)
    return _verdict(answer, unknown if answer is Truth.UNKNOWN else lacking)


def _listed(view: View, name: str, on: date | None, given: str, value: Value) -> Verdict:
    day = on or view.on
    on_list = any(
        member.word.casefold() == given.strip().casefold() and (member.first_day or day) <= day <= (member.last_day or day)
        for member in view.programme.lists[name]
    )
    why = message("{field} '{value}' is not on the list; somebody must judge", field=value.field.title, value=given)
    return _verdict(Truth.YES if on_list else Truth.UNKNOWN, why)


def _is_pick(values: tuple[object, ...], given: object, value: Value) -> Verdict:
    title = value.field.title
    if given not in values:
        meant = values[0] if values else None
        if meant is None:
            return Verdict(Truth.NO, (message("{field} {value} is not the one that is meant", field=title, value=given),))
        why = message("{field} is {value}; {meant} is the one that counts", field=title, value=given, meant=meant)
        return Verdict(Truth.NO, (why,))
    if len(values) == 1:
        return Verdict(Truth.YES)
    return Verdict(Truth.UNKNOWN, (message("several are named on the same day; somebody must say which one is meant"),))


def _position(view: View, name: str, wanted: Bounds | None, entry: Entry) -> Verdict:
    judged = view.select(view.programme.selections[name])
    own = next((item.truth for item in judged if item.entry is entry), Truth.NO)
    earlier = [item.truth for item in judged if item.entry.date <= entry.date]
    rank = Bounds(Decimal(earlier.count(Truth.YES)), Decimal(len(earlier) - earlier.count(Truth.NO)))
    if wanted is None:
        return Verdict(Truth.UNKNOWN)
    why = message("it is number {rank} by date; number {wanted} or later is asked", rank=rank.low, wanted=wanted.low)
    return _verdict(all_of((own, at_least(rank, wanted))), why)

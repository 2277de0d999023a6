"""Paces and goals in rules files: what is read, and what is refused with its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from programme.manual import frame, load

PACE = "paces: {%s: {title: {nl: begeleidingen, en: sessions}, entries: session, per: %s%s}}"


def codes(text: str) -> list[str]:
    return [problem.code for problem in load(frame(), text)[1]]


def test_a_pace_is_read() -> None:
    programme, problems = load(frame(), PACE % ("sessions_per_month", "month", ", default: 0.5"))
    assert programme is not None
    assert problems == []
    pace = programme.paces["sessions_per_month"]
    assert (pace.entries, pace.per, pace.default, pace.title.en) == ("session", "month", Decimal("0.5"), "sessions")


def test_a_pace_need_not_have_a_default() -> None:
    programme, _ = load(frame(), PACE % ("pace", "year", ""))
    assert programme is not None
    assert programme.paces["pace"].default is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (("Sessions", "month", ""), "wrong-id"),
        (("by", "month", ""), "reserved-name"),
        (("pace", "fortnight", ""), "unknown-kind"),
        (("pace", "month", ", default: 0"), "wrong-number"),
        (("pace", "month", ", default: one"), "wrong-number"),
        (("pace", "month", ", most: 1"), "unknown-key"),
    ],
)
def test_what_is_wrong_is_refused(values: tuple[str, str, str], code: str) -> None:
    assert codes(PACE % values) == [code]


def test_the_entry_type_is_one_that_is_declared() -> None:
    assert codes("paces: {pace: {title: {nl: x, en: x}, entries: sessions, per: month}}") == ["unknown-entry-type"]


def test_a_phase_may_be_the_goal() -> None:
    text = "phases: [{id: ready, title: {nl: klaar, en: ready}, goal: yes, when: {met: basics}}]"
    programme, problems = load(frame(), text)
    assert programme is not None
    assert problems == []
    assert [phase.id for phase in programme.phases if phase.goal] == ["ready"]

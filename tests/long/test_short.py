"""The searches in their short form: a few hundred inputs of each, the same ones every time."""

from __future__ import annotations

from long import fuzz


def test_damaged_records_are_checked_without_a_fault() -> None:
    report = fuzz.search(600, fuzz.SEED)
    assert [(fault.what, fault.data) for fault in report.faults] == []
    assert report.tried == 600
    assert report.problems > 600, "the damage is found"
    assert report.clean > 10, "some of it is none"


def test_the_inputs_of_a_seed_are_always_the_same() -> None:
    assert list(fuzz.inputs(50, 1)) == list(fuzz.inputs(50, 1)) != list(fuzz.inputs(50, 2))

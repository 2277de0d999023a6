"""The searches in their short form: a few hundred inputs of each, the same ones every time."""

from __future__ import annotations

import pytest

from long import fuzz, mutants


def test_damaged_records_are_checked_without_a_fault() -> None:
    report = fuzz.search(600, fuzz.SEED)
    assert [(fault.what, fault.data) for fault in report.faults] == []
    assert report.tried == 600
    assert report.problems > 600, "the damage is found"
    assert report.clean > 10, "some of it is none"


def test_the_inputs_of_a_seed_are_always_the_same() -> None:
    assert list(fuzz.inputs(50, 1)) == list(fuzz.inputs(50, 1)) != list(fuzz.inputs(50, 2))


@pytest.fixture(scope="module")
def cohort() -> mutants.Cohort:
    return mutants.Cohort()


def test_the_good_records_are_good(cohort: mutants.Cohort) -> None:
    assert len(cohort.files) > 30
    assert [file.name for file in cohort.files if cohort.check(file, file.text.encode())] == []


@pytest.mark.parametrize("kind", mutants.KINDS)
def test_a_defect_is_told_on_its_line(kind: str, cohort: mutants.Cohort) -> None:
    tried = list(cohort.mutants([kind] * 5, mutants.SEED))
    assert [mutants.described(one) for one in tried if one.told != "on its line"] == []

"""Every case of tests/cases/cost: what `kio cost --json` says, worked out by hand from the sources.

A file holds cases of two kinds. For an applicant: `args` (options), `day` (default 2026-08-15), and what is expected:
`total`, `total_ex_vat`, `vat` (by code), `schedule` (day and amount), `per_unit` (with VAT), `lines` (amounts without
VAT by id, null for a line that is not there), `quantities`, or `error` (a part of what is said, with exit code 2).
For a record: `base`, `set`, `without`, `with`, `also` as in tests/cases/*.yaml, and `days` with, for each day, `total`,
`paid`, `remaining`, `overpaid`, `accounts` (total, paid, remaining), `lines` (all amounts of an id, by state) and
`schedule` (day, amount, paid, overdue). Ranges are written [min, max]. A new file is found by itself.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_cases import CASES, Record, load, workspace_of

from kio.app import main

FOLDER = CASES / "cost"


def all_cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in load(path):
            yield pytest.param(case, id=f"{path.stem}: {case['case']}")


def ends(amount: Any) -> Any:
    return [amount["min"], amount["max"]] if isinstance(amount, dict) else amount


def said(answer: Record) -> Record:
    """What is said, in the shape in which cases write it."""
    lines: dict[str, list[Any]] = {}
    for line in answer["lines"]:
        lines.setdefault(line["id"], []).append([line["state"], *ends(line["amount"])])
    recorded = answer["trainee"] is not None
    return {
        "total": ends(answer["total"]),
        "total_ex_vat": ends(answer["total_ex_vat"]),
        "vat": {item["code"]: ends(item["amount"]) for item in answer["vat"]},
        "per_unit": {item["id"]: item["incl_vat"] for item in answer["per_unit"]},
        "lines": lines if recorded else {name: found[0][1:] for name, found in lines.items()},
        "quantities": {line["id"]: ends(line["quantity"]) for line in answer["lines"]},
        "schedule": [
            [due["due"], due["amount"], *([due["paid"], due["overdue"]] if recorded else [])]
            for due in answer["schedule"]
        ],
        "paid": answer["paid"],
        "remaining": ends(answer["remaining"]),
        "overpaid": answer["overpaid"],
        "accounts": {
            item["id"]: {"total": ends(item["total"]), "paid": item["paid"], "remaining": ends(item["remaining"])}
            for item in answer["accounts"]
        },
    }


def compare(expected: Record, found: Record, day: str) -> None:
    for key, want in expected.items():
        got = found[key]
        if key in ("vat", "per_unit", "lines", "quantities", "accounts"):
            got = {name: got.get(name) for name in want}
        assert (day, key, got) == (day, key, want)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments])
    return code, *capsys.readouterr()


@pytest.mark.parametrize("case", list(all_cases()))
def test_the_case_costs_what_is_expected(
    case: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kio.app.LANGUAGE", "en")
    monkeypatch.setenv("KIO_LANG", "en")
    if "args" in case:
        day = case.get("day", "2026-08-15")
        (tmp_path / "records" / "trainees").mkdir(parents=True)
        arguments = ("-C", str(tmp_path), "--on", day, "cost", *shlex.split(case["args"]), "--json")
        code, out, err = run(capsys, *arguments)
        if "error" in case:
            assert (code, case["error"] in err) == (2, True), err
            return
        assert code == 0, err
        expected = {key: value for key, value in case.items() if key not in ("case", "args", "day", "why")}
        compare(expected, said(json.loads(out)), day)
        return
    _, identifier = workspace_of(case, tmp_path)
    for day, expected in case["days"].items():
        code, out, err = run(capsys, "-C", str(tmp_path), "--on", day, "cost", identifier, "--json")
        assert code == 0, err
        compare(expected, said(json.loads(out)), day)


def test_cases_are_found() -> None:
    assert len(list(all_cases())) > 100


def test_a_case_that_expects_something_else_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = {"case": "wrong", "args": "--track therapist", "total": ["1.00", "2.00"]}
    with pytest.raises(AssertionError, match=r"1\.00"):
        test_the_case_costs_what_is_expected(case, tmp_path, capsys, monkeypatch)

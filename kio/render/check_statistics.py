"""How often each kind of problem was found, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from kio.checking.catalogue import Check
from kio.locale import say
from kio.problem import Severity
from kio.render.check_report import Report

if TYPE_CHECKING:
    from kio.render.json import Json


class Kind(NamedTuple):
    """A kind of problem at a severity, and how often it was found."""

    code: str
    severity: Severity
    times: int


def statistics(report: Report) -> list[Kind]:
    """The kinds of problems that were found: the most frequent first, then the worst, then by code."""
    found = Counter((problem.code, problem.severity) for problem in report.problems)
    rank = {severity: number for number, severity in enumerate(Severity)}
    kinds = [Kind(code, severity, times) for (code, severity), times in found.items()]
    return sorted(kinds, key=lambda kind: (-kind.times, rank[kind.severity], kind.code))


def title(code: str, catalogue: Mapping[str, Check], language: str) -> str | None:
    """What a code means in a few words; None where the catalogue does not know it."""
    return say(catalogue[code].title, language) if code in catalogue else None


def statistics_json(report: Report, catalogue: Mapping[str, Check], language: str) -> list[Json]:
    """The kinds as data."""
    return [
        {
            "code": kind.code,
            "severity": kind.severity.value,
            "count": kind.times,
            "title": title(kind.code, catalogue, language),
        }
        for kind in statistics(report)
    ]

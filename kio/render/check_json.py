"""`kio check` for scripts: one shape, whatever is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from kio.checking.catalogue import Check
from kio.locale import say
from kio.problem import Problem, Related
from kio.render.check_report import Report
from kio.render.check_statistics import statistics_json
from kio.render.json import Json, problem_json


def report_json(report: Report, catalogue: Mapping[str, Check], language: str) -> Json:
    """What `kio check --format json` says; `files` is how many were read."""
    return {
        "files": len(report.files),
        "silenced": report.silenced,
        "problems": [_problem(problem, language) for problem in report.problems],
        "statistics": statistics_json(report, catalogue, language),
    }


def _problem(problem: Problem, language: str) -> Json:
    related = [_related(place, language) for place in problem.related]
    return {**problem_json(problem, language), "related": related}


def _related(related: Related, language: str) -> Json:
    return {**related.location._asdict(), "message": say(related.message, language)}

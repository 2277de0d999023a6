"""`kio check` for GitHub: a workflow command for each problem, which GitHub shows beside the line of a change.

Of each severity GitHub shows the first ten of a step, so that errors take no room from warnings: the order stays.
"""

from __future__ import annotations

from collections.abc import Mapping

from kio.checking.catalogue import Check
from kio.locale import say
from kio.locale.shown import clean
from kio.message import message
from kio.problem import Problem, Severity
from kio.render.check_report import Report
from kio.render.check_statistics import title

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def report_github(report: Report, catalogue: Mapping[str, Check], language: str) -> str:
    """A line for each problem, without a line end after the last; places are relative to the repository."""
    return "\n".join(_command(problem, report.prefix, catalogue, language) for problem in report.problems)


def _command(problem: Problem, prefix: str, catalogue: Mapping[str, Check], language: str) -> str:
    meant = title(problem.code, catalogue, language)
    properties = {
        "file": clean(prefix + problem.location.file),
        "line": str(problem.location.line),
        "col": str(problem.location.column),
        "title": problem.code if meant is None else f"{problem.code}: {meant}",
    }
    said = say(problem.message, language)
    if problem.hint is not None:
        said += "\n" + say(message("hint: {hint}", hint=problem.hint), language)
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[problem.severity]} {given}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""What `kio check` found, as the value that each of its formats takes, and the sentence that sums it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kio.message import Message, message, plural
from kio.problem import Problem, Severity


class Report(NamedTuple):
    """What was checked and found: files by their names in the workspace, problems in the order of the files.

    `silenced` is how many problems the records or kio.yaml ask not to tell. `prefix` leads from the root of the
    repository to the workspace, as `data/`, and is empty where they are the same.
    """

    files: Sequence[str]
    problems: Sequence[Problem]
    silenced: int = 0
    prefix: str = ""


def counts(problems: Sequence[Problem]) -> dict[Severity, int]:
    """How many problems there are of each severity, none left out."""
    return {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}


def counted(severity: Severity, count: int) -> Message:
    """So many problems of a severity, in words."""
    match severity:
        case Severity.ERROR:
            return plural("{count} error", "{count} errors", count)
        case Severity.WARNING:
            return plural("{count} warning", "{count} warnings", count)
        case Severity.NOTE:
            return plural("{count} note", "{count} notes", count)


def summary(report: Report) -> Message:
    """How many files were checked and what was found; notes and silenced problems only where there are any."""
    found = counts(report.problems)
    said = [counted(severity, count) for severity, count in found.items() if count or severity is not Severity.NOTE]
    if report.silenced:
        said.append(message("{count} silenced", count=report.silenced))
    files = plural("{count} file checked", "{count} files checked", len(report.files))
    return message("{files}: {counts}", files=files, counts=tuple(said))

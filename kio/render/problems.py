"""Problems as plain lines that editors and people can follow to the place."""

from __future__ import annotations

from collections.abc import Sequence

from kio.locale import say
from kio.locale.shown import show
from kio.message import message
from kio.problem import Location, Problem

COMMAND, OLD_COMMAND = "::", "##["
"""What GitHub's runner takes for a command: the first where a line begins with it, the second anywhere in a line."""


def inert(line: str) -> str:
    """The line with a backslash in what would be a command if it were printed in a job of GitHub."""
    if line.lstrip().startswith(COMMAND):
        line = line.replace(COMMAND, ":\\:", 1)
    return line.replace(OLD_COMMAND, "##\\[")


def place_text(location: Location) -> str:
    """`file:line:column`."""
    return f"{show(location.file)}:{location.line}:{location.column}"


def first_line(problem: Problem, language: str) -> str:
    """`file:line:column: severity[code]: message`."""
    said = f"{problem.severity.value}[{problem.code}]: {say(problem.message, language)}"
    return inert(f"{place_text(problem.location)}: {said}")


def problem_lines(problem: Problem, language: str) -> tuple[str, ...]:
    """The first line, and the hint, if there is one, on a line of its own."""
    first = first_line(problem, language)
    if problem.hint is None:
        return (first,)
    return first, inert(f"  {say(message('hint: {hint}', hint=problem.hint), language)}")


def problems_text(problems: Sequence[Problem], language: str) -> str:
    """All problems, a line or two each, without a line end after the last."""
    return "\n".join(line for problem in problems for line in problem_lines(problem, language))


def concise(problems: Sequence[Problem], language: str) -> str:
    """All problems, exactly one line each, without a line end after the last."""
    return "\n".join(first_line(problem, language) for problem in problems)

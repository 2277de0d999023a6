"""Problems as plain lines that editors and people can follow to the place."""

from __future__ import annotations

from collections.abc import Sequence

from kio.locale import say
from kio.locale.shown import show
from kio.message import message
from kio.problem import Problem


def problem_lines(problem: Problem, language: str) -> tuple[str, ...]:
    """`file:line:column: severity[code]: message`, and the hint, if there is one, on a line of its own."""
    place = f"{show(problem.location.file)}:{problem.location.line}:{problem.location.column}"
    first = f"{place}: {problem.severity.value}[{problem.code}]: {say(problem.message, language)}"
    if problem.hint is None:
        return (first,)
    return first, f"  {say(message('hint: {hint}', hint=problem.hint), language)}"


def problems_text(problems: Sequence[Problem], language: str) -> str:
    """All problems, a line or two each, without a line end after the last."""
    return "\n".join(line for problem in problems for line in problem_lines(problem, language))

"""How bad each check is taken: by kio.yaml, and by what was asked for on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from kio.checking.catalogue import Check
from kio.message import Quoted, message
from kio.near import did_you_mean
from kio.problem import KioError, Problem, Severity
from kio.source.document import Document

OFF = "off"
LEVELS = (OFF, "note", "warning", "error")


class Levels(NamedTuple):
    """`levels` are those of kio.yaml; `select` and `ignore` are codes or patterns, as `unknown-*`.

    The `fixed` codes are told whatever is selected: what they tell of could not be trusted.
    """

    levels: Mapping[str, str] = {}
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    fixed: frozenset[str] = frozenset()

    def adjusted(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems that are asked for, each as bad as it is taken."""
        if not self.levels and not self.select and not self.ignore:
            return list(problems)
        return [adjusted for problem in problems if (adjusted := self._adjusted(problem)) is not None]

    def _adjusted(self, problem: Problem) -> Problem | None:
        code = problem.code
        if code in self.fixed:
            return problem
        if (self.select and not _among(code, self.select)) or _among(code, self.ignore):
            return None
        level = self.levels.get(code)
        if level is None:
            return problem
        return None if level == OFF else problem._replace(severity=Severity(level))


def _among(code: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(code, pattern) for pattern in patterns)


def named_checks(words: Iterable[str], checks: Mapping[str, Check]) -> tuple[str, ...]:
    """The codes and patterns of an option that may hold several, each of which fits some check."""
    patterns = [pattern for word in words for pattern in word.replace(",", " ").split()]
    for pattern in patterns:
        if not any(fnmatchcase(code, pattern) for code in checks):
            raise KioError(message("there is no check {code}", code=pattern), did_you_mean(pattern, checks))
    return tuple(patterns)


def asked(select: Iterable[str], ignore: Iterable[str], checks: Mapping[str, Check]) -> Levels:
    """The checks that the command line chooses; raises KioError for one that is not there or cannot be left out."""
    fixed = frozenset(code for code, check in checks.items() if check.fixed)
    ignored = named_checks(ignore, checks)
    for code in ignored:
        if code in fixed:
            raise KioError(message("{code} cannot be ignored: what it tells of could not be trusted", code=code))
    return Levels({}, named_checks(select, checks), ignored, fixed)


def levels_of(raw: object, document: Document, checks: Mapping[str, Check], problems: list[Problem]) -> dict[str, str]:
    """The levels under `checks:` in kio.yaml that can be used; what is wrong with the others is appended.

    A pattern, as `unknown-*`, is about every check that it fits and that can be lowered; a name
    goes before a pattern, and the later of two patterns holds.
    """
    if not isinstance(raw, dict):
        text = message("a mapping was expected here: the code of a check and its level")
        problems.append(Problem(document.location(("checks",)), Severity.ERROR, "wrong-shape", text))
        return {}
    by_pattern: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for code, level in raw.items():
        path = ("checks", code)
        meant = [name for name in checks if fnmatchcase(name, code)]
        free = [name for name in meant if not checks[name].fixed]
        if not meant:
            text = message("there is no check {code}", code=Quoted(code))
            hint = did_you_mean(code, checks)
            problems.append(Problem(document.location(path), Severity.ERROR, "unknown-check", text, hint))
        elif level not in LEVELS:
            text = message("a level was expected here: {levels}", levels=", ".join(LEVELS))
            problems.append(Problem(document.location(path, value=True), Severity.ERROR, "wrong-level", text))
        elif not free:
            text = message("{code} cannot be set to another level: the file could not be trusted", code=code)
            hint = message("remove the line")
            problems.append(Problem(document.location(path), Severity.ERROR, "fixed-check", text, hint))
        else:
            (by_name if code in checks else by_pattern).update(dict.fromkeys(free, str(level)))
    return {**by_pattern, **by_name}

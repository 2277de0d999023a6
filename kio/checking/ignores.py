"""Comments that silence a check on a line: `# kio: ignore[code, other-code] reason`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kio.checking.catalogue import Check
from kio.message import Quoted, message
from kio.near import did_you_mean
from kio.problem import Location, Problem, Severity
from kio.source.comments import Comment, comments_in, may_ignore

_DIRECTIVE = re.compile(r"kio:\s*ignore\b(?:\s*\[([^\]]*)\])?", re.IGNORECASE)


class Ignore(NamedTuple):
    """What a comment silences: these codes on this line; the comment itself stands at `place`."""

    codes: tuple[str, ...]
    line: int
    place: Location


def ignores_in(name: str, text: str | None) -> tuple[Ignore, ...]:
    """The comments of a file that silence something; one on a line of its own is about the next line with data."""
    if text is None or not may_ignore(text):
        return ()
    comments = list(comments_in(text))
    alone = {comment.line for comment in comments if not comment.before.strip()}
    lines = text.split("\n")
    return tuple(
        Ignore(_codes(found[1]), _meant(comment, alone, lines), Location(name, comment.line, comment.column))
        for comment in comments
        if (found := _DIRECTIVE.search(comment.text))
    )


def _codes(listed: str | None) -> tuple[str, ...]:
    return tuple(code for code in re.split(r"[,\s]+", listed or "") if code)


def _meant(comment: Comment, alone: set[int], lines: Sequence[str]) -> int:
    line = comment.line
    while line in alone or (line != comment.line and not lines[line - 1].strip()):
        line += 1
        if line > len(lines):
            return comment.line
    return line


def without_ignored(
    problems: Iterable[Problem], ignores: Iterable[Ignore], checks: Mapping[str, Check], unasked: Collection[str] = ()
) -> tuple[list[Problem], int]:
    """The problems of a file that no comment silences, with those of the comments themselves, and how many are gone.

    Of `unasked` checks, which this run does not make, a comment is not held to be of no use.
    """
    wanted: dict[tuple[int, str], list[Ignore]] = {}
    for ignore in ignores:
        for code in ignore.codes:
            wanted.setdefault((ignore.line, code), []).append(ignore)
    used: set[tuple[Location, str]] = set()
    kept, silenced = [], 0
    for problem in problems:
        meant = wanted.get((problem.location.line, problem.code), [])
        check = checks.get(problem.code)
        if meant and not (check and check.fixed):
            used |= {(ignore.place, problem.code) for ignore in meant}
            silenced += 1
        else:
            kept.append(problem)
    used |= {(ignore.place, code) for ignore in ignores for code in unasked}
    return [*kept, *_useless(ignores, used, checks)], silenced


def _useless(
    ignores: Iterable[Ignore], used: set[tuple[Location, str]], checks: Mapping[str, Check]
) -> Iterable[Problem]:
    for ignore in ignores:
        if not ignore.codes:
            text = message("this comment silences nothing: it names no check")
            hint = message("name it between brackets, as # kio: ignore[unknown-person], and say why")
            yield Problem(ignore.place, Severity.WARNING, "unused-ignore", text, hint)
        for code in ignore.codes:
            if (ignore.place, code) in used:
                continue
            if code not in checks:
                text = message("there is no check {code}", code=Quoted(code))
                hint = did_you_mean(code, checks)
                yield Problem(ignore.place, Severity.WARNING, "unknown-check", text, hint)
            elif checks[code].fixed:
                text = message("{code} cannot be silenced: the file could not be trusted", code=code)
                yield Problem(ignore.place, Severity.WARNING, "unused-ignore", text, message("mend the file instead"))
            else:
                text = message("this comment silences nothing: {code} is not found on line {line}", code=code,
                               line=ignore.line)  # fmt: skip
                hint = message("remove the comment, or put it on the line of the problem")
                yield Problem(ignore.place, Severity.WARNING, "unused-ignore", text, hint)

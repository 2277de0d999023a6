"""`kio check` for people: each problem with the line in which it stands, its mend and the places it has to do with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kio.checking.catalogue import Check
from kio.locale import say
from kio.message import message
from kio.problem import Problem, Related, Severity
from kio.render.check_frame import frame
from kio.render.check_report import Report
from kio.render.check_statistics import statistics, title
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.problems import first_line, inert, place_text
from kio.render.symbols import LATE, STRONG

MOST_OF_A_FILE, MOST = 20, 200
STYLES = {Severity.ERROR: LATE, Severity.WARNING: "#000000 on #f0e442", Severity.NOTE: "#000000 on #56b4e9"}
"""Fills, since no yellow letters can be read on a white screen; the word and the carets are there without them."""
LinesOf = Callable[[str], Sequence[str] | None]


def report_text(report: Report, lines_of: LinesOf, face: Face, *, wrap: bool = False) -> Sheet:
    """All problems up to a bound, a free line between two of them; `wrap` breaks hints where the screen ends.

    `lines_of` gives the lines of a file, or None where they may not or cannot be shown. A line that names a place is
    never broken, since editors read it.
    """
    files = _by_file(report.problems)
    shown = worst([problem for listed in files for problem in worst(listed, MOST_OF_A_FILE)], MOST)
    lines: list[Line] = []
    for problem in shown:
        lines += ([], *_block(problem, lines_of, face, wrap=wrap))
    more = len(report.problems) - len(shown)
    if more:
        said = message("and {count} more: {command} shows all", count=more, command="kio check --format concise")
        lines += ([], [Piece(face.say(said))])
    return Sheet(lines[1:])


def statistics_text(report: Report, catalogue: Mapping[str, Check], face: Face) -> Sheet:
    """How often each kind of problem was found, a row each; on a narrow screen what it means stands below it."""
    kinds = statistics(report)
    widths = (
        max((len(str(kind.times)) for kind in kinds), default=0),
        max(len(severity) for severity in Severity),
        max((len(kind.code) for kind in kinds), default=0),
    )
    room = face.width - sum(widths) - 2 * len(widths)
    lines: list[Line] = []
    for kind in kinds:
        cells = [
            [[Piece(f"{kind.times:>{widths[0]}}", STRONG)]],
            [[Piece(kind.severity.value, STYLES[kind.severity])]],
            [[Piece(kind.code)]],
        ]
        meant = title(kind.code, catalogue, face.language)
        said = [] if meant is None else [Piece(face.fit(meant))]
        if face.narrow:
            below = flow(said, face.width - widths[0] - 2) if said else []
            lines += (*beside(cells, widths), *indented(below, widths[0] + 2))
        else:
            lines += beside([*cells, flow(said, room)], (*widths, room))
    return Sheet(lines)


def worst(problems: Sequence[Problem], most: int) -> list[Problem]:
    """At most so many problems, errors before warnings before notes, in the order in which they were given."""
    rank = {severity: number for number, severity in enumerate(Severity)}
    kept = sorted(range(len(problems)), key=lambda index: rank[problems[index].severity])[:most]
    return [problems[index] for index in sorted(kept)]


def _by_file(problems: Iterable[Problem]) -> Iterable[list[Problem]]:
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.location.file, []).append(problem)
    return files.values()


def _block(problem: Problem, lines_of: LinesOf, face: Face, *, wrap: bool) -> list[Line]:
    style = STYLES[problem.severity]
    lines = [_first(problem, face), *frame(problem.location, lines_of(problem.location.file), face, style)]
    hints = [] if problem.hint is None else [face.say(message("hint: {hint}", hint=problem.hint))]
    for said in (*hints, *(_related(place, problem, face) for place in problem.related)):
        text = inert(said)
        lines += indented(flow([Piece(text)], face.width - 2) if wrap else [[Piece(text)]], 2)
    return lines


def _first(problem: Problem, face: Face) -> Line:
    """The fixed first line in pieces, with the same text."""
    kind = f"{problem.severity.value}[{problem.code}]"
    # What a screen cannot show is left out, which can bring together what was no command before.
    place, _, said = inert(face.fit(first_line(problem, face.language))).partition(f": {kind}: ")
    return [Piece(place, STRONG), Piece(": "), Piece(kind, STYLES[problem.severity]), Piece(f": {said}")]


def _related(related: Related, problem: Problem, face: Face) -> str:
    location = related.location
    same = location.file == problem.location.file
    place = f"{location.line}:{location.column}" if same else place_text(location)
    return face.fit(f"{say(related.message, face.language)}: {place}")

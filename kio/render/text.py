"""The screens of `kio status` and `kio list`, as sheets that rich prints on a console of any width."""

from __future__ import annotations

from collections.abc import Sequence

from kio.actions import Action
from kio.evaluation.result import DONE, ChecklistResult, Result, Standing, Status, Unders, applicable
from kio.message import Message, message
from kio.models.record import Entry
from kio.problem import Problem
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.problems import problem_lines
from kio.render.rows import FEW, otherwise, requirement_lines
from kio.render.sections import spaced, supposed_lines, warned
from kio.render.symbols import BAR, LATE, STRONG
from kio.render.words import STATUS_WORDS, Term, actor, bar, dotted, share, window

ACTOR_WIDTH, DAY_WIDTH, BAR_WIDTH = 16, 12, 40
TOLD_APART_BY = ("choice", "whole_number")  # types of field that tell one planned entry from another in a word


def status_text(standing: Standing, actions: Sequence[Action], problems: Sequence[Problem], face: Face) -> Sheet:
    """Where a trainee stands: head, checklists, what comes next, what is planned and the record's problems."""
    sections = [
        _head(standing, face) + warned(problems, face),
        *(_checklist(part, standing, face) for part in standing.checklists if part.status != Status.NOT_APPLICABLE),
        _next(standing, actions, face),
        _planned(standing, face),
        _problems(problems, face),
    ]
    return Sheet(spaced(sections))


def _head(standing: Standing, face: Face) -> list[Line]:
    trainee = standing.trainee
    name = [Piece(face.say(trainee.name), STRONG), Piece(f"({face.say(trainee.id)})")]
    place = [
        message("track: {title}", title=standing.track.title),
        message("group: {group}", group=trainee.group) if trainee.group else None,
        message("phase: {title}", title=standing.phase.title),
    ]
    day = [
        _edition(standing),
        message("as of {day}", day=standing.on),
    ]
    facts = [line for said in (place, day) for line in _facts([face.say(one) for one in said if one], face)]
    return [*flow(name, face.width), *facts, *supposition(standing, face), *_progress(standing, face)]


def supposition(standing: Standing, face: Face) -> list[Line]:
    """What does not hold but was asked for, so that nobody takes the answer for the decided one."""
    lines, edition = supposed_lines(standing.supposed, face), standing.edition
    if standing.supposed_edition and edition:
        said = message("supposed: the edition {title}", title=edition.title or edition.id)
        lines += flow([Piece(face.say(said), LATE)], face.width)
    return lines


def _edition(standing: Standing) -> Message | None:
    edition = standing.edition
    if edition is not None:
        return message("edition: {title}", title=edition.title or edition.id)
    return message("no edition holds on the day that binds") if standing.programme.editions else None


def _facts(texts: list[str], face: Face) -> list[Line]:
    if face.narrow:
        return [line for text in texts for line in flow([Piece(text)], face.width)]
    return flow(dotted(texts, face), face.width)


def _progress(standing: Standing, face: Face) -> list[Line]:
    counted = face.say(share(standing.met, standing.of))
    size = min(BAR_WIDTH, face.width - len(counted) - 1)
    drawn = bar(standing.met, standing.of, size, face)
    return flow([Piece(drawn, BAR), Piece(counted, STRONG)], face.width)


def _checklist(part: ChecklistResult, standing: Standing, face: Face) -> list[Line]:
    results = applicable(part.results)
    met = sum(result.status in DONE for result in results)
    about = [face.say(STATUS_WORDS[part.status]), face.say(share(met, len(results)))]
    if not part.relevant and part.status not in DONE:
        about.append(face.say(message("this comes later")))
    heading = [Piece(face.say(part.checklist.title), STRONG), Piece(face.symbols.dot), *dotted(about, face)]
    rows = [line for result in results for line in requirement_lines(result, standing.on, face)]
    return [*flow(heading, face.width), *rows, *_readings(part.results, standing, face)]


def _readings(results: Sequence[Result], standing: Standing, face: Face) -> list[Line]:
    """Below a checklist: where another reading of the sources matters for it; if asked, also where none does."""
    ways = list(otherwise(results, standing.unders))
    shown = ways if face.sources or len(ways) <= FEW + 1 else ways[:FEW]
    said = [face.say(one) for one in shown]
    if len(shown) < len(ways):
        more = "{count} more readings change something here; --sources names them"
        said.append(face.say(message(more, count=len(ways) - len(shown))))
    asked = applicable(results)
    same = tuple(result.requirement.title for result in asked if _is_same(standing.unders.get(result.name)))
    if face.sources and same:
        said.append(face.say(message("the same under every reading of what is open: {titles}", titles=same)))
    return [line for text in said for line in indented(flow([Piece(text)], face.width - 1), 1)]


def _is_same(unders: Unders | None) -> bool:
    return unders is not None and unders.same


def _next(standing: Standing, actions: Sequence[Action], face: Face) -> list[Line]:
    heading = [[Piece(face.say(message("What comes next")), STRONG)]]
    if not actions:
        return [*heading, *indented(flow([Piece(face.say(message("nothing has to be done now")))], face.width - 1), 1)]
    return [*heading, *(line for action in actions for line in _action(action, standing, face))]


def _action(action: Action, standing: Standing, face: Face) -> list[Line]:
    who = Piece(face.say(actor(action.who, standing.programme.actors.get(action.who))))
    what = Piece(face.say(action.what), STRONG)
    when = window(Term(action.from_, action.until, action.late, action.planned), standing.on, face)
    if face.narrow:
        body = [line for field in ([what], when) if field for line in indented(flow(field, face.width - 3), 3)]
        return [*indented(flow([Piece(face.symbols.bullet), who], face.width - 1), 1), *body]
    width = face.width - ACTOR_WIDTH - 3
    dot = [Piece(face.symbols.dot)] if when else []
    cells = [flow([who], ACTOR_WIDTH), flow([what, *dot, *when], width)]
    return indented(beside(cells, (ACTOR_WIDTH, width)), 1)


def _planned(standing: Standing, face: Face) -> list[Line]:
    results = (entry for part in standing.checklists for result in part.results for entry in result.why.planned)
    log = (entry for entry in standing.trainee.log if entry.date > standing.on)
    entries = sorted({id(entry): entry for entry in (*log, *results)}.values(), key=lambda entry: entry.date)
    if not entries:
        return []
    rows = (line for entry in entries for line in _planned_entry(entry, standing, face))
    return [[Piece(face.say(message("Planned")), STRONG)], *rows]


def _planned_entry(entry: Entry, standing: Standing, face: Face) -> list[Line]:
    kind = standing.programme.entries.get(entry.type)
    fields = kind.fields.values() if kind else ()
    given = ((field, entry.values.get(field.name)) for field in fields if field.type in TOLD_APART_BY)
    values = [field.choices.get(str(value), value) for field, value in given if value is not None]
    said = message("{title}: {values}", title=kind.title, values=tuple(values)) if kind and values else None
    what = [Piece(face.say(said or (kind.title if kind else entry.type)))]
    day = [Piece(face.say(entry.date))]
    if face.narrow:
        return indented([*flow(day, face.width - 1), *flow(what, face.width - 1)], 1)
    width = face.width - DAY_WIDTH - 3
    return indented(beside([[day], flow(what, width)], (DAY_WIDTH, width)), 1)


def _problems(problems: Sequence[Problem], face: Face) -> list[Line]:
    if not problems:
        return []
    lines: list[Line] = [[Piece(face.say(message("Problems in this record")), STRONG)]]
    for problem in problems:
        first, *hints = problem_lines(problem, face.language)
        lines += flow([Piece(face.fit(first))], face.width)
        lines += (line for hint in hints for line in indented(flow([Piece(face.fit(hint.strip()))], face.width - 2), 2))
    return lines

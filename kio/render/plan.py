"""The screen of `kio plan`: the answer, what holds it, the steps with their days, and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from kio.evaluation.result import Result
from kio.message import Message, message
from kio.models.record import Entry
from kio.planning.plan import Plan, Prospect, Step, Unplanned
from kio.planning.reasons import Link
from kio.problem import Problem
from kio.programme.model import Programme, Question
from kio.programme.requirement import Steps
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.problems import problem_lines
from kio.render.sections import heading, listed, spaced, warned
from kio.render.symbols import LATE, STRONG
from kio.render.text import TOLD_APART_BY
from kio.render.words import STATUS_WORDS, actor, dotted

DAY_WIDTH = 12


def plan_text(plan: Plan, problems: Sequence[Problem], face: Face) -> Sheet:
    """The plan of a trainee."""
    sections = [
        _answer(plan, face) + _about(plan, face) + warned(problems, face),
        _results(message("To be decided first"), plan.undecided, face),
        _unplanned(plan, face),
        _results(message("Nothing that could be recorded was found for"), plan.unsolved, face),
        _chain(plan, face),
        _steps(plan, face),
        _needed(plan, face),
        _results(_beside_title(plan), plan.beside, face),
        listed(message("Assumed"), [face.say(said) for said in plan.assumptions], face),
        listed(message("Problems in this record"), _problems(problems, face), face),
    ]
    return Sheet(spaced(sections))


# --- the answer


def _answer(plan: Plan, face: Face) -> list[Line]:
    lines = flow([Piece(face.say(said), STRONG) for said in (_said(plan),)], face.width)
    then = _then(plan)
    return [*lines, *(flow([Piece(face.say(then))], face.width) if then else [])]


def _said(plan: Plan) -> Message:
    name, goal = plan.standing.trainee.name, plan.goal.title if plan.goal else ""
    values = {"name": name, "goal": goal, "day": plan.day, "by": plan.by}
    match plan.answer:
        case Prospect.REACHED if plan.day and plan.ended:
            return message("{name}: {goal} since {day}; by now: {phase}", phase=plan.ended.title, **values)
        case Prospect.REACHED if plan.day:
            return message("{name}: {goal} since {day}", **values)
        case Prospect.REACHED:
            return message("{name}: {goal} already", **values)
        case Prospect.POSSIBLE if plan.in_time is True:
            return message("{name}: yes, it can be by {by}; on {day} at the earliest ({goal})", **values)
        case Prospect.POSSIBLE if plan.in_time is False:
            return message("{name}: no, it cannot be by {by}; on {day} at the earliest ({goal})", **values)
        case Prospect.POSSIBLE:
            return message("{name}: on {day} at the earliest ({goal})", **values)
        case Prospect.UNDECIDED:
            titles = tuple(one.requirement.title for one in plan.undecided)
            return message("{name}: no day before this is decided: {titles}", titles=titles, **values)
        case Prospect.UNPLANNED:
            return message("{name}: no day can be given before what is still missing is planned", **values)
        case Prospect.ENDED:
            phase = plan.ended.title if plan.ended else ""
            return message("{name}: no day can be given, for the phase is: {phase}", phase=phase, **values)
        case Prospect.NO_GOAL:
            return message("{name}: the rules name no goal for this track", **values)
        case _:
            return message("{name}: no day can be worked out", **values)


def _then(plan: Plan) -> Message | None:
    """What would follow if what is open were decided, or planned."""
    values = {"goal": plan.goal.title if plan.goal else "", "by": plan.by, "day": plan.if_decided or plan.not_before}
    too_late = plan.in_time is False
    if plan.if_decided and too_late:
        return message("even if it is decided in favour not by {by}; on {day} at the earliest ({goal})", **values)
    if plan.if_decided:
        return message("if it is decided in favour: on {day} at the earliest ({goal})", **values)
    if plan.not_before and too_late:
        return message("not by {by}: in no case before {day} ({goal})", **values)
    return message("in no case before {day} ({goal})", **values) if plan.not_before else None


def _about(plan: Plan, face: Face) -> list[Line]:
    standing = plan.standing
    said = [
        message("track: {title}", title=standing.track.title),
        message("phase: {title}", title=standing.phase.title),
        message("as of {day}", day=standing.on),
    ]
    return flow(dotted([face.say(one) for one in said], face), face.width)


# --- what holds it


def _chain(plan: Plan, face: Face) -> list[Line]:
    if plan.answer is Prospect.REACHED or not (plan.day or plan.if_decided or plan.not_before):
        return []
    if not plan.chain:
        said = message("no term and no plan holds it: everything that is missing can be done at once")
        return flow([Piece(face.say(said))], face.width)
    rows = [line for link in plan.chain for line in _link(link, face)]
    rest = flow([Piece(face.say(message("everything else can be ready before")))], face.width - 1)
    return [*heading(message("What holds it"), face), *rows, *indented(rest, 1)]


def _link(link: Link, face: Face) -> list[Line]:
    return _row(
        link.day, [Piece(face.say(link.title), STRONG), Piece(face.symbols.dot), Piece(face.say(link.why))], face
    )


def _row(day: date, what: list[Piece], face: Face) -> list[Line]:
    said = [Piece(face.say(day))]
    if face.narrow:
        return indented([*flow(said, face.width - 1), *indented(flow(what, face.width - 3), 2)], 1)
    width = face.width - DAY_WIDTH - 3
    return indented(beside([[said], flow(what, width)], (DAY_WIDTH, width)), 1)


# --- the steps


def _steps(plan: Plan, face: Face) -> list[Line]:
    if not plan.steps:
        return []
    title = message("Steps, each on its first possible day")
    rows = [line for same in _alike(plan.steps, plan.standing.programme.questions) for line in _step(same, plan, face)]
    return [*heading(title, face), *rows]


def _alike(steps: Sequence[Step], questions: Mapping[str, Question]) -> Iterator[list[Step]]:
    """Steps of one day that a screen would show in the same words."""

    def shown(step: Step) -> tuple[object, ...]:
        name = step.requirement.name if step.requirement else None
        ordered = isinstance(step.requirement.kind(questions), Steps) if step.requirement else True
        return step.day, step.planned, name, step.entry.type, step.late, id(step) if ordered else None

    return (list(same) for _, same in groupby(steps, shown))


def _step(same: list[Step], plan: Plan, face: Face) -> list[Line]:
    step = same[0]
    return _row(step.day, list(_dotted(_parts(same, plan.standing.programme, face), face)), face)


def _parts(same: list[Step], programme: Programme, face: Face) -> Iterator[tuple[object, str]]:
    """What a step is for, what is recorded where that says more, who must act, and when."""
    step = same[0]
    title = programme.entries[step.entry.type].title
    if step.requirement is None:
        yield _told(step.entry, programme), STRONG
    else:
        asked = step.requirement.requirement
        yield asked.title, STRONG
        if len(same) > 1:
            yield message("{count} {times} {what}", count=len(same), times=face.symbols.times, what=title), ""
        elif isinstance(step.requirement.kind(programme.questions), Steps):
            yield _told(step.entry, programme), ""
        if asked.act and not step.planned:
            yield actor(asked.act.who, programme.actors.get(asked.act.who)), ""
    yield from _when(same, programme)


def _dotted(parts: Iterator[tuple[object, str]], face: Face) -> Iterator[Piece]:
    for at, (said, style) in enumerate(parts):
        if at:
            yield Piece(face.symbols.dot)
        yield Piece(face.say(said), style)


def _when(same: list[Step], programme: Programme) -> Iterator[tuple[Message, str]]:
    step = same[0]
    if step.planned:
        yield message("planned"), ""
    if step.adds:
        fields = programme.entries[step.entry.type].fields
        yield message("still to come: {fields}", fields=tuple(fields[name].title for name in step.adds)), ""
    if step.late:
        deadline = step.requirement.deadline if step.requirement else None
        yield message("the term was {day}", day=deadline), LATE
    latest = max((one.latest for one in same if one.latest), default=None)
    if latest is not None and latest > step.day:
        yield message("can wait until {day}", day=latest), ""


def _told(entry: Entry, programme: Programme) -> Message | object:
    """An entry in a word, with the choices that tell it from others of its type."""
    kind = programme.entries[entry.type]
    given = ((field, entry.values.get(field.name)) for field in kind.fields.values() if field.type in TOLD_APART_BY)
    values = tuple(field.choices.get(str(value), value) for field, value in given if value is not None)
    return message("{title}: {values}", title=kind.title, values=values) if values else kind.title


# --- what else is to be said


def _needed(plan: Plan, face: Face) -> list[Line]:
    said = [
        message("{pace}: at least {number}", number=one.rate.number, pace=one.rate.pace.title) for one in plan.needed
    ]
    if not plan.by:
        return []
    return listed(message("To be ready by {day}", day=plan.by), [face.say(one) for one in said], face)


def _results(title: Message, results: Sequence[Result], face: Face) -> list[Line]:
    said = [
        face.say(
            message(
                "{title} ({status}): {reason}",
                title=one.requirement.title,
                status=STATUS_WORDS[one.status],
                reason=one.why.reason,
            )
        )
        for one in results
    ]
    return listed(title, said, face)


def _unplanned(plan: Plan, face: Face) -> list[Line]:
    if plan.answer in (Prospect.REACHED, Prospect.ENDED):
        return []
    programme = plan.standing.programme
    texts = [face.say(_missing(one)) for one in plan.unplanned]
    skipped = "{what} on {day}: the group plans it while nobody is expected"
    texts += [face.say(message(skipped, what=_told(one, programme), day=one.date)) for one in plan.skipped]
    return listed(message("Not planned yet"), texts, face)


def _problems(problems: Sequence[Problem], face: Face) -> list[str]:
    each = (problem_lines(problem, face.language) for problem in problems)
    return [face.fit(f" {face.symbols.dot} ".join(line.strip() for line in said)) for said in each]


def _missing(one: Unplanned) -> object:
    title = one.result.requirement.title
    if one.missed is None:
        return title
    return message("{title}: was planned for {day}, and nothing is recorded", title=title, day=one.missed.date)


def _beside_title(plan: Plan) -> Message:
    if plan.day:
        return message("Asked as well and not met on {day}, though the goal does not depend on it", day=plan.day)
    return message("Asked as well and not met, though the goal does not depend on it")

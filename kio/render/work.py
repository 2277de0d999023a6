"""The screens of `kio next`: what must be done for one trainee, and the work for a cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kio.actions import TRAINEE, Action, Unlocked, Wanted
from kio.cohort import Row
from kio.evaluation.result import Standing
from kio.message import Message, Text, message, plural
from kio.models.record import Person
from kio.render.face import Face
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.sections import spaced
from kio.render.symbols import STRONG
from kio.render.words import Term, actor, dotted, window
from kio.worklist.choosing import Group, Task

ACTOR_WIDTH, NAME_WIDTH = 18, 26
MOST_UNLOCKED = 3
"""So many of what waits for something are named; of others it is said how many there are."""


class Names(NamedTuple):
    """What actors are called by the programmes, and people by people.yaml."""

    actors: Mapping[str, Text]
    people: Mapping[str, Person]

    def person(self, identifier: str) -> str:
        """The name, or the id of somebody of whom none is known."""
        return self.people[identifier].name if identifier in self.people else identifier

    def who(self, action: Action, face: Face) -> list[Piece]:
        """The role, with the person where one is known."""
        said = [face.say(actor(action.who, self.actors.get(action.who)))]
        if action.person:
            said.append(face.say(self.person(action.person)))
        return [Piece(text) for text in said]


# --- one trainee


def next_text(
    standing: Standing, actions: Sequence[Action], face: Face, names: Names, nothing: Message | None
) -> Sheet:
    """What must be done for somebody, the most urgent first; `nothing` says why there is nothing to do."""
    trainee = standing.trainee
    facts = [message("phase: {title}", title=standing.phase.title), message("as of {day}", day=standing.on)]
    head = [
        *flow([Piece(face.say(trainee.name), STRONG), Piece(f"({face.say(trainee.id)})")], face.width),
        *flow(dotted([face.say(fact) for fact in facts], face), face.width),
    ]
    if nothing is not None:
        said = message("nothing has to be done now: {why}", why=nothing)
        return Sheet(spaced([head, flow([Piece(face.say(said))], face.width)]))
    return Sheet(spaced([head, *(_action(action, standing.on, face, names) for action in actions)]))


def _action(action: Action, on: date, face: Face, names: Names) -> list[Line]:
    who = names.who(action, face)
    if face.narrow:
        said = _said(action, on, face, face.width - 2)
        return [*flow(who, face.width), *indented(said, 2)]
    width = face.width - ACTOR_WIDTH - 2
    return beside([flow(who, ACTOR_WIDTH), _said(action, on, face, width)], (ACTOR_WIDTH, width))


def _said(action: Action, on: date, face: Face, width: int) -> list[Line]:
    """What, when, which evidence is wanted, and what waits for it."""
    lines = flow([Piece(face.say(action.what), STRONG)], width)
    when = window(Term(action.from_, action.until, action.late, action.planned), on, face)
    lines += flow(when, width) if when else []
    for said in (*_evidence(action), *_unlocks(action)):
        lines += flow([Piece(face.say(said))], width)
    return lines


def _evidence(action: Action) -> list[Message]:
    said = [_wanted(wanted) for wanted in action.evidence]
    return [message("to record: {evidence}", evidence=_joined(said))] if said else []


def _wanted(wanted: Wanted) -> object:
    if not wanted.entries:
        return message("in the head of the record: {fields}", fields=wanted.fields)
    if not wanted.fields:
        return wanted.entries
    return message("{entry} ({fields})", entry=wanted.entries, fields=wanted.fields)


def _joined(said: Sequence[object]) -> object:
    found = said[0]
    for one in said[1:]:
        found = message("{first}; {second}", first=found, second=one)
    return found


def _unlocks(action: Action) -> list[Message]:
    titles = tuple(_unlocked(one) for one in action.unlocks)
    if not titles:
        return []
    more = len(titles) - MOST_UNLOCKED
    if more > 1:  # one more is not worth a number
        text = "waiting for this: {titles}, and {count} more"
        return [plural(text, text, more, titles=titles[:MOST_UNLOCKED])]
    return [message("waiting for this: {titles}", titles=titles)]


def _unlocked(one: Unlocked) -> Message | Text:
    return message("the phase '{title}'", title=one.title) if one.kind == "phase" else one.title


# --- a cohort


def worklist_text(on: date, groups: Sequence[Group], by: str, face: Face, names: Names) -> Sheet:
    """The work of a cohort in groups, with a summary."""
    sections = [[*_heading(group, by, face, names), *_tasks(group, by, on, face, names)] for group in groups]
    tasks = [task for group in groups for task in group.tasks]
    return Sheet(spaced([*sections, _summary(on, tasks, face)]))


def _heading(group: Group, by: str, face: Face, names: Names) -> list[Line]:
    count = [Piece(face.symbols.dot), Piece(str(len(group.tasks)))]
    return flow([*_title(group, by, face, names), *count], face.width)


def _title(group: Group, by: str, face: Face, names: Names) -> list[Piece]:
    first = group.tasks[0]
    if by == "trainee" or group.who == TRAINEE:
        return [Piece(face.say(first.row.name), STRONG), Piece(f"({face.say(first.row.id)})")]
    if by == "person":
        role = actor(first.action.who, names.actors.get(first.action.who))
        if group.person is None:
            return [Piece(face.say(role), STRONG)]
        return [Piece(face.say(names.person(group.person)), STRONG), Piece(f"({face.say(role)})")]
    said = message("late") if group.late else group.day or message("without a day")
    return [Piece(face.say(said), STRONG)]


def _tasks(group: Group, by: str, on: date, face: Face, names: Names) -> list[Line]:
    """A line for each: for whom or by whom where the heading does not say it, and what."""
    return [line for task in group.tasks for line in _task(task, _told(group, by, task, face, names), on, face)]


def _told(group: Group, by: str, task: Task, face: Face, names: Names) -> list[list[Piece]]:
    trainee, who = [Piece(face.say(task.row.name))], names.who(task.action, face)
    if by == "trainee":
        return [who]
    if by == "person":
        return [] if group.who == TRAINEE else [trainee]
    return [trainee] if task.action.who == TRAINEE else [trainee, who]


def _task(task: Task, told: Sequence[list[Piece]], on: date, face: Face) -> list[Line]:
    action = task.action
    when = window(Term(action.from_, action.until, action.late, action.planned), on, face)
    what = [Piece(face.say(action.what)), *([Piece(face.symbols.dot), *when] if when else [])]
    if not told:
        bullet = [[Piece(face.symbols.bullet)]]
        return indented(beside([bullet, flow(what, face.width - 3)], (1, face.width - 3), 1), 1)
    narrow = face.narrow
    left = [line for said in told for line in flow(said, face.width - 1 if narrow else NAME_WIDTH)]
    if narrow:
        return indented([*left, *indented(flow(what, face.width - 3), 2)], 1)
    width = face.width - NAME_WIDTH - 3
    return indented(beside([left, flow(what, width)], (NAME_WIDTH, width)), 1)


def _summary(on: date, tasks: Sequence[Task], face: Face) -> list[Line]:
    people: dict[str, Row] = {task.row.id: task.row for task in tasks}
    late = sum(task.action.late for task in tasks)
    texts = [
        face.say(plural("{count} thing to do", "{count} things to do", len(tasks))),
        face.say(plural("for {count} trainee", "for {count} trainees", len(people))),
        face.say(plural("{count} late", "{count} late", late)),
        face.say(message("as of {day}", day=on)),
    ]
    return flow(dotted(texts, face), face.width)

"""From day to day towards the goal: what is planned happens, what is lacking is made up as soon as it can count."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kio.evaluation.engine import Engine
from kio.evaluation.explaining import explained
from kio.evaluation.finding import Answer
from kio.evaluation.result import DONE, Status
from kio.evaluation.view import Case
from kio.planning.ahead import with_plan
from kio.planning.asked import answers, named
from kio.planning.change import Change, Changes, applied
from kio.planning.lacking import PASSED, waits
from kio.planning.pacing import Rate, days_of_type, free_days
from kio.planning.stepping import Moment, Stepper
from kio.planning.turns import Turns, days_of, next_day, walk
from kio.programme.language import ByReading, Day, Position
from kio.programme.model import Phase, Programme
from kio.programme.requirement import Enough, Grouped, Kind

MOST_DAYS, MOST_ON_A_DAY = 400, 400


class Hold(NamedTuple):
    """What kept a requirement waiting: a day that had to come, requirements that had to be met, or a pace."""

    day: Day | None = None
    names: tuple[str, ...] = ()
    rate: Rate | None = None
    idle: Phase | None = None


class Made(NamedTuple):
    """Something that was made up for a requirement on a day, and what had kept it until then (None: nothing)."""

    change: Change
    requirement: str
    day: date
    hold: Hold | None = None


class Simulation:
    """A case on its way; `skipped` are plans of the group that do not hold, since nobody comes on that day.

    What groups plan comes from plans alone, unless it is to be `supposed` too. What counts the same entries as one of
    the requirements that come `first` waits until that is met, and entries whose order counts have days of their own.
    """

    def __init__(
        self,
        case: Case,
        on: date,
        paces: tuple[Rate, ...],
        goals: tuple[Phase, ...],
        *,
        supposed: bool = False,
        first: tuple[str, ...] = (),
    ) -> None:
        self.on = on
        self.paces = paces
        self.goals = goals
        barred = frozenset(plan.entries for plan in case.programme.groups.values())
        self.supposed, self.first = supposed, first
        self._apart = ordered_types(case.programme) if first else set()
        self.stepper = Stepper(on, frozenset() if supposed else barred)
        self.turns = Turns(case.programme)
        self.case, self.skipped = with_plan(self.stepper, case, on)
        self.made: list[Made] = []
        self.known = self.case.trainee.log
        self.start = self.stepper.engine(self.case, on)
        """The case as it is, with what the group plans."""
        self._holds: dict[str, Hold] = {}
        self._engines: dict[date, Engine] = {}

    def engine(self, day: date) -> Engine:
        """The case as it is now, on a day."""
        found = self._engines.get(day)
        if found is None:
            found = self._engines[day] = self.stepper.engine(self.case, day)
        return found

    def change(self, case: Case) -> None:
        """Go on with another case."""
        self.case = case
        self._engines = {}

    def reached(self, day: date) -> bool:
        """Whether the goal holds on a day."""
        return self.engine(day).phase() in self.goals

    def run(self) -> tuple[date, bool]:
        """The day on which the goal is reached; else the last day on which anything could change, and no."""
        day = self.on
        for _ in range(MOST_DAYS):
            self._fill(day)
            if self.reached(day):
                return day, True
            later = [*self.turns.after(self.engine(day)), *free_days(self.paces, self.case.trainee.log, day)]
            if not later:
                break
            day = min(later)
        return day, False

    # --- one day

    def _fill(self, day: date) -> None:
        """Everything that can be recorded on a day, until nothing more can."""
        names = [answer.name for answer in answers(self.engine(day))]
        for _ in range(MOST_ON_A_DAY):
            advanced = [name for name in names if self._advance(name, day)]
            if not advanced:
                return

    def _advance(self, name: str, day: date) -> bool:
        answer = self.engine(day).answer(name)
        if answer.status in PASSED:
            return False
        hold = self._hold(answer, day)
        if hold is not None:
            self._holds[name] = hold
            return False
        if self._cannot(answer, self.engine(day)) or self._comes_by_itself(name, day):
            return False
        planned = [entry.date for entry in explained(self.engine(day), answer).why.planned]
        at = Moment(self.case, day, max([day, *planned]), answer.status is not Status.REVIEW or not waits(answer))
        found = self.stepper.step(at, answer.requirement.kind, name)
        if found is None:
            return False
        full = self._full(found)
        if full is not None:
            self._holds[name] = Hold(rate=full)
            return False
        return not self._crowds(found) and self._take(found, name, at)

    def _hold(self, answer: Answer, day: date) -> Hold | None:
        """What a requirement waits for, where it does."""
        view, requirement = self.engine(day), answer.requirement
        phase = view.phase()
        if phase.idle and phase not in self.goals:
            return Hold(idle=phase)
        checklist = answer.name.partition("/")[0]
        since = next(part.relevant_from for part in view.programme.checklists if part.id == checklist)
        if since is not None and view.day(since) is None:
            return Hold(day=since)
        if answer.status is Status.WAITING:
            return Hold(day=requirement.waits_for) if requirement.waits_for is not None else Hold()
        once = requirement.act.once if requirement.act else ()
        before = [one for name in once for one in named(view, name)]
        before += [one for one in map(view.answer, self.first) if self._yields(answer, one)]
        lacking = tuple(one.name for one in before if one.status not in PASSED)
        if lacking:
            return Hold(names=lacking)
        types = types_of(requirement.kind)
        full = [rate for rate in self.paces if types == {rate.pace.entries} and not self._fits(rate, day)]
        return Hold(rate=full[0]) if full else None

    def _yields(self, answer: Answer, first: Answer) -> bool:
        """Whether a requirement waits for one that comes first and counts the same entries."""
        shared = types_of(answer.requirement.kind) & types_of(first.requirement.kind)
        return bool(shared) and answer.name not in self.first

    def _cannot(self, answer: Answer, view: Engine) -> bool:
        """Whether a person must judge: unless all that is unclear is of something that has not happened yet."""
        if not waits(answer):
            return False
        unclear = [item.entry for item in explained(view, answer).why.not_counted if item.uncertain]
        open_ = bool(unclear) and all(self.stepper.is_open(entry) for entry in unclear)
        return answer.status is not Status.REVIEW or answer.waiver.requested is not None or not open_

    def _comes_by_itself(self, name: str, day: date) -> bool:
        """Whether what is planned meets it on its day."""
        days = {one for entry in self.known for one in days_of(entry) if one > day}
        return any(self.engine(one).answer(name).status in DONE for one in sorted(days))

    def _full(self, changes: Changes) -> Rate | None:
        fresh = [change.entry for change in changes if change.instead is None]
        pairs = ((rate, entry) for rate in self.paces for entry in fresh if entry.type == rate.pace.entries)
        return next((rate for rate, entry in pairs if not self._fits(rate, entry.date)), None)

    def _crowds(self, changes: Changes) -> bool:
        """Whether an entry whose place among others counts would share its day with one of them."""
        fresh = (change.entry for change in changes if change.instead is None and change.entry.type in self._apart)
        return any(entry.date in days_of_type(self.case.trainee.log, entry.type) for entry in fresh)

    def _fits(self, rate: Rate, day: date) -> bool:
        return rate.fits(days_of_type(self.case.trainee.log, rate.pace.entries), day)

    def _take(self, found: Changes, name: str, at: Moment) -> bool:
        """Record something, unless it undoes what was met and cannot be completed so that it does not."""
        before = done_in(self.engine(at.look))
        case, all_found = applied(self.case, found), [(change, name) for change in found]
        self.stepper.own(found)
        lost = before - done_in(self.stepper.engine(case, at.look))
        for broken in lost:
            mend = Moment(case, at.day, at.look, fresh=False)
            kind = self.engine(at.look).answer(broken).requirement.kind
            more = self.stepper.step(mend, kind, broken) or ()
            case = applied(case, more)
            self.stepper.own(more)
            all_found += [(change, name) for change in more]
        if lost and before - done_in(self.stepper.engine(case, at.look)):
            return False
        if self.supposed and self._closes(case, at.look):
            return False
        for change, cause in all_found:
            self._note(change, cause, at.day)
        self.change(case)
        return True

    def _closes(self, case: Case, day: date) -> bool:
        """Whether what is only supposed would close something that is still to be done."""
        later = next_day(day)
        return bool(_failed_in(self.stepper.engine(case, later)) - _failed_in(self.engine(later)))

    def _note(self, change: Change, name: str, day: date) -> None:
        for at, made in enumerate(self.made):
            if made.change.entry is change.instead:
                self.made[at] = made._replace(change=Change(change.entry, made.change.instead))
                return
        self.known = tuple(change.entry if entry is change.instead else entry for entry in self.known)
        self.made.append(Made(change, name, day, self._holds.get(name)))


def done_in(view: Engine) -> set[str]:
    """The names of all requirements that are met or waived."""
    return {answer.name for answer in answers(view) if answer.status in DONE}


def _failed_in(view: Engine) -> set[str]:
    return {answer.name for answer in answers(view) if answer.status is Status.FAILED}


def ordered_types(programme: Programme) -> set[str]:
    """The entry types of which rules ask the how manyth by date an entry is; of one day nobody can tell."""
    rules = (programme.checklists, programme.phases, programme.selections, programme.picks)
    named = {part.selection for part in walk(rules) if isinstance(part, Position)}
    return {kind for name in named for kind in programme.selections[name].types}


def types_of(kind: Kind) -> set[str]:
    """The entry types that a kind counts itself, by whatever reading."""
    match kind:
        case Enough():
            return set(kind.measure.selection.types)
        case Grouped():
            return set(kind.selection.types)
        case ByReading(parts=parts):
            return set().union(*map(types_of, parts.values()))
        case _:
            return set()

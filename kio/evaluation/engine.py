"""The evaluator: joins the parts, remembers what it computed, and turns findings into results with a status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kio.evaluation.amounts import find_amount
from kio.evaluation.bindings import (
    edition_of,
    edition_on,
    parameter_of,
    part_of,
    readings_of,
    supposed_readings,
    track_of,
)
from kio.evaluation.conditions import prepared
from kio.evaluation.days import find_day
from kio.evaluation.enough import is_enough
from kio.evaluation.exceptions import NONE, waiver_of
from kio.evaluation.explaining import explained
from kio.evaluation.finding import Answer
from kio.evaluation.findings import find
from kio.evaluation.measures import measured
from kio.evaluation.memo import Bound, Memo
from kio.evaluation.outcome import absent, asked_somewhere, beneath, overall, status_of
from kio.evaluation.reminders import reminders_of
from kio.evaluation.result import DONE, ChecklistResult, Readings, Standing, Status, Waiver, applicable
from kio.evaluation.selections import find_pick, find_selection
from kio.evaluation.told import find_fact
from kio.evaluation.truth import NO, YES, Truth
from kio.evaluation.view import Bounds, Case, Judged, Limits, Verdict, View
from kio.message import Text
from kio.models.record import Entry, Trainee
from kio.programme.language import Amount, ByReading, Condition, Day, NamedDay, Number, ParameterValue, Selection, Today
from kio.programme.measure import Measure
from kio.programme.model import Checklist, Edition, Phase, Value
from kio.programme.requirement import Elapsed, Enough, Kind, Requirement

NO_PHASE = Phase("none", Text("geen fase", "no phase"), Elapsed(Today()))
"""For a programme in which no phase holds on the day."""


class Engine(View):
    """One case on one day; every answer is computed once. `binds` is the day that binds, if not the record's own.

    `like` is another one of the same case, whose order of entries serves here too; `memo` holds what was found for
    other cases.
    """

    def __init__(
        self,
        case: Case,
        on: date,
        binds: date | None = None,
        decided_by: date | None = None,
        *,
        like: Engine | None = None,
        memo: Memo | None = None,
    ) -> None:
        super().__init__(case, on, decided_by, like=like, memo=memo)
        self._binds = binds
        self._facts: dict[str, Bounds | date | None] = {}
        self._days: dict[int, date | None] = {}
        self._selected: dict[tuple[int, bool], Sequence[Judged]] = {}
        self._answers: dict[str, Answer] = {}
        self._picks: dict[str, tuple[object, ...]] = {}
        self._track: str | None = None
        self._edition: tuple[date, Edition | None] | None = None
        self._phase: Phase | None = None
        self._bound: Bound | None = None
        self._asked = self.memo.asked(self.track())
        rule = self.programme.exceptions
        self._excepted = rule is not None and bool(self.pool((rule.entries,), ongoing=False))

    def track(self) -> str:
        """The track on this day, computed once."""
        if self._track is None:
            self._track = track_of(self)
        return self._track

    def edition(self) -> tuple[date, Edition | None]:
        """The day that binds and the edition in force on it."""
        if self._edition is None:
            self._edition = (self._binds, edition_on(self, self._binds)) if self._binds else edition_of(self)
        return self._edition

    def fact(self, name: str) -> Bounds | date | None:
        """See `kio.evaluation.told`; computed once."""
        if name not in self._facts:
            self._facts[name] = find_fact(self, name)
        return self._facts[name]

    def parameter(self, name: str) -> Value:
        """See `kio.evaluation.bindings`; computed once for all that the same values bind."""
        known = self.bound().parameters
        if name not in known:
            known[name] = parameter_of(self, self.edition()[0], self.programme.parameters[name])
        return known[name]

    def bound(self) -> Bound:
        """What binds this trainee, and others."""
        if self._bound is None:
            self._bound = self.memo.bound(self.edition()[0], self.track(), self.supposed)
        return self._bound

    def readings(self, requirement: Requirement) -> Readings:
        """See `kio.evaluation.bindings`; computed once for all that the same values bind. None of other tracks."""
        known = self.bound().readings
        if id(requirement) not in known:
            mine = not requirement.tracks or self.track() in requirement.tracks
            known[id(requirement)] = readings_of(self, self.edition()[0], requirement) if mine else ()
        return known[id(requirement)]

    def day(self, day: Day) -> date | None:
        """See `kio.evaluation.days`; computed once."""
        while isinstance(day, NamedDay):
            day = self.programme.days[day.name]
        if id(day) not in self._days:
            self._days[id(day)] = find_day(self, day)
        return self._days[id(day)]

    def amount(self, amount: Amount) -> Bounds | None:
        """See `kio.evaluation.amounts`."""
        return find_amount(self, amount)

    def limits(self, kind: Enough) -> Limits:
        """Numbers that the rules give are computed once for all that the same values bind."""
        known = self._bound.limits if self._bound is not None else {}
        found = known.get(id(kind))
        if found is None:
            asked = kind.at_least, kind.at_most
            low, high = (self.amount(amount) if amount is not None else None for amount in asked)
            found = low, high
            if all(amount is None or self._is_fixed(amount) for amount in asked):
                known[id(kind)] = found
        return found

    def _is_fixed(self, amount: Amount) -> bool:
        """Whether an amount is a number by the rules that bind, whatever a record says."""
        if isinstance(amount, ParameterValue):
            return isinstance(self.parameter(amount.name), Number)
        if isinstance(amount, ByReading):
            return self._is_fixed(part_of(self, amount))
        return isinstance(amount, Number)

    def judge(self, condition: Condition, entry: Entry) -> Verdict:
        """See `kio.evaluation.conditions`."""
        return self.judge_each(condition, (entry,))[0]

    def judge_each(self, condition: Condition, entries: Sequence[Entry]) -> list[Verdict]:
        """See `kio.evaluation.conditions`; made ready once for all records."""
        judge = self.memo.judges.get(id(condition))
        if judge is None:
            judge = self.memo.judges[id(condition)] = prepared(self.programme, condition)
        return judge(self, entries)

    def select(self, selection: Selection, ongoing: bool = False) -> Sequence[Judged]:
        """See `kio.evaluation.selections`; computed once."""
        key = (id(selection), ongoing)
        found = self._selected.get(key)
        if found is None:
            found = self._selected[key] = find_selection(self, selection, ongoing)
        return found

    def pick(self, name: str) -> tuple[object, ...]:
        """See `kio.evaluation.selections`; computed once."""
        if name not in self._picks:
            self._picks[name] = find_pick(self, self.programme.picks[name])
        return self._picks[name]

    def measure(self, measure: Measure) -> Bounds:
        """See `kio.evaluation.measures`."""
        return measured(self, measure, self.select(measure.selection))

    def holds(self, kind: Kind) -> Truth:
        """See `kio.evaluation.findings`."""
        return is_enough(self, kind) if isinstance(kind, Enough) else find(self, "", kind).truth

    def waiver(self, name: str) -> Waiver:
        """See `kio.evaluation.exceptions`."""
        return waiver_of(self, name) if self._excepted else NONE

    def answer(self, name: str) -> Answer:
        """The answer of a requirement by its name; computed once."""
        found = self._answers.get(name)
        if found is None:
            requirement = self._asked.requirements.get(name)
            found = (
                self.answer_of(name, requirement)
                if requirement
                else absent(asked_somewhere(self.programme, name), name)
            )
            self._answers[name] = found
        return found

    def answer_of(self, name: str, requirement: Requirement) -> Answer:
        """A finding turned into an answer: exceptions and terms added."""
        asked = self.holds(requirement.when) if requirement.when is not None else YES
        if asked is NO:
            return absent(requirement, name)
        finding = find(self, name, requirement.kind, requirement.remarks)
        if finding.status is Status.NOT_APPLICABLE:
            return absent(requirement, name)
        waiver, without = self.waiver(name), beneath(self, requirement, finding, asked)
        return Answer(name, requirement, status_of(without, waiver), without, finding, waiver, asked)

    def checklist_answers(self, name: str) -> tuple[Answer, ...]:
        """The answers of a checklist; requirements of other tracks are left out."""
        return tuple([self.answer(known) for known in self._asked.names[name]])

    def phase(self) -> Phase:
        """The first phase that holds; computed once."""
        if self._phase is None:
            track = self.track()
            phases = [phase for phase in self.programme.phases if not phase.tracks or track in phase.tracks]
            self._phase = next((phase for phase in phases if self.holds(phase.when) is YES), NO_PHASE)
        return self._phase

    def is_in(self, phase: str) -> bool:
        """Whether a phase holds, also where another one that goes before it does."""
        track, known = self.track(), {item.id: item for item in self.programme.phases}
        found = known.get(phase)
        fits = found is not None and (not found.tracks or track in found.tracks)
        return fits and found is not None and self.holds(found.when) is YES

    def beside(self, other: Trainee) -> tuple[str, str]:
        """The track and the phase of another trainee on the same day."""
        # The other record is judged without further records: two that name each other must not go in circles.
        memo = self.memo if self.decided_by == self.on else None
        engine = Engine(self.case._replace(trainee=other, others={}, planned=()), self.on, memo=memo)
        return engine.track(), engine.phase().id

    def checklist(self, checklist: Checklist) -> ChecklistResult:
        """A checklist's results; requirements of other tracks are left out."""
        results = tuple([explained(self, answer) for answer in self.checklist_answers(checklist.id)])
        relevant = checklist.relevant_from is None or self.day(checklist.relevant_from) is not None
        return ChecklistResult(checklist, overall(results), results, relevant)


def engine_for(case: Case, on: date, memo: Memo | None = None, like: Engine | None = None) -> Engine:
    """The engine of a case on a day; what the group plans is not for somebody who does not come."""
    engine = Engine(case, on, like=like, memo=memo)
    if case.planned and engine.phase().idle:
        return Engine(case._replace(planned=()), on, like=engine, memo=engine.memo)
    return engine


def evaluate(case: Case, on: date, memo: Memo | None = None) -> Standing:
    """Where a trainee stands on a day, with every result; depends on its arguments alone.

    `memo` is what evaluations of other trainees of the same programme, with the same people, found on that day.
    """
    return standing_of(engine_for(case, on, memo))


def standing_of(engine: Engine) -> Standing:
    """Everything that an evaluator finds."""
    checklists = tuple(engine.checklist(checklist) for checklist in engine.programme.checklists)
    shown = tuple(part for part in checklists if part.results)
    mine = applicable(result for part in shown for result in part.results)
    return Standing(
        engine.on,
        engine.programme,
        engine.case.trainee,
        engine.programme.tracks[engine.track()],
        engine.edition()[1],
        engine.phase(),
        shown,
        sum(result.status in DONE for result in mine),
        len(mine),
        supposed=supposed_readings(engine),
        supposed_edition=engine.case.edition is not None,
        reminders=tuple(reminders_of(engine, mine, idle=engine.phase().idle)),
    )

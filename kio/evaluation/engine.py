"""The evaluator: joins the parts, remembers what it computed, and turns findings into results with a status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kio.evaluation.amounts import find_amount
from kio.evaluation.bindings import edition_of, edition_on, parameter_of, readings_of, supposed_readings, track_of
from kio.evaluation.conditions import binding_values, judge_each
from kio.evaluation.days import find_day, waiting_for
from kio.evaluation.enough import is_enough
from kio.evaluation.exceptions import waiver_of
from kio.evaluation.finding import Finding
from kio.evaluation.findings import find
from kio.evaluation.measures import tally
from kio.evaluation.memo import Bound, Memo
from kio.evaluation.outcome import absent, met_on, overall, reason_of, status_of
from kio.evaluation.result import DONE, ChecklistResult, Result, Standing, Status, Waiver, applicable
from kio.evaluation.selections import find_pick, find_selection
from kio.evaluation.told import find_fact
from kio.evaluation.truth import Truth
from kio.evaluation.view import Bounds, Case, Judged, Verdict, View
from kio.message import Message, Text, message
from kio.models.record import Entry, Trainee
from kio.programme.language import Amount, Condition, Day, NamedDay, Selection, Today
from kio.programme.measure import Measure
from kio.programme.model import Checklist, Edition, Phase, Question, Reading, Value
from kio.programme.requirement import Closing, Elapsed, Enough, Kind, Requirement

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
        self._selected: dict[tuple[int, bool], tuple[Judged, ...]] = {}
        self._results: dict[str, Result] = {}
        self._picks: dict[str, tuple[object, ...]] = {}
        self._track: str | None = None
        self._edition: tuple[date, Edition | None] | None = None
        self._phase: Phase | None = None
        self._bound: Bound | None = None
        self._asked = self.memo.asked(self.track())

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

    def readings(self, requirement: Requirement) -> tuple[tuple[Question, Reading], ...]:
        """See `kio.evaluation.bindings`; computed once for all that the same values bind."""
        known = self.bound().readings
        if id(requirement) not in known:
            known[id(requirement)] = readings_of(self, self.edition()[0], requirement)
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

    def judge(self, condition: Condition, entry: Entry) -> Verdict:
        """See `kio.evaluation.conditions`."""
        return self.judge_each(condition, (entry,))[0]

    def judge_each(self, condition: Condition, entries: Sequence[Entry]) -> list[Verdict]:
        """See `kio.evaluation.conditions`; what was found of the same values in any record is not worked out again."""
        inputs, known = self.memo.said(condition)
        if inputs is None:
            return judge_each(self, condition, entries)
        binding = binding_values(self, inputs)
        found = []
        for entry in entries:
            key = (entry.type, entry.date if inputs.dated else None, *map(entry.values.get, inputs.fields), *binding)
            verdict = known.get(key)
            if verdict is None:
                verdict = known[key] = judge_each(self, condition, (entry,))[0]
            found.append(verdict)
        return found

    def select(self, selection: Selection, ongoing: bool = False) -> tuple[Judged, ...]:
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
        return tally(self, measure, self.select(measure.selection)).have

    def holds(self, kind: Kind) -> Truth:
        """See `kio.evaluation.findings`."""
        return is_enough(self, kind) if isinstance(kind, Enough) else find(self, "", kind).truth

    def waiver(self, name: str) -> Waiver:
        """See `kio.evaluation.exceptions`."""
        return waiver_of(self, name)

    def result(self, name: str) -> Result:
        """The result of a requirement by its name; computed once."""
        found = self._results.get(name)
        if found is None:
            requirement = self._asked.requirements.get(name)
            found = self.result_of(name, requirement) if requirement else absent(self.programme_item(name), name)
            self._results[name] = found
        return found

    def programme_item(self, name: str) -> Requirement:
        """The requirement of this name, also where it is not asked of this track."""
        checklist, _, identifier = name.partition("/")
        return next(
            requirement
            for part in self.programme.checklists
            if part.id == checklist
            for requirement in part.requirements
            if requirement.id == identifier
        )

    def result_of(self, name: str, requirement: Requirement) -> Result:
        """A finding turned into a result: exceptions, terms and readings added."""
        asked = self.holds(requirement.when) if requirement.when is not None else Truth.YES
        if asked is Truth.NO:
            return absent(requirement, name)._replace(readings=self.readings(requirement))
        finding = find(self, name, requirement.kind, requirement.remarks)
        if finding.status is Status.NOT_APPLICABLE:
            return absent(requirement, name)
        waiver = self.waiver(name)
        beneath, reason = self._beneath(requirement, finding, asked)
        status = status_of(beneath, waiver)
        deadline = self.day(requirement.deadline) if requirement.deadline is not None else None
        return Result(
            name,
            requirement,
            status,
            beneath,
            reason_of(reason, status, waiver),
            finding.have,
            finding.need,
            finding.evidence,
            finding.not_counted,
            finding.planned,
            finding.children,
            met_on=met_on(finding.met_on, status, waiver),
            earliest=self.day(requirement.earliest) if requirement.earliest is not None else finding.day,
            deadline=deadline,
            late=status not in DONE and deadline is not None and self.on > deadline,
            waiver=waiver,
            readings=self.readings(requirement),
        )

    def _beneath(self, requirement: Requirement, finding: Finding, asked: Truth) -> tuple[Status, Message]:
        """The status without exceptions, with its reason."""
        if finding.truth is Truth.YES:
            return Status.MET, finding.reason
        if asked is Truth.UNKNOWN:
            return Status.REVIEW, message("it is not clear whether this is asked here")
        if finding.truth is Truth.UNKNOWN:
            return Status.REVIEW, finding.reason
        closed = self._closed(requirement.closes) if requirement.closes is not None else None
        if closed:
            return Status.FAILED, message("{first}; {second}", first=finding.reason, second=closed)
        waits = requirement.waits_for
        if finding.status is not Status.FAILED and waits is not None and self.day(waits) is None:
            return Status.WAITING, waiting_for(self, waits)
        return finding.status or Status.OPEN, finding.reason

    def _closed(self, closing: Closing) -> Message | None:
        """Until when it was possible, once that day has passed."""
        day = self.day(closing.day)
        if day is None or self.on < day or (self.on == day and closing.inclusive):
            return None
        if closing.inclusive:
            return message("this was possible until {day}", day=day)
        return message("this was possible before {day}", day=day)

    def checklist_results(self, name: str) -> tuple[Result, ...]:
        """The results of a checklist; requirements of other tracks are left out."""
        return tuple(self.result(known) for known in self._asked.names[name])

    def phase(self) -> Phase:
        """The first phase that holds; computed once."""
        if self._phase is None:
            track = self.track()
            phases = [phase for phase in self.programme.phases if not phase.tracks or track in phase.tracks]
            self._phase = next((phase for phase in phases if self.holds(phase.when) is Truth.YES), NO_PHASE)
        return self._phase

    def is_in(self, phase: str) -> bool:
        """Whether a phase holds, also where another one that goes before it does."""
        track, known = self.track(), {item.id: item for item in self.programme.phases}
        found = known.get(phase)
        fits = found is not None and (not found.tracks or track in found.tracks)
        return fits and found is not None and self.holds(found.when) is Truth.YES

    def beside(self, other: Trainee) -> tuple[str, str]:
        """The track and the phase of another trainee on the same day."""
        # The other record is judged without further records: two that name each other must not go in circles.
        memo = self.memo if self.decided_by == self.on else None
        engine = Engine(self.case._replace(trainee=other, others={}, planned=()), self.on, memo=memo)
        return engine.track(), engine.phase().id

    def checklist(self, checklist: Checklist) -> ChecklistResult:
        """A checklist's results; requirements of other tracks are left out."""
        results = self.checklist_results(checklist.id)
        relevant = checklist.relevant_from is None or self.day(checklist.relevant_from) is not None
        return ChecklistResult(checklist, overall(results), results, relevant)


def engine_for(case: Case, on: date, memo: Memo) -> Engine:
    """The engine of a case on a day; what the group plans is not for somebody who does not come."""
    engine = Engine(case, on, memo=memo)
    if case.planned and engine.phase().idle:
        return Engine(case._replace(planned=()), on, memo=memo)
    return engine


def evaluate(case: Case, on: date, memo: Memo | None = None) -> Standing:
    """Where a trainee stands on a day, with every result; depends on its arguments alone.

    `memo` is what evaluations of other trainees of the same programme, with the same people, found on that day.
    """
    engine = engine_for(case, on, memo or Memo(case.programme))
    checklists = tuple(engine.checklist(checklist) for checklist in engine.programme.checklists)
    shown = tuple(part for part in checklists if part.results)
    mine = applicable(result for part in shown for result in part.results)
    return Standing(
        on,
        engine.programme,
        case.trainee,
        engine.programme.tracks[engine.track()],
        engine.edition()[1],
        engine.phase(),
        shown,
        sum(result.status in DONE for result in mine),
        len(mine),
        supposed=supposed_readings(engine),
        supposed_edition=case.edition is not None,
    )

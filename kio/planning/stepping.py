"""The next entry that brings a requirement nearer: drafts and completions, each judged by the evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import NamedTuple, assert_never

from kio.evaluation.bindings import part_of
from kio.evaluation.engine import Engine
from kio.evaluation.finding import Finding
from kio.evaluation.findings import find
from kio.evaluation.memo import Memo
from kio.evaluation.result import DONE, Status
from kio.evaluation.truth import Truth
from kio.evaluation.view import Case, View
from kio.models.record import Entry
from kio.planning.asked import named
from kio.planning.change import TO_FILL_IN, Change, Changes, applied
from kio.planning.drafting import anywhere, completions, drafts
from kio.planning.groups import Groups
from kio.planning.offers import anything, fresh_key, is_key
from kio.programme.fields import EVIDENCE_LIKE, Field, field_of
from kio.programme.language import ByReading, EntryDay, NamedDay, Selection, Told
from kio.programme.measure import Measure
from kio.programme.requirement import (
    AllOf,
    AnyOf,
    Elapsed,
    Enough,
    Grouped,
    Header,
    Kind,
    LinkedRecord,
    Met,
    Negated,
    Ordered,
    Requirement,
    Settled,
    Steps,
)

JUDGED, MOST_STEPS = 24, 200
"""How many ways of one step are judged, and how many steps a requirement may take."""


class Moment(NamedTuple):
    """A case, the day of what would be recorded, and the day on which it is judged: the same or a later one.

    Where nothing `fresh` is wanted, only what is planned already is completed.
    """

    case: Case
    day: date
    look: date
    fresh: bool = True


class Stepper:
    """For cases of one programme with the same people; `today` tells what has happened from what is planned.

    Of a type that is `barred` no new entry is made up: it comes from plans alone.
    """

    def __init__(self, today: date, barred: frozenset[str] = frozenset()) -> None:
        self.today = today
        self.barred = barred
        self._memos: dict[date, Memo] = {}
        self._groups = Groups()
        self._made: dict[int, Entry] = {}

    def engine(self, case: Case, day: date) -> Engine:
        """The case on a day; what a group plans stands in its log, or does not count."""
        memo = self._memos.get(day)
        if memo is None:
            memo = self._memos[day] = Memo(case.programme)
        return Engine(case._replace(planned=()), day, memo=memo)

    def own(self, changes: Changes) -> None:
        """Remember which entries were made up, so that more of them may be."""
        for change in changes:
            if change.instead is None or self.is_open(change.instead):
                self._made[id(change.entry)] = change.entry

    def is_open(self, entry: Entry) -> bool:
        """Whether an entry has not happened yet, so that anything of it may still be assumed."""
        return entry.date > self.today or id(entry) in self._made

    # --- one step

    def step(self, at: Moment, kind: Kind, name: str) -> Changes | None:
        """Entries that bring a kind nearer, or None where nothing that could be recorded does."""
        match kind:
            case Enough():
                view = self.engine(at.case, at.look)
                return self._selecting(at, kind, kind.measure.selection, list(_beginnings(view, at.day, kind)))
            case Grouped():
                return self._grouped(at, kind)
            case Steps(steps):
                done = int(find(self.engine(at.case, at.look), name, kind).have or 0)
                return self._selecting(at, kind, steps[done].selection, [{}]) if done < len(steps) else None
            case AllOf(parts):
                return self._parts(at, parts, name)
            case AnyOf(parts):
                return self._cheapest(at, parts, name)
            case Met(other):
                return self._others(at, other)
            case Ordered(day, _, other):
                return next((found for one in (day, other) if (found := self._day(at, kind, one))), None)
            case ByReading():
                return self.step(at, part_of(self.engine(at.case, at.look), kind), name)
            case Elapsed() | Negated() | Header() | LinkedRecord() | Told() | Settled():
                return None  # time, the header or what was told decides it, and no entry
            case _:
                assert_never(kind)

    def steps(self, at: Moment, requirement: Requirement, name: str) -> tuple[Changes, Case] | None:
        """All entries that a requirement lacks, as far as they can be of one day; None where that is not enough."""
        done: list[Change] = []
        case = at.case
        for _ in range(MOST_STEPS):
            if self.engine(case, at.look).answer_of(name, requirement).status in DONE:
                return tuple(done), case
            found = self.step(at._replace(case=case), requirement.kind, name)
            if found is None:
                return None
            case = applied(case, found)
            done = merged(done, found)
            self.own(found)
        return None

    # --- kinds that are made of others

    def _grouped(self, at: Moment, kind: Grouped) -> Changes | None:
        view = self.engine(at.case, at.look)
        parts = [part for part in self._groups.parts(view, kind, at.day) if view.holds(part) is not Truth.YES]
        parts.sort(key=lambda part: -view.measure(part.measure).low)  # what is begun already is finished first
        return next((found for part in parts if (found := self.step(at, part, ""))), None)

    def _unmet(self, at: Moment, parts: tuple[Requirement, ...], name: str) -> Iterator[tuple[Requirement, str]]:
        view = self.engine(at.case, at.look)
        for part in parts:
            if part.tracks and view.track() not in part.tracks:
                continue
            status = view.answer_of(f"{name}/{part.id}", part).status
            if status in (Status.OPEN, Status.WAITING):
                yield part, f"{name}/{part.id}"

    def _parts(self, at: Moment, parts: tuple[Requirement, ...], name: str) -> Changes | None:
        unmet = self._unmet(at, parts, name)
        return next((found for part, own in unmet if (found := self.step(at, part.kind, own))), None)

    def _cheapest(self, at: Moment, parts: tuple[Requirement, ...], name: str) -> Changes | None:
        """The next step of the part that takes the fewest entries."""
        whole = [(self.steps(at, part, own), part, own) for part, own in self._unmet(at, parts, name)]
        able = [(len(found[0]), part, own) for found, part, own in whole if found is not None and found[0]]
        if not able:
            return None
        _, part, own = min(able, key=lambda one: one[0])
        return self.step(at, part.kind, own)

    def _others(self, at: Moment, name: str) -> Changes | None:
        view = self.engine(at.case, at.look)
        unmet = (one for one in named(view, name) if one.status in (Status.OPEN, Status.WAITING))
        return next((found for one in unmet if (found := self.step(at, one.requirement.kind, one.name))), None)

    def _day(self, at: Moment, kind: Kind, day: object) -> Changes | None:
        """An entry that gives a day that is not known yet."""
        while isinstance(day, NamedDay):
            day = at.case.programme.days[day.name]
        view = self.engine(at.case, at.look)
        if not isinstance(day, EntryDay) or view.day(day) is not None:
            return None
        return self._selecting(at, kind, day.selection, [{}])

    # --- entries of a selection

    def _selecting(
        self, at: Moment, kind: Kind, selection: Selection, given: list[dict[str, object]]
    ) -> Changes | None:
        view = self.engine(at.case, at.look)
        before = find(view, "", kind)
        ways: Iterator[Changes] = self._completed(at, view, selection)
        if at.fresh and not self.barred & set(selection.types):
            fresh = ((Change(entry),) for values in given for entry in drafts(view, selection, at.day, values))
            ways = chain(ways, fresh, self._with_another(at, selection, given))
        for changes in islice(ways, JUDGED):
            after = find(self.engine(applied(at.case, changes), at.look), "", kind)
            if _is_nearer(before, after):
                return changes
        return None

    def _completed(self, at: Moment, view: View, selection: Selection) -> Iterator[Changes]:
        """What is there and does not count yet, with what it lacks."""
        for item in view.select(selection):
            if item.truth is Truth.YES:
                continue
            may = anywhere if self.is_open(item.entry) else _comes_later
            for whole in completions(view, selection, item.entry, may):
                yield (Change(_not_before(view, whole, item.entry, at.day), item.entry),)

    def _with_another(self, at: Moment, selection: Selection, given: list[dict[str, object]]) -> Iterator[Changes]:
        """A new entry that refers to another new one."""
        programme = at.case.programme
        for kind in selection.types:
            for field in programme.entries[kind].fields.values():
                if field.type != "reference" or field.refers_to is None or field.refers_to in self.barred:
                    continue
                view = self.engine(at.case, at.look)
                for other in islice(drafts(view, Selection((field.refers_to,)), at.day), 2):
                    key = other.values.get(programme.entries[field.refers_to].key or "")
                    richer = self.engine(applied(at.case, (Change(other),)), at.look)
                    for values in given:
                        for entry in drafts(richer, selection, at.day, {**values, field.name: key}):
                            yield Change(other), Change(entry)


def _comes_later(field: Field) -> bool:
    # Of what has happened only a day that comes later and a proof may be added; anything else a person must say.
    return field.type in EVIDENCE_LIKE and not field.limit


def _not_before(view: View, whole: Entry, entry: Entry, day: date) -> Entry:
    """A completed entry in which the days that were filled in are not earlier than the day of recording."""
    fields = view.programme.entries[entry.type].fields
    values = dict(whole.values)
    for name in values.keys() - entry.values.keys():
        given = values[name]
        if isinstance(given, date) and not fields[name].limit:
            values[name] = max(given, day)
    return whole._replace(values=values)


def _is_nearer(before: Finding, after: Finding) -> bool:
    if after.truth is Truth.YES:
        return True
    if before.have is None or after.have is None or (after.need is None and before.need is None):
        return False
    return after.have > before.have


def _beginnings(view: View, day: date, kind: Enough) -> Iterator[dict[str, object]]:
    """The values that decide how much a new entry counts: something new to be told apart, as much as is missing."""
    measure = kind.measure
    if measure.kind == "distinct" and measure.field:
        yield from _fresh(view, day, measure, measure.field)
    elif measure.kind == "sum" and measure.field:
        yield from _enough(view, kind, measure.field)
        yield {}
    else:
        yield {}


def _fresh(view: View, day: date, measure: Measure, name: str) -> Iterator[dict[str, object]]:
    known = {value for item in view.select(measure.selection) for value in view.value(item.entry, name).each()}
    for kind in measure.selection.types:
        field = field_of(view.programme.entries[kind], name)
        if field is None or name == "date":
            yield {}
            continue
        draft = Entry(kind, day, {})
        if is_key(view, draft, field):
            yield {name: fresh_key(view, draft, field)}
            continue
        new = (value for value in anything(view, draft, field) if value not in known)
        yield from ({name: value} for value in islice(new, JUDGED))
        if field.type in ("text", "person"):
            yield {name: f"{TO_FILL_IN} {len(known) + 1}"}


def _enough(view: View, kind: Enough, name: str) -> Iterator[dict[str, object]]:
    need = view.amount(kind.at_least) if kind.at_least else None
    if need is None:
        return
    missing = need.low - view.measure(kind.measure).low
    fields = [field_of(view.programme.entries[one], name) for one in kind.measure.selection.types]
    limits = [field.at_most for field in fields if field is not None and field.at_most is not None]
    each = view.amount(kind.measure.each_at_most) if kind.measure.each_at_most else None
    for amount in dict.fromkeys((missing, min([missing, *limits, *([each.low] if each else [])]), Decimal(1))):
        if amount > 0:
            yield {name: amount}


def merged(done: list[Change], found: Changes) -> list[Change]:
    """Changes with further ones; one that completes an entry of them takes its place."""
    result = list(done)
    for change in found:
        place = next((at for at, one in enumerate(result) if one.entry is change.instead), None)
        if place is None:
            result.append(change)
        else:
            result[place] = Change(change.entry, result[place].instead)
    return result

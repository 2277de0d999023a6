"""Entries that were made up moved to other days: dropped where the goal does without, as late as it allows."""

from __future__ import annotations

from datetime import date, timedelta

from kio.evaluation.explaining import explained
from kio.models.record import Entry
from kio.planning.asked import named, result_of
from kio.planning.change import Change, applied, without
from kio.planning.lacking import PASSED
from kio.planning.pacing import Rate, days_of_type
from kio.planning.simulating import Made, Simulation, done_in
from kio.planning.turns import days_of
from kio.programme.model import Programme

ONE_DAY = timedelta(days=1)


def moved(programme: Programme, entry: Entry, day: date) -> Entry:
    """The entry on another day, and with it those of its days that were the same or would lie before it."""
    fields = programme.entries[entry.type].fields
    values = dict(entry.values)
    for name, value in entry.values.items():
        if isinstance(value, date) and not fields[name].limit and (value == entry.date or value < day):
            values[name] = day
    return entry._replace(date=day, values=values)


class Mover:
    """Moves what a simulation made up, as long as the goal and all that is met on a day stay so."""

    def __init__(self, simulation: Simulation, target: date) -> None:
        self.simulation = simulation
        self.target = target
        self._done = done_in(simulation.engine(target))
        self._early = self._too_early()

    def _holds(self) -> bool:
        simulation = self.simulation
        if not simulation.reached(self.target) or not done_in(simulation.engine(self.target)) >= self._done:
            return False
        return self._too_early() <= self._early

    def _too_early(self) -> set[str]:
        """The checklists of which something that is still to come lies before the day on which their turn comes.

        What serves several checklists belongs to the first.
        """
        view, found, seen = self.simulation.engine(self.target), set(), set()
        for part in view.programme.checklists:
            since = view.day(part.relevant_from) if part.relevant_from is not None else None
            counted = [
                item.entry
                for answer in view.checklist_answers(part.id)
                for item in explained(view, answer).why.evidence
            ]
            own = [entry for entry in counted if id(entry) not in seen and entry.date > self.simulation.on]
            seen |= {id(entry) for entry in counted}
            if since is not None and any(min(days_of(entry)) < since for entry in own):
                found.add(part.id)
        return found

    def drop(self) -> None:
        """Leave out what the goal does without: entries that a later one makes superfluous."""
        for made in list(self.simulation.made):
            if made.change.instead is not None or self._is_named(made.change.entry):
                continue
            before = self.simulation.case
            self.simulation.change(without(before, made.change.entry))
            if self._holds():
                self.simulation.made.remove(made)
            else:
                self.simulation.change(before)

    def _is_named(self, entry: Entry) -> bool:
        """Whether another entry that was made up refers to this one."""
        key = self.simulation.case.programme.entries[entry.type].key
        named = entry.values.get(key) if key else None
        others = (made.change.entry for made in self.simulation.made if made.change.entry is not entry)
        return named is not None and any(named in other.values.values() for other in others)

    def settle(self) -> None:
        """No step is taken before those after which the rules propose it."""
        for name in dict.fromkeys(made.requirement for made in self.simulation.made):
            act = self.simulation.engine(self.target).answer(name).requirement.act
            days = [day for once in (act.once if act else ()) if (day := self._met_on(once)) is not None]
            early = [made for made in self._fresh(name) if days and made.change.entry.date < max(days)]
            if early:
                self._try(early, [max(days)] * len(early))

    def _met_on(self, name: str) -> date | None:
        view = self.simulation.engine(self.target)
        days = [explained(view, one).why.met_on for one in named(view, name) if one.status in PASSED]
        return max((day for day in days if day is not None), default=None)

    def _fresh(self, name: str, kind: str | None = None) -> list[Made]:
        return [
            made
            for made in self.simulation.made
            if made.requirement == name and made.change.instead is None and kind in (None, made.change.entry.type)
        ]

    def _try(self, group: list[Made], days: list[date]) -> bool:
        """Move entries to these days where that changes nothing of what is met; else leave them."""
        simulation, before, kept = self.simulation, self.simulation.case, list(self.simulation.made)
        case = before
        for made, day in zip(group, days, strict=True):
            entry = moved(case.programme, made.change.entry, day)
            case = applied(case, (Change(entry, made.change.entry),))
            place = next(at for at, one in enumerate(simulation.made) if one.change.entry is made.change.entry)
            simulation.made[place] = made._replace(change=Change(entry))
        simulation.change(case)
        if self._holds() and self._keeps_pace(group, days, case.trainee.log):
            return True
        simulation.made[:] = kept
        simulation.change(before)
        return False

    def _keeps_pace(self, group: list[Made], moved_to: list[date], log: tuple[Entry, ...]) -> bool:
        rate = self._rate(group)
        if rate is None:
            return True
        days = days_of_type(log, rate.pace.entries)
        return all(rate.fits(days[:at] + days[at + 1 :], day) for at, day in enumerate(days) if day in moved_to)

    def _rate(self, group: list[Made]) -> Rate | None:
        kind = group[0].change.entry.type
        return next((rate for rate in self.simulation.paces if rate.pace.entries == kind), None)

    # --- as late as possible

    def delay(self) -> None:
        """Move everything that was made up to the last day on which the goal is still reached on the target."""
        keys = dict.fromkeys((made.requirement, made.change.entry.type) for made in self.simulation.made)
        # Where everything hangs on what has no plan, terms move with it: once more from the end.
        for name, kind in [*reversed(list(keys))] * (2 if self.simulation.supposed else 1):
            group = sorted(self._fresh(name, kind), key=lambda made: made.change.entry.date)
            if group:
                self._delay(group)

    def _delay(self, group: list[Made]) -> None:
        last = self._bound(group)
        rate = self._rate(group)
        if rate is not None:
            self._try_spread(group, last, rate)
            return
        first = max(made.change.entry.date for made in group)
        if first < last and not self._try(group, [last] * len(group)):
            self._search(group, first, last)

    def _search(self, group: list[Made], first: date, beyond: date) -> None:
        """Halve between a day that fits and one that does not; the group stays on the last day that fits."""
        while beyond - first > ONE_DAY:
            middle = first + (beyond - first) // 2
            if self._try(group, [middle] * len(group)):
                first, group = middle, self._again(group)
            else:
                beyond = middle

    def _again(self, group: list[Made]) -> list[Made]:
        name, kind = group[0].requirement, group[0].change.entry.type
        return sorted(self._fresh(name, kind), key=lambda made: made.change.entry.date)

    def _try_spread(self, group: list[Made], last: date, rate: Rate) -> None:
        days, size = [last] * len(group), rate.at_once()
        for at in range(len(group) - 1 - size, -1, -1):
            days[at] = rate.before(days[at + size])
        if all(made.change.entry.date <= day for made, day in zip(group, days, strict=True)):
            self._try(group, days)

    def _bound(self, group: list[Made]) -> date:
        """Not after the term, nor after what follows it or refers to it."""
        simulation, name = self.simulation, group[0].requirement
        bounds = [self.target]
        earliest = max(made.change.entry.date for made in group)
        deadline = result_of(simulation.engine(self.target), name).deadline
        if deadline is not None and deadline >= earliest:
            bounds.append(deadline)
        for made in simulation.made:
            act = simulation.engine(self.target).answer(made.requirement).requirement.act
            checklist = name.partition("/")[0]
            if act and {name, checklist} & set(act.once):
                bounds.append(made.change.entry.date)
            if any(self._refers(made.change.entry, one.change.entry) for one in group):
                bounds.append(made.change.entry.date)
        return max(min(bounds), earliest)

    def _refers(self, entry: Entry, other: Entry) -> bool:
        key = self.simulation.case.programme.entries[other.type].key
        named = other.values.get(key) if key else None
        return entry is not other and named is not None and named in entry.values.values()

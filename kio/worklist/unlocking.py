"""What waits for a requirement: other requirements whose terms begin with it, and phases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from kio.actions import IDLE, Unlocked
from kio.evaluation.result import Standing
from kio.programme.language import ByReading
from kio.programme.mentions import mentions
from kio.programme.model import Phase, Programme
from kio.programme.requirement import AllOf, AnyOf, Elapsed, Kind, Met, Requirement


class Links:
    """By the names of requirements of one programme: what waits for them. Worked out once, when it is first asked."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme

    def unlocked(self, standing: Standing, name: str) -> tuple[Unlocked, ...]:
        """The phases still to come, and the requirements that are not met, that wait for this requirement."""
        unmet = {result.name: result for result in standing.results() if result.status not in IDLE}
        later = {phase.id for phase in _before(standing)}
        waiting = (unmet[other] for other in self._requirements.get(name, ()) if other in unmet)
        return (
            *(Unlocked("phase", phase.id, phase.title) for phase in self._phases.get(name, ()) if phase.id in later),
            *(Unlocked("requirement", result.name, result.requirement.title) for result in waiting),
        )

    @cached_property
    def _named(self) -> dict[str, Requirement]:
        parts = self._programme.checklists
        return {f"{part.id}/{one.id}": one for part in parts for one in part.requirements}

    @cached_property
    def _requirements(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for other, requirement in self._named.items():
            days = (requirement.waits_for, requirement.earliest, requirement.deadline)
            once = requirement.act.once if requirement.act else ()
            awaited = (*self._behind(days), *self._behind_kind(requirement.kind), *self._whole(once))
            asked = self._behind_kind(requirement.when) if requirement.when is not None else ()
            for name in dict.fromkeys((*awaited, *asked)):
                found.setdefault(name, []).append(other)
        return found

    @cached_property
    def _phases(self) -> dict[str, list[Phase]]:
        found: dict[str, list[Phase]] = {}
        for phase in self._programme.phases:
            names = dict.fromkeys((*self._behind_kind(phase.when), *self._asking_the_same(phase.when)))
            for name in names:
                found.setdefault(name, []).append(phase)
        return found

    def _behind_kind(self, kind: Kind) -> Iterator[str]:
        """What a kind waits for by itself; a date that one of its entries is compared with is no such thing."""
        match kind:
            case Elapsed() | Met():
                yield from self._behind(kind)
            case AllOf(parts) | AnyOf(parts, _):
                for part in parts:
                    yield from self._behind_kind(part.kind)
            case ByReading(parts=ways):  # by whatever reading
                for way in ways.values():
                    yield from self._behind_kind(way)

    def _asking_the_same(self, kind: Kind) -> Iterator[str]:
        for name, requirement in self._named.items():
            if type(requirement.kind) is type(kind) and requirement.kind == kind:
                yield name

    def _behind(self, rule: object, seen: tuple[str, ...] = ()) -> Iterator[str]:
        """The requirements that a day or a kind mentions, also through days that are declared."""
        for section, name in mentions(rule):
            if section == "requirements":
                yield from self._whole((name,))
            elif section == "days" and name not in seen:
                yield from self._behind(self._programme.days[name], (*seen, name))

    def _whole(self, names: Iterable[str]) -> Iterator[str]:
        """Each name; of a whole checklist those of its requirements."""
        for name in names:
            yield from [name] if name in self._named else [one for one in self._named if one.startswith(f"{name}/")]


def _before(standing: Standing) -> Iterator[Phase]:
    """The phases that go before the one of today, of which the first that holds is somebody's."""
    for phase in standing.programme.phases:
        if phase.id == standing.phase.id:
            return
        if not phase.tracks or standing.track.id in phase.tracks:
            yield phase

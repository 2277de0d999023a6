"""Whom a quote is for: an applicant on a track, perhaps with a group's plan, or somebody with a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kio.commands.facts import priced_programmes
from kio.commands.judging import usable_trainee
from kio.commands.supposing import chosen_readings
from kio.evaluation.view import Case
from kio.lookup import find_trainee
from kio.message import message
from kio.near import did_you_mean
from kio.pricing.quoting import applicant
from kio.pricing.telling import Told, refuse_contradiction, refuse_other_plan, tell
from kio.problem import KioError
from kio.render.cost_json import no_quote_json

if TYPE_CHECKING:
    from kio.commands.session import Session
    from kio.models.record import Entry
    from kio.programme.model import Programme

Given = Mapping[str, str | bool]


class Asked(NamedTuple):
    """What only an applicant says; somebody with a record has it there."""

    programme: str | None
    track: str | None
    group: str | None
    readings: Sequence[str] = ()


def recorded_case(session: Session, trainee: str, asked: Asked, given: Given, *, as_json: bool) -> Case:
    """The case of somebody with a record, with what was told besides; a record that is unusable ends the command."""
    for name, value in (("programme", asked.programme), ("track", asked.track), ("group", asked.group)):
        if value is not None:
            said = "{option} is for an applicant; the record of {trainee} says it"
            raise KioError(message(said, option=f"--{name}", trainee=trainee), message("leave it out"))
    session.require_records()
    identifier = find_trainee(session.workspace, trainee)
    case = session.workspace.case(usable_trainee(session, identifier, no_quote_json if as_json else None))
    case = case._replace(readings=chosen_readings(case.programme, asked.readings))
    return case._replace(told=tell(case, session.on, given))


def _applicant(programme: Programme, track: str, asked: Asked, told: Told | None = None) -> Case:
    """An applicant of whom this was told, with the readings that are supposed."""
    return applicant(programme, track, told or {})._replace(readings=chosen_readings(programme, asked.readings))


def applicant_case(session: Session, asked: Asked, given: Given) -> Case:
    """The case of an applicant on a track, with the plan of a group where one was named."""
    chosen, track = _track(priced_programmes(session, asked.programme), asked.track)
    told = tell(_applicant(chosen, track, asked), session.on, given)
    return _planned(session, _applicant(chosen, track, asked, told), asked.group)


def compared_case(session: Session, asked: Asked, given: Given) -> Case:
    """The case of an applicant whose tracks are compared; what is told may be for any of them."""
    programmes = [found for found in priced_programmes(session, asked.programme) if found.tariff]
    chosen, comparison = next(
        ((found, found.tariff.comparison) for found in programmes if found.tariff and found.tariff.comparison),
        (None, None),
    )
    if chosen is None or comparison is None:
        hint = message("name what in the section '{section}' of the rules", section="comparison")
        raise KioError(message("the rules say nothing to compare"), hint)
    asked_track = _by_title([chosen], asked.track) if asked.track else None
    if asked_track is not None and asked_track not in comparison.tracks:
        said = message("--compare shows other tracks: {options}", options=", ".join(comparison.tracks))
        raise KioError(said, message("leave out --track, or --compare"))
    told: Told = {}
    for track in comparison.tracks:
        fitting = {
            name: text for name, text in given.items() if name in chosen.facts and chosen.facts[name].fits(track)
        }
        told |= tell(_applicant(chosen, track, asked), session.on, fitting)
    refuse_contradiction(chosen, told)
    first = asked_track or comparison.tracks[0]
    rest = {name: text for name, text in given.items() if name not in told}
    tell(_applicant(chosen, first, asked), session.on, rest)  # refuses what is for none of them
    return _planned(session, _applicant(chosen, first, asked, told), asked.group)


def _planned(session: Session, case: Case, group: str | None) -> Case:
    if group is not None:
        planned = plan_of(session, case.programme, group)
        case = case._replace(planned=planned, trainee=case.trainee._replace(group=group))
    refuse_other_plan(case, session.on)
    return case


def _tracks(programmes: Sequence[Programme]) -> list[str]:
    return list(dict.fromkeys(name for programme in programmes for name in programme.tracks))


def _by_title(programmes: Sequence[Programme], name: str) -> str:
    """The name where it is the id of a track; else the id of the only one that is called so in one of the languages."""
    tracks = [track for programme in programmes for track in programme.tracks.values()]
    found = {track.id for track in tracks if name.lower() in (text.lower() for text in track.title)}
    known = any(track.id == name for track in tracks)
    return name if known or len(found) != 1 else found.pop()


def _track(programmes: Sequence[Programme], track: str | None) -> tuple[Programme, str]:
    known = _tracks(programmes)
    if track is None and len(programmes) == 1 and len(known) == 1:
        return programmes[0], known[0]
    if track is None:
        hint = message("name one of them: {options}", options=tuple(known))
        raise KioError(message("a quote is for a track: --track TRACK"), hint)
    track = _by_title(programmes, track)
    fitting = [programme for programme in programmes if track in programme.tracks]
    if not fitting:
        raise KioError(message("there is no track {value}", value=track), did_you_mean(track, known))
    if len(fitting) > 1:
        names = ", ".join(programme.id for programme in fitting)
        hint = message("name one with --programme: {options}", options=names)
        raise KioError(message("several programmes have a track {value}", value=track), hint)
    return fitting[0], track


def plan_of(session: Session, programme: Programme, group: str) -> tuple[Entry, ...]:
    """What a group plans; raises KioError where there is no such group of this programme."""
    workspace = session.workspace
    if group not in workspace.known_groups:
        known = workspace.group_ids()
        hint = did_you_mean(group, known) if known else message("there are no groups here; name the days instead")
        raise KioError(message("there is no group {value}", value=group), hint)
    found = workspace.group(group)
    if found is None or found.programme != programme.id:
        said = "the group {value} cannot be used for programme {programme}"
        raise KioError(message(said, value=group, programme=programme.id), message("kio check says why"))
    return found.planned

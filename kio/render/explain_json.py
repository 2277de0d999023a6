"""What `kio explain --json` says: of a requirement for somebody, of a requirement itself, and of an entry."""

from __future__ import annotations

from collections.abc import Sequence

from kio.breakdown import Breakdown, Given, Use, Uses, changed_results
from kio.evaluation.result import Result
from kio.evaluation.view import Bounds
from kio.locale import say
from kio.programme.requirement import Requirement
from kio.render.json import Json, day_json, number, result_json, standing_json
from kio.render.plan_json import entry_json


def explanation_json(found: Breakdown, language: str) -> Json:
    """A requirement for somebody with a record."""
    return {
        **standing_json(found.standing),
        "requirement": {
            **_asked(found.result, language),
            **result_json(found.result, language, found.unders),
            "values": _values(found.given, language),
            "questions": _questions(found.result, language),
            "smallest_change": _smallest(found, language),
        },
    }


def _smallest(found: Breakdown, language: str) -> Json | None:
    """What would meet it; null where it is met or not asked. Of the record alone an entry's line is given."""
    remedy = found.remedy
    if remedy is None:
        return None
    lack, lines = remedy.lack, {id(entry): entry.line for entry in found.case.trainee.log}
    return {
        "day": day_json(lack.day),
        "if_planned": remedy.by_plan,
        "way": say(lack.way, language) if lack.way else None,
        "entries": [
            {
                **entry_json(change.entry),
                "line": lines.get(id(change.instead)),
                "adds": list(change.added()) if change.instead else [],
            }
            for change in lack.changes
        ],
    }


def requirement_json(tracks: Sequence[Breakdown], language: str) -> Json:
    """A requirement as it is asked of somebody who begins, by track."""
    first = tracks[0]
    result, asked = first.result, first.result.requirement
    return {
        "as_of": first.standing.on.isoformat(),
        "programme": first.standing.programme.id,
        "requirement": {
            "id": asked.id,
            "title": say(asked.title, language),
            **_asked(result, language),
            "source": asked.source._asdict() if asked.source else None,
            "tracks": [
                {
                    "track": found.standing.track.id,
                    "need": number(found.result.need),
                    "unit": say(asked.unit.many, language) if asked.unit else None,
                    "values": _values(found.given, language),
                    "questions": _questions(found.result, language),
                }
                for found in tracks
            ],
        },
    }


def _asked(result: Result, language: str) -> Json:
    asked: Requirement = result.requirement
    act = asked.act
    return {
        "name": result.name,
        "checklist": result.name.partition("/")[0],
        "explanation": say(asked.explanation, language) if asked.explanation else None,
        "act": {"who": act.who, "what": say(act.what, language)} if act else None,
    }


def _values(given: Sequence[Given], language: str) -> list[Json]:
    return [
        {
            "title": say(one.title, language),
            "min": number(one.value.low) if isinstance(one.value, Bounds) else None,
            "max": number(one.value.high) if isinstance(one.value, Bounds) else None,
            "words": []
            if one.value is None or isinstance(one.value, Bounds)
            else [say(w, language) for w in one.value],
            "from": day_json(one.first_day),
            "source": one.source._asdict() if one.source else None,
            "reading": one.reading.id if one.reading else None,
        }
        for one in given
    ]


def _questions(result: Result, language: str) -> list[Json]:
    return [
        {
            "question": question.id,
            "title": say(question.title, language),
            "reading": taken.id,
            "readings": [
                {
                    "reading": reading.id,
                    "title": say(reading.title, language),
                    "changes": say(reading.changes, language) if reading.changes else None,
                    "source": reading.source._asdict() if reading.source else None,
                }
                for reading in question.readings.values()
            ],
        }
        for question, taken in result.why.readings
    ]


def uses_json(found: Uses, language: str) -> Json:
    """What an entry is used for; of what would be different without it, how it would be."""
    entry, after = found.entry, found.without
    return {
        **standing_json(found.standing),
        "entry": {"date": entry.date.isoformat(), "type": entry.type, "line": entry.line},
        "uses": [_use(use, language) for use in found.uses],
        "without": {
            "track": after.track.id,
            "edition": after.edition.id if after.edition else None,
            "phase": after.phase.id,
            "progress": {"met": after.met, "of": after.of},
            "requirements": [
                {
                    "requirement": new.name,
                    "status": new.status.value,
                    "have": number(new.have),
                    "need": number(new.need),
                    "earliest": day_json(new.earliest),
                    "deadline": day_json(new.deadline),
                }
                for _, new in changed_results(found.standing, after)
            ],
        },
    }


def _use(use: Use, language: str) -> Json:
    left_out = use.left_out
    return {
        "requirement": use.result.name,
        "counts": number(use.counts),
        "remarks": [say(remark, language) for remark in use.remarks],
        "why": say(left_out.why, language) if left_out else None,
        "uncertain": left_out.uncertain if left_out else False,
        "planned": use.planned,
        "exception": use.counts is None and left_out is None and not use.planned,
    }

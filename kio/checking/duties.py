"""Duties of one programme that the rules of another name: they are looked up once both have been read."""

from __future__ import annotations

from collections.abc import Iterator

from kio.message import message
from kio.near import did_you_mean
from kio.problem import Location, Problem, Severity
from kio.programme.independence import Separation
from kio.workspace import Workspace


def unknown_duties(workspace: Workspace, identifier: str) -> Iterator[Problem]:
    """What a programme says of the duties of another one that is not there, or has no such duty."""
    programme = workspace.programme(identifier)
    for rule in programme.independence if programme else ():
        if rule.programme is not None and rule.location is not None:
            yield from _unknown(workspace, rule, rule.programme, rule.location)


def _unknown(workspace: Workspace, rule: Separation, named: str, where: Location) -> Iterator[Problem]:
    known = workspace.programme_ids()
    if named not in known:
        text = message("'{word}' is not {what}", word=named, what=message("a programme of rules/"))
        yield Problem(where, Severity.ERROR, "unknown-programme", text, did_you_mean(named, known))
        return
    other, duty = workspace.programme(named), rule.other_duty or ""
    if other is not None and duty not in other.duties:
        text = message("'{word}' is not {what}", word=duty, what=message("a duty"))
        yield Problem(where, Severity.ERROR, "unknown-duty", text, did_you_mean(duty, other.duties))

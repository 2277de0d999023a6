"""Which records and groups to check again after a change: those that changed, and those that name one that did."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kio.checking.holdings import GROUPS, PEOPLE, TRAINEES
from kio.programme.fields import COMMON_FIELDS, Field
from kio.programme.model import Programme
from kio.source.files import bytes_of
from kio.source.reading import read_text
from kio.source.refusals import LARGEST_FILE
from kio.versions.changes import NAMED, Changes
from kio.workspace import Workspace

FOR_ALL = frozenset({"kio.yaml", "rules", "records", PEOPLE, TRAINEES, GROUPS})
"""What every record depends on; a folder stands here for itself only where it is no folder any more."""

FEW = 32
"""So many words are looked for one by one; of more, a text is taken apart into its words first."""

_WORD = re.compile(rb"[a-z0-9][a-z0-9-]*")
_SAFE = re.compile(r"[A-Za-z0-9._-]+")


class _Sought(NamedTuple):
    """What changed, by what a value of a record can name: ids of trainees and groups, names of files."""

    trainees: frozenset[str]
    groups: frozenset[str]
    evidence: frozenset[str]


def dependents(workspace: Workspace, changes: Changes) -> set[str]:
    """The names of the files of records and groups that a check can judge otherwise than before the changes.

    That is more rather than less: a file that cannot be read is among them. Each is read by itself and not kept.
    """
    names = changes.names
    records = {f"{TRAINEES}/{name}.yaml" for name in workspace.trainee_ids()}
    every = records | {f"{GROUPS}/{name}.yaml" for name in workspace.group_ids()}
    if any(name in FOR_ALL or name.startswith("rules/") for name in names):
        return every
    sought = _Sought(
        _stems(names, TRAINEES),
        _stems(names, GROUPS),
        frozenset(PurePosixPath(name).name for name in names if name.startswith(f"{NAMED}/")),
    )
    own = every & names
    return own | {name for name in every - own if any(sought) and _names_one(workspace, name, sought)}


def _stems(names: Collection[str], folder: str) -> frozenset[str]:
    paths = (PurePosixPath(name) for name in names)
    return frozenset(path.stem for path in paths if str(path.parent) == folder and path.suffix == ".yaml")


def _names_one(workspace: Workspace, name: str, sought: _Sought) -> bool:
    data = _bytes(workspace.root / name)
    if data is None:
        return True
    if not _may_hold(data, sought):
        return False
    document = read_text(data, name)
    programme = workspace.programme_of(document, [])
    if programme is None or not isinstance(document.data, dict):
        return True
    return any(_is_sought(kind, value, sought) for kind, value in _references(document.data, programme))


def _bytes(path: Path) -> bytes | None:
    try:
        return bytes_of(path, LARGEST_FILE)
    except OSError:
        return None


def _may_hold(data: bytes, sought: _Sought) -> bool:
    """Whether a text can name one of these: by its bytes, for most of them do not and reading takes a hundred times.

    With a backslash any letter can be written otherwise.
    """
    if b"\\" in data:
        return True
    words = sought.trainees | sought.groups
    if len(words) > FEW:
        if not words.isdisjoint(word.decode("ascii") for word in _WORD.findall(data)):
            return True
    elif any(os.fsencode(word) in data for word in words):
        return True
    parts = {max(_SAFE.findall(name), key=len, default="") for name in sought.evidence}
    return len(parts) > FEW or any(part.encode("ascii") in data for part in parts)


def _is_sought(kind: str, value: object, sought: _Sought) -> bool:
    if isinstance(value, list):
        return any(_is_sought(kind, one, sought) for one in value)
    if not isinstance(value, str):
        return False
    if kind == "evidence":
        return PurePosixPath(value).name in sought.evidence
    return value in (sought.groups if kind == "group" else sought.trainees)


def _references(data: Mapping[str, object], programme: Programme) -> Iterator[tuple[str, object]]:
    """The values of a record or group that name another file, with the type of their field."""
    yield "group", data.get("group")
    yield "trainee", data.get("person")
    for section in programme.header.values():
        yield from _of_fields(data.get(section.name), section.fields)
    for plan in programme.groups.values():
        for item in _listed(data.get(plan.key)):
            yield from _of_fields(item, plan.fields)
    for entry in _listed(data.get("log")):
        kind = entry.get("type") if isinstance(entry, dict) else None
        declared = programme.entries.get(kind) if isinstance(kind, str) else None
        yield from _of_fields(entry, {**COMMON_FIELDS, **(declared.fields if declared else {})})


def _listed(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else []


def _of_fields(raw: object, fields: Mapping[str, Field]) -> Iterator[tuple[str, object]]:
    for field in fields.values():
        if field.type in ("trainee", "evidence") and isinstance(raw, dict):
            yield field.type, raw.get(field.name)

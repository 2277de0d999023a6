"""Where a requirement stands in the rules: its value keeps no place, since hardly anybody asks."""

from __future__ import annotations

from collections.abc import Iterator

from kio.problem import Location
from kio.source.document import Document, Path
from kio.workspace import Workspace


def requirement_place(workspace: Workspace, programme: str, name: str) -> Location:
    """The place of a requirement, or of a part of one, by its name `checklist/requirement/…/part`."""
    checklist, *ids = name.split("/")
    for document in workspace.rules_documents(programme):
        for path in _checklists(document, checklist):
            found = _below(document, path, ids)
            if found is not None:
                return document.location(found)
    return Location(f"rules/{programme}.yaml")


def _checklists(document: Document, name: str) -> Iterator[Path]:
    data = document.data.get("checklists") if isinstance(document.data, dict) else None
    for index, item in enumerate(data if isinstance(data, list) else ()):
        if isinstance(item, dict) and item.get("id") == name:
            yield "checklists", index


def _below(document: Document, path: Path, ids: list[str]) -> Path | None:
    """The path of the item that has these ids, one inside the other."""
    if not ids:
        return path
    for inner in _listed(_at(document, path), path):
        item = _at(document, inner)
        if isinstance(item, dict) and item.get("id") == ids[0]:
            return _below(document, inner, ids[1:])
    return None


def _listed(item: object, path: Path) -> Iterator[Path]:
    """The elements of all lists of a mapping."""
    for key, value in item.items() if isinstance(item, dict) else ():
        if isinstance(value, list):
            yield from ((*path, key, index) for index in range(len(value)))


def _at(document: Document, path: Path) -> object:
    item: object = document.data
    for key in path:
        item = item[key]  # type: ignore[index]
    return item

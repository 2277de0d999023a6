"""Folders: where a workspace is, what lies in one, and whether it is what it seems."""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import normalize

from kio.message import message
from kio.problem import KioError, Location, Problem, Severity, reason

SETTINGS_FILE = "kio.yaml"
PACKAGE = Path(__file__).resolve().parent
SHIPPED = (PACKAGE / "rules", PACKAGE.parent / "rules")
"""The rules that serve where a workspace has none: inside an installed package, or beside it in a checkout."""


def find_workspace(start: Path, named: str | None) -> Path:
    """The folder that `-C` or KIO_WORKSPACE names, else the first one from `start` upwards that has records."""
    if named is not None:
        folder = Path(named)
        if not (folder / "records").is_dir():
            text = message("there is no workspace in {folder}: it has no folder 'records'", folder=named)
            raise KioError(text, message("name a folder that holds records/ with -C"))
        return folder
    for folder in (start, *start.parents):
        if (folder / "records" / "trainees").is_dir() or (folder / SETTINGS_FILE).is_file():
            return folder
    raise KioError(
        message("there is no workspace here: no folder 'records/trainees' in this folder or above it"),
        message("go to the folder of your records, or name it: kio -C FOLDER …"),
    )


def listed(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where there is none."""
    try:
        return list(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise KioError(
            message("the folder {folder} cannot be read: {why}", folder=folder.name, why=reason(error))
        ) from None


def folder_problem(folder: Path, root: Path) -> Problem | None:
    """Why a folder of a workspace cannot be read, if so; the rules that are shipped lie in no workspace."""
    if not folder.is_relative_to(root) or not os.path.lexists(folder):
        return None
    if not folder.resolve().is_relative_to(root.resolve()):
        code, text = (
            "outside-workspace",
            message("this folder is a link that leads out of the workspace, so nothing in it is read"),
        )
        hint = message("put the folder itself here, or name the other workspace with -C")
    elif not folder.is_dir():
        code = "unreadable-file"
        text = message("this is a file, where a folder is expected")
        hint = message("put the folder in its place")
    else:
        return None
    return Problem(Location(folder.relative_to(root).as_posix()), Severity.ERROR, code, text, hint)


def stray_files(root: Path) -> list[str]:
    """What lies where kio reads, and is not read: its name or its place is another one."""
    found = [path for name in ("trainees", "groups") for path in listed(root / "records" / name)]
    found = [path for path in found if path.suffix != ".yaml"]
    found += [path for path in listed(root / "records") if _looks_like_records(path)]
    found += [path for path in listed(root) if path.name.lower() in ("kio.yml", SETTINGS_FILE)]
    names = {path.relative_to(root).as_posix() for path in found if not path.name.startswith(".")}
    return sorted(names - {SETTINGS_FILE})


def _looks_like_records(path: Path) -> bool:
    if path.name in ("trainees", "groups", "people.yaml"):
        return False
    return path.is_dir() or path.suffix.lower() in (".yaml", ".yml")


def files_below(folder: Path) -> frozenset[str] | None:
    """The files below a folder by their names there, in NFC; None where there is no such folder. May raise OSError."""
    if not folder.is_dir():
        return None

    def refuse(error: OSError) -> None:
        raise error

    found = (Path(where, name) for where, _, names in os.walk(folder, onerror=refuse) for name in names)
    return frozenset(normalize("NFC", path.relative_to(folder).as_posix()) for path in found)

"""Files that are named as evidence lie in the folder evidence/ of the workspace, where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from unicodedata import normalize

from kio.checking.known import Checked
from kio.message import Quoted, message
from kio.models.record import Entry
from kio.problem import Problem

_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]+:.*"
"""A web or mail address, or any other that names its kind first."""


def evidence_of_entry(checked: Checked, entry: Entry, fields: Iterable[str]) -> Iterator[Problem]:
    """Every file that an entry names is there, in evidence/ itself or in a folder there with the record's id."""
    for name in fields:
        value = entry.values.get(name)
        if not isinstance(value, str) or re.fullmatch(_ADDRESS, value):
            continue
        path, place = PurePosixPath(value.replace("\\", "/")), ("log", entry.position, name)
        if path.is_absolute() or ".." in path.parts:
            text = message("this file would lie outside the folder evidence/")
            yield checked.error(place, "evidence-outside", text, message("name a file in evidence/, or an address"))
        elif not _is_there(checked, str(path)):
            text = message("{file} is not in the folder evidence/", file=Quoted(value))
            hint = message("put the file in evidence/ or in evidence/{id}/, or mend the name", id=checked.trainee.id)
            yield checked.warning(place, "missing-evidence", text, hint)


def _is_there(checked: Checked, name: str) -> bool:
    files = checked.known.evidence or frozenset()
    wanted = normalize("NFC", name)
    return wanted in files or f"{checked.trainee.id}/{wanted}" in files

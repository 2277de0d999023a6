"""The files of a new workspace, as they stand in the folders beside this module: `both`, and one for each language.

A file or folder whose name begins with a dot is called `dot-…` here, so that neither git, nor an editor, nor the build
of the package takes it for its own. `examples` become records, but are none: records never go into the package.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
EXAMPLES = "records/"
"""What stands below it shows what records look like, by the rules that are shipped."""


def starter_files(language: str) -> dict[str, str]:
    """The texts of all files by their names in the workspace, in order."""
    found = {
        "/".join(_called(part) for part in path.relative_to(folder).parts): path.read_text(encoding="utf-8")
        for folder in (FOLDER / "both", FOLDER / language)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return dict(sorted(found.items()))


def _called(part: str) -> str:
    if part == "examples":
        return EXAMPLES.rstrip("/")
    return f".{part.removeprefix('dot-')}" if part.startswith("dot-") else part

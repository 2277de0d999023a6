"""What one run of kio works with: the workspace, the day, the language and the screen; the one reader of the clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NamedTuple

from kio.locale import LANGUAGES, say
from kio.message import message
from kio.problem import KioError
from kio.render.problems import OLD_COMMAND, inert

if TYPE_CHECKING:
    from kio.render.face import Face
    from kio.render.layout import Line, Sheet
    from kio.workspace import Workspace


class Given(NamedTuple):
    """The global options as they were given, before the command or after it."""

    workspace: str | None = None
    language: str | None = None
    on: str | None = None
    no_color: bool = False


class Screen(NamedTuple):
    """Where standard output goes: its width in columns and the encoding that it takes."""

    width: int
    encoding: str


def language_of(given: str | None, settings: str | None, environment: Mapping[str, str]) -> str:
    """The language of texts: the option, KIO_LANG, kio.yaml, the locale, else English."""
    named = given or environment.get("KIO_LANG") or settings
    if named is not None:
        if named not in LANGUAGES:
            raise KioError(message("'{word}' is not {what}", word=named, what=message("a language: nl or en")))
        return named
    places = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((place for place in places if place), "en")
    return "nl" if chosen.lower().startswith("nl") else "en"


def startup_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language for help and for errors before the workspace is known."""
    options = [word.partition("=")[2] for word in arguments if word.startswith("--lang=")]
    options += [after for word, after in pairwise(arguments) if word == "--lang"]
    chosen = next((word for word in options if word in LANGUAGES), None)
    named = environment.get("KIO_LANG")
    return language_of(chosen, None, {**environment, "KIO_LANG": named if named in LANGUAGES else ""})


class Session:
    """One run; everything is looked up when it is first needed."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._workspace: Workspace | None = None
        self._missing: KioError | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace that is named or found."""
        if self._workspace is None:
            from kio.folders import find_workspace
            from kio.workspace import Workspace

            named = self._given.workspace or os.environ.get("KIO_WORKSPACE") or None
            self._workspace = Workspace(find_workspace(Path.cwd(), named))
        return self._workspace

    def renewed(self) -> Workspace:
        """The workspace as it is now, after something in it was changed."""
        from kio.workspace import Workspace

        self._workspace = Workspace(self.workspace.root)
        return self._workspace

    def may_go_without(self) -> None:
        """Where no workspace is named and none is found, go on with the rules that are shipped, and no records."""
        from kio.folders import PACKAGE
        from kio.workspace import Workspace

        try:
            _ = self.workspace
        except KioError as missing:
            if self._given.workspace or os.environ.get("KIO_WORKSPACE"):
                raise
            self._missing = missing
            self._workspace = Workspace(PACKAGE)

    def work_in(self, folder: Path) -> Workspace:
        """Work in this folder, which need not be a workspace yet."""
        from kio.workspace import Workspace

        self._workspace = Workspace(folder)
        return self._workspace

    def require_records(self) -> None:
        """Stop where there is no workspace after all."""
        if self._missing is not None:
            raise self._missing

    @cached_property
    def language(self) -> str:
        """The language of texts."""
        return language_of(self._given.language, self.workspace.settings.get("language"), os.environ)

    def spoken(self, error: KioError) -> KioError:
        """The error, to be said in this run's language, if that can be known."""
        with suppress(KioError, OSError):
            error.language = self.language
        return error

    @cached_property
    def on(self) -> date:
        """The day of evaluation: --on, else KIO_TODAY, else today; one day for the whole run, also at midnight."""
        given = self._given.on
        if given is None:
            given = os.environ.get("KIO_TODAY") or None
        if given is None:
            return datetime.now().astimezone().date()
        from kio.models.scalars import WrongValueError, to_date

        try:
            return to_date(given)
        except WrongValueError as error:
            where = "KIO_TODAY" if self._given.on is None else "--on"
            text = message("{where} {value}: {why}", where=where, value=given, why=error.message)
            raise KioError(text, error.hint) from None

    # --- the screen

    def face(self, piped: int = 80) -> Face:
        """What the terminal can show; `piped` columns where there is none."""
        from kio.render.face import face_of

        return face_of(self._screen(piped), self.language, bool(os.environ.get("KIO_ASCII")))

    def _screen(self, piped: int = 80) -> Screen:
        return Screen(max(1, get_terminal_size((piped, 24)).columns), sys.stdout.encoding or "utf-8")

    @property
    def is_terminal(self) -> bool:
        """Whether somebody reads the answer as it appears."""
        return sys.stdout.isatty()

    def show(self, sheet: Sheet) -> None:
        """Print a rendered screen, in colours where there is somebody to see them."""
        wanted = os.environ.get("FORCE_COLOR") or sys.stdout.isatty()
        if not wanted or self._given.no_color or os.environ.get("NO_COLOR"):
            self.line(sheet.plain())
            return
        from rich.console import Console

        from kio.render.layout import Sheet

        console = Console(width=self._screen().width, highlight=False, markup=False, emoji=False)
        console.print(Sheet(map(_inert, sheet.lines)), crop=False)

    def show_json(self, data: object) -> None:
        """Print data for a script."""
        self.data(json_text(data))

    def data(self, text: str) -> None:
        """Print what a program reads, as it is."""
        print(text)

    def line(self, text: str) -> None:
        """Print text for people; no line of it can be taken for a command by the runner of a CI service."""
        print("\n".join(inert(line) for line in text.split("\n")))

    def paragraph(self, said: object) -> None:
        """Print a sentence, broken between words where the screen ends."""
        from kio.render.layout import Piece, Sheet, flow

        face = self.face()
        self.line(Sheet(flow([Piece(face.say(said))], face.width)).plain())

    def aside(self, text: str) -> None:
        """Print to standard error what is not data, after all that was said before."""
        sys.stdout.flush()
        print(text, file=sys.stderr)

    def say(self, said: object) -> str:
        """A message in this run's language."""
        return say(said, self.language)


def json_text(data: object) -> str:
    """Data as JSON in which a CI service finds no command, wherever in a line it looks for one."""
    import json

    return json.dumps(data, indent=2).replace(OLD_COMMAND, "\\u0023#[")


def _inert(line: Line) -> Line:
    from kio.render.layout import Piece

    said = "".join(piece.text for piece in line)
    return line if said == inert(said) else [Piece(inert(said))]

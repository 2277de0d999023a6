"""What a file shows without a parser: faults in its bytes and characters, each with its mend."""

from __future__ import annotations

import re

from kio.message import Message, message
from kio.problem import Location, Problem, Related, Severity

MOST_PROBLEMS = 20

Place = tuple[int, int]

_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HIDDEN_LINE_END = "\r(?!\n)|[\x85\u2028\u2029]"
_RAW_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]"
_PLAIN = bytes([0x09, 0x0A, *range(0x20, 0x7F)])
_MARKERS = ("<" * 7, "=" * 7, ">" * 7, "|" * 7)
_CONFLICT = r"(?m)^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)"


class Findings:
    """The problems of one file, MOST_PROBLEMS errors and warnings at most, and whether its data can still be used."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.data_usable = True
        self.is_full = False
        self._problems: dict[Severity, list[Problem]] = {Severity.ERROR: [], Severity.WARNING: []}
        self._all_listed = True

    def add(
        self,
        place: Place,
        code: str,
        text: Message,
        hint: Message,
        *,
        warning: bool = False,
        harmless: bool = False,
        related: tuple[Related, ...] = (),
    ) -> None:
        """An error drops the data unless it is harmless to them; more errors than are listed always do.

        `is_full` then says that reading on would only cost time. Warnings never push out an error.
        """
        severity = Severity.WARNING if warning else Severity.ERROR
        listed = self._problems[severity]
        if len(listed) < MOST_PROBLEMS:
            listed.append(Problem(Location(self.name, *place), severity, code, text, hint, related))
        else:
            self._all_listed = False
            self.is_full |= not warning
        self.data_usable &= (warning or harmless) and not self.is_full

    def listed(self, parsed: str = "") -> tuple[Problem, ...]:
        """In the order of the file; a note at the end says that there are more.

        What the parser misses after the last line is told at its end.
        """
        found = [problem for listed in self._problems.values() for problem in listed]
        listed = sorted(found, key=lambda problem: problem.location)
        if listed and parsed and listed[-1].location.line > (last := parsed.count("\n") + 1):
            end = Location(self.name, *place_of(parsed, len(parsed)))
            listed = [problem._replace(location=end) if problem.location.line > last else problem for problem in listed]
        if not self._all_listed:
            text = message("this file has more problems; the first {count} are listed", count=MOST_PROBLEMS)
            listed.append(Problem(listed[-1].location, Severity.NOTE, "more-problems", text))
        return tuple(listed)


class IrregularError(Exception):
    """Something has to be said of this file."""


class NoFindings(Findings):
    """Ends the reading of a file at the first finding."""

    def add(self, *_: object, **__: object) -> None:
        """Raise IrregularError."""
        raise IrregularError


def decode(data: bytes, findings: Findings, limit: int) -> str | None:
    """The text without a byte-order mark, raw control characters as U+FFFD; None when parsing it makes no sense."""
    if len(data) > limit:
        said = message("the file is larger than {limit} bytes", limit=limit)
        findings.add((1, 1), "too-large", said, message("a record is small: check that this is the right file"))
        return None
    if _is_something_else(data, findings) or _is_wide(data, findings):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        said = message("byte {byte} is not UTF-8", byte=f"0x{data[error.start]:02x}")
        hint = message("save the file as UTF-8; it was probably saved as Windows-1252 or Latin-1")
        findings.add(place_of(before, len(before)), "not-utf8", said, hint)
        return None
    if text.startswith("\ufeff"):
        hint = message("save the file as UTF-8 without a byte-order mark (BOM)")
        said = message("the file starts with a byte-order mark")
        findings.add((1, 1), "byte-order-mark", said, hint, warning=True)
        text = text[1:]
    has_conflict = any(mark in text for mark in _MARKERS) and _has_conflict(text, findings)
    # Deleting what is harmless is many times faster than looking for what is not.
    if data.translate(None, _PLAIN) and _SUSPECT.search(text):
        if _has_hidden_line_end(text, findings) or _is_damaged(text, findings):
            return None
        text = re.sub(_RAW_CONTROL, "\ufffd", text)
    return None if has_conflict else text


def place_of(text: str, index: int) -> Place:
    """Line and column, from 1, of the character at an index."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def code_point(character: str) -> str:
    """The name of a character that cannot be shown: U+202E."""
    return f"U+{ord(character):04X}"


def first_in_lines(pattern: str, text: str) -> list[int]:
    """Where a pattern is found, once a line, as often as there can be problems and once more."""
    found: list[int] = []
    start, compiled = 0, re.compile(pattern)
    while len(found) <= MOST_PROBLEMS and (match := compiled.search(text, start)):
        found.append(match.start())
        start = text.find("\n", match.start()) + 1 or len(text)
    return found


def _is_something_else(data: bytes, findings: Findings) -> bool:
    start = data[:64].lstrip().lower()
    hint = message("take back the record from the copy in which it was still readable")
    if start.startswith(b"version https://git-lfs"):
        said = message("this is a git LFS pointer, not the record itself")
        hint = message("fetch the record with 'git lfs pull'")
    elif start.startswith((b"-----begin age encrypted", b"age-encryption.org/")):
        said = message("this is an encrypted file (age), not a readable record")
        hint = message("decrypt the file first")
    elif start.startswith((b"<!doctype html", b"<html")):
        said = message("this is a web page (HTML), not a record")
    else:
        return False
    findings.add((1, 1), "not-a-record", said, hint)
    return True


def _is_wide(data: bytes, findings: Findings) -> bool:
    """UTF-16 and UTF-32, with a byte-order mark or by where an ASCII text has its zero bytes."""
    zeros = tuple(byte == 0 for byte in data[:4])
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")) or sum(zeros) == 3:  # noqa: PLR2004 (3 of 4 bytes)
        encoding = "UTF-32"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros in ((True, False) * 2, (False, True) * 2):
        encoding = "UTF-16"
    else:
        return False
    said = message("the file is saved as {encoding}, not as UTF-8", encoding=encoding)
    findings.add((1, 1), "not-utf8", said, message("save the file as UTF-8"))
    return True


def _has_conflict(text: str, findings: Findings) -> bool:
    found = first_in_lines(_CONFLICT, text)
    for index in found:
        said = message("a merge conflict was left here: a line with {marker}", marker=text[index : index + 7])
        hint = message("keep the lines that are right and remove the lines with <<<<<<<, ======= and >>>>>>>")
        findings.add(place_of(text, index), "conflict-marker", said, hint)
    return bool(found)


def _has_hidden_line_end(text: str, findings: Findings) -> bool:
    """Whether YAML would see lines that an editor and git do not; mixed line ends only get a warning."""
    if "\r\n" in text and (other := re.search(r"(?<!\r)\n" if text[text.find("\n") - 1] == "\r" else r"\r\n", text)):
        said = message("from this line on the lines end differently (Windows and Unix line ends are mixed)")
        hint = message("save the file with one kind of line end")
        findings.add((place_of(text, other.start())[0], 1), "mixed-line-ends", said, hint, warning=True)
    found = first_in_lines(_HIDDEN_LINE_END, text)
    for index in found:
        said = message("a hidden line end ({character}) stands here", character=code_point(text[index]))
        hint = message("remove it, or press Enter in its place: most programs do not show the line that it starts")
        findings.add(place_of(text, index), "hidden-line-end", said, hint)
    return bool(found)


def _is_damaged(text: str, findings: Findings) -> bool:
    """Whether parsing would only add noise: there is a zero byte or a stray byte-order mark. Tells of others too."""
    for index in first_in_lines(_RAW_CONTROL, text):
        said = message("an invisible control character ({character}) stands here", character=code_point(text[index]))
        hint = message("remove the character")
        findings.add(place_of(text, index), "control-character", said, hint, harmless=True)
    for index in first_in_lines("\ufeff", text):
        said = message("a byte-order mark (U+FEFF) stands in the middle of the file")
        findings.add(place_of(text, index), "byte-order-mark", said, message("remove the character"))
    return "\x00" in text or "\ufeff" in text

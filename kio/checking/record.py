"""What one record must keep beyond its shape: ids that are unique, names that exist, days that can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import PurePath

from kio.checking.days import days_of_entry, hours_of_days, moves_of_a_day
from kio.checking.evidence import evidence_of_entry
from kio.checking.independence import not_independent
from kio.checking.known import Checked
from kio.checking.names import Keys, header_names, names_of_entry
from kio.checking.overlaps import overlapping
from kio.checking.texts import odd_texts
from kio.message import Quoted, message
from kio.models.files import is_id
from kio.models.record import Entry
from kio.problem import MORE, Location, Problem, Severity
from kio.source.document import Document


def check_record(checked: Checked) -> list[Problem]:
    """Everything that is wrong with a record that could be read.

    Where there are more errors or warnings than are looked for, the last problem says so; warnings never push out an
    error.
    """
    keys: Keys = {}
    problems = [*own_id(checked), *_unique_keys(checked, keys), *header_names(checked)]
    counted, cut = Counter(problem.severity for problem in problems), False
    for entry in checked.trainee.log:
        before = len(problems)
        is_full = counted[Severity.WARNING] >= checked.most
        problems += _entry_problems(checked, entry, keys, errors_only=is_full)
        if len(problems) > before:
            found = problems[before:]
            if is_full:
                cut = True
                problems[before:] = found = [problem for problem in found if problem.severity is Severity.ERROR]
            counted.update(problem.severity for problem in found)
            if counted[Severity.ERROR] >= checked.most:
                cut = True
                break
    for check in (
        _repeated(checked),
        hours_of_days(checked),
        moves_of_a_day(checked),
        not_independent(checked),
        overlapping(checked),
        odd_texts(checked.document),
    ):
        more = list(islice(check, checked.most + 1))
        cut |= len(more) > checked.most
        problems += more[: checked.most]
    return [*problems, more_problems(problems[-1].location)] if cut else problems


def _entry_problems(checked: Checked, entry: Entry, keys: Keys, *, errors_only: bool) -> Sequence[Problem]:
    watched, horizon = checked.expected.entries[entry.type], checked.expected.horizon
    found: Sequence[Problem] = ()
    if watched.naming:
        found = names_of_entry(checked, entry, watched.naming, keys, errors_only=errors_only)
    own_day_fits = entry.date <= horizon and (watched.earliest is None or entry.date >= watched.earliest)
    if not own_day_fits or not watched.other_days.isdisjoint(entry.values):
        found = [*found, *days_of_entry(checked, entry, watched)]
    if watched.evidence and checked.known.evidence is not None:
        found = [*found, *evidence_of_entry(checked, entry, watched.evidence)]
    return found


def more_problems(where: Location) -> Problem:
    """That a file has more problems than anybody wants to read at once."""
    text = message("this file has more problems; they are told once these are mended")
    return Problem(where, Severity.NOTE, MORE, text)


def own_id(checked: Checked) -> Iterator[Problem]:
    """The id is the name of the file."""
    stem = PurePath(checked.document.name).stem
    if checked.trainee.id != stem:
        yield id_not_file_name(checked.trainee.id, stem, checked.document, checked.known.trainees)


def id_not_file_name(identifier: str, stem: str, document: Document, taken: Collection[str]) -> Problem:
    """A record or group whose file is called otherwise; a file that is there already is not to be overwritten."""
    text = message("the id is '{id}', the file is called '{stem}'", id=Quoted(identifier), stem=stem)
    hint = message("call the file {id}.yaml", id=Quoted(identifier))
    if identifier in taken:
        hint = message("write id: {stem}", stem=stem)
    elif is_id(stem):
        hint = message("write id: {stem}, or call the file {id}.yaml", stem=stem, id=Quoted(identifier))
    return Problem(document.location(("id",), value=True), Severity.ERROR, "id-not-file-name", text, hint)


def _unique_keys(checked: Checked, keys: Keys) -> Iterator[Problem]:
    """What entries refer to exists once in a record; `keys` is filled with what there is."""
    for entry in checked.trainee.log:
        name = checked.expected.entries[entry.type].key
        value = entry.values.get(name) if name else None
        if name is None or value is None:
            continue
        earlier = keys.setdefault(entry.type, {}).setdefault(str(value), entry)
        if earlier is not entry:
            text = message("'{value}' is used twice; first in line {line}", value=Quoted(value), line=earlier.line)
            related = checked.related(("log", earlier.position, name), message("first given here"))
            hint = message("give each one an id of its own")
            yield checked.error(("log", entry.position, name), "duplicate-id", text, hint, related)
    for kind, value in _unusable_keys(checked):
        keys.setdefault(kind, {}).setdefault(value, Entry(kind, date.min, {}))


def _unusable_keys(checked: Checked) -> Iterator[tuple[str, str]]:
    """What entries would be called that are wrong otherwise: whoever refers to one is right."""
    raw = checked.document.data.get("log") if isinstance(checked.document.data, dict) else None
    for item in raw if isinstance(raw, list) and len(raw) > len(checked.trainee.log) else ():
        kind = item.get("type") if isinstance(item, dict) else None
        watched = checked.expected.entries.get(kind) if isinstance(kind, str) else None
        value = item.get(watched.key) if watched and watched.key else None
        if isinstance(kind, str) and isinstance(value, str):
            yield kind, value


def _repeated(checked: Checked) -> Iterator[Problem]:
    """An entry that says nothing that another one has not said already, where the rules take that for a slip."""
    first: dict[tuple[str, date], Entry] = {}
    said: dict[tuple[object, ...], Entry] = {}  # of days with several entries of a type
    for entry in checked.trainee.log:
        of_day = (entry.type, entry.date)
        watched = checked.expected.entries[entry.type]
        if not watched.slips or (alone := first.setdefault(of_day, entry)) is entry:
            continue
        said.setdefault((*of_day, _values(alone, watched.key)), alone)
        earlier = said.setdefault((*of_day, _values(entry, watched.key)), entry)
        if earlier is entry:
            continue
        related = checked.related(("log", earlier.position), message("first given here"))
        hint = message("if it happened once, remove one of the two; if twice, say in a note how they differ")
        if watched.key and entry.values.get(watched.key) != earlier.values.get(watched.key):
            text = message("but for its id this says the same as line {line}", line=earlier.line)
            yield checked.warning(("log", entry.position, watched.key), "same-with-two-ids", text, hint, related)
        else:
            text = message("this entry says the same as the one of line {line}", line=earlier.line)
            where = checked.document.location(("log", entry.position))
            yield Problem(where, Severity.WARNING, "duplicate-entry", text, hint, related)


def _values(entry: Entry, key: str | None) -> frozenset[tuple[str, object]]:
    """What an entry says, but for what it is called."""
    given = ((name, value) for name, value in entry.values.items() if name != key)
    return frozenset((name, tuple(value.items()) if isinstance(value, dict) else value) for name, value in given)

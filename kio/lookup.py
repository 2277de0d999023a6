"""Finding the trainee or the requirement that somebody means: by id, by a unique part of it, by a part of a name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import combining, normalize

from kio.message import message
from kio.near import did_you_mean
from kio.problem import KioError
from kio.programme.model import Programme
from kio.workspace import Workspace

MOST_NAMED = 20


def folded(text: str) -> str:
    """Lower case without accents, for comparing names."""
    return "".join(sign for sign in normalize("NFD", text.casefold()) if not combining(sign))


def find_trainee(workspace: Workspace, query: str) -> str:
    """The id of the one trainee that a query means; file names are tried before any record is read.

    Raises KioError with near names for one that is unknown, and with all candidates for one that is ambiguous.
    """
    ids = workspace.trainee_ids()
    if query in ids:
        return query
    wanted = folded(query).strip()
    if wanted:
        for fits in (str.startswith, str.__contains__):
            found = [identifier for identifier in ids if fits(identifier, wanted.replace(" ", "-"))]
            if found:
                return _only(query, found)
        names = {identifier: workspace.name_of(identifier) for identifier in ids}
        found = [identifier for identifier, name in names.items() if name and wanted in folded(name)]
        if found:
            return _only(query, found)
    raise _unknown(query, ids)


def _only(query: str, found: list[str]) -> str:
    if len(found) == 1:
        return found[0]
    raise KioError(
        message("'{query}' can mean several trainees", query=query),
        message("name one of them: {options}", options=tuple(found[:MOST_NAMED])),
    )


def _unknown(query: str, ids: Iterable[str]) -> KioError:
    known = list(ids)
    by_fold = {folded(identifier): identifier for identifier in known}
    close = [by_fold[name] for name in get_close_matches(folded(query), by_fold, n=3, cutoff=0.5)]
    parts = dict.fromkeys(part for identifier in known for part in identifier.split("-"))
    meant = set(get_close_matches(folded(query), parts, n=3, cutoff=0.7))
    close += [identifier for identifier in known if not meant.isdisjoint(identifier.split("-"))]
    text = message("there is no trainee '{query}'", query=query)
    if close:
        options = list(dict.fromkeys(close))[:MOST_NAMED]
        return KioError(text, message("did you mean {options}?", options=tuple(options)))
    return KioError(text, message("kio list shows everybody"))


def requirement_names(programme: Programme, query: str) -> list[str]:
    """The requirements that a query means, as `checklist/requirement`: the very id first, else a part of it."""
    names = [f"{part.id}/{item.id}" for part in programme.checklists for item in part.requirements]
    wanted = folded(query).strip()
    exact = [name for name in names if wanted in (name, name.partition("/")[2])]
    begun = [name for name in names if wanted and name.partition("/")[2].startswith(wanted)]
    return exact or begun or [name for name in names if wanted and wanted in name]


def find_requirement(programme: Programme, query: str) -> str:
    """The name of the one requirement that a query means; raises KioError with near names."""
    found = requirement_names(programme, query)
    if len(found) == 1:
        return found[0]
    if found:
        said = message("'{query}' can mean several requirements", query=query)
        raise KioError(said, message("name one of them: {options}", options=", ".join(found[:MOST_NAMED])))
    names = [f"{part.id}/{item.id}" for part in programme.checklists for item in part.requirements]
    short = dict.fromkeys(name.partition("/")[2] for name in names)
    raise KioError(message("there is no requirement '{query}'", query=query), did_you_mean(query, short))

"""Problems made by hand, in records of people who do not exist."""

from __future__ import annotations

from collections.abc import Sequence

from garden import told

from kio.checking.catalogue import Check, Example
from kio.message import Message, Quoted, Text, message
from kio.problem import Location, Problem, Related, Severity
from kio.render.check_report import Report

ANNA, ZOE, PEOPLE = "records/trainees/anna.yaml", "records/trainees/zoë łuk.yaml", "records/people.yaml"
LINES = {
    ANNA: [
        "id: anna",
        "name: 'Anna de Vries'  # as in her passport",
        "track: gardener",
        "log:",
        "  - date: 2026-01-10",
        "    type: planting",
        "    date: 2026-01-11",
        "  - {date: 2026-02-01, type: visit, by: jan-riet}",
    ],
    ZOE: [
        "id: zoe",
        "name: 宋慶齡 Łuk: gardener",
        "note: " + "the soil was dry and the roots were short, " * 6 + "so we came back",
        "track:\tgardener\u202e",
    ],
}
TWICE = Problem(
    Location(ANNA, 7, 5),
    Severity.ERROR,
    "duplicate-key",
    told("het veld date staat hier twee keer", "the key date stands twice here"),
    told(
        "houd de regel die klopt en haal de andere weg; waren het er twee, maak er dan twee aantekeningen van",
        "keep the line that is right and take the other away; if both happened, make two entries of them",
    ),
    (Related(Location(ANNA, 5, 5), told("hier voor het eerst", "first given here")),),
)
UNKNOWN = Problem(
    Location(ANNA, 8, 41),
    Severity.WARNING,
    "unknown-person",
    message("{who} {what}", who=Quoted("jan-riet"), what=Text("staat niet in people.yaml", "is not in people.yaml")),
    message("{ask} '{near}'?", ask=Text("bedoel je", "did you mean"), near=Quoted("jan-rietveld")),
    (Related(Location(PEOPLE, 3, 1), told("jan-rietveld staat hier", "jan-rietveld stands here")),),
)
COLON = Problem(
    Location(ZOE, 2, 14),
    Severity.ERROR,
    "yaml-syntax",
    told("midden in een tekst staat een dubbele punt", "a colon with a space after it stands inside a text"),
    told("zet de tekst tussen aanhalingstekens", "put the text in quotes"),
)
LONG = Problem(Location(ZOE, 3, 136), Severity.NOTE, "long-text", told("een lange tekst", "a long text"))
TURNED = Problem(
    Location(ZOE, 4, 8), Severity.WARNING, "hidden-character", told("een teken dat niemand ziet", "a hidden sign")
)
GONE = Problem(Location("rules"), Severity.ERROR, "no-rules", told("er zijn geen regels", "there are no rules"))
PROBLEMS = (TWICE, UNKNOWN, COLON, LONG, TURNED, GONE)
REPORT = Report((PEOPLE, ANNA, ZOE), PROBLEMS, silenced=2)


def lines_of(file: str) -> Sequence[str] | None:
    return LINES.get(file)


def check(code: str, *levels: Severity, example: Example | None = None, fixed: bool = False) -> Check:
    """A check with texts that name it."""
    return Check(
        code,
        levels,
        fixed,
        Text(f"titel van {code}", f"title of {code}"),
        Text(f"Waarom {code}.", f"Why {code}."),
        Text(f"Zo herstel je {code}.", f"How to mend {code}."),
        example,
        None,
    )


EXAMPLE = Example(
    ANNA,
    "id: anna\nname: Anna\nlog:\n  - date: 2026-01-10\n    date: 2026-01-11\n    by: jan<U+202E>\n",
    5,
    "id: anna\nname: Anna\nlog:\n  - date: 2026-01-10\n    by: jan\n",
    {PEOPLE: "jan: {name: Jan}\n"},
    "",
)
SCENE = Text("het dossier is een koppeling naar <elders>", "the record is a link to <elsewhere>")
CATALOGUE = {
    "duplicate-key": check("duplicate-key", Severity.ERROR, example=EXAMPLE, fixed=True),
    "unknown-person": check("unknown-person", Severity.WARNING, Severity.ERROR),
    "long-text": check("long-text", Severity.NOTE),
}
"""Without yaml-syntax, hidden-character and no-rules: a code that nobody described yet must not break a format."""


def saying(value: str, severity: Severity = Severity.ERROR, place: Location | None = None) -> Problem:
    """A problem that repeats a value of a record wherever it can."""
    said: Message = message("{value}", value=Quoted(value))
    return Problem(place or Location(value), severity, "odd-value", said, said, (Related(Location(value), said),))

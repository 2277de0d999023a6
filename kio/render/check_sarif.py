"""`kio check` as SARIF 2.1.0, which code scanning and editors read.

A result is recognised after lines have moved by a fingerprint over its code, its file and its sentence, in which no
value of a record has a part.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from urllib.parse import quote

from kio import __version__
from kio.checking.catalogue import Check
from kio.checking.running import INTERNAL
from kio.locale import say
from kio.message import Cash, Message, Quoted, Text, message
from kio.problem import Location, Problem, Related, Severity
from kio.render.check_report import Report
from kio.render.checks_page import remedy_markdown
from kio.render.json import Json

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
FINGERPRINT = "kioProblem/v1"
RANK = tuple(Severity)


def report_sarif(report: Report, catalogue: Mapping[str, Check], language: str) -> Json:
    """A log with one run. Of a code that the catalogue lacks the rule has nothing but its name."""
    codes = list(dict.fromkeys((*catalogue, *(problem.code for problem in report.problems))))
    driver = {
        "name": "kio",
        "version": __version__,
        "language": language,
        "rules": [_rule(code, catalogue.get(code), language) for code in codes],
    }
    place = {code: index for index, code in enumerate(codes)}
    prints = fingerprints(report.problems)
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {"description": {"text": say(message("the root of the repository"), language)}},
        },
        "invocations": [{"executionSuccessful": not any(problem.code == INTERNAL for problem in report.problems)}],
        "results": [
            {
                **_result(problem, report.prefix, language),
                "ruleIndex": place[problem.code],
                "partialFingerprints": {FINGERPRINT: mark},
            }
            for problem, mark in zip(report.problems, prints, strict=True)
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, check: Check | None, language: str) -> Json:
    name = "".join(word.capitalize() for word in code.split("-"))
    if check is None:  # GitHub refuses a rule without these three
        known = {"text": _sentence(code.replace("-", " "))}
        return {"id": code, "name": name, "shortDescription": known, "fullDescription": known, "help": known}
    remedy = say(check.remedy, language)
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": _sentence(say(check.title, language))},
        "fullDescription": {"text": _sentence(say(check.why, language))},
        "help": {"text": _sentence(remedy), "markdown": remedy_markdown(check, language)},
        "defaultConfiguration": {"level": min(check.levels, key=RANK.index).value},
    }


def _result(problem: Problem, prefix: str, language: str) -> Json:
    said = _sentence(say(problem.message, language))
    if problem.hint is not None:
        said += "\n" + _sentence(say(message("hint: {hint}", hint=problem.hint), language))
    result = {
        "ruleId": problem.code,
        "level": problem.severity.value,
        "message": {"text": said},
        "locations": [_place(problem.location, prefix)],
    }
    if problem.related:
        result["relatedLocations"] = [_related(related, prefix, language) for related in problem.related]
    return result


def _related(related: Related, prefix: str, language: str) -> Json:
    return {**_place(related.location, prefix), "message": {"text": _sentence(say(related.message, language))}}


def _place(location: Location, prefix: str) -> Json:
    # The name of a file may hold bytes that are no UTF-8, as surrogates: an address has them as they are.
    uri = quote((prefix + location.file).encode("utf-8", "surrogateescape"))
    region = {"startLine": max(1, location.line), "startColumn": max(1, location.column)}
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": ROOT}, "region": region}}


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def fingerprints(problems: Iterable[Problem]) -> list[str]:
    """A mark for each problem; equal ones are told apart by their order."""
    seen: Counter[str] = Counter()
    marks = []
    for problem in problems:
        known = json.dumps([problem.code, problem.location.file, _known(problem.message)])
        digest = sha256(known.encode()).hexdigest()[:32]
        seen[digest] += 1
        marks.append(f"{digest}:{seen[digest]}")
    return marks


def _known(value: object) -> object:
    """What may be told of a value: everything but what stands in a record, in whatever language it is said."""
    match value:
        case Quoted():
            return "…"  # as Problem.discreet leaves it, so that both have one mark
        case Message(template, values):
            return [template, {name: _known(one) for name, one in sorted(values.items())}]
        case int():
            return None  # mostly the number of a line, which moves
        case Text() | Cash():
            return [str(part) for part in value]
        case tuple() | list():
            return [_known(part) for part in value]
        case _:
            return str(value)

"""Rules that depend on themselves: found by following the names that days, selections and requirements mention."""

from __future__ import annotations

from collections.abc import Iterable

from kio.programme.mentions import mentions
from kio.programme.model import Programme

BINDING = "binding_day binding_day"
"""Every parameter depends on it: the edition that binds decides its value."""


def cycles(programme: Programme) -> list[list[str]]:
    """Each cycle once, as the chain `[a, b, a]` of `section name` words."""
    graph = _graph(programme)
    done: set[str] = set()
    found: list[list[str]] = []
    for start in graph:
        _follow(start, graph, [], done, found)
    return found


def _follow(name: str, graph: dict[str, set[str]], trail: list[str], done: set[str], found: list[list[str]]) -> None:
    if name in trail:
        found.append([*trail[trail.index(name) :], name])
        return
    if name in done or name not in graph:
        return
    for other in sorted(graph[name]):
        _follow(other, graph, [*trail, name], done, found)
    done.add(name)


def _graph(programme: Programme) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for section in ("days", "selections", "picks", "facts", "parameters", "questions"):
        for name, value in getattr(programme, section).items():
            graph[f"{section} {name}"] = _mentioned(value)
            if section == "parameters":
                graph[f"{section} {name}"].add(BINDING)
    if programme.binding_day is not None:
        graph[BINDING] = _mentioned(programme.binding_day)
    for checklist in programme.checklists:
        whole = graph.setdefault(f"requirements {checklist.id}", set())
        for requirement in checklist.requirements:
            name = f"requirements {checklist.id}/{requirement.id}"
            graph[name] = {*_names(requirement.mentions), BINDING}  # its readings hang on the edition
            whole.add(name)
    return graph


def _mentioned(value: object) -> set[str]:
    return _names(mentions(value))


def _names(mentioned: Iterable[tuple[str, str]]) -> set[str]:
    return {f"{section} {name}" for section, name in mentioned}

"""Who may not be one and the same person: what people do for a trainee, and which of it does not go together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kio.message import Text, message
from kio.problem import Location, Severity
from kio.programme.language import Condition
from kio.programme.node import Node
from kio.programme.words import Grammar

SEVERITIES = (str(Severity.ERROR), str(Severity.WARNING))


class Naming(NamedTuple):
    """Entries of these types, if they meet the condition, name in a field who has a duty."""

    types: tuple[str, ...]
    field: str
    about: Condition | None


class Duty(NamedTuple):
    """Something that people do for a trainee; the entries of a record say who."""

    id: str
    title: Text
    named_by: tuple[Naming, ...]


class Separation(NamedTuple):
    """Who has a duty for a trainee has not another one too, or does not have a role on the day of the entry.

    The other duty belongs to another programme where one is named: then it is of another record of the same person.
    """

    id: str
    duty: str
    role: str | None
    other_duty: str | None
    programme: str | None
    severity: Severity
    say: Text
    location: Location | None = None


def read_duty(grammar: Grammar, name: str, node: Node) -> Duty:
    """A duty, and the entries that say who has it."""
    duty = Duty(
        name,
        node.need("title").bilingual(),
        tuple(_naming(grammar, child) for child in node.need("named_by").one_or_many()),
    )
    node.close()
    return duty


def _naming(grammar: Grammar, node: Node) -> Naming:
    types = tuple(grammar.entry_type(child) for child in node.need("entries").one_or_many())
    of, about = node.need("of"), node.get("about")
    naming = Naming(
        types,
        grammar.field(of, of.text(), types, ("person",)).name,
        grammar.condition(about, types) if about else None,
    )
    node.close()
    return naming


def read_separation(grammar: Grammar, node: Node) -> Separation:
    """Who is not to be who else; the duty of another programme is looked up once that programme is read."""
    other = node.need("is_not")
    role, duty, programme = other.get("role"), other.get("duty"), other.get("programme")
    if (role is None) is (duty is None):
        raise other.refuse_kind(message("exactly one of 'role' and 'duty' was expected here"), ("role", "duty"))
    if role is not None and programme is not None:
        raise other.refuse("unknown-key", message("the key '{key}' means nothing here", key="programme"))
    separation = Separation(
        node.need("id").text(),
        _own_duty(grammar, node.need("who")),
        role.choice(grammar.words.roles, "unknown-role", message("a role")) if role else None,
        (duty.text() if programme else _own_duty(grammar, duty)) if duty else None,
        programme.text() if programme else None,
        Severity(node.need("severity").choice(SEVERITIES, "unknown-kind", message("error or warning"))),
        node.need("say").bilingual(),
        other.location if programme else None,
    )
    other.close()
    node.close()
    return separation


def _own_duty(grammar: Grammar, node: Node) -> str:
    return node.choice(grammar.words.duties, "unknown-duty", message("a duty"))


def duties_named(duties: Mapping[str, Duty]) -> Mapping[str, tuple[tuple[str, Naming], ...]]:
    """By entry type, which duties its entries can name somebody for, and how."""
    found: dict[str, tuple[tuple[str, Naming], ...]] = {}
    for duty in duties.values():
        for naming in duty.named_by:
            for kind in naming.types:
                found[kind] = (*found.get(kind, ()), (duty.id, naming))
    return found

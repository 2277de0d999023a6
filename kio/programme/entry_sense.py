"""What a declared entry type says of others and of people, looked at once all names are known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from kio.message import message
from kio.programme.node import MalformedError, Node
from kio.programme.sections import Sections
from kio.programme.words import Words

OF_FIELDS = ("entries", "header", "groups")


def report_senseless_entries(sections: Sections, words: Words) -> None:
    """Entry types that are not declared under `not_during`, certificates for which there is no role."""
    for node in sections.keyed["entries"].values():
        if not isinstance(node.data, dict) or not node.data.get("not_during"):
            continue
        for child in node.need("not_during").one_or_many():
            with suppress(MalformedError):
                if isinstance(child.data, str):  # what is no text was refused when it was read
                    child.choice(sections.keyed["entries"], "unknown-entry-type", message("an entry type"))
    for section in OF_FIELDS:
        for node in sections.keyed[section].values():
            for field in _fields(node):
                _report_certified(field, words)


def _fields(node: Node) -> Iterator[Node]:
    fields = node.get("fields") if isinstance(node.data, dict) else None
    if fields is not None and isinstance(fields.data, dict):
        yield from (child for _, child in fields.items() if isinstance(child.data, dict))


def _report_certified(field: Node, words: Words) -> None:
    if not (field.has("certified") and field.data["certified"] in ("yes", "true")):
        return
    role = field.get("role")
    if role is None:
        field.report("missing-key", message("the key '{key}' is missing here", key="role"))
    elif role.data in words.roles and role.data not in words.certifiable:
        text = message("nobody is certified for this role: it is not 'certifiable: yes'")
        field.need("certified").report("not-certifiable", text)

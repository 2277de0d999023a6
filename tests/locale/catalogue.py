"""Finding every template in the source and keeping the Dutch catalogue in step with them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parents[2] / "kio"
PO = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "kio.po"
MO = PO.with_suffix(".mo")
TEMPLATE_ARGUMENTS = {"message": (0,), "plural": (0, 1), "Message": (0, 2)}
PLACEHOLDER = re.compile(r"\{(\w*)\}")

Id = str | tuple[str, str]


Names = dict[str, list[ast.expr]]


def templates_in(tree: ast.AST, outer: Names | None = None) -> Iterator[Id]:
    """The templates of a module: arguments of message, plural and Message, and the values of `…_TEXT` tables.

    An argument may be a name that the same function or the module gives a text.
    """
    names = {**(outer or {}), **_named(tree)}
    for node in _within(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from templates_in(node, names)
            case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name)) if name in TEMPLATE_ARGUMENTS:
                yield from _of_call(node, name, names)
            case ast.Assign(targets=[ast.Name(name)], value=value) if name.endswith("_TEXT"):
                yield from _constants(value)


def _within(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope; a function inside it is given, what is in that function is not."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _within(child)


def _named(scope: ast.AST) -> Names:
    names: Names = {}
    for node in _within(scope):
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Constant(str()) | ast.IfExp() as value):
                names.setdefault(name, []).append(value)
    return names


def _of_call(node: ast.Call, name: str, names: Names) -> Iterator[Id]:
    given = [node.args[place] for place in TEMPLATE_ARGUMENTS[name] if place < len(node.args)]
    options = [names.get(one.id, []) if isinstance(one, ast.Name) else [one] for one in given]
    texts = [[text for option in found for text in _constants(option)] for found in options]
    if len(texts) == 2 and texts[0] and texts[1]:
        yield texts[0][0], texts[1][0]
    elif texts:
        yield from texts[0]


def _constants(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _constants(one)
            yield from _constants(other)
        case ast.Dict(values=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _constants(part)
        case ast.JoinedStr():
            raise AssertionError(f"line {node.lineno}: a template cannot be put together by an f-string")


def all_templates() -> set[Id]:
    """Every template of the package; a plural one is a pair."""
    trees = (ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in sorted(SOURCE.rglob("*.py")))
    found = {identifier for tree in trees for identifier in templates_in(tree)}
    pairs = {identifier[0] for identifier in found if isinstance(identifier, tuple)}
    return {identifier for identifier in found if identifier not in pairs}


def committed() -> Catalog:
    """The Dutch catalogue as it stands in the repository."""
    if not PO.exists():
        return Catalog(locale="nl")
    with PO.open("rb") as file:
        return read_po(file, locale="nl")


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update() -> None:
    """Write the catalogue with exactly the templates of the source: new ones empty, unused ones gone."""
    known = committed()
    day = datetime(2026, 1, 1, tzinfo=UTC)
    fresh = Catalog("nl", project="kio", header_comment="", creation_date=day, revision_date=day, fuzzy=False)
    for identifier in all_templates():
        old = known.get(identifier if isinstance(identifier, str) else identifier[0])
        fresh.add(identifier, old.string if old and isinstance(old.id, str) == isinstance(identifier, str) else "")
    with PO.open("wb") as file:
        write_po(file, fresh, width=0, sort_output=True)
    MO.write_bytes(compiled(fresh))


def placeholders(text: str) -> set[str]:
    """The names that a template asks for."""
    return set(PLACEHOLDER.findall(text))

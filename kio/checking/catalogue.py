"""What kio can find: every code with what it means, why it matters, an example and the remedy (catalogue.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kio.message import Text
from kio.problem import Problem, Severity
from kio.programme.node import Node
from kio.source.files import read_file

CATALOGUE = Path(__file__).with_name("catalogue.yaml")


class Example(NamedTuple):
    """A file in which a check finds something: in `line`, from 1; `mended` is the same file without it.

    `besides` are other files of the workspace, `renamed` what the mended file is called where its name was wrong. What
    cannot be shown stands as its code, as `<U+202E>` or `<0xE9>`.
    """

    file: str
    text: str
    line: int
    mended: str
    besides: dict[str, str]
    renamed: str


class Check(NamedTuple):
    """One kind of problem. `levels` are the severities it can have; a `fixed` one cannot be silenced or lowered.

    `scene` tells in a few words what no example can show, such as a link; it is on one line.
    """

    code: str
    levels: tuple[Severity, ...]
    fixed: bool
    title: Text
    why: Text
    remedy: Text
    example: Example | None
    scene: Text | None


def read_catalogue(problems: list[Problem] | None = None) -> dict[str, Check]:
    """All checks by code, in the order of the catalogue: files, records, workspaces, rules.

    What is wrong with the catalogue itself is appended to `problems`, if anybody asks.
    """
    document = read_file(CATALOGUE, CATALOGUE.name)
    found = [*document.problems]
    checks = {code: _check(code, node) for code, node in Node(document, (), document.data, found).items()}
    if problems is not None:
        problems += found
    return checks


def _check(code: str, node: Node) -> Check:
    fixed, example, scene = node.get("fixed"), node.get("example"), node.get("scene")
    check = Check(
        code,
        tuple(Severity(level.text()) for level in node.need("levels").one_or_many()),
        fixed.flag() if fixed else False,
        node.need("title").bilingual(),
        node.need("why").bilingual(),
        node.need("remedy").bilingual(),
        _example(example) if example else None,
        scene.bilingual() if scene else None,
    )
    node.close()
    return check


def _example(node: Node) -> Example:
    mended, besides, renamed = node.get("mended"), node.get("besides"), node.get("renamed")
    example = Example(
        node.need("file").text(),
        node.need("text").text(),
        int(node.need("line").number()),
        mended.text() if mended else "",
        {name: text.text() for name, text in besides.items()} if besides else {},
        renamed.text() if renamed else "",
    )
    node.close()
    return example

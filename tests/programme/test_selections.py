from __future__ import annotations

import pytest

from kio.programme.language import FieldTest, OneOf, Selection
from kio.programme.node import MalformedError, Node
from kio.programme.selections import read_selection
from programme.kennel import GRAMMAR, node, refused, value

PACK = FieldTest("form", (OneOf(("pack",)),), None)
ALONE = FieldTest("form", (OneOf(("alone",)),), None)


def read(at: Node) -> Selection:
    return read_selection(GRAMMAR, at)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("walk", Selection(("walk",))),
        ("{entries: walk}", Selection(("walk",))),
        ("{entries: [walk, lesson]}", Selection(("walk", "lesson"))),
        ("{entries: [walk, lesson], where: {form: pack}}", Selection(("walk", "lesson"), where=PACK)),
        ("{selection: long_walks}", Selection(("walk",), "long_walks")),
        (
            "{entries: walk, about: {form: pack}, where: {form: alone}, pick: last, must: {form: pack}}",
            Selection(("walk",), None, PACK, ALONE, "last", PACK),
        ),
        ("{entries: walk, pick: first}", Selection(("walk",), pick="first")),
    ],
)
def test_value(text: str, wanted: Selection) -> None:
    assert value(read, text) == wanted


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("wlk", "unknown-entry-type", "'wlk' is not an entry type (did you mean 'walk'?)"),
        ("{}", "missing-key", "the key 'entries' is missing here"),
        ("{^entries: wlk}", "unknown-entry-type", "did you mean 'walk'?"),
        ("{entries: [walk, ^wlk]}", "unknown-entry-type", "did you mean 'walk'?"),
        ("{^entries: []}", "empty-list", "this list is empty"),
        ("{^selection: long_walk}", "unknown-selection", "'long_walk' is not a selection (did you mean 'long_walks'?)"),
        ("{^selection: walk}", "unknown-selection", "'walk' is not a selection"),
        ("{selection: long_walks, ^entries: walk}", "unknown-key", "the key 'entries' means nothing here"),
        ("{entries: walk, ^where: {}}", "empty-list", "these conditions are empty"),
        ("{entries: walk, ^were: {form: pack}}", "unknown-key", "did you mean 'where'?"),
        ("{entries: walk, where: {^forn: pack}}", "unknown-field", "did you mean 'form'?"),
        ("{entries: walk, ^pick: latest}", "unknown-kind", "'latest' is not first or last"),
        ("{entries: [walk, film], where: {^form: pack}}", "unknown-field", "'form' is not a field of this entry type"),
    ],
)
def test_fault(text: str, code: str, part: str) -> None:
    refused(read, text, code, part)


def test_on_a_selection_that_is_itself_wrong_nothing_more_is_said() -> None:
    at = node("{selection: broken, where: {date: {after: begun}}}")
    with pytest.raises(MalformedError):
        read(at)
    assert at.problems == []

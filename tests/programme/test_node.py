"""The cursor over a rules file: shapes, scalars, and the place of what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kio.message import Text, message
from kio.programme.node import MalformedError, Node
from programme.kennel import faults, node, refused, value


@pytest.mark.parametrize(
    ("read", "text", "wanted"),
    [
        (Node.text, "pack", "pack"),
        (Node.text, "no", "no"),
        (Node.text, "007", "007"),
        (Node.number, "6", Decimal(6)),
        (Node.number, "2.50", Decimal("2.50")),
        (Node.number, "-3", Decimal(-3)),
        (Node.number, "3.7100", Decimal("3.71")),
        (Node.number, "0.125", Decimal("0.125")),
        (Node.number, "1000.125", Decimal("1000.125")),
        (Node.flag, "yes", True),
        (Node.flag, "true", True),
        (Node.flag, "no", False),
        (Node.flag, "false", False),
        (Node.bilingual, "{nl: hond, en: dog}", Text("hond", "dog")),
        (lambda n: list(n.keys()), "{a: 1, b: ~}", ["a", "b"]),
        (lambda n: n.has("a"), "{a: 1, b: ~}", True),
        (lambda n: n.has("b"), "{a: 1, b: ~}", False),
        (lambda n: n.has("b"), "text", False),
        (lambda n: n.names("b"), "{a: 1, b: ~}", True),
        (lambda n: n.names("c"), "{a: 1, b: ~}", False),
        (lambda n: n.get("b"), "{a: 1, b: ~}", None),
        (lambda n: n.need("a").name, "{a: 1}", "a"),
        (lambda n: n.need("a").text(), "{a: 1}", "1"),
        (lambda n: [child.text() for child in n.elements()], "[a, b]", ["a", "b"]),
        (lambda n: [child.text() for child in n.one_or_many()], "[a, b]", ["a", "b"]),
        (lambda n: [child.text() for child in n.one_or_many()], "a", ["a"]),
        (lambda n: [(key, child.text()) for key, child in n.items()], "{a: 1, b: 2}", [("a", "1"), ("b", "2")]),
        (lambda n: n.replaced({"a": "2"}).need("a").text(), "{a: 1}", "2"),
    ],
)
def test_value(read: Callable[[Node], object], text: str, wanted: object) -> None:
    assert value(read, text) == wanted


@pytest.mark.parametrize(
    ("read", "text", "code", "part"),
    [
        (Node.keys, "pack", "wrong-shape", "a mapping (key: value) was expected here"),
        (Node.keys, "~", "wrong-shape", "a mapping"),
        (Node.elements, "pack", "wrong-shape", "a list was expected here"),
        (Node.elements, "[]", "empty-list", "this list is empty, so the rule would say nothing"),
        (Node.one_or_many, "[]", "empty-list", "this list is empty"),
        (Node.text, "[a]", "wrong-shape", "a text was expected here"),
        (Node.text, "' '", "wrong-shape", "a text was expected here"),
        (Node.number, "six", "wrong-number", "a number was expected here, as 6 or 2.5"),
        (Node.number, "2,5", "wrong-number", "a number was expected here, as 6 or 2.5 (write a point: 2.5)"),
        (Node.number, "3.710", "wrong-number", "'3.710' can be 3710 or 3.7100 (write it in one of these two ways)"),
        (Node.number, "-1.855", "wrong-number", "'-1.855' can be -1855 or -1.8550"),
        (Node.number, "3,710", "wrong-number", "'3,710' can be 3710 or 3.7100"),
        (Node.number, "1e3", "wrong-number", "a number was expected"),
        (Node.number, ".5", "wrong-number", "a number was expected"),
        (Node.number, "[6]", "wrong-number", "a number was expected"),
        (Node.flag, "ja", "wrong-flag", "'ja' is not yes or no (possible here: yes, no, true, false)"),
        (Node.bilingual, "{nl: hond}", "missing-key", "the key 'en' is missing here"),
        (Node.bilingual, "{en: dog}", "missing-key", "the key 'nl' is missing here"),
        (Node.bilingual, "{nl: hond, en: ~}", "missing-key", "the key 'en' is missing here"),
        (Node.bilingual, "{nl: hond, en: dog, ^de: Hund}", "unknown-key", "the key 'de' means nothing here"),
        (Node.bilingual, "{^nl: [hond], en: dog}", "wrong-shape", "a text was expected here"),
        (Node.bilingual, "hond", "wrong-shape", "a mapping"),
        (lambda n: n.need("b"), "{a: 1, b: ~}", "missing-key", "the key 'b' is missing here"),
    ],
)
def test_fault(read: Callable[[Node], object], text: str, code: str, part: str) -> None:
    refused(read, text, code, part)


def test_places_are_those_of_keys_and_elements() -> None:
    def read(root: Node) -> None:
        for child in root.need("list").elements():
            child.report("here", message("here"))
        root.need("map").need("key").report("here", message("here"))

    text = "at:\n  list:\n    - one\n    - {a: 1}\n  map:\n    key: 2\n"
    assert [found[1:3] for found in faults(read, text)] == [(3, 7), (4, 7), (6, 5)]


def test_close_reports_every_key_that_nobody_asked_for() -> None:
    def read(root: Node) -> None:
        for key in ("title", "hours", "form", "guide", "film"):
            root.get(key)
        root.close()

    assert faults(read, "{title: x, titel: y, zzz: 1}") == [
        ("unknown-key", 1, 16, "the key 'titel' means nothing here (did you mean 'title'?)"),
        ("unknown-key", 1, 26, "the key 'zzz' means nothing here (possible here: film, form, guide, hours, title)"),
    ]


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (["large", "small"], "did you mean 'small'?"),
        (["b", "a"], "possible here: b, a"),
        (frozenset({"q", "b", "zz", "k", "x", "h"}), "possible here: b, h, k, q, x, zz"),
        ([], "nothing of this kind is declared"),
    ],
)
def test_a_word_that_is_not_known(options: list[str], hint: str) -> None:
    said = f"'smal' is not a size ({hint})"
    refused(lambda n: n.choice(options, "unknown-size", message("a size")), "smal", "unknown-size", said)


@pytest.mark.parametrize(
    ("text", "hint"), [("{cuont: x}", "did you mean 'count'?"), ("{zzz: x}", "possible here: count, sum")]
)
def test_a_mapping_that_says_no_kind(text: str, hint: str) -> None:
    def read(root: Node) -> None:
        raise root.refuse_kind(message("no kind"), ["count", "sum"])

    refused(read, text, "unknown-kind", f"no kind ({hint})")


def test_a_refusal_is_an_exception_whose_problem_is_collected() -> None:
    with pytest.raises(MalformedError):
        node("six").number()

"""The Dutch catalogue is complete, has nothing too many and is compiled: mend it with `--update-locale`."""

from __future__ import annotations

import ast
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import catalogue
import pytest


@pytest.fixture(autouse=True, scope="module")
def _updated(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-locale", default=False):
        catalogue.update()


def _pairs() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By the text that gettext looks up: the templates and their translations."""
    pairs = {}
    for entry in catalogue.committed():
        if entry.id:
            ids = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
            strings = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
            pairs[ids[0]] = (ids, strings)
    return pairs


def test_every_template_has_a_translation() -> None:
    known = _pairs()
    wanted = {template if isinstance(template, str) else template[0] for template in catalogue.all_templates()}
    missing = [template for template in sorted(wanted) if template not in known or not all(known[template][1])]
    assert missing == []


def test_nothing_unused_stays() -> None:
    wanted = {(one,) if isinstance(one, str) else one for one in catalogue.all_templates()}
    assert sorted(ids for ids, _ in _pairs().values() if ids not in wanted) == []


def test_translations_have_the_same_placeholders() -> None:
    wrong = [
        (template, said)
        for templates, strings in _pairs().values()
        for template, said in zip(templates, strings, strict=True)
        if said and catalogue.placeholders(template) != catalogue.placeholders(said)
    ]
    assert wrong == []


def test_templates_and_translations_can_be_formatted() -> None:
    for templates, strings in _pairs().values():
        for text in (*templates, *strings):
            names = catalogue.placeholders(text)
            text.format_map(dict.fromkeys(names, "x"))


def test_the_compiled_catalogue_is_current() -> None:
    fresh = GNUTranslations(BytesIO(catalogue.compiled(catalogue.committed())))
    with Path(catalogue.MO).open("rb") as file:
        stored = GNUTranslations(file)
    # The header names the version of Babel, so not the bytes but what they say is compared.
    assert _messages(stored) == _messages(fresh)


def _messages(translations: GNUTranslations) -> dict[object, str]:
    catalogue_of: dict[object, str] = vars(translations)["_catalog"]
    return {key: text for key, text in catalogue_of.items() if key}


@pytest.mark.parametrize(
    ("source", "templates"),
    [
        ('message("one", value=2)', {"one"}),
        ('message("two " "halves")', {"two halves"}),
        ('message("this" if x else "that")', {"this", "that"}),
        ('plural("{count} a", "{count} b", n)', {("{count} a", "{count} b")}),
        ('Message("c {count}", values, "d {count}")', {("c {count}", "d {count}")}),
        ("Message(ORDER_TEXT[x], {})", set()),
        ('one, many = 1, 2\ndef f():\n    one = "a"\n    many = "b"\n    plural(one, many, n)', {("a", "b")}),
        ('said = "a"\ndef f():\n    message(said)\ndef g(said):\n    pass', {"a"}),
        ("def f(text):\n    return message(text)", set()),
        ('ORDER_TEXT = {"after": "{a} after"}', {"{a} after"}),
        ('ORDER = {"after": "not a template"}', set()),
    ],
)
def test_templates_are_found(source: str, templates: set[str]) -> None:
    assert set(catalogue.templates_in(ast.parse(source))) == templates


def test_a_template_made_by_an_f_string_is_refused() -> None:
    with pytest.raises(AssertionError, match="line 1: a template cannot be put together by an f-string"):
        list(catalogue.templates_in(ast.parse('message(f"{x} is wrong")')))

"""What every record, person, group and kio.yaml may say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kio.locale import say
from kio.locale.shown import show
from kio.models.files import (
    GROUP,
    PERSON,
    ROLE,
    SETTINGS,
    TRAINEE,
    as_it_is,
    is_id,
    to_email,
    to_id,
    to_language,
    to_log,
    to_name,
)
from kio.models.scalars import WrongValueError
from kio.models.shapes import Shape

ID = "is not an id: it has only a-z, 0-9 and hyphens, and begins with a letter or digit"
EMAIL = "one e-mail address was expected, as name@example.org"


def refusal(read: Callable[[str], object], text: str) -> tuple[str, str]:
    with pytest.raises(WrongValueError) as caught:
        read(text)
    assert caught.value.hint is None
    return caught.value.code, say(caught.value.message, "en")


@pytest.mark.parametrize(
    "text", ["a", "on", "123", "9999999999999999999999", "0o12", "1e3", "fenna-de-boer", "a" * 64, "0-", "a--b"]
)
def test_an_id_stays_text(text: str) -> None:
    assert to_id(text) == text
    assert is_id(text)


@pytest.mark.parametrize(
    ("text", "near"),
    [("", None), ("-a", "a"), ("a" * 65, None), ("1.10", "1-10"), ("1_000", "1-000"), ("Anna", "anna"), ("a b", "a-b"),
     ("renée", "renee"), ("ıd", "d"), ("a\n", "a"), ("../x", "x"), ("a/b", "a-b"), ("ａ", "a"), ("...", None)],  # noqa: RUF001
)  # fmt: skip
def test_what_is_no_id_is_refused(text: str, near: str | None) -> None:
    with pytest.raises(WrongValueError) as caught:
        to_id(text)
    assert (caught.value.code, say(caught.value.message, "en")) == ("wrong-id", f"'{show(text[:64])}' {ID}")
    assert (caught.value.hint and say(caught.value.hint, "en")) == (near and f"write {near}")
    assert not is_id(text)


@pytest.mark.parametrize(
    "text", ["a@b.nl", "fenna.de-boer+kio@mail.example.org", "A_1%@x-y.example", f"{'a' * 64}@{'b' * 63}.org"]
)
def test_an_address_is_kept(text: str) -> None:
    assert to_email(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "a@b", "@b.nl", "a@", "a b@c.nl", "a@b.nl, c@d.nl", "<a@b.nl>", "mailto:a@b.nl", "a@b..nl",
        "a@b.nl\n", "é@b.nl", f"{'a' * 65}@b.nl", f"a@{'b' * 64}.nl", f"a@{'.'.join(['b' * 60] * 5)}",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(text: str) -> None:
    assert refusal(to_email, text) == ("wrong-email", EMAIL)


def test_an_address_has_at_most_254_characters() -> None:
    host = ".".join(["b" * 60] * 3)
    longest = f"{'a' * 64}@{host}.{'c' * (254 - 66 - len(host))}"
    assert (len(longest), to_email(longest)) == (254, longest)
    assert refusal(to_email, f"{longest}c") == ("wrong-email", EMAIL)


@pytest.mark.parametrize("text", ["no", "null", "Çelik", "N", "O'Neill", "阿明"])
def test_a_name_is_any_text_on_a_line(text: str) -> None:
    assert to_name(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana\nNovak", ("wrong-text", "a name stands on one line, without tabs")),
        ("Ana\tNovak", ("wrong-text", "a name stands on one line, without tabs")),
        ("  ", ("empty-text", "this text is empty")),
    ],
)
def test_what_is_no_name_is_refused(text: str, expected: tuple[str, str]) -> None:
    assert refusal(to_name, text) == expected


def test_a_language_is_dutch_or_english() -> None:
    assert [to_language("nl"), to_language("en")] == ["nl", "en"]
    for text in ("NL", "de", "", "nl_NL"):
        assert refusal(to_language, text) == ("wrong-language", "nl or en was expected")


def test_a_log_is_a_list_or_nothing() -> None:
    assert to_log(None) is None
    assert to_log([1]) == [1]
    wrong: tuple[object, ...] = ({}, "text")
    for raw in wrong:
        with pytest.raises(WrongValueError, match="a list of entries was expected here"):
            to_log(raw)


def test_settings_of_other_commands_stay_as_they_are() -> None:
    given: object = {"a": ["b"]}
    assert as_it_is(given) is given


@pytest.mark.parametrize(
    ("shape", "keys"),
    [
        (TRAINEE, "id name track email language programme group person log"),
        (ROLE, "role from until certified"),
        (PERSON, "name email roles"),
        (GROUP, "id name programme"),
        (SETTINGS, "organisation language programme mail retention checks"),
    ],
)
def test_the_keys_of_each_file(shape: Shape, keys: str) -> None:
    assert list(shape.schema["fields"]) == keys.split()

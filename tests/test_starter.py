"""The files of a new workspace are there in both languages, each in its own."""

from __future__ import annotations

import pytest

from kio.locale import LANGUAGES
from kio.starter import EXAMPLES, starter_files

WORDS = {
    "nl": (" de ", " het ", " een ", " wat ", " niet ", " elke "),
    "en": (" the ", " that ", " what ", " which ", " cannot "),
}
WITHOUT_WORDS = {
    ".editorconfig", ".github/kio-problem-matcher.json", ".vscode/extensions.json", ".vscode/settings.json",
    ".vscode/tasks.json",
}  # fmt: skip


def test_both_languages_have_the_same_files() -> None:
    names = [{name for name in starter_files(language) if not name.startswith(EXAMPLES)} for language in LANGUAGES]
    assert names[0] == names[1]
    assert len(names[0]) == 13
    kinds = [
        sorted(name.rpartition("/")[0] for name in starter_files(one) if name.startswith(EXAMPLES)) for one in LANGUAGES
    ]
    assert kinds[0] == kinds[1] == ["records", "records/groups", "records/trainees"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_in_its_own_language(language: str) -> None:
    for name, text in starter_files(language).items():
        said = " ".join(text.split())
        mine = sum(said.count(word) for word in WORDS[language])
        others = sum(said.count(word) for other in LANGUAGES if other != language for word in WORDS[other])
        if name in WITHOUT_WORDS:
            assert text == starter_files("nl" if language == "en" else "en")[name]
        else:
            assert mine > others, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_people_are_invented(language: str) -> None:
    for name, text in starter_files(language).items():
        assert all(part.split()[0].endswith("example.org") for part in text.split("@")[1:] if name.startswith(EXAMPLES))
        assert text.endswith("\n")
        assert "\t" not in text
        assert "\r" not in text
        assert all(len(line) <= 120 for line in text.splitlines())

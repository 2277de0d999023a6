"""Finding the trainee that somebody means; file names are tried before any record is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking.pottery import pottery, record

from kio.locale import say
from kio.lookup import find_trainee, folded
from kio.problem import KioError
from kio.source import files
from kio.workspace import Workspace

NAMES = {
    "anna": "Anna Bakker",
    "anna-de-wit": "Anna de Wit",
    "elif-celik": "Elif Çelik",
    "hakan-lindqvist": "Håkan Lindqvist",
    "mulder-1": "Renée Mulder van Dam",
    "mulder-2": "Joost Mulder van Dam",
    "zoe-vandenberghe": "Zoë Vandenberghe",
}


@pytest.fixture
def studio(tmp_path: Path) -> Workspace:
    records = {f"records/trainees/{one}.yaml": record(one).replace(one.title(), name, 1) for one, name in NAMES.items()}
    return Workspace(pottery(tmp_path, {**records, "records/trainees/broken.yaml": "name: [\n"}))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []
    read = files.bytes_of

    def noted(path: Path, limit: int) -> bytes | None:
        names.append(path.name)
        return read(path, limit)

    monkeypatch.setattr(files, "bytes_of", noted)
    return names


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("anna", "anna"),  # exact, though it begins another id too
        ("anna-de-wit", "anna-de-wit"),
        ("anna-", "anna-de-wit"),
        ("eli", "elif-celik"),
        ("ELIF", "elif-celik"),
        ("Elif Çelik", "elif-celik"),
        ("çelik", "elif-celik"),
        ("de wit", "anna-de-wit"),
        ("lindq", "hakan-lindqvist"),
        (" Håkan ", "hakan-lindqvist"),
        ("zoë", "zoe-vandenberghe"),
        ("wit", "anna-de-wit"),
        ("broken", "broken"),
    ],
)
def test_file_names_are_enough(query: str, expected: str, studio: Workspace, opened: list[str]) -> None:
    assert find_trainee(studio, query) == expected
    assert opened == []


@pytest.mark.parametrize(("query", "expected"), [("renee", "mulder-1"), ("RENÉE M", "mulder-1"), ("joost", "mulder-2")])
def test_names_are_read_when_no_file_name_fits(query: str, expected: str, studio: Workspace, opened: list[str]) -> None:
    assert find_trainee(studio, query) == expected
    assert len(opened) == len(NAMES) + 1  # each record once, the broken one too; no rules, no people


def refusal(studio: Workspace, query: str) -> tuple[str, str]:
    with pytest.raises(KioError) as caught:
        find_trainee(studio, query)
    assert caught.value.hint is not None
    return say(caught.value.message, "en"), say(caught.value.hint, "en")


@pytest.mark.parametrize(
    ("query", "message", "hint"),
    [
        ("ann", "'ann' can mean several trainees", "name one of them: anna, anna-de-wit"),
        ("mulder", "'mulder' can mean several trainees", "name one of them: mulder-1, mulder-2"),
        ("li", "'li' can mean several trainees", "name one of them: elif-celik, hakan-lindqvist"),
        ("hakon", "there is no trainee 'hakon'", "did you mean hakan-lindqvist?"),
        ("Håkon", "there is no trainee 'Håkon'", "did you mean hakan-lindqvist?"),
        ("hakan-lindquist", "there is no trainee 'hakan-lindquist'", "did you mean hakan-lindqvist?"),
        ("anne", "there is no trainee 'anne'", "did you mean anna, anna-de-wit?"),
        ("muldar", "there is no trainee 'muldar'", "did you mean mulder-2, mulder-1?"),
        ("qqq", "there is no trainee 'qqq'", "kio list shows everybody"),
        ("", "there is no trainee ''", "kio list shows everybody"),
        ("  ", "there is no trainee '  '", "kio list shows everybody"),
        ("../anna", "there is no trainee '../anna'", "did you mean anna, anna-de-wit?"),
        ("anna.yaml", "there is no trainee 'anna.yaml'", "did you mean anna?"),
    ],
)
def test_what_cannot_be_found_gets_near_names(query: str, message: str, hint: str, studio: Workspace) -> None:
    assert refusal(studio, query) == (message, hint)


def test_an_ambiguous_name_in_the_records(studio: Workspace) -> None:
    assert refusal(studio, "van dam") == (
        "'van dam' can mean several trainees",
        "name one of them: mulder-1, mulder-2",
    )


def test_at_most_twenty_candidates_are_named(tmp_path: Path) -> None:
    records = {f"records/trainees/bo-{number:02}.yaml": record(f"bo-{number:02}") for number in range(25)}
    hint = refusal(Workspace(pottery(tmp_path, records)), "bo")[1]
    assert hint == "name one of them: " + ", ".join(f"bo-{number:02}" for number in range(20))


def test_without_records_nobody_is_found(tmp_path: Path) -> None:
    root = pottery(tmp_path, without=("records/trainees/anna.yaml",))
    assert refusal(Workspace(root), "anna")[1] == "kio list shows everybody"


@pytest.mark.parametrize(("text", "expected"), [("Renée", "renee"), ("ÇELIK", "celik"), ("Straße", "strasse")])
def test_folding(text: str, expected: str) -> None:
    assert folded(text) == expected

"""The catalogue of checks: every code of the source is in it, its examples are real, its texts are whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from checking.pottery import codes, found_in
from kio.checking.catalogue import CATALOGUE, Check, Example, read_catalogue
from kio.checking.names import UNKNOWN
from kio.message import Text
from kio.problem import Problem, Severity

SOURCE = Path(__file__).parents[2] / "kio"
TESTS = Path(__file__).parents[1]
BASES = Path(__file__).with_name("examples")
TODAY = date(2026, 6, 1)
CHECKS = read_catalogue()
EXAMPLES = {code: check.example for code, check in CHECKS.items() if check.example}
SCENES = {code: check.scene for code, check in CHECKS.items() if check.scene}

# --- every code, and no other

CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
POSITIONS = {
    "Problem": 2, "report": 0, "refuse": 0, "add": 1, "error": 1, "warning": 1, "_stop": 1, "_unread": 1, "choice": 1,
    "known": 2,
    "WrongValueError": 0,
}  # fmt: skip
"""Which argument is a code, by the name of the function."""

NO_CHECKS = {"ambiguous-amount", "cat-file", "e-mailadres", "ls-tree", "rev-parse", "system-out", "us-ascii", "utf-8"}
"""What looks like the code of a check and is none: of an answer on the command line; names of encodings and others."""

PUT_TOGETHER = {
    ("checking/names.py", "unknown-"): set(UNKNOWN),
    ("records.py", "unknown-"): {"track", "role"},
}
"""Codes that are put together: the module and the beginning, and how they go on."""


def trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def constants(tree: ast.AST) -> Iterator[str]:
    """Every text of a module that can be a code by its signs."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)) if CODE.fullmatch(text):
                yield text


def at_positions(tree: ast.AST) -> Iterator[object]:
    """Every text that is given where a function takes a code."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name)) if name in POSITIONS:
                named = [word.value for word in node.keywords if word.arg == "code"]
                for given in [*node.args[POSITIONS[name] : POSITIONS[name] + 1], *named]:
                    parts = (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,)
                    yield from (part.value for part in parts if isinstance(part, ast.Constant))


def beginnings(tree: ast.AST) -> Iterator[str]:
    """How the codes begin that are put together by an f-string."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=[ast.Constant(str(text)), *_]) if re.fullmatch(rf"{CODE.pattern}-", text):
                yield text


def put_together() -> set[str]:
    return {f"{start}{end}" for (_, start), ends in PUT_TOGETHER.items() for end in ends}


def test_every_code_of_the_source_is_in_the_catalogue() -> None:
    with_hyphen = {text for tree in trees().values() for text in constants(tree) if "-" in text}
    given = {text for tree in trees().values() for text in at_positions(tree)}
    assert {"yaml-syntax", "contradiction", "wrong-date"} <= given
    assert (with_hyphen | given | put_together()) - NO_CHECKS - set(CHECKS) == set()


def test_every_code_of_the_catalogue_is_in_the_source() -> None:
    written = {text for tree in trees().values() for text in constants(tree)}
    assert set(CHECKS) - written - put_together() == set()
    assert written - set(CHECKS) >= NO_CHECKS


def test_how_codes_are_put_together_is_known() -> None:
    found = {(name, text) for name, tree in trees().items() for text in beginnings(tree)}
    assert found == set(PUT_TOGETHER)
    calls = [node for node in ast.walk(trees()["records.py"]) if isinstance(node, ast.Call)]
    paths = [call.args[1] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_unknown"]
    assert {ast.unparse(path.elts[-1]) for path in paths if isinstance(path, ast.Tuple)} == {"'track'", "'role'"}
    assert len(paths) == 2


def test_what_a_file_cannot_be_read_for_is_never_silenced() -> None:
    """Nor that kio can judge nobody by the rules: such codes stand in these two rooms and in no other."""
    rooms: dict[str, set[str]] = {}
    for name, tree in trees().items():
        for text in constants(tree):
            rooms.setdefault(text, set()).add(name.partition("/")[0])
    errors = {code for code, check in CHECKS.items() if Severity.ERROR in check.levels}
    of_one_room = {code for code in errors if rooms.get(code, set()) in ({"source"}, {"programme"})}
    assert {"yaml-syntax", "link", "rule-cycle"} <= of_one_room
    assert {code for code in of_one_room - put_together() if not CHECKS[code].fixed} == set()


# --- examples

SIGN = re.compile(
    r"<(?:U\+(?P<point>[0-9A-F]{4})|0x(?P<byte>[0-9A-F]{2})|(?P<tab>TAB)|(?P<times>\d+)x(?P<text>[^<>]+))>"
)


def content(text: str) -> bytes:
    """A file as it lies on disk: what stands for something else is put in."""
    parts, start = [], 0
    for found in SIGN.finditer(text):
        parts += [text[start : found.start()].encode(), stands_for(found)]
        start = found.end()
    return b"".join([*parts, text[start:].encode()])


def stands_for(found: re.Match[str]) -> bytes:
    if found["byte"]:
        return bytes.fromhex(found["byte"])
    if found["point"]:
        return chr(int(found["point"], 16)).encode()
    return b"\t" if found["tab"] else found["text"].encode() * int(found["times"])


def workspace(root: Path, example: Example, name: str, text: str) -> dict[str, list[Problem]]:
    """What is found in the workspace to which an example belongs, with the file of the example in it."""
    files = {**example.besides, name: text}
    base = "choir" if any(file.startswith("rules/") for file in files) else "kio"
    copytree(BASES / base, root)
    for file, said in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(content(said))
    return found_in(root, TODAY)


@pytest.mark.parametrize("base", ["kio", "choir"])
def test_nothing_is_wrong_where_the_examples_are_put(base: str) -> None:
    assert found_in(BASES / base, TODAY) == {}


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_the_example_shows_is_found(code: str, tmp_path: Path) -> None:
    check, example = CHECKS[code], EXAMPLES[code]
    found = workspace(tmp_path / "root", example, example.file, example.text).get(example.file, [])
    severities = [item.severity for item in found if (item.code, item.location.line) == (code, example.line)]
    assert severities, [(item.code, item.location.line) for item in found]
    assert set(severities) <= set(check.levels)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_mended_file_is_without_it(code: str, tmp_path: Path) -> None:
    example = EXAMPLES[code]
    name = example.renamed or example.file
    found = workspace(tmp_path / "root", example, name, example.mended)
    assert [file for file, listed in found.items() if code in codes(listed)] == []
    assert [item.code for item in found.get(name, []) if item.severity is Severity.ERROR] == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_is_of_an_invented_person(code: str) -> None:
    example = EXAMPLES[code]
    texts = [example.text, example.mended, *example.besides.values()]
    assert all(name.endswith("example.org") for text in texts for name in re.findall(r"@([\w.-]+)", text))
    assert example.mended
    assert (example.text != example.mended) is (example.renamed == "")
    assert example.line <= example.text.count("\n")


def test_placeholders_become_what_they_stand_for() -> None:
    assert content("a<U+202E>b<0xE9>c<TAB>d<3xab>e<f>") == b"a\xe2\x80\xaeb\xe9c\td" + b"ababab" + b"e<f>"


# --- what takes more than files


def folder_for_a_file(root: Path) -> str:
    (root / "records/trainees/fenna-de-boer.yaml").mkdir()
    return "records/trainees/fenna-de-boer.yaml"


def link_to_a_file(root: Path) -> str:
    (root / "records/trainees/fenna-de-boer.yaml").symlink_to("bram-visser.yaml")
    return "records/trainees/fenna-de-boer.yaml"


def folder_elsewhere(root: Path) -> str:
    (root / "records/groups").rename(root.with_name("elsewhere"))
    (root / "records/groups").symlink_to(root.with_name("elsewhere"), target_is_directory=True)
    return "records/groups"


def names_by_case(root: Path) -> str:
    path = root / "records/trainees/bram-visser.yaml"
    path.with_name("Bram-Visser.yaml").write_bytes(path.read_bytes())
    return "records/trainees/bram-visser.yaml"


def no_rules(root: Path) -> str:
    (root / "rules").mkdir()
    return "rules"


MADE: dict[str, Callable[[Path], str]] = {
    "link": link_to_a_file,
    "name-collision": names_by_case,
    "no-rules": no_rules,
    "outside-workspace": folder_elsewhere,
    "unreadable-file": folder_for_a_file,
}
"""Each makes a workspace wrong, and names the file in which it is found."""

ELSEWHERE = {
    "cut-short", "entry-disappeared", "internal-error", "person-disappeared", "record-disappeared",
    "unreadable-version",
}  # fmt: skip
"""These have tests of their own."""


@pytest.mark.parametrize("code", MADE)
def test_what_no_text_can_show_is_found(code: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    copytree(BASES / "kio", root)
    file = MADE[code](root)
    found = [item for listed in found_in(root, TODAY).values() for item in listed if item.code == code]
    assert file in [item.location.file for item in found]
    assert {item.severity for item in found} <= set(CHECKS[code].levels)


@pytest.mark.parametrize("code", sorted(ELSEWHERE))
def test_what_needs_more_is_tested_elsewhere(code: str) -> None:
    others = [path for path in TESTS.rglob("test_*.py") if path != Path(__file__)]
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in others)


def test_every_other_code_has_an_example() -> None:
    assert set(CHECKS) - set(EXAMPLES) == set(MADE) | ELSEWHERE


def test_what_has_no_example_is_told_in_words() -> None:
    assert set(CHECKS) - set(EXAMPLES) == set(SCENES)


# --- texts

TRADE = re.compile(r"imago|supervis|leertherap|relatieweekend|145|3710", re.IGNORECASE)
MOST_WORDS_OF_A_TITLE, LONGEST_WHY, LONGEST_REMEDY, LONGEST_SCENE = 8, 360, 260, 220


def texts(check: Check) -> list[str]:
    return [text for said in (check.title, check.why, check.remedy, check.scene) if said for text in said]


def test_the_catalogue_reads_without_a_problem() -> None:
    problems: list[Problem] = []
    assert read_catalogue(problems) == CHECKS
    assert problems == []


def test_lines_are_not_longer_than_code() -> None:
    long = [line for line in CATALOGUE.read_text(encoding="utf-8").splitlines() if len(line) > 120]
    assert long == []


@pytest.mark.parametrize("code", CHECKS)
def test_texts_are_short_and_whole(code: str) -> None:
    check = CHECKS[code]
    for title in check.title:
        assert len(title.split()) <= MOST_WORDS_OF_A_TITLE
        assert not title.endswith(".")
    for language in Text._fields:
        why, remedy = getattr(check.why, language), getattr(check.remedy, language)
        assert 40 <= len(why) <= LONGEST_WHY
        assert 10 <= len(remedy) <= LONGEST_REMEDY
        assert sentences(why) <= 3
        assert sentences(remedy) <= 2
        assert why.endswith(".")
        assert remedy.endswith(".")
    assert all("\n" not in text and "  " not in text and text == text.strip() for text in texts(check))


@pytest.mark.parametrize("code", SCENES)
def test_an_example_in_words_is_short(code: str) -> None:
    scene = SCENES[code]
    assert scene.nl != scene.en
    assert all(20 <= len(text) <= LONGEST_SCENE and sentences(text) <= 2 for text in scene)
    assert all(text[-1] == "." for text in scene)


def sentences(text: str) -> int:
    return len(re.findall(r"[.?!](?= [A-Z0-9]|$)", text))


@pytest.mark.parametrize("code", CHECKS)
def test_texts_are_in_two_languages_and_of_no_one_training(code: str) -> None:
    check = CHECKS[code]
    assert [text for text in texts(check) if TRADE.search(text)] == []
    assert check.why.nl != check.why.en
    assert check.remedy.nl != check.remedy.en
    for dutch, english in ((check.why.nl, check.why.en), (check.remedy.nl, check.remedy.en)):
        assert not re.search(r"\b(the|and|with|not)\b", dutch)
        assert not re.search(r"\b(het|een|niet|staat)\b", english)


@pytest.mark.parametrize("language", Text._fields)
def test_every_title_is_of_one_code(language: str) -> None:
    titles = [getattr(check.title, language) for check in CHECKS.values()]
    assert sorted(titles) == sorted(set(titles))


@pytest.mark.parametrize("code", CHECKS)
def test_levels_are_named_once_and_a_code_is_kebab_case(code: str) -> None:
    assert CODE.fullmatch(code)
    assert len(set(CHECKS[code].levels)) == len(CHECKS[code].levels)

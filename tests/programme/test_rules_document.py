"""The manual is under test: every example loads, every mistake has its code, every key and every code is named."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kio.app import app
from kio.programme import amounts, conditions, fields, kinds, sections, words
from programme.manual import MANUAL, ROOT, Block, blocks, frame, in_frame, load, marked

READERS = sorted((ROOT / "kio" / "programme").glob("*.py"))
MARKS = {"file", "frame", "rules", "requirement", "conditions", "wrong"}


def name_of(block: Block) -> str:
    return f"line-{block.line}"


def yaml_blocks() -> list[Block]:
    return [block for block in blocks() if block.language == "yaml"]


@pytest.mark.parametrize("block", yaml_blocks(), ids=name_of)
def test_every_yaml_block_says_how_it_is_tested(block: Block) -> None:
    assert block.words
    assert block.words[0] in MARKS


def test_the_frame_loads() -> None:
    assert load(frame())[1] == []


GOOD = [block for block in yaml_blocks() if block.words and block.words[0] in ("rules", "requirement", "conditions")]


@pytest.mark.parametrize("block", GOOD, ids=name_of)
def test_every_example_loads_in_the_frame(block: Block) -> None:
    assert in_frame(block.words, block.text) == []


@pytest.mark.parametrize("block", marked("wrong"), ids=name_of)
def test_every_mistake_has_its_code(block: Block) -> None:
    _, code, *kind = block.words
    assert [problem.code for problem in in_frame(tuple(kind), block.text)] == [code]


def test_the_first_programme_works_after_every_file(tmp_path: Path) -> None:
    (tmp_path / "records" / "trainees").mkdir(parents=True)
    for number, block in enumerate(marked("file")):
        path = tmp_path / block.words[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        assert kio(tmp_path, "check"), f"after block {number}"
    assert kio(tmp_path, "check", "--strict")


@pytest.mark.parametrize("block", [block for block in blocks() if block.words[:1] == ("statuses",)], ids=name_of)
def test_the_first_programme_gives_the_statuses_of_the_manual(tmp_path: Path, block: Block) -> None:
    for file in marked("file"):
        path = tmp_path / file.words[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    _, trainee, day = block.words
    result = CliRunner().invoke(app, ["-C", str(tmp_path), "--on", day, "status", trainee, "--json"])
    assert result.exit_code == 0, result.output
    found = []
    for part in json.loads(result.stdout)["checklists"]:
        for item in part["requirements"]:
            amount = f"  {item['have']} of {item['need']}" if item["status"] == "open" else ""
            found.append(f"{part['id']}/{item['id']} {item['status']}{amount}".split())
    assert found == [line.split() for line in block.text.splitlines()]


def test_the_worked_quote_is_what_kio_says(tmp_path: Path) -> None:
    """The command before the block, on the frame and the price list of the manual; amounts as the block writes them."""
    [block] = [block for block in blocks() if block.words[:1] == ("quote",)]
    [prices] = [rules for rules in marked("rules") if "terms:" in rules.text]
    (tmp_path / "records" / "trainees").mkdir(parents=True)
    (tmp_path / "rules" / "bees").mkdir(parents=True)
    (tmp_path / "rules" / "bees.yaml").write_text(frame(), encoding="utf-8")
    (tmp_path / "rules" / "bees" / "prices.yaml").write_text(prices.text, encoding="utf-8")
    before = MANUAL.read_text(encoding="utf-8").splitlines()[: block.line]
    [command] = [found for line in before[-5:] for found in re.findall("`kio ([^`]+)`", line)]
    result = CliRunner().invoke(app, ["-C", str(tmp_path), "--lang", "en", *command.split(), "--json"])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    rows = [re.split(" {2,}", line.strip()) for line in block.text.splitlines() if line]
    amounts = {line["title"]: line["amount"] for line in answer["lines"]}
    amounts |= {"total": answer["total"], "VAT": answer["vat"][0]["amount"]}
    for row in rows[:5]:
        amount = amounts[row[0].partition(",")[0]]
        low, _, high = re.sub(" +", " ", " ".join(row[-2:] if " to" in row[-2] else row[-1:])).partition(" to ")
        assert (row[0], low.split()[-1], high.strip() or low.split()[-1]) == (row[0], amount["min"], amount["max"])
    said = [[due["due"] or "by agreement", due["what"], due["amount"]] for due in answer["schedule"]]
    assert rows[5:] == said


def kio(folder: Path, *arguments: str) -> bool:
    return CliRunner().invoke(app, ["-C", str(folder), "--on", "2025-05-01", *arguments]).exit_code == 0


# --- nothing that the readers know is left unsaid


def literals(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def asked_keys() -> set[str]:
    """The words for which the readers ask a node: `get("x")`, and the keys in `for key in ("x", "y")`."""
    found: set[str] = set()
    for path in READERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in ("get", "need", "has", "names") and node.args:
                    found |= set(literals(node.args[0]))
            elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.iter, ast.Tuple):
                found |= set(literals(node.iter))
    return found


def declared_words() -> set[str]:
    return {
        *sections.KEYED, *sections.LISTED, *sections.SINGLE, *kinds.KINDS, *kinds.PERIODS, *kinds.SELECTING,
        *conditions.READERS, *conditions.RELATIONS, *words.ORDERS, *words.UNITS, *words.MEASURES,
        *fields.FIELD_TYPES, *fields.COMMON_FIELDS, *(key for keys in amounts.OPTIONS.values() for key in keys),
    }  # fmt: skip


def test_the_search_for_keys_finds_some_that_are_known() -> None:
    assert {"if_unknown", "waits_for", "entries", "certifiable", "nl", "minute", "limit", "before"} <= asked_keys()


@pytest.mark.parametrize("word", sorted(declared_words() | asked_keys()))
def test_every_word_of_the_language_is_in_the_manual(word: str) -> None:
    prose = re.sub(r"^```.*?^```$", "", MANUAL.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    code = " ".join(re.findall(r"`([^`]+)`", prose))
    assert re.search(rf"(?<![\w-]){word}(?![\w-])", code), f"{word} is not explained"


def test_every_problem_code_of_the_readers_is_in_the_manual() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    code = re.compile(r"(?:unknown|wrong|missing|empty|reserved|duplicate|rule)-[a-z-]+")
    found = {text for path in READERS for text in literals(ast.parse(path.read_text())) if code.fullmatch(text)}
    assert len(found) > 20
    assert {text for text in found if f"`{text}`" not in manual} == set()


def test_every_code_of_the_manual_exists() -> None:
    table = MANUAL.read_text(encoding="utf-8").partition("## Mistakes")[2].partition("One wrong item")[0]
    named = set(
        re.findall(r"`([a-z]+-[a-z-]+)`", "\n".join(line.split("|")[1] for line in table.splitlines() if "|" in line))
    )
    sources = [*READERS, ROOT / "kio" / "models" / "scalars.py"]
    known = {text for path in sources for text in literals(ast.parse(path.read_text(encoding="utf-8")))}
    assert named - known == set()

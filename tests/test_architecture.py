"""The house as docs/architecture.md draws it: which room may use which, and what no room does."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "kio"
LAYERS = (
    {"kio"},
    {"message", "problem", "near", "processes", "forking"},
    {"source"},
    {"models"},
    {"programme"},
    {"vocabulary", "records", "evaluation", "pricing"},
    {"folders"},
    {"workspace", "versions", "writing", "starter"},
    {
        "actions",
        "attention",
        "breakdown",
        "cohort",
        "effects",
        "lookup",
        "outlook",
        "planning",
        "worklist",
        "checking",
        "schema",
    },
    {"render"},
    {"commands"},
    {"app"},
    {"__main__"},
)
"""From the ground up: a room imports from those below it and from its own layer."""

LOCALE_USES = {"message"}
LOCALE_IS_USED_BY = {"render", "commands", "app"}
ROOMS = [".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in sorted(PACKAGE.rglob("*.py"))]
PURE = (
    "message", "problem", "near", "models", "programme", "evaluation", "pricing", "actions", "attention",
    "breakdown", "outlook", "planning", "schema", "render",
    *(f"worklist.{name}" for name in ("choosing", "details", "evidence", "idle", "payments", "people", "settled",
                                      "unlocking")),
    *(f"checking.{name}" for name in ("accounting", "days", "evidence", "holdings", "ignores", "known", "levels",
                                      "names", "record", "texts")),
)  # fmt: skip
EXACT = (
    "message", "models", "programme", "evaluation", "pricing", "locale", "render.money",
    *(name for name in ROOMS if name.startswith("render.cost")), "commands.cost", "commands.pricing", "commands.facts",
    "commands.asking",
)  # fmt: skip
"""On the way of an amount of money or hours there is no float."""
LONGEST_FUNCTION, LONGEST_FILE = 50, 300
IMPURE_NAMES = {"print", "open", "input"}
IMPURE_ATTRIBUTES = {
    "environ", "getenv", "now", "today", "utcnow", "time", "monotonic", "read_text", "read_bytes", "write_text",
    "write_bytes", "iterdir", "glob", "rglob", "exists", "is_file", "is_dir", "stat", "cwd", "home", "stdout", "stderr",
    "stdin", "argv",
}  # fmt: skip
TRADE = re.compile(r"imago|supervis|leertherap|145|3710", re.IGNORECASE)

MODULES = {
    ".".join(("kio", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def of_room(module: str, names: tuple[str, ...]) -> bool:
    inner = module.removeprefix("kio.")
    return any(inner == name or inner.startswith(f"{name}.") for name in names)


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Everything below a node that is there when the program runs: not what stands under `if TYPE_CHECKING`."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from statements(child)


def imported(module: str) -> set[str]:
    """The modules of kio that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in statements(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names} & set(MODULES)
            found |= whole or {node.module}
    return {name for name in found if name.partition(".")[0] == "kio"} - {module}


def level(name: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if name in rooms)


def test_every_module_has_its_place() -> None:
    assert {room(module) for module in MODULES} - {"locale"} == set().union(*LAYERS)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downwards(module: str) -> None:
    assert imported(module) <= set(MODULES), "an import of something that is not there"
    own = room(module)
    rooms = {room(name) for name in imported(module)} - {own}
    if own == "locale":
        assert rooms <= LOCALE_USES
    else:
        assert "locale" not in rooms or own in LOCALE_IS_USED_BY
        assert {name for name in rooms - {"locale"} if level(name) > level(own)} == set()


def test_no_imports_go_in_a_circle() -> None:
    try:
        TopologicalSorter({module: imported(module) for module in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("module", [module for module in MODULES if of_room(module, PURE)])
def test_the_core_is_pure(module: str) -> None:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in IMPURE_NAMES, ast.unparse(node)
        if isinstance(node, ast.Attribute):
            assert node.attr not in IMPURE_ATTRIBUTES or not reaches_out(node), ast.unparse(node)
        if isinstance(node, ast.Import):
            outside = {alias.name.partition(".")[0] for alias in node.names} & {"os", "sys", "subprocess", "time"}
            assert not outside, ast.unparse(node)


def reaches_out(node: ast.Attribute) -> bool:
    """A field of ours may be called `today`: what reaches out is called, or belongs to os or sys."""
    owner = ast.unparse(node.value)
    return owner in ("os", "sys", "date", "datetime", "time", "datetime.datetime", "datetime.date") or (
        "Path" in owner or "path" in owner
    )


def test_the_exact_modules_are_there() -> None:
    assert [name for name in EXACT if not any(of_room(module, (name,)) for module in MODULES)] == []


@pytest.mark.parametrize("module", [module for module in MODULES if of_room(module, EXACT)])
def test_numbers_are_exact(module: str) -> None:
    for node in ast.walk(tree(module)):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
        assert not (isinstance(node, ast.Name) and node.id == "float"), node.lineno


@pytest.mark.parametrize("module", MODULES)
def test_functions_and_files_are_short(module: str) -> None:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= LONGEST_FUNCTION, node.name
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("module", [module for module in MODULES if module != "kio"])
def test_python_knows_nothing_of_the_training(module: str) -> None:
    assert TRADE.findall(MODULES[module].read_text(encoding="utf-8")) == []


# --- what is loaded and read


def run_python(code: str, **environment: str) -> str:
    """What a fresh interpreter says when it runs this in the root of the project."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


AFTERWARDS = """
import atexit, sys
atexit.register(lambda: print("loaded:", *sorted(sys.modules)))
from kio.app import run
run({arguments})
"""
HEAVY = {"pydantic", "pydantic_core", "yaml", "rich", "jinja2", "importlib.metadata"}


def loaded(*arguments: str, **environment: str) -> set[str]:
    output = run_python(AFTERWARDS.format(arguments=list(arguments)), **environment)
    return set(output.rpartition("loaded:")[2].split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("status", "--help"), ("list", "--help")])
def test_help_and_version_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded(*arguments) & HEAVY == set()


def test_completion_loads_nothing_heavy() -> None:
    words = {"_KIO_COMPLETE": "complete_bash", "COMP_WORDS": "kio status fe", "COMP_CWORD": "2"}
    output = run_python(AFTERWARDS.format(arguments=[]), **words)
    names, _, modules = output.partition("loaded:")
    assert names.split() == ["femke-ten-have"]
    assert set(modules.split()) & HEAVY == set()


def test_a_status_does_load_what_reads() -> None:
    found = loaded("status", "koen-vermeulen")
    assert found >= {"pydantic_core", "yaml"}
    assert found & {"pydantic", "rich.console", "json", "kio.cohort"} == set()


def test_a_check_that_finds_nothing_loads_no_screen() -> None:
    found = loaded("check")
    assert "kio.checking.running" in found
    assert found & {"rich", "json", "pickle", "kio.render.layout", "kio.cohort"} == set()


def test_a_check_judges_only_records_that_have_something_to_judge() -> None:
    assert "kio.evaluation.engine" not in loaded("check", "records/trainees/griet-maes.yaml")
    assert "kio.evaluation.engine" in loaded("check", "records/trainees/mei-lin-tan.yaml")  # who has an exception


OPENED = """
import os, sys
root, seen = os.getcwd(), []
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        path = os.path.relpath(arguments[0], root)
        if path.endswith(".yaml") and not path.startswith(".."):
            seen.append(path)
sys.addaudithook(note)
from kio.app import main
sys.stdout = open(os.devnull, "w")
code = main(["status", "koen-vermeulen"])
sys.__stdout__.write("\\n".join(seen))
"""


def test_a_status_opens_only_what_it_needs() -> None:
    """The record, the one that its header names, the group, the people and the rules, each once."""
    rules = [path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.yaml")]
    assert sorted(run_python(OPENED).split()) == sorted(
        [
            "records/trainees/koen-vermeulen.yaml",
            "records/trainees/lotte-verschueren.yaml",
            "records/groups/2026-voorjaar.yaml",
            "records/people.yaml",
            *rules,
        ]
    )

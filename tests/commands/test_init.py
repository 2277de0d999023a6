"""`kio init`: a workspace in one step that is in order at once, in both languages; nothing is ever overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from checking.pottery import RULES
from versions import repository as versions

from commands.running import Kio

COMMON = {
    ".editorconfig", ".gitattributes", ".github/kio-problem-matcher.json", ".github/workflows/kio.yaml", ".gitignore",
    ".gitlab-ci.yml", ".pre-commit-config.yaml", ".vscode/extensions.json", ".vscode/settings.json",
    ".vscode/tasks.json", "README.md", "kio-requirement.txt", "kio.yaml",
    *(f"schemas/{kind}.schema.json" for kind in ("trainee", "group", "people", "settings")),
}  # fmt: skip
EXAMPLES = {
    "nl": {"records/people.yaml", "records/groups/2025-najaar.yaml", "records/trainees/vera-voorbeeld.yaml"},
    "en": {"records/people.yaml", "records/groups/2025-autumn.yaml", "records/trainees/edith-example.yaml"},
}
LANGUAGES = pytest.mark.parametrize("language", EXAMPLES)


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@LANGUAGES
def test_a_new_workspace_is_in_order_at_once(language: str, kio: Kio, tmp_path: Path) -> None:
    root = tmp_path / "new" / "workspace"
    done = kio("--lang", language, "init", root)
    assert done.code == 0
    assert set(contents(root)) == COMMON | EXAMPLES[language]
    said = {"nl": "geschreven: ", "en": "written: "}[language]
    assert done.out.splitlines() == [said + name for name in sorted(COMMON | EXAMPLES[language])]
    for day in ("2025-01-01", "2026-11-24", "2040-01-01"):
        checked = kio("-C", root, "check", "--strict", "--on", day)
        assert (checked.code, checked.out) == (0, "")
    assert kio("-C", root, "schema", "--check").code == 0
    assert kio("-C", root, "list", "--json").code == 0


@LANGUAGES
def test_twice_changes_nothing(language: str, kio: Kio, tmp_path: Path) -> None:
    kio("--lang", language, "init", tmp_path / "a")
    before = contents(tmp_path / "a")
    done = kio("init", tmp_path / "a")
    assert contents(tmp_path / "a") == before
    stays, nothing = {
        "nl": ("blijft zoals het is: ", "alles was er al; er is niets veranderd\n"),
        "en": ("stays as it is: ", "everything was there already; nothing was changed\n"),
    }[language]  # in the language that kio.yaml now says
    assert done == (0, "".join(f"{stays}{name}\n" for name in sorted(COMMON)), nothing)


def test_the_next_steps(kio: Kio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert kio("init", "records of 2026").err == (
        "What comes next:\n"
        "- go there: cd 'records of 2026'\n"
        "- look at the example: kio status edith-example\n"
        "- put your own people, groups and records in its place; kio check says what is\n"
        "  wrong\n"
        "- read README.md: what stands where, and a check of every change\n"
    )
    (tmp_path / "b").mkdir()
    monkeypatch.chdir(tmp_path / "b")
    assert "cd " not in kio("init", ".").err


@LANGUAGES
@pytest.mark.parametrize("name", ["data", "in/the data"])
def test_in_a_folder_of_a_repository_it_says_what_to_move(language: str, name: str, kio: Kio, tmp_path: Path) -> None:
    versions.git(tmp_path, "init", "--quiet")
    said = " ".join(kio("--lang", language, "init", tmp_path / name).err.split())
    shown = {"data": "data", "in/the data": "'in/the data'"}[name]
    first = {
        "en": f"this is the folder {name} of a git repository",
        "nl": f"dit is de map {name} in een git-repository",
    }
    for part in (
        first[language],
        ".github/, .gitlab-ci.yml, .pre-commit-config.yaml",
        f': defaults: {{run: {{working-directory: "{name}"}}}} ',
        f": - cd {shown}; ",
        f": junit: {name}/report.xml - ",
        f": entry: kio -C {shown} check",
    ):
        assert part in said


def test_at_the_top_of_a_repository_nothing_is_to_be_moved(kio: Kio, tmp_path: Path) -> None:
    versions.git(tmp_path, "init", "--quiet")
    assert "GitHub" not in kio("init", tmp_path).err


def test_what_is_there_stays(kio: Kio, tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    for name in ("README.md", "schemas/people.schema.json"):
        (tmp_path / name).write_text("mine\n", encoding="utf-8")
    done = kio("init", tmp_path)
    assert [line for line in done.out.splitlines() if not line.startswith("written: ")] == [
        "stays as it is: README.md", "stays as it is: schemas/people.schema.json",
    ]  # fmt: skip
    assert "- the schemas there are not current: kio schema --write\n" in done.err
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / "schemas/people.schema.json").read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize("name", ["records/people.yaml", "records/trainees/anna.yaml", "records/groups/one.yaml"])
def test_among_records_comes_no_example(name: str, kio: Kio, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("mine\n", encoding="utf-8")
    assert kio("init", tmp_path).code == 0
    assert set(contents(tmp_path)) - {name} == COMMON
    assert (tmp_path / "records/trainees").is_dir()
    assert (tmp_path / "records/groups").is_dir()


def test_by_rules_of_its_own_a_workspace_has_their_schemas_and_no_example(kio: Kio, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/pottery.yaml").write_text(RULES, encoding="utf-8")
    assert kio("init", tmp_path).code == 0
    assert set(contents(tmp_path)) == {"rules/pottery.yaml"} | COMMON
    assert '"firing"' in (tmp_path / "schemas/trainee.schema.json").read_text(encoding="utf-8")
    assert kio("-C", tmp_path, "check").code == 0


def test_by_broken_rules_nothing_is_written(kio: Kio, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/pottery.yaml").write_text("title: x\n", encoding="utf-8")
    done = kio("init", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert set(contents(tmp_path)) == {"rules/pottery.yaml"}


@pytest.mark.parametrize(
    "link", [".github", ".vscode", "records", "records/trainees", "schemas", "README.md", ".gitlab-ci.yml"]
)
def test_nothing_is_written_through_a_link(link: str, kio: Kio, tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    outside.mkdir()
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside / "file" if link in COMMON else outside)
    done = kio("init", root)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {link} is a link, and kio writes through no links\n")
    assert contents(root) == {}
    assert list(outside.iterdir()) == []


def test_the_folder_itself_may_be_reached_by_a_link(kio: Kio, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert kio("init", tmp_path / "link").code == 0
    assert set(contents(tmp_path / "real")) == COMMON | EXAMPLES["en"]


@pytest.mark.parametrize("below", ["", "/a", "/a/b"])
def test_a_file_is_no_folder(below: str, kio: Kio, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = kio("init", f"{tmp_path}/file{below}")
    assert done == (2, "", f"error: {tmp_path}/file is not a folder\n")


def test_nobody_else_may_write_there(kio: Kio, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        kio("init", tmp_path / "a" / "b")
    finally:
        os.umask(before)
    made = [tmp_path / "a", *(tmp_path / "a").rglob("*")]
    assert {path.stat().st_mode & 0o022 for path in made} == {0}

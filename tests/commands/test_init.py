"""`kio init`: a workspace in one step that is in order at once, in both languages; nothing is ever overwritten."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from checking.pottery import RULES
from jsonschema import Draft7Validator

from commands.running import Kio
from kio.app import main

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


# --- what the files say


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made")
    for language in EXAMPLES:
        assert main(["--lang", language, "init", str(root / language)]) == 0
    return root


@pytest.fixture(params=EXAMPLES)
def workspace(request: pytest.FixtureRequest, made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / str(request.param), tmp_path / "workspace")
    return tmp_path / "workspace"


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        (("--builtin-schema", "vendor.github-workflows"), ".github/workflows/kio.yaml"),
        (("--builtin-schema", "vendor.gitlab-ci"), ".gitlab-ci.yml"),
        (("--schemafile", "schemas/settings.schema.json"), "kio.yaml"),
        (("--schemafile", "schemas/people.schema.json"), "records/people.yaml"),
    ],
)
def test_check_jsonschema_accepts_them(schema: tuple[str, ...], name: str, workspace: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("check-jsonschema"), *schema, name],
        cwd=workspace,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")


def test_the_workflow_only_reads_and_is_pinned(workspace: Path) -> None:
    text = (workspace / ".github/workflows/kio.yaml").read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    [job] = found["jobs"].values()
    assert found["permissions"] == {"contents": "read"}
    assert set(found[True]) == {"push", "pull_request"}  # to PyYAML `on` is a yes
    assert job["env"]["PYTHONSAFEPATH"] == "1"
    assert "kio check --format github" in [step.get("run") for step in job["steps"]]
    assert "secrets." not in text
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]) for step in job["steps"] if "uses" in step)
    assert all("${{" not in step.get("run", "") for step in job["steps"])


def test_the_gitlab_job_keeps_a_report(workspace: Path) -> None:
    job = yaml.safe_load((workspace / ".gitlab-ci.yml").read_text(encoding="utf-8"))["kio"]
    assert job["script"] == ["/tmp/kio/bin/kio check --format junit --output report.xml"]  # noqa: S108 - in a container
    assert job["artifacts"]["reports"] == {"junit": "report.xml"}
    assert job["variables"]["PYTHONSAFEPATH"] == "1"


@pytest.mark.parametrize("name", [".github/workflows/kio.yaml", ".gitlab-ci.yml"])
def test_ci_says_when_no_kio_is_named(name: str, workspace: Path) -> None:
    text = (workspace / name).read_text(encoding="utf-8")
    [condition] = set(re.findall(r"grep -Eq '[^']+' kio-requirement\.txt", text))
    fresh = subprocess.run(["/bin/sh", "-c", condition], cwd=workspace, check=False)
    path = workspace / "kio-requirement.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("# ./wheels", "./wheels"), encoding="utf-8")
    filled = subprocess.run(["/bin/sh", "-c", condition], cwd=workspace, check=False)
    assert (fresh.returncode, filled.returncode) == (1, 0)


def test_the_local_hook_is_the_shared_one(workspace: Path) -> None:
    [repo] = yaml.safe_load((workspace / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    [hook] = repo["hooks"]
    [shared] = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (repo["repo"], hook["language"], shared["language"]) == ("local", "system", "python")
    same = ("id", "name", "entry", "pass_filenames", "files")
    assert {key: hook[key] for key in same} == {key: shared[key] for key in same}
    assert (shared["entry"], shared["pass_filenames"]) == ("kio check", False)
    for name, wanted in {
        "records/trainees/a.yaml": True,
        "kio.yaml": True,
        "rules/a/b.yaml": True,
        "x/kio.yaml": False,
    }.items():
        assert bool(re.search(shared["files"], name)) is wanted


def with_problems(workspace: Path) -> str:
    """Puts an error into the one record and a file beside it that is not read; the name of the record."""
    [record] = (workspace / "records/trainees").iterdir()
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("track: therapist", "track: therapst"), encoding="utf-8")
    (workspace / "records/trainees/b: 1.txt").write_text("", encoding="utf-8")
    return record.relative_to(workspace).as_posix()


def test_the_problem_matchers_match_what_kio_says(kio: Kio, workspace: Path) -> None:
    file = with_problems(workspace)
    lines = kio("-C", workspace, "check", "--format", "concise").out.splitlines()
    error, warning = sorted(lines, key=lambda line: "warning[" in line)
    task = json.loads((workspace / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    github = json.loads((workspace / ".github/kio-problem-matcher.json").read_text(encoding="utf-8"))
    assert task["args"] == ["check", "--format", "concise"]
    for pattern in (task["problemMatcher"]["pattern"], github["problemMatcher"][0]["pattern"][0]):
        found = re.match(pattern["regexp"], error)
        assert found is not None
        parts = [found[pattern[part]] for part in ("file", "line", "column", "severity", "code")]
        assert parts == [file, "8", "8", "error", "unknown-track"]
        assert found[pattern["message"]].startswith("'therapst' ")
    strange = re.match(task["problemMatcher"]["pattern"]["regexp"], warning)
    assert strange is not None
    assert strange.groups()[:5] == ("records/trainees/b: 1.txt", "1", "1", "warning", "stray-file")


def test_ci_can_write_what_it_asks_for(kio: Kio, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = with_problems(workspace)
    monkeypatch.chdir(workspace)
    text = (workspace / ".github/workflows/kio.yaml").read_text(encoding="utf-8")
    [check] = re.findall(r"run: kio (check .+)", text)
    done = kio(*check.split())
    assert done.code == 1
    assert any(line.startswith(f"::error file={file},line=8,") for line in done.out.splitlines())
    text = (workspace / ".gitlab-ci.yml").read_text(encoding="utf-8")
    [check] = re.findall(r"- /tmp/kio/bin/kio (check .+)", text)
    assert kio(*check.split()).code == 1
    assert f"{file}:8:8" in (workspace / "report.xml").read_text(encoding="utf-8")


def test_the_settings_of_vs_code_name_files_that_are_there(workspace: Path) -> None:
    found = json.loads((workspace / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for schema, files in found.items():
        Draft7Validator.check_schema(json.loads((workspace / schema).read_text(encoding="utf-8")))
        assert [*workspace.glob(files)] != []
    assert json.loads((workspace / ".vscode/extensions.json").read_text(encoding="utf-8"))["recommendations"]


def test_every_yaml_of_the_workspace_names_a_schema_that_is_there(workspace: Path) -> None:
    for path in [workspace / "kio.yaml", *(workspace / "records").rglob("*.yaml")]:
        found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
        assert found is not None
        assert (path.parent / found[1]).is_file()


def test_the_settings_that_are_offered_can_be_used(kio: Kio, workspace: Path) -> None:
    path = workspace / "kio.yaml"
    text = re.sub(r"(?m)^# (?=\w+:( \w.*)?$|  )", "", path.read_text(encoding="utf-8"))
    assert set(yaml.safe_load(text)) == {"organisation", "language", "checks"}
    path.write_text(text, encoding="utf-8")
    assert kio("-C", workspace, "check", "--strict").code == 0


def test_the_readme_names_commands_and_files_that_are_there(kio: Kio, workspace: Path) -> None:
    text = (workspace / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?m)^kio (.+?) +#", text)
    assert len(commands) == 3
    for command in commands:
        assert kio("-C", workspace, *command.split()).code == 0
    for name in re.findall(r"`([\w./-]+[./][\w./-]*)`", text):
        assert name == "evidence/" or (workspace / name).exists()


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("records/trainees/.a.yaml.12345678.tmp", True), ("evidence/a.mp4", True), ("report.xml", True),
        ("records/trainees/a.yaml", False), ("records/evidence/a.yaml", False),
    ],
)  # fmt: skip
def test_git_passes_over_what_programs_leave_behind(*, name: str, ignored: bool, workspace: Path) -> None:
    git = shutil.which("git")
    assert git is not None
    subprocess.run([git, "init", "-q", str(workspace)], check=True)
    done = subprocess.run([git, "check-ignore", "-q", name], cwd=workspace, check=False)
    assert (done.returncode == 0) is ignored

"""What the files say that `kio init` makes: they fit kio, the editors and the services that they are for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from versions import repository as versions

from commands.running import DAY, KIO, Kio
from kio.app import main
from kio.checking.levels import LEVELS

LANGUAGES = ("nl", "en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made")
    for language in LANGUAGES:
        assert main(["--lang", language, "init", str(root / language)]) == 0
    return root


@pytest.fixture(params=LANGUAGES)
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
    [script] = job["script"]
    assert script.startswith(".venv/bin/kio check --format junit --output report.xml ")
    assert job["variables"]["GIT_DEPTH"] == "0"
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
    same = ("id", "name", "entry", "pass_filenames", "always_run")
    assert {key: hook[key] for key in same} == {key: shared[key] for key in same}
    assert (shared["entry"], shared["pass_filenames"]) == ("kio check", False)
    assert shared["always_run"], "a commit that only takes files away has none that a pattern could match"
    assert "files" not in hook.keys() | shared.keys()


def with_problems(workspace: Path) -> str:
    """Puts an error into the one record and a file beside it that is not read; the name of the record."""
    [record] = (workspace / "records/trainees").iterdir()
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("track: therapist", "track: therapst"), encoding="utf-8")
    (workspace / "records/trainees/b: 1.txt").write_text("", encoding="utf-8")
    return record.relative_to(workspace).as_posix()


def matched(matchers: list[dict[str, Any]], line: str) -> tuple[str | None, ...]:
    """Severity, file, line, column and code as GitHub's runner takes them: a group, else the default of the matcher."""
    [(matcher, pattern, found)] = [
        (matcher, pattern, found)
        for matcher in matchers
        for pattern in matcher["pattern"]
        if (found := re.match(pattern["regexp"], line))
    ]
    assert found[pattern["message"]]
    severity = found[pattern["severity"]] if "severity" in pattern else matcher["severity"]
    return (severity, *(found[pattern[part]] for part in ("file", "line", "column", "code")))


def test_the_problem_matchers_match_what_kio_says(kio: Kio, workspace: Path) -> None:
    file = with_problems(workspace)
    with (workspace / "kio.yaml").open("a", encoding="utf-8") as settings:
        settings.write("checks: {unknown-group: note}\n")
    (workspace / file).write_text(
        re.sub("(?m)^group: .*$", "group: elsewhere", (workspace / file).read_text("utf-8")), "utf-8"
    )
    lines = kio("-C", workspace, "check", "--format", "concise").out.splitlines()
    task = json.loads((workspace / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    github = json.loads((workspace / ".github/kio-problem-matcher.json").read_text("utf-8"))["problemMatcher"]
    assert task["args"] == ["check", "--format", "concise"]
    places = [
        ("records/trainees/b: 1.txt", "1", "1", "stray-file"),
        (file, "8", "8", "unknown-track"),
        (file, "9", "8", "unknown-group"),
    ]
    ours, theirs = ("warning", "error", "note"), ("warning", "error", "notice")
    vs_code = [{"pattern": [task["problemMatcher"]["pattern"]]}]
    assert [matched(vs_code, line) for line in lines] == [(one, *at) for one, at in zip(ours, places, strict=True)]
    assert [matched(github, line) for line in lines] == [(one, *at) for one, at in zip(theirs, places, strict=True)]


def test_the_runner_of_github_accepts_the_problem_matchers(workspace: Path) -> None:
    """It takes no file in which two matchers have one owner, or a severity that is not one of its own."""
    matchers = json.loads((workspace / ".github/kio-problem-matcher.json").read_text("utf-8"))["problemMatcher"]
    assert len({matcher["owner"] for matcher in matchers}) == len(matchers)
    for matcher in matchers:
        [pattern] = matcher["pattern"]
        assert matcher.get("severity", "error") in {"error", "warning", "notice"}
        assert ("severity" in pattern) is not ("severity" in matcher)
        numbers = [number for name, number in pattern.items() if name != "regexp"]
        assert sorted(numbers) == list(range(1, re.compile(pattern["regexp"]).groups + 1))


def shell(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of CI, in a shell that finds kio."""
    path = os.pathsep.join([str(Path(KIO).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "KIO_TODAY": DAY, "CI": "true", **environment}
    return subprocess.run(
        ["/bin/sh", "-ec", command], cwd=cwd, env=environment, check=False, capture_output=True, text=True
    )


def test_ci_can_write_what_it_asks_for(workspace: Path) -> None:
    file = with_problems(workspace)
    [check] = [step["run"] for step in steps(workspace) if "--format github" in step.get("run", "")]
    done = shell(check, workspace)
    assert done.returncode == 1
    assert any(line.startswith(f"::error file={file},line=8,") for line in done.stdout.splitlines())
    assert shell(gitlab_check(workspace), workspace).returncode == 1
    assert f"{file}:8:8" in (workspace / "report.xml").read_text(encoding="utf-8")


def steps(workspace: Path) -> list[dict[str, Any]]:
    text = (workspace / ".github/workflows/kio.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["jobs"]["check"]["steps"]
    return found


def gitlab_check(workspace: Path) -> str:
    text = (workspace / ".gitlab-ci.yml").read_text(encoding="utf-8")
    [command] = yaml.safe_load(text)["kio"]["script"]
    return str(command).replace(".venv/bin/kio", KIO)


def with_losses(workspace: Path) -> tuple[str, str, str]:
    """Commits the workspace, then drops the group and its mention and an entry; the commit, the record, the group."""
    versions.git(workspace, "init", "--quiet")
    base = versions.commit(workspace)
    [record] = (workspace / "records/trainees").iterdir()
    [group] = (workspace / "records/groups").iterdir()
    group.unlink()
    lines = record.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("group:") and "type: application" not in line]
    assert len(kept) == len(lines) - 2
    record.write_text("".join(kept), "utf-8")
    return base, record.relative_to(workspace).as_posix(), group.relative_to(workspace).as_posix()


def test_a_pull_request_tells_what_disappeared(workspace: Path) -> None:
    base, record, group = with_losses(workspace)
    [step] = [step for step in steps(workspace) if "--against" in step.get("run", "")]
    [checkout] = [step for step in steps(workspace) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["fetch-depth"] == 0
    assert step["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert "github.event_name == 'pull_request'" in step["if"]
    [install] = [one for one in steps(workspace) if one.get("id") == "install"]
    assert "pip" in install["run"]
    assert "steps.install.outcome == 'success'" in step["if"]
    done = shell(step["run"], workspace, BASE=base)
    command, *lines = done.stdout.splitlines()
    added = re.fullmatch("::add-matcher::(.+)", command)
    assert added is not None
    matchers = json.loads((workspace / added[1]).read_text(encoding="utf-8"))["problemMatcher"]
    found = [matched(matchers, line) for line in lines]
    assert [(severity, file, code) for severity, file, _, _, code in found] == [
        ("error", group, "record-disappeared"), ("error", record, "entry-disappeared"),
    ]  # fmt: skip
    assert done.returncode == 1
    assert sum("add-matcher" in one.get("run", "") for one in steps(workspace)) == 1


def test_a_merge_request_tells_what_disappeared(workspace: Path) -> None:
    base, record, group = with_losses(workspace)
    for environment in ({}, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}):
        shell(gitlab_check(workspace), workspace, **environment)
        assert "disappeared" not in (workspace / "report.xml").read_text(encoding="utf-8")
    done = shell(gitlab_check(workspace), workspace, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    report = (workspace / "report.xml").read_text(encoding="utf-8")
    assert done.returncode == 1
    assert f"{group}:1:1: error[record-disappeared]" in report
    assert re.search(rf"{record}:\d+:\d+: error\[entry-disappeared\]", report)


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
    [offered] = [line for line in text.splitlines() if "note" in line]
    assert all(re.search(rf"\b{level}\b", offered) for level in LEVELS)


def test_the_readme_names_commands_and_files_that_are_there(kio: Kio, workspace: Path) -> None:
    text = (workspace / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?m)^kio (.+?) +#", text)
    assert len(commands) == 3
    for command in [*commands, *re.findall(r"`kio (check .+?)`", text)]:
        assert kio("-C", workspace, *command.split()).code == 0
    for name in re.findall(r"`([\w./-]+[./][\w./-]*)`", text):
        assert name == "evidence/" or (workspace / name).exists()


def test_the_comment_that_the_readme_shows_silences(kio: Kio, workspace: Path) -> None:
    [line] = re.findall(r"(?m)^  - \{.*$", (workspace / "README.md").read_text(encoding="utf-8"))
    [record] = (workspace / "records/trainees").iterdir()
    text = record.read_text(encoding="utf-8")
    codes = []
    for entry in (line, line.partition(" #")[0]):
        record.write_text(f"{text}{entry}\n", encoding="utf-8")
        found = json.loads(kio("-C", workspace, "check", "--json").out)["problems"]
        codes.append([problem["code"] for problem in found])
    assert codes == [[], ["unknown-person"]]


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

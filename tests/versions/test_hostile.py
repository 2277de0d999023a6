"""A repository, a folder or an environment that names programs: kio runs none of them."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
from pathlib import Path

import pytest
from checking.pottery import FILES, put

from kio.problem import KioError
from kio.versions.changes import changed_files
from kio.versions.git import GUARDS, OWN_ENVIRONMENT, Git, find_git
from kio.versions.version import open_version
from versions.repository import ALONE, GIT, commit, git, repository

ANNA = "records/trainees/anna.yaml"
HOOKS = ("post-index-change", "reference-transaction", "post-checkout", "pre-commit", "fsmonitor-watchman")
ATTRIBUTES = "* filter=evil diff=evil merge=evil working-tree-encoding=UTF-16 ident\n"


def program(path: Path, ran: Path) -> str:
    """A program that leaves a file behind, as a word for a shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {shlex.quote(path.name)} >> {shlex.quote(str(ran))}\nexit 1\n", encoding="utf-8")
    path.chmod(0o755)
    return shlex.quote(str(path))


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """The file that is there when one of the programs ran."""
    return tmp_path / "ran"


@pytest.fixture
def hostile(tmp_path: Path, ran: Path) -> Path:
    """A repository whose settings, attributes and hooks name programs wherever git knows a place for one."""
    root = repository(tmp_path / "repository", FILES)
    evil = program(tmp_path / "evil", ran)
    for hook in HOOKS:
        program(root / ".git/hooks" / hook, ran)
    included = tmp_path / "included"
    included.write_text(f"[core]\n\tpager = {evil}\n[pager]\n\tcat-file = {evil}\n", encoding="utf-8")
    settings = {
        **dict.fromkeys(("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.gitProxy"), evil),
        **dict.fromkeys(("core.askPass", "core.alternateRefsCommand", "credential.helper", "gpg.program"), evil),
        **dict.fromkeys(("filter.evil.clean", "filter.evil.smudge", "filter.evil.process"), evil),
        **dict.fromkeys(("diff.external", "diff.evil.textconv", "diff.evil.command", "merge.evil.driver"), evil),
        **dict.fromkeys(("pager.rev-parse", "pager.cat-file", "pager.ls-tree", "interactive.diffFilter"), evil),
        **dict.fromkeys(("alias.rev-parse", "alias.cat-file", "alias.ls-tree", "alias.status"), f"!{evil}"),
        "core.hooksPath": str(root / ".git/hooks"),
        "core.attributesFile": str(root / ".gitattributes"),
        "include.path": str(included),
        "filter.evil.required": "true",
        "log.showSignature": "true",
        "uploadpack.packObjectsHook": evil,
        "protocol.ext.allow": "always",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": str(root),
        "remote.origin.uploadpack": evil,
        "remote.origin.vcs": "evil",
    }
    for key, value in settings.items():
        git(root, "config", key, value)
    put(root, {ANNA: FILES[ANNA] + "# more\n", ".gitattributes": ATTRIBUTES})
    return root


def test_the_programs_would_run(hostile: Path, ran: Path) -> None:
    """What the other tests rest on: ordinary commands of git do run them."""
    for command in (("status",), ("diff",), ("add", ANNA)):
        ran.unlink(missing_ok=True)
        subprocess.run([GIT, *command], cwd=hostile, env=os.environ | ALONE, check=False, capture_output=True)
        assert ran.is_file(), command


def test_no_program_of_a_repository_runs(hostile: Path, ran: Path) -> None:
    version = open_version(hostile)
    read = {content.name: content.data for content in version.read(version.files("records", "rules"))}
    assert read == {name: text.encode() for name, text in FILES.items()}
    assert changed_files(hostile).names == {ANNA}
    with pytest.raises(KioError):
        open_version(hostile, "nowhere")
    assert not ran.exists()


def test_the_guards_hold_where_git_does_look_at_files(hostile: Path, ran: Path) -> None:
    """A status asks the monitor and calls a hook; kio never wants one, and if it did, these would not run."""
    (hostile / ".gitattributes").unlink()
    answer, _ = Git(hostile).ask("status", "--porcelain")
    assert answer == f" M {ANNA}\n".encode()
    assert not ran.exists()
    subprocess.run([GIT, "status"], cwd=hostile, env=os.environ | ALONE, check=False, capture_output=True)
    assert ran.is_file()


@pytest.mark.parametrize("url", ["a folder", "ext::{evil}", "ssh://example.org/x", "git://example.org/x"])
def test_what_a_partial_clone_lacks_is_not_fetched(hostile: Path, ran: Path, url: str) -> None:
    blob = git(hostile, "rev-parse", f"HEAD:{ANNA}")
    (hostile / ".git/objects" / blob[:2] / blob[2:]).unlink()
    git(hostile, "config", "--unset", "remote.origin.vcs")
    git(hostile, "config", "remote.origin.url", url.format(evil=hostile.parent / "evil"))
    version = open_version(hostile)
    [content] = version.read(version.files(ANNA))
    assert (content.data, content.size) == (None, None)
    assert not ran.exists()
    subprocess.run([GIT, "cat-file", "-p", blob], cwd=hostile, env=os.environ | ALONE, check=False, capture_output=True)
    assert ran.is_file(), "git alone would have fetched it, by a program of the repository"


def test_a_fetch_is_forbidden_to_an_older_git_too(hostile: Path, ran: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before 2.39.4 git does not know GIT_NO_LAZY_FETCH; then no way to a remote may be taken."""
    blob = git(hostile, "rev-parse", f"HEAD:{ANNA}")
    (hostile / ".git/objects" / blob[:2] / blob[2:]).unlink()
    git(hostile, "config", "--unset", "remote.origin.vcs")
    monkeypatch.setattr("kio.versions.git.OWN_ENVIRONMENT", {"LC_ALL": "C", "GIT_ALLOW_PROTOCOL": "none"})
    version = open_version(hostile)
    assert [content.data for content in version.read(version.files(ANNA))] == [None]
    assert not ran.exists()


def test_variables_do_not_lead_git_elsewhere(tmp_path: Path, ran: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path / "here", FILES)
    other = repository(tmp_path / "there", {"records/x": "x"})
    evil = program(tmp_path / "evil", ran)
    for name, value in {
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_OBJECT_DIRECTORY": str(other / ".git/objects"),
        "GIT_EXTERNAL_DIFF": evil,
        "GIT_PAGER": evil,
        "GIT_SSH_COMMAND": evil,
        "GIT_PROXY_COMMAND": evil,
        "GIT_EXEC_PATH": str(tmp_path),
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_CONFIG_PARAMETERS": "'broken",
        "GIT_CONFIG_COUNT": "x",
        "PAGER": evil,
        "LC_ALL": "nl_NL.UTF-8",
        "LANGUAGE": "nl",
    }.items():
        monkeypatch.setenv(name, value)
    program(tmp_path / "git-cat-file", ran)
    assert set(open_version(root).files("records", "rules")) == set(FILES)
    assert changed_files(root).names == set()
    assert not ran.exists()
    assert not (tmp_path / "trace").exists()


# --- which git


def test_git_of_the_current_folder_or_the_workspace_is_not_run(
    tmp_path: Path, ran: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path / "repository", FILES)
    here = tmp_path / "here"
    for folder in (here, here / "bin", root, root / "bin"):
        program(folder / "git", ran)
    (tmp_path / "link").symlink_to(root / "bin")
    monkeypatch.chdir(here)
    folders = ["", ".", "bin", "./bin", "..", str(here), str(root), str(root / "bin"), str(tmp_path / "link")]
    monkeypatch.setenv("PATH", os.pathsep.join([*folders, os.environ["PATH"]]))
    assert Path(find_git(root)) == Path(os.path.realpath(Path(GIT).parent), Path(GIT).name)
    assert open_version(root).files("rules").keys() == {"rules/pottery.yaml"}
    assert changed_files(root).names == set()
    assert not ran.exists()


def test_no_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "not-executable/git", tmp_path / "ran")
    (tmp_path / "not-executable/git").chmod(stat.S_IRUSR)
    (tmp_path / "folder/git").mkdir(parents=True)
    monkeypatch.setenv("PATH", os.pathsep.join(str(tmp_path / name) for name in ("not-executable", "folder", "none")))
    with pytest.raises(KioError) as caught:
        find_git(tmp_path / "workspace")
    assert caught.value.message.template == "the program git was not found"
    assert caught.value.hint is not None


def test_git_that_cannot_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "bin/git"
    broken.parent.mkdir()
    broken.write_text("#!/nowhere/at/all\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(broken.parent))
    with pytest.raises(KioError) as caught:
        open_version(put(tmp_path / "workspace", FILES))
    assert caught.value.message.template == "git cannot read the repository: {reason}"


def test_what_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words are looked for in English, its input ends, and its guards stand before every command."""
    fake, seen = tmp_path / "bin/git", tmp_path / "seen"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\n(env; echo; echo "$@"; cat) > {shlex.quote(str(seen))}\nexit 128\n', encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(fake.parent), os.environ["PATH"]]))
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    with pytest.raises(KioError):
        open_version(put(tmp_path / "workspace", FILES))
    environment, told = seen.read_text(encoding="utf-8").rsplit("\n\n", 1)
    variables = dict(line.partition("=")[::2] for line in environment.splitlines())
    assert variables["LC_ALL"] == "C"
    assert {name for name in variables if name.startswith("GIT_")} == set(OWN_ENVIRONMENT) - {"LC_ALL"}
    assert told == f"{' '.join(GUARDS)} rev-parse --is-shallow-repository --is-inside-work-tree --show-prefix\n"
    assert {"--no-pager", "--no-optional-locks", "--literal-pathspecs", f"core.hooksPath={os.devnull}"} <= set(GUARDS)


def test_a_record_that_is_a_program_for_git_stays_a_text(tmp_path: Path) -> None:
    root = repository(tmp_path, {**FILES, ".gitattributes": "*.yaml export-subst ident\n"})
    put(root, {ANNA: "# $Id$\n"})
    commit(root)
    version = open_version(root)
    assert [content.data for content in version.read(version.files(ANNA))] == [b"# $Id$\n"]

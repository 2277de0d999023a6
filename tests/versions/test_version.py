"""Versions are read from real repositories of every kind, and what cannot be read is said in plain words."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from checking.pottery import put

from kio.locale import say
from kio.problem import KioError
from kio.source.refusals import LARGEST_FILE
from kio.versions import git as git_module
from kio.versions.version import Version, open_version
from versions.repository import commit, git, repository

FILES = {"records/trainees/anna.yaml": "id: anna\n", "records/people.yaml": "", "rules/a/b.yaml": "x", "other": "y"}


def texts(version: Version, *parts: str) -> dict[str, bytes | None]:
    return {content.name: content.data for content in version.read(version.files(*parts))}


def refused(root: Path, revision: str = "HEAD") -> tuple[str, str]:
    """The sentence and the hint of a version that cannot be had."""
    with pytest.raises(KioError) as caught:
        open_version(root, revision)
    return say(caught.value.message, "en"), say(caught.value.hint, "en")


@pytest.mark.parametrize("form", ["sha1", "sha256"])
@pytest.mark.parametrize("place", ["", "training/2026"])
def test_the_files_of_a_version_are_read_as_they_were(tmp_path: Path, form: str, place: str) -> None:
    root = tmp_path / place
    repository(tmp_path, {f"{place}/{name}".lstrip("/"): text for name, text in FILES.items()}, form=form)
    put(root, {"records/people.yaml": "now: other\n", "records/new.yaml": "new"})
    version = open_version(root)
    assert len(version.commit) == {"sha1": 40, "sha256": 64}[form]
    assert texts(version, "records", "rules", "kio.yaml") == {
        "records/trainees/anna.yaml": b"id: anna\n",
        "records/people.yaml": b"",
        "rules/a/b.yaml": b"x",
    }
    path = f"{place}/records/people.yaml".lstrip("/")
    assert version.command("records/people.yaml") == f"git show HEAD:{path}"
    assert version.restoring("records/people.yaml") == f"git restore --source=HEAD -- :/{path}"


def test_a_name_for_a_shell_is_put_in_quotes(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    git(root, "branch", "a;b")
    assert open_version(root, "a;b").command("records/it's.yaml") == "git show 'a;b:records/it'\"'\"'s.yaml'"
    assert open_version(root, "a;b").restoring("other") == "git restore '--source=a;b' -- :/other"


def test_only_the_file_that_is_named_is_restored(tmp_path: Path) -> None:
    """A name with signs of a pattern is no pattern."""
    root = repository(tmp_path, {"a*.yaml": "one", "ab.yaml": "two"})
    put(root, {"a*.yaml": "changed", "ab.yaml": "changed"})
    command = open_version(root).restoring("a*.yaml")
    assert command == "git restore --source=HEAD -- ':(top,literal)a*.yaml'"
    git(root, *shlex.split(command)[1:])
    assert [(root / name).read_text() for name in ("a*.yaml", "ab.yaml")] == ["one", "changed"]


@pytest.mark.parametrize("revision", ["main", "HEAD~1", "v1", "refs/heads/main", "main@{0}", "@"])
def test_a_version_has_many_names(tmp_path: Path, revision: str) -> None:
    root = repository(tmp_path, FILES)
    first = git(root, "rev-parse", "HEAD")
    git(root, "tag", "--annotate", "--message=x", "v1")
    second = commit(root, message="second")
    expected = first if revision in ("HEAD~1", "v1") else second
    assert open_version(root, revision).commit == expected
    assert open_version(root, first[:12]).commit == first


def test_a_branch_may_begin_with_a_hyphen(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    git(root, "update-ref", "refs/heads/--help", "HEAD")
    assert open_version(root, "--help").commit == git(root, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    "revision",
    ["", "nowhere", "-p", "--help", "--batch-all-objects", "HEAD^{tree}", "HEAD:other", "a\nHEAD", "a\0b", "\udcff"],
)
def test_an_unknown_version_is_refused(tmp_path: Path, revision: str) -> None:
    root = repository(tmp_path, FILES)
    said, hint = refused(root, revision)
    assert said.startswith("git knows no version '")
    assert hint == "name a branch, a tag or a commit; 'git log --oneline' lists the commits"


def test_nothing_was_committed(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert refused(tmp_path) == ("git knows no version 'HEAD'", "nothing was committed yet")


def test_a_name_of_a_branch_and_of_a_tag_is_refused(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    git(root, "tag", "both")
    commit(root)
    git(root, "branch", "both")
    git(root, "config", "core.warnAmbiguousRefs", "false")
    said, hint = refused(root, "both")
    assert said == "'both' means several things in git"
    assert "refs/heads/" in hint
    assert open_version(root, "refs/tags/both").commit == git(root, "rev-parse", "HEAD~1")


def test_the_beginning_of_two_ids_is_refused(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    tree = git(root, "rev-parse", "HEAD^{tree}")
    begins: set[str] = set()
    for number in range(5000):  # among 65536 beginnings of four letters two are the same long before that
        commit_id = git(root, "commit-tree", "-m", str(number), tree)
        if commit_id[:4] in begins:
            assert refused(root, commit_id[:4])[0] == f"'{commit_id[:4]}' means several things in git"
            return
        begins.add(commit_id[:4])
    pytest.fail("no two ids began alike")


def test_a_shallow_clone_says_how_to_get_the_rest(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", FILES)
    commit(origin)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{origin}", "clone")
    assert open_version(tmp_path / "clone").revision == "HEAD"
    said, hint = refused(tmp_path / "clone", "HEAD~1")
    assert said == "git knows no version 'HEAD~1'"
    assert "fetch-depth: 0" in hint


@pytest.mark.parametrize("place", ["", ".git"])
def test_a_folder_without_a_repository(tmp_path: Path, place: str) -> None:
    if place:
        repository(tmp_path, FILES)
    assert refused(tmp_path / place)[0] == "the workspace does not lie in a git repository"


def test_a_bare_repository_among_the_files_is_none(tmp_path: Path) -> None:
    """Ordinary files of a workspace could be one, with settings of their own."""
    git(tmp_path, "init", "--quiet", "--bare")
    assert refused(tmp_path)[0] == "the workspace does not lie in a git repository"


def test_a_working_folder_elsewhere_is_refused(tmp_path: Path) -> None:
    root = repository(tmp_path / "here", FILES)
    (tmp_path / "there").mkdir()
    git(root, "config", "core.worktree", str(tmp_path / "there"))
    assert refused(root)[0] == "the workspace does not lie in a git repository"


def test_a_worktree_is_read(tmp_path: Path) -> None:
    root = repository(tmp_path / "main", FILES)
    git(root, "worktree", "add", "--quiet", str(tmp_path / "second"), "-b", "second")
    put(tmp_path / "second", {"records/people.yaml": "second\n"})
    commit(tmp_path / "second")
    assert texts(open_version(tmp_path / "second"), "records/people.yaml") == {"records/people.yaml": b"second\n"}
    assert texts(open_version(root), "records/people.yaml") == {"records/people.yaml": b""}


def test_a_link_to_a_workspace_is_followed(tmp_path: Path) -> None:
    repository(tmp_path / "real", {f"in/{name}": text for name, text in FILES.items()})
    (tmp_path / "link").symlink_to("real/in")
    assert set(open_version(tmp_path / "link").files("rules")) == {"rules/a/b.yaml"}


def test_names_hold_any_bytes(tmp_path: Path) -> None:
    names = [b"a b", b"new\nline", b"tab\t", b"quote\"'\\", b"\xff\xfe", "é".encode(), b"-x", b":(glob)*", b"\x1b[31m"]
    wanted = {f"records/{os.fsdecode(name)}": name for name in names}
    root = repository(tmp_path, wanted)
    version = open_version(root)
    assert texts(version, "records") == wanted
    assert set(version.files("records/:(glob)*")) == {"records/:(glob)*"}


def test_a_file_that_is_too_large_is_passed_over(tmp_path: Path) -> None:
    full, over = b"x" * LARGEST_FILE, b"y" * (3 * LARGEST_FILE)
    root = repository(tmp_path, {"records/a": full, "records/b": over, "records/c": full + b"z", "records/d": b"\n\n"})
    version = open_version(root)
    files = version.files("records")
    assert [(content.name, content.data, content.size) for content in version.read(files)] == [
        ("records/a", full, LARGEST_FILE),
        ("records/b", None, 3 * LARGEST_FILE),
        ("records/c", None, LARGEST_FILE + 1),
        ("records/d", b"\n\n", 2),
    ]


def test_links_and_submodules_are_listed_and_not_read(tmp_path: Path) -> None:
    root = repository(tmp_path / "a", FILES)
    repository(root / "records/module", {"x": "x"})
    (root / "records/link.yaml").symlink_to("people.yaml")
    commit(root)
    version = open_version(root)
    files = version.files("records")
    assert {name for name, file in files.items() if not file.ordinary} == {"records/link.yaml", "records/module"}
    assert set(texts(version, "records")) == {"records/people.yaml", "records/trainees/anna.yaml"}


def test_a_reading_that_is_stopped_early_leaves_no_process(tmp_path: Path) -> None:
    """An open pipe or a child that nobody waits for would be a warning, and so an error of this test."""
    root = repository(tmp_path, {f"records/{number}": b"x" * 100_000 for number in range(50)})
    version = open_version(root)
    reading = version.read(version.files("records"))
    next(reading)
    reading.close()  # type: ignore[attr-defined]


def test_an_object_that_a_replacement_hides_is_read_itself(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    other = git(root, "hash-object", "-w", "--stdin", asked=b"id: other\n")
    git(root, "replace", git(root, "rev-parse", "HEAD:records/trainees/anna.yaml"), other)
    assert texts(open_version(root), "records/trainees") == {"records/trainees/anna.yaml": b"id: anna\n"}


# --- what stands in the way


def test_a_repository_of_somebody_else_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path / "a b", FILES)
    monkeypatch.setitem(git_module.OWN_ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said, hint = refused(root)
    assert said == "git does not open this repository, for its folder belongs to somebody else"
    assert hint == f"if you trust what is in it: git config --global --add safe.directory '{root}'"


def test_a_broken_repository_is_told(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    put(root, {".git/config": "[core]\n\trepositoryformatversion = 9\n"})
    assert refused(root)[0].startswith("git cannot read the repository: ")


def loose(root: Path, name: str) -> Path:
    """Where the content of a committed file lies."""
    blob = git(root, "rev-parse", f"HEAD:{name}")
    return root / ".git/objects" / blob[:2] / blob[2:]


def test_an_object_that_is_missing_is_told(tmp_path: Path) -> None:
    root = repository(tmp_path, {"records/a": "a", "records/b": "b"})
    version = open_version(root)
    loose(root, "records/a").unlink()
    assert [(content.name, content.data, content.size) for content in version.read(version.files("records"))] == [
        ("records/a", None, None),
        ("records/b", b"b", 1),
    ]


def test_a_tree_that_is_missing_is_told(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    version = open_version(root)
    loose(root, "records").unlink()
    with pytest.raises(KioError) as caught:
        version.files("records")
    assert say(caught.value.message, "en").startswith("git cannot read the repository: ")


@pytest.mark.parametrize("size", [10, 3 * LARGEST_FILE])
def test_an_object_that_is_cut_off_is_told(tmp_path: Path, size: int) -> None:
    root = repository(tmp_path, {"records/a": os.urandom(size)})
    version = open_version(root)
    path = loose(root, "records/a")
    data = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(data[: len(data) * 9 // 10])
    with pytest.raises(KioError) as caught:
        list(version.read(version.files("records")))
    assert say(caught.value.message, "en") == "git broke off while it read a version"


def test_an_object_that_never_answers_ends_with_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile repository can have a pipe in the place of an object."""
    root = repository(tmp_path, {"records/a": "a"})
    version = open_version(root)
    files = version.files("records")
    path = loose(root, "records/a")
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(git_module, "PATIENCE", 0.2)
    with pytest.raises(KioError) as caught:
        list(version.read(files))
    assert say(caught.value.message, "en") == "git gave no answer within 0.2 seconds"


def test_settings_that_never_answer_end_with_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path, FILES)
    os.mkfifo(tmp_path / "settings")
    git(root, "config", "include.path", str(tmp_path / "settings"))
    monkeypatch.setattr(git_module, "PATIENCE", 0.2)
    assert refused(root)[0] == "git gave no answer within 0.2 seconds"

"""Real repositories, made by the git that is installed, with no settings but these."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from checking.pottery import put

GIT = shutil.which("git") or "git"
SOMEBODY = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "core.autocrlf=false")
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(root: Path, *arguments: str, asked: bytes = b"") -> str:
    """What git says; it must not fail."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | ALONE
    done = subprocess.run(
        [GIT, *SOMEBODY, *arguments], cwd=root, env=environment, input=asked, check=True, capture_output=True
    )
    return os.fsdecode(done.stdout).strip()


def commit(root: Path, *, message: str = "a version") -> str:
    """Commit everything in a folder; the id of the commit."""
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(root, "rev-parse", "HEAD")


def repository(root: Path, files: Mapping[str, str | bytes], *, form: str = "sha1") -> Path:
    """A repository with one commit of these files."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main", f"--object-format={form}")
    put(root, files)
    commit(root)
    return root

"""What is shipped: the wheel holds the program, its rules and its texts, and nobody's records."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

import kio

ROOT = Path(__file__).parent.parent
SHIPPED = ("kio", "rules")
NEEDED_TO_BUILD = ("pyproject.toml", "README.md", "LICENSE")
PERSONAL = "records/trainees/a-real-person.yaml"
DIST_INFO = f"kio_opleiding-{kio.__version__}.dist-info"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of this checkout in which a git-ignored personal file lies among the records."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for folder in (*SHIPPED, "records"):
        shutil.copytree(ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in NEEDED_TO_BUILD:
        shutil.copy(ROOT / file, source)
    (source / ".gitignore").write_text(f"/{PERSONAL}\n", encoding="utf-8")
    (source / PERSONAL).write_text("id: a-real-person\n", encoding="utf-8")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(build, cwd=source, check=True, capture_output=True, text=True)
    [built] = out.iterdir()
    return built


def files_below(folder: Path) -> set[PurePosixPath]:
    """The files of a folder of the checkout, without what Python leaves there."""
    found = (path.relative_to(ROOT) for path in folder.rglob("*") if path.is_file())
    return {PurePosixPath(path.as_posix()) for path in found if "__pycache__" not in path.parts}


def shipped(wheel: Path) -> set[PurePosixPath]:
    return {PurePosixPath(name) for name in ZipFile(wheel).namelist()}


def test_the_wheel_holds_the_package_and_the_rules_and_nothing_else(wheel: Path) -> None:
    rules = {"kio" / path for path in files_below(ROOT / "rules")}
    assert {path for path in shipped(wheel) if path.parts[0] != DIST_INFO} == files_below(ROOT / "kio") | rules


@pytest.mark.parametrize(
    "pattern", ["kio/app.py", "kio/rules/*.yaml", "kio/locale/*/LC_MESSAGES/kio.mo", "kio/starter/*/dot-gitignore"]
)
def test_the_wheel_holds_what_the_program_needs(wheel: Path, pattern: str) -> None:
    assert any(path.match(pattern) for path in shipped(wheel))


def test_the_wheel_holds_no_records(wheel: Path) -> None:
    assert not [path for path in shipped(wheel) if "records" in path.parts or path.name == PurePosixPath(PERSONAL).name]


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        metadata = archive.read(f"{DIST_INFO}/METADATA").decode()
        entry_points = archive.read(f"{DIST_INFO}/entry_points.txt").decode()
    assert f"Version: {kio.__version__}\n" in metadata
    assert "Classifier: Private :: Do Not Upload\n" in metadata
    assert entry_points == "[console_scripts]\nkio = kio.app:run\n"


def test_the_unpacked_wheel_brings_its_own_rules(wheel: Path, tmp_path: Path) -> None:
    """A workspace without rules/ is served by the shipped ones, far from any checkout."""
    installed, workspace = tmp_path / "installed", tmp_path / "workspace"
    with ZipFile(wheel) as archive:
        archive.extractall(installed)
    shutil.copytree(ROOT / "records", workspace / "records")
    done = subprocess.run(
        [sys.executable, "-m", "kio", "-C", str(workspace), "check"],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_lock_names_every_extra_that_a_pin_asks_for() -> None:
    """Without its extra a pin does not hold: pip takes the newest release for it, and refuses that for its hash."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line.removesuffix("\\")) for line in lines if line[:1].isalpha()]
    here = [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]
    named = {(pin.name, extra) for pin in here for extra in pin.extras}
    needs = [Requirement(text) for pin in here for text in distribution(pin.name).requires or ()]
    wanted = [need for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    assert {(need.name, extra) for need in wanted for extra in need.extras} <= named
    assert named

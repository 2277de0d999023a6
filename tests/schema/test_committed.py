"""The schemas of this repository are current, its files name them, and a checker of its own accepts all of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from kio.app import main
from kio.schema.files import KINDS

ROOT = Path(__file__).parents[2]
FILES = {
    "trainee": sorted((ROOT / "records/trainees").glob("*.yaml")),
    "group": sorted((ROOT / "records/groups").glob("*.yaml")),
    "people": [ROOT / "records/people.yaml"],
}


def test_they_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(ROOT), "--lang", "en", "schema", "--check"]) == 0
    assert capsys.readouterr() == ("", "4 schemas are current\n")


@pytest.mark.parametrize("kind", KINDS)
def test_they_are_schemas(kind: str) -> None:
    found = json.loads((ROOT / f"schemas/{kind}.schema.json").read_text(encoding="utf-8"))
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(found)


@pytest.mark.parametrize("path", [path for paths in FILES.values() for path in paths], ids=lambda path: path.stem)
def test_every_file_names_its_schema_in_the_first_line(path: Path) -> None:
    start = "# yaml-language-server: $schema="
    line = path.read_text(encoding="utf-8").partition("\n")[0]
    assert line.startswith(start)
    [kind] = [kind for kind, paths in FILES.items() if path in paths]
    assert (path.parent / line.removeprefix(start)).resolve() == ROOT / f"schemas/{kind}.schema.json"


@pytest.mark.parametrize("kind", FILES)
def test_check_jsonschema_accepts_every_file(kind: str) -> None:
    """Another reader of YAML, which types the scalars itself."""
    assert FILES[kind]
    schema = ROOT / f"schemas/{kind}.schema.json"
    done = subprocess.run(
        [Path(sys.executable).with_name("check-jsonschema"), "--schemafile", schema, *FILES[kind]],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")

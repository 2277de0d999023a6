"""Other checkers of YAML, for running them beside kio on the same files: which, from where, and what each looks at."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from measuring import Command, kio

from records import DAY

PINNED = ("check-jsonschema==0.39.0", "PyYAML==6.0.4", "ruamel.yaml==0.19.1", "yamale==6.1.0", "yamllint==1.38.0")
YAMALE_SCHEMA = Path(__file__).with_name("record.yamale.yaml")


class Peer(NamedTuple):
    """A checker, and what it says of a record and does not."""

    name: str
    looks_at: str
    not_at: str


PEERS = (
    Peer(
        "check-jsonschema",
        "types, keys, choices and patterns, by the schema of `kio schema trainee`; duplicate keys",
        "whether ids exist or are unique, people and their roles, the calendar, other files, rules",
    ),
    Peer(
        "yamllint, default",
        "syntax, duplicate keys, layout; finds every line of more than 80 columns",
        "anything that a record means",
    ),
    Peer(
        "yamllint, relaxed",
        "the same with most of the layout as warnings",
        "anything that a record means",
    ),
    Peer(
        "yamale",
        "types, keys and choices, by `benchmarks/record.yamale.yaml` (the 14 entry types that occur); four processes",
        "duplicate keys, whether ids exist or are unique, people and their roles, the calendar, other files, rules",
    ),
)


def make_environment(folder: Path) -> Path:
    """A virtual environment of its own with the pinned peers; the folder with their commands."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", *PINNED], check=True)
    return folder / "bin"


def commands_in(environment: Path) -> Path:
    """The folder with the commands of an environment that is there already."""
    missing = [name for name in ("check-jsonschema", "yamale", "yamllint") if not (environment / "bin" / name).exists()]
    if missing:
        sys.exit(f"{environment} has no {', '.join(missing)}; it needs {' '.join(PINNED)}")
    return environment / "bin"


def versions(commands: Path) -> Iterator[str]:
    """What is installed, as pip names it."""
    listed = subprocess.run([str(commands / "pip"), "freeze"], check=True, capture_output=True, text=True).stdout
    names = {pin.partition("==")[0] for pin in PINNED}
    return (line for line in listed.split() if line.partition("==")[0] in names)


def write_schema(workspace: Path) -> Path:
    """The schema of a record, as kio makes it."""
    target = workspace / "trainee.schema.json"
    command = kio(workspace, "schema", "trainee", day=DAY)
    done = subprocess.run(command.words, check=True, capture_output=True, env=dict(command.environment))
    target.write_bytes(done.stdout)
    return target


def peer_commands(commands: Path, workspace: Path) -> Mapping[str, Command]:
    """How each of them checks the records of a workspace; all of them accept the records, but for their layout."""
    records = workspace / "records" / "trainees"
    files = [str(path) for path in sorted(records.iterdir())]
    lint, schema = str(commands / "yamllint"), str(write_schema(workspace))
    return {
        "check-jsonschema": Command((str(commands / "check-jsonschema"), "--schemafile", schema, *files), says="done"),
        "yamllint, default": Command((lint, str(records)), (1,), "line-length"),
        "yamllint, relaxed": Command((lint, "-d", "relaxed", str(records)), says="line-length"),
        "yamale": Command((str(commands / "yamale"), "-s", str(YAMALE_SCHEMA), str(records)), says="success"),
    }

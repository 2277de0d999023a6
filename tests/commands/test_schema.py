"""`kio schema`: listed, shown, written and held against what is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checking.pottery import RULES, pottery

from commands.running import Kio

NAMES = [f"schemas/{kind}.schema.json" for kind in ("trainee", "group", "people", "settings")]
LIST = """\
trainee    a trainee's record (records/trainees/*.yaml)
group      group (records/groups/*.yaml)
people     people with a role (records/people.yaml)
settings   settings (kio.yaml)
"""


def test_they_are_listed(kio: Kio, tmp_path: Path) -> None:
    hint = "kio schema NAME shows one; kio schema --write writes all of them\n"
    assert kio("-C", pottery(tmp_path), "schema") == (0, LIST, hint)
    assert kio("-C", tmp_path, "schema", "--lang", "nl").out.splitlines()[3] == "settings   instellingen (kio.yaml)"


def test_one_is_shown_as_it_is_written(kio: Kio, tmp_path: Path) -> None:
    shown = kio("-C", pottery(tmp_path), "schema", "people")
    assert (shown.code, shown.err) == (0, "")
    assert json.loads(shown.out)["additionalProperties"]["required"] == ["name", "roles"]
    kio("-C", tmp_path, "schema", "--write", "people")
    assert (tmp_path / NAMES[2]).read_text(encoding="utf-8") == shown.out
    assert [path.name for path in (tmp_path / "schemas").iterdir()] == ["people.schema.json"]


def test_without_a_workspace_the_shipped_rules_serve(kio: Kio) -> None:
    assert '"supervision"' in kio("schema", "trainee").out
    for option in ("--write", "--check"):
        done = kio("schema", option)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("error: there is no workspace here")


def test_only_what_changed_is_written(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path)
    assert kio("-C", root, "schema", "--check") == (
        1, "".join(f"not there: {name}\n" for name in NAMES), "kio schema --write writes them anew\n",
    )  # fmt: skip
    assert kio("-C", root, "schema", "--write") == (0, "".join(f"written: {name}\n" for name in NAMES), "")
    assert kio("-C", root, "schema", "--check") == (0, "", "4 schemas are current\n")
    assert kio("-C", root, "schema", "--write") == (0, "", "4 schemas are current\n")
    assert kio("-C", root, "schema", "--check", "group") == (0, "", "1 schema is current\n")
    (root / "rules/pottery.yaml").write_text(RULES.replace("en: teacher}", "en: master}"), encoding="utf-8")
    stale = (NAMES[0], NAMES[1], NAMES[2])
    assert kio("-C", root, "schema", "--check").out == "".join(f"not current: {name}\n" for name in stale)
    assert kio("-C", root, "schema", "--write").out == "".join(f"written: {name}\n" for name in stale)
    assert sorted(path.name for path in (root / "schemas").iterdir()) == sorted(Path(name).name for name in NAMES)


def test_other_line_ends_are_current(kio: Kio, tmp_path: Path) -> None:
    kio("-C", pottery(tmp_path), "schema", "--write")
    path = tmp_path / NAMES[1]
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert kio("-C", tmp_path, "schema", "--check").code == 0
    path.write_bytes(path.read_bytes() + b"x")
    assert kio("-C", tmp_path, "schema", "--check").out == f"not current: {NAMES[1]}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("peeple",), "error: there is no schema peeple\n  hint: did you mean 'people'?\n"),
        (("--write", "--check"), "error: --write and --check do not go together\n"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], said: str, kio: Kio, tmp_path: Path) -> None:
    assert kio("-C", pottery(tmp_path), "schema", *arguments) == (2, "", said)


def test_by_broken_rules_nothing_is_written(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, {"rules/pottery.yaml": RULES.replace("at_least: 3", "atleast: 3")})
    done = kio("-C", root, "schema", "--write")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: the rules have errors; mend them first\nrules/pottery.yaml:")
    assert not (root / "schemas").exists()


def test_without_rules(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path, without=("rules/pottery.yaml",))
    (root / "rules").mkdir()
    assert kio("-C", root, "schema", "trainee") == (2, "", "error: there are no rules\n")


@pytest.mark.parametrize("link", ["schemas", NAMES[0]])
def test_nothing_is_written_through_a_link(link: str, kio: Kio, tmp_path: Path) -> None:
    root, outside = pottery(tmp_path / "root"), tmp_path / "outside"
    outside.mkdir()
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(outside if link == "schemas" else outside / "target")
    done = kio("-C", root, "schema", "--write")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {link} is a link, and kio writes through no links\n")
    assert list(outside.iterdir()) == []


def test_where_no_file_can_be(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path)
    (root / "schemas").write_text("", encoding="utf-8")
    done = kio("-C", root, "schema", "--write")
    assert done == (2, "", "error: schemas is in the way: it is not what kio wants to write there\n")

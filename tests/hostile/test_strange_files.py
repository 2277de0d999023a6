"""What lies where a record is expected and is not one, and names that are made to deceive: told, never followed."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from hostile.children import Ended, misbehaviour, run_all
from kio.app import main

TEMPLATE = Path(__file__).parents[1] / "corpus/workspace"
RECORDS = "records/trainees"
RECORD = f"{RECORDS}/tr-0001.yaml"
GOOD = "id: tr-0001\nname: Ana Novak\ntrack: cbt-2024\n"
SECRET = "Zzsecretzz7"  # noqa: S105 (what must not be shown)
NOBODY = 65_534


def workspace(folder: Path) -> Path:
    """A workspace with a good record, a file that is nobody's business beside it, and room for a strange one."""
    root = folder / "workspace"
    shutil.copytree(TEMPLATE, root)
    (root / "kio.yaml").write_text("programme: corpus\n", encoding="utf-8")
    (root / RECORDS / "tr-0002.yaml").write_text(GOOD.replace("tr-0001", "tr-0002"), encoding="utf-8")
    (folder / "outside.yaml").write_text(f"root:x:0:0:{SECRET}\npassword: {SECRET}\n", encoding="utf-8")
    return root


def checked(root: Path) -> Ended:
    [ended] = run_all([("-C", str(root), "check")])
    assert misbehaviour(ended) == []
    assert SECRET not in ended.output
    assert "tr-0002" not in ended.output, "the good record is in order"
    return ended


def link_to(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def listening(path: Path) -> None:
    """A socket, which stays where it is when nobody listens any more; its name has a limit, so it is made from near."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


ANYWHERE = ("records/people.yaml", "records/groups/g.yaml", "kio.yaml", "rules/x.yaml")
KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link to a file outside": (link_to("../../../outside.yaml"), "link"),
    "a link to another record": (link_to("tr-0002.yaml"), "link"),
    "a link to itself": (link_to("tr-0001.yaml"), "link"),
    "a link to nowhere": (link_to("nowhere.yaml"), "link"),
    "a link to a device without end": (link_to("/dev/zero"), "link"),
    "a link to the environment": (link_to("/proc/self/environ"), "link"),
    "a link to a folder": (link_to(".."), "link"),
    "a pipe": (os.mkfifo, "unreadable-file"),
    "a socket": (listening, "unreadable-file"),
    "a folder": (Path.mkdir, "unreadable-file"),
}


@pytest.mark.parametrize(
    ("file", "kind"),
    [(RECORD, kind) for kind in KINDS]
    + [(file, kind) for file in ANYWHERE for kind in ("a link to a device without end", "a pipe", "a folder")],
)
def test_what_is_no_file_is_told_where_it_lies(file: str, kind: str, tmp_path: Path) -> None:
    root = workspace(tmp_path)
    make, code = KINDS[kind]
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).unlink(missing_ok=True)
    make(root / file)
    ended = checked(root)
    assert ended.code == 1
    assert f"{file}:1:1: error[{code}]: " in ended.output


# --- names and values that are made to deceive

NAMES = {
    b"a\nb.yaml": "a b.yaml",
    b"a\n::error::b.yaml": "a ::error::b.yaml",
    b"\r::error::b.yaml": " ::error::b.yaml",
    b"::error::b.yaml": "::error::b.yaml",
    b"a\x1b[31mb.yaml": "a<U+001B>[31mb.yaml",
    b"a\xff\xfeb.yaml": "a<U+DCFF><U+DCFE>b.yaml",
    b"a\x80b.yaml": "a<U+DC80>b.yaml",
    "a\u202eb.yaml".encode(): "a<U+202E>b.yaml",
    "a\u0085b.yaml".encode(): "a b.yaml",
    b"[red]b.yaml": "[red]b.yaml",
    b"a:1:1: error[x]: b.yaml": "a:1:1: error[x]: b.yaml",
    b"-rf.yaml": "-rf.yaml",
    b"..yaml": "..yaml",
    b".tr-0001.yaml": ".tr-0001.yaml",
    b"%0A%1b.yaml": "%0A%1b.yaml",
    b"{x}.yaml": "{x}.yaml",
}
"""Names of files, and how they are shown."""


def test_a_name_that_deceives_is_shown_as_it_is(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    for name in NAMES:
        Path(os.fsdecode(os.fsencode(root / RECORDS) + b"/" + name)).write_text(GOOD, encoding="utf-8")
    ended = checked(root)
    assert ended.code == 1
    for shown in NAMES.values():
        assert f"\n{RECORDS}/{shown}:1:1: error[wrong-file-name]: " in f"\n{ended.output}"


@pytest.mark.parametrize("folder", [RECORDS, "records/groups", "rules/corpus", "rules"])
def test_a_name_cannot_command_the_log(folder: str, tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / folder).mkdir(exist_ok=True)
    for name in ("##[error]forged.yaml", "x\n##[add-mask]a.yaml"):
        (root / folder / name).write_text(GOOD, encoding="utf-8")
    assert checked(root).code == 1


@pytest.mark.parametrize("text", ["##[add-mask]a", "::add-mask::a", " ::error::x", "a\\n::error::x"])
def test_a_value_cannot_command_the_log(text: str, tmp_path: Path) -> None:
    root = workspace(tmp_path)
    keys = ("programme", "group", "email", "language", "person", "track", "id", "name\\t", text)
    lines = [f'"{key}": "{text}"\n' for key in keys] + [
        f'log: [{{date: "{text}", type: supervision, hours: "{text}"}}]\n',
        f'log: [{{date: 2024-01-05, type: "{text}"}}]\n',
    ]
    for number, line in enumerate(lines):
        head = "".join(part for part in GOOD.splitlines(keepends=True) if part[:2] != line[1:3])
        (root / RECORDS / f"strange-{number}.yaml").write_text(head + line, encoding="utf-8")
    ended = checked(root)
    assert ended.code == 1
    assert all(f"strange-{number}.yaml:" in ended.output for number in range(len(lines)))


@pytest.mark.parametrize(
    ("first", "second"), [("anna", "Anna"), ("anna", "ANNA"), ("caf\u00e9", "cafe\u0301"), ("anna", "ann\u0430")]
)
def test_names_that_are_one_elsewhere_are_not_both_in_order(first: str, second: str, tmp_path: Path) -> None:
    """An id is made of a-z, 0-9 and hyphens, so that at least one of two such names is none."""
    root = workspace(tmp_path)
    for name in (first, second):
        (root / RECORDS / f"{name}.yaml").write_text(GOOD.replace("tr-0001", name), encoding="utf-8")
    ended = checked(root)
    assert ended.code == 1
    assert f"{RECORDS}/{second}.yaml:1:1: error[wrong-file-name]: " in ended.output


# --- folders


@pytest.mark.parametrize("folder", [RECORDS, "records/groups", "rules", "rules/corpus"])
def test_a_folder_that_is_a_link_is_not_followed(folder: str, tmp_path: Path) -> None:
    """Else what lies in another folder is listed and read, on a machine that checks what a stranger sends."""
    root = workspace(tmp_path)
    (tmp_path / "outside").mkdir()
    (tmp_path / f"outside/{SECRET.lower()}.yaml").write_text(f"{SECRET}: {SECRET}\n", encoding="utf-8")
    shutil.rmtree(root / folder, ignore_errors=True)
    (root / folder).symlink_to(tmp_path / "outside")
    [ended] = run_all([("-C", str(root), "check")])
    assert misbehaviour(ended) == []
    assert SECRET.lower() not in ended.output.lower()
    assert ended.code == 1
    assert folder in ended.output


def test_a_file_in_the_place_of_the_records_is_told(tmp_path: Path) -> None:
    """Nobody's record is checked, so nothing is in order."""
    root = workspace(tmp_path)
    shutil.rmtree(root / RECORDS)
    (root / RECORDS).write_text(GOOD, encoding="utf-8")
    assert checked(root).code == 1


# --- permission, and files that change


@contextmanager
def without_privileges() -> Iterator[None]:
    """As somebody to whom files can be forbidden, also where the tests run as root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_file_that_may_not_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = workspace(tmp_path)
    monkeypatch.chdir(root)  # nobody may go there by its name
    root.chmod(0o755)
    command = ["-C", ".", "check", "--format", "concise", "--on", "2026-06-01", "--lang", "en"]
    assert main(command) == 0  # what is loaded on the way may not be read without privileges either
    (root / RECORD).write_text(GOOD, encoding="utf-8")
    (root / RECORD).chmod(0)
    capsys.readouterr()
    with without_privileges():
        code = main(command)
    (root / RECORD).chmod(0o600)
    assert code == 1
    assert capsys.readouterr().out == f"{RECORD}:1:1: error[unreadable-file]: this file may not be read\n"


def test_a_file_that_somebody_writes_meanwhile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Read whole, or with a problem: what a check finds then is chance, but it ends."""
    root = workspace(tmp_path)
    (root / RECORD).write_text(GOOD, encoding="utf-8")
    written = [GOOD, "", f"{GOOD}# {'x' * 100_000}\n", f"{GOOD}log: [", "\x00" * 5000]
    done = Event()

    def write_on() -> None:
        while not done.is_set():
            for text in written:
                (root / RECORD).write_text(text, encoding="utf-8")

    writer = Thread(target=write_on)
    writer.start()
    try:
        codes = {
            main(["-C", str(root), "check", "--format", "concise", "--on", "2026-06-01", "--lang", "en"])
            for _ in range(100)
        }
    finally:
        done.set()
        writer.join()
    assert codes <= {0, 1}
    shown = capsys.readouterr().out
    assert [line for line in shown.splitlines() if not line.startswith(f"{RECORD}:")] == []

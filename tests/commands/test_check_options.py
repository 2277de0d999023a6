"""The options of `kio check`: what is told, to whom, in which form, where it is written, and of which versions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer
from xml.etree import ElementTree as ET

import pytest
from checking.pottery import ANNA, pottery, record

from commands.running import DAY, KIO, Kio, installed

BEN, CAS = "records/trainees/ben.yaml", "records/trainees/cas.yaml"
SECRET = "zeer-geheim"  # noqa: S105 - a word that must not be told
BAD = {
    BEN: record("ben", f"{{date: 2026-01-10, type: firing, teacher: {SECRET}}}", f"{{date: {SECRET}, type: start}}"),
    CAS: "id: cas\nname: Cas\ntrack: poter\nlog: []\n",
}
FOUND = [
    f"{BEN}:5:47: warning[unknown-person]: {SECRET} is not in people.yaml",
    f"{BEN}:6:12: error[wrong-date]: this is not a date as 2026-03-01",
    f"{CAS}:3:8: error[unknown-track]: 'poter' is not a track",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return pottery(tmp_path / "data", dict(BAD))


def concise(kio: Kio, root: Path, *options: str) -> list[str]:
    return kio("-C", root, "check", "--on", DAY, "--format", "concise", *options).out.splitlines()


# --- which checks


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ((), [0, 1, 2]),
        (("--select", "unknown-*"), [0, 2]),
        (("--select", "unknown-track,wrong-date"), [1, 2]),
        (("--select", "unknown-track", "--select", "wrong-date"), [1, 2]),
        (("--ignore", "unknown-*"), [1]),
        (("--select", "unknown-*", "--ignore", "unknown-track"), [0]),
    ],
)
def test_checks_that_are_asked_for(options: tuple[str, ...], wanted: list[int], kio: Kio, root: Path) -> None:
    assert concise(kio, root, *options) == [FOUND[index] for index in wanted]


def test_what_is_not_asked_for_does_not_fail(kio: Kio, root: Path) -> None:
    assert kio("-C", root, "check", "--select", "unknown-person").code == 0
    assert kio("-C", root, "check", "--select", "unknown-person", "--strict").code == 1


def test_an_unknown_check_is_wrong_use(kio: Kio, root: Path) -> None:
    for option in ("--select", "--ignore", "--explain"):
        assert kio("-C", root, "check", option, "unknown-persn") == (
            2, "", "error: there is no check unknown-persn\n  hint: did you mean 'unknown-person'?\n",
        )  # fmt: skip


def test_levels_of_the_workspace(kio: Kio, root: Path) -> None:
    (root / "kio.yaml").write_text("checks: {unknown-person: error, wrong-date: note, unknown-track: off}\n", "utf-8")
    done = kio("-C", root, "check", "--format", "concise")
    assert done.out.splitlines() == [
        FOUND[0].replace("warning", "error"), FOUND[1].replace("error", "note"),
    ]  # fmt: skip
    assert done.err == "7 files checked: 1 error, 0 warnings, 1 note\n"


def test_what_a_comment_silences_is_counted(kio: Kio, root: Path) -> None:
    text = (root / CAS).read_text("utf-8").replace("poter", "poter # kio: ignore[unknown-track] comes later")
    (root / CAS).write_text(text, "utf-8")
    done = kio("-C", root, "check", "--format", "concise")
    assert done.out.splitlines() == FOUND[:2]
    assert done.err == "6 files checked: 1 error, 1 warning, 1 silenced\n"


# --- what may be told


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "sarif", "junit"])
def test_in_ci_no_value_is_told_in_any_form(form: str, kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ("-C", root, "check", "--on", DAY, "--format", form)
    assert SECRET in kio(*options).out
    monkeypatch.setenv("CI", "true")
    done = kio(*options)
    assert SECRET not in done.out + done.err
    assert "unknown-person" in done.out
    assert BEN.partition("/")[2].partition("/")[2].removesuffix(".yaml") in done.out
    assert done.code == 1
    assert SECRET in kio(*options, "--show-values").out


@pytest.mark.parametrize(("value", "told"), [("", True), ("0", True), ("false", True), ("1", False), ("yes", False)])
def test_where_ci_is_set(value: str, told: bool, kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", value)
    assert (SECRET in kio("-C", root, "check").out) is told


def test_values_can_be_kept_back_anywhere(kio: Kio, root: Path) -> None:
    assert concise(kio, root, "--no-values") == [
        FOUND[0].replace(SECRET, "…"), FOUND[1], FOUND[2].replace("poter", "…"),
    ]  # fmt: skip


def test_there_is_no_frame_where_there_are_no_values(kio: Kio, root: Path) -> None:
    out = kio("-C", root, "check", "--no-values").out
    assert " | " not in out
    assert "hint: did you mean 'potter'?" in out, "a word of the rules is no secret"


# --- forms, and where they are written


def test_forms_of_services(kio: Kio, root: Path) -> None:
    options = ("-C", root, "check", "--on", DAY, "--format")
    lines = kio(*options, "github").out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::warning", "::error", "::error"]
    assert f"file={BEN},line=5,col=47," in lines[0]
    run = json.loads(kio(*options, "sarif").out)["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == ["unknown-person", "wrong-date", "unknown-track"]
    suite = ET.fromstring(kio(*options, "junit").out)  # noqa: S314 - our own
    assert suite.tag == "testsuites"
    assert [len(case.findall("failure")) for case in suite.iter("testcase")].count(1) == 2


def test_places_are_relative_to_the_repository(kio: Kio, root: Path) -> None:
    (root.parent / ".git").mkdir()
    assert f"file=data/{BEN},line=5" in kio("-C", root, "check", "--format", "github").out
    run = json.loads(kio("-C", root, "check", "--format", "sarif").out)["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == f"data/{BEN}"


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "sarif", "junit"])
def test_output_to_a_file(form: str, kio: Kio, root: Path, tmp_path: Path) -> None:
    printed = kio("-C", root, "check", "--on", DAY, "--format", form).out
    file = tmp_path / "report"
    done = kio("-C", root, "check", "--on", DAY, "--format", form, "--output", file)
    assert done == (1, "", "6 files checked: 2 errors, 1 warning\n")
    assert file.read_text("utf-8") == printed
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_output_that_cannot_be_written(kio: Kio, root: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = kio("-C", root, "check", "--output", tmp_path / "folder")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: folder is in the way")


def test_statistics(kio: Kio, root: Path) -> None:
    (root / CAS).write_text(BAD[CAS] + "emial: x\nphone: y\n", "utf-8")
    assert kio("-C", root, "check", "--statistics").out.splitlines() == [
        "2  error    unknown-key     a key that means nothing here",
        "1  error    wrong-date      not a valid date",
        "1  warning  unknown-person  person is not in people.yaml",
    ]


# --- explain


@pytest.mark.parametrize(("language", "word"), [("en", "How to mend it"), ("nl", "Zo herstel je het")])
def test_a_check_is_explained_anywhere(language: str, word: str, kio: Kio) -> None:
    """In a folder that is no workspace."""
    done = kio("--lang", language, "check", "--explain", "duplicate-key")
    assert (done.code, done.err) == (0, "")
    assert word in done.out
    data = json.loads(kio("check", "--explain", "duplicate-key", "--json").out)
    assert (data["code"], data["fixed"]) == ("duplicate-key", True)


# --- versions


def git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "begin")
    return root


def test_only_what_changed_is_told(kio: Kio, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    assert concise(kio, repository, "--changed") == []
    (repository / CAS).write_text(BAD[CAS] + "# more\n", "utf-8")
    assert concise(kio, repository, "--changed") == FOUND[2:]
    assert concise(kio, repository, "--changed", "HEAD") == FOUND[2:]
    assert concise(kio, repository, "--changed", BEN) == [], "a file is no version"
    assert concise(kio, repository, "--changed", "HEAD", CAS) == FOUND[2:]
    assert concise(kio, repository, "--changed=HEAD") == FOUND[2:]


def test_what_depends_on_a_change_is_told(kio: Kio, repository: Path) -> None:
    people = (repository / "records/people.yaml").read_text("utf-8")
    (repository / "records/people.yaml").write_text(people + "ida: {name: Ida, roles: []}\n", "utf-8")
    assert concise(kio, repository, "--changed") == FOUND
    git(repository, "commit", "-am", "Ida")
    (repository / "kio.yaml").write_text("language: en\n", "utf-8")
    assert concise(kio, repository, "--changed") == FOUND


def test_an_unknown_version_is_wrong_use(kio: Kio, repository: Path) -> None:
    for option in ("--changed", "--against"):
        done = kio("-C", repository, "check", option, "no-such-version")
        assert (done.code, done.out) == (2, "")
        assert "no-such-version" in done.err


def test_what_disappeared_is_told(kio: Kio, repository: Path) -> None:
    (repository / "records/trainees/anna.yaml").write_text(ANNA.partition("log:")[0] + "log: []\n", "utf-8")
    (repository / CAS).unlink()
    found = [line.split(": ")[:2] for line in concise(kio, repository, "--against", "HEAD")]
    assert [f"{CAS}:1:1", "error[record-disappeared]"] in found
    assert "error[entry-disappeared]" in [kind for place, kind in found if "anna" in place]
    assert kio("-C", repository, "check", "--against", "HEAD", "--select", "*-disappeared").code == 1
    assert kio("-C", repository, "check", "--select", "*-disappeared").code == 0


# --- watch


def test_watching(root: Path) -> None:
    """Saving a file has it checked again, and what was not saved is still told."""
    process = subprocess.Popen(
        [KIO, "-C", root, "check", "--watch", "--format", "concise"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={"PATH": "/usr/bin:/bin", "KIO_TODAY": DAY},
    )  # fmt: skip
    assert process.stdout is not None
    shown: list[str] = []

    def until(summary: str) -> list[str]:
        shown.clear()
        for line in process.stdout or ():
            shown.append(line.rstrip())
            if line.startswith(summary):
                return shown
        raise AssertionError(shown)

    ended = Timer(30, process.kill)  # else a line that never comes is waited for
    ended.start()
    try:
        assert until("6 files checked: 2 errors, 1 warning")[:3] == FOUND
        until("waiting for changes")
        time.sleep(0.5)  # what watches has to have begun
        (root / CAS).write_text(record("cas"), "utf-8")
        assert until("6 files checked: 1 error, 1 warning")[:2] == FOUND[:2]
        until("waiting for changes")
        (root / BEN).unlink()
        assert until("5 files checked: 0 errors, 0 warnings")
    finally:
        ended.cancel()
        process.terminate()
        process.wait(10)
        process.stdout.close()


def test_watching_is_for_people(kio: Kio, root: Path) -> None:
    assert kio("-C", root, "check", "--watch", "--format", "json").code == 2


def test_watching_without_its_package(kio: Kio, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = kio("-C", root, "check", "--watch")
    assert (done.code, done.out) == (2, "")
    assert "pip install watchfiles" in done.err


def test_a_bug_ends_with_its_own_code(root: Path, tmp_path: Path) -> None:
    """In a process of its own: what it does to kio stays there."""
    (tmp_path / "sitecustomize.py").write_text(
        "import kio.checking.workspace as w\n"
        "def fail(self, identifier):\n    raise ZeroDivisionError('secret')\n"
        "w.Checker.record = fail\n",
        "utf-8",
    )
    done = installed("-C", root, "check", "--on", DAY, "--format", "concise", env={"PYTHONPATH": str(tmp_path)})
    assert done.code == 70
    assert done.out.count("error[internal-error]: this is a bug in kio: ZeroDivisionError") == 3
    assert "Traceback" not in done.out + done.err


def test_a_path_that_did_not_change_is_not_told(kio: Kio, repository: Path) -> None:
    done = kio("-C", repository, "check", "--changed", "HEAD", repository / CAS)
    assert (done.code, done.out, done.err) == (0, "", "0 files checked: 0 errors, 0 warnings\n")


@pytest.mark.parametrize("name", ["kio.yaml", "records/people.yaml", "records/trainees/new.yaml", "rules/pottery.yaml"])
def test_a_report_destroys_nothing_that_kio_reads(name: str, kio: Kio, root: Path) -> None:
    before = (root / name).read_bytes() if (root / name).exists() else None
    done = kio("-C", root, "check", "--output", root / name)
    assert (done.code, done.out) == (2, "")
    assert ((root / name).read_bytes() if (root / name).exists() else None) == before


def test_a_report_to_a_pipe_leaves_the_pipe(kio: Kio, root: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), encoding="utf-8") as reader:
        done = kio("-C", root, "check", "--on", DAY, "--format", "concise", "--output", pipe)
        assert reader.read().splitlines() == FOUND
    assert done.code == 1
    assert pipe.is_fifo()


def test_a_report_without_a_name(kio: Kio, root: Path) -> None:
    assert kio("-C", root, "check", "--output", "").code == 2


def test_what_cannot_be_trusted_cannot_be_left_out(kio: Kio, root: Path) -> None:
    (root / CAS).write_text("id: [\n", "utf-8")
    assert kio("-C", root, "check", "--select", "far-ahead").code == 1
    assert kio("-C", root, "check", "--ignore", "far-ahead").code == 1
    assert kio("-C", root, "check", "--ignore", "yaml-syntax").code == 2


def test_a_comparison_is_of_the_paths_that_are_named(kio: Kio, repository: Path) -> None:
    (repository / CAS).unlink()
    (repository / "records/groups/spring.yaml").unlink()
    people = repository / "records/people.yaml"
    assert concise(kio, repository, "--against", "HEAD", str(people)) == []
    folder = repository / "records/groups"
    folder.joinpath("autumn.yaml").write_text("id: autumn\nname: Autumn\n", "utf-8")
    found = concise(kio, repository, "--against", "HEAD", str(folder))
    assert [line.partition(" ")[0] for line in found] == ["records/groups/spring.yaml:1:1:"]


def test_what_disappeared_can_be_silenced_where_it_was(kio: Kio, repository: Path) -> None:
    anna = repository / "records/trainees/anna.yaml"
    anna.write_text(ANNA.partition("log:")[0] + "log: [] # kio: ignore[entry-disappeared] written twice\n", "utf-8")
    assert not [line for line in concise(kio, repository, "--against", "HEAD") if "anna" in line]
    assert not [line for line in concise(kio, repository) if "anna" in line], "nor is the comment of no use"


def test_watching_goes_with_no_version(kio: Kio, root: Path) -> None:
    assert kio("-C", root, "check", "--watch", "--against", "HEAD").code == 2


@pytest.mark.parametrize("form", ["text", "concise", "github", "sarif", "junit"])
def test_two_formats_are_refused(form: str, kio: Kio, tmp_path: Path) -> None:
    done = kio("-C", pottery(tmp_path), "check", "--json", "--format", form)
    said = f"error: --json and --format {form} do not go together\n  hint: leave one of them out\n"
    assert done == (2, "", said)


def test_json_twice_is_json(kio: Kio, tmp_path: Path) -> None:
    root = pottery(tmp_path)
    assert kio("-C", root, "check", "--json", "--format", "json") == kio("-C", root, "check", "--json")

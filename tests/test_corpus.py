"""The corpus of bad, odd and good but suspicious files, each checked by kio in a process of its own.

`corpus/index.tsv` says what each file is, what has to come of it and what is to be asserted. The tables here say, of
what the index leaves to the reader, on which line a fault is and what has to be said of it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hostile.children import COMMANDS, DECEIVES, Ended, misbehaviour, reported, run_all

from kio.app import main
from kio.models.record import Trainee
from kio.problem import Severity
from kio.workspace import Workspace

CORPUS = Path(__file__).with_name("corpus")
REJECT, WARN, ACCEPT, AS_STRING = "reject-with-line", "warn", "accept", "accept-as-string"


class Case(NamedTuple):
    """A row of the index."""

    name: str
    what: str
    expect: str
    demand: str

    @property
    def stem(self) -> str:
        """The name that its record is given: its own id where that is what the file is about."""
        own = re.search(rb"(?m)^id: ([A-Za-z0-9._-]+)", self.path.read_bytes())
        is_own = self.name.startswith("yaml-traps/id-") and self.expect.startswith("accept")
        return own[1].decode() if own and is_own else "tr-0001"

    @property
    def file(self) -> str:
        return f"records/trainees/{self.stem}.yaml"

    @property
    def path(self) -> Path:
        return CORPUS / "files" / self.name


ROWS = (CORPUS / "index.tsv").read_text(encoding="ascii").splitlines()[1:]
CASES = [Case(*row.split("\t")) for row in ROWS]
REFUSED = [case for case in CASES if case.expect == REJECT]
WARNED = [case for case in CASES if case.expect == WARN]
READ = [case for case in CASES if case.expect != REJECT]

LINES: Mapping[str, set[int]] = {
    "bombs/alias-bomb-in-log": {5},
    "bombs/deep-200": {5},
    "bombs/deep-block-300": {6},
    "bombs/long-scalar-64k": {9},
    "bombs/merge-bomb": {1, 3},
    "bombs/recursive-alias": {5},
    "bombs/regex-email-redos": {3},
    "bombs/sexagesimal-long": {8},
    "encodings/": {2},
    "encodings/cp1252-smart": {9},
    "encodings/cr-only": {1},
    "encodings/crlf-mixed": {4},
    "encodings/ctl-": {9},
    "encodings/ctl-all-nul": {1},
    "encodings/fullwidth-id": {1},
    "encodings/hidden-key-": {7},
    "encodings/homoglyph-id": {1},
    "encodings/invalid-truncated-eof": {9},
    "encodings/ls-in-dq": {9},
    "encodings/nfd-id": {1},
    "encodings/turkish-i-id": {1},
    "encodings/utf": {1},
    "encodings/zwsp-key": {8},
    "injection/": {2},
    "injection/bidi-in-comment": {10},
    "injection/email-": {3},
    "injection/html-email-js": {3},
    "injection/markup-in-id": {1},
    "injection/path-": {1},
    "injection/xlsx-32768": {9},
    "yaml-syntax/": {2},
    "yaml-syntax/024-": {5},  # where the bracket opens
    "yaml-syntax/026-": {6},
    "yaml-syntax/03": {9},
    "yaml-syntax/030-": {8},
    "yaml-syntax/040-": {9},
    "yaml-syntax/044-": {9},
    "yaml-syntax/046-": {10},
    "yaml-syntax/05": {10},
    "yaml-syntax/050-": {8},
    "yaml-syntax/061-": {11},  # where the second document starts
    "yaml-syntax/063-": {5},
    "yaml-syntax/065-": {1},
    "yaml-syntax/067-": {1},
    "yaml-syntax/069-": {1},
    "yaml-syntax/07": {10},
    "yaml-syntax/071-": {1},
    "yaml-syntax/073-": {1, 4},
    "yaml-syntax/083-": {5, 7},
    "yaml-syntax/085-": {5},
    "yaml-syntax/087-": {5},
    "yaml-syntax/133-": {12},
    "yaml-syntax/135-": {10},
    "yaml-syntax/137-": {7},
    "yaml-syntax/141-": {9},
    "yaml-syntax/143-": {10},
    "yaml-syntax/145-": {5},
    "yaml-syntax/147-": {6},
    "yaml-syntax/149-": {6},
    "yaml-syntax/151-": {1},
    "yaml-syntax/155-": {1},
    "yaml-syntax/157-": {1},
    "yaml-syntax/159-": {1},
    "yaml-traps/date-": {6},
    "yaml-traps/email-": {3},
    "yaml-traps/hours-": {8},
    "yaml-traps/id-": {1},
    "yaml-traps/log-key-on-off": {9},
    "yaml-traps/name-": {2},
    "yaml-traps/note-": {9},
    "yaml-traps/phone-plus": {5},
}
"""The lines on which something has to be reported, by how the name begins; the longest beginning counts."""

SAYS: Mapping[str, tuple[str, ...]] = {
    "bombs/deep-": ("nesting",),
    "bombs/merge-bomb": ("the key <<",),
    "encodings/cp1252-smart": ("byte 0x93", "save the file as UTF-8"),
    "encodings/ctl-bs": ("U+0008",),
    "encodings/ctl-del": ("U+007F",),
    "encodings/ctl-ff": ("U+000C",),
    "encodings/ctl-nul": ("U+0000",),
    "encodings/ctl-soh": ("U+0001",),
    "encodings/ctl-vt": ("U+000B",),
    "encodings/hidden-key-ls": ("U+2028",),
    "encodings/hidden-key-ps": ("U+2029",),
    "encodings/invalid-5byte": ("byte 0xf8",),
    "encodings/invalid-overlong": ("byte 0xc0",),
    "encodings/latin1": ("byte 0xe9", "save the file as UTF-8"),
    "encodings/ls-in-dq": ("U+2028",),
    "encodings/nonchar-ffff": ("U+FFFF",),
    "encodings/utf16le-bom": ("UTF-16", "save the file as UTF-8"),
    "encodings/utf32-bom": ("UTF-32", "save the file as UTF-8"),
    "injection/ansi-c1": ("U+009B",),
    "injection/ansi-": ("U+001B",),
    "injection/bidi-": ("U+202E",),
    "yaml-syntax/022-": ("double the apostrophe", "double quotes"),
    "yaml-syntax/026-": ("a tab",),
    "yaml-syntax/028-": ("space after the colon",),
    "yaml-syntax/032-": ("put the text in quotes",),
    "yaml-syntax/036-": ("may not start with *", "put the text in quotes"),
    "yaml-syntax/038-": ("put text that starts with ! in quotes",),
    "yaml-syntax/044-": ("line 8", "line 9"),
    "yaml-syntax/046-": ("line 5", "line 10"),
    "yaml-syntax/048-": ("did you mean 'name'?",),
    "yaml-syntax/05": ("merge conflict",),
    "yaml-syntax/061-": ("second document",),
    "yaml-syntax/063-": ("second document",),
    "yaml-syntax/137-": ("U+00A0",),
    "yaml-syntax/157-": ("LFS pointer",),
    "yaml-syntax/159-": ("encrypted",),
    "yaml-traps/hours-comma": ("1.5", "decimal point"),
    "yaml-traps/hours-sexagesimal": ("1.5",),
    "yaml-traps/hours-unit": ("the number alone: 2",),
}
"""What the output has to say, by how the name begins; the longest beginning counts."""

NEVER_SAYS: Mapping[str, str] = {
    "bombs/long-scalar-64k": "xxxx",  # the value itself
    "injection/xlsx-32768": "yyyy",
    "yaml-traps/id-float": r"\b1\.1\b",  # the number that 1.10 would become
    "yaml-traps/id-underscore": r"\b1000\b",
}

POLICY = {
    "yaml-syntax/026-tab-after-dash": "refused wherever it stands: libyaml takes some tabs and not others",
    "yaml-traps/date-datetime": "refused: an entry has a day, and dropping the time would lose what was written",
    "yaml-traps/hours-leading-dot": "taken as 0.5: nothing else can be meant",
    "yaml-traps/hours-plus": "taken as 2: nothing else can be meant",
}
"""Rows that the index marks [policy], and what was chosen: each time what the index expects."""

VALUES: Mapping[str, tuple[str, str]] = {
    "injection/csv-equals": ("name", "=cmd|'/C calc'!A0"),
    "injection/csv-phone-legit": ("note", "+385 91 123 4567"),
    "injection/fmt-globals": ("note", "{a.__init__.__globals__}"),
    "injection/gha-error": ("name", "::error file=kio.py,line=1::forged"),
    "injection/git-trailer": ("note", "x\n\nCo-authored-by: Eve <eve@example.org>"),
    "injection/html-note-multiline": ("note", "a\n<b>b</b>\n\n"),
    "injection/rich-backslash-tag": ("name", r"C:\[red]x"),
    "injection/xlsx-x000d": ("note", "_x000D_ _x0041_"),
    "yaml-syntax/012-control-literal-note-last": ("note", "line one\n\n  indented\nlast\n"),
    "yaml-syntax/131-value-merge": ("note", "<<"),
    "yaml-syntax/153-comma-ends": ("name", "Ana Novak,"),
    "yaml-traps/note-colon-time-8": ("note", "08:30"),
    "yaml-traps/note-date": ("note", "2024-01-05"),
    "yaml-traps/note-dq-backslash": ("note", "C:\temp\new"),
    "yaml-traps/note-dq-escapes": ("note", "tab\tnew\nline ć"),
    "yaml-traps/note-hash-glued": ("note", "room#5"),
    "yaml-traps/note-multi-line-plain": ("note", "first second\nthird"),
    "yaml-traps/note-percent": ("note", "100 %"),
    "yaml-traps/note-tilde-path": ("note", "~/notes"),
    "yaml-traps/track-2024": ("track", "2024"),
}
"""Values that are easily changed on the way, written out by hand; what the index itself spells out is not repeated."""


def of(table: Mapping[str, Any], case: Case) -> Any:
    """What a table says of a file, by the longest beginning of its name."""
    return table[max(start for start in table if case.name.startswith(start))]


def named(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


def stage(case: Case, folder: Path) -> Path:
    """A workspace in which the file is the only record."""
    shutil.copytree(CORPUS / "workspace", folder)
    (folder / case.file).write_bytes(case.path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Ended]:
    """What comes of checking each file, and of checking those with a warning strictly."""
    root = tmp_path_factory.mktemp("corpus")
    folders = {case: str(stage(case, root / str(number))) for number, case in enumerate(CASES)}
    runs = [(case, "") for case in CASES] + [(case, "--strict") for case in WARNED]
    ended = run_all(("-C", folders[case], "check", *([flag] if flag else [])) for case, flag in runs)
    return {(case.name, flag): end for (case, flag), end in zip(runs, ended, strict=True)}


def test_the_index_lists_every_file() -> None:
    files = [path.relative_to(CORPUS / "files").as_posix() for path in (CORPUS / "files").rglob("*") if path.is_file()]
    assert sorted(files) == sorted(case.name for case in CASES)
    assert {case.expect for case in CASES} == {REJECT, WARN, ACCEPT, AS_STRING}


def test_every_choice_is_made_on_purpose() -> None:
    assert {case.name.removesuffix(".yaml") for case in CASES if "[policy" in case.demand} == set(POLICY)


@pytest.mark.parametrize("table", [LINES, SAYS, NEVER_SAYS, VALUES], ids=["lines", "says", "never says", "values"])
def test_no_expectation_is_about_nothing(table: Mapping[str, Any]) -> None:
    assert [start for start in table if not any(case.name.startswith(start) for case in CASES)] == []


@named([case for case in REFUSED + WARNED if "line" in case.demand])
def test_the_lines_here_are_those_of_the_index(case: Case) -> None:
    said = re.findall(r"\bline (\d+)|line of the opening quote \((\d+)\)", case.demand)
    assert {int(first or second) for first, second in said} <= of(LINES, case)


@named(CASES)
def test_it_does_no_harm(case: Case, outcomes: dict[tuple[str, str], Ended]) -> None:
    ended = outcomes[case.name, ""]
    assert misbehaviour(ended) == []
    assert ended.seconds <= (1 if "under 1 s" in case.demand else 2)


@named(REFUSED)
def test_it_is_refused(case: Case, outcomes: dict[tuple[str, str], Ended]) -> None:
    ended = outcomes[case.name, ""]
    assert ended.code == 1
    assert {line for line, severity in reported(ended, case.file) if severity == "error"} >= of(LINES, case)


@named(WARNED)
def test_it_is_warned_about(case: Case, outcomes: dict[tuple[str, str], Ended]) -> None:
    ended = outcomes[case.name, ""]
    assert {(line, "warning") for line in of(LINES, case)} <= set(reported(ended, case.file))
    assert ended.code == 0
    assert outcomes[case.name, "--strict"].code == 1


ODD: Mapping[str, str] = {"yaml-traps/note-dq-escapes": "tab-in-note"}
"""Taken as it stands, and yet the same as in `note-dq-backslash`, of which the index wants to be warned."""


@named([case for case in CASES if case.expect in (ACCEPT, AS_STRING)])
def test_it_is_accepted_in_silence(case: Case, outcomes: dict[tuple[str, str], Ended]) -> None:
    ended = outcomes[case.name, ""]
    assert ended.code == 0
    told = [line for line in ended.output.splitlines() if Path(case.file).name in line]
    assert [line for line in told if f"warning[{of(ODD, case)}]" not in line] == []


@named([case for case in CASES if any(case.name.startswith(start) for start in SAYS) and case.expect != ACCEPT])
def test_it_says_what_is_needed(case: Case, outcomes: dict[tuple[str, str], Ended]) -> None:
    missing = [text for text in of(SAYS, case) if text not in outcomes[case.name, ""].output]
    assert missing == []


@named([case for case in CASES if any(case.name.startswith(start) for start in NEVER_SAYS)])
def test_it_does_not_say_too_much(case: Case, outcomes: dict[tuple[str, str], Ended]) -> None:
    assert re.search(of(NEVER_SAYS, case), outcomes[case.name, ""].output) is None


# --- what is read of the files that are taken


def read(case: Case, folder: Path) -> Trainee:
    workspace = Workspace(stage(case, folder / "workspace"))
    trainee = workspace.trainee(case.stem)
    assert trainee is not None
    assert not [problem for problem in workspace.problems[case.file] if problem.severity is Severity.ERROR]
    return trainee


def by_another_reader(case: Case) -> dict[str, Any]:
    """The record as PyYAML reads it when it is told to leave every text a text."""
    data = yaml.load(case.path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 (it makes nothing but texts)
    assert isinstance(data, dict)
    return data


@named(READ)
def test_every_value_is_what_was_written(case: Case, tmp_path: Path) -> None:
    trainee, written = read(case, tmp_path), by_another_reader(case)
    assert {key: getattr(trainee, key) for key in written if key != "log"} == {
        key: value for key, value in written.items() if key != "log"
    }
    log = [{"date": entry.date.isoformat(), "type": entry.type, **entry.values} for entry in trainee.log]
    assert log == [{**entry, "hours": Decimal(entry["hours"])} for entry in written.get("log") or []]


SPELT_OUT = r"(name|id) is (?:the text|exactly) '(.*?)'"


@named([case for case in READ if re.search(SPELT_OUT, case.demand) or case.name.removesuffix(".yaml") in VALUES])
def test_a_value_that_is_spelt_out(case: Case, tmp_path: Path) -> None:
    trainee = read(case, tmp_path)
    said = re.search(SPELT_OUT, case.demand)
    field, value = (said[1], said[2]) if said else VALUES[case.name.removesuffix(".yaml")]
    assert (trainee.log[0].values["note"] if field == "note" else getattr(trainee, field)) == value


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a command shows of a workspace, on both streams."""
    for name in [name for name in os.environ if name.startswith("KIO_")]:
        monkeypatch.delenv(name)

    def run(root: Path, *arguments: str) -> str:
        assert main(["-C", str(root), *arguments, "--on", "2026-06-01", "--lang", "en"]) == 0
        return "\n".join(capsys.readouterr())

    return run


@named([case for case in CASES if case in READ or not case.name.startswith("bombs/")])
def test_it_is_listed_without_harm(case: Case, tmp_path: Path, shown: Callable[..., str]) -> None:
    """Also a record that is refused: what can be read of it is listed, or its name is."""
    text = shown(stage(case, tmp_path / "workspace"), "list")
    assert case.stem in text
    assert DECEIVES.search(text) is None
    assert COMMANDS.search(text) is None


@named(READ)
def test_its_status_is_shown_without_harm(case: Case, tmp_path: Path, shown: Callable[..., str]) -> None:
    text = shown(stage(case, tmp_path / "workspace"), "status", case.stem)
    assert case.stem in text
    assert DECEIVES.search(text) is None
    assert COMMANDS.search(text) is None

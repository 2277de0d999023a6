"""Single defects in the good records of this repository: each has to be told, on its line.

    .venv/bin/python tests/long/mutants.py [COUNT] [SEED]

Prints how many of each kind were made, told on their line, told elsewhere and missed, and lists what was not told on
its line. Ends with exit code 1 if there is any.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from hostile.feeding import Feeder  # noqa: E402 (a script finds its neighbours by the line above)

from kio.checking.ignores import ignores_in  # noqa: E402
from kio.problem import Problem, Severity  # noqa: E402
from long import defects as d  # noqa: E402
from long import malformed as m  # noqa: E402
from long.spots import Good, good  # noqa: E402

COUNT, SEED = 2000, 2026
DAY = date(2026, 11, 22)

KINDS: dict[str, d.Kind] = {
    # keys
    "a key renamed": d.key_renamed,
    "a key with a capital": d.key_in_capitals,
    "a key doubled": d.key_doubled,
    "a required key removed": d.required_key_removed,
    "an unknown key in the header": m.line_inserted("phone: 0612345678", "Log: []", "gruop: x"),
    # days
    "a day that does not exist": d.value(d.is_day, "2025-02-30", "2025-13-01", "2023-02-29"),
    "the year 3024": d.value(d.is_day, "3024-05-01", "2204-01-01"),
    "a day in Dutch notation": d.value(d.is_day, "24-05-2025", "24/5/2025", "24 mei 2025", "24-05-25"),
    "a day without noughts": d.value(d.is_day, "2025-5-24", "20250524"),
    "a day with a time": d.value(d.is_day, "2025-05-24 10:00", "2025-05-24T10:00:00Z"),
    "an entry years ahead": d.value(lambda spot: d.in_log(spot) and spot.key == "date", "2028-11-23", "2035-01-01"),
    "another day years ahead": d.value(d.is_moment, "2028-11-23", "2035-01-01"),
    "before the first edition": d.before_first_edition,
    "an entry that ends before it begins": d.out_of_order("log", first="date", last="end"),
    "an entry that begins after its day": d.out_of_order("log", first="start", last="date"),
    "a planned module that ends before it begins": d.out_of_order("modules", first="start", last="end"),
    "a role that ends before it begins": d.out_of_order("roles", first="from", last="until"),
    # words
    "an unknown person": d.value(d.of_type("person"), "marga-nijlant", "zzz", "Hester van Dalen"),
    "a value out of its choices": d.value(d.of_type("choice"), "{}s", "zzz", "onbekend", "{}, x"),
    "neither yes nor no": d.value(d.of_type("yes_no", "certified"), "ja", "maybe", "1", "True"),
    "an unknown recording": d.value(d.of_type("reference"), "opname-99", "x"),
    "an unknown requirement": d.value(d.of_type("requirement"), "part-1/module-9", "{}x", "part-1"),
    "an unknown track": d.value(d.of_type("track", "header track"), "terapist", "Coach", "therapist coach"),
    "an unknown group": d.value(d.of_type("header group"), "2025-zomer", "najaar"),
    "an unknown programme": d.value(d.of_type("header programme"), "koi", "KIO"),
    "an unknown language": d.value(d.of_type("header language"), "de", "NL", "no"),
    "an unknown trainee": d.value(d.of_type("trainee"), "nobody", "{}x"),
    "an unknown role": d.value(d.of_type("role"), "trainr", "Docent"),
    "an unknown entry type": d.value(lambda spot: d.in_log(spot) and spot.key == "type", "{}s", "zzz", "{} x"),
    "an id that is not the file's name": d.value(d.of_type("header id"), "somebody-else", "{}x", "X-{}"),
    "an id twice": d.duplicate_id,
    "an address that is none": d.value(
        d.of_type("header email"), "{}, x@example.org", "a b@example.org", "example.org"
    ),
    "somebody without a certificate": d.not_certified("gerrit-terpstra"),
    "a judge in their own case": d.judge_in_own_case,
    "the same recording under another id": d.recorded_again,
    "a conversation during a module": d.during_a_module,
    # numbers
    "a number out of range": d.number_out_of_range,
    "a number with a comma": d.value(d.of_type("hours", "number", "money", "percentage"), "1,5", "'1.234,50'"),
    "a number with its unit": d.value(d.of_type("hours", "number", "money"), "2h", "1:30", "EUR 5", "2 uur"),
    "no number": d.value(
        d.of_type("hours", "whole_number", "money"), "two", "1e3", "0x10", "012", "1_000", ".nan", "-0"
    ),
    # texts
    "an empty text": d.value(d.of_type("text", "header name", "name"), '""', "' '"),
    "a name over two lines": d.value(d.of_type("header name", "name"), r'"Ana\nNovak"', r'"Ana\tNovak"'),
    "curly quotes around a text": d.value(d.of_type("text", "header name", "name"), "\u201c{}\u201d", "\u2018{}\u2019"),
    "a list for a value": d.value(lambda spot: not spot.field or not spot.field.many, "[{}]", "{a: {}}"),
    "no value": d.value(
        lambda spot: spot.key in ("date", "type", "role") or bool(spot.field and spot.field.required), "~", ""
    ),
    # the form of YAML
    "an indent broken": m.indentation(" ", "   ", "    "),
    "an indent broken in the header": m.indentation(" ", "  ", header=True),
    "a tab for indentation": m.indentation("\t", "  \t"),
    "a tab for indentation in the header": m.indentation("\t", header=True),
    "a no-break space for indentation": m.indentation("\u00a0 ", "\u00a0\u00a0", " \u00a0", "\u3000"),
    "a no-break space for indentation in the header": m.indentation("\u00a0", header=True),
    "a quote left open": m.quote_left_open,
    "a quote closed too early": m.quote_too_early,
    "a colon without a space": m.no_space_after_colon,
    "a colon in a text": m.colon_in_text,
    "a bracket left open": m.bracket_left_open,
    "a bracket too many": m.bracket_too_many,
    "a comma left out": m.comma_left_out,
    "a sign that starts no text": d.value(d.anything, "@{}", "`{}`", "%{}", "- {}", "? {}", "| {}", "> {}"),
    "an alias": d.value(d.anything, "*{}", "*a"),
    "an anchor": d.value(d.anything, "&a {}"),
    "a tag": d.value(d.anything, "!{}", "!!str {}", "! {}"),
    "a merge key": m.line_inserted("<<: {language: nl}", "<<: x", "? <<\n: x"),
    "a second document": m.line_inserted("---", "--- # the next"),
    "the end of the document": m.line_inserted("...", after=1),  # what follows it is the second document
    "a directive": m.line_inserted("%YAML 1.2", "%TAG ! !x"),
    "a line that is nothing": m.line_inserted("nog afmaken", "- x", "xxx:yyy", "]"),
    "an entry that is none": m.line_inserted("  - 2025-06-05 application", "  - - x", "  -", "  - ~", inside=True),
    "a conflict left": m.line_inserted("<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base"),
    "a conflict left in the log": m.line_inserted("<<<<<<< HEAD", "=======", ">>>>>>> theirs", inside=True),
    "a file that ends in an entry": m.truncated_in_a_line,
    # characters
    "a bidirectional character": m.bytes_inserted("\u202e".encode(), "\u2066".encode()),
    "a bidirectional character in a remark": m.bytes_inserted("\u202e".encode(), "\u2069".encode(), comment=True),
    "a control character": m.bytes_inserted(b"\x00", b"\x07", b"\x1b", b"\x7f", "\u009b".encode()),
    "a control character in a remark": m.bytes_inserted(b"\x00", b"\x07", b"\x1b", comment=True),
    "a hidden line end": m.bytes_inserted(b"\r", "\u0085".encode(), "\u2028".encode()),
    "a hidden line end in a remark": m.bytes_inserted(b"\r  x: y", "\u2028  x: y".encode(), comment=True),
    "a byte that is not UTF-8": m.bytes_inserted(b"\xe9", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80"),
    "a mark of byte order": m.bytes_inserted(b"\xef\xbb\xbf"),
    "another line end": m.bytes_inserted(b"\r", comment=True),
}


class Tried(NamedTuple):
    """A defect, and what was found: `told` on one of its lines, or elsewhere, or not at all."""

    kind: str
    file: str
    defect: d.Defect
    problems: list[Problem]

    @property
    def told(self) -> str:
        lines = {problem.location.line for problem in self.problems if problem.severity is not Severity.NOTE}
        return "on its line" if lines & set(self.defect.lines) else "elsewhere" if lines else "missed"


class Cohort:
    """The good files, and a way to check each with other bytes in it."""

    def __init__(self) -> None:
        self._feeder = Feeder(ROOT, DAY)
        programme = self._feeder.programmes["kio"]
        paths = [path for path in (ROOT / "records").rglob("*.yaml") if path.is_file()]
        self.files = [
            good(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"), programme)
            for path in sorted(paths)
        ]

    def check(self, file: Good, data: bytes) -> list[Problem]:
        """What is found in a file that holds these bytes, and no comment in it silences."""
        if file.folder == "trainees":
            ignores = ignores_in(file.name, data.decode("utf-8", "replace"))
            silenced = {(ignore.line, code) for ignore in ignores for code in ignore.codes}
            found = self._feeder.record(file.stem, data)
            return [problem for problem in found if (problem.location.line, problem.code) not in silenced]
        return self._feeder.file(file.name, data)

    def mutants(self, kinds: Iterable[str], seed: int) -> Iterator[Tried]:
        """A defect of each of these kinds, in a file in which there is room for it; the same ones for a seed."""
        chance = Random(seed)
        for kind in kinds:
            for file in chance.sample(self.files, len(self.files)):
                defect = KINDS[kind](file, chance)
                if defect is not None and defect.data != file.text.encode():
                    yield Tried(kind, file.name, defect, self.check(file, defect.data))
                    break
            else:
                raise LookupError(f"no file has room for {kind}")


def table(tried: list[Tried]) -> str:
    """How many of each kind were made, and what was told of them."""
    counted = Counter((one.kind, one.told) for one in tried)
    rows = [f"{'kind':<48} {'made':>5} {'on its line':>12} {'elsewhere':>10} {'missed':>7}"]
    for kind in KINDS:
        on_line, elsewhere, missed = (counted[kind, told] for told in ("on its line", "elsewhere", "missed"))
        rows.append(f"{kind:<48} {on_line + elsewhere + missed:>5} {on_line:>12} {elsewhere:>10} {missed:>7}")
    return "\n".join(rows)


def described(one: Tried) -> str:
    """A defect that was not told on its line."""
    found = "; ".join(f"{problem.location.line} {problem.code}" for problem in one.problems) or "nothing"
    return f"{one.kind}: {one.file}, line {one.defect.lines}: {one.defect.edit}\n    found: {found}"


def main(count: int = COUNT, seed: int = SEED) -> int:
    """Make the mutants, and show what became of them."""
    cohort = Cohort()
    unclean = [file.name for file in cohort.files if cohort.check(file, file.text.encode())]
    tried = list(cohort.mutants(islice(cycle(KINDS), count), seed))
    wrong = [one for one in tried if one.told != "on its line"]
    print(table(tried))
    print(f"{len(tried)} made, {len(tried) - len(wrong)} told on their line; good files with a problem: {unclean}")
    print(*map(described, wrong), sep="\n")
    return 1 if wrong or unclean else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

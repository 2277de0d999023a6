"""Any bytes become a document: text with places, and a problem on the right line for whatever is refused."""

import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kio.message import Message
from kio.problem import Location, Problem, Severity
from kio.source.bytes import MOST_PROBLEMS
from kio.source.document import Document
from kio.source.reading import read_text

HEADER = "id: tr-0001\nname: Ana Novak\n"  # two lines
GOOD = """\
# Trainee record
id: tr-0001
"name": 'Ana Novak'
log:
  - date: 2024-01-05
    hours: 2
    note: |
      first
      sesión
  - {date: 2024-01-06, tags: [a, "b"]}
  -
empty:
"""


def read(text: str | bytes) -> Document:
    return read_text(text.encode() if isinstance(text, str) else text, "a.yaml")


def said(text: Message | None) -> str:
    assert text is not None
    return text.template.format(**text.values)


def found(document: Document) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.location.line, problem.location.column) for problem in document.problems]


def only(document: Document) -> Problem:
    [problem] = document.problems
    return problem


def no_texts_that_deceive(value: Any) -> bool:
    if isinstance(value, dict):
        return all(no_texts_that_deceive(part) for item in value.items() for part in item)
    if isinstance(value, list):
        return all(no_texts_that_deceive(part) for part in value)
    return value is None or not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", value)


def test_a_good_record_is_text_in_mappings_and_lists() -> None:
    document = read(GOOD)
    assert document.problems == ()
    assert document.data == {
        "id": "tr-0001",
        "name": "Ana Novak",
        "log": [
            {"date": "2024-01-05", "hours": "2", "note": "first\nsesión\n"},
            {"date": "2024-01-06", "tags": ["a", "b"]},
            None,
        ],
        "empty": None,
    }


def test_places_of_keys_and_items_count_from_one() -> None:
    assert read(GOOD).places == {
        (): (2, 1),
        ("id",): (2, 1),
        ("name",): (3, 1),
        ("log",): (4, 1),
        ("log", 0): (5, 5),
        ("log", 0, "date"): (5, 5),
        ("log", 0, "hours"): (6, 5),
        ("log", 0, "note"): (7, 5),
        ("log", 1): (10, 5),
        ("log", 1, "date"): (10, 6),
        ("log", 1, "tags"): (10, 24),
        ("log", 1, "tags", 0): (10, 31),
        ("log", 1, "tags", 1): (10, 34),
        ("log", 2): (11, 4),
        ("empty",): (12, 1),
    }


def test_places_of_values() -> None:
    assert read(GOOD).value_places == {
        ("id",): (2, 5),
        ("name",): (3, 9),
        ("log",): (5, 3),
        ("log", 0, "date"): (5, 11),
        ("log", 0, "hours"): (6, 12),
        ("log", 0, "note"): (7, 11),
        ("log", 1, "date"): (10, 12),
        ("log", 1, "tags"): (10, 30),
        ("empty",): (12, 7),
    }


@pytest.mark.parametrize(
    ("path", "value", "line", "column"),
    [
        (("log", 0, "hours"), False, 6, 5),
        (("log", 0, "hours"), True, 6, 12),
        (("log", 1), True, 10, 5),
        (("log", 0, "missing"), False, 5, 5),
        (("log", 0, "missing"), True, 5, 5),
        (("log", 9, "date"), False, 4, 1),
        (("missing",), False, 2, 1),
        ((), False, 2, 1),
    ],
)
def test_location_falls_back_to_the_parent(path: tuple[str | int, ...], value: bool, line: int, column: int) -> None:
    assert read(GOOD).location(path, value=value) == Location("a.yaml", line, column)


def test_location_in_an_unread_file_is_its_start() -> None:
    assert read(b"").location(("log", 0)) == Location("a.yaml", 1, 1)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", "null"),
        ("Null", "Null"),
        ("no", "no"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("012", "012"),
        ("3.710", "3.710"),
        ("2025-02-30", "2025-02-30"),
        (".nan", ".nan"),
        ("<<", "<<"),
        ("=", "="),
        ("~/x", "~/x"),
        ("room#5", "room#5"),
        ("y\tz", "y\tz"),
        ("~", None),
        ("", None),
        ("# only a comment", None),
        ("'~'", "~"),
        ("''", ""),
        ('""', ""),
        ('"a\\tb\\nc"', "a\tb\nc"),
        ("first\n  second\n\n  third", "first second\nthird"),
        ("\u0639\u0644\u06cc\u200c\u0631", "\u0639\u0644\u06cc\u200c\u0631"),
    ],
)
def test_scalars_stay_text(written: str, value: str | None) -> None:
    document = read(f"note: {written}\n")
    assert document.data == {"note": value}
    assert document.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "id: a\nlog:\n- date: b\n  type: c\n",  # items not indented
        "id: a\nlog:\n  - date: b\n    type: c",  # no line end at the end
        "id: a\nlog: [{date: b, type: c}]\n",
        "---\nid: a\nlog:\n  - date: b\n    type: c\n",
        "id: a\nlog:\n  - date: b\n    type: c\n...\n",
        "'id': a\n\"log\":\n  - date: b\n    type: c\n",
        '{"id": "a", "log": [{"date": "b", "type": "c"}]}\n',
        "id: a\r\nlog:\r\n  - date: b\r\n    type: c\r\n",
        "? id\n: a\nlog:\n  - date: b\n    type: c\n",
    ],
)
def test_every_good_form_of_a_record_is_read(text: str) -> None:
    assert read(text).problems == ()
    assert read(text).data == {"id": "a", "log": [{"date": "b", "type": "c"}]}


def test_a_key_in_quotes_may_be_any_text() -> None:
    document = read("'<<': a\n'~': b\n'': c\nno: d\n2024: e\n")
    assert document.problems == ()
    assert document.data == {"<<": "a", "~": "b", "": "c", "no": "d", "2024": "e"}


def test_keys_are_composed() -> None:
    document = read("die\u0308t: x\n")
    assert document.data == {"di\u00ebt": "x"}
    assert document.location(("di\u00ebt",), value=True) == Location("a.yaml", 1, 8)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"", "empty-file", 1, 1),
        (b"\n  \n\n", "empty-file", 1, 1),
        (b"# nothing\n", "empty-file", 1, 1),
        (b"---\n", "empty-file", 1, 1),
        (b"- id: a\n  name: b\n", "not-a-mapping", 1, 1),
        (b"# c\n- a\n", "not-a-mapping", 2, 1),
        (b"id:a\n", "not-a-mapping", 1, 1),
        (b"id: a\nname: Jos\xe9\n", "not-utf8", 2, 10),
        (b"id: a\nnote: \x93x\x94\n", "not-utf8", 2, 7),
        (b"name: A\xc0\xafa\n", "not-utf8", 1, 8),
        (b"name: \xf8\x88\x80\x80\x80\n", "not-utf8", 1, 7),
        ("name: é".encode() + b"\xe2\x82", "not-utf8", 1, 8),
        ("id: a\n".encode("utf-16"), "not-utf8", 1, 1),
        ("id: a\n".encode("utf-16-le"), "not-utf8", 1, 1),
        ("id: a\n".encode("utf-16-be"), "not-utf8", 1, 1),
        ("id: a\n".encode("utf-32"), "not-utf8", 1, 1),
        ("id: a\n".encode("utf-32-le"), "not-utf8", 1, 1),
        (b"id: a\n\xef\xbb\xbfname: b\nlog: c # \n", "byte-order-mark", 2, 1),
        (b"\0" * 200, "control-character", 1, 1),
        (b"id: a\nnote: first\0session\n", "control-character", 2, 12),
        (b"id: a\rname: b\r", "hidden-line-end", 1, 6),
        ("id: a\ntype: x # ok\u2028    hours: 400\n".encode(), "hidden-line-end", 2, 13),
        ("id: a\ntype: x # ok\u2029    hours: 400\n".encode(), "hidden-line-end", 2, 13),
        ("id: a\ntype: x # ok\u0085    hours: 400\n".encode(), "hidden-line-end", 2, 13),
        ('id: a\nnote: "a\u2028b"\n'.encode(), "hidden-line-end", 2, 9),
        (b"id: a\n=======\n", "conflict-marker", 2, 1),
        (b"id: a\n<<<<<<< HEAD\n", "conflict-marker", 2, 1),
        (b"id: a\r\n>>>>>>> x\r\n", "conflict-marker", 2, 1),
        (b"id: a\n||||||| base", "conflict-marker", 2, 1),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n", "not-a-record", 1, 1),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "not-a-record", 1, 1),
        (b"age-encryption.org/v1\n\xff", "not-a-record", 1, 1),
        (b"\n <!DOCTYPE html>\n<html>", "not-a-record", 1, 1),
        (b"name: &a Ana\nid: b\n", "anchor", 1, 7),
        (b"log: &l\n  - a\n", "anchor", 1, 6),
        (b"&k name: Ana\n", "anchor", 1, 1),
        (b"id: a\nlog: *nope\n", "alias", 2, 6),
        (b"*k : Ana\n", "alias", 1, 1),
        (b"name: !!python/object/new:tuple [[1]]\n", "tag", 1, 7),
        (b"name: !!python/module:os\n", "tag", 1, 7),
        (b"name: !!int ''\n", "tag", 1, 7),
        (b"name: !<tag:yaml.org,2002:null> foo\n", "tag", 1, 7),
        (b"name: ! x\n", "tag", 1, 7),
        (b"name: !important\n", "tag", 1, 7),
        (b"id: a\n<<: 5\n", "merge-key", 2, 1),
        (b"%YAML 1.2\n---\nid: a\n", "directive", 1, 1),
        (b"%YAML 1.3\n---\nid: a\n", "directive", 1, 1),
        (b"# c\n%TAG ! x:\n---\nid: a\n", "directive", 2, 1),
        (b"id: a\n%me\n", "directive", 2, 1),
        (b"id: a\n---\nid: b\n", "second-document", 2, 1),
        (b"id: a\n...\nid: b\n", "second-document", 3, 1),
        (b"id: a\n...\n---\nid: b\n", "second-document", 3, 1),
        (b"? [a, b]\n: x\n", "complex-key", 1, 3),
        (b"{a: b}: x\n", "complex-key", 1, 1),
        (b"~: x\n", "complex-key", 1, 1),
        (b"?\n: x\n", "complex-key", 1, 2),
        (b"log: " + b"[" * 25_000, "too-deep", 1, 25),
        (b"- " * 300 + b"a\n", "too-deep", 1, 41),
        (b"id: a\nnote: " + b"x" * 100_001 + b"\n", "too-long-text", 2, 7),
        (b"-\n" * 250_000, "too-large", 199_998, 2),
    ],
)
def test_what_is_refused_is_one_problem_and_leaves_no_data(data: bytes, code: str, line: int, column: int) -> None:
    document = read(data)
    assert found(document) == [(code, line, column)]
    assert only(document).severity == Severity.ERROR
    assert document.data is None


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "data"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1, {"a": "1", "b": "2"}),
        ("{a: 1, a: {b: 1}, c: 2}\n", "duplicate-key", 1, 8, {"a": "1", "c": "2"}),
        ("di\u00ebt: 1\ndie\u0308t: 2\n", "duplicate-key", 2, 1, {"di\u00ebt": "1"}),
        ("a: [1]\n'a':\n  - 2\n", "duplicate-key", 2, 1, {"a": ["1"]}),
        ("a: b\x08c\n", "control-character", 1, 5, {"a": "b\ufffdc"}),
        ("\na: b\x01c\n", "control-character", 2, 5, {"a": "b\ufffdc"}),
        ("a: b\x7fc\n", "control-character", 1, 5, {"a": "b\ufffdc"}),
        ("a: b\x0cc\n", "control-character", 1, 5, {"a": "b\ufffdc"}),
        ("a: b # \x1b[2J\n", "control-character", 1, 8, {"a": "b"}),
        ("a: b\uffffc\n", "control-character", 1, 5, {"a": "b\ufffdc"}),
        ("é: \x9b31m\n", "control-character", 1, 4, {"é": "\ufffd31m"}),
        ('a: "b\\e[31m"\n', "control-character", 1, 4, {"a": "b\ufffd[31m"}),
        ('a: "b\\0"\n', "control-character", 1, 4, {"a": "b\ufffd"}),
        ('a: "b\\N"\n', "control-character", 1, 4, {"a": "b\ufffd"}),
        ('a: "b\\r"\n', "control-character", 1, 4, {"a": "b\ufffd"}),
        ("a: b\u202ec\n", "bidirectional-character", 1, 5, {"a": "b\ufffdc"}),
        ("a: |\n  b\n  \u2066c\n", "bidirectional-character", 3, 3, {"a": "b\n\ufffdc\n"}),
        ("a\u202e: b\n", "bidirectional-character", 1, 2, {"a\ufffd": "b"}),
        ('a: "b\\u202Ec"\n', "bidirectional-character", 1, 4, {"a": "b\ufffdc"}),
    ],
)
def test_an_error_that_leaves_the_first_value(text: str, code: str, line: int, column: int, data: object) -> None:
    document = read(text)
    assert found(document) == [(code, line, column)]
    assert only(document).severity == Severity.ERROR
    assert document.data == data
    assert no_texts_that_deceive(document.data)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"\xef\xbb\xbfid: a\nname: b\n", "byte-order-mark", 1, 1),
        (b"id: a\r\nname: b\n", "mixed-line-ends", 2, 1),
        (b"id: a\nname: b\nlog: c\r\n", "mixed-line-ends", 3, 1),
        ("id: a\nname: b # \u202ec\n".encode(), "bidirectional-character", 2, 11),
        ("# \u2069c\nid: a\nname: b\n".encode(), "bidirectional-character", 1, 3),
    ],
)
def test_what_is_only_warned_of(data: bytes, code: str, line: int, column: int) -> None:
    document = read(data)
    assert found(document) == [(code, line, column)]
    assert only(document).severity == Severity.WARNING
    assert document.data["id"] == "a"
    assert document.location(("id",), value=True).column == 5


def test_after_a_syntax_error_a_turned_direction_is_an_error() -> None:
    document = read("id: @x\nname: b\u202ec\n")
    assert found(document) == [("yaml-syntax", 1, 5), ("bidirectional-character", 2, 8)]
    assert {problem.severity for problem in document.problems} == {Severity.ERROR}


@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, f'"{"x" * 100_000}"', "x # " + "c" * (1_048_576 - 11)],
    ids=["longest text", "longest text in quotes", "largest file"],
)
def test_limits_are_inclusive(text: str) -> None:
    assert read(f"note: {text}\n").problems == ()


def test_a_file_over_a_mebibyte_is_refused() -> None:
    document = read("note: x # " + "c" * (1_048_576 - 9))
    assert said(only(document).message) == "the file is larger than 1048576 bytes"


def test_a_larger_file_is_refused_unread() -> None:
    document = read_text(b"id: a\nnote: x\n!", "a.yaml", limit=14)
    assert found(document) == [("too-large", 1, 1)]
    assert said(only(document).message) == "the file is larger than 14 bytes"


def test_nesting_of_the_limit_is_read() -> None:
    assert read("a: " + "[" * 19 + "]" * 19).problems == ()  # the root is a level too
    assert found(read("a: " + "[" * 20 + "]" * 20)) == [("too-deep", 1, 23)]


TAB = "a tab stands here, where only spaces may stand"
NO_SPACE = "the space after the colon is missing"
INDENT = "this line does not line up with the lines above it"
COLON = "a colon with a space after it stands inside a text"
NO_KEY = "this line does not have the form 'key: value'"
NO_BREAK_SPACE = "a no-break space (U+00A0) stands here"
BACKSLASH = "a backslash in double quotes has a special meaning and is not understood here"
OPEN_DOUBLE = 'the quote (") that opens here is not closed'
OPEN_SINGLE = "the quote (') that opens here is not closed"
AFTER_SINGLE = "the text goes on after the quote (') that closes it"
AFTER_DOUBLE = 'the text goes on after the quote (") that closes it'
BRACKET = "the bracket ([) is not closed, or a comma is missing after it"
BRACE = "the bracket ({) is not closed, or a comma is missing after it"
UNCLEAR = "the file cannot be read from here on: it does not have the form of a YAML file"


def start(mark: str) -> str:
    return f"a text that is not in quotes may not start with {mark}"


@pytest.mark.parametrize(
    ("text", "line", "column", "sentence"),
    [
        ("log:\n\t- a: 1\n", 2, 1, TAB),
        ("log:\n  - a: 1\n\tb: 2\n", 3, 1, TAB),
        ("log:\n  -\tdate: 1\n    b: 2\n", 2, 4, TAB),
        ("a: |\n  x\n\ty\n", 3, 1, TAB),
        ("a: b\n \tc: d\n", 2, 2, TAB),
        ("a: [1,\n\t@]\n", 2, 1, TAB),
        ("?\tid: a\n", 1, 2, TAB),
        ("name:Ana\nid: a\n", 1, 6, NO_SPACE),
        ("id: a\nname:Ana\nlog: b\n", 2, 6, NO_SPACE),
        ("id: a\nname:Ana\n", 2, 6, NO_SPACE),
        ("log:\n  - date:1\n    b: 2\n", 2, 10, NO_SPACE),
        ("log:\n  - date: 1\n    type: x\n   hours: 2\n    note: y\n", 4, 4, INDENT),
        ("log:\n  - date: 1\n    type: x\n      hours: 2\n", 4, 7, INDENT),
        (" id: a\nname: b\n", 2, 1, INDENT),
        ("id: a\n- name: b\n", 2, 1, INDENT),
        ('id: "a"\n- name: b\n', 2, 1, INDENT),
        ("log:\n    - a: 1\n  - b: 2\n", 3, 3, INDENT),
        ("log:\n  - n: |\n\n          deep\n      shallow\n", 5, 7, INDENT),
        ("id: a\nnote: re: second call\n", 2, 9, COLON),
        ("log:\n  - note: re: second\n", 2, 13, COLON),
        ("id: a\nno", 2, 1, NO_KEY),
        ("id: a\nname：Ana\nlog: b\n", 2, 1, NO_KEY),  # noqa: RUF001 (a full-width colon)
        ("id: a\nthis is\n  a key: x\n", 2, 1, NO_KEY),
        ("log:\n  - date: x\n\u00a0\u00a0\u00a0\u00a0type: s\n    hours: 2\n", 3, 1, NO_BREAK_SPACE),
        ("log:\n  - date: x\n  \u00a0 type: s\n", 3, 3, NO_BREAK_SPACE),
        ("id: a\nname:\u00a0Ana\nlog: z\n", 2, 6, NO_BREAK_SPACE),
        ("name:\u00a0Ana\nid: a\n", 1, 6, NO_BREAK_SPACE),
        ("id: a\nname: \u00a0Ana\nlog: @z\n", 3, 6, start("@")),
        ('id: a\nname: "Ana\nlog: b\n', 2, 7, OPEN_DOUBLE),
        ('id: a\nname: "Ana\nlog: "b"\n', 2, 7, OPEN_DOUBLE),
        ('id: a\nname: "Ana\n---\n', 2, 7, OPEN_DOUBLE),
        ('a: [b, "c]\n', 1, 8, OPEN_DOUBLE),
        ("id: a\nnote: 's morgens\n", 2, 7, OPEN_SINGLE),
        ("id: a\nname: 'Sinead O'Brien'\nlog: b\n", 2, 16, AFTER_SINGLE),
        ("{a: 'O'Brien'}\n", 1, 7, AFTER_SINGLE),
        ('note: "abc" def\n', 1, 11, AFTER_DOUBLE),
        ('note: "C:\\Users"\n', 1, 12, BACKSLASH),
        ('name: "\\ud83d\\ude00"\n', 1, 10, BACKSLASH),
        ('name: "\\q"\n', 1, 8, BACKSLASH),
        ("note: `code`\n", 1, 7, start("`")),
        ("note: @me\n", 1, 7, start("@")),
        ("note: %me\n", 1, 7, start("%")),
        ("note: {a: @me}\n", 1, 11, start("@")),
        ("note: *important*\n", 1, 7, start("*")),
        ("note: * important\n", 1, 7, start("*")),
        ("note: & important\n", 1, 7, start("&")),
        ("note: !x!y z\n", 1, 7, start("!")),
        ("note: !<x y\n", 1, 7, start("!")),
        ("note: | text\n", 1, 7, start("|")),
        ("note: >text\n", 1, 7, start(">")),
        ("note: - text\n", 1, 7, start("- ")),
        ("note: ? text\n", 1, 7, start("? ")),
        ("note: {Ana} x\n", 1, 7, start("{")),
        ("note: [Ana] x\n", 1, 7, start("[")),
        ("note: ]x\n", 1, 7, start("]")),
        ("note: , x\n", 1, 7, start(",")),
        ("id: a\nlog: [1, 2\n", 2, 6, BRACKET),
        ("id: a\nlog: [Ana\nb: x\n", 2, 6, BRACKET),
        ('{"id": "a", // c\n "name": "x",}\n', 1, 1, BRACE),
        ("a: [b]]\n", 1, 7, UNCLEAR),
        (": x\n", 1, 1, UNCLEAR),
    ],
)
def test_syntax_errors_are_said_for_people(text: str, line: int, column: int, sentence: str) -> None:
    document = read(text)
    assert found(document) == [("yaml-syntax", line, column)]
    assert said(only(document).message) == sentence
    assert document.data is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: *b*\n", "put the text in quotes"),
        ("a: *b\n", "put text that starts with * in quotes"),
        ("a: &b\n", "put text that starts with & in quotes"),
        ("a: !b\n", "put text that starts with ! in quotes"),
        ("a: b: c\n", "put the text in quotes"),
        ("a: 'O'Brien'\n", "double the apostrophe (''), or put the whole text in double quotes"),
        ('a: "b" c\n', "put the whole text in single quotes"),
        ("a: [b\n", "close it with ]; if it belongs to a text, put the text in quotes"),
        ("a: {b: c\n", "close it with }; if it belongs to a text, put the text in quotes"),
        ("a:b\nc: d\n", "write a space after the colon, as in 'name: Ana'"),
    ],
)
def test_hints_name_the_mend(text: str, hint: str) -> None:
    assert said(only(read(text)).hint) == hint


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\nlog: []\nlog: []\n", "the key log stands on line 2 and again on line 3"),
        (f"{'k' * 60}: 1\n{'k' * 60}: 2\n", f"the key {'k' * 40} stands on line 1 and again on line 2"),
        ("a: b\x1bc\n", "an invisible control character (U+001B) stands here"),
        ('a: "\\e"\n', "a backslash code makes a control character (U+001B)"),
        ("a: \u202ec\n", "a character that turns the reading direction (U+202E) stands here"),
        ("id: a\r", "a hidden line end (U+000D) stands here"),
        ("a: b\n=======\n", "a merge conflict was left here: a line with ======="),
        ("[" * 30, "nesting is deeper than 20 levels"),
    ],
)
def test_messages_name_what_was_found(text: str, sentence: str) -> None:
    assert said(only(read(text)).message) == sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a: \xe9\n", "byte 0xe9 is not UTF-8"),
        (b"\xff\xfea\0", "the file is saved as UTF-16, not as UTF-8"),
        (b"\xff\xfe\0\0a\0\0\0", "the file is saved as UTF-32, not as UTF-8"),
        (b"version https://git-lfs.github.com/spec/v1\n", "this is a git LFS pointer, not the record itself"),
        (b"age-encryption.org/v1\n", "this is an encrypted file (age), not a readable record"),
        (b"<html>", "this is a web page (HTML), not a record"),
    ],
)
def test_files_of_another_kind_are_named(data: bytes, sentence: str) -> None:
    assert said(only(read(data)).message) == sentence


def test_every_forbidden_construct_is_listed_in_the_order_of_the_file() -> None:
    document = read('%YAML 1.1\n---\na: &x b\nc: *x\nd: !t e\n<<: f\na: g\nh: "\\0"\n? [i]\n: &y j\nk: @\n')
    assert found(document) == [
        ("directive", 1, 1),
        ("anchor", 3, 4),
        ("alias", 4, 4),
        ("tag", 5, 4),
        ("merge-key", 6, 1),
        ("duplicate-key", 7, 1),
        ("control-character", 8, 4),
        ("complex-key", 9, 3),
        ("anchor", 10, 3),
        ("yaml-syntax", 11, 4),
    ]
    assert document.data is None


def test_an_alias_with_an_anchor_is_no_text() -> None:
    document = read("a: &x *y\n")
    assert found(document) == [("anchor", 1, 4), ("yaml-syntax", 1, 7)]
    assert said(document.problems[1].message) == start("*")


def test_a_merge_conflict_is_listed_by_its_lines_and_not_parsed() -> None:
    text = f"{HEADER}<<<<<<< HEAD\nhours: 2\n=======\nhours: 3\n>>>>>>> feature\nnote: @\n"
    assert found(read(text)) == [("conflict-marker", line, 1) for line in (3, 5, 7)]


def test_lines_like_markers_inside_a_text_are_text() -> None:
    assert read("a: |\n  =======\nb: =======\nc: <<<<<<< x\n").problems == ()


def test_the_value_of_a_repeated_key_is_read_for_its_own_problems() -> None:
    document = read("a: {b: 1}\na: {b: 1, b: 2, c: 3}\nd: 4\n")
    assert found(document) == [("duplicate-key", 2, 1), ("duplicate-key", 2, 11)]
    assert document.data == {"a": {"b": "1"}, "d": "4"}
    assert document.location(("a", "c")) == Location("a.yaml", 1, 1)
    assert document.location(("a", "b")) == Location("a.yaml", 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "x0: &x0 {a: b}\n" + "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n" for n in range(1, 9)),
        "a0: &a0 {k: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20)),
        "log: &l [" + "*l, " * 1000 + "]\n",
        "a: 1\n" * 60_000,
        "# \u202e\n" * 60_000 + "a: b\n",
        "\x01\n" * 60_000,
        "=======\n" * 60_000,
    ],
    ids=["aliases", "merges", "recursive", "repeated keys", "directions", "controls", "markers"],
)
def test_a_bomb_gives_the_first_problems_and_a_note(text: str) -> None:
    problems = read(text).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].severity == Severity.NOTE
    assert said(problems[-1].message) == "this file has more problems; the first 20 are listed"


def test_with_more_problems_than_are_listed_there_are_no_data() -> None:
    assert read("a: 1\n" * (MOST_PROBLEMS + 1)).data == {"a": "1"}
    assert read("a: 1\n" * (MOST_PROBLEMS + 2)).data is None
    assert read("a: 1\n" * (MOST_PROBLEMS + 5) + "b: &c 1\n").data is None


def test_many_entries_are_read() -> None:
    entries = "".join(f"  - {{date: 2024-01-01, hours: {number}}}\n" for number in range(2000))
    document = read("id: a\nlog:\n" + entries)
    assert document.problems == ()
    assert document.data["log"][1999] == {"date": "2024-01-01", "hours": "1999"}


def test_an_unexpected_exception_of_the_parser_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        def __init__(self, text: str) -> None:
            self.text = text

        def get_event(self) -> None:
            raise IndexError(self.text)

    monkeypatch.setattr("kio.source.events.CParser", Failing)
    document = read("id: a\n")
    assert found(document) == [("yaml-syntax", 1, 1)]
    assert said(only(document).message) == UNCLEAR


def check_invariants(document: Document) -> None:
    for problem in document.problems:
        assert problem.location.line >= 1
        assert problem.location.column >= 1
        assert problem.message.template == problem.message.template.strip()
        assert said(problem.message)
        assert all(len(str(value)) <= 40 for value in problem.message.values.values())
    assert len(document.problems) <= MOST_PROBLEMS + 1
    assert document.data is None or isinstance(document.data, dict)
    assert document.data is not None or any(problem.severity == Severity.ERROR for problem in document.problems)
    assert no_texts_that_deceive(document.data)


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: b")
@example(b"a: 'b\n")
def test_any_bytes_give_a_document(data: bytes) -> None:
    check_invariants(read(data))


PIECES = (
    st.sampled_from(["\t", "\n", "\r", "\r\n", "\u00a0", "\u202e", "\u2028", "\x00", "\x1b", "\ufeff", "\uffff"])
    | st.sampled_from(["---\n", "...\n", "=======\n", "<<: ", "&a ", "*a", "? ", "- ", ": ", " "])
    | st.sampled_from(":#'\"[]{}!|>%@\\,é~")
)


@settings(max_examples=400)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 6), PIECES), max_size=4))
def test_any_damage_to_a_good_record_gives_a_document(damage: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for index, removed, inserted in damage:
        text = text[:index] + inserted + text[index + removed :]
    check_invariants(read(text))


def places_of_everything(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path}.union(*(places_of_everything(part, (*path, key)) for key, part in parts))


TREES = st.recursive(
    st.sampled_from(["a", "b c", "1", "no"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["k", "l", "m"]), inner, max_size=3),
    max_leaves=12,
)


def flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else str(value)


@given(st.dictionaries(st.sampled_from(["k", "l", "m"]), TREES, min_size=1))
def test_what_was_written_is_read_back_with_a_place_for_everything(value: dict[str, Any]) -> None:
    document = read(flow(value) + "\n")
    assert document.data == value
    assert document.problems == ()
    assert set(document.places) == places_of_everything(value)
    assert set(document.value_places) == {path for path in document.places if path and isinstance(path[-1], str)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what follows a key that is a group of keys is its value, and what is told after it stands where it stands
        ("{a: b}: x\nid: y\nid: z\n", [("complex-key", 1, 1), ("duplicate-key", 3, 1)]),
        ("log:\n  - {a: b}: {c: d, c: e}\n    k: 1\n    k: 2\n",
         [("complex-key", 2, 5), ("duplicate-key", 2, 20), ("duplicate-key", 4, 5)]),
        ("? [a, b]\n: [c]\nid: y\nid: z\n", [("complex-key", 1, 3), ("duplicate-key", 4, 1)]),
        ("{a: b}:\nid: y\nid: z\n", [("complex-key", 1, 1), ("duplicate-key", 3, 1)]),
        ("*a : x\nid: y\nid: z\n", [("alias", 1, 1), ("duplicate-key", 3, 1)]),
        ("id: a\n{", [("yaml-syntax", 2, 1)]),
        ("a:\n  ? ", [("complex-key", 2, 4)]),
        ("a: {b: c,[/red]", [("yaml-syntax", 1, 4), ("complex-key", 1, 10)]),
    ],
)  # fmt: skip
def test_places_after_a_key_that_is_none(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert found(read(text)) == expected

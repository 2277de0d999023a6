"""What YAML allows and a record does not: the code of each, what is said of it and how to mend it."""

from __future__ import annotations

from typing import TypeAlias

from kio.message import Message, message

LARGEST_FILE = 1_048_576
DEEPEST_NESTING = 20
MOST_EVENTS = 200_000
LONGEST_TEXT = 100_000
LONGEST_KEY = 200

Refusal: TypeAlias = tuple[str, Message, Message]

TAG: Refusal = (
    "tag",
    message("a tag (a word that starts with !) is not used in records"),
    message("put text that starts with ! in quotes"),
)
ANCHOR: Refusal = (
    "anchor",
    message("an anchor (a word that starts with &) is not used in records"),
    message("put text that starts with & in quotes"),
)
ALIAS: Refusal = (
    "alias",
    message("an alias (a word that starts with *) is not used in records"),
    message("put text that starts with * in quotes"),
)
COMPLEX_KEY: Refusal = (
    "complex-key",
    message("a key has to be a word: this one is empty, very long, or a list or a group of keys"),
    message("write a word before the colon"),
)
MERGE_KEY: Refusal = (
    "merge-key",
    message("the key << (take over other keys) is not used in records"),
    message("write the keys out"),
)
DIRECTIVE: Refusal = (
    "directive",
    message("a directive (a line that starts with %) is not used in records"),
    message("remove the line; put text that starts with % in quotes"),
)
SECOND_DOCUMENT: Refusal = (
    "second-document",
    message("a second document starts here, but a file holds one record"),
    message("remove the line with --- or ..., or move what follows to a file of its own"),
)
TOO_DEEP: Refusal = (
    "too-deep",
    message("nesting is deeper than {limit} levels", limit=DEEPEST_NESTING),
    message("put text that starts with a bracket or '- ' in quotes"),
)
TOO_MANY_PARTS: Refusal = (
    "too-large",
    message("the file has more than {limit} parts", limit=MOST_EVENTS),
    message("check that this is the right file"),
)
TOO_LONG_TEXT: Refusal = (
    "too-long-text",
    message("the text is longer than {limit} characters", limit=LONGEST_TEXT),
    message("keep long texts in a file of their own"),
)
EMPTY_FILE: Refusal = (
    "empty-file",
    message("the file is empty"),
    message("fill it in, or take the record back from a copy"),
)
NOT_A_MAPPING: Refusal = (
    "not-a-mapping",
    message("the file does not consist of lines of the form 'key: value'"),
    message("write each line as a key, a colon, a space and the value"),
)

"""The page of documentation that lists all checks, made from their catalogue in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kio.checking.catalogue import Check, Example
from kio.locale import say
from kio.message import Text, message

PAGES = {"en": "checks.md", "nl": "checks.nl.md"}
"""The names of the pages in docs/."""
OTHER = {"en": ("nl", "Nederlands"), "nl": ("en", "English")}
_MARKUP = re.compile(r"[\\*_<>\[\]|#~]")
_CODE = re.compile(r"(`[^`]*`)")


def checks_page(catalogue: Mapping[str, Check], language: str) -> str:
    """The whole page as Markdown, with a line end after the last line."""
    other, name = OTHER[language]
    blocks = [
        f"# {say(message('What kio check can find'), language)}",
        f"[{name}]({PAGES[other]})",
        say(
            message(
                "`kio check --explain CODE` shows the same in a terminal. A check that is *fixed* cannot be lowered in "
                "`kio.yaml` or silenced in a record. In the examples `<U+202E>` stands for that character and `<0xE9>` "
                "for that byte."
            ),
            language,
        ),
        "\n".join(_table(catalogue, language)),
        *(block for check in catalogue.values() for block in _section(check, language)),
        say(
            message(
                "*This page is made from `kio/checking/catalogue.yaml`: change it there, then run "
                "`.venv/bin/python -m pytest tests/render --update-docs`.*"
            ),
            language,
        ),
    ]
    return "\n\n".join(blocks) + "\n"


def remedy_markdown(check: Check, language: str) -> str:
    """How to mend it, with the example before and after, or in words."""
    blocks = (_text(say(check.remedy, language)), *_scene(check.scene, language), *_example(check.example, language))
    return "\n\n".join(blocks)


def levels(check: Check) -> str:
    """The severities that a check can have, as they are written in files."""
    return ", ".join(level.value for level in check.levels)


def _levels(check: Check, language: str) -> str:
    return f"{levels(check)}, {say(message('fixed'), language)}" if check.fixed else levels(check)


def _table(catalogue: Mapping[str, Check], language: str) -> Iterator[str]:
    heads = (message("code"), message("severity"), message("what is wrong"))
    yield f"| {' | '.join(say(head, language) for head in heads)} |"
    yield "|---|---|---|"
    for code, check in catalogue.items():
        yield f"| [{code}](#{code}) | {_levels(check, language)} | {_text(say(check.title, language))} |"


def _section(check: Check, language: str) -> Iterator[str]:
    yield f"## {check.code}"
    yield f"**{_text(say(check.title, language))}** ({_levels(check, language)})"
    yield _text(say(check.why, language))
    yield remedy_markdown(check, language)


def _scene(scene: Text | None, language: str) -> Iterator[str]:
    if scene is not None:
        yield say(message("Example: {scene}", scene=_text(say(scene, language))), language)


def _example(example: Example | None, language: str) -> Iterator[str]:
    if example is None:
        return
    yield say(message("Wrong, in line {line} of `{file}`:", line=example.line, file=example.file), language)
    yield _fenced(example.text)
    for file, text in example.besides.items():
        yield say(message("with `{file}`:", file=file), language)
        yield _fenced(text)
    if example.mended:
        yield say(message("Right:"), language)
        yield _fenced(example.mended)


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((f"{fence}yaml", text.rstrip("\n"), fence))


def _text(text: str) -> str:
    """A text in which nothing but what stands between back quotes is markup."""
    parts = _CODE.split(text)
    return "".join(part if part.startswith("`") else _MARKUP.sub(r"\\\g<0>", part) for part in parts)

"""Making data fit for a screen: nothing in a value can move the cursor, turn the text around or hide itself."""

from __future__ import annotations

LONGEST = 200
HARMLESS_SPACES = "\u00a0\u202f"  # no-break spaces, as in an amount


def clean(text: str) -> str:
    """The text on one line, with every control, bidi, format and unassigned character written out as its code."""
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character.isprintable() or character in HARMLESS_SPACES:
        return character
    if character.isspace():
        return " "
    return f"<U+{ord(character):04X}>"


def show(value: object) -> str:
    """Any value as one clean line of at most 200 characters."""
    text = str(value)
    seen = clean(text[: LONGEST + 1])
    return seen if len(seen) <= LONGEST else seen[: LONGEST - 3] + "..."

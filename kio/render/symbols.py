"""The signs and colours of the screen, with plain ones for terminals that cannot show the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kio.evaluation.result import Status


class Symbols(NamedTuple):
    """One set of signs, each one column wide."""

    status: Mapping[Status, str]
    full: str
    empty: str
    dot: str
    bullet: str
    dash: str
    times: str

    def every(self) -> str:
        """All signs together."""
        return "".join((*self.status.values(), self.full, self.empty, self.dot, self.bullet, self.dash, self.times))


RICH = Symbols(
    {
        Status.MET: "✓",
        Status.WAIVED: "≈",
        Status.OPEN: "○",
        Status.WAITING: "…",
        Status.REVIEW: "?",
        Status.FAILED: "✗",
        Status.NOT_APPLICABLE: "-",
    },
    full="█",
    empty="░",
    dot="·",
    bullet="•",
    dash="\u2013",
    times="\u00d7",
)
ASCII = Symbols(
    {
        Status.MET: "+",
        Status.WAIVED: "~",
        Status.OPEN: "o",
        Status.WAITING: ".",
        Status.REVIEW: "?",
        Status.FAILED: "x",
        Status.NOT_APPLICABLE: "-",
    },
    full="#",
    empty="-",
    dot="|",
    bullet="*",
    dash="-",
    times="x",
)

# Black on the fills of Okabe and Ito: told apart with any colour vision, on a dark and on a light screen.
FILLS = {
    Status.MET: "#000000 on #009e73",
    Status.WAIVED: "#000000 on #56b4e9",
    Status.OPEN: "#000000 on #f0e442",
    Status.WAITING: "#000000 on #bbbbbb",
    Status.REVIEW: "#000000 on #cc79a7",
    Status.FAILED: "#000000 on #d55e00",
    Status.NOT_APPLICABLE: "",
}
LATE = "#000000 on #d55e00"
BAR = "#009e73"
STRONG = "bold"


def can_show(text: str, encoding: str) -> bool:
    """Whether the text can be written in this encoding; an unknown one can write ASCII at most."""
    try:
        text.encode(encoding)
    except LookupError:
        return text.isascii()
    except UnicodeEncodeError:
        return False
    return True


def symbols_for(encoding: str) -> Symbols:
    """The signs that can be written in this encoding."""
    return RICH if can_show(RICH.every(), encoding) else ASCII

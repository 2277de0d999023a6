"""Single defects in the form of a good file, of its lines and of its characters."""

from __future__ import annotations

from random import Random

from long.defects import Defect, Kind, pick, spliced
from long.spots import Good


def entries(good: Good) -> list[int]:
    """The lines on which an entry between braces stands whole, without the first entry of its list."""
    starts = {spot.path[:2]: spot for spot in good.spots if spot.flow and len(spot.path) == 3 and spot.path[1] != 0}
    lines = [spot.line for spot in starts.values()]
    return [line for line in lines if good.text[slice(*good.bounds(line))].endswith("}")]


def below_the_first(good: Good) -> list[int]:
    """The lines of all keys of the file but the first, above which nothing has begun yet."""
    lines = [spot.line for spot in good.spots if len(spot.path) == 1]
    return lines[1:]


def line_inserted(*texts: str, after: int = 0, inside: bool = False) -> Kind:
    """A line more, told there, or `after` lines below."""

    def make(good: Good, chance: Random) -> Defect | None:
        lines = entries(good) if inside else below_the_first(good)
        if not lines:
            return None
        line = chance.choice(lines)
        start, _ = good.bounds(line)
        return spliced(good, start, start, chance.choice(texts) + "\n", line + after)

    return make


def indentation(*texts: str, header: bool = False) -> Kind:
    """Something else in front of an entry, or of a key of the header, that is not the first: told on its line."""

    def make(good: Good, chance: Random) -> Defect | None:
        lines = below_the_first(good) if header else entries(good)
        if not lines:
            return None
        start, end = good.bounds(chance.choice(lines))
        blank = end - start - len(good.text[start:end].lstrip())
        return spliced(good, start, start + blank, chance.choice(texts))

    return make


def quote_left_open(good: Good, chance: Random) -> Defect | None:
    """Told where it opens, wherever the parser gives up."""
    spot = pick((spot for spot in good.spots if spot.text), chance)
    if spot is None:
        return None
    if spot.text[0] in "\"'":
        return spliced(good, spot.end - 1, spot.end, "")
    return spliced(good, spot.start, spot.start, chance.choice("\"'"))


def quote_too_early(good: Good, chance: Random) -> Defect | None:
    spot = pick(
        (spot for spot in good.spots if spot.type == "text" and " " in spot.text and spot.text[0] not in "\"'"), chance
    )
    return spot and spliced(good, spot.start, spot.end, f"'{spot.text.replace(' ', chr(39) + ' ', 1)}'")


def no_space_after_colon(good: Good, chance: Random) -> Defect | None:
    spot = pick((spot for spot in good.spots if spot.text and spot.text[0] not in "\"'"), chance)
    return spot and spliced(good, spot.start - 1, spot.start, "")


def colon_in_text(good: Good, chance: Random) -> Defect | None:
    spot = pick((spot for spot in good.spots if spot.text and spot.text[0] not in "\"'"), chance)
    return spot and spliced(good, spot.start, spot.start, "re: ")


def bracket_left_open(good: Good, chance: Random) -> Defect | None:
    """Told where it opens, or where the next line makes it clear."""
    lines = entries(good)
    if not lines:
        return None
    line = chance.choice(lines)
    _, end = good.bounds(line)
    return spliced(good, end - 1, end, "", line, line + 1)


def bracket_too_many(good: Good, chance: Random) -> Defect | None:
    lines = entries(good)
    if not lines:
        return None
    _, end = good.bounds(chance.choice(lines))
    return spliced(good, end, end, chance.choice("]}"))


def comma_left_out(good: Good, chance: Random) -> Defect | None:
    spot = pick((spot for spot in good.spots if spot.flow and good.text.startswith(", ", spot.end)), chance)
    return spot and spliced(good, spot.end, spot.end + 1, "")


def bytes_inserted(*pieces: bytes, comment: bool = False) -> Kind:
    """Bytes inside a value, or in a comment at the end of a line."""

    def make(good: Good, chance: Random) -> Defect | None:
        spot = pick((spot for spot in good.spots if spot.text and spot.text[0] not in "\"'|>"), chance)
        if spot is None:
            return None
        index = good.bounds(spot.line)[1] if comment else spot.start + 1
        piece = (b" # " if comment else b"") + chance.choice(pieces)
        data = good.text[:index].encode() + piece + good.text[index:].encode()
        return Defect(data, (spot.line,), repr(piece))

    return make


def truncated_in_a_line(good: Good, chance: Random) -> Defect | None:
    """A file that ends inside an entry between braces: told on its last line."""
    lines = entries(good)
    if not lines:
        return None
    start, end = good.bounds(chance.choice(lines))
    cut = chance.randrange(start + 5, end)
    return Defect(good.text[:cut].encode(), (good.line_of(cut),), f"ends with {good.text[start:cut]}")

"""A schema as the text of a file, always the same for the same schema."""

from __future__ import annotations

import json
from typing import Any

WIDTH = 120


def schema_text(schema: dict[str, Any]) -> str:
    """JSON in which a part that fits on a line stands on a line, so that a difference shows what changed."""
    return _written(schema, 0, 0) + "\n"


def _written(part: Any, depth: int, taken: int) -> str:
    short = json.dumps(part, ensure_ascii=False)
    if 2 * depth + taken + len(short) < WIDTH or not part or not isinstance(part, dict | list):
        return short
    if isinstance(part, dict):
        keys = [f"{json.dumps(key, ensure_ascii=False)}: " for key in part]
        inside = [key + _written(value, depth + 1, len(key)) for key, value in zip(keys, part.values(), strict=True)]
    else:
        inside = [_written(value, depth + 1, 0) for value in part]
    opening, closing = "{}" if isinstance(part, dict) else "[]"
    lines = ",\n".join("  " * (depth + 1) + line for line in inside)
    return f"{opening}\n{lines}\n{'  ' * depth}{closing}"

"""The screen of `kio list`: a line for each trainee, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from kio.message import message, plural
from kio.render.face import Face
from kio.render.json import Row
from kio.render.layout import Line, Piece, Sheet, beside, flow, indented
from kio.render.symbols import LATE, STRONG
from kio.render.words import actor, dotted, late_by, share

"""The one reader of YAML: text to plain data with the place of everything, and a problem for whatever is refused."""

from __future__ import annotations

from functools import partial

from kio.source.bytes import Findings, IrregularError, NoFindings, decode
from kio.source.document import Document, Places
from kio.source.events import Reader
from kio.source.refusals import LARGEST_FILE


def read_text(data: bytes, name: str, *, limit: int = LARGEST_FILE) -> Document:
    """The document in the bytes of a file of at most `limit` bytes; never raises.

    Every scalar is text, except that a plain `~` and an empty value are None. Keys are in NFC. The data are None when
    a fault may have changed them; of a key that is there twice the first value stays, and a control or bidirectional
    character becomes U+FFFD, so that such a record still loads with its problem.
    """
    findings = Findings(name)
    text = decode(data, findings, limit)
    if text is None:
        return Document(name, None, findings.listed())
    reader = Reader(text, NoFindings(name), None)
    try:
        reader.read()
    except IrregularError:
        reader = _placed(text, findings)
    root = reader.root if findings.data_usable else None
    # Most files have nothing to point to: they are read again when the first place is asked for.
    find_places = partial(_places_of, text, reader.places)
    return Document(name, root, findings.listed(text), text=text, lines=reader.lines, find_places=find_places)


def _placed(text: str, findings: Findings) -> Reader:
    reader = Reader(text, findings, Places())
    reader.read()
    return reader


def _places_of(text: str, places: Places | None) -> Places:
    return places or _placed(text, Findings("")).places or Places()

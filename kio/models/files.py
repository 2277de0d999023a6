"""What the files of a workspace may say, besides what the rules declare."""

from __future__ import annotations

import re
from unicodedata import normalize

from kio.message import Quoted, message
from kio.models.scalars import WrongValueError, to_date, to_flag, to_text
from kio.models.shapes import Shape, key, list_key, single_key

ID = r"[a-z0-9][a-z0-9-]{0,63}"
EMAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
LONGEST_SHOWN = 64
LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3: a path of 256 octets with its brackets


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return re.fullmatch(ID, text, re.ASCII) is not None


def to_id(text: str) -> str:
    """An id: a-z, 0-9 and hyphens, starting with a letter or digit, at most 64 characters."""
    if not is_id(text):
        raise wrong_id(text)
    return text


def wrong_id(text: str) -> WrongValueError:
    """Why a text is no id, with the nearest one to write instead."""
    said = message("'{value}' is not an id: it has only a-z, 0-9 and hyphens, and begins with a letter or digit",
                   value=Quoted(text[:LONGEST_SHOWN]))  # fmt: skip
    bare = "".join(sign for sign in normalize("NFKD", text[:LONGEST_SHOWN].lower()) if sign.isascii())
    near = re.sub("[^a-z0-9]+", "-", bare).strip("-")
    hint = message("write {value}", value=Quoted(near))
    return WrongValueError("wrong-id", said, hint if is_id(near) and len(text) <= LONGEST_SHOWN else None)


def to_email(text: str) -> str:
    """One e-mail address."""
    if len(text) > LONGEST_EMAIL or not re.fullmatch(EMAIL, text, re.ASCII):
        raise WrongValueError("wrong-email", message("one e-mail address was expected, as name@example.org"))
    return text


def to_name(text: str) -> str:
    """A name on one line."""
    if "\n" in text or "\t" in text:
        raise WrongValueError("wrong-text", message("a name stands on one line, without tabs"))
    return to_text(text)


def to_language(text: str) -> str:
    """`nl` or `en`."""
    if text not in ("nl", "en"):
        raise WrongValueError("wrong-language", message("nl or en was expected"))
    return text


def to_log(raw: object) -> object:
    """The list of entries; each is read by itself, so that one that is wrong does not hide the others."""
    if raw is not None and not isinstance(raw, list):
        raise WrongValueError("wrong-shape", message("a list of entries was expected here"))
    return raw


def as_it_is(raw: object) -> object:
    """Settings that other commands read."""
    return raw


TRAINEE = Shape(
    {
        "id": single_key(to_id, needed=True),
        "name": single_key(to_name, needed=True),
        "track": single_key(to_text, needed=True),
        "email": single_key(to_email),
        "language": single_key(to_language),
        "programme": single_key(to_id),
        "group": single_key(to_id),
        "person": single_key(to_id),
        "log": key(to_log),
    }
)
"""The header of a trainee's record; keys that the programme declares are read apart."""

ROLE = Shape(
    {
        "role": single_key(to_text, needed=True),
        "from": single_key(to_date),
        "until": single_key(to_date),
        "certified": single_key(to_flag),
    }
)
"""One role of a person; both days are inclusive."""

PERSON = Shape(
    {
        "name": single_key(to_name, needed=True),
        "email": single_key(to_email),
        "roles": list_key(ROLE, needed=True),
    }
)
"""A person in people.yaml."""

GROUP = Shape(
    {
        "id": single_key(to_id, needed=True),
        "name": single_key(to_name, needed=True),
        "programme": single_key(to_id),
    }
)
"""The header of a group's file; the lists that plan entries are declared by the programme."""

SETTINGS = Shape(
    {
        "organisation": single_key(to_text),
        "language": single_key(to_language),
        "programme": single_key(to_id),
        "mail": key(as_it_is),
        "retention": key(as_it_is),
        "checks": key(as_it_is),
    }
)
"""`kio.yaml`: what holds for the whole workspace."""

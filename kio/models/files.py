"""What the files of a workspace may say: pydantic models at the door; everything behind them is a plain value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from kio.message import message
from kio.models.scalars import WrongValueError, to_date, to_flag, to_text

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3: a path of 256 octets with its brackets
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}", re.ASCII)


def checked(convert: Callable[[str], object]) -> PlainValidator:
    """A validator that takes text alone and turns a refused value into an error that keeps its message and hint."""

    def validate(raw: object) -> object:
        try:
            return convert(single(raw))
        except WrongValueError as error:
            raise refused(error) from None

    return PlainValidator(validate)


def single(raw: object) -> str:
    """The text of a value that is neither missing nor a list or mapping."""
    if raw is None:
        raise WrongValueError("missing-value", message("a value is missing here"))
    if not isinstance(raw, str):
        raise WrongValueError("wrong-shape", message("a single value was expected here"))
    return raw


def refused(error: WrongValueError) -> PydanticCustomError:
    """The same refusal as pydantic carries it."""
    # The type must be a literal for the checker only; codes are stable words of our own.
    return PydanticCustomError(error.code, "refused", {"message": error.message, "hint": error.hint})


def to_id(text: str) -> str:
    """An id: a-z, 0-9 and hyphens, starting with a letter or digit, at most 64 characters."""
    if not ID.fullmatch(text):
        raise WrongValueError(
            "wrong-id", message("an id has only a-z, 0-9 and hyphens, and begins with a letter or digit")
        )
    return text


def to_email(text: str) -> str:
    """One e-mail address."""
    if len(text) > LONGEST_EMAIL or not EMAIL.fullmatch(text):
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


Id = Annotated[str, checked(to_id)]
Name = Annotated[str, checked(to_name)]
Day = Annotated[date, checked(to_date)]
Flag = Annotated[bool, checked(to_flag)]


class FileModel(BaseModel):
    """Frozen, and refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


class TraineeFile(FileModel):
    """The header of a trainee's record; keys that the programme declares are read apart."""

    id: Id
    name: Name
    track: Annotated[str, checked(to_text)]
    email: Annotated[str, checked(to_email)] | None = None
    language: Annotated[str, checked(to_language)] | None = None
    programme: Id | None = None
    group: Id | None = None
    person: Id | None = None
    log: list[Any] | None = None


class RoleFile(FileModel):
    """One role of a person; both days are inclusive."""

    role: Annotated[str, checked(to_text)]
    first_day: Day | None = Field(None, alias="from")
    last_day: Day | None = Field(None, alias="until")
    certified: Flag | None = None


class PersonFile(FileModel):
    """A person in people.yaml."""

    name: Name
    email: Annotated[str, checked(to_email)] | None = None
    roles: list[RoleFile]


class GroupFile(FileModel):
    """The header of a group's file; the lists that plan entries are declared by the programme."""

    id: Id
    name: Name
    programme: Id | None = None


class SettingsFile(FileModel):
    """`kio.yaml`: what holds for the whole workspace."""

    organisation: Annotated[str, checked(to_text)] | None = None
    language: Annotated[Literal["nl", "en"], checked(to_language)] | None = None
    programme: Id | None = None
    mail: Any = None
    retention: Any = None
    checks: Any = None

"""What a programme wants to be remembered: what is no requirement and yet has to be done, as data."""

from typing import NamedTuple

from kio.message import Text
from kio.programme.language import Amount, Day, Selection
from kio.programme.requirement import Act, Kind


class Lead(NamedTuple):
    """How long ahead of its day something is shown, in `unit` (days, weeks, months or years)."""

    amount: Amount
    unit: str


class EntryDue(NamedTuple):
    """The day that a date field of an entry gives, or so many units after it (before it when `sign` is negative)."""

    field: str
    amount: Amount | None = None
    unit: str = "days"
    sign: int = 1


class Reminder(NamedTuple):
    """Something to do on or before the day `due`, shown `ahead` of it; without a day it has no term.

    It concerns the entries that `about` selects: one reminder for `each` of them, or one for all, due on the latest of
    their days. `show` names a field whose values are said too. Only one that is `when_idle` also holds in a phase in
    which nobody has to do anything.
    """

    id: str
    title: Text
    act: Act
    tracks: tuple[str, ...] = ()
    when: Kind | None = None
    about: Selection | None = None
    each: bool = False
    due: Day | EntryDue | None = None
    ahead: Lead | None = None
    show: str | None = None
    when_idle: bool = False

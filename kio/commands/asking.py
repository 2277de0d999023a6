"""Asking in a terminal: the few questions that matter, the one that moves the total most first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kio.commands.pricing import plan_of
from kio.evaluation.engine import Engine
from kio.evaluation.view import Bounds, Case
from kio.message import Cash, message
from kio.pricing.questions import next_question, reach
from kio.pricing.quoting import applicant, quote
from kio.pricing.telling import edges, option, reason, tell, view_of
from kio.problem import KioError
from kio.render.money import Money

if TYPE_CHECKING:
    from kio.commands.session import Session
    from kio.models.record import Group
    from kio.pricing.money import Range
    from kio.programme.model import Programme
    from kio.programme.tariff import Fact

YES, NO = ("j", "ja", "y", "yes"), ("n", "nee", "no")
STOP, EXPLAIN = ".", "?"


class StopError(Exception):
    """Somebody wants to be asked nothing more."""


def ask_case(session: Session, programmes: Sequence[Programme]) -> Case:
    """A case from the answers. An empty answer leaves a thing open, a point or the end of input ends the questions."""
    said = message("Enter takes what stands behind a question. A ? explains it. A full stop (.) ends the questions.")
    session.paragraph(said)
    try:
        asker = Asker(session, _ask_track(session, programmes))
    except (StopError, EOFError):
        session.line("")
        raise KioError(message("without a track there is no quote"), message("kio cost asks again")) from None
    try:
        asker.ask_facts()
        asker.ask_days()
    except (StopError, EOFError):
        pass
    session.line("")
    return asker.case


def _ask_track(session: Session, programmes: Sequence[Programme]) -> Case:
    """The track first: it decides which other questions there are."""
    cases = [applicant(programme, track, {}) for programme in programmes for track in programme.tracks]
    if len(cases) == 1:
        return cases[0]
    names: dict[str, Case] = {}
    session.paragraph(message("The total with VAT, by track:"))
    for number, case in enumerate(cases, start=1):
        track = case.programme.tracks[case.trainee.track]
        title = session.say(track.title)
        # Of two tracks that are called the same the first one has the name; the number tells them apart.
        names = {track.id: case, title.lower(): case} | names | {str(number): case}
        several = len({other.programme.id for other in cases}) > 1
        shown = message("{title} ({programme})", title=title, programme=case.programme.title) if several else title
        session.line(f"  {number}  {session.say(shown)}: {_total(session, case)}")
    while (given := _read(session, message("Which track?")).lower()) not in names:
        if given == EXPLAIN:
            session.paragraph(message("the track decides what is charged, and which other questions there are"))
        session.paragraph(_number_expected(len(cases)))
    return names[given]


def _total(session: Session, case: Case) -> str:
    """What a track comes to; why it has no price today, where it has none."""
    try:
        return _money(session, case, reach(case, session.on))
    except KioError as error:
        return session.say(error.message)


def _number_expected(last: int) -> object:
    return message("type a number from the list, or the name behind it") if last > 1 else message("type 1, or the name")


def _read(session: Session, prompt: object) -> str:
    """An answer; a point and the end of input mean that somebody wants no more questions."""
    given = input(f"{session.say(prompt)} > ").strip()
    if given == STOP:
        raise StopError
    return given


def _money(session: Session, case: Case, amount: Range) -> str:
    tariff = case.programme.tariff
    return Money(tariff.currency if tariff else "", session.face()).range(amount)


class Asker:
    """The questions after the track, and the case as the answers make it."""

    def __init__(self, session: Session, case: Case) -> None:
        self.session = session
        self.case = case

    # --- what moves the total

    def ask_facts(self) -> None:
        """Ask for facts as long as an answer would move the total, and show how it does."""
        left_open: set[str] = set()
        while question := next_question(self.case, self.session.on, left_open):
            self._ask(question.fact)
            for amount, then in question.answers:
                value = amount > 0 if question.fact.type == "yes_no" else self._shown(question.fact, amount)
                shown = _money(self.session, self.case, then)
                self._line(message("  total with {value}: {total}", value=value, total=shown))
            if self._answered(question.fact, self._prompt(question.fact)):
                total = _money(self.session, self.case, quote(self.case, self.session.on).total)
                self._line(message("total: {amount}", amount=total))
            else:
                left_open.add(question.fact.name)

    def _ask(self, fact: Fact) -> None:
        self._line("")
        self._line(fact.question or message("{title}?", title=fact.title))

    def _answered(self, fact: Fact, prompt: object) -> bool:
        """Whether somebody told a fact; an empty answer leaves it open."""
        while given := self._read(prompt):
            if given == EXPLAIN:
                self._explain(fact)
            elif self._take(fact.name, _flag(given) if fact.type == "yes_no" else given):
                return True
        return False

    def _prompt(self, fact: Fact) -> object:
        """What can be answered and what Enter takes."""
        taken = self._otherwise(fact)
        if fact.type == "yes_no":
            return message("yes or no (Enter: {taken})", taken=taken)
        least, above, most = (self._shown(fact, edge) for edge in edges(view_of(self.case, self.session.on), fact))
        if above is not None and most is not None:
            return message("more than {low}, {most} at most (Enter: {taken})", low=above, most=most, taken=taken)
        if least is None or most is None:
            return message("a number (Enter: {taken})", taken=taken)
        return message("{low} to {most} (Enter: {taken})", low=least, most=most, taken=taken)

    def _shown(self, fact: Fact, amount: Decimal | None) -> Cash | Decimal | None:
        """An amount of money with its currency."""
        tariff = self.case.programme.tariff
        return fact.shown(amount, tariff.currency) if amount is not None and tariff else amount

    def _otherwise(self, fact: Fact) -> object:
        """What is taken where nobody tells it."""
        known = Engine(self.case, self.session.on).fact(fact.name)
        if not isinstance(known, Bounds) or known.low != known.high:
            return message("not known")
        return known.low > Decimal(0) if fact.type == "yes_no" else self._shown(fact, known.low)

    def _explain(self, fact: Fact) -> None:
        for text in (fact.explanation, fact.assumption, message("as an option: {name}", name=option(fact.name))):
            if text:
                self._line(text)

    def _take(self, name: str, given: str | bool | None) -> bool:
        """Keep an answer that can be; say what is wrong with another."""
        if given is None:
            self._line(message("yes or no was expected"))
            return False
        try:
            told = {**self.case.told, **tell(self.case, self.session.on, {name: given})}
            quote(self.case._replace(told=told), self.session.on)
        except KioError as error:
            self._line(reason(error))
            if error.hint and reason(error) is error.message:
                self._line(message("  hint: {hint}", hint=error.hint))
            return False
        self.case = self.case._replace(told=told)
        return True

    # --- the days of payment

    def ask_days(self) -> None:
        """For the schedule: which group's plan, and the days that are still missing then."""
        groups = self._groups()
        if not groups:
            return
        self._line("")
        names: dict[str, str] = {}
        for number, (group, first) in enumerate(groups, start=1):
            shown = message("  {number}  {name}, from {day}", number=number, name=group.name or group.id, day=first)
            self._line(shown)
            names |= dict.fromkeys((str(number), group.id, group.name.lower()), group.id)
        prompt = message("Which group? (Enter: none)")
        while given := self._read(prompt):
            if given.lower() in names:
                self._join(names[given.lower()])
                return
            if given == EXPLAIN:
                self._line(message("the plan of a group gives the first day, and with it the days of payment"))
            else:
                self._line(_number_expected(len(groups)))

    def _join(self, group: str) -> None:
        planned = plan_of(self.session, self.case.programme, group)
        self.case = self.case._replace(planned=planned, trainee=self.case.trainee._replace(group=group))
        for name in quote(self.case, self.session.on).plan.missing_days:
            fact = self.case.programme.facts[name]
            self._ask(fact)
            self._answered(fact, message("a day as {day} (Enter: not known)", day=self.session.on.isoformat()))

    def _groups(self) -> list[tuple[Group, date]]:
        """The groups of this programme whose training begins on the day of the quote or later, the first one first."""
        tariff, workspace = self.case.programme.tariff, self.session.workspace
        if tariff is None or not quote(self.case, self.session.on).plan.missing_days:
            return []
        found = []
        for name in workspace.group_ids():
            group = workspace.group(name)
            if group and group.programme == self.case.programme.id:
                view = Engine(self.case._replace(planned=group.planned), self.session.on)
                first = view.day(tariff.terms[-1].begins)
                if first is not None and first >= self.session.on:
                    found.append((group, first))
        return sorted(found, key=lambda item: item[1])

    def _read(self, question: object) -> str:
        return _read(self.session, question)

    def _line(self, said: object) -> None:
        self.session.paragraph(said or "")


def _flag(given: str) -> bool | None:
    word = given.lower()
    return word in YES if word in YES + NO else None

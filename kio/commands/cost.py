"""`kio cost`: what an applicant will pay, or what a trainee has still to pay."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kio.commands.completion import complete_trainee
from kio.commands.options import Json, help_text, with_session
from kio.commands.session import Session
from kio.commands.supposing import ReadingOption
from kio.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kio.evaluation.view import Case
    from kio.problem import Problem

TraineeArgument = Annotated[
    str | None,
    typer.Argument(
        metavar=help_text(message("[TRAINEE]")),
        help=help_text(message("somebody with a record: what remains to be paid")),
        autocompletion=complete_trainee,
    ),
]
Programme = Annotated[
    str | None, typer.Option("--programme", metavar="ID", help=help_text(message("which programme of rules/")))
]
Track = Annotated[
    str | None, typer.Option("--track", metavar=help_text(message("TRACK")), help=help_text(message("which track")))
]
Group = Annotated[
    str | None,
    typer.Option(
        "--group", metavar=help_text(message("GROUP")), help=help_text(message("the group whose plan gives the days"))
    ),
]
Compare = Annotated[
    bool,
    typer.Option("--compare", help=help_text(message("tracks beside each other, and with and without what differs"))),
]
Sources = Annotated[bool, typer.Option("--sources", help=help_text(message("also where each price comes from")))]
Explain = Annotated[bool, typer.Option("--explain", help=help_text(message("how each figure is computed")))]
Csv = Annotated[bool, typer.Option("--csv", help=help_text(message("a table for a spreadsheet")))]


@with_session
def cost(
    session: Session,
    trainee: TraineeArgument = None,
    *,
    programme: Programme = None,
    track: Track = None,
    group: Group = None,
    compare: Compare = False,
    sources: Sources = False,
    explain: Explain = False,
    as_csv: Csv = False,
    reading: ReadingOption = None,
    as_json: Json = False,
    **facts: str | bool | None,
) -> None:
    """Quote what somebody pays, with everything that is not certain named."""
    from kio.commands.facts import PREFIX, is_interactive, priced_programmes
    from kio.commands.pricing import Asked, applicant_case, compared_case, recorded_case
    from kio.problem import KioError

    asked = Asked(programme, track, group, reading or ())
    given = {name.removeprefix(PREFIX): value for name, value in facts.items() if value is not None}
    shown = Shown(compare, sources, explain, as_csv, as_json)
    if trainee is not None and compare:
        raise KioError(message("--compare is for an applicant"), message("leave out the name"))
    _refuse_both(shown)
    if trainee is not None:
        case = recorded_case(session, trainee, asked, given, as_json=as_json)
    elif compare:
        case = compared_case(session, asked, given)
    elif given or track or group or reading or as_json or as_csv or not is_interactive():
        case = applicant_case(session, asked, given)
    else:
        from kio.commands.asking import ask_case

        case = ask_case(session, priced_programmes(session, programme))
    _show(session, case, shown)


class Shown(NamedTuple):
    """What was asked to be shown, and how."""

    compare: bool
    sources: bool
    explain: bool
    as_csv: bool
    as_json: bool


def _refuse_both(shown: Shown) -> None:
    """Raise KioError for two options of which one would be passed over."""
    from kio.problem import KioError

    for one, other, both in (
        ("--csv", "--json", shown.as_csv and shown.as_json),
        ("--csv", "--explain", shown.as_csv and shown.explain),
        ("--csv", "--sources", shown.as_csv and shown.sources),
        ("--compare", "--explain", shown.compare and shown.explain),
        ("--compare", "--sources", shown.compare and shown.sources),
    ):
        if both:
            raise KioError(message("{one} and {other} do not go together", one=one, other=other), message("choose one"))


def _show(session: Session, case: Case, shown: Shown) -> None:
    from kio.pricing.comparing import compare, on_track
    from kio.pricing.otherwise import changing
    from kio.pricing.quoting import quote
    from kio.problem import Severity
    from kio.render.cost import quote_text
    from kio.render.cost_compare import comparison_text
    from kio.render.cost_csv import quotes_csv
    from kio.render.cost_json import quote_json
    from kio.render.problems import problems_text

    compared = compare(case, session.on) if shown.compare else ()
    found = quote(on_track(case, case.trainee.track) if compared else case, session.on)
    problems = _problems(session, case)
    beside = [other for row in compared for other in row]
    if shown.as_json:
        session.show_json(quote_json(found, session.language, beside, problems))
    elif shown.as_csv:
        if problems:
            session.aside(problems_text(problems, session.language))
        session.data(quotes_csv(beside or [found], session.face()))
    else:
        face = session.face()._replace(sources=shown.sources)
        if compared:
            session.show(comparison_text(compared, face))
        else:
            matter = changing(case, session.on, found)
            session.show(quote_text(found, problems, face, explain=shown.explain, changing=matter))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(1)


def _problems(session: Session, case: Case) -> Sequence[Problem]:
    from kio.checking.workspace import record_problems

    # The name of the file, not the id in it, which may be wrong.
    name = PurePosixPath(case.trainee.file).stem
    return record_problems(session.workspace, name, session.on) if case.trainee.id else ()

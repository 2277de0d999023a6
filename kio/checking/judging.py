"""What the checks ask of the evaluator, of the few records of which they ask anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kio.checking.known import Meets
from kio.evaluation.memo import Memo
from kio.evaluation.truth import Truth
from kio.models.record import Entry, Trainee
from kio.problem import Severity
from kio.programme.language import Condition
from kio.workspace import Workspace

if TYPE_CHECKING:
    from kio.evaluation.engine import Engine
    from kio.evaluation.result import Standing


class Judge:
    """Evaluates records of one workspace on one day, by rules without errors.

    The evaluator is loaded for the first record that needs it: most workspaces have none.
    """

    def __init__(self, workspace: Workspace, on: date) -> None:
        self._workspace = workspace
        self._on = on
        self._memos: dict[str, Memo | None] = {}

    def standing(self, trainee: Trainee) -> Standing | None:
        """Where somebody stands; None where the rules cannot be trusted."""
        from kio.evaluation.engine import evaluate

        memo = self._memo(trainee.programme)
        return evaluate(self._workspace.case(trainee), self._on, memo) if memo else None

    def meets(self, trainee: Trainee) -> Meets | None:
        """Whether entries of a record certainly meet conditions; the evaluator is made for the first one."""
        memo = self._memo(trainee.programme)
        engines: list[Engine] = []

        def meets(condition: Condition, entry: Entry) -> bool:
            from kio.evaluation.engine import Engine

            if not engines:
                engines.append(Engine(self._workspace.case(trainee), self._on, memo=memo))
            return engines[0].judge(condition, entry).truth is Truth.YES

        return meets if memo else None

    def _memo(self, identifier: str) -> Memo | None:
        if identifier not in self._memos:
            programme = self._workspace.programme(identifier)
            problems = self._workspace.rules_problems(identifier)
            usable = programme if all(problem.severity is not Severity.ERROR for problem in problems) else None
            self._memos[identifier] = Memo(usable) if usable else None
        return self._memos[identifier]

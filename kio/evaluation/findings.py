"""Judging the kinds of requirements: one function a kind, each yields a finding that explains itself."""

from __future__ import annotations

from typing import assert_never

from kio.evaluation.bindings import part_of
from kio.evaluation.composed import answers_of, find_all, find_any, find_met
from kio.evaluation.enough import find_enough
from kio.evaluation.facts import find_fact, find_header, find_linked
from kio.evaluation.finding import Finding
from kio.evaluation.grouped import find_grouped
from kio.evaluation.sequence import find_steps
from kio.evaluation.view import View
from kio.programme.language import ByReading, Told
from kio.programme.requirement import (
    AllOf,
    AnyOf,
    Elapsed,
    Enough,
    Grouped,
    Header,
    Kind,
    LinkedRecord,
    Met,
    Negated,
    Ordered,
    Remark,
    Settled,
    Steps,
)


def find(view: View, name: str, kind: Kind, remarks: tuple[Remark, ...] = ()) -> Finding:
    """Judge a kind; `name` is the requirement's, under which parts get theirs."""
    match kind:
        case Enough():
            return find_enough(view, kind, view.select(kind.measure.selection), remarks)
        case Grouped():
            return find_grouped(view, kind)
        case AllOf(parts):
            return find_all(answers_of(view, name, parts))
        case AnyOf(parts, amount):
            return find_any(answers_of(view, name, parts), view.amount(amount))
        case Negated(part):
            inner = find(view, name, part)
            return Finding(~inner.truth, inner.grounds)
        case Elapsed() | Ordered() | Told() | Settled():
            return find_fact(view, kind)
        case Steps():
            return find_steps(view, kind)
        case Header(path, test):
            return find_header(view, path, test)
        case LinkedRecord():
            return find_linked(view, kind)
        case Met(other):
            return find_met((view.answer(other),) if "/" in other else view.checklist_answers(other))
        case ByReading():
            return find(view, name, part_of(view, kind), remarks)
        case _:
            assert_never(kind)

"""Reading requirements and their kinds from a rules file."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kio.message import Message, message
from kio.programme.expressions import (
    MEASURES,
    Words,
    measure_of,
    read_amount,
    read_condition,
    read_day,
    read_field_test,
    selection_keys,
)
from kio.programme.language import (
    Act,
    AllOf,
    Amount,
    AnyOf,
    Closing,
    Elapsed,
    Enough,
    Grouped,
    Header,
    Kind,
    LinkedRecord,
    Measure,
    Met,
    Negated,
    Number,
    Remark,
    Requirement,
    Source,
    Step,
    Steps,
    Unit,
)
from kio.programme.node import Node, near
from kio.programme.vocabulary import Field

ONE = Decimal(1)
PERIODS = ("week", "month", "quarter", "year")


def read_source(node: Node | None) -> Source | None:
    """Read where a rule or value comes from."""
    if node is None:
        return None
    source = Source(node.need("document").text(), node.need("section").text())
    node.close()
    return source


def read_requirement(node: Node, words: Words) -> Requirement:
    """Read one requirement with everything that belongs to it."""
    kind = read_kind(node, words)
    optional = {key: found for key in ("explanation", "unit", "when", "closes", "act", "remarks") if (found := node.get(key))}
    days = {key: read_day(found, words) for key in ("waits_for", "earliest", "deadline") if (found := node.get(key))}
    requirement = Requirement(
        node.need("id").text(),
        node.need("title").bilingual(),
        kind,
        node.location,
        explanation=optional["explanation"].bilingual() if "explanation" in optional else None,
        source=read_source(node.get("source")),
        tracks=read_tracks(node.get("tracks"), words),
        unit=_unit(optional["unit"]) if "unit" in optional else None,
        when=_closed_kind(optional["when"], words) if "when" in optional else None,
        closes=_closing(optional["closes"], words) if "closes" in optional else None,
        remarks=_remarks(optional["remarks"], words, kind) if "remarks" in optional else (),
        act=_act(optional["act"], words) if "act" in optional else None,
        questions=_questions(node.get("questions"), words),
        **days,
    )
    node.close()
    return requirement


def read_tracks(node: Node | None, words: Words) -> tuple[str, ...]:
    """The tracks that something holds for; none named means all."""
    if node is None:
        return ()
    return tuple(child.choice(words.tracks, "unknown-track", message("a track")) for child in node.one_or_many())


def _questions(node: Node | None, words: Words) -> tuple[str, ...]:
    if node is None:
        return ()
    what = message("a question that is declared under 'questions'")
    return tuple(child.choice(words.questions, "unknown-question", what) for child in node.one_or_many())


def _unit(node: Node) -> Unit:
    unit = Unit(node.need("one").bilingual(), node.need("many").bilingual())
    node.close()
    return unit


def _closing(node: Node, words: Words) -> Closing:
    before = node.get("before")
    closing = Closing(read_day(before or node.need("after"), words), inclusive=before is None)
    node.close()
    return closing


def _act(node: Node, words: Words) -> Act:
    act = Act(
        node.need("who").choice(words.actors, "unknown-actor", message("one of the actors")), node.need("what").bilingual()
    )
    node.close()
    return act


def _remarks(node: Node, words: Words, kind: Kind) -> tuple[Remark, ...]:
    if not isinstance(kind, Enough):
        raise node.refuse("wrong-shape", message("remarks belong to a requirement that counts entries"))
    remarks = []
    for child in node.elements():
        types = kind.measure.selection.types
        where, show = read_condition(child.need("where"), words, types), child.get("show")
        names = [name for entry in types for name in words.entries[entry].fields]
        field = show.choice(names, "unknown-field", message("a field of this entry type")) if show else None
        remarks.append(Remark(where, child.need("say").bilingual(), field))
        child.close()
    return tuple(remarks)


# --- kinds


def _closed_kind(node: Node, words: Words) -> Kind:
    kind = read_kind(node, words)
    node.close()
    return kind


def read_kind(node: Node, words: Words) -> Kind:
    """Read the one kind that a mapping names, among its other keys."""
    named = [key for key in KINDS if node.has(key)]
    if len(named) != 1:
        known = [key for key in node.keys() if key not in KNOWN_KEYS]
        raise node.refuse(
            "unknown-kind",
            message("exactly one kind of requirement was expected here, found {found}", found=", ".join(named) or "-"),
            _kind_hint(known),
        )
    return KINDS[named[0]](node, node.need(named[0]), words)


def _kind_hint(unknown: list[str]) -> Message:
    for word in unknown:
        guess = near(word, KINDS)
        if guess:
            return message("did you mean '{guess}'?", guess=guess)
    return message("possible here: {options}", options=", ".join(KINDS))


def _measured(name: str) -> Callable[[Node, Node, Words], Kind]:
    def read(node: Node, value: Node, words: Words) -> Kind:
        return _bounded(node, measure_of(name, value, words), words)

    return read


def _bounded(node: Node, measure: Measure, words: Words) -> Enough:
    least, most, exactly = node.get("at_least"), node.get("at_most"), node.get("exactly")
    if exactly and (least or most):
        raise exactly.refuse("wrong-shape", message("'exactly' stands alone"))
    if exactly:
        amount = read_amount(exactly, words)
        return Enough(measure, amount, amount)
    lower: Amount | None = read_amount(least, words) if least else None
    if lower is None and most is None:
        lower = Number(ONE)
    return Enough(measure, lower, read_amount(most, words) if most else None)


def _grouped(node: Node, value: Node, words: Words) -> Kind:
    selection = selection_keys(value, words)
    by, keys, least = value.need("by"), value.get("keys"), value.get("at_least")
    period = by.data if by.data in PERIODS else None
    names = [name for kind in selection.types for name in words.entries[kind].fields]
    field = "date" if period else by.choice([*names, *PERIODS], "unknown-field", message("a field or a period"))
    parameter = keys.text().removeprefix("$") if keys and isinstance(keys.data, str) else None
    each_node = value.need("each")
    name = next((key for key in MEASURES if each_node.has(key)), None)
    if name is None:
        raise each_node.refuse("unknown-kind", message("'each' takes a measure: count, sum, distinct or span"))
    inner = each_node.need(name)
    of, most = inner.get("of"), inner.get("each_at_most")
    measure = Measure(
        name, selection, of.text() if of else None, each_at_most=read_amount(most, words) if most else None
    )
    each = _bounded(each_node, measure, words)
    inner.close()
    each_node.close()
    grouped = Grouped(
        selection,
        field,
        period,
        tuple(child.text() for child in keys.elements()) if keys and parameter is None else (),
        parameter,
        each,
        read_amount(least, words) if least else None,
    )
    value.close()
    return grouped


def _all_of(node: Node, value: Node, words: Words) -> Kind:  # noqa: ARG001 - one shape for all readers
    return AllOf(_parts(value, words))


def _any_of(node: Node, value: Node, words: Words) -> Kind:
    least = node.get("at_least")
    return AnyOf(_parts(value, words), read_amount(least, words) if least else Number(ONE))


def _parts(value: Node, words: Words) -> tuple[Requirement, ...]:
    return tuple(read_requirement(child, words) for child in value.elements())


def _negated(node: Node, value: Node, words: Words) -> Kind:  # noqa: ARG001
    return Negated(_closed_kind(value, words))


def _elapsed(node: Node, value: Node, words: Words) -> Kind:  # noqa: ARG001
    return Elapsed(read_day(value, words))


def _steps(node: Node, value: Node, words: Words) -> Kind:  # noqa: ARG001
    steps = []
    for child in value.elements():
        title = child.need("title").bilingual()
        steps.append(Step(title, selection_keys(child, words)))
        child.close()
    return Steps(tuple(steps))


def _header(node: Node, value: Node, words: Words) -> Kind:  # noqa: ARG001
    path, field = header_field(value.need("field"), words)
    test_node = value.need("test")
    kind = Header(path, read_field_test(test_node, words, field))
    value.close()
    return kind


def header_field(node: Node, words: Words) -> tuple[tuple[str, ...], Field]:
    """A field of the record's header, written `section.field`."""
    names = {f"{section}.{name}": field for section, fields in words.header.items() for name, field in fields.items()}
    chosen = node.choice(names, "unknown-field", message("a field of the header"))
    return tuple(chosen.split(".")), names[chosen]


def _linked(node: Node, value: Node, words: Words) -> Kind:  # noqa: ARG001
    path, _field = header_field(value.need("field"), words)
    phases = value.get("not_in")
    what = message("a phase")
    kind = LinkedRecord(
        path,
        read_tracks(value.get("tracks"), words),
        tuple(child.choice(words.phases, "unknown-phase", what) for child in phases.one_or_many()) if phases else (),
    )
    value.close()
    return kind


def _met(node: Node, value: Node, words: Words) -> Kind:  # noqa: ARG001
    return Met(value.choice(words.requirements, "unknown-requirement", message("a requirement or a checklist")))


KINDS: dict[str, Callable[[Node, Node, Words], Kind]] = {
    **{name: _measured(name) for name in MEASURES},
    "groups": _grouped,
    "all": _all_of,
    "any": _any_of,
    "not": _negated,
    "elapsed": _elapsed,
    "steps": _steps,
    "header": _header,
    "record": _linked,
    "met": _met,
}
KNOWN_KEYS = frozenset(
    "id title explanation source tracks unit when waits_for earliest deadline closes remarks act questions "
    "at_least at_most exactly".split()
)

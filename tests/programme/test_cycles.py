"""Rules that depend on themselves are found when they are read; each cycle once, with its chain and its place."""

from __future__ import annotations

import pytest

from programme.kennel import shown
from programme.manual import load

FRAME = """\
title: {nl: a, en: b}
tracks: {t: {title: {nl: a, en: b}}}
entries:
  walk:
    title: {nl: a, en: b}
    fields:
      hours: {type: hours, title: {nl: a, en: b}}
      film: {type: text, title: {nl: a, en: b}}
phases: [{id: p, title: {nl: a, en: b}, when: {elapsed: today}}]
"""


def requirements(*items: str) -> str:
    """A checklist `c` with requirements a, b and so on."""
    lines = [f"  - {{id: {name}, title: {{nl: a, en: b}}, {item}}}\n" for name, item in zip("abc", items, strict=False)]
    return "checklists:\n- id: c\n  title: {nl: a, en: b}\n  requirements:\n" + "".join(lines)


def parameter(name: str, value: str) -> str:
    return f"  {name}: {{values: [{{from: 2020-01-01, {value}}}]}}\n"


def fact(name: str, kind: str, otherwise: str) -> str:
    return f"  {name}: {{type: {kind}, title: {{nl: a, en: b}}, otherwise: {otherwise}}}\n"


QUESTION = "questions: {q: {title: {nl: a, en: b}, readings: {r: {title: {nl: a, en: b}, value: $x}}, default: r}}\n"
CYCLES = {
    "a day and itself": ("days:\n  x: {days: 1, after: x}\n", "x -> x", 2),
    "two days": ("days:\n  x: {days: 1, after: y}\n  y: {days: 1, after: x}\n", "x -> y -> x", 2),
    "a day in a list": ("days:\n  x: {first_known: [y, today]}\n  y: {latest: [x]}\n", "x -> y -> x", 2),
    "a day and a requirement": (
        "days:\n  x: {met: c/a}\n" + requirements("count: {entries: walk, where: {date: {after: x}}}"),
        "x -> c/a -> x", 2,
    ),
    "a day, a selection": (
        "days:\n  x: {first: {selection: s}}\nselections:\n  s: {entries: walk, where: {date: {after: x}}}\n",
        "x -> s -> x", 2,
    ),
    "two requirements": (requirements("met: c/b", "met: c/a"), "c/a -> c/b -> c/a", 2),
    "a requirement and its checklist": (requirements("count: walk", "met: c"), "c -> c/b -> c", 2),
    "a condition": (requirements("count: walk, when: {met: c/b}", "met: c/a"), "c/a -> c/b -> c/a", 2),
    "a part": (
        requirements("any: [{id: x, title: {nl: a, en: b}, met: c/b}]", "not: {met: c/a}"), "c/a -> c/b -> c/a", 2,
    ),
    "a deadline": ("days:\n  x: {met: c/a}\n" + requirements("count: walk, deadline: x"), "x -> c/a -> x", 2),
    "what it waits for": ("days:\n  x: {met: c/a}\n" + requirements("count: walk, waits_for: x"), "x -> c/a -> x", 2),
    "its last day": ("days:\n  x: {met: c/a}\n" + requirements("count: walk, closes: {after: x}"), "x -> c/a -> x", 2),
    "a reading that does not hold": (
        QUESTION.replace("value: $x}", "value: 1}, s: {title: {nl: a, en: b}}")
        + "days:\n  x: {by_reading: {question: q, readings: {r: today, s: {days: 1, after: x}}}}\n", "x -> x", 3,
    ),
    "a selection by position": (
        "selections:\n  s: {entries: walk, where: {position: {in: s, at_least: 2}}}\n", "s -> s", 2,
    ),
    "a selection by its values": (
        "selections:\n  s: {entries: walk, where: {film: {value_in: {selection: s, of: film}}}}\n", "s -> s", 2,
    ),
    "a selection on itself": ("selections:\n  s: {selection: s}\n", "s -> s", 2),
    "selections on each other": (
        "selections:\n  b: {selection: a}\n  a: {selection: b, where: {hours: 2}}\n  c: {selection: a}\n",
        "a -> b -> a", 3,
    ),
    "a pick": (
        "picks:\n  k: {take: film, first_known: [{entries: walk, where: {film: {is: k}}}]}\n", "k -> k", 2,
    ),
    "two parameters": (
        "parameters:\n" + parameter("x", "value: $y") + parameter("y", "value: {plus: [1, $x]}"), "x -> y -> x", 2,
    ),
    "a parameter and a question": (
        "parameters:\n" + parameter("x", "question: q") + QUESTION, "x -> q -> x", 2,
    ),
    "a parameter and a selection": (
        "selections:\n  s: {entries: walk, where: {hours: {at_least: $x}}}\nparameters:\n"
        + parameter("x", "value: {count: {selection: s}}"),
        "s -> x -> s", 2,
    ),
    "the binding day and a parameter": (
        "parameters:\n" + parameter("x", "value: 3") + "binding_day: {days: $x, after: {first: walk}}\n",
        "x -> binding_day -> x", 2,
    ),
    "a fact and itself": ("facts:\n" + fact("x", "hours", "{plus: [{fact: x}, 1]}"), "x -> x", 2),
    "a fact and its upper end": ("facts:\n" + fact("x", "hours", "{from: 0, to: {fact: x}}"), "x -> x", 2),
    "two facts": ("facts:\n" + fact("x", "hours", "{fact: y}") + fact("y", "yes_no", "{fact: x}"), "x -> y -> x", 2),
    "a fact and a parameter": (
        "facts:\n" + fact("x", "hours", "$y") + "parameters:\n" + parameter("y", "value: {fact: x}"), "x -> y -> x", 2,
    ),
    "a fact and a day": (
        "days:\n  x: {days: 1, after: {fact: y}}\nfacts:\n" + fact("y", "date", "x"), "x -> y -> x", 2,
    ),
    "a fact and what is missing": (
        "facts:\n" + fact("x", "hours", "{missing: c/a}") + requirements("count: walk, at_least: {fact: x}"),
        "x -> c/a -> x", 2,
    ),
    "a fact and what it depends on": (
        "facts:\n" + fact("x", "yes_no", "{holds: {not: {met: c/a}}}") + requirements("fact: x"), "x -> c/a -> x", 2,
    ),
    "a fact and the order of days": (
        "facts:\n" + fact("x", "date", "{met: c/a}") + requirements("day: today, before: {fact: x}"),
        "x -> c/a -> x", 2,
    ),
    "a fact and what is planned": (
        "facts:\n" + fact("x", "date", "{planned: {entries: walk, where: {hours: {at_least: {fact: y}}}}}")
        + fact("y", "hours", "{holds: {elapsed: {fact: x}}}"),
        "x -> y -> x", 2,
    ),
    "what a requirement misses of itself": (requirements("count: walk, at_least: {missing: c/a}"), "c/a -> c/a", 2),
    "the order of days": ("days:\n  x: {met: c/a}\n" + requirements("day: x, after: today"), "x -> c/a -> x", 2),
    "the binding day, a fact and a parameter": (
        "facts:\n" + fact("x", "date", "{days: $y, before: today}") + "parameters:\n" + parameter("y", "value: 3")
        + "binding_day: {fact: x}\n",
        "binding_day -> x -> y -> binding_day", 2,
    ),
    "a parameter and a value by reading": (
        "parameters:\n" + parameter("x", "question: q, by_reading: {r: {plus: [1, $x]}}")
        + QUESTION.replace("value: $x", "value: 1"),
        "x -> x", 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CYCLES)
def test_cycle(name: str) -> None:
    text, chain, line = CYCLES[name]
    _, problems = load(FRAME, text)
    chains = [shown(problem)[3].removeprefix("this rule depends on itself: ") for problem in problems]
    assert {problem.code for problem in problems} == {"rule-cycle"}
    assert len(problems) == 1, chains
    assert turned(chains[0]) == turned(chain)
    assert problems[0].location.file == "rules/p/1.yaml"
    assert problems[0].location.line == line


def turned(chain: str) -> list[str]:
    """A chain without its repetition, beginning with its smallest name: where a cycle begins does not matter."""
    names = chain.split(" -> ")[:-1]
    first = names.index(min(names))
    return names[first:] + names[:first]


def test_telling_one_fact_tells_another_that_depends_on_it() -> None:
    implying = fact("x", "hours", "0").replace("otherwise", "implies: y, otherwise")
    assert load(FRAME, f"facts:\n{implying}{fact('y', 'yes_no', '{fact: x}')}")[1] == []


def test_a_reading_may_use_a_parameter_that_hangs_on_the_same_question() -> None:
    text = (
        "parameters:\n" + parameter("x", "question: q, by_reading: {r: 1}") + parameter("y", "question: q") + QUESTION
    )
    assert load(FRAME, text)[1] == []


def test_what_only_looks_like_a_cycle() -> None:
    text = (
        "days:\n  x: {met: c/a}\n  y: {days: 1, after: x}\n  z: {latest: [x, y]}\n"
        "parameters:\n" + parameter("n", "value: {count: walk}") + "binding_day: {first: walk}\n"
        + requirements("count: walk, at_least: $n", "count: walk, deadline: y, waits_for: z", "met: c/b")
    )  # fmt: skip
    assert load(FRAME, text)[1] == []

"""A workspace of the invented surf school: two groups, and people who paid more or less than they should."""

from __future__ import annotations

from pathlib import Path

from pricing.surf import RULES

GROUPS = """
groups:
  camps:
    entries: camp
    date: end
    same: start
    fields:
      start: {type: date, required: yes, title: {nl: begin, en: start}}
      end: {type: date, required: yes, title: {nl: einde, en: end}}
"""
FILES = {
    "rules/surf.yaml": RULES + GROUPS,
    "records/groups/june.yaml": "id: june\nname: June\ncamps: [{start: 2026-06-01, end: 2026-06-10}]\n",
    "records/groups/past.yaml": "id: past\nname: Past\ncamps: [{start: 2025-06-01, end: 2025-06-10}]\n",
    "records/groups/later.yaml": "id: later\nname: Later\ncamps: [{start: 2026-09-01, end: 2026-09-10}]\n",
    "records/groups/empty.yaml": "id: empty\nname: Empty\n",
    "records/trainees/sam.yaml": (
        "id: sam\nname: Sam Zee\ntrack: wave\ngroup: june\nlog:\n"
        "  - {date: 2026-01-10, type: enrolment}\n"
        "  - {date: 2026-02-01, type: fee, amount: 300, purpose: course}\n"
        "  - {date: 2026-02-20, type: lesson, hours: 1.5, filmed: 0.25}\n"
        "  - {date: 2026-02-25, type: fee, amount: 100, purpose: lessons}\n"
    ),
    "records/trainees/kim.yaml": (
        "id: kim\nname: Kim Golf\ntrack: guest\nlog:\n"
        "  - {date: 2026-01-10, type: enrolment}\n"
        "  - {date: 2026-02-01, type: fee, amount: 1200, purpose: course}\n"
    ),
    "records/trainees/max.yaml": (
        "id: max\nname: Max Wind\ntrack: wind\nlog:\n"
        "  - {date: 2026-01-10, type: enrolment}\n"
        "  - {date: 2026-02-01, type: stop}\n"
    ),
    "records/trainees/torn.yaml": "id: torn\nname: Torn\ntrack: wave\nlog:\n  - {date: 2026-13-01, type: enrolment}\n",
    "records/trainees/none.yaml": "id: none\n",
}


def surf_school(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder

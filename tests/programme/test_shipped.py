"""The shipped programme holds what the interface fixes; tables transcribed by hand from its sections 2 and 3."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Never

import pytest

from kio.pricing.pricer import Pricer
from kio.pricing.quoting import applicant
from kio.programme.language import Number, ParameterValue
from kio.programme.mentions import mentions
from kio.programme.model import Programme, WordList
from kio.programme.requirement import Requirement
from kio.programme.tariff import Charge, Tariff
from kio.source.document import Document
from kio.workspace import Workspace
from programme.manual import ROOT

RULES = ROOT / "rules"
FILES = [RULES / "kio.yaml", *sorted((RULES / "kio").glob("*.yaml"))]


@cache
def workspace() -> Workspace:
    return Workspace(ROOT)


@cache
def kio() -> Programme:
    found = workspace().programme("kio")
    assert found is not None
    return found


def test_it_loads_without_problems() -> None:
    kio()
    assert workspace().rules_problems("kio") == []


def test_rules_without_problems_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where something stands is found by reading the file again, which takes as long as making the programme."""

    def asked(self: Document) -> Never:
        raise AssertionError(self.name)

    monkeypatch.setattr(Document, "_placed", asked)
    assert Workspace(ROOT).programme("kio") is not None


def test_tracks_and_phases() -> None:
    assert list(kio().tracks) == ["therapist", "coach", "auditor"]
    assert [phase.id for phase in kio().phases] == [
        "withdrawn", "interrupted", "certified", "eligible", "completed", "part-2", "part-1", "refused", "admitted",
        "applicant",
    ]  # fmt: skip


def test_in_these_phases_nobody_has_to_do_anything() -> None:
    assert {phase.id for phase in kio().phases if phase.idle} == {
        "withdrawn", "interrupted", "certified", "completed", "refused",
    }  # fmt: skip


def test_these_steps_wait_for_others() -> None:
    named = {
        item.id: item.act.once
        for part in kio().checklists
        for item in part.requirements
        if item.act is not None and item.act.once
    }
    assert named == {
        "endorsement": ("certification/recordings", "certification/supervision", "certification/assistance"),
        "final-supervisor-score": ("certification/final-self-score",),
        "final-assessment": ("certification/final-self-score", "certification/final-supervisor-score"),
    }


def test_roles() -> None:
    assert set(kio().roles) == {"provider", "trainer", "docent", "supervisor", "assessor", "leertherapeut"}


def test_header_and_groups() -> None:
    auditor = kio().header["auditor"]
    assert auditor.tracks == ("auditor",)
    assert set(auditor.fields["basis"].choices) == {"partner", "in_training"}
    assert auditor.fields["of"].type == "trainee"
    assert set(kio().groups["modules"].fields) == {"module", "start", "end", "trainer", "place"}


# --- requirements

ADMISSION = "relationship-weekend training-agreement admission-decision"
MODULES = "module-1 module-2 module-3 module-4"
CERTIFICATION = (
    "modules recordings supervision paper-halfway paper-certification assistance part-2-duration final-self-score "
    "final-supervisor-score final-assessment certification-contract"
)
CHECKLISTS = {
    ("admission", "therapist"): f"{ADMISSION} degree association-membership membership-proof liability-insurance",
    ("admission", "coach"): f"{ADMISSION} coach-membership coach-insurance",
    ("admission", "auditor"): "partner-of-trainee study-in-progress admission-decision",
    ("part-1", "therapist"): f"{MODULES} recording-appreciation recording-dialogue",
    ("part-1", "coach"): f"{MODULES} recording-appreciation recording-dialogue",
    ("part-1", "auditor"): MODULES,
    ("certification", "therapist"): f"{CERTIFICATION} endorsement active-membership",
    ("certification", "coach"): f"{CERTIFICATION} project final-recording",
    ("certification", "auditor"): "",
}


@pytest.mark.parametrize(("checklist", "track"), CHECKLISTS)
def test_requirements(checklist: str, track: str) -> None:
    [found] = [part for part in kio().checklists if part.id == checklist]
    asked = {item.id for item in found.requirements if not item.tracks or track in item.tracks}
    assert asked == set(CHECKLISTS[checklist, track].split())


def test_the_checklists_are_these() -> None:
    assert [part.id for part in kio().checklists] == ["admission", "part-1", "certification"]


@pytest.mark.parametrize("item", [item for part in kio().checklists for item in part.requirements], ids=lambda i: i.id)
def test_every_requirement_says_what_it_asks_and_why(item: Requirement) -> None:
    assert item.source is not None
    assert item.explanation is not None
    said = (item.title.nl, item.title.en, item.explanation.nl, item.explanation.en, *item.source)
    assert all(text.strip() for text in said)


# --- parameters


def text_of(files: list[Path]) -> str:
    return "\n".join(re.sub(r"#.*", "", path.read_text(encoding="utf-8")) for path in files)


KEPT = {"part_1_hours"}
"""Figures that the sources give and from which nothing is computed (C22)."""


@pytest.mark.parametrize("name", list(kio().parameters))
def test_every_parameter_is_used_or_a_figure_that_is_kept(name: str) -> None:
    used = set(re.findall(r"\$(\w+)", text_of(FILES)))
    assert (name in used) != (name in KEPT)


def test_what_is_kept_are_parameters() -> None:
    assert set(kio().parameters) >= KEPT


@pytest.mark.parametrize("name", list(kio().questions))
def test_every_reading_has_a_source(name: str) -> None:
    assert all(reading.source is not None for reading in kio().questions[name].readings.values())


@pytest.mark.parametrize("name", list(kio().questions))
def test_every_reading_says_what_it_changes(name: str) -> None:
    said = [reading.changes for reading in kio().questions[name].readings.values()]
    assert None not in said
    assert len({text for both in said if both for text in both}) == 2 * len(said)


@pytest.mark.parametrize("name", list(kio().questions))
def test_every_question_decides_something(name: str) -> None:
    found = kio()
    parts = (found.checklists, found.days, found.selections, found.picks, found.tariff, found.facts, found.parameters)
    assert ("questions", name) in set(mentions(parts))


# --- prices

PRICES = (
    "part_1_price foundation_price foundation_deduction partner_price partner_deduction supervision_price "
    "preview_hours_limit previews assessment_factor assessment_vat project_guidance_price vat_rate part_1_recordings "
    "recordings_still_in_modules first_module_to_pay deposit deposit_days full_payment_days"
)
FACTS = """
partner: yes_no auditor
foundation_paid: yes_no
foundation_amount: money
supervision: whole_number therapist coach
group_days: whole_number therapist coach
preview: hours therapist coach
extra_recordings: whole_number therapist coach
project_hours: hours coach
register: date
start: date
first_instalment: date
"""
# The id, the payee, the account, `fixed` for a price of the day that binds, and the tracks.
CHARGES = """
part-1: association part_1 fixed
foundation-deduction: association part_1 fixed
partner: association partner fixed
partner-deduction: association partner fixed
supervision: supervisor supervision - therapist coach
preview: supervisor supervision - therapist coach
assessment: supervisor assessment - therapist coach
further-recordings: supervisor assessment - therapist coach
project-guidance: supervisor project - coach
"""
UNSTATED = """
group-day: therapist coach
relationship-weekend: therapist coach
assisting: therapist coach
membership:
professional-association: therapist
certification-abroad: therapist coach
travel:
personal-therapy: therapist coach
"""


def table(text: str) -> dict[str, list[str]]:
    return {name: rest.split() for name, _, rest in (line.partition(":") for line in text.strip().splitlines())}


def tariff() -> Tariff:
    found = kio().tariff
    assert found is not None
    return found


def test_the_parameters_of_the_prices_are_these() -> None:
    kio()
    named = set(workspace().document("rules/kio/prices.yaml").data["parameters"])
    assert named == {*PRICES.split(), *KEPT}


@pytest.mark.parametrize("name", PRICES.split())
def test_every_price_has_a_source(name: str) -> None:
    for value in kio().parameters[name].values:
        assert value.source is not None or value.value == Number(Decimal(0))  # nothing, for other tracks


def test_the_facts_are_these() -> None:
    assert {name: [fact.type, *fact.tracks] for name, fact in kio().facts.items()} == table(FACTS)


@pytest.mark.parametrize("name", kio().facts)
def test_every_fact_is_explained(name: str) -> None:
    """In the help, and to whoever is asked for it and answers with a question mark."""
    assert kio().facts[name].explanation


def test_the_charges_are_these() -> None:
    charges = [by_default(item) for item in tariff().charges]
    found = {item.id: [item.payee, item.account, "fixed" if item.fixed else "-", *item.tracks] for item in charges}
    assert found == table(CHARGES)


def by_default(charge: Charge) -> Charge:
    """A charge as it is while nobody decided anything."""
    on = date(2026, 11, 24)
    return Pricer(applicant(kio(), "coach", {}), on, tariff()).in_force(charge, on)


def test_what_is_not_stated_is_this() -> None:
    assert {item.id: list(item.tracks) for item in tariff().unstated} == table(UNSTATED)
    assert all(item.source is not None for item in tariff().unstated)


def test_vat_and_terms() -> None:
    found = tariff()
    assert (found.currency, set(found.vat), set(found.payees)) == (
        "EUR", {"exempt", "standard"}, {"association", "supervisor"},
    )  # fmt: skip
    assert found.vat["exempt"].rate is None
    assert None not in [*(vat.source for vat in found.vat.values()), *(terms.source for terms in found.terms)]
    # what is paid to the association, and nothing else, is agreed beforehand
    assert [set(terms.charges) for terms in found.terms] == [
        {item.id for item in found.charges if by_default(item).payee == "association"}
    ]


def test_a_parameter_that_names_a_way_of_vat_names_one_that_there_is() -> None:
    used = {charge.vat.name for charge in tariff().charges if isinstance(charge.vat, ParameterValue)}
    assert used == {"assessment_vat"}
    values = [value for name in used for value in kio().parameters[name].values]
    readings = [
        reading for value in values if value.question for reading in kio().questions[value.question].readings.values()
    ]
    assert {reading.value for reading in readings} == {WordList(("standard",)), WordList(("exempt",))}


# --- entry types: `*` marks a required field, brackets the choices or bounds

ENTRIES = """
application
relationship_weekend: with*(partner friend relative colleague) provider* end
degree: level*(bachelor master doctorate other) field*(psychology psychotherapy psychosocial_therapy counselling other) institution
membership: association* number valid_until proof
insurance: insurer* valid_until proof
agreement: signed*
edition: edition* decided_by* reason*
exception: requirement* decision*(requested granted refused) reason* letter decided_by until
admission: decision*(admitted conditional refused) decided_by condition
registration: for*(foundation modules_2_4 part_1 partner)
module: module* start hours trainer
recording: recording* kind*(appreciation_dialogue full_dialogue other) full_session module consent destroyed
supervision: form*(individual group_day) hours* supervisor* recording preview_hours
guidance: hours* supervisor*
paper: moment*(halfway certification) pages to
assistance: days* provider* start feedback_hours assessment(positive negative) received_by_supervisor received_by_docent
assessment: recording* by*(self docent supervisor assessor) score sheet outcome(positive negative) assessor mode(online in_person)
project: stage*(proposed accepted presented submitted approved rejected) title by
endorsement: by*
contract: signed*
certification_request
certification: decision*(certified refused) decided_by irw_confirmed irn_level_changed receipt
track_change: to*
study: institution* phase*
payment: amount* for*(foundation part_1 partner supervision assessment project) deposit
interruption: until
withdrawal
"""  # noqa: E501
TYPES = {
    "date": "valid_until until start end received_by_supervisor received_by_docent irw_confirmed irn_level_changed "
    "destroyed",
    "hours": "hours preview_hours feedback_hours",
    "yes_no": "signed full_session consent deposit",
    "person": "provider supervisor trainer decided_by assessor to",
    "evidence": "proof letter",
    "whole_number": "module pages",
    "percentage": "score",
    "marks": "sheet",
    "money": "amount",
}
ROWS = ENTRIES.strip().splitlines()
FIELD = re.compile(r"(\w+)(\*?)(?:\(([^)]*)\))?")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.partition(":")[0])
def test_entry_type(row: str) -> None:
    name, _, said = row.partition(":")
    wanted = {one: (bool(star), set(choices.split())) for one, star, choices in FIELD.findall(said)}
    fields = kio().entries[name].fields
    assert {one: (field.required, set(field.choices)) for one, field in fields.items()} == wanted


def test_the_entry_types_are_these() -> None:
    assert list(kio().entries) == [row.partition(":")[0] for row in ROWS]


@pytest.mark.parametrize(("kind", "names"), TYPES.items())
def test_types_of_fields(kind: str, names: str) -> None:
    fields = [field for entry in kio().entries.values() for field in entry.fields.values()]
    found = {field.name: field.type for field in fields if field.name in names.split() and not field.choices}
    found.pop("to", None)  # a person for a paper, a track for a change
    assert set(found.values()) == {kind}


def test_fields_that_name_something_else() -> None:
    entries = kio().entries
    kinds = {
        ("assessment", "recording"): "reference", ("supervision", "recording"): "reference",
        ("exception", "requirement"): "requirement", ("track_change", "to"): "track", ("edition", "edition"): "edition",
        ("paper", "to"): "person", ("endorsement", "by"): "person",
    }  # fmt: skip
    assert {key: entries[key[0]].fields[key[1]].type for key in kinds} == kinds
    assert entries["recording"].key == "recording"
    assert entries["supervision"].fields["recording"].many
    assert (entries["relationship_weekend"].fields["end"].default, entries["module"].fields["start"].default) == (
        "date", "date",
    )  # fmt: skip
    bounds = entries["module"].fields["module"]
    assert (bounds.at_least, bounds.at_most) == (Decimal(1), Decimal(4))

"""Verdicts: dates, uncertain days, ambiguity, gaps, and reasons that are complete."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

import accord

FENTANYL = "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"
ACETYL_BENZYL = "CC(=O)N(c1ccccc1)C1CCN(Cc2ccccc2)CC1"
BENZOYL = "Cc1ccccc1N(C(=O)c1ccccc1)C1CCN(CCc2ccccc2)CC1.Cl"


def verdict(text: str, place: str, on: str, **more: Any) -> dict[str, Any]:
    """The verdict of one jurisdiction."""
    record = accord.check(text, on=on, jurisdictions=[place], **more)[0].record
    assert record["status"] == "ok", record
    return record["verdicts"][0]


def test_class_rule_names_clauses_atoms_and_fragments_of_the_input_as_written() -> None:
    said = verdict(BENZOYL, "CN", "2019-06-01")
    assert said["outcome"] == "controlled"
    assert said["regimes"] == {"drug": "controlled", "precursor": "not_controlled", "export": "not_controlled"}
    bases = {b["clause"]: b for b in said["basis"]}
    assert set(bases) == {"1", "2"}
    assert bases["1"]["fragment"] == "O=Cc1ccccc1"
    assert bases["1"]["atoms"] == [8, 9, 10, 11, 12, 13, 14, 15]
    assert bases["1"]["from"] == "2019-05-01"
    assert bases["1"]["to"] is None


def test_half_open_windows() -> None:
    assert verdict(BENZOYL, "CN", "2019-04-30")["outcome"] == "not_controlled"
    assert verdict(BENZOYL, "CN", "2019-05-01")["outcome"] == "controlled"


def test_ambiguous_class_gives_two_readings_of_that_regime() -> None:
    said = verdict(ACETYL_BENZYL, "US", "2026-11-22")
    assert said["outcome"] == "ambiguous"
    outcomes = {r["outcome"] for r in said["readings"] if r["regime"] == "drug"}
    assert outcomes == {"controlled", "not_controlled"}
    assert all(b["value"] == "ambiguous" for b in said["basis"] if b["kind"] == "class")


def test_listing_by_name_is_primary_and_class_stays_shown() -> None:
    said = verdict("CC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", "CN", "2020-01-01")
    kinds = {b["kind"]: b["primary"] for b in said["basis"] if b["regime"] == "drug"}
    assert kinds["list"] is True
    assert kinds["class"] is False


def test_uncertain_day_is_cannot_say_with_a_note() -> None:
    brorphine = "CC(c1ccc(Br)cc1)N1CCC(n2c(=O)[nH]c3ccccc32)CC1"
    assert verdict(brorphine, "US", "2023-02-28")["regimes"]["drug"] == "controlled"
    between = verdict(brorphine, "US", "2023-03-15")
    assert between["regimes"]["drug"] == "cannot_say"
    assert any(b["from_note"] for b in between["basis"])
    assert verdict(brorphine, "US", "2023-04-05")["regimes"]["drug"] == "controlled"


def test_history_says_the_same_as_single_days_and_has_no_gaps() -> None:
    said = verdict(FENTANYL.replace("CCC(=O)", "CC(=O)"), "US", "2026-11-22", history=True)
    spans = [h for h in said["history"] if h["regime"] == "drug"]
    assert spans[0]["from"] is None
    assert spans[-1]["to"] is None
    for before, after in itertools.pairwise(spans):
        assert before["to"] == after["from"]
        assert verdict(FENTANYL.replace("CCC(=O)", "CC(=O)"), "US", after["from"])["regimes"]["drug"] == after["outcome"]


def test_a_state_whose_law_is_not_held_answers_cannot_say() -> None:
    said = verdict(FENTANYL, "MX", "2026-01-01")
    assert said["outcome"] == "cannot_say"
    assert said["coverage"]["complete"] is False
    assert said["coverage"]["missing"]


def test_default_jurisdictions_are_un_us_cn_and_the_states_of_the_route() -> None:
    record = accord.check("caffeine", on="2026-01-01", origin="CN", destination="MX")[0].record
    assert [v["jurisdiction"] for v in record["verdicts"]] == ["UN", "US", "CN", "MX"]
    record = accord.check("caffeine", on="2026-01-01", destination="FR")[0].record
    assert [v["jurisdiction"] for v in record["verdicts"]] == ["UN", "US", "CN", "FR", "EU"]


def test_missing_instruments_of_2026_make_negative_chinese_answers_incomplete() -> None:
    before, after = (verdict("ibuprofen", "CN", day) for day in ("2026-05-01", "2026-11-01"))
    assert before["outcome"] == after["outcome"] == "not_controlled"
    assert len([m for m in after["coverage"]["missing"] if m["regime"] == "drug"]) >= 2
    assert not after["coverage"]["complete"]


def test_relevance_of_a_missing_instrument_is_cannot_say() -> None:
    said = verdict("CCCCCCn1cc(C(N)=O)c2ccccc21", "CN", "2022-01-01")
    assert said["regimes"]["drug"] == "cannot_say"
    assert not [b for b in said["basis"] if b["regime"] == "drug"]
    assert any("SC" in m["id"] for m in said["coverage"]["missing"])
    assert verdict("CCCCCCn1cc(C(N)=O)c2ccccc21", "CN", "2021-06-30")["regimes"]["drug"] != "cannot_say"


@pytest.mark.parametrize(("destination", "export", "confidence"), [("US", "cannot_say", "unconfirmed"), ("DE", "not_controlled", None)])
def test_guessed_members_of_the_export_rule_are_never_firm(destination: str, export: str, confidence: str | None) -> None:
    said = verdict("O=C1CCN(CCc2ccccc2)CC1", "CN", "2026-01-15", origin="CN", destination=destination)
    rule = [b for b in said["basis"] if b["rule"].startswith("CN-EXPORT-SPECIFIC")]
    assert said["regimes"]["export"] == export
    assert [b["confidence"] for b in rule] == ([confidence] if confidence else [])


def test_every_reason_is_complete_and_has_no_atom_numbers_in_its_text() -> None:
    for text in (FENTANYL, BENZOYL, "O=C1CCNCC1", "acetic anhydride"):
        for said in accord.check(text, on="2026-11-22")[0].record["verdicts"]:
            for basis in said["basis"]:
                assert all(basis[k] for k in ("rule", "kind", "regime", "citation", "confidence")), basis
                assert basis["clause"] or basis["entry"] or basis["list"]
                assert basis["from_note"] or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", basis["from"])
                assert not re.search(r"\batoms? \d", basis["text_en"])
                assert basis["clause"] is None or (basis["clause"] in basis["text_en"] and basis["clause"] in basis["text_zh"])


def test_no_mineral_counter_ion_is_a_precursor_but_the_free_acid_is() -> None:
    salt = verdict("NCCc1ccccc1.Cl", "UN", "2026-11-22")
    assert salt["outcome"] == "not_controlled"
    assert verdict("Cl", "UN", "2026-11-22")["regimes"]["precursor"] == "controlled"


def test_both_parts_of_a_salt_are_asked() -> None:
    said = verdict("C1CC[NH2+]CC1.[O-]C(=O)Cc1ccccc1", "UN", "2026-11-22")
    assert {b["component"] for b in said["basis"]} == {0, 1}


def test_excepted_mirror_image_is_outside_and_the_flat_drawing_inside() -> None:
    dextromethorphan = "COc1ccc2c(c1)[C@]13CCCC[C@@H]1[C@H](C2)N(C)CC3"
    assert verdict(dextromethorphan, "US", "2026-11-22")["outcome"] == "not_controlled"
    assert verdict("COc1ccc2c(c1)C13CCCCC1C(C2)N(C)CC3", "US", "2026-11-22")["outcome"] == "controlled"
    assert verdict(dextromethorphan, "CN", "2026-11-22")["outcome"] == "controlled"


def test_esters_of_named_opioids_are_inside_the_scope_of_their_list() -> None:
    propionylmorphine = "CCC(=O)Oc1ccc2c3c1O[C@H]1[C@@H](O)C=C[C@H]4[C@@H](C2)N(C)CC[C@]314"
    said = verdict(propionylmorphine, "UN", "2026-11-22")
    assert said["regimes"]["drug"] == "controlled"
    assert any(b["kind"] == "scope" and b["reading"].startswith("ester of") for b in said["basis"])


def test_as_of_leaves_out_what_was_not_known() -> None:
    assert verdict(FENTANYL, "US", "2026-11-22", as_of="2020-01-01")["outcome"] == "cannot_say"


@pytest.mark.parametrize(
    ("drawn", "outcome"),
    [
        ("CCOC(=O)[C@H]1[C@@H](OC(=O)c2ccccc2)C[C@@H]2CC[C@H]1N2C", "controlled"),  # ester of ecgonine
        ("CCC(=O)Oc1ccc2c3c1O[C@H]1[C@@H](OC(=O)CC)C=C[C@H]4[C@@H](C2)N(C)CC[C@@]341", "controlled"),  # ester of morphine
        ("COc1ccc2CC3NCCC45C3(O)CCC(=O)C4Oc1c25", "cannot_say"),  # another derivative: the words are open
        ("COC(=O)C1=CCC2CCC1N2C", "cannot_say"),
        ("C=CCN1CC[C@]23c4c5ccc(O)c4O[C@H]2C(=O)CC[C@@]3(O)[C@H]1C5", "not_controlled"),  # left out by the line itself
        ("CN1C2CCC1CC(OC(=O)C(CO)c1ccccc1)C2", "not_controlled"),
    ],
)
def test_derivatives_of_opium_and_coca_in_the_us(drawn: str, outcome: str) -> None:
    assert verdict(drawn, "US", "2026-11-22")["regimes"]["drug"] == outcome


@pytest.mark.parametrize(
    ("drawn", "place", "gap"),
    [  # named without structure, or an element that a drawing does not tell: never a firm no
        ("COC(=O)C(c1ccccc1)C1CCCCN1C(=O)OC[n+]1cccc(C(=O)NC(CO)C(=O)[O-])c1", "US", "US-1729-DRAWING"),
        ("COC(=O)C(c1ccccc1)C1CCCCN1C(=O)OC[n+]1cccc(C(=O)NC(CO)C(=O)[O-])c1", "CN", "CN-PSY2-65-DRAWING"),
        ("CN(C)Cc1nc(no1)-c1ncn2c1CN(C)C(=O)c1c2cccc1Cl", "CN", "CN-PSY2-25-DRAWING"),
        ("CCOC1CCC(c2ccccc12)NCCC1(CCOC2(CCCC2)C1)c1ccccn1", "CN", "CN-NAR-30-DRAWING"),
        ("P12P3P1P23", "US", "US-PHOSPHORUS"),
        ("[P]", "EU", "EU-PHOSPHORUS"),
        ("CCCCCc1cc(OC(C)=O)c2c(c1)OC(C)(C)C1CCC(C)=CC21", "US", "US-THC-DERIVATIVES"),
    ],
)
def test_what_is_listed_without_structure_is_no_firm_no(drawn: str, place: str, gap: str) -> None:
    said = verdict(drawn, place, "2026-11-22")
    assert said["outcome"] == "cannot_say"
    assert gap in {m["id"] for m in said["coverage"]["missing"]}


@pytest.mark.parametrize("drawn", ["Cl.C1COCCO1", "[OH3+].[Cl-]", "Cl.CC(C)O", "OS(=O)(=O)O.CC#N"])
def test_an_acid_in_a_solvent_is_the_free_acid(drawn: str) -> None:
    assert verdict(drawn, "UN", "2026-11-22")["regimes"]["precursor"] == "controlled"


@pytest.mark.parametrize("drawn", ["Cl.CCN(CC)CC", "CC(C)N.[H+].[Cl-]", "[OH3+].[Cl-].CC(C)N", "[NH4+].[Cl-]", "Cl.[Na+].[OH-]"])
def test_an_acid_in_a_salt_is_no_precursor(drawn: str) -> None:
    assert verdict(drawn, "UN", "2026-11-22")["regimes"]["precursor"] == "not_controlled"

"""Esters and ethers of listed substances, where the list covers them."""

from __future__ import annotations

from typing import Any

import pytest

from accord.controls.match import matches
from accord.controls.statute import Statute
from accord.substances.model import Recognised, Substance
from accord.substances.normalise import structure_from_smiles

TYROSOL = "OCCc1ccc(O)cc1"
ESTER, ETHER, BOTH, DIESTER = "CC(=O)OCCc1ccc(O)cc1", "CCOCCc1ccc(O)cc1", "CCOCCc1ccc(OC(C)=O)cc1", "CC(=O)OCCc1ccc(OC(=O)CC)cc1"


def law(law_of: Any, smiles: str = TYROSOL, evidence: str = "firm", **flags: bool) -> Statute:
    row = {"name": "thing", "smiles": smiles, "inchikey": structure_from_smiles(smiles).inchikey, "evidence": evidence}
    scope = {"id": "SCOPE", "kind": "scope", "windows": [], **flags}
    return law_of(scope, {"id": "THING", "substance": row, "scope": "SCOPE", "windows": [{"from": "2020-01-01"}]})


def readings(statute: Statute, smiles: str) -> list[tuple[str, str]]:
    """(value, last word of the reading) of every match."""
    found = matches(Substance("ok", Recognised("smiles", smiles, exact=True), structure_from_smiles(smiles)), statute)
    return [(match.value, match.reading.rsplit(".", 1)[1]) for match in found]


@pytest.mark.parametrize(
    ("esters", "ethers", "inside"),
    [(True, False, {ESTER, DIESTER}), (False, True, {ETHER}), (True, True, {ESTER, ETHER, BOTH, DIESTER}), (False, False, set[str]())],
)
def test_each_link_must_be_of_a_kind_that_the_list_covers(esters: bool, ethers: bool, inside: set[str], law_of: Any) -> None:
    statute = law(law_of, esters=esters, ethers=ethers)
    assert {smiles for smiles in (ESTER, ETHER, BOTH, DIESTER) if readings(statute, smiles)} == inside


def test_the_reading_says_which_link(law_of: Any) -> None:
    statute = law(law_of, esters=True, ethers=True)
    assert readings(statute, ESTER) == [("yes", "ester")]
    assert readings(statute, ETHER) == [("yes", "ether")]
    assert readings(statute, TYROSOL) == [("yes", "listed")]


def test_the_parent_must_be_the_whole_other_side(law_of: Any) -> None:
    statute = law(law_of, esters=True)
    for smiles in ("CC(=O)OCCc1ccc(OC)cc1", "CC(=O)OCCCc1ccc(O)cc1", "CC(=O)NCCc1ccc(O)cc1"):
        assert readings(statute, smiles) == []


def test_a_lactone_is_no_ester_of_its_ring_opened_acid(law_of: Any) -> None:
    assert readings(law(law_of, "OCCCC(=O)O", esters=True), "O=C1CCCO1") == []


def test_a_parent_of_one_source_is_not_firm(law_of: Any) -> None:
    assert readings(law(law_of, evidence="single", esters=True), ESTER) == [("cannot_say", "ester")]

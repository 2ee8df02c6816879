"""The table of salt partners: readable, without doubles, and without anything that could be the regulated part by itself."""
from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from rdkit import Chem

from accord.substances.normalise import structure_from_smiles
from accord.substances.roles import is_organic, partner_kind

ROWS = list(csv.DictReader((files("accord.substances") / "data" / "salt_partners.csv").read_text(encoding="utf-8").splitlines()))


def test_every_partner_is_found_by_its_structure_and_stands_once() -> None:
    seen: dict[str, str] = {}
    for row in ROWS:
        plain = structure_from_smiles(row["smiles"]).components[0].views[0]
        assert partner_kind(plain.mol) == row["kind"], row["name"]
        flat = Chem.MolToSmiles(plain.mol, isomericSmiles=False)
        assert flat not in seen, (row["name"], seen.get(flat))
        seen[flat] = row["name"]
        assert is_organic(plain.mol) == (row["kind"] != "mineral"), row["name"]


@pytest.mark.parametrize("smiles", ["OC(=O)Cc1ccccc1", "C1CCNCC1", "Nc1ccccc1C(=O)O", "CN", "CCN", "CC(=O)OC(C)=O", "OCCCC(=O)O"])
def test_what_is_a_listed_precursor_or_drug_elsewhere_is_no_salt_partner(smiles: str) -> None:
    assert partner_kind(Chem.MolFromSmiles(smiles)) is None


def test_stereo_and_charge_of_a_partner_do_not_matter() -> None:
    base = "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"
    for acid in ("OC(=O)[C@H](O)[C@@H](O)C(=O)O", "OC(=O)[C@@H](O)[C@H](O)C(=O)[O-]", "OC(=O)/C=C/C(=O)O", "OC(=O)/C=C\\C(=O)O"):
        assert [c.role for c in structure_from_smiles(f"{acid}.{base}").components] == ["counter_ion", "active"]

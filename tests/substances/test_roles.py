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


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [  # a mineral acid beside nothing it could form a salt with is a substance of its own
        ("Cl.C1COCCO1", ["other", "active"]),
        ("OS(=O)(=O)O.CCO", ["other", "active"]),
        ("[H+].[Cl-].CCO", ["counter_ion", "other", "active"]),
        ("[OH3+].[Cl-]", ["solvent", "active"]),
        ("[H+].[Cl-].O", ["counter_ion", "active", "solvent"]),
        ("Cl.CCN", ["counter_ion", "active"]),
        ("[H+].[Cl-].CCN", ["counter_ion", "counter_ion", "active"]),
        ("Cl.[Na+].[OH-]", ["counter_ion", "counter_ion", "counter_ion"]),
        ("[Na+].[Cl-].CCO", ["counter_ion", "counter_ion", "active"]),
    ],
)
def test_a_mineral_acid_is_a_counter_ion_only_in_a_salt(drawn: str, expected: list[str]) -> None:
    assert [c.role for c in structure_from_smiles(drawn).components] == expected


def test_an_acid_beside_a_listed_salt_does_not_hide_it() -> None:
    alone, beside = structure_from_smiles("[K+].[O-][Mn](=O)(=O)=O"), structure_from_smiles("[K+].[O-][Mn](=O)(=O)=O.Cl")
    assert alone.whole is not None
    assert beside.whole is not None
    assert alone.whole.inchikey == beside.whole.inchikey
    assert structure_from_smiles("CCN.[H+].[Cl-]").whole is None

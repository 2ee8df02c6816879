"""Stereo relations of drawings to listed forms; absolute configurations are those of public registries."""
from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdkit import Chem

from accord.substances.normalise import structure_from_smiles
from accord.substances.stereo import relation

EPHEDRINE = "CN[C@@H](C)[C@H](O)c1ccccc1"  # (1R,2S)
PSEUDOEPHEDRINE = "CN[C@@H](C)[C@@H](O)c1ccccc1"  # (1S,2S)
NOREPHEDRINE = "C[C@H](N)[C@H](O)c1ccccc1"  # (1R,2S)
CATHINE = "C[C@H](N)[C@@H](O)c1ccccc1"  # (1S,2S)
DEXTROMETHORPHAN = "COc1ccc2c(c1)[C@]13CCCC[C@@H]1[C@H](C2)N(C)CC3"
LEVOMETHORPHAN = "COc1ccc2c(c1)[C@@]13CCCC[C@H]1[C@@H](C2)N(C)CC3"
FLAT_METHORPHAN = "COc1ccc2c(c1)C13CCCCC1C(C2)N(C)CC3"
CIS_3MF = "CCC(=O)N(c1ccccc1)[C@@H]1CCN(CCc2ccccc2)C[C@@H]1C"
TRANS_3MF = "CCC(=O)N(c1ccccc1)[C@@H]1CCN(CCc2ccccc2)C[C@H]1C"
CROTONYL_E = "C/C=C/C(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"
CROTONYL_Z = "C/C=C\\C(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"
MORPHINE = "CN1CC[C@]23c4c5ccc(O)c4O[C@H]2[C@@H](O)C=C[C@H]3[C@H]1C5"
TESTOSTERONE = "C[C@]12CC[C@H]3[C@H]([C@@H]1CC[C@@H]2O)CCC4=CC(=O)CC[C@]34C"


def mirror(text: str) -> str:
    mol = Chem.MolFromSmiles(text)
    for atom in mol.GetAtoms():
        atom.InvertChirality()
    return Chem.MolToSmiles(mol)


def asked(drawn: str, listed: str) -> str:
    view = structure_from_smiles(drawn).components[0].views[0]
    return relation(view.mol, Chem.MolFromSmiles(listed))


def test_keys_of_the_forms_used_here() -> None:
    for smiles, key in (
        (EPHEDRINE, "KWGRBVOPPLSCSI-WPRPVWTQSA-N"),
        (PSEUDOEPHEDRINE, "KWGRBVOPPLSCSI-WCBMZHEXSA-N"),
        (NOREPHEDRINE, "DLNKOYKMWOXYQA-CBAPKCEASA-N"),
        (DEXTROMETHORPHAN, "MKXZASYAUGDDCJ-NJAFHUGGSA-N"),
        (MORPHINE, "BQJCRHHNABKAKU-KBQPJGBKSA-N"),
        (TESTOSTERONE, "MUMGGOZAMZWBJJ-DYKIIFRCSA-N"),
    ):
        assert Chem.MolToInchiKey(Chem.MolFromSmiles(smiles)) == key


@pytest.mark.parametrize(
    ("drawn", "listed", "expected"),
    [
        (EPHEDRINE, EPHEDRINE, "same"),
        (EPHEDRINE + ".Cl", EPHEDRINE, "same"),
        (PSEUDOEPHEDRINE, EPHEDRINE, "other"),
        (mirror(EPHEDRINE), EPHEDRINE, "mirror"),
        ("CNC(C)C(O)c1ccccc1", EPHEDRINE, "open"),
        ("CNC(C)[C@H](O)c1ccccc1", EPHEDRINE, "open"),
        ("CNC(C)[C@@H](O)c1ccccc1", EPHEDRINE, "open_mirror"),
        ("CNC(C)[C@@H](O)c1ccccc1", PSEUDOEPHEDRINE, "open"),
        (EPHEDRINE, "CNC(C)C(O)c1ccccc1", "same"),
        (CATHINE, NOREPHEDRINE, "other"),
        (NOREPHEDRINE, CATHINE, "other"),
        (mirror(CATHINE), CATHINE, "mirror"),
        (DEXTROMETHORPHAN, LEVOMETHORPHAN, "mirror"),
        (LEVOMETHORPHAN, LEVOMETHORPHAN, "same"),
        (FLAT_METHORPHAN, LEVOMETHORPHAN, "open"),
        (TRANS_3MF, CIS_3MF, "other"),
        (mirror(CIS_3MF), CIS_3MF, "mirror"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1C", CIS_3MF, "open"),
        (CIS_3MF, "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)C[C@@H]1C", "same"),
        (mirror(CIS_3MF), "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)C[C@@H]1C", "mirror"),
        (CROTONYL_Z, CROTONYL_E, "geometric"),
        (CROTONYL_E, CROTONYL_E, "same"),
        ("CC=CC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", CROTONYL_Z, "open"),
        ("CCCC(=O)N1CCN(C/C=C\\c2ccccc2)C[C@H]1C", "CCCC(=O)N1CCN(C/C=C/c2ccccc2)CC1C", "geometric"),
        ("C[C@H](O)/C=C\\[C@H](C)N", "C[C@@H](O)/C=C/[C@H](C)N", "other"),
        ("C[C@H]1CC[C@@H](O)CC1", "C[C@H]1CC[C@H](O)CC1", "other"),
        ("C[C@H]1CC[C@H](O)CC1", "C[C@H]1CC[C@H](O)CC1", "same"),
        ("CC1CCC(O)CC1", "C[C@H]1CC[C@H](O)CC1", "open"),
        ("C[C@H](O)C[C@@H](C)O", "C[C@@H](O)C[C@H](C)O", "same"),
        (MORPHINE, MORPHINE, "same"),
        (mirror(MORPHINE), MORPHINE, "mirror"),
        ("CN1CCC23c4c5ccc(O)c4OC2[C@@H](O)C=CC3C1C5", MORPHINE, "open"),
        ("C[C@]12CCC3C(C1CCC2O)CCC4=CC(=O)CCC34C", TESTOSTERONE, "open"),
        ("C[C@@]12CCC3C(C1CCC2O)CCC4=CC(=O)CCC34C", TESTOSTERONE, "open_mirror"),
        (EPHEDRINE + " |&1:2,4|", EPHEDRINE, "open"),
        (EPHEDRINE + " |&1:2,4|", PSEUDOEPHEDRINE, "other"),
    ],
)
def test_relations(drawn: str, listed: str, expected: str) -> None:
    assert asked(drawn, listed) == expected


def test_a_drawing_with_very_many_open_centres_is_compared_by_its_marks() -> None:
    listed = "C[C@H](O)" + "[C@H](O)" * 7 + "[C@H](N)C"
    open_but_one = "CC(O)" + "C(O)" * 7 + "[C@H](N)C"
    assert asked(open_but_one, listed) == "open"
    assert asked(open_but_one.replace("@", "@@"), listed) == "open_mirror"


@given(st.sampled_from([EPHEDRINE, CATHINE, LEVOMETHORPHAN, CIS_3MF, CROTONYL_E, MORPHINE]), st.randoms(use_true_random=False))
def test_relation_does_not_depend_on_atom_order(text: str, random: Random) -> None:
    mol = Chem.MolFromSmiles(text)
    order = random.sample(range(mol.GetNumAtoms()), mol.GetNumAtoms())
    again = Chem.MolToSmiles(Chem.RenumberAtoms(mol, order), canonical=False)
    assert asked(again, text) == asked(text, again) == "same"
